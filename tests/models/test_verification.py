"""The trial before a model is used."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models

from photo_search.errors import ModelUnusable
from photo_search.models.spec import bundled_starter, read_spec
from photo_search.models.verification import verify_model
from tests.models.model_folders import FAMILIES, UNKNOWN, make_model_folder, read_json, write_json


def test_the_starter_passes() -> None:
    verify_model(read_spec(bundled_starter()))


@pytest.mark.parametrize("family", FAMILIES)
def test_a_sound_model_passes(tmp_path: Path, family: str) -> None:
    verify_model(read_spec(make_model_folder(tmp_path, family)))


def refuse(folder: Path, says: str) -> None:
    with pytest.raises(ModelUnusable, match=says):
        verify_model(read_spec(folder))


def change_constant(path: Path, name: str, value: np.ndarray) -> None:
    model = onnx.load(path)
    for tensor in model.graph.initializer:
        if tensor.name == name:
            tensor.CopyFrom(numpy_helper.from_array(value, name))
    onnx.save(model, path)


def test_a_changed_byte(tmp_path: Path) -> None:
    folder = make_model_folder(tmp_path)
    content = bytearray((folder / "onnx/vision_model.onnx").read_bytes())
    content[-400] ^= 64
    (folder / "onnx/vision_model.onnx").write_bytes(content)
    refuse(folder, "damaged or has been changed")


def test_zero_vectors(tmp_path: Path) -> None:
    refuse(make_model_folder(tmp_path, times=0.0), "unusable vectors")


def test_words_that_all_look_alike(tmp_path: Path) -> None:
    folder = make_model_folder(tmp_path, own=False)
    tokens = next(t for t in onnx.load(folder / "onnx/text_model.onnx").graph.initializer if t.name == "tokens")
    alike = np.ones(tuple(tokens.dims), np.float32)
    change_constant(folder / "onnx/text_model.onnx", "tokens", alike)
    refuse(folder, "can't tell different words apart")


def test_photos_that_all_look_alike(tmp_path: Path) -> None:
    folder = make_model_folder(tmp_path, own=False)
    weights = np.zeros((48, 16), np.float32)
    weights[:, 0] = 1
    change_constant(folder / "onnx/vision_model.onnx", "weights", weights)
    model = onnx.load(folder / "onnx/vision_model.onnx")
    model.graph.node.insert(2, helper.make_node("Abs", ["last_hidden_state"], ["positive"]))
    model.graph.node[3].input[0] = "positive"
    onnx.save(model, folder / "onnx/vision_model.onnx")
    refuse(folder, "can't tell different photos apart")


def test_vectors_that_depend_on_the_rest_of_the_batch(tmp_path: Path) -> None:
    folder = make_model_folder(tmp_path, own=False)
    model = onnx.load(folder / "onnx/vision_model.onnx")
    model.graph.node.insert(3, helper.make_node("CumSum", ["vectors", "first"], ["mixed"], reverse=1))
    model.graph.initializer.append(helper.make_tensor("first", TensorProto.INT64, [], [0]))
    model.graph.node[4].input[0] = "mixed"
    onnx.save(model, folder / "onnx/vision_model.onnx")
    refuse(folder, "depend on what else")


def test_a_vocabulary_of_the_published_size_has_the_published_ids(tmp_path: Path) -> None:
    folder = make_model_folder(tmp_path, "siglip2", own=False)
    pieces = ["<pad>", "<eos>", "<bos>", "<unk>", *(f"<0x{byte:02X}>" for byte in range(256))]
    vocabulary = {piece: number for number, piece in enumerate(pieces)}
    vocabulary |= {f"piece{number}": number for number in range(len(pieces), 256_000)}
    Tokenizer(models.BPE(vocabulary, [], unk_token=UNKNOWN, byte_fallback=True)).save(str(folder / "tokenizer.json"))
    config = read_json(folder / "config.json")
    config["text_config"]["vocab_size"] = 256_000
    write_json(folder / "config.json", config)
    refuse(folder, "cuts the phrase 'car' into other tokens")
