"""The square pixels that a model looks at -> the numbers it is fed."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from photo_search.models.recipes import ImageRecipe


def to_input(pixels: npt.NDArray[np.uint8], recipe: ImageRecipe) -> npt.NDArray[np.float32]:
    """Return uint8 RGB pixels [B, S, S, 3] as contiguous float32 [B, 3, S, S].

    Equal to transformers' rescale and normalize to the last bit: each of the 256 values of a pixel is scaled in
    float64, rounded to float32 and normalised in float32, as there. Raises ValueError for another shape or type.
    """
    size = recipe.size
    if pixels.dtype != np.uint8 or pixels.shape[1:] != (size, size, 3):
        raise ValueError(f"expected uint8 [B, {size}, {size}, 3], got {pixels.dtype} {list(pixels.shape)}")
    scaled = (np.arange(256, dtype=np.float64) * recipe.scale).astype(np.float32)
    result = np.empty((len(pixels), 3, size, size), np.float32)
    for channel, (mean, std) in enumerate(zip(recipe.mean, recipe.std, strict=True)):
        values = (scaled - np.float32(mean)) / np.float32(std)
        # With any other mode numpy fills a buffer first, in case an index is out of range.
        np.take(values, pixels[..., channel], out=result[:, channel], mode="clip")
    return result
