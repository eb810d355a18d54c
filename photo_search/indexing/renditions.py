"""The small things that stand for a photo on a screen: its thumbnail and its colour."""

from __future__ import annotations

import io

from PIL import Image

_QUALITY = 85
_COLOURS = 4


def make_thumbnail(image: Image.Image, side: int) -> Image.Image:
    """Return `image` with its longer side cut down to `side`; a smaller one stays as it is."""
    factor = side / max(image.size)
    if factor >= 1:
        return image
    size = max(1, round(image.width * factor)), max(1, round(image.height * factor))
    # A third of Lanczos's time; side by side at this size hardly to be told apart.
    return image.resize(size, Image.Resampling.HAMMING)


def encode_thumbnail(thumbnail: Image.Image) -> bytes:
    """Return a thumbnail as JPEG, without anything else of the photo."""
    jpeg = io.BytesIO()
    thumbnail.save(jpeg, "JPEG", quality=_QUALITY, exif=b"", icc_profile=None)
    return jpeg.getvalue()


def dominant_colour(thumbnail: Image.Image) -> int:
    """Return the colour, as 0xRRGGBB, of the largest of the few groups that the pixels fall into."""
    tiny = thumbnail.resize((16, 16), Image.Resampling.BOX).quantize(_COLOURS)
    counts = tiny.histogram()
    index = counts.index(max(counts))
    red, green, blue = (tiny.getpalette() or [])[3 * index : 3 * index + 3]
    return red << 16 | green << 8 | blue
