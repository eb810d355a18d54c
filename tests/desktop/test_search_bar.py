"""The search bar: words as they are typed, earlier words, pictures dropped and pasted, and the size of the tiles."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication, QImage, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCompleter,
    QLineEdit,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from photo_search.desktop.search_bar import SearchBar
from photo_search.desktop.theme import ThemeSwitch

Key = Qt.Key
NAMES = [
    "words_changed",
    "words_submitted",
    "down_pressed",
    "escape_pressed",
    "picture_wanted",
    "picture_dropped",
    "picture_pasted",
    "sidebar_toggled",
    "size_changed",
]


class Desk:
    """A search bar on the screen, and what it said."""

    def __init__(self, theme: ThemeSwitch, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.bar = SearchBar(theme)
        column = QVBoxLayout(self.window)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.bar)
        column.addStretch()
        self.said: list[tuple[object, ...]] = []
        for name in NAMES:
            getattr(self.bar, name).connect(lambda *values, name=name: self.said.append((name, *values)))
        self.window.resize(1280, 400)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        self.bar.focus()
        edit, slider = self.bar.findChild(QLineEdit), self.bar.findChild(QSlider)
        assert edit is not None
        assert slider is not None
        self.edit: QLineEdit = edit
        self.slider: QSlider = slider

    def press(self, *keys: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            QTest.keyClick(self.edit, key, modifier)

    def button(self, name: str) -> QToolButton:
        return next(button for button in self.bar.findChildren(QToolButton) if button.accessibleName() == name)

    @property
    def popup(self) -> QAbstractItemView:
        completer = self.bar.findChild(QCompleter)
        assert completer is not None
        popup = completer.popup()
        assert popup is not None
        return popup

    @property
    def earlier(self) -> list[str]:
        """The earlier searches on offer."""
        if not self.popup.isVisible():
            return []
        model = self.popup.model()
        return [model.index(at, 0).data() for at in range(model.rowCount())]

    def hover(self, data: QMimeData) -> bool:
        """Drag `data` over the field; say whether it is taken."""
        copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        event = QDragEnterEvent(QPoint(60, 18), copy, data, left, Qt.KeyboardModifier.NoModifier)
        event.setAccepted(False)
        QApplication.sendEvent(self.bar.field, event)
        return event.isAccepted()

    def drop(self, data: QMimeData) -> None:
        copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        event = QDropEvent(QPointF(60, 18), copy, data, left, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(self.bar.field, event)


@pytest.fixture
def desk(theme: ThemeSwitch, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(theme, qtbot)
    yield made
    QGuiApplication.clipboard().clear()


def files(*paths: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path) for path in paths])
    return data


def text(words: str) -> QMimeData:
    data = QMimeData()
    data.setText(words)
    return data


def picture() -> QMimeData:
    data = QMimeData()
    made = QImage(8, 6, QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.red)
    data.setImageData(made)
    return data


# Words


def test_words_are_told_once_the_keys_rest(desk: Desk) -> None:
    QTest.keyClicks(desk.edit, "dog")
    assert desk.said == []
    desk.qtbot.waitUntil(lambda: bool(desk.said))
    assert desk.said == [("words_changed", "dog")]
    QTest.keyClicks(desk.edit, "  ")
    desk.qtbot.wait(150)
    assert desk.said == [("words_changed", "dog")], "spaces change nothing"


def test_an_empty_field_is_told_at_once(desk: Desk) -> None:
    desk.bar.set_words("d")
    desk.press(Key.Key_Backspace)
    assert desk.said == [("words_changed", "")]
    assert desk.bar.words == ""


def test_words_set_by_the_window_are_not_told(desk: Desk) -> None:
    QTest.keyClicks(desk.edit, "do")
    desk.bar.set_words("cat")
    assert desk.bar.words == "cat"
    desk.qtbot.wait(150)
    assert desk.said == []


def test_the_window_does_not_move_the_cursor_while_typing(desk: Desk) -> None:
    QTest.keyClicks(desk.edit, "red ")
    desk.press(Key.Key_Home)
    desk.bar.set_words("red")
    assert desk.edit.text() == "red "
    assert desk.edit.cursorPosition() == 0


def test_enter_tells_and_submits(desk: Desk) -> None:
    QTest.keyClicks(desk.edit, " red  dog ")
    desk.press(Key.Key_Return)
    assert desk.said == [("words_changed", "red dog"), ("words_submitted", "red dog")]
    desk.said.clear()
    desk.bar.set_words("")
    desk.press(Key.Key_Enter)
    assert desk.said == []


def test_down_leads_to_the_photos_of_the_words_on_show(desk: Desk) -> None:
    QTest.keyClicks(desk.edit, "dog")
    desk.press(Key.Key_Down)
    assert desk.said == [("words_changed", "dog"), ("down_pressed",)]


def test_escape_is_for_the_window(desk: Desk) -> None:
    desk.bar.set_words("dog")
    desk.press(Key.Key_Escape)
    assert desk.said == [("escape_pressed",)]
    assert desk.bar.words == "dog"


def test_the_field_s_keys_win_over_shortcuts_of_the_window(desk: Desk) -> None:
    stolen: list[str] = []
    for key in ("Esc", "Down", "Return", "d", "/"):
        QShortcut(QKeySequence(key), desk.window).activated.connect(lambda key=key: stolen.append(key))
    QTest.keyClicks(desk.edit, "d/")
    desk.press(Key.Key_Down, Key.Key_Return, Key.Key_Escape)
    assert stolen == []
    assert desk.bar.words == "d/"


def test_the_clear_button(desk: Desk) -> None:
    clear = desk.button("Clear the search")
    assert not clear.isVisible()
    desk.bar.set_words("dog")
    assert clear.isVisible()
    clear.setFocus()
    QTest.keyClick(clear, Key.Key_Space)
    assert desk.said == [("words_changed", "")]
    assert desk.edit.hasFocus()
    assert not clear.isVisible()


def test_letters_typed_in_the_grid_go_on_in_the_field(desk: Desk) -> None:
    desk.bar.set_words("red")
    desk.edit.selectAll()
    desk.slider.setFocus()
    desk.bar.type("d")
    QTest.keyClicks(desk.edit, "og")
    assert desk.edit.hasFocus()
    assert desk.bar.words == "reddog"
    desk.qtbot.waitUntil(lambda: desk.said == [("words_changed", "reddog")])


def test_focus_is_ready_for_other_words(desk: Desk) -> None:
    desk.bar.set_words("red")
    desk.slider.setFocus()
    desk.bar.focus()
    QTest.keyClicks(desk.edit, "c")
    assert desk.bar.words == "c"


def test_every_part_is_reached_by_tab(desk: Desk) -> None:
    desk.bar.set_words("dog")
    reached = []
    for _ in range(5):
        focused = QApplication.focusWidget()
        assert focused is not None
        reached.append(focused.accessibleName())
        QTest.keyClick(focused, Key.Key_Tab)
    assert reached == [
        "Search your photos",
        "Clear the search",
        "Find photos similar to a picture…",
        "Size of the photos",
        "Hide the sidebar",
    ]


# Earlier words


def test_earlier_searches_are_offered_only_when_asked_for(desk: Desk) -> None:
    desk.bar.set_history(("dog at the sea", "cat", "hot dog"))
    QTest.keyClicks(desk.edit, "dog")
    assert desk.earlier == []
    desk.press(Key.Key_Down, modifier=Qt.KeyboardModifier.AltModifier)
    assert desk.earlier == ["dog at the sea", "hot dog"]
    QTest.keyClicks(desk.edit, "s")
    assert desk.earlier == []


def test_an_earlier_search_by_keyboard(desk: Desk) -> None:
    desk.bar.set_history(("dog at the sea", "cat"))
    desk.press(Key.Key_Down, modifier=Qt.KeyboardModifier.AltModifier)
    popup = desk.popup
    QTest.keyClick(popup, Key.Key_Down)
    QTest.keyClick(popup, Key.Key_Down)
    QTest.keyClick(popup, Key.Key_Return)
    assert desk.said == [("words_changed", "cat"), ("words_submitted", "cat")]
    assert desk.earlier == []


def test_escape_closes_the_offer_first(desk: Desk) -> None:
    desk.bar.set_history(("dog at the sea", "cat"))
    QTest.mouseClick(desk.edit, Qt.MouseButton.LeftButton)
    assert desk.earlier == ["dog at the sea", "cat"]
    popup = desk.popup
    QTest.keyClick(popup, Key.Key_Escape)
    assert desk.earlier == []
    assert ("escape_pressed",) not in desk.said


def test_a_picture_is_pasted_over_the_offer(desk: Desk) -> None:
    desk.bar.set_history(("dog at the sea", "cat"))
    QTest.mouseClick(desk.edit, Qt.MouseButton.LeftButton)
    QGuiApplication.clipboard().setMimeData(picture())
    QTest.keySequence(desk.popup, QKeySequence(QKeySequence.StandardKey.Paste))
    assert [said[0] for said in desk.said] == ["picture_pasted"]
    assert desk.earlier == []


def test_typing_takes_the_offer_away(desk: Desk) -> None:
    desk.bar.set_history(("dog at the sea", "cat"))
    QTest.mouseClick(desk.edit, Qt.MouseButton.LeftButton)
    QTest.keyClick(desk.popup, Key.Key_D)
    assert desk.bar.words == "d"
    assert desk.earlier == []


def test_nothing_is_offered_where_there_is_nothing(desk: Desk) -> None:
    QTest.mouseClick(desk.edit, Qt.MouseButton.LeftButton)
    desk.bar.set_history(("cat",))
    desk.bar.set_words("dog")
    QTest.mouseClick(desk.edit, Qt.MouseButton.LeftButton)
    desk.press(Key.Key_Down, modifier=Qt.KeyboardModifier.AltModifier)
    assert desk.earlier == []


# Pictures


def test_a_picture_file_dropped_on_the_field(desk: Desk, tmp_path: Path) -> None:
    one, other = str(tmp_path / "a.JPG"), str(tmp_path / "b.png")
    data = files(str(tmp_path / "notes.txt"), one, other)
    before = desk.bar.grab().toImage()
    assert desk.hover(data)
    assert desk.bar.grab().toImage() != before, "it doesn't show that it is a target"
    desk.drop(data)
    assert desk.said == [("picture_dropped", os.fsencode(one))]
    assert desk.bar.grab().toImage() == before


def test_a_drag_that_leaves(desk: Desk) -> None:
    before = desk.bar.grab().toImage()
    assert desk.hover(picture())
    QApplication.sendEvent(desk.bar.field, QDragLeaveEvent())
    assert desk.bar.grab().toImage() == before


def test_a_picture_without_a_file(desk: Desk) -> None:
    data = picture()
    data.setUrls([QUrl("https://example.org/a.jpg")])
    assert desk.hover(data)
    desk.drop(data)
    ((name, pasted),) = desk.said
    assert name == "picture_pasted"
    assert isinstance(pasted, QImage)
    assert (pasted.width(), pasted.height()) == (8, 6)


def test_words_dropped_on_the_field(desk: Desk) -> None:
    desk.bar.set_words("red")
    assert desk.hover(text(" dog"))
    desk.drop(text(" dog"))
    assert desk.bar.words == "red dog"


def test_folders_and_other_things_are_not_for_the_field(desk: Desk, tmp_path: Path) -> None:
    assert not desk.hover(files(str(tmp_path)))
    assert not desk.hover(files(str(tmp_path / "notes.txt")))
    other = QMimeData()
    other.setData("application/x-other", QByteArray(b"x"))
    assert not desk.hover(other)


@pytest.mark.parametrize("focused", [True, False], ids=["by key", "by the window"])
def test_a_picture_is_pasted(desk: Desk, focused: bool, tmp_path: Path) -> None:
    clipboard = QGuiApplication.clipboard()

    def paste() -> None:
        if focused:
            QTest.keySequence(desk.edit, QKeySequence(QKeySequence.StandardKey.Paste))
        else:
            assert desk.bar.paste_picture()

    clipboard.setMimeData(picture())
    paste()
    clipboard.setMimeData(files(str(tmp_path / "a.jpg")))
    paste()
    assert [said[0] for said in desk.said] == ["picture_pasted", "picture_dropped"]
    assert desk.said[1][1] == os.fsencode(tmp_path / "a.jpg")
    assert desk.bar.words == ""


def test_words_are_pasted_as_words_even_if_a_picture_of_them_comes_along(desk: Desk) -> None:
    data = picture()
    data.setText("dog")
    QGuiApplication.clipboard().setMimeData(data)
    assert not desk.bar.paste_picture()
    QTest.keySequence(desk.edit, QKeySequence(QKeySequence.StandardKey.Paste))
    assert desk.bar.words == "dog"


def test_the_button_for_a_picture_from_a_file(desk: Desk) -> None:
    button = desk.button("Find photos similar to a picture…")
    button.setFocus()
    QTest.keyClick(button, Key.Key_Space)
    assert desk.said == [("picture_wanted",)]


# The rest of the bar


def test_the_size_of_the_tiles(desk: Desk) -> None:
    desk.bar.set_size(180)
    assert desk.said == []
    assert (desk.slider.minimum(), desk.slider.maximum(), desk.slider.value()) == (96, 360, 180)
    QTest.keyClick(desk.slider, Key.Key_Right)
    QTest.keyClick(desk.slider, Key.Key_Home)
    assert desk.said == [("size_changed", 192), ("size_changed", 96)]


def test_the_sidebar_s_button(desk: Desk) -> None:
    QTest.keyClick(desk.button("Hide the sidebar"), Key.Key_Space)
    assert desk.said == [("sidebar_toggled",)]
    desk.bar.show_sidebar_state(False)
    assert desk.button("Show the sidebar").isVisible()


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_the_field_stands_in_the_middle_of_a_wide_window(desk: Desk, direction: Qt.LayoutDirection) -> None:
    desk.window.setLayoutDirection(direction)
    desk.window.resize(1600, 400)
    field = desk.bar.field.geometry()
    assert field.width() == 720
    assert abs(field.center().x() - 800) <= 4
    assert desk.slider.isVisible()


def test_a_narrow_window_leaves_the_room_to_the_field(desk: Desk) -> None:
    desk.window.resize(480, 400)
    assert not desk.slider.isVisible()
    desk.qtbot.waitUntil(lambda: desk.bar.field.width() > 380)
    desk.window.resize(1000, 400)
    assert desk.slider.isVisible()


def test_it_follows_the_theme(desk: Desk, theme: ThemeSwitch) -> None:
    before = desk.bar.grab().toImage()
    theme.choose("dark")
    after = desk.bar.grab().toImage()
    middle = desk.bar.field.geometry().center()
    assert after.pixelColor(middle) == theme.theme.surface
    assert before.pixelColor(middle) != after.pixelColor(middle)
