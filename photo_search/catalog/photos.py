"""Reads the photos of a library and the files that hold them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from sqlalchemy import ColumnElement, Row, Select, and_, exists, func, or_, select

from photo_search.catalog import tables as t
from photo_search.catalog.database import Database
from photo_search.catalog.folders import absolute, relative
from photo_search.catalog.listing import UNDATED, Listing, wall_seconds, wall_time
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
)

_SEP = os.fsencode(os.sep)
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
                for row in connection.execute(select(t.photo).where(t.photo.c.id.in_(part))):
                    photos[row.id] = Photo(row.id, _content(row), tuple(files[row.id]))
        return [photos[i] for i in map(int, photo_ids) if i in photos]

    def facts(self, photo_ids: Sequence[int]) -> dict[int, HitFacts]:
        """Return what a search says of its hits, without the metadata that only a single photo's reader wants."""
        query = (
            "SELECT photo.id, width, height, taken, dominant_colour, folder.path, file.path, offline IS NOT NULL"
            " FROM photo JOIN file ON photo_id = photo.id JOIN folder ON folder.id = folder_id"
            " WHERE photo.id IN (SELECT value FROM json_each(?)) AND missing_since IS NULL"
            " ORDER BY offline IS NOT NULL, file.id"
        )
        facts: dict[int, HitFacts] = {}
        with self._database.read() as connection:
            rows = connection.connection.cursor().execute(query, (json.dumps([int(i) for i in photo_ids]),))
            for photo_id, width, height, taken, colour, root, path, offline in rows:
                if photo_id not in facts:
                    facts[photo_id] = HitFacts(
                        absolute(root, path), offline == 1, _wall_time(taken), width, height, colour
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
        return self._ids(select(t.photo.c.id).where(_wholly_offline()))

    def ids(self, filters: Filters) -> IdArray:
        """Return the photos that pass `filters`, in no particular order."""
        return self._ids(self._passing(select(t.photo.c.id), filters))

    def _passing(self, query: Select[Any], filters: Filters) -> Select[Any]:
        query = query.where(t.photo.c.live_files > 0)
        if filters.taken_from is not None:
            query = query.where(t.photo.c.taken >= _day(filters.taken_from))
        if filters.taken_until is not None:
            query = query.where(t.photo.c.taken < _day(filters.taken_until + timedelta(days=1)))
        if filters.folders:
            query = query.where(
                exists()
                .where(t.file.c.photo_id == t.photo.c.id, t.file.c.missing_since.is_(None))
                .where(or_(*(self._below(path) for path in filters.folders)))
            )
        return query

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
                offline = connection.execute(select(func.count()).where(_wholly_offline())).scalar_one()
            failed = connection.execute(select(func.count()).select_from(t.problem)).scalar_one()
        return photos, embedded, offline, failed

    def listing(self, filters: Filters, *, by_arrival: bool = False, newest: int | None = None) -> Listing:
        """Return every photo that passes `filters`, newest first: by its date, or by when the library met it.

        `newest` asks only for so many of the first, which takes no time in the largest library.
        """
        taken = func.coalesce(t.photo.c.taken, UNDATED)
        columns = (t.photo.c.id, t.photo.c.width, t.photo.c.height, taken, t.photo.c.dominant_colour)
        query = self._passing(select(*columns), filters)
        if newest is not None:
            if not by_arrival:
                query = query.order_by(t.photo.c.taken.desc())
            query = query.order_by(t.photo.c.id.desc() if by_arrival else t.photo.c.id).limit(newest)
        with self._database.read() as connection:
            compiled = query.compile(connection)
            values = tuple(compiled.params[name] for name in compiled.positiontup or ())
            # The driver's own cursor: a million rows through SQLAlchemy's take three times as long.
            rows = connection.connection.cursor().execute(str(compiled), values)
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

    def _below(self, path: bytes) -> ColumnElement[bool]:
        """Return the condition that a file lies in or below the absolute `path`."""
        places: list[ColumnElement[bool]] = []
        with self._database.read() as connection:
            for folder in connection.execute(select(t.folder.c.id, t.folder.c.path)):
                here = t.file.c.folder_id == folder.id
                below = relative(folder.path, path)
                if relative(path, folder.path) is not None:
                    places.append(here)
                elif below is not None:
                    # What starts with "below/" sorts between that and the same with the next byte.
                    first = below + _SEP
                    after = below + bytes([_SEP[0] + 1])
                    places.append(here & ((t.file.c.path == below) | t.file.c.path.between(first, after)))
        return or_(*places) if places else t.file.c.id.is_(None)

    def _ids(self, query: Any) -> IdArray:
        with self._database.read() as connection:
            return np.fromiter((row[0] for row in connection.execute(query)), dtype=np.int64)


def _wholly_offline() -> ColumnElement[bool]:
    """Return the condition that a photo can be found, but every file of it is in an offline folder."""
    offline = select(t.folder.c.id).where(t.folder.c.offline.is_not(None))
    at_hand = exists().where(
        t.file.c.photo_id == t.photo.c.id, t.file.c.missing_since.is_(None), t.file.c.folder_id.not_in(offline)
    )
    return and_(t.photo.c.live_files > 0, ~at_hand)


def _day(day: date) -> int:
    return wall_seconds(datetime(day.year, day.month, day.day))  # noqa: DTZ001 - a day on the photo's own clock


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
