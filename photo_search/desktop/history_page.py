"""The page of the searches of before: what was asked, when, and how many photos matched then."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from PySide6.QtCore import (
    QAbstractListModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    Qt,
    QTime,
    Signal,
)
from PySide6.QtGui import QAction, QKeySequence, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from photo_search.desktop.chip_words import text_in_words
from photo_search.desktop.empty_state import EmptyState
from photo_search.desktop.plain_label import PlainLabel
from photo_search.desktop.sentence_dialog import Question
from photo_search.desktop.theme import BODY_PX, S2, S4, ThemeSwitch
from photo_search.desktop.two_line_delegate import Row
from photo_search.desktop.two_line_list import TwoLineList
from photo_search.desktop.wording import short_day, tip, translate, weekday
from photo_search.records import Asked
from photo_search.searching.question_editing import asks_with_pictures

_Index = QModelIndex | QPersistentModelIndex
_FILTER_WIDTH = 200
_MANY = 12
"""With more searches than that, there is a field to find one among them."""


class AskedModel(QAbstractListModel):
    """The searches, newest first, or those of them that hold some words."""

    def __init__(self) -> None:
        super().__init__()
        self._all: tuple[Asked, ...] = ()
        self._shown: tuple[Asked, ...] = ()
        self._holding = ""

    def replace(self, asked: Sequence[Asked]) -> None:
        """Hold these searches instead of the former."""
        self._all = tuple(asked)
        self._choose()

    def show_holding(self, words: str) -> None:
        """Show only the searches that hold `words`, in any case."""
        self._holding = words.strip().casefold()
        self._choose()

    def asked(self, row: int) -> Asked:
        """Return the search of a row."""
        return self._shown[row]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's own signature
        """Return the number of searches on show."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a row shows."""
        asked = self._shown[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _as_asked(asked.text)
            case Row.SECOND_LINE:
                return said_of(asked, datetime.now().astimezone().date())
            case Row.ICON:
                return "similar" if asks_with_pictures(asked.text) else "search"
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{asked.text}: {said_of(asked, datetime.now().astimezone().date())}"
            case Qt.ItemDataRole.ToolTipRole:
                return tip(asked.text)
        return None

    def _choose(self) -> None:
        self.beginResetModel()
        self._shown = tuple(asked for asked in self._all if self._holding in asked.text.casefold())
        self.endResetModel()


class HistoryPage(QWidget):
    """Lists the searches; a click or Enter asks one again."""

    asked = Signal(str)
    save_wanted = Signal(str)
    forget_wanted = Signal(str)
    forget_all_wanted = Signal()

    def __init__(self, theme: ThemeSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = AskedModel()
        self._model.setParent(self)
        title = PlainLabel(self.tr("Recent searches"), font=theme.font(BODY_PX, strong=True))
        comfort = PlainLabel(
            self.tr("They are kept in your library on this computer, and nowhere else."),
            role=QPalette.ColorRole.PlaceholderText,
        )
        self._list = TwoLineList(theme, self.tr("Recent searches"))
        self._list.setModel(self._model)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._list.customContextMenuRequested.connect(self._open_menu)
        self._list.clicked.connect(lambda index: self.asked.emit(self._model.asked(index.row()).text))
        self._list.selectionModel().currentChanged.connect(self._enable)
        self._model.modelReset.connect(self._choose_first)

        self._ask = self._action(self.tr("Search again"), self.asked.emit, "Return", "Enter")
        self._save = self._action(self.tr("Save this search…"), self.save_wanted.emit)
        self._forget = self._action(self.tr("Forget"), self.forget_wanted.emit, "Del", "Backspace")
        self._actions = (self._ask, self._save, self._forget)
        self._forget_all = QPushButton(self.tr("Forget all…"))
        self._forget_all.clicked.connect(self._ask_to_forget)
        self._filter = QLineEdit()
        self._filter.setPlaceholderText(self.tr("Find among these"))
        self._filter.setAccessibleName(self.tr("Find among these"))
        self._filter.setClearButtonEnabled(True)
        self._filter.setFixedWidth(_FILTER_WIDTH)
        self._filter.textChanged.connect(self._model.show_holding)
        self._stack = QStackedWidget()
        self._lay_out(title, comfort)
        self.setFocusProxy(self._list)
        self.show_asked([])

    def show_asked(self, asked: Sequence[Asked]) -> None:
        """Show these searches, newest first."""
        row, scrolled = max(0, self._list.currentIndex().row()), self._list.verticalScrollBar().value()
        self._model.replace(asked)
        # Whoever forgets one after the other stays where they are.
        self._list.setCurrentIndex(self._model.index(min(row, self._model.rowCount() - 1), 0))
        self._list.verticalScrollBar().setValue(scrolled)
        self._filter.setVisible(len(asked) > _MANY or bool(self._filter.text()))
        self._stack.setCurrentIndex(1 if asked else 0)

    def _lay_out(self, title: QWidget, comfort: QWidget) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(S2)
        for action in self._actions:
            button = QPushButton(action.text())
            button.clicked.connect(action.trigger)
            action.enabledChanged.connect(button.setEnabled)
            bar.addWidget(button)
        bar.addWidget(self._forget_all)
        bar.addStretch()
        said = QVBoxLayout()
        said.setSpacing(S2)
        said.addWidget(title)
        said.addWidget(comfort)
        head = QHBoxLayout()
        head.setSpacing(S4)
        head.addLayout(said, 1)
        head.addWidget(self._filter, 0, Qt.AlignmentFlag.AlignBottom)
        full = QWidget()
        # First for Tab: as the page passes the focus on to it, what came before it would be skipped.
        self._list.setParent(full)
        column = QVBoxLayout(full)
        column.setContentsMargins(S4, S4, S4, S4)
        column.setSpacing(S2)
        column.addLayout(head)
        column.addSpacing(S2)
        column.addLayout(bar)
        column.addSpacing(S2)
        column.addWidget(self._list, 1)
        nothing = EmptyState(
            self._theme,
            "history",
            self.tr("No searches yet"),
            self.tr("What you search for is listed here, to be asked again with a click."),
        )
        self._stack.addWidget(nothing)
        self._stack.addWidget(full)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def _action(self, text: str, do: Callable[[str], None], *keys: str) -> QAction:
        action = QAction(text, self._list)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda: do(self._model.asked(self._list.currentIndex().row()).text))
        self._list.addAction(action)
        return action

    def _choose_first(self) -> None:
        self._list.setCurrentIndex(self._model.index(0, 0))
        self._enable()

    def _enable(self) -> None:
        for action in self._actions:
            action.setEnabled(self._list.currentIndex().isValid())

    def _ask_to_forget(self) -> None:
        question = Question(
            self._theme,
            self.tr("Forget all searches?"),
            self.tr("They are no longer listed or suggested. Saved searches stay."),
            answers=[self.tr("Forget all")],
            refusal=self.tr("Cancel"),
            parent=self.window(),
        )
        question.answered.connect(lambda _answer: self.forget_all_wanted.emit())
        question.open()

    def _open_menu(self, where: QPoint) -> None:
        index = self._list.indexAt(where)
        if not index.isValid():
            return
        self._list.setCurrentIndex(index)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self._actions)
        menu.popup(self._list.viewport().mapToGlobal(where))


