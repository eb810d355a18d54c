"""The library finds exactly what a script without the library finds."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from photo_search.comparison.candidates import Candidate
from photo_search.comparison.captions import NAME, read_captions
from photo_search.comparison.measuring import compare_models
from photo_search.models.spec import bundled_starter, read_spec


def test_recall_equals_the_reference(shared_photos: Path) -> None:
    photos = shared_photos / "coco-mini"
    script = Path(__file__).with_name("retrieval_reference.py")
    done = subprocess.run(
        [sys.executable, script, bundled_starter(), photos], capture_output=True, text=True, check=True
    )
    reference = json.loads(done.stdout)
    starter = Candidate(read_spec(bundled_starter()), "starter")
    (figures,) = compare_models(photos, [starter], captioned=read_captions(photos / NAME)).figures
    for way, found in (("t2i", figures.quality.text_to_photo), ("i2t", figures.quality.photo_to_text)):
        assert found is not None
        assert [share.value for share in found] == pytest.approx(reference[way], abs=0.0005)
    assert reference["t2i"][2] > 0.5
