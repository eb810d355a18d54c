"""Opens, locks and makes the files of a library, and brings a lost catalog back."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from filelock import FileLock, Timeout

from photo_search.catalog.backups import Backups
from photo_search.catalog.catalog import Catalog
from photo_search.errors import LibraryAbsent, LibraryInUse, LibraryReadOnly, NotALibrary
from photo_search.indexing.thumbnails import ThumbnailStore

_CATALOG = "catalog.sqlite"
_THUMBNAILS = "thumbnails.sqlite"


class OpenFiles(NamedTuple):
    """The open files of a library; the lock is None where it was opened for reading only."""

    catalog: Catalog
    thumbnails: ThumbnailStore
    lock: FileLock | None

    def close(self) -> None:
        """Close the files, then let others write them."""
        self.thumbnails.close()
        self.catalog.close()
        if self.lock is not None:
            self.lock.release()


def open_files(path: Path, *, read_only: bool) -> OpenFiles:
    """Open the library in the folder `path`, making it if it is absent and may be written.

    Raises LibraryAbsent (only if `read_only`), NotALibrary, LibraryTooNew, LibraryInUse, LibraryReadOnly or
    StorageFull.
    """
    file = path / _CATALOG
    if path.exists() and not path.is_dir():
        raise NotALibrary(f"{path} is a file; a library is a folder.", "Name another place with --library.")
    if read_only:
        if not file.exists():
            raise LibraryAbsent(f"There is no library at {path} yet.", "Make one with: photo-search index FOLDER")
        if not Catalog.is_current(file):
            open_files(path, read_only=False).close()  # Brings the schema up to date.
        return OpenFiles(*_open(path, read_only=True), None)
    lock = _lock(path)
    try:
        if not file.exists():
            Catalog.create(file)
        return OpenFiles(*_open(path, read_only=False), lock)
    except BaseException:
        lock.release()
        raise


def restore_catalog(path: Path) -> str:
    """Put a damaged catalog aside and bring back the newest good backup; say what was done.

    Raises LibraryInUse or LibraryReadOnly.
    """
    lock = _lock(path)
    try:
        restored, aside = Backups(path / _CATALOG).restore()
        for snapshot in (path / "index").glob("*"):
            snapshot.unlink()  # They may speak of embeddings that the backup doesn't have.
        if restored is None:
            Catalog.create(path / _CATALOG)
            return (
                f"The damaged catalog was put aside as {aside.name}. There was no good backup, so the library"
                " is empty: index your folders again. Your photos were not touched."
            )
        return (
            f"The damaged catalog was put aside as {aside.name}, and the backup {restored.name} brought back."
            " Index your folders to add what came later."
        )
    finally:
        lock.release()


def _open(path: Path, *, read_only: bool) -> tuple[Catalog, ThumbnailStore]:
    catalog = Catalog.open(path / _CATALOG, read_only=read_only)
    try:
        return catalog, ThumbnailStore.open(path / _THUMBNAILS, read_only=read_only)
    except BaseException:
        catalog.close()
        raise


def _lock(path: Path) -> FileLock:
    try:
        path.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path / "lock", timeout=0)
        lock.acquire()
    except Timeout as error:
        raise LibraryInUse(
            f"The library at {path} is being written by another photo_search.",
            "Searching works meanwhile; to change the library, wait for the other one or close it.",
        ) from error
    except OSError as error:
        raise LibraryReadOnly(
            f"The library at {path} can't be written ({error.strerror}).",
            "Give yourself permission to write there, or name another place with --library.",
        ) from error
    return lock
