"""Our pixels, ids and vectors equal what transformers computes: see make_processor_golden.py."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from photo_search.models.encoder import Encoder
from photo_search.models.families import Family
from photo_search.models.model_input import to_input
from photo_search.models.preprocessing import fit_image
from photo_search.models.recipes import Fit
from photo_search.models.spec import ModelSpec, read_spec
from photo_search.models.text import TextTokenizer
from tests.models.golden_cases import PHRASES, SHAPES, picture

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(params=["siglip1", "siglip2", "clip"])
def spec(request: pytest.FixtureRequest) -> ModelSpec:
    return read_spec(GOLDEN / request.param)


@pytest.fixture
def expected(spec: ModelSpec) -> dict[str, np.ndarray]:
    with np.load(GOLDEN / f"{spec.folder.name}.npz") as stored:
        return dict(stored)


def squares(spec: ModelSpec) -> np.ndarray:
    return np.stack([np.asarray(fit_image(picture(*shape).convert("RGB"), spec.image)) for shape in SHAPES])


def test_a_hub_folder_tells_all_that_is_needed(spec: ModelSpec) -> None:
    assert spec.family == Family(spec.folder.name)
    assert spec.dimension == {"siglip1": 32, "siglip2": 32, "clip": 20}[spec.family]
    assert spec.image.resample == {"siglip1": 3, "siglip2": 2, "clip": 3}[spec.family]
    assert spec.image.fit is (Fit.CENTRE_CROP if spec.family is Family.CLIP else Fit.SQUASH)
    assert spec.logit_scale is None
    assert spec.space.revision.startswith("local-")


@pytest.mark.parametrize("index", range(len(SHAPES)), ids=str)
def test_pixels(spec: ModelSpec, expected: dict[str, np.ndarray], index: int) -> None:
    ours = to_input(squares(spec)[index : index + 1], spec.image)
    np.testing.assert_array_equal(ours[0], expected["pixels"][index])


@pytest.mark.parametrize("index", range(len(PHRASES)), ids=str)
def test_ids(spec: ModelSpec, expected: dict[str, np.ndarray], index: int) -> None:
    assert TextTokenizer(spec).encode([PHRASES[index]])[0].tolist() == expected["ids"][index].tolist()


def test_vectors(spec: ModelSpec, expected: dict[str, np.ndarray]) -> None:
    with Encoder(spec, threads=1) as encoder:
        np.testing.assert_allclose(encoder.encode_images(squares(spec)), expected["images"], atol=2e-6)
        np.testing.assert_allclose(encoder.encode_texts(PHRASES), expected["texts"], atol=2e-6)


def test_mask_of_clip() -> None:
    spec = read_spec(GOLDEN / "clip")
    tokenizer = TextTokenizer(spec)
    with np.load(GOLDEN / "clip.npz") as stored:
        assert tokenizer.attention_mask(tokenizer.encode(PHRASES)).tolist() == stored["mask"].tolist()


def without_end(tokenizer: dict[str, Any]) -> None:
    tokenizer["post_processor"] = None


def with_own_length(tokenizer: dict[str, Any]) -> None:
    tokenizer["truncation"] = {"direction": "Right", "max_length": 8, "strategy": "LongestFirst", "stride": 0}
    tokenizer["padding"] = {
        "strategy": {"Fixed": 20},
        "direction": "Left",
        "pad_to_multiple_of": None,
        "pad_id": 5,
        "pad_type_id": 0,
        "pad_token": "?",
    }


@pytest.mark.parametrize("change", [without_end, with_own_length])
def test_what_tokenizer_json_does_around_the_phrase_does_not_matter(
    spec: ModelSpec, expected: dict[str, np.ndarray], tmp_path: Path, change: Callable[[dict[str, Any]], None]
) -> None:
    folder = tmp_path / spec.folder.name
    shutil.copytree(spec.folder, folder)
    tokenizer = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    change(tokenizer)
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer), encoding="utf-8")
    assert TextTokenizer(read_spec(folder)).encode(PHRASES).tolist() == expected["ids"].tolist()
