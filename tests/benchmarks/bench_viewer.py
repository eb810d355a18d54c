"""What the viewer costs: from a click to a sharp picture, on to the next one, to 1:1, and what painting takes.

Times are the least of several: whatever else runs on the machine only adds to them.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

import numpy as np
import psutil
from PIL import Image
from PySide6.QtCore import QEventLoop, QPointF, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from photo_search.desktop.theme import ThemeSwitch
from photo_search.desktop.viewer import Viewer
from photo_search.desktop.viewer_canvas import ViewerCanvas
from photo_search.indexing.picture import Picture
from photo_search.indexing.picture_reader import PictureReader
from photo_search.models.recipes import Fit, ImageRecipe
from photo_search.records import Photo
from tests.desktop.folder_source import FolderSource

Row = dict[str, str | float]

_HALF = (0.5, 0.5, 0.5)
_RECIPE = ImageRecipe(96, Fit.SQUASH, 96, 3, 1 / 255, _HALF, _HALF)
_PHOTOS = 12
_WIDTH, _HEIGHT = 1280, 800
_REPAINTS = 40


def rows() -> list[Row]:
    """Return one row for each thing measured; takes about 20 seconds."""
    # In a process of its own: there may be one QApplication only.
    child = subprocess.run(
        [sys.executable, "-m", __name__],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        check=True,
    )
    found: list[Row] = json.loads(child.stdout)
    return found


class ReaderSource(FolderSource):
    """Photos whose pictures come from a child process, as they do from a library."""

    def __init__(self, *paths: Path) -> None:
        super().__init__(*paths)
        self.reader = PictureReader(_RECIPE, list)
        self.reader.warm_up()

    def picture(self, photo_id: int, max_side: int | None) -> Future[Picture]:
        photo: Photo = self.photos[photo_id]
        return self.reader.read(photo, max_side)

    def close(self) -> None:
        self.reader.close()
        super().close()


def measure(folder: Path) -> list[Row]:
    """Return the rows, with a viewer of 1280 x 800 on photos of 12 MP."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    paths = [folder / f"{k:02}.jpg" for k in range(_PHOTOS)]
    _write_photo(paths[0])
    for path in paths[1:]:
        os.link(paths[0], path)
    source = ReaderSource(*paths)
    viewer = Viewer(source, ThemeSwitch(app, "dark"), source.neighbour)
    viewer.resize(_WIDTH, _HEIGHT)
    viewer.show()
    try:
        return [*_waiting(app, viewer), *_painting(app, viewer)]
    finally:
        viewer.close()
        source.close()


def _write_photo(path: Path) -> None:
    """Write a 12 MP JPEG of about 3 MB."""
    dice = np.random.default_rng(0)
    coarse = Image.fromarray(dice.integers(0, 256, (150, 200, 3), dtype=np.uint8)).resize((4032, 3024))
    grainy = np.asarray(coarse) + dice.normal(0, 3, (3024, 4032, 1))
    Image.fromarray(grainy.clip(0, 255).astype(np.uint8)).save(path, quality=85)


