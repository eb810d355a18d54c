"""Keeps where photos were taken, and which of them were looked up in which table of places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, select, update
from sqlalchemy.dialects.sqlite import insert

from photo_search.catalog import tables as t
from photo_search.catalog.database import Database
from photo_search.catalog.photos import in_parts
from photo_search.records import Place

_AT_ONCE = 1000


class Position(NamedTuple):
    """Where a photo was taken, in degrees."""

    photo_id: int
    latitude: float
    longitude: float


class PhotoPlaces:
    """Finds the photos that were not looked up in today's table of places, and writes where they were taken."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def to_look_up(self, version: str) -> Iterator[list[Position]]:
        """Yield the photos that were not looked up in the table of this version, some at a time.

        Write each part before the next: past the last one all are noted as looked up.
        """
        reached: int | None = 0
        with self._database.read() as connection:
            row = connection.execute(select(t.place_lookup)).one_or_none()
        if row is not None and row.version == version:
            reached = row.reached
        photo = t.photo.c
        query = select(photo.id, photo.latitude, photo.longitude)
        query = (
            query.where(photo.latitude.is_not(None), photo.longitude.is_not(None)).order_by(photo.id).limit(_AT_ONCE)
        )
        while reached is not None:
            with self._database.read() as connection:
                part = [Position(*found) for found in connection.execute(query.where(photo.id > reached))]
            if not part:
                self._database.write(lambda connection: _note(connection, version, None))
                return
            yield part
            reached = part[-1].photo_id

    def write(self, version: str, found: Mapping[Position, Place | None]) -> None:
        """Write where photos were taken, as the table of this version says. Raises StorageFull or LibraryInUse."""

        def change(connection: Connection) -> None:
            write_places(connection, {position.photo_id: place for position, place in found.items()})
            _note(connection, version, max(position.photo_id for position in found))

        self._database.write(change)


def write_places(connection: Connection, found: Mapping[int, Place | None]) -> None:
    """Write where photos (ids) were taken; None where that is nowhere."""
    ids = _ids(connection, {_key(place): place for place in found.values() if place is not None})
    rows = [{"photo": photo, "at": None if place is None else ids[_key(place)]} for photo, place in found.items()]
    if rows:
        # A row that stays as it is must not be touched: its words would be written anew.
        changed = (t.photo.c.id == bindparam("photo")) & t.photo.c.place_id.is_distinct_from(bindparam("at"))
        connection.execute(update(t.photo).where(changed).values(place_id=bindparam("at")), rows)


def _key(place: Place) -> tuple[str, str, str]:
    return place.name, place.region, place.country_code


def _ids(connection: Connection, places: Mapping[tuple[str, str, str], Place]) -> dict[tuple[str, str, str], int]:
    """Return the ids of places, new or known."""
    if not places:
        return {}
    c = t.place.c
    statement = insert(t.place)
    new = statement.excluded
    statement = statement.on_conflict_do_update(
        index_elements=[c.name, c.region, c.country_code],
        set_={each.name: new[each.name] for each in (c.country, c.words, c.latitude, c.longitude)},
        where=(c.words != new.words) | (c.country != new.country),
    )
    connection.execute(statement, [_row(place) for place in places.values()])
    ids: dict[tuple[str, str, str], int] = {}
    for names in in_parts({name for name, _, _ in places}):
        query = select(c.name, c.region, c.country_code, c.id).where(c.name.in_(names))
        ids.update(((name, region, code), place) for name, region, code, place in connection.execute(query))
    return ids


def _row(place: Place) -> dict[str, str | float]:
    return {
        "name": place.name,
        "region": place.region,
        "country": place.country,
        "country_code": place.country_code,
        "words": " / ".join(place.words),
        "latitude": place.latitude,
        "longitude": place.longitude,
    }


def _note(connection: Connection, version: str, reached: int | None) -> None:
    values = {"version": version, "reached": reached}
    statement = insert(t.place_lookup).values(only_row=1, **values)
    connection.execute(statement.on_conflict_do_update(index_elements=[t.place_lookup.c.only_row], set_=values))
