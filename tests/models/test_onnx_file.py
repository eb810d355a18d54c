"""Where an ONNX file says that its tensors are, in every place that can hold one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import onnx
import pytest
from onnx import TensorProto, helper

from photo_search.models.onnx_file import external_files
from photo_search.models.spec import bundled_starter

Place = Callable[[onnx.ModelProto, TensorProto], object]


def external(location: str, *, location_first: bool = True) -> TensorProto:
    tensor = TensorProto(name="weights", data_type=TensorProto.FLOAT, dims=[2], data_location=TensorProto.EXTERNAL)
    entries = [("location", location), ("offset", "0"), ("length", "8")]
    for key, value in entries if location_first else reversed(entries):
        tensor.external_data.add(key=key, value=value)
    return tensor


def in_initializer(model: onnx.ModelProto, tensor: TensorProto) -> None:
    model.graph.initializer.append(tensor)


def in_constant(model: onnx.ModelProto, tensor: TensorProto) -> None:
    model.graph.node.append(helper.make_node("Constant", [], ["c"], value=tensor))


def in_list(model: onnx.ModelProto, tensor: TensorProto) -> None:
    attribute = onnx.AttributeProto(name="values", type=onnx.AttributeProto.TENSORS, tensors=[tensor])
    model.graph.node.append(onnx.NodeProto(op_type="Own", attribute=[attribute]))


def in_branch(model: onnx.ModelProto, tensor: TensorProto) -> None:
    branch = helper.make_graph([], "branch", [], [], [tensor])
    model.graph.node.append(helper.make_node("If", ["x"], ["y"], then_branch=branch, else_branch=branch))


def in_sparse(model: onnx.ModelProto, tensor: TensorProto) -> None:
    model.graph.sparse_initializer.append(onnx.SparseTensorProto(values=tensor, dims=[4]))


def in_function(model: onnx.ModelProto, tensor: TensorProto) -> None:
    node = helper.make_node("Constant", [], ["c"], value=tensor)
    model.functions.append(helper.make_function("own", "F", [], ["c"], [node], [helper.make_opsetid("", 17)]))


@pytest.mark.parametrize("place", [in_initializer, in_constant, in_list, in_branch, in_sparse, in_function])
@pytest.mark.parametrize("location_first", [True, False])
def test_every_place(tmp_path: Path, place: Place, location_first: bool) -> None:
    model = helper.make_model(helper.make_graph([], "tower", [], []))
    place(model, external("../weights.bin", location_first=location_first))
    path = tmp_path / "model.onnx"
    path.write_bytes(model.SerializeToString())
    assert external_files(path) == {"../weights.bin"}


def test_weights_that_lie_inside() -> None:
    for name in ("vision_model.onnx", "text_model.onnx"):
        assert external_files(bundled_starter() / "onnx" / name) == set()


def test_cut_anywhere_it_is_refused_or_read_to_its_last_whole_field(tmp_path: Path) -> None:
    model = helper.make_model(helper.make_graph([], "tower", [], []))
    in_initializer(model, external("weights.bin"))
    content = model.SerializeToString()
    path = tmp_path / "model.onnx"
    refused = 0
    for length in range(len(content)):
        path.write_bytes(content[:length])
        try:
            assert external_files(path) <= {"weights.bin"}
        except ValueError:
            refused += 1
    assert refused > len(content) // 2


@pytest.mark.parametrize("content", [b"", b"not a model", b"\xff" * 100, b"\x0b", b"PK\x03\x04" * 10])
def test_something_else(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "model.onnx"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=r"."):
        external_files(path)


def test_graphs_in_graphs_without_end(tmp_path: Path) -> None:
    branch = helper.make_graph([], "leaf", [], [])
    for _ in range(25):
        branch = helper.make_graph([helper.make_node("If", ["x"], ["y"], then_branch=branch)], "branch", [], [])
    path = tmp_path / "model.onnx"
    path.write_bytes(helper.make_model(branch).SerializeToString())
    with pytest.raises(ValueError, match="nested too deeply"):
        external_files(path)
