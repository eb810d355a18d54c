"""Brings what a place of the library shows: listings when browsing, hits when searching; never on the GUI thread."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from photo_search.catalog.listing import Listing
from photo_search.desktop.background import Background
from photo_search.desktop.navigation import Place
from photo_search.desktop.question_facts import is_of_facts, with_less_facts
from photo_search.records import Coverage, Filters, SearchOptions, SearchResult

if TYPE_CHECKING:
    from photo_search.library import Library

_HITS = 400
"""What is asked for first: more than a screen, and there at once."""

MOST_HITS = 5000
"""Where all of those match: as many as anyone looks through; more come with more words."""

_MORE_AFTER_MS = 400
"""Nobody has typed on for so long."""

_FIRST_PAGE = 300
_PARTLY = -1
"""Stands for the version of a library of which only the first page is shown: it is no version's number."""

_REFRESH_MS = 300
_REST = 20
"""While indexing, looking for what is new may take this fraction of the time, so a large library looks less often."""


@dataclass(frozen=True, slots=True)
class Content:
    """What the grid is to show at a place.

    It is a `listing` when browsing, and a `result` when searching; `of_facts` says that the question was about plain
    facts only. `offline` are the photos of the library that can't be opened now. Where what was asked for
    leaves no photo, `matching_with_less` tells how many match the questions that ask for less.
    """

    place: Place
    coverage: Coverage
    is_update: bool
    listing: Listing | None = None
    result: SearchResult | None = None
    of_facts: bool = False
    offline: frozenset[int] = frozenset()
    matching_with_less: Mapping[str, int] | None = None

    @property
    def is_cut(self) -> bool:
        """Whether more photos match than are here."""
        hits = () if self.result is None else self.result.hits
        return len(hits) in (_HITS, MOST_HITS) and hits[-1].matches


class Browser(QObject):
    """Loads the content of the current place, and loads it anew when the library changes."""

    ready = Signal(object)
    """Content; an update of the place on show says so."""

    failed = Signal(Exception)

    def __init__(self, library: Library, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._background = background
        self._place: Place | None = None
        self._awaited: Place | None = None
        """A place that was asked for, until its first content is there: none of its updates may come before."""
        self._options = SearchOptions()
        self._hits = _HITS
        self._shown_version: int | None = None
        self._took_s = 0.0
        self._loading = False
        """Whether an answer is on its way: what changes meanwhile waits for it, or it would never come."""
        self._changed_meanwhile = False
        self._refresh = QTimer(self, singleShot=True)
        self._refresh.timeout.connect(self._update)
        self._more = QTimer(self, singleShot=True, interval=_MORE_AFTER_MS)
        self._more.timeout.connect(self._load_more)

    def show(self, place: Place) -> None:
        """Load a place; what an earlier call asked for is dropped if it isn't there yet."""
        self._place = self._awaited = place
        self._hits = _HITS
        self._more.stop()
        self._load(place)

    def use(self, options: SearchOptions) -> None:
        """Ask in this way from now on, and anew what was asked in another."""
        if options == self._options:
            return
        self._options = options
        self.ask_anew()

    def ask_anew(self) -> None:
        """Ask the question on show again at once, since it is answered in another way now."""
        if self._place is not None and self._place.question is not None:
            self._shown_version = _PARTLY
            self._load(self._place)

    @property
    def is_idle(self) -> bool:
        """Whether nothing more is going to be asked by itself."""
        return not (self._refresh.isActive() or self._more.isActive())

    def library_changed(self) -> None:
        """Load the place on show anew, soon; calls in between are one."""
        if not self._refresh.isActive():
            self._refresh.start(max(_REFRESH_MS, round(self._took_s * 1000 * _REST)))

    def _update(self) -> None:
        if self._loading:
            self._changed_meanwhile = True
        elif self._place is not None:
            self._load(self._place)

    def _load_more(self) -> None:
        if self._place is not None:
            self._hits = MOST_HITS
            self._shown_version = _PARTLY
            self._load(self._place)

    def _load(self, place: Place) -> None:
        shown, is_update = self._shown_version, self._awaited is None
        # A window that opens shows its first page before it counts the rest.
        newest = _FIRST_PAGE if shown is None and place.question is None else None
        asked = (self._options, self._hits)

        def work() -> tuple[Content | None, int, float]:
            started = time.perf_counter()
            version = self._library.version()
            if is_update and version == shown:
                return None, version, self._took_s
            content = _content(self._library, place, *asked, is_update=is_update, newest=newest)
            return content, version, time.perf_counter() - started

        def then(loaded: tuple[Content | None, int, float]) -> None:
            content, self._shown_version, self._took_s = loaded
            self._awaited = None
            self._end_loading()
            if content is not None:
                self.ready.emit(content)
                if content.listing is not None and len(content.listing.photo_ids) == newest:
                    self._shown_version = _PARTLY
                    self._load(place)
                if content.is_cut and self._hits < MOST_HITS:
                    self._more.start()

        def fail(error: Exception) -> None:
            self._end_loading()
            self.failed.emit(error)

        self._loading = True
        self._background.read(work, then, failed=fail, key="content", context=self)

    def _end_loading(self) -> None:
        self._loading = False
        if self._changed_meanwhile:
            self._changed_meanwhile = False
            self.library_changed()


def _content(
    library: Library, place: Place, options: SearchOptions, hits: int, *, is_update: bool, newest: int | None
) -> Content:
    filters = Filters(folders=(place.where.folder,)) if place.where.kind == "folder" else Filters()
    if place.question is None:
        listing = library.listing(filters, by_arrival=place.where.kind == "recent", newest=newest)
        coverage = library.coverage()
        return Content(place, coverage, is_update, listing, offline=_offline(library, coverage))
    result = library.search(place.question.text, filters, limit=hits, options=options)
    query = library.asking.understood(place.question.text)
    less = None
    if not result.hits and result.coverage.embedded:
        less = {
            text: library.search(text, filters, limit=0, options=options).matching or 0
            for text in with_less_facts(query)
        }
    offline = _offline(library, result.coverage)
    return Content(
        place,
        result.coverage,
        is_update,
        result=result,
        of_facts=is_of_facts(query),
        offline=offline,
        matching_with_less=less,
    )


def _offline(library: Library, coverage: Coverage) -> frozenset[int]:
    return library.offline_photos() if coverage.offline else frozenset()
