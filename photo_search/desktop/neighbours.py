"""The photos before and after one, in whatever is being looked through."""

from __future__ import annotations

from collections.abc import Callable

Neighbours = Callable[[int, int], int | None]
"""Takes a photo's id and a number of places; returns the photo so many places further, or None past either end."""

_TOO_FAR = 1 << 40


def farthest(neighbours: Neighbours, photo_id: int, direction: int) -> int | None:
    """Return the first photo (`direction` -1) or the last (1), or None if this is it.

    It is found by strides that double, and then halve: 40 questions for a million photos.
    """
    reach, stride = 0, 1
    while stride < _TOO_FAR and neighbours(photo_id, direction * (reach + stride)) is not None:
        reach, stride = reach + stride, 2 * stride
    while stride := stride // 2:
        if neighbours(photo_id, direction * (reach + stride)) is not None:
            reach += stride
    return neighbours(photo_id, direction * reach) if reach else None
