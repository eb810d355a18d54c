"""The encoder over small graphs: what it returns, what it refuses, and how it shares its towers."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto

from photo_search.errors import Bug, ModelUnusable
from photo_search.models.encoder import Encoder
from photo_search.models.model_input import to_input
from photo_search.models.spec import read_spec
from photo_search.models.text import TextTokenizer
from tests.models.model_folders import FAMILIES, make_model_folder, text_graph, vision_graph, write_own

WORDS = ["dog", "a red car", "", "snow on the mountain", "x", "beach", "DOG"]


def squares(count: int, size: int = 32) -> np.ndarray:
    return np.random.default_rng(7).integers(0, 256, (count, size, size, 3), np.uint8)


def constants(path: Path) -> dict[str, np.ndarray]:
    return {tensor.name: onnx.numpy_helper.to_array(tensor) for tensor in onnx.load(path).graph.initializer}


def unit(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@pytest.mark.parametrize("family", FAMILIES)
def test_vectors_of_every_family(tmp_path: Path, family: str) -> None:
    spec = read_spec(make_model_folder(tmp_path, family, dimension=24, mask=family == "clip"))
    with Encoder(spec, threads=1) as encoder:
        images, texts = encoder.encode_images(squares(7)), encoder.encode_texts(WORDS)
    for vectors in (images, texts):
        assert vectors.shape == (7, 24)
        assert vectors.dtype == np.float32
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    weights = constants(spec.folder / spec.vision_file)["weights"]
    fields = to_input(squares(7), spec.image).reshape(7, 3, 4, 8, 4, 8).mean(axis=(3, 5))
    np.testing.assert_allclose(images, unit(fields.reshape(7, -1) @ weights), atol=1e-5)
    known = constants(spec.folder / spec.text_file)
    tokenizer = TextTokenizer(spec)
    ids = tokenizer.encode(WORDS)
    kept = known["tokens"][ids] * (tokenizer.attention_mask(ids)[..., None] if family == "clip" else 1)
    np.testing.assert_allclose(texts, unit(kept.reshape(7, -1) @ known["weights"]), atol=1e-5)


def test_nothing_in_nothing_out(tmp_path: Path) -> None:
    with Encoder(read_spec(make_model_folder(tmp_path))) as encoder:
        assert encoder.encode_images(squares(0)).shape == (0, 16)
        assert encoder.encode_texts([]).shape == (0, 16)


@pytest.mark.parametrize("batch", [1, 3])
def test_a_graph_for_one_batch_size(tmp_path: Path, batch: int) -> None:
    free = Encoder(read_spec(make_model_folder(tmp_path / "free")))
    fixed = Encoder(read_spec(make_model_folder(tmp_path / "fixed", batch=batch)))
    with free, fixed:
        np.testing.assert_allclose(fixed.encode_images(squares(4)), free.encode_images(squares(4)), atol=1e-6)
        np.testing.assert_allclose(fixed.encode_texts(WORDS), free.encode_texts(WORDS), atol=1e-6)


def test_ids_of_32_bits(tmp_path: Path) -> None:
    wide = Encoder(read_spec(make_model_folder(tmp_path / "64", "clip", mask=True)))
    narrow = Encoder(read_spec(make_model_folder(tmp_path / "32", "clip", mask=True, ids_type=TensorProto.INT32)))
    with wide, narrow:
        np.testing.assert_allclose(narrow.encode_texts(WORDS), wide.encode_texts(WORDS), atol=1e-6)


@pytest.mark.parametrize("times", [0.0, float("nan"), float("inf")])
def test_unusable_vectors(tmp_path: Path, times: float) -> None:
    with Encoder(read_spec(make_model_folder(tmp_path, times=times))) as encoder:
        with pytest.raises(ModelUnusable, match="unusable vectors"):
            encoder.encode_images(squares(1))
        with pytest.raises(ModelUnusable, match="unusable vectors"):
            encoder.encode_texts(["dog"])


@pytest.mark.parametrize("times", [1e-30, 1e30])
def test_vectors_of_any_length_become_units(tmp_path: Path, times: float) -> None:
    with Encoder(read_spec(make_model_folder(tmp_path, times=times))) as encoder:
        np.testing.assert_allclose(np.linalg.norm(encoder.encode_images(squares(2)), axis=1), 1, atol=1e-6)


def use(encoder: Encoder) -> None:
    encoder.encode_images(squares(1))
    encoder.encode_texts(["dog"])


def refusal(folder: Path, capfd: pytest.CaptureFixture[str]) -> str:
    write_own(folder, "siglip1", 16)
    with Encoder(read_spec(folder)) as encoder, pytest.raises(ModelUnusable) as caught:
        use(encoder)
    assert capfd.readouterr() == ("", "")
    return caught.value.sentence


def rename_output(folder: Path) -> None:
    model = onnx.load(folder / "onnx/vision_model.onnx")
    model.graph.node[-1].output[0] = model.graph.output[-1].name = "embedding"
    onnx.save(model, folder / "onnx/vision_model.onnx")


def rename_input(folder: Path) -> None:
    model = onnx.load(folder / "onnx/vision_model.onnx")
    model.graph.node[0].input[0] = model.graph.input[0].name = "image"
    onnx.save(model, folder / "onnx/vision_model.onnx")


def add_input(folder: Path) -> None:
    model = onnx.load(folder / "onnx/text_model.onnx")
    model.graph.input.append(onnx.helper.make_tensor_value_info("token_type_ids", TensorProto.INT64, ["batch", 64]))
    onnx.save(model, folder / "onnx/text_model.onnx")


def half_precision(folder: Path) -> None:
    model = onnx.load(folder / "onnx/vision_model.onnx")
    model.graph.input[0].type.tensor_type.elem_type = TensorProto.FLOAT16
    model.graph.node.insert(0, onnx.helper.make_node("Cast", ["pixel_values"], ["wide"], to=TensorProto.FLOAT))
    model.graph.node[1].input[0] = "wide"
    onnx.save(model, folder / "onnx/vision_model.onnx")


def other_size(folder: Path) -> None:
    rng = np.random.default_rng(0)
    onnx.save(vision_graph(rng, 16, 48), folder / "onnx/vision_model.onnx")


def other_dimension(folder: Path) -> None:
    rng = np.random.default_rng(0)
    onnx.save(vision_graph(rng, 17, 32), folder / "onnx/vision_model.onnx")


def undeclared_dimension(folder: Path) -> None:
    model = onnx.load(folder / "onnx/vision_model.onnx")
    model.graph.node[-1].output[0] = "all"
    model.graph.node.append(onnx.helper.make_node("Compress", ["all", "kept"], ["pooler_output"], axis=1))
    model.graph.initializer.append(onnx.numpy_helper.from_array(np.arange(16) < 15, "kept"))
    model.graph.output[-1].type.tensor_type.shape.dim[-1].dim_param = "any"
    onnx.save(model, folder / "onnx/vision_model.onnx")


def other_length(folder: Path) -> None:
    graph = text_graph(np.random.default_rng(0), (99, 32, 16))
    onnx.save(graph, folder / "onnx/text_model.onnx")


def small_vocabulary(folder: Path) -> None:
    graph = text_graph(np.random.default_rng(0), (2, 64, 16))
    onnx.save(graph, folder / "onnx/text_model.onnx")


def unknown_operator(folder: Path) -> None:
    model = onnx.load(folder / "onnx/vision_model.onnx")
    model.graph.node[0].op_type = "NoSuchOperator"
    onnx.save(model, folder / "onnx/vision_model.onnx")


def newer_format(folder: Path) -> None:
    model = onnx.load(folder / "onnx/vision_model.onnx")
    model.ir_version = 999
    onnx.save(model, folder / "onnx/vision_model.onnx")


def cut(folder: Path) -> None:
    content = (folder / "onnx/vision_model.onnx").read_bytes()
    (folder / "onnx/vision_model.onnx").write_bytes(content[: len(content) // 2])


def empty(folder: Path) -> None:
    (folder / "onnx/vision_model.onnx").write_bytes(b"")


def swapped(folder: Path) -> None:
    (folder / "onnx/text_model.onnx").rename(folder / "onnx/vision_model.onnx")
    make_model_folder(folder / "other")
    (folder / "other/onnx/text_model.onnx").rename(folder / "onnx/text_model.onnx")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (rename_output, "vision_model.onnx' has no output 'pooler_output'"),
        (rename_input, "has no input 'pixel_values'"),
        (add_input, "has the input 'token_type_ids'"),
        (half_precision, "has the input 'pixel_values' (tensor(float16))"),
        (other_size, "wants 'pixel_values' in the shape [3, 48, 48]"),
        (other_dimension, "gives vectors of 17 numbers"),
        (undeclared_dimension, "gives vectors of another shape"),
        (other_length, "wants 'input_ids' in the shape [32]"),
        (small_vocabulary, "text_model.onnx' stops with an error"),
        (unknown_operator, "of a kind this version can't run"),
        (newer_format, "of a kind this version can't run"),
        (cut, "vision_model.onnx' is damaged or incomplete"),
        (empty, "vision_model.onnx' is damaged or incomplete"),
        (swapped, "has no input 'pixel_values'"),
    ],
)
def test_graphs_that_do_not_fit(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], change: Callable[[Path], None], says: str
) -> None:
    folder = make_model_folder(tmp_path / "model")
    change(folder)
    assert says in refusal(folder, capfd)


def test_every_cut_of_a_graph_is_refused(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = make_model_folder(tmp_path / "model", own=False)
    path = folder / "onnx/vision_model.onnx"
    content = path.read_bytes()
    for length in range(1, len(content), 97):
        path.write_bytes(content[:length])
        with Encoder(read_spec(folder)) as encoder, pytest.raises(ModelUnusable):
            encoder.load_vision()
    assert capfd.readouterr() == ("", "")


def store_outside(path: Path, location: str) -> None:
    """Move the graph's weights to the file `location`, relative to it."""
    model = onnx.load(path)
    tensor = next(tensor for tensor in model.graph.initializer if tensor.name == "weights")
    weights = tensor.raw_data
    tensor.ClearField("raw_data")
    tensor.data_location = TensorProto.EXTERNAL
    for key, value in (("location", location), ("offset", "0"), ("length", str(len(weights)))):
        tensor.external_data.add(key=key, value=value)
    (path.parent / location).write_bytes(weights)
    onnx.save(model, path)


