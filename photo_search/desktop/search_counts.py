"""Counts the photos that match each saved search: one at a time, and only while nothing else is going on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from photo_search.desktop.background import Background
from photo_search.records import SearchOptions

if TYPE_CHECKING:
    from photo_search.library import Library

_QUIET_MS = 1_500
_BETWEEN_MS = 150


class SearchCounts(QObject):
    """Holds the counts, by text. `is_quiet` says whether there is time for one; `options` are what is asked with."""

    changed = Signal()

    def __init__(
        self,
        library: Library,
        background: Background,
        is_quiet: Callable[[], bool],
        options: Callable[[], SearchOptions],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._background = background
        self._is_quiet = is_quiet
        self._options = options
        self._counted_with = options()
        self._texts: tuple[str, ...] = ()
        self._counts: dict[str, int] = {}
        self._stale: set[str] = set()
        self._counting = False
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._count_next)

    @property
    def known(self) -> dict[str, int]:
        """The counts so far; one that is out of date stays until there is a new one."""
        return dict(self._counts)

    def follow(self, texts: Sequence[str]) -> None:
        """Count these from now on, the first ones first."""
        self._stale = (self._stale | (set(texts) - set(self._counts))) & set(texts)
        self._texts = tuple(texts)
        self._counts = {text: count for text, count in self._counts.items() if text in texts}
        self._begin(_QUIET_MS)

    def renew(self) -> None:
        """Count all of them again: the library is another."""
        self._stale = set(self._texts)
        self._begin(_QUIET_MS)

    def notice_options(self) -> None:
        """Count all of them again if what is asked with has changed."""
        options = self._options()
        if options != self._counted_with:
            self._counted_with = options
            self.renew()

    def learn(self, text: str, count: int | None) -> None:
        """Take a count that became known elsewhere."""
        if text in self._texts and count is not None:
            self._stale.discard(text)
            if self._counts.get(text) != count:
                self._counts[text] = count
                self.changed.emit()

    def close(self) -> None:
        """Count no more."""
        self._rest.stop()
        self._texts, self._stale = (), set()

    def _begin(self, after_ms: int) -> None:
        if self._stale and not self._counting and not self._rest.isActive():
            self._rest.start(after_ms)

    def _count_next(self) -> None:
        text = next((text for text in self._texts if text in self._stale), None)
        if text is None:
            return
        if not self._is_quiet():
            self._begin(_QUIET_MS)
            return
        self._counting = True
        self._stale.discard(text)
        options = self._options()

        def work() -> int | None:
            return self._library.search(text, limit=1, options=options).matching

        def then(count: int | None) -> None:
            self._counting = False
            if count is not None and text in self._texts and text not in self._stale:
                self._counts[text] = count
                self.changed.emit()
            self._begin(_BETWEEN_MS)

        def fail(_error: Exception) -> None:
            # Whoever asks the search itself is told; a number beside it is not worth a message.
            self._counting = False
            self._counts.pop(text, None)
            self.changed.emit()
            self._begin(_BETWEEN_MS)

        self._background.read(work, then, failed=fail, context=self)
