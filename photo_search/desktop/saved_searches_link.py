"""Ties saved searches to the window: the sidebar lists and counts them, and what a person does with them is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QWidget

from photo_search.conditions import Condition, Key
from photo_search.desktop.background import Background
from photo_search.desktop.banner import Banner
from photo_search.desktop.browser import Content
from photo_search.desktop.navigator import Navigator
from photo_search.desktop.save_search_dialog import SaveSearchDialog, concept_text
from photo_search.desktop.search_counts import SearchCounts
from photo_search.desktop.sidebar import Sidebar
from photo_search.desktop.sidebar_rows import Searches
from photo_search.desktop.theme import ThemeSwitch
from photo_search.errors import UserFixable
from photo_search.paths import display_path
from photo_search.records import SavedSearch, SearchOptions

if TYPE_CHECKING:
    from photo_search.library import Library

_REMOVED = "search-removed"
_UNDO_MS = 15_000
"""So long the way back from removing a saved search is offered."""


class SavedSearchesLink(QObject):
    """What the window knows of saved searches.

    `is_reading` says whether photos are being read, `options` are what the library is asked with.
    """

    failed = Signal(Exception)

    def __init__(
        self,
        library: Library,
        background: Background,
        navigator: Navigator,
        sidebar: Sidebar,
        banner: Banner,
        theme: ThemeSwitch,
        is_reading: Callable[[], bool],
        options: Callable[[], SearchOptions],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._library = library
        self._background = background
        self._navigator = navigator
        self._sidebar = sidebar
        self._banner = banner
        self._theme = theme
        self._window = window
        self._rows = Searches()
        self._removed: SavedSearch | None = None
        self._undoing = QTimer(self, singleShot=True, interval=_UNDO_MS)
        self._undoing.timeout.connect(lambda: self._banner.take_back(_REMOVED))
        self.counts = SearchCounts(
            library, background, lambda: background.is_idle and not is_reading(), options, parent=self
        )
        self.counts.changed.connect(self._show_counts)
        navigator.moved.connect(self._mark)
        navigator.arrived.connect(self._learn)
        sidebar.search_chosen.connect(self._ask)
        sidebar.search_menu_wanted.connect(self._open_menu)
        sidebar.search_renamed.connect(lambda i, name: self._change(lambda: self._library.saved.rename(i, name)))
        sidebar.search_moved.connect(self._move)
        sidebar.search_removed.connect(self.remove)
        banner.acted.connect(self._undo)

    def start(self) -> None:
        """Read them."""
        self._read()

    def close(self) -> None:
        """Count no more, and offer no way back."""
        self.counts.close()
        self._undoing.stop()

    def show_asked(self, any_asked: bool) -> None:
        """Show in the sidebar that there are searches of before, or that there are none."""
        self._rows = replace(self._rows, any_asked=any_asked)
        self._sidebar.show_searches(self._rows)
        self._mark()

    def save_present(self) -> None:
        """Ask for a name, then save what is asked now, if anything is."""
        asked, where = self._asked_now(), self._navigator.place.where
        if asked:
            self.save(f"{asked} {_only_in(where.folder)}" if where.kind == "folder" else asked)

    def save(self, text: str) -> None:
        """Ask for a name, then save `text`."""
        dialog = SaveSearchDialog(self._theme, text, self._window)

        def save(name: str, concept: bool, in_place: bool) -> None:
            def then(_saved: SavedSearch) -> None:
                dialog.accept()
                self._read()

            def fail(error: Exception) -> None:
                if isinstance(error, UserFixable):
                    dialog.refuse(error)
                else:
                    self.failed.emit(error)

            self._background.change(
                lambda: self._library.saved.save(name, text, concept=concept, replace=in_place),
                then,
                failed=fail,
                context=dialog,
            )

        dialog.save_wanted.connect(save)
        dialog.open()

    def remove(self, search_id: int) -> None:
        """Forget a saved search, and offer the way back."""

        def then(removed: SavedSearch) -> None:
            self._removed = removed
            sentence = self.tr("“%1” was removed from the saved searches.").replace("%1", removed.name)
            self._banner.say(sentence, key=_REMOVED, action=self.tr("Undo"))
            self._undoing.start()
            self._read()

        self._background.change(lambda: self._library.saved.remove(search_id), then, failed=self._fail, context=self)

    def _undo(self, key: str) -> None:
        removed, self._removed = self._removed if key == _REMOVED else None, None
        if removed is not None:
            self._undoing.stop()
            self._banner.take_back(_REMOVED)
            self._change(lambda: self._library.saved.put_back(removed))

    # What is on show

    def _read(self) -> None:
        self._background.read(self._library.saved.all, self._show, key="saved-searches")

    def _show(self, saved: list[SavedSearch]) -> None:
        self._rows = replace(self._rows, saved=tuple(saved))
        self.counts.follow([each.text for each in saved])
        self._show_counts()

    def _show_counts(self) -> None:
        self._rows = replace(self._rows, counts=self.counts.known)
        self._sidebar.show_searches(self._rows)
        self._mark()

    def _mark(self) -> None:
        """Mark the saved search whose answer is on show; else what the navigator said stays marked."""
        place = self._navigator.place
        text = self._asked_now() if place.where.kind == "all" else ""
        shown = next((saved for saved in self._rows.saved if text and saved.text == text), None)
        if shown is not None:
            self._sidebar.select_search(shown.search_id)
        else:
            self._sidebar.select(place.where)

    def _learn(self, content: Content) -> None:
        self.counts.notice_options()
        place, result = content.place, content.result
        if place.question is not None and place.where.kind == "all" and result is not None:
            self.counts.learn(_single_spaced(place.question.text), result.matching)

    def _asked_now(self) -> str:
        return _single_spaced(self._navigator.place.text)

    # What is done

    def _ask(self, search_id: int) -> None:
        if (saved := self._saved(search_id)) is not None:
            self._navigator.ask(saved.text)

    def _open_menu(self, search_id: int, at: QPoint) -> None:
        saved = self._saved(search_id)
        if saved is None:
            return
        asked, last = self._asked_now(), len(self._rows.saved) - 1
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Search"), lambda: self._ask(search_id))
        if saved.is_concept:
            use = f"{asked} {concept_text(saved.name)}".strip()
            add = menu.addAction(self.tr("Add to the search"), lambda: self._navigator.ask(use))
            add.setEnabled(bool(asked) and concept_text(saved.name) not in asked)
        menu.addSeparator()
        menu.addAction(self.tr("Rename"), lambda: self._sidebar.edit_search(search_id))
        change = menu.addAction(self.tr("Change to the present search"), lambda: self._change_text(search_id, asked))
        change.setEnabled(bool(asked) and asked != saved.text)
        concept = menu.addAction(self.tr("A concept for other searches"), lambda: self._turn_concept(saved))
        concept.setCheckable(True)
        concept.setChecked(saved.is_concept)
        menu.addSeparator()
        pin = self.tr("Unpin") if saved.pinned else self.tr("Pin on top")
        menu.addAction(pin, lambda: self._change(lambda: self._library.saved.pin(search_id, not saved.pinned)))
        for name, step in ((self.tr("Move up"), -1), (self.tr("Move down"), 1)):
            place = saved.position + step
            move = menu.addAction(name, partial(self._move, search_id, place))
            move.setEnabled(0 <= place <= last and self._rows.saved[place].pinned == saved.pinned)
        menu.addSeparator()
        menu.addAction(self.tr("Remove"), lambda: self.remove(search_id))
        menu.popup(at)

    def _move(self, search_id: int, place: int) -> None:
        self._change(lambda: self._library.saved.move(search_id, place))

    def _change_text(self, search_id: int, text: str) -> None:
        self._change(lambda: self._library.saved.change(search_id, text))

    def _turn_concept(self, saved: SavedSearch) -> None:
        concept = not saved.is_concept
        self._change(lambda: self._library.saved.save(saved.name, saved.text, concept=concept, replace=True))

    def _change(self, work: Callable[[], Any]) -> None:
        self._background.change(work, lambda _done: self._read(), failed=self._fail, context=self)

    def _fail(self, error: Exception) -> None:
        """Say why it was not done, and show what is."""
        self.failed.emit(error)
        self._read()

    def _saved(self, search_id: int) -> SavedSearch | None:
        return next((saved for saved in self._rows.saved if saved.search_id == search_id), None)


def _only_in(folder: bytes) -> Condition:
    """Return what asks for the photos of a folder alone, as the place where a question was asked did."""
    path = display_path(folder)
    return Condition(Key.FOLDER, path.casefold(), path)


def _single_spaced(text: str) -> str:
    return " ".join(text.split())
