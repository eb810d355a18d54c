from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from photo_search.desktop.concept_words import ConceptTags
from photo_search.desktop.info_panel import WIDTH, InfoPanel, Value
from photo_search.desktop.theme import DARK, LIGHT, ThemeSwitch
from photo_search.insight.records import ConceptWord
from photo_search.records import Photo
from tests.desktop.folder_source import photo_of


@pytest.fixture
def panel(qtbot: QtBot, theme: ThemeSwitch) -> Iterator[InfoPanel]:
    made = InfoPanel(theme)
    qtbot.addWidget(made)
    made.resize(WIDTH, 700)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.close()


@pytest.fixture
def photo() -> Photo:
    return photo_of(
        Path("/home/anna/Pictures/2019/Summer in Italy/Florence and around/IMG_20190714_183012_in_the_evening.jpg"),
        latitude=43.768,
        longitude=11.25323,
        keywords=("Italy",),
    )


def values(panel: InfoPanel) -> dict[str, Value]:
    return {value.fact.text: value for value in panel.findChildren(Value)}


def copied() -> str:
    return QGuiApplication.clipboard().text()


def test_no_photo_is_a_hint(panel: InfoPanel) -> None:
    panel.show_photos([])
    assert [label.text() for label in panel.findChildren(QLabel)] == ["Select a photo to see what is known about it."]


def test_several_photos_are_counted(panel: InfoPanel, photo: Photo) -> None:
    panel.show_photos([photo] * 1240)
    assert "1,240 photo(s)" in values(panel)
    assert "6.7 GB" in values(panel)


def test_names_are_plain_text(panel: InfoPanel) -> None:
    panel.show_photos([photo_of(Path("/p/<img src=x>.jpg"), caption="<b>bold</b>")])
    assert {"<img src=x>.jpg", "<b>bold</b>"} <= set(values(panel))
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in panel.findChildren(QLabel))


@pytest.mark.parametrize("width", [WIDTH, 200])
def test_nothing_is_wider_than_the_panel(panel: InfoPanel, photo: Photo, qtbot: QtBot, width: int) -> None:
    panel.resize(width, 700)
    panel.show_photos([photo])
    qtbot.wait(1)
    for value in panel.findChildren(Value):
        assert value.mapTo(panel, QPoint(value.width(), 0)).x() <= width
    path = values(panel)["/home/anna/Pictures/2019/Summer in Italy/Florence and around"]
    assert "…" in path.text()
    assert path.text().startswith("/home")
    assert path.text().endswith("around")
    assert path.fontMetrics().horizontalAdvance(path.text()) <= path.width()


def test_the_keyboard_copies_facts_as_they_are(panel: InfoPanel, photo: Photo, qtbot: QtBot) -> None:
    panel.show_photos([photo])
    qtbot.wait(1)
    for text in (
        "IMG_20190714_183012_in_the_evening.jpg",
        "/home/anna/Pictures/2019/Summer in Italy/Florence and around",
    ):
        value = values(panel)[text]
        assert value.text() != text
        value.setFocus(Qt.FocusReason.TabFocusReason)
        assert value.selectedText() == value.text()
        QTest.keyClick(value, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert copied() == text
    name = values(panel)["IMG_20190714_183012_in_the_evening.jpg"]
    name.setSelection(4, 20)
    name.copy()
    assert copied() == name.text()[4:24].replace("\u200b", "")


def test_coordinates_are_copied_as_maps_want_them(panel: InfoPanel, photo: Photo) -> None:
    panel.show_photos([photo])
    button = panel.findChild(QToolButton)
    assert button is not None
    assert button.accessibleName() == "Copy the coordinates"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert copied() == "43.768000, 11.253230"


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_menu_offers_to_copy(panel: InfoPanel, photo: Photo, qtbot: QtBot) -> None:
    panel.show_photos([photo])
    value = values(panel)["Italy"]
    at = QPoint(2, 2)
    QApplication.sendEvent(value, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, value.mapToGlobal(at)))
    menu = value.findChild(QMenu)
    assert menu is not None
    (action,) = menu.actions()
    action.trigger()
    assert copied() == "Italy"
    menu.close()


def test_a_photo_that_is_away_says_so(panel: InfoPanel) -> None:
    panel.show_photos([photo_of(Path("/media/archive/a.jpg"), offline=True)])
    assert any("isn't connected" in text for text in values(panel))


def test_lines_begin_where_reading_begins(panel: InfoPanel, photo: Photo, qtbot: QtBot) -> None:
    panel.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    panel.show_photos([photo])
    qtbot.wait(1)
    assert all(value.alignment() & Qt.AlignmentFlag.AlignRight for value in panel.findChildren(Value))


def test_the_panel_follows_the_theme(panel: InfoPanel, photo: Photo, theme: ThemeSwitch) -> None:
    panel.show_photos([photo])
    assert panel.grab().toImage().pixelColor(WIDTH // 2, 690) == LIGHT.sidebar
    theme.choose("dark")
    assert panel.grab().toImage().pixelColor(WIDTH // 2, 690) == DARK.sidebar
    assert "Italy" in values(panel)


def test_former_facts_are_not_kept(panel: InfoPanel, photo: Photo) -> None:
    panel.show_photos([photo])
    for k in range(20):
        panel.show_photos([photo_of(Path(f"/p/{k}.jpg"))])
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(panel.findChildren(Value)) == 5  # Its name, date, pixels, bytes and folder.


def tags(panel: InfoPanel) -> list[QPushButton]:
    return [button for words in panel.findChildren(ConceptTags) for button in words.buttons]


def test_words_for_what_is_in_the_photo_are_searches(panel: InfoPanel, photo: Photo, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.turned) as turned:
        panel.show_photos([photo])
    assert turned.args == [photo.photo_id]
    assert not tags(panel)
    panel.show_words(photo.photo_id, [ConceptWord("dog", 0.9), ConceptWord("snow & ice", 0.6)])
    assert [tag.accessibleName() for tag in tags(panel)] == ["Search for “dog”", "Search for “snow & ice”"]
    with qtbot.waitSignal(panel.word_chosen) as chosen:
        QTest.keyClick(tags(panel)[1], Qt.Key.Key_Space)
    assert chosen.args == ["snow & ice"]


def test_words_that_come_too_late_are_dropped(panel: InfoPanel, photo: Photo) -> None:
    panel.show_photos([photo])
    panel.show_words(photo.photo_id + 1, [ConceptWord("dog", 0.9)])
    assert not tags(panel)
    panel.show_words(photo.photo_id, [ConceptWord("cat", 0.9)])
    panel.show_photos([photo, photo])
    assert not tags(panel)


def test_narrow_panels_break_the_line_between_words(panel: InfoPanel, photo: Photo) -> None:
    panel.show_photos([photo])
    panel.show_words(photo.photo_id, [ConceptWord(f"some word {n}", 0.9) for n in range(8)])
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    rows = {tag.geometry().top() for tag in tags(panel)}
    assert len(rows) > 1
    (words,) = panel.findChildren(ConceptTags)
    assert all(words.rect().contains(tag.geometry()) for tag in tags(panel))
