"""The sidebar: the parts of the library to look at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QVBoxLayout, QWidget

from photo_search.desktop.navigation import Where
from photo_search.desktop.sidebar_painter import SidebarPainter
from photo_search.desktop.sidebar_rows import Control, SidebarRows, sidebar_rows
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

    def __init__(self, theme: ThemeSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._folders: Sequence[Folder] = ()
        self._photos: int | None = None
        self._problems = 0
        self._shown = Where("all")

        self._rows = SidebarRows(self)
        self._list = _List(self)
        self._list.setModel(self._rows)
        self._list.setItemDelegate(SidebarPainter(theme, self._list))
        self._list.setAccessibleName(self.tr("Parts of the library"))
        self._list.picked.connect(self._choose)
        self._list.menu_wanted.connect(self._want_menu)
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

    def select(self, where: Where) -> None:
        """Mark what is on show, without a signal."""
        self._shown = where
        self._mark()

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
        self._rows.show(sidebar_rows(self._folders, self._photos, self._problems))
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
        elif isinstance(row.leads_to, Where):
            self.chosen.emit(row.leads_to)

    def _want_menu(self, index: QModelIndex, place: QPoint) -> None:
        row = self._rows.row(index)
        if row is not None and isinstance(row.leads_to, Where) and row.leads_to.folder_id is not None:
            self.folder_menu_wanted.emit(row.leads_to.folder_id, place)


class _List(QListView):
    """A list where keys move a ring, and only choosing changes what is marked."""

    picked = Signal(QModelIndex)
    menu_wanted = Signal(QModelIndex, QPoint)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setStyleSheet("QListView { background: transparent; border: none; border-radius: 0; }")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.clicked.connect(self.picked)

    def move_to(self, index: QModelIndex) -> None:
        """Put the ring there without marking."""
        self.selectionModel().setCurrentIndex(index, _Flag.NoUpdate)

    def selectionCommand(  # noqa: N802 - Qt's own name
        self,
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002
        event: QEvent | None = None,  # noqa: ARG002
    ) -> QItemSelectionModel.SelectionFlag:
        """Mark nothing by clicking or moving."""
        return _Flag.NoUpdate

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """Choose the row with the ring by Enter or Space."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.picked.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's own name
        """Ask for a menu at the pointer, or below the row with the ring if a key asked for it."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            place = self.viewport().mapToGlobal(self.visualRect(index).center())
        else:
            index = self.indexAt(event.pos())
            place = event.globalPos()
        self.menu_wanted.emit(index, place)
