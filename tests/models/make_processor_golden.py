"""Make `golden/`: small models of every family, and what transformers computes with them.

Run by hand where transformers, torch, sentencepiece, protobuf and onnx are installed; needs no network. Made with
transformers 5.23.0, torch 2.13.0, sentencepiece 0.2.3, tokenizers 0.23.3, Pillow 13.0.0.

    python -m tests.models.make_processor_golden
"""

from __future__ import annotations

import io
import json
import re
import string
import warnings
from pathlib import Path

import numpy as np
import sentencepiece
import torch
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors, trainers
from transformers import (
    CLIPConfig,
    CLIPModel,
    CLIPTokenizer,
    GemmaTokenizer,
    Siglip2Tokenizer,
    SiglipConfig,
    SiglipModel,
    SiglipTokenizer,
)
from transformers.convert_slow_tokenizer import SpmConverter
from transformers.models.clip.image_processing_pil_clip import CLIPImageProcessorPil
from transformers.models.siglip.image_processing_pil_siglip import SiglipImageProcessorPil

from tests.models.golden_cases import PHRASES, SHAPES, picture

GOLDEN = Path(__file__).parent / "golden"
SIZE = 56
CORPUS = [
    "a photo of a dog running on the beach in the snow",
    "children playing with a ball in the park near the lake",
    "the real mountain view from the window at night",
    "two people riding bicycles down a street in san francisco",
    "a plate of food with rice and vegetables on a wooden table",
    "wedding flowers, red and white; it's the bride's birthday!",
    "a cat sleeping on a sofa under a lamp (with a book)",
    "Zürich and the Alps, 2023-07-14 at 10:30, 50% off #1 [sic] {ok}",
    "leading and trailing spaces, tabs, new lines: control characters",
    "日本の桜 и зима, école été naïve ça",
    "family at the beach under_score brackets too here sea sand sun",
]
CORPUS += [
    f"a {look} {who} {deed} near the {place}"
    for look in ("small", "happy", "red", "snowy", "young")
    for who in ("dog", "child", "car", "woman", "mountain", "family", "flower")
    for deed in ("playing", "standing", "sleeping", "moving")
    for place in ("beach", "river", "window", "kitchen", "forest", "street")
]


class SiglipConverter(SpmConverter):
    """Writes SigLIP 1's SentencePiece model as the hub's tokenizer.json files do, canonical form and end included."""

    def normalizer(self, proto):
        charsmap = proto.normalizer_spec.precompiled_charsmap
        return normalizers.Sequence(
            [
                normalizers.Lowercase(),
                normalizers.Replace(Regex(f"[{re.escape(string.punctuation)}]"), ""),
                normalizers.Replace(Regex(r"\s+"), " "),
                normalizers.Precompiled(charsmap),
                normalizers.Strip(),
            ]
        )

    def post_processor(self):
        return processors.TemplateProcessing(single="$A </s>", pair="$A </s> $B </s>", special_tokens=[("</s>", 1)])


def siglip1_tokenizer(folder: Path):
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(line.lower() for line in CORPUS),
        model_writer=model,
        vocab_size=300,
        hard_vocab_limit=False,
        model_type="unigram",
        pad_id=0,
        eos_id=1,
        unk_id=2,
        bos_id=-1,
        normalization_rule_name="nmt_nfkc",
        character_coverage=1.0,
        num_threads=1,
        minloglevel=2,
    )
    file = folder / "spiece.model"
    file.write_bytes(model.getvalue())
    tokenizer = SiglipTokenizer(str(file))
    SiglipConverter(tokenizer).converted().save(str(folder / "tokenizer.json"), pretty=False)
    file.unlink()
    config = {"tokenizer_class": "SiglipTokenizer", "model_max_length": 64, "do_lower_case": True}
    (folder / "tokenizer_config.json").write_text(json.dumps(config))
    return tokenizer, tokenizer.vocab_size


def siglip2_tokenizer(folder: Path):
    special = ["<pad>", "<eos>", "<bos>", "<unk>", "<mask>"]
    trained = Tokenizer(models.BPE(unk_token=special[3], fuse_unk=True, byte_fallback=True))
    trained.normalizer = normalizers.Replace(" ", "▁")
    trained.pre_tokenizer = pre_tokenizers.Split("▁", "merged_with_next")
    pieces = special + [f"<0x{byte:02X}>" for byte in range(256)]
    trained.train_from_iterator(CORPUS, trainers.BpeTrainer(vocab_size=640, special_tokens=pieces, show_progress=False))
    model = json.loads(trained.to_str())["model"]
    merges = [tuple(merge) for merge in model["merges"]]
    options = {"vocab": model["vocab"], "merges": merges, "padding_side": "right", "model_max_length": 64}
    gemma = GemmaTokenizer(**options, add_bos_token=False, add_eos_token=True)
    gemma.save_pretrained(folder)
    (folder / "tokenizer_config.json").write_text(json.dumps({"tokenizer_class": "GemmaTokenizer"}))
    return Siglip2Tokenizer(**options, add_bos_token=False, add_eos_token=True), len(gemma)


