"""What a folder of the library leaves out: hidden and system things, other kinds of files, and exclusions."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from photo_search.errors import FolderUnusable
from photo_search.indexing.formats import is_photo_name
from photo_search.paths import display_path

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_SYSTEM_FOLDERS = frozenset(
    {
        b"$recycle.bin",
        b"recycler",
        b"system volume information",
        b"lost+found",
        b"__macosx",
        b"thumbs",
        # Of network storage boxes by Synology and QNAP.
        b"@eadir",
        b"#recycle",
        b"#snapshot",
        b"@recycle",
        b"@recently-snapshot",
    }
)
_SEP = os.fsencode(os.sep)
_DOT = ord(".")


def is_hidden(name: bytes) -> bool:
    """Return whether a file or folder is hidden by its name, as are the shadows `._x` that macOS leaves."""
    return name[0] == _DOT


def is_system_folder(name: bytes) -> bool:
    """Return whether a folder of this name belongs to the system: bins, snapshots, thumbnails of others."""
    return name.lower() in _SYSTEM_FOLDERS


def exclusion_of(below: bytes) -> str:
    """Return the pattern that names the folder at `below`, a path relative to the root, and nothing else."""
    # What FolderRules does to the paths that it compares: see there.
    text = os.fsdecode(below).replace(os.sep, "/").replace("\n", "\ufffd")
    return "/" + "".join(f"\\{char}" if char in "\\*?[]!# " else char for char in text) + "/"


class FolderRules:
    """The rules of one folder at the absolute path `root`.

    `exclusions` are patterns as in .gitignore, relative to the root. Raises FolderUnusable for one that is no
    pattern.
    """

    def __init__(self, root: bytes, exclusions: tuple[str, ...]) -> None:
        self._spec = _compile(exclusions) if exclusions else None
        self._prefix = os.path.join(root, b"")

    def exclude(self, path: bytes) -> bool:
        """Return whether a pattern names `path`; a folder's path ends in a separator."""
        if self._spec is None:
            return False
        # No pattern can hold a line break, and wildcards match none: regular expressions are below them.
        text = os.fsdecode(path[len(self._prefix) :]).replace("\n", "\ufffd")
        return self._spec.match_file(text)

    def leave_out(self, path: bytes) -> bool:
        """Return whether a walk passes by the file at `path`, or by a folder on the way to it."""
        if not path.startswith(self._prefix):
            return False
        *folders, name = path[len(self._prefix) :].split(_SEP)
        if not is_photo_name(name) or is_hidden(name) or any(map(is_hidden, folders)):
            return True
        if any(map(is_system_folder, folders)):
            return True
        above = self._prefix
        for folder in folders:
            above += folder + _SEP
            if self.exclude(above):
                return True
        return self.exclude(path)


def _compile(exclusions: tuple[str, ...]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - few folders have exclusions

    spec = GitIgnoreSpec([], backend="simple")
    for pattern in exclusions:
        try:
            spec += GitIgnoreSpec.from_lines([pattern], backend="simple")
        except ValueError as error:
            raise FolderUnusable(
                f"The exclusion “{display_path(os.fsencode(pattern))}” is no pattern.",
                "Write it as in a .gitignore file, such as *.png or /private/.",
            ) from error
    return spec
