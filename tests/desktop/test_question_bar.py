"""The strip that says what is searched for and how much was found."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from photo_search.desktop.question_bar import QuestionBar
from photo_search.desktop.theme import ThemeSwitch
from photo_search.searching.query import parse

TODAY = date(2026, 11, 21)


@pytest.fixture
def bar(theme: ThemeSwitch, qtbot: QtBot) -> QuestionBar:
    made = QuestionBar(theme)
    qtbot.addWidget(made)
    made.resize(900, 36)
    return made


def said(bar: QuestionBar) -> list[str]:
    parts = [*bar.findChildren(QLabel), *bar.answer.findChildren(QToolButton)[:1]]
    return [part.text() for part in parts if part.isVisible() and part.text()]


def test_it_is_there_only_while_something_is_searched_for(bar: QuestionBar) -> None:
    assert not bar.isVisible()
    bar.show_words(1412)
    assert bar.isVisible()
    assert [text.split()[0] for text in said(bar)] == ["1,412"]
    bar.clear()
    assert not bar.isVisible()


def test_no_match_is_said_in_words(bar: QuestionBar) -> None:
    bar.show_words(0)
    assert said(bar) == ["No matches"]


def test_an_answer_that_takes_its_time_is_announced_later(bar: QuestionBar, qtbot: QtBot) -> None:
    bar.show_words(412)
    before = said(bar)
    bar.show_words(None)
    assert said(bar) == before, "most answers come at once, and nothing should flicker"
    qtbot.waitUntil(lambda: said(bar) == ["Searching…"])
    bar.show_words(3)
    assert said(bar)[0].startswith("3 ")


def test_an_answer_in_time_is_not_announced(bar: QuestionBar, qtbot: QtBot) -> None:
    bar.show_words(None)
    bar.show_words(3)
    qtbot.wait(350)
    assert said(bar)[0].startswith("3 ")


def test_asking_again_and_again_does_not_put_the_announcement_off(bar: QuestionBar, qtbot: QtBot) -> None:
    def asked_again() -> bool:
        bar.show_words(None)
        return said(bar) == ["Searching…"]

    qtbot.waitUntil(asked_again)


def test_chips_are_there_before_the_answer_and_go_with_the_words(bar: QuestionBar) -> None:
    bar.show_query(parse("dog 2019", TODAY))
    assert bar.isVisible()
    assert [chip.label for chip in bar.chips.chips] == ["2019"]
    bar.show_query(parse("", TODAY))
    assert not bar.isVisible()
    bar.show_query(parse("dog", TODAY))
    assert not bar.isVisible(), "plain words are no chips"


def test_chips_keep_the_bar_while_nothing_was_found(bar: QuestionBar) -> None:
    bar.show_query(parse("dog 2019", TODAY))
    bar.clear()
    assert bar.isVisible()


def test_many_chips_make_it_higher_up_to_a_limit(bar: QuestionBar, qtbot: QtBot) -> None:
    bar.show_words(3)
    low = bar.sizeHint().height()
    assert low == 36
    bar.show_query(parse("2019 -people", TODAY))
    assert bar.sizeHint().height() == low
    bar.show_query(parse(" ".join(f"-word{n}" for n in range(20)), TODAY))
    bar.adjustSize()
    assert low < bar.sizeHint().height() < 5 * low
    bar.show_query(parse(" ".join(f"-word{n}" for n in range(200)), TODAY))
    assert bar.sizeHint().height() < 5 * low
    assert "and 140 more" in said(bar)


def test_a_note_stands_beside_the_count(bar: QuestionBar) -> None:
    bar.show_note("searched 1,240 of 8,310")
    bar.show_words(3)
    assert said(bar)[0] == "searched 1,240 of 8,310"
    bar.show_note("")
    assert len(said(bar)) == 1


def test_long_chips_leave_room_for_the_count(bar: QuestionBar, qtbot: QtBot) -> None:
    bar.resize(420, 36)
    bar.show_query(parse('"' + "Urlaub " * 40 + '" 2019 -people', TODAY))
    bar.show_words(12)
    count = next(part for part in bar.answer.findChildren(QToolButton) if part.text().startswith("12 "))
    qtbot.waitUntil(lambda: count.width() >= count.sizeHint().width())
    assert bar.width() == 420
    assert bar.rect().contains(count.geometry())
