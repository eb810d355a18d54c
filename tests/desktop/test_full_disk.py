"""A disk that fills up while photos are read: one sentence, reading rests, searching goes on, and so does reading."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from photo_search.desktop.navigation import Words
from photo_search.indexing import batch_writer
from tests.desktop.window_scene import Open, drop, idle
from tests.end_to_end.conftest import draw_photo

_SIZE = 4 << 20


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 4 MB, where the window's library will be."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("a small file system is made with Linux's tmpfs, by root")
    place = tmp_path / "library"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={_SIZE}", "tmpfs", place], check=False, capture_output=True, text=True
    )
    if mounted.returncode:
        pytest.skip(f"this system lets nobody mount: {mounted.stderr.strip()}")
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)


def fill(disk: Path, leave: int) -> Path:
    """Take all room on a disk but `leave` bytes, with a file that can be removed again."""
    ballast = disk / "ballast"
    state = os.statvfs(disk)
    ballast.write_bytes(bytes(max(0, state.f_bavail * state.f_frsize - leave)))
    return ballast


@pytest.mark.parametrize("how", ["on a click", "by itself"])
def test_a_full_disk_is_said_and_reading_goes_on_when_there_is_room(
    qtbot: QtBot,
    small_disk: Path,
    open_window: Open,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    how: str,
) -> None:
    monkeypatch.setattr(batch_writer, "_FULL_DISK_RETRY_S", 1.0 if how == "by itself" else 100.0)
    window = open_window()
    first, more = tmp_path / "first", tmp_path / "more"
    for folder, seeds in ((first, range(3)), (more, range(3, 20))):
        folder.mkdir()
        for seed in seeds:
            draw_photo(folder / f"{seed}.jpg", seed, (800, 600))
    drop(window, first)
    qtbot.waitUntil(lambda: idle(window) and window._grid.count == 3, timeout=30_000)

    ballast = fill(small_disk, leave=60_000)
    drop(window, more)
    qtbot.waitUntil(window._banner.isVisible, timeout=60_000)
    assert f"The disk that holds the library ({small_disk}) is full." in window._banner.accessibleName()
    assert "nothing that was read so far is lost" in window._banner.accessibleName()
    assert window._banner._action.isVisible()
    assert window._upkeep.indexing.running
    assert window._status.isVisible()
    window._navigator.ask_words("photos")
    qtbot.waitUntil(lambda: window._navigator.place.question == Words("photos") and window._navigator.has_arrived)
    assert 3 <= window._grid.count < 20

    ballast.unlink()
    if how == "on a click":
        qtbot.mouseClick(window._banner._action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: idle(window) and window._grid.count == 20, timeout=60_000)
    assert not window._banner.isVisible()
    assert window._library.coverage().embedded == 20
    assert window._library.check() == []
