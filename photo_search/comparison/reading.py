"""One model reads a folder of photos into a library of its own; what it saw, found, and took is kept."""

from __future__ import annotations

import os
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from photo_search.comparison.candidates import Candidate
from photo_search.comparison.cost import Cost, disk_bytes, measure_cost
from photo_search.comparison.phrases import Phrases
from photo_search.errors import ComparisonUnusable
from photo_search.indexing.indexer import IndexOptions
from photo_search.indexing.run import IndexRun
from photo_search.library import Library
from photo_search.library_files import open_files
from photo_search.models.encoder import Encoder
from photo_search.models.spec import ModelSpec
from photo_search.paths import display_path
from photo_search.records import IndexReport

Photo = bytes
"""A photo's content hash: what it is called in each model's library alike."""

Vectors = npt.NDArray[np.float32]

Watch = Callable[[Candidate, IndexRun], IndexReport]
"""Follows a model's index run to its end."""

_FRESH = 20


@dataclass(frozen=True, slots=True)
class Reading:
    """What a model made of a folder. `rows` says where a photo stands in `photos`, float32 [P, D].

    `files` are the absolute paths of the photos; `captions`, `labels` and `words` hold the vectors of the phrases, in
    their order. `answer_ms` is the median time of a whole answer to words that the model had not met.
    """

    candidate: Candidate
    library: Path
    rows: Mapping[Photo, int]
    photos: Vectors
    files: Mapping[bytes, Photo]
    captions: Vectors
    labels: Vectors
    words: Vectors
    cost: Cost
    disk_bytes: int
    answer_ms: float
    photos_per_s: float
    failed: int


def read_with(candidate: Candidate, folder: Path, phrases: Phrases, library: Path, watch: Watch) -> Reading:
    """Have a model read `folder` into a new library at `library`, take down what it saw, and measure its cost.

    Raises ModelUnusable, FolderUnusable or StorageFull, and ComparisonUnusable if it read no photo.
    """
    spec = candidate.spec
    with Library.open(library, model=spec.folder) as opened:
        opened.add_folder(folder)
        report = watch(candidate, opened.index(options=IndexOptions(low_priority=False)))
        fresh = [*phrases.words, *phrases.captions][: _FRESH + 1]
        took = [opened.search(phrase).took_ms for phrase in fresh]
    if not report.embedded:
        where = display_path(os.fsencode(folder))
        raise ComparisonUnusable(f"“{candidate.title}” could read no photo in “{where}”.", "Name a folder with photos.")
    rows, photos, files = _seen(library, spec)
    with Encoder(spec) as encoder:
        captions, labels, words = (
            encoder.encode_texts(some) if some else np.empty((0, spec.dimension), np.float32)
            for some in (phrases.captions, phrases.label_phrases, phrases.words)
        )
    return Reading(
        candidate,
        library,
        rows,
        photos,
        files,
        captions,
        labels,
        words,
        measure_cost(spec),
        disk_bytes(spec),
        # The first answer also opens what the others use.
        answer_ms=statistics.median(took[1:]) if len(took) > 1 else took[0],
        photos_per_s=report.embedded / report.seconds,
        failed=report.failed,
    )


def thumbnails(library: Path, photos: Sequence[Photo]) -> dict[Photo, bytes]:
    """Return the thumbnails (JPEG, at most 512 px) of photos in a library that was read into."""
    files = open_files(library, read_only=True)
    try:
        found = {photo: files.thumbnails.get(photo) for photo in photos}
    finally:
        files.close()
    return {photo: data for photo, data in found.items() if data is not None}


def _seen(library: Path, spec: ModelSpec) -> tuple[dict[Photo, int], Vectors, dict[bytes, Photo]]:
    files = open_files(library, read_only=True)
    try:
        catalog = files.catalog
        space_id = catalog.embeddings.find_space(spec.space)
        blocks = [] if space_id is None else list(catalog.embeddings.blocks(space_id))
        ids = np.concatenate([block.photo_ids for block in blocks]).tolist()
        vectors = np.concatenate([block.vectors for block in blocks]).astype(np.float32)
        photos = catalog.photos.get(ids)
    finally:
        files.close()
    rows = {photo.content.content_hash: row for row, photo in enumerate(photos)}
    return rows, vectors, {file.path: photo.content.content_hash for photo in photos for file in photo.files}
