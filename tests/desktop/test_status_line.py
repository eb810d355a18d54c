"""The status line: what is being done, for how long, and over how much one can search."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QPushButton, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from photo_search.desktop.elided_label import ElidedLabel
from photo_search.desktop.status_line import StatusLine
from photo_search.desktop.theme import ThemeSwitch
from photo_search.records import Coverage, Phase, Progress

READING = Progress(Phase.READING, 8400, 8310, 1239, 3, 9.2, 790)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 100)
    QVBoxLayout(made).setContentsMargins(0, 0, 0, 0)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def line(window: QWidget, theme: ThemeSwitch) -> StatusLine:
    made = StatusLine(theme, window)
    window.layout().addWidget(made)
    return made


def sentence(line: StatusLine) -> str:
    return line.findChild(ElidedLabel).text()


@pytest.mark.parametrize(
    ("progress", "said"),
    [
        (Progress(Phase.LOOKING, 1240, 0, 0, 0, 0.0, None), "Looking for photos: 1,240 found"),
        (READING, "Reading 1,240 of 8,310 · 9 photo(s)/s · about 13 min · 3 unreadable"),
        (Progress(Phase.READING, 10, 10, 10, 0, 0.4, 20), "Reading 10 of 10 · less than a minute"),
        (Progress(Phase.READING, 10, 10, 2, 0, 0.0, None), "Reading 3 of 10"),
        (Progress(Phase.READING, 9, 9, 2, 0, 2.0, 40_000), "Reading 3 of 9 · 2 photo(s)/s · about 11 h"),
        (Progress(Phase.PAUSED, 8400, 8310, 1239, 0, 9.0, None), "Paused at 1,239 of 8,310"),
        (Progress(Phase.PAUSED, 8400, 8310, 1239, 0, 9.0, None, "The disk is full."), "The disk is full."),
    ],
)
def test_progress_is_told_in_words(line: StatusLine, progress: Progress, said: str) -> None:
    line.show_progress(progress)
    assert sentence(line) == said
    assert line.isVisible()


def test_it_hides_when_there_is_nothing_to_say(line: StatusLine) -> None:
    assert not line.isVisible()
    line.show_progress(READING)
    assert line.isVisible()
    line.show_progress(Progress(Phase.FINISHED, 8400, 8310, 8310, 3, 9.2, None))
    assert not line.isVisible()

    line.show_sentence("3 photos copied")
    assert line.isVisible()
    line.show_sentence("")
    assert not line.isVisible()

    line.show_coverage(Coverage(412, 1240, 30, 7))
    assert line.isVisible()
    line.show_coverage(Coverage(1240, 1240, 30, 7))
    assert not line.isVisible()
    line.show_coverage(None)
    assert not line.isVisible()


def test_the_bar_shows_the_part_that_is_done(line: StatusLine) -> None:
    bar = line.findChild(QProgressBar)
    line.show_progress(READING)
    assert bar.value() / bar.maximum() == pytest.approx(1239 / 8310, abs=0.001)
    line.show_progress(Progress(Phase.LOOKING, 5, 0, 0, 0, 0.0, None))
    assert bar.value() == 0


def test_one_button_pauses_and_goes_on(line: StatusLine, qtbot: QtBot) -> None:
    button = line.findChild(QToolButton)
    line.show_progress(READING)
    assert button.accessibleName() == "Pause reading"
    with qtbot.waitSignal(line.pause_clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    line.show_progress(Progress(Phase.PAUSED, 8400, 8310, 1239, 3, 9.2, None))
    assert button.accessibleName() == "Go on reading"
    with qtbot.waitSignal(line.resume_clicked):
        qtbot.keyClick(button, Qt.Key.Key_Space)


def test_coverage_says_how_much_is_searched_and_why_not_all(line: StatusLine, qtbot: QtBot) -> None:
    line.show_coverage(Coverage(412, 1240, 30, 7))
    searched, offline, failed = line.findChildren(QPushButton)
    assert searched.text() == "412 of 1,240 searched"
    assert "828" in searched.toolTip()
    assert offline.text().startswith("· 30")
    assert failed.text().startswith("· 7")
    clicks = {searched: line.coverage_clicked, offline: line.offline_clicked, failed: line.failed_clicked}
    for link, clicked in clicks.items():
        with qtbot.waitSignal(clicked):
            qtbot.mouseClick(link, Qt.MouseButton.LeftButton)


def test_coverage_is_told_of_every_answer(line: StatusLine) -> None:
    line.show_coverage(Coverage(1240, 1240, 0, 0))
    assert not line.isVisible()
    line.show_coverage(Coverage(1240, 1240, 0, 0), asked=True)
    assert line.isVisible()
    assert [link.text() for link in line.findChildren(QPushButton) if link.isVisible()] == ["All 1,240 searched"]


def test_it_fits_a_narrow_window(line: StatusLine, window: QWidget, qtbot: QtBot) -> None:
    line.show_progress(READING)
    line.show_coverage(Coverage(412, 1240, 30, 7))
    assert line.minimumSizeHint().width() < 480
    window.resize(480, 100)
    label = line.findChild(ElidedLabel)
    qtbot.waitUntil(lambda: label.width() < label.sizeHint().width())
    assert "Reading 1,240" in label.toolTip()


def test_a_told_sentence_goes_by_itself(line: StatusLine, qtbot: QtBot) -> None:
    line._told.setInterval(30)
    line.show_progress(READING)
    line.tell("3 photos copied")
    line.show_progress(READING)
    assert sentence(line) == "3 photos copied"
    qtbot.waitUntil(lambda: sentence(line).startswith("Reading"))
    line.show_progress(None)
    line.tell("3 photos copied")
    assert line.isVisible()
    qtbot.waitUntil(lambda: not line.isVisible())
