"""What stands in the place of an answer without matches: what was asked, the closest photos, and what may help."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from photo_search.desktop.icon_label import IconLabel
from photo_search.desktop.start_page import centred_words
from photo_search.desktop.theme import BODY_PX, S1, S2, S3, S4, S6, TITLE_PX, ThemeSwitch
from photo_search.desktop.why_nothing import Reason
from photo_search.desktop.wording import breakable

_WIDEST = 560
"""Longer lines are hard to read."""

_WHOLE = 40
"""A fact of fewer letters stands on one line."""
_ICON = 40


class NothingMatches(QWidget):
    """The page; its buttons say what the person wants instead."""

    closest_wanted = Signal()
    less_strict_wanted = Signal()
    everywhere_wanted = Signal()
    question_wanted = Signal(str)
    """The text of another question."""

    def __init__(self, theme: ThemeSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._said: tuple[object, ...] = ()
        self._title = centred_words(TITLE_PX, theme)
        self._detail = centred_words(BODY_PX, theme, QPalette.ColorRole.PlaceholderText)
        self._facts = centred_words(BODY_PX, theme, QPalette.ColorRole.PlaceholderText)
        self._closest = QPushButton()
        self._closest.setProperty("primary", True)
        self._closest.clicked.connect(self.closest_wanted)
        self._hints = QVBoxLayout()
        self._hints.setSpacing(S1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

        self._column = column = QVBoxLayout(self)
        column.setSpacing(0)
        column.addStretch(2)
        column.addWidget(
            IconLabel(theme, "search", lambda colours: colours.secondary, size=_ICON),
            0,
            Qt.AlignmentFlag.AlignHCenter,
        )
        column.addSpacing(S4)
        column.addWidget(self._title)
        column.addSpacing(S2)
        column.addWidget(self._detail)
        column.addWidget(self._facts)
        column.addSpacing(S6)
        column.addWidget(self._closest, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(S3)
        column.addLayout(self._hints)
        column.addStretch(3)

    def say(self, why: Reason, *, closest: int, may_relax: bool, is_part: bool) -> None:
        """Say why there is no match, and offer the closest photos, if there are any, and what may help.

        `may_relax` says that being less strict could help, `is_part` that only a part of the library was searched.
        """
        said = (why, closest, may_relax, is_part)
        if said == self._said:
            return  # Whoever is about to press a button keeps it.
        self._said = said
        self._title.setText(breakable(why.title))
        self._detail.setText(breakable(why.detail))
        self._detail.setVisible(bool(why.detail))
        self._facts.setText(_listed(why.facts))
        self._facts.setVisible(bool(why.facts))
        self._closest.setText(self.tr("Show the %Ln closest", "", closest))
        self._closest.setVisible(closest > 0)
        self.setAccessibleName(". ".join(filter(None, (why.title, why.detail, ", ".join(why.facts)))))
        while (item := self._hints.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if may_relax:
            self._offer(self.tr("Be less strict"), self.less_strict_wanted.emit)
        for way in why.ways:
            photos = "" if way.photos is None else " · " + self.tr("%Ln photo(s)", "", way.photos)
            self._offer(way.label + photos, partial(self.question_wanted.emit, way.text))
        if is_part:
            self._offer(self.tr("Search all photos"), self.everywhere_wanted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Keep the lines short where there is room for long ones."""
        super().resizeEvent(event)
        beside = max(S6, (self.width() - _WIDEST) // 2)
        self._column.setContentsMargins(beside, S6, beside, S6)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's own name
        """Paint the ground: what was there before doesn't shine through."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.theme.window)
        painter.end()

    def _offer(self, label: str, do: Callable[[], object]) -> None:
        button = QPushButton(label.replace("&", "&&"))
        button.setProperty("flat", True)
        button.setMaximumWidth(_WIDEST)
        button.clicked.connect(lambda _checked=False: do())
        self._hints.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)


def _listed(facts: Sequence[str]) -> str:
    """Return facts on as few lines as they need, none of them broken where there is room for it."""
    whole = (fact.replace(" ", "\u00a0") if len(fact) < _WHOLE else breakable(fact) for fact in facts)
    return "\u00a0\u00b7 ".join(whole)
