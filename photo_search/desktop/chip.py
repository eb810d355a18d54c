"""One understood part of a question, as a small button that can be edited, taken away, and asked for a menu."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QWidget

from photo_search.desktop.chip_words import Face, example_label, said
from photo_search.desktop.icons import pixmap
from photo_search.desktop.plain_label import leading
from photo_search.desktop.theme import RADIUS, S1, S2, S4, Theme, ThemeSwitch
from photo_search.desktop.wording import tip

HEIGHT = 28
_ICON = 14
_PICTURE = 24
_CROSS = 8
_CROSS_ROOM = 20
_WIDEST = 260
_SLACK = 2
"""Advances are whole pixels, and letters a little wider than these."""

_MOVES = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End})


class Chip(QAbstractButton):
    """Shows a `Face`. A click, Enter or Space edits; the cross, Delete or Backspace takes away."""

    removed = Signal()
    menu_wanted = Signal(QPoint)
    """A place of the screen for the menu."""

    moved = Signal(int)
    """A key (Left, Right, Home, End) wants the focus on another chip."""

    def __init__(self, theme: ThemeSwitch, face: Face, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._picture: QPixmap | None = None
        self._on_cross = False
        self.face = face
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription(self.tr("Enter edits it, Delete takes it away"))
        self.show_face(face)

    def show_face(self, face: Face, name: str = "", picture: QPixmap | None = None) -> None:
        """Show `face`, with the name and the square picture of its example where these are known."""
        self.face, self._picture = face, picture
        label = example_label(face, name)
        self.setText(label.replace("&", "&&"))
        self.setAccessibleName(f"{face.tip}: {label}" if face.example is not None and name else said(face))
        told = [label] if self._whole(label) > _WIDEST or (name and face.example is not None) else []
        self.setToolTip("<br>".join(tip(text) for text in dict.fromkeys((face.tip, *told)) if text))
        self.updateGeometry()
        self.update()

    @property
    def label(self) -> str:
        """The text that it shows."""
        return self.text().replace("&&", "&")

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Return the room for the whole label, as far as that is sensible."""
        return QSize(min(self._whole(self.label), _WIDEST), max(HEIGHT, self.fontMetrics().height() + S2))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Return the room for an ellipsis."""
        return QSize(self._whole("…"), self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Keep the keys of a chip from the shortcuts of the window."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._is_own(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """Edit, take away, or move on."""
        if not self._is_own(event):
            super().keyPressEvent(event)
        elif event.key() in _MOVES:
            self.moved.emit(event.key())
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removed.emit()
        else:
            self.click()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's own name
        """Ask for the menu."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        self.menu_wanted.emit(event.globalPos() if by_mouse else self.below())

    def below(self) -> QPoint:
        """Return the place of the screen for a menu that belongs to the whole chip."""
        corner = self.rect().bottomRight() if self._is_mirrored() else self.rect().bottomLeft()
        return self.mapToGlobal(corner + QPoint(0, S1))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's own name
        """Show when the pointer is over the cross."""
        super().mouseMoveEvent(event)
        self._point(self._cross().contains(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own name
        """Forget the pointer."""
        super().leaveEvent(event)
        self._point(False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's own name
        """Take the chip away if it was its cross that was clicked."""
        left = event.button() == Qt.MouseButton.LeftButton
        if left and self.isDown() and self._cross().contains(event.position().toPoint()):
            self.setDown(False)
            self.removed.emit()
            return
        if event.button() == Qt.MouseButton.MiddleButton and self.rect().contains(event.position().toPoint()):
            self.removed.emit()
            return
        super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's own name
        """Paint the ground, the icon or picture, the label and the cross."""
        colours = self._theme.theme
        ink = colours.error if self.face.negated else colours.text
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, colours, ink)
        self._paint_sign(painter, colours, ink)
        painter.setPen(ink)
        painter.setFont(self.font())
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        room = self._visual(self.rect().adjusted(self._lead(), 0, -_CROSS_ROOM - S1, 0))
        text = self.fontMetrics().elidedText(self.label, Qt.TextElideMode.ElideMiddle, room.width())
        align = leading(self.layoutDirection()) | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, align | Qt.TextFlag.TextSingleLine, text)
        self._paint_cross(painter, colours, ink)
        painter.end()

    def _paint_ground(self, painter: QPainter, colours: Theme, ink: QColor) -> None:
        focused = self.hasFocus()
        width = 2 if focused else 1
        ground = colours.tint(ink, 0.1 if self.face.negated else 0.05)
        if self.isDown() and not self._on_cross:
            ground = colours.tint(ink, 0.16)
        elif self.underMouse():
            ground = colours.tint(ink, 0.14 if self.face.negated else 0.09)
        painter.setPen(QPen(colours.accent if focused else colours.tint(ink, 0.22), width))
        painter.setBrush(ground)
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)

    def _paint_sign(self, painter: QPainter, colours: Theme, ink: QColor) -> None:
        x = self._start()
        if self.face.negated:
            middle = self._visual(QRect(S2, 0, S2, self.height())).center()
            painter.setPen(QPen(ink, 1.5, c=Qt.PenCapStyle.RoundCap))
            painter.drawLine(QPointF(middle.x() - 3, middle.y() + 0.5), QPointF(middle.x() + 4, middle.y() + 0.5))
        if self._picture is not None:
            box = self._visual(QRect(x, (self.height() - _PICTURE) // 2, _PICTURE, _PICTURE))
            painter.drawPixmap(box.topLeft(), self._picture)
        elif self.face.icon:
            box = self._visual(QRect(x, (self.height() - _ICON) // 2, _ICON, _ICON))
            colour = ink if self.face.negated else colours.secondary
            painter.drawPixmap(box.topLeft(), pixmap(self.face.icon, colour, _ICON, self.devicePixelRatioF()))

    def _paint_cross(self, painter: QPainter, colours: Theme, ink: QColor) -> None:
        cross = self._cross()
        if self._on_cross:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.pressed)
            painter.drawEllipse(QRectF(cross.center().x() - 8.5, cross.center().y() - 8.5, 18, 18))
        painter.setPen(QPen(ink if self.face.negated or self._on_cross else colours.secondary, 1.4))
        middle, half = QPointF(cross.center()) + QPointF(0.5, 0.5), _CROSS / 2 - 0.5
        painter.drawLine(middle - QPointF(half, half), middle + QPointF(half, half))
        painter.drawLine(middle - QPointF(half, -half), middle + QPointF(half, -half))

    def _lead(self) -> int:
        """Return how much room the minus and the picture or icon take before the label."""
        if self._picture is not None:
            return self._start() + _PICTURE + S2
        return self._start() + (_ICON + 6 if self.face.icon else 2)

    def _start(self) -> int:
        """Return where the picture or icon begins: behind the minus; a picture alone goes to the edge."""
        if self.face.negated:
            return S2 + S4
        return S2 if self._picture is None else 3

    def _cross(self) -> QRect:
        return self._visual(QRect(self.width() - _CROSS_ROOM - S1, 0, _CROSS_ROOM + S1, self.height()))

    def _visual(self, box: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), box)

    def _is_mirrored(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _whole(self, label: str) -> int:
        """Return the width at which nothing of a label is cut."""
        return self._lead() + self.fontMetrics().horizontalAdvance(label) + _SLACK + _CROSS_ROOM + S1

    def _point(self, on_cross: bool) -> None:
        if on_cross != self._on_cross:
            self._on_cross = on_cross
            self.update()

    @staticmethod
    def _is_own(event: QKeyEvent) -> bool:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        acts = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter}
        return held == Qt.KeyboardModifier.NoModifier and event.key() in _MOVES | acts


PICTURE_SIDE = _PICTURE
"""How wide and high the picture on a chip is."""
