"""Reads a file once, whole, and says what it is by its content."""

from __future__ import annotations

import errno
import os
import stat

import blake3

from photo_search.errors import FileVanished, UnreadablePhoto
from photo_search.indexing.folder_walk import ABSENT, stamp_of
from photo_search.records import FileStamp

LARGEST_FILE = 1 << 30
_HASH_BYTES = 20

_OPEN = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)  # A pipe that someone put in place of the photo must not block.
)


def hash_content(data: bytes) -> bytes:
    """Return the identity of a photo's content: 20 bytes of BLAKE3."""
    return blake3.blake3(data).digest(length=_HASH_BYTES)


def read_file(path: bytes) -> tuple[bytes, FileStamp]:
    """Return the content of a regular file, read once, and the stamp that belongs to it.

    Raises FileVanished, or UnreadablePhoto if it can't be read, is too large, or changed meanwhile.
    """
    try:
        with open(os.open(path, _OPEN), "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise UnreadablePhoto("This is no file, but a folder, device or pipe.")
            if status.st_size > LARGEST_FILE:
                raise UnreadablePhoto(f"The file is too large to read: {status.st_size / 1e9:.1f} GB.")
            data = file.read(status.st_size + 1)
            after = os.fstat(file.fileno())
    except ABSENT as error:
        raise FileVanished("The file is no longer there.", transient=True) from error
    except OSError as error:
        raise _unreadable(error) from error
    if len(data) != status.st_size or stamp_of(after) != stamp_of(status):
        raise UnreadablePhoto("The file was being written while it was read.", transient=True)
    return data, stamp_of(after)


def _unreadable(error: OSError) -> UnreadablePhoto:
    if isinstance(error, PermissionError):
        return UnreadablePhoto(
            "You have no permission to read this file.", "Give yourself permission, then index again.", transient=True
        )
    if error.errno == errno.ELOOP:
        return UnreadablePhoto("This is a link to another file; links are not followed.")
    if error.errno in {errno.ENXIO, errno.ENODEV, errno.EISDIR}:
        return UnreadablePhoto("This is no file, but a folder, device or pipe.")
    return UnreadablePhoto(
        "The file can't be read from its drive.",
        "Check that the drive is connected and healthy, then index again.",
        transient=True,
    )
