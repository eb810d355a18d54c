"""Which of the system's messages about files mean that a folder of photos is no longer as it was read."""

from __future__ import annotations

import os
from collections.abc import Callable

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)

from photo_search.indexing.folder_rules import is_hidden, is_system_folder
from photo_search.indexing.formats import is_photo_name

TELLING: list[type[FileSystemEvent]] = [
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
]
"""The messages to ask for. Those about reading are not among them: reading the photos would call for reading them."""

_SEP = os.fsencode(os.sep)


class FolderEvents(FileSystemEventHandler):
    """Calls `changed`, on a thread of watchdog's, for each message that concerns photos below the folder `root`.

    Hidden and system things, other kinds of files and what lies in one of the folders `ignored` concern nobody.
    """

    def __init__(self, root: bytes, ignored: tuple[bytes, ...], changed: Callable[[], None]) -> None:
        self._root = os.path.join(root, b"")
        self._ignored = tuple(os.path.join(folder, b"") for folder in ignored)
        self._changed = changed

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Look at one message; its type is one of TELLING."""
        paths = (event.src_path, event.dest_path)
        if any(path and self._concerns(os.fsencode(path), is_folder=event.is_directory) for path in paths):
            self._changed()

    def _concerns(self, path: bytes, *, is_folder: bool) -> bool:
        if os.path.join(path, b"") == self._root:
            return True
        if not path.startswith(self._root) or os.path.join(path, b"").startswith(self._ignored):
            return False
        *folders, name = path[len(self._root) :].split(_SEP)
        if is_folder:
            folders.append(name)
        elif not is_photo_name(name) or is_hidden(name):
            return False
        return not any(is_hidden(folder) or is_system_folder(folder) for folder in folders)
