"""Measures the features of searching with several models, on photos that somebody described."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from photo_search.comparison.candidates import Candidate
from photo_search.comparison.captions import Captioned
from photo_search.errors import ComparisonUnusable
from photo_search.indexing.run import IndexRun
from photo_search.quality.features import Figure, measure_features
from photo_search.quality.halves import divide, opened_half
from photo_search.records import IndexReport

Watch = Callable[[Candidate, IndexRun], IndexReport]
"""Follows a model's index run to its end."""

_FEWEST = 8


@dataclass(frozen=True, slots=True)
class ModelQuality:
    """A model's figures; `tuned_on` and `photos` count the photos of the two halves that it could read."""

    title: str
    tuned_on: int
    photos: int
    figures: tuple[Figure, ...]


def measure_quality(
    candidates: Sequence[Candidate],
    captioned: Sequence[Captioned],
    *,
    watch: Watch = lambda _, run: run.result(),
) -> list[ModelQuality]:
    """Return the figures of each model. Nobody's library is touched, no photo changed.

    Takes as long as reading the photos with each model, and as some thousand questions. Raises ModelUnusable,
    StorageFull, or ComparisonUnusable for too few photos or ones that can't be read.
    """
    if len(captioned) < _FEWEST:
        raise ComparisonUnusable(
            f"{len(captioned)} described photos are too few to measure with.", f"Describe {_FEWEST} or more."
        )
    return [_measure(candidate, captioned, watch) for candidate in candidates]


def _measure(candidate: Candidate, captioned: Sequence[Captioned], watch: Watch) -> ModelQuality:
    first, second = divide(captioned)
    with (
        TemporaryDirectory(prefix="photo_search-", ignore_cleanup_errors=True) as scratch,
        opened_half(candidate.spec, first, Path(scratch) / "tuning", lambda run: watch(candidate, run)) as tuning,
        opened_half(
            candidate.spec, second, Path(scratch) / "reporting", lambda run: watch(candidate, run)
        ) as reporting,
    ):
        figures = tuple(measure_features(tuning, reporting, candidate.spec))
        return ModelQuality(candidate.title, len(tuning.ids), len(reporting.ids), figures)
