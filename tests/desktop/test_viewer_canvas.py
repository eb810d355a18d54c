from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photo_search.desktop.viewer_canvas import ViewerCanvas

GROUND = QColor("#101012")
VIEW = QSize(400, 300)


def picture(width: int, height: int) -> QImage:
    """A picture whose every pixel tells its own place."""
    y, x = np.mgrid[:height, :width]
    pixels = np.stack([x % 256, y % 256, (x // 256) * 16 + y // 256], axis=-1).astype(np.uint8)
    image = QImage(pixels.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888)
    return image.convertToFormat(QImage.Format.Format_RGB32)


@pytest.fixture(scope="module")
def large() -> QImage:
    return picture(1000, 900)


@pytest.fixture
def canvas(qtbot: QtBot, large: QImage) -> Iterator[ViewerCanvas]:
    made = ViewerCanvas(GROUND)
    qtbot.addWidget(made)
    made.resize(VIEW)
    made.show()
    made.show_picture(large.size(), [large])
    yield made
    made.close()


def place_of(canvas: ViewerCanvas, at: QPoint) -> tuple[int, int]:
    """Return the pixel of the picture that is seen at a point of the widget."""
    colour = canvas.grab().toImage().pixelColor(at)
    return colour.red() + 256 * (colour.blue() // 16), colour.green() + 256 * (colour.blue() % 16)


def wheel(canvas: ViewerCanvas, turn: int, at: QPointF, phase: Qt.ScrollPhase = Qt.ScrollPhase.NoScrollPhase) -> None:
    event = QWheelEvent(
        at,
        canvas.mapToGlobal(at),
        QPoint(),
        QPoint(0, turn),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        phase,
        False,
    )
    QApplication.sendEvent(canvas, event)
    assert event.isAccepted()


def test_a_picture_is_fitted_and_follows_the_view(canvas: ViewerCanvas) -> None:
    assert canvas.is_fitted
    assert canvas.scale == pytest.approx(300 / 900)
    canvas.resize(200, 300)
    assert canvas.scale == pytest.approx(200 / 1000)
    assert canvas.picture_rect().center().toPoint() == QPoint(100, 150)


def test_a_small_picture_is_enlarged_twice_at_most(canvas: ViewerCanvas) -> None:
    canvas.show_picture(QSize(20, 10), [picture(20, 10)])
    assert canvas.scale == 2
    canvas.zoom_to(1.0)
    assert canvas.scale == 1


@pytest.mark.parametrize("view", [(400, 300), (401, 301)])
def test_one_to_one_shows_each_pixel_as_it_is(canvas: ViewerCanvas, view: tuple[int, int]) -> None:
    canvas.resize(*view)
    canvas.zoom_to(1.0)
    shown = canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    corner = -canvas.picture_rect().topLeft().toPoint()
    assert shown == picture(1000, 900).copy(corner.x(), corner.y(), *view)


@pytest.mark.parametrize("ratio", ["1.5", "2"])
def test_one_to_one_means_the_pixels_of_the_screen(ratio: str) -> None:
    """On a screen with more pixels than points: in a process of its own, as the ratio is set once."""
    script = f"""
        import numpy as np
        from PySide6.QtGui import QColor, QImage
        from PySide6.QtWidgets import QApplication
        from photo_search.desktop.viewer_canvas import ViewerCanvas

        app = QApplication([])
        canvas = ViewerCanvas(QColor("#101012"))
        canvas.resize(200, 100)
        canvas.show()
        assert canvas.devicePixelRatioF() == {ratio}
        y, x = np.mgrid[:800, :900]
        pixels = (x << 12 | y).astype(np.uint32)
        image = QImage(pixels.tobytes(), 900, 800, 3600, QImage.Format.Format_RGB32).copy()
        canvas.show_picture(image.size(), [image])
        canvas.zoom_to(1.0)
        canvas.pan(0.3, 0.21)
        shown = canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        corner = -canvas.picture_rect().topLeft().toPoint()
        expected = image.copy(corner.x(), corner.y(), shown.width(), shown.height())
        assert shown.width() == 200 * {ratio}
        shown.setDevicePixelRatio(1)
        assert shown == expected
        canvas.close()
    """
    environment = {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": ratio, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_wheel_zooms_about_the_pointer(canvas: ViewerCanvas) -> None:
    canvas.zoom_to(1.0)
    at = QPoint(100, 80)
    before = place_of(canvas, at)
    for _ in range(6):
        wheel(canvas, 120, QPointF(at))
    assert canvas.scale == pytest.approx(1.2**6)
    after = place_of(canvas, at)
    assert abs(after[0] - before[0]) <= 1
    assert abs(after[1] - before[1]) <= 1


def test_a_trackpad_zooms_evenly_and_what_rolls_on_is_ignored(canvas: ViewerCanvas) -> None:
    canvas.zoom_to(2.0)
    for _ in range(12):
        wheel(canvas, 10, QPointF(200, 150), Qt.ScrollPhase.ScrollUpdate)
    assert canvas.scale == pytest.approx(2 * 1.2)
    wheel(canvas, 60, QPointF(200, 150), Qt.ScrollPhase.ScrollMomentum)
    assert canvas.scale == pytest.approx(2 * 1.2)


def test_zooming_stops_at_one_to_one_and_where_the_picture_fits(canvas: ViewerCanvas) -> None:
    scales = []
    for _ in range(12):
        canvas.zoom_by(1.25)
        scales.append(canvas.scale)
    assert 1.0 in scales
    for _ in range(30):
        canvas.zoom_by(0.8)
    assert canvas.is_fitted
    assert canvas.scale == canvas.fit_scale
    for _ in range(40):
        canvas.zoom_by(1.25)
    assert canvas.scale == 16


def test_a_double_click_changes_between_all_and_one_to_one(canvas: ViewerCanvas) -> None:
    QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(60, 40))
    assert canvas.scale == 1
    QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(60, 40))
    assert canvas.is_fitted


def test_dragging_moves_the_picture_and_ends_at_its_edges(canvas: ViewerCanvas) -> None:
    canvas.zoom_to(1.0)
    start = canvas.picture_rect().topLeft()
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
    assert canvas.cursor().shape() is Qt.CursorShape.ClosedHandCursor
    QTest.mouseMove(canvas, QPoint(230, 140))
    assert canvas.picture_rect().topLeft() == start + QPointF(30, -10)
    QTest.mouseMove(canvas, QPoint(2000, 2000))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(2000, 2000))
    assert canvas.picture_rect().topLeft() == QPointF(0, 0)
    assert canvas.cursor().shape() is Qt.CursorShape.OpenHandCursor
    canvas.pan(100, 100)
    assert canvas.picture_rect().bottomRight() == QPointF(400, 300)


def test_a_fitted_picture_is_not_dragged(canvas: ViewerCanvas) -> None:
    assert not canvas.can_pan
    before = canvas.picture_rect()
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
    QTest.mouseMove(canvas, QPoint(250, 150))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(250, 150))
    assert canvas.picture_rect() == before


def test_pinching_on_a_trackpad_zooms(canvas: ViewerCanvas) -> None:
    def gesture(kind: Qt.NativeGestureType, value: float) -> None:
        device = QPointingDevice.primaryPointingDevice()
        at = QPointF(200, 150)
        event = QNativeGestureEvent(kind, device, 2, at, at, canvas.mapToGlobal(at), value, QPointF())
        QApplication.sendEvent(canvas, event)

    canvas.zoom_to(1.0)
    gesture(Qt.NativeGestureType.ZoomNativeGesture, 0.5)
    assert canvas.scale == pytest.approx(1.5)
    gesture(Qt.NativeGestureType.SmartZoomNativeGesture, 0)
    assert canvas.is_fitted


def test_better_pixels_change_nothing_of_what_is_in_view(canvas: ViewerCanvas, large: QImage) -> None:
    canvas.show_picture(large.size(), [large.scaled(100, 90)])
    assert canvas.lacks_pixels
    canvas.zoom_to(2.0, QPointF(100, 100))
    before = canvas.picture_rect()
    canvas.refine(large.size(), [large])
    assert canvas.picture_rect() == before
    assert not canvas.lacks_pixels

    # The file is larger than the library thought.
    canvas.refine(QSize(2000, 1800), [large.scaled(2000, 1800)])
    assert canvas.scale == pytest.approx(1.0)
    assert canvas.picture_rect() == before


def test_the_middle_stays_in_the_middle_when_the_view_changes(canvas: ViewerCanvas) -> None:
    canvas.zoom_to(2.0)
    canvas.pan(0.2, 0.3)
    middle = place_of(canvas, QPoint(200, 150))
    canvas.resize(300, 200)
    assert canvas.scale == 2
    now = place_of(canvas, QPoint(150, 100))
    assert abs(now[0] - middle[0]) <= 1
    assert abs(now[1] - middle[1]) <= 1


def test_a_former_picture_fades_within_the_time_and_not_at_all_if_none_is_given(
    canvas: ViewerCanvas, qtbot: QtBot
) -> None:
    red, blue = QImage(100, 75, QImage.Format.Format_RGB32), QImage(100, 75, QImage.Format.Format_RGB32)
    red.fill(Qt.GlobalColor.red)
    blue.fill(Qt.GlobalColor.blue)

    def middle() -> QColor:
        return canvas.grab().toImage().pixelColor(200, 150)

    canvas.show_picture(red.size(), [red])
    assert middle() == QColor(Qt.GlobalColor.red)
    canvas.show_picture(blue.size(), [blue], fade_ms=60)
    assert middle().red() > 0
    qtbot.waitUntil(lambda: middle() == QColor(Qt.GlobalColor.blue))
    canvas.show_picture(red.size(), [red], fade_ms=0)
    assert middle() == QColor(Qt.GlobalColor.red)


def test_nothing_is_a_dark_ground(canvas: ViewerCanvas) -> None:
    canvas.clear()
    canvas.zoom_by(2)
    canvas.toggle()
    canvas.pan(1, 1)
    QApplication.sendEvent(canvas, QEvent(QEvent.Type.DevicePixelRatioChange))
    assert canvas.grab().toImage().pixelColor(200, 150) == GROUND
