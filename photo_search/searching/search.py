"""From a question to an ordered page of hits: candidates of each space, filters, scores, facts."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from photo_search.catalog.catalog import Catalog
from photo_search.records import Coverage, Filters, Hit, SearchResult
from photo_search.searching.anchors import Anchors
from photo_search.searching.lineup import Lineup, Part
from photo_search.searching.vector_index import Floats, Ids, Matches

Vector = npt.NDArray[np.float32]
Ask = Callable[[int], Vector | None]
Each = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]
T = TypeVar("T")
R = TypeVar("R")

_ANSWERS_KEPT = 64


@dataclass(frozen=True, slots=True)
class _Census:
    """What does not change from one question to the next, as long as the catalog doesn't; answers included."""

    version: int
    parts: list[Part]
    coverage: Coverage
    hidden: Ids
    answers: dict[Hashable, tuple[Hit, ...]] = field(default_factory=dict)


class Search:
    """Answers questions over the spaces of a lineup; None stands for a library without any. For several threads.

    `each` does for several spaces what is done for one, as `map` does; it may do so at the same time.
    """

    def __init__(self, catalog: Catalog, lineup: Lineup | None, model: str, *, each: Each = map) -> None:
        self._catalog = catalog
        self._lineup = lineup
        self._model = model
        self._each = each
        self._anchors = Anchors()
        self._census: _Census | None = None
        self._guard = threading.Lock()

    @property
    def empty(self) -> bool:
        """Whether no space can be asked."""
        return self._lineup is None

    def coverage(self) -> Coverage:
        """Return how much of the library a search sees now."""
        return self._current_census().coverage

    def nearest(
        self,
        query: str,
        ask: Ask,
        filters: Filters,
        *,
        limit: int,
        offset: int = 0,
        by_picture: bool = False,
        without: int | None = None,
    ) -> SearchResult:
        """Return the photos nearest to a question, best first.

        `ask` gives the question's vector (float32 [D], unit) in a space, or None where it has none there; it is called
        for the spaces that are needed, and its cost is part of the answer's. `without` is a photo that is left out,
        the question itself say. Only a vector that comes from a picture (`by_picture`) may be asked of a graph: it was
        built on pictures, and loses what is near to words. Raises ValueError for a negative limit or offset.
        """
        if limit < 0 or offset < 0:
            raise ValueError("limit and offset can't be negative")
        started = time.perf_counter()
        census = self._current_census()
        vectors = self._for_each(lambda part: ask(part.member.space_id), census.parts)
        asked = [(part, vector) for part, vector in zip(census.parts, vectors, strict=True) if vector is not None]
        key = (tuple(vector.tobytes() for _, vector in asked), filters, limit, offset, without)
        hits = census.answers.get(key)
        if hits is None:
            among = self._catalog.photos.ids(filters) if filters else None
            hidden = _with(census.hidden, without)
            hits = self._hits(asked, limit + offset, offset, among, hidden, by_picture=by_picture)
            if len(census.answers) >= _ANSWERS_KEPT:
                census.answers.clear()
            census.answers[key] = hits
        took_ms = (time.perf_counter() - started) * 1000
        return SearchResult(query, self._model, hits, census.coverage, took_ms)

    def _hits(
        self,
        asked: list[tuple[Part, Vector]],
        count: int,
        offset: int,
        among: Ids | None,
        hidden: Ids,
        *,
        by_picture: bool,
    ) -> tuple[Hit, ...]:
        if self._lineup is None or not asked:
            return ()
        preferred = self._lineup.reference
        reference, as_asked = next(((p, v) for p, v in asked if p.member is preferred), asked[0])

        def find(one: tuple[Part, Vector]) -> Matches:
            part, vector = one
            ids, cosines = part.search(vector, count, among=among, without=hidden, by_picture=by_picture)
            if part is not reference and len(ids):
                cosines = self._translated(cosines, part, vector, reference, as_asked)
            return Matches(ids, cosines)

        found = self._for_each(find, asked)
        if len(found) > 1:
            found = [_merged(found, count)]
        page, cosines = found[0].photo_ids[offset:].tolist(), found[0].cosines[offset:].clip(-1, 1)
        facts = self._catalog.photos.facts(page)
        scores = reference.member.scale.scores(cosines)
        return tuple(
            Hit(photo_id=photo_id, cosine=float(cosine), score=float(score), **facts[photo_id]._asdict())
            for photo_id, cosine, score in zip(page, cosines, scores, strict=True)
            # Between the question and the facts another thread may have removed the photo.
            if photo_id in facts
        )

    def _for_each(self, work: Callable[[T], R], things: list[T]) -> list[R]:
        return [work(things[0])] if len(things) == 1 else list(self._each(work, things))

    def _translated(self, cosines: Floats, part: Part, asked: Vector, reference: Part, as_asked: Vector) -> Floats:
        with self._guard:
            return self._anchors.translate(cosines, part.member, asked, reference.member, as_asked)

    def _current_census(self) -> _Census:
        with self._guard:
            version = self._catalog.version()
            if self._census is None or self._census.version != version:
                parts = [] if self._lineup is None else self._lineup.parts()
                hidden = self._catalog.photos.hidden_ids()
                first = parts[0].member.space_id if parts else None
                photos, embedded, offline, failed = self._catalog.photos.counts(first)
                for part in parts[1:]:
                    if part.alone is not None:
                        embedded += len(np.setdiff1d(part.alone, hidden, assume_unique=True))
                self._census = _Census(version, parts, Coverage(embedded, photos, offline, failed), hidden)
            return self._census


def _merged(found: list[Matches], count: int) -> Matches:
    """Return the best of all, each photo once: one that a space has just learned may be in the next one's, too."""
    ids, cosines = (np.concatenate(both) for both in zip(*found, strict=True))
    first = np.sort(np.unique(ids, return_index=True)[1])
    return Matches.ordered(ids[first], cosines[first], count)


def _with(ids: Ids, one: int | None) -> Ids:
    return ids if one is None else np.append(ids, one)
