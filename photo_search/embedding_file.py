"""The embeddings of one model space in one file, so that a photo which was read once need not be read again elsewhere.

The file is a safetensors file (https://huggingface.co/docs/safetensors, "Format"): 8 bytes, little-endian, with the
length of a JSON header; the header; the data. Any reader of safetensors opens it. It holds two tensors of n rows each,
`vectors` (F16 [n, D], unit length) and `hashes` (U8 [n, 20], the first 20 bytes of BLAKE3 over the photo file's
bytes), in this order and without gaps. The header's `__metadata__` says `format`, `version` (of this description, 1),
the space's `model`, `revision`, `variant`, `preprocessing` and `dimension`, and `checksum`: BLAKE3 over the data, in
hexadecimal. The header is padded with spaces.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import numpy as np
import numpy.typing as npt
from blake3 import blake3

from photo_search.catalog.catalog import Catalog
from photo_search.catalog.changes import Batch
from photo_search.errors import EmbeddingFileUnusable, LibraryReadOnly, StorageFull
from photo_search.paths import display_path
from photo_search.records import SpaceIdentity
from photo_search.searching.array_file import replacing

SUFFIX = ".safetensors"

_FORMAT = "photo_search embeddings"
_VERSION = 1
_HASH_BYTES = 20
_HALF = np.dtype("<f2")
_LONGEST_HEADER = 1 << 16
_MOST_PHOTOS = 10**12
_ROWS = 4_096
"""How many photos are read at a time, and written in one transaction."""

_UNIT_WITHIN = 0.01
"""How far a vector's length may be from 1; half precision takes it off by 0.001 at most."""

Rows = tuple[list[bytes], npt.NDArray[np.float16]]
"""Content hashes, and their vectors [n, D]."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading a file brought: counts of photos.

    `in_file` is the sum of those that are new (`added`), those the library had (`known`), and those of photos that
    the library doesn't hold (`elsewhere`).
    """

    space: SpaceIdentity
    in_file: int
    added: int
    known: int
    elsewhere: int


def export_embeddings(catalog: Catalog, identity: SpaceIdentity, path: Path) -> int:
    """Write a space's embeddings to a new file and return how many; it appears whole or not at all.

    Raises EmbeddingFileUnusable if there is a file already, if `path` can't be written, or if the library has no such
    embeddings; and StorageFull.
    """
    space_id = catalog.embeddings.find_space(identity)
    if space_id is None:
        raise EmbeddingFileUnusable(
            f"The model “{identity.model}” has seen no photo of this library.", "Index with it first."
        )
    hashes = {photo_id: content_hash for content_hash, photo_id in catalog.photos.hashes().items()}

    def rows() -> Iterator[Rows]:
        for block in catalog.embeddings.blocks(space_id):
            # A photo that came or went meanwhile belongs to the next export.
            there = np.array([photo_id in hashes for photo_id in block.photo_ids.tolist()], np.bool_)
            ids = block.photo_ids[there].tolist()
            yield [hashes[photo_id] for photo_id in ids], block.vectors[there]

    return write_embeddings(path, identity, rows())


