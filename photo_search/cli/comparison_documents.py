"""The JSON documents of the commands that compare models; README.md lists their fields."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from photo_search.cli.documents import Document, search_result
from photo_search.comparison.gallery import DEPTHS, Measures
from photo_search.comparison.measuring import Comparison, Figures
from photo_search.comparison.metrics import Share
from photo_search.comparison.preference import Preference
from photo_search.comparison.side_by_side import SideBySide
from photo_search.embedding_file import Loaded


def comparison(measured: Comparison) -> Document:
    """Return what `bench models` measured."""
    return {
        "photos": measured.photos,
        "captions": measured.captions,
        "labels": measured.labels,
        "models": [_figures(figures) for figures in measured.figures],
    }


def side_by_side(asked: Sequence[SideBySide]) -> Document:
    """Return the answers of `models compare`."""
    return {
        "questions": [
            {
                "words": one.words,
                "overlap": round(one.overlap, 4),
                "correlation": round(one.correlation, 4),
                "changes": one.changes,
                "answers": [search_result(one.first), search_result(one.second)],
            }
            for one in asked
        ]
    }


def preference(chosen: Preference, first: str, second: str) -> Document:
    """Return the tally of `models compare --blind`."""
    low, high = chosen.interval()
    return {
        "first": first,
        "second": second,
        "first_preferred": chosen.first,
        "second_preferred": chosen.second,
        "even": chosen.neither,
        "second_share": [round(low, 4), round(high, 4)],
        "shown": chosen.shown(),
        "sentence": chosen.sentence(first, second),
    }


def loaded(brought: Loaded) -> Document:
    """Return what `models load` brought."""
    return asdict(brought)


def _figures(figures: Figures) -> Document:
    spec = figures.spec
    return {
        "title": figures.title,
        "model": spec.name,
        "revision": spec.revision,
        "variant": spec.variant,
        "dimension": spec.dimension,
        "quality": _measures(figures.quality),
        "gain": None if figures.quality.gain is None else _measures(figures.quality.gain),
        "photo_ms": round(figures.photo_ms, 3),
        "question_ms": round(figures.question_ms, 3),
        "open_ms": round(figures.open_ms, 3),
        "answer_ms": round(figures.answer_ms, 3),
        "photos_per_s": round(figures.photos_per_s, 3),
        "memory_bytes": figures.memory_bytes,
        "disk_bytes": figures.disk_bytes,
        "failed": figures.failed,
    }


def _measures(measures: Measures) -> dict[str, Any]:
    return {
        "text_to_photo": _recalls(measures.text_to_photo),
        "photo_to_text": _recalls(measures.photo_to_text),
        "mean_average_precision": None if measures.mean_precision is None else _share(measures.mean_precision),
    }


def _recalls(shares: tuple[Share, ...] | None) -> dict[str, Any] | None:
    return None if shares is None else {f"R@{depth}": _share(s) for depth, s in zip(DEPTHS, shares, strict=True)}


def _share(share: Share) -> dict[str, float | None]:
    # With a single photo the margin is infinite, for which JSON has no number.
    return {"value": round(share.value, 6), "margin": round(share.margin, 6) if math.isfinite(share.margin) else None}
