"""Upright RGB pixels of any shape -> the square that a model looks at; needs only Pillow."""

from __future__ import annotations

from PIL import Image

from photo_search.models.recipes import Fit, ImageRecipe

_LONGEST_KEPT = 32


def fit_image(image: Image.Image, recipe: ImageRecipe) -> Image.Image:
    """Return `image` (mode RGB, upright) as a square of `recipe.size`, mode RGB.

    Equal to the resize and the centre crop of transformers' image processors for SigLIP and CLIP, pixel by pixel.
    """
    resample = Image.Resampling(recipe.resample)
    if recipe.fit is Fit.SQUASH:
        return image.resize((recipe.size, recipe.size), resample)
    short, long = sorted(image.size)
    if long > _LONGEST_KEPT * short:
        # Resized as a whole, a strip would take gigabytes, nearly all of them to be cut away.
        return image.resize((recipe.size, recipe.size), resample, box=_middle(image, recipe))
    longer = int(recipe.resize * long / short)
    width, height = (recipe.resize, longer) if image.width <= image.height else (longer, recipe.resize)
    left, top = (width - recipe.size) // 2, (height - recipe.size) // 2
    resized = image.resize((width, height), resample)
    return resized.crop((left, top, left + recipe.size, top + recipe.size))


def _middle(image: Image.Image, recipe: ImageRecipe) -> tuple[float, float, float, float]:
    """Return the square of the source that the centre crop shows, in its pixels."""
    side = min(image.size) * recipe.size / recipe.resize
    left, top = (image.width - side) / 2, (image.height - side) / 2
    return left, top, left + side, top + side
