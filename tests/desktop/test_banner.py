"""The banner: one sentence at a time, never in the way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from photo_search.desktop.banner import Banner
from photo_search.desktop.theme import ThemeSwitch


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def banner(window: QWidget, qtbot: QtBot, theme: ThemeSwitch) -> Banner:
    column = QVBoxLayout(window)
    made = Banner(theme)
    column.addWidget(made)
    with qtbot.waitExposed(window):
        window.show()
    return made


def sentence(banner: Banner) -> str:
    return next(label.text() for label in banner.findChildren(QLabel) if label.text())


def test_it_is_hidden_until_there_is_something_to_say(banner: Banner) -> None:
    assert not banner.isVisible()
    banner.say("The drive isn't connected.", key="drive 1", mood="warning")
    assert banner.isVisible()
    assert sentence(banner) == "The drive isn't connected."
    assert banner.accessibleName() == "The drive isn't connected."
    assert not banner.findChild(QPushButton).isVisible()


def test_its_button_and_its_cross_tell_which_sentence_is_meant(banner: Banner, qtbot: QtBot) -> None:
    banner.say("The disk is full.", key="disk", mood="error", action="Go on")
    with qtbot.waitSignal(banner.acted) as acted:
        qtbot.mouseClick(banner.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert acted.args == ["disk"]
    assert banner.isVisible()
    with qtbot.waitSignal(banner.closed) as closed:
        qtbot.mouseClick(banner.findChild(QToolButton), Qt.MouseButton.LeftButton)
    assert closed.args == ["disk"]
    assert not banner.isVisible()
    assert banner.key == ""


def test_a_sentence_is_taken_back_only_by_its_own_key(banner: Banner) -> None:
    banner.say("The drive isn't connected.", key="drive 1")
    banner.say("The disk is full.", key="disk")
    banner.take_back("drive 1")
    assert banner.isVisible()
    banner.take_back("disk")
    assert not banner.isVisible()


def test_names_are_plain_text_and_long_ones_fit(banner: Banner) -> None:
    banner.say("“<b>" + "x" * 300 + "</b>” isn't connected.", key="drive")
    label = next(label for label in banner.findChildren(QLabel) if label.text())
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert banner.minimumSizeHint().width() < 600


def test_it_keeps_its_mood_in_another_theme(banner: Banner, theme: ThemeSwitch) -> None:
    banner.say("The disk is full.", key="disk", mood="error")
    light = banner.grab().toImage().pixelColor(2, 2)
    theme.choose("dark")
    assert banner.grab().toImage().pixelColor(2, 2).lightness() < light.lightness()
