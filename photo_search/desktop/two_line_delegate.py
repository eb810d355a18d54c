"""Paints list rows of an icon, a title with a note beside it, and a second line below."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from photo_search.desktop.icons import pixmap
from photo_search.desktop.theme import BODY_PX, CAPTION_PX, RADIUS, S1, S2, S3, S5, Theme, ThemeSwitch

_ICON = 20


class Row(IntEnum):
    """The roles of a row, beside Qt.DisplayRole for the title. `ICON` is an icon's name; the rest is text."""

    NOTE = Qt.ItemDataRole.UserRole + 1
    SECOND_LINE = Qt.ItemDataRole.UserRole + 2
    ICON = Qt.ItemDataRole.UserRole + 3
    RECORD = Qt.ItemDataRole.UserRole + 4


@dataclass(frozen=True, slots=True)
class _Words:
    text: str | None
    colour: QColor
    px: int = BODY_PX
    cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight


class TwoLineDelegate(QStyledItemDelegate):
    """All rows have the same height; texts that are too long are cut, and told in the row's tip."""

    def __init__(self, theme: ThemeSwitch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons: dict[tuple[str, float], QPixmap] = {}
        theme.changed.connect(self._icons.clear)

    def sizeHint(self, option: QStyleOptionViewItem, _: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        """Return the height of two lines."""
        return QSize(10 * S5, option.fontMetrics.height() * 2 + S5)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option)

        direction = option.direction
        inner = option.rect.adjusted(S3, S2, -S3, -S2)
        icon_box = QRect(inner.left(), inner.top(), _ICON, _ICON)
        text_box = inner.adjusted(_ICON + S3, 0, 0, 0)
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(
            QStyle.visualRect(direction, option.rect, icon_box).topLeft(), self._icon(index.data(Row.ICON), ratio)
        )

        colours = self._theme.theme
        top = QRect(text_box.left(), text_box.top(), text_box.width(), text_box.height() // 2)
        bottom = top.translated(0, top.height())
        used = self._write(painter, option, top, _Words(index.data(), colours.text))
        aside = top.adjusted(used + S2, 0, 0, 0)
        note = _Words(index.data(Row.NOTE), colours.secondary, CAPTION_PX, Qt.TextElideMode.ElideMiddle)
        self._write(painter, option, aside, note)
        self._write(painter, option, bottom, _Words(index.data(Row.SECOND_LINE), colours.secondary))
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        colours, state = self._theme.theme, option.state
        ground = option.rect.adjusted(S1, 1, -S1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(_selected(colours))
            painter.drawRoundedRect(ground, RADIUS, RADIUS)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(colours.hover)
            painter.drawRoundedRect(ground, RADIUS, RADIUS)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(colours.accent)
            painter.drawRoundedRect(ground.adjusted(0, 0, -1, -1), RADIUS, RADIUS)

    def _write(self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, words: _Words) -> int:
        """Write one line into `box` and return the width that it took."""
        if not words.text or box.width() <= 0:
            return 0
        painter.setFont(self._theme.font(words.px))
        painter.setPen(words.colour)
        shown = painter.fontMetrics().elidedText(words.text, words.cut, box.width())
        align = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        where = QStyle.visualRect(option.direction, option.rect, box)
        painter.drawText(where, align | Qt.TextFlag.TextSingleLine, shown)
        return painter.fontMetrics().horizontalAdvance(shown)

    def _icon(self, name: str, ratio: float) -> QPixmap:
        if (name, ratio) not in self._icons:
            self._icons[name, ratio] = pixmap(name, self._theme.theme.secondary, _ICON, ratio)
        return self._icons[name, ratio]


def _selected(colours: Theme) -> QColor:
    return colours.tint(colours.accent, 0.18, colours.surface)
