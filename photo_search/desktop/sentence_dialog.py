"""The shape of every dialog that says or asks something: an icon, a sentence, an explanation, and buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from photo_search.desktop.icon_label import IconLabel
from photo_search.desktop.plain_label import PlainLabel
from photo_search.desktop.theme import BODY_PX, S1, S2, S3, S4, S5, Theme, ThemeSwitch
from photo_search.desktop.wording import breakable

_ICON = 24
_WIDTH_EM = 36
"""As wide as a line that reads well, in sizes of the type."""


class SentenceDialog(QDialog):
    """Says `sentence` in strong type and `explanation` below it, both as plain text."""

    def __init__(
        self,
        theme: ThemeSwitch,
        sentence: str,
        explanation: str = "",
        *,
        icon: str = "info",
        colour: Callable[[Theme], QColor] = lambda colours: colours.accent,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Photo Search"))
        texts = QVBoxLayout()
        texts.setSpacing(S1)
        for text, strong in ((sentence, True), (explanation, False)):
            if text:
                texts.addWidget(PlainLabel(breakable(text), theme.font(BODY_PX, strong=strong)))
        texts.addStretch()
        head = QHBoxLayout()
        head.setSpacing(S3)
        head.addWidget(IconLabel(theme, icon, colour, size=_ICON), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(texts, 1)

        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(S2)
        self._parts = QVBoxLayout()
        self._parts.setSpacing(S3)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(S5, S5, S5, S4)
        column.setSpacing(S3)
        column.addLayout(head)
        column.addLayout(self._parts, 1)
        column.addSpacing(S1)
        column.addLayout(self._buttons)
        self.setMinimumWidth(min(_WIDTH_EM * theme.font().pixelSize(), self.screen().availableSize().width()))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's own name
        """Be as high as the texts need at this width; Qt reckons with a narrower one."""
        super().showEvent(event)
        self.resize(self.width(), self._column.totalHeightForWidth(self.width()))

    def add_part(self, part: QWidget, stretch: int = 0) -> None:
        """Put a widget between the texts and the buttons."""
        self._parts.addWidget(part, stretch)

    def add_buttons(self, buttons: Sequence[QPushButton], *, close: str = "") -> None:
        """Add the row of buttons, last of all, and on its other side the one that closes, which Return presses."""
        for button in buttons:
            button.setAutoDefault(False)
            self._buttons.addWidget(button)
        self._buttons.addStretch()
        closing = QPushButton(close or self.tr("Close"))
        closing.setDefault(True)
        closing.clicked.connect(self.reject)
        self._buttons.addWidget(closing)
        closing.setFocus()


class Question(SentenceDialog):
    """Asks before something is done; `answered` carries the number of the answer, and not doing it is the default.

    Open it with `open()`; once answered it is gone.
    """

    answered = Signal(int)

    def __init__(
        self,
        theme: ThemeSwitch,
        question: str,
        explanation: str,
        *,
        answers: Sequence[str],
        refusal: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, question, explanation, icon="help", parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        buttons = [QPushButton(answer) for answer in answers]
        for number, button in enumerate(buttons):
            button.clicked.connect(lambda *_, number=number: self._answer(number))
        self.add_buttons(buttons, close=refusal)

    def _answer(self, number: int) -> None:
        self.answered.emit(number)
        self.accept()
