"""The grid shows photos where they belong, keeps them there, and brings their thumbnails."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photo_search.catalog.listing import Listing
from photo_search.desktop.photo_grid import PhotoGrid
from photo_search.desktop.photo_grid_sections import Division
from photo_search.desktop.photo_grid_selection import carried
from photo_search.desktop.theme import DARK, LIGHT, ThemeSwitch
from tests.desktop.grid_scene import (
    COLOURS,
    PLACEHOLDER,
    SHAPES,
    Album,
    centre,
    colour_at,
    hover,
    is_like,
    is_loaded,
    listing_of,
    turn_wheel,
)


@pytest.fixture
def album() -> Iterator[Album]:
    album = Album()
    yield album
    album.may_read.set()


@pytest.fixture
def grid(qtbot: QtBot, theme: ThemeSwitch, album: Album) -> PhotoGrid:
    made = album.grid(theme)
    qtbot.addWidget(made)
    made.resize(820, 600)
    made.show()
    return made


Motion = Callable[[bool], None]


@pytest.fixture
def motion(qapp: QApplication) -> Iterator[Motion]:
    """Say whether the system wants anything to move."""
    before = qapp.isEffectEnabled(Qt.UIEffect.UI_General)
    yield lambda wanted: qapp.setEffectEnabled(Qt.UIEffect.UI_General, wanted)
    qapp.setEffectEnabled(Qt.UIEffect.UI_General, before)


def loaded(qtbot: QtBot, grid: PhotoGrid) -> None:
    qtbot.waitUntil(lambda: is_loaded(grid))


def on_screen(grid: PhotoGrid, listing: Listing) -> dict[int, tuple[int, int, int, int]]:
    """Return the place of every photo that is seen, by its id."""
    viewport = grid.viewport().rect()
    places = ((int(photo_id), grid.photo_rect(i)) for i, photo_id in enumerate(listing.photo_ids))
    return {photo_id: rect.getRect() for photo_id, rect in places if rect.intersects(viewport)}


def scroll(grid: PhotoGrid, value: int) -> None:
    grid.verticalScrollBar().setValue(value)


# Painting


def test_places_are_held_by_the_photos_own_colours(grid: PhotoGrid, album: Album) -> None:
    album.may_read.clear()
    grid.show_listing(listing_of(range(1, 30)), headings=False)
    assert is_like(colour_at(grid.viewport(), centre(grid, 0)), PLACEHOLDER)
    assert colour_at(grid.viewport(), QPoint(2, 300)) == LIGHT.window
    album.may_read.set()


def test_thumbnails_come_without_the_gui_thread(qtbot: QtBot, grid: PhotoGrid, album: Album) -> None:
    grid.show_listing(listing_of(range(1, 30)), headings=False)
    loaded(qtbot, grid)
    for position in range(4):
        assert is_like(colour_at(grid.viewport(), centre(grid, position)), COLOURS[position + 1])
    assert threading.get_ident() not in album.threads


def test_the_next_screen_is_loaded_too_but_not_all(qtbot: QtBot, grid: PhotoGrid, album: Album) -> None:
    grid.show_listing(listing_of(range(500)), headings=False)
    loaded(qtbot, grid)
    seen = len(grid._shown)
    qtbot.waitUntil(lambda: len(album.asked) > seen)
    qtbot.wait(100)
    assert album.asked[:seen] == list(range(seen))
    assert len(album.asked) <= 3 * seen


def test_scrolling_up_loads_what_is_above(qtbot: QtBot, grid: PhotoGrid, album: Album) -> None:
    grid.show_listing(listing_of(range(500)), headings=False)
    scroll(grid, 9000)
    loaded(qtbot, grid)
    scroll(grid, 8900)
    grid.repaint()
    first = min(grid._shown)
    qtbot.waitUntil(lambda: first - 1 in album.asked)
    assert album.asked.index(first - 1) < album.asked.index(max(grid._shown) + 1) or max(album.asked) > first


def test_a_hidden_grid_loads_nothing(qtbot: QtBot, grid: PhotoGrid, album: Album) -> None:
    grid.hide()
    grid.show_listing(listing_of(range(50)), headings=False)
    qtbot.wait(50)
    assert album.asked == []
    grid.show()
    loaded(qtbot, grid)


def test_a_photo_without_thumbnail_is_a_grey_tile_with_its_name(qtbot: QtBot, grid: PhotoGrid, album: Album) -> None:
    album.missing.add(1)
    grid.show_listing(listing_of(range(1, 30)), headings=False)
    loaded(qtbot, grid)
    corner = grid.photo_rect(0).topLeft() + QPoint(12, 12)
    assert colour_at(grid.viewport(), corner) == LIGHT.hairline
    qtbot.waitUntil(lambda: grid._captions.get(1) is not None)
    name_band = grid.photo_rect(0).adjusted(10, 95, -10, -20)
    assert _colours_in(grid, name_band) - {LIGHT.hairline.rgb()}


def _colours_in(grid: PhotoGrid, rect: QRect) -> set[int]:
    picture = grid.viewport().grab(rect).toImage()
    return {picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())}


def test_a_changed_photo_is_read_anew(qtbot: QtBot, grid: PhotoGrid, album: Album) -> None:
    grid.show_listing(listing_of(range(1, 30)), headings=False)
    loaded(qtbot, grid)
    album.changed[1] = 6
    grid.refresh_thumbnail(1)
    qtbot.waitUntil(lambda: is_loaded(grid) and is_like(colour_at(grid.viewport(), centre(grid, 0)), COLOURS[0]))


def test_selection_and_current_photo_are_seen(qtbot: QtBot, grid: PhotoGrid) -> None:
    grid.show_listing(listing_of(range(1, 30)), headings=False)
    loaded(qtbot, grid)
    grid.setFocus()
    grid.activateWindow()
    qtbot.waitUntil(grid.hasFocus)
    grid.select([2])
    grid.set_current(3)
    ring = grid.photo_rect(1).topLeft() + QPoint(40, 1)
    assert colour_at(grid.viewport(), ring) == LIGHT.accent
    focus = grid.photo_rect(2).topLeft() + QPoint(40, -3)
    assert colour_at(grid.viewport(), focus) == LIGHT.text
    grid.clear_selection()
    assert is_like(colour_at(grid.viewport(), ring), COLOURS[2])


def test_offline_photos_bear_a_sign(qtbot: QtBot, grid: PhotoGrid) -> None:
    grid.show_listing(listing_of(range(1, 30)), headings=False)
    loaded(qtbot, grid)
    sign = grid.photo_rect(0).topRight() + QPoint(-11, 18)
    before = colour_at(grid.viewport(), sign)
    grid.set_offline({1})
    assert colour_at(grid.viewport(), sign).lightness() < before.lightness()
    grid.set_offline(set())
    assert colour_at(grid.viewport(), sign) == before


def test_scores_are_shown_on_demand(qtbot: QtBot, grid: PhotoGrid) -> None:
    grid.show_listing(listing_of(range(1, 30)), headings=False)
    loaded(qtbot, grid)
    corner = _around(grid.photo_rect(0).bottomRight() - QPoint(24, 16), 8)
    plain = _colours_in(grid, corner)
    grid.set_scores({1: 0.87})
    assert _colours_in(grid, corner) != plain
    grid.set_scores(None)
    assert _colours_in(grid, corner) == plain


def test_the_pointer_lightens_and_names_after_a_rest(qtbot: QtBot, grid: PhotoGrid) -> None:
    grid.show_listing(listing_of(range(1, 30)), headings=False)
    loaded(qtbot, grid)
    point = centre(grid, 0)
    below = QPoint(point.x(), grid.photo_rect(0).bottom() - 4)
    before = colour_at(grid.viewport(), below)
    hover(grid, point)
    lighter = colour_at(grid.viewport(), below)
    assert lighter.lightness() > before.lightness()
    qtbot.waitUntil(lambda: colour_at(grid.viewport(), below).lightness() < before.lightness())
    hover(grid, QPoint(2, 300))
    assert colour_at(grid.viewport(), below) == before


def test_another_theme_is_followed(grid: PhotoGrid, theme: ThemeSwitch) -> None:
    theme.choose("dark")
    assert colour_at(grid.viewport(), QPoint(2, 300)) == DARK.window


def test_months_are_headed(qtbot: QtBot, grid: PhotoGrid) -> None:
    grid.show_listing(listing_of(range(60), per_month=20, undated=10), headings=True)
    loaded(qtbot, grid)
    assert grid.photo_rect(0).top() > 40
    texts = [grid._month_text(int(month)) for month in grid._content.months.months]
    assert texts == ["November 2023", "October 2023", "September 2023", "No date"]
    heading = grid.photo_rect(0).adjusted(0, -30, 0, 0)
    heading.setBottom(grid.photo_rect(0).top() - 2)
    assert len(_colours_in(grid, heading)) > 1


def test_a_divider_stands_between(qtbot: QtBot, grid: PhotoGrid) -> None:
    grid.show_listing(listing_of(range(30)), headings=False, division=Division(line=5, below=25))
    loaded(qtbot, grid)
    gap = grid.photo_rect(4).bottom(), grid.photo_rect(5).top()
    assert gap[1] - gap[0] > 40
    line = QPoint(60, grid.photo_rect(5).top() - 26)
    assert LIGHT.hairline.rgb() in _colours_in(grid, grid.viewport().rect().intersected(_around(line, 4)))


def _around(point: QPoint, far: int) -> QRect:
    return QRect(point - QPoint(far, far), point + QPoint(far, far))


# Fading in


def test_thumbnails_fade_in_where_the_system_wants_motion(qtbot: QtBot, grid: PhotoGrid, motion: Motion) -> None:
    motion(True)
    faded: list[list[int]] = []
    grid._fades.changed.connect(faded.append)
    grid.show_listing(listing_of(range(1, 30)), headings=False)
    qtbot.waitUntil(lambda: bool(faded))
    loaded(qtbot, grid)
    assert is_like(colour_at(grid.viewport(), centre(grid, 0)), COLOURS[1])
    motion(False)
    faded.clear()
    grid.show_listing(listing_of(range(101, 130)), headings=False)
    loaded(qtbot, grid)
    assert faded == []


def test_nothing_fades_while_it_scrolls(qtbot: QtBot, grid: PhotoGrid, album: Album, motion: Motion) -> None:
    motion(True)
    album.may_read.clear()
    grid.show_listing(listing_of(range(300)), headings=False)
    grid.repaint()
    scroll(grid, 3000)
    grid.repaint()
    faded = []
    grid._fades.changed.connect(faded.append)
    QTimer.singleShot(0, album.may_read.set)
    with qtbot.waitSignal(grid._loader.loaded):
        scroll(grid, 3010)
    assert faded == []


# Keeping in place


@pytest.fixture
def browsing(qtbot: QtBot, grid: PhotoGrid) -> PhotoGrid:
    """A grid in the midst of six months."""
    grid.show_listing(listing_of(range(100, 700), per_month=100), headings=True)
    scroll(grid, 6000)
    return grid


def test_photos_that_come_or_go_elsewhere_move_nothing(browsing: PhotoGrid) -> None:
    before_listing = listing_of(range(100, 700), per_month=100)
    before = on_screen(browsing, before_listing)
    first = min(before)
    for ids in (
        [*range(1100, 1150), *range(100, 700)],  # A new month above.
        [*range(100, first - 3), *range(1000 + first - 40, 1000 + first), *range(first - 3, 700)],  # The same month.
        [*range(100, 650)],
        [*range(130, 700)],
        [*range(100, 700)],
    ):
        after_listing = listing_of(ids, per_month=100)
        browsing.update_listing(after_listing)
        assert on_screen(browsing, after_listing) == before


def test_at_the_very_top_too_nothing_moves(grid: PhotoGrid) -> None:
    first = listing_of(range(100, 400), per_month=100)
    grid.show_listing(first, headings=True)
    before = on_screen(grid, first)
    second = listing_of([*range(20, 60), *range(100, 400)], per_month=100)
    grid.update_listing(second)
    assert on_screen(grid, second).items() >= before.items()
    assert grid.verticalScrollBar().value() > 0


def test_a_screen_that_is_not_full_fills_up_from_the_top(grid: PhotoGrid) -> None:
    grid.show_listing(listing_of(range(100, 104)), headings=False)
    grid.update_listing(listing_of(range(500)))
    assert grid.verticalScrollBar().value() == 0
    assert grid.photo_rect(0).top() == 12


def test_a_caption_stays_while_photos_come_elsewhere(qtbot: QtBot, browsing: PhotoGrid) -> None:
    loaded(qtbot, browsing)
    hover(browsing, QPoint(100, 300))
    qtbot.waitUntil(lambda: browsing._hover.rested)
    named = browsing._hover.photo_id
    browsing.update_listing(listing_of([*range(1100, 1150), *range(100, 700)], per_month=100))
    assert (browsing._hover.photo_id, browsing._hover.rested) == (named, True)
    scroll(browsing, 9000)
    assert browsing._hover.photo_id is None


def test_when_the_first_photo_on_the_screen_goes_the_next_takes_its_place(browsing: PhotoGrid) -> None:
    before = on_screen(browsing, listing_of(range(100, 700), per_month=100))
    first = min(before)
    hidden = before[first][1] / before[first][3]
    going = set(range(first, first + 3))
    after = listing_of([i for i in range(100, 700) if i not in going], per_month=100)
    browsing.update_listing(after)
    _, top, _, height = on_screen(browsing, after)[first + 3]
    assert top / height == pytest.approx(hidden, abs=0.01)


def test_when_all_go_nothing_is_left(browsing: PhotoGrid) -> None:
    browsing.select_all()
    browsing.update_listing(listing_of([]))
    assert browsing.count == 0
    assert browsing.selected_ids() == []
    assert browsing.current_id() is None
    assert browsing.place() is None


def test_selection_and_current_photo_are_kept_by_id(qtbot: QtBot, browsing: PhotoGrid) -> None:
    browsing.select([150, 300, 301])
    browsing.set_current(300)
    with qtbot.assertNotEmitted(browsing.selection_changed):
        browsing.update_listing(listing_of([*range(1100, 1150), *range(100, 700)], per_month=100))
    assert browsing.selected_ids() == [150, 300, 301]
    assert browsing.current_id() == 300
    with qtbot.waitSignal(browsing.selection_changed):
        browsing.update_listing(listing_of([i for i in range(100, 700) if i != 300], per_month=100))
    assert browsing.selected_ids() == [150, 301]
    assert browsing.current_id() == 301


def test_another_width_keeps_the_first_photo_on_the_screen(browsing: PhotoGrid) -> None:
    first = browsing.position_at(QPoint(30, 20))
    assert first is not None
    widths = [*range(820, 500, -40), *range(500, 821, 40)]
    for width in widths:
        browsing.resize(width, 600)
        QApplication.processEvents()
    assert browsing.position_at(QPoint(30, 20)) == first
    assert browsing.verticalScrollBar().value() == 6000


def test_the_size_of_tiles_changes_around_what_is_on_the_screen(qtbot: QtBot, browsing: PhotoGrid) -> None:
    first = browsing.position_at(QPoint(30, 20))
    assert first is not None
    with qtbot.waitSignal(browsing.tile_size_changed) as changed:
        browsing.set_tile_height(260)
    assert changed.args == [260]
    assert browsing.tile_height == 260
    assert browsing.photo_rect(first).intersects(browsing.viewport().rect())
    browsing.set_tile_height(180)
    assert browsing.verticalScrollBar().value() == 6000
    browsing.set_tile_height(1)
    assert browsing.tile_height == 96
    browsing.set_tile_height(9999)
    assert browsing.tile_height == 360


def test_square_tiles(browsing: PhotoGrid) -> None:
    first = browsing.position_at(QPoint(30, 20))
    assert first is not None
    browsing.set_square(True)
    rect = browsing.photo_rect(first)
    assert abs(rect.width() - rect.height()) <= 1
    assert rect.intersects(browsing.viewport().rect())


@pytest.mark.parametrize("steps", [2, -2, 0.25])
def test_ctrl_and_wheel_zoom_around_the_photo_under_the_pointer(browsing: PhotoGrid, steps: float) -> None:
    point = QPoint(400, 333)
    under = browsing.position_at(point)
    assert under is not None
    rect = browsing.photo_rect(under)
    part = (point.y() - rect.top()) / rect.height()
    turn_wheel(browsing, point, steps, Qt.KeyboardModifier.ControlModifier)
    assert (browsing.tile_height > 180) is (steps > 0)
    rect = browsing.photo_rect(under)
    assert rect.top() + part * rect.height() == pytest.approx(point.y(), abs=1)


def test_a_place_is_found_again(browsing: PhotoGrid) -> None:
    listing = listing_of(range(100, 700), per_month=100)
    before = on_screen(browsing, listing)
    browsing.set_current(min(before) + 6)
    place = browsing.place()
    scrolled = browsing.verticalScrollBar().value()
    browsing.show_listing(listing_of(range(5)), headings=False)
    assert browsing.current_id() is None
    browsing.show_listing(listing, headings=True)
    browsing.restore(place)
    assert browsing.verticalScrollBar().value() == scrolled
    assert browsing.current_id() == min(before) + 6
    browsing.show_listing(listing_of(range(5)), headings=False)
    browsing.restore(place)
    browsing.restore(None)
    assert browsing.verticalScrollBar().value() == 0


def test_a_new_listing_starts_at_its_top_with_nothing_selected(qtbot: QtBot, browsing: PhotoGrid) -> None:
    browsing.select([300])
    with qtbot.waitSignal(browsing.selection_changed):
        browsing.show_listing(listing_of(range(500)), headings=False)
    assert browsing.selected_ids() == []
    assert browsing.verticalScrollBar().value() == 0


def test_a_grid_may_be_made_where_writing_runs_from_right_to_left(
    qtbot: QtBot, qapp: QApplication, theme: ThemeSwitch, album: Album
) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        grid = album.grid(theme)
        qtbot.addWidget(grid)
        grid.show()
        grid.show_listing(listing_of(range(30)), headings=False)
        assert grid.photo_rect(0).right() == grid.viewport().width() - 13
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_rows_begin_at_the_right_where_writing_does(browsing: PhotoGrid) -> None:
    browsing.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    browsing.show_listing(listing_of(range(30)), headings=False)
    rect = browsing.photo_rect(0)
    assert rect.right() == browsing.viewport().width() - 13


# Scrolling


def test_the_wheel_glides_where_motion_is_wanted(qtbot: QtBot, browsing: PhotoGrid, motion: Motion) -> None:
    motion(True)
    passed: list[int] = []
    browsing.verticalScrollBar().valueChanged.connect(passed.append)
    turn_wheel(browsing, QPoint(100, 100), -1)
    turn_wheel(browsing, QPoint(100, 100), -1)
    qtbot.waitUntil(lambda: browsing.verticalScrollBar().value() == 6240)
    assert len(passed) > 1
    assert passed == sorted(passed)
    turn_wheel(browsing, QPoint(100, 100), 99)
    qtbot.waitUntil(lambda: browsing.verticalScrollBar().value() == 0)


def test_the_wheel_jumps_where_no_motion_is_wanted(browsing: PhotoGrid, motion: Motion) -> None:
    motion(False)
    turn_wheel(browsing, QPoint(100, 100), -1)
    assert browsing.verticalScrollBar().value() == 6120


def test_a_touchpad_moves_by_its_pixels(browsing: PhotoGrid) -> None:
    turn_wheel(browsing, QPoint(100, 100), -0.5, pixels=-33)
    assert browsing.verticalScrollBar().value() == 6033


def test_the_month_is_shown_while_pages_go_by(qtbot: QtBot, browsing: PhotoGrid) -> None:
    pill = QPoint(browsing.viewport().width() // 2, 20)
    qtbot.waitUntil(lambda: not browsing._glide.is_fast)
    scroll(browsing, 6100)
    assert not browsing._glide.is_fast
    scroll(browsing, 9000)
    assert browsing._glide.is_fast
    assert colour_at(browsing.viewport(), pill) == LIGHT.surface
    with qtbot.waitSignal(browsing._glide.slowed):
        pass
    assert colour_at(browsing.viewport(), pill) != LIGHT.surface


# Many


def test_a_million_photos(qtbot: QtBot, grid: PhotoGrid) -> None:
    count = 1_000_000
    ids = np.arange(count, dtype=np.int64)
    shapes = np.array(SHAPES, np.int32)[ids % len(SHAPES)]
    listing = Listing(ids, shapes[:, 0], shapes[:, 1], ids[::-1] * 600, np.full(count, PLACEHOLDER, np.uint32))
    grid.show_listing(listing, headings=True)
    grid.set_current(count - 1)
    loaded(qtbot, grid)
    assert grid.photo_rect(count - 1).intersects(grid.viewport().rect())
    assert is_like(colour_at(grid.viewport(), centre(grid, count - 1)), COLOURS[(count - 1) % len(COLOURS)])
    grid.select_all()
    assert grid.selected_count == count
    assert grid.next_id(count - 1, -1) == count - 2
    assert grid.next_id(count - 1, 1) is None
    assert len(grid._shown) < 60


def test_no_timer_runs_and_no_thread_is_left(qtbot: QtBot, theme: ThemeSwitch, album: Album) -> None:
    threads = threading.active_count()
    grid = album.grid(theme)
    grid.resize(820, 600)
    grid.show()
    grid.show_listing(listing_of(range(300)), headings=True)
    turn_wheel(grid, QPoint(100, 100), -3)
    hover(grid, QPoint(100, 200))
    loaded(qtbot, grid)
    qtbot.waitUntil(lambda: not any(timer.isActive() for timer in grid.findChildren(QTimer)))
    grid.close()
    assert threading.active_count() == threads
    grid.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize("scale", ["1", "1.25", "1.5", "2"])
def test_thumbnails_are_sharp_on_every_screen(scale: str) -> None:
    command = [sys.executable, "-m", "tests.desktop.sharp_grid"]
    environment = os.environ | {"QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen"}
    root = Path(__file__).parents[2]
    done = subprocess.run(command, env=environment, cwd=root, stdout=subprocess.PIPE, check=True, timeout=60)
    ratio, seen, blurred = map(float, done.stdout.split())
    assert ratio == float(scale)
    assert seen >= 3
    assert blurred == 0


@pytest.mark.parametrize(
    ("left", "now_at"), [([5, 6, 7, 8], 2), ([1, 5, 9], 2), ([1, 5], 1), ([9, 5, 1], 0), ([], None)]
)
def test_what_is_gone_hands_over_to_the_next(left: list[int], now_at: int | None) -> None:
    old = np.array([1, 5, 7, 9], np.int64)
    assert carried(2, old, np.array(left, np.int64)) == now_at
