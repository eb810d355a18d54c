"""A program that says how many tiles on the screen differ, pixel by pixel, from their thumbnails.

It is one, because the scale of a screen can be set for a whole process only, by QT_SCALE_FACTOR. It writes that scale,
and the numbers of tiles that are seen whole and of those that differ.
"""

from __future__ import annotations

import io
import sys

import numpy as np
from PIL import Image
from PySide6.QtCore import QEventLoop, QRect, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from photo_search.desktop.photo_grid import PhotoGrid
from photo_search.desktop.theme import ThemeSwitch
from tests.desktop.grid_scene import SHAPES, listing_of


def noise(photo_id: int) -> bytes:
    file = io.BytesIO()
    width, height = SHAPES[photo_id % len(SHAPES)]
    pixels = np.random.default_rng(photo_id).integers(0, 256, (height, width, 3), dtype=np.uint8)
    Image.fromarray(pixels).save(file, "JPEG", quality=95)
    return file.getvalue()


def main() -> int:
    app = QApplication([])
    grid = PhotoGrid(noise, ThemeSwitch(app, "light"), files_of=lambda _: [], caption_of=lambda _: None)
    grid.resize(701, 503)
    grid.show()
    grid.show_listing(listing_of(range(40)), headings=False)
    grid.verticalScrollBar().setValue(33)
    loop = QEventLoop()
    poll = QTimer(interval=10)
    poll.timeout.connect(lambda: loop.quit() if len(grid._loader._pictures) >= len(grid._shown) > 0 else None)
    poll.start()
    loop.exec()
    screen = grid.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    ratio, blurred, seen = grid.devicePixelRatioF(), 0, 0
    for photo_id, place in grid._shown.items():
        picture = grid._loader.picture(photo_id)
        assert picture is not None
        left, top = round(place.x() * ratio), round(place.y() * ratio)
        inside = QRect(left, top, picture.width(), picture.height()).adjusted(4, 4, -4, -4)
        if not screen.rect().contains(inside):
            continue
        seen += 1
        there = screen.copy(inside)
        blurred += there != picture.toImage().convertToFormat(there.format()).copy(inside.translated(-left, -top))
    grid.close()
    sys.stdout.write(f"{ratio} {seen} {blurred}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
