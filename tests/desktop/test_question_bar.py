"""The strip that says what is searched for and how much was found."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from photo_search.desktop.question_bar import QuestionBar
from photo_search.desktop.theme import ThemeSwitch


@pytest.fixture
def bar(theme: ThemeSwitch, qtbot: QtBot) -> QuestionBar:
    made = QuestionBar(theme)
    qtbot.addWidget(made)
    made.resize(900, 36)
    return made


def said(bar: QuestionBar) -> list[str]:
    return [label.text() for label in bar.findChildren(QLabel) if label.isVisible() and label.text()]


def picture(width: int, height: int) -> QImage:
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.red)
    return made


def button(bar: QuestionBar) -> QToolButton:
    found = bar.findChild(QToolButton)
    assert found is not None
    return found


def test_it_is_there_only_while_something_is_searched_for(bar: QuestionBar) -> None:
    assert not bar.isVisible()
    bar.show_words(1412)
    assert bar.isVisible()
    assert [text.split()[0] for text in said(bar)] == ["1,412"]
    assert not button(bar).isVisible()
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


def test_what_photos_are_similar_to(bar: QuestionBar) -> None:
    bar.show_similar(picture(300, 100), "<b>a</b>.jpg", 12)
    assert said(bar)[:2] == ["Similar to", "<b>a</b>.jpg"]
    shown = bar.grab().toImage()
    red = [(x, y) for x in range(shown.width()) for y in range(shown.height()) if shown.pixelColor(x, y).red() > 250
           and shown.pixelColor(x, y).green() < 5]  # fmt: skip
    assert 26 * 26 < len(red) <= 28 * 28
    bar.show_similar(None, "b.jpg", 12)
    assert said(bar)[:2] == ["Similar to", "b.jpg"]
    bar.show_words(1)
    assert "b.jpg" not in said(bar)


def test_leaving_by_keyboard(bar: QuestionBar, qtbot: QtBot) -> None:
    bar.show_similar(picture(10, 10), "a.jpg", 12)
    assert button(bar).accessibleName() == "Leave the similar photos"
    assert button(bar).focusPolicy() == Qt.FocusPolicy.TabFocus
    with qtbot.waitSignal(bar.closed):
        QTest.keyClick(button(bar), Qt.Key.Key_Space)


def test_a_note_stands_beside_the_count(bar: QuestionBar) -> None:
    bar.show_note("searched 1,240 of 8,310")
    bar.show_words(3)
    assert said(bar)[0] == "searched 1,240 of 8,310"
    bar.show_note("")
    assert len(said(bar)) == 1


def test_a_long_name_leaves_room_for_the_count(bar: QuestionBar, qtbot: QtBot) -> None:
    bar.resize(420, 36)
    bar.show_similar(picture(10, 10), "Urlaub " * 40, 12)
    count = next(label for label in bar.findChildren(QLabel) if label.text().startswith("12 "))
    qtbot.waitUntil(lambda: count.width() >= count.sizeHint().width())
    assert bar.width() == 420
    assert bar.rect().contains(count.geometry())
