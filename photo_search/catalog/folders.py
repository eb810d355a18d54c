"""The folders of a library: where they are, what is left out of them, and whether they can be seen now."""

from __future__ import annotations

import json
import os
import time

from sqlalchemy import BLOB, Connection, cast, delete, func, insert, literal, select, update

from photo_search.catalog import tables as t
from photo_search.catalog.database import Database
from photo_search.errors import FolderUnusable
from photo_search.paths import display_path
from photo_search.records import Folder

_SEP = os.fsencode(os.sep)


def absolute(root: bytes, relative: bytes) -> bytes:
    """Return the path of a file that lies at `relative` below `root`; the root itself for b""."""
    return root.rstrip(_SEP) + _SEP + relative if relative else root


def relative(root: bytes, path: bytes) -> bytes | None:
    """Return where `path` lies below `root`, b"" for the root itself, or None if it lies elsewhere."""
    if path == root:
        return b""
    prefix = root.rstrip(_SEP) + _SEP
    return path[len(prefix) :] if path.startswith(prefix) else None


class Folders:
    """Reads and changes the library's folders."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Folder]:
        """Return every folder, in the order in which they were added."""
        # Two steps: counting the files is a walk over an index, joining them to their folders would read rows.
        counts = (
            select(t.file.c.folder_id, func.count(t.file.c.photo_id.distinct()).label("photos"))
            .where(t.file.c.missing_since.is_(None))
            .group_by(t.file.c.folder_id)
            .subquery()
        )
        query = (
            select(t.folder, func.coalesce(counts.c.photos, 0).label("photos"))
            .outerjoin(counts, counts.c.folder_id == t.folder.c.id)
            .order_by(t.folder.c.id)
        )
        with self._database.read() as connection:
            return [
                Folder(row.id, row.path, tuple(json.loads(row.exclusions)), row.offline, row.photos)
                for row in connection.execute(query)
            ]

    def add(self, path: bytes, exclusions: tuple[str, ...] = ()) -> Folder:
        """Add the folder at the absolute `path`; folders of the library below it become part of it.

        Raises FolderUnusable if it is part of the library already.
        """

        def change(connection: Connection) -> int:
            inner = []
            for row in connection.execute(select(t.folder.c.id, t.folder.c.path)):
                if relative(row.path, path) is not None:
                    raise FolderUnusable(
                        f"“{display_path(path)}” is in the library already"
                        + ("." if row.path == path else f", as part of “{display_path(row.path)}”."),
                        "Nothing needs doing; “photo-search index” looks for new photos in it.",
                    )
                below = relative(path, row.path)
                if below is not None:
                    inner.append((row.id, below))
            folder_id = connection.execute(
                insert(t.folder)
                .values(path=path, exclusions=json.dumps(exclusions), added_at=int(time.time()))
                .returning(t.folder.c.id)
            ).scalar_one()
            for inner_id, below in inner:
                for table in (t.file, t.problem):
                    connection.execute(
                        update(table)
                        .where(table.c.folder_id == inner_id)
                        # SQLite's concatenation gives text, whatever the parts are; the bytes stay.
                        .values(
                            folder_id=folder_id,
                            path=cast(literal(below + _SEP, BLOB).op("||")(table.c.path), BLOB),
                        )
                    )
                connection.execute(delete(t.folder).where(t.folder.c.id == inner_id))
            return int(folder_id)

        folder_id = self._database.write(change)
        return next(folder for folder in self.all() if folder.folder_id == folder_id)

    def remove(self, folder_id: int) -> None:
        """Forget the folder, its files and their problems. Photos and their embeddings stay, for its return."""
        self._database.write(lambda connection: connection.execute(delete(t.folder).where(t.folder.c.id == folder_id)))

    def set_offline(self, folder_id: int, sentence: str | None) -> None:
        """Note why the folder can't be seen now, or (None) that it can."""
        self._database.write(
            lambda connection: connection.execute(
                update(t.folder).where(t.folder.c.id == folder_id).values(offline=sentence)
            )
        )

    def set_exclusions(self, folder_id: int, patterns: tuple[str, ...]) -> None:
        """Replace the patterns of what is left out, from the next index run on."""
        self._database.write(
            lambda connection: connection.execute(
                update(t.folder).where(t.folder.c.id == folder_id).values(exclusions=json.dumps(patterns))
            )
        )

    def forget_missing(self, folder_id: int) -> int:
        """Forget the files of a folder that were not there when it was last seen; return how many."""

        def change(connection: Connection) -> int:
            return connection.execute(
                delete(t.file).where(t.file.c.folder_id == folder_id, t.file.c.missing_since.is_not(None))
            ).rowcount

        return self._database.write(change)
