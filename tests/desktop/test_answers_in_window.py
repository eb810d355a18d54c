"""Answers in a real window: the line, bursts, orders, nothing that matches, notices and coverage."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from photo_search.desktop.browser import Content
from photo_search.desktop.main_window import MainWindow
from photo_search.desktop.navigation import Place, Where, Words
from photo_search.records import Coverage, Hit, SearchResult
from tests.desktop.answer_scene import hit
from tests.desktop.grid_scene import hover
from tests.desktop.window_scene import idle, match_nearly_all, press

Answer = Callable[..., None]


@pytest.fixture
def answer(window: MainWindow, qtbot: QtBot) -> Answer:
    """Have the window show these hits as the answer of a question, of photos that it has."""

    def show(*hits: Hit, text: str = "dog", is_update: bool = False, where: Where = Where("all")) -> None:  # noqa: B008
        place = Place(where, Words(text))
        window._navigator.go(place)
        qtbot.waitUntil(lambda: window._navigator.has_arrived and idle(window))
        matching = sum(1 + len(each.folded) for each in hits if each.matches)
        result = SearchResult(text, "starter", hits, Coverage(9, 9, 0, 0), 1.0, matching)
        window._navigator._show(Content(place, result.coverage, is_update, result=result))

    return show


def shown(window: MainWindow) -> list[int]:
    return window._grid._content.listing.photo_ids.tolist()


def button(window: MainWindow, words: str) -> QPushButton:
    QApplication.processEvents()  # What is new on a page is shown by and by.
    found = window._nothing.findChildren(QPushButton)
    return next(each for each in found if words in each.text() and each.isVisible())


def below(*photo_ids: int) -> list[Hit]:
    return [hit(photo_id, matches=False) for photo_id in photo_ids]


# The line


def test_the_grid_ends_with_the_line_and_opens_by_key(window: MainWindow, answer: Answer, qtbot: QtBot) -> None:
    answer(hit(3), hit(1), *below(2, 4))
    grid, line = window._grid, window._grid._divider
    assert shown(window) == [3, 1]
    assert line.isVisible()
    assert line.y() > grid.photo_rect(1).bottom()
    stood = line.geometry()
    grid.setFocus()
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Down)
    assert QApplication.focusWidget() is line
    press(Qt.Key.Key_Return)
    assert shown(window) == [3, 1, 2, 4]
    assert line.geometry() == stood, "opening what is below must not move the line"
    assert line.text() == "Probably not"
    press(Qt.Key.Key_Down)
    assert grid.current_id() == 2
    line.setFocus()
    press(Qt.Key.Key_Up)
    assert grid.current_id() == 1
    line.click()
    assert shown(window) == [3, 1]


def test_a_click_beside_its_words_is_none_on_the_line(window: MainWindow, answer: Answer) -> None:
    answer(hit(3), *below(2))
    line = window._grid._divider
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=QPoint(4, line.height() // 2))
    assert shown(window) == [3]
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    assert shown(window) == [3, 2]


def test_each_question_remembers_whether_it_was_opened(window: MainWindow, answer: Answer) -> None:
    answer(hit(3), *below(2))
    window._grid._divider.click()
    answer(hit(1), *below(2), text="cat")
    assert shown(window) == [1]
    answer(hit(3), *below(2))
    assert shown(window) == [3, 2]


def test_an_update_keeps_the_line_where_it_is(window: MainWindow, answer: Answer) -> None:
    answer(hit(3), hit(1), *below(2))
    stood = window._grid._divider.geometry()
    answer(hit(3), hit(1), *below(2, 4), is_update=True)
    assert window._grid._divider.geometry() == stood
    assert window._grid._divider.text().startswith("Show 2 more")


def test_browsing_has_no_line(window: MainWindow, answer: Answer, qtbot: QtBot) -> None:
    answer(hit(3), *below(2))
    window._navigator.up()
    qtbot.waitUntil(lambda: window._grid.count == 9)
    assert not window._grid._divider.isVisible()


# Nothing matches


def test_where_nothing_matches_the_closest_are_offered(window: MainWindow, answer: Answer) -> None:
    answer(*below(2, 4), text="dog 1999")
    page = window._nothing
    assert page.isVisible()
    assert page._title.text() == "Nothing here seems to match"
    assert "dog 1999" in page._detail.text()
    QTest.mouseClick(page._closest, Qt.MouseButton.LeftButton)
    assert window._grid.isVisible()
    assert shown(window) == [2, 4]
    assert window._grid._divider.y() < window._grid.photo_rect(0).top()
    window._grid._divider.click()
    assert page.isVisible()


def test_photos_in_the_question_are_told_as_their_chips_say_it(window: MainWindow, answer: Answer) -> None:
    answer(*below(2), text="similar:3 at night -people")
    assert window._nothing._detail.text() == "You asked for “at night · Like this photo · \u2212people”."
    assert button(window, "people").text() == "Allow “people”"


def test_filters_that_leave_nothing_are_listed_below_a_short_title(window: MainWindow, answer: Answer) -> None:
    answer(text="dog rating:5 -camera:canon")
    page = window._nothing
    assert page._title.text() == "No photo has all of this"
    assert page._facts.text().replace("\u00a0", " ") == "Rating: 5 · not Camera: canon"
    assert not page._detail.isVisible()
    assert "not Camera: canon" in page.accessibleName()
    assert button(window, "canon").text() == "Allow “Camera: canon”"
    answer(text="dog rating:5")
    assert (page._title.text(), page._facts.text()) == ("No photo has this", "Rating:\u00a05")
    answer(text="dog -people rating:5")
    button(window, "Rating")
    assert [each.text() for each in page.findChildren(QPushButton) if each.isVisible()] == [
        "Search without “Rating: 5”"
    ]


def test_what_asks_for_less_is_offered_with_how_many_match_it(window: MainWindow, qtbot: QtBot) -> None:
    def ask(text: str) -> list[str]:
        window._navigator.go(Place(Where("all"), Words(text)))
        qtbot.waitUntil(lambda: window._navigator.has_arrived and idle(window))
        QApplication.processEvents()
        return [each.text() for each in window._nothing.findChildren(QPushButton) if each.isVisible()]

    match_nearly_all(window)
    photos = len(window._library.listing().photo_ids)
    assert ask("red rating:5 width:>1") == [f"Search without “Rating: 5” · {photos} photo(s)"]
    assert ask("red rating:5 camera:nikon") == [f"Search only for “red” · {photos} photo(s)"]
    assert ask("rating:5 camera:nikon") == []


def test_a_filter_that_leaves_nothing_is_told_and_can_go(window: MainWindow, answer: Answer, qtbot: QtBot) -> None:
    answer(text="dog summer 1999")
    page = window._nothing
    assert page._title.text() == "No photo is from summer 1999"
    assert not page._closest.isVisible()
    hint = button(window, "summer 1999")
    QTest.mouseClick(hint, Qt.MouseButton.LeftButton)
    assert window._navigator.place.question == Words("dog")
    qtbot.waitUntil(lambda: window._navigator.has_arrived and idle(window))


def test_being_less_strict_asks_anew(window: MainWindow, answer: Answer, qtbot: QtBot) -> None:
    answer(*below(2, 4))
    hint = button(window, "Be less strict")
    QTest.mouseClick(hint, Qt.MouseButton.LeftButton)
    assert window._settings.strictness < 0.5
    qtbot.waitUntil(lambda: idle(window))
    assert window._question.answer._popup.strictness == window._settings.strictness


# Orders and groups


def test_another_order_is_there_at_once_and_kept(window: MainWindow, answer: Answer) -> None:
    answer(hit(3), hit(1), hit(7))
    window._grid.select([1])
    next(a for a in window._question.answer._menu.actions() if a.text() == "Newest first").trigger()
    assert shown(window) == [7, 3, 1]
    assert window._grid.selected_ids() == [1]
    assert window._settings.answer_order == "newest"
    next(a for a in window._question.answer._menu.actions() if a.text() == "Group by month").trigger()
    assert dict(window._grid._content.division.titles) == {0: "February 2020"}


def test_strictness_moves_the_line_of_the_answer_on_show(window: MainWindow, qtbot: QtBot) -> None:
    window._navigator.ask("red")
    qtbot.waitUntil(lambda: window._navigator.has_arrived and idle(window))

    def matching() -> int:
        result = window._navigator.answer._result
        assert result is not None
        assert result.matching is not None
        return result.matching

    window._question.answer._popup._slider.setValue(0)
    qtbot.waitUntil(lambda: window._settings.strictness == 0.0 and idle(window))
    most = matching()
    window._question.answer._popup._slider.setValue(100)
    qtbot.waitUntil(lambda: window._settings.strictness == 1.0 and idle(window))
    assert matching() < most


# Bursts


def test_a_burst_opens_in_place_and_closes(window: MainWindow, answer: Answer, qtbot: QtBot) -> None:
    answer(hit(3), hit(1, folded=(5, 6)), hit(2))
    grid = window._grid
    assert shown(window) == [3, 1, 2]
    sign = grid.photo_rect(1).topRight() + QPoint(-16, 18)
    hover(grid, sign)
    assert grid.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=sign)
    qtbot.waitUntil(lambda: shown(window) == [3, 1, 5, 6, 2])
    assert grid.selected_ids() == [], "the sign is no part of the photo"
    assert grid.next_id(1, 1) == 5
    sign = grid.photo_rect(1).topRight() + QPoint(-16, 18)
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=sign)
    assert shown(window) == [3, 1, 2]


def test_a_burst_opens_by_key_and_menu(window: MainWindow, answer: Answer, qtbot: QtBot) -> None:
    answer(hit(3), hit(1, folded=(5, 6)))
    window._grid.select_first()
    assert not window._actions.burst.isVisible()
    press(Qt.Key.Key_Right)
    assert window._actions.burst.text().startswith("Show all 3")
    press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shown(window) == [3, 1, 5, 6])
    window._follow_selection()
    assert window._actions.burst.text() == "Show as one"
    window._actions.burst.trigger()
    assert shown(window) == [3, 1]


def test_selecting_all_says_what_it_leaves_out(window: MainWindow, answer: Answer, qtbot: QtBot) -> None:
    answer(hit(3), hit(1, folded=(5, 6)), *below(2))
    with qtbot.waitSignal(window._navigator.answer.told) as told:
        press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert window._grid.selected_ids() == [3, 1]
    assert told.args[0].startswith("2 photo")


# Scores, notices, coverage


def test_hits_by_name_say_so_instead_of_a_score(window: MainWindow, answer: Answer) -> None:
    answer(hit(3, by_name=True), hit(1))
    window._navigator.answer.show_scores(True)
    grid = window._grid
    scores = [grid._look(position, photo_id, 0).score for position, photo_id in enumerate(shown(window))]
    assert scores == ["in its name", "89%"]
    window._navigator.answer.show_scores(False)
    assert grid._look(0, 3, 0).score == ""


def test_notices_are_told_quietly_while_their_answer_is_shown(window: MainWindow, qtbot: QtBot) -> None:
    window._navigator.ask("dog similar:/nowhere.jpg")
    qtbot.waitUntil(lambda: window._navigator.has_arrived and idle(window))
    assert window._notice.isVisible()
    window._navigator.up()
    assert not window._notice.isVisible()


def test_every_answer_says_how_much_was_searched(window: MainWindow, qtbot: QtBot) -> None:
    links = window._status._coverage
    assert not links.isVisible()
    window._navigator.ask("red")
    qtbot.waitUntil(lambda: window._navigator.has_arrived and idle(window))
    assert links.isVisible()
    assert links._searched.text() == "All 9 searched"
    window._navigator.up()
    qtbot.waitUntil(lambda: window._navigator.has_arrived and idle(window))
    assert not links.isVisible()
