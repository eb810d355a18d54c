"""The list of the sidebar: a ring that keys move, marks that only being told moves, and rows that can be dragged."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView, QWidget

from photo_search.desktop.sidebar_rows import ROW, Row, Saved
from photo_search.desktop.theme import S3, ThemeSwitch

_Flag = QItemSelectionModel.SelectionFlag
_LINE = 2


class SidebarList(QListView):
    """A list where keys move a ring, and only choosing changes what is marked.

    Saved searches can be dragged among themselves; `moved` carries the number of one and its new place among them.
    """

    picked = Signal(QModelIndex)
    menu_wanted = Signal(QModelIndex, QPoint)
    moved = Signal(int, int)
    removal_wanted = Signal(int)

    def __init__(self, theme: ThemeSwitch, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pressed: QPoint | None = None
        self._dragged: int | None = None
        """The row that is being dragged."""
        self._gap: int | None = None
        """The row before which it would be dropped."""
        self.setStyleSheet("QListView { background: transparent; border: none; border-radius: 0; }")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.viewport().setAcceptDrops(True)
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

    def event(self, event: QEvent) -> bool:
        """Keep the keys of saved searches from the window, whose own they may be."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            own = {Qt.Key.Key_F2, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Up, Qt.Key.Key_Down}
            if event.key() in own and self._saved(self.currentIndex()) is not None:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """Choose the row with the ring by Enter or Space; rename, remove and move a saved search."""
        saved, index = self._saved(self.currentIndex()), self.currentIndex()
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)  # What the field for a name has passed on.
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.picked.emit(index)
        elif saved is not None and event.key() == Qt.Key.Key_F2:
            self.edit(index)
        elif saved is not None and event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removal_wanted.emit(saved.search_id)
        elif saved is not None and event.key() in steps and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(saved.search_id, index.row() - self._first_saved() + steps[Qt.Key(event.key())])
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

    # Dragging

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's own name, as are those below
        """Remember where a drag would begin."""
        super().mousePressEvent(event)
        is_saved = self._saved(self.indexAt(event.position().toPoint())) is not None
        self._pressed = event.position().toPoint() if is_saved and event.button() == Qt.MouseButton.LeftButton else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Begin to drag a saved search."""
        at = event.position().toPoint()
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
        elif (at - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            index, self._pressed = self.indexAt(self._pressed), None
            self._drag(index)

    def dragEnterEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802
        """Take our own rows alone; all else is for the window."""
        self._consider(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802
        """Show where the row would go."""
        self._consider(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: ARG002, N802
        """Show nothing any more."""
        self._show_gap(None)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Have the row put there."""
        gap, dragged = self._gap, self._dragged
        self._show_gap(None)
        if gap is None or dragged is None:
            return
        event.accept()
        saved = self._saved(self.model().index(dragged, 0))
        place = gap - (gap > dragged)  # Among the others it counts itself no longer.
        if saved is not None and place != dragged:
            self.moved.emit(saved.search_id, place - self._first_saved())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the rows, and a line where one would be dropped."""
        super().paintEvent(event)
        if self._gap is None:
            return
        above = self.visualRect(self.model().index(self._gap - 1, 0))
        painter = QPainter(self.viewport())
        line = QRect(above.left() + S3, above.bottom() - _LINE // 2, above.width() - 2 * S3, _LINE)
        painter.fillRect(line, self._theme.theme.accent)
        painter.end()

    def _drag(self, index: QModelIndex) -> None:
        row: Row = index.data(ROW)
        drag, data = QDrag(self), QMimeData()
        data.setText(row.detail[0])  # So that the search box can take the question, too.
        drag.setMimeData(data)
        place = self.visualRect(index)
        drag.setPixmap(self.viewport().grab(place))
        drag.setHotSpot(QPoint(place.width() // 4, place.height() // 2))
        self._dragged = index.row()
        drag.exec(Qt.DropAction.MoveAction | Qt.DropAction.CopyAction, Qt.DropAction.MoveAction)
        self._dragged = None
        self._show_gap(None)

    def _consider(self, event: QDragMoveEvent) -> None:
        gap = self._gap_at(event.position().toPoint()) if event.source() is self else None
        self._show_gap(gap)
        if gap is None:
            event.ignore()
        else:
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()

    def _gap_at(self, at: QPoint) -> int | None:
        """Return the row before which something dropped there would stand, if it may stand there."""
        index = self.indexAt(at)
        if not index.isValid():
            return None
        gap = index.row() + (at.y() > self.visualRect(index).center().y())
        beside = [self.model().index(row, 0) for row in (gap - 1, gap)]
        return gap if any(self._saved(each) is not None for each in beside) else None

    def _show_gap(self, gap: int | None) -> None:
        if gap != self._gap:
            self._gap = gap
            self.viewport().update()

    def _saved(self, index: QModelIndex) -> Saved | None:
        row: Row | None = index.data(ROW) if index.isValid() else None
        return row.leads_to if row is not None and isinstance(row.leads_to, Saved) else None

    def _first_saved(self) -> int:
        """Return the number of the first row that is a saved search; there is one."""
        model = self.model()
        return next(row for row in range(model.rowCount()) if self._saved(model.index(row, 0)) is not None)
