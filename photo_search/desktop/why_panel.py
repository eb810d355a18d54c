"""The column that explains why a photo is, or is not, in the answer to a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from photo_search.desktop.concept_words import ConceptTags
from photo_search.desktop.core_sentences import translated
from photo_search.desktop.disclosure import Disclosure
from photo_search.desktop.icon_label import IconLabel
from photo_search.desktop.info_panel import Value
from photo_search.desktop.photo_facts import Fact
from photo_search.desktop.plain_label import PlainLabel
from photo_search.desktop.score_bar import ScoreBar
from photo_search.desktop.theme import BODY_PX, CAPTION_PX, S1, S2, S3, S4, TITLE_PX, ThemeSwitch
from photo_search.desktop.why_words import details, figure, name_match, part_label, percent, verdict
from photo_search.desktop.wording import breakable
from photo_search.insight.records import Contribution, Explanation, PartKind

_QUIET = QPalette.ColorRole.PlaceholderText


class WhyPanel(QScrollArea):
    """Shows an Explanation from the plain to the technical; `word_chosen` tells a word to search for."""

    word_chosen = Signal(str)

    def __init__(self, theme: ThemeSwitch) -> None:
        super().__init__()
        self._theme = theme
        self._why: Explanation | None = None
        self._names: Mapping[str, str] = {}
        self._detailed = False
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.changed.connect(self._build)
        self._build()

    def say(self, sentence: str) -> None:
        """Show a sentence in place of an explanation."""
        self._why = None
        self._begin().addWidget(self._label(sentence))
        self._end()

    def explain(self, why: Explanation, names: Mapping[str, str]) -> None:
        """Show why; `names` are those of the photos that the question names by number."""
        self._why, self._names = why, names
        self._build()

    def _build(self) -> None:
        if self._why is None:
            return
        why = self._why
        lines = self._begin()
        self._add_verdict(lines, why)
        if why.by_name:
            self._head(lines, self.tr("Found by name"))
            for match in why.by_name:
                where, text = name_match(match)
                lines.addWidget(self._label(where, quiet=True))
                lines.addWidget(_value(text))
        # The words in the phrase that a model knows best tell a person nothing that the words don't.
        parts = [part for part in why.parts if part.kind is not PartKind.PROMPT]
        if parts:
            self._head(lines, self.tr("What counted"))
            lines.addLayout(self._parts(parts))
        if why.facts:
            self._head(lines, self.tr("Facts"))
            for fact in why.facts:
                lines.addLayout(self._fact(fact.said, holds=fact.holds))
        if why.nearest:
            self._head(lines, self.tr("What it looks like"))
            tags = ConceptTags(why.nearest)
            tags.chosen.connect(self.word_chosen)
            lines.addWidget(tags)
        for notice in why.notices:
            lines.addSpacing(S3)
            lines.addWidget(self._label(translated(notice), quiet=True))
        lines.addSpacing(S3)
        self._add_details(lines, why)
        self._end()

    def _begin(self) -> QVBoxLayout:
        self._content = QWidget()
        self._lines = lines = QVBoxLayout(self._content)
        lines.setContentsMargins(0, 0, S3, 0)
        lines.setSpacing(2)
        return lines

    def _end(self) -> None:
        self._lines.addStretch(1)
        self.setWidget(self._content)  # Which deletes the former one.
        self.viewport().setAutoFillBackground(False)
        self._content.setAutoFillBackground(False)

    def _add_verdict(self, lines: QVBoxLayout, why: Explanation) -> None:
        lines.addWidget(self._label(verdict(why), strong=True))
        if why.score is None:
            return
        lines.addSpacing(S2)
        row = QHBoxLayout()
        row.setSpacing(S3)
        amount = PlainLabel(percent(why.score), self._theme.font(TITLE_PX, strong=True), wraps=False)
        bar = ScoreBar(self._theme, height=8)
        bar.show_score(why.score, why.line)
        row.addWidget(amount)
        row.addWidget(bar, 1)
        lines.addLayout(row)
        if why.line is not None:
            says = self.tr("Matches begin at %1.").replace("%1", percent(why.line))
            bar.setAccessibleName(says)
            lines.addWidget(self._label(says, quiet=True))

    def _parts(self, parts: Sequence[Contribution]) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(S2)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        for row, part in enumerate(parts):
            label = self._label(part_label(part, self._names))
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            bar = ScoreBar(self._theme)
            bar.show_score(part.score, pushes=part.weight < 0)
            amount = PlainLabel(percent(part.score), self._theme.font(CAPTION_PX), role=_QUIET, wraps=False)
            amount.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
            for column, widget in enumerate((label, bar, amount)):
                grid.addWidget(widget, row, column)
        return grid

    def _fact(self, said: str, *, holds: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(S2)
        sign = IconLabel(
            self._theme,
            "check" if holds else "close",
            (lambda colours: colours.done) if holds else (lambda colours: colours.error),
            size=16,
        )
        sign.setAccessibleName(self.tr("holds") if holds else self.tr("doesn't hold"))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._label(said), 1)
        return row

    def _add_details(self, lines: QVBoxLayout, why: Explanation) -> None:
        figures = QWidget()
        grid = QGridLayout(figures)
        grid.setContentsMargins(0, S1, 0, 0)
        grid.setHorizontalSpacing(S4)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        rows = details(why)
        for part in why.parts:
            raw = self.tr("cosine %1, weight %2", "of one part of a question").replace("%1", figure(part.cosine))
            rows.append((part_label(part, self._names), raw.replace("%2", QLocale().toString(part.weight, "g", 3))))
        for row, (label, text) in enumerate(rows):
            heading = self._label(label, quiet=True)
            heading.setAlignment(heading.alignment() | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(heading, row, 0)
            value = _value(text)
            value.setFont(self._theme.font(CAPTION_PX))
            grid.addWidget(value, row, 1)
        toggle = Disclosure(self.tr("Details"), figures, self._theme, shown=self._detailed)
        toggle.toggled.connect(self._note_detailed)
        lines.addWidget(toggle, 0, Qt.AlignmentFlag.AlignLeading)
        lines.addWidget(figures)

    def _note_detailed(self, detailed: bool) -> None:
        self._detailed = detailed

    def _head(self, lines: QVBoxLayout, text: str) -> None:
        lines.addSpacing(S4)
        lines.addWidget(self._label(text, quiet=True))
        lines.addSpacing(2)

    def _label(self, text: str, *, strong: bool = False, quiet: bool = False) -> PlainLabel:
        role = _QUIET if quiet else QPalette.ColorRole.WindowText
        font = self._theme.font(CAPTION_PX if quiet else BODY_PX, strong=strong)
        return PlainLabel(breakable(text), font, role=role)


def _value(text: str) -> Value:
    return Value(Fact(text))
