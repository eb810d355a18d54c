"""Whoever has a model on a disk can import it, as a folder or as an archive; what is no model is refused."""

from __future__ import annotations

import io
import os
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from photo_search.errors import ModelBusy, ModelUnusable, NoSuchModel
from photo_search.models import archives, catalogue, importing
from photo_search.models.encoder import Encoder
from photo_search.models.onnx_file import external_files
from photo_search.models.spec import ModelSpec, bundled_starter, read_spec
from photo_search.models.store import ModelStore
from tests.models.fake_hub import COMMIT
from tests.models.half_models import halve
from tests.models.immich_models import VOCABULARIES, make_immich_folder
from tests.models.known_models import known
from tests.models.model_folders import FAMILIES, make_model_folder

WORDS = ["a dog", "the sea"]


@pytest.fixture
def models(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "models", environment={"HF_HUB_OFFLINE": "1"})


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def same_vectors(one: ModelSpec, other: ModelSpec) -> bool:
    squares = np.random.default_rng(0).integers(0, 256, (2, 32, 32, 3), dtype=np.uint8)
    with Encoder(one, threads=1) as first, Encoder(other, threads=1) as second:
        return np.array_equal(first.encode_images(squares), second.encode_images(squares)) and np.array_equal(
            first.encode_texts(WORDS), second.encode_texts(WORDS)
        )


def nothing_left(store: ModelStore) -> bool:
    return not any(path.is_file() for path in (store.folder / ".imports").rglob("*"))


@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("family", FAMILIES)
def test_a_folder_of_every_family(tmp_path: Path, models: ModelStore, family: str, own: bool) -> None:
    source = make_model_folder(tmp_path / "My Model (2)", family, own=own)
    before = contents(source)
    if family == "starter" and not own:
        return
    spec = models.import_model(source)
    assert contents(source) == before
    assert spec.name == (f"tiny-{family}" if own else "My-Model-2")
    assert spec.folder == (models.folder / spec.name).resolve()
    assert spec == models.spec(spec.name) == models.check(spec.name)
    assert replace(spec.space, model="") == replace(read_spec(source).space, model="")
    assert same_vectors(spec, read_spec(source))
    assert external_files(spec.folder / spec.text_file)
    assert nothing_left(models)


@pytest.mark.parametrize("family", VOCABULARIES)
def test_an_export_for_immich(tmp_path: Path, models: ModelStore, family: str) -> None:
    source = make_immich_folder(tmp_path / "ViT-B-16-SigLIP2__webli", family)
    spec = models.import_model(source)
    assert spec.name == "ViT-B-16-SigLIP2__webli"
    assert same_vectors(spec, read_spec(source))
    assert replace(spec.space, model="") == replace(read_spec(source).space, model="")


def zipped(source: Path, target: Path) -> Path:
    with zipfile.ZipFile(target.with_suffix(".zip"), "w", zipfile.ZIP_DEFLATED) as archive:
        for name in contents(source):
            archive.write(source / name, f"some/folder/{name}")
    return target.with_suffix(".zip")


def tarred(kind: str) -> Callable[[Path, Path], Path]:
    def pack(source: Path, target: Path) -> Path:
        path = target.with_name(f"{target.name}.tar.{kind}".removesuffix("."))
        with tarfile.open(path, f"w:{kind}") as archive:  # type: ignore[call-overload]
            archive.add(source, "folder")
        return path

    return pack


@pytest.mark.parametrize("pack", [zipped, tarred("gz"), tarred("xz"), tarred("")], ids=["zip", "gz", "xz", "tar"])
def test_an_archive(tmp_path: Path, models: ModelStore, pack: Callable[[Path, Path], Path]) -> None:
    source = make_model_folder(tmp_path / "source", "siglip2", own=False)
    archive = pack(source, tmp_path / "packed")
    spec = models.import_model(archive)
    assert spec.name == "packed"
    assert spec.revision == read_spec(source).revision
    assert same_vectors(spec, read_spec(source))
    assert nothing_left(models)


