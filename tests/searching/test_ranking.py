"""The order of an answer: exact names, then meaning, then what probably isn't meant."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from photo_search.catalog.words import NameMatches
from photo_search.searching.cutoff import Line
from photo_search.searching.ranking import rank
from photo_search.searching.survey import Survey

LINE = Line(0.2, 0.05)


def survey(*cosines: float) -> Survey:
    return Survey(np.arange(1, len(cosines) + 1, dtype=np.int64), np.array(cosines, np.float32))


def ids(*numbers: int) -> np.ndarray:
    return np.array(numbers, np.int64)


def test_names_come_first_then_matches_then_the_rest() -> None:
    seen = survey(0.1, 0.3, 0.05, 0.25, 0.15)
    found = rank(seen, np.ones(5, np.bool_), NameMatches(ids(3), ids(), ids(1)), LINE, 0.5, 5)
    assert found.ids.tolist() == [3, 2, 4, 1, 5]
    assert found.matches.tolist() == [True, True, True, True, False]
    assert found.by_name.tolist() == [True, False, False, True, False]
    assert found.matching == 4


def test_a_photo_that_no_model_has_seen_is_found_by_its_name() -> None:
    found = rank(survey(0.3), np.ones(1, np.bool_), NameMatches(ids(7), ids(), ids(9)), LINE, 0.5, 10)
    assert found.ids.tolist() == [7, 1, 9] or found.ids.tolist() == [7, 9, 1]
    assert np.isnan(found.cosines[found.ids == 7]).all()
    assert found.matching == 3
    assert found.matches.all()


def test_the_least_difference_counts() -> None:
    cosines = np.float32(0.3) + np.spacing(np.float32(0.3)) * np.arange(20)
    found = rank(survey(*cosines), np.ones(20, np.bool_), NameMatches.none(), LINE, 0.5, 20)
    assert found.ids.tolist() == list(range(20, 0, -1))


def test_what_is_not_wanted_is_not_there_and_counts_for_nothing() -> None:
    wanted = np.array([True, False, True])
    found = rank(survey(0.3, 0.9, 0.1), wanted, NameMatches.none(), LINE, 0.5, 3)
    assert (found.ids.tolist(), found.matching) == ([1, 3], 1)


def test_the_count_of_matches_does_not_end_with_the_page() -> None:
    seen = survey(*np.linspace(0.9, 0.3, 50))
    found = rank(seen, np.ones(50, np.bool_), NameMatches.none(), LINE, 0.5, 7)
    assert (found.ids.tolist(), found.matching) == (list(range(1, 8)), 50)
    assert rank(seen, np.ones(50, np.bool_), NameMatches.none(), LINE, 0.5, 0).matching == 50


@given(
    st.lists(st.floats(-1, 1, width=32), max_size=40),
    st.tuples(*(st.sets(st.integers(1, 50)) for _ in range(3))),
    st.integers(0, 60),
    st.floats(0.02, 0.98),
)
def test_pages_are_the_beginning_of_the_whole(
    cosines: list[float], sets: tuple[set[int], set[int], set[int]], count: int, least: float
) -> None:
    seen, wanted = survey(*cosines), np.ones(len(cosines), np.bool_)
    in_names, elsewhere, begun = sets[0], sets[1] - sets[0], sets[2] - sets[1] - sets[0]
    named = NameMatches(*(ids(*sorted(some)) for some in (in_names, elsewhere, begun)))
    everything = rank(seen, wanted, named, LINE, least, 200)
    page = rank(seen, wanted, named, LINE, least, count)
    assert page.ids.tolist() == everything.ids.tolist()[:count]
    assert sorted(everything.ids.tolist()) == sorted({*range(1, len(cosines) + 1)} | in_names | elsewhere | begun)
    assert everything.matching == np.count_nonzero(everything.matches)
    # All that match stand before the first that doesn't, and exact names before all others.
    assert sorted(everything.matches.tolist(), reverse=True) == everything.matches.tolist()
    assert set(everything.ids.tolist()[: len(in_names)]) == in_names
    assert set(everything.ids.tolist()[len(in_names) : len(in_names | elsewhere)]) == elsewhere
