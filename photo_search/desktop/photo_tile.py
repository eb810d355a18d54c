"""Paints one photo of the grid, and what is said about it on its tile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap

from photo_search.desktop import icons
from photo_search.desktop.theme import CAPTION_PX, ThemeSwitch

RADIUS = 3
"""Of a thumbnail's corners, in device-independent pixels as all sizes here."""

_RING = 3
_FOCUS_DISTANCE = 2
_DISC, _CHECK = 20, 14
_SIGN, _SIGN_ICON = 20, 14
_STACK_PAD = 5
_INSET = 8
_BROKEN_ICON = 24
_LIGHTER = QColor(255, 255, 255, 15)  # 6 %
_ON_SHADE = QColor(255, 255, 255)
_SHADE = QColor(16, 16, 18, 184)
"""Under white text on a picture; even on a white one the contrast stays above 7."""


class TileCaption(NamedTuple):
    """What is said about a photo where only its picture is shown; plain text, ready for display."""

    name: str
    date: str = ""


@dataclass(frozen=True, slots=True)
class TileLook:
    """What a tile shows now.

    `colour` is the photo's dominant colour, 0xRRGGBB, seen while `picture` is absent or not yet opaque. A `broken`
    tile shows the name in `caption` for a picture; any other is overlaid with the caption, if there is one. `stack` is
    the number of photos that it stands for, and `in_burst` that it stands beside others nearly the same.
    """

    colour: int
    picture: QPixmap | None = None
    opacity: float = 1.0
    broken: bool = False
    offline: bool = False
    selected: bool = False
    hovered: bool = False
    caption: TileCaption | None = None
    score: str = ""
    stack: str = ""
    in_burst: bool = False


def device_font(font: QFont, ratio: float) -> QFont:
    """Return `font`, whose size is in pixels, for painting in the screen's own pixels."""
    scaled = QFont(font)
    scaled.setPixelSize(round(font.pixelSize() * ratio))
    return scaled


