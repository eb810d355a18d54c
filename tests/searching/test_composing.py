from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photo_search.searching.composing import compose

Vector = npt.NDArray[np.float32]

EAST, NORTH, UP = np.eye(3, dtype=np.float32)
NONE = np.empty((0, 3), np.float32)


def unit(*numbers: float) -> Vector:
    vector = np.array(numbers, np.float32)
    return vector / np.linalg.norm(vector)


def test_one_thing_is_asked_for_as_it_is() -> None:
    mean = unit(1, 1, 1) * np.float32(0.5)
    assert compose([(EAST, 1.0)], picture_mean=mean) == pytest.approx(EAST)
    assert compose([], [(NORTH, 2.0)], picture_mean=mean) == pytest.approx(NORTH)


def test_weights_say_how_much() -> None:
    both = compose([(EAST, 2.0), (NORTH, 1.0)])
    assert both[0] == pytest.approx(2 * both[1])
    assert both.dtype == np.float32


def test_a_minus_pushes_away_but_less_than_a_plus_draws() -> None:
    asked = compose([(EAST, 1.0), (NORTH, -1.0)])
    assert asked @ NORTH < 0 < asked @ EAST
    assert asked @ EAST > -(asked @ NORTH)


def test_only_a_minus_asks_for_what_has_least_of_it() -> None:
    assert compose([(EAST, -1.0)]) == pytest.approx(-EAST)
    assert compose([], [(EAST, -1.0)], picture_mean=UP) == pytest.approx(-EAST)


def test_beside_words_a_picture_says_what_it_has_beyond_other_pictures() -> None:
    picture, mean = unit(0, 1, 3), UP
    asked = compose([(EAST, 1.0)], [(picture, 1.0)], picture_mean=mean)
    assert asked @ EAST > asked @ NORTH > 0
    plain = compose([(EAST, 1.0)], [(picture, 1.0)])
    assert asked @ UP < plain @ UP


def test_feedback_draws_to_what_was_right_and_away_from_what_was_wrong() -> None:
    asked = compose([(EAST, 1.0)], feedback=(np.stack([NORTH, NORTH]), np.stack([UP])))
    assert asked == pytest.approx(unit(1, 0.75, -0.15))
    assert compose([(EAST, 1.0)], feedback=(NONE, NONE)) == pytest.approx(EAST)


def test_feedback_alone_is_a_question() -> None:
    assert compose([], feedback=(NORTH[None], NONE)) == pytest.approx(NORTH)
    assert compose([], feedback=(NONE, NORTH[None])) == pytest.approx(-NORTH)


def test_what_cancels_itself_out_leaves_its_first_part() -> None:
    assert compose([(EAST, 2.0), (EAST, -5.0)]) == pytest.approx(EAST)


def test_nothing_is_no_question() -> None:
    with pytest.raises(ValueError, match="needs"):
        compose([])


vectors = st.lists(st.floats(-1, 1, width=32), min_size=3, max_size=3).filter(lambda v: np.linalg.norm(v) > 0.1)
weights = st.floats(-10, 10).filter(lambda weight: abs(weight) > 0.01)


@given(st.lists(st.tuples(vectors, weights), min_size=1, max_size=4), st.lists(st.tuples(vectors, weights), max_size=3))
def test_a_question_is_always_a_unit_vector(words: list[tuple[list[float], float]], pictures: list) -> None:  # type: ignore[type-arg]
    asked = compose([(unit(*v), w) for v, w in words], [(unit(*v), w) for v, w in pictures], picture_mean=UP / 2)
    assert np.linalg.norm(asked) == pytest.approx(1, abs=1e-5)
