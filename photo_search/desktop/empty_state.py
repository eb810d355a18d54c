"""What a page says when there is nothing on it: an icon, a title, a sentence, and at most one thing to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from photo_search.desktop.icon_label import IconLabel
from photo_search.desktop.theme import BODY_PX, S2, S3, S4, S6, TITLE_PX, ThemeSwitch

_ICON = 48
_MEASURE_EM = 30
"""The longest line, in sizes of the type: longer ones are hard to read."""


class EmptyState(QWidget):
    """Centred in whatever room it gets; `acted` when its button is pressed."""

    acted = Signal()

    def __init__(
        self,
        theme: ThemeSwitch,
        icon_name: str,
        title: str,
        sentence: str = "",
        *,
        action: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        symbol = IconLabel(theme, icon_name, lambda colours: colours.secondary, size=_ICON)
        heading = QLabel(title)
        heading.setFont(theme.font(TITLE_PX, strong=True))
        words = QLabel(sentence)
        words.setForegroundRole(QPalette.ColorRole.PlaceholderText)

        column = QVBoxLayout(self)
        column.setContentsMargins(S6, S6, S6, S6)
        column.setSpacing(S2)
        column.addStretch(2)
        column.addWidget(symbol, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(S3)
        for label in (heading, words):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setVisible(bool(label.text()))
            # Centred, a label that wraps would take less than its line.
            measure = _MEASURE_EM * theme.font(BODY_PX).pixelSize()
            label.setMinimumWidth(min(measure, label.fontMetrics().horizontalAdvance(label.text()) + S2))
            column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        if action:
            button = QPushButton(action)
            button.setProperty("primary", True)
            button.clicked.connect(self.acted)
            column.addSpacing(S4)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
