"""Nobody can tell whose a row is; every pick reaches the right model; the verdict promises no more than it may."""

from __future__ import annotations

import json
import math
import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photo_search.comparison.blind import BlindTrial, Pick
from photo_search.comparison.preference import Preference
from photo_search.comparison.tally import NAME, Choice, Chosen, Tally
from photo_search.errors import ComparisonUnusable
from photo_search.records import SpaceIdentity

OLD, NEW = (SpaceIdentity(name, "1", "fp32", 1, 8) for name in ("old", "new"))
WORDS = [f"words {n}" for n in range(40)]

counts = st.integers(0, 60)


def answer(model: SpaceIdentity, words: str) -> list[int]:
    number = int(words.split()[1])
    return [number] if number % 10 == 0 else [number, 100 if model == OLD else 200]


def trial(tmp_path: Path, seed: int = 0) -> BlindTrial:
    return BlindTrial(OLD, NEW, WORDS, answer, Tally(tmp_path), seed=seed)


def test_a_seed_decides_everything(tmp_path: Path) -> None:
    rounds = list(trial(tmp_path, 5).rounds())
    assert rounds == list(trial(tmp_path, 5).rounds())
    assert rounds != list(trial(tmp_path, 6).rounds())
    assert [one.words for one in rounds] != sorted(one.words for one in rounds)
    assert 8 < sum(100 in one.left for one in rounds) < 28


def test_words_answered_alike_are_passed_over(tmp_path: Path) -> None:
    asked = {one.words for one in trial(tmp_path).rounds()}
    assert asked == {words for words in WORDS if int(words.split()[1]) % 10}


def test_each_pick_counts_for_whose_row_it_was(tmp_path: Path) -> None:
    chooser = trial(tmp_path)
    for number, one in enumerate(chooser.rounds()):
        if number == 0:
            chooser.pick(one, Pick.NEITHER)
        else:
            wanted = 100 if number <= 5 else 200
            chooser.pick(one, Pick.LEFT if wanted in one.left else Pick.RIGHT)
    assert chooser.preference() == Preference(5, 30, 1)
    assert Tally(tmp_path).preference(NEW, OLD) == Preference(30, 5, 1)
    assert Tally(tmp_path).preference(OLD, replace(NEW, revision="2")) == Preference(0, 0, 0)


def test_a_tally_survives_a_crash_in_the_middle_of_a_line(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    tally, chosen = Tally(tmp_path), Chosen("a café\u2028", OLD, NEW, Choice.SECOND)
    assert list(tally.choices()) == []
    tally.add(chosen)
    with (tmp_path / NAME).open("ab") as file:
        file.write(b'{"words": "cut o')
    tally.add(chosen)
    assert list(tally.choices()) == [chosen, chosen]
    assert "Line 2" in caplog.text
    assert set(json.loads((tmp_path / NAME).read_bytes().split(b"\n")[0])) == {
        "when",
        "words",
        "first",
        "second",
        "choice",
    }


def test_a_choice_that_cannot_be_kept_is_said(tmp_path: Path) -> None:
    with pytest.raises(ComparisonUnusable, match="can't be kept"):
        Tally(tmp_path / "absent").add(Chosen("a", OLD, NEW, Choice.FIRST))


@settings(max_examples=100, deadline=None)
@given(first=counts, second=counts)
def test_a_preference_is_shown_where_an_even_chance_is_ruled_out(first: int, second: int) -> None:
    found = Preference(first, second, 0)
    low, high = found.interval()
    assert 0 <= low <= high <= 1
    if first + second:
        assert low <= second / (first + second) <= high
    assert found.shown() == (not low <= 0.5 <= high)
    mirrored = Preference(second, first, 0).interval()
    assert mirrored == pytest.approx((1 - high, 1 - low))


@settings(max_examples=30, deadline=None)
@given(first=counts, second=counts)
def test_the_evidence_is_the_averaged_likelihood(first: int, second: int) -> None:
    shares = (np.arange(200_000) + 0.5) / 200_000
    averaged = np.mean(np.exp(first * np.log(1 - shares) + second * np.log(shares) + (first + second) * math.log(2)))
    assert Preference(first, second, 0).evidence() == pytest.approx(float(averaged), rel=1e-4)


def test_who_looks_after_every_choice_is_misled_in_less_than_1_of_20_tallies() -> None:
    dice, misled = random.Random(7), 0
    for _ in range(400):
        first = 0
        for count in range(1, 201):
            first += dice.random() < 0.5
            if Preference(first, count - first, 0).shown():
                misled += 1
                break
    assert misled <= 20


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Preference(0, 0, 3), "No choice"),
        (Preference(6, 6, 0), "even so far"),
        (Preference(4, 6, 1), "new was preferred in 6 of 10 choices (1 more was even). That shows no preference"),
        (Preference(3, 17, 0), "new was preferred in 17 of 20 choices: a preference, in 53% to 99%"),
        (Preference(17, 3, 0), "old was preferred in 17 of 20 choices: a preference, in 53% to 99%"),
    ],
)
def test_the_verdict_in_words(found: Preference, words: str) -> None:
    assert words in found.sentence("old", "new")