def write_embeddings(path: Path, identity: SpaceIdentity, blocks: Iterable[Rows]) -> int:
    """Write blocks of embeddings to a new file as they come, and return how many. Raises as `export_embeddings`."""
    if path.exists():
        raise EmbeddingFileUnusable(f"There is a file “{_shown(path)}” already.", "Name another.")
    # The header stands first but is known last: there is room for the longest it can become.
    room = -(-len(_header(identity, _MOST_PHOTOS, blake3().hexdigest())) // 8) * 8
    try:
        with replacing(path) as part, part.open("wb") as file:
            file.write(bytes(8 + room))
            hashes, seal = bytearray(), blake3()
            for block_hashes, vectors in blocks:
                data = np.ascontiguousarray(vectors, _HALF).tobytes()
                seal.update(data)
                file.write(data)
                hashes += b"".join(block_hashes)
            seal.update(hashes)
            file.write(hashes)
            count = len(hashes) // _HASH_BYTES
            file.seek(0)
            file.write(room.to_bytes(8, "little") + _header(identity, count, seal.hexdigest()).ljust(room))
            return count
    except StorageFull as error:
        sentence = f"The disk is full; “{_shown(path)}” was not written."
        raise StorageFull(sentence, "Make room there, or name another place.") from error
    except (LibraryReadOnly, OSError) as error:
        raise _fault(path, "can't be written", "Name another place.") from error


def load_embeddings(catalog: Catalog, file: EmbeddingFile, among: Collection[SpaceIdentity]) -> Loaded:
    """Add to the library what a file knows of its photos, in its own space.

    The space must be one of `among`, else EmbeddingFileUnusable is raised with the reason. Stopped half-way, it
    goes on where it was when it is loaded again. Raises StorageFull.
    """
    file.require(among)
    space_id = catalog.embeddings.space(file.identity)
    ours = catalog.photos.hashes()
    known = set().union(*catalog.embeddings.hashes_by_size(space_id).values())
    found = added = 0
    for hashes, vectors in file.blocks():
        here = [row for row, content_hash in enumerate(hashes) if content_hash in ours]
        fresh = [(hashes[row], vectors[row].astype(np.float32)) for row in here if hashes[row] not in known]
        found += len(here)
        if fresh:
            added += catalog.write(Batch(space_id, vectors=fresh)).result()
    return Loaded(file.identity, len(file), added, found - added, len(file) - found)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a header says, and where the data starts."""

    identity: SpaceIdentity
    photos: int
    checksum: str
    start: int


class EmbeddingFile:
    """An open file of embeddings that was found whole and sound. For use by any thread; close it when done.

    A file on a drive that is unplugged raises EmbeddingFileUnusable; it is read, not mapped, since a mapped one would
    end the process then.
    """

    def __init__(self, path: Path, file: IO[bytes], facts: _Facts) -> None:
        self.identity = facts.identity
        self._path = path
        self._file = file
        self._facts = facts
        self._guard = threading.Lock()
        self._row_bytes = facts.identity.dimension * _HALF.itemsize
        self._hashes = self._sound_hashes()

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a file and read it through once: what is damaged or no unit vector makes it unusable as a whole.

        Raises EmbeddingFileUnusable.
        """
        try:
            file = path.open("rb")
        except OSError as error:
            raise _fault(path, f"can't be opened ({error.strerror})", "Check its name and its drive.") from error
        try:
            return cls(path, file, _read_header(path, file))
        except BaseException:
            file.close()
            raise

    def __len__(self) -> int:
        return self._facts.photos

    def require(self, among: Collection[SpaceIdentity]) -> None:
        """Raise EmbeddingFileUnusable, saying why, unless the file's space is one of these."""
        if self.identity in among:
            return
        mine = self.identity
        same = [other for other in among if other.model == mine.model]
        if not same:
            raise _fault(
                self._path,
                f"holds what the model “{mine.model}” sees, and this library doesn't use that model",
                "Download or import the model first; what two models see can't be mixed.",
            )
        differing = [
            f"{field.name} {getattr(mine, field.name)} instead of {getattr(same[0], field.name)}"
            for field in fields(SpaceIdentity)
            if getattr(mine, field.name) != getattr(same[0], field.name)
        ]
        raise _fault(
            self._path,
            f"comes from another version of the model “{mine.model}” ({', '.join(differing)})",
            "Export it again from a library that uses the same version.",
        )

    def blocks(self) -> Iterator[Rows]:
        """Yield all content hashes with their vectors (float16 [n, D]), in blocks."""
        for first in range(0, len(self), _ROWS):
            hashes = self._hashes[first : first + _ROWS]
            yield [row.tobytes() for row in hashes], self._vectors(first, len(hashes))

    def vector(self, content_hash: bytes) -> npt.NDArray[np.float32] | None:
        """Return the vector (float32 [D]) of the photo with this content, or None."""
        row = self._row(content_hash)
        vector: npt.NDArray[np.float32] | None = None if row is None else self._vectors(row, 1)[0].astype(np.float32)
        return vector

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    @cached_property
    def _sorted(self) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.intp]]:
        """The first 8 bytes of each hash, as ascending numbers, and the rows they belong to."""
        keys = np.ascontiguousarray(self._hashes[:, :8]).view(">u8").ravel().astype(np.uint64)
        order = np.argsort(keys, kind="stable")
        return keys[order], order

    def _row(self, content_hash: bytes) -> int | None:
        keys, rows = self._sorted
        key = np.uint64(int.from_bytes(content_hash[:8], "big"))
        for row in rows[np.searchsorted(keys, key) : np.searchsorted(keys, key, "right")].tolist():
            if self._hashes[row].tobytes() == content_hash:
                return int(row)
        return None

    def _vectors(self, first: int, count: int) -> npt.NDArray[np.float16]:
        data = self._read(self._facts.start + first * self._row_bytes, count * self._row_bytes)
        return np.frombuffer(data, _HALF).reshape(count, self.identity.dimension)

    def _sound_hashes(self) -> npt.NDArray[np.uint8]:
        """Read everything once; return the content hashes, uint8 [n, 20]."""
        seal = blake3()
        for first in range(0, len(self), _ROWS):
            vectors = self._vectors(first, min(_ROWS, len(self) - first))
            seal.update(vectors.tobytes())
            wide = vectors.astype(np.float32)
            lengths = np.sqrt(np.einsum("ij,ij->i", wide, wide))
            if not (np.abs(lengths - 1) < _UNIT_WITHIN).all():  # Not a number is not near 1 either.
                raise _fault(self._path, "holds vectors that no model gives", "Export it again.")
        hashes = self._read(self._facts.start + len(self) * self._row_bytes, len(self) * _HASH_BYTES)
        seal.update(hashes)
        if seal.hexdigest() != self._facts.checksum:
            raise _damaged(self._path)
        return np.frombuffer(hashes, np.uint8).reshape(-1, _HASH_BYTES)

    def _read(self, offset: int, size: int) -> bytes:
        try:
            with self._guard:
                self._file.seek(offset)
                data = self._file.read(size)
        except OSError as error:
            raise _fault(self._path, f"can't be read ({error.strerror})", "Check its drive.") from error
        if len(data) != size:
            raise _damaged(self._path)
        return data


