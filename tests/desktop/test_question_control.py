"""The question changed by chips, photos and suggestions, in the whole window."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from photo_search.desktop.chip import Chip
from photo_search.desktop.main_window import MainWindow
from photo_search.desktop.navigation import EVERYTHING
from photo_search.desktop.suggestions import ways_on
from tests.desktop.window_scene import choose, entry, idle, match_nearly_all, popup, press

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def arrive(qtbot: QtBot, window: MainWindow, text: str) -> None:
    """Wait until the photos that answer `text` are on show; without one, until all are."""

    def there() -> bool:
        question = window._navigator.place.question
        asked = "" if question is None else question.text
        return asked == text and window._navigator.has_arrived and idle(window)

    qtbot.waitUntil(there, timeout=5_000)
    assert window._search.words == text


def chips(window: MainWindow) -> list[Chip]:
    return window._question.chips.chips


def photos(window: MainWindow) -> list[int]:
    return [int(photo_id) for photo_id in window._grid._content.listing.photo_ids]


def choose_photos(window: MainWindow, *photo_ids: int) -> None:
    window._grid.setFocus()
    window._grid.select(photo_ids)
    window._grid.set_current(photo_ids[0])


def drop_on_field(window: MainWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window._search.field, QDragEnterEvent(QPoint(60, 18), copy, data, left, none))
    QApplication.sendEvent(window._search.field, QDropEvent(QPointF(60, 18), copy, data, left, none))


@pytest.fixture(autouse=True)
def no_line(window: MainWindow) -> None:
    match_nearly_all(window)


@pytest.fixture
def similar(qtbot: QtBot, window: MainWindow) -> int:
    """The number of a photo whose similar ones are on show."""
    photo_id = photos(window)[0]
    window._navigator.ask_photo(photo_id)
    arrive(qtbot, window, f"similar:{photo_id}")
    return photo_id


def test_find_similar_shows_the_photo_in_a_chip(qtbot: QtBot, window: MainWindow, similar: int) -> None:
    (chip,) = chips(window)
    qtbot.waitUntil(lambda: chip.label.startswith("p") and chip.label.endswith(".jpg"))
    assert window._search.field._edit.text() == ""
    assert window._question.isVisible()


def test_words_typed_for_a_similar_photo_ask_for_both(qtbot: QtBot, window: MainWindow, similar: int) -> None:
    window._grid.setFocus()
    for letter in "at night":
        press(letter)
    arrive(qtbot, window, f"at night similar:{similar}")
    press(Key.Key_Escape)
    arrive(qtbot, window, f"similar:{similar}")
    press(Key.Key_Escape)
    arrive(qtbot, window, "")
    press(Key.Key_Left, ALT)
    arrive(qtbot, window, f"similar:{similar}")
    press(Key.Key_Left, ALT)
    arrive(qtbot, window, f"at night similar:{similar}")


def test_photos_are_added_to_the_search(qtbot: QtBot, window: MainWindow) -> None:
    first = photos(window)[0]
    choose_photos(window, first)
    press(Key.Key_S, CTRL_SHIFT)
    arrive(qtbot, window, f"similar:{first}")
    second, third = photos(window)[:2]
    choose_photos(window, second, third)
    window._actions.menu(window.mapToGlobal(window.rect().center()))
    assert not entry(popup(), "Find similar").isEnabled()
    choose("Add to search")
    arrive(qtbot, window, f"similar:{first} similar:{second} similar:{third}")
    assert len(chips(window)) == 3


def test_answers_are_marked_by_key_and_by_menu(qtbot: QtBot, window: MainWindow, similar: int) -> None:
    one, other = photos(window)[1:3]
    choose_photos(window, one)
    press(Key.Key_Up, ALT)
    arrive(qtbot, window, f"similar:{similar} more:{one}")
    assert chips(window)[-1].label == "1 more like"
    choose_photos(window, other)
    window._actions.menu(window.mapToGlobal(window.rect().center()))
    choose("Less like this")
    arrive(qtbot, window, f"similar:{similar} more:{one} less:{other}")
    assert chips(window)[-1].label == "1 more like, 1 less like"
    QTest.keyClick(chips(window)[-1], Key.Key_Delete)
    arrive(qtbot, window, f"similar:{similar}")
    press(Key.Key_Left, ALT)
    arrive(qtbot, window, f"similar:{similar} more:{one} less:{other}")


def test_a_mark_is_taken_back_as_it_was_made(qtbot: QtBot, window: MainWindow, similar: int) -> None:
    one = photos(window)[1]
    window._navigator.ask(f"similar:{similar} less:{one}")
    arrive(qtbot, window, f"similar:{similar} less:{one}")
    actions = window._actions.asking
    assert actions is not None
    actions._selected = lambda: [one]
    actions.follow()
    assert (actions.less.isChecked(), actions.more.isChecked()) == (True, False)
    actions.less.trigger()
    arrive(qtbot, window, f"similar:{similar}")


def test_marks_need_a_question(window: MainWindow) -> None:
    choose_photos(window, photos(window)[0])
    actions = window._actions.asking
    assert actions is not None
    assert actions.add.isEnabled()
    assert not any(action.isEnabled() for action in (actions.more, actions.less, actions.unlike))


def test_not_like_this(qtbot: QtBot, window: MainWindow, similar: int) -> None:
    other = photos(window)[1]
    choose_photos(window, other)
    window._actions.menu(window.mapToGlobal(window.rect().center()))
    choose("Not like this")
    arrive(qtbot, window, f"similar:{similar} -similar:{other}")
    assert chips(window)[-1].face.negated


def test_pictures_dropped_on_the_field(qtbot: QtBot, window: MainWindow, read_library: Path) -> None:
    first, second = (read_library / "pictures" / name for name in ("p0.jpg", "p1.jpg"))
    drop_on_field(window, first)
    arrive(qtbot, window, f"similar:{first}")
    window._search.field.type("night")
    arrive(qtbot, window, f"night similar:{first}")
    drop_on_field(window, second)
    arrive(qtbot, window, f"night similar:{first} similar:{second}")
    assert [chip.label for chip in chips(window)] == ["p0.jpg", "p1.jpg"]


def test_taking_the_last_chip_away_leads_to_browsing(qtbot: QtBot, window: MainWindow, similar: int) -> None:
    (chip,) = chips(window)
    chip.setFocus()
    press(Key.Key_Backspace)
    arrive(qtbot, window, "")
    assert window._navigator.place == EVERYTHING
    assert QApplication.focusWidget() is not None


def test_a_typed_part_is_edited_where_it_was_typed(qtbot: QtBot, window: MainWindow) -> None:
    window._search.field.type("night 2019 -people")
    arrive(qtbot, window, "night 2019 -people")
    chips(window)[0].setFocus()
    press(Key.Key_Return)
    assert window._search.field._edit.hasFocus()
    assert window._search.field._edit.selectedText() == "2019"
    for letter in "2020":
        press(letter)
    arrive(qtbot, window, "night 2020 -people")
    assert [chip.label for chip in chips(window)] == ["2020", "people"]


def test_the_menu_of_an_example(qtbot: QtBot, window: MainWindow, similar: int) -> None:
    chips(window)[0].setFocus()
    press(Key.Key_Return)
    assert entry(popup(), "Normal").isChecked()
    choose("Double")
    arrive(qtbot, window, f"similar:{similar}*2")
    (chip,) = chips(window)
    assert chip.label.endswith("\u00d72")
    chip.menu_wanted.emit(chip.below())
    choose("Copy the whole search")
    assert QGuiApplication.clipboard().text() == f"similar:{similar}*2"
    chip.menu_wanted.emit(chip.below())
    choose("Not like this")
    arrive(qtbot, window, f"-similar:{similar}*2")
    chips(window)[0].menu_wanted.emit(chip.below())
    choose("Remove")
    arrive(qtbot, window, "")
    assert not [menu for menu in window.findChildren(QMenu) if menu.isVisible()]


def test_a_typed_part_is_turned_round(qtbot: QtBot, window: MainWindow) -> None:
    window._search.field.type("night tag:work")
    arrive(qtbot, window, "night tag:work")
    (chip,) = chips(window)
    chip.menu_wanted.emit(chip.below())
    choose("Without this")
    arrive(qtbot, window, "night -tag:work")


def test_a_question_in_a_folder_stays_there(qtbot: QtBot, window: MainWindow, read_library: Path) -> None:
    (folder,) = window._upkeep.folder_list
    assert folder.path == os.fsencode(read_library / "pictures")
    window._search.field.type("night -people")
    arrive(qtbot, window, "night -people")
    where = window._navigator.place.where
    QTest.keyClick(chips(window)[0], Key.Key_Delete)
    arrive(qtbot, window, "night")
    assert window._navigator.place.where == where


def test_own_folders_are_suggested_and_typed(qtbot: QtBot, window: MainWindow) -> None:
    press(Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    for letter in "red su":
        press(letter)
    suggestions = window._search.field.suggestions
    qtbot.waitUntil(lambda: any(offer.text == "summer" for offer in suggestions.offers))
    while (row := suggestions.current) is None or row.text != "summer":
        press(Key.Key_Down)
    press(Key.Key_Return)
    arrive(qtbot, window, "red folder:summer")
    assert [chip.label for chip in chips(window)] == ["Folder: summer"]
    assert len(photos(window)) == 3


def test_own_concepts_are_suggested_and_typed(qtbot: QtBot, window: MainWindow) -> None:
    saved = window._library.saved
    for name, text, concept in (("Nights out", "night", True), ("Nightly", "night", False), ("Midnight", "dark", True)):
        saved.save(name, text, concept=concept)

    def offered(typed: str) -> list[tuple[str, str]]:
        return [(one.text, one.insert) for one in ways_on(window._library, typed) if one.kind == "concept"]

    assert offered("red nig") == [("Nights out", 'concept:"Nights out"')]
    assert offered("red -OUT") == [("Nights out", '-concept:"Nights out"')]
    assert offered("concept:") == [("Nights out", 'concept:"Nights out"'), ("Midnight", "concept:Midnight")]
    assert offered('concept:"nights o') == [("Nights out", 'concept:"Nights out"')]
    assert offered("red ") == []
    press(Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    for letter in "nig":
        press(letter)
    suggestions = window._search.field.suggestions
    qtbot.waitUntil(lambda: any(offer.kind == "concept" for offer in suggestions.offers))
    while (row := suggestions.current) is None or row.kind != "concept":
        press(Key.Key_Down)
    press(Key.Key_Return)
    arrive(qtbot, window, 'concept:"Nights out"')
    assert [chip.label for chip in chips(window)] == ["Concept: Nights out"]