def clip_tokenizer(folder: Path):
    end, start = "<|endoftext|>", "<|startoftext|>"
    like = CLIPTokenizer()
    trained = Tokenizer(models.BPE(end_of_word_suffix="</w>"))
    trained.normalizer = like.backend_tokenizer.normalizer
    trained.pre_tokenizer = like.backend_tokenizer.pre_tokenizer
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(
        vocab_size=900, end_of_word_suffix="</w>", initial_alphabet=sorted(alphabet), show_progress=False
    )
    trained.train_from_iterator(CORPUS, trainer)
    model = json.loads(trained.to_str())["model"]
    pieces = sorted(alphabet) + [f"{letter}</w>" for letter in sorted(alphabet)]
    pieces += [piece for piece in sorted(model["vocab"], key=model["vocab"].get) if piece not in set(pieces)]
    vocabulary = {piece: number for number, piece in enumerate([*pieces, start, end])}
    merges = [tuple(merge) for merge in model["merges"]]
    tokenizer = CLIPTokenizer(vocab=vocabulary, merges=merges, model_max_length=77)
    tokenizer.save_pretrained(folder)
    config = {"tokenizer_class": "CLIPTokenizer", "pad_token": end, "model_max_length": 77}
    (folder / "tokenizer_config.json").write_text(json.dumps(config))
    return tokenizer, len(tokenizer)


def siglip_model(vocabulary: int, pad: int):
    small = {"intermediate_size": 48, "num_hidden_layers": 1, "num_attention_heads": 2}
    text = {"hidden_size": 24, "projection_size": 32, "vocab_size": vocabulary, "pad_token_id": pad}
    vision = {"hidden_size": 32, "image_size": SIZE, "patch_size": 8}
    ends = {"bos_token_id": None, "eos_token_id": 1}
    return SiglipModel(SiglipConfig(text_config=text | small | ends, vision_config=vision | small))


def clip_model(vocabulary: int):
    small = {"intermediate_size": 48, "num_hidden_layers": 1, "num_attention_heads": 2, "hidden_size": 24}
    ends = {"bos_token_id": vocabulary - 2, "eos_token_id": vocabulary - 1, "pad_token_id": vocabulary - 1}
    text = {"vocab_size": vocabulary} | ends | small
    vision = {"image_size": SIZE, "patch_size": 8} | small
    return CLIPModel(CLIPConfig(text_config=text, vision_config=vision, projection_dim=20))


class SiglipTower(torch.nn.Module):
    def __init__(self, tower):
        super().__init__()
        self.tower = tower

    def forward(self, inputs):
        result = self.tower(inputs)
        return result.last_hidden_state, result.pooler_output


class ClipVision(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, pixel_values):
        return self.model.visual_projection(self.model.vision_model(pixel_values).pooler_output)


class ClipText(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, input_ids, attention_mask):
        found = self.model.text_model(input_ids=input_ids, attention_mask=attention_mask)
        return self.model.text_projection(found.pooler_output)


def export(module, inputs: dict, outputs: list[str], path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    names = [*inputs, *outputs]
    torch.onnx.export(
        module.eval(),
        tuple(inputs.values()),
        str(path),
        input_names=list(inputs),
        output_names=outputs,
        dynamic_axes={name: {0: "batch_size"} for name in names},
        opset_version=17,
        dynamo=False,
    )


def make(name: str) -> dict[str, np.ndarray]:
    folder = GOLDEN / name
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(len(name))
    if name == "clip":
        tokenizer, vocabulary = clip_tokenizer(folder)
        processor = CLIPImageProcessorPil(size={"shortest_edge": SIZE}, crop_size={"height": SIZE, "width": SIZE})
        model = clip_model(vocabulary)
        length = 77
    else:
        tokenizer, vocabulary = (siglip1_tokenizer if name == "siglip1" else siglip2_tokenizer)(folder)
        resample = {"siglip1": 3, "siglip2": 2}[name]
        processor = SiglipImageProcessorPil(size={"height": SIZE, "width": SIZE}, resample=resample)
        model = siglip_model(vocabulary, {"siglip1": 1, "siglip2": 0}[name])
        length = 64
    model.eval()
    model.config.save_pretrained(folder)
    processor.save_pretrained(folder)

    pixels = np.concatenate([processor(picture(*shape), return_tensors="np")["pixel_values"] for shape in SHAPES])
    words = tokenizer(PHRASES, padding="max_length", max_length=length, truncation=True, return_tensors="pt")
    ids, mask = words["input_ids"], words["attention_mask"]
    images = torch.from_numpy(pixels)
    example = {"pixel_values": images[:2]}
    if name == "clip":
        vision, text = ClipVision(model), ClipText(model)
        export(vision, example, ["image_embeds"], folder / "onnx" / "vision_model.onnx")
        both = {"input_ids": ids[:2], "attention_mask": mask[:2]}
        export(text, both, ["text_embeds"], folder / "onnx" / "text_model.onnx")
        arguments = {"input_ids": ids, "attention_mask": mask}
    else:
        vision, text = SiglipTower(model.vision_model), SiglipTower(model.text_model)
        outputs = ["last_hidden_state", "pooler_output"]
        export(vision, example, outputs, folder / "onnx" / "vision_model.onnx")
        export(text, {"input_ids": ids[:2]}, outputs, folder / "onnx" / "text_model.onnx")
        arguments = {"input_ids": ids}
    with torch.no_grad():
        image_vectors = torch.nn.functional.normalize(model.get_image_features(pixel_values=images).pooler_output)
        text_vectors = torch.nn.functional.normalize(model.get_text_features(**arguments).pooler_output)
    return {
        "pixels": pixels,
        "ids": ids.numpy().astype(np.int32),
        "images": image_vectors.numpy(),
        "texts": text_vectors.numpy(),
        "mask": mask.numpy().astype(np.int8),
    }


def main() -> None:
    warnings.simplefilter("ignore")
    for name in ("siglip1", "siglip2", "clip"):
        np.savez_compressed(GOLDEN / f"{name}.npz", **make(name))


if __name__ == "__main__":
    main()
