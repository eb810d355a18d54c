"""A smaller twin of a model is kept only if it sees a person's photos as the original does."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import helper, numpy_helper

from photo_search.errors import ModelDeclined
from photo_search.models.encoder import Encoder
from photo_search.models.quantising import quantise_graph
from photo_search.models.spec import ModelSpec
from photo_search.models.store import ModelStore
from tests.models.model_folders import make_model_folder, read_json

VISION = "onnx/vision_model.onnx"


def squares(count: int = 64) -> np.ndarray:
    """Return squares that differ on the scale that the small models look at."""
    coarse = np.random.default_rng(3).integers(0, 256, (count, 4, 4, 3), dtype=np.uint8)
    return coarse.repeat(8, axis=1).repeat(8, axis=2)


@pytest.fixture
def models(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "models")


def installed(models: ModelStore, source: Path) -> ModelSpec:
    make_model_folder(source, "siglip2", dimension=128, own=False)
    return models.import_model(source)


def test_a_twin_is_a_model_of_its_own(tmp_path: Path, models: ModelStore) -> None:
    spec = installed(models, tmp_path / "source")
    done = models.quantise(spec.name, squares())
    twin = done.spec
    assert twin == models.spec("source-int8") == models.check("source-int8")
    assert twin.variant == "fp32, vision int8"
    assert twin.space != spec.space
    assert twin.revision == spec.revision
    assert done.agreement.accepted
    assert done.agreement.cosine_median >= done.agreement.cosine_min >= 0.99
    graph = onnx.load(twin.folder / VISION, load_external_data=False).graph
    assert [node.op_type for node in graph.node].count("MatMulInteger") == 1
    assert read_json(twin.folder / "photo_search.json")["agreement"]["photos"] == 64
    with Encoder(spec, threads=1) as one, Encoder(twin, threads=1) as other:
        assert np.array_equal(one.encode_texts(["a dog"]), other.encode_texts(["a dog"]))
        assert not np.array_equal(one.encode_images(squares(2)), other.encode_images(squares(2)))
    models.remove(spec.name)
    models.check("source-int8")


def test_a_twin_that_sees_otherwise_is_declined_with_the_figures(tmp_path: Path, models: ModelStore) -> None:
    source = make_model_folder(tmp_path / "source", "siglip2", dimension=128, own=False)
    model = onnx.load(source / VISION)
    for tensor in model.graph.initializer:
        if tensor.name == "weights":
            weights = numpy_helper.to_array(tensor).copy()
            weights[0] *= 1000  # beside these, bytes have no room for the others
            tensor.CopyFrom(numpy_helper.from_array(weights, tensor.name))
    onnx.save(model, source / VISION)
    models.import_model(source)
    with pytest.raises(ModelDeclined, match=r"at worst -?\d\.\d{3} alike .* \d+% of the most similar") as caught:
        models.quantise("source", squares())
    assert caught.value.remedy
    assert [spec.name for spec in models.installed()] == ["starter", "source"]
    models.check("source")


def test_too_few_photos(tmp_path: Path, models: ModelStore) -> None:
    installed(models, tmp_path / "source")
    with pytest.raises(ModelDeclined, match="64 of your photos"):
        models.quantise("source", squares(63))


def test_nothing_to_make_smaller(tmp_path: Path, models: ModelStore) -> None:
    spec = models.import_model(make_model_folder(tmp_path / "source", "siglip2", dimension=8, own=False))
    with pytest.raises(ModelDeclined, match="nothing in"):
        models.quantise(spec.name, squares())


def test_one_quantisation_serves_all_products_that_share_it() -> None:
    weights = numpy_helper.from_array(np.random.default_rng(0).standard_normal((64, 64)).astype(np.float32), "w")
    nodes = [helper.make_node("MatMul", ["x", "w"], ["a"]), helper.make_node("MatMul", ["x", "w"], ["b"])]
    nodes.append(helper.make_node("MatMul", ["a", "b"], ["c"]))
    graph = helper.make_graph(nodes, "tower", [], [], [weights])
    assert quantise_graph(graph) == 1
    kinds = [node.op_type for node in graph.node]
    assert (kinds.count("DynamicQuantizeLinear"), kinds.count("MatMulInteger"), kinds.count("MatMul")) == (1, 2, 1)
    assert sorted(tensor.name for tensor in graph.initializer) == ["w_int8", "w_int8_scale"]


def test_weights_are_within_half_a_step() -> None:
    numbers = np.random.default_rng(0).standard_normal((64, 32)).astype(np.float32)
    numbers[:, 5] = 0
    graph = helper.make_graph(
        [helper.make_node("MatMul", ["x", "w"], ["y"])], "tower", [], [], [numpy_helper.from_array(numbers, "w")]
    )
    quantise_graph(graph)
    made = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    scale = made["w_int8_scale"]
    assert np.all(np.abs(made["w_int8"] * scale - numbers) <= 0.5001 * scale)
    assert made["w_int8"].dtype == np.int8
    assert not made["w_int8"][:, 5].any()
