"""The JSON documents of what explains and remembers: explain, what, have, tune, saved, history, suggest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import numpy as np
import numpy.typing as npt

from photo_search.cli.documents import Document, hit, path_fields
from photo_search.insight.records import ConceptWord, Explanation, Have, HeatMap, Likeness, ScoreHistogram
from photo_search.records import Asked, Photo, SavedSearch, Suggestion, Tuning


def explanation(why: Explanation, heat: HeatMap | None) -> Document:
    """Return why a photo is, or is not, in an answer."""
    return {
        "query": why.query,
        "model": why.model,
        "photo": why.photo_id,
        **path_fields(why.path),
        "cosine": _rounded(why.cosine),
        "score": _rounded(why.score),
        "line": _rounded(why.line),
        "matches": why.matches,
        "by_name": [asdict(match) for match in why.by_name],
        "parts": [
            {
                "what": part.what,
                "kind": part.kind.value,
                "weight": part.weight,
                "cosine": _rounded(part.cosine),
                "score": _rounded(part.score),
            }
            for part in why.parts
        ],
        "facts": [asdict(fact) for fact in why.facts],
        "nearest": words(why.nearest),
        "notices": list(why.notices),
        "heat_map": None
        if heat is None
        else {"values": _list(heat.values), "box": list(heat.box), "drop": round(heat.drop, 6), "calls": heat.calls},
    }


def words(found: Sequence[ConceptWord]) -> list[Document]:
    """Return everyday words with their scores."""
    return [{"word": one.word, "score": round(one.score, 6)} for one in found]


def what(name: str, found: Sequence[ConceptWord]) -> Document:
    """Return what a photo shows."""
    return {"photo": name, "words": words(found)}


def had(found: Sequence[Have]) -> Document:
    """Return what the library has of pictures from outside."""
    return {
        "files": [
            {
                **path_fields(one.path),
                "verdict": one.verdict.value,
                "width": one.width,
                "height": one.height,
                "taken": None if one.taken is None else one.taken.isoformat(),
                "same": None if one.same is None else _photo(one.same),
                "near": [_likeness(near) for near in one.near],
                "similar": [_likeness(similar) for similar in one.similar],
            }
            for one in found
        ]
    }


def tuning(kept: Tuning, histogram: ScoreHistogram | None) -> Document:
    """Return how a model is tuned, and how the library scores for a question."""
    return {
        "temperature": kept.temperature,
        "strictness": kept.strictness,
        "histogram": None
        if histogram is None
        else {
            "query": histogram.query,
            "model": histogram.model,
            "edges": _list(histogram.edges),
            "counts": histogram.counts.tolist(),
            "cosine_edges": _list(histogram.cosine_edges),
            "cosine_counts": histogram.cosine_counts.tolist(),
            "line": _rounded(histogram.line),
            "cosine_line": _rounded(histogram.cosine_line),
            "temperature": _rounded(histogram.temperature),
            "strictness": histogram.strictness,
            "matching": histogram.matching,
            "photos": histogram.photos,
            "above": [hit(found) for found in histogram.above],
            "below": [hit(found) for found in histogram.below],
        },
    }


def saved_searches(listed: Sequence[SavedSearch]) -> Document:
    """Return the saved searches."""
    return {
        "saved": [
            {
                "name": one.name,
                "text": one.text,
                "concept": one.is_concept,
                "pinned": one.pinned,
                "added": one.added.isoformat(),
            }
            for one in listed
        ]
    }


def history(asked: Sequence[Asked]) -> Document:
    """Return what was asked before."""
    return {
        "history": [
            {"text": one.text, "times": one.times, "matching": one.matching, "last_asked": one.last_asked.isoformat()}
            for one in asked
        ]
    }


def suggestions(found: Sequence[Suggestion]) -> Document:
    """Return how a search may go on."""
    return {"suggestions": [asdict(one) for one in found]}


def _photo(photo: Photo) -> Document:
    taken = photo.content.metadata.taken
    return {
        "photo": photo.photo_id,
        "taken": None if taken is None else taken.isoformat(),
        "width": photo.content.width,
        "height": photo.content.height,
        "bytes": photo.content.byte_size,
        "files": [{**path_fields(file.path), "missing": file.missing, "offline": file.offline} for file in photo.files],
    }


def _likeness(one: Likeness) -> Document:
    return {**_photo(one.photo), "cosine": round(one.cosine, 6), "difference": _rounded(one.difference)}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


def _list(values: npt.NDArray[np.floating]) -> list[object]:
    rounded: list[object] = np.round(values.astype(np.float64), 6).tolist()
    return rounded
