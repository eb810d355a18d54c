"""One model on the page of models: what it is, how it is getting on, and the buttons for what can be done."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from photo_search.desktop.core_sentences import translated
from photo_search.desktop.icon_label import IconLabel
from photo_search.desktop.models_overview import Action, Card, State
from photo_search.desktop.models_ring import CoverageRing
from photo_search.desktop.models_wording import (
    STARTER,
    base_of,
    languages_in_words,
    progress_in_words,
    quality_in_words,
    sources_in_words,
    time_in_words,
)
from photo_search.desktop.theme import BODY_PX, CAPTION_PX, S1, S2, S3, S4, ThemeSwitch
from photo_search.desktop.wording import about, breakable, number, size, tip
from photo_search.records import Progress

_CORNER = 8
_STEPS = 1000
_BAR_HEIGHT = 4
_QUIET, _BAD = QPalette.ColorRole.PlaceholderText, QPalette.ColorRole.BrightText
_PRIMARY = {
    State.READY: Action.USE,
    State.TRIED: Action.USE,
    State.PREVIOUS: Action.BACK,
    State.AVAILABLE: Action.DOWNLOAD,
    State.FAILED: Action.DOWNLOAD,
}
"""What most people want next; only a recommended download is coloured among those that can be had."""


class ModelCard(QWidget):
    """Shows a Card; `wanted` tells the model's name and the Action of the button that was pressed."""

    wanted = Signal(str, object)

    def __init__(self, theme: ThemeSwitch) -> None:
        super().__init__()
        self._theme = theme
        self._card: Card | None = None
        self._title = _label(theme.font(BODY_PX, strong=True))
        self._mark = IconLabel(theme, "check", lambda colours: colours.done, size=16)
        self._tag = _label(theme.font(CAPTION_PX))
        self._tag.setWordWrap(False)
        self._summary = _label(theme.font())
        self._quality = _label(theme.font(CAPTION_PX), _QUIET)
        self._facts = _label(theme.font(CAPTION_PX), _QUIET)
        self._ring = CoverageRing(theme)
        self._state = _label(theme.font())
        self._bar = QProgressBar(textVisible=False)
        self._bar.setRange(0, _STEPS)
        self._bar.setFixedHeight(_BAR_HEIGHT)
        self._note = _label(theme.font(CAPTION_PX))
        self._buttons = {action: self._button(action) for action in Action}
        self._lay_out()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        theme.changed.connect(self.update)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(S1)
        head.addWidget(self._title, 1)
        head.addWidget(self._mark)
        head.addWidget(self._tag)
        texts = QVBoxLayout()
        texts.setSpacing(S1)
        for part in (self._summary, self._quality, self._facts):
            texts.addWidget(part)
        middle = QVBoxLayout()
        middle.setSpacing(S2)
        middle.addWidget(self._state)
        middle.addWidget(self._bar)
        middle.addWidget(self._note)
        self._doing, self._doable = QWidget(), QWidget()
        doing = QHBoxLayout(self._doing)
        doing.setContentsMargins(0, S3, 0, 0)
        doing.setSpacing(S3)
        doing.addWidget(self._ring)
        doing.addLayout(middle, 1)
        row = QHBoxLayout(self._doable)
        row.setContentsMargins(0, S3, 0, 0)
        row.setSpacing(S2)
        for button in self._buttons.values():
            row.addWidget(button)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(S4, S3, S4, S4)
        column.setSpacing(S1)
        column.addLayout(head)
        column.addLayout(texts)
        column.addWidget(self._doing)
        column.addWidget(self._doable)

    @property
    def card(self) -> Card | None:
        """What is shown."""
        return self._card

    def button(self, action: Action) -> QPushButton:
        """Return the button for an action; it is hidden where that can't be done."""
        return self._buttons[action]

    def show_card(self, card: Card, progress: Progress | None) -> None:
        """Show a model; `progress` is that of the run in which it learns, if one is under way."""
        self._card = card
        self._title.setText(breakable(card.title))
        self._summary.setText(card.summary)
        self._quality.setText(quality_in_words(card.quality))
        self._quality.setToolTip(tip(sources_in_words(card.quality)) if card.quality else "")
        self._facts.setText(" · ".join(self._fact_words(card)))
        self._tag.setText(self._tag_words(card))
        self._mark.setVisible(card.state is State.IN_USE)
        self._ring.setVisible(card.state is State.LEARNING)
        self._ring.show_part(min(card.photos / card.wanted, 1.0) if card.wanted else 0.0)
        self._state.setText(self._state_words(card, progress))
        self._show_bar(card)
        self._note.setText(breakable(card.note or translated(card.problem)))
        for part in (self._summary, self._quality, self._facts, self._state, self._note):
            part.setVisible(bool(part.text()))
        self._doing.setVisible(bool(self._state.text() or self._note.text()))
        self._doable.setVisible(bool(card.actions))
        self._show_buttons(card)
        bad = card.state in {State.FAILED, State.DAMAGED}
        for part in (self._tag, self._note):
            part.setForegroundRole(_BAD if bad else _QUIET)
        self.update()
        self.setAccessibleName(f"{card.title}. {self._tag.text()}".strip())
        self.setAccessibleDescription(self._state.text())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's own name
        """Paint the ground, with a line around it in the colour of what is in use."""
        colours = self._theme.theme
        used = self._card is not None and self._card.state is State.IN_USE
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours.tint(colours.done, 0.55, colours.surface) if used else colours.hairline, 1))
        painter.setBrush(colours.surface)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _CORNER, _CORNER)
        painter.end()

    def _button(self, action: Action) -> QPushButton:
        button = QPushButton()
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self._want(action))
        return button

    def _want(self, action: Action) -> None:
        if self._card is not None:
            self.wanted.emit(self._card.name, action)

    def _show_buttons(self, card: Card) -> None:
        words = {
            Action.DOWNLOAD: self.tr("Download"),
            Action.PAUSE: self.tr("Pause"),
            Action.RESUME: self.tr("Go on"),
            Action.CANCEL: self.tr("Cancel"),
            Action.USE: self.tr("Use it"),
            Action.TRY: self.tr("Try on a tenth of your photos first"),
            Action.GO_ON: self.tr("Go on"),
            Action.STOP: self.tr("Stop"),
            Action.BACK: self.tr("Go back to it"),
            Action.REMOVE: self.tr("Remove…"),
        }
        if card.state is State.FAILED:
            words[Action.DOWNLOAD] = self.tr("Try again")
        elif card.state is State.DAMAGED:
            words[Action.DOWNLOAD] = self.tr("Download it again")
        elif card.begun_bytes:
            words[Action.DOWNLOAD] = self.tr("Go on with the download")
        if card.share < 1:
            words[Action.USE] = self.tr("Use it for all photos")
        for action, button in self._buttons.items():
            button.setVisible(action in card.actions)
            button.setText(words[action])
            primary = _PRIMARY.get(card.state) is action and (action is not Action.DOWNLOAD or card.recommended)
            _set_kind(button, "primary", primary)
            _set_kind(button, "flat", action in {Action.REMOVE, Action.TRY} and action not in card.actions[:1])

    def _show_bar(self, card: Card) -> None:
        progress = card.progress
        self._bar.setVisible(progress is not None)
        if progress is None:
            return
        if progress.total_bytes:
            self._bar.setRange(0, _STEPS)
            self._bar.setValue(round(_STEPS * progress.done_bytes / progress.total_bytes))
        else:
            self._bar.setRange(0, 1)
            self._bar.setValue(0)
        self._bar.setAccessibleName(self._state.text())

    def _fact_words(self, card: Card) -> list[str]:
        facts = [languages_in_words(card.languages)]
        if card.download_bytes:
            facts.append(self.tr("%1 to download").replace("%1", size(card.download_bytes)))
        elif card.disk_bytes and card.state is not State.IN_USE:
            facts.append(self.tr("takes %1").replace("%1", size(card.disk_bytes)))
        if card.seconds is not None and card.state in {State.READY, State.AVAILABLE, State.FAILED, State.DOWNLOADING}:
            facts.append(time_in_words(card.seconds, card.wanted - card.photos))
        if card.licence and base_of(card.name) != STARTER:
            facts.append(self.tr("licence %1").replace("%1", card.licence))
        return [fact for fact in facts if fact]

    def _tag_words(self, card: Card) -> str:
        match card.state:
            case State.IN_USE:
                return self.tr("In use")
            case State.LEARNING:
                return self.tr("Learning your photos")
            case State.TRIED:
                return self.tr("On trial")
            case State.PREVIOUS:
                return self.tr("Used before")
            case State.READY:
                return self.tr("Ready")
            case State.DAMAGED:
                return self.tr("Damaged")
            case State.GONE:
                return self.tr("No longer here")
            case State.FAILED:
                return self.tr("Not downloaded")
        return self.tr("Recommended") if card.recommended and card.state is State.AVAILABLE else ""

    def _state_words(self, card: Card, progress: Progress | None) -> str:
        match card.state:
            case State.DOWNLOADING if card.progress is not None:
                return progress_in_words(card.progress)
            case State.LEARNING:
                known = self.tr("%1 of %2 photos").replace("%1", number(card.photos)).replace("%2", number(card.wanted))
                left = progress.seconds_left if progress is not None else card.seconds
                return known if left is None else f"{known} · {about(left)}"
            case State.TRIED:
                return self.tr("It knows %Ln of your photos: enough to compare.", "", card.photos)
            case State.PREVIOUS:
                return self.tr("Still knows %Ln of your photos, so going back takes no time.", "", card.photos)
            case State.AVAILABLE if card.begun_bytes:
                return self.tr("%1 are here already.").replace("%1", size(card.begun_bytes))
        return ""


def _label(font: QFont, role: QPalette.ColorRole = QPalette.ColorRole.WindowText) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setFont(font)
    label.setForegroundRole(role)
    return label


def _set_kind(button: QPushButton, kind: str, on: bool) -> None:
    """Give a button one of the looks of the style sheet, which reads a changed property only when polished again."""
    if bool(button.property(kind)) != on:
        button.setProperty(kind, on)
        button.style().unpolish(button)
        button.style().polish(button)
