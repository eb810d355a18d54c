"""The library finds exactly what a script without the library finds."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from photo_search.models.spec import bundled_starter
from tests.benchmarks.retrieval import recall


def test_recall_equals_the_reference(shared_photos: Path) -> None:
    photos = shared_photos / "coco-mini"
    script = Path(__file__).with_name("retrieval_reference.py")
    done = subprocess.run(
        [sys.executable, script, bundled_starter(), photos], capture_output=True, text=True, check=True
    )
    reference = json.loads(done.stdout)
    found = recall(bundled_starter(), photos)
    for way in ("t2i", "i2t"):
        assert found[way] == pytest.approx(reference[way], abs=0.0005)
    assert found["t2i"][2] > 0.5
