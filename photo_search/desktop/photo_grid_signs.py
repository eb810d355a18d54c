"""Paints what the grid shows besides photos: headings, the rubber band and the month going by."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from photo_search.desktop.photo_tile import device_font
from photo_search.desktop.theme import BODY_PX, ThemeSwitch

_ABOVE_TILES = 10
_PILL_HEIGHT, _PILL_PAD, _PILL_TOP = 32, 16, 16


class SignPainter:
    """Paints signs in one theme for one screen; places are in the screen's own pixels, as for TilePainter."""

    def __init__(self, theme: ThemeSwitch, ratio: float, *, mirrored: bool = False) -> None:
        self._colours = theme.theme
        self._ratio = ratio
        self._strong = device_font(theme.font(BODY_PX, strong=True), ratio)
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        self._leading = side | Qt.AlignmentFlag.AlignAbsolute

    def heading(self, painter: QPainter, band: QRect, text: str) -> None:
        """Paint a heading at the lower edge of a band over tiles."""
        painter.setFont(self._strong)
        painter.setPen(self._colours.text)
        place = band.adjusted(0, 0, 0, -self._px(_ABOVE_TILES))
        elided = QFontMetrics(self._strong).elidedText(text, Qt.TextElideMode.ElideMiddle, place.width())
        painter.drawText(place, int(self._leading | Qt.AlignmentFlag.AlignBottom), elided)

    def band(self, painter: QPainter, rect: QRect) -> None:
        """Paint the rubber band."""
        veil = QColor(self._colours.accent)
        veil.setAlphaF(0.16)
        painter.setBrush(veil)
        painter.setPen(QPen(self._colours.accent, self._ratio))
        painter.drawRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5))

    def month(self, painter: QPainter, viewport: QRect, text: str) -> None:
        """Paint the month that goes by, over the photos."""
        width = QFontMetrics(self._strong).horizontalAdvance(text) + 2 * self._px(_PILL_PAD)
        height = self._px(_PILL_HEIGHT)
        pill = QRect(viewport.center().x() - width // 2, viewport.top() + self._px(_PILL_TOP), width, height)
        painter.setBrush(self._colours.surface)
        painter.setPen(QPen(self._colours.hairline, self._ratio))
        painter.drawRoundedRect(QRectF(pill).adjusted(0.5, 0.5, -0.5, -0.5), height / 2, height / 2)
        painter.setFont(self._strong)
        painter.setPen(self._colours.text)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)

    def _px(self, value: float) -> int:
        return round(value * self._ratio)
