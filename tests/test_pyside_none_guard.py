"""PySide6 6.12.0 on Python 3.11 and older loses a reference to None with every void call, and dies of it."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 5000


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None can't die since Python 3.12 (PEP 683)")
def test_void_calls_keep_their_reference_to_none(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for number in range(CALLS):
        label.setText(str(number))
    lost = before - sys.getrefcount(None)
    assert lost < CALLS / 10
    assert label.text() == str(CALLS - 1)
