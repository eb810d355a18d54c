"""The panel that tells what is known of the photos that are selected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from photo_search.desktop import wording
from photo_search.desktop.concept_words import ConceptTags
from photo_search.desktop.icons import icon, pixmap
from photo_search.desktop.photo_facts import Fact, Group, Kind, facts_of, facts_of_many, name_of, whereabouts
from photo_search.desktop.plain_label import leading
from photo_search.desktop.theme import BODY_PX, CAPTION_PX, S1, S2, S4, ThemeSwitch
from photo_search.records import Photo

if TYPE_CHECKING:
    from photo_search.insight.records import ConceptWord

WIDTH = 260
_NARROWEST = 200
_SOFT_BREAK = "\u200b"


class InfoPanel(QWidget):
    """What is known of one photo, or of several together, in plain text that can be selected and copied."""

    turned = Signal(int)
    """One photo of this id is shown, whose words `show_words` may give."""

    why_wanted = Signal(int)
    """Why the photo is in the answer on show is to be explained."""

    word_chosen = Signal(str)
    """A word to search for."""

    def __init__(self, theme: ThemeSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._photos: tuple[Photo, ...] = ()
        self._words: Sequence[ConceptWord] = ()
        self._asked = False
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)
        self.setMinimumWidth(_NARROWEST)
        self.setAccessibleName(self.tr("Information"))
        theme.changed.connect(self._build)
        self._build()

    def show_photos(self, photos: Sequence[Photo]) -> None:
        """Tell of these photos: one in full, several in sum, none with a hint."""
        if tuple(photos) == self._photos:
            return
        self._photos = tuple(photos)
        self._words = ()
        self._build()
        if len(self._photos) == 1:
            self.turned.emit(self._photos[0].photo_id)

    def show_words(self, photo_id: int, words: Sequence[ConceptWord]) -> None:
        """Show words for what is in a photo, if it is still the one on show."""
        if words and [photo.photo_id for photo in self._photos] == [photo_id]:
            self._words = tuple(words)
            self._build()

    def offer_why(self, asked: bool) -> None:
        """Offer to explain why the photo is here, or don't, as nothing is asked."""
        if asked != self._asked:
            self._asked = asked
            self._build()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the usual width."""
        return QSize(WIDTH, 400)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language and its direction."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.LanguageChange, QEvent.Type.LayoutDirectionChange}:
            self._build()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name
        """Paint the ground, and a line towards the photos."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.theme.sidebar)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        painter.fillRect(self.width() - 1 if mirrored else 0, 0, 1, self.height(), self._theme.theme.hairline)
        painter.end()

    def _build(self) -> None:
        content = QWidget()
        content.setAutoFillBackground(False)
        lines = QVBoxLayout(content)
        lines.setContentsMargins(S4, S4, S4, S4)
        lines.setSpacing(0)
        if not self._photos:
            lines.addWidget(self._plain(self.tr("Select a photo to see what is known about it.")))
        elif len(self._photos) == 1:
            name = name_of(self._photos[0])
            if name:
                lines.addWidget(self._value(Fact(name), strong=True))
            if self._asked:
                lines.addSpacing(S2)
                lines.addWidget(self._why_button(self._photos[0].photo_id), 0, Qt.AlignmentFlag.AlignLeading)
            self._add(lines, facts_of(self._photos[0]))
            self._add_words(lines)
        else:
            count = self.tr("%Ln photo(s)", "", len(self._photos))
            lines.addWidget(self._value(Fact(count), strong=True))
            self._add(lines, facts_of_many(self._photos))
        lines.addStretch(1)
        self._scroll.setWidget(content)  # Which deletes the former one.
        self._scroll.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)

    def _add(self, lines: QVBoxLayout, groups: Sequence[Group]) -> None:
        away = whereabouts(self._photos)
        if away:
            lines.addSpacing(S2)
            lines.addLayout(self._warning(away))
        for group in groups:
            lines.addSpacing(S4)
            heading = self._plain(group.heading)
            lines.addWidget(heading)
            for fact in group.facts:
                lines.addSpacing(2)
                value = self._value(fact)
                heading.setBuddy(value)
                if fact.kind is Kind.PLACE:
                    lines.addLayout(self._with_copy_button(value))
                else:
                    lines.addWidget(value)

    def _why_button(self, photo_id: int) -> QPushButton:
        button = QPushButton(self.tr("Why is this here?"))
        button.setProperty("tag", True)
        button.clicked.connect(lambda _checked=False: self.why_wanted.emit(photo_id))
        return button

    def _add_words(self, lines: QVBoxLayout) -> None:
        if self._words:
            lines.addSpacing(S4)
            lines.addWidget(self._plain(self.tr("What is in it")))
            lines.addSpacing(S1)
            tags = ConceptTags(self._words)
            tags.chosen.connect(self.word_chosen)
            lines.addWidget(tags)

    def _plain(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setAlignment(leading(self.layoutDirection()) | Qt.AlignmentFlag.AlignTop)
        label.setFont(self._theme.font(CAPTION_PX if self._photos else BODY_PX))
        _colour(label, self._theme.theme.secondary)
        return label

    def _value(self, fact: Fact, *, strong: bool = False) -> Value:
        value = Value(fact)
        value.setAlignment(leading(self.layoutDirection()) | Qt.AlignmentFlag.AlignTop)
        value.setFont(self._theme.font(BODY_PX, strong=strong))
        theme = self._theme.theme
        _colour(value, theme.secondary if fact.quiet else theme.text)
        return value

    def _warning(self, sentence: str) -> QHBoxLayout:
        sign = QLabel()
        sign.setPixmap(pixmap("folder-offline", self._theme.theme.warning, 16, self.devicePixelRatioF()))
        words = self._value(Fact(sentence))
        _colour(words, self._theme.theme.warning)
        row = QHBoxLayout()
        row.setSpacing(S2)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        return row

    def _with_copy_button(self, value: Value) -> QHBoxLayout:
        button = QToolButton()
        button.setIcon(icon("copy", self._theme.theme.secondary, 16))
        button.setIconSize(QSize(16, 16))
        button.setToolTip(self.tr("Copy the coordinates"))
        button.setAccessibleName(self.tr("Copy the coordinates"))
        button.clicked.connect(value.copy_all)
        row = QHBoxLayout()
        row.setSpacing(S1)
        row.addWidget(value, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row


class Value(QLabel):
    """A fact as plain text. The keyboard selects it whole; copied, it is the fact itself and not how it is broken."""

    def __init__(self, fact: Fact) -> None:
        super().__init__()
        self._fact = fact
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        # Text that can be selected gets the focus by clicks alone.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(fact.name or fact.text)
        self.setWordWrap(fact.kind is not Kind.PATH)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(fact.kind is not Kind.PATH)
        self.setSizePolicy(policy)
        if fact.kind is Kind.PATH:
            self.setToolTip(wording.breakable(fact.text).replace("<", "\u2039"))
        else:
            self.setText(wording.breakable(fact.text))

    @property
    def fact(self) -> Fact:
        """What is being told."""
        return self._fact

    def event(self, event: QEvent) -> bool:
        """Claim the key that copies, which elsewhere in the window copies the photo."""
        is_key = event.type() == QEvent.Type.ShortcutOverride
        if is_key and cast(QKeyEvent, event).matches(QKeySequence.StandardKey.Copy):
            event.accept()
        return super().event(event)

    def copy_all(self) -> None:
        """Put the whole fact on the clipboard."""
        QGuiApplication.clipboard().setText(self._fact.copied or self._fact.text)

    def copy(self) -> None:
        """Put what is selected on the clipboard; everything, if nothing is."""
        selected = self.selectedText()
        if selected in {"", self.text()}:
            self.copy_all()
        else:
            QGuiApplication.clipboard().setText(selected.replace(_SOFT_BREAK, "").replace("\u2029", "\n"))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave out the middle of a path that is too long for its line."""
        super().resizeEvent(event)
        if self._fact.kind is Kind.PATH:
            elided = self.fontMetrics().elidedText(self._fact.text, Qt.TextElideMode.ElideMiddle, self.width())
            if elided != self.text():
                self.setText(elided)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Copy."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show where the keyboard is, as a line to type in does."""
        super().focusInEvent(event)
        if event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}:
            self.setSelection(0, len(self.text()))

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Select nothing any more, unless a menu is to copy it."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.setSelection(0, 0)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Offer to copy."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Copy"), self.copy)
        menu.popup(event.globalPos())


def _colour(label: QLabel, colour: QColor) -> None:
    palette = label.palette()
    palette.setColor(QPalette.ColorRole.WindowText, colour)
    label.setPalette(palette)