def test_weights_in_a_file_beside_the_graph(tmp_path: Path) -> None:
    folder = make_model_folder(tmp_path / "model", own=False)
    with Encoder(read_spec(folder)) as encoder:
        before = encoder.encode_images(squares(2))
    store_outside(folder / "onnx/vision_model.onnx", "weights.bin")
    with Encoder(read_spec(folder)) as encoder:
        np.testing.assert_array_equal(encoder.encode_images(squares(2)), before)
    (folder / "onnx/weights.bin").unlink()
    with Encoder(read_spec(folder)) as encoder, pytest.raises(ModelUnusable, match=r"weights\.bin' is missing"):
        encoder.load_vision()


@pytest.mark.parametrize("absolute", [True, False])
def test_weights_outside_the_folder(tmp_path: Path, absolute: bool) -> None:
    folder = make_model_folder(tmp_path / "model", own=False)
    location = str(tmp_path / "secret.bin") if absolute else "../../secret.bin"
    store_outside(folder / "onnx/vision_model.onnx", location)
    assert (tmp_path / "secret.bin").is_file()
    with Encoder(read_spec(folder)) as encoder, pytest.raises(ModelUnusable, match="outside the model's folder"):
        encoder.load_vision()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
def test_weights_behind_a_link_out_of_the_folder(tmp_path: Path) -> None:
    folder = make_model_folder(tmp_path / "model", own=False)
    (folder / "onnx/weights.bin").symlink_to(tmp_path / "secret.bin")
    store_outside(folder / "onnx/vision_model.onnx", "weights.bin")
    with Encoder(read_spec(folder)) as encoder, pytest.raises(ModelUnusable, match="outside the model's folder"):
        encoder.load_vision()


