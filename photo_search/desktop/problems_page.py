"""The page of files and folders that could not be read: each with its reason, and what can be done."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from photo_search.desktop.core_sentences import translated
from photo_search.desktop.empty_state import EmptyState
from photo_search.desktop.plain_label import PlainLabel
from photo_search.desktop.theme import BODY_PX, S2, S4, ThemeSwitch
from photo_search.desktop.two_line_delegate import Row
from photo_search.desktop.two_line_list import TwoLineList
from photo_search.desktop.wording import tip
from photo_search.paths import display_path
from photo_search.records import Problem, Stage

_Index = QModelIndex | QPersistentModelIndex


class ProblemModel(QAbstractListModel):
    """The problems, by path."""

    def __init__(self) -> None:
        super().__init__()
        self._problems: list[Problem] = []

    def replace(self, problems: Sequence[Problem]) -> None:
        """Hold these problems instead of the former."""
        self.beginResetModel()
        self._problems = sorted(problems, key=lambda problem: problem.path)
        self.endResetModel()

    def problem(self, row: int) -> Problem:
        """Return the problem of a row."""
        return self._problems[row]

    def problems(self) -> list[Problem]:
        """Return all of them, in order."""
        return list(self._problems)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's own signature
        """Return the number of problems."""
        return 0 if parent.isValid() else len(self._problems)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a row shows."""
        problem = self._problems[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return display_path(os.path.basename(problem.path) or problem.path)
            case Row.NOTE:
                return display_path(os.path.dirname(problem.path))
            case Row.SECOND_LINE:
                return translated(problem.sentence)
            case Row.ICON:
                return "folder-offline" if problem.stage is Stage.SCAN else "broken"
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{display_path(problem.path)}: {translated(problem.sentence)}"
            case Qt.ItemDataRole.ToolTipRole:
                return tip(f"{display_path(problem.path)}: {translated(problem.sentence)}")
        return None


class ProblemsPage(QWidget):
    """Lists the problems; what is done concerns the selected ones, or all of them where none is selected."""

    retry_wanted = Signal(list)
    show_in_folder_wanted = Signal(bytes)

    def __init__(self, theme: ThemeSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = ProblemModel()
        self._model.setParent(self)

        self._title = PlainLabel(font=theme.font(BODY_PX, strong=True))
        comfort = PlainLabel(
            self.tr("They stay where they are, unchanged. Everything else can be searched."),
            role=QPalette.ColorRole.PlaceholderText,
        )

        self._list = TwoLineList(theme, self.tr("Files and folders that could not be read"))
        self._list.setModel(self._model)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._list.customContextMenuRequested.connect(self._open_menu)
        self._list.selectionModel().selectionChanged.connect(self._name_actions)

        self._retry = self._action(self._retry_chosen)
        self._show = self._action(self._show_chosen, "Return", "Enter")
        self._copy = self._action(self._copy_chosen, QKeySequence.StandardKey.Copy)
        self._buttons = [QPushButton() for _ in range(3)]
        for button, action in zip(self._buttons, (self._retry, self._show, self._copy), strict=True):
            button.clicked.connect(action.trigger)

        self._bar = QWidget()
        bar = QHBoxLayout(self._bar)
        bar.setContentsMargins(0, 0, 0, 0)
        bar.setSpacing(S2)
        for button in self._buttons:
            bar.addWidget(button)
        bar.addStretch()

        full = QWidget()
        # First for Tab: as the page passes the focus on to it, what came before it would be skipped.
        self._list.setParent(full)
        column = QVBoxLayout(full)
        column.setContentsMargins(S4, S4, S4, S4)
        column.setSpacing(S2)
        column.addWidget(self._title)
        column.addWidget(comfort)
        column.addSpacing(S2)
        column.addWidget(self._bar)
        column.addSpacing(S2)
        column.addWidget(self._list, 1)

        self._stack = QStackedWidget()
        self._stack.addWidget(
            EmptyState(theme, "check", self.tr("No problems"), self.tr("Every file and folder could be read."))
        )
        self._stack.addWidget(full)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self.setFocusProxy(self._list)
        self.show_problems([])

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show these problems; what was selected and is still there stays selected."""
        if sorted(problems, key=lambda problem: problem.path) == self._model.problems() and problems:
            return
        selected = {problem.path for problem in self._selected()}
        scrolled = self._list.verticalScrollBar().value()
        self._model.replace(problems)
        again = QItemSelection()
        for row, problem in enumerate(self._model.problems()):
            if problem.path in selected:
                again.select(self._model.index(row), self._model.index(row))
        self._list.selectionModel().select(again, QItemSelectionModel.SelectionFlag.Select)
        self._list.verticalScrollBar().setValue(scrolled)
        self._title.setText(self.tr("%Ln file(s) or folder(s) could not be read", "", len(problems)))
        self._stack.setCurrentIndex(1 if problems else 0)
        self._name_actions()

    def _action(self, do: Callable[[], None], *keys: str | QKeySequence.StandardKey) -> QAction:
        action = QAction(self._list)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(do)
        self._list.addAction(action)
        return action

    def _name_actions(self) -> None:
        selected = len(self._list.selectionModel().selectedRows())
        self._retry.setText(self.tr("Try again") if selected else self.tr("Try all again"))
        self._show.setText(self.tr("Show in folder"))
        self._show.setEnabled(selected == 1)
        self._copy.setText(self.tr("Copy") if selected else self.tr("Copy the list"))
        for button, action in zip(self._buttons, (self._retry, self._show, self._copy), strict=True):
            button.setText(action.text())
            button.setEnabled(action.isEnabled())

    def _selected(self) -> list[Problem]:
        rows = sorted(index.row() for index in self._list.selectionModel().selectedRows())
        return [self._model.problem(row) for row in rows]

    def _chosen(self) -> list[Problem]:
        return self._selected() or self._model.problems()

    def _retry_chosen(self) -> None:
        self.retry_wanted.emit(self._chosen())

    def _show_chosen(self) -> None:
        for problem in self._selected()[:1]:
            self.show_in_folder_wanted.emit(problem.path)

    def _copy_chosen(self) -> None:
        lines = [f"{display_path(problem.path)}\t{translated(problem.sentence)}" for problem in self._chosen()]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _open_menu(self, where: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([self._retry, self._show, self._copy])
        menu.popup(self._list.viewport().mapToGlobal(where))
