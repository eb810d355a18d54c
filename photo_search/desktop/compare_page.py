"""The page that compares two models: the same words to both, their answers in two rows, with or without the names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from photo_search.comparison.blind import Pick
from photo_search.comparison.preference import Preference
from photo_search.desktop.background import Background
from photo_search.desktop.compare_answers import (
    Answers,
    Contestant,
    Pair,
    Question,
    answers_by_name,
    blind_answers,
    tally_of,
)
from photo_search.desktop.compare_choice import ChoiceBar
from photo_search.desktop.compare_row import CompareRow
from photo_search.desktop.compare_words import everyday_questions, tally_in_words
from photo_search.desktop.icons import icon
from photo_search.desktop.library_source import LibrarySource
from photo_search.desktop.models_control import ModelsControl
from photo_search.desktop.models_page import note_label
from photo_search.desktop.models_wording import title_of
from photo_search.desktop.theme import BODY_PX, S2, S3, S4, S5, ThemeSwitch

if TYPE_CHECKING:
    from photo_search.library import Library

_KEYS = {Qt.Key.Key_0: Pick.NEITHER, Qt.Key.Key_1: Pick.LEFT, Qt.Key.Key_2: Pick.RIGHT}


class ComparePage(QWidget):
    """Asks two models of the library the same words, those of `questions` first. Call `shut_down` before it goes.

    Without names, the models stand above and below by lot, anew for each question, and each choice is counted.
    """

    left = Signal()
    """The person wants back to the cards."""

    def __init__(
        self,
        library: Library,
        background: Background,
        control: ModelsControl,
        theme: ThemeSwitch,
        questions: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._library = library
        self._background = background
        self._control = control
        self._to_ask = list(dict.fromkeys([*questions, *everyday_questions()]))
        self._question: Question | None = None
        self._words = QLineEdit()
        self._words.setPlaceholderText(self.tr("Words to ask both models"))
        self._words.setAccessibleName(self._words.placeholderText())
        self._words.returnPressed.connect(self._ask)
        self._blind = QCheckBox(self.tr("Without names"))
        self._blind.setToolTip(self.tr("You say which row is better without knowing whose it is."))
        self._blind.toggled.connect(self._begin_anew)
        self._models = (self._chooser(self.tr("Upper model")), self._chooser(self.tr("Lower model")))
        self._headings = (QLabel(self.tr("One model")), QLabel(self.tr("The other")))
        self._rows = (
            CompareRow(LibrarySource(library).thumbnail, theme, lambda: self._choose(Pick.LEFT)),
            CompareRow(LibrarySource(library).thumbnail, theme, lambda: self._choose(Pick.RIGHT)),
        )
        self._note = note_label(theme, BODY_PX)
        self._choice = ChoiceBar(theme)
        self._choice.chosen.connect(self._choose)
        self._lay_out(theme)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        control.changed.connect(self._show_models)
        self._show_models()
        self._begin_anew()

    @property
    def rows(self) -> tuple[CompareRow, CompareRow]:
        """The upper and the lower row."""
        return self._rows

    def begin(self) -> None:
        """Let the person type."""
        self._words.setFocus()

    def shut_down(self) -> None:
        """End the threads that bring the photos."""
        for row in self._rows:
            row.shut_down()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """Take 1, 2 and 0 as the answers, while no words are being typed."""
        pick = _KEYS.get(Qt.Key(event.key()))
        if pick is None or self._question is None:
            super().keyPressEvent(event)
        else:
            self._choose(pick)

    # Putting together

    def _lay_out(self, theme: ThemeSwitch) -> None:
        back = QPushButton(self.tr("Models"))
        back.setProperty("flat", True)
        back.setAutoDefault(False)
        back.clicked.connect(self.left)
        theme.changed.connect(lambda: back.setIcon(icon("back", theme.theme.accent, 16)))
        back.setIcon(icon("back", theme.theme.accent, 16))
        top = QHBoxLayout()
        top.setSpacing(S3)
        top.setContentsMargins(S3, S3, S5, 0)
        top.addWidget(back)
        top.addWidget(self._words, 1)
        top.addWidget(self._blind)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(S5, S4, S5, S5)
        column.setSpacing(S2)
        column.addWidget(self._note)
        column.addSpacing(S2)
        for heading, model, row in zip(self._headings, self._models, self._rows, strict=True):
            heading.setFont(theme.font(strong=True))
            column.addWidget(heading)
            column.addWidget(model, 0, Qt.AlignmentFlag.AlignLeading)
            column.addWidget(row)
            column.addSpacing(S4)
        column.addWidget(self._choice)
        column.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(top)
        whole.addWidget(scroll, 1)

    def _chooser(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.activated.connect(self._begin_anew)
        return box

    # Models

    def _show_models(self) -> None:
        """Offer the models that know some photos; the one that answers above, the one to judge below."""
        models = [Contestant(one.name, one.identity) for one in self._control.comparable]
        if models == [self._models[0].itemData(place) for place in range(self._models[0].count())]:
            return
        kept = [box.currentData() for box in self._models]
        if kept[0] == kept[1] or not {*kept} <= {*models}:
            kept = models[:2]
        for box, chosen in zip(self._models, [*kept, *models], strict=False):
            box.clear()
            for model in models:
                box.addItem(title_of(model.name), model)
            box.setCurrentIndex(models.index(chosen))
        self._begin_anew()

    def _pair(self) -> Pair | None:
        first, second = (box.currentData() for box in self._models)
        return None if first is None or first == second else (first, second)

    # Asking

    def _begin_anew(self) -> None:
        """Forget the answers: the models are others, or their names have been seen."""
        blind, pair = self._blind.isChecked(), self._pair()
        for heading, model in zip(self._headings, self._models, strict=True):
            heading.setVisible(blind)
            model.setVisible(not blind)
        self._choice.setVisible(blind)
        self._clear()
        if blind and pair is not None:
            self._background.read(lambda: tally_of(self._library, pair), self._show_tally, key="tally", context=self)
        if blind and not self._words.text().strip():
            self._ask_next()
        else:
            self._ask()

    def _clear(self) -> None:
        self._question = None
        for row in self._rows:
            row.show_photos(())
            row.make_choosable(choosable=False)
        self._choice.allow(allowed=False)
        self._note.setText(
            self.tr("Choose two different models.")
            if self._pair() is None
            else self.tr("Type what to look for. Each row is the answer of one model.")
        )

    def _ask_next(self) -> None:
        """Go on with a question that was not asked yet; when there is none, the person asks."""
        self._words.setText(self._to_ask[0] if self._to_ask else "")
        if self._to_ask:
            self._ask()
        else:
            self._clear()
            self._words.setFocus()

    def _ask(self) -> None:
        words, pair, blind = " ".join(self._words.text().split()), self._pair(), self._blind.isChecked()
        if not words or pair is None:
            self._clear()
            return

        def work() -> Answers:
            return (blind_answers if blind else answers_by_name)(self._library, words, pair)

        def show(answers: Answers) -> None:
            if (pair, blind) == (self._pair(), self._blind.isChecked()):
                self._show(answers)

        self._background.read(work, show, key="compare", context=self)

    def _show(self, answers: Answers) -> None:
        self._question = answers.question
        for row, photos in zip(self._rows, (answers.upper, answers.lower), strict=True):
            row.show_photos(photos)
            row.make_choosable(choosable=self._question is not None)
        nothing = not answers.upper and not answers.lower
        self._note.setText(self.tr("Neither model finds anything.") if nothing else answers.agreement)
        self._choice.allow(allowed=self._question is not None)
        if answers.words in self._to_ask:
            self._to_ask.remove(answers.words)
        if self._question is not None:
            self.setFocus()
        elif self._blind.isChecked() and self._to_ask:
            self._ask_next()  # Both answer alike: there is nothing to choose.

    # Choosing

    def _choose(self, pick: Pick) -> None:
        question = self._question
        if question is None:
            return
        self._question = None

        def go_on(preference: Preference) -> None:
            self._show_tally(preference)
            self._ask_next()

        self._background.change(lambda: question.answer(pick), go_on, context=self)

    def _show_tally(self, preference: Preference) -> None:
        pair = self._pair()
        if pair is not None:
            self._choice.show_tally(tally_in_words(preference, *(title_of(each.name) for each in pair)))
