"""Starting the program: one window a library, whatever became of the one before."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from photo_search.library import Library
from tests.end_to_end.conftest import draw_photo

ROBOT = textwrap.dedent("""
    import os
    import sys
    from PySide6.QtCore import QObject, Qt, QTimer, Signal
    from PySide6.QtWidgets import QApplication, QLabel, QPushButton
    from photo_search.desktop import app

    class Robot(QObject):
        begin = Signal()

        def __init__(self):
            super().__init__()
            self.begin.connect(self.start, Qt.ConnectionType.QueuedConnection)
            self.said = ""

        def start(self):
            self.timer = QTimer(self, interval=20)
            self.timer.timeout.connect(self.look)
            self.timer.start()

        def look(self):
            for window in QApplication.topLevelWidgets():
                if window.isVisible():
                    texts = [part.text() for part in window.findChildren(QLabel) if part.isVisible()]
                    said = f"{type(window).__name__}: {' | '.join(filter(None, texts))}"
                    if said != self.said:
                        self.said = said
                        print(said.replace("\\u200b", ""), flush=True)
                    if type(window).__name__ == "MessageDialog":
                        window.reject()
                    wanted = os.environ.get("ROBOT_PRESSES")
                    if type(window).__name__ == "Question" and wanted:
                        next(b for b in window.findChildren(QPushButton) if b.text() == wanted).click()

    robot = Robot()
    robot.begin.emit()
    sys.exit(app.run(sys.argv[1:]))
""")

Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start the program on the test's own library, with nothing of the user's; it prints what its windows say."""
    if sys.platform != "linux":
        pytest.skip("starts the program without a screen")
    running: list[subprocess.Popen[str]] = []
    folders = {f"XDG_{name}_HOME": str(tmp_path / name) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    runtime = tempfile.TemporaryDirectory()  # The names of sockets have to be short.
    environment = {
        **os.environ,
        **folders,
        "XDG_RUNTIME_DIR": runtime.name,
        "QT_QPA_PLATFORM": "offscreen",
        "LC_ALL": "C.UTF-8",
    }

    def start_(*arguments: Path | str, presses: str = "") -> subprocess.Popen[str]:
        command = [sys.executable, "-c", ROBOT, "--library", str(tmp_path / "library"), *map(str, arguments)]
        process = subprocess.Popen(
            command, env={**environment, "ROBOT_PRESSES": presses}, stdout=subprocess.PIPE, text=True
        )
        running.append(process)
        return process

    yield start_
    for process in running:
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()
    runtime.cleanup()


def hear(process: subprocess.Popen[str], words: str) -> str:
    """Return the first line of the screen with these words in it."""
    assert process.stdout is not None
    heard = []
    for line in process.stdout:
        heard.append(line)
        if words in line:
            return line
    raise AssertionError(heard)


def photos_in(library: Path, count: int) -> bool:
    with Library.open(library, read_only=True) as opened:
        return opened.coverage().embedded == count


def test_one_window_however_often_it_is_started_and_killed(start: Start, tmp_path: Path) -> None:
    first = start()
    hear(first, "MainWindow: Drop a folder")
    folder = tmp_path / "photos"
    folder.mkdir()
    draw_photo(folder / "1.jpg", 1)
    second = start(folder)
    assert second.wait(timeout=30) == 0
    deadline = time.monotonic() + 30
    while not photos_in(tmp_path / "library", 1):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    third = start()
    hear(third, "MainWindow")
    assert third.poll() is None


def test_a_damaged_catalog_is_put_aside_and_said(start: Start, tmp_path: Path) -> None:
    Library.open(tmp_path / "library").close()
    (tmp_path / "library" / "catalog.sqlite").write_bytes(b"no catalog" * 1000)
    window = start()
    assert "MainWindow" in hear(window, "aside")


def test_a_library_in_use_is_said(start: Start, tmp_path: Path) -> None:
    with Library.open(tmp_path / "library"):
        window = start()
        hear(window, "MessageDialog")
        assert window.wait(timeout=30) == 3


def test_a_window_that_hangs_is_said_and_can_be_ended(start: Start) -> None:
    first = start()
    hear(first, "MainWindow: Drop a folder")
    os.kill(first.pid, signal.SIGSTOP)
    second = start(presses="Cancel")
    assert "Question: Photo Search is open already, but doesn't answer. | It may be busy" in hear(second, "Question")
    assert second.wait(timeout=30) == 1
    assert first.poll() is None

    third = start(presses="End it and start anew")
    hear(third, "MainWindow: Drop a folder")
    assert first.wait(timeout=30) == -signal.SIGKILL
    assert third.poll() is None


def test_a_window_that_was_only_busy_is_tried_again(start: Start) -> None:
    first = start()
    hear(first, "MainWindow: Drop a folder")
    os.kill(first.pid, signal.SIGSTOP)
    second = start(presses="Try again")
    hear(second, "Question")
    os.kill(first.pid, signal.SIGCONT)
    assert second.wait(timeout=30) == 0
    assert first.poll() is None
