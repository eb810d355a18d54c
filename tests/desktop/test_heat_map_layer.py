from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from photo_search.desktop.heat_map_layer import HeatLegend, HeatPicture, colours, layer
from photo_search.desktop.score_histogram import HistogramView, heights
from photo_search.desktop.theme import ThemeSwitch
from photo_search.insight.records import HeatMap, ScoreHistogram

_LEFT_HALF = np.concatenate([np.ones((4, 2), np.float32), np.zeros((4, 2), np.float32)], axis=1)


def heat(box: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)) -> HeatMap:
    return HeatMap("dog", 1, _LEFT_HALF, box, 0.2, 0.1, 50)


@pytest.fixture
def picture(qtbot: QtBot, theme: ThemeSwitch) -> Iterator[HeatPicture]:
    made = HeatPicture(theme)
    qtbot.addWidget(made)
    made.resize(200, 200)
    image = QImage(100, 100, QImage.Format.Format_RGB888)
    image.fill(QColor(128, 128, 128))
    made.show_picture(image)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.close()


def test_colours_only_grow_lighter() -> None:
    lightness = [QColor(*rgb).toHsl().lightness() for rgb in colours(np.linspace(0, 1, 21)).tolist()]
    grey = [0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in colours(np.linspace(0, 1, 21)).tolist()]
    assert grey == sorted(grey)
    assert lightness[0] < 10
    assert lightness[-1] > 180


def test_values_beyond_the_scale_have_its_ends() -> None:
    assert (colours(np.array([-1.0, 2.0])) == colours(np.array([0.0, 1.0]))).all()


def test_a_layer_has_a_pixel_for_each_value() -> None:
    image = layer(_LEFT_HALF)
    assert (image.width(), image.height()) == (4, 4)
    assert image.pixelColor(0, 0).lightness() > image.pixelColor(3, 0).lightness()
    assert image.pixelColor(0, 0).alpha() < image.pixelColor(3, 0).alpha()


def test_the_picture_takes_no_more_height_than_its_shape_needs(qtbot: QtBot, theme: ThemeSwitch) -> None:
    window, picture = QWidget(), HeatPicture(theme)
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(picture, 1)
    column.addStretch()
    window.resize(800, 600)
    window.show()
    picture.show_picture(QImage(400, 100, QImage.Format.Format_RGB888))
    qtbot.waitUntil(lambda: picture.picture_rect() == QRectF(0, 0, 800, 200))
    assert picture.height() == 200
    picture.show_picture(QImage(300, 400, QImage.Format.Format_RGB888))
    qtbot.waitUntil(lambda: picture.picture_rect() == QRectF(0, 0, 450, 600))
    picture.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert picture.picture_rect().right() == 800


def test_the_map_lies_over_its_part_of_the_picture(picture: HeatPicture) -> None:
    bare = picture.grab().toImage()
    picture.show_heat(heat((0.5, 0.0, 1.0, 1.0)))
    shown = picture.grab().toImage()
    assert shown.pixelColor(110, 100).lightness() > shown.pixelColor(190, 100).lightness()
    assert shown.pixelColor(20, 100).lightness() < bare.pixelColor(20, 100).lightness()


def test_holding_space_compares(picture: HeatPicture) -> None:
    bare = picture.grab().toImage()
    picture.show_heat(heat())
    picture.setFocus()

    def is_bare() -> bool:
        return picture.grab().toImage().pixelColor(100, 100) == bare.pixelColor(100, 100)

    assert not is_bare()
    QTest.keyPress(picture, Qt.Key.Key_Space)
    assert is_bare()
    QTest.keyRelease(picture, Qt.Key.Key_Space)
    assert not is_bare()
    QTest.mousePress(picture, Qt.MouseButton.LeftButton)
    assert is_bare()
    picture.clearFocus()
    assert not is_bare()


def test_the_legend_follows_the_direction(qtbot: QtBot, theme: ThemeSwitch) -> None:
    legend = HeatLegend(theme)
    qtbot.addWidget(legend)
    legend.resize(200, 20)
    image = legend.grab().toImage()
    assert image.pixelColor(60, 10).lightness() < image.pixelColor(140, 10).lightness()
    legend.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    image = legend.grab().toImage()
    assert image.pixelColor(60, 10).lightness() > image.pixelColor(140, 10).lightness()


def test_few_photos_are_seen_beside_many() -> None:
    tall = heights(np.array([10_000, 100, 0]))
    assert tall.tolist() == [1.0, 0.1, 0.0]
    assert heights(np.zeros(3, np.int64)).tolist() == [0.0, 0.0, 0.0]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_what_matches_has_the_accents_colour(qtbot: QtBot, theme: ThemeSwitch, mode: str) -> None:
    theme.choose("dark" if mode == "dark" else "light")
    view = HistogramView(theme)
    qtbot.addWidget(view)
    view.resize(400, 150)
    edges = np.linspace(0, 1, 5)
    counts = np.array([4, 4, 4, 4])
    shown = ScoreHistogram("dog", "starter", edges, counts, edges, counts, 0.5, 0.5, 25.0, 0.5, 8, 16, (), ())
    view.show_histogram(shown)
    image = view.grab().toImage()
    assert image.pixelColor(350, 100) == theme.theme.accent
    assert image.pixelColor(50, 100) != theme.theme.accent
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert view.grab().toImage().pixelColor(50, 100) == theme.theme.accent
    assert view.accessibleName() == "How well photos match: 8 of 16 are above the line"
