"""Positions all over the world, and those that are nowhere, against the table of places that ships with the app."""

from __future__ import annotations

import math
import random
from pathlib import Path

import numpy as np
import pytest

from photo_search.indexing.places import Places, places_file
from photo_search.records import place_label


@pytest.fixture(scope="module")
def places() -> Places:
    return Places()


@pytest.mark.parametrize(
    ("latitude", "longitude", "label"),
    [
        (48.1372, 11.5755, "Munich, Bavaria, Germany"),
        (48.163, 11.585, "Munich, Bavaria, Germany"),  # A part of the city.
        (48.105, 11.49, "Munich, Bavaria, Germany"),  # Its edge.
        (47.9215, 11.5087, "Egling, Bavaria, Germany"),  # A village 24 km to the south.
        (47.974, 11.183, "Andechs, Bavaria, Germany"),
        (52.5163, 13.3777, "Berlin, Germany"),
        (52.4, 13.06, "Potsdam, Brandenburg, Germany"),
        (50.9413, 6.9583, "Köln, North Rhine-Westphalia, Germany"),
        (48.2, 16.37, "Vienna, Austria"),
        (45.976, 7.658, "Zermatt, Valais, Switzerland"),  # The Matterhorn; Italy begins on its top.
        (43.7731, 11.256, "Florence, Tuscany, Italy"),
        (41.902, 12.453, "Vatican City"),
        (51.513, -0.131, "London, England, United Kingdom"),
        (40.758, -73.9855, "New York City, New York, United States"),
        (40.744, -74.03, "Hoboken, New Jersey, United States"),  # Across the river.
        (-33.8568, 151.2153, "Sydney, New South Wales, Australia"),
        (64.147, -21.94, "Reykjavík, Capital Region, Iceland"),
        (78.22, 15.65, "Longyearbyen, Svalbard, Svalbard & Jan Mayen"),
        (1.29, 103.85, "Singapore"),
        (-54.8, -68.3, "Ushuaia, Tierra del Fuego, Argentina"),
        (35.66, 139.7, "Tokyo, Japan"),
        (-25.345, 131.03, "Yulara, Northern Territory, Australia"),  # Uluru, 18 km from the next houses.
    ],
)
def test_a_position_is_in_the_town_that_people_would_say(
    places: Places, latitude: float, longitude: float, label: str
) -> None:
    place = places.at(latitude, longitude)
    assert place is not None
    assert place_label(place.name, place.region, place.country) == label


@pytest.mark.parametrize(("latitude", "longitude"), [(-16.8, 179.99), (-16.8, -179.98), (-16.8, 180.01)])
def test_towns_across_the_date_line_are_near(places: Places, latitude: float, longitude: float) -> None:
    place = places.at(latitude, longitude)
    assert place is not None
    assert (place.name, place.region, place.country) == ("Northern", "", "Fiji")  # Too far from a town to be of it.


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(0.0, 0.0), (0.0, -140.0), (55.5, 4.5), (90.0, 0.0), (90.0, 123.0), (23.5, 12.0), (45.0, 180.0), (45.0, -180.0)],
)
def test_the_sea_and_the_desert_are_nowhere(places: Places, latitude: float, longitude: float) -> None:
    assert places.at(latitude, longitude) is None


@pytest.mark.parametrize(("latitude", "longitude"), [(-90.0, 0.0), (-77.85, 166.67), (-60.5, -180.0)])
def test_what_lies_farthest_south_is_antarctica(places: Places, latitude: float, longitude: float) -> None:
    place = places.at(latitude, longitude)
    assert place is not None
    assert (place.name, place.region, place.country, place.country_code) == ("Antarctica", "", "Antarctica", "AQ")


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(math.nan, 11.0), (48.0, math.nan), (math.inf, 0.0), (90.01, 0.0), (-91.0, 0.0), (48.0, 1e9), (48.0, -math.inf)],
)
def test_what_is_no_position_is_nowhere(places: Places, latitude: float, longitude: float) -> None:
    assert places.at(latitude, longitude) is None


