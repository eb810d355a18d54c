"""Offers how to go on while a question is typed, and lets keys and clicks choose from that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from photo_search.conditions import Key
from photo_search.desktop.save_search_dialog import concept_text
from photo_search.desktop.suggestion_list import Offer, SuggestionList
from photo_search.desktop.theme import ThemeSwitch
from photo_search.searching.question_editing import word_before

if TYPE_CHECKING:
    from photo_search.library import Library

_FEW_EARLIER = 2
"""How many earlier searches are offered among other suggestions, while typing."""

_SHORTEST_WORD = 2
_MOST = 8
_FEW_CONCEPTS = 3
"""How many concepts are offered among other suggestions, for a word without their key."""

_CONCEPT = f"{Key.CONCEPT.value}:"

_Key = Qt.Key
_CHOOSING = frozenset({_Key.Key_Return, _Key.Key_Enter, _Key.Key_Tab})


def ways_on(library: Library, typed: str) -> list[Offer]:
    """Return how the word at the end of `typed` may go on, the person's own concepts first; on any thread."""
    found = [Offer(one.kind, one.text, one.insert, one.photos) for one in library.suggest(typed)]
    return [*_concepts(library, word_before(typed, len(typed))[1]), *found][:_MOST]


def _concepts(library: Library, word: str) -> list[Offer]:
    """Return the concepts one of whose words begins as `word` does, which may begin with a minus or the key."""
    begun = word.removeprefix("-").casefold().replace('"', "")
    minus = "-" if word.startswith("-") else ""
    asked = begun.startswith(_CONCEPT)
    begun = begun.removeprefix(_CONCEPT)
    if not (begun or asked):
        return []
    fits = re.compile(rf"(?<!\w){re.escape(begun)}")
    names = [saved.name for saved in library.saved.all() if saved.is_concept and fits.search(saved.name.casefold())]
    return [Offer("concept", name, minus + concept_text(name)) for name in names[: None if asked else _FEW_CONCEPTS]]


class Suggestions(QObject):
    """Shows a list under `field` for what is typed in its line `edit`. `history` are earlier searches, newest first."""

    wanted = Signal(str)
    """What is typed, up to the caret; `answer` takes what is known of it."""

    chosen = Signal(object)
    """An Offer."""

    def __init__(self, theme: ThemeSwitch, field: QWidget, edit: QLineEdit) -> None:
        super().__init__(field)
        self._theme = theme
        self._field = field
        self._edit = edit
        self._asked = ""
        """What suggestions were asked for, as long as they are wanted."""

        self._list: SuggestionList | None = None
        self.history: tuple[str, ...] = ()

    @property
    def offers(self) -> Sequence[Offer]:
        """What is on show."""
        return () if self._list is None else self._list.offers

    @property
    def current(self) -> Offer | None:
        """The row that Enter would choose."""
        return None if self._list is None else self._list.current

    def ask(self) -> None:
        """Want suggestions for the word at the caret, if there is enough of it."""
        typed = self._typed()
        begun = len(word_before(typed, len(typed))[1]) >= _SHORTEST_WORD
        self._asked = typed if begun and self._edit.hasFocus() else ""
        if self._asked:
            self.wanted.emit(typed)

    def answer(self, typed: str, offers: Sequence[Offer]) -> None:
        """Show how to go on from `typed`, unless something else is typed by now."""
        if typed and typed == self._asked == self._typed() and self._edit.hasFocus():
            self._show([*self._earlier()[:_FEW_EARLIER], *offers])

    def show_earlier(self) -> None:
        """Show the earlier searches that contain what is typed."""
        self._show(self._earlier())

    def close(self) -> None:
        """Show nothing, and want no answer that is still on its way."""
        self._asked = ""
        if self._list is not None:
            self._list.hide()

    def type(self, offer: Offer) -> None:
        """Type a suggestion in place of the word at the caret."""
        typed = self._typed()
        start, word = word_before(typed, len(typed))
        self._edit.setSelection(start, len(word))
        self._edit.insert(offer.insert if offer.insert.endswith(":") else offer.insert.rstrip() + " ")

    def handle_key(self, event: QKeyEvent) -> bool:
        """Give a key to the list, if it is there and has a use for it; say whether it had.

        Enter and Tab choose only a row that was gone to: otherwise Enter is for the words as they are.
        """
        listed = self._list
        if listed is None or not listed.isVisible():
            return False
        match event.key():
            case _Key.Key_Down:
                listed.step(1)
            case _Key.Key_Up:
                listed.step(-1)
            case _Key.Key_Escape:
                self.close()
            case key if key in _CHOOSING:
                return listed.take_current()
            case _:
                return False
        return True

    def _typed(self) -> str:
        return self._edit.text()[: self._edit.cursorPosition()]

    def _earlier(self) -> list[Offer]:
        said = " ".join(self._edit.text().split()).casefold()
        found = (words for words in self.history if said in words.casefold() and words.casefold() != said)
        return [Offer("history", words, words, whole=True) for words in found]

    def _show(self, offers: Sequence[Offer]) -> None:
        window = self._field.window()
        if self._list is None:
            self._list = SuggestionList(self._theme, window)
            self._list.chosen.connect(self.chosen)
        corner = self._field.mapTo(window, QPoint(0, 0))
        self._list.offer(offers, QRect(corner, self._field.size()))
