"""The sidebar: the parts of the library to look at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from photo_search.desktop.navigation import Where
from photo_search.desktop.sidebar_list import SidebarList
from photo_search.desktop.sidebar_painter import SidebarPainter
from photo_search.desktop.sidebar_rows import Control, Saved, Searches, SidebarRows, sidebar_rows
from photo_search.desktop.theme import S2, ThemeSwitch
from photo_search.records import Folder

_WIDTH = 208
_NARROWEST = 144
_Flag = QItemSelectionModel.SelectionFlag


class Sidebar(QWidget):
    """Shows what there is, and which of it is on show; a click, Enter or Space chooses."""

    chosen = Signal(object)
    """The `Where` of a row."""

    add_wanted = Signal()
    folder_menu_wanted = Signal(int, QPoint)
    """The id of a folder, and where on the screen its menu belongs."""

    search_chosen = Signal(int)
    """The number of a saved search, as all those below have it first."""

    search_menu_wanted = Signal(int, QPoint)
    search_renamed = Signal(int, str)
    search_moved = Signal(int, int)
    """Its new place among the saved searches; it may be beyond an end."""

    search_removed = Signal(int)

    def __init__(self, theme: ThemeSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._folders: Sequence[Folder] = ()
        self._photos: int | None = None
        self._problems = 0
        self._searches = Searches()
        self._shown: Where | Saved = Where("all")

        self._rows = SidebarRows(self)
        self._list = SidebarList(theme, self)
        self._list.setModel(self._rows)
        self._list.setItemDelegate(SidebarPainter(theme, self._list))
        self._list.setAccessibleName(self.tr("Parts of the library"))
        self._list.picked.connect(self._choose)
        self._list.menu_wanted.connect(self._want_menu)
        self._list.moved.connect(self.search_moved)
        self._list.removal_wanted.connect(self.search_removed)
        self._rows.renamed.connect(self.search_renamed)
        self.setFocusProxy(self._list)
        self.setMinimumWidth(_NARROWEST)

        column = QVBoxLayout(self)
        column.setContentsMargins(0, S2, 0, S2)
        column.addWidget(self._list)

        theme.changed.connect(self._list.viewport().update)
        self._fill()

    def show_folders(self, folders: Sequence[Folder]) -> None:
        """Show these folders, in this order."""
        self._folders = folders
        self._fill()

    def show_photo_count(self, count: int) -> None:
        """Show how many photos there are in all."""
        self._photos = count
        self._fill()

    def show_problem_count(self, count: int) -> None:
        """Show how many problems there are; none, not to speak of them."""
        self._problems = count
        self._fill()

    def show_searches(self, searches: Searches) -> None:
        """Show these saved searches, in this order; no section for them while there are none."""
        self._searches = searches
        self._fill()

    def select(self, where: Where) -> None:
        """Mark what is on show, without a signal."""
        self._shown = where
        self._mark()

    def select_search(self, search_id: int) -> None:
        """Mark the saved search that is on show, without a signal."""
        self._shown = Saved(search_id)
        self._mark()

    def edit_search(self, search_id: int) -> None:
        """Let the person type another name for a saved search."""
        index = self._rows.find(Saved(search_id))
        self._list.move_to(index)
        self._list.scrollTo(index)
        self._list.edit(index)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Return the width that fits most folders' names."""
        return QSize(_WIDTH, 400)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's own name
        """Paint the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.theme.sidebar)
        painter.end()

    def _fill(self) -> None:
        before = self._rows.row(self._list.currentIndex())
        self._rows.show(sidebar_rows(self._folders, self._photos, self._problems, self._searches))
        if before is not None and not self._list.currentIndex().isValid():
            self._list.move_to(self._rows.find(before.leads_to))
        self._mark()

    def _mark(self) -> None:
        index = self._rows.find(self._shown)
        self._list.selectionModel().select(index, _Flag.ClearAndSelect)
        if not (self._list.hasFocus() and self._list.currentIndex().isValid()):
            self._list.move_to(index)

    def _choose(self, index: QModelIndex) -> None:
        row = self._rows.row(index)
        if row is None:
            return
        if row.leads_to is Control.ADD:
            self.add_wanted.emit()
        elif isinstance(row.leads_to, Saved):
            self.search_chosen.emit(row.leads_to.search_id)
        elif isinstance(row.leads_to, Where):
            self.chosen.emit(row.leads_to)

    def _want_menu(self, index: QModelIndex, place: QPoint) -> None:
        row = self._rows.row(index)
        if row is not None and isinstance(row.leads_to, Saved):
            self.search_menu_wanted.emit(row.leads_to.search_id, place)
        elif row is not None and isinstance(row.leads_to, Where) and row.leads_to.folder_id is not None:
            self.folder_menu_wanted.emit(row.leads_to.folder_id, place)
