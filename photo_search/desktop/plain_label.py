"""Plain text whose lines begin where those of the window do."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QLabel


class PlainLabel(QLabel):
    """Shows `text` as it is, whatever marks it holds; `role` is the palette's colour for it."""

    def __init__(
        self,
        text: str = "",
        font: QFont | None = None,
        *,
        role: QPalette.ColorRole = QPalette.ColorRole.WindowText,
        wraps: bool = True,
    ) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        self.setForegroundRole(role)
        if font is not None:
            self.setFont(font)
        self.setAlignment(leading(self.layoutDirection()) | Qt.AlignmentFlag.AlignVCenter)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own name
        """Follow the direction of the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.setAlignment(leading(self.layoutDirection()) | Qt.AlignmentFlag.AlignVCenter)


def leading(direction: Qt.LayoutDirection) -> Qt.AlignmentFlag:
    """Return the side at which lines begin; Qt would align each text by its own direction."""
    side = Qt.AlignmentFlag.AlignRight if direction is Qt.LayoutDirection.RightToLeft else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute
