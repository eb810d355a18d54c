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
    Migration(
        "0003-words-and-places",
        (
            """CREATE TABLE place (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                name TEXT NOT NULL,
                region TEXT NOT NULL,
                country TEXT NOT NULL,
                country_code TEXT NOT NULL,
                words TEXT NOT NULL DEFAULT '',
                latitude REAL NOT NULL,
                longitude REAL NOT NULL,
                UNIQUE (name, region, country_code)
            )""",
            # NULL: not looked up yet, or nothing to look up.
            "ALTER TABLE photo ADD COLUMN place_id INTEGER REFERENCES place (id)",
            "CREATE INDEX photo_place ON photo (place_id) WHERE place_id IS NOT NULL",
            """CREATE TRIGGER photo_elsewhere AFTER UPDATE OF latitude, longitude ON photo
                WHEN OLD.latitude IS NOT NEW.latitude OR OLD.longitude IS NOT NEW.longitude BEGIN
                UPDATE photo SET place_id = NULL WHERE id = NEW.id;
            END""",
            # What each photo can be found by; `name` is NULL where no file is there or in an offline folder. A file's
            # name holds its folders' from the library's own folder on: what follows the last separator of that one's
            # path. The join is a CROSS JOIN to keep the files of a photo in their order.
            """CREATE VIEW photo_text AS SELECT
                photo.id AS id,
                (SELECT group_concat(
                    substr(root, length(rtrim(root, replace(replace(root, '/', ''), char(92), ''))) + 1)
                        || '/' || CAST(path AS TEXT), ' / ')
                    FROM (SELECT file.path AS path, rtrim(CAST(folder.path AS TEXT), '/' || char(92)) AS root
                        FROM file CROSS JOIN folder ON folder.id = file.folder_id
                        WHERE file.photo_id = photo.id AND file.missing_since IS NULL)) AS name,
                coalesce(caption, '') AS caption,
                CASE keywords WHEN '[]' THEN ''
                    ELSE (SELECT group_concat(value, ' / ') FROM json_each(keywords)) END AS keywords,
                coalesce((SELECT place.name || ' / ' || region || ' / ' || country || ' / ' || words
                    FROM place WHERE place.id = photo.place_id), '') AS place
            FROM photo""",
            # Its own copy of the text, because older SQLite (before 3.43) can't take a row out of an index without it.
            # Beginnings of one letter are indexed; longer ones are found quickly enough among the words themselves.
            """CREATE VIRTUAL TABLE photo_words USING fts5(
                name, caption, keywords, place, tokenize = 'unicode61 remove_diacritics 2', prefix = '1'
            )""",
            # The photos that changed since words and labels were last put right, which the writer does at the end of
            # each transaction: an index for full text that is changed row by row is slow.
            "CREATE TABLE words_due (photo_id INTEGER NOT NULL)",
            """CREATE TRIGGER words_of_new_file AFTER INSERT ON file WHEN NEW.photo_id IS NOT NULL BEGIN
                INSERT INTO words_due VALUES (NEW.photo_id);
            END""",
            """CREATE TRIGGER words_of_lost_file AFTER DELETE ON file WHEN OLD.photo_id IS NOT NULL BEGIN
                INSERT INTO words_due VALUES (OLD.photo_id);
            END""",
            """CREATE TRIGGER words_of_changed_file AFTER UPDATE OF folder_id, path, photo_id, missing_since ON file
                WHEN (OLD.folder_id, OLD.path, OLD.photo_id, OLD.missing_since)
                    IS NOT (NEW.folder_id, NEW.path, NEW.photo_id, NEW.missing_since) BEGIN
                INSERT INTO words_due SELECT id FROM photo WHERE id IN (OLD.photo_id, NEW.photo_id);
            END""",
            """CREATE TRIGGER words_of_renamed_folder AFTER UPDATE OF path ON folder WHEN OLD.path != NEW.path BEGIN
                INSERT INTO words_due SELECT photo_id FROM file WHERE folder_id = NEW.id AND photo_id IS NOT NULL;
            END""",
            """CREATE TRIGGER words_of_photo
                AFTER UPDATE OF caption, keywords, place_id, camera_make, camera_model, lens ON photo
                WHEN (OLD.caption, OLD.keywords, OLD.place_id, OLD.camera_make, OLD.camera_model, OLD.lens)
                    IS NOT (NEW.caption, NEW.keywords, NEW.place_id, NEW.camera_make, NEW.camera_model, NEW.lens) BEGIN
                INSERT INTO words_due VALUES (NEW.id);
            END""",
            """CREATE TRIGGER words_of_place AFTER UPDATE OF name, region, country, words ON place BEGIN
                INSERT INTO words_due SELECT id FROM photo WHERE place_id = NEW.id;
            END""",
            "INSERT INTO words_due SELECT id FROM photo",
            # What many photos share: cameras, lenses, tags, folders and places, of photos with a file that is there or
            # in an offline folder. `folded` is what a text is compared by.
            """CREATE TABLE label (
                id INTEGER PRIMARY KEY,
                kind TEXT NOT NULL,
                text TEXT NOT NULL,
                folded TEXT NOT NULL DEFAULT '',
                photos INTEGER NOT NULL DEFAULT 0,
                UNIQUE (kind, text)
            )""",
            """CREATE TABLE photo_label (
                label_id INTEGER NOT NULL REFERENCES label (id) ON DELETE CASCADE,
                photo_id INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
                PRIMARY KEY (label_id, photo_id)
            ) WITHOUT ROWID""",
            "CREATE INDEX photo_label_photo ON photo_label (photo_id)",
            """CREATE TRIGGER label_given AFTER INSERT ON photo_label BEGIN
                UPDATE label SET photos = photos + 1 WHERE id = NEW.label_id;
            END""",
            """CREATE TRIGGER label_taken AFTER DELETE ON photo_label BEGIN
                UPDATE label SET photos = photos - 1 WHERE id = OLD.label_id;
            END""",
            # Numbers that photos are asked for: a scan of these is a fifth of one over whole rows.
            """CREATE INDEX photo_facts ON photo
                (taken, byte_size, format, width, height, iso, rating, live_files)""",
            "CREATE INDEX photo_position ON photo (latitude, longitude, live_files) WHERE latitude IS NOT NULL",
        ),
    ),
    Migration(
        "0004-kept-searches-and-tuning",
        (
            # `folded` is what makes two names or questions the same.
            """CREATE TABLE saved_search (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                name TEXT NOT NULL,
                folded TEXT NOT NULL UNIQUE,
                text TEXT NOT NULL,
                is_concept INTEGER NOT NULL,
                pinned INTEGER NOT NULL DEFAULT 0,
                position INTEGER NOT NULL,
                added_at INTEGER NOT NULL
            )""",
            # A question that is asked again gets a new id: the order of ids is that of asking.
            """CREATE TABLE asked_search (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                folded TEXT NOT NULL UNIQUE,
                text TEXT NOT NULL,
                times INTEGER NOT NULL,
                matching INTEGER,
                last_asked INTEGER NOT NULL
            )""",
            """CREATE TABLE score_tuning (
                space_id INTEGER PRIMARY KEY REFERENCES model_space (id) ON DELETE CASCADE,
                temperature REAL,
                strictness REAL
            )""",
            # One row: the table of places that photos were looked up in, and up to which photo; NULL once all were.
            """CREATE TABLE place_lookup (
                only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
                version TEXT NOT NULL,
                reached INTEGER
            )""",
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
