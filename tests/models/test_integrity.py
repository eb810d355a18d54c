"""A model whose file changed by one byte never loads, and a sound one is not read whole at each start."""

from __future__ import annotations

import json
import os
from pathlib import Path

import numpy as np
import pytest

from photo_search.errors import ModelUnusable
from photo_search.models import integrity
from photo_search.models.encoder import Encoder
from photo_search.models.spec import ModelSpec, read_spec
from photo_search.models.store import ModelStore
from tests.models.model_folders import make_model_folder


@pytest.fixture
def spec(tmp_path: Path) -> ModelSpec:
    store = ModelStore(tmp_path / "models")
    return store.import_model(make_model_folder(tmp_path / "source", "siglip2"))


def use(spec: ModelSpec) -> None:
    with Encoder(spec, threads=1) as encoder:
        encoder.encode_images(np.zeros((1, 32, 32, 3), np.uint8) + 9)
        encoder.encode_texts(["a dog"])


def flip(path: Path, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


def every_file() -> list[str]:
    towers = [f"onnx/{tower}_model.onnx{part}" for tower in ("vision", "text") for part in ("", "_data")]
    return [*towers, "tokenizer.json", "config.json", "preprocessor_config.json", "tokenizer_config.json"]


def test_the_list_is_of_all_files(spec: ModelSpec) -> None:
    assert sorted(fact.name for fact in spec.files) == sorted(every_file())
    assert all(fact.size is not None and fact.sha256 for fact in spec.files)


@pytest.mark.parametrize("remembered", [True, False])
@pytest.mark.parametrize("name", every_file())
def test_a_flipped_byte(spec: ModelSpec, name: str, remembered: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if remembered:
        monkeypatch.setattr(integrity, "_ALWAYS_READ_BYTES", 0)
    use(spec)
    assert (spec.folder / "checked.json").exists() == remembered
    size = (spec.folder / name).stat().st_size
    for at in (0, size // 2, size - 1):
        before = (spec.folder / name).read_bytes()
        flip(spec.folder / name, at)
        with pytest.raises(ModelUnusable):
            use(read_spec(spec.folder))
        (spec.folder / name).write_bytes(before)
        use(spec)


def test_a_flipped_byte_under_the_old_time_stamp(spec: ModelSpec, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(integrity, "_ALWAYS_READ_BYTES", 0)
    use(spec)
    weights = spec.folder / "onnx/vision_model.onnx_data"
    stat = weights.stat()
    flip(weights, 100)
    os.utime(weights, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    with pytest.raises(ModelUnusable, match="damaged or has been changed"):
        use(spec)


def test_files_that_were_swapped(spec: ModelSpec) -> None:
    one, other = (spec.folder / f"onnx/{tower}_model.onnx_data" for tower in ("vision", "text"))
    one.rename(spec.folder / "aside")
    other.rename(one)
    (spec.folder / "aside").rename(other)
    with pytest.raises(ModelUnusable):
        use(spec)


def test_what_is_remembered_is_not_read_again(spec: ModelSpec, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(integrity, "_ALWAYS_READ_BYTES", 0)
    integrity.ensure_intact(spec, every_file())
    seen = json.loads((spec.folder / "checked.json").read_text())
    assert sorted(seen) == sorted(every_file())

    def read(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(integrity.hashlib, "file_digest", read)
    integrity.ensure_intact(spec, every_file())
    with pytest.raises(AssertionError):
        integrity.verify_files(spec)


@pytest.mark.parametrize("content", ["", "[]", "{", '{"onnx/vision_model.onnx": 3}'])
def test_a_damaged_memory_is_no_memory(spec: ModelSpec, content: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(integrity, "_ALWAYS_READ_BYTES", 0)
    (spec.folder / "checked.json").write_text(content)
    use(spec)
    flip(spec.folder / "onnx/vision_model.onnx", 50)
    (spec.folder / "checked.json").write_text(content)
    with pytest.raises(ModelUnusable):
        use(spec)


def test_what_a_check_finds_is_found_at_the_next_start_too(spec: ModelSpec, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where a disk loses a bit by itself: nothing but the content differs."""
    monkeypatch.setattr(integrity, "_ALWAYS_READ_BYTES", 0)
    weights = spec.folder / "onnx/vision_model.onnx_data"
    flip(weights, 100)
    stat = weights.stat()
    looks = {"onnx/vision_model.onnx_data": [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino]}
    (spec.folder / "checked.json").write_text(json.dumps(looks))
    integrity.ensure_intact(spec, ["onnx/vision_model.onnx_data"])
    with pytest.raises(ModelUnusable):
        integrity.verify_files(spec)
    with pytest.raises(ModelUnusable):
        integrity.ensure_intact(spec, ["onnx/vision_model.onnx_data"])
