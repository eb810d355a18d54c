"""Squares for the model, beyond what the golden files cover."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from photo_search.models.model_input import to_input
from photo_search.models.preprocessing import fit_image
from photo_search.models.recipes import Fit, ImageRecipe
from tests.models.golden_cases import picture

SQUASH = ImageRecipe(24, Fit.SQUASH, 24, 3, 1 / 255, (0.5, 0.5, 0.5), (0.5, 0.5, 0.5))
CROP = ImageRecipe(24, Fit.CENTRE_CROP, 30, 3, 1 / 255, (0.48, 0.46, 0.41), (0.27, 0.26, 0.28))


@pytest.mark.parametrize("size", [(1, 1), (1, 20_000), (20_000, 1), (24, 24), (24, 31), (4000, 3)], ids=str)
@pytest.mark.parametrize("recipe", [SQUASH, CROP], ids=lambda recipe: recipe.fit.value)
def test_any_shape_becomes_the_square(recipe: ImageRecipe, size: tuple[int, int]) -> None:
    square = fit_image(picture(*size, "RGB"), recipe)
    assert (square.size, square.mode) == ((24, 24), "RGB")


@pytest.mark.parametrize("size", [(30, 990), (990, 30), (45, 1500)], ids=str)
def test_a_strip_gives_the_middle_that_the_whole_would_give(size: tuple[int, int]) -> None:
    image = picture(*size, "RGB")
    factor = 30 / min(size)
    whole = image.resize((int(size[0] * factor), int(size[1] * factor)), Image.Resampling.BICUBIC)
    left, top = (whole.width - 24) // 2, (whole.height - 24) // 2
    middle = whole.crop((left, top, left + 24, top + 24))
    difference = np.asarray(fit_image(image, CROP)).astype(int) - np.asarray(middle).astype(int)
    assert np.abs(difference).max() <= 1


def test_input_by_the_formula() -> None:
    pixels = np.arange(2 * 24 * 24 * 3, dtype=np.int64).reshape(2, 24, 24, 3).astype(np.uint8)
    result = to_input(pixels, CROP)
    assert result.dtype == np.float32
    assert result.shape == (2, 3, 24, 24)
    assert result.flags.c_contiguous
    for channel in range(3):
        exact = (pixels[..., channel] / 255 - CROP.mean[channel]) / CROP.std[channel]
        np.testing.assert_allclose(result[:, channel], exact, atol=1e-6)


def test_pixels_of_another_kind_are_refused() -> None:
    for wrong in (
        np.zeros((1, 24, 24, 3), np.float32),
        np.zeros((24, 24, 3), np.uint8),
        np.zeros((1, 3, 24, 24), np.uint8),
        np.zeros((1, 24, 25, 3), np.uint8),
    ):
        with pytest.raises(ValueError, match="expected uint8"):
            to_input(wrong, SQUASH)
