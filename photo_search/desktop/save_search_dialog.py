"""Asks under which name a search is to be saved, and whether as a concept that other searches can use."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from photo_search.conditions import Condition, Key
from photo_search.desktop.chip_words import text_in_words
from photo_search.desktop.core_sentences import translated
from photo_search.desktop.elided_label import ElidedLabel
from photo_search.desktop.plain_label import PlainLabel
from photo_search.desktop.theme import BODY_PX, S1, S2, S3, S4, S5, ThemeSwitch
from photo_search.desktop.wording import translate
from photo_search.errors import NameTaken, UserFixable
from photo_search.searching.query import When, Words, parse

_WIDTH_EM = 32
_LONGEST_NAME = 60


class SaveSearchDialog(QDialog):
    """Stays until the search is saved, since a name may be taken: whoever saves calls `accept` or `refuse`."""

    save_wanted = Signal(str, bool, bool)
    """The name, whether as a concept, and whether in the place of another of that name."""

    def __init__(self, theme: ThemeSwitch, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Save this search"))
        self._taken = ""
        title = PlainLabel(self.tr("Save this search"), theme.font(BODY_PX, strong=True))
        question = ElidedLabel(text_in_words(text), role=QPalette.ColorRole.PlaceholderText)
        self._name = QLineEdit(proposed_name(text))
        self._name.setAccessibleName(self.tr("Name"))
        self._name.setMaxLength(200)
        self._name.selectAll()
        self._name.setFocus()
        self._name.textChanged.connect(self._follow)
        self._concept = QCheckBox(self.tr("As a concept, to use in other searches"))
        self._concept.setChecked(_is_taught(text))
        self._concept.toggled.connect(self._follow)
        self._use = PlainLabel(role=QPalette.ColorRole.PlaceholderText)
        self._use.setContentsMargins(S5 + S1, 0, 0, 0)
        self._problem = PlainLabel(role=QPalette.ColorRole.BrightText)
        self._problem.hide()
        self._save = QPushButton()
        self._save.setProperty("primary", True)
        self._save.setDefault(True)
        self._save.clicked.connect(self._want)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)

        buttons = QHBoxLayout()
        buttons.setSpacing(S2)
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(S5, S5, S5, S4)
        column.setSpacing(S2)
        column.addWidget(title)
        column.addWidget(question)
        column.addSpacing(S1)
        column.addWidget(self._name)
        column.addWidget(self._problem)
        column.addSpacing(S1)
        column.addWidget(self._concept)
        column.addWidget(self._use)
        column.addSpacing(S3)
        column.addStretch()
        column.addLayout(buttons)
        self.setMinimumWidth(min(_WIDTH_EM * theme.font().pixelSize(), self.screen().availableSize().width()))
        self._follow()

    def refuse(self, error: UserFixable) -> None:
        """Say why it was not saved; where another one has the name, offer to put this in its place."""
        self._taken = self._name.text() if isinstance(error, NameTaken) else ""
        self._problem.setText(translated(error.sentence if self._taken else str(error)))
        self._problem.show()
        self._save.setText(self.tr("Replace it") if self._taken else self.tr("Save"))
        self._name.setFocus()

    def _want(self) -> None:
        name = " ".join(self._name.text().split())
        self.save_wanted.emit(name, self._concept.isChecked(), bool(self._taken))

    def _follow(self) -> None:
        name = " ".join(self._name.text().split())
        if self._name.text() != self._taken:
            self._taken = ""
            self._problem.hide()
            self._save.setText(self.tr("Save"))
        self._save.setEnabled(bool(name))
        self._use.setText(self.tr("Ask for it with %1").replace("%1", concept_text(name)) if name else "")
        self._use.setVisible(self._concept.isChecked())


def concept_text(name: str) -> str:
    """Return what is typed to ask for the concept `name`."""
    return str(Condition(Key.CONCEPT, name.casefold(), name))


def proposed_name(text: str) -> str:
    """Return a name for a search: its plain words and dates; where it has none, what its conditions say."""
    parts = parse(text, _today()).parts
    words = [
        part.text
        for part in parts
        if isinstance(part, When) or (isinstance(part, Words) and part.weight > 0 and (part.is_plain or part.exact))
    ]
    if not words:
        shown = {Key.SIMILAR, Key.MORE, Key.LESS}
        words = [part.said for part in parts if isinstance(part, Condition) and part.key not in shown]
    name = " ".join(words)[:_LONGEST_NAME].strip() or translate("SaveSearchDialog", "Similar photos")
    return name[:1].upper() + name[1:]


def _is_taught(text: str) -> bool:
    """Return whether someone has shown with photos what they mean."""
    return any(isinstance(part, Condition) and part.key in {Key.MORE, Key.LESS} for part in parse(text, _today()).parts)


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the person's own day
