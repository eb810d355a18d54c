"""Fixtures for every test: the shared photos, and a check that no thread and no process outlives its test."""

from __future__ import annotations

import multiprocessing
import multiprocessing.process
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
def nothing_left_running() -> Iterator[None]:
    before = set(threading.enumerate()) | set(multiprocessing.active_children())
    yield
    deadline = time.monotonic() + 2
    while left := [one.name for one in _running() if one not in before]:
        if time.monotonic() > deadline:
            pytest.fail(f"left running: {left}")
        time.sleep(0.01)


def _running() -> list[threading.Thread | multiprocessing.process.BaseProcess]:
    return [t for t in threading.enumerate() if t.is_alive()] + multiprocessing.active_children()
