"""Brings photos to the viewer: what is known of one at once, then its picture, then those of its neighbours."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Protocol

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage

from photo_search.indexing.picture import Picture
from photo_search.records import Photo

CACHE_BYTES = 256 << 20
_SMALLEST_LEVEL = 2048
"""Longer side, in pixels, below which halving a picture once more gains nothing for painting it."""
_BY_FAR = 1.5
"""Scaling a picture down saves time only if it is larger than needed by about this factor."""


class PictureSource(Protocol):
    """What the viewer asks of a library. `thumbnail` and `photo` may block, and are called on a worker thread."""

    def thumbnail(self, photo_id: int) -> bytes | None:
        """Return a small JPEG of the photo, if there is one."""

    def picture(self, photo_id: int, max_side: int | None) -> Future[Picture]:
        """Start reading the photo's pixels, scaled down to `max_side` on the longer side, or all of them."""

    def photo(self, photo_id: int) -> Photo | None:
        """Return what is known of the photo, or None if it is not known any more."""


@dataclass(frozen=True, slots=True, eq=False)
class Preview:
    """What can be shown of a photo at once."""

    photo_id: int
    photo: Photo | None
    thumbnail: QImage | None

    @property
    def size(self) -> QSize:
        """The upright photo's pixels, as far as known."""
        if self.photo is not None:
            return QSize(self.photo.content.width, self.photo.content.height)
        return QSize() if self.thumbnail is None else self.thumbnail.size()


@dataclass(frozen=True, slots=True, eq=False)
class Sharp:
    """A photo's pixels, scaled down to `max_side`, or all: the largest first, each level half the one before."""

    photo_id: int
    max_side: int | None
    levels: tuple[QImage, ...]

    @property
    def byte_size(self) -> int:
        """The memory that the levels take."""
        return sum(level.sizeInBytes() for level in self.levels)

    def serves(self, max_side: int | None) -> bool:
        """Return whether this holds as many pixels as a picture of `max_side` would."""
        return self.max_side is None or (max_side is not None and self.max_side >= max_side)


@dataclass(frozen=True, slots=True)
class _Failed:
    photo_id: int
    error: Exception


@dataclass(frozen=True, slots=True)
class _Step:
    """One thing to fetch: a preview, or a picture of at most `max_side`. What is `urgent` waits for no other.

    `full_side` is the longer side of the whole picture, 0 while it is not known.
    """

    photo_id: int
    is_picture: bool = False
    max_side: int | None = None
    urgent: bool = field(default=False, compare=False)
    full_side: int = field(default=0, compare=False)


class PictureLoader(QObject):
    """Fetches one photo and a few more ahead of time on a thread of its own, and remembers up to `cache_bytes`.

    Signals come on the GUI thread, for whatever photo is ready; call the methods there too, `close` at the end.
    """

    preview_ready = Signal(object)
    """A Preview."""
    picture_ready = Signal(object)
    """A Sharp."""
    failed = Signal(int, object)
    """A photo's id, and the exception that stands for its picture."""

    _arrived = Signal(object)

    def __init__(self, source: PictureSource, parent: QObject | None = None, *, cache_bytes: int = CACHE_BYTES) -> None:
        super().__init__(parent)
        self._cache_bytes = cache_bytes
        self._previews: dict[int, Preview] = {}
        self._pictures: OrderedDict[int, Sharp] = OrderedDict()
        self._closed = False
        self._arrived.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._worker = _Worker(source, self._arrived.emit)

    def want(self, photo_id: int, max_side: int | None, ahead: Iterable[int] = ()) -> None:
        """Fetch this photo, then those `ahead`; whatever else was wanted is wanted no more.

        What was fetched before is not announced again: see `preview` and `picture`.
        """
        wanted = [photo_id, *ahead]
        if photo_id in self._pictures:
            self._pictures.move_to_end(photo_id)
        self._previews = {k: preview for k, preview in self._previews.items() if k in wanted or k in self._pictures}
        steps: list[_Step] = []
        for key in wanted:
            urgent = key == photo_id
            preview = self._previews.get(key)
            if preview is None:
                steps.append(_Step(key, urgent=urgent))
            known = self._pictures.get(key)
            if known is None or (urgent and not known.serves(max_side)):
                full_side = 0 if preview is None else max(preview.size.width(), preview.size.height())
                steps.append(_Step(key, True, max_side, urgent, full_side))
        self._worker.put(steps)

    def preview(self, photo_id: int) -> Preview | None:
        """Return what can be shown of a photo at once, if it was fetched."""
        return self._previews.get(photo_id)

    def picture(self, photo_id: int) -> Sharp | None:
        """Return a photo's pixels, if they were fetched."""
        return self._pictures.get(photo_id)

    def forget(self, photo_id: int) -> None:
        """Fetch a photo anew when it is wanted next."""
        self._previews.pop(photo_id, None)
        self._pictures.pop(photo_id, None)

    def clear(self) -> None:
        """Want nothing, and remember nothing."""
        self._worker.put([])
        self._previews.clear()
        self._pictures.clear()

    @property
    def cached_bytes(self) -> int:
        """The memory that the remembered pictures take."""
        return sum(picture.byte_size for picture in self._pictures.values())

    def close(self) -> None:
        """Stop the thread; no signal comes any more."""
        self._worker.close()
        self._closed = True

    def _take(self, arrived: object) -> None:
        if self._closed:
            return
        match arrived:
            case Preview():
                self._previews[arrived.photo_id] = arrived
                self.preview_ready.emit(arrived)
            case Sharp():
                self.picture_ready.emit(self._remember(arrived))
            case _Failed():
                self.failed.emit(arrived.photo_id, arrived.error)

    def _remember(self, picture: Sharp) -> Sharp:
        """Keep a picture, unless a better one of its photo came before it; return the one that is kept."""
        known = self._pictures.get(picture.photo_id)
        if known is not None and known.serves(picture.max_side):
            picture = known
        self._pictures[picture.photo_id] = picture
        self._pictures.move_to_end(picture.photo_id)
        # The newest stays whatever its size: it is the one in view, or soon will be.
        while self.cached_bytes > self._cache_bytes and len(self._pictures) > 1:
            self._pictures.popitem(last=False)
        return picture


