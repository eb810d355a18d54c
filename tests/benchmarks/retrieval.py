"""How often the right photo, or the right caption, is among the first 1, 5 and 10: recall over a folder of photos.

    python -m tests.benchmarks.retrieval PHOTO_FOLDER [--model FOLDER] [--json]

The folder holds photos and `captions.jsonl`, one object a line with `file` and `captions`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps

from photo_search.models.encoder import Encoder
from photo_search.models.preprocessing import fit_image
from photo_search.models.recipes import ImageRecipe
from photo_search.models.spec import bundled_starter, read_spec

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


def squares(entries: list[Captioned], recipe: ImageRecipe) -> Iterator[npt.NDArray[np.uint8]]:
    for entry in entries:
        with Image.open(entry.file) as photo:
            upright = ImageOps.exif_transpose(photo).convert("RGB")
        yield np.asarray(fit_image(upright, recipe))[None]


def recall(model: Path, photos: Path) -> dict[str, list[float]]:
    """Return the share of captions whose photo ("t2i"), and of photos of which a caption ("i2t"), is found."""
    entries = read_captions(photos)
    with Encoder(read_spec(model)) as encoder:
        images = np.concatenate([encoder.encode_images(s) for s in squares(entries, encoder.spec.image)])
        texts = encoder.encode_texts([caption for entry in entries for caption in entry.captions])
    owner = np.repeat(np.arange(len(entries)), [len(entry.captions) for entry in entries])
    cosines = images @ texts.T
    own = owner[None, :] == np.arange(len(entries))[:, None]
    best_own = np.where(own, cosines, -np.inf).max(axis=1, keepdims=True)
    ranks = {"t2i": (cosines > cosines[own.argmax(axis=0), np.arange(len(owner))]).sum(axis=0)}
    ranks["i2t"] = (cosines > best_own).sum(axis=1)
    return {way: [float((found < depth).mean()) for depth in DEPTHS] for way, found in ranks.items()}


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
