"""Models as Immich exports them are read from their own files, and give the vectors they should."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from photo_search.errors import ModelUnusable
from photo_search.models.encoder import Encoder
from photo_search.models.families import Family
from photo_search.models.recipes import Fit
from photo_search.models.spec import read_spec
from photo_search.models.text import TextTokenizer
from photo_search.models.verification import verify_model
from tests.models.immich_models import VOCABULARIES, make_immich_folder
from tests.models.model_folders import LENGTHS, make_model_folder, read_json, write_json


@pytest.mark.parametrize("family", VOCABULARIES)
def test_every_family(tmp_path: Path, family: str) -> None:
    spec = read_spec(make_immich_folder(tmp_path / "model", family, dimension=24))
    assert spec.family == family
    assert (spec.dimension, spec.image.size, spec.text.length) == (24, 32, LENGTHS[family])
    assert (spec.image_input, spec.text_input, spec.output, spec.text_output) == ("image", "text", *["embedding"] * 2)
    assert spec.image.fit is (Fit.CENTRE_CROP if family == "clip" else Fit.SQUASH)
    assert spec.image.resample == (2 if family == "siglip2" else 3)
    assert spec.name == "model"
    verify_model(spec)


@pytest.mark.parametrize("family", VOCABULARIES)
def test_the_same_weights_give_the_same_vectors_in_either_layout(tmp_path: Path, family: str) -> None:
    immich = read_spec(make_immich_folder(tmp_path / "immich", family))
    hub = read_spec(make_model_folder(tmp_path / "hub", family))
    squares = np.random.default_rng(0).integers(0, 256, (3, 32, 32, 3), dtype=np.uint8)
    words = ["a dog", "snow", ""]
    with Encoder(immich, threads=1) as one, Encoder(hub, threads=1) as other:
        np.testing.assert_allclose(one.encode_images(squares), other.encode_images(squares), atol=1e-6)
        np.testing.assert_allclose(one.encode_texts(words), other.encode_texts(words), atol=1e-6)


def test_words_are_cleaned_as_the_model_s_file_says(tmp_path: Path) -> None:
    folder = make_immich_folder(tmp_path, "siglip2")
    config = read_json(folder / "config.json")
    ids = {}
    for clean in ("canonicalize", "lower", "whitespace"):
        config["text_cfg"]["tokenizer_kwargs"] = {"clean": clean}
        write_json(folder / "config.json", config)
        tokenizer = TextTokenizer(read_spec(folder))
        ids[clean] = [tokenizer.encode([text]).tolist() for text in ("A Dog!", "a dog!", "a dog")]
    assert ids["canonicalize"][0] == ids["canonicalize"][1] == ids["canonicalize"][2]
    assert ids["lower"][0] == ids["lower"][1] != ids["lower"][2]
    assert ids["whitespace"][0] != ids["whitespace"][1]


def config(key: str, value: object) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        content = read_json(folder / "config.json")
        content[key] = content[key] | value if isinstance(value, dict) else value
        write_json(folder / "config.json", content)

    return change


def preprocess(**values: Any) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        path = folder / "visual/preprocess_cfg.json"
        write_json(path, read_json(path) | values)

    return change


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (config("text_cfg", {"vocab_size": 250_002}), "kind of model"),
        (config("text_cfg", {"tokenizer_kwargs": {"clean": "sing"}}), "'sing'"),
        (config("vision_cfg", {"image_size": 48}), "another size"),
        (config("embed_dim", None), "embed_dim"),
        (preprocess(resize_mode="longest"), "'longest'"),
        (preprocess(interpolation="random"), "'random'"),
        (preprocess(size=[32, 48]), "not square"),
        (preprocess(size=[]), "size"),
        (preprocess(mode="L"), "other colours"),
        (preprocess(std=[0.5, 0.5, 0]), "'std'"),
        (preprocess(mean=None), "'mean'"),
    ],
)
def test_what_is_not_known_is_refused(tmp_path: Path, change: Callable[[Path], None], says: str) -> None:
    folder = make_immich_folder(tmp_path)
    change(folder)
    with pytest.raises(ModelUnusable, match=says):
        read_spec(folder)


def test_a_family_that_contradicts_the_vocabulary_is_refused(tmp_path: Path) -> None:
    folder = make_immich_folder(tmp_path, "siglip2")
    write_json(folder / "photo_search.json", {"family": Family.CLIP.value})
    with pytest.raises(ModelUnusable, match="of another"):
        read_spec(folder)
