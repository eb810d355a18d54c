"""A library of the labelled photos, and one of drawn ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from photo_search.library import Library
from tests.end_to_end.conftest import coco_library, index, library, pictures

__all__ = ["coco_library", "index", "labelled", "library", "pictures"]


@pytest.fixture(scope="session")
def labelled(coco_library: Library, shared_photos: Path) -> Library:
    """The labelled photos, with the decoder's process started: it stays until the library is closed."""
    coco_library.insight.have(next((shared_photos / "free").glob("*.jpg")))
    return coco_library
