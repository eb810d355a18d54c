"""Reads and removes the embeddings of each model space; float16 in the file, each with a checksum."""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, Select, delete, exists, insert, select

from photo_search.catalog import tables as t
from photo_search.catalog.database import Database
from photo_search.catalog.folders import absolute
from photo_search.catalog.photos import in_parts
from photo_search.records import FileStamp, FoundFile, SpaceIdentity

_BLOCK = 20_000

Half = np.dtype("<f2")
"""How vectors are stored: little-endian float16; at most 0.001 of recall is lost to it."""


def packed(vector: npt.NDArray[np.floating]) -> tuple[bytes, int]:
    """Return a vector as it is stored, with its CRC-32."""
    blob = vector.astype(Half).tobytes()
    return blob, zlib.crc32(blob)


class VectorBlock(NamedTuple):
    """Some embeddings of one space: photo ids (int64 [n]), vectors (float16 [n, D]), the last embedding's id."""

    photo_ids: npt.NDArray[np.int64]
    vectors: npt.NDArray[np.float16]
    last_id: int


class SpaceState(NamedTuple):
    """What tells whether a cache of a space's vectors is still whole: embeddings only come at the end or go."""

    removals: int
    last_id: int
    embeddings: int


class SpaceEntry(NamedTuple):
    """A model space, and how many embeddings it has."""

    space_id: int
    identity: SpaceIdentity
    embeddings: int


class Pending(NamedTuple):
    """A photo that a space has no embedding of, and a file to read it from."""

    photo_id: int
    folder_id: int
    content_hash: bytes
    found: FoundFile


