"""The photos that every model read, with what each model made of them, and how well that fits what people wrote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from photo_search.comparison.metrics import Share, average_precision, mean_share, photo_ranks, text_ranks
from photo_search.comparison.phrases import Phrases
from photo_search.comparison.reading import Photo, Reading, Vectors

DEPTHS = (1, 5, 10)

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Sight:
    """One model's vectors of the gallery's photos, of the captions and labels that are asked, and of the words."""

    photos: Vectors
    captions: Vectors
    labels: Vectors
    words: Vectors


@dataclass(frozen=True, slots=True)
class Gallery:
    """Photos, and what is known of them.

    `caption_rows` and `label_rows` say which of the phrases are asked: those of photos that are there, and labels
    that some described photos have and others lack. `owner` is the row of each such caption's photo, `relevant` [L, P]
    which photos have the label, `described` [P] which photos count for labels.
    """

    photos: tuple[Photo, ...]
    sights: tuple[Sight, ...]
    caption_rows: npt.NDArray[np.int64]
    owner: npt.NDArray[np.int64]
    label_rows: npt.NDArray[np.int64]
    relevant: Bools
    described: Bools


@dataclass(frozen=True, slots=True)
class Measures:
    """Recall at DEPTHS of captions' photos and of photos' captions, and the mean average precision of labels.

    Each is None where nobody wrote captions, or labels.
    """

    text_to_photo: tuple[Share, ...] | None
    photo_to_text: tuple[Share, ...] | None
    mean_precision: Share | None


@dataclass(frozen=True, slots=True)
class Quality(Measures):
    """A model's measures, and their difference to the first model's over the same phrases; None for the first."""

    gain: Measures | None


def common_gallery(readings: Sequence[Reading], phrases: Phrases) -> Gallery:
    """Return what all models read, with the phrases that can be asked about it."""
    photos = tuple(photo for photo in readings[0].rows if all(photo in other.rows for other in readings))
    place = {photo: row for row, photo in enumerate(photos)}
    at = {file: place[photo] for file, photo in readings[0].files.items() if photo in place}
    caption_rows = np.array([row for row, file in enumerate(phrases.caption_files) if file in at], np.int64)
    described = np.zeros(len(photos), np.bool_)
    described[[at[file] for file in phrases.described if file in at]] = True
    relevant = np.zeros((len(phrases.labels), len(photos)), np.bool_)
    for row, files in enumerate(phrases.labelled):
        relevant[row, [at[file] for file in files if file in at]] = True
    counts = relevant.sum(axis=1)
    label_rows = np.flatnonzero((counts > 0) & (counts < described.sum()))
    return Gallery(
        photos,
        tuple(
            Sight(
                reading.photos[[reading.rows[photo] for photo in photos]],
                reading.captions[caption_rows],
                reading.labels[label_rows],
                reading.words,
            )
            for reading in readings
        ),
        caption_rows,
        np.array([at[phrases.caption_files[row]] for row in caption_rows], np.int64),
        label_rows,
        relevant[label_rows],
        described,
    )


def measure_quality(gallery: Gallery, number: int) -> Quality:
    """Return how well the model with this number finds what people wrote, also in comparison to the first."""
    mine = _outcome(gallery, gallery.sights[number])
    measures = _measures(mine, gallery.owner)
    gain = None if number == 0 else _measures(mine.less(_outcome(gallery, gallery.sights[0])), gallery.owner)
    return Quality(measures.text_to_photo, measures.photo_to_text, measures.mean_precision, gain)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """For each of DEPTHS and each caption (photo), whether its photo (caption) was found; each label's precision."""

    photo_found: npt.NDArray[np.float64]
    text_found: npt.NDArray[np.float64]
    precisions: npt.NDArray[np.float64]

    def less(self, other: _Outcome) -> _Outcome:
        """Return by how much this is more than `other`."""
        return _Outcome(
            self.photo_found - other.photo_found,
            self.text_found - other.text_found,
            self.precisions - other.precisions,
        )


def _outcome(gallery: Gallery, sight: Sight) -> _Outcome:
    depths = np.array(DEPTHS)[:, None]
    captioned, owner = np.unique(gallery.owner, return_inverse=True)
    cosines = sight.labels @ sight.photos[gallery.described].T
    relevant = gallery.relevant[:, gallery.described]
    return _Outcome(
        (photo_ranks(sight.photos, sight.captions, gallery.owner) < depths).astype(np.float64),
        (text_ranks(sight.photos[captioned], sight.captions, owner) < depths).astype(np.float64),
        np.array([average_precision(row, of) for row, of in zip(cosines, relevant, strict=True)], np.float64),
    )


def _measures(outcome: _Outcome, owner: npt.NDArray[np.int64]) -> Measures:
    return Measures(
        tuple(mean_share(found, owner) for found in outcome.photo_found) if len(owner) else None,
        tuple(mean_share(found) for found in outcome.text_found) if len(owner) else None,
        mean_share(outcome.precisions) if len(outcome.precisions) else None,
    )
