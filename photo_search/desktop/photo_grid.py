"""The photo grid: a listing of photos to look through, select, open and drag out, by keyboard or mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
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
from photo_search.desktop.photo_grid_content import GridContent
from photo_search.desktop.photo_grid_drag import file_drag
from photo_search.desktop.photo_grid_pointer import Drag, GridPointer, apply_band
from photo_search.desktop.photo_grid_selection import GridSelection
from photo_search.desktop.photo_grid_view import GridView
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


class PhotoGrid(GridView):
    """Shows photos by their ids and answers keys and mouse.

    `thumbnails` and `caption_of` are called on worker threads, and may take their time; `files_of` gives the files of
    photos that are dragged out. Call `shut_down` or `close` before the grid goes.
    """

    opened = Signal(object)
    """The id of a photo to be seen in full."""
    selection_changed = Signal()
    current_changed = Signal()
    menu_wanted = Signal(QPoint)
    """Where on the screen; what it is about is selected."""
    typed = Signal(str)
    """Text that is the beginning of a search."""

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
        self._waiting: tuple[Listing, int | None] | None = None
        self._band.moved.connect(self._select_by_band)
        self._captions.came.connect(self._tell_caption)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Photos"))

    # What is shown

    def show_listing(
        self, listing: Listing, *, headings: bool, divider_after: int | None = None, divider_text: str = ""
    ) -> None:
        """Show these photos from the top, nothing selected: in sections by month, or with a divider after so many."""
        had_selection = self.selected_count > 0
        self._let_go()
        self._content = GridContent(listing, headings=headings, divider_after=divider_after)
        self._divider_text = divider_text
        self._selection = GridSelection(self.count)
        self.set_scores(None)
        self._begin_anew()
        self._arrange(None)
        self.verticalScrollBar().setValue(0)
        if had_selection:
            self.selection_changed.emit()

    def update_listing(self, listing: Listing, *, divider_after: int | None = None) -> None:
        """Show this listing instead, because photos came or went; what is on the screen stays where it is.

        Photos stay selected and current by their ids. While a rubber band is drawn the listing waits for its end.
        """
        if self._band.is_active:
            self._waiting = (listing, divider_after)
            return
        content = GridContent(listing, headings=self._content.months is not None, divider_after=divider_after)
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

    @property
    def selected_count(self) -> int:
        """How many photos are selected."""
        return self._selection.count

    def selected_ids(self) -> list[int]:
        """Return the selected photos, in the order in which they are shown."""
        ids: list[int] = self._content.listing.photo_ids[self._selection.mask].tolist()
        return ids

    def current_id(self) -> int | None:
        """Return the photo that the keys act on."""
        current = self._selection.current
        return None if current is None else self._content.id_at(current)

    def select(self, photo_ids: Iterable[int]) -> None:
        """Select these photos and no others."""
        with self._selecting() as selection:
            selection.set(np.isin(self._content.listing.photo_ids, np.fromiter(photo_ids, np.int64)))

    def set_current(self, photo_id: int) -> None:
        """Make a photo the one that the keys act on, and bring it onto the screen; the selection stays."""
        position = self._content.position(photo_id)
        if position is None:
            return
        with self._selecting() as selection:
            selection.move(position)
        self.scroll_to(position)

    def select_first(self) -> None:
        """Select the first photo alone, if there is one, and make it the current one."""
        if self.count:
            with self._selecting() as selection:
                selection.choose(0)
            self.scroll_to(0)

    def select_all(self) -> None:
        """Select every photo."""
        with self._selecting() as selection:
            selection.set(slice(None))

    def clear_selection(self) -> None:
        """Select nothing."""
        with self._selecting() as selection:
            selection.set(slice(0))

    @contextmanager
    def _selecting(self) -> Iterator[GridSelection]:
        """Let the selection be changed, and tell whoever wants to know."""
        before, current = self._selection.mask.copy(), self._selection.current
        yield self._selection
        self.viewport().update()
        if not np.array_equal(before, self._selection.mask):
            self.selection_changed.emit()
        if current != self._selection.current:
            self.current_changed.emit()
            self._announce_current()

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
        with self._selecting() as selection:
            if shift:
                selection.extend(goal, add=ctrl)
            elif ctrl:
                selection.current = goal
            else:
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
        with self._selecting() as selection:
            self._pointer.press(selection, point, self.position_at(point), event.modifiers())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Drag files or a rubber band, or say what is under the pointer."""
        point = event.position().toPoint()
        if not event.buttons() & Qt.MouseButton.LeftButton:
            self._hover.move(self._id_under(point), point)
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
        if event.button() == Qt.MouseButton.LeftButton:
            self._open(self.position_at(event.position().toPoint()))

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
            listing, divider_after = self._waiting
            self._waiting = None
            self.update_listing(listing, divider_after=divider_after)

    # Those who listen instead of looking

    def _announce_current(self) -> None:
        current = self.current_id()
        if current is not None and QAccessible.isActive() and self._captions.get(current) is not None:
            self._tell_caption(current)

    def _tell_caption(self, photo_id: int) -> None:
        caption = self._captions.get(photo_id)
        if caption is None or photo_id != self.current_id() or not QAccessible.isActive():
            return
        parts = [caption.name, caption.date]
        if self._selection.mask[self._selection.current]:
            parts.append(self.tr("selected"))
        text = ", ".join(part for part in parts if part)
        self.setAccessibleDescription(text)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))


def _is_text(text: str) -> bool:
    return bool(text) and text.isprintable() and not text.isspace()
