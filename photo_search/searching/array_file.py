"""Named arrays in one file that is either whole or not used.

Format, version 1, little-endian: 64 bytes that begin with the magic; the arrays one after the other, each
padded with zeros to 64 bytes; a JSON object {"facts": ..., "arrays": [[name, dtype, shape, blake3], ...]};
its BLAKE3 (32 bytes); its length (8 bytes); the magic (8 bytes). Each array's BLAKE3 covers its padding, so that
no byte of the file is without a check.
"""

from __future__ import annotations

import errno
import json
import math
import mmap
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, NamedTuple

import numpy as np
from blake3 import blake3
from numpy.typing import NDArray

from photo_search.errors import LibraryReadOnly, StorageFull

_MAGIC = b"PSArray1"
_ALIGN = 64
_START = _MAGIC.ljust(_ALIGN, b"\0")
_TAIL = 32 + 8 + len(_MAGIC)
_FULL = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}
_NOT_ALLOWED = {errno.EACCES, errno.EPERM, errno.EROFS}


class Source(NamedTuple):
    """An array to be written: its shape and dtype, and its rows in pieces, so that it need not be in memory."""

    shape: tuple[int, ...]
    dtype: np.dtype[Any]
    pieces: Iterable[NDArray[Any]]

    @classmethod
    def of(cls, array: NDArray[Any]) -> Source:
        """Return an array in memory as a source."""
        return cls(array.shape, array.dtype, [array])


@dataclass(frozen=True, slots=True, eq=False)
class ArrayFile:
    """An open file of arrays. The facts are verified, an array only once `intact` has said so."""

    facts: Mapping[str, Any]
    arrays: Mapping[str, NDArray[Any]]
    _sealed: Mapping[str, tuple[memoryview, str]]

    @property
    def nbytes(self) -> int:
        """The size of all arrays together, in bytes."""
        return sum(array.nbytes for array in self.arrays.values())

    def intact(self, *names: str) -> bool:
        """Tell whether the arrays of these names, or all, are what was written. Reads them: 4 GB/s at best."""
        chosen = [self._sealed[name] for name in names or self._sealed]
        return all(blake3(data).hexdigest() == digest for data, digest in chosen)


def open_arrays(path: Path) -> ArrayFile | None:
    """Map the file at `path`; None if it is not there, or not a whole file of this format and version.

    The arrays are read-only views of the file. Their contents are not verified yet.
    """
    try:
        with path.open("rb") as file:
            data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError):  # ValueError: an empty file can't be mapped
        return None
    if len(data) < _ALIGN + _TAIL or data[:_ALIGN] != _START or data[-len(_MAGIC) :] != _MAGIC:
        return None
    end = len(data) - _TAIL
    length = int.from_bytes(data[end + 32 : end + 40], "little")
    index = bytes(data[max(0, end - length) : end])
    if len(index) != length or blake3(index).digest() != data[end : end + 32]:
        return None
    described = json.loads(index)
    arrays, sealed = {}, {}
    position = _ALIGN
    for name, dtype, shape, digest in described["arrays"]:
        count = math.prod(shape)
        size = _padded(count * np.dtype(dtype).itemsize)
        sealed[name] = (data[position : position + size], digest)
        arrays[name] = np.frombuffer(data, dtype, count, position).reshape(shape)
        position += size
    return ArrayFile(described["facts"], arrays, sealed) if position + length == end else None


def write_arrays(path: Path, facts: Mapping[str, Any], arrays: Mapping[str, Source]) -> None:
    """Write a file in place of `path`, or leave what is there. `facts` is JSON. Raises as `replacing` does."""
    with replacing(path) as part, part.open("wb") as file:
        file.write(_START)
        described = [
            [name, source.dtype.str, source.shape, _write_source(file, source)] for name, source in arrays.items()
        ]
        index = json.dumps({"facts": facts, "arrays": described}).encode()
        file.write(index + blake3(index).digest() + len(index).to_bytes(8, "little") + _MAGIC)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a path beside `path` to write to; at the end that file takes the place of `path`, durably.

    If anything fails, `path` is left as it was and nothing is left beside it. Raises StorageFull if the disk is
    full and LibraryReadOnly if it may not be written.
    """
    part = path.with_name(path.name + ".part")
    try:
        try:
            yield part
            with part.open("rb+") as file:
                os.fsync(file.fileno())
            part.replace(path)
            _sync_folder(path.parent)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        if error.errno in _FULL:
            raise StorageFull(
                "The disk that holds the library is full.", "Free some space; searching goes on meanwhile."
            ) from error
        if error.errno in _NOT_ALLOWED:
            raise LibraryReadOnly(
                "The folder of the library can't be written.", "Give yourself permission to write there."
            ) from error
        raise


def _sync_folder(folder: Path) -> None:
    """Make a renaming in `folder` durable, where the system lets folders be opened (Windows does not)."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write_source(file: IO[bytes], source: Source) -> str:
    """Write an array with its padding and return the BLAKE3 of both."""
    seal = blake3()
    size = 0
    for piece in source.pieces:
        data = np.ascontiguousarray(piece, source.dtype).reshape(-1).view(np.uint8).data
        seal.update(data)
        file.write(data)
        size += len(data)
    padding = bytes(_padded(size) - size)
    seal.update(padding)
    file.write(padding)
    return seal.hexdigest()


def _padded(size: int) -> int:
    return -(-size // _ALIGN) * _ALIGN
