"""Unpacks a zip or tar archive that a stranger may have made: plain files only, inside the folder, bounded."""

from __future__ import annotations

import lzma
import os
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import IO

from photo_search.errors import ModelUnusable
from photo_search.models.disk import require_room
from photo_search.paths import display_path

_MOST_FILES = 10_000
_MOST_BYTES = 32 << 30
# Weights hardly shrink; ten times is generous. Small archives may be anything.
_MOST_RATIO, _RATIO_FROM_BYTES = 100, 64 << 20
_BLOCK = 1 << 20
_BROKEN = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    RuntimeError,
    NotImplementedError,
)


@dataclass(frozen=True, slots=True)
class _Member:
    name: str
    size: int
    plain: bool
    content: IO[bytes]


def is_archive(path: Path) -> bool:
    """Tell whether `path` is an archive that can be unpacked."""
    return zipfile.is_zipfile(path) or tarfile.is_tarfile(path)


def unpack(archive: Path, target: Path) -> None:
    """Write the files of `archive` below the folder `target`, which exists and is empty.

    Raises ModelUnusable if the archive is damaged or encrypted, holds links or devices, names a place outside, or
    grows out of all proportion; StorageFull if there is no room; OSError as the disk does.
    """
    count, written = 0, 0
    allowed = max(_RATIO_FROM_BYTES, _MOST_RATIO * archive.stat().st_size)
    try:
        for member in _members(archive):
            if not member.plain:
                raise _fault(archive, f"holds {member.name!r}, which is a link or no plain file")
            count += 1
            path = target / _inside(archive, member.name)
            path.parent.mkdir(parents=True, exist_ok=True)
            if written + member.size > min(_MOST_BYTES, allowed) or count > _MOST_FILES:
                raise _fault(archive, "holds far more than a model")
            require_room(target, member.size)
            written += _copy(archive, member, path)
    except (FileExistsError, NotADirectoryError) as error:
        raise _fault(archive, "names a file twice") from error
    except _BROKEN as error:
        raise _fault(archive, "is damaged, or encrypted") from error


def _members(archive: Path) -> Iterator[_Member]:
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as zipped:
            for info in zipped.infolist():
                if not info.is_dir():
                    kind = info.external_attr >> 28  # the upper bits of a Unix mode; 8: a plain file, 0: not said
                    with zipped.open(info) as content:
                        yield _Member(info.filename, info.file_size, kind in {0, 8}, content)
        return
    with tarfile.open(archive, "r:*") as tar:
        for entry in tar:
            if entry.isdir():
                continue
            with tar.extractfile(entry) if entry.isreg() else open(os.devnull, "rb") as content:  # type: ignore[union-attr]
                yield _Member(entry.name, entry.size, entry.isreg(), content)


def _inside(archive: Path, name: str) -> PurePosixPath:
    """Return the name as a path below the folder; raise ModelUnusable if it is none."""
    path = PurePosixPath(name)
    odd = "\\" in name or "\0" in name or PureWindowsPath(name).drive or ":" in name
    if odd or path.is_absolute() or ".." in path.parts or not path.parts:
        raise _fault(archive, f"names the place {name!r}, which is outside of it")
    return path


def _copy(archive: Path, member: _Member, path: Path) -> int:
    size = 0
    with path.open("xb") as out:
        while block := member.content.read(_BLOCK):
            size += len(block)
            if size > member.size:
                raise _fault(archive, "is damaged, or encrypted")
            out.write(block)
    return size


def _fault(archive: Path, what: str) -> ModelUnusable:
    return ModelUnusable(
        f"The archive {display_path(os.fsencode(archive))} {what}.", "Choose another one, or unpack it yourself."
    )
