"""Reads the photos of a library and the files that hold them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, Row, Select, func, select

from photo_search.catalog import tables as t
from photo_search.catalog.database import Database
from photo_search.catalog.facts import passing, wholly_offline
from photo_search.catalog.folders import absolute, relative
from photo_search.catalog.listing import UNDATED, Listing, wall_time
from photo_search.records import (
    FileStamp,
    Filters,
    KnownFile,
    Metadata,
    Photo,
    PhotoContent,
    PhotoFile,
    Problem,
    Stage,
    place_label,
)

_MANY = 500
"""How many values one IN (...) takes; SQLite's own limit is 32,766 variables."""

IdArray = npt.NDArray[np.int64]


def in_parts(values: Iterable[Any], size: int = _MANY) -> Iterator[list[Any]]:
    """Yield `values` in lists that fit one query."""
    part: list[Any] = []
    for value in values:
        part.append(value)
        if len(part) == size:
            yield part
            part = []
    if part:
        yield part


class HitFacts(NamedTuple):
    """What is said of a photo that was found; `path` is a file of it, one at hand if any is."""

    path: bytes
    offline: bool
    taken: datetime | None
    width: int
    height: int
    dominant_colour: int
    place: str | None


def ids_of(joined: str | None) -> IdArray:
    """Return the ids that SQLite's group_concat joined, which takes a third of the time of a row for each."""
    return np.fromstring(joined or "", np.int64, sep=",")


def plain_rows(connection: Connection, query: Select[Any]) -> Iterator[tuple[Any, ...]]:
    """Run a query on the driver's own cursor: a million rows through SQLAlchemy's take three times as long."""
    compiled = query.compile(connection, compile_kwargs={"render_postcompile": True})
    values = tuple(compiled.params[name] for name in compiled.positiontup or ())
    rows: Iterator[tuple[Any, ...]] = connection.connection.cursor().execute(str(compiled), values)
    return rows


