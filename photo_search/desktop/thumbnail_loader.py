"""Brings thumbnails to the screen: worker threads decode what is visible first, a cache keeps what was seen."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QImage, QImageReader, QPainter, QPixmap, QTransform

from photo_search.errors import UserFixable

_log = logging.getLogger(__name__)

_THREADS = 2
_CACHE_BYTES = 64 << 20
_BATCH = 12
"""Pictures handed over before the GUI thread may do something else: about a millisecond's worth."""


class Wanted(NamedTuple):
    """A photo's thumbnail in the size of its tile, in the screen's own pixels; `radius` rounds its corners."""

    photo_id: int
    width: int
    height: int
    radius: float = 0.0

    @property
    def byte_size(self) -> int:
        """What its pixels take in memory."""
        return 4 * self.width * self.height


class Came(NamedTuple):
    """A photo whose thumbnail came, or turned out not to be had; `first` if it had none before."""

    photo_id: int
    first: bool


class _Task(NamedTuple):
    """Something to do on a worker: a thumbnail to make, or (without one) a photo to describe."""

    photo_id: int
    generation: int
    wanted: Wanted | None


class ThumbnailLoader(QObject):
    """Thumbnails by photo id, scaled to the size they are shown in.

    `read` gives a photo's JPEG or None, `describe` whatever is to be told of a photo; both are called on worker
    threads and may take their time. All methods here are for the GUI thread. What was read before `forget` named its
    photo is never shown. Call `close` when done: it waits for the threads.
    """

    loaded = Signal(list)
    """What came, as a list of Came."""
    described = Signal(object, object)
    """A photo id, and what `describe` returned."""

    _answered = Signal()

    def __init__(
        self,
        read: Callable[[int], bytes | None],
        describe: Callable[[int], Any],
        *,
        threads: int = _THREADS,
        cache_bytes: int = _CACHE_BYTES,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._cache_bytes = self._room = cache_bytes
        self._held_bytes = 0
        self._pictures: OrderedDict[int, QPixmap] = OrderedDict()
        self._wishes: dict[int, Wanted] = {}
        self._broken: set[int] = set()
        self._doubtful: set[int] = set()
        self._generations: dict[int, int] = {}
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._workers = _Workers(threads, lambda task: _do(task, read, describe), self._answered.emit)

    def picture(self, photo_id: int) -> QPixmap | None:
        """Return what there is of a photo's thumbnail, maybe in another size than wanted now."""
        picture = self._pictures.get(photo_id)
        if picture is not None:
            self._pictures.move_to_end(photo_id)
        return picture

    def is_broken(self, photo_id: int) -> bool:
        """Return whether the photo turned out to have no thumbnail that can be shown."""
        return photo_id in self._broken or photo_id in self._doubtful

    def want(self, visible: Iterable[Wanted], ahead: Iterable[Wanted] = ()) -> None:
        """Load what is visible, then what may soon be; forget what was wanted before and is not begun."""
        wishes = [*visible, *ahead]
        self._wishes = {wish.photo_id: wish for wish in wishes}
        # What is on the screen always fits, or it would be loaded and thrown away in turns.
        self._room = max(self._cache_bytes, sum(wish.byte_size for wish in wishes))
        self._workers.replace(
            _Task(wish.photo_id, self._generations.get(wish.photo_id, 0), wish)
            for wish in wishes
            if not self._has(wish) and wish.photo_id not in self._broken
        )

    def want_described(self, photo_id: int) -> None:
        """Have a photo described, before any thumbnail."""
        self._workers.add_first(_Task(photo_id, self._generations.get(photo_id, 0), None))

    def forget(self, photo_id: int) -> None:
        """Drop a photo's thumbnail, because it has become another one."""
        self._generations[photo_id] = self._generations.get(photo_id, 0) + 1
        self._broken.discard(photo_id)
        self._doubtful.discard(photo_id)
        self._drop(photo_id)

    def try_again(self) -> None:
        """Give photos that had no thumbnail another chance, when they are wanted again."""
        self._doubtful |= self._broken
        self._broken.clear()

    def limit(self, cache_bytes: int) -> None:
        """Keep no more than so many bytes of thumbnails, from the next request on."""
        self._cache_bytes = cache_bytes

    def close(self) -> None:
        """End the threads, and wait for what they are doing."""
        self._workers.close()

    @property
    def held_bytes(self) -> int:
        """What the pixels of all thumbnails that are kept take in memory."""
        return self._held_bytes

    def _has(self, wish: Wanted) -> bool:
        picture = self._pictures.get(wish.photo_id)
        return picture is not None and picture.width() == wish.width and picture.height() == wish.height

    def _deliver(self) -> None:
        """Take over what the workers made, a few at a time."""
        came = []
        for task, made in self._workers.take(_BATCH):
            if task.generation != self._generations.get(task.photo_id, 0):
                continue
            if task.wanted is None:
                self.described.emit(task.photo_id, made)
            elif not self._is_outdone(task.wanted):
                came.append(Came(task.photo_id, task.photo_id not in self._pictures))
                self._keep(task.photo_id, made)
        if came:
            self.loaded.emit(came)

    def _is_outdone(self, made: Wanted) -> bool:
        """Return whether a thumbnail in the size that is wanted now came before this one in another."""
        wish = self._wishes.get(made.photo_id, made)
        return wish != made and self._has(wish)

    def _keep(self, photo_id: int, image: QImage | None) -> None:
        self._drop(photo_id)
        self._doubtful.discard(photo_id)
        if image is None:
            self._broken.add(photo_id)
            return
        self._pictures[photo_id] = QPixmap.fromImage(image)
        self._held_bytes += image.sizeInBytes()
        while self._held_bytes > self._room:
            self._drop(next(iter(self._pictures)))

    def _drop(self, photo_id: int) -> None:
        picture = self._pictures.pop(photo_id, None)
        if picture is not None:
            self._held_bytes -= 4 * picture.width() * picture.height()


class _Workers:
    """Threads that do the tasks of a list that may be replaced at any time; plain Python, so that none owns a widget.

    `tell` is called on a worker when results are there to `take`.
    """

    def __init__(self, threads: int, do: Callable[[_Task], Any], tell: Callable[[], None]) -> None:
        self._do = do
        self._tell = tell
        self._wake = threading.Condition()
        self._urgent: deque[_Task] = deque()
        self._queue: list[_Task] = []
        self._busy: set[_Task] = set()
        self._done: deque[tuple[_Task, Any]] = deque()
        self._told = False
        self._stopped = False
        self._threads = [
            threading.Thread(target=self._run, name=f"thumbnails-{number}", daemon=True) for number in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    def replace(self, tasks: Iterable[_Task]) -> None:
        """Do these, in this order, and nothing of the former list that is not begun."""
        with self._wake:
            self._queue = [task for task in tasks if task not in self._busy]
            self._queue.reverse()
            self._wake.notify_all()

    def add_first(self, task: _Task) -> None:
        """Do this before anything else, whatever the list will be."""
        with self._wake:
            self._urgent.append(task)
            self._wake.notify()

    def take(self, limit: int) -> list[tuple[_Task, Any]]:
        """Return what is done, at most `limit`; if there is more, it is told again."""
        with self._wake:
            results = [self._done.popleft() for _ in range(min(limit, len(self._done)))]
            self._busy.difference_update(task for task, _ in results)
            self._told = bool(self._done)
            more = self._told
        if more:
            self._tell()
        return results

    def close(self) -> None:
        """End the threads after what each is doing."""
        with self._wake:
            self._stopped = True
            self._wake.notify_all()
        for thread in self._threads:
            thread.join()

    def _run(self) -> None:
        while (task := self._next()) is not None:
            made = self._do(task)
            with self._wake:
                self._done.append((task, made))
                tell = not self._told
                self._told = True
            if tell:
                self._tell()

    def _next(self) -> _Task | None:
        with self._wake:
            while not (self._stopped or self._urgent or self._queue):
                self._wake.wait()
            if self._stopped:
                return None
            task = self._urgent.popleft() if self._urgent else self._queue.pop()
            self._busy.add(task)
            return task


def _do(task: _Task, read: Callable[[int], bytes | None], describe: Callable[[int], Any]) -> QImage | Any | None:
    try:
        if task.wanted is None:
            return describe(task.photo_id)
        jpeg = read(task.photo_id)
        _, width, height, radius = task.wanted
        return None if jpeg is None else scaled_thumbnail(jpeg, width, height, radius)
    except UserFixable as error:
        # Without its sentence, which may name the file.
        _log.warning("Photo %d can't be shown: %s", task.photo_id, type(error).__name__)
    except Exception:  # noqa: BLE001 - one bad tile must not end the thread that brings all the others
        _log.exception("Photo %d can't be shown", task.photo_id)
    return None


def scaled_thumbnail(jpeg: bytes, width: int, height: int, radius: float = 0.0) -> QImage | None:
    """Return the picture cut around its middle and scaled to fill width x height pixels, with rounded corners.

    None if the bytes are no JPEG that can be read. May be called on any thread.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(jpeg))
    reader = QImageReader(buffer, QByteArray(b"jpeg"))
    size = reader.size()
    if size.isEmpty():
        return None
    cover = size.scaled(QSize(width, height), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    reader.setScaledSize(cover)
    image = reader.read()
    if image.isNull():
        return None
    picture = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    brush = QBrush(image)
    brush.setTransform(QTransform.fromTranslate((width - cover.width()) // 2, (height - cover.height()) // 2))
    painter.setBrush(brush)
    painter.drawRoundedRect(QRect(0, 0, width, height), radius, radius)
    painter.end()
    return picture
