"""Folders being watched: real files, the system's real messages, and the real limits."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from photo_search.desktop.folder_watch import FolderWatch, Pace

QUICK = Pace(quiet=0.05, longest=0.5, look=0.1, rescan=60)
NO_LOOKING = Pace(quiet=0.05, longest=0.5, look=60, rescan=60)


class Shelf:
    """Two watched folders, and what was told about them."""

    def __init__(self, place: Path) -> None:
        self.one, self.two = place / "one", place / "two"
        for folder in (self.one, self.two):
            folder.mkdir(parents=True)
        self.told: list[frozenset[int]] = []
        self.told_in: list[QThread] = []
        self.watch = FolderWatch()

    def start(self, pace: Pace, qtbot: QtBot, ignored: tuple[bytes, ...] = ()) -> None:
        self.watch = FolderWatch(pace=pace, ignored=ignored)
        self.watch.changed.connect(self._hear)
        self.watch.watch({1: os.fsencode(self.one), 2: os.fsencode(self.two)})
        self.await_watching(qtbot)

    def await_watching(self, qtbot: QtBot) -> None:
        """Return when changes in both folders are heard of; those made for it are forgotten."""

        def heard() -> bool:
            for folder in (self.one, self.two):
                (folder / "sign.jpg").write_bytes(b"")
            return {1, 2} <= set().union(*self.told)

        qtbot.waitUntil(heard)
        self.settle(qtbot)

    def settle(self, qtbot: QtBot) -> None:
        """Wait until nothing more is told, and forget all of it."""
        count = -1
        while count != len(self.told):
            count = len(self.told)
            qtbot.wait(250)
        self.told.clear()

    def await_told(self, qtbot: QtBot, *folder_ids: int) -> None:
        qtbot.waitUntil(lambda: set(folder_ids) <= set().union(*self.told), timeout=20_000)
        assert set().union(*self.told) == set(folder_ids)

    def _hear(self, folder_ids: frozenset[int]) -> None:
        self.told.append(folder_ids)
        self.told_in.append(QThread.currentThread())


@pytest.fixture
def shelf(tmp_path: Path, qtbot: QtBot) -> Iterator[Shelf]:
    made = Shelf(tmp_path)
    yield made
    made.watch.close()


def test_a_new_photo_is_told_of_in_the_window_s_thread(shelf: Shelf, qtbot: QtBot) -> None:
    shelf.start(NO_LOOKING, qtbot)
    (shelf.one / "new.jpg").write_bytes(b"photo")
    shelf.await_told(qtbot, 1)
    assert set(shelf.told_in) == {QThread.currentThread()}


# watchdog goes on watching a folder that was moved away, and wonders when it comes back.
@pytest.mark.filterwarnings("ignore:Callback with id:RuntimeWarning")
def test_every_way_to_change_a_folder_is_told_of(shelf: Shelf, qtbot: QtBot, tmp_path: Path) -> None:
    (shelf.two / "trip" / "day").mkdir(parents=True)
    (shelf.two / "trip" / "day" / "a.jpg").write_bytes(b"photo")
    elsewhere = tmp_path / "elsewhere"
    shelf.start(NO_LOOKING, qtbot)
    photo = shelf.one / "a.jpg"
    for change in (
        lambda: photo.write_bytes(b"photo"),
        lambda: photo.write_bytes(b"another"),
        lambda: photo.rename(shelf.one / "b.jpg"),
        (shelf.one / "b.jpg").unlink,
        lambda: (shelf.one / "deep" / "er").mkdir(parents=True),
        lambda: (shelf.one / "deep" / "er" / "c.jpg").write_bytes(b"photo"),
        lambda: (shelf.two / "trip").rename(elsewhere),
        lambda: elsewhere.rename(shelf.two / "trip again"),
    ):
        change()
        qtbot.waitUntil(lambda: bool(shelf.told))
        shelf.settle(qtbot)


def test_a_whole_tree_that_arrives_at_once_is_watched_too(shelf: Shelf, qtbot: QtBot, tmp_path: Path) -> None:
    shelf.start(NO_LOOKING, qtbot)
    (tmp_path / "camera" / "dcim").mkdir(parents=True)
    (tmp_path / "camera").rename(shelf.two / "camera")
    shelf.await_told(qtbot, 2)
    shelf.settle(qtbot)
    (shelf.two / "camera" / "dcim" / "a.jpg").write_bytes(b"photo")
    shelf.await_told(qtbot, 2)


def test_what_is_no_photo_concerns_nobody(shelf: Shelf, qtbot: QtBot) -> None:
    library = shelf.one / "library"
    (shelf.one / ".hidden").mkdir()
    (shelf.one / "@eaDir").mkdir()
    library.mkdir()
    (shelf.two / "read.jpg").write_bytes(b"photo")
    shelf.start(NO_LOOKING, qtbot, ignored=(os.fsencode(library),))
    for name in (".hidden/a.jpg", "@eaDir/a.jpg", ".trashed.jpg", "notes.txt", "library/a.jpg", "library/index/x"):
        (shelf.one / name).parent.mkdir(exist_ok=True)
        (shelf.one / name).write_bytes(b"")
    assert (shelf.two / "read.jpg").read_bytes() == b"photo"
    qtbot.wait(400)
    assert shelf.told == []


def test_a_storm_is_told_of_now_and_then(shelf: Shelf, qtbot: QtBot) -> None:
    shelf.start(Pace(quiet=0.3, longest=0.6, look=60, rescan=60), qtbot)
    number = 0

    def one_more() -> bool:
        nonlocal number
        number += 1
        (shelf.one / f"{number}.jpg").write_bytes(b"photo")
        return len(shelf.told) >= 2

    qtbot.waitUntil(one_more)
    assert number > 2 * len(shelf.told)


def test_a_folder_that_went_away_and_came_back(shelf: Shelf, qtbot: QtBot, tmp_path: Path) -> None:
    shelf.start(QUICK, qtbot)
    away = tmp_path / "away"
    shelf.one.rename(away)
    shelf.await_told(qtbot, 1)
    shelf.settle(qtbot)
    (away / "unseen.jpg").write_bytes(b"photo")
    qtbot.wait(300)
    assert shelf.told == []
    away.rename(shelf.one)
    shelf.await_told(qtbot, 1)
    shelf.settle(qtbot)
    (shelf.one / "seen.jpg").write_bytes(b"photo")
    shelf.await_told(qtbot, 1)


def test_another_folder_in_the_same_place_is_watched(shelf: Shelf, qtbot: QtBot, tmp_path: Path) -> None:
    shelf.start(QUICK, qtbot)
    shelf.one.rename(tmp_path / "old")
    shelf.one.mkdir()
    shelf.await_told(qtbot, 1)
    shelf.settle(qtbot)
    (shelf.one / "new.jpg").write_bytes(b"photo")
    shelf.await_told(qtbot, 1)


def test_a_folder_that_is_deleted_is_no_fault(shelf: Shelf, qtbot: QtBot) -> None:
    shelf.start(QUICK, qtbot)
    (shelf.one / "sign.jpg").unlink()
    shelf.one.rmdir()
    shelf.await_told(qtbot, 1)
    shelf.settle(qtbot)
    (shelf.two / "a.jpg").write_bytes(b"photo")
    shelf.await_told(qtbot, 2)


def test_a_folder_that_is_absent_at_first(shelf: Shelf, qtbot: QtBot, tmp_path: Path) -> None:
    shelf.start(QUICK, qtbot)
    third = tmp_path / "third"
    folders = {1: os.fsencode(shelf.one), 3: os.fsencode(third)}
    shelf.watch.watch(folders)
    qtbot.wait(300)
    third.mkdir()
    shelf.await_told(qtbot, 3)
    shelf.settle(qtbot)
    (shelf.two / "not watched any more.jpg").write_bytes(b"photo")
    (third / "a.jpg").write_bytes(b"photo")
    shelf.await_told(qtbot, 3)


def test_names_that_are_no_text(shelf: Shelf, qtbot: QtBot) -> None:
    shelf.start(QUICK, qtbot)
    folder = os.path.join(os.fsencode(shelf.one), b"caf\xe9")
    os.mkdir(folder)
    shelf.watch.watch({9: folder})
    shelf.settle(qtbot)
    Path(os.fsdecode(os.path.join(folder, b"\xff.jpg"))).write_bytes(b"photo")
    shelf.await_told(qtbot, 9)


def test_closing_ends_every_thread_at_once(shelf: Shelf, qtbot: QtBot) -> None:
    before = {*threading.enumerate()}
    shelf.start(NO_LOOKING, qtbot)
    (shelf.one / "late.jpg").write_bytes(b"photo")
    shelf.watch.close()
    assert [thread.name for thread in threading.enumerate() if thread not in before] == []
    shelf.watch.watch({1: os.fsencode(shelf.one)})
    shelf.watch.close()
    qtbot.wait(300)
    assert shelf.told == []


def test_closing_what_never_began() -> None:
    watch = FolderWatch()
    watch.watch({})
    watch.close()


WATCHING = """
    import logging, os, resource, sys
    from PySide6.QtCore import QCoreApplication, QTimer
    from watchdog.observers import Observer  # Before files can't be opened any more.
    from photo_search.desktop import folder_events
    from photo_search.desktop.folder_watch import FolderWatch, Pace
    free, folders = int(sys.argv[1]), [os.fsencode(folder) for folder in sys.argv[2:]]
    logging.basicConfig(format="%(message)s")
    app = QCoreApplication([])
    watch = FolderWatch(pace=Pace(quiet=0.05, longest=0.5, look=60, rescan=0.3))
    due = set(range(len(folders)))
    watch.changed.connect(lambda told: (due.difference_update(told), due or app.quit()))
    QTimer.singleShot(30_000, app.quit)
    if free:
        spare = os.open(os.devnull, os.O_RDONLY)
        os.close(spare)
        resource.setrlimit(resource.RLIMIT_NOFILE, (spare + free, spare + free))
    watch.watch(dict(enumerate(folders)))
    app.exec()
    watch.close()
    print("not told of:", due)