class Photos:
    """Reads photos, files and problems; changes come through changes.py."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def known_files(self) -> list[KnownFile]:
        """Return every file of every folder, as the scanner compares them with what it sees."""
        query = (
            "SELECT id, folder_id, path, size, mtime_ns, ctime_ns, inode, missing_since IS NOT NULL, photo_id FROM file"
        )
        with self._database.read() as connection:
            roots = connection.execute(select(t.folder.c.id, t.folder.c.path))
            prefixes = {folder_id: absolute(root, b"x")[:-1] for folder_id, root in roots}
            # The driver's own cursor, and tuples without the checks of their classes: of a hundred thousand rows
            # each detour costs as much as the query.
            make, cursor = tuple.__new__, connection.connection.cursor()
            return [
                make(
                    KnownFile,
                    (
                        id_,
                        folder_id,
                        prefixes[folder_id] + path,
                        make(FileStamp, (size, mtime, ctime, inode)),
                        gone == 1,
                        photo_id,
                    ),
                )
                for id_, folder_id, path, size, mtime, ctime, inode, gone, photo_id in cursor.execute(query)
            ]

    def get(self, photo_ids: Sequence[int]) -> list[Photo]:
        """Return the photos with these ids, in this order; ids that are not known are left out."""
        photos: dict[int, Photo] = {}
        for part in in_parts(dict.fromkeys(int(i) for i in photo_ids)):
            files: dict[int, list[PhotoFile]] = {photo_id: [] for photo_id in part}
            file_query = (
                select(t.file, t.folder.c.path.label("root"), t.folder.c.offline)
                .join(t.folder, t.folder.c.id == t.file.c.folder_id)
                .where(t.file.c.photo_id.in_(part))
                .order_by(t.file.c.missing_since.is_not(None), t.folder.c.offline.is_not(None), t.file.c.id)
            )
            with self._database.read() as connection:
                for row in connection.execute(file_query):
                    files[row.photo_id].append(_photo_file(row))
                for row in connection.execute(_with_place().where(t.photo.c.id.in_(part))):
                    place = _place(row.place_name, row.region, row.country)
                    photos[row.id] = Photo(row.id, _content(row), tuple(files[row.id]), place)
        return [photos[i] for i in map(int, photo_ids) if i in photos]

    def facts(self, photo_ids: Sequence[int]) -> dict[int, HitFacts]:
        """Return what a search says of its hits, without the metadata that only a single photo's reader wants."""
        query = (
            "SELECT photo.id, width, height, taken, dominant_colour, folder.path, file.path, offline IS NOT NULL,"
            " place.name, region, country"
            " FROM photo JOIN file ON photo_id = photo.id JOIN folder ON folder.id = folder_id"
            " LEFT JOIN place ON place.id = place_id"
            " WHERE photo.id IN (SELECT value FROM json_each(?)) AND missing_since IS NULL"
            " ORDER BY offline IS NOT NULL, file.id"
        )
        facts: dict[int, HitFacts] = {}
        with self._database.read() as connection:
            rows = connection.connection.cursor().execute(query, (json.dumps([int(i) for i in photo_ids]),))
            for photo_id, width, height, taken, colour, root, path, offline, *place in rows:
                if photo_id not in facts:
                    facts[photo_id] = HitFacts(
                        absolute(root, path), offline == 1, _wall_time(taken), width, height, colour, _place(*place)
                    )
        return facts

    def id_of(self, content_hash: bytes) -> int | None:
        """Return the id of the photo with this content, if it is known."""
        with self._database.read() as connection:
            return connection.execute(
                select(t.photo.c.id).where(t.photo.c.content_hash == content_hash)
            ).scalar_one_or_none()

    def id_at(self, path: bytes) -> int | None:
        """Return the id of the photo that the file at this absolute path holds, if it is known."""
        with self._database.read() as connection:
            for folder in connection.execute(select(t.folder.c.id, t.folder.c.path)):
                below = relative(folder.path, path)
                if below:
                    return connection.execute(
                        select(t.file.c.photo_id).where(t.file.c.folder_id == folder.id, t.file.c.path == below)
                    ).scalar_one_or_none()
        return None

    def hidden_ids(self) -> IdArray:
        """Return the photos that no search may show: none of their files is there or in an offline folder."""
        return self._ids(select(t.photo.c.id).where(t.photo.c.live_files == 0))

    def offline_ids(self) -> IdArray:
        """Return the photos that can be found but not opened now: every file of them is in an offline folder."""
        return self._ids(select(t.photo.c.id).where(wholly_offline()))

    def ids(self, filters: Filters) -> IdArray:
        """Return the photos that pass `filters`, in no particular order."""
        with self._database.read() as connection:
            passed = passing(select(t.photo.c.id), filters, connection).subquery()
            return ids_of(connection.execute(select(func.group_concat(passed.c.id))).scalar_one())

    def counts(self, space_id: int | None) -> tuple[int, int, int, int]:
        """Return how many photos there are, how many a space has, how many lie offline; how many files failed."""
        with self._database.read() as connection:
            # Whole tables are counted and the few hidden photos taken off: a condition would read every row.
            hidden = connection.execute(select(func.count()).where(t.photo.c.live_files == 0)).scalar_one()
            photos = connection.execute(select(func.count()).select_from(t.photo)).scalar_one() - hidden
            embedded = (
                connection.execute(
                    select(t.model_space.c.embeddings).where(t.model_space.c.id == space_id)
                ).scalar_one_or_none()
                or 0
            )
            if hidden and embedded:
                embedded -= connection.execute(
                    select(func.count())
                    .select_from(t.photo.join(t.embedding, t.embedding.c.photo_id == t.photo.c.id))
                    .where(t.photo.c.live_files == 0, t.embedding.c.space_id == space_id)
                ).scalar_one()
            offline = 0
            if connection.execute(select(func.count()).where(t.folder.c.offline.is_not(None))).scalar_one():
                offline = connection.execute(select(func.count()).where(wholly_offline())).scalar_one()
            failed = connection.execute(select(func.count()).select_from(t.problem)).scalar_one()
        return photos, embedded, offline, failed

    def listing(self, filters: Filters, *, by_arrival: bool = False, newest: int | None = None) -> Listing:
        """Return every photo that passes `filters`, newest first: by its date, or by when the library met it.

        `newest` asks only for so many of the first, which takes no time in the largest library.
        """
        taken = func.coalesce(t.photo.c.taken, UNDATED)
        columns = (t.photo.c.id, t.photo.c.width, t.photo.c.height, taken, t.photo.c.dominant_colour)
        with self._database.read() as connection:
            query = passing(select(*columns), filters, connection)
            if newest is not None:
                if not by_arrival:
                    query = query.order_by(t.photo.c.taken.desc())
                query = query.order_by(t.photo.c.id.desc() if by_arrival else t.photo.c.id).limit(newest)
            rows = plain_rows(connection, query)
            flat = np.fromiter(chain.from_iterable(rows), np.int64).reshape(-1, 5)
        listing = Listing(
            flat[:, 0].copy(),
            flat[:, 1].astype(np.int32),
            flat[:, 2].astype(np.int32),
            flat[:, 3].copy(),
            flat[:, 4].astype(np.uint32),
        )
        # Photos of the same second keep the order in which they came.
        order = np.argsort(-listing.photo_ids if by_arrival else -listing.taken.clip(UNDATED + 1), kind="stable")
        return listing.at(order)

    def content_hash(self, photo_id: int) -> bytes | None:
        """Return the content hash of a photo, if it is known."""
        with self._database.read() as connection:
            return connection.execute(
                select(t.photo.c.content_hash).where(t.photo.c.id == photo_id)
            ).scalar_one_or_none()

    def hashes(self) -> dict[bytes, int]:
        """Return the content hash of every photo, with its id."""
        with self._database.read() as connection:
            return {
                row.content_hash: row.id for row in connection.execute(select(t.photo.c.content_hash, t.photo.c.id))
            }

    def hashes_at_hand(self) -> dict[bytes, int]:
        """Return the content hash and id of every photo that a file which can be read now holds."""
        query = (
            select(t.photo.c.content_hash, t.photo.c.id)
            .join(t.file, t.file.c.photo_id == t.photo.c.id)
            .join(t.folder, t.folder.c.id == t.file.c.folder_id)
            .where(t.file.c.missing_since.is_(None), t.folder.c.offline.is_(None))
        )
        with self._database.read() as connection:
            return {row.content_hash: row.id for row in connection.execute(query)}

    def hashes_gone_since(self, moment: float) -> list[bytes]:
        """Return the contents of the files that went missing at or after `moment` (seconds since 1970)."""
        query = (
            select(t.photo.c.content_hash)
            .join(t.file, t.file.c.photo_id == t.photo.c.id)
            .where(t.file.c.missing_since >= int(moment))
        )
        with self._database.read() as connection:
            return list(connection.execute(query).scalars())

    def problems(self) -> list[Problem]:
        """Return what could not be read, by folder and path."""
        query = (
            select(t.problem, t.folder.c.path.label("root"))
            .join(t.folder, t.folder.c.id == t.problem.c.folder_id)
            .order_by(t.folder.c.path, t.problem.c.path)
        )
        with self._database.read() as connection:
            return [
                Problem(
                    row.folder_id,
                    absolute(row.root, row.path),
                    Stage(row.stage),
                    row.sentence,
                    row.attempts,
                    datetime.fromtimestamp(row.last_tried).astimezone(),
                )
                for row in connection.execute(query)
            ]

    def _ids(self, query: Any) -> IdArray:
        with self._database.read() as connection:
            return np.fromiter((row[0] for row in connection.execute(query)), dtype=np.int64)


