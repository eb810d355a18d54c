"""A picture with a layer of colour over it that tells where in it something is seen."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from photo_search.desktop.theme import ThemeSwitch
from photo_search.insight.records import HeatMap

_RADIUS = 4
_STOPS = np.array([(0, 0, 4), (87, 16, 110), (188, 55, 84), (249, 142, 9), (252, 255, 164)], np.float64)
"""Five colours of matplotlib's "inferno" (CC0): its lightness only rises, so it reads without telling hues apart."""

_COLD_ALPHA, _HOT_ALPHA = 0.86, 0.5
"""What isn't it steps back into the dark; what is it stays recognisable under its colour."""

_LARGEST_SCALE = 2.0
_NO_LIMIT = (1 << 24) - 1
"""QWIDGETSIZE_MAX."""


def colours(values: npt.NDArray[np.floating]) -> npt.NDArray[np.uint8]:
    """Return the colours of values in 0..1, as uint8 [..., 3], red first."""
    place = np.clip(np.asarray(values, np.float64), 0, 1) * (len(_STOPS) - 1)
    channels = [np.interp(place, np.arange(len(_STOPS)), _STOPS[:, channel]) for channel in range(3)]
    return np.stack(channels, axis=-1).round().astype(np.uint8)


def layer(values: npt.NDArray[np.floating]) -> QImage:
    """Return a map, [rows, columns] in 0..1, as a picture with a pixel for each value, to be laid over a photo."""
    rows, columns = values.shape
    alpha = _COLD_ALPHA + (_HOT_ALPHA - _COLD_ALPHA) * np.clip(values, 0, 1)
    pixels = np.dstack([colours(values), (255 * alpha).round().astype(np.uint8)])
    # A copy, as the array's bytes end with this function.
    return QImage(pixels.tobytes(), columns, rows, 4 * columns, QImage.Format.Format_RGBA8888).copy()


class HeatPicture(QWidget):
    """A picture as large as it fits, where reading begins, with a HeatMap over it if there is one.

    While the mouse or Space is held on it, or `bare` is set, the picture is seen without.
    """

    def __init__(self, theme: ThemeSwitch) -> None:
        super().__init__()
        self._theme = theme
        self._image = QImage()
        self._heat: HeatMap | None = None
        self._layer = QImage()
        self._opacity = 0.8
        self._bare = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 120)
        theme.changed.connect(self.update)

    @property
    def heat(self) -> HeatMap | None:
        """The map that lies over the picture."""
        return self._heat

    def show_picture(self, image: QImage) -> None:
        """Show a picture, or none if it is null; a map over it stays."""
        self._image = image
        self._take_shape()
        self.update()

    def show_heat(self, heat: HeatMap | None) -> None:
        """Lay a map over the picture, or take it away."""
        self._heat = heat
        self._layer = QImage() if heat is None else layer(heat.values)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if heat is None else Qt.FocusPolicy.StrongFocus)
        self._bare = False
        self.update()

    def set_opacity(self, opacity: float) -> None:
        """Let more or less of the picture through, 0..1."""
        self._opacity = opacity
        self.update()

    def set_bare(self, bare: bool) -> None:
        """Show the picture without its map for now, or with it again."""
        self._bare = bare
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name, as are those below
        """Be no higher than the picture at this width."""
        super().resizeEvent(event)
        self._take_shape()

    def _take_shape(self) -> None:
        size = self._image.size()
        if size.isEmpty():
            self.setMaximumHeight(_NO_LIMIT)
        else:
            fit = min(self.width() / size.width(), _LARGEST_SCALE)
            self.setMaximumHeight(max(self.minimumHeight(), math.ceil(fit * size.height())))

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return a size that shows something."""
        return QSize(480, 420)

    def picture_rect(self) -> QRectF:
        """Return where the picture lies in the widget."""
        size = self._image.size()
        if size.isEmpty():
            return QRectF()
        fit = min(self.width() / size.width(), self.height() / size.height(), _LARGEST_SCALE)
        width, height = size.width() * fit, size.height() * fit
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        return QRectF(self.width() - width if mirrored else 0, 0, width, height)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint picture, map, and a ring for the keyboard."""
        where = self.picture_rect()
        if where.isEmpty():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shape = QPainterPath()
        shape.addRoundedRect(where, _RADIUS, _RADIUS)
        painter.save()
        painter.setClipPath(shape)
        painter.drawImage(where, self._image)
        if self._heat is not None and not self._bare:
            self._paint_heat(painter, where, self._heat.box)
        painter.restore()
        if self.hasFocus():
            painter.setPen(QPen(self._theme.theme.accent, 2))
            painter.drawRoundedRect(where.adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        painter.end()

    def _paint_heat(self, painter: QPainter, where: QRectF, box: tuple[float, float, float, float]) -> None:
        left, top, right, bottom = box
        seen = QRectF(
            QPointF(where.left() + left * where.width(), where.top() + top * where.height()),
            QPointF(where.left() + right * where.width(), where.top() + bottom * where.height()),
        )
        painter.setOpacity(self._opacity)
        around = QPainterPath()
        around.addRect(where)
        inside = QPainterPath()
        inside.addRect(seen)
        cold = QColor(*(int(channel) for channel in _STOPS[0]))
        cold.setAlphaF(_COLD_ALPHA)
        painter.fillPath(around.subtracted(inside), cold)
        painter.setClipRect(seen, Qt.ClipOperation.IntersectClip)
        painter.drawImage(seen, self._layer)

    # Holding to compare

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Show the bare picture."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.set_bare(True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Show the map again."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.set_bare(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Do the same with Space."""
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self.set_bare(True)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Show the map again."""
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self.set_bare(False)
        else:
            super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Show the map again: a key that is let go elsewhere isn't heard of."""
        super().focusOutEvent(event)
        self.set_bare(False)


class HeatLegend(QWidget):
    """The colours of a map from less to more."""

    def __init__(self, theme: ThemeSwitch) -> None:
        super().__init__()
        self._theme = theme
        self.setFont(theme.font(11))
        self.setAccessibleName(self.tr("Colours: from dark for less to bright for more"))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size of both words with the colours between them."""
        words = sum(map(self.fontMetrics().horizontalAdvance, self._words()))
        return QSize(words + 96, self.fontMetrics().height() + 4)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the least size at which it can be read."""
        return QSize(self.sizeHint().width() - 40, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint it in the direction in which the window reads."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        less, more = self._words()
        first, last = (more, less) if mirrored else (less, more)
        metrics, gap = self.fontMetrics(), 8
        painter.setPen(self._theme.theme.secondary)
        align = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignLeft | align, first)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignRight | align, last)
        left = metrics.horizontalAdvance(first) + gap
        bar = QRectF(left, self.height() / 2 - 4, self.width() - left - metrics.horizontalAdvance(last) - gap, 8)
        gradient = QLinearGradient(
            bar.topRight() if mirrored else bar.topLeft(), bar.bottomLeft() if mirrored else bar.bottomRight()
        )
        for place in np.linspace(0, 1, len(_STOPS)):
            gradient.setColorAt(float(place), QColor(*colours(np.array(place)).tolist()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(gradient)
        painter.drawRoundedRect(bar, 4, 4)
        painter.end()

    def _words(self) -> tuple[str, str]:
        return self.tr("less"), self.tr("more")
