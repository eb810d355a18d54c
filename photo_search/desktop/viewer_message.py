"""Words over a picture, where there is none to show or it takes its time."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from photo_search.desktop.icons import pixmap
from photo_search.desktop.plain_label import PlainLabel
from photo_search.desktop.theme import BODY_PX, DARK, RADIUS, S2, S3, S4, S5, ThemeSwitch

_WIDEST = 480
_GROUND_ALPHA = 0.92
_ICON = 20


class ViewerMessage(QWidget):
    """A sentence with what to do about it, in the middle of a viewer; or a quiet note."""

    def __init__(self, parent: QWidget, theme: ThemeSwitch) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ground = QColor(DARK.surface)
        self._ground.setAlphaF(_GROUND_ALPHA)
        self._symbol = QLabel(self)
        self._symbol.setFixedWidth(_ICON)
        self._sentence = _words(theme)
        self._remedy = _words(theme)
        words = QVBoxLayout()
        words.setSpacing(S2)
        words.addWidget(self._sentence)
        words.addWidget(self._remedy)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(S5, S4, S5, S4)
        row.setSpacing(S3)
        row.addWidget(self._symbol, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words)
        self.hide()

    def say(self, sentence: str, remedy: str = "", *, symbol: str = "") -> None:
        """Show a sentence, and what to do."""
        self._symbol.setVisible(bool(symbol))
        if symbol:
            self._symbol.setPixmap(pixmap(symbol, DARK.warning, _ICON, self.devicePixelRatioF()))
        self._sentence.setText(sentence)
        self._sentence.setFont(self._theme.font(BODY_PX, strong=bool(remedy)))
        self._remedy.setText(remedy)
        self._remedy.setVisible(bool(remedy))
        self.show()
        self.raise_()

    @property
    def text(self) -> str:
        """All that is being said."""
        return f"{self._sentence.text()} {self._remedy.text()}".strip() if not self.isHidden() else ""

    def arrange(self, area: QRect) -> None:
        """Lie in the middle of `area`, as wide as the words need and no wider than is easy to read."""
        lines = [label.fontMetrics().horizontalAdvance(label.text()) for label in (self._sentence, self._remedy)]
        around = self._row.contentsMargins()
        extra = around.left() + around.right() + (_ICON + S3 if not self._symbol.isHidden() else 0) + S2
        width = min(max(lines) + extra, _WIDEST, area.width())
        height = self._row.totalHeightForWidth(width)
        place = QRect(0, 0, width, height)
        place.moveCenter(area.center())
        self.setGeometry(place)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name
        """Paint the ground under the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._ground)
        painter.drawRoundedRect(QRectF(self.rect()), 2 * RADIUS, 2 * RADIUS)
        painter.end()


def _words(theme: ThemeSwitch) -> QLabel:
    label = PlainLabel(font=theme.font(BODY_PX))
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    colours = label.palette()
    colours.setColor(QPalette.ColorRole.WindowText, DARK.text)
    label.setPalette(colours)
    return label
