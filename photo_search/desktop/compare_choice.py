"""The bar that asks which of two rows is better: a button for each, one for neither, and what the choices show."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from photo_search.comparison.blind import Pick
from photo_search.desktop.theme import CAPTION_PX, S2, ThemeSwitch


class ChoiceBar(QWidget):
    """`chosen` tells the Pick, LEFT being the upper row."""

    chosen = Signal(object)

    def __init__(self, theme: ThemeSwitch) -> None:
        super().__init__()
        self._buttons = {}
        row = QHBoxLayout()
        row.setSpacing(S2)
        question = QLabel(self.tr("Which row is better?"))
        question.setFont(theme.font(strong=True))
        row.addWidget(question)
        row.addSpacing(S2)
        for pick, digit, words in (
            (Pick.LEFT, "1", self.tr("The upper")),
            (Pick.RIGHT, "2", self.tr("The lower")),
            (Pick.NEITHER, "0", self.tr("No difference")),
        ):
            button = QPushButton(f"{digit}   {words}")
            button.setAutoDefault(False)
            button.clicked.connect(lambda *_, pick=pick: self.chosen.emit(pick))
            row.addWidget(button)
            self._buttons[pick] = button
        row.addStretch()
        self._tally = QLabel()
        self._tally.setTextFormat(Qt.TextFormat.PlainText)
        self._tally.setWordWrap(True)
        self._tally.setFont(theme.font(CAPTION_PX))
        self._tally.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S2)
        column.addLayout(row)
        column.addWidget(self._tally)

    def button(self, pick: Pick) -> QPushButton:
        """Return the button of an answer."""
        return self._buttons[pick]

    def allow(self, *, allowed: bool) -> None:
        """Let the question be answered, or not while there is nothing to choose from."""
        for button in self._buttons.values():
            button.setEnabled(allowed)

    def show_tally(self, sentence: str) -> None:
        """Say what the choices show so far."""
        self._tally.setText(sentence)
