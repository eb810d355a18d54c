"""The strip under the search bar that says what is being searched for and how much was found."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPalette, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from photo_search.desktop.elided_label import ElidedLabel
from photo_search.desktop.icons import icon
from photo_search.desktop.theme import S1, S2, S3, ThemeSwitch

_HEIGHT = 36
_SIDE = 28
_CORNER = 3
_PATIENCE_MS = 300


class QuestionBar(QWidget):
    """Shown only while there is a question; `clear` takes it away.

    A count of None says that the answer isn't there yet. What was there before stays for a moment then, since most
    answers take less than that.
    """

    closed = Signal()
    """The person doesn't want to see similar photos any more."""

    def __init__(self, theme: ThemeSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._waiting = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._waiting.timeout.connect(self._say_searching)

        self._lead = QLabel(self.tr("Similar to"))
        self._thumbnail = QLabel()
        self._name = ElidedLabel(cut=Qt.TextElideMode.ElideMiddle)
        self._close = QToolButton()
        self._close.setIconSize(QSize(16, 16))
        self._close.setToolTip(self.tr("Leave the similar photos (Esc)"))
        self._close.setAccessibleName(self.tr("Leave the similar photos"))
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.clicked.connect(self.closed)
        self._note = ElidedLabel(role=QPalette.ColorRole.PlaceholderText)
        self._note.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._count = QLabel()
        self._count.setTextFormat(Qt.TextFormat.PlainText)

        row = QHBoxLayout(self)
        row.setContentsMargins(S3, 0, S3, 0)
        row.setSpacing(S2)
        for part in (self._lead, self._thumbnail, self._name, self._close):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self._note)
        row.addSpacing(S1)
        row.addWidget(self._count)
        self.setFixedHeight(max(_HEIGHT, self.fontMetrics().height() + S3))

        theme.changed.connect(self._colour)
        self._colour()
        self.clear()

    def show_words(self, count: int | None) -> None:
        """Say how many photos match the words in the search field."""
        self._show_crumb(False)
        self._show_count(count)
        self.show()

    def show_similar(self, thumbnail: QImage | None, name: str, count: int | None) -> None:
        """Say which picture the photos are similar to, and how many there are."""
        self._thumbnail.setVisible(thumbnail is not None)
        if thumbnail is not None:
            self._thumbnail.setPixmap(_rounded(thumbnail, self.devicePixelRatioF()))
        self._name.setText(name)
        self._show_crumb(True, thumbnail is not None)
        self._show_count(count)
        self.show()

    def show_note(self, sentence: str) -> None:
        """Say something beside the count, such as how much of the library was searched; nothing, to clear it."""
        self._note.setText(sentence)
        self._note.setVisible(bool(sentence))

    def settle(self, sentence: str = "") -> None:
        """Say that the answer is there, though not how many photos it has: everything is somewhat similar."""
        self._waiting.stop()
        self._count.clear()
        self.show_note(sentence)
        self.show()

    def clear(self) -> None:
        """Say nothing and hide: nothing is searched for."""
        self._waiting.stop()
        self._count.clear()
        self.show_note("")
        self.hide()

    def _show_crumb(self, shown: bool, pictured: bool = False) -> None:
        for part in (self._lead, self._name, self._close):
            part.setVisible(shown)
        self._thumbnail.setVisible(pictured)

    def _show_count(self, count: int | None) -> None:
        if count is None:
            if not self._waiting.isActive():
                self._waiting.start()
            return
        self._waiting.stop()
        self._count.setText(self.tr("%Ln match(es)", "", count) if count else self.tr("No matches"))

    def _say_searching(self) -> None:
        self._count.setText(self.tr("Searching…"))

    def _colour(self) -> None:
        self._close.setIcon(icon("close", self._theme.theme.secondary, 16))
        palette = self._lead.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self._theme.theme.secondary)
        self._lead.setPalette(palette)
        self._count.setPalette(palette)


def _rounded(picture: QImage, ratio: float) -> QPixmap:
    """Return the middle of a picture as a small square for a screen with `ratio` device pixels a pixel."""
    side = round(_SIDE * ratio)
    fill, smooth = Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
    scaled = picture.scaled(side, side, fill, smooth)
    made = QPixmap(side, side)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape = QPainterPath()
    shape.addRoundedRect(0, 0, side, side, _CORNER * ratio, _CORNER * ratio)
    painter.setClipPath(shape)
    painter.drawImage((side - scaled.width()) // 2, (side - scaled.height()) // 2, scaled)
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made
