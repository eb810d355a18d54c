"""The measures are what their definitions say, computed the slow way."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photo_search.comparison.metrics import average_precision, mean_share, photo_ranks, text_ranks

seeds = st.integers(0, 2**32 - 1)


def scene(seed: int, photos: int, texts: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return vectors of photos and texts, and whose each text is; every photo owns one."""
    dice = np.random.default_rng(seed)
    owner = np.concatenate([np.arange(photos), dice.integers(0, photos, texts)])
    return dice.standard_normal((photos, 5)), dice.standard_normal((len(owner), 5)), dice.permutation(owner)


@settings(max_examples=30, deadline=None)
@given(seed=seeds, photos=st.integers(1, 12), texts=st.integers(0, 30))
def test_ranks_are_those_of_a_sorted_list(seed: int, photos: int, texts: int) -> None:
    images, phrases, owner = scene(seed, photos, texts)
    for text, rank in enumerate(photo_ranks(images, phrases, owner)):
        order = sorted(range(photos), key=lambda p: -float(images[p] @ phrases[text]))
        assert order.index(owner[text]) == rank
    for photo, rank in enumerate(text_ranks(images, phrases, owner)):
        order = sorted(range(len(phrases)), key=lambda t: -float(images[photo] @ phrases[t]))
        assert min(order.index(t) for t in range(len(phrases)) if owner[t] == photo) == rank


def test_many_texts_are_ranked_as_few_are() -> None:
    images, phrases, owner = scene(0, 40, 3_000)
    together = photo_ranks(images, phrases, owner)
    assert together[2_000:2_010].tolist() == photo_ranks(images, phrases[2_000:2_010], owner[2_000:2_010]).tolist()


@settings(max_examples=50, deadline=None)
@given(seed=seeds, relevant=st.lists(st.booleans(), min_size=1, max_size=20).filter(any))
def test_average_precision_is_the_mean_of_precisions(seed: int, relevant: list[bool]) -> None:
    cosines = np.random.default_rng(seed).permutation(len(relevant)).astype(np.float64)
    ranked = [relevant[place] for place in sorted(range(len(relevant)), key=lambda p: -cosines[p])]
    precisions = [sum(ranked[: k + 1]) / (k + 1) for k in range(len(ranked)) if ranked[k]]
    assert average_precision(cosines, np.array(relevant)) == pytest.approx(sum(precisions) / len(precisions))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(0, 1), min_size=2, max_size=40))
def test_the_margin_of_independent_values_is_that_of_a_mean(values: list[float]) -> None:
    found = mean_share(np.array(values))
    assert found.value == pytest.approx(np.mean(values))
    assert found.margin == pytest.approx(1.96 * np.std(values, ddof=1) / np.sqrt(len(values)), abs=1e-9)


def test_saying_the_same_thing_twice_makes_nothing_surer() -> None:
    values = np.random.default_rng(1).random(30)
    once = mean_share(values)
    twice = mean_share(np.repeat(values, 2), np.repeat(np.arange(30), 2))
    assert (twice.value, twice.margin) == pytest.approx((once.value, once.margin))


def test_a_margin_holds_in_19_of_20_samples() -> None:
    dice = np.random.default_rng(2)
    held = 0
    for _ in range(1_000):
        chance = dice.beta(2, 2, 100)  # Each photo is as hard as it is, for all of its five captions.
        found = mean_share((dice.random((100, 5)) < chance[:, None]).ravel(), np.repeat(np.arange(100), 5))
        held += abs(found.value - 0.5) <= found.margin
    assert 930 <= held <= 970


def test_one_photo_says_nothing_about_others() -> None:
    assert mean_share(np.array([1.0, 0.0]), np.array([3, 3])).margin == float("inf")
