"""Fixtures for every test: the shared photos, and a check that no thread outlives its test."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

_PHOTOS = Path(os.environ.get("PHOTO_SEARCH_TEST_PHOTOS", Path(__file__).parents[2] / "shared" / "photos"))


@pytest.fixture(scope="session")
def shared_photos() -> Path:
    if not _PHOTOS.is_dir():
        pytest.skip(f"the test photos are not at {_PHOTOS} (set PHOTO_SEARCH_TEST_PHOTOS)")
    return _PHOTOS


@pytest.fixture(autouse=True)
def no_leaked_threads() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + 2
    while leaked := [t.name for t in threading.enumerate() if t not in before and t.is_alive()]:
        if time.monotonic() > deadline:
            pytest.fail(f"threads left running: {leaked}")
        time.sleep(0.01)
