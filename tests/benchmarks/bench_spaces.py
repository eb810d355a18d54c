"""What models side by side cost: going back, searching during a change-over, learning anew from thumbnails."""

from __future__ import annotations

import json
import os
import resource
import tempfile
import time
from pathlib import Path

import numpy as np
from PIL import Image

from photo_search.catalog.changes import Batch
from photo_search.indexing.from_thumbnail import input_from_thumbnail
from photo_search.indexing.indexer import IndexOptions
from photo_search.indexing.target import Target
from photo_search.library import Library
from photo_search.models.encoder import Encoder
from photo_search.models.spec import read_spec
from tests.benchmarks.bench_library import MANY, fill_library, large_photo
from tests.models.derived_model import derive_model

Row = dict[str, str | float]

NAME = "siglip2-base-p32-256"
"""A name of the catalogue: known to be better than the starter, so that it leads during the change-over."""

PHOTOS = Path(os.environ.get("PHOTO_SEARCH_TEST_PHOTOS", Path(__file__).parents[3] / "shared" / "photos"))
_TIMES = 25
_DIMENSION = 257
"""As near to the starter as a space of its own can be, so that a ratio tells nothing of dimensions."""


def rows() -> list[Row]:
    """Return one row for each thing measured; takes about three minutes."""
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        derive_model(root / "models" / NAME, _DIMENSION, name=NAME)
        agreement = _agreement() if PHOTOS.is_dir() else []
        mixed = _half_and_half(root) if PHOTOS.is_dir() else []
        return [*agreement, *mixed, _learning(root), *_change_over(root)]


def _agreement() -> list[Row]:
    """Compare vectors from thumbnails with those from the photos."""
    photos = [*PHOTOS.glob("coco-mini/*.jpg"), *PHOTOS.glob("free/*.jpg"), *PHOTOS.glob("cameras/*.jpg")]
    with tempfile.TemporaryDirectory() as scratch, Library.open(Path(scratch)) as library:
        for folder in ("coco-mini", "free", "cameras"):
            library.add_folder(PHOTOS / folder)
        library.index(options=IndexOptions(low_priority=False)).result()
        spec, encoder = library.spec, library.models.encoder()
        space_id = library._catalog.embeddings.find_space(spec.space)
        cosines = []
        for photo_id in range(1, len(photos) + 1):
            jpeg = library.thumbnail(photo_id)
            pixels = None if jpeg is None else input_from_thumbnail(jpeg, spec.image)
            stored = None if space_id is None else library._catalog.embeddings.vector(space_id, photo_id)
            if pixels is not None and stored is not None:
                (vector,) = Target(0, spec.image, encoder).vectors([pixels])
                cosines.append(float(np.dot(vector, stored)))  # type: ignore[arg-type]
    side = spec.image.size
    return [
        _row(f"cosine from thumbnail to from photo, {side} px, mean of {len(cosines)}", np.mean(cosines), None, ""),
        _row(f"cosine from thumbnail to from photo, {side} px, lowest", np.min(cosines), None, ""),
    ]


def _half_and_half(root: Path) -> list[Row]:
    """Ask for captions while each of two models, about equally good, answers for a half of the photos."""
    models = root / "equals"
    derive_model(models / NAME, name=NAME, noise=0.5, offset=1.0)
    folder = PHOTOS / "coco-mini"
    entries = [json.loads(line) for line in (folder / "captions.jsonl").read_text(encoding="utf-8").splitlines()]
    captions = [(caption, os.fsencode((folder / e["file"]).resolve())) for e in entries for caption in e["captions"]]

    def recall(library: Library, model: str | None) -> list[float]:
        places = []
        for caption, path in captions:
            found = [hit.path for hit in library.search(caption, limit=len(entries), model=model).hits]
            places.append(found.index(path))
        return [float(np.mean(np.array(places) < depth)) for depth in (1, 5, 10)]

    with Library.open(root / "halves", models=models) as library:
        library.add_folder(folder)
        library.index(options=IndexOptions(low_priority=False)).result()
        library.models.use(NAME, 0.5)
        library.index().result()
        library.models.use(NAME)
        mixed = recall(library, None)
        library.index().result()
        figures = {"the starter": recall(library, "starter"), "the other": recall(library, NAME), "half each": mixed}
    return [
        _row(f"coco-mini captions, recall@{depth}, {who}", value, None, "")
        for who, values in figures.items()
        for depth, value in zip((1, 5, 10), values, strict=True)
    ]


