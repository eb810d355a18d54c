"""Brings a catalog file to today's schema: named steps in frozen SQL, each recorded and in a transaction.

A step is never edited once it was released: today's table classes may change, these sentences may not.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import NamedTuple

from photo_search.errors import LibraryTooNew

APPLICATION_ID = 0x50485345
"""What SQLite's header carries to say whose file it is: "PHSE"."""


class Migration(NamedTuple):
    """One step of the schema: a name that is recorded, and the statements in their order."""

    name: str
    statements: tuple[str, ...]


MIGRATIONS: tuple[Migration, ...] = (
    Migration(
        "0001-photos-files-and-embeddings",
        (
            """CREATE TABLE folder (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                path BLOB NOT NULL UNIQUE,
                exclusions TEXT NOT NULL DEFAULT '[]',
                offline TEXT,
                added_at INTEGER NOT NULL
            )""",
            """CREATE TABLE photo (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                content_hash BLOB NOT NULL UNIQUE,
                byte_size INTEGER NOT NULL,
                format TEXT NOT NULL,
                width INTEGER NOT NULL,
                height INTEGER NOT NULL,
                dominant_colour INTEGER NOT NULL,
                taken INTEGER,
                taken_offset INTEGER,
                taken_guessed INTEGER NOT NULL,
                camera_make TEXT,
                camera_model TEXT,
                lens TEXT,
                exposure_s REAL,
                f_number REAL,
                iso INTEGER,
                focal_mm REAL,
                latitude REAL,
                longitude REAL,
                altitude_m REAL,
                orientation INTEGER NOT NULL,
                rating INTEGER,
                caption TEXT,
                keywords TEXT NOT NULL DEFAULT '[]',
                live_files INTEGER NOT NULL DEFAULT 0,
                added_at INTEGER NOT NULL
            )""",
            "CREATE INDEX photo_taken ON photo (taken)",
            "CREATE INDEX photo_byte_size ON photo (byte_size)",
            "CREATE INDEX photo_hidden ON photo (id) WHERE live_files = 0",
            """CREATE TABLE file (
                id INTEGER PRIMARY KEY,
                folder_id INTEGER NOT NULL REFERENCES folder (id) ON DELETE CASCADE,
                path BLOB NOT NULL,
                size INTEGER NOT NULL,
                mtime_ns INTEGER NOT NULL,
                ctime_ns INTEGER NOT NULL,
                inode INTEGER NOT NULL,
                photo_id INTEGER REFERENCES photo (id),
                missing_since INTEGER,
                UNIQUE (folder_id, path)
            )""",
            "CREATE INDEX file_photo ON file (photo_id, missing_since)",
            # photo.live_files counts the files that are there or in an offline folder, so that a search can
            # leave out the photos without one in no time.
            """CREATE TRIGGER file_added AFTER INSERT ON file
                WHEN NEW.photo_id IS NOT NULL AND NEW.missing_since IS NULL BEGIN
                UPDATE photo SET live_files = live_files + 1 WHERE id = NEW.photo_id;
            END""",
            """CREATE TRIGGER file_removed AFTER DELETE ON file
                WHEN OLD.photo_id IS NOT NULL AND OLD.missing_since IS NULL BEGIN
                UPDATE photo SET live_files = live_files - 1 WHERE id = OLD.photo_id;
            END""",
            """CREATE TRIGGER file_left AFTER UPDATE OF photo_id, missing_since ON file
                WHEN OLD.photo_id IS NOT NULL AND OLD.missing_since IS NULL BEGIN
                UPDATE photo SET live_files = live_files - 1 WHERE id = OLD.photo_id;
            END""",
            """CREATE TRIGGER file_joined AFTER UPDATE OF photo_id, missing_since ON file
                WHEN NEW.photo_id IS NOT NULL AND NEW.missing_since IS NULL BEGIN
                UPDATE photo SET live_files = live_files + 1 WHERE id = NEW.photo_id;
            END""",
            """CREATE TABLE model_space (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                model TEXT NOT NULL,
                revision TEXT NOT NULL,
                variant TEXT NOT NULL,
                preprocessing INTEGER NOT NULL,
                dimension INTEGER NOT NULL,
                embeddings INTEGER NOT NULL DEFAULT 0,
                last_embedding INTEGER NOT NULL DEFAULT 0,
                removals INTEGER NOT NULL DEFAULT 0,
                added_at INTEGER NOT NULL,
                UNIQUE (model, revision, variant, preprocessing, dimension)
            )""",
            """CREATE TABLE embedding (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                space_id INTEGER NOT NULL REFERENCES model_space (id) ON DELETE CASCADE,
                photo_id INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
                vector BLOB NOT NULL,
                checksum INTEGER NOT NULL,
                UNIQUE (space_id, photo_id)
            )""",
            "CREATE INDEX embedding_photo ON embedding (photo_id)",
            # These three let a cache of a space's vectors see in one row whether it is still whole.
            """CREATE TRIGGER embedding_added AFTER INSERT ON embedding BEGIN
                UPDATE model_space SET embeddings = embeddings + 1, last_embedding = NEW.id WHERE id = NEW.space_id;
            END""",
            """CREATE TRIGGER embedding_removed AFTER DELETE ON embedding BEGIN
                UPDATE model_space SET embeddings = embeddings - 1, removals = removals + 1 WHERE id = OLD.space_id;
            END""",
            """CREATE TABLE problem (
                folder_id INTEGER NOT NULL REFERENCES folder (id) ON DELETE CASCADE,
                path BLOB NOT NULL,
                stage TEXT NOT NULL,
                sentence TEXT NOT NULL,
                attempts INTEGER NOT NULL,
                last_tried INTEGER NOT NULL,
                PRIMARY KEY (folder_id, path)
            ) WITHOUT ROWID""",
        ),
    ),
    Migration(
        "0002-roles-of-model-spaces",
        (
            """CREATE TABLE space_role (
                role TEXT PRIMARY KEY CHECK (role IN ('answering', 'coming', 'previous')),
                space_id INTEGER NOT NULL REFERENCES model_space (id) ON DELETE CASCADE,
                share REAL NOT NULL DEFAULT 1,
                since INTEGER NOT NULL
            ) WITHOUT ROWID""",
            # Until now the model that ships with the app answered, whose newest space is the last that was added.
            """INSERT INTO space_role (role, space_id, since)
                SELECT 'answering', id, unixepoch() FROM model_space WHERE embeddings > 0 ORDER BY id DESC LIMIT 1""",
        ),
    ),
)

