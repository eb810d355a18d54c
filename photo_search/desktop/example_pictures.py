"""Knows the pictures that questions name as examples: what they are called, and how they look on a chip."""

from __future__ import annotations

import os

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPixmap

from photo_search.conditions import Example
from photo_search.desktop.background import Background
from photo_search.desktop.chip import PICTURE_SIDE
from photo_search.desktop.library_source import LibrarySource
from photo_search.desktop.photo_facts import name_of
from photo_search.desktop.picture_image import image_of
from photo_search.errors import UnreadablePhoto
from photo_search.paths import display_path
from photo_search.searching.question_editing import file_of, photo_of

_CORNER = 3
_SIDE = 112
"""Enough for a screen with four times the pixels."""

_MOST = 100

_Found = tuple[str, QImage | None]


class ExamplePictures(QObject):
    """Looks examples up in the background, each once, and remembers the latest hundred."""

    known = Signal()
    """There is more to tell of an example that was asked about."""

    def __init__(self, source: LibrarySource, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._source = source
        self._background = background
        self._found: dict[str, _Found] = {}

    def depict(self, example: Example, ratio: float = 1.0) -> tuple[str, QPixmap | None]:
        """Return the name and a small square picture, for a screen with `ratio` device pixels a pixel.

        As long as they aren't known, or if there are none, they are empty and None.
        """
        if example.what not in self._found:
            self._look_up(example)
        name, picture = self._found[example.what]
        return name, None if picture is None else _rounded(picture, ratio)

    def _look_up(self, example: Example) -> None:
        def then(found: _Found) -> None:
            self._found[example.what] = found
            self.known.emit()

        while len(self._found) >= _MOST:
            del self._found[next(iter(self._found))]
        self._found[example.what] = ("", None)
        self._background.read(lambda: _look(self._source, example), then, context=self)


def _look(source: LibrarySource, example: Example) -> _Found:
    path, photo_id = file_of(example), photo_of(example)
    if photo_id is not None:
        photo, jpeg = source.photo(photo_id), source.thumbnail(photo_id)
        return "" if photo is None else name_of(photo), QImage.fromData(jpeg) if jpeg else None
    return ("", None) if path is None else (display_path(os.path.basename(path)), _small(source, path))


def _small(source: LibrarySource, path: bytes) -> QImage | None:
    """Return a picture at the size of an icon; a file that can't be shown has none."""
    try:
        return image_of(source.picture_in(path, _SIDE).result())
    except UnreadablePhoto:
        return None


def _rounded(picture: QImage, ratio: float) -> QPixmap:
    """Return the middle of a picture as a small square for a screen with `ratio` device pixels a pixel."""
    side = round(PICTURE_SIDE * ratio)
    fill, smooth = Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
    scaled = picture.scaled(side, side, fill, smooth)
    made = QPixmap(side, side)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape = QPainterPath()
    shape.addRoundedRect(0, 0, side, side, _CORNER * ratio, _CORNER * ratio)
    painter.setClipPath(shape)
    painter.drawImage((side - scaled.width()) // 2, (side - scaled.height()) // 2, scaled)
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made
