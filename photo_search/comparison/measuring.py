"""Measures models over a folder of photos: what each finds, what it costs, and where their answers differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from photo_search.comparison.answers import Answers, choose_answers
from photo_search.comparison.candidates import Candidate
from photo_search.comparison.captions import Captioned
from photo_search.comparison.gallery import Gallery, Quality, common_gallery, measure_quality
from photo_search.comparison.phrases import phrases_of
from photo_search.comparison.reading import Photo, Reading, Watch, read_with, thumbnails
from photo_search.errors import ComparisonUnusable
from photo_search.models.spec import ModelSpec


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured of a model; times are medians in milliseconds, sizes in bytes.

    `photo_ms` and `question_ms` are the model's own work; `answer_ms` is a whole answer, from words to photos, and
    `photos_per_s` the speed of reading, decoding included. `memory_bytes` is the peak of a process that has the
    model open. `failed` counts files that gave no picture.
    """

    title: str
    spec: ModelSpec
    quality: Quality
    photo_ms: float
    question_ms: float
    open_ms: float
    answer_ms: float
    photos_per_s: float
    memory_bytes: int
    disk_bytes: int
    failed: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Models over the same photos; what is counted are the photos that every model read.

    `captions` and `labels` count what was asked of them; `thumbnails` and `names` (of files) are of the photos in
    `answers`.
    """

    folder: Path
    photos: int
    captions: int
    labels: int
    figures: tuple[Figures, ...]
    answers: tuple[Answers[Photo], ...]
    thumbnails: Mapping[Photo, bytes]
    names: Mapping[Photo, bytes]


def compare_models(
    folder: Path,
    candidates: Sequence[Candidate],
    *,
    captioned: Sequence[Captioned] = (),
    words: Sequence[str] = (),
    watch: Watch = lambda _, run: run.result(),
) -> Comparison:
    """Have each model read the photos in `folder`, and measure it; the first is what the others are compared with.

    Nobody's library is touched. Answers to `words` are kept to be looked at; without any, to captions and labels.
    Takes as long as reading the folder with each model. Raises ModelUnusable, FolderUnusable, StorageFull, or
    ComparisonUnusable if there is no photo to compare with.
    """
    phrases = phrases_of(captioned, words)
    with TemporaryDirectory(prefix="photo_search-", ignore_cleanup_errors=True) as scratch:
        readings = [
            read_with(candidate, folder, phrases, Path(scratch) / str(number), watch)
            for number, candidate in enumerate(candidates)
        ]
        gallery = common_gallery(readings, phrases)
        if not gallery.photos:
            raise ComparisonUnusable("No photo could be read by every model.", "Name a folder with photos.")
        answers = choose_answers(gallery, phrases)
        shown = {photo for each in answers for some in each.photos for photo in some}
        pictures = thumbnails(readings[0].library, sorted(shown))
    return Comparison(
        folder=folder,
        photos=len(gallery.photos),
        captions=len(gallery.owner),
        labels=len(gallery.relevant),
        figures=tuple(_figures(reading, gallery, number) for number, reading in enumerate(readings)),
        answers=answers,
        thumbnails=pictures,
        names={photo: file for file, photo in readings[0].files.items() if photo in shown},
    )


def _figures(reading: Reading, gallery: Gallery, number: int) -> Figures:
    return Figures(
        title=reading.candidate.title,
        spec=reading.candidate.spec,
        quality=measure_quality(gallery, number),
        photo_ms=reading.cost.photo_ms,
        question_ms=reading.cost.question_ms,
        open_ms=reading.cost.open_ms,
        answer_ms=reading.answer_ms,
        photos_per_s=reading.photos_per_s,
        memory_bytes=reading.cost.memory_bytes,
        disk_bytes=reading.disk_bytes,
        failed=reading.failed,
    )