class TilePainter:
    """Paints tiles in one theme for one screen.

    Places are in the screen's own pixels, `ratio` of them to a device-independent one, so that a thumbnail made for
    its tile is painted as it is. `mirrored` is for writing from right to left.
    """

    def __init__(self, theme: ThemeSwitch, ratio: float, *, mirrored: bool = False) -> None:
        self._colours = theme.theme
        self._ratio = ratio
        self._mirrored = mirrored
        self._font = device_font(theme.font(CAPTION_PX), ratio)
        self._metrics = QFontMetrics(self._font)
        self._check = self._drawing("check", self._colours.on_accent, _CHECK)
        self._stack = self._drawing("stack", _ON_SHADE, _SIGN_ICON)
        self._open_stack = self._drawing("stack", self._colours.on_accent, _SIGN_ICON)
        self._ribbon = self._colours.tint(self._colours.accent, 0.55)
        self._offline = self._drawing("folder-offline", _ON_SHADE, _SIGN_ICON)
        self._broken = self._drawing("broken", self._colours.secondary, _BROKEN_ICON)

    def paint(self, painter: QPainter, rect: QRect, look: TileLook) -> None:
        """Paint a tile, all but the ring of focus."""
        if look.in_burst:
            self._paint_ribbon(painter, rect)
        if look.broken:
            self._paint_broken(painter, rect, look.caption)
        else:
            self._paint_picture(painter, rect, look)
        if look.hovered:
            self._fill(painter, rect, _LIGHTER)
        if look.stack:
            self._paint_stack(painter, rect, look.stack, is_open=look.in_burst)
        if look.offline:
            self._paint_offline(painter, rect, below=bool(look.stack))
        if look.caption is not None and not look.broken:
            self._paint_caption(painter, rect, look.caption, look.score)
        elif look.score:
            self._paint_score(painter, rect, look.score)
        if look.selected:
            self._paint_selected(painter, rect)

    def paint_focus(self, painter: QPainter, rect: QRect) -> None:
        """Paint the ring around the tile that the keys act on, in the gap between the tiles."""
        unit = self._ratio
        away = (_FOCUS_DISTANCE + 0.5) * unit
        ring = QRectF(rect).adjusted(-away, -away, away, away)
        radius = RADIUS * unit + away
        painter.setBrush(Qt.BrushStyle.NoBrush)
        # One of a dark and a light line is seen beside any picture.
        for colour, width in ((self._colours.window, 3 * unit), (self._colours.text, unit)):
            painter.setPen(QPen(colour, width))
            painter.drawRoundedRect(ring, radius, radius)

    def _paint_picture(self, painter: QPainter, rect: QRect, look: TileLook) -> None:
        picture = look.picture
        if picture is None or look.opacity < 1:
            self._fill(painter, rect, QColor.fromRgb(look.colour))
        if picture is None:
            return
        painter.setOpacity(look.opacity)
        if picture.size() == rect.size():
            painter.drawPixmap(rect.topLeft(), picture)
        else:  # Of another size of tile; the one for this is on its way.
            painter.drawPixmap(rect, picture)
        painter.setOpacity(1.0)

    def _paint_broken(self, painter: QPainter, rect: QRect, caption: TileCaption | None) -> None:
        self._fill(painter, rect, self._colours.hairline)
        line = self._metrics.height() if caption is not None else 0
        top = rect.center().y() - (self._broken.height() + line) // 2
        painter.drawPixmap(rect.center().x() - self._broken.width() // 2, top, self._broken)
        if caption is not None:
            below = QRect(rect.left(), top + self._broken.height() + self._px(4), rect.width(), line)
            self._text(painter, below.adjusted(self._px(8), 0, -self._px(8), 0), caption.name, self._colours.text)

    def _paint_selected(self, painter: QPainter, rect: QRect) -> None:
        width = _RING * self._ratio
        ring = QRectF(rect).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._colours.accent, width))
        painter.drawRoundedRect(ring, RADIUS * self._ratio / 2, RADIUS * self._ratio / 2)
        disc = self._corner(rect, _DISC)
        painter.setBrush(self._colours.accent)
        painter.setPen(QPen(self._colours.on_accent, 1.5 * self._ratio))
        painter.drawEllipse(disc)
        painter.drawPixmap(self._middle(disc, self._check), self._check)

    def stack_sign(self, rect: QRect, count: str) -> QRect:
        """Return where on a tile the sign stands that it is one of `count` photos."""
        width = self._metrics.horizontalAdvance(count) + self._px(_SIGN_ICON + 3 * _STACK_PAD)
        sign = self._corner(rect, _SIGN + 2, trailing=True)
        if self._mirrored:
            return QRect(sign.left(), sign.top(), width, sign.height())
        return QRect(sign.right() + 1 - width, sign.top(), width, sign.height())

    def _paint_ribbon(self, painter: QPainter, rect: QRect) -> None:
        """Paint a ground that reaches half-way to the neighbours, and so joins those that have it."""
        reach = self._px(_FOCUS_DISTANCE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._ribbon)
        painter.drawRect(rect.adjusted(-reach, -reach, reach, reach))

    def _paint_stack(self, painter: QPainter, rect: QRect, count: str, *, is_open: bool) -> None:
        sign, pad = self.stack_sign(rect, count), self._px(_STACK_PAD)
        ground, ink = (self._colours.accent, self._colours.on_accent) if is_open else (_SHADE, _ON_SHADE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(sign, sign.height() / 2, sign.height() / 2)
        stack = self._open_stack if is_open else self._stack
        side = stack.width()
        at = sign.right() + 1 - pad - side if self._mirrored else sign.left() + pad
        painter.drawPixmap(at, sign.top() + (sign.height() - side) // 2, stack)
        left, right = (pad, side + pad) if self._mirrored else (side + pad, pad)
        self._text(painter, sign.adjusted(left, 0, -right, 0), count, ink)

    def _paint_offline(self, painter: QPainter, rect: QRect, *, below: bool) -> None:
        sign = self._corner(rect, _SIGN, trailing=True)
        if below:
            sign.translate(0, self._px(_SIGN + _INSET))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_SHADE)
        painter.drawEllipse(sign)
        painter.drawPixmap(self._middle(sign, self._offline), self._offline)

    def _paint_caption(self, painter: QPainter, rect: QRect, caption: TileCaption, score: str) -> None:
        line, pad = self._metrics.height(), self._px(6)
        facts = [fact for fact in (caption.date, score) if fact]
        height = min(rect.height(), line * (1 + bool(facts)) + 2 * pad)
        band = QRect(rect.left(), rect.bottom() + 1 - height, rect.width(), height)
        painter.save()
        painter.setClipRect(band)
        self._fill(painter, rect, _SHADE)
        painter.restore()
        row = QRect(band.left() + self._px(8), band.top() + pad, band.width() - self._px(16), line)
        self._text(painter, row, caption.name, _ON_SHADE, leading=True)
        self._text(painter, row.translated(0, line), " · ".join(facts), _ON_SHADE, leading=True)

    def _paint_score(self, painter: QPainter, rect: QRect, score: str) -> None:
        pad = self._px(6)
        width, height = self._metrics.horizontalAdvance(score) + 2 * pad, self._metrics.height() + self._px(4)
        left = rect.left() + self._px(_INSET) if self._mirrored else rect.right() + 1 - self._px(_INSET) - width
        pill = QRect(left, rect.bottom() + 1 - self._px(_INSET) - height, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_SHADE)
        painter.drawRoundedRect(pill, height / 2, height / 2)
        self._text(painter, pill, score, _ON_SHADE)

    def _fill(self, painter: QPainter, rect: QRect, colour: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(rect, RADIUS * self._ratio, RADIUS * self._ratio)

    def _text(self, painter: QPainter, rect: QRect, text: str, colour: QColor, *, leading: bool = False) -> None:
        painter.setFont(self._font)
        painter.setPen(colour)
        # A name reads in its own direction, wherever its line begins.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        side = Qt.AlignmentFlag.AlignHCenter
        if leading:
            side = Qt.AlignmentFlag.AlignRight if self._mirrored else Qt.AlignmentFlag.AlignLeft
            side |= Qt.AlignmentFlag.AlignAbsolute
        elided = self._metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, rect.width())
        painter.drawText(rect, int(side | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine), elided)

    def _corner(self, rect: QRect, side: int, *, trailing: bool = False) -> QRect:
        """Return a square in a tile's upper corner, where a line of writing begins or ends."""
        size, inset = self._px(side), self._px(_INSET)
        right = trailing is not self._mirrored
        left = rect.right() + 1 - inset - size if right else rect.left() + inset
        return QRect(left, rect.top() + inset, size, size)

    @staticmethod
    def _middle(rect: QRect, drawing: QPixmap) -> QPoint:
        return QPoint(
            rect.left() + (rect.width() - drawing.width()) // 2, rect.top() + (rect.height() - drawing.height()) // 2
        )

    def _drawing(self, name: str, colour: QColor, size: int) -> QPixmap:
        drawing = icons.pixmap(name, colour, size, self._ratio)
        drawing.setDevicePixelRatio(1.0)
        return drawing

    def _px(self, value: float) -> int:
        return round(value * self._ratio)
