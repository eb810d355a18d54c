"""One window a library: real processes, real sockets, and guests with bad manners."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from photo_search.desktop.single_instance import SingleInstance

ROOT = Path(__file__).parents[2]

FIRST = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from photo_search.desktop.single_instance import SingleInstance

app = QCoreApplication(sys.argv)
one = SingleInstance(Path(sys.argv[1]), folder=Path(sys.argv[2]))
if not one.claim():
    print("sent" if one.send([a.encode() for a in sys.argv[3:]]) else "not sent", flush=True)
    sys.exit()
one.received.connect(lambda arguments: print(arguments, flush=True))
print("first", flush=True)
app.exec()
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="looks at Unix sockets")


@pytest.fixture
def folder() -> Iterator[Path]:
    # Not tmp_path: the address of a Unix socket has at most 107 bytes.
    with tempfile.TemporaryDirectory(prefix="ps") as name:
        yield Path(name)


@pytest.fixture
def first(folder: Path, qtbot: QtBot) -> Iterator[SingleInstance]:
    made = SingleInstance(folder / "library", folder=folder, patience_s=0.5)
    assert made.claim()
    yield made
    made.close()


def start(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", FIRST, str(folder / "library"), str(folder), *arguments],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def address(folder: Path) -> str:
    return str(next(folder.glob("*.socket")))


def test_a_second_start_hands_over_its_arguments(folder: Path, first: SingleInstance, qtbot: QtBot) -> None:
    with qtbot.waitSignal(first.received) as heard:
        second = start(folder, "/photos/Italy", "/photos/Grüße")
    assert heard.args == [[b"/photos/Italy", "/photos/Grüße".encode()]]
    assert line(second) == "sent"
    assert second.wait(10) == 0
    end(second)


def test_a_start_without_arguments_just_calls_the_window(folder: Path, first: SingleInstance, qtbot: QtBot) -> None:
    with qtbot.waitSignal(first.received) as heard:
        second = start(folder)
    assert heard.args == [[]]
    second.wait(10)
    end(second)


def test_names_that_are_no_text_arrive_as_they_are(folder: Path, qtbot: QtBot) -> None:
    process = start(folder)
    try:
        assert line(process) == "first"
        here = SingleInstance(folder / "library", folder=folder)
        assert not here.claim()
        assert here.send([b"/photos/caf\xe9\n'", b""])
        assert line(process) == repr([b"/photos/caf\xe9\n'", b""])
    finally:
        end(process)


def test_each_library_has_its_own(folder: Path, first: SingleInstance) -> None:
    other = SingleInstance(folder / "another library", folder=folder)
    assert other.claim()
    other.close()
    (folder / "link").symlink_to(folder / "library")
    assert not SingleInstance(folder / "link", folder=folder).claim()


def test_what_a_killed_one_leaves_behind_blocks_nobody(folder: Path, qtbot: QtBot) -> None:
    process = start(folder)
    assert line(process) == "first"
    os.kill(process.pid, signal.SIGKILL)
    process.wait(10)
    end(process)
    assert address(folder)

    successor = SingleInstance(folder / "library", folder=folder)
    assert successor.claim()
    with qtbot.waitSignal(successor.received):
        third = start(folder)
    third.wait(10)
    end(third)
    successor.close()


def test_a_frozen_one_is_given_up_after_a_while(folder: Path, qtbot: QtBot) -> None:
    process = start(folder)
    try:
        assert line(process) == "first"
        os.kill(process.pid, signal.SIGSTOP)
        second = SingleInstance(folder / "library", folder=folder, patience_s=0.5)
        assert not second.claim()
        assert not second.send([b"/photos"])
    finally:
        os.kill(process.pid, signal.SIGCONT)
        end(process)


def test_only_the_user_may_speak(folder: Path, first: SingleInstance) -> None:
    assert stat.S_IMODE(os.stat(address(folder)).st_mode) & 0o077 == 0


@pytest.mark.parametrize("below", [".", "below"])
def test_a_folder_that_others_can_write_is_not_trusted(folder: Path, qtbot: QtBot, below: str) -> None:
    open_to_all = folder / "open"
    open_to_all.mkdir()
    open_to_all.chmod(0o777)
    for _ in range(2):
        one = SingleInstance(folder / "library", folder=open_to_all / below)
        assert one.claim()
        one.close()
    assert not [path for path in open_to_all.rglob("*") if not path.is_dir()]


@pytest.mark.parametrize(
    "message",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        b"photo_search 1\n\xff\xff\xff\xff" + b"x" * 100,
        b"photo_search 1\n\x00\x00\x00\x01\0\0\0\0",
        b"photo_search 2\n\x00\x00\x00\x00",
        b"x",
        os.urandom(5000),
    ],
    ids=["another protocol", "too large", "longer than it says", "another version", "one byte", "noise"],
)
def test_messages_of_the_wrong_form_are_hung_up_on(
    folder: Path, first: SingleInstance, qtbot: QtBot, message: bytes
) -> None:
    guest = socket.socket(socket.AF_UNIX)
    guest.connect(address(folder))
    guest.setblocking(False)
    with qtbot.assertNotEmitted(first.received):
        guest.sendall(message)

        def hung_up() -> bool:
            try:
                return guest.recv(100) == b""
            except BlockingIOError:
                return False
            except ConnectionResetError:
                return True

        qtbot.waitUntil(hung_up)
    guest.close()


def test_silent_guests_keep_nobody_out(folder: Path, first: SingleInstance, qtbot: QtBot) -> None:
    guests = []
    for _ in range(30):
        guest = socket.socket(socket.AF_UNIX)
        guest.connect(address(folder))
        guests.append(guest)
        guest.send(b"photo_search 1\n\x00")
        qtbot.wait(1)
    with qtbot.waitSignal(first.received):
        second = start(folder)
    assert line(second) == "sent"
    second.wait(10)
    end(second)
    for guest in guests:
        guest.close()
    qtbot.waitUntil(lambda: not [c for c in first.children() if type(c).__name__ == "_Guest"])


def test_the_right_to_come_to_the_front_is_handed_on(
    folder: Path, first: SingleInstance, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "from the launcher")
    with qtbot.waitSignal(first.received):
        second = start(folder)
        monkeypatch.delenv("XDG_ACTIVATION_TOKEN")
    assert os.environ.get("XDG_ACTIVATION_TOKEN") == "from the launcher"
    second.wait(10)
    end(second)