def _learning(root: Path) -> Row:
    """Return the CPU time a photo costs beyond the model when another model learns it from its thumbnail."""
    # What a run costs whatever it learns goes away in the difference.
    few, many = 20, 100
    per_photo = (_learning_s(root, many) - _learning_s(root, few)) / (many - few) * 1000
    with Encoder(read_spec(root / "models" / NAME)) as encoder:
        blank = np.zeros((4, encoder.spec.image.size, encoder.spec.image.size, 3), np.uint8)
        encoder.encode_images(blank)
        started = _cpu_s()
        for _ in range(25):
            encoder.encode_images(blank)
        inference = (_cpu_s() - started) / 100 * 1000
    return _row("learning a photo anew from its thumbnail, beyond the model", per_photo - inference, 5, "ms CPU")


def _learning_s(root: Path, count: int) -> float:
    folder = root / f"photos{count}"
    folder.mkdir()
    large_photo(folder / "0.jpg", 0)
    picture = Image.open(folder / "0.jpg").resize((1600, 1200))
    for number in range(count):
        # Another photo as far as the library knows; only thumbnails are read here.
        picture.rotate(number).save(folder / f"{number}.jpg", quality=80)
    with Library.open(root / f"learning{count}", models=root / "models") as library:
        library.add_folder(folder)
        library.index(options=IndexOptions(low_priority=False)).result()
        library.models.use(NAME)
        library.models.encoder(NAME).load_vision()
        started = _cpu_s()
        report = library.index(options=IndexOptions(low_priority=False)).result()
        spent = _cpu_s() - started
        if report.learned != count or report.switched_to != NAME:
            raise AssertionError(report)
    return spent


def _change_over(root: Path) -> list[Row]:
    place = root / "library"
    fill_library(root / "many", place)
    measured: list[Row] = []
    with Library.open(place, models=root / "models") as library:
        library.models.use(NAME)
        space_id = library._catalog.embeddings.find_space(read_spec(root / "models" / NAME).space)
        if space_id is None:
            raise AssertionError(NAME)
        order = np.random.default_rng(1).permutation(MANY)
        learned = 0
        for part in (0.25, 0.5, 0.75, 0.99):
            _learn(library, space_id, order[learned : int(part * MANY)])
            learned = int(part * MANY)
            alone, together = _questions_ms(library)
            name = f"new question to {MANY // 1000}k while another model knows {part:.0%} and leads"
            measured.append(_row(f"{name}, one model: {alone:.1f} ms", together / alone, 1.5, "x"))
        _learn(library, space_id, order[learned:])
        library._catalog.roles.take_over(space_id)
        library.search("a dog")
        started = time.perf_counter()
        library.models.back()
        measured.append(_row(f"going back at {MANY // 1000}k", time.perf_counter() - started, 0.2, "s"))
        started = time.perf_counter()
        result = library.search("a dog")
        measured.append(_row("and the first question after it", time.perf_counter() - started, None, "s"))
        if result.model != "starter":
            raise AssertionError(result.model)
    with Library.open(place, models=root / "models") as library:
        started = time.perf_counter()
        library.models.back()
        measured.append(_row("going back as the first thing after opening", time.perf_counter() - started, 0.2, "s"))
    return measured


def _learn(library: Library, space_id: int, numbers: np.ndarray) -> None:
    dice = np.random.default_rng(len(numbers))
    for start in range(0, len(numbers), 2000):
        batch = Batch(space_id)
        for number in numbers[start : start + 2000]:
            vector = dice.standard_normal(_DIMENSION).astype(np.float32)
            batch.vectors.append((int(number).to_bytes(20, "big"), vector / np.linalg.norm(vector)))
        library._catalog.write(batch).result()


def _questions_ms(library: Library) -> tuple[float, float]:
    """Return the time of a question that was never asked, encoders included: to one model alone, and to the lineup."""
    alone, together = [], []
    for number in range(_TIMES + 3):
        alone.append(library.search(f"a dog number {number} of {time.monotonic()}", model="starter").took_ms)
        together.append(library.search(f"a cat number {number} of {time.monotonic()}").took_ms)
    return float(np.median(alone[3:])), float(np.median(together[3:]))


def _cpu_s() -> float:
    usages = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def _row(name: str, measured: float, limit: float | None, unit: str) -> Row:
    row: Row = {"name": name, "measured": round(float(measured), 4), "unit": unit}
    return row if limit is None else {**row, "limit": limit}


if __name__ == "__main__":
    for row in rows():
        print(row)
