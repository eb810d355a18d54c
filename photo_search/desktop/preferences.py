"""The dialog of preferences; every choice holds at once, so there is nothing to confirm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from photo_search.desktop.icons import icon
from photo_search.desktop.preferences_folders import FoldersPage
from photo_search.desktop.preferences_pages import AppearancePage, ReadingPage, StoragePage
from photo_search.desktop.theme import S1, S3, S4, S6, ThemeSwitch
from photo_search.records import Folder
from photo_search.settings import Settings

_PAGES = ("appearance", "reading", "folders", "storage")
_ICONS = ("sun", "settings", "folder", "drive")


class PreferencesDialog(QDialog):
    """Shows `settings`, and tells each change as the whole new settings through `changed`.

    The dialog performs nothing itself. Whoever changes the settings elsewhere while it is open tells it by
    `show_settings`. Exclusions come as the folder's id and its patterns.
    """

    changed = Signal(object)
    folder_add_wanted = Signal()
    folder_remove_wanted = Signal(int)
    exclusions_changed = Signal(int, list)
    open_data_wanted = Signal()
    clear_thumbnails_wanted = Signal()

    def __init__(self, settings: Settings, theme: ThemeSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Preferences"))
        self._settings = settings
        self._theme = theme

        self._appearance = AppearancePage(theme)
        self._reading = ReadingPage(theme)
        self._folders = FoldersPage(theme)
        self._storage = StoragePage(theme)
        for page in (self._appearance, self._reading, self._storage):
            page.chosen.connect(self._change)
        self._folders.add_wanted.connect(self.folder_add_wanted)
        self._folders.remove_wanted.connect(self.folder_remove_wanted)
        self._folders.exclusions_changed.connect(self.exclusions_changed)
        self._storage.open_wanted.connect(self.open_data_wanted)
        self._storage.clear_wanted.connect(self.clear_thumbnails_wanted)

        self._contents = QListWidget()
        self._contents.setObjectName("contents")
        self._contents.setAccessibleName(self.tr("Pages"))
        self._contents.setFrameShape(QFrame.Shape.NoFrame)
        self._contents.setIconSize(QSize(20, 20))
        self._contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for title in (self.tr("Appearance"), self.tr("Reading"), self.tr("Folders"), self.tr("Storage")):
            item = QListWidgetItem(title)
            item.setSizeHint(QSize(0, self.fontMetrics().height() + S4 + S1))
            self._contents.addItem(item)
        self._stack = QStackedWidget()
        # The page of folders has lists that scroll by themselves.
        for content in (_scrolled(self._appearance), _scrolled(self._reading), self._folders, _scrolled(self._storage)):
            self._stack.addWidget(content)
        self._contents.currentRowChanged.connect(self._stack.setCurrentIndex)
        widest = max(self.fontMetrics().horizontalAdvance(self._contents.item(row).text()) for row in range(4))
        self._contents.setFixedWidth(widest + 20 + 7 * S3)

        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setAutoDefault(False)

        beside = QVBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self._stack, 1)
        buttons.setContentsMargins(S6, S3, S6, S4)
        beside.addWidget(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._contents)
        row.addLayout(beside, 1)

        em = theme.font().pixelSize()
        self.resize(QSize(56 * em, 42 * em).boundedTo(self.screen().availableSize() * 0.95))
        theme.changed.connect(self._colour)
        self._colour()
        self.open_page("appearance")
        self.show_settings(settings)

    def show_settings(self, settings: Settings) -> None:
        """Show these settings, which were changed elsewhere."""
        self._settings = settings
        for page in (self._appearance, self._reading, self._storage):
            page.show_settings(settings)

    def show_folders(self, folders: Sequence[Folder]) -> None:
        """Show the library's folders and what is left out of each."""
        self._folders.show_folders(folders)

    def show_storage(self, location: str, library_bytes: int, thumbnail_bytes: int) -> None:
        """Show where the library lies, and how large what was read and the thumbnails in it are."""
        self._storage.show_storage(location, library_bytes, thumbnail_bytes)

    def open_page(self, name: str) -> None:
        """Turn to the page `name`: "appearance", "reading", "folders" or "storage"."""
        self._contents.setCurrentRow(_PAGES.index(name))

    def _change(self, name: str, value: Any) -> None:
        settings = replace(self._settings, **{name: value})
        if settings != self._settings:
            self._settings = settings
            self.changed.emit(settings)

    def _colour(self) -> None:
        for row, name in enumerate(_ICONS):
            self._contents.item(row).setIcon(icon(name, self._theme.theme.text))


def _scrolled(page: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # What is on the page scrolls into sight when Tab comes to it.
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(page)
    return area
