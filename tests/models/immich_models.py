"""Small models in the layout in which Immich exports them: open_clip's files, batches of one, unit vectors."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import onnx
from onnx import TensorProto, helper

from tests.models.model_folders import LENGTHS, make_model_folder, read_json, write_json

VOCABULARIES = {"siglip1": 32_000, "siglip2": 256_000, "clip": 49_408}
_PADS = {"siglip1": "</s>", "siglip2": "<pad>", "clip": "<|endoftext|>"}


def make_immich_folder(folder: Path, family: str = "siglip2", dimension: int = 16, size: int = 32) -> Path:
    """Write such a model into `folder` and return it; its weights are those that make_model_folder writes."""
    hub = make_model_folder(folder / "hub", family, dimension, size, batch=1, ids_type=TensorProto.INT32, own=False)
    for tower, graph, name in (("visual", "vision_model", "image"), ("textual", "text_model", "text")):
        (folder / tower).mkdir()
        model = onnx.load(hub / f"onnx/{graph}.onnx")
        _rename(model.graph, name)
        onnx.save(model, folder / tower / "model.onnx")
    (hub / "tokenizer.json").rename(folder / "textual/tokenizer.json")
    write_json(folder / "textual/tokenizer_config.json", {"pad_token": _PADS[family], "tokenizer_class": "Any"})
    processor = read_json(hub / "preprocessor_config.json")
    squash = family != "clip"
    preprocess: dict[str, Any] = {
        "size": [size, size] if squash else size,
        "mode": "RGB",
        "mean": processor["image_mean"],
        "std": processor["image_std"],
        "interpolation": "bilinear" if processor["resample"] == 2 else "bicubic",
        "resize_mode": "squash" if squash else "shortest",
        "fill_color": 0,
    }
    write_json(folder / "visual/preprocess_cfg.json", preprocess)
    text: dict[str, Any] = {"context_length": LENGTHS[family], "vocab_size": VOCABULARIES[family]}
    if squash:
        text["tokenizer_kwargs"] = {"clean": "canonicalize"}
    write_json(
        folder / "config.json",
        {"embed_dim": dimension, "vision_cfg": {"image_size": size}, "text_cfg": text, "custom_text": True},
    )
    shutil.rmtree(hub)
    return folder


def _rename(graph: onnx.GraphProto, name: str) -> None:
    before, output = graph.input[0].name, graph.output[-1].name
    for node in graph.node:
        node.input[:] = [name if one == before else one for one in node.input]
        node.output[:] = ["raw" if one == output else one for one in node.output]
    graph.input[0].name = name
    graph.node.append(helper.make_node("LpNormalization", ["raw"], ["embedding"], axis=1, p=2))
    shape = graph.output[-1].type.tensor_type.shape.dim[-1].dim_value
    del graph.output[:]
    graph.output.append(helper.make_tensor_value_info("embedding", TensorProto.FLOAT, [1, shape]))
