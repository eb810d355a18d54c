"""What a disk may do while models are written: be full, be read-only, lose its power."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from photo_search.errors import ModelBusy, StorageFull, UserFixable
from photo_search.paths import display_path

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_NOT_ALLOWED = {errno.EACCES, errno.EPERM, errno.EROFS}
_KEPT_FREE_BYTES = 64 << 20


@contextmanager
def writing_to(folder: Path) -> Iterator[None]:
    """Turn what the disk of `folder` refuses into StorageFull, or UserFixable where it may not be written."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise StorageFull(
                f"The disk that holds the models ({_shown(folder)}) is full.",
                "Make some room on it, then start again; what was got so far is kept.",
            ) from error
        if error.errno in _NOT_ALLOWED:
            raise UserFixable(
                f"The folder of the models ({_shown(folder)}) can't be written.",
                "Give yourself permission to write there.",
            ) from error
        raise


def require_room(folder: Path, needed_bytes: int) -> None:
    """Raise StorageFull unless `needed_bytes` and a little more are free on the disk of `folder`."""
    free = shutil.disk_usage(folder).free
    if needed_bytes + _KEPT_FREE_BYTES > free:
        raise StorageFull(
            f"The model needs {gigabytes(needed_bytes)} on the disk that holds {_shown(folder)}, and only "
            f"{gigabytes(free)} are free.",
            "Make some room on it, then start again.",
        )


def gigabytes(count: int) -> str:
    """Return a number of bytes as a person would say it."""
    return f"{count / 1e9:.1f} GB" if count >= 950_000_000 else f"{max(1, round(count / 1e6)):,} MB"


def bytes_below(folder: Path) -> int:
    """Return how much would be free if `folder` was removed; files that have a second name elsewhere don't count."""
    return sum(
        stat.st_size
        for path in folder.rglob("*")
        if not path.is_symlink() and path.is_file() and (stat := path.stat()).st_nlink == 1
    )


def sync_folder(folder: Path) -> None:
    """Make a renaming in `folder` durable, where the system lets folders be opened (Windows does not)."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def discard(folder: Path, aside: Path) -> None:
    """Remove `folder`: at once for everybody else, since it is first renamed to `aside`.

    Raises ModelBusy where the system doesn't let go of files that a program has open (Windows).
    """
    try:
        folder.rename(aside)
    except PermissionError as error:
        raise ModelBusy(
            f"The model in {_shown(folder)} is in use.", "Close the windows that search with it, then try again."
        ) from error
    shutil.rmtree(aside, ignore_errors=True)


def _shown(path: Path) -> str:
    return display_path(os.fsencode(path))
