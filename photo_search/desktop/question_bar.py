"""The strip under the search bar that says what was understood of a question, and how much was found."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from photo_search.desktop.answer_controls import AnswerControls
from photo_search.desktop.chip import HEIGHT
from photo_search.desktop.chip_row import ChipRow
from photo_search.desktop.elided_label import ElidedLabel
from photo_search.desktop.save_button import SaveButton
from photo_search.desktop.theme import S1, S2, S3, ThemeSwitch
from photo_search.searching.query import Query

_HEIGHT = 36
_PATIENCE_MS = 300


class QuestionBar(QWidget):
    """Shown only while there is a question; `clear` takes it away, once there are no chips to show either.

    A count of None says that the answer isn't there yet. What was there before stays for a moment then, since most
    answers take less than that.
    """

    def __init__(self, theme: ThemeSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_asked = False
        self._waiting = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self.chips = ChipRow(theme)
        self._note = ElidedLabel(role=QPalette.ColorRole.PlaceholderText)
        self._note.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.answer = AnswerControls(theme)
        self.save = SaveButton(theme)
        self._waiting.timeout.connect(self.answer.show_searching)

        row = QHBoxLayout(self)
        row.setContentsMargins(S3, 2, S3, 2)
        row.setSpacing(S2)
        row.addWidget(self.chips, 1)
        # They belong to the first line of chips.
        for part in (self._note, self.answer, self.save):
            part.setMinimumHeight(HEIGHT + S1)
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        self.setMinimumHeight(max(_HEIGHT, self.fontMetrics().height() + S3))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clear()

    def show_query(self, query: Query) -> None:
        """Show what is understood of the words, while they are being typed."""
        self.chips.show_query(query)
        self._appear()

    def show_words(self, count: int | None) -> None:
        """Say how many photos match the question."""
        self._is_asked = True
        self._show_count(count)
        self._appear()

    def show_note(self, sentence: str) -> None:
        """Say something beside the count, such as how much of the library was searched; nothing, to clear it."""
        self._note.setText(sentence)
        self._note.setVisible(bool(sentence))

    def settle(self, sentence: str = "") -> None:
        """Say that the answer is there, though not how many photos it has: everything is somewhat similar."""
        self._waiting.stop()
        self.answer.show_order()
        self.show_note(sentence)
        self._is_asked = True
        self._appear()

    def clear(self) -> None:
        """Say nothing and hide: nothing is searched for."""
        self._waiting.stop()
        self.answer.show_nothing()
        self.show_note("")
        self._is_asked = False
        self._appear()

    def _appear(self) -> None:
        self.save.setVisible(self._is_asked)
        self.setVisible(self._is_asked or not self.chips.is_empty)

    def _show_count(self, count: int | None) -> None:
        if count is None:
            if not self._waiting.isActive():
                self._waiting.start()
            return
        self._waiting.stop()
        self.answer.show_matches(count)
