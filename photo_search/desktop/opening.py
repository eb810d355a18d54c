"""Opens the library while the window is already there: what the catalog is read with takes longer to load than Qt."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, cast

from photo_search.desktop.pasted_pictures import sweep
from photo_search.errors import NotALibrary

if TYPE_CHECKING:
    from photo_search.library import Library


class Opening:
    """A library that is opened on a thread of its own.

    `done` gives what was put right on the way, as a sentence, or "", and raises what `Library.open` raises.
    """

    def __init__(self, path: Path) -> None:
        self.done: Future[str] = Future()
        self._path = path
        self._opened: Library | None = None
        self._thread: threading.Thread | None = None

    @property
    def library(self) -> Library:
        """The library to give to the window; asked for anything before it is open, it lets its caller wait."""
        return cast("Library", _Pending(self, self._path))

    def start(self) -> None:
        """Begin to open it."""
        self._thread = threading.Thread(target=self._open, name="open-library")
        self._thread.start()

    def wait(self) -> Library:
        """Return the library once it is open."""
        self.done.result()
        assert self._opened is not None  # noqa: S101 - says so to the type checker
        return self._opened

    def close(self) -> None:
        """Close the library, if it could be opened."""
        if self._thread is not None:
            self._thread.join()
        if self._opened is not None:
            self._opened.close()

    def _open(self) -> None:
        try:
            sentence = self._open_or_restore()
        except BaseException as error:  # noqa: BLE001 - whoever waits gets it, whatever it is
            self.done.set_exception(error)
        else:
            self.done.set_result(sentence)

    def _open_or_restore(self) -> str:
        from photo_search.library import Library  # noqa: PLC0415 - this is what no one should wait for

        sentence = ""
        try:
            self._opened = Library.open(self._path)
        except NotALibrary:
            # Nobody at a window types “doctor --repair”; the damaged file is put aside, never lost.
            sentence = Library.restore(self._path)
            self._opened = Library.open(self._path)
        sweep(self._path, _saved_texts(self._opened))
        return sentence


def _saved_texts(library: Library) -> Iterator[str]:
    """Yield the texts of the saved searches; they are read only if anyone wants them."""
    yield from (saved.text for saved in library.saved.all())


class _Pending:
    """Stands for a library that is not open yet. The window asks on worker threads, which may wait."""

    def __init__(self, opening: Opening, path: Path) -> None:
        self._opening = opening
        self.path = path

    def __getattr__(self, name: str) -> object:
        return getattr(self._opening.wait(), name)
