"""The chips of a question, side by side on as many lines as they need, three of which are seen at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPalette, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QStyle, QWidget

from photo_search.conditions import Example
from photo_search.desktop.chip import Chip
from photo_search.desktop.chip_words import Face, faces
from photo_search.desktop.elided_label import ElidedLabel
from photo_search.desktop.theme import S1, ThemeSwitch
from photo_search.searching.query import Query

_GAP = 6
_LINES = 3
_MOST = 60
_NARROWEST = 112
_MARGIN = 2
_NOTCH = 120
"""What QWheelEvent.angleDelta says for a notch of the wheel."""

Depiction = tuple[str, QPixmap | None]
"""The name of a picture, and a small square copy of it."""


class ChipRow(QScrollArea):
    """Shows `Query.chips`, and a hint about filters that are none. `depict` tells what is known of an example.

    Chips are used again for what stands in their place now, so that the focus stays where it is.
    """

    edited = Signal(object, object)
    """The parts of a chip (a tuple) are to be edited; the chip itself, for a menu to hang on."""

    removed = Signal(object)
    """The parts of a chip (a tuple) are not wanted."""

    menu_wanted = Signal(object, QPoint)
    """The menu of the parts of a chip (a tuple) is wanted at a place of the screen."""

    left = Signal()
    """The chip that had the focus is gone, and there is no other."""

    def __init__(
        self, theme: ThemeSwitch, depict: Callable[[Example], Depiction] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._depict = depict or (lambda _example: ("", None))
        self._chips: list[Chip] = []
        self._scrolls = False
        self._turned = 0
        """How far the wheel was turned that moved no line yet."""

        self._ground = QWidget()
        self._hint = ElidedLabel(parent=self, role=QPalette.ColorRole.PlaceholderText)
        self._more = ElidedLabel(parent=self._ground, role=QPalette.ColorRole.PlaceholderText)
        self.setWidget(self._ground)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self._ground.setAutoFillBackground(False)
        self.verticalScrollBar().valueChanged.connect(self._keep_to_lines)
        theme.changed.connect(self._repaint)
        self.show_query(Query())

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self._chips or self._hint.text())

    @property
    def chips(self) -> list[Chip]:
        """The chips that are shown, in their order."""
        return self._chips

    def depict_with(self, depict: Callable[[Example], Depiction]) -> None:
        """Ask `depict` for the names and pictures of examples."""
        self._depict = depict

    def show_query(self, query: Query) -> None:
        """Show the chips of a question; chips that stay keep the focus."""
        shown = faces(query)
        focused = any(chip.hasFocus() for chip in self._chips)
        while len(self._chips) < min(len(shown), _MOST):
            self._chips.append(self._made(shown[len(self._chips)]))
        for chip, face in zip(self._chips, shown, strict=False):
            self._dress(chip, face)
        gone = self._chips[len(shown) :]
        del self._chips[len(shown) :]
        if focused and not any(chip.hasFocus() for chip in self._chips) and not self.focus_last():
            self.left.emit()
        for chip in gone:
            chip.hide()
            chip.deleteLater()
        self._say_unknown(query)
        self._more.setText(self.tr("and %n more", "", len(shown) - _MOST) if len(shown) > _MOST else "")
        self._arrange()

    def show_examples(self) -> None:
        """Show the names and pictures of examples anew: more is known of them."""
        for chip in self._chips:
            self._dress(chip, chip.face)
        self._arrange()

    def focus_last(self) -> bool:
        """Take the focus from behind; say whether there is a chip."""
        if self._chips:
            self._chips[-1].setFocus(Qt.FocusReason.BacktabFocusReason)
        return bool(self._chips)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Return a width that leaves the rest of the bar its own."""
        return QSize(_NARROWEST, self.height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Return the room for a chip."""
        return QSize(_NARROWEST, self.height())

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's own name
        """Scroll by a line a notch."""
        if not self._scrolls:
            event.ignore()
            return
        self._turned += event.angleDelta().y()
        lines = int(self._turned / _NOTCH)
        self._turned -= lines * _NOTCH
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() - lines * bar.singleStep())
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Break the lines anew."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._arrange()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own name
        """Follow the direction of writing and the size of type."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.LayoutDirectionChange, QEvent.Type.FontChange}:
            self._arrange()

    def _made(self, face: Face) -> Chip:
        chip = Chip(self._theme, face, self._ground)
        chip.clicked.connect(lambda: self.edited.emit(chip.face.parts, chip))
        chip.removed.connect(lambda: self.removed.emit(chip.face.parts))
        chip.menu_wanted.connect(lambda at: self.menu_wanted.emit(chip.face.parts, at))
        chip.moved.connect(lambda key: self._move(chip, key))
        QWidget.setTabOrder(self._chips[-1] if self._chips else self, chip)
        chip.show()
        return chip

    def _dress(self, chip: Chip, face: Face) -> None:
        chip.show_face(face, *(("", None) if face.example is None else self._depict(face.example)))

    def _move(self, chip: Chip, key: int) -> None:
        at = self._chips.index(chip)
        forward = -1 if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else 1
        match key:
            case Qt.Key.Key_Left:
                at -= forward
            case Qt.Key.Key_Right:
                at += forward
            case Qt.Key.Key_Home:
                at = 0
            case Qt.Key.Key_End:
                at = len(self._chips) - 1
        if 0 <= at < len(self._chips):
            self._chips[at].setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(self._chips[at], 0, 0)

    def _say_unknown(self, query: Query) -> None:
        names = tuple(dict.fromkeys(query.unknown))
        one, several = self.tr("%1 isn't a filter; searched as words"), self.tr("%1 aren't filters; searched as words")
        sentence = one if len(names) == 1 else several
        said = ", ".join(f"\u201c{name}:\u201d" for name in names)
        self._hint.setText(sentence.replace("%1", said) if names else "")

    def _arrange(self) -> None:
        """Place chips and hints in lines, and become as high as these, or as the most that are seen at once.

        Where there are more, a bar scrolls them by whole lines, and the hint stands below them.
        """
        said = [label for label in (self._more, self._hint) if label.text()]
        for label in (self._more, self._hint):
            label.setVisible(label in said)
        parts: list[QWidget] = [*self._chips, *said]
        line = max((part.sizeHint().height() for part in parts), default=0)
        step, width = line + S1, max(self.width(), _NARROWEST)
        lines = self._place(parts, width, line)
        below = 0
        if lines > _LINES and self._hint in said:
            below = step
            parts.remove(self._hint)
            lines = self._place(parts, width, line)
            self._place([self._hint], width, line, above=min(lines, _LINES))
        self._scrolls = lines > _LINES
        if self._scrolls:
            self.verticalScrollBar().setSingleStep(step)
            width -= self.verticalScrollBar().sizeHint().width() + S1
            lines = self._place(parts, width, line)
        self._ground.resize(width, _height(lines, line))
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOn if self._scrolls else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.setViewportMargins(0, 0, 0, below)
        self.setFixedHeight(_height(min(lines, _LINES), line) + below)

    def _place(self, parts: Sequence[QWidget], width: int, line: int, *, above: int = 0) -> int:
        """Place parts in lines of one height, below others; return how many lines there are with these."""
        x, row = 0, above
        for part in parts:
            wide = min(part.sizeHint().width(), width)
            if x and x + wide > width:
                x, row = 0, row + 1
            box = QRect(x, _MARGIN + row * (line + S1), wide, line)
            part.setGeometry(QStyle.visualRect(self.layoutDirection(), QRect(0, 0, width, box.bottom() + 1), box))
            x += wide + _GAP
        return row + 1 if parts else above

    def _keep_to_lines(self, value: int) -> None:
        """Show no line in part."""
        step = self.verticalScrollBar().singleStep()
        if self._scrolls and value % step:
            self.verticalScrollBar().setValue(round(value / step) * step)

    def _repaint(self) -> None:
        for chip in self._chips:
            chip.update()


def _height(lines: int, line: int) -> int:
    return lines * (line + S1) - S1 + 2 * _MARGIN if lines else 0
