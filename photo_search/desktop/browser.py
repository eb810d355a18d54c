"""Brings what a place of the library shows: listings when browsing, hits when searching; never on the GUI thread."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from photo_search.catalog.listing import UNDATED, Listing, wall_seconds
from photo_search.desktop.background import Background
from photo_search.desktop.navigation import LikeFile, LikePhoto, Place, Words
from photo_search.errors import UnreadablePhoto
from photo_search.records import Coverage, Filters, SearchResult

if TYPE_CHECKING:
    from photo_search.library import Library

_HITS = 400
"""As many as anyone looks through; more come with more words."""

_EXAMPLE_SIDE = 112

_FIRST_PAGE = 300
_PARTLY = -1
"""Stands for the version of a library of which only the first page is shown: it is no version's number."""

_REFRESH_MS = 300
_REST = 20
"""While indexing, looking for what is new may take this fraction of the time, so a large library looks less often."""


@dataclass(frozen=True, slots=True)
class Content:
    """What the grid is to show at a place.

    `scores` are 0..1 by photo id, None when browsing. `offline` are the photos of the library that can't be opened
    now. `example` is a small copy of the picture asked about.
    """

    place: Place
    listing: Listing
    coverage: Coverage
    scores: dict[int, float] | None
    is_update: bool
    offline: frozenset[int] = frozenset()
    example: QImage | None = None


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
        self._shown_version: int | None = None
        self._took_s = 0.0
        self._loading = False
        """Whether an answer is on its way: what changes meanwhile waits for it, or it would never come."""
        self._changed_meanwhile = False
        self._refresh = QTimer(self, singleShot=True)
        self._refresh.timeout.connect(self._update)

    def show(self, place: Place) -> None:
        """Load a place; what an earlier call asked for is dropped if it isn't there yet."""
        self._place = self._awaited = place
        self._load(place)

    def library_changed(self) -> None:
        """Load the place on show anew, soon; calls in between are one."""
        if not self._refresh.isActive():
            self._refresh.start(max(_REFRESH_MS, round(self._took_s * 1000 * _REST)))

    def _update(self) -> None:
        if self._loading:
            self._changed_meanwhile = True
        elif self._place is not None:
            self._load(self._place)

    def _load(self, place: Place) -> None:
        shown, is_update = self._shown_version, self._awaited is None
        # A window that opens shows its first page before it counts the rest.
        newest = _FIRST_PAGE if shown is None and place.question is None else None

        def work() -> tuple[Content | None, int, float]:
            started = time.perf_counter()
            version = self._library.version()
            if is_update and version == shown:
                return None, version, self._took_s
            content = _content(self._library, place, is_update=is_update, newest=newest)
            return content, version, time.perf_counter() - started

        def then(loaded: tuple[Content | None, int, float]) -> None:
            content, self._shown_version, self._took_s = loaded
            self._awaited = None
            self._end_loading()
            if content is not None:
                self.ready.emit(content)
                if newest is not None and len(content.listing.photo_ids) == newest:
                    self._shown_version = _PARTLY
                    self._load(place)

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


def _content(library: Library, place: Place, *, is_update: bool, newest: int | None) -> Content:
    example = None
    filters = Filters(folders=(place.where.folder,)) if place.where.kind == "folder" else Filters()
    match place.question:
        case None:
            listing = library.listing(filters, by_arrival=place.where.kind == "recent", newest=newest)
            coverage = library.coverage()
            return Content(place, listing, coverage, None, is_update, _offline(library, coverage))
        case Words(text):
            result = library.search(text, filters, limit=_HITS)
        case LikePhoto(photo_id):
            result = library.similar(photo_id, filters, limit=_HITS)
        case LikeFile(path):
            result = library.similar_to_file(path, filters, limit=_HITS)
            example = _small(library, path)
    scores = {hit.photo_id: hit.score for hit in result.hits}
    offline = _offline(library, result.coverage)
    return Content(place, _listing(result), result.coverage, scores, is_update, offline, example)


def _offline(library: Library, coverage: Coverage) -> frozenset[int]:
    return library.offline_photos() if coverage.offline else frozenset()


def _small(library: Library, path: bytes) -> QImage | None:
    """Return a picture at the size of an icon; a file that can't be shown has none."""
    try:
        picture = library.picture_in(path, max_side=_EXAMPLE_SIDE).result()
    except UnreadablePhoto:
        return None
    stride = 3 * picture.width
    # A copy, since the picture's bytes end with this function.
    return QImage(picture.rgb, picture.width, picture.height, stride, QImage.Format.Format_RGB888).copy()


def _listing(result: SearchResult) -> Listing:
    """Return hits as a grid wants them, best first."""
    hits = result.hits
    return Listing(
        np.array([hit.photo_id for hit in hits], np.int64),
        np.array([hit.width for hit in hits], np.int32),
        np.array([hit.height for hit in hits], np.int32),
        np.array([UNDATED if hit.taken is None else wall_seconds(hit.taken) for hit in hits], np.int64),
        np.array([hit.dominant_colour for hit in hits], np.uint32),
    )
