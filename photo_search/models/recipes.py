"""What a model wants to be fed: the facts of its image and text preprocessing, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


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
