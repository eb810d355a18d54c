"""The controls of an answer: its count, what counts as a match, its order."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QPushButton, QSlider
from pytestqt.qtbot import QtBot

from photo_search.desktop.answer_controls import AnswerControls
from photo_search.desktop.answer_wishes import Wishes
from photo_search.desktop.theme import ThemeSwitch
from photo_search.records import Expansion
from photo_search.searching.arranging import Grouping, Order
from photo_search.settings import Settings


@pytest.fixture
def controls(theme: ThemeSwitch, qtbot: QtBot) -> AnswerControls:
    made = AnswerControls(theme)
    qtbot.addWidget(made)
    made.show()
    return made


def entry(controls: AnswerControls, text: str) -> QAction:
    return next(action for action in controls._menu.actions() if action.text() == text)


def test_it_says_how_many_match(controls: AnswerControls) -> None:
    controls.show_matches(1412)
    assert controls._count.text().startswith("1,412")
    controls.show_matches(0)
    assert controls._count.text() == "No matches"
    controls.show_photos(400, at_least=True)
    assert (controls._said.text(), controls._count.isVisible()) == ("400+ photos", False)
    controls.show_nothing()
    assert not any(part.isVisible() for part in (controls._said, controls._count, controls._order))


def test_the_menu_says_order_groups_and_folding(controls: AnswerControls, qtbot: QtBot) -> None:
    wished: list[Wishes] = []
    controls.wished.connect(wished.append)
    for text in ("Newest first", "Group by month", "Fold bursts"):
        entry(controls, text).trigger()
    assert [(w.order, w.grouping, w.fold) for w in wished] == [
        (Order.NEWEST, Grouping.NONE, True),
        (Order.NEWEST, Grouping.MONTH, True),
        (Order.NEWEST, Grouping.MONTH, False),
    ]
    assert controls._order.text() == "Newest first \u00b7 by month"
    for text in ("By folder", "Group by folder"):
        entry(controls, text).trigger()
    assert controls._order.text() == "By folder"


def test_tuning_is_a_click_away(controls: AnswerControls, qtbot: QtBot) -> None:
    controls.show_matches(3)
    QTest.mouseClick(controls._count, Qt.MouseButton.LeftButton)
    link = next(each for each in controls._popup.findChildren(QPushButton) if each.text() == "Tune…")
    with qtbot.waitSignal(controls.tune_wanted):
        QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert not controls._popup.isVisible()


def test_the_menu_opens_by_key(controls: AnswerControls, qtbot: QtBot) -> None:
    controls.show_matches(3)
    controls._order.setFocus()
    chosen: list[Wishes] = []
    controls.wished.connect(chosen.append)
    controls._menu.aboutToShow.connect(
        lambda: QTest.keyClick(controls._menu, Qt.Key.Key_Escape), Qt.ConnectionType.QueuedConnection
    )
    with qtbot.waitSignal(controls._menu.aboutToHide):
        QTest.keyClick(controls._order, Qt.Key.Key_Space)
    assert chosen == []


def test_strictness_follows_the_slider_and_can_be_the_usual_again(controls: AnswerControls, qtbot: QtBot) -> None:
    controls.show_matches(3)
    QTest.mouseClick(controls._count, Qt.MouseButton.LeftButton)
    popup = controls._popup
    assert popup.isVisible()
    slider, usual = popup.findChild(QSlider), popup.findChild(QPushButton)
    assert not usual.isEnabled()
    with qtbot.waitSignal(controls.wished) as told:
        QTest.keyClick(slider, Qt.Key.Key_End)
    assert told.args[0].strictness == 1.0
    with qtbot.waitSignal(controls.wished) as told:
        QTest.mouseClick(usual, Qt.MouseButton.LeftButton)
    assert told.args[0] == Wishes()
    with qtbot.waitSignal(controls.wished) as told:
        popup.findChild(QCheckBox).click()
    assert told.args[0].options.expansion is Expansion.DEEP
    popup.close()


def test_what_is_shown_is_not_a_wish(controls: AnswerControls, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(controls.wished, wait=100):
        controls.show_wishes(Wishes(Order.FOLDER, Grouping.YEAR, fold=False, deep=True, strictness=0.9))
    assert entry(controls, "Group by year").isChecked()
    assert controls._popup.strictness == 0.9


def test_wishes_are_kept_in_the_settings() -> None:
    wishes = Wishes(Order.FOLDER, Grouping.YEAR, fold=False, deep=True, strictness=0.9)
    assert Wishes.of(wishes.kept_in(Settings())) == wishes
    assert Wishes.of(Settings()) == Wishes()