class _Worker:
    """The thread behind a PictureLoader. It owns no Qt object: the last reference to one may not end here."""

    def __init__(self, source: PictureSource, deliver: Callable[[object], None]) -> None:
        self._source = source
        self._deliver = deliver
        self._inbox: SimpleQueue[list[_Step] | Future[Picture] | None] = SimpleQueue()
        self._steps: list[_Step] = []
        self._running: dict[Future[Picture], tuple[_Step, int | None]] = {}
        self._full_sides: dict[int, int] = {}
        self._thread: threading.Thread | None = None

    def put(self, steps: list[_Step]) -> None:
        """Replace what is to be done."""
        if self._thread is None:
            if not steps:
                return
            self._thread = threading.Thread(target=self._run, name="viewer pictures", daemon=True)
            self._thread.start()
        self._inbox.put(steps)

    def close(self) -> None:
        """Drop what is to be done, and wait for the thread."""
        if self._thread is not None:
            self._inbox.put(None)
            self._thread.join()

    def _run(self) -> None:
        while True:
            step = self._next_step()
            try:
                event = self._inbox.get(block=step is None)
            except Empty:
                self._begin(step)
                continue
            if event is None:
                self._drop_all_but(())
                return
            if isinstance(event, Future):
                self._finish(event)
            else:
                self._full_sides = {}
                self._drop_all_but(event)
                under_way = [step for future, (step, _) in self._running.items() if not future.cancelled()]
                self._steps = [step for step in event if step not in under_way]

    def _next_step(self) -> _Step | None:
        """Return what can be begun now: any preview, one picture, and a second where it is urgent."""
        for step in self._steps:
            if not step.is_picture or not self._running or (step.urgent and len(self._running) == 1):
                return step
        return None

    def _drop_all_but(self, steps: Sequence[_Step]) -> None:
        for future, (step, _) in list(self._running.items()):
            if step not in steps:
                future.cancel()

    def _begin(self, step: _Step | None) -> None:
        if step is None:
            return
        self._steps.remove(step)
        try:
            if step.is_picture:
                side = self._worth_asking(step)
                future = self._source.picture(step.photo_id, side)
                self._running[future] = step, side
                future.add_done_callback(self._inbox.put)
            else:
                self._deliver(self._preview(step.photo_id))
        except Exception as error:  # noqa: BLE001 - it crosses to the thread that can show it
            self._deliver(_Failed(step.photo_id, error.with_traceback(None)))

    def _preview(self, photo_id: int) -> Preview:
        photo = self._source.photo(photo_id)
        jpeg = self._source.thumbnail(photo_id)
        thumbnail = None if jpeg is None else QImage.fromData(jpeg)
        if thumbnail is not None and thumbnail.isNull():
            thumbnail = None
        if photo is not None:
            self._full_sides[photo_id] = max(photo.content.width, photo.content.height)
        return Preview(photo_id, photo, thumbnail)

    def _worth_asking(self, step: _Step) -> int | None:
        side = step.full_side or self._full_sides.get(step.photo_id, 0)
        if step.max_side is None or 0 < side < _BY_FAR * step.max_side:
            return None
        return step.max_side

    def _finish(self, future: Future[Picture]) -> None:
        step, side = self._running.pop(future)
        if future.cancelled():
            return
        error = future.exception()
        if isinstance(error, CancelledError):
            return
        if isinstance(error, Exception):
            self._deliver(_Failed(step.photo_id, error))
        else:
            self._deliver(Sharp(step.photo_id, side, _levels(future.result())))


def _levels(picture: Picture) -> tuple[QImage, ...]:
    """Return a picture and its halves in the format that paints fastest, none of them tied to its bytes."""
    rgb = QImage(picture.rgb, picture.width, picture.height, 3 * picture.width, QImage.Format.Format_RGB888)
    levels = [rgb.convertToFormat(QImage.Format.Format_RGB32)]
    while max(levels[-1].width(), levels[-1].height()) > _SMALLEST_LEVEL:
        half = (levels[-1].size() / 2).expandedTo(QSize(1, 1))
        levels.append(
            levels[-1].scaled(half, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
        )
    return tuple(levels)
