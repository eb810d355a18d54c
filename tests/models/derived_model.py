"""A second model that makes sense: the starter, its vectors turned into another space; as good as it, or worse."""

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


def derive_model(
    folder: Path,
    dimension: int = 320,
    *,
    name: str = "derived",
    revision: str = "1",
    noise: float = 0.0,
    offset: float = 0.0,
    fails_in_the_dark: bool = False,
) -> Path:
    """Write a model of this dimension into `folder` and return it.

    From 256 up it ranks photos as the starter does, since lengths and angles stay; below, it sees less. Pictures are
    led astray by `noise`, which each has for itself; `offset` is a direction that all pictures and words share, which
    lifts and compresses their cosines. A model that `fails_in_the_dark` gives no numbers for black.
    """
    starter = bundled_starter()
    shutil.copytree(starter, folder, dirs_exist_ok=True)
    own = read_json(starter / "photo_search.json")
    seen, wide = own["dimension"], max(dimension, own["dimension"])
    rng = np.random.default_rng(len(name) + dimension)
    basis = np.linalg.qr(rng.standard_normal((wide, wide)))[0].astype(np.float32)
    turn, shared = basis[:seen, :dimension], offset * basis[-1, :dimension]
    astray = rng.standard_normal((seen, seen)).astype(np.float32) * 40
    for tower, amount in zip(TOWERS, (noise, 0.0), strict=True):
        model = onnx.load(folder / tower)
        _turn(model.graph, {"turn": turn, "shared": shared, "astray": astray, "amount": np.float32(amount)})
        if fails_in_the_dark and tower == TOWERS[0]:
            _fail_in_the_dark(model.graph)
        onnx.save(model, folder / tower)
    config = read_json(folder / "config.json")
    write_json(folder / "config.json", config | {"projection_dim": dimension})
    write_own(folder, own["family"], dimension)
    derived = read_json(folder / "photo_search.json")
    kept = ("logit_scale", "logit_bias", "languages", "licence")
    write_json(
        folder / "photo_search.json",
        derived | {key: own[key] for key in kept} | {"name": name, "revision": revision, "variant": "derived"},
    )
    return folder


def _turn(graph: onnx.GraphProto, constants: dict[str, np.ndarray]) -> None:
    _rename_output(graph, "starter_output")
    _add_constants(graph, constants)
    graph.node.extend(
        [
            helper.make_node("LpNormalization", ["starter_output"], ["unit"], axis=-1, p=2),
            helper.make_node("MatMul", ["unit", "astray"], ["mixed"]),
            helper.make_node("Sin", ["mixed"], ["strewn"]),
            helper.make_node("LpNormalization", ["strewn"], ["strewn_unit"], axis=-1, p=2),
            helper.make_node("Mul", ["strewn_unit", "amount"], ["error"]),
            helper.make_node("Add", ["unit", "error"], ["seen"]),
            helper.make_node("LpNormalization", ["seen"], ["seen_unit"], axis=-1, p=2),
            helper.make_node("MatMul", ["seen_unit", "turn"], ["turned"]),
            helper.make_node("Add", ["turned", "shared"], [_OUTPUT]),
        ]
    )
    for output in graph.output:
        if output.name == _OUTPUT:
            output.type.tensor_type.shape.dim[-1].dim_value = constants["turn"].shape[1]


def _fail_in_the_dark(graph: onnx.GraphProto) -> None:
    _rename_output(graph, "seen_by_day")
    constants = {"dusk": np.float32(0.95), "nothing": np.float32(0.0), "flat": np.array([0, -1], np.int64)}
    _add_constants(graph, constants)
    graph.node.extend(
        [
            # The square root of what is below zero is no number.
            helper.make_node("Reshape", [graph.input[0].name, "flat"], ["flattened"]),
            helper.make_node("ReduceMean", ["flattened"], ["brightness"], axes=[1], keepdims=1),
            helper.make_node("Add", ["brightness", "dusk"], ["above_dusk"]),
            helper.make_node("Sqrt", ["above_dusk"], ["lit"]),
            helper.make_node("Mul", ["lit", "nothing"], ["nought"]),
            helper.make_node("Add", ["seen_by_day", "nought"], [_OUTPUT]),
        ]
    )


def _rename_output(graph: onnx.GraphProto, new: str) -> None:
    """Call what the graph has given so far `new`, to give something made of it instead."""
    for node in graph.node:
        for names in (node.input, node.output):
            names[:] = [new if name == _OUTPUT else name for name in names]


def _add_constants(graph: onnx.GraphProto, constants: dict[str, np.ndarray]) -> None:
    graph.initializer.extend(numpy_helper.from_array(np.asarray(value), key) for key, value in constants.items())
