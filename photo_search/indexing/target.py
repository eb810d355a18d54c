"""The model space that a run fills, and how pictures become its vectors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from photo_search.errors import ModelUnusable
from photo_search.models.recipes import ImageRecipe

MODEL_BATCH = 4
"""Larger batches gain nothing on a CPU."""

Vector = npt.NDArray[np.float32]


class ImageEncoder(Protocol):
    """The part of an encoder that indexing needs."""

    def encode_images(self, pixels: npt.NDArray[np.uint8]) -> Vector:
        """Turn pixels (uint8 [B, S, S, 3]) into unit vectors (float32 [B, D])."""


def nothing_given(_content_hash: bytes) -> Vector | None:
    """Know no photo's vector beforehand."""
    return None


@dataclass(frozen=True, slots=True)
class Target:
    """A model space: its id in the catalog, and what its images want.

    `given` returns the vector of a photo's content where it is known already, so that the model need not look.
    """

    space_id: int
    recipe: ImageRecipe
    encoder: ImageEncoder
    given: Callable[[bytes], Vector | None] = nothing_given

    def vectors(self, model_inputs: Sequence[bytes]) -> list[Vector | ModelUnusable]:
        """Return for each picture (uint8 [S, S, 3], row by row) its vector, or why it has none.

        Where a batch fails one picture may be at fault: then each is tried alone.
        """
        if not model_inputs:
            return []
        side = self.recipe.size
        pixels = np.frombuffer(b"".join(model_inputs), np.uint8).reshape(-1, side, side, 3)
        try:
            return list(self.encoder.encode_images(pixels))
        except ModelUnusable as error:
            if len(model_inputs) == 1:
                return [error]
        return [outcome for one in model_inputs for outcome in self.vectors([one])]
