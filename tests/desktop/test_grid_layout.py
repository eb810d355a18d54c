"""Where photos lie: every one once, in order, nothing overlapping, whatever their shapes and the window's width."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photo_search.desktop.grid_layout import Frame, GridLayout, Sections, Tile, Tiles, aspects_of
from photo_search.desktop.photo_grid_sections import (
    DIVIDER_HEIGHT,
    HEADING_HEIGHT,
    UNDATED_MONTH,
    Division,
    by_month,
    month_sections,
    plain_sections,
    with_break,
)

QUICKLY = settings(max_examples=50, deadline=None)


class Case(NamedTuple):
    layout: GridLayout
    sections: Sections
    frame: Frame
    count: int


@st.composite
def frames(draw: st.DrawFn) -> Frame:
    return Frame(
        width=draw(st.integers(120, 2600)),
        tile_height=draw(st.integers(96, 360)),
        gap=draw(st.integers(0, 8)),
        margin=draw(st.integers(0, 24)),
        square=draw(st.booleans()),
        mirrored=draw(st.booleans()),
    )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    shapes = draw(st.lists(st.tuples(st.integers(0, 20_000), st.integers(0, 20_000)), max_size=80))
    count = len(shapes)
    starts = sorted({0, *draw(st.lists(st.integers(0, max(0, count - 1)), max_size=6))}) if count else []
    bands = draw(st.lists(st.integers(0, 60), min_size=len(starts), max_size=len(starts)))
    joined = draw(st.lists(st.booleans(), min_size=len(starts), max_size=len(starts)))
    if starts:
        joined[0] = False
    sections = Sections(np.array(starts, np.int64), np.array(bands, np.int64), np.array(joined, np.bool_))
    frame = draw(frames())
    widths, heights = (np.array([shape[i] for shape in shapes], np.int32) for i in (0, 1))
    return Case(GridLayout(aspects_of(widths, heights), sections, frame), sections, frame, count)


def every(layout: GridLayout) -> list[Tile]:
    tiles = layout.tiles(range(layout.rows))
    return [Tile(*map(int, edges)) for edges in zip(tiles.x, tiles.y, tiles.width, tiles.height, strict=True)]


def rows_of(layout: GridLayout) -> list[Tiles]:
    return [layout.tiles(range(row, row + 1)) for row in range(layout.rows)]


@QUICKLY
@given(cases())
def test_every_photo_has_one_place_in_order(case: Case) -> None:
    assert len(every(case.layout)) == case.count
    firsts = [tiles.first for tiles in rows_of(case.layout)]
    assert firsts == sorted(set(firsts))
    assert [case.layout.row_of(first) for first in firsts] == list(range(case.layout.rows))
    assert set(case.sections.starts.tolist()) <= set(firsts)


@QUICKLY
@given(cases())
def test_tiles_stay_inside_and_beside_each_other(case: Case) -> None:
    frame = case.frame
    inside = range(frame.margin, frame.margin + frame.inner + 1)
    bottom = frame.margin
    for tiles in rows_of(case.layout):
        edges = sorted(zip(tiles.x.tolist(), (tiles.x + tiles.width).tolist(), strict=True), reverse=frame.mirrored)
        assert edges == list(zip(tiles.x.tolist(), (tiles.x + tiles.width).tolist(), strict=True))
        if frame.width >= frame.inner + 2 * frame.margin:
            assert all(left in inside and right in inside for left, right in edges)
        assert all(right > left for left, right in edges)
        ascending = sorted(edges)
        assert all(after[0] - before[1] == frame.gap for before, after in pairwise(ascending))
        assert len({*tiles.y.tolist()}) == len({*tiles.height.tolist()}) == 1
        number = np.flatnonzero(case.sections.starts == tiles.first)
        band = int(case.sections.bands[number[0]]) if len(number) else 0
        gap = frame.gap if tiles.first else 0
        assert tiles.y[0] == bottom + gap + band
        bottom = int(tiles.y[0] + tiles.height[0])
        assert 1 <= tiles.height[0] <= max(frame.inner, 1.5 * frame.tile_height + 1)
    assert case.layout.height == bottom + frame.margin


@QUICKLY
@given(cases())
def test_rows_fill_the_width_except_where_a_section_ends(case: Case) -> None:
    if case.frame.square:
        return
    goes_on = np.append(case.sections.joined, False)[1:]
    ends = set(case.sections.stops(case.count)[~goes_on].tolist())
    for tiles in rows_of(case.layout):
        width = int((tiles.x + tiles.width).max() - tiles.x.min())
        if tiles.first + len(tiles.x) not in ends:
            assert width == case.frame.inner
        else:
            assert width <= case.frame.inner


@QUICKLY
@given(cases())
def test_a_point_on_a_tile_finds_its_photo(case: Case) -> None:
    for position, tile in enumerate(every(case.layout)):
        assert case.layout.tile(position) == tile
        for x in (tile.x, tile.x + tile.width // 2, tile.x + tile.width - 1):
            for y in (tile.y, tile.y + tile.height - 1):
                assert case.layout.hit(x, y) == case.layout.nearest(x, y) == position
                assert tile.contains(x, y)


@QUICKLY
@given(cases(), st.integers(-50, 2600), st.integers(-50, 20_000))
def test_a_point_beside_all_tiles_finds_none(case: Case, x: int, y: int) -> None:
    covered = [position for position, tile in enumerate(every(case.layout)) if tile.contains(x, y)]
    assert case.layout.hit(x, y) == (covered[0] if covered else None)
    assert (case.layout.nearest(x, y) is None) is (case.count == 0)


@QUICKLY
@given(cases(), st.integers(-50, 2600), st.integers(-50, 9000), st.integers(0, 900), st.integers(0, 900))
def test_a_rectangle_finds_what_it_touches(case: Case, left: int, top: int, width: int, height: int) -> None:
    right, bottom = left + width, top + height
    touched = [
        position
        for position, tile in enumerate(every(case.layout))
        if tile.x < right and tile.x + tile.width > left and tile.y < bottom and tile.y + tile.height > top
        if bottom > top
    ]
    assert case.layout.inside(left, top, right, bottom).tolist() == touched


@QUICKLY
@given(cases(), st.integers(-50, 9000), st.integers(-10, 900))
def test_rows_between(case: Case, top: int, height: int) -> None:
    seen = [
        row
        for row, tiles in enumerate(rows_of(case.layout))
        if height > 0 and tiles.y[0] < top + height and tiles.y[0] + tiles.height[0] > top
    ]
    assert list(case.layout.rows_between(top, top + height)) == seen


@QUICKLY
@given(cases(), st.data())
def test_rows_from_a_break_on_stay_as_they_were(case: Case, data: st.DataObject) -> None:
    """What is on the screen keeps still when photos come in before it, if a row begins where the screen did."""
    if not case.count:
        return
    row = data.draw(st.integers(0, case.layout.rows - 1))
    position = case.layout.first_in(row)
    coming = data.draw(st.integers(0, 40))
    aspects = np.full(case.count + coming, 1.5, np.float32)
    aspects[coming:] = case.layout._aspects
    starts = case.sections.starts.copy()
    starts[1:] += coming
    moved = case.sections._replace(starts=starts)
    after = GridLayout(aspects, with_break(moved, position + coming), case.frame)
    before = case.layout.tiles(range(row, case.layout.rows))
    now = after.tiles(range(after.row_of(position + coming), after.rows))
    assert now.first == position + coming
    for old, new in zip(before[1:], now[1:], strict=True):
        shift = new - old
        assert len(old) == len(new)
        assert (shift == shift[0]).all()


@pytest.mark.parametrize(("rows", "expected"), [(1, 1), (-1, -1), (99, 0), (-99, 0)])
def test_up_and_down_lead_to_the_nearest_tile(rows: int, expected: int) -> None:
    layout = GridLayout(np.array([1.5, 1.0, 0.7] * 60, np.float32), plain_sections(180, Division()), Frame(1000))
    start = layout.first_in(5) + 2
    tile = layout.tile(start)
    x = tile.x + tile.width / 2
    found = layout.beside(start, rows, x)
    row = 5 + expected
    if not expected:
        assert found == start
        return
    tiles = layout.tiles(range(row, row + 1))
    right = tiles.x + tiles.width
    over = np.flatnonzero((tiles.x - 4 <= x) & (x < right + 4)) + tiles.first
    assert found in over


def test_rows_are_about_as_high_as_wanted() -> None:
    shapes = np.random.default_rng(1).choice([1.5, 1.33, 0.75, 0.67, 1.78, 1.0], 5000).astype(np.float32)
    for width in (600, 1040, 1900):
        layout = GridLayout(shapes, plain_sections(5000, Division()), Frame(width))
        heights = layout.tiles(range(layout.rows - 1)).height
        assert heights.min() >= 120
        assert heights.max() <= 270
        assert abs(heights.mean() - 180) < 9


def test_the_last_row_is_not_stretched() -> None:
    layout = GridLayout(np.array([1.5, 1.5], np.float32), plain_sections(2, Division()), Frame(1040))
    assert every(layout) == [Tile(12, 12, 270, 180), Tile(286, 12, 270, 180)]


def test_rows_begin_at_the_right_when_mirrored() -> None:
    layout = GridLayout(np.array([1.5, 1.0], np.float32), plain_sections(2, Division()), Frame(1040, mirrored=True))
    assert every(layout) == [Tile(758, 12, 270, 180), Tile(574, 12, 180, 180)]


def test_square_tiles_are_square_and_fill_the_width() -> None:
    layout = GridLayout(np.ones(50, np.float32), plain_sections(50, Division()), Frame(1040, square=True))
    tiles = layout.tiles(range(1))
    assert tiles.x[0] == 12
    assert tiles.x[-1] + tiles.width[-1] == 1028
    assert abs(tiles.width - tiles.height).max() <= 1


def test_strips_and_scrolls_are_bounded() -> None:
    aspects = aspects_of(np.array([20_000, 10, 4000, 0], np.int32), np.array([100, 9000, 3000, 0], np.int32))
    assert aspects.tolist() == pytest.approx([4.0, 0.45, 4 / 3, 0.45])


def _seconds(*days: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array(days, "datetime64[s]").astype(np.int64)


def test_months_are_runs_and_undated_photos_one_of_their_own() -> None:
    taken = _seconds("2024-03-31T23:59:59", "2024-03-01", "2024-02-29", "1969-12-31T23:59:59", "NaT", "NaT")
    months = by_month(taken)
    assert months.starts.tolist() == [0, 2, 3, 4]
    assert months.months.tolist() == [54 * 12 + 2, 54 * 12 + 1, -1, UNDATED_MONTH]
    assert [months.at(position) for position in range(6)] == [650, 650, 649, -1, UNDATED_MONTH, UNDATED_MONTH]
    assert month_sections(months).bands.tolist() == [HEADING_HEIGHT] * 4


def test_no_photos_have_no_months() -> None:
    assert by_month(np.zeros(0, np.int64)).starts.tolist() == []
    layout = GridLayout(np.zeros(0, np.float32), month_sections(by_month(np.zeros(0, np.int64))), Frame(500))
    assert (layout.rows, layout.height, layout.nearest(0, 0), layout.hit(5, 5)) == (0, 24, None, None)


@pytest.mark.parametrize(
    ("line", "starts", "bands", "tail"),
    [
        (None, [0], [0], 0),
        (0, [0], [DIVIDER_HEIGHT], 0),
        (3, [0, 3], [0, DIVIDER_HEIGHT], 0),
        (9, [0], [0], DIVIDER_HEIGHT),
    ],
)
def test_the_line_has_room_above_what_follows_it_or_at_the_end(
    line: int | None, starts: list[int], bands: list[int], tail: int
) -> None:
    sections = plain_sections(9, Division(line=line))
    assert (sections.starts.tolist(), sections.bands.tolist(), sections.tail) == (starts, bands, tail)


def test_titles_have_room_above_their_photos_and_below_the_line() -> None:
    sections = plain_sections(9, Division({0: "2019", 4: "2020"}, line=4))
    assert sections.starts.tolist() == [0, 4]
    assert sections.bands.tolist() == [HEADING_HEIGHT, HEADING_HEIGHT + DIVIDER_HEIGHT]


def test_a_band_after_the_last_row_makes_it_higher() -> None:
    aspects = np.ones(9, np.float32)
    without, with_ = (GridLayout(aspects, plain_sections(9, Division(line=line)), Frame(500)) for line in (None, 9))
    assert with_.height == without.height + DIVIDER_HEIGHT
    assert with_.end == without.end == without.height - 12


def test_a_million_photos() -> None:
    aspects = np.random.default_rng(0).choice([1.5, 0.75], 1_000_000).astype(np.float32)
    layout = GridLayout(aspects, plain_sections(1_000_000, Division()), Frame(1040))
    last = layout.tile(999_999)
    assert last.y + last.height + 12 == layout.height < 2**31
    assert layout.hit(last.x, last.y) == 999_999
    middle = layout.tiles(layout.rows_between(layout.height // 2, layout.height // 2 + 800))
    assert len(middle.x) < 60
