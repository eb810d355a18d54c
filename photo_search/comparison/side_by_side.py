"""Two models of one library answer the same words."""

from __future__ import annotations

from dataclasses import dataclass

from photo_search.comparison.rankings import overlap, rank_changes, rank_correlation
from photo_search.errors import NoSuchModel
from photo_search.library import Library
from photo_search.model_spaces import SpaceStatus
from photo_search.records import Filters, SearchResult


@dataclass(frozen=True, slots=True)
class SideBySide:
    """What two models answer to the same words, and how the answers differ; see `rankings` for the figures."""

    words: str
    first: SearchResult
    second: SearchResult

    @property
    def overlap(self) -> float:
        """Which share of the photos is in both answers."""
        return overlap(*self._photos())

    @property
    def correlation(self) -> float:
        """How much the two orders agree: Kendall's tau."""
        return rank_correlation(*self._photos())

    @property
    def changes(self) -> list[int | None]:
        """By how many places each photo of the second answer stands higher than in the first; None where it isn't."""
        return rank_changes(*self._photos())

    def _photos(self) -> tuple[list[int], list[int]]:
        return [hit.photo_id for hit in self.first.hits], [hit.photo_id for hit in self.second.hits]


def ask_both(
    library: Library, words: str, first: str, second: str, filters: Filters | None = None, *, limit: int = 8
) -> SideBySide:
    """Ask two models, by name, the same words. Raises NoSuchModel or ModelUnusable."""
    answers = [library.search(words, filters, limit=limit, model=model) for model in (first, second)]
    return SideBySide(words, *answers)


def pair(library: Library, first: str | None, second: str | None) -> tuple[SpaceStatus, SpaceStatus]:
    """Return two models that know photos of the library: those named, else the answering one and the next.

    Raises NoSuchModel, also where there is no second one.
    """
    knowing = [one for one in library.models.status() if one.installed and one.photos]
    mine = library.models.find(first) if first is not None else knowing[0] if knowing else None
    other = library.models.find(second) if second is not None else next((one for one in knowing if one != mine), None)
    if mine is None or other is None or mine == other:
        raise NoSuchModel(
            "There are no two models that know photos of this library.",
            "Let another one learn a part of it with: photo-search models rollout 10% NAME",
        )
    return mine, other
