"""What is said about photos: read away from the GUI thread, kept for a while, shown where the pointer rests."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QTimer, Signal

from photo_search.desktop.photo_tile import TileCaption
from photo_search.desktop.thumbnail_loader import ThumbnailLoader

_KEPT = 2_000
_REST_MS = 500


class Captions(QObject):
    """Captions by photo id; one that is not known, or may have changed, is asked for and announced when it came."""

    came = Signal(object)
    """A photo id."""

    def __init__(self, loader: ThumbnailLoader, parent: QObject) -> None:
        super().__init__(parent)
        self._loader = loader
        self._captions: dict[int, TileCaption] = {}
        self._asked: set[int] = set()
        loader.described.connect(self._take)

    def get(self, photo_id: int) -> TileCaption | None:
        """Return what is known to say about a photo."""
        if photo_id not in self._asked:
            if len(self._asked) >= _KEPT:
                self._asked.clear()
                self._captions.clear()
            self._asked.add(photo_id)
            self._loader.want_described(photo_id)
        return self._captions.get(photo_id)

    def doubt(self) -> None:
        """Ask again for what is wanted from now on: names and dates may have changed."""
        self._asked.clear()

    def _take(self, photo_id: int, caption: TileCaption | None) -> None:
        if caption is None:
            self._captions.pop(photo_id, None)
        else:
            self._captions[photo_id] = caption
        self.came.emit(photo_id)


class Hover(QObject):
    """The photo under the pointer, and whether the pointer has rested on it."""

    changed = Signal(object)
    """The id of a photo to be painted again."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.photo_id: int | None = None
        self.point = QPoint()
        """Where the pointer was then, in the viewport."""
        self.rested = False
        self._resting = QTimer(self, singleShot=True, interval=_REST_MS)
        self._resting.timeout.connect(self._rest)

    def move(self, photo_id: int | None, point: QPoint | None = None) -> None:
        """Take note of the photo that is under the pointer now, at `point`."""
        self.point = point or self.point
        if photo_id == self.photo_id:
            return
        before, self.photo_id = self.photo_id, photo_id
        self.rested = False
        self._resting.stop()
        for changed in (before, photo_id):
            if changed is not None:
                self.changed.emit(changed)
        if photo_id is not None:
            self._resting.start()

    def _rest(self) -> None:
        self.rested = True
        self.changed.emit(self.photo_id)
