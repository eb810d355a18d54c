"""The page of the preferences with the library's folders, and what is left out of each."""

from __future__ import annotations

import os
from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from photo_search.desktop.core_sentences import translated
from photo_search.desktop.plain_label import PlainLabel
from photo_search.desktop.theme import BODY_PX, S2, S4, S5, S6, ThemeSwitch
from photo_search.desktop.two_line_delegate import Row
from photo_search.desktop.two_line_list import TwoLineList
from photo_search.desktop.wording import breakable, tip
from photo_search.paths import display_path
from photo_search.records import Folder

_Index = QModelIndex | QPersistentModelIndex


class FolderModel(QAbstractListModel):
    """The folders, by path."""

    def __init__(self) -> None:
        super().__init__()
        self._folders: list[Folder] = []

    def replace(self, folders: Sequence[Folder]) -> None:
        """Hold these folders instead of the former."""
        self.beginResetModel()
        self._folders = sorted(folders, key=lambda folder: folder.path)
        self.endResetModel()

    def folder(self, index: _Index) -> Folder | None:
        """Return the folder of a row."""
        return self._folders[index.row()] if index.isValid() else None

    def index_of(self, folder_id: int | None) -> QModelIndex:
        """Return the row of a folder, or of the first one."""
        rows = [row for row, folder in enumerate(self._folders) if folder.folder_id == folder_id]
        return self.index(rows[0] if rows else 0)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's own signature
        """Return the number of folders."""
        return 0 if parent.isValid() else len(self._folders)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a row shows."""
        folder = self._folders[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return folder_name(folder)
            case Row.NOTE:
                return self.tr("%Ln photo(s)", "", folder.photos)
            case Row.SECOND_LINE:
                return translated(folder.offline or "") or display_path(folder.path)
            case Row.ICON:
                return "folder-offline" if folder.offline else "folder"
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{display_path(folder.path)}. {translated(folder.offline or '')}"
            case Qt.ItemDataRole.ToolTipRole:
                return tip(display_path(folder.path))
        return None


def folder_name(folder: Folder) -> str:
    """Return the last part of a folder's path; the whole of it, for a drive."""
    return display_path(os.path.basename(folder.path) or folder.path)


class FoldersPage(QWidget):
    """Lists the folders; what is left out can be edited for the chosen one."""

    add_wanted = Signal()
    remove_wanted = Signal(int)
    exclusions_changed = Signal(int, list)

    def __init__(self, theme: ThemeSwitch) -> None:
        super().__init__()
        self._model = FolderModel()
        self._model.setParent(self)
        self._list = TwoLineList(theme, self.tr("Folders"))
        self._list.setModel(self._model)
        self._list.setMinimumHeight(112)
        self._list.selectionModel().currentChanged.connect(self._turn_to_folder)

        add = QPushButton(self.tr("Add a folder…"))
        add.clicked.connect(self.add_wanted)
        self._remove = QPushButton(self.tr("Remove"))
        self._remove.clicked.connect(self._remove_chosen)

        self._patterns = QStringListModel(self)
        self._left_out = PlainLabel(font=theme.font(BODY_PX, strong=True))
        self._exclusions = QListView()
        self._exclusions.setAccessibleName(self.tr("What is left out"))
        self._exclusions.setFrameShape(QFrame.Shape.NoFrame)
        self._exclusions.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._exclusions.setModel(self._patterns)
        self._exclusions.setMinimumHeight(72)
        triggers = QAbstractItemView.EditTrigger
        self._exclusions.setEditTriggers(
            triggers.DoubleClicked | triggers.EditKeyPressed | triggers.SelectedClicked | triggers.AnyKeyPressed
        )
        self._exclusions.selectionModel().currentChanged.connect(self._enable)
        self._patterns.dataChanged.connect(self._tell)
        self._exclusions.itemDelegate().closeEditor.connect(self._drop_empty)
        self._add_pattern = QPushButton(self.tr("Leave something out"))
        self._add_pattern.clicked.connect(self._begin_pattern)
        self._drop_pattern = QPushButton(self.tr("Remove"))
        self._drop_pattern.clicked.connect(self._drop_chosen)
        delete = QAction(self._exclusions)
        delete.setShortcut(QKeySequence.StandardKey.Delete)
        delete.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        delete.triggered.connect(self._drop_chosen)
        self._exclusions.addAction(delete)
        hint = PlainLabel(
            self.tr(
                "A name leaves out every folder and file called that: Screenshots. "
                "A star stands for anything: *.png. A path counts from the folder: 2019/Work."
            ),
            role=QPalette.ColorRole.PlaceholderText,
        )

        column = QVBoxLayout(self)
        column.setContentsMargins(S6, S5, S6, S5)
        column.setSpacing(S2)
        column.addWidget(self._list, 3)
        column.addLayout(_row(add, self._remove))
        column.addSpacing(S4)
        column.addWidget(self._left_out)
        column.addWidget(self._exclusions, 2)
        column.addLayout(_row(self._add_pattern, self._drop_pattern))
        column.addWidget(hint)
        self.show_folders([])

    def show_folders(self, folders: Sequence[Folder]) -> None:
        """Show these folders; the chosen one stays chosen, and an edit under way is not disturbed."""
        before = self._folder()
        self._model.replace(folders)
        self._list.setCurrentIndex(self._model.index_of(before.folder_id if before else None))
        self._turn_to_folder()

    def _folder(self) -> Folder | None:
        return self._model.folder(self._list.currentIndex())

    def _turn_to_folder(self) -> None:
        folder = self._folder()
        shown = list(folder.exclusions) if folder else []
        if [pattern for pattern in self._patterns.stringList() if pattern] != shown:
            self._patterns.setStringList(shown)
        self._enable()

    def _enable(self) -> None:
        folder = self._folder()
        has_folder = folder is not None
        words = self.tr("Left out of “%1”") if self._patterns.rowCount() else self.tr("Nothing is left out of “%1”")
        self._left_out.setText(words.replace("%1", breakable(folder_name(folder))) if folder else "")
        self._remove.setEnabled(has_folder)
        self._exclusions.setEnabled(has_folder)
        self._add_pattern.setEnabled(has_folder)
        self._drop_pattern.setEnabled(self._exclusions.currentIndex().isValid())

    def _remove_chosen(self) -> None:
        folder = self._folder()
        if folder:
            self.remove_wanted.emit(folder.folder_id)

    def _begin_pattern(self) -> None:
        row = self._patterns.rowCount()
        self._patterns.insertRow(row)
        self._exclusions.setCurrentIndex(self._patterns.index(row))
        self._exclusions.edit(self._patterns.index(row))

    def _drop_chosen(self) -> None:
        index = self._exclusions.currentIndex()
        if index.isValid():
            self._patterns.removeRow(index.row())
            self._tell()
            self._enable()

    def _drop_empty(self) -> None:
        """Forget the line of a new exclusion that was given up."""
        for row in reversed(range(self._patterns.rowCount())):
            if not self._patterns.stringList()[row].strip():
                self._patterns.removeRow(row)
        self._enable()

    def _tell(self) -> None:
        folder = self._folder()
        patterns = [pattern.strip() for pattern in self._patterns.stringList() if pattern.strip()]
        if folder and tuple(patterns) != folder.exclusions:
            self.exclusions_changed.emit(folder.folder_id, patterns)


def _row(*buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(S2)
    for button in buttons:
        button.setAutoDefault(False)
        row.addWidget(button)
    row.addStretch()
    return row
