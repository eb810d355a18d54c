"""Everything in the window by keyboard alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from photo_search.desktop.help_window import HelpWindow
from photo_search.desktop.main_window import MainWindow
from photo_search.desktop.navigation import EVERYTHING, Place, Where, Words, like_photo
from photo_search.desktop.preferences import PreferencesDialog
from photo_search.settings import Settings
from tests.desktop.window_scene import Open, idle, match_nearly_all, popup, press

Key = Qt.Key
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def arrive(qtbot: QtBot, window: MainWindow, place: Place) -> None:
    qtbot.waitUntil(lambda: window._navigator.place == place and window._navigator.has_arrived and idle(window))


def test_a_whole_session(qtbot: QtBot, window: MainWindow) -> None:
    match_nearly_all(window)
    window._grid.setFocus()
    for letter in "night":
        press(letter)
    arrive(qtbot, window, Place(Where("all"), Words("night")))
    assert window._search.words == "night"
    press(Key.Key_Down)
    assert window._grid.hasFocus()
    first = window._grid.current_id()
    assert window._grid.selected_ids() == [first]
    press(Key.Key_Space)
    qtbot.waitUntil(window._viewer.isVisible)
    assert window._viewer.photo_id == first
    press(Key.Key_Right)
    second = window._viewer.photo_id
    assert second not in {None, first}
    press(Key.Key_Escape)
    assert not window._viewer.isVisible()
    assert window._grid.current_id() == second
    press(Key.Key_Return)
    press(Key.Key_S, CTRL)
    assert second is not None
    arrive(qtbot, window, Place(Where("all"), like_photo(second)))
    assert not window._viewer.isVisible()
    press(Key.Key_Home)
    press(Key.Key_S, CTRL)
    third = window._navigator.place.question
    assert third not in {None, like_photo(second)}
    arrive(qtbot, window, window._navigator.place)
    press(Key.Key_Escape)
    arrive(qtbot, window, Place(Where("all"), like_photo(second)))
    press(Key.Key_Escape)
    arrive(qtbot, window, Place(Where("all"), Words("night")))
    press(Key.Key_A, CTRL)
    count = window._grid.count
    assert window._grid.selected_count == count > 1
    press(Key.Key_C, CTRL | SHIFT)
    qtbot.waitUntil(lambda: len(QGuiApplication.clipboard().text().splitlines()) == count)
    press(Key.Key_Escape)
    arrive(qtbot, window, EVERYTHING)
    assert window._search.words == ""
    press(Key.Key_A, CTRL)
    press(Key.Key_Escape)
    assert window._grid.selected_count == 0
    press(Key.Key_Left, ALT)
    arrive(qtbot, window, Place(Where("all"), Words("night")))
    press(Key.Key_Right, ALT)
    arrive(qtbot, window, EVERYTHING)


def test_down_and_enter_typed_ahead_of_the_answer(qtbot: QtBot, window: MainWindow) -> None:
    match_nearly_all(window)
    window._grid.setFocus()
    for key in ("n", "i", Key.Key_Down):
        press(key)
    assert window._grid.selected_ids() == []  # What is still on show is not what was asked for.
    arrive(qtbot, window, Place(Where("all"), Words("ni")))
    assert len(window._grid.selected_ids()) == 1


def test_ways_into_the_search_box(qtbot: QtBot, window: MainWindow) -> None:
    for place in (window._grid, window._sidebar._list):
        for key, held in ((Key.Key_F, CTRL), (Key.Key_Slash, Qt.KeyboardModifier.NoModifier)):
            place.setFocus()
            press(key, held)
            assert window._search.field._edit.hasFocus()
            press(Key.Key_Escape)
            assert window._grid.hasFocus()
    press(Key.Key_F, CTRL)
    press("/")
    press("?")
    assert window._search.words == "/?"
    press(Key.Key_Escape)
    arrive(qtbot, window, EVERYTHING)
    press(Key.Key_Home)
    press(Key.Key_Return)
    assert window._viewer.isVisible()
    press(Key.Key_F, CTRL)
    assert not window._viewer.isVisible()
    assert window._search.field._edit.hasFocus()


def test_sizes_in_the_grid_and_in_the_viewer(qtbot: QtBot, window: MainWindow) -> None:
    window._grid.setFocus()
    press(Key.Key_Plus, CTRL)
    assert window._settings.tile_height == 204
    press(Key.Key_Equal, CTRL)
    assert window._settings.tile_height == 228
    press(Key.Key_Minus, CTRL)
    assert window._settings.tile_height == 204
    press(Key.Key_0, CTRL)
    assert window._settings.tile_height == 180
    press(Key.Key_Home)
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: window._viewer._canvas.scale > 0 and window._viewer._on_canvas is not None)
    before = window._viewer._canvas.scale
    press(Key.Key_Plus, CTRL)
    assert window._viewer._canvas.scale > before
    press(Key.Key_0, CTRL)
    qtbot.waitUntil(lambda: window._viewer._canvas.scale == pytest.approx(before))
    assert window._settings.tile_height == 180


def test_information(qtbot: QtBot, window: MainWindow) -> None:
    window._grid.setFocus()
    press(Key.Key_Home)
    for key, held in ((Key.Key_I, CTRL), (Key.Key_Return, ALT)):
        press(key, held)
        assert window._panel.isVisible()
        press(key, held)
        assert not window._panel.isVisible()
        press(Key.Key_Return)
        press(key, held)
        assert window._panel.isVisible()
        press(Key.Key_I)
        assert not window._panel.isVisible()
        press(Key.Key_Escape)
    press(Key.Key_Home)
    press(Key.Key_I, CTRL)
    qtbot.waitUntil(lambda: idle(window))
    by_keyboard = Qt.TextInteractionFlag.TextSelectableByKeyboard
    value = next(w for w in window._panel.findChildren(QLabel) if w.textInteractionFlags() & by_keyboard)
    value.setFocus()
    value.setSelection(0, 2)
    chosen = value.selectedText()
    press(Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == chosen


def test_dialogs(qtbot: QtBot, window: MainWindow) -> None:
    for key, held, kind in (
        (Key.Key_Comma, CTRL, PreferencesDialog),
        (Key.Key_O, CTRL, QFileDialog),
    ):
        window._grid.setFocus()
        press(key, held)
        dialog = window.findChild(kind)
        assert dialog is not None, kind
        qtbot.keyClick(dialog, Key.Key_Escape)
        qtbot.waitUntil(lambda kind=kind: window.findChild(kind) is None)
        window.activateWindow()
        qtbot.waitActive(window)
    for key in (Key.Key_F1, "?"):
        window._grid.setFocus()
        press(key)
        help_ = window.findChild(HelpWindow)
        assert help_ is not None
        assert help_.isVisible()
        help_.activateWindow()
        qtbot.waitUntil(lambda help_=help_: QApplication.activeWindow() is help_)
        qtbot.keyClick(help_, Key.Key_Escape)
        assert not help_.isVisible()
        window.activateWindow()
        qtbot.waitActive(window)
    with qtbot.waitSignal(window._upkeep.indexing.finished, timeout=20_000):
        press(Key.Key_F5)


def test_the_sidebar_and_its_menu(qtbot: QtBot, window: MainWindow) -> None:
    window._grid.setFocus()
    press(Key.Key_B, CTRL)
    assert not window._sidebar.isVisible()
    press(Key.Key_B, CTRL)
    assert window._sidebar.isVisible()
    window._sidebar.setFocus()
    press(Key.Key_Home)
    press(Key.Key_Down)
    press(Key.Key_Return)
    arrive(qtbot, window, Place(Where("recent")))
    press(Key.Key_Down)
    press(Key.Key_Space)
    (folder,) = window._upkeep.folder_list
    arrive(qtbot, window, Place(Where("folder", folder.folder_id, folder.path)))
    assert window._sidebar._list.hasFocus()


def reached(window: MainWindow) -> set[QWidget]:
    window._grid.setFocus()
    found: list[QWidget] = []
    while (widget := QApplication.focusWidget()) is not None and widget not in found:
        found.append(widget)
        press(Key.Key_Tab)
    return set(found)


def test_tab_goes_round_and_reaches_everything(qtbot: QtBot, window: MainWindow) -> None:
    match_nearly_all(window)
    window._actions.information.trigger()
    window._navigator.ask_photo(1)
    arrive(qtbot, window, Place(Where("all"), like_photo(1)))
    window._banner.say("Something", key="x", action="Do it")
    qtbot.waitUntil(window._banner._action.isVisible)
    window._banner._close.setFocusPolicy(window._banner._close.focusPolicy())
    stops = reached(window)
    assert window._grid in stops
    for part in (
        window._search.field._edit,
        window._search.field._picture,
        window._search._size,
        window._sidebar._list,
        window._question.chips.chips[0],
        window._banner._action,
    ):
        assert part in stops, part
    assert all(stop.accessibleName() or stop.property("text") for stop in stops)
    assert not any(window._viewer.isAncestorOf(stop) for stop in stops)


def test_the_menu_key(qtbot: QtBot, window: MainWindow) -> None:
    window._grid.setFocus()
    press(Key.Key_Home)
    window._grid.menu_wanted.emit(window._grid.mapToGlobal(window._grid.rect().center()))
    assert popup().isVisible()
    press_in_popup = popup()
    qtbot.keyClick(press_in_popup, Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)


def test_esc_ends_a_rubber_band_before_anything_else(qtbot: QtBot, window: MainWindow) -> None:
    window._navigator.ask_words("night")
    arrive(qtbot, window, Place(Where("all"), Words("night")))
    grid = window._grid.viewport()
    corner = grid.rect().bottomRight()
    qtbot.mousePress(grid, Qt.MouseButton.LeftButton, pos=corner)
    qtbot.mouseMove(grid, grid.rect().center())
    window._grid._band.drag(grid.rect().center())
    assert window._grid._band.is_active
    window._grid.setFocus()
    press(Key.Key_Escape)
    assert not window._grid._band.is_active
    assert window._navigator.place == Place(Where("all"), Words("night"))
    qtbot.mouseRelease(grid, Qt.MouseButton.LeftButton, pos=corner)


def test_searches_are_remembered_and_offered(qtbot: QtBot, window: MainWindow, open_window: Open) -> None:
    for words in ("night  sky", "green", "night sky"):
        press(Key.Key_F, CTRL)
        for letter in words:
            press(letter)
        press(Key.Key_Return)
    qtbot.waitUntil(lambda: window._search.field.suggestions.history == ("night sky", "green"))
    window = open_window()
    qtbot.waitUntil(lambda: window._search.field.suggestions.history == ("night sky", "green"))
    press(Key.Key_F, CTRL)
    press(Key.Key_Down, ALT)
    assert [offer.text for offer in window._search.field.suggestions.offers] == ["night sky", "green"]


def test_the_window_comes_back_as_it_was_left(qtbot: QtBot, window: MainWindow, open_window: Open) -> None:
    kept: list[Settings] = []
    window.settings_changed.connect(kept.append)
    window._grid.setFocus()
    press(Key.Key_I, CTRL)
    press(Key.Key_Plus, CTRL)
    window._menus.square.trigger()
    window._menus.scores.trigger()
    window._split.moveSplitter(260, 1)
    window._split.moveSplitter(950, 2)
    widths = window._split.sizes()
    window.close()
    assert (kept[-1].sidebar_width, kept[-1].panel_width) == (widths[0], widths[2])
    window = open_window(kept[-1])
    assert window._panel.isVisible()
    assert window._settings.tile_height == 204
    assert window._menus.square.isChecked()
    assert window._menus.scores.isChecked()
    window.settings_changed.connect(kept.append)
    window.resize(780, 560)  # As large as the screen without a screen lets it come back.
    window.close()
    assert open_window(kept[-1]).size().toTuple() == (780, 560)


def test_a_narrow_window_closes_its_sidebar_by_itself(qtbot: QtBot, window: MainWindow) -> None:
    assert window._sidebar.isVisible()
    window.resize(800, 600)
    assert not window._sidebar.isVisible()
    assert window._settings.sidebar_visible
    press(Key.Key_B, CTRL)
    assert window._sidebar.isVisible()
    window.resize(1200, 600)
    assert window._sidebar.isVisible()


def test_full_screen_hears_the_keys_of_the_hidden_menu(qtbot: QtBot, window: MainWindow) -> None:
    window._grid.setFocus()
    press(Key.Key_Home)
    press(Key.Key_Return)
    press(Key.Key_F11)
    qtbot.waitUntil(lambda: window.isFullScreen() and not window.menuBar().isVisible())
    press(Key.Key_F1)
    help_ = window.findChild(HelpWindow)
    assert help_ is not None
    assert help_.isVisible()
    help_.close()
    window._viewer.setFocus()
    press(Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.isFullScreen() and window.menuBar().isVisible())


def test_starting_without_a_mouse(qtbot: QtBot, open_window: Open, read_library: Path) -> None:
    window = open_window()
    qtbot.waitUntil(lambda: window._start._choose.hasFocus() and idle(window))
    press(Key.Key_Space)
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    dialog.reject()
    qtbot.waitUntil(lambda: window.findChild(QFileDialog) is None)
    window.open_paths([os.fsencode(read_library / "pictures" / "summer")])
    qtbot.waitUntil(lambda: window._grid.count == 3 and idle(window), timeout=20_000)
    assert window.focusWidget() is window._grid


def test_the_sides_keep_their_widths_while_there_is_no_room_for_them(
    qtbot: QtBot, window: MainWindow, open_window: Open
) -> None:
    kept: list[Settings] = []
    window.settings_changed.connect(kept.append)
    window.resize(1280, 700)
    window._split.moveSplitter(260, 1)
    window.resize(800, 700)
    qtbot.waitUntil(lambda: not window._sidebar.isVisible())
    window.resize(1280, 700)
    qtbot.waitUntil(lambda: window._sidebar.isVisible() and window._sidebar.width() == 260)
    window.resize(800, 700)
    qtbot.waitUntil(lambda: not window._sidebar.isVisible())
    window.close()
    assert kept[-1].sidebar_width == 260
    window = open_window(kept[-1])
    assert not window._sidebar.isVisible()
    window.resize(1280, 700)
    qtbot.waitUntil(lambda: window._sidebar.isVisible() and window._sidebar.width() == 260)