def _waiting(app: QApplication, viewer: Viewer) -> list[Row]:
    canvas = viewer.findChildren(ViewerCanvas)[0]
    seen: list[int] = []
    loader = viewer._loader
    loader.preview_ready.connect(lambda preview: seen.append(preview.photo_id))
    loader.picture_ready.connect(lambda sharp: seen.append(-sharp.photo_id))

    def until(done: Callable[[], bool]) -> None:
        while not done():
            # Waiting as an application does: asking all the time would hold up the other threads.
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        canvas.grab()

    def timed(do: Callable[[], object], done: Callable[[], bool]) -> float:
        started = time.perf_counter()
        do()
        until(done)
        return (time.perf_counter() - started) * 1000

    beats = _Heartbeat()
    viewer.show_photo(1)
    until(lambda: -1 in seen)
    thumbnails, clicks, whole, following = [], [], [], []
    for photo_id in range(4, 10):
        loader.clear()
        seen.clear()
        started = time.perf_counter()
        thumbnails.append(timed(lambda k=photo_id: viewer.show_photo(k), lambda k=photo_id: k in seen))
        until(lambda k=photo_id: -k in seen)
        clicks.append((time.perf_counter() - started) * 1000)
        until(lambda k=photo_id: {-k - 1, -k + 1} <= set(seen))
        whole.append(timed(lambda: canvas.zoom_to(1.0), lambda: not canvas.lacks_pixels))
        following.append(timed(lambda: viewer.step(1), lambda: True))
        until(lambda: canvas.is_fitted)
    longest = beats.stop()
    return [
        _row("12 MP photo, click to thumbnail painted", min(thumbnails), 50, "ms"),
        _row("12 MP photo, click to sharp picture painted", min(clicks), 250, "ms"),
        _row("12 MP photo, on to a neighbour, sharp", min(following), 30, "ms"),
        _row("12 MP photo, from fitted to sharp at 1:1", min(whole), 400, "ms"),
        _row(
            "12 MP photo, CPU for a sharp picture on the screen",
            _cpu_ms(app, viewer, loader.clear, seen),
            150,
            "ms CPU",
        ),
        _row("most that the window did in one go meanwhile", longest, 50, "ms CPU"),
    ]


def _cpu_ms(app: QApplication, viewer: Viewer, clear: Callable[[], None], seen: list[int]) -> float:
    """Return the CPU time of this process and the reader's for one photo, with no neighbours."""
    children = [psutil.Process(child.pid) for child in multiprocessing.active_children()]

    def spent() -> float:
        return sum(sum(child.cpu_times()[:2]) for child in children) + time.process_time()

    viewer._neighbours = lambda photo_id, step: None  # noqa: ARG005
    started = spent()
    for photo_id in range(1, 9):
        clear()
        seen.clear()
        viewer.show_photo(photo_id)
        while -photo_id not in seen:
            time.sleep(0.002)
            app.processEvents()
    return (spent() - started) * 1000 / 8


def _painting(app: QApplication, viewer: Viewer) -> list[Row]:
    canvas = viewer.findChildren(ViewerCanvas)[0]
    canvas.fit()
    fitted = _paint_ms(canvas)
    canvas.zoom_to(1.0, QPointF(100, 100))
    while canvas.lacks_pixels:
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    exact = _paint_ms(canvas)
    canvas.zoom_to(0.7)
    return [
        _row(f"painting a fitted photo, {_WIDTH} x {_HEIGHT}", fitted, 16, "ms"),
        _row(f"painting at 1:1, {_WIDTH} x {_HEIGHT}", exact, 8, "ms"),
        _row(f"painting at 70 %, {_WIDTH} x {_HEIGHT}", _paint_ms(canvas), 16, "ms"),
    ]


def _paint_ms(canvas: ViewerCanvas) -> float:
    screen = QImage(canvas.size(), QImage.Format.Format_RGB32)
    canvas.render(screen)
    times = []
    for _ in range(_REPAINTS):
        started = time.perf_counter()  # Qt smooths on several threads.
        canvas.render(screen)
        times.append(time.perf_counter() - started)
    return min(times) * 1000


class _Heartbeat:
    """Notes the most that the GUI thread did in one go, between two beats of a timer."""

    def __init__(self) -> None:
        self._last = time.thread_time()
        self._most = 0.0
        self._timer = QTimer(interval=5)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def stop(self) -> float:
        self._timer.stop()
        return self._most * 1000

    def _beat(self) -> None:
        now = time.thread_time()
        self._most, self._last = max(self._most, now - self._last), now


def _row(name: str, measured: float, limit: float | None, unit: str) -> Row:
    row: Row = {"name": name, "measured": measured, "unit": unit}
    return row if limit is None else row | {"limit": limit}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        sys.stdout.write(json.dumps(measure(Path(scratch))))
