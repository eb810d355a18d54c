"""What is downloaded is rewritten once: the same numbers in single precision, weights in a file of their own."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from photo_search.errors import ModelUnusable
from photo_search.models.encoder import Encoder
from photo_search.models.installing import Towers, build
from photo_search.models.model_folder import ModelFolder
from photo_search.models.onnx_file import external_files, without_weights
from photo_search.models.rewriting import rewrite_tower
from photo_search.models.spec import read_spec
from tests.models.half_models import halve, round_to_half
from tests.models.model_folders import FAMILIES, make_model_folder

VISION, TEXT = "onnx/vision_model.onnx", "onnx/text_model.onnx"
WORDS = ["a dog", "the sea", ""]


def squares(count: int = 3, size: int = 32) -> np.ndarray:
    return np.random.default_rng(1).integers(0, 256, (count, size, size, 3), dtype=np.uint8)


def vectors(folder: Path) -> tuple[np.ndarray, np.ndarray]:
    with Encoder(read_spec(folder), threads=1) as encoder:
        return encoder.encode_images(squares()), encoder.encode_texts(WORDS)


@pytest.mark.parametrize("family", FAMILIES)
def test_half_precision_becomes_single_with_the_same_values(tmp_path: Path, family: str) -> None:
    folder = make_model_folder(tmp_path / "source", family, own=False, mask=family == "clip")
    for name in (VISION, TEXT):
        halve(folder / name, folder / name.replace(".onnx", "_fp16.onnx"))
        round_to_half(folder / name)
    towers = Towers("onnx/vision_model_fp16.onnx", "onnx/text_model_fp16.onnx")
    spec = build(ModelFolder(folder), towers, tmp_path / "built", {"revision": "1"})
    assert spec.variant == "fp16-as-fp32"
    for single, rewritten in zip(vectors(folder), vectors(spec.folder), strict=True):
        np.testing.assert_allclose(rewritten, single, atol=1e-6)
    for name in (VISION, TEXT):
        assert external_files(spec.folder / name) == {Path(name).name + "_data"}


def test_single_precision_stays_what_it_is_to_the_bit(tmp_path: Path) -> None:
    folder = make_model_folder(tmp_path / "source", own=False)
    spec = build(ModelFolder(folder), Towers(VISION, TEXT), tmp_path / "built", {"revision": "1"})
    assert spec.variant == "fp32"
    for before, after in zip(vectors(folder), vectors(spec.folder), strict=True):
        assert np.array_equal(before, after)


def test_weights_are_aligned_to_pages_and_their_checksums_are_right(tmp_path: Path) -> None:
    folder = ModelFolder(make_model_folder(tmp_path / "source", own=False))
    done = rewrite_tower(folder, TEXT, tmp_path / "out", "text.onnx")
    model = onnx.load(tmp_path / "out/text.onnx", load_external_data=False)
    moved = [t for t in model.graph.initializer if t.data_location == TensorProto.EXTERNAL]
    assert moved
    for tensor in moved:
        where = {entry.key: entry.value for entry in tensor.external_data}
        assert int(where["offset"]) % 4096 == 0
    assert set(done.files) == {"text.onnx", "text.onnx_data"}
    for name, (size, sha256) in done.files.items():
        content = (tmp_path / "out" / name).read_bytes()
        assert (size, sha256) == (len(content), hashlib.sha256(content).hexdigest())


def test_weights_that_lie_in_a_file_of_their_own_already(tmp_path: Path) -> None:
    folder = make_model_folder(tmp_path / "source", own=False)
    before = vectors(folder)
    for name in (VISION, TEXT):
        model = onnx.load(folder / name)
        onnx.save(
            model, folder / name, save_as_external_data=True, location=Path(name).name + "_data", size_threshold=0
        )
    spec = build(ModelFolder(folder), Towers(VISION, TEXT), tmp_path / "built", {"revision": "1"})
    for one, other in zip(before, vectors(spec.folder), strict=True):
        assert np.array_equal(one, other)


def test_half_precision_in_branches_and_functions(tmp_path: Path) -> None:
    half = numpy_helper.from_array(np.arange(4, dtype=np.float16), "value")
    inner = helper.make_graph(
        [helper.make_node("Constant", [], ["y"], value=half)],
        "branch",
        [],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT16, [4])],
    )
    choice = helper.make_node("If", ["yes"], ["out"], then_branch=inner, else_branch=inner)
    graph = helper.make_graph(
        [choice],
        "tower",
        [helper.make_tensor_value_info("yes", TensorProto.BOOL, [])],
        [helper.make_tensor_value_info("out", TensorProto.FLOAT16, [4])],
    )
    (tmp_path / "in").mkdir()
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)]), tmp_path / "in/model.onnx")
    done = rewrite_tower(ModelFolder(tmp_path / "in"), "model.onnx", tmp_path / "out", "model.onnx")
    assert done.was_half
    assert set(done.files) == {"model.onnx"}
    written = (tmp_path / "out/model.onnx").read_bytes()
    onnx.checker.check_model(onnx.load_from_string(written), full_check=True)
    assert onnx.load_from_string(written).graph.output[0].type.tensor_type.elem_type == TensorProto.FLOAT


def test_without_its_weights_a_model_is_small_and_means_the_same(tmp_path: Path) -> None:
    path = make_model_folder(tmp_path, dimension=256) / TEXT
    lean = without_weights(path)
    assert len(lean) < path.stat().st_size / 20
    (path.parent / "lean.onnx").write_bytes(lean)
    whole, again = onnx.load(path), onnx.load(path.parent / "lean.onnx")
    for one, other in zip(whole.graph.initializer, again.graph.initializer, strict=True):
        assert np.array_equal(numpy_helper.to_array(one), numpy_helper.to_array(other))
    assert [n.op_type for n in whole.graph.node] == [n.op_type for n in again.graph.node]


def test_cut_graphs_are_refused(tmp_path: Path) -> None:
    folder = make_model_folder(tmp_path / "source", own=False)
    content = (folder / VISION).read_bytes()
    for length in range(0, len(content), 97):
        (folder / VISION).write_bytes(content[:length])
        try:
            rewrite_tower(ModelFolder(folder), VISION, tmp_path / "out", VISION)
        except ModelUnusable:
            continue
        onnx.load(folder / VISION)  # cut between two fields, it is sound, but lacks its end


@pytest.mark.parametrize(
    ("key", "value"),
    [("location", "../secret"), ("offset", "1000000"), ("offset", "-1"), ("length", "4"), ("location", "/etc/passwd")],
)
def test_weights_elsewhere_or_beyond_the_end_are_refused(tmp_path: Path, key: str, value: str) -> None:
    folder = make_model_folder(tmp_path / "source", own=False)
    (tmp_path / "source/secret").write_bytes(bytes(100_000))
    model = onnx.load(folder / VISION)
    onnx.save(model, folder / VISION, save_as_external_data=True, location="weights", size_threshold=0)
    model = onnx.load(folder / VISION, load_external_data=False)
    for entry in model.graph.initializer[0].external_data:
        if entry.key == key:
            entry.value = value
    (folder / VISION).write_bytes(model.SerializeToString())
    if value == "../secret":
        (tmp_path / "source/onnx/../../secret").write_bytes(bytes(100_000))
        (folder / "secret").unlink()
    with pytest.raises(ModelUnusable):
        rewrite_tower(ModelFolder(folder), VISION, tmp_path / "out", VISION)
