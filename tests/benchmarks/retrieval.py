"""How often the right photo, or the right caption, is among the first 1, 5 and 10, found by the library itself.

    python -m tests.benchmarks.retrieval PHOTO_FOLDER [--model FOLDER] [--json]

The folder holds photos and `captions.jsonl`, one object a line with `file` and `captions`. They are indexed into a
library of their own, which is asked for every caption; so decoding, storing and searching are part of what is
measured, as a person would meet it.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from photo_search.library import Library
from photo_search.models.spec import bundled_starter

DEPTHS = (1, 5, 10)


@dataclass(frozen=True, slots=True)
class Captioned:
    """A photo and the sentences that people wrote about it."""

    file: Path
    captions: tuple[str, ...]


def read_captions(folder: Path) -> list[Captioned]:
    lines = (folder / "captions.jsonl").read_text(encoding="utf-8").splitlines()
    entries = [json.loads(line) for line in lines]
    return [Captioned(folder / entry["file"], tuple(entry["captions"])) for entry in entries]


def recall(model: Path, photos: Path) -> dict[str, list[float]]:
    """Return the share of captions whose photo ("t2i"), and of photos of which a caption ("i2t"), is found."""
    entries = read_captions(photos)
    with tempfile.TemporaryDirectory() as scratch, Library.open(Path(scratch), model=model) as library:
        library.add_folder(photos)
        library.index().result()
        ranks = {"t2i": _ranks_of_photos(library, entries), "i2t": _ranks_of_captions(library, entries)}
    return {way: [float((found < depth).mean()) for depth in DEPTHS] for way, found in ranks.items()}


def _ranks_of_photos(library: Library, entries: list[Captioned]) -> np.ndarray:
    """Return, for each caption, how many photos the library thinks better of than of the right one."""
    ranks = []
    for entry in entries:
        for caption in entry.captions:
            hits = library.search(caption, limit=len(entries)).hits
            own = next(hit.cosine for hit in hits if hit.path == os.fsencode(entry.file.resolve()))
            ranks.append(sum(hit.cosine > own for hit in hits))
    return np.array(ranks)


def _ranks_of_captions(library: Library, entries: list[Captioned]) -> np.ndarray:
    """Return, for each photo, how many captions of others lie nearer to its stored vector than the best of its own."""
    texts = library._encoder.encode_texts([caption for entry in entries for caption in entry.captions])
    owner = np.repeat(np.arange(len(entries)), [len(entry.captions) for entry in entries])
    ranks = []
    for number, entry in enumerate(entries):
        photo_id = library._catalog.photos.id_at(os.fsencode(entry.file.resolve()))
        assert photo_id is not None
        cosines = texts @ library._examples.of_photo(photo_id)
        ranks.append(int((cosines > cosines[owner == number].max()).sum()))
    return np.array(ranks)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure retrieval over photos with captions.")
    parser.add_argument("photos", type=Path, help="folder with captions.jsonl")
    parser.add_argument("--model", type=Path, default=bundled_starter(), help="folder of the model")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    arguments = parser.parse_args()
    found = recall(arguments.model, arguments.photos)
    if arguments.json:
        print(json.dumps(found))
        return
    print(f"{'':<16}" + "".join(f"R@{depth:<7}" for depth in DEPTHS))
    for way, name in (("t2i", "text to image"), ("i2t", "image to text")):
        print(f"{name:<16}" + "".join(f"{share:<9.3f}" for share in found[way]))


if __name__ == "__main__":
    main()
