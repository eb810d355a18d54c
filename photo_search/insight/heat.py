"""Where in a photo a model sees what was asked for: hides it patch by patch, and looks how much is lost.

Source: M. Zeiler, R. Fergus, "Visualizing and Understanding Convolutional Networks", ECCV 2014, section 4.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from photo_search.models.recipes import Fit, ImageRecipe

Pixels = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]

STEPS = 7
"""Patches along each side: 49 pictures, and one of the whole."""

_PATCH = 0.25
"""The side of a patch, as a part of the picture's: neighbours overlap, so that no edge of theirs goes unseen."""

FINENESS = 28
"""Rows and columns of a map."""

_SMOOTH = 0.06
"""Standard deviation of the smoothing, as a part of the picture's side: about half the distance of two patches."""

_FAINT = 0.02
"""A drop of the cosine that is no more than what hiding anything at all does; a map's 1 is this at least."""


@dataclass(frozen=True, slots=True)
class Occlusion:
    """The patches over a square picture of `side` pixels."""

    side: int

    @property
    def corners(self) -> list[tuple[int, int]]:
        """The top and left edge of every patch, row by row."""
        edges = np.linspace(0, self.side - self.width, STEPS).round().astype(int).tolist()
        return [(top, left) for top in edges for left in edges]

    @property
    def width(self) -> int:
        """The side of a patch in pixels."""
        return max(1, round(_PATCH * self.side))

    def hidden(self, pixels: Pixels, grey: tuple[int, int, int], batch: int) -> Iterator[Pixels]:
        """Yield the picture, uint8 [side, side, 3], with one patch hidden at a time: uint8 [batch or less, ...]."""
        corners = self.corners
        for first in range(0, len(corners), batch):
            some = corners[first : first + batch]
            pictures = np.repeat(pixels[None], len(some), axis=0)
            for picture, (top, left) in zip(pictures, some, strict=True):
                picture[top : top + self.width, left : left + self.width] = grey
            yield pictures

    def spread(self, drops: npt.NDArray[np.floating]) -> Floats:
        """Return a map, float32 [FINENESS, FINENESS], 0..1, of what hiding each patch took away, [STEPS * STEPS].

        A cell is the mean of the patches that cover it, smoothed; what hiding adds to the cosine counts as nothing.
        """
        total = np.zeros((FINENESS, FINENESS))
        cover = np.zeros((FINENESS, FINENESS))
        scale = FINENESS / self.side
        for (top, left), drop in zip(self.corners, drops, strict=True):
            rows = slice(round(top * scale), max(round((top + self.width) * scale), round(top * scale) + 1))
            columns = slice(round(left * scale), max(round((left + self.width) * scale), round(left * scale) + 1))
            total[rows, columns] += drop
            cover[rows, columns] += 1
        smooth = _smoothing()
        heat = smooth @ (total / np.maximum(cover, 1)) @ smooth.T
        return np.clip(heat / max(float(heat.max()), _FAINT), 0, 1).astype(np.float32)


def grey_of(recipe: ImageRecipe) -> tuple[int, int, int]:
    """Return the colour that reaches the model as zero: it says nothing."""
    red, green, blue = (min(max(round(mean / recipe.scale), 0), 255) for mean in recipe.mean)
    return red, green, blue


def seen_part(width: int, height: int, recipe: ImageRecipe) -> tuple[float, float, float, float]:
    """Return the part of a photo that a model looks at: left, top, right, bottom as parts of its sides."""
    if recipe.fit is Fit.SQUASH or not width or not height:
        return 0.0, 0.0, 1.0, 1.0
    side = min(width, height) * recipe.size / recipe.resize
    left, top = (width - side) / 2 / width, (height - side) / 2 / height
    return left, top, 1 - left, 1 - top


def _smoothing() -> npt.NDArray[np.float64]:
    """Return the matrix of a Gaussian blur along one side, [FINENESS, FINENESS], each row adding up to 1."""
    place = np.arange(FINENESS) / FINENESS
    weights = np.exp(-0.5 * ((place[:, None] - place[None]) / _SMOOTH) ** 2)
    matrix: npt.NDArray[np.float64] = weights / weights.sum(axis=1, keepdims=True)
    return matrix
