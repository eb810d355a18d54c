"""Small whole models of every family, in the hub's layout, for tests: real graphs, real tokenizers, random weights."""

from __future__ import annotations

import hashlib
import json
import string
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

FAMILIES = ("siglip1", "siglip2", "clip", "starter")
LENGTHS = {"siglip1": 64, "siglip2": 64, "clip": 77, "starter": 32}
_LETTERS = string.ascii_lowercase + string.digits + string.punctuation
_WIDTH = 6
UNKNOWN = "<unk>"
_GRID = 4


def make_model_folder(
    folder: Path,
    family: str = "siglip1",
    dimension: int = 16,
    size: int = 32,
    *,
    seed: int = 0,
    batch: int | None = None,
    ids_type: int = TensorProto.INT64,
    mask: bool = False,
    times: float = 1.0,
    own: bool = True,
) -> Path:
    """Write a model into `folder` and return it.

    `batch` fixes the graphs' batch size; `ids_type` and `mask` choose the text graph's inputs; the vectors come
    out multiplied by `times` (0 and nan make them unusable); `own` writes a photo_search.json with checksums.
    """
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    tokenizer = _TOKENIZERS[family]()
    tokenizer.save(str(folder / "tokenizer.json"))
    vocabulary = tokenizer.get_vocab_size()
    for name, content in _configurations(family, dimension, size, vocabulary).items():
        write_json(folder / name, content)
    rng = np.random.default_rng(seed)
    outputs = {"clip": ("image_embeds", "text_embeds")}.get(family, ("pooler_output", "pooler_output"))
    vision = vision_graph(rng, dimension, size, outputs[0], batch=batch, times=times)
    onnx.save(vision, folder / "onnx/vision_model.onnx")
    shape = (vocabulary, LENGTHS[family], dimension)
    text = text_graph(rng, shape, outputs[1], batch=batch, ids_type=ids_type, mask=mask, times=times)
    onnx.save(text, folder / "onnx/text_model.onnx")
    if own:
        write_own(folder, family, dimension)
    return folder


def write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=1), encoding="utf-8")


def read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def write_own(folder: Path, family: str, dimension: int) -> None:
    """Write photo_search.json for the files as they are now."""
    names = ["onnx/vision_model.onnx", "onnx/text_model.onnx", "tokenizer.json", "config.json"]
    contents = {name: (folder / name).read_bytes() for name in [*names, "preprocessor_config.json"]}
    write_json(
        folder / "photo_search.json",
        {
            "name": f"tiny-{family}",
            "family": family,
            "revision": "1",
            "variant": "random",
            "dimension": dimension,
            "vision": names[0],
            "text": names[1],
            "logit_scale": 100.0,
            "logit_bias": -10.0,
            "languages": ["en"],
            "licence": "none",
            "files": {
                name: {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
                for name, content in contents.items()
            },
        },
    )


def vision_graph(
    rng: np.random.Generator,
    dimension: int,
    size: int,
    output: str = "pooler_output",
    *,
    batch: int | None = None,
    times: float = 1.0,
) -> onnx.ModelProto:
    """Return a graph that averages a grid of 4 x 4 fields and projects it."""
    step = size // _GRID
    weights = rng.standard_normal((3 * _GRID * _GRID, dimension)).astype(np.float32)
    nodes = [
        helper.make_node("AveragePool", ["pixel_values"], ["fields"], kernel_shape=[step, step], strides=[step, step]),
        helper.make_node("Flatten", ["fields"], ["last_hidden_state"]),
        helper.make_node("MatMul", ["last_hidden_state", "weights"], ["vectors"]),
        helper.make_node("Mul", ["vectors", "times"], [output]),
    ]
    pixels = helper.make_tensor_value_info("pixel_values", TensorProto.FLOAT, [batch or "batch", 3, size, size])
    return _model(nodes, [pixels], output, dimension, {"weights": weights, "times": np.float32(times)})


def text_graph(
    rng: np.random.Generator,
    shape: tuple[int, int, int],
    output: str = "pooler_output",
    *,
    batch: int | None = None,
    ids_type: int = TensorProto.INT64,
    mask: bool = False,
    times: float = 1.0,
) -> onnx.ModelProto:
    """Return a graph in which every token counts by its place, padding included.

    `shape` is the number of tokens in the vocabulary, in a phrase, and the dimension of the vectors.
    """
    vocabulary, length, dimension = shape
    tokens = rng.standard_normal((vocabulary, _WIDTH)).astype(np.float32)
    weights = rng.standard_normal((length * _WIDTH, dimension)).astype(np.float32)
    inputs = [helper.make_tensor_value_info("input_ids", ids_type, [batch or "batch", length])]
    nodes = [helper.make_node("Gather", ["tokens", "input_ids"], ["embedded"])]
    constants = {"tokens": tokens, "weights": weights, "times": np.float32(times)}
    if mask:
        inputs.append(helper.make_tensor_value_info("attention_mask", ids_type, [batch or "batch", length]))
        constants["axis"] = np.array([2], np.int64)
        nodes += [
            helper.make_node("Cast", ["attention_mask"], ["seen"], to=TensorProto.FLOAT),
            helper.make_node("Unsqueeze", ["seen", "axis"], ["column"]),
            helper.make_node("Mul", ["embedded", "column"], ["kept"]),
        ]
    nodes += [
        helper.make_node("Flatten", ["kept" if mask else "embedded"], ["last_hidden_state"]),
        helper.make_node("MatMul", ["last_hidden_state", "weights"], ["vectors"]),
        helper.make_node("Mul", ["vectors", "times"], [output]),
    ]
    return _model(nodes, inputs, output, dimension, constants)


def _model(
    nodes: list[onnx.NodeProto],
    inputs: list[onnx.ValueInfoProto],
    output: str,
    dimension: int,
    constants: dict[str, Any],
) -> onnx.ModelProto:
    outputs = [
        helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, None),
        helper.make_tensor_value_info(output, TensorProto.FLOAT, ["batch", dimension]),
    ]
    if output != "pooler_output":
        del outputs[0]
    tensors = [numpy_helper.from_array(np.asarray(value), name) for name, value in constants.items()]
    graph = helper.make_graph(nodes, "tower", inputs, outputs, tensors)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def _configurations(family: str, dimension: int, size: int, vocabulary: int) -> dict[str, dict[str, Any]]:
    vision: dict[str, Any] = {"image_size": size}
    text: dict[str, Any] = {"vocab_size": vocabulary, "max_position_embeddings": LENGTHS[family]}
    processor: dict[str, Any] = {
        "do_convert_rgb": None,
        "do_normalize": True,
        "do_rescale": True,
        "do_resize": True,
        "image_mean": [0.5, 0.5, 0.5],
        "image_std": [0.5, 0.5, 0.5],
        "resample": 2 if family == "siglip2" else 3,
        "rescale_factor": 1 / 255,
        "size": {"height": size, "width": size},
    }
    config: dict[str, Any]
    if family in {"clip", "starter"}:
        config = {"model_type": "clip" if family == "clip" else "photo-search-starter", "projection_dim": dimension}
    else:
        config = {"model_type": "siglip"}
        vision["hidden_size"] = text["hidden_size"] = dimension
        processor["image_processor_type"] = "SiglipImageProcessor"
    if family == "clip":
        processor |= {
            "image_processor_type": "CLIPImageProcessor",
            "do_center_crop": True,
            "image_mean": [0.48145466, 0.4578275, 0.40821073],
            "image_std": [0.26862954, 0.26130258, 0.27577711],
            "size": {"shortest_edge": size},
            "crop_size": {"height": size, "width": size},
        }
    classes = {"siglip1": "SiglipTokenizer", "siglip2": "GemmaTokenizer", "clip": "CLIPTokenizer"}
    return {
        "config.json": config | {"vision_config": vision, "text_config": text},
        "preprocessor_config.json": processor,
        "tokenizer_config.json": {"tokenizer_class": classes.get(family, "PreTrainedTokenizerFast")},
    }


