"""Second models for tests: the starter with its vectors turned into another space, as good as it, or worse."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import onnx
from onnx import helper, numpy_helper

from photo_search.models.spec import bundled_starter
from tests.models.model_folders import read_json, write_json


def derive_model(
    folder: Path,
    name: str,
    *,
    dimension: int = 320,
    noise: float = 0.0,
    offset: float = 0.0,
    revision: str = "1",
    fails_in_the_dark: bool = False,
) -> Path:
    """Write into `folder` a model that sees as the starter does, in a space of its own, and return it.

    Pictures are led astray by `noise`, which each has for itself; `offset` is a direction that all pictures and words
    share, which lifts and compresses their cosines. A model that `fails_in_the_dark` gives no numbers for black.
    """
    shutil.copytree(bundled_starter(), folder)
    own = read_json(folder / "photo_search.json")
    rng = np.random.default_rng(len(name) + dimension)
    basis = np.linalg.qr(rng.standard_normal((dimension, dimension)))[0].astype(np.float32)
    turn, shared = basis[: own["dimension"]], offset * basis[-1]
    astray = rng.standard_normal((own["dimension"], own["dimension"])).astype(np.float32) * 40
    for tower, amount in (("vision", noise), ("text", 0.0)):
        path = folder / own[tower]
        model = onnx.load(path)
        _turn(model, own["output"], {"turn": turn, "shared": shared, "astray": astray, "amount": np.float32(amount)})
        if fails_in_the_dark and tower == "vision":
            _fail_in_the_dark(model, own["output"])
        onnx.save(model, path)
    own |= {"name": name, "dimension": dimension, "revision": revision, "variant": "derived", "files": {}}
    write_json(folder / "photo_search.json", own)
    config = read_json(folder / "config.json")
    for key in ("projection_dim", "hidden_size"):
        if key in config:
            config[key] = dimension
    write_json(folder / "config.json", config)
    return folder


def _turn(model: onnx.ModelProto, output: str, constants: dict[str, np.ndarray]) -> None:
    graph = model.graph
    for node in graph.node:
        for names in (node.input, node.output):
            for place, used in enumerate(names):
                if used == output:
                    names[place] = "starter_output"
    graph.initializer.extend(numpy_helper.from_array(np.asarray(value), key) for key, value in constants.items())
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
            helper.make_node("Add", ["turned", "shared"], [output]),
        ]
    )
    dimension = constants["turn"].shape[1]
    for info in graph.output:
        if info.name == output:
            info.type.tensor_type.shape.dim[-1].ClearField("dim_param")
            info.type.tensor_type.shape.dim[-1].dim_value = dimension


def _fail_in_the_dark(model: onnx.ModelProto, output: str) -> None:
    graph = model.graph
    for node in graph.node:
        for place, made in enumerate(node.output):
            if made == output:
                node.output[place] = "seen_by_day"
    constants = {"dusk": np.float32(0.95), "nothing": np.float32(0.0), "flat": np.array([0, -1], np.int64)}
    graph.initializer.extend(numpy_helper.from_array(np.asarray(value), key) for key, value in constants.items())
    pixels = graph.input[0].name
    graph.node.extend(
        [
            # The square root of what is below zero is no number.
            helper.make_node("Reshape", [pixels, "flat"], ["flattened"]),
            helper.make_node("ReduceMean", ["flattened"], ["brightness"], axes=[1], keepdims=1),
            helper.make_node("Add", ["brightness", "dusk"], ["above_dusk"]),
            helper.make_node("Sqrt", ["above_dusk"], ["lit"]),
            helper.make_node("Mul", ["lit", "nothing"], ["nought"]),
            helper.make_node("Add", ["seen_by_day", "nought"], [output]),
        ]
    )
