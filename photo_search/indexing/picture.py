"""What is asked of a decoder's child process for showing one photo large, and what it gives."""

from __future__ import annotations

from dataclasses import dataclass

MOST_PIXELS = 80_000_000
"""The most pixels of a picture that are handed over: a quarter of a gigabyte."""


@dataclass(frozen=True, slots=True)
class PictureRequest:
    """A file whose picture is wanted, its longer side cut down to `max_side` pixels, if it has more."""

    path: bytes
    max_side: int


@dataclass(frozen=True, slots=True)
class Picture:
    """An upright picture in sRGB: three bytes a pixel, red first, row by row without padding."""

    width: int
    height: int
    rgb: bytes


def longest_side(width: int, height: int, max_side: int | None) -> int:
    """Return the longer side to ask for of a photo of this size, so that it stays below MOST_PIXELS.

    Above them the sides are halved, as that is what decoders can do while they read.
    """
    longer, pixels = max(width, height), width * height
    while pixels > MOST_PIXELS:
        longer, pixels = longer // 2, pixels // 4
    return longer if max_side is None else min(longer, max_side)
