"""The table of keys and the page that shows it."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QBoxLayout, QLabel
from pytestqt.qtbot import QtBot

from photo_search.desktop.key_table import KeyTable
from photo_search.desktop.shortcuts import SHORTCUTS, Where, keys_for
from photo_search.desktop.theme import ThemeSwitch


def test_no_key_does_two_things_in_one_place(qtbot: QtBot) -> None:
    everywhere = [s for s in SHORTCUTS if s.where is Where.EVERYWHERE]
    for where in (Where.PHOTOS, Where.VIEWER):
        keys = Counter(
            key.toString() for s in [*everywhere, *(s for s in SHORTCUTS if s.where is where)] for key in s.sequences()
        )
        assert [key for key, times in keys.items() if times > 1] == []
        assert "" not in keys


def test_the_grid_has_no_single_letter_of_its_own(qtbot: QtBot) -> None:
    for shortcut in SHORTCUTS:
        if shortcut.where is Where.PHOTOS:
            for key in shortcut.sequences():
                assert len(key.toString()) > 1


def test_actions_get_their_keys_by_name(qtbot: QtBot) -> None:
    assert keys_for("similar") == [QKeySequence("Ctrl+S")]
    assert QKeySequence("Ctrl+C") in keys_for("copy")
    assert QKeySequence("Ctrl+,") in keys_for("preferences")
    assert keys_for("move") == []
    with pytest.raises(KeyError):
        keys_for("no such action")


def test_names_are_unique() -> None:
    assert max(Counter(shortcut.name for shortcut in SHORTCUTS).values()) == 1


@pytest.fixture
def table(qtbot: QtBot, theme: ThemeSwitch) -> KeyTable:
    made = KeyTable(theme)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_the_table_shows_every_key(table: KeyTable) -> None:
    shown = {label.text() for label in table.findChildren(QLabel)}
    for shortcut in SHORTCUTS:
        assert shortcut.text() in shown
        labels = list(shortcut.labels())
        assert labels
        assert set(labels) <= shown


def test_the_table_has_two_columns_or_one(table: KeyTable, qtbot: QtBot) -> None:
    directions = QBoxLayout.Direction
    table.resize(1000, 500)
    qtbot.waitUntil(lambda: table._columns.direction() is directions.LeftToRight)
    table.resize(400, 500)
    qtbot.waitUntil(lambda: table._columns.direction() is directions.TopToBottom)
