"""Small things that every page uses: numbers in words, labels that cut, pages that are empty."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from photo_search.desktop.elided_label import ElidedLabel
from photo_search.desktop.empty_state import EmptyState
from photo_search.desktop.icon_label import IconLabel
from photo_search.desktop.sentence_dialog import Question
from photo_search.desktop.theme import ThemeSwitch
from photo_search.desktop.wording import about, breakable, number, short_day, size, tip


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "less than a minute"),
        (29, "less than a minute"),
        (60, "about 1 min"),
        (780, "about 13 min"),
        (5940, "about 99 min"),
        (6000, "about 2 h"),
        (40_000, "about 11 h"),
    ],
)
def test_times_are_told_roughly(seconds: float, said: str) -> None:
    assert about(seconds) == said


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "0.0 MB"), (1_240_000, "1.2 MB"), (9_970_000, "10 MB"), (412_345_678, "412 MB"), (1_380_000_000, "1.4 GB")],
)
def test_sizes_are_told_in_megabytes(count: int, said: str) -> None:
    assert size(count) == said


def test_thousands_are_separated() -> None:
    assert number(1_234_567) == "1,234,567"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en_US", "May 4, 2019"),
        ("de_DE", "4. Mai 2019"),
        ("hu_HU", "2019. máj. 4."),
        ("ja_JP", "2019年5月4日"),
        ("fr_FR", "4 mai 2019"),
    ],
)
def test_a_day_is_told_without_its_weekday(language: str, said: str) -> None:
    QLocale.setDefault(QLocale(language))
    assert short_day(date(2019, 5, 4)) == said


def test_long_words_can_be_broken_and_short_ones_stay() -> None:
    assert breakable("a short sentence, with a/path") == "a short sentence, with a/path"
    broken = breakable("x" * 255)
    assert max(map(len, broken.split("\u200b"))) <= 28
    assert broken.replace("\u200b", "") == "x" * 255
    assert "/\u200bPictures" in breakable("/home/anna/Pictures/and_so_on")


def test_a_tip_shows_names_as_they_are() -> None:
    assert tip("<img src=x> & co") == "<span>&lt;img src=x&gt; &amp; co</span>"


def test_a_label_that_is_cut_tells_the_rest_in_a_tip(qtbot: QtBot) -> None:
    label = ElidedLabel("A sentence that is\nlonger than its label")
    qtbot.addWidget(label)
    label.resize(label.sizeHint())
    assert label.text() == "A sentence that is longer than its label"
    assert label.toolTip() == ""
    label.resize(60, 20)
    label.grab()
    assert "longer than its label" in label.toolTip()
    assert label.minimumSizeHint().width() < 30
    label.setText("short")
    assert label.toolTip() == ""


def test_an_empty_page_offers_one_thing_to_do(qtbot: QtBot, theme: ThemeSwitch) -> None:
    page = EmptyState(theme, "photos", "Nothing yet", "Drop a folder here.", action="Choose a folder…")
    qtbot.addWidget(page)
    page.resize(400, 300)
    with qtbot.waitExposed(page):
        page.show()
    for label in page.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText
        assert label.height() >= label.heightForWidth(label.width()), "a line is cut off"
    with qtbot.waitSignal(page.acted):
        page.findChild(QPushButton).click()


def test_an_icon_follows_the_theme(qtbot: QtBot, theme: ThemeSwitch) -> None:
    label = IconLabel(theme, "add", lambda colours: colours.text)
    qtbot.addWidget(label)
    assert label.grab().toImage().pixelColor(10, 10) == theme.theme.text
    theme.choose("dark")
    assert label.grab().toImage().pixelColor(10, 10) == theme.theme.text
    label.show_icon("add", lambda colours: colours.accent)
    assert label.grab().toImage().pixelColor(10, 10) == theme.theme.accent


def test_a_question_is_answered_once_and_not_doing_it_is_the_default(qtbot: QtBot, theme: ThemeSwitch) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    told: list[int] = []

    def ask() -> Question:
        made = Question(theme, "Remove “<b>”?", "Why.", answers=["Remove", "Forget"], refusal="Keep", parent=window)
        made.answered.connect(told.append)
        with qtbot.waitExposed(made):
            made.open()
        return made

    qtbot.keyClick(ask(), Qt.Key.Key_Escape)
    qtbot.keyClick(ask(), Qt.Key.Key_Return)
    assert told == []
    question = ask()
    assert any(label.text() == "Remove “<b>”?" for label in question.findChildren(QLabel))
    next(each for each in question.findChildren(QPushButton) if each.text() == "Forget").click()
    assert told == [1]
    qtbot.waitUntil(lambda: window.findChild(Question) is None)
