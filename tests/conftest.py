"""Fixtures for every test: the shared photos, and a check that no thread and no process outlives its test."""

from __future__ import annotations

import hashlib
import multiprocessing
import multiprocessing.process
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

_PHOTOS = Path(os.environ.get("PHOTO_SEARCH_TEST_PHOTOS", Path(__file__).parents[2] / "shared" / "photos"))


def pytest_configure() -> None:
    """Let the programs that tests start hear Ctrl-C, also where a shell runs the tests in its background."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def shared_photos() -> Iterator[Path]:
    """The folder of the test photos; when all tests are over, every file in it is as it was."""
    if not _PHOTOS.is_dir():
        pytest.skip(f"the test photos are not at {_PHOTOS} (set PHOTO_SEARCH_TEST_PHOTOS)")
    before = fingerprints(_PHOTOS)
    yield _PHOTOS
    assert fingerprints(_PHOTOS) == before, "a test changed the shared photos"


def fingerprints(root: Path) -> dict[Path, tuple[str, int, int]]:
    """Return hash, time and mode of every file and folder below `root`; a folder's hash is of its names."""
    return {path: _fingerprint(path) for path in (root, *root.rglob("*"))}


def _fingerprint(path: Path) -> tuple[str, int, int]:
    content = "\n".join(sorted(os.listdir(path))).encode() if path.is_dir() else path.read_bytes()
    status = path.stat()
    return hashlib.sha256(content).hexdigest(), status.st_mtime_ns, status.st_mode


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
