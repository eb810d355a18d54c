"""Keeps the thumbnails, by content hash, in an SQLite file of their own: a cache that may be lost and made again."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from photo_search.catalog.connections import connect_reader, world_faults
from photo_search.errors import Bug

APPLICATION_ID = int.from_bytes(b"PSth", "big")
VERSION = 1

_TABLE = "CREATE TABLE thumbnail (content_hash BLOB NOT NULL PRIMARY KEY, jpeg BLOB NOT NULL)"
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}

_log = logging.getLogger(__name__)
_T = TypeVar("_T")


class ThumbnailStore:
    """Thumbnails by content hash. Its methods may be called from any thread.

    Two connections, so that showing thumbnails never waits for their being written; the writing one alone
    checkpoints (see catalog/connections.py). No memory mapping: it would spare 7 us of 22 a thumbnail, but where the
    file is cut short or its disk fails it ends the process.

    A file that is damaged, or not ours, is put aside, and a new one takes its place; `put_aside` names the old one.
    """

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self._path = path
        self._read_only = read_only
        self._reading, self._writing = threading.Lock(), threading.Lock()
        self.put_aside: Path | None = None
        self._reader, self._writer = self._connect()

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> ThumbnailStore:
        """Open the store at `path`, making it if it is absent; `read_only`, one that is absent or damaged is empty.

        Raises StorageFull, LibraryInUse or LibraryReadOnly, as do all methods that write.
        """
        with world_faults(path):
            return cls(path, read_only=read_only)

    def close(self) -> None:
        """Close the file."""
        with self._writing, self._reading:
            self._disconnect()

    def get(self, content_hash: bytes) -> bytes | None:
        """Return the JPEG of a thumbnail, or None if there is none that can be read."""
        select = "SELECT jpeg FROM thumbnail WHERE content_hash = ?"
        try:
            with self._reading:
                row = self._reader.execute(select, (content_hash,)).fetchone()
        except sqlite3.DatabaseError as error:
            if _code(error) is None:
                raise
            _log.warning("A thumbnail can't be read: %s", error)
            return None
        return row[0] if row else None

    def has(self, content_hash: bytes) -> bool:
        """Return whether there is a thumbnail."""
        return not self.missing([content_hash])

    def missing(self, hashes: Iterable[bytes]) -> set[bytes]:
        """Return those of `hashes` that have no thumbnail."""
        keys = list(hashes)
        select = "SELECT 1 FROM thumbnail WHERE content_hash = ?"
        return self._do(lambda file: {key for key in keys if file.execute(select, (key,)).fetchone() is None})

    def hashes(self) -> set[bytes]:
        """Return the content hashes of all thumbnails."""
        return self._do(lambda file: {key for (key,) in file.execute("SELECT content_hash FROM thumbnail")})

    def put_many(self, items: Iterable[tuple[bytes, bytes]]) -> None:
        """Add or replace thumbnails, as pairs of content hash and JPEG: all or none."""
        rows = list(items)
        self._do(lambda file: _change(file, "INSERT OR REPLACE INTO thumbnail VALUES (?, ?)", rows))

    def remove_many(self, hashes: Iterable[bytes]) -> None:
        """Remove thumbnails, if they are there: all or none."""
        rows = [(key,) for key in hashes]
        self._do(lambda file: _change(file, "DELETE FROM thumbnail WHERE content_hash = ?", rows))

    def check(self) -> list[str]:
        """Read everything and return a sentence for each fault; empty if all is well. It changes nothing."""
        with self._writing, world_faults(self._path):
            try:
                return _faults(self._writer)
            except sqlite3.DatabaseError as error:
                if _code(error) not in _DAMAGED:
                    raise
                return [f"The file of thumbnails is damaged: {error}."]

    def start_anew(self) -> None:
        """Put the file aside and go on with an empty one."""
        with self._writing, world_faults(self._path):
            self._start_anew()

    def _do(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        """Do `work`, if need be again with a new file after the old one turned out to be damaged."""
        with self._writing, world_faults(self._path):
            try:
                return work(self._writer)
            except sqlite3.DatabaseError as error:
                if _code(error) not in _DAMAGED:
                    raise
                self._start_anew()
                return work(self._writer)

    def _start_anew(self) -> None:
        with self._reading:
            self._disconnect()
            self._put_aside()
            self._reader, self._writer = self._connect()

    def _connect(self) -> tuple[sqlite3.Connection, sqlite3.Connection]:
        """Return a connection for `get` and one for all else."""
        if self._read_only:
            only = _open_to_read(self._path)
            return only, only
        writer = _open_to_write(self._path)
        if writer is None:
            self._put_aside()
            writer = _open_to_write(self._path)
        if writer is None:
            raise Bug("A new file of thumbnails is damaged")
        return connect_reader(self._path), writer

    def _disconnect(self) -> None:
        self._reader.close()
        self._writer.close()

    def _put_aside(self) -> None:
        if self._read_only:
            return
        self.put_aside = self._path.with_name(self._path.name + ".damaged")
        for ending in ("-wal", "-shm"):
            self._path.with_name(self._path.name + ending).unlink(missing_ok=True)
        self._path.replace(self.put_aside)
        _log.warning("The thumbnails were damaged. They are made anew; the old file is now %s", self.put_aside.name)


def _open_to_write(path: Path) -> sqlite3.Connection | None:
    """Open a store, or make it; None if the file is damaged or something else."""
    file = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=5)
    try:
        file.execute("PRAGMA page_size = 16384")
        if file.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None:
            file.execute("PRAGMA journal_mode = WAL")
            file.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            file.execute(f"PRAGMA user_version = {VERSION}")
            file.execute(_TABLE)
        file.execute("PRAGMA synchronous = NORMAL")
        if _is_ours(file):
            return file
    except sqlite3.DatabaseError as error:
        if _code(error) not in _DAMAGED:
            file.close()
            raise
    file.close()
    return None


def _open_to_read(path: Path) -> sqlite3.Connection:
    """Open a store that nothing is written to; an empty one if there is none, or the file is unusable."""
    if path.exists():
        try:
            file = connect_reader(path)
            if _is_ours(file):
                return file
            file.close()
        except sqlite3.DatabaseError as error:
            if _code(error) not in _DAMAGED:
                raise
    nothing = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    nothing.execute(_TABLE)
    nothing.execute("PRAGMA query_only = ON")
    return nothing


def _is_ours(file: sqlite3.Connection) -> bool:
    return [file.execute(f"PRAGMA {mark}").fetchone()[0] for mark in ("application_id", "user_version")] == [
        APPLICATION_ID,
        VERSION,
    ]


def _change(file: sqlite3.Connection, statement: str, rows: Sequence[tuple[bytes, ...]]) -> None:
    file.execute("BEGIN IMMEDIATE")
    try:
        file.executemany(statement, rows)
        file.execute("COMMIT")
    except BaseException:
        if file.in_transaction:  # A full disk rolls back by itself.
            file.execute("ROLLBACK")
        raise


def _faults(file: sqlite3.Connection) -> list[str]:
    found = [row[0] for row in file.execute("PRAGMA quick_check")]
    faults = [] if found == ["ok"] else [f"The file of thumbnails is damaged: {fault}" for fault in found]
    # A JPEG begins and ends with a marker of its own (ITU-T T.81, B.1.1.3).
    (spoilt,) = file.execute(
        "SELECT count(*) FROM thumbnail"
        " WHERE length(content_hash) <> 20 OR substr(jpeg, 1, 2) <> x'FFD8' OR substr(jpeg, -2) <> x'FFD9'"
    ).fetchone()
    if spoilt:
        faults.append(f"{spoilt:,} thumbnails are damaged.")
    return faults


def _code(error: sqlite3.DatabaseError) -> int | None:
    """Return SQLite's primary result code, None where the error is not SQLite's but that of a closed connection."""
    code = getattr(error, "sqlite_errorcode", None)
    return code & 0xFF if isinstance(code, int) else None
