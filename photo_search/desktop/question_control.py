"""Lets the question be changed by its chips, by photos, and by suggestions."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from photo_search.conditions import Condition, Example, Key
from photo_search.desktop.background import Background
from photo_search.desktop.chip import Chip
from photo_search.desktop.example_pictures import ExamplePictures
from photo_search.desktop.library_source import LibrarySource
from photo_search.desktop.navigator import Navigator
from photo_search.desktop.question_bar import QuestionBar
from photo_search.desktop.search_actions import SearchActions
from photo_search.desktop.search_bar import SearchBar
from photo_search.desktop.suggestion_list import Offer
from photo_search.desktop.suggestions import ways_on
from photo_search.searching.query import Part, Query, When
from photo_search.searching.question_editing import is_picture, turned, weighed, without

if TYPE_CHECKING:
    from photo_search.library import Library

_HALF, _USUAL, _DOUBLE = 0.5, 1.0, 2.0


class QuestionControl(QObject):
    """Edits the question of a `navigator`, which the field and the chips show; `selected` names photos to ask with."""

    def __init__(
        self,
        library: Library,
        background: Background,
        navigator: Navigator,
        search: SearchBar,
        bar: QuestionBar,
        selected: Callable[[], list[int]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._background = background
        self._navigator = navigator
        self._field = search.field
        self._window = parent
        self._chips = bar.chips
        self.actions = SearchActions(lambda: self._field.query, selected, self)
        self.actions.refined.connect(self._refine_among_photos)
        pictures = ExamplePictures(LibrarySource(library), background, self)
        pictures.known.connect(self._chips.show_examples)
        self._chips.depict_with(lambda example: pictures.depict(example, parent.devicePixelRatioF()))
        self._chips.removed.connect(self._remove)
        self._chips.edited.connect(self._edit)
        self._chips.menu_wanted.connect(self._open_menu)
        self._chips.left.connect(search.focus)
        self._field.chips_wanted.connect(self._chips.focus_last)
        self._field.question_changed.connect(self.actions.follow)
        self._field.suggestions.wanted.connect(self._suggest)

    def _remove(self, parts: tuple[Part, ...]) -> None:
        self._navigator.refine(without(self._field.query, parts))

    def _edit(self, parts: tuple[Part, ...], chip: Chip) -> None:
        """Edit typed parts where they are typed; photos have a menu."""
        if any(map(is_picture, parts)):
            self._open_menu(parts, chip.below())
        else:
            self._field.select(parts[0])

    def _refine_among_photos(self, query: Query) -> None:
        """Ask with photos, and keep them selected for whoever marks one after the other."""
        chosen = self._navigator.grid_selection()
        self._navigator.refine(query)
        self._navigator.when_arrived(lambda: self._navigator.select_again(chosen))

    def _suggest(self, typed: str) -> None:
        def show(found: list[Offer]) -> None:
            self._field.suggestions.answer(typed, found)

        self._background.read(lambda: ways_on(self._library, typed), show, key="suggestions", context=self)

    def _open_menu(self, parts: tuple[Part, ...], at: QPoint) -> None:
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        part = parts[0]
        if isinstance(part, Condition) and isinstance(part.value, Example):
            self._add_weights(menu, part, part.value)
        elif not is_picture(part):
            menu.addAction(self.tr("&Edit")).triggered.connect(lambda: self._field.select(part))
            if not isinstance(part, When):
                self._add_turn(menu, part, self.tr("&Without this"), self.tr("&With this"))
        marks = isinstance(part, Condition) and part.key in {Key.MORE, Key.LESS}
        menu.addAction(self.tr("&Reset") if marks else self.tr("&Remove")).triggered.connect(
            lambda: self._remove(parts)
        )
        copy = menu.addAction(self.tr("&Copy the whole search"))
        copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(self._field.words))
        menu.popup(at)

    def _add_weights(self, menu: QMenu, part: Condition, example: Example) -> None:
        titles = {_HALF: self.tr("&Half"), _USUAL: self.tr("&Normal"), _DOUBLE: self.tr("&Double")}
        for weight, title in titles.items():
            action = menu.addAction(title)
            action.setCheckable(True)
            action.setChecked(example.weight == weight)
            action.triggered.connect(partial(self._weigh, part, weight))
        menu.addSeparator()
        self._add_turn(menu, part, self.tr("N&ot like this"), self.tr("&Like this"))

    def _add_turn(self, menu: QMenu, part: Part, against: str, in_favour: str) -> None:
        negated = str(part).startswith("-")
        turn = menu.addAction(in_favour if negated else against)
        turn.triggered.connect(lambda: self._navigator.refine(turned(self._field.query, part)))

    def _weigh(self, part: Condition, weight: float, _checked: bool = False) -> None:
        self._navigator.refine(weighed(self._field.query, part, weight))