"""
"""Arguments: how many files may still be opened, or 0 for as many as ever, and the folders. A process of its own,
in which nothing else opens files."""


def look_through(*folders: Path, free: int = 0, within: Sequence[str] = ()) -> str:
    """Return what is logged when folders that can't be watched are looked through now and then."""
    command = [*within, sys.executable, "-c", textwrap.dedent(WATCHING), str(free), *map(str, folders)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "not told of: set()\n"
    assert done.stderr.count("\n") == 1
    return done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="inotify is Linux's")
def test_without_the_system_s_help_folders_are_looked_through_now_and_then(shelf: Shelf) -> None:
    # One more for looking at a folder; the system's messages take three.
    said = look_through(shelf.one, shelf.two, free=2)
    assert "Too many open files" in said
    assert str(shelf.one) not in said


@pytest.mark.skipif(sys.platform != "linux", reason="inotify is Linux's")
def test_more_folders_than_the_system_watches(tmp_path: Path) -> None:
    """In a user namespace of its own, where the limit can be lowered without anyone else noticing."""
    for number in range(30):
        (tmp_path / str(number)).mkdir()
    limit = "echo 20 > /proc/sys/user/max_inotify_watches"
    own = ["unshare", "--user", "--map-root-user", "sh", "-c"]
    if subprocess.run([*own, limit], capture_output=True, check=False).returncode:
        pytest.skip("no user namespaces here")
    assert "limit" in look_through(tmp_path, within=[*own, f'{limit} && exec "$@"', "sh"])
