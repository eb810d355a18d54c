"""Words as quiet tags, in as many lines as they need; a click on one is a search for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QLayout, QLayoutItem, QPushButton, QSizePolicy, QStyle, QWidget

from photo_search.desktop.theme import S1

if TYPE_CHECKING:
    from photo_search.insight.records import ConceptWord


class ConceptTags(QWidget):
    """Shows words; `chosen` tells the one that was pressed."""

    chosen = Signal(str)

    def __init__(self, words: Sequence[ConceptWord] = ()) -> None:
        super().__init__()
        self._flow = Flow(self, S1)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("What is in this photo"))
        self.show_words(words)

    @property
    def buttons(self) -> list[QPushButton]:
        """The tags, best first."""
        return [button for button in self.findChildren(QPushButton) if not button.isHidden()]

    def show_words(self, words: Sequence[ConceptWord]) -> None:
        """Show these instead."""
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for word in words:
            tag = QPushButton(word.word.replace("&", "&&"))
            tag.setProperty("tag", True)
            tag.setAutoDefault(False)
            tag.setCursor(Qt.CursorShape.PointingHandCursor)
            says = self.tr("Search for “%1”").replace("%1", word.word)
            tag.setToolTip(says)
            tag.setAccessibleName(says)
            tag.clicked.connect(lambda _checked=False, said=word.word: self.chosen.emit(said))
            self._flow.addWidget(tag)


class Flow(QLayout):
    """Puts its items beside each other, and in further lines where the width ends."""

    def __init__(self, parent: QWidget, gap: int) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(gap)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's name, as are those below
        """Take an item."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """Return an item, or None where there is none."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """Return an item and let go of it."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        """Return that no more room is of use."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Return that the number of lines depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return the height of all lines."""
        return self._lay_out(QRect(0, 0, width, 0), apply=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802
        """Place the items."""
        super().setGeometry(rect)
        self._lay_out(rect, apply=True)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the least size."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802
        """Return the size of the largest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _lay_out(self, rect: QRect, *, apply: bool) -> int:
        at, line = rect.topLeft(), 0
        direction = Qt.LayoutDirection.LeftToRight if (own := self.parentWidget()) is None else own.layoutDirection()
        for item in self._items:
            size = item.sizeHint().boundedTo(QSize(max(rect.width(), 1), 10_000))
            if at.x() > rect.left() and at.x() + size.width() > rect.left() + rect.width():
                at = QPoint(rect.left(), at.y() + line + self.spacing())
                line = 0
            if apply:
                item.setGeometry(QStyle.visualRect(direction, rect, QRect(at, size)))
            at.setX(at.x() + size.width() + self.spacing())
            line = max(line, size.height())
        return at.y() + line - rect.top()
