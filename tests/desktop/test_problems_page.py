"""The problems page: every file with its reason, and something to do about it."""

from __future__ import annotations

import os
from datetime import datetime

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QListView, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from photo_search.desktop.problems_page import ProblemModel, ProblemsPage
from photo_search.desktop.theme import ThemeSwitch
from photo_search.desktop.two_line_delegate import Row
from photo_search.records import Problem, Stage


def problem(path: bytes, sentence: str = "The file is cut off.", stage: Stage = Stage.DECODE) -> Problem:
    return Problem(1, path, stage, sentence, 1, datetime(2024, 5, 1))


HOSTILE = [
    problem(b"/photos/caf\xe9.jpg"),
    problem(b"/photos/<img src=x>.jpg"),
    problem("/photos/a\nb\u202egpj.jpg".encode()),
    problem(b"/photos/" + b"n" * 255),
    problem(b"/", "You may not read this.", Stage.SCAN),
]
THREE = [problem(b"/p/c.jpg"), problem(b"/p/a.jpg", "This is no picture."), problem(b"/p/b", "Locked.", Stage.SCAN)]


@pytest.fixture
def page(qtbot: QtBot, theme: ThemeSwitch) -> ProblemsPage:
    made = ProblemsPage(theme)
    qtbot.addWidget(made)
    made.resize(800, 500)
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


def rows(page: ProblemsPage) -> QListView:
    return page.findChild(QListView)


def button(page: ProblemsPage, text: str) -> QPushButton:
    return next(each for each in page.findChildren(QPushButton) if each.text() == text)


def select(page: ProblemsPage, *numbers: int) -> None:
    view = rows(page)
    view.clearSelection()
    for number in numbers:
        view.selectionModel().select(view.model().index(number, 0), view.selectionModel().SelectionFlag.Select)


def test_the_model_keeps_qt_s_rules(qtbot: QtBot) -> None:
    model = ProblemModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.replace(THREE)
    model.replace(HOSTILE)
    model.replace([])
    assert model.rowCount() == 0
    tester.deleteLater()


def test_a_row_tells_name_place_and_reason(page: ProblemsPage) -> None:
    page.show_problems(THREE)
    model = rows(page).model()
    first, last = model.index(0, 0), model.index(1, 0)
    assert first.data() == "a.jpg"
    assert first.data(Row.NOTE) == "/p"
    assert first.data(Row.SECOND_LINE) == "This is no picture."
    assert first.data(Qt.ItemDataRole.AccessibleTextRole) == "/p/a.jpg: This is no picture."
    assert last.data(Row.ICON) == "folder-offline"
    assert any("3" in label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_hostile_names_are_plain_text(page: ProblemsPage) -> None:
    page.show_problems(HOSTILE)
    model = rows(page).model()
    shown = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    assert "<img src=x>.jpg" in shown
    assert all("\n" not in text and "\u202e" not in text for text in shown)
    assert "&lt;img" in next(
        str(model.index(row, 0).data(Qt.ItemDataRole.ToolTipRole)) for row, name in enumerate(shown) if "<img" in name
    )
    page.grab()


def test_without_problems_it_says_so(page: ProblemsPage) -> None:
    page.show_problems(THREE)
    assert rows(page).isVisible()
    page.show_problems([])
    assert not rows(page).isVisible()
    assert "No problems" in [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def test_all_or_the_selected_ones_are_tried_again(page: ProblemsPage, qtbot: QtBot) -> None:
    page.show_problems(THREE)
    with qtbot.waitSignal(page.retry_wanted) as wanted:
        qtbot.mouseClick(button(page, "Try all again"), Qt.MouseButton.LeftButton)
    assert [os.path.basename(each.path) for each in wanted.args[0]] == [b"a.jpg", b"b", b"c.jpg"]
    select(page, 2, 0)
    with qtbot.waitSignal(page.retry_wanted) as wanted:
        qtbot.mouseClick(button(page, "Try again"), Qt.MouseButton.LeftButton)
    assert [os.path.basename(each.path) for each in wanted.args[0]] == [b"a.jpg", b"c.jpg"]


def test_one_is_shown_in_its_folder_by_button_and_by_key(page: ProblemsPage, qtbot: QtBot) -> None:
    page.show_problems(HOSTILE)
    assert not button(page, "Show in folder").isEnabled()
    row = next(row for row in range(5) if rows(page).model().index(row, 0).data().startswith("caf"))
    select(page, row)
    with qtbot.waitSignal(page.show_in_folder_wanted) as wanted:
        qtbot.mouseClick(button(page, "Show in folder"), Qt.MouseButton.LeftButton)
    assert wanted.args == [b"/photos/caf\xe9.jpg"]
    rows(page).setFocus()
    with qtbot.waitSignal(page.show_in_folder_wanted):
        qtbot.keyClick(rows(page), Qt.Key.Key_Return)
    select(page, 0, 1)
    assert not button(page, "Show in folder").isEnabled()


def test_the_list_can_be_copied(page: ProblemsPage, qtbot: QtBot) -> None:
    page.show_problems(THREE)
    qtbot.mouseClick(button(page, "Copy the list"), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text().splitlines() == [
        "/p/a.jpg\tThis is no picture.",
        "/p/b\tLocked.",
        "/p/c.jpg\tThe file is cut off.",
    ]
    select(page, 1)
    rows(page).setFocus()
    qtbot.keyClick(rows(page), Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "/p/b\tLocked."


def test_the_keyboard_alone_reaches_everything(page: ProblemsPage, qtbot: QtBot) -> None:
    page.show_problems(THREE)
    page.setFocus()
    qtbot.keyClick(rows(page), Qt.Key.Key_Down)
    qtbot.keyClick(rows(page), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(rows(page).selectionModel().selectedRows()) == 3


def test_a_menu_offers_the_same(page: ProblemsPage, qtbot: QtBot) -> None:
    page.show_problems(THREE)
    select(page, 0)
    rows(page).customContextMenuRequested.emit(rows(page).visualRect(rows(page).model().index(0, 0)).center())
    menu = page.findChild(QMenu)
    assert [action.text() for action in menu.actions()] == ["Try again", "Show in folder", "Copy"]
    menu.close()
    qtbot.waitUntil(lambda: page.findChild(QMenu) is None)


def test_an_update_keeps_the_selection(page: ProblemsPage) -> None:
    page.show_problems(THREE)
    select(page, 2)
    page.show_problems([*THREE[1:], THREE[0], problem(b"/p/0.jpg")])
    view = rows(page)
    assert [index.data() for index in view.selectionModel().selectedRows()] == ["c.jpg"]
    page.show_problems([problem(b"/p/0.jpg")])
    assert view.selectionModel().selectedRows() == []


def test_the_same_list_again_changes_nothing(page: ProblemsPage, qtbot: QtBot) -> None:
    page.show_problems(THREE)
    with qtbot.assertNotEmitted(rows(page).model().modelReset):
        page.show_problems(list(reversed(THREE)))


def test_an_index_of_the_model_has_no_children(page: ProblemsPage) -> None:
    page.show_problems(THREE)
    assert rows(page).model().rowCount(rows(page).model().index(0, 0)) == 0
    assert rows(page).model().rowCount(QModelIndex()) == 3
