"""What a person does in the grid, by keyboard alone and by mouse."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QAccessible, QContextMenuEvent, QDrag, QFocusEvent, QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photo_search.desktop.photo_grid import PhotoGrid
from photo_search.desktop.photo_grid_drag import file_drag
from photo_search.desktop.theme import ThemeSwitch
from tests.desktop.grid_scene import Album, centre, is_loaded, listing_of, move_mouse

Key, Modifier = Qt.Key, Qt.KeyboardModifier
CTRL, SHIFT, NONE = Modifier.ControlModifier, Modifier.ShiftModifier, Modifier.NoModifier
COUNT = 200


@pytest.fixture
def grid(qtbot: QtBot, theme: ThemeSwitch) -> PhotoGrid:
    """A grid of photos whose ids are their positions, with the first as the current one."""
    made = Album().grid(theme)
    qtbot.addWidget(made)
    made.resize(820, 600)
    made.show()
    made.activateWindow()
    made.show_listing(listing_of(range(COUNT)), headings=False)
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    made.set_current(0)
    return made


def press(grid: PhotoGrid, *keys: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    for key in keys:
        QTest.keyClick(grid, key, held)


def click(grid: PhotoGrid, position: int, held: Qt.KeyboardModifier = NONE) -> None:
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, held, centre(grid, position))


def drag(grid: PhotoGrid, start: QPoint, *way: QPoint, held: Qt.KeyboardModifier = NONE) -> None:
    """Press at `start` and move; the button stays down."""
    QTest.mousePress(grid.viewport(), Qt.MouseButton.LeftButton, held, start)
    for point in way:
        move_mouse(grid, point, held)


def release(grid: PhotoGrid, point: QPoint) -> None:
    QTest.mouseRelease(grid.viewport(), Qt.MouseButton.LeftButton, NONE, point)


def row_of(grid: PhotoGrid, position: int) -> list[int]:
    top = grid.photo_rect(position).top()
    return [i for i in range(COUNT) if grid.photo_rect(i).top() == top]


# Keyboard


def test_coming_by_tab_there_is_a_photo_to_act_on(grid: PhotoGrid) -> None:
    grid.show_listing(listing_of(range(COUNT)), headings=False)
    assert grid.current_id() is None
    QApplication.sendEvent(grid, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    assert grid.current_id() == 0
    assert grid.selected_ids() == []


def test_left_and_right_go_from_photo_to_photo(grid: PhotoGrid) -> None:
    press(grid, Key.Key_Right, Key.Key_Right, Key.Key_Right, Key.Key_Left)
    assert grid.current_id() == 2
    assert grid.selected_ids() == [2]
    press(grid, *[Key.Key_Left] * 5)
    assert grid.current_id() == 0


def test_left_goes_on_where_writing_runs_from_right_to_left(grid: PhotoGrid) -> None:
    grid.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    press(grid, Key.Key_Left, Key.Key_Left, Key.Key_Right)
    assert grid.current_id() == 1


def test_up_and_down_keep_to_their_column(grid: PhotoGrid) -> None:
    start = row_of(grid, 0)[-2]
    grid.set_current(start)
    x = centre(grid, start).x()
    for _ in range(6):
        press(grid, Key.Key_Down)
        current = grid.current_id()
        assert current is not None
        rect = grid.photo_rect(current)
        assert rect.left() - 5 <= x <= rect.right() + 5
    press(grid, *[Key.Key_Up] * 6)
    assert grid.current_id() == start
    press(grid, Key.Key_Up)
    assert grid.current_id() == start


def test_home_and_end(grid: PhotoGrid) -> None:
    press(grid, Key.Key_End)
    assert grid.current_id() == COUNT - 1
    assert grid.photo_rect(COUNT - 1).bottom() < grid.viewport().height()
    press(grid, Key.Key_Home)
    assert grid.current_id() == 0
    assert grid.verticalScrollBar().value() == 0


def test_pages(grid: PhotoGrid) -> None:
    press(grid, Key.Key_PageDown)
    scrolled = grid.verticalScrollBar().value()
    assert 200 < scrolled < 600
    first = grid.current_id()
    assert first is not None
    assert grid.viewport().rect().contains(grid.photo_rect(first))
    press(grid, Key.Key_PageDown, Key.Key_PageUp)
    assert grid.current_id() == first
    press(grid, *[Key.Key_PageDown] * 40)
    assert grid.current_id() in row_of(grid, COUNT - 1)
    press(grid, *[Key.Key_PageUp] * 40)
    assert grid.current_id() in row_of(grid, 0)


def test_pages_pass_rows_that_are_higher_than_the_window(grid: PhotoGrid) -> None:
    grid.set_tile_height(360)
    grid.resize(820, 200)
    press(grid, Key.Key_PageDown)
    assert grid.current_id() not in row_of(grid, 0)


def test_the_current_photo_is_always_brought_into_sight(grid: PhotoGrid) -> None:
    for _ in range(60):
        press(grid, Key.Key_Right)
        current = grid.current_id()
        assert current is not None
        assert grid.viewport().rect().contains(grid.photo_rect(current))


def test_the_heading_over_the_current_photo_is_brought_into_sight_too(grid: PhotoGrid) -> None:
    grid.show_listing(listing_of(range(COUNT)), headings=True)
    press(grid, Key.Key_End, Key.Key_Home)
    assert grid.verticalScrollBar().value() == 0


def test_shift_selects_a_range_and_gives_it_back(grid: PhotoGrid) -> None:
    grid.set_current(5)
    press(grid, Key.Key_Right, Key.Key_Right, held=SHIFT)
    assert grid.selected_ids() == [5, 6, 7]
    press(grid, Key.Key_Left, Key.Key_Left, Key.Key_Left, held=SHIFT)
    assert grid.selected_ids() == [4, 5]
    press(grid, Key.Key_End, held=SHIFT)
    assert grid.selected_ids() == list(range(5, COUNT))


def test_ctrl_moves_without_selecting_and_space_picks(grid: PhotoGrid) -> None:
    press(grid, Key.Key_Right)
    press(grid, Key.Key_Right, Key.Key_Right, held=CTRL)
    assert (grid.current_id(), grid.selected_ids()) == (3, [1])
    press(grid, Key.Key_Space, held=CTRL)
    assert grid.selected_ids() == [1, 3]
    press(grid, Key.Key_Right, held=CTRL | SHIFT)
    assert grid.selected_ids() == [1, 3, 4]
    press(grid, Key.Key_Space, held=CTRL)
    assert grid.selected_ids() == [1, 3]


def test_all_and_none(qtbot: QtBot, grid: PhotoGrid) -> None:
    with qtbot.waitSignal(grid.selection_changed):
        press(grid, Key.Key_A, held=CTRL)
    assert grid.selected_count == COUNT
    grid.clear_selection()
    assert grid.selected_count == 0


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_Space])
def test_enter_and_space_open(qtbot: QtBot, grid: PhotoGrid, key: Qt.Key) -> None:
    grid.set_current(3)
    with qtbot.waitSignal(grid.opened) as opened:
        press(grid, key)
    assert opened.args == [3]


@pytest.mark.parametrize("text", ["b", "B", "7", "ß", "海", "-"])
def test_typing_begins_a_search(qtbot: QtBot, grid: PhotoGrid, text: str) -> None:
    # Qt numbers the keys of letters by their Unicode, whether it has a name for them or not.
    event = QKeyEvent(QEvent.Type.KeyPress, ord(text.upper()[0]), NONE, text)
    with qtbot.waitSignal(grid.typed) as typed:
        QApplication.sendEvent(grid, event)
    assert typed.args == [text]


def test_commands_are_no_typing(qtbot: QtBot, grid: PhotoGrid) -> None:
    with qtbot.assertNotEmitted(grid.typed):
        press(grid, Key.Key_F, held=CTRL)
        press(grid, Key.Key_Return, held=Modifier.AltModifier)
        press(grid, Key.Key_Escape, Key.Key_F5, Key.Key_Tab, Key.Key_Backspace, Key.Key_Space)


def test_keys_on_an_empty_grid_do_nothing(qtbot: QtBot, grid: PhotoGrid) -> None:
    grid.show_listing(listing_of([]), headings=True)
    with qtbot.assertNotEmitted(grid.opened):
        press(grid, Key.Key_Right, Key.Key_End, Key.Key_PageDown, Key.Key_Return, Key.Key_Space)
        press(grid, Key.Key_A, Key.Key_Space, held=CTRL)
    assert grid.selected_ids() == []
    grid.select_first()
    assert grid.current_id() is None


def test_the_first_arrow_leads_to_what_is_on_the_screen(grid: PhotoGrid) -> None:
    grid.show_listing(listing_of(range(COUNT)), headings=False)
    grid.verticalScrollBar().setValue(1500)
    press(grid, Key.Key_Down)
    assert grid.current_id() in [i for i in range(COUNT) if grid.viewport().rect().intersects(grid.photo_rect(i))]


def test_the_menu_key_asks_for_a_menu_about_the_current_photo(qtbot: QtBot, grid: PhotoGrid) -> None:
    grid.set_current(4)
    point = centre(grid, 4)
    with qtbot.waitSignal(grid.menu_wanted) as wanted:
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
        QApplication.sendEvent(grid, event)
    assert wanted.args == [grid.viewport().mapToGlobal(point)]
    assert grid.selected_ids() == [4]


# Mouse


def test_clicks_select(qtbot: QtBot, grid: PhotoGrid) -> None:
    with qtbot.waitSignal(grid.selection_changed):
        click(grid, 3)
    assert (grid.selected_ids(), grid.current_id()) == ([3], 3)
    click(grid, 5, CTRL)
    click(grid, 7, CTRL)
    click(grid, 5, CTRL)
    assert grid.selected_ids() == [3, 7]
    click(grid, 9, SHIFT)
    assert grid.selected_ids() == [5, 6, 7, 8, 9]
    click(grid, 2, SHIFT | CTRL)
    assert grid.selected_ids() == [2, 3, 4, 5, 6, 7, 8, 9]
    click(grid, 4)
    assert grid.selected_ids() == [4]


def test_a_click_beside_photos_selects_nothing(grid: PhotoGrid) -> None:
    grid.select([1, 2])
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, CTRL, QPoint(3, 100))
    assert grid.selected_ids() == [1, 2]
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, NONE, QPoint(3, 100))
    assert grid.selected_ids() == []


def test_a_double_click_opens(qtbot: QtBot, grid: PhotoGrid) -> None:
    with qtbot.waitSignal(grid.opened) as opened:
        QTest.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, NONE, centre(grid, 6))
    assert opened.args == [6]
    with qtbot.assertNotEmitted(grid.opened):
        QTest.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, NONE, QPoint(3, 100))


def test_a_rubber_band_selects_what_it_touches(grid: PhotoGrid) -> None:
    end = centre(grid, row_of(grid, 0)[1])
    drag(grid, QPoint(3, 30), QPoint(20, 60), end)
    assert grid.selected_ids() == [0, 1]
    move_mouse(grid, centre(grid, 0))
    assert grid.selected_ids() == [0]
    below = row_of(grid, row_of(grid, 0)[-1] + 1)
    move_mouse(grid, QPoint(20, centre(grid, below[0]).y()))
    assert grid.selected_ids() == [0, below[0]]
    release(grid, QPoint(20, 300))
    assert grid.selected_ids() == [0, below[0]]
    move_mouse(grid, QPoint(600, 500))
    assert grid.selected_ids() == [0, below[0]]


def test_with_ctrl_a_rubber_band_begins_on_a_photo_and_adds(grid: PhotoGrid) -> None:
    grid.select([12])
    drag(grid, centre(grid, 0), centre(grid, 1), centre(grid, 2), held=CTRL)
    assert grid.selected_ids() == [0, 1, 2, 12]
    release(grid, centre(grid, 2))


def test_a_rubber_band_scrolls_when_it_leaves_the_window(qtbot: QtBot, grid: PhotoGrid) -> None:
    outside = QPoint(400, grid.viewport().height() + 200)
    drag(grid, QPoint(3, 30), outside)
    qtbot.waitUntil(lambda: grid.verticalScrollBar().value() > 300)
    release(grid, outside)
    stopped = grid.verticalScrollBar().value()
    selected = grid.selected_ids()
    assert len(selected) > 8
    assert not any(timer.isActive() for timer in grid._band.findChildren(QTimer))
    assert grid.verticalScrollBar().value() == stopped


def test_escape_lets_go_of_a_rubber_band(grid: PhotoGrid) -> None:
    grid.select([12])
    drag(grid, centre(grid, 0), centre(grid, 1), held=SHIFT)
    press(grid, Key.Key_Escape)
    assert grid.selected_ids() == [12]
    move_mouse(grid, centre(grid, 2))
    assert grid.selected_ids() == [12]


def test_photos_that_come_wait_for_the_end_of_a_rubber_band(grid: PhotoGrid) -> None:
    drag(grid, QPoint(3, 30), centre(grid, 1))
    grid.update_listing(listing_of([*range(1000, 1010), *range(COUNT)]))
    assert grid.count == COUNT
    release(grid, centre(grid, 1))
    assert grid.count == COUNT + 10
    assert grid.selected_ids() == [0, 1]


def test_selected_photos_are_dragged_out_together(qtbot: QtBot, theme: ThemeSwitch) -> None:
    asked: list[list[int]] = []

    def files_of(photo_ids: Sequence[int]) -> list[str]:
        asked.append(list(photo_ids))
        return [f"/photos/{photo_id}.jpg" for photo_id in photo_ids]

    album = Album()
    grid = PhotoGrid(album.thumbnail, theme, files_of=files_of, caption_of=album.caption)
    qtbot.addWidget(grid)
    grid.resize(820, 600)
    grid.show_listing(listing_of(range(COUNT)), headings=False)
    grid.select([1, 2, 4])
    if QGuiApplication.platformName() != "offscreen":  # Which can't drag, and says so when it is to cancel.
        QTimer.singleShot(100, QDrag.cancel)
    drag(grid, centre(grid, 2), centre(grid, 2) + QPoint(30, 0))
    assert asked == [[1, 2, 4]]
    assert grid.selected_ids() == [1, 2, 4]


def test_what_is_dragged_out_are_files_and_a_small_picture(qtbot: QtBot, grid: PhotoGrid, theme: ThemeSwitch) -> None:
    qtbot.waitUntil(lambda: is_loaded(grid))
    made = file_drag(grid, ["/photos/a b.jpg", "/photos/ü#1.jpg"], grid._loader.picture(0), theme, "2")
    assert [url.toLocalFile() for url in made.mimeData().urls()] == ["/photos/a b.jpg", "/photos/ü#1.jpg"]
    assert max(made.pixmap().width(), made.pixmap().height()) == 96
    made.deleteLater()


def test_a_click_on_one_of_several_selected_selects_it_alone_when_let_go(grid: PhotoGrid) -> None:
    grid.select([1, 2, 4])
    QTest.mousePress(grid.viewport(), Qt.MouseButton.LeftButton, NONE, centre(grid, 2))
    assert grid.selected_ids() == [1, 2, 4]
    release(grid, centre(grid, 2))
    assert grid.selected_ids() == [2]


@pytest.mark.parametrize(("position", "selected"), [(2, [1, 2, 4]), (3, [3]), (None, [])])
def test_a_menu_is_about_what_is_under_the_pointer(
    qtbot: QtBot, grid: PhotoGrid, position: int | None, selected: list[int]
) -> None:
    grid.select([1, 2, 4])
    point = QPoint(3, 100) if position is None else centre(grid, position)
    there = grid.viewport().mapToGlobal(point)
    with qtbot.waitSignal(grid.menu_wanted) as wanted:
        QApplication.sendEvent(grid.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, there))
    assert wanted.args == [there]
    assert grid.selected_ids() == selected


def test_other_buttons_select_nothing(grid: PhotoGrid) -> None:
    for button in (Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton):
        QTest.mouseClick(grid.viewport(), button, NONE, centre(grid, 3))
    assert grid.selected_ids() == []


# The rest of its interface


def test_the_first_photo_is_selected_on_demand(grid: PhotoGrid) -> None:
    grid.verticalScrollBar().setValue(900)
    grid.select_first()
    assert (grid.current_id(), grid.selected_ids(), grid.verticalScrollBar().value()) == (0, [0], 0)


def test_unknown_photos_are_left_out(grid: PhotoGrid) -> None:
    grid.select([7, 99_999, 3])
    grid.set_current(99_999)
    assert (grid.selected_ids(), grid.current_id()) == ([3, 7], 0)
    assert grid.next_id(99_999, 1) is None


def test_the_next_photo(grid: PhotoGrid) -> None:
    assert grid.next_id(5, 1) == 6
    assert grid.next_id(5, -1) == 4
    assert grid.next_id(0, -1) is None
    assert grid.next_id(COUNT - 1, 1) is None


def test_the_current_photo_is_read_out(qtbot: QtBot, grid: PhotoGrid) -> None:
    assert grid.accessibleName() == "Photos"
    QAccessible.setActive(True)
    try:
        press(grid, Key.Key_Right)
        qtbot.waitUntil(lambda: grid.accessibleDescription() == "IMG_0001.jpg, 12 March 2024, selected")
        press(grid, Key.Key_Right, held=CTRL)
        qtbot.waitUntil(lambda: grid.accessibleDescription() == "IMG_0002.jpg, 12 March 2024")
    finally:
        QAccessible.setActive(False)