_RECORD = "CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, applied_at INTEGER NOT NULL) WITHOUT ROWID"


def pending(connection: sqlite3.Connection, migrations: tuple[Migration, ...] = MIGRATIONS) -> list[Migration]:
    """Return the steps that the file lacks, in order.

    Raises LibraryTooNew if it has had steps that this version does not know.
    """
    table = connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migration'").fetchone()
    applied = {name for (name,) in connection.execute("SELECT name FROM migration")} if table else set()
    if unknown := applied - {step.name for step in migrations}:
        raise LibraryTooNew(
            f"This library was last opened by a newer photo_search (it has had the step “{min(unknown)}”).",
            "Update photo_search on this computer, or name another library with --library. Nothing was changed.",
        )
    return [step for step in migrations if step.name not in applied]


def migrate(
    connection: sqlite3.Connection,
    before_first: Callable[[], object],
    migrations: tuple[Migration, ...] = MIGRATIONS,
) -> list[str]:
    """Apply the steps that are missing, each in a transaction with its record; return their names.

    `connection` must be in autocommit mode. `before_first` is called once before a file that already has
    steps is changed: the place for a backup.
    """
    steps = pending(connection, migrations)
    if steps and len(steps) < len(migrations):
        before_first()
    connection.execute(_RECORD)
    for step in steps:
        connection.execute("BEGIN IMMEDIATE")
        try:
            for statement in step.statements:
                connection.execute(statement)
            connection.execute("INSERT INTO migration VALUES (?, unixepoch())", (step.name,))
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
    return [step.name for step in steps]
