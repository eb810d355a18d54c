"""Today's tables, for building queries; migrations.py makes and changes them in the file."""

from __future__ import annotations

from sqlalchemy import BLOB, Column, Float, Integer, MetaData, Table, Text

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
