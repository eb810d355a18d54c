"""What the grid is given of an answer."""

from __future__ import annotations

import os
from dataclasses import replace

from photo_search.desktop.answer_sheet import Member, Sheet, folder_title, sheet
from photo_search.records import Hit
from photo_search.searching.arranging import Grouping, Order
from tests.desktop.answer_scene import FIRST, hit

HITS = [hit(3), hit(1, folded=(11, 12)), hit(40), hit(5, matches=False), hit(2, matches=False)]


def made(
    hits: list[Hit] = HITS,
    order: Order = Order.RELEVANCE,
    grouping: Grouping = Grouping.NONE,
    *,
    is_open: bool = False,
    opened: dict[int, list[Member]] | None = None,
) -> Sheet:
    return sheet(hits, order=order, grouping=grouping, is_open=is_open, opened=opened or {})


def ids(sheet: Sheet) -> list[int]:
    return sheet.listing.photo_ids.tolist()


def test_it_ends_with_the_line_until_the_rest_is_wanted() -> None:
    closed, opened = made(), made(is_open=True)
    assert (ids(closed), closed.division.line, closed.division.below) == ([3, 1, 40], 3, 2)
    assert (ids(opened), opened.division.line, opened.division.below) == ([3, 1, 40, 5, 2], 3, 2)


def test_an_answer_without_a_line_has_none() -> None:
    assert made(HITS[:3]).division.line is None
    assert made([]).division.line is None


def test_where_nothing_matches_the_line_is_on_top() -> None:
    assert (ids(made(HITS[3:])), made(HITS[3:]).division.line) == ([], 0)
    assert (ids(made(HITS[3:], is_open=True)), made(HITS[3:], is_open=True).division.line) == ([5, 2], 0)


def test_another_order_never_crosses_the_line() -> None:
    assert ids(made(order=Order.NEWEST, is_open=True)) == [40, 3, 1, 5, 2]


def test_groups_are_headed_on_both_sides_of_the_line() -> None:
    grouped = made(grouping=Grouping.MONTH, is_open=True)
    assert ids(grouped) == [3, 1, 40, 5, 2]
    assert dict(grouped.division.titles) == {0: "February 2020", 2: "March 2020", 3: "February 2020"}
    assert dict(made(grouping=Grouping.YEAR).division.titles) == {0: "2020"}
    assert made(grouping=Grouping.DAY).division.titles[0].startswith("Monday, ")


def test_folders_are_named_from_the_librarys_own_on() -> None:
    roots = {b"/home/me/Pictures": "Pictures", b"/home/me/Pictures/old": "old", b"/media": "media"}
    assert folder_title(b"/home/me/Pictures", roots) == "Pictures"
    assert folder_title(b"/home/me/Pictures/2019/Rome", roots) == "Pictures / 2019 / Rome"
    assert folder_title(b"/home/me/Pictures/old/x", roots) == "old / x"
    assert folder_title(b"/home/me/Pictures2", roots) == "/home/me/Pictures2"
    assert folder_title(b"/somewhere", {b"/": "/"}) == "/ / somewhere"


def test_groups_by_folder_are_headed_as_the_sidebar_names_folders() -> None:
    roots = [os.path.dirname(HITS[0].path), b"/elsewhere"]
    hits = [HITS[0], replace(HITS[1], path=os.path.join(roots[0], b"Rome", b"1.jpg"))]
    grouped = sheet(hits, order=Order.RELEVANCE, grouping=Grouping.FOLDER, is_open=False, opened={}, roots=roots)
    name = os.path.basename(os.fsdecode(roots[0]))
    assert dict(grouped.division.titles) == {0: name, 1: f"{name} / Rome"}


def test_a_burst_is_one_until_it_is_opened() -> None:
    folded = made()
    assert dict(folded.bursts.sizes) == {1: 3}
    members = [Member(11, 300, 400, FIRST, 1), Member(12, 300, 400, None, 2)]
    opened = made(opened={1: members})
    assert ids(opened) == [3, 1, 11, 12, 40]
    assert opened.division.line == 5
    assert [opened.bursts.belongs(photo_id) for photo_id in (3, 1, 11, 12, 40)] == [False, True, True, True, False]
    assert opened.listing.heights.tolist()[1:4] == [300, 400, 400]