def _header(identity: SpaceIdentity, count: int, checksum: str) -> bytes:
    vectors_end = count * identity.dimension * _HALF.itemsize
    hashes_end = vectors_end + count * _HASH_BYTES
    facts = {"format": _FORMAT, "version": _VERSION, **asdict(identity), "checksum": checksum}
    return json.dumps(
        {
            "__metadata__": {name: str(value) for name, value in facts.items()},
            "vectors": {"dtype": "F16", "shape": [count, identity.dimension], "data_offsets": [0, vectors_end]},
            "hashes": {"dtype": "U8", "shape": [count, _HASH_BYTES], "data_offsets": [vectors_end, hashes_end]},
        }
    ).encode()


def _read_header(path: Path, file: IO[bytes]) -> _Facts:
    try:
        size = os.fstat(file.fileno()).st_size
        length = int.from_bytes(file.read(8), "little")
        raw = file.read(length) if length <= _LONGEST_HEADER else b""
    except OSError as error:
        raise _fault(path, f"can't be read ({error.strerror})", "Check its drive.") from error
    try:
        header: Any = json.loads(raw)
        meta = header["__metadata__"]
        kind, version = meta["format"], int(meta["version"])
    except (ValueError, TypeError, KeyError, RecursionError):
        kind, version = None, 0
    if kind != _FORMAT:
        raise _fault(
            path, "is not a file of embeddings, or is damaged", "Make one with: photo-search models export NAME FILE"
        )
    if version > _VERSION:
        raise _fault(path, "was written by a newer version of photo_search", "Update photo_search.")
    try:
        identity = SpaceIdentity(
            meta["model"], meta["revision"], meta["variant"], int(meta["preprocessing"]), int(meta["dimension"])
        )
        count, checksum = int(header["vectors"]["shape"][0]), meta["checksum"]
        expected = json.loads(_header(identity, count, checksum))
        rows = count * (identity.dimension * _HALF.itemsize + _HASH_BYTES)
        texts = (identity.model, identity.revision, identity.variant)
    except (ValueError, TypeError, KeyError, IndexError, OverflowError) as error:
        raise _damaged(path) from error
    whole = header == expected and count >= 0 and size == 8 + length + rows
    if not (whole and identity.dimension > 0 and all(map(str.isprintable, texts))):
        raise _damaged(path)
    return _Facts(identity, count, checksum, 8 + length)


def _fault(path: Path, what: str, remedy: str) -> EmbeddingFileUnusable:
    return EmbeddingFileUnusable(f"“{_shown(path)}” {what}.", remedy)


def _damaged(path: Path) -> EmbeddingFileUnusable:
    return _fault(path, "is damaged or incomplete; nothing was taken from it", "Copy or export it again.")


def _shown(path: Path) -> str:
    return display_path(os.fsencode(path))