def test_many_positions_get_what_each_alone_gets(places: Places) -> None:
    chance = random.Random(1)
    latitudes = [*(chance.uniform(-90, 90) for _ in range(200)), math.nan, 48.137, 48.137]
    longitudes = [*(chance.uniform(-180, 180) for _ in range(200)), 0.0, 11.575, 11.575]
    together = places.at_many(latitudes, longitudes)
    assert together == [places.at(*position) for position in zip(latitudes, longitudes, strict=True)]
    assert together[-1] is together[-2]
    assert places.at_many([], []) == []
    assert places.at_many(np.array([48.137]), np.array([11.575])) == together[-1:]


@pytest.mark.parametrize(
    ("latitude", "longitude", "words"),
    [
        (48.137, 11.575, {"München", "Muenchen", "Bayern", "Deutschland"}),
        (43.773, 11.256, {"Florenz", "Firenze", "Toskana", "Italien", "Italia"}),
        (50.9413, 6.9583, {"Cologne", "Koeln", "NRW"}),
        (39.57, 2.65, {"Mallorca", "Balearen", "España", "Palma de Mallorca"}),
        (40.744, -74.03, {"New York City", "New York", "USA"}),  # Hoboken lies within the city's reach.
    ],
)
def test_a_place_is_known_by_the_names_that_people_type(
    places: Places, latitude: float, longitude: float, words: set[str]
) -> None:
    place = places.at(latitude, longitude)
    assert place is not None
    assert words <= set(place.words)
    assert not {place.name, place.region, place.country} & set(place.words)


def test_every_town_is_in_its_own_country(places: Places) -> None:
    """Capitals are where their countries are, whatever is near."""
    capitals = {
        "AR": (-34.6132, -58.3772), "BR": (-15.7797, -47.9297), "CA": (45.4112, -75.6981), "CD": (-4.3276, 15.3136),
        "CG": (-4.2661, 15.2832), "CN": (39.9075, 116.3972), "CZ": (50.088, 14.4208), "EG": (30.0626, 31.2497),
        "ES": (40.4165, -3.7026), "FR": (48.8534, 2.3488), "IN": (28.6358, 77.2245), "IT": (41.8919, 12.5113),
        "KE": (-1.2833, 36.8167), "LI": (47.1415, 9.5215), "LU": (49.6117, 6.13), "MC": (43.7333, 7.4167),
        "MX": (19.4285, -99.1277), "NZ": (-41.2866, 174.7756), "PY": (-25.2866, -57.647), "RU": (55.7522, 37.6156),
        "SK": (48.1482, 17.1067), "SM": (43.9367, 12.4464), "TR": (39.9199, 32.8543), "ZA": (-25.7449, 28.1878),
    }  # fmt: skip
    found = places.at_many(*zip(*capitals.values(), strict=True))
    assert [place and place.country_code for place in found] == list(capitals)


def test_the_table_is_small_and_says_its_version(places: Places) -> None:
    assert places_file().stat().st_size < 3_000_000
    assert places.version.startswith("1-")
    assert places.version == Places(places_file()).version
    credits_ = Path(places_file().parent / "README.md").read_text(encoding="utf-8")
    assert "GeoNames" in credits_
    assert "CC BY 4.0" in credits_


@pytest.mark.parametrize(
    ("name", "region", "country", "label"),
    [
        ("Munich", "Bavaria", "Germany", "Munich, Bavaria, Germany"),
        ("Berlin", "State of Berlin", "Germany", "Berlin, Germany"),
        ("Bavaria", "", "Germany", "Bavaria, Germany"),
        ("Singapore", "", "Singapore", "Singapore"),
        ("New York City", "New York", "United States", "New York City, New York, United States"),
    ],
)
def test_a_place_is_written_without_saying_anything_twice(name: str, region: str, country: str, label: str) -> None:
    assert place_label(name, region, country) == label
