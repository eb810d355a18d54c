"""What to do with files and folders from outside: dropped on the window, or given to the program."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from photo_search.desktop.background import Background
from photo_search.desktop.drop_veil import folders_in
from photo_search.indexing.formats import is_photo_name
from photo_search.records import Filters

if TYPE_CHECKING:
    from photo_search.library import Library

_AT_A_TIME = 100
"""How many files one query asks for."""


@dataclass(frozen=True, slots=True)
class _Given:
    """Folders, picture files, and the photos of the library among those; `others` are none of all this."""

    folders: list[bytes]
    pictures: list[bytes]
    photo_ids: list[int]
    others: list[bytes]


class GivenPaths(QObject):
    """Sorts what is given: folders are for adding, one picture is a question, several are photos to be shown.

    Of several pictures none of which the library holds, the folders are for adding.
    """

    folders_given = Signal(list)
    """Paths (bytes) of folders to add, or of what can't be any, which adding them will say."""

    picture_given = Signal(bytes)
    """The path of a picture to find others like."""

    photos_given = Signal(list)
    """Ids of photos of the library to show."""

    def __init__(self, library: Library, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._library = library
        self._background = background

    def take(self, paths: Sequence[bytes]) -> None:
        """Sort these paths, off the GUI thread: they may lie on a slow drive."""
        if paths:
            self._background.read(lambda: _sorted(self._library, paths), self._tell, context=self)

    def _tell(self, given: _Given) -> None:
        if given.folders:
            self.folders_given.emit(given.folders)
        if len(given.pictures) == 1:
            self.picture_given.emit(given.pictures[0])
        elif given.photo_ids:
            self.photos_given.emit(given.photo_ids)
        elif not given.folders:
            self.folders_given.emit(folders_in(given.pictures) or given.others)


def _sorted(library: Library, paths: Sequence[bytes]) -> _Given:
    given = _Given([], [], [], [])
    for path in map(os.path.realpath, paths):
        if os.path.isdir(path):
            given.folders.append(path)
        elif os.path.isfile(path) and is_photo_name(os.path.basename(path)):
            given.pictures.append(path)
        else:
            given.others.append(path)
    if len(given.pictures) > 1:
        for start in range(0, len(given.pictures), _AT_A_TIME):
            some = Filters(folders=tuple(given.pictures[start : start + _AT_A_TIME]))
            given.photo_ids.extend(library.listing(some).photo_ids.tolist())
    return given
