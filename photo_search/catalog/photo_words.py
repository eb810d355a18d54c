"""Keeps what photos are found by, their words and labels, in step with the catalog's tables.

The tables' triggers note in `words_due` which photos changed; whoever writes calls `settle_words` before the end of the
transaction.
"""

# ruff: noqa: S608 - every part of the sentences is a constant of this module

from __future__ import annotations

import os
import sqlite3
import unicodedata
from enum import StrEnum


class LabelKind(StrEnum):
    """What a label is: something that many photos share."""

    TAG = "tag"
    PLACE = "place"
    FOLDER = "folder"
    CAMERA = "camera"
    LENS = "lens"


PLACE_PARTS = " / "
"""What stands between a place's name, region, country and other words in its label."""

_DUE = "SELECT photo_id FROM words_due"
_WHERE = f"WHERE photo.id IN ({_DUE}) AND live_files > 0"
_ROOT = "rtrim(CAST(folder.path AS TEXT), :sep)"
_LABELS = {
    LabelKind.TAG: f"SELECT photo.id, value FROM photo CROSS JOIN json_each(keywords) {_WHERE}",
    LabelKind.PLACE: "SELECT photo.id, place.name || ' / ' || region || ' / ' || country || ' / ' || words"
    f" FROM photo CROSS JOIN place ON place.id = place_id {_WHERE}",
    # Many models begin with their maker's name.
    LabelKind.CAMERA: "SELECT id, CASE WHEN instr(lower(camera_model), lower(camera_make)) = 1 THEN camera_model"
    f" ELSE ltrim(coalesce(camera_make, '') || ' ' || coalesce(camera_model, '')) END FROM photo {_WHERE}"
    " AND (camera_make IS NOT NULL OR camera_model IS NOT NULL)",
    LabelKind.LENS: f"SELECT id, lens FROM photo {_WHERE} AND lens IS NOT NULL",
    # From the library's own folder on: what follows the last separator of its path, and the file's up to its last.
    LabelKind.FOLDER: f"SELECT photo_id, substr({_ROOT}, length(rtrim({_ROOT}, replace({_ROOT}, :sep, ''))) + 1)"
    " || :sep || rtrim(CAST(file.path AS TEXT), replace(CAST(file.path AS TEXT), :sep, ''))"
    f" FROM file CROSS JOIN folder ON folder.id = folder_id WHERE photo_id IN ({_DUE}) AND missing_since IS NULL",
}

_TEXT = "SELECT id, name, caption, keywords, place FROM photo_text WHERE name IS NOT NULL"


def settle_words(cursor: sqlite3.Cursor) -> None:
    """Put right the words and labels of the photos that the open transaction changed."""
    if cursor.execute("SELECT 1 FROM words_due LIMIT 1").fetchone() is None:
        return
    cursor.execute(f"DELETE FROM photo_words WHERE rowid IN ({_DUE})")
    cursor.execute(f"INSERT INTO photo_words (rowid, name, caption, keywords, place) {_TEXT} AND id IN ({_DUE})")
    cursor.execute(f"DELETE FROM photo_label WHERE photo_id IN ({_DUE})")
    for kind, query in _LABELS.items():
        values = {"kind": kind.value, "sep": os.sep}
        pairs = f"WITH pair (photo_id, text) AS (SELECT DISTINCT * FROM ({query})) "
        new_labels = "INSERT OR IGNORE INTO label (kind, text) SELECT DISTINCT :kind, text FROM pair"
        cursor.execute(f"{pairs} {new_labels}", values)
        cursor.execute(
            f"{pairs} INSERT INTO photo_label SELECT label.id, photo_id FROM pair"
            " JOIN label ON kind = :kind AND label.text = pair.text",
            values,
        )
    cursor.execute("DELETE FROM words_due")
    _fold_new_labels(cursor)


def settle_left_over(connection: sqlite3.Connection) -> None:
    """Put right what was changed without it, such as by a migration; for a connection in autocommit mode."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        settle_words(connection.cursor())
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def words_out_of_step(cursor: sqlite3.Cursor) -> int:
    """Return how many photos are not found by their words as they are. Raises sqlite3.DatabaseError if damaged."""
    kept = "SELECT rowid, name, caption, keywords, place FROM photo_words"
    (count,) = cursor.execute(
        f"SELECT count(*) FROM (SELECT id FROM (SELECT * FROM ({_TEXT}) EXCEPT {kept})"
        f" UNION SELECT rowid FROM ({kept} EXCEPT {_TEXT}))"
    ).fetchone()
    return int(count)


def rebuild_words(cursor: sqlite3.Cursor) -> None:
    """Make words and labels of all photos anew, also where the full-text index is damaged."""
    (schema,) = cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'photo_words'").fetchone()
    cursor.execute("DROP TABLE photo_words")
    cursor.execute(schema)
    for table in ("photo_label", "label", "words_due"):
        cursor.execute(f"DELETE FROM {table}")
    cursor.execute("INSERT INTO words_due SELECT id FROM photo")
    settle_words(cursor)


def folded(text: str) -> str:
    """Return what texts are compared by: without case and accents, and however a letter is composed."""
    parts = unicodedata.normalize("NFKD", encodable(text).casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def encodable(text: str) -> str:
    """Return a text that SQLite takes, whatever was typed or pasted: halves of characters become question marks."""
    return text.encode("utf-8", "replace").decode()


def readable(text: bytes) -> str:
    """Return a text of the catalog that may hold bytes of a file's name."""
    return text.decode("utf-8", "replace")


def _fold_new_labels(cursor: sqlite3.Cursor) -> None:
    # Names of folders may hold bytes that are no text, which the driver would refuse to read as such.
    found = cursor.execute("SELECT id, kind, CAST(text AS BLOB) FROM label WHERE folded = '' AND text != ''").fetchall()
    cursor.executemany(
        "UPDATE label SET folded = ? WHERE id = ?",
        ((_folded_label(kind, readable(text)), label_id) for label_id, kind, text in found),
    )


def _folded_label(kind: str, text: str) -> str:
    if kind == LabelKind.FOLDER:
        return folded(f"/{text.replace(os.sep, '/')}")
    return folded(text) or "-"  # Accents alone must not be looked at again and again.
