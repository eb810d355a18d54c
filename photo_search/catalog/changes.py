"""What an index run found, written in one transaction a batch."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, bindparam, delete, or_, select, update
from sqlalchemy.dialects.sqlite import insert

from photo_search.catalog import tables as t
from photo_search.catalog.embeddings import packed
from photo_search.catalog.folders import relative
from photo_search.catalog.listing import wall_seconds
from photo_search.catalog.photos import in_parts
from photo_search.catalog.places import write_places
from photo_search.errors import Bug
from photo_search.records import FoundFile, KnownFile, PhotoContent, Place, Stage

Vector = npt.NDArray[np.float32]

QUARANTINE_AFTER = 2
"""After so many failures a file is left alone until it changes, whatever the reason was."""


class Holding(NamedTuple):
    """A file of a folder holds the photo with this content."""

    folder_id: int
    found: FoundFile
    content_hash: bytes


class Move(NamedTuple):
    """A known file lies elsewhere now."""

    known: KnownFile
    folder_id: int
    found: FoundFile


class Failure(NamedTuple):
    """A file or folder gave no picture. `settled` is true where only a change of the file can help.

    Any other is tried again by the next run, but not more than QUARANTINE_AFTER times in all.
    """

    folder_id: int
    path: bytes
    found: FoundFile | None
    stage: Stage
    sentence: str
    settled: bool


@dataclass(slots=True)
class Batch:
    """Changes that are written together: all of them or none.

    `contents` come before the `holdings` that name them; `places` are where those with a position were taken, by
    content hash; `vectors` of `space_id` are (content hash, float32 [D]).
    """

    space_id: int
    contents: list[PhotoContent] = field(default_factory=list)
    places: dict[bytes, Place | None] = field(default_factory=dict)
    holdings: list[Holding] = field(default_factory=list)
    vectors: list[tuple[bytes, Vector]] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    back: list[KnownFile] = field(default_factory=list)
    gone: list[KnownFile] = field(default_factory=list)
    excluded: list[KnownFile] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    def __len__(self) -> int:
        absences = len(self.back) + len(self.gone) + len(self.excluded)
        return len(self.holdings) + len(self.vectors) + len(self.moves) + len(self.failures) + absences


def write_batch(connection: Connection, batch: Batch) -> int:
    """Write a batch and return how many embeddings were new; written twice it leaves the catalog as once."""
    now = int(time.time())
    roots = {row.id: row.path for row in connection.execute(select(t.folder.c.id, t.folder.c.path))}
    _write_moves(connection, batch.moves, roots)
    _write_contents(connection, batch.contents, now)
    hashes = {h for _, _, h in batch.holdings} | {h for h, _ in batch.vectors}
    ids = _ids(connection, hashes)
    write_places(connection, {ids[content]: place for content, place in batch.places.items() if content in ids})
    _write_holdings(connection, batch.holdings, ids, roots)
    _write_absences(connection, batch, roots, now)
    _write_failures(connection, batch.failures, roots, now)
    return _write_vectors(connection, batch, ids)


def _write_contents(connection: Connection, contents: Sequence[PhotoContent], now: int) -> None:
    if not contents:
        return
    statement = insert(t.photo)
    kept = {"id", "content_hash", "live_files", "added_at", "place_id"}
    statement = statement.on_conflict_do_update(
        index_elements=[t.photo.c.content_hash],
        set_={c.name: statement.excluded[c.name] for c in t.photo.c if c.name not in kept},
    )
    connection.execute(statement, [_photo_row(content, now) for content in contents])


def _photo_row(content: PhotoContent, now: int) -> dict[str, Any]:
    meta = content.metadata
    return {
        "content_hash": content.content_hash,
        "byte_size": content.byte_size,
        "format": content.format,
        "width": content.width,
        "height": content.height,
        "dominant_colour": content.dominant_colour,
        "taken": None if meta.taken is None else wall_seconds(meta.taken),
        "taken_offset": meta.taken_offset,
        "taken_guessed": int(meta.taken_guessed),
        "camera_make": meta.camera_make,
        "camera_model": meta.camera_model,
        "lens": meta.lens,
        "exposure_s": meta.exposure_s,
        "f_number": meta.f_number,
        "iso": meta.iso,
        "focal_mm": meta.focal_mm,
        "latitude": meta.latitude,
        "longitude": meta.longitude,
        "altitude_m": meta.altitude_m,
        "orientation": meta.orientation,
        "rating": meta.rating,
        "caption": meta.caption,
        "keywords": json.dumps(meta.keywords, ensure_ascii=False),
        "live_files": 0,
        "added_at": now,
    }


def _ids(connection: Connection, hashes: Iterable[bytes]) -> dict[bytes, int]:
    ids: dict[bytes, int] = {}
    for part in in_parts(hashes):
        query = select(t.photo.c.content_hash, t.photo.c.id).where(t.photo.c.content_hash.in_(part))
        ids.update((row.content_hash, row.id) for row in connection.execute(query))
    return ids


def _file_row(folder_id: int, below: bytes, found: FoundFile, photo_id: int | None) -> dict[str, Any]:
    return {
        "folder_id": folder_id,
        "path": below,
        **found.stamp._asdict(),
        "photo_id": photo_id,
        "missing_since": None,
    }


def _upsert_files(connection: Connection, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    statement = insert(t.file)
    updated = ("size", "mtime_ns", "ctime_ns", "inode", "photo_id", "missing_since")
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=[t.file.c.folder_id, t.file.c.path],
            set_={name: statement.excluded[name] for name in updated},
        ),
        rows,
    )


def _write_holdings(
    connection: Connection, holdings: Sequence[Holding], ids: dict[bytes, int], roots: dict[int, bytes]
) -> None:
    rows = []
    for folder_id, found, content_hash in holdings:
        # A folder that was removed while it was being read takes its files with it.
        if folder_id in roots:
            rows.append(_file_row(folder_id, _below(roots, folder_id, found.path), found, ids[content_hash]))
    _upsert_files(connection, rows)
    forget_problems(connection, [(row["folder_id"], row["path"]) for row in rows])


def _write_moves(connection: Connection, moves: Sequence[Move], roots: dict[int, bytes]) -> None:
    for known, folder_id, found in moves:
        if folder_id not in roots or known.folder_id not in roots:
            continue
        old, new = _below(roots, known.folder_id, known.path), _below(roots, folder_id, found.path)
        target = (t.file.c.folder_id == folder_id) & (t.file.c.path == new)
        connection.execute(delete(t.file).where(target, t.file.c.id != known.file_id))
        connection.execute(
            update(t.file)
            .where(t.file.c.id == known.file_id)
            .values(folder_id=folder_id, path=new, missing_since=None, **found.stamp._asdict())
        )
        forget_problems(connection, [(folder_id, new)])
        connection.execute(
            update(t.problem)
            .where(t.problem.c.folder_id == known.folder_id, t.problem.c.path == old)
            .values(folder_id=folder_id, path=new)
        )


def _write_absences(connection: Connection, batch: Batch, roots: dict[int, bytes], now: int) -> None:
    for since, files in ((now, batch.gone), (None, batch.back)):
        if files:
            connection.execute(
                update(t.file).where(t.file.c.id == bindparam("file")).values(missing_since=since),
                [{"file": known.file_id} for known in files],
            )
    if batch.excluded:
        connection.execute(
            delete(t.file).where(t.file.c.id == bindparam("file")),
            [{"file": known.file_id} for known in batch.excluded],
        )
    left = (known for known in (*batch.gone, *batch.excluded) if known.folder_id in roots)
    forget_problems(connection, [(known.folder_id, _below(roots, known.folder_id, known.path)) for known in left])


def _write_failures(connection: Connection, failures: Sequence[Failure], roots: dict[int, bytes], now: int) -> None:
    files = []
    for folder_id, path, found, stage, sentence, settled in failures:
        if folder_id not in roots:
            continue
        below = _below(roots, folder_id, path)
        values = {"stage": stage.value, "sentence": sentence, "last_tried": now}
        statement = insert(t.problem).values(folder_id=folder_id, path=below, attempts=1, **values)
        attempts = connection.execute(
            statement.on_conflict_do_update(
                index_elements=[t.problem.c.folder_id, t.problem.c.path],
                set_={"attempts": t.problem.c.attempts + 1, **values},
            ).returning(t.problem.c.attempts)
        ).scalar_one()
        # A file whose stamp is known is not read again before it changes.
        if found is not None and (settled or attempts >= QUARANTINE_AFTER):
            files.append(_file_row(folder_id, below, found, None))
    _upsert_files(connection, files)


def forget_problems(connection: Connection, places: Sequence[tuple[int, bytes]]) -> None:
    """Forget what was wrong at these places, given as (folder id, path below the folder)."""
    if places:
        connection.execute(
            delete(t.problem).where(
                t.problem.c.folder_id == bindparam("folder"), t.problem.c.path == bindparam("place")
            ),
            [{"folder": folder_id, "place": path} for folder_id, path in places],
        )


def _write_vectors(connection: Connection, batch: Batch, ids: dict[bytes, int]) -> int:
    # What was forgotten since its vector was made needs none.
    fresh: dict[int, Vector] = {ids[content]: vector for content, vector in batch.vectors if content in ids}
    if fresh and not connection.execute(select(t.model_space.c.id).where(t.model_space.c.id == batch.space_id)).first():
        return 0
    for part in in_parts(list(fresh)):
        known = connection.execute(
            select(t.embedding.c.photo_id).where(
                t.embedding.c.space_id == batch.space_id, t.embedding.c.photo_id.in_(part)
            )
        )
        for photo_id in known.scalars():
            del fresh[photo_id]
    rows = []
    for photo_id, vector in fresh.items():
        blob, checksum = packed(vector)
        rows.append({"space_id": batch.space_id, "photo_id": photo_id, "vector": blob, "checksum": checksum})
    if rows:
        connection.execute(insert(t.embedding), rows)
    return len(rows)


def forget_unused(connection: Connection) -> list[bytes]:
    """Forget the photos that no file refers to, with their embeddings; return their content hashes."""
    unused = ~select(t.file.c.id).where(t.file.c.photo_id == t.photo.c.id).exists()
    hashes = list(connection.execute(select(t.photo.c.content_hash).where(unused)).scalars())
    connection.execute(delete(t.photo).where(unused))
    connection.execute(delete(t.place).where(~select(t.photo.c.id).where(t.photo.c.place_id == t.place.c.id).exists()))
    return hashes


def forget_stamps(connection: Connection, photo_ids: Sequence[int], places: Sequence[tuple[int, bytes]]) -> None:
    """Make the next index run read these photos, and the files at (folder id, path below it), again."""
    unknown = {"size": -1, "mtime_ns": 0, "ctime_ns": 0, "inode": 0}
    for part in in_parts(photo_ids):
        connection.execute(update(t.file).where(t.file.c.photo_id.in_(part)).values(**unknown))
    for part in in_parts(places):
        where = or_(*((t.file.c.folder_id == folder_id) & (t.file.c.path == path) for folder_id, path in part))
        connection.execute(update(t.file).where(where).values(**unknown))


def _below(roots: dict[int, bytes], folder_id: int, path: bytes) -> bytes:
    below = relative(roots[folder_id], path)
    if below is None:
        raise Bug("A file was recorded for a folder that it does not lie in.")
    return below
