"""Paints list rows of an icon, a title with a note beside it, and a sentence below, on as many lines as it needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from photo_search.desktop.icons import pixmap
from photo_search.desktop.plain_label import leading
from photo_search.desktop.theme import BODY_PX, CAPTION_PX, RADIUS, S1, S2, S3, S5, Theme, ThemeSwitch

_ICON = 20
_MOST_LINES = 4


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
    """All rows have the same height; texts that are too long are cut, and told in the row's tip.

    There is one line for the sentence, unless `fit` finds that more are needed.
    """

    def __init__(self, theme: ThemeSwitch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines = 1
        self._icons: dict[tuple[str, float], QPixmap] = {}
        theme.changed.connect(self._icons.clear)

    def fit(self, sentences: Iterable[str], width: int) -> None:
        """Have so many lines for the sentence that each of these fits rows of this width, as far as is sensible."""
        metrics, room = QFontMetrics(self._theme.font()), width - _ICON - 3 * S3
        self._lines = min(_MOST_LINES, max((_lines(sentence, metrics, room) for sentence in sentences), default=1))

    def sizeHint(self, option: QStyleOptionViewItem, _: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        """Return the height of the title and of the sentence."""
        return QSize(10 * S5, option.fontMetrics.lineSpacing() * (1 + self._lines) + S5)

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
        top = QRect(text_box.left(), text_box.top(), text_box.width(), text_box.height() // (1 + self._lines))
        bottom = text_box.adjusted(0, top.height(), 0, 0)
        used = self._write(painter, option, top, _Words(index.data(), colours.text))
        aside = top.adjusted(used + S2, 0, 0, 0)
        note = _Words(index.data(Row.NOTE), colours.secondary, CAPTION_PX, Qt.TextElideMode.ElideMiddle)
        self._write(painter, option, aside, note)
        self._write(painter, option, bottom, _Words(index.data(Row.SECOND_LINE), colours.secondary), self._lines)
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

    def _write(self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, words: _Words, lines: int = 1) -> int:
        """Write into `box`, on so many lines at most, and return the width that it took on one."""
        if not words.text or box.width() <= 0:
            return 0
        painter.setFont(self._theme.font(words.px))
        painter.setPen(words.colour)
        metrics = painter.fontMetrics()
        wraps = lines > 1 and _lines(words.text, metrics, box.width()) <= lines
        shown = words.text if wraps else metrics.elidedText(words.text, words.cut, box.width())
        # Names and paths read in their own direction, wherever their line begins.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        align = leading(option.direction) | (Qt.AlignmentFlag.AlignTop if lines > 1 else Qt.AlignmentFlag.AlignVCenter)
        where = QStyle.visualRect(option.direction, option.rect, box)
        painter.drawText(where, align | (Qt.TextFlag.TextWordWrap if wraps else Qt.TextFlag.TextSingleLine), shown)
        return metrics.horizontalAdvance(shown)

    def _icon(self, name: str, ratio: float) -> QPixmap:
        if (name, ratio) not in self._icons:
            self._icons[name, ratio] = pixmap(name, self._theme.theme.secondary, _ICON, ratio)
        return self._icons[name, ratio]


def _lines(text: str, metrics: QFontMetrics, width: int) -> int:
    """Return how many lines a text takes that wraps at this width; a path has no place to wrap at."""
    room = QRect(0, 0, max(1, width), 1)
    return max(1, metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, text).height() // metrics.lineSpacing())


def _selected(colours: Theme) -> QColor:
    return colours.tint(colours.accent, 0.18, colours.surface)
