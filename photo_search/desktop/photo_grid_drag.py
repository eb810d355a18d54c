"""Photos dragged out of the window, as their files."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QPoint, QRectF, Qt, QUrl
from PySide6.QtGui import QDrag, QFont, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from photo_search.desktop.photo_tile import RADIUS
from photo_search.desktop.theme import CAPTION_PX, ThemeSwitch

_SIDE = 96
_BADGE = 20


def file_drag(source: QWidget, files: Sequence[str], picture: QPixmap | None, theme: ThemeSwitch, count: str) -> QDrag:
    """Return a drag of `files` (paths), under a small `picture` that says how many they are if `count` is given."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(file) for file in files])
    drag = QDrag(source)
    drag.setMimeData(data)
    if picture is not None:
        small = _small(picture, source.devicePixelRatioF())
        if count:
            _add_badge(small, count, theme)
        drag.setPixmap(small)
        drag.setHotSpot(QPoint(int(small.deviceIndependentSize().width() / 2), RADIUS * 4))
    return drag


def _small(picture: QPixmap, ratio: float) -> QPixmap:
    side = round(_SIDE * ratio)
    small = QPixmap(picture)
    small.setDevicePixelRatio(1.0)
    if max(small.width(), small.height()) > side:
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        small = small.scaled(side, side, keep, smooth)
    small.setDevicePixelRatio(ratio)
    return small


def _add_badge(small: QPixmap, text: str, theme: ThemeSwitch) -> None:
    font: QFont = theme.font(CAPTION_PX, strong=True)
    width = max(_BADGE, QFontMetrics(font).horizontalAdvance(text) + 12)
    badge = QRectF(small.deviceIndependentSize().width() - width - 4, 4, width, _BADGE)
    painter = QPainter(small)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.theme.accent)
    painter.drawRoundedRect(badge, _BADGE / 2, _BADGE / 2)
    painter.setFont(font)
    painter.setPen(theme.theme.on_accent)
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)
    painter.end()
