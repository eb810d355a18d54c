"""What a model's folder may and may not say."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from photo_search.errors import ModelUnusable
from photo_search.models.families import Family
from photo_search.models.integrity import verify_files
from photo_search.models.recipes import Fit
from photo_search.models.spec import bundled_starter, models_in, read_spec
from tests.models.model_folders import FAMILIES, make_model_folder, read_json, write_json

Change = Callable[[dict[str, Any]], object]


def edit(folder: Path, file: str, change: Change) -> None:
    content = read_json(folder / file)
    change(content)
    write_json(folder / file, content)
    own = folder / "photo_search.json"
    if own.exists() and file != own.name:
        listing = read_json(own)
        listing["files"].pop(file, None)
        write_json(own, listing)


def refusal(folder: Path) -> str:
    with pytest.raises(ModelUnusable) as caught:
        read_spec(folder)
    assert str(folder) in caught.value.sentence
    assert caught.value.remedy
    return caught.value.sentence


@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("family", FAMILIES)
def test_every_family(tmp_path: Path, family: str, own: bool) -> None:
    folder = make_model_folder(tmp_path / "model", family, dimension=24, size=16, own=own)
    spec = read_spec(folder)
    assert spec.family == family
    assert (spec.dimension, spec.image.size) == (24, 16)
    assert spec.image.fit is (Fit.CENTRE_CROP if family == "clip" else Fit.SQUASH)
    assert spec.name == (f"tiny-{family}" if own else "model")
    assert spec.output == ("image_embeds" if family == "clip" else "pooler_output")
    assert spec.text_output == ("text_embeds" if family == "clip" else "pooler_output")
    assert spec.space.dimension == 24
    assert spec == pickle.loads(pickle.dumps(spec))
    verify_files(spec)


def test_the_starter() -> None:
    spec = read_spec(bundled_starter())
    assert spec.family is Family.STARTER
    assert spec.image.fit is Fit.SQUASH
    assert spec.logit_scale is not None
    assert spec.logit_bias is not None
    verify_files(spec)


def test_models_of_the_hub_as_they_are(tmp_path: Path) -> None:
    """The hub's config.json files leave out what equals transformers' defaults."""
    folder = make_model_folder(tmp_path / "model", "siglip2", dimension=768, size=224, own=False)
    write_json(
        folder / "config.json",
        {
            "model_type": "siglip",
            "text_config": {"model_type": "siglip_text_model", "vocab_size": 256000},
            "vision_config": {"model_type": "siglip_vision_model"},
        },
    )
    (folder / "tokenizer_config.json").unlink()
    spec = read_spec(folder)
    assert (spec.family, spec.dimension, spec.text.length) == (Family.SIGLIP2, 768, 64)
    write_json(folder / "config.json", {"model_type": "siglip", "text_config": {}, "vision_config": {}})
    assert read_spec(folder).family is Family.SIGLIP1
    giant = {"vocab_size": 256000, "hidden_size": 1152, "projection_size": 1536}
    vision = {"hidden_size": 1536, "image_size": 224}
    write_json(folder / "config.json", {"model_type": "siglip", "text_config": giant, "vision_config": vision})
    assert read_spec(folder).dimension == 1536


def test_clip_as_its_older_files_say_it(tmp_path: Path) -> None:
    folder = make_model_folder(tmp_path / "model", "clip", own=False)

    def older(processor: dict[str, Any]) -> None:
        del processor["image_processor_type"], processor["do_center_crop"], processor["rescale_factor"]
        processor.update(feature_extractor_type="CLIPFeatureExtractor", size=40, crop_size=32)

    edit(folder, "preprocessor_config.json", older)
    edit(folder, "tokenizer_config.json", lambda c: c.update(pad_token={"content": "!", "special": True}))
    spec = read_spec(folder)
    assert (spec.image.fit, spec.image.resize, spec.image.size) == (Fit.CENTRE_CROP, 40, 32)
    assert spec.image.scale == 1 / 255
    assert spec.text.pad == "!"


def test_a_folder_without_a_revision_is_told_by_its_weights(tmp_path: Path) -> None:
    one = read_spec(make_model_folder(tmp_path / "a" / "model", seed=1, own=False))
    same = read_spec(make_model_folder(tmp_path / "b" / "model", seed=1, own=False))
    other = read_spec(make_model_folder(tmp_path / "c" / "model", seed=2, own=False))
    assert one.space == same.space
    assert one.space != other.space


def drop(*keys: str) -> Change:
    def change(content: dict[str, Any]) -> None:
        for key in keys[:-1]:
            content = content[key]
        del content[keys[-1]]

    return change


def put(**values: Any) -> Change:
    return lambda content: content.update(values)


@pytest.mark.parametrize(
    ("file", "change", "says"),
    [
        ("photo_search.json", put(family="blip"), "names the kind 'blip'"),
        ("photo_search.json", put(family="clip"), "other files are of another"),
        ("photo_search.json", put(family="siglip2"), "other files are of another"),
        ("photo_search.json", put(family=["siglip1"]), "impossible for 'family'"),
        ("photo_search.json", put(dimension=17), "don't agree on the size"),
        ("photo_search.json", put(dimension=-1), "impossible for 'dimension'"),
        ("photo_search.json", put(dimension=True), "impossible for 'dimension'"),
        ("photo_search.json", put(vision="../other.onnx"), "outside the model's folder"),
        ("photo_search.json", put(vision="/etc/passwd"), "outside the model's folder"),
        ("photo_search.json", put(text="onnx/absent.onnx"), "'onnx/absent.onnx' is missing"),
        ("photo_search.json", put(text="onnx"), "'onnx' is missing"),
        ("photo_search.json", put(text="a\0b"), "impossible for 'text'"),
        ("photo_search.json", put(name="a\nb"), "impossible for 'name'"),
        ("photo_search.json", put(logit_scale=float("nan")), "impossible for 'logit_scale'"),
        ("photo_search.json", put(logit_scale=-3), "impossible for 'logit_scale'"),
        ("photo_search.json", put(logit_bias="low"), "impossible for 'logit_bias'"),
        ("photo_search.json", put(files={"../../secret": {}}), "outside the model's folder"),
        ("photo_search.json", put(files={"config.json": {"sha256": "12"}}), "impossible checksum"),
        ("photo_search.json", put(files={"tokenizer.json": {"size": 5}}), "'tokenizer.json' is incomplete"),
        ("config.json", put(vision_config=7), "impossible for 'vision_config'"),
        ("config.json", put(vision_config={"hidden_size": 99, "image_size": 32}), "don't agree on the size"),
        ("config.json", put(vision_config={"hidden_size": 16, "image_size": 48}), "another size than"),
        ("preprocessor_config.json", put(resample=9), "unknown filter 9"),
        ("preprocessor_config.json", drop("resample"), "doesn't say 'resample'"),
        ("preprocessor_config.json", put(size={"height": 32, "width": 16}), "not square"),
        ("preprocessor_config.json", put(size={"shortest_edge": 32}), "not square"),
        ("preprocessor_config.json", put(size={"shortest_edge": 32, "longest_edge": 64}), "varying shape"),
        ("preprocessor_config.json", put(size=32), "not square"),
        ("preprocessor_config.json", put(size={"height": 10**9, "width": 10**9}), "impossible for 'size.height'"),
        ("preprocessor_config.json", put(do_resize=False), "not resized"),
        ("preprocessor_config.json", put(do_flip_channel_order=True), "'do_flip_channel_order'"),
        ("preprocessor_config.json", put(do_center_crop=True, crop_size=16), "shape was not kept"),
        ("preprocessor_config.json", put(image_mean=[0.5, 0.5]), "impossible for 'image_mean'"),
        ("preprocessor_config.json", put(image_std=[0.5, 0.0, 0.5]), "impossible"),
        ("preprocessor_config.json", put(rescale_factor=10**400), "impossible for 'rescale_factor'"),
        ("preprocessor_config.json", put(image_processor_type="Siglip2ImageProcessorFast"), "doesn't know"),
    ],
)
def test_wrong_facts(tmp_path: Path, file: str, change: Change, says: str) -> None:
    folder = make_model_folder(tmp_path / "model", "siglip1")
    edit(folder, file, change)
    assert says in refusal(folder)


def test_a_declared_family_stands_in_for_an_unknown_model_type(tmp_path: Path) -> None:
    folder = make_model_folder(tmp_path / "model", "siglip1")
    edit(folder, "config.json", put(model_type="siglip_v9"))
    assert read_spec(folder).family is Family.SIGLIP1


def test_a_cut_that_is_larger_than_the_picture(tmp_path: Path) -> None:
    folder = make_model_folder(tmp_path / "model", "clip")
    edit(folder, "preprocessor_config.json", put(size={"shortest_edge": 16}))
    assert "larger than the picture" in refusal(folder)


@pytest.mark.parametrize(
    ("model_type", "says"), [("blip", "kind 'blip'"), ("siglip", "SigLIP 1 or a SigLIP 2"), ("", "kind ''")]
)
def test_a_family_that_cant_be_told(tmp_path: Path, model_type: str, says: str) -> None:
    folder = make_model_folder(tmp_path / "model", "siglip1", own=False)
    (folder / "tokenizer_config.json").unlink()
    edit(folder, "config.json", put(model_type=model_type))
    assert says in refusal(folder)


def test_generations_of_siglip_that_contradict_each_other(tmp_path: Path) -> None:
    folder = make_model_folder(tmp_path / "model", "siglip1", own=False)
    edit(folder, "config.json", lambda c: c["text_config"].update(vocab_size=256000))
    assert "one is of SigLIP 1, the other of SigLIP 2" in refusal(folder)


def test_siglip2_with_pictures_of_any_shape(tmp_path: Path) -> None:
    folder = make_model_folder(tmp_path / "model", "siglip2", own=False)
    edit(folder, "config.json", put(model_type="siglip2"))
    processor = {"image_processor_type": "Siglip2ImageProcessor", "max_num_patches": 256, "patch_size": 16}
    write_json(folder / "preprocessor_config.json", processor)
    assert "Siglip2ImageProcessor" in refusal(folder)


@pytest.mark.parametrize("content", [b"", b'{"name": "x', b"[]", b"\xff\xfe\x00", b"[" * 100_000, b" " * (5 << 20)])
@pytest.mark.parametrize("file", ["photo_search.json", "config.json", "preprocessor_config.json"])
def test_damaged_json(tmp_path: Path, file: str, content: bytes) -> None:
    folder = make_model_folder(tmp_path / "model", "siglip1")
    (folder / file).write_bytes(content)
    assert file in refusal(folder)


@pytest.mark.parametrize(
    "file",
    ["config.json", "preprocessor_config.json", "tokenizer.json", "onnx/vision_model.onnx", "onnx/text_model.onnx"],
)
def test_a_missing_file(tmp_path: Path, file: str) -> None:
    folder = make_model_folder(tmp_path / "model", "siglip1")
    (folder / file).unlink()
    assert f"'{file}' is missing" in refusal(folder)


def test_no_folder_and_an_empty_one(tmp_path: Path) -> None:
    assert "no such folder" in refusal(tmp_path / "absent")
    (tmp_path / "empty").mkdir()
    assert "'config.json' is missing" in refusal(tmp_path / "empty")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
@pytest.mark.parametrize("file", ["onnx/vision_model.onnx", "config.json", "photo_search.json", "tokenizer.json"])
def test_a_link_out_of_the_folder(tmp_path: Path, file: str) -> None:
    folder = make_model_folder(tmp_path / "model", "siglip1")
    (folder / file).rename(tmp_path / "outside")
    (folder / file).symlink_to(tmp_path / "outside")
    assert "outside the model's folder" in refusal(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
def test_a_link_to_itself_and_a_fifo(tmp_path: Path) -> None:
    folder = make_model_folder(tmp_path / "model", "siglip1")
    (folder / "config.json").unlink()
    (folder / "config.json").symlink_to("config.json")
    assert "config.json" in refusal(folder)
    (folder / "config.json").unlink()
    os.mkfifo(folder / "config.json")
    assert "'config.json' is missing" in refusal(folder)


def test_a_changed_file(tmp_path: Path) -> None:
    folder = make_model_folder(tmp_path / "model", "siglip1")
    content = bytearray((folder / "onnx/text_model.onnx").read_bytes())
    content[-50] ^= 1
    (folder / "onnx/text_model.onnx").write_bytes(content)
    spec = read_spec(folder)
    with pytest.raises(ModelUnusable, match=r"text_model\.onnx' is damaged or has been changed"):
        verify_files(spec)
    (folder / "onnx/text_model.onnx").write_bytes(content[:-1])
    with pytest.raises(ModelUnusable, match=r"text_model\.onnx' is incomplete"):
        verify_files(spec)


def test_listing_models(tmp_path: Path) -> None:
    make_model_folder(tmp_path / "b", "clip")
    make_model_folder(tmp_path / "a", "siglip2")
    make_model_folder(tmp_path / "c", "siglip1")
    (tmp_path / "c" / "config.json").write_text("{")
    (tmp_path / "not a model").mkdir()
    (tmp_path / "a file").touch()
    specs, faults = models_in(tmp_path)
    assert [spec.name for spec in specs] == ["tiny-siglip2", "tiny-clip"]
    assert list(faults) == ["c"]
    assert "'config.json' is damaged" in faults["c"].sentence
    assert models_in(tmp_path / "absent") == ([], {})


def test_reading_a_spec_needs_no_heavy_package(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from photo_search.models.spec import read_spec, bundled_starter;"
        "from photo_search.models import recipes;"
        "read_spec(bundled_starter()); heavy = {'numpy', 'onnxruntime', 'tokenizers'} & set(sys.modules);"
        "from photo_search.models import preprocessing;"
        "heavy |= {'numpy', 'onnxruntime', 'tokenizers'} & set(sys.modules); sys.exit(str(heavy) if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
