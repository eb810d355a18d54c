"""Pixels of any mode, depth and colour profile -> eight-bit sRGB."""

from __future__ import annotations

import io
import math
from functools import lru_cache

from PIL import Image, ImageCms, ImageOps, TiffImagePlugin

from photo_search.errors import UnreadablePhoto

_BITS_PER_SAMPLE, _PHOTOMETRIC = 258, 262  # TIFF 6.0, section 8
_WHITE_IS_ZERO = 0


def flatten(picture: Image.Image) -> Image.Image:
    """Return a loaded `picture` in mode L, RGB, CMYK or LAB, with what is transparent laid over white.

    Grey deeper than eight bits is scaled, not clipped. Raises UnreadablePhoto if its numbers are no brightness.
    """
    mode = picture.mode
    if mode.startswith("I;16"):
        grey = _scale(picture.convert("I"), 0, _white_of(picture))
        return ImageOps.invert(grey) if _tiff_tag(picture, _PHOTOMETRIC) == _WHITE_IS_ZERO else grey
    if mode in {"I", "F"}:
        return _scale(picture, *_range_of(picture))
    if picture.has_transparency_data:
        overlay = picture.convert("RGBA")
        white = Image.new("RGB", picture.size, "white")
        white.paste(overlay, mask=overlay)
        return white
    if mode in {"L", "RGB", "CMYK", "LAB"}:
        return picture
    return picture.convert("L" if mode == "1" else "RGB")


def to_srgb(image: Image.Image, icc_profile: bytes | None) -> Image.Image:
    """Return an image of mode L, RGB, CMYK or LAB in mode RGB, through its ICC profile if that is usable."""
    transform = _to_srgb(icc_profile, image.mode) if icc_profile else None
    if transform is not None:
        return transform.apply(image)
    return image if image.mode == "RGB" else image.convert("RGB")


@lru_cache(maxsize=8)  # One camera's photos share a profile, and preparing it costs more than a thumbnail.
def _to_srgb(icc_profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    """Return the transform from a profile, or None where it is sRGB, damaged, or meant for another mode."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(icc_profile))
        if mode == "RGB" and "sRGB" in ImageCms.getProfileDescription(source):
            return None
        return ImageCms.buildTransform(source, ImageCms.createProfile("sRGB"), mode, "RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None


def _white_of(picture: Image.Image) -> float:
    """Return the number that means white in a picture of up to 16 bits."""
    bits = _tiff_tag(picture, _BITS_PER_SAMPLE)
    depth = bits[0] if isinstance(bits, tuple) and bits else bits
    return 2**depth - 1 if isinstance(depth, int) and 8 < depth < 16 else 65535


def _tiff_tag(picture: Image.Image, tag: int) -> object:
    return picture.tag_v2.get(tag) if isinstance(picture, TiffImagePlugin.TiffImageFile) else None


def _range_of(picture: Image.Image) -> tuple[float, float]:
    """Return the numbers that mean black and white, where the file does not say: a usual range, or its own."""
    extrema = picture.getextrema()
    low, high = (float(number) for number in extrema if not isinstance(number, tuple))
    if not (math.isfinite(low) and math.isfinite(high)):
        raise UnreadablePhoto("The picture holds numbers that are no brightness.")
    usual = (1, 255, 65535) if picture.mode == "F" else (255, 65535)
    white = next((white for white in usual if high <= white), None)
    return (0, white) if low >= 0 and white is not None else (low, high)


def _scale(picture: Image.Image, black: float, white: float) -> Image.Image:
    factor = 255 / ((white - black) or 1)
    # Pillow cuts decimals off when it makes eight bits of a number: a half more rounds it.
    return picture.convert("F").point(lambda number: number * factor + (0.5 - black * factor)).convert("L")
