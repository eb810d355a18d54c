"""Makes of pictures what Qt paints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from photo_search.indexing.picture import Picture
    from photo_search.library import Library


def image_of(picture: Picture) -> QImage:
    """Return a picture as an image that holds its bytes itself, however long the picture lives."""
    stride = 3 * picture.width
    return QImage(picture.rgb, picture.width, picture.height, stride, QImage.Format.Format_RGB888).copy()


def thumbnail_of(library: Library, photo_id: int) -> QImage:
    """Return a photo's thumbnail; a null image if it has none."""
    return QImage.fromData(library.thumbnail(photo_id) or b"")
