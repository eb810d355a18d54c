"""Paints the rows of the sidebar."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from photo_search.desktop.icons import pixmap
from photo_search.desktop.navigation import Where
from photo_search.desktop.plain_label import leading
from photo_search.desktop.sidebar_rows import ROW, Control, Row
from photo_search.desktop.theme import CAPTION_PX, RADIUS, S1, S2, S3, S4, ThemeSwitch
from photo_search.desktop.wording import number

_HEIGHT = 32
_ICON = 18
_State = QStyle.StateFlag


class SidebarPainter(QStyledItemDelegate):
    """Icon, name and count; a veil for the page on show and for the pointer, a ring for the keyboard."""

    def __init__(self, theme: ThemeSwitch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons: dict[tuple[str, int, float], QPixmap] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802 - Qt's own name
        """Return a row's height, with the space above it."""
        row = cast(Row, index.data(ROW))
        line = option.fontMetrics.height()
        return QSize(0, max(_HEIGHT, line + S3) + _space_above(row))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a row."""
        row = cast(Row, index.data(ROW))
        colours = self._theme.theme
        whole: QRect = option.rect
        state = option.state
        frame = whole.adjusted(S2, _space_above(row), -S2, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.leads_to is not Control.HEADING:
            if state & _State.State_Selected:
                _fill(painter, frame, colours.pressed)
            elif state & _State.State_MouseOver:
                _fill(painter, frame, colours.hover)
            if state & _State.State_HasFocus:
                painter.setPen(QPen(colours.accent, 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(frame).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        self._write(painter, frame.adjusted(S2, 0, -S2, 0), row, option.direction)
        painter.restore()

    def updateEditorGeometry(  # noqa: N802 - Qt's own name
        self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Put the field for a name over the name, beside the icon."""
        row = cast(Row, index.data(ROW))
        frame = option.rect.adjusted(S2 + S2 + _ICON + S1, _space_above(row), -S2, 0)
        editor.setGeometry(QStyle.visualRect(option.direction, option.rect, frame))

    def _write(self, painter: QPainter, frame: QRect, row: Row, direction: Qt.LayoutDirection) -> None:
        colours = self._theme.theme
        is_heading = row.leads_to is Control.HEADING
        quiet = is_heading or row.is_absent or row.leads_to is Control.ADD
        line = _Line(painter, frame, direction)
        if row.icon:
            self._draw_icon(painter, line.lead(_ICON), row.icon, colours.secondary if quiet else colours.text)
            line.skip(S2 + 2)
        caption = self._theme.font(CAPTION_PX, strong=is_heading)
        if row.count is not None:
            line.trail(number(row.count), caption, colours.secondary)
        name = row.text.upper() if is_heading else row.text
        line.write(name, caption if is_heading else self._theme.font(), colours.secondary if quiet else colours.text)
        if row.aside:
            line.skip(S2)
            line.write(row.aside, caption, colours.secondary)

    def _draw_icon(self, painter: QPainter, square: QRect, name: str, colour: QColor) -> None:
        ratio = painter.device().devicePixelRatioF()
        key = (name, colour.rgba(), ratio)
        if key not in self._icons:
            self._icons[key] = pixmap(name, colour, _ICON, ratio)
        painter.drawPixmap(square.topLeft(), self._icons[key])


class _Line:
    """Fills a line from both ends, in the reading direction."""

    def __init__(self, painter: QPainter, frame: QRect, direction: Qt.LayoutDirection) -> None:
        self._painter = painter
        self._frame = frame
        self._direction = direction
        self._from = 0
        self._until = frame.width()

    def lead(self, side: int) -> QRect:
        """Return a square at the beginning, in the middle of the height."""
        return self._place(side).adjusted(0, (self._frame.height() - side) // 2, 0, 0)

    def skip(self, width: int) -> None:
        """Leave some space free."""
        self._from += width

    def write(self, text: str, font: QFont, colour: QColor) -> None:
        """Write as much of a text as there is room for."""
        room = self._until - self._from
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
        self._draw(shown, font, colour, self._place(min(room, QFontMetrics(font).horizontalAdvance(shown) + 1)))

    def trail(self, text: str, font: QFont, colour: QColor) -> None:
        """Write a short text at the end."""
        width = QFontMetrics(font).horizontalAdvance(text) + 1
        self._until -= width
        place = self._visual(self._until, width)
        self._until -= S2
        self._draw(text, font, colour, place)

    def _place(self, width: int) -> QRect:
        place = self._visual(self._from, width)
        self._from += width
        return place

    def _visual(self, start: int, width: int) -> QRect:
        frame = self._frame
        return QStyle.visualRect(
            self._direction, frame, QRect(frame.left() + start, frame.top(), max(0, width), frame.height())
        )

    def _draw(self, text: str, font: QFont, colour: QColor, place: QRect) -> None:
        self._painter.setFont(font)
        self._painter.setPen(colour)
        # A folder's name reads in its own direction, wherever its line begins.
        self._painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        align = leading(self._direction) | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        self._painter.drawText(place, int(align), text)


def _space_above(row: Row) -> int:
    if row.leads_to is Control.HEADING:
        return S2
    return S4 - S1 if isinstance(row.leads_to, Where) and row.leads_to.kind == "problems" else 0


def _fill(painter: QPainter, frame: QRect, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(QRectF(frame), RADIUS, RADIUS)
