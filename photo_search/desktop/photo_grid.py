"""The photo grid: a listing of photos to look through, select, open and drag out, by keyboard or mouse."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QWidget

from photo_search.catalog.listing import Listing
from photo_search.desktop import photo_grid_keys as keys
from photo_search.desktop.photo_grid_area import Anchor
from photo_search.desktop.photo_grid_bursts import NO_BURSTS, Bursts
from photo_search.desktop.photo_grid_content import UNDIVIDED, GridContent
from photo_search.desktop.photo_grid_drag import file_drag
from photo_search.desktop.photo_grid_pointer import Drag, GridPointer, apply_band
from photo_search.desktop.photo_grid_sections import Division
from photo_search.desktop.photo_grid_selectable import SelectableGrid
from photo_search.desktop.photo_grid_selection import GridSelection
from photo_search.desktop.photo_tile import TileCaption
from photo_search.desktop.theme import ThemeSwitch

__all__ = ["GridPlace", "PhotoGrid", "TileCaption"]

_Key, _Modifier = Qt.Key, Qt.KeyboardModifier
_COMMAND = _Modifier.ControlModifier | _Modifier.AltModifier | _Modifier.MetaModifier
_ALT_GR = _Modifier.ControlModifier | _Modifier.AltModifier
"""How Windows reports the key that types letters of many languages."""
_NOT_BY_KEY = (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


@dataclass(frozen=True, slots=True)
class GridPlace:
    """Where someone was in a listing, to come back to.

    The photo `photo_id`, or if that is gone the one then at `position`, had a part `at` (0..1) of its height at `y` of
    the viewport.
    """

    photo_id: int
    position: int
    at: float
    y: float
    current_id: int | None


class PhotoGrid(SelectableGrid):
    """Shows photos by their ids and answers keys and mouse.

    `thumbnails` and `caption_of` are called on worker threads, and may take their time; `files_of` gives the files of
    photos that are dragged out. Call `shut_down` or `close` before the grid goes.
    """

    opened = Signal(object)
    """The id of a photo to be seen in full."""
    menu_wanted = Signal(QPoint)
    """Where on the screen; what it is about is selected."""
    typed = Signal(str)
    """Text that is the beginning of a search."""
    rest_toggled = Signal()
    """What is below the line where matches end is to be shown, or no longer."""
    burst_toggled = Signal(object)
    """The id of a photo that stands for several: they are to be shown, or no longer."""

    def __init__(
        self,
        thumbnails: Callable[[int], bytes | None],
        theme: ThemeSwitch,
        *,
        files_of: Callable[[Sequence[int]], list[str]],
        caption_of: Callable[[int], TileCaption | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(thumbnails, theme, caption_of, parent)
        self._files_of = files_of
        self._pointer = GridPointer(self._band)
        self._column: float | None = None
        self._waiting: tuple[Listing, Division, Bursts] | None = None
        self._band.moved.connect(self._select_by_band)
        self._divider.clicked.connect(self.rest_toggled)
        self._divider.left.connect(self._enter_from_divider)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Photos"))

    # What is shown

    def show_listing(
        self, listing: Listing, *, headings: bool, division: Division = UNDIVIDED, bursts: Bursts = NO_BURSTS
    ) -> None:
        """Show these photos from the top, nothing selected: in sections by month, or divided as an answer."""
        had_selection = self.selected_count > 0
        self._let_go()
        self._content = GridContent(listing, headings=headings, division=division)
        self._bursts = bursts
        self._selection = GridSelection(self.count)
        self.set_scores(None)
        self._begin_anew()
        self._arrange(None)
        self.verticalScrollBar().setValue(0)
        if had_selection:
            self.selection_changed.emit()

    def update_listing(self, listing: Listing, *, division: Division = UNDIVIDED, bursts: Bursts = NO_BURSTS) -> None:
        """Show this listing instead, because photos came or went; what is on the screen stays where it is.

        Photos stay selected and current by their ids. While a rubber band is drawn the listing waits for its end.
        """
        if self._band.is_active:
            self._waiting = (listing, division, bursts)
            return
        content = GridContent(listing, headings=self._content.months is not None, division=division)
        self._bursts = bursts
        lost = self._selection.carry(self._content.listing.photo_ids, listing.photo_ids)
        self._let_go()
        self._begin_anew()
        self._replace_content(content)
        if lost:
            self.selection_changed.emit()

    def place(self) -> GridPlace | None:
        """Return where the person is, to come back to; None if there are no photos."""
        anchor = self._anchor()
        if anchor is None:
            return None
        return GridPlace(self._content.id_at(anchor.position), anchor.position, anchor.at, anchor.y, self.current_id())

    def restore(self, place: GridPlace | None) -> None:
        """Go back to a place, or to the nearest that is left of it."""
        if place is None or not self.count:
            return
        position = self._content.position(place.photo_id)
        self._keep(Anchor(min(place.position, self.count - 1) if position is None else position, place.at, place.y))
        current = None if place.current_id is None else self._content.position(place.current_id)
        if current is not None:
            with self._selecting() as selection:
                selection.move(current)

    def next_id(self, photo_id: int, step: int) -> int | None:
        """Return the photo so many steps after (before if negative) another, if there is one."""
        position = self._content.position(photo_id)
        wanted = -1 if position is None else position + step
        return self._content.id_at(wanted) if 0 <= wanted < self.count else None

    # What is selected

    def _select_by_band(self) -> None:
        rect = self._band.rect()
        touched = self._layout.inside(rect.left(), rect.top(), rect.right() + 1, rect.bottom() + 1)
        with self._selecting() as selection:
            apply_band(selection, self._band, touched)

    def _let_go(self) -> None:
        """Forget what the mouse and the keys were in the middle of."""
        self._glide.stop()
        self._pointer.forget()
        self._waiting = None
        self._column = None

    # Keyboard

    def event(self, event: QEvent) -> bool:
        """Claim Esc while a rubber band is drawn; otherwise it is the window's."""
        if event.type() == QEvent.Type.ShortcutOverride and self._band.is_active:
            event.accept()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name, as are those below
        """Move, select, open, or begin a search."""
        key, held = event.key(), event.modifiers() & _COMMAND
        ctrl = bool(held & _Modifier.ControlModifier)
        if key in keys.MOVES and not held & ~_Modifier.ControlModifier:
            self._step(key, ctrl=ctrl, shift=bool(event.modifiers() & _Modifier.ShiftModifier))
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
        elif key == _Key.Key_Escape and self._band.is_active:
            self._cancel_band()
        elif key == _Key.Key_Space and held == _Modifier.ControlModifier:
            self._toggle_current()
        elif key in (_Key.Key_Return, _Key.Key_Enter, _Key.Key_Space) and not held:
            self._open(self._selection.current)
        elif _is_text(event.text()) and held in (_Modifier.NoModifier, _ALT_GR):
            self.typed.emit(event.text())
        else:
            event.ignore()

    def _step(self, key: int, *, ctrl: bool, shift: bool) -> None:
        if not self.count:
            return
        current, page = self._selection.current, self.viewport().height()
        if current is None:
            first = self._first_visible()
            goal = 0 if first is None else first.position
            if key in keys.ENDS:
                goal = keys.destination(self._layout, goal, key, page, 0)
        else:
            tile = self._layout.tile(current)
            if self._column is None or key not in keys.UP_AND_DOWN:
                self._column = tile.x + tile.width / 2
            goal = keys.destination(self._layout, current, key, page, self._column)
            if key in keys.PAGES:
                self._glide.stop()
                self.verticalScrollBar().setValue(self._top + self._layout.tile(goal).y - tile.y)
        if key not in keys.UP_AND_DOWN:
            self._column = None
        if goal == current and key == _Key.Key_Down and self._divider.isVisible():
            self._focus_divider()
            return
        with self._selecting() as selection:
            if shift:
                selection.extend(goal, add=ctrl)
            elif ctrl:
                selection.current = goal
            else:
                selection.choose(goal)
        self.scroll_to(goal)

    def _focus_divider(self) -> None:
        self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())
        self._divider.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter_from_divider(self, key: int) -> None:
        """Go from the line to the photos beside it."""
        line = self._content.division.line
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if line is None or (self._selection.current is None and not self.count):
            return
        if key == _Key.Key_Down and line == self.count:
            self._divider.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        goal = line if key == _Key.Key_Down else max(0, line - 1)
        with self._selecting() as selection:
            selection.choose(goal)
        self.scroll_to(goal)

    def _toggle_current(self) -> None:
        if self._selection.current is not None:
            with self._selecting() as selection:
                selection.toggle(self._selection.current)

    def _open(self, position: int | None) -> None:
        if position is not None:
            self.opened.emit(self._content.id_at(position))

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Have a current photo for the keys to act on."""
        super().focusInEvent(event)
        first = self._first_visible()
        if self._selection.current is None and first is not None and event.reason() not in _NOT_BY_KEY:
            with self._selecting() as selection:
                selection.move(first.position)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Show no ring of focus."""
        super().focusOutEvent(event)
        self.viewport().update()

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Select."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        point = event.position().toPoint()
        self._glide.stop()
        self._column = None
        if (photo_id := self._sign_under(point)) is not None:
            self.burst_toggled.emit(photo_id)
            return
        with self._selecting() as selection:
            self._pointer.press(selection, point, self.position_at(point), event.modifiers())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Drag files or a rubber band, or say what is under the pointer."""
        point = event.position().toPoint()
        if not event.buttons() & Qt.MouseButton.LeftButton:
            self._hover.move(self._id_under(point), point)
            self._show_sign_under(point)
            return
        match self._pointer.move(point):
            case Drag.FILES:
                self._drag_out()
            case Drag.BAND:
                self._hover.move(None)
                self._band.drag(point)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """End what the press began."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        with self._selecting() as selection:
            self._pointer.release(selection)
        self._catch_up()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Open a photo."""
        point = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and self._sign_under(point) is None:
            self._open(self.position_at(point))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Ask for a menu about what is under the pointer, or about the current photo."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            position = self._selection.current
            if position is not None:
                self.scroll_to(position)
            spot = self.viewport().rect() if position is None else self.photo_rect(position)
            where = self.viewport().mapToGlobal(spot.center())
        else:
            position, where = self.position_at(event.pos()), event.globalPos()
        with self._selecting() as selection:
            if position is None:
                selection.set(slice(0))
            elif selection.mask[position]:
                selection.move(position)
            else:
                selection.choose(position)
        self.menu_wanted.emit(where)

    def _drag_out(self) -> None:
        ids = self.selected_ids()
        files = self._files_of(ids)
        current = self.current_id()
        if files and current is not None:
            count = QLocale().toString(len(ids)) if len(ids) > 1 else ""
            # Copies only: whoever takes the files must not move them away.
            drag = file_drag(self, files, self._loader.picture(current), self._theme, count)
            drag.exec(Qt.DropAction.CopyAction)

    def _cancel_band(self) -> None:
        with self._selecting() as selection:
            selection.set(self._band.before)
        self._pointer.forget()
        self._catch_up()

    def _catch_up(self) -> None:
        """Show the listing that came while a rubber band was drawn."""
        if self._waiting is not None:
            listing, division, bursts = self._waiting
            self._waiting = None
            self.update_listing(listing, division=division, bursts=bursts)


def _is_text(text: str) -> bool:
    return bool(text) and text.isprintable() and not text.isspace()