def _as_asked(text: str) -> str:
    """Return a question as it was typed, and photos in it as their labels say it."""
    return text_in_words(text) if asks_with_pictures(text) else text


def said_of(asked: Asked, today: date) -> str:
    """Return what there is to say about a search: how many photos matched, when it was asked, how often."""
    said = [_when(asked.last_asked, today)]
    if asked.matching is not None:
        said.insert(0, matches_in_words(asked.matching))
    if asked.times > 1:
        said.append(_Counts().times(asked.times))
    return " · ".join(said)


def matches_in_words(count: int) -> str:
    """Return how many photos match."""
    return _Counts().matches(count)


def _when(moment: datetime, today: date) -> str:
    local = moment.astimezone()
    time = QLocale().toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)
    match (today - local.date()).days:
        case 0:
            return translate("HistoryPage", "today at %1").replace("%1", time)
        case 1:
            return translate("HistoryPage", "yesterday at %1").replace("%1", time)
        case days if 1 < days < 7:
            return translate("HistoryPage", "%1 at %2").replace("%1", weekday(local.date())).replace("%2", time)
    return short_day(local.date())


class _Counts(QObject):
    """What is said with a number in it, so that each language can have its plurals."""

    def matches(self, count: int) -> str:
        return self.tr("%Ln match(es)", "", count) if count else self.tr("no match")

    def times(self, count: int) -> str:
        return self.tr("asked %Ln time(s)", "", count)
