"""Today's tables, for building queries; migrations.py makes and changes them in the file."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import BLOB, Column, Float, Integer, MetaData, Select, Table, Text, bindparam, func, select

_tables = MetaData()

folder = Table(
    "folder",
    _tables,
    Column("id", Integer, primary_key=True),
    Column("path", BLOB),
    Column("exclusions", Text),
    Column("offline", Text),
    Column("added_at", Integer),
)

photo = Table(
    "photo",
    _tables,
    Column("id", Integer, primary_key=True),
    Column("content_hash", BLOB),
    Column("byte_size", Integer),
    Column("format", Text),
    Column("width", Integer),
    Column("height", Integer),
    Column("dominant_colour", Integer),
    Column("taken", Integer),
    Column("taken_offset", Integer),
    Column("taken_guessed", Integer),
    Column("camera_make", Text),
    Column("camera_model", Text),
    Column("lens", Text),
    Column("exposure_s", Float),
    Column("f_number", Float),
    Column("iso", Float),
    Column("focal_mm", Float),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("altitude_m", Float),
    Column("orientation", Integer),
    Column("rating", Integer),
    Column("caption", Text),
    Column("keywords", Text),
    Column("live_files", Integer),
    Column("added_at", Integer),
    Column("place_id", Integer),
)

file = Table(
    "file",
    _tables,
    Column("id", Integer, primary_key=True),
    Column("folder_id", Integer),
    Column("path", BLOB),
    Column("size", Integer),
    Column("mtime_ns", Integer),
    Column("ctime_ns", Integer),
    Column("inode", Integer),
    Column("photo_id", Integer),
    Column("missing_since", Integer),
)

model_space = Table(
    "model_space",
    _tables,
    Column("id", Integer, primary_key=True),
    Column("model", Text),
    Column("revision", Text),
    Column("variant", Text),
    Column("preprocessing", Integer),
    Column("dimension", Integer),
    Column("embeddings", Integer),
    Column("last_embedding", Integer),
    Column("removals", Integer),
    Column("added_at", Integer),
)

space_role = Table(
    "space_role",
    _tables,
    Column("role", Text, primary_key=True),
    Column("space_id", Integer),
    Column("share", Float),
    Column("since", Integer),
)

embedding = Table(
    "embedding",
    _tables,
    Column("id", Integer, primary_key=True),
    Column("space_id", Integer),
    Column("photo_id", Integer),
    Column("vector", BLOB),
    Column("checksum", Integer),
)

place = Table(
    "place",
    _tables,
    Column("id", Integer, primary_key=True),
    Column("name", Text),
    Column("region", Text),
    Column("country", Text),
    Column("country_code", Text),
    Column("words", Text),
    Column("latitude", Float),
    Column("longitude", Float),
)

label = Table(
    "label",
    _tables,
    Column("id", Integer, primary_key=True),
    Column("kind", Text),
    Column("text", Text),
    Column("folded", Text),
    Column("photos", Integer),
)

photo_label = Table(
    "photo_label",
    _tables,
    Column("label_id", Integer, primary_key=True),
    Column("photo_id", Integer, primary_key=True),
)

problem = Table(
    "problem",
    _tables,
    Column("folder_id", Integer, primary_key=True),
    Column("path", BLOB, primary_key=True),
    Column("stage", Text),
    Column("sentence", Text),
    Column("attempts", Integer),
    Column("last_tried", Integer),
)

saved_search = Table(
    "saved_search",
    _tables,
    Column("id", Integer, primary_key=True),
    Column("name", Text),
    Column("folded", Text),
    Column("text", Text),
    Column("is_concept", Integer),
    Column("pinned", Integer),
    Column("position", Integer),
    Column("added_at", Integer),
)

asked_search = Table(
    "asked_search",
    _tables,
    Column("id", Integer, primary_key=True),
    Column("folded", Text),
    Column("text", Text),
    Column("times", Integer),
    Column("matching", Integer),
    Column("last_asked", Integer),
)

score_tuning = Table(
    "score_tuning",
    _tables,
    Column("space_id", Integer, primary_key=True),
    Column("temperature", Float),
    Column("strictness", Float),
)

place_lookup = Table(
    "place_lookup",
    _tables,
    Column("only_row", Integer, primary_key=True),
    Column("version", Text),
    Column("reached", Integer),
)


def among(ids: Iterable[int]) -> Select[tuple[int]]:
    """Return a query of these ids; however many, they are one value, where SQLite takes no more than 32,766."""
    values = bindparam("ids", json.dumps(list(ids)), Text, unique=True)
    return select(func.json_each(values).table_valued("value").c.value)
