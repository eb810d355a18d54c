"""What a model space lacks of the library, and where it can be had."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from sqlalchemy import select

from photo_search.catalog import tables as t
from photo_search.catalog.database import Database
from photo_search.catalog.folders import absolute
from photo_search.catalog.photos import in_parts
from photo_search.catalog.roles import in_share
from photo_search.records import FileStamp, FoundFile

IdArray = npt.NDArray[np.int64]


class Lacking(NamedTuple):
    """A photo that a space has no embedding of. `waiting` says that no file of it can be read now."""

    photo_id: int
    content_hash: bytes
    waiting: bool


class PlacedFile(NamedTuple):
    """A file that can be read now, and the folder that it lies in."""

    folder_id: int
    found: FoundFile


class SpaceGaps:
    """Asks what is between the spaces and the library."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def lacking(self, space_id: int, share: float = 1.0) -> list[Lacking]:
        """Return the photos that a space lacks, newest first; with a `share` below 1, only of that part (`in_share`).

        Photos that no file holds any more are left out.
        """
        query = (
            "SELECT id, content_hash, NOT EXISTS (SELECT 1 FROM file JOIN folder ON folder.id = folder_id"
            " WHERE photo_id = photo.id AND missing_since IS NULL AND offline IS NULL) FROM photo WHERE live_files > 0"
            " AND NOT EXISTS (SELECT 1 FROM embedding WHERE space_id = ? AND photo_id = photo.id)"
            " ORDER BY taken DESC, id DESC"
        )
        with self._database.read() as connection:
            rows = connection.connection.cursor().execute(query, (space_id,))
            return [
                Lacking(photo_id, content_hash, waiting == 1)
                for photo_id, content_hash, waiting in rows
                if share >= 1 or in_share(content_hash, share)
            ]

    def wanted(self, share: float) -> int:
        """Return how many photos belong to a share of the library."""
        query = select(t.photo.c.content_hash).where(t.photo.c.live_files > 0)
        with self._database.read() as connection:
            return sum(in_share(content_hash, share) for content_hash in connection.execute(query).scalars())

    def files(self, photo_ids: Sequence[int]) -> dict[int, list[PlacedFile]]:
        """Return the files that photos can be read from now; a photo without any is left out."""
        files: dict[int, list[PlacedFile]] = {}
        for part in in_parts(photo_ids):
            query = (
                select(t.file, t.folder.c.path.label("root"))
                .join(t.folder, t.folder.c.id == t.file.c.folder_id)
                .where(t.file.c.photo_id.in_(part), t.file.c.missing_since.is_(None), t.folder.c.offline.is_(None))
                .order_by(t.file.c.id)
            )
            with self._database.read() as connection:
                for row in connection.execute(query):
                    stamp = FileStamp(row.size, row.mtime_ns, row.ctime_ns, row.inode)
                    place = PlacedFile(row.folder_id, FoundFile(absolute(row.root, row.path), stamp))
                    files.setdefault(row.photo_id, []).append(place)
        return files

    def only_in(self, space_id: int, others: Sequence[int]) -> IdArray:
        """Return the photos that a space has and none of the others, int64 [n], ascending."""
        query = (
            "SELECT photo_id FROM embedding AS one WHERE space_id = ? AND NOT EXISTS (SELECT 1 FROM embedding"
            " WHERE photo_id = one.photo_id AND space_id IN (SELECT value FROM json_each(?))) ORDER BY photo_id"
        )
        with self._database.read() as connection:
            rows = connection.connection.cursor().execute(query, (space_id, json.dumps(list(others))))
            return np.fromiter((row[0] for row in rows), np.int64)
