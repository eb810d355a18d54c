"""The icons: there, consistent, in the colour asked for, sharp, and mirrored where they point."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from photo_search.desktop import icons
from photo_search.desktop.icons import app_icon, icon, pixmap
from photo_search.paths import resources_dir

FILES = sorted((resources_dir() / "icons").glob("*.svg"))
LINES = [file for file in FILES if file.stem != "photo-search"]
SOURCES = sorted(Path(icons.__file__).parent.glob("*.py"))


def _inked(image: QImage) -> set[tuple[int, int]]:
    return {(x, y) for y in range(image.height()) for x in range(image.width()) if image.pixelColor(x, y).alpha() > 40}


def test_every_icon_that_the_window_names_is_there() -> None:
    named = {
        name
        for source in SOURCES
        for name in re.findall(r'\b(?:icon|pixmap)\(\s*"([^"]+)"', source.read_text(encoding="utf-8"))
    }
    assert named
    assert named <= {file.stem for file in FILES}


@pytest.mark.parametrize("file", LINES, ids=lambda file: file.stem)
def test_icons_share_one_grid_and_one_stroke(file: Path, qapp: QApplication) -> None:
    svg = file.read_text()
    assert 'viewBox="0 0 20 20"' in svg
    assert 'stroke-width="1.5"' in svg
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg)) <= {"none", "currentColor"}
    assert QSvgRenderer(str(file)).isValid()
    inked = _inked(pixmap(file.stem, QColor("black"), 20, 4.0).toImage())
    assert inked, "nothing is drawn"
    assert all(4 <= x < 76 and 4 <= y < 76 for x, y in inked), "it leaves the grid's margin of one pixel"


def test_an_icon_has_the_colour_and_sharpness_asked_for(qapp: QApplication) -> None:
    picture = pixmap("add", QColor("#2563D9"), 16, 2.0)
    assert picture.devicePixelRatio() == 2.0
    assert picture.size() == QSize(32, 32)
    assert picture.toImage().pixelColor(16, 16) == QColor("#2563D9")

    made = icon("add", QColor("#2563D9"))
    for ratio in (1.0, 2.0):
        assert made.pixmap(QSize(20, 20), ratio).size() == QSize(20, 20) * ratio


def test_half_transparent_colours_stay_so(qapp: QApplication) -> None:
    colour = QColor(0, 0, 0, 128)
    assert abs(pixmap("add", colour, 20, 2.0).toImage().pixelColor(20, 20).alpha() - 128) <= 1


def test_an_unknown_name_is_an_error(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        icon("no-such-icon", QColor("black"))


def test_what_points_is_mirrored_from_right_to_left(qapp: QApplication) -> None:
    def drawn(name: str) -> set[tuple[int, int]]:
        return _inked(pixmap(name, QColor("black"), 20, 4.0).toImage())

    back, search = drawn("back"), drawn("search")
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        assert len(drawn("back") ^ {(79 - x, y) for x, y in back}) < len(back) / 50
        assert drawn("search") == search
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_the_application_has_an_icon_in_every_size(qapp: QApplication) -> None:
    for side in (16, 32, 256):
        assert len(_inked(app_icon().pixmap(QSize(side, side), 1.0).toImage())) > side * side / 3
