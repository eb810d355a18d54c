"""A second model that makes sense: the starter, its vectors turned into another dimension by a random projection."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import onnx
from onnx import helper, numpy_helper

from photo_search.models.spec import bundled_starter
from tests.models.model_folders import read_json, write_json, write_own

TOWERS = ("onnx/vision_model.onnx", "onnx/text_model.onnx")
_OUTPUT = "pooler_output"


def derive_model(folder: Path, dimension: int = 320, *, name: str = "derived", revision: str = "1") -> Path:
    """Write a model of this dimension into `folder` and return it.

    From 256 up it ranks photos exactly as the starter does, since lengths and angles stay; below, it sees less.
    """
    starter = bundled_starter()
    shutil.copytree(starter, folder, dirs_exist_ok=True)
    own = read_json(starter / "photo_search.json")
    wide = max(dimension, own["dimension"])
    square, _ = np.linalg.qr(np.random.default_rng(0).standard_normal((wide, wide)))
    projection = square[: own["dimension"], :dimension].astype(np.float32)
    for tower in TOWERS:
        model = onnx.load(folder / tower)
        for node in model.graph.node:
            node.output[:] = ["before_projection" if output == _OUTPUT else output for output in node.output]
        model.graph.initializer.append(numpy_helper.from_array(projection, "projection"))
        model.graph.node.append(helper.make_node("MatMul", ["before_projection", "projection"], [_OUTPUT]))
        for output in model.graph.output:
            if output.name == _OUTPUT:
                output.type.tensor_type.shape.dim[-1].dim_value = dimension
        onnx.save(model, folder / tower)
    config = read_json(folder / "config.json")
    write_json(folder / "config.json", config | {"projection_dim": dimension})
    write_own(folder, own["family"], dimension)
    derived = read_json(folder / "photo_search.json")
    kept = ("logit_scale", "logit_bias", "languages", "licence")
    write_json(
        folder / "photo_search.json",
        derived | {key: own[key] for key in kept} | {"name": name, "revision": revision, "variant": own["variant"]},
    )
    return folder
