"""The list under the search field: earlier searches, and how the word being typed may go on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from photo_search.desktop.icons import pixmap
from photo_search.desktop.plain_label import leading
from photo_search.desktop.theme import CAPTION_PX, RADIUS, S1, S2, S3, ThemeSwitch
from photo_search.desktop.wording import number

_ICON = 16
_ROW = 32
_MOST_SEEN = 8
_FRAME = 1

_ICONS = {
    "history": "recent",
    "tag": "tag",
    "place": "place",
    "folder": "folder",
    "camera": "camera",
    "lens": "camera",
    "concept": "concept",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A row: `text` is shown, `insert` is typed for it, in place of the whole line if `whole`, or of its last word.

    `kind` picks the icon. `photos` is how many have it, None if that isn't known.
    """

    kind: str
    text: str
    insert: str
    photos: int | None = None
    whole: bool = False


class SuggestionList(QListView):
    """Floats over the window while the field has the focus, and never takes it: the field passes the keys on."""

    chosen = Signal(object)
    """An Offer was clicked, or chosen by key."""

    def __init__(self, theme: ThemeSwitch, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = _Offers(self)
        self.setModel(self._rows)
        self.setItemDelegate(_Row(theme, self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Suggestions"))
        self.setStyleSheet("QListView { padding: 4px; }")
        self.clicked.connect(lambda index: self.chosen.emit(self._rows.offers[index.row()]))
        self.hide()

    @property
    def offers(self) -> Sequence[Offer]:
        """What is on show; nothing while it is hidden."""
        return self._rows.offers if self.isVisible() else ()

    @property
    def current(self) -> Offer | None:
        """The row that a key would choose, if there is one."""
        row = self.currentIndex().row()
        return self._rows.offers[row] if self.isVisible() and 0 <= row < len(self._rows.offers) else None

    def offer(self, offers: Sequence[Offer], below: QRect) -> None:
        """Show these rows below a place of the parent widget; nothing hides the list."""
        kept = self.current
        self._rows.show(offers)
        if not offers:
            self.hide()
            return
        if kept is not None and kept in offers:
            self._go_to(offers.index(kept))
        row = self.sizeHintForRow(0)
        room = self.window().height() - below.bottom() - S3
        height = min(len(offers), _MOST_SEEN) * row + 2 * (S1 + _FRAME)
        self.setGeometry(below.left(), below.bottom() + S1, below.width(), max(min(height, room), row + 2 * S1))
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        """Go down (1) or up (-1) by a row; above the first there is none."""
        row = self.currentIndex().row() + by
        if row < -1:
            row = len(self._rows.offers) - 1
        self._go_to(min(row, len(self._rows.offers) - 1))

    def take_current(self) -> bool:
        """Choose the current row; say whether there is one."""
        current = self.current
        if current is not None:
            self.chosen.emit(current)
        return current is not None

    def _go_to(self, row: int) -> None:
        if row < 0:
            self.setCurrentIndex(QModelIndex())
            self.clearSelection()
            return
        index = self._rows.index(row)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)
        # The focus stays in the field, so that nobody would be told of the row otherwise.
        event = QAccessibleEvent(self, QAccessible.Event.Focus)
        event.setChild(row)
        QAccessible.updateAccessibility(event)


class _Offers(QAbstractListModel):
    """The rows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.offers: tuple[Offer, ...] = ()

    def show(self, offers: Sequence[Offer]) -> None:
        self.beginResetModel()
        self.offers = tuple(offers)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's
        return 0 if parent.isValid() else len(self.offers)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return self.offers[index.row()].text if role == Qt.ItemDataRole.DisplayRole else None


class _Row(QStyledItemDelegate):
    """Paints an icon, the words, and at the end how many photos there are."""

    def __init__(self, theme: ThemeSwitch, view: SuggestionList) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, _: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        return QSize(0, max(_ROW, option.fontMetrics.height() + S3))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        offer = self._view.offers[index.row()]
        colours = self._theme.theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setBrush(colours.tint(colours.accent, 0.18, colours.surface))
            painter.drawRoundedRect(option.rect, RADIUS - 2, RADIUS - 2)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(colours.hover)
            painter.drawRoundedRect(option.rect, RADIUS - 2, RADIUS - 2)

        inner = option.rect.adjusted(S2, 0, -S2, 0)
        icon = QRect(QPoint(inner.left(), inner.center().y() - _ICON // 2 + 1), QSize(_ICON, _ICON))
        name, ratio = _ICONS.get(offer.kind, "filter"), painter.device().devicePixelRatio()
        at = QStyle.visualRect(option.direction, option.rect, icon).topLeft()
        painter.drawPixmap(at, pixmap(name, colours.secondary, _ICON, ratio))

        align = leading(option.direction) | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        count = "" if offer.photos is None else number(offer.photos)
        painter.setFont(self._theme.font(CAPTION_PX))
        wide = painter.fontMetrics().horizontalAdvance(count)
        painter.setPen(colours.secondary)
        end = QRect(inner.right() - wide, inner.top(), wide + 1, inner.height())
        painter.drawText(QStyle.visualRect(option.direction, option.rect, end), align, count)

        words = inner.adjusted(_ICON + S3, 0, -(wide + S3 if count else 0), 0)
        painter.setFont(option.font)
        painter.setPen(colours.text)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        text = option.fontMetrics.elidedText(offer.text, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(QStyle.visualRect(option.direction, option.rect, words), align, text)
        painter.restore()
