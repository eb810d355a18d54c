"""What the photo grid costs with a million photos: laying out, showing, scrolling, photos coming in, memory.

Times are CPU time of the GUI thread, which other programs don't disturb.
"""

from __future__ import annotations

import io
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable

import numpy as np
import psutil
from PIL import Image
from PySide6.QtCore import QEventLoop, QPoint, QTimer
from PySide6.QtWidgets import QApplication

from photo_search.catalog.listing import Listing
from photo_search.desktop.grid_layout import Frame
from photo_search.desktop.photo_grid import PhotoGrid, TileCaption
from photo_search.desktop.photo_grid_content import GridContent
from photo_search.desktop.theme import ThemeSwitch

Row = dict[str, str | float]

MILLION, MANY, COMING = 1_000_000, 100_000, 100
_WIDTH, _HEIGHT = 1280, 800
_STEPS = 300
_STEP_PX = 37
_YEARS = 20
_YEAR_S = 365 * 86_400
_SHAPES = ((4032, 3024), (3024, 4032), (6000, 4000), (1920, 1080), (1080, 2400), (3000, 3000), (9000, 2000))


def rows() -> list[Row]:
    """Return one row for each thing measured; takes about 20 seconds."""
    # In a process of its own: memory is counted from its start, and there may be one QApplication only.
    child = subprocess.run(
        [sys.executable, "-m", __name__],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        check=True,
    )
    found: list[Row] = json.loads(child.stdout)
    return found


def make_listing(count: int, newer: int = 0) -> Listing:
    """Return photos of twenty years, newest first, in usual shapes; `newer` more of the last day have the highest ids.

    With or without the newer ones the others are the same.
    """
    dice = np.random.default_rng(0)
    shapes = np.array(_SHAPES, np.int32)[dice.integers(0, len(_SHAPES), count + newer)]
    taken = 1_000_000_000 + np.sort(dice.integers(0, _YEARS * _YEAR_S, count))
    taken = np.append(taken, np.full(newer, taken[-1]))
    colours = dice.integers(0, 1 << 24, count + newer).astype(np.uint32)
    order = np.arange(count + newer)[::-1]
    return Listing(order + 1, shapes[order, 0], shapes[order, 1], taken[order], colours[order])


def _run_for(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _ms(do: Callable[[], object]) -> float:
    start = time.thread_time()
    do()
    return 1000 * (time.thread_time() - start)


def _median_ms(do: Callable[[], object], repeats: int = 7) -> float:
    return statistics.median(_ms(do) for _ in range(repeats))


def _jpegs() -> list[bytes]:
    """Return thumbnails with the detail of a photo, one of each shape."""
    dice, files = np.random.default_rng(0), []
    for width, height in _SHAPES:
        size = (512, round(512 * height / width)) if width > height else (round(512 * width / height), 512)
        noise = Image.fromarray(dice.integers(0, 256, (64, 64, 3), dtype=np.uint8))
        file = io.BytesIO()
        noise.resize(size, Image.Resampling.BICUBIC).save(file, "JPEG", quality=85)
        files.append(file.getvalue())
    return files


def _scroll(grid: PhotoGrid, places: Iterable[int]) -> float:
    """Return the time that 95 % of the frames stay below while the grid is scrolled to these places, in ms."""

    def frame(place: int) -> None:
        grid.verticalScrollBar().setValue(place)
        grid.viewport().repaint()

    times = []
    for place in places:
        times.append(_ms(lambda place=place: frame(place)))
        _run_for(2)  # Thumbnails arrive between the frames.
    return float(np.percentile(times, 95))


def _seen(grid: PhotoGrid, listing: Listing) -> list[int]:
    """Return the ids of the photos at points spread over the screen."""
    points = (QPoint(x, y) for x in range(20, _WIDTH - 40, 40) for y in range(2, _HEIGHT, 40))
    positions = (grid.position_at(point) for point in points)
    return [-1 if position is None else int(listing.photo_ids[position]) for position in positions]


def _coming(grid: PhotoGrid) -> list[Row]:
    """Measure what it takes that photos come in, above those that are looked at."""
    old, new = make_listing(MANY), make_listing(MANY, COMING)
    grid.show_listing(old, headings=True)
    bar = grid.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    content, frame = GridContent(new, headings=True), Frame(grid.viewport().width())
    layout_ms = _median_ms(lambda: content.layout(frame))
    before = _seen(grid, old)
    update_ms = _ms(lambda: grid.update_listing(new))
    moved = sum(now != then for now, then in zip(_seen(grid, new), before, strict=True))
    return [
        {"name": "100 photos come into 100,000: layout", "measured": layout_ms, "limit": 20, "unit": "ms CPU"},
        {
            "name": "100 photos come into 100,000: the rest",
            "measured": update_ms - layout_ms,
            "limit": 5,
            "unit": "ms CPU",
        },
        {"name": "100 photos come into 100,000: points that changed", "measured": moved, "limit": 0, "unit": ""},
    ]


def _million(grid: PhotoGrid) -> list[Row]:
    listing = make_listing(MILLION)
    content, frame = GridContent(listing, headings=True), Frame(grid.viewport().width())
    layout_ms = _median_ms(lambda: content.layout(frame))

    def show() -> None:
        grid.show_listing(listing, headings=True)
        grid.viewport().repaint()

    show_ms = _median_ms(show, 3)
    end = grid.verticalScrollBar().maximum()
    slow = _scroll(grid, range(end // 2, end // 2 + _STEPS * _STEP_PX, _STEP_PX))
    fast = _scroll(grid, np.random.default_rng(0).integers(0, end, _STEPS).tolist())
    return [
        {"name": "1,000,000 photos: layout", "measured": layout_ms, "limit": 100, "unit": "ms CPU"},
        {"name": "1,000,000 photos: show, with the first frame", "measured": show_ms, "limit": 150, "unit": "ms CPU"},
        {"name": "1,000,000 photos: a frame while scrolling, p95", "measured": slow, "limit": 8, "unit": "ms CPU"},
        {"name": "1,000,000 photos: a frame after a far jump, p95", "measured": fast, "limit": 8, "unit": "ms CPU"},
    ]


def _measure() -> list[Row]:
    app = QApplication([])
    pictures = _jpegs()
    grid = PhotoGrid(
        lambda photo_id: pictures[photo_id % len(pictures)],
        ThemeSwitch(app, "light"),
        files_of=lambda _: [],
        caption_of=lambda photo_id: TileCaption(str(photo_id)),
    )
    grid.resize(_WIDTH, _HEIGHT)
    grid.show()
    found = [*_million(grid), *_coming(grid)]
    grid.show_listing(make_listing(MILLION), headings=True)
    _run_for(500)
    memory = psutil.Process().memory_info().rss / 1e6
    found.append({"name": "1,000,000 photos: memory", "measured": memory, "limit": 350, "unit": "MB"})
    grid.close()
    return found


if __name__ == "__main__":
    print(json.dumps(_measure()))
