"""Which photos of the grid are selected, told to the window and to those who listen instead of looking."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from photo_search.desktop.photo_grid_selection import GridSelection
from photo_search.desktop.photo_grid_view import GridView
from photo_search.desktop.photo_tile import TileCaption
from photo_search.desktop.theme import ThemeSwitch


class SelectableGrid(GridView):
    """A grid whose photos can be selected; what extends it answers keys and mouse."""

    selection_changed = Signal()
    current_changed = Signal()

    def __init__(
        self,
        thumbnails: Callable[[int], bytes | None],
        theme: ThemeSwitch,
        caption_of: Callable[[int], TileCaption | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(thumbnails, theme, caption_of, parent)
        self._captions.came.connect(self._tell_caption)

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
        if photo_id in self._bursts.sizes:
            parts.append(self.burst_words(photo_id))
        text = ", ".join(part for part in parts if part)
        self.setAccessibleDescription(text)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
