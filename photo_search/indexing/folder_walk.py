"""List the photo files below a folder, each with its size and times, and what could not be listed."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass

from photo_search.indexing.folder_rules import FolderRules, is_hidden, is_system_folder
from photo_search.indexing.formats import is_photo_name
from photo_search.paths import display_path
from photo_search.records import FileStamp

ABSENT = (FileNotFoundError, NotADirectoryError)
"""What the system raises where nothing is at a path."""

PLUG_IN = "If it is on a drive, plug it in"

_SEP = os.fsencode(os.sep)
_JUNCTION = 0xA0000003  # IO_REPARSE_TAG_MOUNT_POINT, see Microsoft's [MS-FSCC] 2.1.2.1
_ON_WINDOWS = os.name == "nt"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A folder that can't be listed, or a file that can't be asked for its size and times."""

    path: bytes
    sentence: str


class RootLost(Exception):
    """The root of a walk can't be listed, or went away; `remedy` is half a sentence."""

    def __init__(self, sentence: str, remedy: str) -> None:
        super().__init__(sentence)
        self.remedy = remedy


def stamp_of(status: os.stat_result) -> FileStamp:
    """Return what tells a file from another, from what the system says of it."""
    return FileStamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


class FolderWalk:
    """The photo files below the folder at the absolute path `root`, as paths and what the system says of them.

    Links below the root are not followed, and only regular files are given. It is iterated over once, which raises
    RootLost; afterwards `unlisted` holds the beginnings of the paths that are out of sight.
    """

    def __init__(self, root: bytes, rules: FolderRules) -> None:
        self._root = root
        self._rules = rules
        self._identity: tuple[int, int] | None = None
        self._pending = [root]
        self.unlisted: list[bytes] = []

    def __iter__(self) -> Iterator[tuple[bytes, os.stat_result] | Unreadable]:
        while self._pending:
            folder = self._pending.pop()
            try:
                # Whole: a listing left open while its photos are read would keep a drive from being removed.
                with os.scandir(folder) as listing:
                    entries = list(listing)
            except OSError as error:
                self._check_root_after(error)
                self.unlisted.append(os.path.join(folder, b""))
                if not isinstance(error, ABSENT):
                    yield Unreadable(folder, _why("folder", error))
                continue
            if self._identity is None:
                # Not before: it is listing that makes an automatic mount appear.
                self._identity = self._root_identity()
            for entry in entries:
                seen = self._look_at(entry)
                if seen is not None:
                    yield seen

    def check_root(self) -> None:
        """Raise RootLost if the root is no longer the folder that the walk began in."""
        if self._root_identity() != self._identity:
            raise RootLost(f"The folder {display_path(self._root)} went away meanwhile.", PLUG_IN)

    def _look_at(self, entry: os.DirEntry[bytes]) -> tuple[bytes, os.stat_result] | Unreadable | None:
        name = entry.name
        if is_hidden(name):
            return None
        try:
            if is_photo_name(name):
                status = entry.stat(follow_symlinks=False)
                if stat.S_ISREG(status.st_mode):
                    return (entry.path, status) if self._wants(entry.path, status) else None
            if entry.is_dir(follow_symlinks=False) and self._enters(entry):
                self._pending.append(entry.path)
        except ABSENT:
            return None
        except OSError as error:
            return Unreadable(entry.path, _why("file", error))
        return None

    def _wants(self, path: bytes, status: os.stat_result) -> bool:
        return not (self._rules.exclude(path) or (_ON_WINDOWS and _passed_by_on_windows(status)))

    def _enters(self, entry: os.DirEntry[bytes]) -> bool:
        if is_system_folder(entry.name) or self._rules.exclude(entry.path + _SEP):
            return False
        return not (_ON_WINDOWS and _passed_by_on_windows(entry.stat(follow_symlinks=False)))

    def _check_root_after(self, error: OSError) -> None:
        if self._identity is None:
            raise _root_lost(self._root, error) from error
        self.check_root()

    def _root_identity(self) -> tuple[int, int]:
        try:
            status = os.stat(self._root)
        except OSError as error:
            raise _root_lost(self._root, error) from error
        return status.st_dev, status.st_ino


def _passed_by_on_windows(status: os.stat_result) -> bool:
    """Return whether a file or folder has the hidden attribute, or is a junction, which may make a loop."""
    attributes: int = getattr(status, "st_file_attributes", 0)
    return bool(attributes & stat.FILE_ATTRIBUTE_HIDDEN) or getattr(status, "st_reparse_tag", 0) == _JUNCTION


def _root_lost(root: bytes, error: OSError) -> RootLost:
    name = display_path(root)
    if isinstance(error, FileNotFoundError):
        return RootLost(f"The folder {name} isn't there.", PLUG_IN)
    if isinstance(error, NotADirectoryError):
        return RootLost(f"The folder {name} is a file now.", "Put the folder back or choose another")
    if isinstance(error, PermissionError):
        return RootLost(f"You have no permission to open the folder {name}.", "Give it to yourself")
    return RootLost(f"The folder {name} doesn't answer.", "Check its drive or its network connection")


def _why(kind: str, error: OSError) -> str:
    if isinstance(error, PermissionError):
        return f"You have no permission to open this {kind}."
    if error.errno == errno.ENAMETOOLONG:
        return f"The path of this {kind} is longer than the system can handle."
    return f"This {kind} can't be read; its drive may be failing or disconnected."
