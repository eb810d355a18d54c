"""The search bar: a question as it is typed, suggestions, pictures dropped and pasted, and the size of the tiles."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication, QImage, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QSlider, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from photo_search.desktop.search_bar import SearchBar
from photo_search.desktop.suggestion_list import Offer, SuggestionList
from photo_search.desktop.theme import ThemeSwitch

Key = Qt.Key
NAMES = [
    "words_changed",
    "words_submitted",
    "down_pressed",
    "escape_pressed",
    "picture_wanted",
    "pictures_dropped",
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
    def offered(self) -> list[str]:
        """The suggestions on show."""
        return [offer.text for offer in self.bar.field.suggestions.offers]

    @property
    def list(self) -> SuggestionList:
        found = self.window.findChild(SuggestionList)
        assert found is not None
        return found

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


# Suggestions


def test_earlier_searches_are_offered_when_asked_for(desk: Desk) -> None:
    desk.bar.set_history(("dog at the sea", "cat", "hot dog"))
    QTest.keyClicks(desk.edit, "dog")
    assert desk.offered == []
    desk.press(Key.Key_Down, modifier=Qt.KeyboardModifier.AltModifier)
    assert desk.offered == ["dog at the sea", "hot dog"]
    QTest.keyClicks(desk.edit, "s")
    assert desk.offered == []


def test_an_earlier_search_by_keyboard(desk: Desk) -> None:
    desk.bar.set_history(("dog at the sea", "cat"))
    desk.press(Key.Key_Down, modifier=Qt.KeyboardModifier.AltModifier)
    desk.press(Key.Key_Down, Key.Key_Down, Key.Key_Up, Key.Key_Down, Key.Key_Return)
    assert desk.said == [("words_changed", "cat"), ("words_submitted", "cat")]
    assert desk.offered == []


def test_escape_closes_the_offer_first(desk: Desk) -> None:
    desk.bar.set_history(("dog at the sea", "cat"))
    QTest.mouseClick(desk.edit, Qt.MouseButton.LeftButton)
    assert desk.offered == ["dog at the sea", "cat"]
    desk.press(Key.Key_Escape)
    assert desk.offered == []
    assert ("escape_pressed",) not in desk.said
    desk.press(Key.Key_Escape)
    assert ("escape_pressed",) in desk.said


def test_a_picture_is_pasted_over_the_offer(desk: Desk) -> None:
    desk.bar.set_history(("dog at the sea", "cat"))
    QTest.mouseClick(desk.edit, Qt.MouseButton.LeftButton)
    QGuiApplication.clipboard().setMimeData(picture())
    QTest.keySequence(desk.edit, QKeySequence(QKeySequence.StandardKey.Paste))
    assert [said[0] for said in desk.said] == ["picture_pasted"]
    assert desk.offered == []


def test_nothing_is_offered_where_there_is_nothing(desk: Desk) -> None:
    QTest.mouseClick(desk.edit, Qt.MouseButton.LeftButton)
    desk.bar.set_history(("cat",))
    desk.bar.set_words("dog")
    QTest.mouseClick(desk.edit, Qt.MouseButton.LeftButton)
    desk.press(Key.Key_Down, modifier=Qt.KeyboardModifier.AltModifier)
    assert desk.offered == []


SUNSET = [Offer("tag", "sunset", "tag:sunset", 312), Offer("key", "subject:", "subject:")]


def suggested(desk: Desk, typed: str = "beach su") -> None:
    """Type, and answer the question for suggestions."""
    with desk.qtbot.waitSignal(desk.bar.field.suggestions.wanted) as asked:
        QTest.keyClicks(desk.edit, typed)
    assert asked.args == [typed]
    desk.bar.field.suggestions.answer(typed, SUNSET)
    desk.said.clear()


def test_how_a_word_may_go_on_is_offered_with_a_few_earlier_searches(desk: Desk) -> None:
    desk.bar.set_history(("beach surf", "beach summer", "beach sun", "cat"))
    suggested(desk)
    assert desk.offered == ["beach surf", "beach summer", "sunset", "subject:"]
    field, listed = desk.bar.field.geometry(), desk.list.geometry()
    assert (listed.left(), listed.right()) == (field.left(), field.right())
    assert listed.top() > field.bottom()
    assert desk.edit.hasFocus()


def test_enter_is_for_the_words_unless_a_row_was_gone_to(desk: Desk) -> None:
    suggested(desk)
    desk.press(Key.Key_Return)
    assert desk.said == [("words_submitted", "beach su")]
    assert desk.offered == []
    assert desk.bar.words == "beach su"


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Tab])
def test_a_suggestion_takes_the_place_of_its_word(desk: Desk, key: Key) -> None:
    suggested(desk)
    desk.press(Key.Key_Down, key)
    assert desk.edit.text() == "beach tag:sunset "
    assert desk.said == [("words_changed", "beach tag:sunset")], "it may go on"
    assert desk.edit.hasFocus()
    assert desk.offered == []


def test_a_filter_s_name_is_gone_on_with(desk: Desk) -> None:
    suggested(desk)
    with desk.qtbot.waitSignal(desk.bar.field.suggestions.wanted) as asked:
        desk.press(Key.Key_Up, Key.Key_Return)
    assert desk.edit.text() == "beach subject:"
    assert asked.args == ["beach subject:"]


def test_a_suggestion_by_mouse(desk: Desk) -> None:
    suggested(desk)
    row = desk.list.visualRect(desk.list.model().index(0, 0))
    QTest.mouseClick(desk.list.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    assert desk.bar.words == "beach tag:sunset"
    assert desk.edit.hasFocus()


def test_suggestions_go_with_the_focus_and_the_next_letter(desk: Desk) -> None:
    suggested(desk)
    QTest.keyClicks(desk.edit, "n")
    assert desk.offered == []
    desk.bar.field.suggestions.answer("beach su", SUNSET)
    assert desk.offered == [], "an answer that comes too late"
    desk.qtbot.waitUntil(lambda: ("words_changed", "beach sun") in desk.said)
    desk.bar.field.suggestions.answer("beach sun", SUNSET)
    assert desk.offered == ["sunset", "subject:"]
    desk.slider.setFocus()
    assert desk.offered == []


# Questions with pictures


def test_photo_numbers_stand_in_chips_alone(desk: Desk) -> None:
    desk.bar.set_words("dog similar:12 -cat more:3,5")
    assert desk.edit.text() == "dog -cat"
    assert desk.bar.words == "dog -cat similar:12 more:3,5"
    assert [str(part) for part in desk.bar.field.query.chips] == ["-cat", "similar:12", "more:3,5"]
    desk.edit.end(False)
    QTest.keyClicks(desk.edit, " at night")
    desk.qtbot.waitUntil(lambda: desk.said == [("words_changed", "dog -cat at night similar:12 more:3,5")])


def test_words_typed_for_a_picture_are_added_to_it(desk: Desk) -> None:
    desk.bar.set_words("similar:12")
    assert desk.edit.text() == ""
    desk.slider.setFocus()
    desk.bar.type("n")
    assert desk.bar.words == "n similar:12"
    desk.qtbot.waitUntil(lambda: desk.said == [("words_changed", "n similar:12")])
    desk.press(Key.Key_Backspace)
    assert desk.said[-1] == ("words_changed", "similar:12")
    with desk.qtbot.waitSignal(desk.bar.field.chips_wanted):
        desk.press(Key.Key_Backspace)
    QTest.keyClick(desk.button("Clear the search"), Key.Key_Space)
    assert desk.said[-1] == ("words_changed", "")


def test_typed_numbers_become_chips_once_they_are_meant(desk: Desk) -> None:
    QTest.keyClicks(desk.edit, "dog similar:12")
    assert desk.edit.text() == "dog similar:12"
    desk.press(Key.Key_Return)
    assert desk.edit.text() == "dog"
    assert desk.said == [("words_changed", "dog similar:12"), ("words_submitted", "dog similar:12")]


def test_the_whole_search_is_copied(desk: Desk) -> None:
    desk.bar.set_words("dog similar:12")
    desk.edit.selectAll()
    QTest.keySequence(desk.edit, QKeySequence(QKeySequence.StandardKey.Copy))
    assert QGuiApplication.clipboard().text() == "dog similar:12"
    desk.edit.setSelection(0, 2)
    QTest.keySequence(desk.edit, QKeySequence(QKeySequence.StandardKey.Copy))
    assert QGuiApplication.clipboard().text() == "do"


def test_what_is_understood_is_told_with_each_letter(desk: Desk) -> None:
    told: list[str] = []
    desk.bar.question_changed.connect(lambda query: told.append(query.text))
    QTest.keyClicks(desk.edit, "-a")
    desk.bar.set_words("similar:1")
    assert told[:2] == ["-", "-a"]
    assert told[-1] == "similar:1"


def test_a_part_is_selected_to_be_written_over(desk: Desk) -> None:
    desk.bar.set_words("the  sea  summer 2019 -people similar:12")
    chips = desk.bar.field.query.chips
    desk.bar.field.select(chips[1])
    assert desk.edit.hasFocus()
    assert desk.edit.selectedText() == "-people"
    desk.bar.field.select(chips[0])
    assert desk.edit.selectedText() == "summer 2019"


@pytest.mark.parametrize(
    "pasted", ["-word " * 2000, "\U0001f436 " * 3000, "\u05db\u05dc\u05d1 -\u05d7\u05ea\u05d5\u05dc " * 900]
)
def test_long_texts(desk: Desk, pasted: str) -> None:
    QGuiApplication.clipboard().setText(pasted)
    QTest.keySequence(desk.edit, QKeySequence(QKeySequence.StandardKey.Paste))
    assert desk.bar.words == " ".join(pasted.split())
    desk.press(Key.Key_Return)
    assert desk.said[-1] == ("words_submitted", " ".join(pasted.split()))


# Pictures


def test_a_picture_file_dropped_on_the_field(desk: Desk, tmp_path: Path) -> None:
    one, other = str(tmp_path / "a.JPG"), str(tmp_path / "b.png")
    data = files(str(tmp_path / "notes.txt"), one, other)
    before = desk.bar.grab().toImage()
    assert desk.hover(data)
    assert desk.bar.grab().toImage() != before, "it doesn't show that it is a target"
    desk.drop(data)
    assert desk.said == [("pictures_dropped", [os.fsencode(one), os.fsencode(other)])]
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
    assert [said[0] for said in desk.said] == ["picture_pasted", "pictures_dropped"]
    assert desk.said[1][1] == [os.fsencode(tmp_path / "a.jpg")]
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
