"""The page of models: a card for each that is on this computer, and below them those that can be downloaded."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from photo_search.desktop.model_card import ModelCard
from photo_search.desktop.models_control import ModelsControl
from photo_search.desktop.models_overview import HERE, TENTH, Action
from photo_search.desktop.models_wording import removal_in_words
from photo_search.desktop.sentence_dialog import Question
from photo_search.desktop.theme import BODY_PX, CAPTION_PX, S1, S2, S3, S4, S5, ThemeSwitch

_WIDEST = 760
"""A longer line is hard to read."""


class ModelsPage(QWidget):
    """Shows the models of `control`, and has it do what the person asks for."""

    compare_wanted = Signal()

    def __init__(self, control: ModelsControl, theme: ThemeSwitch) -> None:
        super().__init__()
        self._control = control
        self._theme = theme
        self._cards: dict[str, ModelCard] = {}
        self._here = _Section(self.tr("On this computer"), theme)
        self._there = _Section(self.tr("To download"), theme)
        self._told = note_label(theme)
        self._import = QPushButton(self.tr("Import a model"))
        menu = QMenu(self._import)
        menu.addAction(self.tr("From a folder…"), self._choose_folder)
        menu.addAction(self.tr("From an archive…"), self._choose_archive)
        self._import.setMenu(menu)
        self._compare = QPushButton(self.tr("Compare two models…"))
        self._compare.clicked.connect(self.compare_wanted)
        self._lay_out()
        control.changed.connect(self._show)
        control.told.connect(self._tell)
        self._show()

    def card(self, name: str) -> ModelCard | None:
        """Return the card of a model, if it is shown."""
        return self._cards.get(name)

    def _lay_out(self) -> None:
        content = QWidget()
        content.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, S5, 0, S5)
        column.setSpacing(S2)
        intro = note_label(self._theme, BODY_PX)
        intro.setText(
            self.tr(
                "A model is what understands your photos and your words. You can change it at any time: searching "
                "goes on meanwhile, and going back takes no time."
            )
        )
        column.addWidget(intro)
        column.addSpacing(S2)
        column.addWidget(self._here)
        column.addSpacing(S3)
        column.addWidget(self._there)
        column.addSpacing(S2)
        promise = note_label(self._theme)
        promise.setText(
            self.tr(
                "Models come from huggingface.co, and only when you ask for one. Your photos and what you search for "
                "never leave this computer."
            )
        )
        column.addWidget(promise)
        column.addStretch()
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(S5, 0, S5, 0)
        row.addStretch(1)
        row.addWidget(content, 1000)
        row.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(middle)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(S4, S3, S4, S3)
        buttons.setSpacing(S2)
        buttons.addWidget(self._import)
        buttons.addWidget(self._compare)
        buttons.addWidget(self._told, 1)
        self.buttons = buttons
        """The row at the bottom, for what else belongs there."""
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        whole.addLayout(buttons)

    def _show(self) -> None:
        """Show what there is; a card that is there already stays the same widget, with its focus."""
        shown = self._control.cards or []
        for name in self._cards.keys() - {card.name for card in shown}:
            self._cards.pop(name).deleteLater()
        for card in shown:
            if card.name not in self._cards:
                self._cards[card.name] = made = ModelCard(self._theme)
                made.wanted.connect(self._do)
            self._cards[card.name].show_card(card, self._control.progress)
        for section, some in (
            (self._here, [card for card in shown if card.state in HERE]),
            (self._there, [card for card in shown if card.state not in HERE]),
        ):
            section.show_cards([self._cards[card.name] for card in some])
        can_compare = len(self._control.comparable) > 1
        self._compare.setEnabled(can_compare)
        self._compare.setToolTip("" if can_compare else self.tr("Two models must know some of your photos first."))
        self._import.setEnabled(not self._control.importing)
        if self._control.importing:
            self._told.setText(self.tr("Importing…"))

    def _tell(self, sentence: str) -> None:
        self._told.setText(sentence)

    def _do(self, name: str, action: Action) -> None:
        self._told.clear()
        control = self._control
        match action:
            case Action.DOWNLOAD:
                control.download(name)
            case Action.PAUSE:
                control.pause(name)
            case Action.RESUME:
                control.resume(name)
            case Action.CANCEL:
                control.cancel(name)
            case Action.USE:
                control.use(name)
            case Action.TRY:
                control.use(name, TENTH)
            case Action.GO_ON:
                control.go_on()
            case Action.STOP:
                control.stop()
            case Action.BACK:
                control.back()
            case Action.REMOVE:
                self._ask_removal(name)

    def _ask_removal(self, name: str) -> None:
        card = self._cards[name].card
        if card is None:
            return
        question = Question(
            self._theme,
            self.tr("Remove %1?").replace("%1", card.title),
            removal_in_words(card.photos, card.seconds_again, card.disk_bytes or card.begun_bytes),
            answers=[self.tr("Remove")],
            refusal=self.tr("Keep it"),
            parent=self.window(),
        )
        question.answered.connect(lambda _: self._control.remove(card.name))
        question.open()

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Import a model from a folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        self._import_from(dialog)

    def _choose_archive(self) -> None:
        archives = self.tr("Archives")
        dialog = QFileDialog(self, self.tr("Import a model from an archive"), "", f"{archives} ({_ARCHIVES})")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._import_from(dialog)

    def _import_from(self, dialog: QFileDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self._control.import_model(Path(path)))
        dialog.open()


_ARCHIVES = "*.zip *.tar *.tar.gz *.tgz *.tar.xz *.tar.bz2"


class _Section(QWidget):
    """A heading and cards below it; hidden while there are none."""

    def __init__(self, title: str, theme: ThemeSwitch) -> None:
        super().__init__()
        heading = QLabel(title)
        heading.setFont(theme.font(BODY_PX, strong=True))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(S2)
        self._column.addWidget(heading)
        self._column.addSpacing(S1)
        self._first = self._column.count()
        self.hide()

    def show_cards(self, wanted: list[ModelCard]) -> None:
        """Show these, in this order."""
        for place, card in enumerate(wanted, start=self._first):
            if self._column.indexOf(card) != place:
                self._column.insertWidget(place, card)
                card.show()
        self.setVisible(bool(wanted))


def note_label(theme: ThemeSwitch, px: int = CAPTION_PX) -> QLabel:
    """Return a label for what is said in passing, as plain text that wraps."""
    note = QLabel()
    note.setTextFormat(Qt.TextFormat.PlainText)
    note.setWordWrap(True)
    note.setFont(theme.font(px))
    note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return note
