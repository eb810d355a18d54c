"""A ring that fills as a model learns the photos, with the percentage in its middle."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from photo_search.desktop.theme import CAPTION_PX, ThemeSwitch
from photo_search.desktop.wording import translate

_SIDE_EM = 4
_STROKE = 4
_TURN = 360 * 16
_TOP = 90 * 16


class CoverageRing(QWidget):
    """Shows a part of a whole, 0..1; never all of it before it is, never nothing once there is something."""

    def __init__(self, theme: ThemeSwitch) -> None:
        super().__init__()
        self._theme = theme
        self._part = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_part(self, part: float) -> None:
        """Show this part."""
        if part != self._part:
            self._part = part
            self.update()
        self.setAccessibleName(self.text())

    def text(self) -> str:
        """Return the percentage, as it stands in the ring."""
        return translate("models", "%1 %").replace("%1", str(int(100 * self._part)))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Return a square in which the percentage has room."""
        side = _SIDE_EM * self._theme.font(CAPTION_PX).pixelSize()
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's own name
        """Paint the ring, from the top and clockwise."""
        colours = self._theme.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = QRectF(self.rect()).adjusted(_STROKE / 2, _STROKE / 2, -_STROKE / 2, -_STROKE / 2)
        painter.setPen(QPen(colours.tint(colours.text, 0.14, colours.surface), _STROKE))
        painter.drawEllipse(ring)
        if self._part > 0:
            painter.setPen(QPen(colours.accent, _STROKE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawArc(ring, _TOP, -max(1, int(self._part * _TURN)))
        painter.setPen(colours.text)
        painter.setFont(self._theme.font(CAPTION_PX, strong=True))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()
