"""From a question's vector to an ordered page of hits: candidates, filters, scores, facts."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from photo_search.catalog.catalog import Catalog
from photo_search.records import Coverage, Filters, Hit, SearchResult
from photo_search.searching.calibration import calibrate, match_probability
from photo_search.searching.vector_index import VectorIndex

Vector = npt.NDArray[np.float32]

_ANSWERS_KEPT = 64


@dataclass(frozen=True, slots=True)
class ScoreScale:
    """How a model's cosines become scores: by its own scale and bias where known, else by a plain sigmoid."""

    logit_scale: float | None
    logit_bias: float | None

    def scores(self, cosines: npt.NDArray[np.floating]) -> npt.NDArray[np.float64]:
        """Return scores from 0 to 1, in the order of the cosines."""
        if self.logit_scale is None or self.logit_bias is None:
            return calibrate(cosines)
        return match_probability(cosines, self.logit_scale, self.logit_bias)


@dataclass(frozen=True, slots=True)
class _Census:
    """What does not change from one question to the next, as long as the catalog doesn't; answers included."""

    version: int
    coverage: Coverage
    hidden: npt.NDArray[np.int64]
    answers: dict[Hashable, tuple[Hit, ...]] = field(default_factory=dict)


class Search:
    """Answers questions over one model space. Safe to use from several threads.

    `picture_index` holds the same photos as `index`, and may be quicker for vectors that come from pictures.
    """

    def __init__(
        self,
        catalog: Catalog,
        space_id: int | None,
        model: str,
        scale: ScoreScale,
        index: Callable[[], VectorIndex],
        picture_index: Callable[[], VectorIndex],
    ) -> None:
        self._catalog = catalog
        self._space_id = space_id
        self._model = model
        self._scale = scale
        self._index = index
        self._picture_index = picture_index
        self._census: _Census | None = None
        self._census_guard = threading.Lock()

    def coverage(self) -> Coverage:
        """Return how much of the library a search sees now."""
        return self._current_census().coverage

    def nearest(
        self,
        query: str,
        vector: Callable[[], Vector],
        filters: Filters,
        *,
        limit: int,
        offset: int = 0,
        by_picture: bool = False,
        without: int | None = None,
    ) -> SearchResult:
        """Return the photos nearest to a vector (float32 [D], unit), best first.

        `vector` is called once: its cost is part of the answer's; `without` is a photo that is
        left out, the question itself say. Only a vector that comes from a picture (`by_picture`) may be asked of a
        graph: it was built on pictures, and loses what is near to words. Raises ValueError for a negative limit or
        offset.
        """
        if limit < 0 or offset < 0:
            raise ValueError("limit and offset can't be negative")
        started = time.perf_counter()
        census = self._current_census()
        asked = vector()
        key = (asked.tobytes(), filters, limit, offset, without)
        hits = census.answers.get(key)
        if hits is None:
            index = self._picture_index() if by_picture else self._index()
            hits = self._hits(index, asked, filters, limit, offset, _with(census.hidden, without))
            if len(census.answers) >= _ANSWERS_KEPT:
                census.answers.clear()
            census.answers[key] = hits
        took_ms = (time.perf_counter() - started) * 1000
        return SearchResult(query, self._model, hits, census.coverage, took_ms)

    def _hits(
        self,
        index: VectorIndex,
        vector: Vector,
        filters: Filters,
        limit: int,
        offset: int,
        hidden: npt.NDArray[np.int64],
    ) -> tuple[Hit, ...]:
        among = self._catalog.photos.ids(filters) if filters else None
        matches = index.search(vector, limit + offset, among=among, without=hidden)
        ids, cosines = matches.photo_ids[offset:].tolist(), matches.cosines[offset:]
        facts = self._catalog.photos.facts(ids)
        return tuple(
            Hit(photo_id=photo_id, cosine=float(cosine), score=float(score), **facts[photo_id]._asdict())
            for photo_id, cosine, score in zip(ids, cosines, self._scale.scores(cosines), strict=True)
            # Between the question and the facts another thread may have removed the photo.
            if photo_id in facts
        )

    def _current_census(self) -> _Census:
        with self._census_guard:
            version = self._catalog.version()
            if self._census is None or self._census.version != version:
                photos, embedded, offline, failed = self._catalog.photos.counts(self._space_id)
                self._census = _Census(
                    version, Coverage(embedded, photos, offline, failed), self._catalog.photos.hidden_ids()
                )
            return self._census


def _with(ids: npt.NDArray[np.int64], one: int | None) -> npt.NDArray[np.int64]:
    return ids if one is None else np.append(ids, one)
