"""The searches of before: which are noted, how they are told, asked again and forgotten."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photo_search.desktop.history_page import HistoryPage, said_of
from photo_search.desktop.main_window import MainWindow
from photo_search.desktop.navigation import EVERYTHING, Place, Where, Words
from photo_search.desktop.save_search_dialog import SaveSearchDialog
from photo_search.desktop.sentence_dialog import Question
from photo_search.desktop.theme import ThemeSwitch
from photo_search.records import Asked
from photo_search.settings import Settings
from tests.desktop.window_scene import Open, press

CTRL = Qt.KeyboardModifier.ControlModifier


def noted(window: MainWindow) -> list[str]:
    return [asked.text for asked in window._library.asked.recent()]


def test_what_was_meant_is_noted_with_its_matches(qtbot: QtBot, window: MainWindow) -> None:
    window._navigator.ask("green")
    qtbot.waitUntil(lambda: noted(window) == ["green"])
    options = window._searches.saved.counts._options()
    expected = window._library.search("green", options=options).matching
    assert window._library.asked.recent()[0].matching == expected
    window._navigator.refresh()
    window._navigator.settle()
    window._navigator.go(EVERYTHING)
    window._navigator.back()
    qtbot.waitUntil(lambda: window._navigator.has_arrived)
    window._navigator.settle()
    qtbot.waitUntil(lambda: window._library.asked.recent()[0].times == 2)


def test_what_is_being_typed_is_not_noted(qtbot: QtBot, window: MainWindow) -> None:
    for words in ("g", "gr", "gre"):
        window._navigator.ask_words(words)
        qtbot.waitUntil(lambda: window._navigator.has_arrived)
    assert window._searches.history._stay.isActive(), "whoever stays here has asked for it"
    window._navigator.go(EVERYTHING)
    assert not window._searches.history._stay.isActive()
    qtbot.waitUntil(lambda: window._navigator.has_arrived)
    assert noted(window) == []
    window._navigator.ask_words("green")
    qtbot.waitUntil(window._searches.history._stay.isActive)
    window._searches.history._stay.timeout.emit()
    qtbot.waitUntil(lambda: noted(window) == ["green"])


def test_looking_at_a_photo_notes_the_search(qtbot: QtBot, window: MainWindow) -> None:
    window._navigator.ask_words("red")
    qtbot.waitUntil(lambda: window._navigator.has_arrived)
    window._view(window._library.listing().photo_ids.tolist()[0])
    qtbot.waitUntil(lambda: noted(window) == ["red"])
    window._leave_viewer()


def test_the_page_asks_saves_and_forgets(qtbot: QtBot, window: MainWindow) -> None:
    page = window._searches.page
    for text in ("red", "green", "blue"):
        window._navigator.ask(text)
        qtbot.waitUntil(lambda text=text: noted(window)[:1] == [text])
    press(Qt.Key.Key_H, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert window._navigator.place == Place(Where("history"))
    assert window._pages.currentWidget() is page
    qtbot.waitUntil(lambda: page._model.rowCount() == 3)
    rows = page._list
    QTest.keyClick(rows, Qt.Key.Key_Down)
    page._save.trigger()
    dialog = next(each for each in window.findChildren(SaveSearchDialog) if each.isVisible())
    assert dialog._name.text() == "Green"
    dialog.reject()
    window.activateWindow()
    qtbot.waitActive(window)
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: noted(window) == ["blue", "red"])
    qtbot.waitUntil(lambda: page._model.rowCount() == 2)
    assert rows.currentIndex().data() == "red", "the next one"
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert window._navigator.place == Place(Where("all"), Words("red"))
    window._navigator.back()
    assert window._pages.currentWidget() is page
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualRect(page._model.index(0, 0)).center())
    assert window._navigator.place.question is not None


def test_all_are_forgotten_after_a_question(qtbot: QtBot, window: MainWindow) -> None:
    window._navigator.ask("red")
    qtbot.waitUntil(lambda: window._models._questions == ["red"])
    window._searches.show_history()
    window._searches.page._forget_all.click()
    question = next(each for each in window.findChildren(Question) if each.isVisible())
    question.reject()
    assert noted(window) == ["red"]
    window._searches.page._forget_all.click()
    question = next(each for each in window.findChildren(Question) if each.isVisible())
    question.answered.emit(0)
    question.accept()
    qtbot.waitUntil(lambda: not window._models._questions)
    assert noted(window) == []
    assert "Searches" not in [row.text for row in window._sidebar._rows._rows], "as if nothing was ever asked"


def test_searches_that_an_earlier_version_kept_are_taken_over_once(qtbot: QtBot, open_window: Open) -> None:
    kept: list[Settings] = []
    window = open_window(Settings(theme="light", search_history=("sea", "a dog")))
    window.settings_changed.connect(kept.append)
    qtbot.waitUntil(lambda: window._models._questions == ["sea", "a dog"])
    assert window._settings.search_history == ()
    assert noted(window) == ["sea", "a dog"]


NOW = datetime(2024, 5, 15, 12, tzinfo=UTC).astimezone()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (Asked("a", 1, None, NOW), "today at "),
        (Asked("a", 1, 0, NOW), "no match · today at "),
        (Asked("a", 1, 12, NOW - timedelta(days=1)), " · yesterday at "),
        (Asked("a", 3, 1, NOW - timedelta(days=2)), " · Monday at "),
        (Asked("a", 1, 1, NOW - timedelta(days=40)), " · Apr"),
    ],
)
def test_it_is_said_when_a_search_was_asked(qtbot: QtBot, asked: Asked, said: str) -> None:
    assert said in said_of(asked, date(2024, 5, 15))


def test_one_is_found_among_many(qtbot: QtBot, theme: ThemeSwitch) -> None:
    page = HistoryPage(theme)
    qtbot.addWidget(page)
    page.show()
    page.show_asked([Asked("sea", 1, 2, NOW)])
    assert not page._filter.isVisible()
    page.show_asked([Asked(f"sea {number}", 1, 2, NOW) for number in range(30)])
    assert page._filter.isVisible()
    page._filter.setText("SEA 2")
    assert page._model.rowCount() == 11
    page._filter.setText("nothing such")
    assert page._model.rowCount() == 0
    assert not page._ask.isEnabled()
    page.show_asked([])
    assert page._stack.currentIndex() == 0
