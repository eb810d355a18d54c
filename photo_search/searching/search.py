"""From a question to an ordered page of hits: cosines of each space, where matches end, names, filters, facts."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from photo_search.catalog.catalog import Catalog
from photo_search.catalog.words import NameMatches
from photo_search.records import MIDDLE_STRICTNESS, Coverage, Filters, Hit, SearchOptions, SearchResult, Tuning
from photo_search.searching.anchors import Anchors
from photo_search.searching.bursts import fold
from photo_search.searching.calibration import Background, robust_background
from photo_search.searching.cutoff import Line, find_line, least_score, prior_of
from photo_search.searching.expansion import combine
from photo_search.searching.lineup import Lineup, Part
from photo_search.searching.ranking import Ranking, rank
from photo_search.searching.scan import GATHER_AT_MOST, Each
from photo_search.searching.survey import AskedPart, Survey, merged, on_one_scale, refined, survey
from photo_search.searching.vector_index import Floats, Ids

Ask = Callable[[int], Floats | None]
T = TypeVar("T")
R = TypeVar("R")

_ANSWERS_KEPT = 64
_NEAR = 1_000
"""The nearest to a picture, of which those that match are counted."""
_BEST = 8
"""The first of all, of which the best is certain."""
_BEST_OF_EACH = 64
"""The nearest to each vector of a question, among which is the best of all."""
_PICTURES = 64
"""Photos by which is told what any picture gets."""
_EXACT = 128
"""The first of an answer, whose order is certain."""
_FOLDED_AMONG = 400
"""The first of an answer, among which near-duplicates are folded."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question, ready to be put to the spaces.

    `vectors` gives it in a space, float32 [g, D], each row of unit length, or None where it has none there; it is
    called for the spaces that are needed. With `by_picture` it is one vector that comes from a picture, and may be
    asked of a graph: that was built on pictures, and loses what is near to words. `excluded` are photos that are left
    out. `named` must be there in the library; filters are applied to it here. `of_words` says that nothing but words
    is asked for, and `of_absence` that only what is not wanted is named.
    """

    text: str
    vectors: Ask
    filters: Filters = field(default_factory=Filters)
    named: NameMatches = field(default_factory=NameMatches.none)
    excluded: Ids = field(default_factory=lambda: np.empty(0, np.int64))
    by_picture: bool = False
    of_words: bool = False
    of_absence: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """How one question sees the whole library: the cosines of all photos, and where matches end."""

    survey: Survey
    line: Line


@dataclass(frozen=True, slots=True)
class _Census:
    """What does not change from one question to the next, as long as the catalog doesn't; answers included."""

    version: int
    parts: list[Part]
    coverage: Coverage
    hidden: Ids
    answers: dict[Hashable, SearchResult] = field(default_factory=dict)


