"""The line in the grid where matches end: a button that shows, or hides again, what is probably not meant."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from photo_search.desktop.icons import pixmap
from photo_search.desktop.photo_grid_sections import DIVIDER_HEIGHT
from photo_search.desktop.theme import RADIUS, ThemeSwitch

_PAD, _HIGH, _CHEVRON, _BETWEEN = 12, 28, 14, 6


class DividerButton(QAbstractButton):
    """Stands in a band of the grid's viewport, from margin to margin; only its words take clicks."""

    left = Signal(int)
    """A key (Qt.Key) leads out of it, to the photos."""

    def __init__(self, theme: ThemeSwitch, viewport: QWidget) -> None:
        super().__init__(viewport)
        self._theme = theme
        self._said = (0, False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.hide()

    def say(self, below: int, *, is_open: bool) -> None:
        """Say how many photos are below the line, and whether they are shown."""
        if (below, is_open) == self._said:
            return
        self._said = (below, is_open)
        if is_open:
            words = self.tr("Probably not")
        else:
            words = self.tr("Show %Ln more that are probably not what you look for", "", below)
        self.setText(words)
        self.setToolTip(self.tr("Hide these photos") if is_open else "")
        self.setAccessibleName(f"{words}. {self.tr('Hide these photos')}" if is_open else words)
        self.update()

    def stand(self, x: int, y: int, width: int) -> None:
        """Stand in a band of DIVIDER_HEIGHT."""
        place = QRect(x, y, width, DIVIDER_HEIGHT)
        if place != self.geometry():
            self.setGeometry(place)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name, as are those below
        """Return the size of the words with the line beside them."""
        return QSize(self._pill().width() + 2 * DIVIDER_HEIGHT, DIVIDER_HEIGHT)

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802
        """Take clicks on the words alone."""
        return self._pill().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802
        """Paint a line from margin to margin, and the words in its middle."""
        colours, pill = self._theme.theme, self._pill()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRect(0, self.height() // 2, self.width(), 1), colours.hairline)
        painter.fillRect(pill.adjusted(-_PAD // 2, 0, _PAD // 2, 0), colours.window)
        over = self.underMouse() and pill.contains(self.mapFromGlobal(self.cursor().pos()))
        if self.hasFocus() or over or self.isDown():
            veil = colours.pressed if self.isDown() else colours.hover
            painter.setBrush(veil if over or self.isDown() else Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colours.accent, 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(QRectF(pill).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        ink = colours.text if over else colours.secondary
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        inside = pill.adjusted(_PAD, 0, -_PAD, 0)
        chevron = pixmap("up" if self._said[1] else "down", ink, _CHEVRON, self.devicePixelRatioF())
        at = inside.left() if mirrored else inside.right() + 1 - _CHEVRON
        painter.drawPixmap(QPoint(at, pill.center().y() - _CHEVRON // 2 + 1), chevron)
        room = _CHEVRON + _BETWEEN
        words = inside.adjusted(room, 0, 0, 0) if mirrored else inside.adjusted(0, 0, -room, 0)
        painter.setPen(ink)
        elided = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, elided)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Answer Enter as Space; go up and down to the photos."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_Home):
            self.left.emit(event.key())
        elif event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        """Show where the pointer is."""
        if event.type() in (QEvent.Type.HoverMove, QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)

    def _pill(self) -> QRect:
        words = self.fontMetrics().horizontalAdvance(self.text()) + 2
        width = min(words + 2 * _PAD + _BETWEEN + _CHEVRON, self.width())
        return QRect((self.width() - width) // 2, (self.height() - _HIGH) // 2, width, _HIGH)
