"""The sidebar: what it lists, how it is used by mouse and by keyboard, and what a screen reader hears."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView
from pytestqt.qtbot import QtBot

from photo_search.desktop.navigation import Where
from photo_search.desktop.sidebar import Sidebar
from photo_search.desktop.theme import ThemeSwitch
from photo_search.records import Folder

pytestmark = pytest.mark.skipif(os.sep != "/", reason="paths as on Linux and macOS")

PICTURES = Folder(1, b"/home/anna/Pictures", (), None, 1240)
ARCHIVE = Folder(2, b"/media/<b>Archive", (), "The drive isn't connected.", 8310)
FOLDERS = [PICTURES, ARCHIVE]


def place(folder: Folder) -> Where:
    return Where("folder", folder.folder_id, folder.path)


class Desk:
    """A sidebar on the screen, and what it asked for."""

    def __init__(self, theme: ThemeSwitch, qtbot: QtBot) -> None:
        self.sidebar = Sidebar(theme)
        qtbot.addWidget(self.sidebar)
        self.chosen: list[Where] = []
        self.added = 0
        self.menus: list[tuple[int, QPoint]] = []
        self.sidebar.chosen.connect(self.chosen.append)
        self.sidebar.add_wanted.connect(self._add)
        self.sidebar.folder_menu_wanted.connect(lambda folder_id, at: self.menus.append((folder_id, at)))
        self.sidebar.show_folders(FOLDERS)
        self.sidebar.resize(208, 500)
        with qtbot.waitExposed(self.sidebar):
            self.sidebar.show()
        self.sidebar.activateWindow()
        self.sidebar.setFocus()
        found = self.sidebar.findChild(QListView)
        assert found is not None
        self.list: QListView = found

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self.list, key)

    def row(self, text: str) -> QModelIndex:
        model = self.list.model()
        rows = (model.index(at, 0) for at in range(model.rowCount()))
        return next(index for index in rows if says(index) == text)

    def click(self, text: str, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
        centre = self.list.visualRect(self.row(text)).center()
        QTest.mouseClick(self.list.viewport(), button, pos=centre)

    @property
    def texts(self) -> list[str]:
        model = self.list.model()
        return [says(model.index(at, 0)) for at in range(model.rowCount())]

    @property
    def marked(self) -> list[str]:
        return [says(index) for index in self.list.selectionModel().selectedIndexes()]

    def _add(self) -> None:
        self.added += 1


def says(index: QModelIndex, role: Qt.ItemDataRole = Qt.ItemDataRole.DisplayRole) -> str:
    return str(index.data(role) or "")


@pytest.fixture
def desk(theme: ThemeSwitch, qtbot: QtBot) -> Desk:
    return Desk(theme, qtbot)


def test_it_lists_the_library(desk: Desk) -> None:
    assert desk.texts == ["Photos", "Recently added", "Folders", "Pictures", "<b>Archive", "Add folder…"]
    desk.sidebar.show_problem_count(3)
    assert desk.texts[-1] == "Problems"
    desk.sidebar.show_problem_count(0)
    assert "Problems" not in desk.texts


def test_clicks_choose(desk: Desk) -> None:
    for text in ("Recently added", "Folders", "Pictures", "Photos"):
        desk.click(text)
    assert desk.chosen == [Where("recent"), place(PICTURES), Where("all")]
    desk.click("Add folder…")
    assert desk.added == 1
    assert len(desk.chosen) == 3


def test_only_being_told_moves_the_mark(desk: Desk) -> None:
    desk.click("Pictures")
    assert desk.marked == ["Photos"], "until the window has gone there"
    desk.sidebar.select(place(PICTURES))
    assert desk.marked == ["Pictures"]
    assert desk.chosen == [place(PICTURES)], "being told is no choice"
    desk.sidebar.select(Where("problems"))
    assert desk.marked == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_by_keyboard_alone(desk: Desk, key: Qt.Key) -> None:
    down, up = Qt.Key.Key_Down, Qt.Key.Key_Up
    desk.press(down, down)
    assert desk.chosen == []
    assert desk.marked == ["Photos"]
    desk.press(key)
    assert desk.chosen == [place(PICTURES)], "the heading is passed by"
    desk.press(Qt.Key.Key_End, key)
    assert desk.added == 1
    desk.press(up, key, Qt.Key.Key_Home, key)
    assert desk.chosen == [place(PICTURES), place(ARCHIVE), Where("all")]


def test_a_folder_s_menu(desk: Desk) -> None:
    def ask(text: str) -> None:
        centre = desk.list.visualRect(desk.row(text)).center()
        viewport = desk.list.viewport()
        mouse = QContextMenuEvent.Reason.Mouse
        QApplication.sendEvent(viewport, QContextMenuEvent(mouse, centre, viewport.mapToGlobal(centre)))

    for text in ("Photos", "Folders", "Add folder…", "<b>Archive"):
        ask(text)
    assert [folder_id for folder_id, _ in desk.menus] == [2]


def test_a_folder_s_menu_by_key(desk: Desk) -> None:
    desk.press(Qt.Key.Key_Down, Qt.Key.Key_Down)
    keyboard = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(desk.list.viewport(), QContextMenuEvent(keyboard, QPoint(0, 0), QPoint(0, 0)))
    ((folder_id, at),) = desk.menus
    assert folder_id == 1
    assert desk.list.visualRect(desk.row("Pictures")).contains(desk.list.viewport().mapFromGlobal(at))


def test_new_counts_leave_the_keyboard_where_it_is(desk: Desk) -> None:
    desk.press(Qt.Key.Key_Down, Qt.Key.Key_Down)
    desk.sidebar.show_photo_count(9000)
    desk.sidebar.show_folders([Folder(1, PICTURES.path, (), None, 1300), ARCHIVE])
    assert says(desk.list.currentIndex()) == "Pictures"
    desk.sidebar.show_problem_count(2)
    assert says(desk.list.currentIndex()) == "Pictures"
    desk.sidebar.show_folders([ARCHIVE])
    assert says(desk.list.currentIndex()) == "Photos", "where the mark is"


def test_what_a_screen_reader_hears(desk: Desk) -> None:
    hears, explains = Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole
    desk.sidebar.show_photo_count(1234567)
    assert says(desk.row("Photos"), hears) == "Photos, 1,234,567"
    assert says(desk.row("<b>Archive"), hears) == "<b>Archive, 8,310"
    assert says(desk.row("<b>Archive"), explains) == "/media/<b>Archive\nThe drive isn't connected."
    assert desk.list.accessibleName()


def test_names_are_no_html_in_tips(desk: Desk) -> None:
    tip = says(desk.row("<b>Archive"), Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;Archive" in tip
    assert "The drive isn" in tip
    assert says(desk.row("Photos"), Qt.ItemDataRole.ToolTipRole) == ""


def test_folders_of_one_name_are_told_apart(desk: Desk) -> None:
    desk.sidebar.show_folders([Folder(1, b"/data/Anna/2023", (), None, 1), Folder(2, b"/data/Ben/2023", (), None, 1)])
    model = desk.list.model()
    heard = [says(model.index(at, 0), Qt.ItemDataRole.AccessibleTextRole) for at in (3, 4)]
    assert heard == ["2023, Anna, 1", "2023, Ben, 1"]


def _picture(desk: Desk) -> QImage:
    return desk.sidebar.grab().toImage()


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (lambda desk: desk.sidebar.select(place(PICTURES)), "Pictures"),
        (lambda desk: desk.press(Qt.Key.Key_Down, Qt.Key.Key_Down), "Pictures"),
        (lambda desk: desk.sidebar.show_folders([PICTURES, Folder(2, ARCHIVE.path, (), None, 8310)]), "<b>Archive"),
    ],
    ids=["on show", "with the keyboard", "no longer absent"],
)
def test_a_row_s_state_is_seen(desk: Desk, change: Callable[[Desk], None], text: str) -> None:
    where = desk.list.visualRect(desk.row(text)).translated(desk.list.pos())
    before = _picture(desk).copy(where)
    change(desk)
    assert _picture(desk).copy(where) != before


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("count", [0, 10**12])
def test_nothing_is_painted_beyond_a_row(
    theme: ThemeSwitch, qtbot: QtBot, direction: Qt.LayoutDirection, count: int
) -> None:
    desk = Desk(theme, qtbot)
    desk.sidebar.setLayoutDirection(direction)
    names: Sequence[bytes] = [b"/x/" + b"Familienurlaub" * 9, b"/y/" + b"Familienurlaub" * 9]
    desk.sidebar.show_folders([Folder(at, name, (), None, count) for at, name in enumerate(names)])
    picture = _picture(desk)
    ground = theme.theme.sidebar.rgb()
    margin = [*range(8), *range(picture.width() - 8, picture.width())]
    assert {picture.pixel(x, y) for x in margin for y in range(picture.height())} == {ground}
