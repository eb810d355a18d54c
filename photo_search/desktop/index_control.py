"""Runs indexing for the window: one run at a time, its progress as signals, and whatever came up meanwhile after it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from photo_search.settings import Settings

if TYPE_CHECKING:
    from photo_search.indexing.run import IndexRun
    from photo_search.library import Library

_LOOK_EVERY_MS = 200


class IndexControl(QObject):
    """Starts, pauses and follows index runs. All methods are called on the GUI thread."""

    progressed = Signal(object)
    """Progress, some times a second while a run is under way."""

    finished = Signal(object)
    """IndexReport of a run that came to its end, or was stopped."""

    failed = Signal(Exception)

    def __init__(self, library: Library, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._settings = settings
        self._run: IndexRun | None = None
        self._next: set[int] | None = set()
        """Folders to look through when the run is over; None for all of them."""
        self._confirmed: set[int] = set()
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)

    @property
    def running(self) -> bool:
        """Whether a run is under way, paused or not."""
        return self._run is not None

    @property
    def has_more(self) -> bool:
        """Whether there is something to look through after the run under way."""
        return self._next is None or bool(self._next)

    def use(self, settings: Settings) -> None:
        """Use the computer as these settings say, from the next run on."""
        self._settings = settings

    def start(self, folder_ids: Iterable[int] | None = None, *, accept_missing: Iterable[int] = ()) -> None:
        """Look through these folders, or all; at once, or as soon as the run under way is over."""
        wanted = None if folder_ids is None else set(folder_ids)
        self._next = None if wanted is None or self._next is None else self._next | wanted
        self._confirmed |= set(accept_missing)
        if self._run is None:
            self._begin()

    def pause(self) -> None:
        """Rest until `resume`."""
        if self._run is not None:
            self._run.pause()
            self._look()

    def resume(self) -> None:
        """Go on."""
        if self._run is not None:
            self._run.resume()
            self._look()

    def close(self) -> None:
        """Stop, keeping what was done; waits for it."""
        self._timer.stop()
        if self._run is not None:
            self._run.cancel()
            self._run.future.exception()
            self._run = None

    def _begin(self) -> None:
        folder_ids, self._next = self._next, set()
        confirmed, self._confirmed = self._confirmed, set()
        from photo_search.indexing.indexer import IndexOptions  # noqa: PLC0415 - long to import; loaded by then

        options = IndexOptions(
            jobs=self._settings.jobs(), low_priority=self._settings.low_priority, wait_when_full=True
        )
        try:
            self._run = self._library.index(folder_ids, options=options, accept_missing=confirmed)
        except Exception as error:  # noqa: BLE001 - whatever it is, the presenter tells the world's faults from ours
            self.failed.emit(error)
            return
        self._timer.start()

    def _look(self) -> None:
        run = self._run
        if run is None:
            return
        if not run.future.done():
            self.progressed.emit(run.progress())
            return
        self._run = None
        self._timer.stop()
        error = run.future.exception()
        if error is None:
            self.progressed.emit(run.progress())
            self.finished.emit(run.result())
        else:
            self.failed.emit(error)
        if self.has_more:
            self._begin()
