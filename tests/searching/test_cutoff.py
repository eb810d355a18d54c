from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photo_search.records import MIDDLE_STRICTNESS
from photo_search.searching.calibration import Background, robust_background
from photo_search.searching.cutoff import Line, find_line, least_score, prior_of

PRIOR = Background(0.04, 0.03)


def cosines_of(photos: int, matches: int, *, seed: int = 0) -> npt.NDArray[np.float32]:
    """As a good model gives them: what matches lies 4 spreads above the rest."""
    draw = np.random.default_rng(seed)
    cosines = np.concatenate([draw.normal(0.17, 0.015, matches), draw.normal(0.04, 0.03, photos - matches)])
    return cosines.astype(np.float32)


def line_of(cosines: npt.NDArray[np.float32], prior: Background | None = PRIOR) -> Line:
    return find_line(robust_background(cosines), float(cosines.max()), len(cosines), prior=prior)


def f1(cosines: npt.NDArray[np.float32], line: Line, matches: int) -> float:
    above = line.scores(cosines) >= least_score(MIDDLE_STRICTNESS)
    return float(2 * above[:matches].sum() / (above.sum() + matches))


@pytest.mark.parametrize(("photos", "matches"), [(80, 1), (80, 10), (1_000, 30), (20_000, 400), (8_000, 2_500)])
def test_the_line_divides_what_matches_from_the_rest(photos: int, matches: int) -> None:
    found = [
        f1(cosines, line_of(cosines), matches) for cosines in (cosines_of(photos, matches, seed=s) for s in range(9))
    ]
    assert np.mean(found) > 0.75


@pytest.mark.parametrize(("photos", "most"), [(1, 1), (3, 1), (20, 3), (1_000, 60), (100_000, 2_000)])
def test_in_any_number_of_photos_little_is_found_of_what_is_in_none(photos: int, most: int) -> None:
    shown = []
    for seed in range(20):
        cosines = cosines_of(photos, 0, seed=seed).clip(max=0.1)
        shown.append(np.count_nonzero(line_of(cosines).scores(cosines) >= 0.5))
    assert np.mean(shown) <= most


def test_nothing_matches_where_the_best_is_no_better_than_chance() -> None:
    cosines = np.random.default_rng(0).normal(0.02, 0.01, 1_000).astype(np.float32)
    assert not (line_of(cosines).scores(cosines) >= 0.5).any()


def test_where_everything_matches_most_is_shown() -> None:
    cosines = np.random.default_rng(0).normal(0.17, 0.01, 500).astype(np.float32)
    assert (line_of(cosines).scores(cosines) >= 0.5).mean() > 0.9


@pytest.mark.parametrize("cosine", [0.17, 0.02])
def test_a_single_photo_is_judged_by_what_any_words_get(cosine: float) -> None:
    only = np.array([cosine], np.float32)
    assert (line_of(only).scores(only)[0] >= 0.5) == (cosine == 0.17)


def test_a_line_needs_no_prior_and_no_photos() -> None:
    cosines = cosines_of(1_000, 30)
    assert f1(cosines, line_of(cosines, prior=None), 30) > 0.9
    nothing = find_line(Background(0.0, 0.0), None, 0)
    assert nothing.width > 0


def test_what_is_near_to_a_picture_is_told_by_what_any_picture_gets() -> None:
    cosines = np.random.default_rng(0).normal(0.3, 0.1, 500).clip(max=0.5).astype(np.float32)
    cosines[:5] = 0.9
    prior = Background(0.3, 0.1)
    line = find_line(robust_background(cosines), 0.9, 500, prior=prior, for_pictures=True)
    assert np.flatnonzero(line.scores(cosines) >= 0.5).tolist() == [0, 1, 2, 3, 4]


def test_a_temperature_changes_how_steep_scores_are_and_not_where_matches_end() -> None:
    cosines = cosines_of(200, 10)
    background, best = robust_background(cosines), float(cosines.max())
    plain = find_line(background, best, 200, prior=PRIOR)
    steep = find_line(background, best, 200, prior=PRIOR, temperature=1_000)
    assert steep.cosine == plain.cosine
    assert steep.scores(np.array([plain.cosine + 0.01])) > plain.scores(np.array([plain.cosine + 0.01]))
    assert steep.width == pytest.approx(0.001)


def test_two_models_with_other_cosines_give_the_same_scores() -> None:
    cosines = cosines_of(300, 20)
    other = 0.2 + 0.5 * cosines
    scores = line_of(cosines).scores(cosines)
    prior = Background(0.2 + 0.5 * PRIOR.mean, 0.5 * PRIOR.spread)
    assert line_of(other, prior).scores(other) == pytest.approx(scores, abs=1e-4)


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_stricter_search_never_asks_for_less(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 < least_score(low) <= least_score(high) < 1


def test_strictness_reaches_from_nearly_everything_to_the_surest() -> None:
    cosines = cosines_of(1_000, 50)
    scores = line_of(cosines).scores(cosines)
    assert least_score(0.5) == 0.5
    assert (scores >= least_score(0.0)).mean() > 0.99
    assert 1 <= np.count_nonzero(scores >= least_score(1.0)) <= 10


@given(st.lists(st.floats(-1, 1, width=32), min_size=1, max_size=40), st.floats(-0.5, 0.5), st.floats(0.001, 0.5))
def test_scores_are_a_rising_function_of_the_cosine(cosines: list[float], at: float, width: float) -> None:
    scores = Line(at, width).scores(np.sort(np.array(cosines)))
    assert ((scores >= 0) & (scores <= 1)).all()
    assert (np.diff(scores) >= 0).all()
    assert Line(at, width).scores(np.array([at])) == pytest.approx([0.5])


def test_the_opposite_question_ends_where_this_one_begins() -> None:
    line = Line(0.1, 0.02)
    cosines = np.array([0.05, 0.12])
    assert line.turned().scores(-cosines) == pytest.approx(1 - line.scores(cosines))


def test_a_prior_is_of_all_probes_together() -> None:
    probes, photos = np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([[0.1, 0.3], [0.0, 0.2]])
    assert prior_of(probes, photos) == pytest.approx((0.15, 0.1118), abs=1e-4)


def test_a_photo_is_no_probe_of_itself() -> None:
    photos = np.array([[1.0, 0.0], [0.6, 0.8]])
    assert prior_of(photos, photos) == pytest.approx((0.6, 0.0))
    assert prior_of(photos[:1], photos[:1]) is None
