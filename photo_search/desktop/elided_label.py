"""A line of plain text that is cut with an ellipsis where there is too little room, and is then told in a tip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from photo_search.desktop.plain_label import leading
from photo_search.desktop.wording import tip


class ElidedLabel(QLabel):
    """A label of one line that may become as narrow as its layout likes; `role` is the palette's colour for it."""

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        role: QPalette.ColorRole = QPalette.ColorRole.WindowText,
    ) -> None:
        super().__init__(parent)
        self._cut = cut
        self._role = role
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's own name
        """Show `text`; line breaks become spaces."""
        super().setText(" ".join(text.split()))
        self.setAccessibleName(self.text())
        self._offer_tip()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Return the size of an ellipsis."""
        return QSize(self.fontMetrics().horizontalAdvance("…"), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's own name
        """Paint as much of the text as there is room for."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self._role))
        painter.setFont(self.font())
        # A file's name reads in its own direction, wherever its line begins.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        where = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), self._cut, where.width())
        align = leading(self.layoutDirection()) | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(where, align | Qt.TextFlag.TextSingleLine, text)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Offer the whole text in a tip once it is cut."""
        super().resizeEvent(event)
        self._offer_tip()

    def _offer_tip(self) -> None:
        is_cut = self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()
        self.setToolTip(tip(self.text()) if is_cut else "")