def test_half_precision_alone(tmp_path: Path, models: ModelStore) -> None:
    source = make_model_folder(tmp_path / "half", "siglip2", own=False)
    for name in ("vision_model", "text_model"):
        halve(source / f"onnx/{name}.onnx", source / f"onnx/{name}_fp16.onnx")
        (source / f"onnx/{name}.onnx").unlink()
    assert models.import_model(source).variant == "fp16-as-fp32"


def test_quantised_pictures_of_siglip_2_are_refused(tmp_path: Path, models: ModelStore) -> None:
    for family, refused in (("siglip2", True), ("siglip1", False)):
        source = make_model_folder(tmp_path / family, family, own=False)
        for name in ("vision_model", "text_model"):
            (source / f"onnx/{name}.onnx").rename(source / f"onnx/{name}_quantized.onnx")
        if refused:
            with pytest.raises(ModelUnusable, match="loses what SigLIP 2 sees"):
                models.import_model(source)
        else:
            assert models.import_model(source).variant == "int8"
    assert nothing_left(models)


def test_a_model_of_the_catalogue_is_known_by_its_checksums(
    tmp_path: Path, models: ModelStore, repository_files: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = replace(known(repository_files, facts=True), logit_scale=110.0)
    monkeypatch.setattr(importing, "known_models", lambda: (*catalogue.known_models(), entry))
    source = tmp_path / "source"
    for name in entry.files:
        (source / name.path).parent.mkdir(parents=True, exist_ok=True)
        (source / name.path).write_bytes(repository_files[name.path])
    spec = models.import_model(source)
    assert (spec.name, spec.revision, spec.variant, spec.logit_scale) == ("tiny", COMMIT, "fp16-as-fp32", 110.0)


def test_names(tmp_path: Path, models: ModelStore) -> None:
    first = models.import_model(make_model_folder(tmp_path / "a", seed=1, own=False), "Über/../süß")
    assert first.name == "Uber-..-su"
    again = models.import_model(tmp_path / "a", "Über/../süß")
    assert again == first
    other = models.import_model(make_model_folder(tmp_path / "b", seed=2, own=False), "Uber-..-su")
    assert other.name == other.space.model == "Uber-..-su-2"
    assert models.import_model(tmp_path / "b", "Uber-..-su") == other
    copy = models.import_model(bundled_starter())
    assert copy == read_spec(bundled_starter())
    assert [spec.name for spec in models.installed()] == ["starter", "Uber-..-su", "Uber-..-su-2"]


def test_removing(tmp_path: Path, models: ModelStore) -> None:
    spec = models.import_model(make_model_folder(tmp_path / "a"))
    size = models.size(spec.name)
    assert models.remove(spec.name) == size > 10_000
    for name in (spec.name, "..", "a/b", ""):
        with pytest.raises(NoSuchModel):
            models.remove(name)
    with pytest.raises(ModelBusy, match="part of photo_search"):
        models.remove("starter")
    assert sorted(path.name for path in models.folder.iterdir() if not path.name.startswith(".")) == []


def test_a_damaged_model_is_listed_apart_and_can_be_removed(tmp_path: Path, models: ModelStore) -> None:
    spec = models.import_model(make_model_folder(tmp_path / "a"))
    (spec.folder / "config.json").write_text("{")
    assert [one.name for one in models.installed()] == ["starter"]
    assert [one.name for one in models.damaged()] == [spec.name]
    with pytest.raises(ModelUnusable):
        models.check(spec.name)
    assert models.remove(spec.name) > 0
    assert models.damaged() == []


def refused(models: ModelStore, path: Path, says: str) -> None:
    with pytest.raises(ModelUnusable, match=says) as caught:
        models.import_model(path)
    assert caught.value.remedy
    assert [spec.name for spec in models.installed()] == ["starter"]
    assert nothing_left(models)


def test_what_is_no_model(tmp_path: Path, models: ModelStore) -> None:
    (tmp_path / "empty").mkdir()
    refused(models, tmp_path / "empty", r"config\.json' is missing")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8")
    refused(models, tmp_path / "photo.jpg", "no folder and no archive")
    refused(models, tmp_path / "absent", "no folder and no archive")
    source = make_model_folder(tmp_path / "cut", own=False)
    (source / "onnx/text_model.onnx").write_bytes((source / "onnx/text_model.onnx").read_bytes()[:-100])
    refused(models, source, "damaged")
    source = make_model_folder(tmp_path / "zero", own=False, times=0.0)
    refused(models, source, "unusable vectors")
    source = make_model_folder(tmp_path / "changed")
    content = bytearray((source / "onnx/vision_model.onnx").read_bytes())
    content[-400] ^= 64
    (source / "onnx/vision_model.onnx").write_bytes(content)
    refused(models, source, "damaged or has been changed")


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path, models: ModelStore) -> None:
    source = make_model_folder(tmp_path / "source", own=False)
    (source / "tokenizer.json").rename(tmp_path / "elsewhere.json")
    os.symlink(tmp_path / "elsewhere.json", source / "tokenizer.json")
    refused(models, source, "outside the model's folder")


