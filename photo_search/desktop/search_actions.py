"""What can be asked with the selected photos: the actions that add them to the question, and mark answers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from photo_search.conditions import Key
from photo_search.desktop.shortcuts import action_for
from photo_search.searching.query import Query
from photo_search.searching.question_editing import marked, with_example, with_marks


class SearchActions(QObject):
    """Changes `question`, which returns what is asked now, by the photos that `selected` names when triggered."""

    refined = Signal(object)
    """The Query to ask instead."""

    def __init__(self, question: Callable[[], Query], selected: Callable[[], list[int]], parent: QObject) -> None:
        super().__init__(parent)
        self._question = question
        self._selected = selected
        self.add = action_for(self, self.tr("&Add to search"), "add_to_search", self._add)
        self.unlike = action_for(self, self.tr("&Not like this"), None, lambda: self._add(negated=True))
        self.more = action_for(self, self.tr("&More like this"), "more_like", lambda: self._mark(Key.MORE))
        self.less = action_for(self, self.tr("L&ess like this"), "less_like", lambda: self._mark(Key.LESS))
        for action in (self.more, self.less):
            action.setCheckable(True)
        self.follow()

    @property
    def all(self) -> tuple[QAction, ...]:
        """Every action, in the order of menus."""
        return (self.add, self.more, self.less, self.unlike)

    def follow(self) -> None:
        """Enable what fits the photos that are selected now, and the question."""
        selected, question = self._selected(), self._question()
        asked = bool(selected and question)
        self.add.setEnabled(bool(selected))
        for action in (self.unlike, self.more, self.less):
            action.setEnabled(asked)
        for action, key in ((self.more, Key.MORE), (self.less, Key.LESS)):
            action.setChecked(asked and set(selected) <= set(marked(question, key)))

    def _add(self, *, negated: bool = False) -> None:
        query = self._question()
        for photo_id in self._selected():
            query = with_example(query, str(photo_id), negated=negated)
        self._refine(query)

    def _mark(self, key: Key) -> None:
        """Mark the photos, or take the mark away if all have it."""
        query, selected = self._question(), self._selected()
        undone = set(selected) <= set(marked(query, key))
        self._refine(with_marks(query, selected, None if undone else key))

    def _refine(self, query: Query) -> None:
        if query != self._question():
            self.refined.emit(query)
