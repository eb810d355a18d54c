"""Turns a small model into what exporters publish as fp16, and the same weights back into single precision."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper


def halve(source: Path, target: Path) -> None:
    """Write `source` with half-precision weights, casts at its ends, and a half-precision constant in between."""
    model = onnx.load(source)
    graph = model.graph
    for tensor in graph.initializer:
        if tensor.data_type == TensorProto.FLOAT:
            tensor.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(tensor).astype(np.float16), tensor.name))
    floats = {i.name for i in graph.input if i.type.tensor_type.elem_type == TensorProto.FLOAT}
    output = graph.output[-1].name
    for node in graph.node:
        node.input[:] = [f"{name}_half" if name in floats else name for name in node.input]
        node.output[:] = [f"{name}_half" if name == output else name for name in node.output]
        for attribute in node.attribute:
            if attribute.name == "to" and attribute.i == TensorProto.FLOAT:
                attribute.i = TensorProto.FLOAT16
    one = numpy_helper.from_array(np.array(1, np.float16), "one")
    casts = [helper.make_node("Cast", [name], [f"{name}_half"], to=TensorProto.FLOAT16) for name in sorted(floats)]
    nodes = [*casts, *graph.node]
    nodes.append(helper.make_node("Constant", [], ["one"], value=one))
    nodes.append(helper.make_node("Mul", [f"{output}_half", "one"], ["last_half"]))
    nodes.append(helper.make_node("Cast", ["last_half"], [output], to=TensorProto.FLOAT))
    del graph.node[:]
    graph.node.extend(nodes)
    graph.value_info.append(helper.make_tensor_value_info("last_half", TensorProto.FLOAT16, None))
    for value in graph.output:
        if value.name != output:
            value.type.tensor_type.elem_type = TensorProto.FLOAT16
    onnx.save(model, target)


def round_to_half(path: Path) -> None:
    """Give the single-precision model the values that its half-precision twin has."""
    model = onnx.load(path)
    for tensor in model.graph.initializer:
        if tensor.data_type == TensorProto.FLOAT:
            rounded = numpy_helper.to_array(tensor).astype(np.float16).astype(np.float32)
            tensor.CopyFrom(numpy_helper.from_array(rounded, tensor.name))
    onnx.save(model, path)