# -- archives that mean harm ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["../evil", "/evil", "a/../../evil", "C:/evil", "C:evil", "..\\evil", "a\\..\\b"])
def test_places_outside(tmp_path: Path, models: ModelStore, name: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as zip_:
        zip_.writestr(zipfile.ZipInfo(name), b"x")
    refused(models, tmp_path / "a.zip", "outside of it")
    with tarfile.open(tmp_path / "a.tar", "w") as tar:
        info = tarfile.TarInfo(name)
        info.size = 1
        tar.addfile(info, io.BytesIO(b"x"))
    refused(models, tmp_path / "a.tar", "outside of it")
    assert not list(tmp_path.rglob("evil"))


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_links_and_devices_in_a_tar(tmp_path: Path, models: ModelStore, kind: bytes) -> None:
    with tarfile.open(tmp_path / "a.tar", "w") as tar:
        info = tarfile.TarInfo("config.json")
        info.type, info.linkname = kind, "/etc/passwd"
        tar.addfile(info)
    refused(models, tmp_path / "a.tar", "no plain file")


def test_links_in_a_zip(tmp_path: Path, models: ModelStore) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        info = zipfile.ZipInfo("config.json")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    refused(models, tmp_path / "a.zip", "no plain file")


def test_bombs(tmp_path: Path, models: ModelStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "_RATIO_FROM_BYTES", 1 << 20)
    monkeypatch.setattr(archives, "_MOST_FILES", 20)
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", bytes(2 << 20))
    refused(models, tmp_path / "a.zip", "far more than a model")
    with tarfile.open(tmp_path / "a.tar.xz", "w:xz") as tar:
        info = tarfile.TarInfo("a")
        info.size = 2 << 20
        tar.addfile(info, io.BytesIO(bytes(2 << 20)))
    refused(models, tmp_path / "a.tar.xz", "far more than a model")
    with zipfile.ZipFile(tmp_path / "many.zip", "w") as archive:
        for number in range(21):
            archive.writestr(str(number), b"")
    refused(models, tmp_path / "many.zip", "far more than a model")


def test_the_same_name_twice(tmp_path: Path, models: ModelStore) -> None:
    with tarfile.open(tmp_path / "a.tar", "w") as tar:
        for content in (b"{}", b"[]"):
            info = tarfile.TarInfo("config.json")
            info.size = 2
            tar.addfile(info, io.BytesIO(content))
    refused(models, tmp_path / "a.tar", "twice")


def test_damaged_archives(tmp_path: Path, models: ModelStore) -> None:
    source = make_model_folder(tmp_path / "source", own=False)
    whole = zipped(source, tmp_path / "whole").read_bytes()
    (tmp_path / "damaged.zip").write_bytes(whole[:2000] + bytes(500) + whole[2500:])
    refused(models, tmp_path / "damaged.zip", "damaged")
    packed = tarred("xz")(source, tmp_path / "whole").read_bytes()
    (tmp_path / "cut.tar.xz").write_bytes(packed[:-200])
    refused(models, tmp_path / "cut.tar.xz", "damaged|missing|incomplete")
