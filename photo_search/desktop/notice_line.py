"""A quiet line over an answer: what of the question could not be answered, and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QWidget

from photo_search.desktop.icon_label import IconLabel
from photo_search.desktop.plain_label import PlainLabel
from photo_search.desktop.theme import S1, S2, S3, ThemeSwitch
from photo_search.desktop.wording import breakable

_ICON = 16


class NoticeLine(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self, theme: ThemeSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = PlainLabel(role=QPalette.ColorRole.PlaceholderText)
        row = QHBoxLayout(self)
        row.setContentsMargins(S3, S1, S3, S1)
        row.setSpacing(S2)
        row.addWidget(IconLabel(theme, "info", lambda colours: colours.secondary, size=_ICON))
        row.addWidget(self._sentence, 1)
        self.hide()

    def say(self, sentences: Sequence[str]) -> None:
        """Say these sentences, or nothing."""
        self._sentence.setText(breakable(" ".join(sentences)))
        self.setVisible(bool(sentences))
