"""The table of keys: every key and what it does, in two columns, or one where there is less room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QWidget

from photo_search.desktop.plain_label import PlainLabel
from photo_search.desktop.shortcuts import SHORTCUTS, Shortcut, Where
from photo_search.desktop.theme import BODY_PX, S1, S2, S4, S5, S6, S8, ThemeSwitch


class KeyTable(QScrollArea):
    """Shows the keys by where they do something."""

    def __init__(self, theme: ThemeSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._halves = first, second = QWidget(), QWidget()
        for half, places in ((first, (Where.EVERYWHERE, Where.VIEWER)), (second, (Where.PHOTOS,))):
            grid = QGridLayout(half)
            grid.setContentsMargins(0, 0, 0, 0)
            grid.setVerticalSpacing(S2)
            grid.setHorizontalSpacing(S5)
            grid.setColumnStretch(0, 1)
            for place in places:
                self._add_section(grid, place)
            grid.setRowStretch(grid.rowCount(), 1)

        content = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, content)
        self._columns.setContentsMargins(S6, S5, S6, S4)
        self._columns.setSpacing(S8)
        self._columns.addWidget(first, 1)
        self._columns.addWidget(second, 1)

        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Keys"))
        self.setWidget(content)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Put the columns beside or below each other."""
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        fits = self.viewport().width() >= self._two_fit()
        self._columns.setDirection(directions.LeftToRight if fits else directions.TopToBottom)

    def _two_fit(self) -> int:
        """Return the least width for two columns."""
        margins = self._columns.contentsMargins()
        widths = sum(column.sizeHint().width() for column in self._halves)
        return widths + self._columns.spacing() + margins.left() + margins.right()

    def _add_section(self, grid: QGridLayout, where: Where) -> None:
        row = grid.rowCount()
        if grid.count():
            grid.setRowMinimumHeight(row, S2)
            row += 1
        title = PlainLabel(where.title(), self._theme.font(BODY_PX, strong=True), wraps=False)
        grid.addWidget(title, row, 0, 1, 2)
        for shortcut in (each for each in SHORTCUTS if each.where is where):
            row += 1
            grid.addWidget(PlainLabel(shortcut.text(), wraps=False), row, 0)
            grid.addLayout(_keycaps(shortcut), row, 1)


def _keycaps(shortcut: Shortcut) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(S1)
    for label in shortcut.labels():
        cap = QLabel(label)
        cap.setTextFormat(Qt.TextFormat.PlainText)
        cap.setProperty("keycap", True)
        row.addWidget(cap)
    row.addStretch()
    return row
