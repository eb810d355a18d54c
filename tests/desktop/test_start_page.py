"""What is said before there is any photo to show."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from photo_search.desktop.start_page import EmptyResult, StartPage, pictures_folder
from photo_search.desktop.theme import ThemeSwitch


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person's home, whose folder for pictures is named in its desktop's settings."""
    (tmp_path / ".config").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / ".config"))
    if Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)).parent != tmp_path:
        pytest.skip("this system asks elsewhere for the folder for pictures")
    return tmp_path


def named(home: Path, name: str) -> Path:
    (home / ".config" / "user-dirs.dirs").write_text(f'XDG_PICTURES_DIR="$HOME/{name}"\n')
    return home / name


def show(page: QWidget, qtbot: QtBot, width: int = 900) -> None:
    qtbot.addWidget(page)
    page.resize(width, 600)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()


def buttons(page: QWidget) -> list[QPushButton]:
    return [button for button in page.findChildren(QPushButton) if button.isVisible()]


def said(page: QWidget) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible() and label.text()]


def test_by_keyboard_alone(theme: ThemeSwitch, qtbot: QtBot, home: Path) -> None:
    named(home, "Bilder & <b>mehr").mkdir()
    page = StartPage(theme)
    show(page, qtbot)
    page.setFocus()
    with qtbot.waitSignal(page.choose_wanted):
        _press(page, Qt.Key.Key_Space)
    _press(page, Qt.Key.Key_Tab)
    with qtbot.waitSignal(page.folder_offered) as offered:
        _press(page, Qt.Key.Key_Space)
    assert offered.args == [str(home / "Bilder & <b>mehr")]
    assert buttons(page)[1].text() == "Use “Bilder && <b>mehr”"


def _press(page: QWidget, key: Qt.Key) -> None:
    focused = page.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)


def test_only_a_folder_that_is_there_is_offered(theme: ThemeSwitch, qtbot: QtBot, home: Path) -> None:
    named(home, "Pictures")
    assert pictures_folder() == ""
    page = StartPage(theme)
    show(page, qtbot)
    assert [button.text() for button in buttons(page)] == ["Choose a folder…"]


def test_a_home_without_a_folder_for_pictures_is_not_offered_whole(home: Path) -> None:
    named(home, "")
    assert pictures_folder() == ""
    assert os.path.isdir(home)


def test_a_drag_that_hovers_is_answered(theme: ThemeSwitch, qtbot: QtBot, home: Path) -> None:
    page = StartPage(theme)
    show(page, qtbot)
    before, words = page.grab().toImage(), said(page)
    page.set_drag_hover(True)
    assert page.grab().toImage() != before
    assert said(page) != words
    page.set_drag_hover(False)
    assert page.grab().toImage() == before
    assert said(page) == words


def test_an_empty_place_says_why_and_what_to_do(theme: ThemeSwitch, qtbot: QtBot) -> None:
    page = EmptyResult(theme)
    page.say("Nothing here seems to match", "1,240 of 8,310 photos were searched.", "Show the closest")
    show(page, qtbot)
    assert said(page) == ["Nothing here seems to match", "1,240 of 8,310 photos were searched."]
    buttons(page)[0].setFocus()
    with qtbot.waitSignal(page.acted):
        _press(page, Qt.Key.Key_Space)
    page.say("No photos in <b>this</b> folder yet")
    assert said(page) == ["No photos in <b>this</b> folder yet"]
    assert buttons(page) == []


@pytest.mark.parametrize("width", [360, 900])
def test_all_words_are_seen(theme: ThemeSwitch, qtbot: QtBot, width: int) -> None:
    page = EmptyResult(theme)
    page.say("Hier scheint nichts zu Ihrer Suche zu passen " * 2, "Donaudampfschifffahrtsgesellschaft" * 4, "Zeigen")
    show(page, qtbot, width)
    for label in (label for label in page.findChildren(QLabel) if label.isVisible()):
        assert label.height() >= label.heightForWidth(label.width())
        assert page.rect().contains(label.mapTo(page, label.rect().topLeft()))
        assert page.rect().contains(label.mapTo(page, label.rect().bottomRight()))
