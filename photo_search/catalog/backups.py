"""Dated copies of a catalog: made by SQLite, checked, few kept, and brought back when the file is lost."""

from __future__ import annotations

import itertools
import os
import sqlite3
import time
from datetime import UTC, datetime
from pathlib import Path

from photo_search.catalog.connections import connect_reader, looks_like_ours

_KEPT = 2
_DAY_S = 24 * 3600


class Backups:
    """The copies of one catalog, in a folder beside it."""

    def __init__(self, catalog: Path) -> None:
        self._catalog = catalog
        self._folder = catalog.parent / "backups"

    def newest_first(self) -> list[Path]:
        """Return the backups, newest first; their names carry the time in UTC."""
        return sorted(self._folder.glob("catalog-*.sqlite"), key=lambda path: path.name, reverse=True)

    def due(self) -> bool:
        """Say whether the newest backup is older than a day."""
        newest = self.newest_first()
        return not newest or time.time() - newest[0].stat().st_mtime > _DAY_S

    def make(self) -> Path:
        """Copy the catalog as it is now and return the copy; only the newest two are kept.

        The copy is checked and only then gets its name. Raises sqlite3.Error or OSError.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        unfinished = self._folder / "unfinished"
        unfinished.unlink(missing_ok=True)
        reader = connect_reader(self._catalog)
        try:
            reader.execute("PRAGMA query_only = OFF")  # It would keep even another file from being written.
            reader.execute("VACUUM INTO ?", (os.fspath(unfinished),))
        finally:
            reader.close()
        if not sound(unfinished):
            unfinished.unlink(missing_ok=True)
            raise sqlite3.DatabaseError("the copy of the catalog failed its check")
        copy = self._folder / f"catalog-{datetime.now(UTC):%Y%m%dT%H%M%S}.sqlite"
        unfinished.replace(copy)
        for old in self.newest_first()[_KEPT:]:
            old.unlink(missing_ok=True)
        return copy

    def restore(self) -> tuple[Path | None, Path]:
        """Put the catalog aside and the newest sound backup in its place.

        Returns the backup, or None if there was none, and where the damaged file lies now. The lock of the
        library must be held.
        """
        aside = self._aside()
        for suffix in ("", "-wal", "-shm"):
            part = self._catalog.with_name(self._catalog.name + suffix)
            if part.exists():
                part.rename(aside.with_name(aside.name + suffix))
        for backup in self.newest_first():
            if sound(backup):
                unfinished = self._catalog.with_name("catalog.restoring")
                unfinished.write_bytes(backup.read_bytes())
                unfinished.replace(self._catalog)
                return backup, aside
        return None, aside

    def _aside(self) -> Path:
        stem = f"{self._catalog.stem}-damaged-{datetime.now(UTC):%Y%m%dT%H%M%S}"
        places = (self._catalog.with_name(f"{stem}{f'-{n}' if n else ''}.sqlite") for n in itertools.count())
        return next(place for place in places if not place.exists())


def sound(path: Path) -> bool:
    """Say whether the file is one of ours and SQLite finds no damage in it."""
    try:
        if not looks_like_ours(path):
            return False
        reader = connect_reader(path)
        try:
            return bool(reader.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
        finally:
            reader.close()
    except (sqlite3.Error, OSError):
        return False