class Search:
    """Answers questions over the spaces of a lineup; None stands for a library without any. For several threads.

    `each` does for several spaces what is done for one, as `map` does; it may do so at the same time. `tuning` is what
    the person has set for a space. `probes` gives PROBES in a space, float32 [p, D].
    """

    def __init__(
        self,
        catalog: Catalog,
        lineup: Lineup | None,
        model: str,
        *,
        each: Each = map,
        tuning: Callable[[int], Tuning | None] = lambda _: None,
        probes: Ask = lambda _: None,
    ) -> None:
        self._catalog = catalog
        self._lineup = lineup
        self._model = model
        self._each = each
        self._tuning = tuning
        self._probes = probes
        self._priors: dict[tuple[int, bool], tuple[Floats, Background | None]] = {}
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

    def answer(self, asked: Inquiry, options: SearchOptions, *, limit: int, offset: int = 0) -> SearchResult:
        """Return the photos nearest to a question, best first. Raises ValueError for a negative limit or offset."""
        if limit < 0 or offset < 0:
            raise ValueError("limit and offset can't be negative")
        started = time.perf_counter()
        census = self._current_census()
        parts = self._asked_parts(asked, census)
        named = tuple(ids.tobytes() for ids in (*asked.named, asked.excluded))
        key = (tuple(p.vectors.tobytes() for p in parts), asked.filters, named, options, limit, offset)
        known = census.answers.get(key)
        if known is None:
            known = self._answer(asked, parts, options, census, limit, offset)
            if len(census.answers) >= _ANSWERS_KEPT:
                census.answers.clear()
            census.answers[key] = known
        took_ms = (time.perf_counter() - started) * 1000
        return SearchResult(asked.text, self._model, known.hits, census.coverage, took_ms, known.matching)

    def listed(self, text: str, filters: Filters, *, limit: int, offset: int = 0) -> SearchResult:
        """Return the photos that pass `filters`, newest first: what answers a question about plain facts only."""
        started = time.perf_counter()
        census = self._current_census()
        listing = self._catalog.photos.listing(filters)
        page = listing.photo_ids[offset : offset + limit]
        sure = np.ones(len(page), np.bool_)
        ranking = Ranking(page, sure.astype(np.float32), sure, ~sure, len(page))
        hits = self._hits(ranking, sure)
        took_ms = (time.perf_counter() - started) * 1000
        return SearchResult(text, self._model, hits, census.coverage, took_ms, len(listing.photo_ids))

    def nothing(self, text: str) -> SearchResult:
        """Return the answer to a question of which nothing is left to look for."""
        return SearchResult(text, self._model, (), self._current_census().coverage, 0.0, 0)

    def standing(self, asked: Inquiry, tuning: Tuning | None = None) -> Standing | None:
        """Return how a question sees the whole library, whatever its filters are; None if no space can be asked.

        With `tuning`, as if that were set for the space whose scale counts.
        """
        census = self._current_census()
        parts = self._asked_parts(asked, census)
        if not parts:
            return None
        standing = self._standing(asked, parts, census, tuning=tuning)
        best = _largest(standing.survey.cosines, _EXACT)
        exact = refined(standing.survey, best, parts, self._reference(parts), self._anchors)
        standing = replace(standing, survey=exact)
        if asked.by_picture:
            hidden = np.concatenate([census.hidden, asked.excluded])
            standing = replace(standing, line=self._near(parts, census, 1, None, hidden, tuning).line)
        return standing

    def _asked_parts(self, asked: Inquiry, census: _Census) -> list[AskedPart]:
        """Return the parts that can be asked; the one whose scale counts is the first with the reference's space."""
        parts = census.parts
        vectors = _for_each(self._each, lambda part: asked.vectors(part.member.space_id), parts)
        return [AskedPart(part, v) for part, v in zip(parts, vectors, strict=True) if v is not None]

    def _answer(
        self, asked: Inquiry, parts: list[AskedPart], options: SearchOptions, census: _Census, limit: int, offset: int
    ) -> SearchResult:
        among = self._catalog.photos.ids(asked.filters) if asked.filters else None
        named = asked.named
        if among is not None:
            named = named.only(lambda ids: np.isin(ids, among))
        named = named.only(lambda ids: ~np.isin(ids, asked.excluded))
        count = offset + limit
        if not parts:
            seen = Standing(Survey(np.empty(0, np.int64), np.empty(0, np.float32)), Line(0.0, 1.0))
        elif asked.by_picture:
            seen = self._near(parts, census, max(count, _NEAR), among, np.concatenate([census.hidden, asked.excluded]))
        else:
            seen = self._standing(asked, parts, census, among)
        wanted = ~seen.survey.marked(np.concatenate([census.hidden, asked.excluded]))
        if among is not None:
            wanted &= seen.survey.marked(among)
        if parts and not asked.by_picture:
            rough = np.flatnonzero(wanted)
            best = rough[_largest(seen.survey.cosines[rough], _EXACT)]
            exact = refined(seen.survey, best, parts, self._reference(parts), self._anchors)
            seen = replace(seen, survey=exact)
        least = least_score(self._strictness(parts, options))
        ranking = rank(
            seen.survey, wanted, named, seen.line, least, max(count, _FOLDED_AMONG) if options.fold else count
        )
        scores = seen.line.scores(np.nan_to_num(ranking.cosines, nan=seen.line.cosine))
        hits = self._hits(ranking, scores)
        if options.fold:
            hits = self._folded(hits, parts)
        return SearchResult(asked.text, self._model, hits[offset:count], census.coverage, 0.0, ranking.matching)

    def _standing(
        self,
        asked: Inquiry,
        parts: list[AskedPart],
        census: _Census,
        among: Ids | None = None,
        tuning: Tuning | None = None,
    ) -> Standing:
        """Return how a question sees the library; only the photos `among` need be there, the line is that of all."""
        reference = self._reference(parts)
        # An example stands before all others, and would say that nothing else is like it.
        left_out = np.concatenate([census.hidden, asked.excluded])
        if among is not None and not asked.of_absence and len(among) <= GATHER_AT_MOST * census.coverage.embedded:
            among = np.union1d(among, self._nearest(parts, left_out))
        else:
            among = None
        seen = survey(parts, reference, self._anchors, self._each, among)
        shown = np.flatnonzero(~seen.marked(left_out))
        sign = -1 if asked.of_absence else 1  # Matches are what doesn't match what is named.
        best = shown[_largest(sign * seen.cosines[shown], _BEST)]
        seen = refined(seen, best, parts, reference, self._anchors)
        line = self._line(
            parts,
            robust_background(sign * combine(reference.vectors @ self._anchors.sample(reference.part.member).T)),
            float((sign * seen.cosines[best]).max()) if len(best) else None,
            census.coverage.embedded,
            prior=self._prior(parts) if asked.of_words else None,
            tuning=tuning,
        )
        return Standing(seen, line.turned() if asked.of_absence else line)

    def _nearest(self, parts: list[AskedPart], without: Ids) -> Ids:
        """Return the photos nearest to each of a question's vectors."""

        def find(asked: tuple[Part, Floats]) -> Ids:
            part, vector = asked
            return part.search(vector, _BEST_OF_EACH, among=None, without=without, by_picture=False).photo_ids

        vectors = [(one.part, vector) for one in parts for vector in one.vectors]
        return np.concatenate(_for_each(self._each, find, vectors))

    def _near(
        self,
        parts: list[AskedPart],
        census: _Census,
        count: int,
        among: Ids | None,
        without: Ids,
        tuning: Tuning | None = None,
    ) -> Standing:
        """Return what is nearest to a picture, without looking at every photo."""
        reference = self._reference(parts)

        def find(one: AskedPart) -> tuple[Ids, Floats]:
            found = one.part.search(one.vectors[0], count, among=among, without=without, by_picture=True)
            return found.photo_ids, on_one_scale(found.cosines[None], one, reference, self._anchors)

        near = merged(_for_each(self._each, find, parts))
        near = Survey(near.ids, near.cosines.clip(-1, 1))
        sample = self._anchors.sample(reference.part.member)
        background = robust_background(sample @ reference.vectors[0])
        best = float(near.cosines.max()) if len(near.ids) else None
        embedded = census.coverage.embedded
        prior = self._prior(parts, for_pictures=True)
        line = self._line(parts, background, best, embedded, prior=prior, tuning=tuning, for_pictures=True)
        return Standing(near, line)

    def _line(
        self,
        parts: list[AskedPart],
        background: Background,
        best: float | None,
        photos: int,
        *,
        prior: Background | None = None,
        tuning: Tuning | None = None,
        for_pictures: bool = False,
    ) -> Line:
        tuning = tuning or self._tuned(parts)
        return find_line(
            background, best, photos, prior=prior, temperature=tuning.temperature, for_pictures=for_pictures
        )

    def _prior(self, parts: list[AskedPart], *, for_pictures: bool = False) -> Background | None:
        """Return where the reference's cosines lie for any words, or any pictures."""
        member = self._reference(parts).part.member
        sample = self._anchors.sample(member)
        key = member.space_id, for_pictures
        known = self._priors.get(key)
        if known is None or known[0] is not sample:
            probes = sample[:_PICTURES] if for_pictures else self._probes(member.space_id)
            known = self._priors[key] = sample, None if probes is None else prior_of(probes, sample)
        return known[1]

    def _strictness(self, parts: list[AskedPart], options: SearchOptions) -> float:
        chosen = options.strictness
        if chosen is None and parts:
            chosen = self._tuned(parts).strictness
        return MIDDLE_STRICTNESS if chosen is None else chosen

    def _tuned(self, parts: list[AskedPart]) -> Tuning:
        return self._tuning(self._reference(parts).part.member.space_id) or Tuning()

    def _reference(self, parts: list[AskedPart]) -> AskedPart:
        preferred = None if self._lineup is None else self._lineup.reference
        return next((one for one in parts if one.part.member is preferred), parts[0])

    def _hits(self, ranking: Ranking, scores: npt.NDArray[np.generic]) -> tuple[Hit, ...]:
        facts = self._catalog.photos.facts(ranking.ids.tolist())
        columns = (ranking.ids.tolist(), ranking.cosines.tolist(), ranking.matches.tolist(), ranking.by_name.tolist())
        return tuple(
            Hit(
                photo_id=photo_id,
                cosine=cosine if cosine == cosine else 0.0,  # noqa: PLR0124 - only NaN differs from itself
                score=float(score),
                matches=matches,
                by_name=named,
                **facts[photo_id]._asdict(),
            )
            for photo_id, cosine, matches, named, score in zip(*columns, scores, strict=True)
            # Between the question and the facts another thread may have removed the photo.
            if photo_id in facts
        )

    def _folded(self, hits: tuple[Hit, ...], parts: list[AskedPart]) -> tuple[Hit, ...]:
        """Fold near-duplicates among the first of those that match."""
        if not parts:
            return hits
        index = self._reference(parts).part.member.index()
        first = [hit for hit in hits[:_FOLDED_AMONG] if hit.matches]
        known = index.has(np.array([hit.photo_id for hit in first], np.int64))
        first = [hit for hit, is_known in zip(first, known, strict=True) if is_known]
        vectors = index.vectors(np.array([hit.photo_id for hit in first], np.int64))
        folded = {
            first[leader].photo_id: tuple(first[other].photo_id for other in others)
            for leader, *others in fold([hit.taken for hit in first], vectors)
            if others
        }
        hidden = {photo_id for others in folded.values() for photo_id in others}
        return tuple(
            replace(hit, folded=folded[hit.photo_id]) if hit.photo_id in folded else hit
            for hit in hits
            if hit.photo_id not in hidden
        )

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


def _for_each(each: Each, work: Callable[[T], R], things: list[T]) -> list[R]:
    return [work(things[0])] if len(things) == 1 else list(each(work, things))


def _largest(values: Floats, count: int) -> npt.NDArray[np.intp]:
    """Return the places of the `count` largest values, in no order."""
    return np.arange(len(values)) if len(values) <= count else np.argpartition(values, -count)[-count:]
