"""The histogram counts what a search finds, and a recommendation puts the line between right and wrong."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photo_search.errors import LibraryReadOnly, NoSuchPhoto, NothingToSee
from photo_search.insight.tuning import best_cut, recommended, score_histogram
from photo_search.library import Library
from photo_search.records import SearchOptions, Tuning
from photo_search.searching.cutoff import Line, least_score

LINE = Line(0.2, 0.03)
SIDES = st.lists(st.floats(-1, 1, width=32), min_size=1, max_size=20)


def test_the_cut_lies_in_the_middle_of_the_widest_gap() -> None:
    assert best_cut(np.array([0.3, 0.4]), np.array([0.0, 0.1])) == pytest.approx(0.2)
    assert best_cut(np.array([0.3, 0.4, 0.05]), np.array([0.0, 0.1, 0.12])) == pytest.approx(0.21)
    for right, wrong in (([], [0.1]), ([0.1], [])):
        with pytest.raises(ValueError, match="needed"):
            best_cut(np.array(right), np.array(wrong))


@given(SIDES, SIDES)
def test_no_other_cut_is_better(right: list[float], wrong: list[float]) -> None:
    def told(cut: float) -> float:
        return float((np.array(right) >= cut).mean() + (np.array(wrong) < cut).mean())

    best = told(best_cut(np.array(right), np.array(wrong)))
    assert all(told(cut) <= best + 1e-9 for cut in (*right, *wrong, -2.0, 2.0))


@given(SIDES, SIDES, st.floats(-0.5, 0.5), st.floats(0.005, 0.2))
def test_a_recommendation_can_be_kept(right: list[float], wrong: list[float], middle: float, width: float) -> None:
    tuning = recommended(np.array(right), np.array(wrong), Line(middle, width))
    assert tuning.temperature is not None
    assert tuning.strictness is not None
    assert 0 < tuning.temperature <= 2.1 / width
    assert 0 <= tuning.strictness <= 1


def test_what_is_recommended_tells_right_from_wrong() -> None:
    right, wrong = np.array([0.22, 0.25, 0.27]), np.array([0.17, 0.12, 0.05])
    tuning = recommended(right, wrong, LINE)
    assert tuning.temperature is not None
    assert tuning.strictness is not None
    line = Line(LINE.cosine, 1 / tuning.temperature)
    least = least_score(tuning.strictness)
    assert (line.scores(right) >= least).all()
    assert (line.scores(wrong) < least).all()


def test_a_histogram_counts_everything_once() -> None:
    cosines = np.linspace(-0.1, 0.4, 500).astype(np.float32)
    found = score_histogram("x", "m", cosines, LINE, 0.5, 60)
    assert (len(found.counts), len(found.edges)) == (60, 61)
    assert found.counts.sum() == found.cosine_counts.sum() == found.photos == 500
    assert found.matching == np.count_nonzero(cosines >= 0.2)
    assert found.cosine_line == pytest.approx(0.2)
    empty = score_histogram("x", "m", np.empty(0, np.float32), None, 0.5, 10)
    assert (empty.photos, empty.matching, empty.line) == (0, 0, None)
    assert score_histogram("x", "m", cosines[:1], LINE, 0.5, 1).counts.sum() == 1


def test_the_histogram_agrees_with_the_search(labelled: Library) -> None:
    for strictness in (0.3, 0.5, 0.7):
        options = SearchOptions(strictness=strictness, names=False)
        result = labelled.search("a cat", limit=200, options=options)
        found = labelled.insight.histogram("a cat", options=options)
        assert found.matching == result.matching
        assert found.photos == 159
        by_id = {hit.photo_id: hit for hit in result.hits}
        assert all(by_id[hit.photo_id].matches for hit in found.above)
        assert not any(by_id[hit.photo_id].matches for hit in found.below)
        assert [hit.score for hit in found.below] == sorted((hit.score for hit in found.below), reverse=True)
        assert [hit.score for hit in found.above] == sorted(hit.score for hit in found.above)
    assert labelled.insight.histogram("").photos == 0
    assert labelled.insight.histogram("a cat date:1990").photos == 159


def test_a_tuning_is_tried_before_it_is_kept(labelled: Library) -> None:
    plain = labelled.insight.histogram("a cat")
    tried = labelled.insight.histogram("a cat", tuning=Tuning(temperature=200.0, strictness=0.9))
    assert tried.temperature == pytest.approx(200)
    assert tried.strictness == 0.9
    assert tried.matching < plain.matching
    assert labelled.insight.tuning() == Tuning()


def test_a_tuning_is_kept_and_forgotten(library: Library, index, pictures: Path) -> None:  # type: ignore[no-untyped-def]
    library.add_folder(pictures)
    index()
    before = library.search("a photo", options=SearchOptions(names=False))
    assert library.insight.tune(strictness=0.0) == Tuning(None, 0.0)
    assert library.insight.tune(temperature=12.5) == Tuning(12.5, 0.0)
    loose = library.search("a photo", options=SearchOptions(names=False))
    assert loose.matching is not None
    assert before.matching is not None
    assert loose.matching > before.matching
    with Library.open(library.path, read_only=True) as reader:
        assert reader.insight.tuning() == Tuning(12.5, 0.0)
        with pytest.raises(LibraryReadOnly):
            reader.insight.tune(strictness=0.5)
    for wrong in ({"temperature": 0.0}, {"strictness": 1.1}):
        with pytest.raises(ValueError, match="Tuning"):
            library.insight.tune(**wrong)
    assert library.insight.reset() == library.insight.tuning() == Tuning()
    assert library.search("a photo", options=SearchOptions(names=False)).matching == before.matching


def test_marks_of_a_person_move_the_line(labelled: Library) -> None:
    hits = labelled.search("a cat", limit=200).hits
    right, wrong = [hit.photo_id for hit in hits[:30]], [hit.photo_id for hit in hits[30:]]
    tuning = labelled.insight.recommend("a cat", right, wrong)
    assert labelled.insight.histogram("a cat", tuning=tuning).matching == pytest.approx(30, abs=1)
    with pytest.raises(ValueError, match="needed"):
        labelled.insight.recommend("a cat", right, [])
    with pytest.raises(NoSuchPhoto):
        labelled.insight.recommend("a cat", right, [999_999])
    with pytest.raises(NothingToSee):
        labelled.insight.recommend("", right, wrong)