def test_towers_are_opened_apart_and_when_needed(tmp_path: Path) -> None:
    folder = make_model_folder(tmp_path / "model", own=False)
    spec = read_spec(folder)
    (folder / "onnx/text_model.onnx").unlink()
    (folder / "tokenizer.json").unlink()
    with Encoder(spec) as encoder:
        assert encoder.encode_images(squares(1)).shape == (1, 16)
        with pytest.raises(ModelUnusable, match="is missing"):
            encoder.load_text()
        make_model_folder(folder, own=False)
        assert encoder.encode_texts(["dog"]).shape == (1, 16)


def test_many_threads_share_an_encoder(tmp_path: Path) -> None:
    with Encoder(read_spec(make_model_folder(tmp_path))) as encoder:
        results: dict[int, tuple[np.ndarray, np.ndarray]] = {}

        def work(number: int) -> None:
            results[number] = encoder.encode_images(squares(5)), encoder.encode_texts(WORDS)

        workers = [threading.Thread(target=work, args=(number,)) for number in range(8)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        for images, texts in results.values():
            np.testing.assert_array_equal(images, results[0][0])
            np.testing.assert_array_equal(texts, results[0][1])
        assert len(results) == 8


def test_closed(tmp_path: Path) -> None:
    encoder = Encoder(read_spec(make_model_folder(tmp_path)))
    encoder.encode_images(squares(1))
    encoder.close()
    encoder.close()
    for late in (encoder.load_vision, encoder.load_text, lambda: encoder.encode_texts(["dog"])):
        with pytest.raises(Bug):
            late()


def test_onnxruntime_is_imported_with_the_first_tower() -> None:
    code = "import sys; import photo_search.models.encoder; sys.exit('onnxruntime' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
