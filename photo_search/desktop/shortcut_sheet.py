"""The sheet that F1 brings up: every key and what it does, in two columns, or one where there is less room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from photo_search.desktop.plain_label import PlainLabel
from photo_search.desktop.shortcuts import SHORTCUTS, Shortcut, Where
from photo_search.desktop.theme import BODY_PX, S1, S2, S4, S5, S6, S8, ThemeSwitch


class ShortcutSheet(QDialog):
    """Shows the table of keys until it is closed; then it is gone."""

    def __init__(self, theme: ThemeSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
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

        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(content)

        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        buttons.setContentsMargins(S6, 0, S6, S4)
        buttons.button(QDialogButtonBox.StandardButton.Close).setDefault(True)

        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)
        whole.addWidget(buttons)

        self._buttons = buttons
        self._resize_to_fit = True

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's own name
        """Be large enough for everything, if the screen is, the first time: only now every size is known."""
        super().showEvent(event)
        if self._resize_to_fit:
            self._resize_to_fit = False
            room = self.screen().availableSize() * 0.9
            tallest = max(column.sizeHint().height() for column in self._halves)
            margins = self._columns.contentsMargins()
            below = self._buttons.sizeHint().height() + margins.top() + margins.bottom() + S2
            self.resize(QSize(self._two_fit() + S5, tallest + below).boundedTo(room))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Put the columns beside or below each other."""
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        fits = self._scroll.viewport().width() >= self._two_fit()
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
