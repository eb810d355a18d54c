"""How two answers differ, against the definitions and at their limits."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photo_search.comparison.rankings import overlap, rank_changes, rank_correlation

answers = st.integers(0, 8).flatmap(
    lambda k: st.tuples(*[st.permutations(range(14)).map(lambda order: order[:k]) for _ in range(2)])
)


def kendall_of_top_lists(first: list[int], second: list[int]) -> float:
    """Return the distance K(1/2) case by case, as Fagin, Kumar and Sivakumar 2003 define it, on the scale of tau."""
    distance, pairs = 0.0, list(combinations(sorted({*first, *second}), 2))
    for i, j in pairs:
        in_first, in_second = [p for p in (i, j) if p in first], [p for p in (i, j) if p in second]
        if len(in_first) == len(in_second) == 2:
            distance += (first.index(i) < first.index(j)) != (second.index(i) < second.index(j))
        elif {len(in_first), len(in_second)} == {2, 1}:
            both, one = (first, in_second[0]) if len(in_first) == 2 else (second, in_first[0])
            distance += both.index(one) > both.index(j if one == i else i)
        elif len(in_first) == len(in_second) == 1:
            distance += 1
        else:
            distance += 0.5
    return 1 - 2 * distance / len(pairs)


@settings(max_examples=200, deadline=None)
@given(answers)
def test_the_correlation_is_the_published_one(pair: tuple[list[int], list[int]]) -> None:
    first, second = pair
    if len({*first, *second}) < 2:
        assert rank_correlation(first, second) == 1
        return
    assert rank_correlation(first, second) == pytest.approx(kendall_of_top_lists(first, second))
    assert rank_correlation(second, first) == pytest.approx(rank_correlation(first, second))


def test_the_correlation_at_its_limits() -> None:
    assert rank_correlation("abcd", "abcd") == 1
    assert rank_correlation("abcd", "dcba") == -1
    assert rank_correlation("abcd", "efgh") == pytest.approx(-4 / 7)
    assert rank_correlation("", "") == 1


def test_what_is_common_and_what_moved() -> None:
    assert overlap("abcd", "bcxy") == 0.5
    assert overlap("abcd", "ab") == 0.5
    assert overlap("", "") == 1
    assert overlap("ab", "") == 0
    assert rank_changes("abcd", "bdxa") == [1, 2, None, -3]
