"""Several model spaces that answer together: each photo is answered by the first that has it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from photo_search.catalog.catalog import Catalog
from photo_search.catalog.embeddings import SpaceState
from photo_search.searching.exact_index import ExactIndex
from photo_search.searching.scan import Each
from photo_search.searching.vector_index import Floats, Ids, Matches, VectorIndex

_FEW = 0.02
"""Up to this part of an index its rows are gathered; from there on a scan of a copy, or of all, is quicker."""

_SHRUNK = 0.75
"""A copy is made anew when no more than this part of it is still of use: so a scan sees at most a third too many."""

_COPIED_AT_MOST = 300_000
"""Photos; a copy of more takes more memory than it is worth."""

_SPARE = 16


@dataclass(frozen=True, eq=False, slots=True)
class Member:
    """One space of a lineup. `picture_index` holds the same photos as `index`, and may be quicker for pictures.

    With fewer photos than `leads_from` it stands behind all others, whatever its place is.
    """

    space_id: int
    model: str
    index: Callable[[], ExactIndex]
    picture_index: Callable[[], VectorIndex]
    leads_from: int = 0


class Part:
    """What one member answers for: everything that it has, or only `alone`, which no member before it has."""

    def __init__(self, member: Member, alone: Ids | None, narrow: ExactIndex | None = None) -> None:
        self.member = member
        self.alone = alone
        self._narrow = narrow

    def search(self, query: Floats, k: int, *, among: Ids | None, without: Ids, by_picture: bool) -> Matches:
        """Return the nearest photos that are this part's to answer; see `VectorIndex.search`."""
        if self.alone is None:
            index = self.member.picture_index() if by_picture else self.member.index()
            return index.search(query, k, among=among, without=without)
        exact = self.member.index()
        if among is not None or len(self.alone) <= _FEW * len(exact):
            mine = self.alone if among is None else np.intersect1d(self.alone, among, assume_unique=True)
            return exact.search(query, k, among=mine, without=without)
        # To look at a few more and leave out those of others costs less than to mark half of all rows.
        exact = self._narrow or exact
        more = k * len(exact) // len(self.alone) + _SPARE
        found = exact.search(query, more, without=without)
        ours = _among(found.photo_ids, self.alone)
        if np.count_nonzero(ours) < k and len(found.photo_ids) == more:
            return exact.search(query, k, among=self.alone, without=without)
        return Matches(found.photo_ids[ours][:k], found.cosines[ours][:k])

    def has(self, photo_ids: Ids) -> npt.NDArray[np.bool_]:
        """Return which of these photos are this part's to answer, bool [n]."""
        return self.member.index().has(photo_ids) if self.alone is None else _among(photo_ids, self.alone)

    def scores(self, queries: Floats, *, among: Ids | None = None, each: Each = map) -> tuple[Ids, Floats]:
        """Return the photos that are this part's to answer, int64 [n], and their cosines to `queries`: [g, n].

        See `ExactIndex.scores` for `among` and `each`.
        """
        if self.alone is None:
            return self.member.index().scores(queries, among=among, each=each)
        exact = self._narrow or self.member.index()
        if among is None and len(self.alone) <= _FEW * len(exact):
            return exact.scores(queries, among=self.alone, each=each)
        ids, cosines = exact.scores(queries, among=among, each=each)
        ours = _among(ids, self.alone)
        return ids[ours], cosines[:, ours]


class _Rest(NamedTuple):
    """What a member has alone, and the states of its space and of those before it for which that holds."""

    alone: Ids
    state: SpaceState
    removals_before: tuple[tuple[int, int], ...]


class Lineup:
    """Divides the library's photos among the members. Not for several threads at once.

    Scores are given on the scale of `reference`, one of the members.
    """

    def __init__(self, catalog: Catalog, members: Sequence[Member], reference: Member) -> None:
        self._catalog = catalog
        self._members = tuple(members)
        self.reference = reference
        self._rests: dict[int, _Rest] = {}
        self._narrow: dict[int, tuple[ExactIndex, ExactIndex]] = {}

    def parts(self) -> list[Part]:
        """Return what each member answers for now; members with nothing to add are left out, and stay unloaded.

        The cost depends on what changed since the last call.
        """
        states = {member.space_id: self._catalog.embeddings.state(member.space_id) for member in self._members}
        ready = [m for m in self._members if states[m.space_id].embeddings >= m.leads_from]
        order = [*ready, *(m for m in self._members if m not in ready)]
        parts = [Part(order[0], None)]
        photos, embedded, _, _ = self._catalog.photos.counts(order[0].space_id)
        for number, member in enumerate(order[1:], 1):
            if number == 1 and embedded >= photos:
                break
            rest = self._rest(member, states, order[:number], parts)
            self._rests[member.space_id] = rest
            if len(rest.alone):
                parts.append(Part(member, rest.alone, self._narrowed(member, rest.alone)))
        return parts

    def _rest(
        self, member: Member, states: dict[int, SpaceState], before: Sequence[Member], parts: Sequence[Part]
    ) -> _Rest:
        """Return what only `member` has. While spaces only grow, the last answer is brought up to date."""
        state = states[member.space_id]
        removals = tuple((earlier.space_id, states[earlier.space_id].removals) for earlier in before)
        last = self._rests.get(member.space_id)
        if last is None or last.removals_before != removals or last.state.removals != state.removals:
            alone = self._catalog.gaps.only_in(member.space_id, [earlier.space_id for earlier in before])
            return _Rest(alone, state, removals)
        alone = last.alone
        if last.state.last_id != state.last_id:
            alone = np.union1d(alone, self._catalog.embeddings.photos_after(member.space_id, last.state.last_id))
        for part in parts:  # Who is left out before has nothing that these don't have.
            if len(alone):
                alone = alone[~part.member.index().has(alone)]
        return _Rest(alone, state, removals)

    def _narrowed(self, member: Member, alone: Ids) -> ExactIndex | None:
        """Return a copy of the index that holds `alone` and little else, where it pays."""
        exact = member.index()
        if not _FEW * len(exact) < len(alone) <= min(_SHRUNK * len(exact), _COPIED_AT_MOST):
            self._narrow.pop(member.space_id, None)
            return None
        base, narrow = self._narrow.get(member.space_id, (None, exact))
        if base is not exact or len(alone) <= _SHRUNK * len(narrow) or not narrow.has(alone).all():
            narrow = exact.part(alone)
            self._narrow[member.space_id] = (exact, narrow)
        return narrow


def _among(ids: Ids, ascending: Ids) -> npt.NDArray[np.bool_]:
    place = np.searchsorted(ascending, ids).clip(max=max(len(ascending) - 1, 0))
    return ascending[place] == ids if len(ascending) else np.zeros(len(ids), np.bool_)
