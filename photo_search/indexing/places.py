"""Says where a photo was taken: the town, region and country of a position, from a table that ships with the app."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from photo_search.paths import resources_dir
from photo_search.records import Place

_PEOPLE_A_KM2 = 5000
"""How densely cities are lived in; makes Munich 10 km wide from its middle, Berlin 15, a village of 1,000 a quarter."""

_WIDEST_KM = 15.0
"""Beyond that, towns that have grown together with a metropolis are themselves."""

_TOWN_KM = 30.0
"""So far from a town's edge a photo is still said to be of that town; further off only of its region."""

_REGION_KM = 100.0
_EARTH_KM = 6371.0088
_KM_A_DEGREE = _EARTH_KM * math.pi / 180
_ANTARCTICA_BEGINS = -60.0
"""What lies south of here is Antarctica (Antarctic Treaty, article VI)."""

_RULES = 1
"""To be raised when the same table gives other places from then on."""

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})

Floats = npt.NDArray[np.float64]


def places_file() -> Path:
    """Return the table that ships with the app; packaging/make_places made it."""
    return resources_dir() / "places" / "places.npz"


class Places:
    """Looks positions up; the table is read when the first is asked for. For use by one thread.

    A position lies in the region of the town whose middle is nearest. In that region it belongs to the town whose edge
    is nearest, or inside whose edge it lies deepest: so the outskirts of a city are the city, and a village beyond them
    is itself. Up to 30 km from the edge it is the town's, up to 100 km its region's, further off nobody's.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._made: dict[int, Place] = {}

    @property
    def version(self) -> str:
        """What tells what is found here from what other tables or rules find; reads hardly any of the table."""
        with np.load(self._file or places_file()) as table:
            return f"{_RULES}-{_lines(table['version'])[0]}"

    def at(self, latitude: float, longitude: float) -> Place | None:
        """Return the place at a position in degrees, or None at sea, or for what is no position."""
        return self.at_many([latitude], [longitude])[0]

    def at_many(self, latitudes: Sequence[float] | Floats, longitudes: Sequence[float] | Floats) -> list[Place | None]:
        """Return the place at each of many positions; a thousandth of a degree, 110 m, is as fine as the table."""
        positions = np.stack([np.asarray(latitudes, np.float64), np.asarray(longitudes, np.float64)], axis=-1).round(3)
        possible = (np.abs(positions) <= (90.0, 360.0)).all(axis=-1)  # What is not a number is not.
        distinct, which = np.unique(positions[possible], axis=0, return_inverse=True)
        places = [self._at(float(latitude), float(longitude)) for latitude, longitude in distinct]
        found: list[Place | None] = [None] * len(positions)
        for number, place in zip(np.flatnonzero(possible), which.reshape(-1), strict=True):
            found[number] = places[place]
        return found

    def _at(self, latitude: float, longitude: float) -> Place | None:
        if latitude < _ANTARCTICA_BEGINS:
            return Place("Antarctica", "", "Antarctica", "AQ", ("Antarktis", "South Pole", "Südpol"), -90.0, 0.0)
        for reach in (_TOWN_KM, _REGION_KM):
            towns, apart = self._near(latitude, longitude, reach + _WIDEST_KM)
            if not len(apart):
                continue
            regions = self._table.regions[towns]
            elsewhere = regions != regions[apart.argmin()]
            beyond = np.where(elsewhere, np.inf, apart - self._table.radii[towns])
            deepest = int(beyond.argmin())
            if beyond[deepest] <= reach:
                town = towns.start + deepest
                return self._town(town) if reach == _TOWN_KM else self._table.region(town)
        return None

    def _near(self, latitude: float, longitude: float, km: float) -> tuple[slice, Floats]:
        """Return the towns of a band of latitudes that holds all within `km`, and how far off they are, in km."""
        table, degrees = self._table, km / _KM_A_DEGREE
        first, end = np.searchsorted(table.latitudes, (latitude - degrees, latitude + degrees))
        # Chords instead of arcs: 2 m too short at 100 km. Neither poles nor the date line are special to them.
        cosines = table.directions[first:end] @ _directions(latitude, longitude)
        return slice(int(first), int(end)), _EARTH_KM * np.sqrt(np.maximum(0.0, 2 - 2 * cosines))

    def _town(self, town: int) -> Place:
        """Return a town as a place; it can also be asked for by the names of larger ones that it lies in."""
        if town not in self._made:
            table = self._table
            near, apart = self._near(float(table.latitudes[town]), float(table.longitudes[town]), _WIDEST_KM)
            around = np.flatnonzero((apart <= table.radii[near]) & (table.radii[near] > table.radii[town])) + near.start
            words = table.words_of(town)
            for larger in map(int, around):
                words = [*words, table.names[larger], *table.words_of(larger)]
            self._made[town] = table.town(town, words)
        return self._made[town]

    @cached_property
    def _table(self) -> _Table:
        with np.load(self._file or places_file()) as arrays:
            return _Table(arrays)


class _Table:
    """The towns by latitude, and what they belong to."""

    def __init__(self, arrays: Any) -> None:
        latitudes = np.cumsum(arrays["latitudes"], dtype=np.int64)  # Kept as differences, which pack better.
        order = np.argsort(latitudes, kind="stable")
        self.latitudes: Floats = latitudes[order] / 1000
        self.longitudes: Floats = arrays["longitudes"][order] / 1000
        self.directions = _directions(self.latitudes, self.longitudes)
        people = np.exp2(arrays["people"][order] / 8)
        self.radii: Floats = np.minimum(_WIDEST_KM, np.sqrt(people / _PEOPLE_A_KM2 / math.pi))
        names = _lines(arrays["names"])
        self.names = [names[n] for n in order]
        self.regions = arrays["regions"][order]
        self._region_names = [line.split("|") for line in _lines(arrays["region_names"])]
        self._region_countries = arrays["region_countries"]
        self._countries = [line.split("|") for line in _lines(arrays["countries"])]
        places_by_number = np.argsort(order)
        self._words = {
            int(places_by_number[int(number)]): words
            for number, *words in (line.split("|") for line in _lines(arrays["words"]))
        }

    def words_of(self, town: int) -> list[str]:
        return self._words.get(town, [])

    def town(self, town: int, words: Sequence[str]) -> Place:
        (region, *regions), (code, country, *countries) = self._belongs(town)
        name = self.names[town]
        return self._place(name, region, country, code, [*words, *regions, *countries], town)

    def region(self, town: int) -> Place:
        """Return the region of a town, or its country if that has none."""
        (region, *regions), (code, country, *countries) = self._belongs(town)
        return self._place(region or country, "", country, code, [*regions, *countries], town)

    def _belongs(self, town: int) -> tuple[list[str], list[str]]:
        region = int(self.regions[town])
        return self._region_names[region], self._countries[int(self._region_countries[region])]

    def _place(self, name: str, region: str, country: str, code: str, words: Sequence[str], town: int) -> Place:
        others = [*words, *(word.translate(_UMLAUTS) for word in (name, region, country, *words))]
        known = {name, region, country}
        return Place(
            name,
            region,
            country,
            code,
            tuple(dict.fromkeys(word for word in others if word not in known)),
            float(self.latitudes[town]),
            float(self.longitudes[town]),
        )


def _directions(latitudes: Any, longitudes: Any) -> Floats:
    """Return unit vectors [..., 3] from the earth's middle."""
    north, east = np.radians(latitudes), np.radians(longitudes)
    return np.stack([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)], axis=-1)


def _lines(text: npt.NDArray[np.uint8]) -> list[str]:
    return text.tobytes().decode().split("\n")
