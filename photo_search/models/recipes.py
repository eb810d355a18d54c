"""What a model wants to be fed: the facts of its image and text preprocessing, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

PREPROCESSING_VERSION = 1
"""Part of every vector's identity: raised when the same photo reaches a model as other pixels than before."""


class Fit(Enum):
    """How a photo of any shape becomes a square."""

    SQUASH = "squash"
    """Both sides are resized to `size`; the shape is not kept."""

    CENTRE_CROP = "centre_crop"
    """The shorter side is resized to `resize`, then a square of `size` is cut from the middle."""


@dataclass(frozen=True, slots=True)
class ImageRecipe:
    """Steps from upright sRGB pixels to a model's input, from its `preprocessor_config.json`.

    `resample` is Pillow's number of the filter (2 bilinear, 3 bicubic). The input is
    `(pixel * scale - mean) / std` for each channel in the order R, G, B.
    """

    size: int
    fit: Fit
    resize: int
    resample: int
    scale: float
    mean: tuple[float, float, float]
    std: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class TextRecipe:
    """Steps from a phrase to a model's `length` token ids.

    `lower` and `strip_punctuation` (which also collapses white space) happen before `tokenizer.json` sees the
    phrase. `start`, `end` and `pad` name tokens of that file: the ids are start, phrase, end, then pad up to
    `length`; a phrase that is too long loses its tail, never its end token. Where `end` is None,
    `tokenizer.json` does all of this by itself.
    """

    length: int
    lower: bool = False
    strip_punctuation: bool = False
    start: str | None = None
    end: str | None = None
    pad: str | None = None
