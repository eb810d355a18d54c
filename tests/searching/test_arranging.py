"""Hits in another order and in groups."""

from __future__ import annotations

import os
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photo_search.records import Hit
from photo_search.searching.arranging import Group, Grouping, Order, arrange, natural


def hit(photo_id: int, path: str = "/a/x.jpg", taken: datetime | None = None) -> Hit:
    return Hit(photo_id, os.fsencode(path), 0.2, 0.6, taken, 40, 30, 0x808080, offline=False)


def ids(groups: list[Group]) -> list[list[int]]:
    return [[hit.photo_id for hit in group.hits] for group in groups]


SUMMER, WINTER, LATER = datetime(2019, 7, 3, 12), datetime(2019, 12, 24, 18), datetime(2021, 7, 3, 9)
HITS = [
    hit(1, "/b/IMG_10.jpg", SUMMER),
    hit(2, "/a/img_9.jpg", LATER),
    hit(3, "/b/c/dog.jpg", None),
    hit(4, "/a/cat.jpg", WINTER),
    hit(5, "/b/img_2.jpg", SUMMER),
]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.RELEVANCE, [1, 2, 3, 4, 5]),
        (Order.NEWEST, [2, 4, 1, 5, 3]),
        (Order.OLDEST, [1, 5, 4, 2, 3]),
        (Order.FOLDER, [2, 4, 1, 5, 3]),
        (Order.NAME, [4, 3, 5, 2, 1]),
    ],
)
def test_each_order_keeps_the_better_first_among_equals(order: Order, expected: list[int]) -> None:
    assert ids(arrange(HITS, order)) == [expected]


def test_groups_stand_by_their_best_hit_and_keep_relevance_within() -> None:
    groups = arrange(HITS, grouping=Grouping.MONTH)
    assert ids(groups) == [[1, 5], [2], [3], [4]]
    assert [group.since for group in groups] == [date(2019, 7, 1), date(2021, 7, 1), None, date(2019, 12, 1)]


def test_groups_stand_by_time_when_time_is_the_order() -> None:
    groups = arrange(HITS, Order.NEWEST, Grouping.YEAR)
    assert ids(groups) == [[2], [4, 1, 5], [3]]
    assert [group.since for group in groups] == [date(2021, 1, 1), date(2019, 1, 1), None]
    assert ids(arrange(HITS, Order.OLDEST, Grouping.DAY)) == [[1, 5], [4], [2], [3]]


def test_folders_are_groups_told_by_their_path() -> None:
    groups = arrange(HITS, Order.FOLDER, Grouping.FOLDER)
    assert [group.folder for group in groups] == [b"/a", b"/b", b"/b/c"]
    assert all(group.since is None for group in groups)


def test_nothing_has_no_groups() -> None:
    assert arrange([]) == []


def test_numbers_in_names_count_as_numbers() -> None:
    assert sorted([b"img_10", b"IMG_9", b"9", b"a"], key=natural) == [b"9", b"a", b"IMG_9", b"img_10"]


@given(
    st.lists(st.builds(hit, st.integers(1, 99), st.text("ab/9", min_size=1), st.none() | st.datetimes())),
    st.sampled_from(Order),
    st.sampled_from(Grouping),
)
def test_no_hit_is_lost_or_told_twice(hits: list[Hit], order: Order, grouping: Grouping) -> None:
    groups = arrange(hits, order, grouping)
    told = [one for group in groups for one in group.hits]
    assert sorted(told, key=id) == sorted(hits, key=id)
    assert all(group.hits for group in groups)
    assert len({(group.since, group.folder) for group in groups}) == len(groups)
