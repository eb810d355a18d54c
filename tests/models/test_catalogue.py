"""The catalogue of known models says what is true of them, and nothing that must not be offered."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from photo_search.errors import NoSuchModel
from photo_search.models.catalogue import Tier, known_model, known_models
from photo_search.models.cost import seconds_per_photo
from photo_search.models.families import Family

MODELS = known_models()
_MANIFEST = Path(__file__).parents[3] / "shared" / "hub-manifest.json"


def test_the_default_comes_first_and_there_is_one_of_it() -> None:
    assert [model.tier for model in MODELS].count(Tier.DEFAULT) == 1
    assert MODELS[0].tier is Tier.DEFAULT
    assert known_model(MODELS[0].name) is MODELS[0]
    with pytest.raises(NoSuchModel, match=MODELS[0].name):
        known_model("siglip3")


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.name)
def test_an_entry_is_whole(model: object) -> None:
    assert isinstance(model, type(MODELS[0]))
    paths = {file.path for file in model.files}
    assert {model.vision, model.text, "tokenizer.json", "config.json", "preprocessor_config.json"} <= paths
    assert re.fullmatch(r"[a-z0-9-]+", model.name)
    assert model.revision is None or re.fullmatch("[0-9a-f]{40}", model.revision)
    assert all(file.sha256 is None or re.fullmatch("[0-9a-f]{64}", file.sha256) for file in model.files)
    assert 256 <= model.dimension <= 1536
    assert model.licence in {"Apache-2.0", "MIT"}
    assert model.gflop > 1
    assert model.variant.startswith("fp16") == ("fp16" in model.vision)
    if model.download_bytes is not None:
        assert model.download_bytes == pytest.approx(model.approximate_bytes, rel=0.02)


def test_names_are_unique() -> None:
    assert len({model.name for model in MODELS}) == len(MODELS)


@pytest.mark.parametrize("model", [m for m in MODELS if m.family is Family.SIGLIP2], ids=lambda m: m.name)
def test_quantised_vision_graphs_of_siglip_2_are_never_offered(model: object) -> None:
    assert isinstance(model, type(MODELS[0]))
    assert not re.search("int8|uint8|quantized|q4|q8", model.vision)


def test_what_the_pinned_facts_say() -> None:
    if not _MANIFEST.exists():
        pytest.skip("the facts of the hub are not beside the repository")
    manifest = json.loads(_MANIFEST.read_text())
    for model in MODELS:
        facts = manifest.get(model.repository)
        if facts is None:
            assert model.revision is None
            continue
        assert (model.revision, model.family, model.image_size, model.dimension) == (
            facts["revision"],
            facts["family"],
            facts["image"],
            facts["dim"],
        )
        for file in model.files:
            if file.path in facts["files"]:
                pinned = facts["files"][file.path]
                assert (file.size, file.sha256) == (pinned["size"], pinned["sha256"])


def test_a_photo_costs_in_proportion_to_its_arithmetic() -> None:
    assert 0 < seconds_per_photo(10) == pytest.approx(seconds_per_photo(1) * 10)
