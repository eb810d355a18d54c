"""Tells when folders of the library may have changed, come or gone, so that they are looked through again."""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from watchdog.observers.api import BaseObserver, ObservedWatch

_log = logging.getLogger(__name__)

_JOIN_S = 5


@dataclass(frozen=True, slots=True)
class Pace:
    """How soon and how often, in seconds.

    Changes are told `quiet` after the last and at most `longest` after the first of a series. Every `look` it is
    checked which folders are there; every `rescan` those that can't be watched are taken for changed.
    """

    quiet: float = 2
    longest: float = 10
    look: float = 20
    rescan: float = 300


class FolderWatch(QObject):
    """A hint only: messages get lost, so what changed is found by looking.

    Nothing here waits for a disk but a thread of its own. Close it before the application ends.
    """

    changed = Signal(object)
    """The ids of folders that may differ from what is known: a frozenset."""

    _noticed = Signal(object)

    def __init__(
        self, parent: QObject | None = None, *, ignored: tuple[bytes, ...] = (), pace: Pace | None = None
    ) -> None:
        """Ignore what happens in the folders `ignored`, such as the library's own."""
        super().__init__(parent)
        self._noticed.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._watcher = _Watcher(self._noticed.emit, ignored, pace or Pace())
        self._wanted: frozenset[int] = frozenset()

    def watch(self, folders: Mapping[int, bytes]) -> None:
        """Watch these folders, absolute paths by id, and no others from now on."""
        self._wanted = frozenset(folders)
        self._watcher.watch(dict(folders))

    def close(self) -> None:
        """Watch nothing any more; waits for the threads."""
        self._wanted = frozenset()
        self._watcher.close()

    def _tell(self, folder_ids: frozenset[int]) -> None:
        if wanted := folder_ids & self._wanted:
            self.changed.emit(wanted)


@dataclass(slots=True)
class _Root:
    """A folder being watched. `identity` is None while it isn't there, `watch` while it can't be watched."""

    path: bytes
    identity: tuple[int, int] | None = None
    watch: ObservedWatch | None = None


class _Watcher:
    """A thread that arranges the watches, gathers what they say, and looks after the folders themselves."""

    def __init__(self, notice: Callable[[frozenset[int]], None], ignored: tuple[bytes, ...], pace: Pace) -> None:
        self._notice = notice
        self._ignored = ignored
        self._pace = pace
        # Shared, under the lock of `_news`.
        self._news = threading.Condition()
        self._asked: dict[int, bytes] | None = None
        self._dirty: set[int] = set()
        self._first_s = self._last_s = 0.0
        self._closed = False
        # The thread's own. Never call the observer while holding the lock: it calls `_mark` while holding its own.
        self._roots: dict[int, _Root] = {}
        self._observer: BaseObserver | None = None
        self._explained = False
        # A network that hangs must not keep the application from ending, hence a daemon.
        self._thread = threading.Thread(target=self._run, name="folder-watch", daemon=True)

    def watch(self, folders: dict[int, bytes]) -> None:
        with self._news:
            self._asked = folders
            self._news.notify()
        if folders and self._thread.ident is None and not self._closed:
            self._thread.start()

    def close(self) -> None:
        with self._news:
            self._closed = True
            self._news.notify()
        if self._thread.is_alive():
            self._thread.join(_JOIN_S)
            if self._thread.is_alive():
                _log.warning("A folder doesn't answer; its watch was left behind.")

    def _run(self) -> None:
        look_s = rescan_s = time.monotonic()
        try:
            while self._wait(min(look_s + self._pace.look, rescan_s + self._pace.rescan)):
                self._arrange()
                now = time.monotonic()
                if now >= rescan_s + self._pace.rescan:
                    rescan_s = now
                    self._rescan()
                if now >= look_s + self._pace.look:
                    look_s = now
                    self._look()
        finally:
            if self._observer is not None:
                self._observer.stop()
                self._observer.join()

    def _wait(self, until_s: float) -> bool:
        """Tell what is due, until it is `until_s` or other folders are asked for; return False at the end."""
        while True:
            with self._news:
                now = time.monotonic()
                due_s = min(self._last_s + self._pace.quiet, self._first_s + self._pace.longest)
                if self._closed:
                    return False
                if self._asked is not None or now >= until_s:
                    return True
                if not self._dirty or now < due_s:
                    self._news.wait((min(due_s, until_s) if self._dirty else until_s) - now)
                    continue
                dirty, self._dirty = frozenset(self._dirty), set()
            self._notice(dirty)

    def _mark(self, folder_id: int) -> None:
        """Note that a folder changed; on any thread."""
        with self._news:
            self._last_s = time.monotonic()
            if not self._dirty:
                self._first_s = self._last_s
            self._dirty.add(folder_id)
            self._news.notify()

    def _arrange(self) -> None:
        with self._news:
            folders, self._asked = self._asked, None
        if folders is None:
            return
        for folder_id, root in list(self._roots.items()):
            if folders.get(folder_id) != root.path:
                self._release(self._roots.pop(folder_id))
        for folder_id, path in folders.items():
            if folder_id not in self._roots:
                self._roots[folder_id] = root = _Root(path, _identity(path))
                self._attach(folder_id, root)

    def _look(self) -> None:
        """Find the folders that came back, went away, or are others now at the same place."""
        for folder_id, root in self._roots.items():
            identity = _identity(root.path)
            if identity != root.identity:
                self._release(root)
                root.identity = identity
                self._attach(folder_id, root)
                self._mark(folder_id)

    def _rescan(self) -> None:
        for folder_id, root in self._roots.items():
            if root.identity is not None and root.watch is None:
                self._attach(folder_id, root)
                self._mark(folder_id)

    def _attach(self, folder_id: int, root: _Root) -> None:
        if root.identity is None:
            return
        # Only here: it would hold up the start of the application.
        from photo_search.desktop import folder_events  # noqa: PLC0415

        events = folder_events.FolderEvents(root.path, self._ignored, lambda: self._mark(folder_id))
        try:
            observer = self._running_observer()
            root.watch = observer.schedule(
                events, os.fsdecode(root.path), recursive=True, event_filter=folder_events.TELLING
            )
            if sys.platform == "linux":
                _check_limit(observer)
        except OSError as error:
            self._release(root)
            if not self._explained:
                self._explained = True
                _log.warning("A folder can't be watched (%s); it is looked through now and then.", error.strerror)

    def _running_observer(self) -> BaseObserver:
        if self._observer is None:
            from watchdog.observers import Observer  # noqa: PLC0415

            observer = Observer()
            observer.start()
            self._observer = observer
        return self._observer

    def _release(self, root: _Root) -> None:
        if root.watch is not None and self._observer is not None:
            self._observer.unschedule(root.watch)
            root.watch = None


def _identity(path: bytes) -> tuple[int, int] | None:
    try:
        status = os.stat(path)
        # Being there is not enough: a mount point whose drive is gone may refuse to be listed.
        with os.scandir(path):
            return status.st_dev, status.st_ino
    except OSError:
        return None


def _check_limit(observer: BaseObserver) -> None:
    """Raise OSError if the system's limit of watches is reached.

    watchdog leaves out folders below the one it watches without a word then, but one watch more shows it: here of a
    folder that no photo lies in, since a second watch of one folder would replace the first.
    """
    from watchdog.events import DirDeletedEvent, FileSystemEventHandler  # noqa: PLC0415

    one_more = observer.schedule(FileSystemEventHandler(), "/proc", event_filter=[DirDeletedEvent])
    observer.unschedule(one_more)
