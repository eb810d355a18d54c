"""What is known: opens a library's catalog and holds its parts.

SQLite is the truth; indexes and thumbnails can be made from it and the photos.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path

from photo_search.catalog import changes
from photo_search.catalog.backups import Backups
from photo_search.catalog.connections import (
    connect_reader,
    connect_writer,
    damaged,
    looks_like_ours,
    world_faults,
)
from photo_search.catalog.database import Database
from photo_search.catalog.embeddings import Embeddings
from photo_search.catalog.folders import Folders, relative
from photo_search.catalog.kept_searches import AskedSearches, SavedSearches
from photo_search.catalog.migrations import migrate, pending
from photo_search.catalog.photo_words import settle_left_over
from photo_search.catalog.photos import Photos
from photo_search.catalog.places import PhotoPlaces
from photo_search.catalog.roles import SpaceRoles
from photo_search.catalog.space_gaps import SpaceGaps
from photo_search.catalog.tuning import ScoreTuning
from photo_search.catalog.words import Words


class Catalog:
    """An open catalog. Reads may come from any thread; every change runs on one writer thread."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.folders = Folders(database)
        self.photos = Photos(database)
        self.embeddings = Embeddings(database)
        self.roles = SpaceRoles(database)
        self.gaps = SpaceGaps(database)
        self.words = Words(database)
        self.places = PhotoPlaces(database)
        self.tuning = ScoreTuning(database)
        self.saved = SavedSearches(database)
        self.asked = AskedSearches(database)
        self.backups = Backups(database.path)

    @classmethod
    def create(cls, path: Path) -> None:
        """Make an empty catalog at `path`; it appears there whole or not at all."""
        unfinished = path.with_name(path.name + ".new")
        with world_faults(path):
            for suffix in ("", "-wal", "-shm"):
                unfinished.with_name(unfinished.name + suffix).unlink(missing_ok=True)
            connection = connect_writer(unfinished)
            try:
                migrate(connection, before_first=lambda: None)
                connection.execute("PRAGMA journal_mode = DELETE")
            finally:
                connection.close()
        unfinished.replace(path)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Catalog:
        """Open the catalog at `path`, bringing its schema up to date first; the library's lock must be held.

        Opened for reading only, it needs no lock, but must be up to date: see `is_current`.
        Raises NotALibrary, LibraryTooNew, LibraryInUse, LibraryReadOnly or StorageFull.
        """
        if not looks_like_ours(path):
            raise damaged(path)
        with world_faults(path):
            if not read_only:
                connection = connect_writer(path)
                try:
                    migrate(connection, before_first=lambda: Backups(path).make())
                    settle_left_over(connection)
                finally:
                    connection.close()
        return cls(Database(path, read_only=read_only))

    @classmethod
    def is_current(cls, path: Path) -> bool:
        """Say whether the schema needs no migration. Raises as `open` does."""
        if not looks_like_ours(path):
            raise damaged(path)
        with world_faults(path):
            connection = connect_reader(path)
            try:
                return not pending(connection)
            finally:
                connection.close()

    def write(self, batch: changes.Batch) -> Future[int]:
        """Queue a batch of an index run; the future tells how many embeddings were new."""
        return self._database.submit(lambda connection: changes.write_batch(connection, batch))

    def forget_unused(self) -> list[bytes]:
        """Forget the photos that no file refers to, with their embeddings; return their content hashes."""
        return self._database.write(changes.forget_unused)

    def forget_problems(self, places: Sequence[tuple[int, bytes]]) -> None:
        """Forget what was wrong at these files, given as (folder id, absolute path)."""
        below = self._below(places)
        self._database.write(lambda connection: changes.forget_problems(connection, below))

    def read_again(self, photo_ids: Sequence[int] = (), places: Sequence[tuple[int, bytes]] = ()) -> None:
        """Make the next index run read these photos, and the files at (folder id, absolute path), again."""
        below = self._below(places)
        self._database.write(lambda connection: changes.forget_stamps(connection, photo_ids, below))

    def version(self) -> int:
        """Return a number that differs whenever anything was written since the last call, by any process."""
        return self._database.version()

    def faults(self) -> list[str]:
        """Return what SQLite finds wrong with the file, and counts that don't add up."""
        with self._database.read() as connection:
            cursor = connection.connection.cursor()
            try:
                found = [row[0] for row in cursor.execute("PRAGMA integrity_check") if row[0] != "ok"]
                broken_links = len(cursor.execute("PRAGMA foreign_key_check").fetchall())
                (miscounted,) = cursor.execute(
                    "SELECT count(*) FROM photo WHERE live_files != (SELECT count(*) FROM file"
                    " WHERE file.photo_id = photo.id AND missing_since IS NULL)"
                ).fetchone()
                (miscounted_spaces,) = cursor.execute(
                    "SELECT count(*) FROM model_space WHERE embeddings !="
                    " (SELECT count(*) FROM embedding WHERE space_id = model_space.id)"
                ).fetchone()
            except sqlite3.DatabaseError as error:
                return [str(error)]
        if broken_links:
            found.append(f"{broken_links} rows refer to something that isn't there")
        if miscounted or miscounted_spaces:
            found.append(f"{miscounted + miscounted_spaces} counts don't add up")
        return found

    def close(self) -> None:
        """Finish what is queued and close the file."""
        self._database.close()

    def _below(self, places: Sequence[tuple[int, bytes]]) -> list[tuple[int, bytes]]:
        roots = {folder.folder_id: folder.path for folder in self.folders.all()}
        pairs = ((folder_id, relative(roots[folder_id], path)) for folder_id, path in places if folder_id in roots)
        return [(folder_id, below) for folder_id, below in pairs if below is not None]