def _siglip1_tokenizer() -> Tokenizer:
    pieces = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁", -2.0)]
    tokenizer = Tokenizer(models.Unigram([*pieces, *((letter, -3.0) for letter in _LETTERS)], unk_id=2))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 1)])
    tokenizer.enable_truncation(16)
    tokenizer.enable_padding(pad_id=0, length=16)
    return tokenizer


def _siglip2_tokenizer() -> Tokenizer:
    pieces = ["<pad>", "<eos>", "<bos>", "<unk>", *(f"<0x{byte:02X}>" for byte in range(256)), "▁", *_LETTERS]
    vocabulary = {piece: number for number, piece in enumerate(pieces)}
    tokenizer = Tokenizer(models.BPE(vocabulary, [], unk_token=UNKNOWN, fuse_unk=True, byte_fallback=True))
    tokenizer.normalizer = normalizers.Replace(" ", "▁")
    tokenizer.post_processor = processors.TemplateProcessing(single="$A <eos>", special_tokens=[("<eos>", 1)])
    return tokenizer


def _clip_tokenizer() -> Tokenizer:
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    pieces = [*letters, *(f"{letter}</w>" for letter in letters), "<|startoftext|>", "<|endoftext|>"]
    vocabulary = {piece: number for number, piece in enumerate(pieces)}
    tokenizer = Tokenizer(models.BPE(vocabulary, [], end_of_word_suffix="</w>", unk_token=pieces[-1]))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.ByteLevel(add_prefix_space=False)]
    )
    ends = (("<|endoftext|>", len(pieces) - 1), ("<|startoftext|>", len(pieces) - 2))
    tokenizer.post_processor = processors.RobertaProcessing(*ends)
    return tokenizer


def _starter_tokenizer() -> Tokenizer:
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *_LETTERS, *(f"##{letter}" for letter in _LETTERS)]
    tokenizer = Tokenizer(models.WordPiece({piece: number for number, piece in enumerate(pieces)}, unk_token=pieces[1]))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    ends = [("[CLS]", 2), ("[SEP]", 3)]
    tokenizer.post_processor = processors.TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=ends)
    tokenizer.enable_truncation(LENGTHS["starter"])
    tokenizer.enable_padding(pad_id=0, length=LENGTHS["starter"])
    return tokenizer


_TOKENIZERS = {
    "siglip1": _siglip1_tokenizer,
    "siglip2": _siglip2_tokenizer,
    "clip": _clip_tokenizer,
    "starter": _starter_tokenizer,
}
