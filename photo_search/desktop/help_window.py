"""The window of the help that F1 brings up: its contents, the page about searching, and the table of keys."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from photo_search.desktop.help_page import HelpPage
from photo_search.desktop.help_text import help_file
from photo_search.desktop.key_table import KeyTable
from photo_search.desktop.theme import S3, S4, S6, ThemeSwitch

_SIZE_EM = QSize(72, 54)
_CONTENTS_EM = 19
_MOST = 0.5
_NARROWEST = 360


class HelpWindow(QDialog):
    """Stands beside the window of photos, where its examples are asked; closed, it keeps its place."""

    asked = Signal(str)
    """An example was clicked: the question."""

    def __init__(self, theme: ThemeSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Help"))
        languages = [name.partition("-")[0] for name in QLocale().uiLanguages()]
        self.page = HelpPage(theme, help_file("searching", languages[:1]).read_text("utf-8"))
        self.keys = KeyTable(theme)
        self.page.asked.connect(self.asked)
        self.page.section_changed.connect(self._follow)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.page)
        self._stack.addWidget(self.keys)

        self.contents = QListWidget()
        self.contents.setObjectName("contents")
        self.contents.setAccessibleName(self.tr("Contents"))
        self.contents.setFrameShape(QFrame.Shape.NoFrame)
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.contents.setTextElideMode(Qt.TextElideMode.ElideRight)
        for title in (*self.page.sections, self.tr("Keys")):
            item = QListWidgetItem(title)
            item.setSizeHint(QSize(0, self.fontMetrics().height() + S4))
            self.contents.addItem(item)
        self.contents.setCurrentRow(0)
        self.contents.currentRowChanged.connect(self._open)
        # A title that is on show already can be gone back to after scrolling.
        self.contents.itemClicked.connect(lambda item: self._open(self.contents.row(item)))

        em = theme.font().pixelSize()
        self.contents.setFixedWidth(_CONTENTS_EM * em)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        buttons.setContentsMargins(S6, S3, S6, S4)
        beside = QVBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self._stack, 1)
        beside.addWidget(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.contents)
        row.addLayout(beside, 1)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Close), self).activated.connect(self.close)
        self.setMinimumSize(_CONTENTS_EM * em + _NARROWEST, _NARROWEST)
        self.resize((_SIZE_EM * em).boundedTo(self.screen().availableSize() * 0.95))

    def turn_to_searching(self) -> None:
        """Show the page about searching, where it was left."""
        self._stack.setCurrentWidget(self.page)
        self._follow(self.page.section)
        self.page.setFocus()

    def turn_to_keys(self) -> None:
        """Show the table of keys."""
        self.contents.setCurrentRow(self.contents.count() - 1)

    def covers(self, window: QWidget) -> bool:
        """Return whether it hides most of another window."""
        whole, hidden = window.frameGeometry(), window.frameGeometry().intersected(self.frameGeometry())
        return hidden.width() * hidden.height() > whole.width() * whole.height() * _MOST

    def _open(self, row: int) -> None:
        if row < len(self.page.sections):
            self._stack.setCurrentWidget(self.page)
            self.page.read(row)
        else:
            self._stack.setCurrentWidget(self.keys)

    def _follow(self, section: int) -> None:
        """Mark the section that is being read."""
        self.contents.blockSignals(True)
        self.contents.setCurrentRow(section)
        self.contents.blockSignals(False)
