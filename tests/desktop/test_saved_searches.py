"""Saved searches in the window: kept, counted, asked, renamed, pinned, moved and removed, by mouse and by keyboard."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListView
from pytestqt.qtbot import QtBot

from photo_search.desktop.main_window import MainWindow
from photo_search.desktop.navigation import EVERYTHING, Place, Where, Words
from photo_search.desktop.save_search_dialog import SaveSearchDialog, concept_text, proposed_name
from photo_search.desktop.sidebar_rows import ROW, Row, Saved
from photo_search.searching.query import parse
from tests.desktop.window_scene import Open, choose, entry, idle, popup, press

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class Shelf:
    """The saved searches in the sidebar of a window."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self._qtbot = qtbot
        self.window = window
        self.list: QListView = window._sidebar._list

    @property
    def rows(self) -> list[Row]:
        model = self.list.model()
        rows = (model.index(at, 0).data(ROW) for at in range(model.rowCount()))
        return [row for row in rows if isinstance(row.leads_to, Saved)]

    @property
    def names(self) -> list[str]:
        return [row.text for row in self.rows]

    def save(self, text: str, name: str = "", *, concept: bool = False) -> None:
        """Save as a person does, with the name that is proposed unless another one is typed."""
        before = len(self.rows)
        self.window._searches.saved.save(text)
        dialog = self.dialog()
        if name:
            field = dialog.findChild(QLineEdit)
            assert field is not None
            field.selectAll()
            QTest.keyClicks(field, name)
        dialog._concept.setChecked(concept)
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        self._qtbot.waitUntil(lambda: len(self.rows) == before + 1)

    def dialog(self) -> SaveSearchDialog:
        return next(dialog for dialog in self.window.findChildren(SaveSearchDialog) if dialog.isVisible())

    def index(self, name: str) -> QModelIndex:
        model = self.list.model()
        indexes = (model.index(at, 0) for at in range(model.rowCount()))
        return next(index for index in indexes if index.data() == name)

    def click(self, name: str) -> None:
        place = self.list.visualRect(self.index(name)).center()
        QTest.mouseClick(self.list.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def stand_on(self, name: str) -> None:
        self.list.setFocus()
        self.list.move_to(self.index(name))  # type: ignore[attr-defined]

    def open_menu(self, name: str) -> None:
        place = self.list.visualRect(self.index(name)).center()
        self.list.menu_wanted.emit(self.index(name), self.list.viewport().mapToGlobal(place))  # type: ignore[attr-defined]

    def becomes(self, *names: str) -> None:
        self._qtbot.waitUntil(lambda: self.names == list(names))

    @property
    def marked(self) -> list[str]:
        return [index.data() for index in self.list.selectionModel().selectedIndexes()]


@pytest.fixture
def shelf(qtbot: QtBot, window: MainWindow) -> Shelf:
    return Shelf(qtbot, window)


def test_a_search_is_saved_by_key_and_asked_by_a_click(qtbot: QtBot, shelf: Shelf) -> None:
    window = shelf.window
    window._grid.setFocus()
    press(Qt.Key.Key_D, CTRL)
    assert not window.findChildren(SaveSearchDialog), "nothing is asked"
    window._navigator.ask("red   sky")
    press(Qt.Key.Key_D, CTRL)
    dialog = shelf.dialog()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    shelf.becomes("Red sky")
    qtbot.waitUntil(lambda: dialog not in window.findChildren(SaveSearchDialog))
    assert shelf.marked == ["Red sky"]
    window._navigator.go(EVERYTHING)
    assert shelf.marked == ["Photos"]
    shelf.click("Red sky")
    assert window._navigator.place == Place(Where("all"), Words("red sky"))
    assert window._search.words == "red sky"
    assert shelf.marked == ["Red sky"]


def test_a_search_in_a_folder_is_saved_with_the_folder(qtbot: QtBot, shelf: Shelf) -> None:
    window = shelf.window
    folder = window._upkeep.folder_list[0]
    window._navigator.go(Place(Where("folder", folder.folder_id, folder.path), Words("red sky")))
    window._question.save.click()
    shelf.dialog()._save.click()
    shelf.becomes("Red sky")
    asked = parse(shelf.rows[0].detail[0], date(2024, 1, 1))
    assert asked.phrase == "red sky"
    assert [part.said for part in asked.chips] == [os.fsdecode(folder.path)]  # type: ignore[union-attr]
    assert shelf.marked == ["pictures"], "elsewhere it is another question"


def test_the_sidebar_has_no_section_for_searches_before_there_are_any(shelf: Shelf) -> None:
    texts = [shelf.list.model().index(at, 0).data() for at in range(shelf.list.model().rowCount())]
    assert "Searches" not in texts
    shelf.save("sky")
    texts = [shelf.list.model().index(at, 0).data() for at in range(shelf.list.model().rowCount())]
    assert "Searches" in texts


def test_counts_are_those_of_the_answers(qtbot: QtBot, shelf: Shelf) -> None:
    shelf.save("green", "Green")
    shelf.save("name:p3", "Third")
    library = shelf.window._library
    options = shelf.window._searches.saved.counts._options()
    expected = [library.search(text, options=options).matching for text in ("green", "name:p3")]
    qtbot.waitUntil(lambda: [row.count for row in shelf.rows] == expected, timeout=15_000)


def test_counts_follow_where_matches_end(qtbot: QtBot, shelf: Shelf) -> None:
    window = shelf.window
    shelf.save("green", "Green")
    qtbot.waitUntil(lambda: shelf.rows[0].count is not None, timeout=15_000)
    window._use(replace(window._settings, strictness=0.0))
    window._navigator.ask("something else")
    options = window._searches.saved.counts._options()
    assert options.strictness == 0.0
    expected = window._library.search("green", options=options).matching
    qtbot.waitUntil(lambda: shelf.rows[0].count == expected, timeout=15_000)


def test_a_taken_name_is_said_and_can_be_replaced(qtbot: QtBot, shelf: Shelf) -> None:
    shelf.save("sky", "Blue")
    shelf.window._searches.saved.save("sea")
    dialog = shelf.dialog()
    dialog._name.setText("BLUE")
    dialog._save.click()
    qtbot.waitUntil(dialog._problem.isVisible)
    assert "“Blue”" in dialog._problem.text()
    assert dialog._save.text() == "Replace it"
    dialog._name.setText("BLUE2")
    assert dialog._save.text() == "Save"
    assert not dialog._problem.isVisible()
    dialog._name.setText("BLUE")
    dialog._save.click()
    qtbot.waitUntil(lambda: dialog._save.text() == "Replace it")
    dialog._save.click()
    shelf.becomes("BLUE")
    assert shelf.rows[0].detail[0] == "sea"


def test_no_name_saves_nothing(shelf: Shelf) -> None:
    shelf.window._searches.saved.save("sky")
    dialog = shelf.dialog()
    dialog._name.setText("  ")
    assert not dialog._save.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert shelf.names == []


def test_rename_in_place(qtbot: QtBot, shelf: Shelf) -> None:
    shelf.save("sky", "Blue")
    shelf.save("sea", "Wet")
    shelf.stand_on("Blue")
    press(Qt.Key.Key_F2)
    editor = shelf.list.findChild(QLineEdit)
    assert editor is not None
    assert editor.text() == "Blue"
    QTest.keyClicks(editor, "High up")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    shelf.becomes("High up", "Wet")
    press(Qt.Key.Key_F2)
    editor = next(field for field in shelf.list.findChildren(QLineEdit) if field.isVisible())
    QTest.keyClicks(editor, "something")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert shelf.names == ["High up", "Wet"]
    assert shelf.window._navigator.place == EVERYTHING


def test_a_taken_name_is_refused_in_place_as_well(qtbot: QtBot, shelf: Shelf) -> None:
    shelf.save("sky", "Blue")
    shelf.save("sea", "Wet")
    with qtbot.waitSignal(shelf.window._searches.failed) as failed:
        shelf.window._sidebar.search_renamed.emit(shelf.rows[0].leads_to.search_id, "Wet")  # type: ignore[union-attr]
    assert "“Wet”" in str(failed.args[0])
    assert shelf.names == ["Blue", "Wet"]
    QApplication.activeModalWidget().close()


def test_the_menu_changes_pins_and_removes(qtbot: QtBot, shelf: Shelf) -> None:
    window = shelf.window
    for name in ("One", "Two", "Three"):
        shelf.save(name.lower(), name)
    window._navigator.ask("something else")
    shelf.open_menu("Two")
    choose("Change to the present search")
    qtbot.waitUntil(lambda: shelf.rows[1].detail[0] == "something else")
    assert shelf.marked == ["Two"]
    shelf.open_menu("Two")
    assert not entry(popup(), "Change to the present search").isEnabled()
    choose("Pin on top")
    shelf.becomes("Two", "One", "Three")
    shelf.open_menu("Two")
    assert not entry(popup(), "Move down").isEnabled(), "pinned ones stay first"
    choose("Unpin")
    shelf.becomes("One", "Two", "Three")
    shelf.open_menu("Three")
    choose("Move up")
    shelf.becomes("One", "Three", "Two")
    shelf.open_menu("Three")
    choose("Rename")
    assert shelf.list.findChild(QLineEdit) is not None
    press(Qt.Key.Key_Escape)


def test_removing_can_be_undone(qtbot: QtBot, shelf: Shelf) -> None:
    for name in ("One", "Two", "Three"):
        shelf.save(name.lower(), name)
    shelf.stand_on("Two")
    press(Qt.Key.Key_Delete)
    shelf.becomes("One", "Three")
    banner = shelf.window._banner
    assert "“Two”" in banner.accessibleName()
    banner._action.click()
    shelf.becomes("One", "Two", "Three")
    assert not banner.isVisible()


def test_moving_by_keyboard_and_by_dragging(shelf: Shelf) -> None:
    for name in ("One", "Two", "Three"):
        shelf.save(name.lower(), name)
    shelf.stand_on("Three")
    press(Qt.Key.Key_Up, ALT)
    shelf.becomes("One", "Three", "Two")
    assert shelf.list.currentIndex().data() == "Three"
    press(Qt.Key.Key_Down, ALT)
    shelf.becomes("One", "Two", "Three")


@pytest.mark.parametrize(
    ("dragged", "target", "below", "after"),
    [
        ("One", "Three", True, ["Two", "Three", "One"]),
        ("One", "Two", False, ["One", "Two", "Three"]),
        ("Three", "One", False, ["Three", "One", "Two"]),
        ("Two", "Three", True, ["One", "Three", "Two"]),
    ],
)
def test_a_saved_search_is_dropped_where_the_line_is(
    qtbot: QtBot, shelf: Shelf, dragged: str, target: str, below: bool, after: list[str]
) -> None:
    for name in ("One", "Two", "Three"):
        shelf.save(name.lower(), name)
    moved: list[tuple[int, int]] = []
    shelf.list.moved.connect(lambda search_id, place: moved.append((search_id, place)))  # type: ignore[attr-defined]
    row = shelf.list.visualRect(shelf.index(target))
    at = row.bottomLeft() if below else row.topLeft()
    at.setX(row.center().x())
    view: Callable[..., object] = shelf.list._gap_at  # type: ignore[attr-defined]
    shelf.list._dragged, shelf.list._gap = shelf.index(dragged).row(), view(at)  # type: ignore[attr-defined]
    shelf.list.dropEvent(_Drop())  # type: ignore[arg-type]
    shelf.becomes(*after)
    assert len(moved) == int(after != ["One", "Two", "Three"])


class _Drop:
    def accept(self) -> None: ...


def test_only_beside_saved_searches_is_there_a_place_to_drop(shelf: Shelf) -> None:
    shelf.save("sky", "Blue")
    gap_at = shelf.list._gap_at  # type: ignore[attr-defined]
    assert gap_at(shelf.list.visualRect(shelf.index("Photos")).center()) is None
    assert gap_at(shelf.list.visualRect(shelf.index("Add folder…")).center()) is None
    assert gap_at(shelf.list.visualRect(shelf.index("Blue")).topLeft()) is not None


def test_a_concept_is_added_to_the_search(qtbot: QtBot, shelf: Shelf) -> None:
    shelf.save("green -red", "Our garden", concept=True)
    shelf.window._navigator.ask("dog")
    shelf.open_menu("Our garden")
    choose("Add to the search")
    assert shelf.window._navigator.place.question == Words('dog concept:"Our garden"')
    shelf.open_menu("Our garden")
    assert not entry(popup(), "Add to the search").isEnabled(), "it is there"
    choose("A concept for other searches")
    qtbot.waitUntil(lambda: "concept" not in shelf.rows[0].icon)
    shelf.open_menu("Our garden")
    choose("A concept for other searches")
    qtbot.waitUntil(lambda: shelf.rows[0].icon == "concept")


def test_they_are_there_again_in_the_next_window(qtbot: QtBot, shelf: Shelf, open_window: Open) -> None:
    shelf.save("sky", "Blue")
    again = Shelf(qtbot, open_window())
    again.becomes("Blue")
    qtbot.waitUntil(lambda: idle(again.window), timeout=20_000)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("beach summer 2019 -people folder:holiday", "Beach summer 2019"),
        ('"Summer party" dog:2', "Summer party"),
        ("camera:canon iso:<400", "Canon <400"),
        ("similar:12 more:3", "Similar photos"),
        ("x" * 500, "X" + "x" * 59),
    ],
)
def test_a_name_is_proposed(qtbot: QtBot, text: str, name: str) -> None:
    assert proposed_name(text) == name


@pytest.mark.parametrize("name", ["garden", "Our garden", "Grüße aus 日本"])
def test_a_concept_is_asked_for_by_its_text(name: str) -> None:
    (part,) = parse(concept_text(name), date(2024, 1, 1)).parts
    assert part.said == name  # type: ignore[union-attr]