class Embeddings:
    """The vectors of every model space."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find_space(self, identity: SpaceIdentity) -> int | None:
        """Return the id of a model space, if the catalog has it."""
        with self._database.read() as connection:
            space_id: int | None = connection.execute(_space(identity)).scalar_one_or_none()
            return space_id

    def space(self, identity: SpaceIdentity) -> int:
        """Return the id of a model space, adding it if need be."""

        def change(connection: Connection) -> int:
            known = connection.execute(_space(identity)).scalar_one_or_none()
            if known is not None:
                return int(known)
            values = {
                "model": identity.model,
                "revision": identity.revision,
                "variant": identity.variant,
                "preprocessing": identity.preprocessing,
                "dimension": identity.dimension,
                "added_at": int(time.time()),
            }
            added = connection.execute(insert(t.model_space).values(values).returning(t.model_space.c.id))
            return int(added.scalar_one())

        known = self.find_space(identity)
        return self._database.write(change) if known is None else known

    def spaces(self) -> list[SpaceEntry]:
        """Return every model space with the number of its embeddings."""
        with self._database.read() as connection:
            return [
                SpaceEntry(
                    row.id,
                    SpaceIdentity(row.model, row.revision, row.variant, row.preprocessing, row.dimension),
                    row.embeddings,
                )
                for row in connection.execute(select(t.model_space).order_by(t.model_space.c.id))
            ]

    def remove_space(self, space_id: int) -> None:
        """Forget a model space with everything in it.

        In parts: a transaction over a million rows would keep other changes waiting for minutes.
        """
        first = select(t.embedding.c.id).where(t.embedding.c.space_id == space_id).limit(_BLOCK)

        def change(connection: Connection) -> int:
            return connection.execute(delete(t.embedding).where(t.embedding.c.id.in_(first))).rowcount

        while self._database.write(change):
            pass
        self._database.write(
            lambda connection: connection.execute(delete(t.model_space).where(t.model_space.c.id == space_id))
        )

    def state(self, space_id: int) -> SpaceState:
        """Return what a cache of the space's vectors must agree with; a space that is gone has nothing."""
        columns = t.model_space.c
        query = select(columns.removals, columns.last_embedding, columns.embeddings).where(columns.id == space_id)
        with self._database.read() as connection:
            row = connection.execute(query).one_or_none()
            return SpaceState(0, 0, 0) if row is None else SpaceState(*row)

    def blocks(self, space_id: int, after_id: int = 0) -> Iterator[VectorBlock]:
        """Yield the space's embeddings with an id above `after_id`, oldest first, in blocks.

        Those that are not what was stored are left out, so that they spoil no search; `damaged` lists them.
        """
        query = "SELECT id, photo_id, vector, checksum FROM embedding WHERE space_id = ? AND id > ? ORDER BY id LIMIT ?"
        while True:
            with self._database.read() as connection:
                rows = connection.connection.cursor().execute(query, (space_id, after_id, _BLOCK)).fetchall()
            if not rows:
                return
            after_id = rows[-1][0]
            if good := [row for row in rows if zlib.crc32(row[2]) == row[3]]:
                vectors = np.frombuffer(b"".join(row[2] for row in good), dtype=Half).reshape(len(good), -1)
                yield VectorBlock(np.array([row[1] for row in good], dtype=np.int64), vectors, after_id)

    def photos_after(self, space_id: int, after_id: int) -> npt.NDArray[np.int64]:
        """Return the photos of the space's embeddings with an id above `after_id`, int64 [n]."""
        query = "SELECT photo_id FROM embedding WHERE id > ? AND space_id = ?"
        with self._database.read() as connection:
            rows = connection.connection.cursor().execute(query, (after_id, space_id))
            return np.fromiter((row[0] for row in rows), np.int64)

    def vector(self, space_id: int, photo_id: int) -> npt.NDArray[np.float32] | None:
        """Return a photo's vector (float32 [D], unit up to float16's rounding), if the space has it."""
        query = select(t.embedding.c.vector).where(
            t.embedding.c.space_id == space_id, t.embedding.c.photo_id == photo_id
        )
        with self._database.read() as connection:
            blob = connection.execute(query).scalar_one_or_none()
        return None if blob is None else np.frombuffer(blob, dtype=Half).astype(np.float32)

    def embedded(self, space_id: int, content_hashes: Sequence[bytes]) -> set[bytes]:
        """Return those of the hashes whose photo the space has an embedding of."""
        found: set[bytes] = set()
        for part in in_parts(content_hashes):
            query = (
                select(t.photo.c.content_hash)
                .join(
                    t.embedding,
                    (t.embedding.c.photo_id == t.photo.c.id) & (t.embedding.c.space_id == space_id),
                )
                .where(t.photo.c.content_hash.in_(part))
            )
            with self._database.read() as connection:
                found.update(connection.execute(query).scalars())
        return found

    def hashes_by_size(self, space_id: int) -> dict[int, set[bytes]]:
        """Return the content hashes of the photos that the space has, by the size of their file in bytes."""
        query = (
            "SELECT byte_size, content_hash FROM photo"
            " WHERE EXISTS (SELECT 1 FROM embedding WHERE space_id = ? AND photo_id = photo.id)"
        )
        sizes: dict[int, set[bytes]] = {}
        with self._database.read() as connection:
            for size, content_hash in connection.connection.cursor().execute(query, (space_id,)):
                sizes.setdefault(size, set()).add(content_hash)
        return sizes

    def pending(self, space_id: int) -> list[Pending]:
        """Return the photos that the space lacks and a file at hand holds, newest first."""
        done = exists().where(t.embedding.c.space_id == space_id, t.embedding.c.photo_id == t.photo.c.id)
        query = (
            select(t.file, t.photo.c.content_hash, t.folder.c.path.label("root"))
            .join(t.photo, t.photo.c.id == t.file.c.photo_id)
            .join(t.folder, t.folder.c.id == t.file.c.folder_id)
            .where(t.file.c.missing_since.is_(None), t.folder.c.offline.is_(None), ~done)
            .order_by(t.photo.c.taken.desc(), t.photo.c.id)
        )
        first: dict[int, Pending] = {}
        with self._database.read() as connection:
            for row in connection.execute(query):
                stamp = FileStamp(row.size, row.mtime_ns, row.ctime_ns, row.inode)
                found = FoundFile(absolute(row.root, row.path), stamp)
                first.setdefault(row.photo_id, Pending(row.photo_id, row.folder_id, row.content_hash, found))
        return list(first.values())

    def damaged(self) -> list[tuple[int, int]]:
        """Return (space id, photo id) of every embedding that isn't what was stored, by checksum and shape."""
        query = (
            "SELECT embedding.id, space_id, photo_id, vector, checksum, dimension FROM embedding"
            " JOIN model_space ON model_space.id = space_id WHERE embedding.id > ? ORDER BY embedding.id LIMIT ?"
        )
        bad: list[tuple[int, int]] = []
        after = 0
        while True:
            with self._database.read() as connection:
                rows = connection.connection.cursor().execute(query, (after, _BLOCK)).fetchall()
            if not rows:
                return bad
            after = rows[-1][0]
            bad.extend(
                (space_id, photo_id)
                for _, space_id, photo_id, vector, checksum, dimension in rows
                if len(vector) != dimension * Half.itemsize or zlib.crc32(vector) != checksum
            )

    def remove(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Remove embeddings, given as (space id, photo id); the next index run makes them anew."""

        def change(connection: Connection) -> None:
            for space_id, photo_id in pairs:
                connection.execute(
                    delete(t.embedding).where(t.embedding.c.space_id == space_id, t.embedding.c.photo_id == photo_id)
                )

        self._database.write(change)


def _space(identity: SpaceIdentity) -> Select[tuple[Any]]:
    return select(t.model_space.c.id).where(
        t.model_space.c.model == identity.model,
        t.model_space.c.revision == identity.revision,
        t.model_space.c.variant == identity.variant,
        t.model_space.c.preprocessing == identity.preprocessing,
        t.model_space.c.dimension == identity.dimension,
    )
