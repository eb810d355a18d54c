"""Finds the photos within a circle on the earth."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from sqlalchemy import ColumnElement, Connection, and_, false, not_, or_, select

from photo_search.catalog import tables as t
from photo_search.conditions import Circle

EARTH_KM = 6371.0088
"""The earth's mean radius (IUGG)."""

_WHOLLY_INSIDE = 0.7
"""A box that reaches so far of the radius to each side lies within the circle: its corners are at 0.99."""

_LARGE_RAD = 0.4
"""From here on that is not so, because the earth is round."""

Floats = npt.NDArray[np.float64]


def near(circle: Circle, connection: Connection) -> ColumnElement[bool]:
    """Return the condition that a photo was taken within `circle`.

    A box around the circle leaves out most photos, and a box within it takes most of the others in; only those between
    the two are measured, here: not every SQLite can calculate cosines.
    """
    photo = t.photo.c
    outside, inside = _outer_box(circle), _inner_box(circle)
    doubtful = connection.execute(
        select(photo.id, photo.latitude, photo.longitude).where(outside, not_(inside), photo.live_files > 0)
    ).fetchall()
    rows = np.array([tuple(row) for row in doubtful], np.float64).reshape(-1, 3)
    ids = rows[distance_km(circle.latitude, circle.longitude, rows[:, 1], rows[:, 2]) <= circle.km, 0]
    return inside | photo.id.in_(t.among(ids.astype(np.int64).tolist()))


def distance_km(latitude: float, longitude: float, latitudes: Floats, longitudes: Floats) -> Floats:
    """Return how far it is from one point to others, all in degrees, along great circles (haversine formula)."""
    north, norths = math.radians(latitude), np.radians(latitudes)
    halves = np.sin((norths - north) / 2) ** 2
    halves += math.cos(north) * np.cos(norths) * np.sin(np.radians(longitudes - longitude) / 2) ** 2
    return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(halves, 0, 1))))


def _outer_box(circle: Circle) -> ColumnElement[bool]:
    angle, north = circle.km / EARTH_KM, math.radians(circle.latitude)
    if abs(north) + angle >= math.pi / 2:
        return _box(circle, math.degrees(angle), 360)  # All meridians meet at the pole.
    return _box(circle, math.degrees(angle), math.degrees(math.asin(min(1.0, math.sin(angle) / math.cos(north)))))


def _inner_box(circle: Circle) -> ColumnElement[bool]:
    angle, north = circle.km / EARTH_KM * _WHOLLY_INSIDE, abs(math.radians(circle.latitude))
    if angle > _LARGE_RAD or north + angle >= math.pi / 2:
        return false()
    widest = math.cos(max(0.0, north - angle))
    return _box(circle, math.degrees(angle), math.degrees(angle / widest))


def _box(circle: Circle, up: float, aside: float) -> ColumnElement[bool]:
    """Return the condition that a photo lies so many degrees around the circle's middle, across the date line too."""
    photo = t.photo.c
    if aside >= 180:
        return and_(photo.latitude.between(circle.latitude - up, circle.latitude + up), photo.longitude.is_not(None))
    west, east = circle.longitude - aside, circle.longitude + aside
    spans = [(west, east), (west + 360, east + 360), (west - 360, east - 360)]
    return and_(
        photo.latitude.between(circle.latitude - up, circle.latitude + up),
        or_(*(photo.longitude.between(*span) for span in spans if span[0] <= 180 and span[1] >= -180)),
    )
