"""Shows one picture: fitted, pixel by pixel or anything between, zoomed about the pointer and dragged within bounds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QWidget

_WHEEL_STEP = 1.2
"""What one notch of a wheel multiplies the scale by."""
_NOTCH = 120  # Eighths of a degree; trackpads send fractions of it.
_LARGEST_SCALE = 16.0
_LARGEST_FIT = 2.0
"""How far a small picture is enlarged to fill the view, in pixels of the screen's own unit."""
_PIXELS_SHOW_FROM = 4.0
"""From this enlargement on a picture's pixels are shown as squares, not smoothed."""
_SMOOTH_PIXELS = 2_500_000
"""More of the screen's pixels than this can't be smoothed in the time of a frame (8 ms for a million)."""
_SETTLE_MS = 120
_DRAG_BUTTONS = Qt.MouseButton.LeftButton | Qt.MouseButton.MiddleButton


class ViewerCanvas(QWidget):
    """A picture on a dark ground.

    All scales are device pixels a picture pixel: 1.0 is pixel by pixel on any screen.
    """

    zoomed = Signal()
    """The scale changed, or whether the picture is fitted."""

    def __init__(self, ground: QColor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground = ground
        self._size = QSizeF()
        self._levels: Sequence[QImage] = ()
        self._dimmed = False
        self._fitted = True
        self._scale = 1.0
        self._centre = QPointF()  # Of the view, in picture pixels.
        self._dragged_from: QPointF | None = None
        self._pointer_hidden = False
        self._former: QPixmap | None = None
        self._fade = QVariantAnimation(self)
        self._fade.setStartValue(1.0)
        self._fade.setEndValue(0.0)
        self._fade.valueChanged.connect(self.update)
        self._fade.finished.connect(self._end_fade)
        self._moving = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._moving.timeout.connect(self.update)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.grabGesture(Qt.GestureType.PinchGesture)
        self.setMouseTracking(True)
        self.setMinimumSize(160, 120)

    # What is shown

    def show_picture(self, size: QSize, levels: Sequence[QImage], *, fade_ms: int = 0) -> None:
        """Show another picture of `size` pixels, fitted.

        `levels` hold it at several sizes, in any order, none of which need be its own.
        """
        if fade_ms > 0 and self._levels and self.isVisible():
            self._former = self.grab()
            self._fade.setDuration(fade_ms)
            self._fade.start()
        else:
            self._end_fade()
        self._dragged_from = None
        self._fitted = True
        self._set_picture(size, levels)

    def refine(self, size: QSize, levels: Sequence[QImage]) -> None:
        """Show the same picture from better pixels; what is in view stays."""
        wider = size.width() / self._size.width() if self._size.width() else 1.0
        higher = size.height() / self._size.height() if self._size.height() else 1.0
        self._centre = QPointF(self._centre.x() * wider, self._centre.y() * higher)
        if self._scale != 1.0:
            self._scale /= wider
        self._set_picture(size, levels)

    def clear(self) -> None:
        """Show nothing."""
        self._end_fade()
        self._set_picture(QSize(), ())

    def set_dimmed(self, dimmed: bool) -> None:
        """Step the picture back, or forward again, where words lie over it."""
        self._dimmed = dimmed
        self.update()

    def set_pointer_hidden(self, hidden: bool) -> None:
        """Hide the pointer while it is over the picture, or show it again."""
        self._pointer_hidden = hidden
        self._set_pointer()

    def _set_picture(self, size: QSize, levels: Sequence[QImage]) -> None:
        self._size = QSizeF(size)
        self._levels = sorted(levels, key=QImage.width)
        self._settle()

    def _end_fade(self) -> None:
        self._fade.stop()
        self._former = None
        self.update()

    # Zoom

    @property
    def scale(self) -> float:
        """How many device pixels a picture pixel takes."""
        return self._scale

    @property
    def is_fitted(self) -> bool:
        """Whether the picture follows the size of the view."""
        return self._fitted

    @property
    def fit_scale(self) -> float:
        """The scale at which the whole picture is seen."""
        if self._size.isEmpty():
            return 1.0
        view = self._view()
        scale = min(view.width() / self._size.width(), view.height() / self._size.height())
        return min(scale, _LARGEST_FIT * self.devicePixelRatioF())

    @property
    def lacks_pixels(self) -> bool:
        """Whether the screen could show more of the picture than the given levels hold."""
        if not self._levels:
            return False
        return self._levels[-1].width() < 0.99 * min(1.0, self._scale) * self._size.width()

    def fit(self) -> None:
        """Show the whole picture."""
        self._fitted = True
        self._settle()

    def zoom_to(self, scale: float, about: QPointF | None = None) -> None:
        """Use this scale; the point `about` (of the widget; default: its centre) stays where it is."""
        fit = self.fit_scale
        scale = max(min(1.0, fit), min(scale, _LARGEST_SCALE))
        from_centre = self._in_device(about) - self._view_centre()
        self._centre += from_centre / self._scale - from_centre / scale
        self._scale = scale
        self._fitted = scale == fit
        self._settle()

    def zoom_by(self, factor: float, about: QPointF | None = None) -> None:
        """Multiply the scale, but stop once where the picture fits, and once at 1:1, on the way past."""
        wanted = self._scale * factor
        low, high = sorted((self._scale, wanted))
        stops = [stop for stop in (self.fit_scale, 1.0) if low < stop < high]
        if stops:
            wanted = min(stops) if factor > 1 else max(stops)
        self.zoom_to(wanted, about)

    def toggle(self, about: QPointF | None = None) -> None:
        """Change between the whole picture and 1:1."""
        if self._fitted:
            self.zoom_to(1.0, about)
        else:
            self.fit()

    def pan(self, across: float, down: float) -> None:
        """Move the view over the picture, by parts of the view's own size."""
        view = self._view()
        self._centre += QPointF(across * view.width(), down * view.height()) / self._scale
        self._settle()

    @property
    def can_pan(self) -> bool:
        """Whether a part of the picture is out of view."""
        view, shown = self._view(), self._size * self._scale
        return shown.width() > view.width() + 0.5 or shown.height() > view.height() + 0.5

    # Geometry, in device pixels

    def picture_rect(self) -> QRectF:
        """Return where the whole picture lies, in device pixels of the widget."""
        return QRectF(self._corner(), self._size * self._scale)

    def _view(self) -> QSizeF:
        ratio = self.devicePixelRatioF()
        return QSizeF(round(self.width() * ratio), round(self.height() * ratio))

    def _view_centre(self) -> QPointF:
        view = self._view()
        return QPointF(view.width() / 2, view.height() / 2)

    def _in_device(self, point: QPointF | None) -> QPointF:
        return self._view_centre() if point is None else point * self.devicePixelRatioF()

    def _corner(self) -> QPointF:
        # A whole device pixel, or nothing would be sharp at 1:1.
        corner = self._view_centre() - self._centre * self._scale
        return QPointF(round(corner.x()), round(corner.y()))

    def _settle(self) -> None:
        """Bring scale and place within bounds, and show the outcome."""
        if self._fitted:
            self._scale = self.fit_scale
        view = self._view()
        self._centre = QPointF(
            _bounded(self._centre.x(), self._size.width(), view.width() / self._scale),
            _bounded(self._centre.y(), self._size.height(), view.height() / self._scale),
        )
        self._set_pointer()
        self.update()
        self.zoomed.emit()

    def _set_pointer(self) -> None:
        shape = Qt.CursorShape.ArrowCursor
        if self._dragged_from is not None:
            shape = Qt.CursorShape.ClosedHandCursor
        elif self._pointer_hidden:
            shape = Qt.CursorShape.BlankCursor
        elif self.can_pan:
            shape = Qt.CursorShape.OpenHandCursor
        if self.cursor().shape() is not shape:
            self.setCursor(shape)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the picture, and the former one over it while that fades."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._ground)
        painter.save()
        ratio = self.devicePixelRatioF()
        painter.scale(1 / ratio, 1 / ratio)
        if self._levels:
            self._paint_picture(painter)
        painter.restore()
        if self._dimmed:
            veil = QColor(self._ground)
            veil.setAlphaF(0.6)
            painter.fillRect(event.rect(), veil)
        if self._former is not None:
            painter.setOpacity(self._fade.currentValue())
            painter.drawPixmap(0, 0, self._former)
        painter.end()

    def _paint_picture(self, painter: QPainter) -> None:
        target = self.picture_rect()
        level = next((level for level in self._levels if level.width() >= 0.99 * target.width()), self._levels[-1])
        view = QRectF(QPointF(), self._view())
        if level.width() == target.width() and level.height() == target.height():
            seen = target.intersected(view)
            painter.drawImage(seen, level, seen.translated(-target.topLeft()))
            return
        across, down = target.width() / level.width(), target.height() / level.height()
        # Only what is seen, as Qt can't draw what is wider than 32,767; a margin, as smoothing looks around.
        seen = view.intersected(target).translated(-target.topLeft())
        source = QRectF(
            seen.left() / across - 2, seen.top() / down - 2, seen.width() / across + 4, seen.height() / down + 4
        )
        part = QRectF(source.toAlignedRect()).intersected(QRectF(level.rect()))
        place = QRectF(part.left() * across, part.top() * down, part.width() * across, part.height() * down)
        hasty = self._moving.isActive() and view.width() * view.height() > _SMOOTH_PIXELS
        smooth = not hasty and max(across, down) < _PIXELS_SHOW_FROM
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        painter.drawImage(place.translated(target.topLeft()), level, part)

    # What the person does

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the picture fitted, or the middle of the view in the middle."""
        self._end_fade()
        self._settle()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Follow pinching fingers, on a trackpad or on a screen, and a move to another screen."""
        if isinstance(event, QNativeGestureEvent):
            return self._native_gesture(event)
        if isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                self._moving.start()
                self.zoom_to(self._scale * pinch.scaleFactor(), QPointF(self.mapFromGlobal(pinch.hotSpot().toPoint())))
                return True
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._settle()
        return super().event(event)

    def _native_gesture(self, event: QNativeGestureEvent) -> bool:
        match event.gestureType():
            case Qt.NativeGestureType.ZoomNativeGesture:
                self._moving.start()
                self.zoom_to(self._scale * max(0.1, 1 + event.value()), event.position())
            case Qt.NativeGestureType.SmartZoomNativeGesture:
                self.toggle(event.position())
            case _:
                return super().event(event)
        return True

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Zoom about the pointer: in steps with a wheel, evenly with a trackpad."""
        event.accept()
        turn = event.angleDelta().y()
        # What rolls on after the fingers left is meant for scrolling; nobody aims with it.
        if turn and event.phase() is not Qt.ScrollPhase.ScrollMomentum:
            self._moving.start()
            self.zoom_by(_WHEEL_STEP ** (turn / _NOTCH), event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take hold of the picture; the viewer hears of it too."""
        if event.button() & _DRAG_BUTTONS and self.can_pan:
            self._dragged_from = event.position()
            self._set_pointer()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Drag the picture."""
        if self._dragged_from is None:
            super().mouseMoveEvent(event)
            return
        way = (event.position() - self._dragged_from) * self.devicePixelRatioF()
        self._dragged_from = event.position()
        self._centre -= way / self._scale
        self._moving.start()
        self._settle()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Let go of the picture."""
        if self._dragged_from is None:
            super().mouseReleaseEvent(event)
            return
        self._dragged_from = None
        self._set_pointer()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Change between the whole picture and 1:1 about the pointer."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.toggle(event.position())


def _bounded(centre: float, picture: float, view: float) -> float:
    """Return `centre` moved so that no edge of the picture lies inside the view; all in picture pixels."""
    if picture <= view:
        return picture / 2
    return min(max(centre, view / 2), picture - view / 2)
