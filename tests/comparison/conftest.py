"""Two dozen everyday photos with what people wrote about them, and two models that see them differently."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from photo_search.comparison.candidates import Candidate
from photo_search.comparison.captions import NAME, read_captions
from photo_search.comparison.measuring import Comparison, compare_models
from photo_search.models.spec import bundled_starter, read_spec
from tests.models.derived_model import derive_model

PHOTOS = 24


@pytest.fixture(scope="session")
def captioned_photos(shared_photos: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("captioned")
    lines = (shared_photos / "coco-mini" / NAME).read_text(encoding="utf-8").splitlines()[:PHOTOS]
    for line in lines:
        shutil.copy(shared_photos / "coco-mini" / json.loads(line)["file"], folder)
    (folder / "broken.jpg").write_bytes(b"no picture")
    absent = json.dumps({"file": "absent.jpg", "captions": ["a photo that is not there"], "labels": ["unicorn"]})
    (folder / NAME).write_text("\n".join([*lines, absent, ""]), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def coarse_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return derive_model(tmp_path_factory.mktemp("models") / "coarse", 40, name="coarse")


@pytest.fixture(scope="session")
def comparison(captioned_photos: Path, coarse_model: Path) -> Comparison:
    candidates = [Candidate(read_spec(bundled_starter()), "starter"), Candidate(read_spec(coarse_model), "coarse <b>")]
    return compare_models(captioned_photos, candidates, captioned=read_captions(captioned_photos / NAME))
