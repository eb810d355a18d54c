from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photo_search.searching.calibration import (
    Background,
    calibrate,
    match_probability,
    robust_background,
    translate,
)


def test_calibrate_is_the_plain_sigmoid_about_its_pivot() -> None:
    assert calibrate(np.array([-0.05, 0.0, 0.10])) == pytest.approx([0.223, 0.5, 0.924], abs=0.0005)
    assert calibrate(np.array([0.2]), temperature=10, pivot=0.2) == pytest.approx([0.5])


def test_a_score_never_overflows() -> None:
    assert calibrate(np.array([-1e6, 1e6])).tolist() == [0.0, 1.0]


def test_a_models_own_scale_and_bias_give_its_probability() -> None:
    assert match_probability(np.array([0.15]), 112.669, -16.7717) == pytest.approx([0.532], abs=0.001)


@given(st.lists(st.floats(-1, 1, width=32), min_size=2, max_size=50))
def test_scores_rise_with_the_cosine(cosines: list[float]) -> None:
    ascending = np.sort(np.array(cosines))
    assert (np.diff(calibrate(ascending)) >= 0).all()


@pytest.mark.parametrize("photos", [30, 300, 8_192])
@pytest.mark.parametrize("matching", [0.0, 0.05, 0.2, 1 / 3])
def test_the_background_is_that_of_what_does_not_match(photos: int, matching: float) -> None:
    draw = np.random.default_rng(7)
    found = []
    for _ in range(30):
        matches = round(photos * matching)
        cosines = np.concatenate([draw.normal(0.05, 0.03, photos - matches), draw.normal(0.18, 0.02, matches)])
        found.append(robust_background(draw.permutation(cosines).astype(np.float32)))
    means, spreads = np.array(found).T
    assert means.mean() == pytest.approx(0.05, abs=0.004)
    assert spreads.mean() == pytest.approx(0.03, rel=0.1)


def test_a_background_follows_shift_and_stretch() -> None:
    cosines = np.random.default_rng(0).normal(0, 1, 200)
    at_rest = robust_background(cosines)
    moved = robust_background(0.1 + 0.02 * cosines)
    assert moved.mean == pytest.approx(0.1 + 0.02 * at_rest.mean)
    assert moved.spread == pytest.approx(0.02 * at_rest.spread)


@pytest.mark.parametrize("cosines", [[], [0.2], [0.2, 0.2], [0.1, 0.2], [0.1] * 30 + [0.9]])
def test_next_to_nothing_has_a_background_too(cosines: list[float]) -> None:
    mean, spread = robust_background(np.array(cosines, np.float32))
    assert np.isfinite([mean, spread]).all()
    assert spread >= 0
    assert min(cosines, default=0.0) - 1e-6 <= mean <= max(cosines, default=0.0) + 1e-6


def test_translated_cosines_stand_as_many_spreads_above_the_mean() -> None:
    theirs, ours = Background(0.2, 0.04), Background(0.05, 0.02)
    assert translate(np.array([0.2, 0.28]), theirs, ours) == pytest.approx([0.05, 0.09])
    assert translate(np.array([0.3]), Background(0.2, 0.0), ours) == pytest.approx([0.15])