def _wall_time(seconds: int | None) -> datetime | None:
    return None if seconds is None else wall_time(seconds)


def _photo_file(row: Row[Any]) -> PhotoFile:
    return PhotoFile(
        path=absolute(row.root, row.path),
        folder_id=row.folder_id,
        stamp=FileStamp(row.size, row.mtime_ns, row.ctime_ns, row.inode),
        missing=row.missing_since is not None,
        offline=row.offline is not None,
    )


def _with_place() -> Select[Any]:
    place = t.place.c
    columns = (place.name.label("place_name"), place.region, place.country)
    return select(t.photo, *columns).outerjoin(t.place, place.id == t.photo.c.place_id)


def _place(name: str | None, region: str, country: str) -> str | None:
    return None if name is None else place_label(name, region, country)


def _content(row: Row[Any]) -> PhotoContent:
    return PhotoContent(
        content_hash=row.content_hash,
        byte_size=row.byte_size,
        format=row.format,
        width=row.width,
        height=row.height,
        dominant_colour=row.dominant_colour,
        metadata=Metadata(
            taken=_wall_time(row.taken),
            taken_offset=row.taken_offset,
            taken_guessed=bool(row.taken_guessed),
            camera_make=row.camera_make,
            camera_model=row.camera_model,
            lens=row.lens,
            exposure_s=row.exposure_s,
            f_number=row.f_number,
            iso=row.iso,
            focal_mm=row.focal_mm,
            latitude=row.latitude,
            longitude=row.longitude,
            altitude_m=row.altitude_m,
            orientation=row.orientation,
            rating=row.rating,
            caption=row.caption,
            keywords=tuple(json.loads(row.keywords)),
        ),
    )
