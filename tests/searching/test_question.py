"""What a query asks for is sorted by who answers it."""

from __future__ import annotations

from datetime import date

import pytest

from photo_search.conditions import Condition, DateRange, Example, Key
from photo_search.records import Expansion, Filters
from photo_search.searching.expansion import Thesaurus
from photo_search.searching.query import Words, parse
from photo_search.searching.question import Question, ask

TODAY = date(2026, 11, 21)
KEPT = {"grandma": "old woman more:1,2 -man", "loop": "concept:loop sea", "trip": "summer 2019 -folder:work"}
THESAURUS = Thesaurus()


def asked(text: str, filters: Filters | None = None) -> Question:
    return ask(
        parse(text, TODAY),
        filters or Filters(),
        Expansion.OFF,
        thesaurus=lambda: THESAURUS,
        concept=KEPT.get,
        today=TODAY,
    )


def phrases(question: Question) -> list[list[str]]:
    return [[phrase.text for phrase in group] for group in question.groups]


def test_plain_words_are_one_phrase_and_looked_for_in_names_without_little_words() -> None:
    question = asked("a dog on the beach")
    assert phrases(question) == [["a dog on the beach"]]
    assert question.named == "dog beach"
    assert question.has_meaning


def test_words_with_weights_exact_ones_and_those_pushed_away() -> None:
    question = asked('sunset sea:2 "summer party" -people')
    assert phrases(question) == [["sunset"]]
    assert question.words == (Words("sea", 2.0), Words("summer party", exact=True), Words("people", -1.0))
    assert question.phrases == ("summer party",)
    assert question.excluded == (Words("people", -1.0),)
    assert question.named == "sunset"


def test_facts_and_dates_narrow_what_was_narrowed_already() -> None:
    question = asked("dog summer 2019 camera:canon", Filters(folders=(b"/p",)))
    summer = DateRange(date(2019, 6, 1), date(2019, 8, 31))
    assert question.filters == Filters(
        folders=(b"/p",),
        conditions=(Condition(Key.CAMERA, "canon", "canon"), Condition(Key.DATE, summer, "summer 2019")),
    )


def test_plain_facts_alone_mean_nothing_to_a_model() -> None:
    question = asked("summer 2019 iso:<400")
    assert not question.has_meaning
    assert question.groups == ()


@pytest.mark.parametrize("text", ["photos", "Bilder", "photos 2019", "pictures folder:x"])
def test_photos_alone_are_no_meaning(text: str) -> None:
    assert not asked(text).has_meaning
    assert asked("photo of a dog").has_meaning


def test_pictures_with_their_weights() -> None:
    question = asked("similar:12 similar:/a/b.jpg*2 -similar:7 at night")
    assert question.examples == (Example("12"), Example("/a/b.jpg", 2.0), Example("7", -1.0))
    assert question.one_picture is None
    assert question.photos == (12, 7)
    assert asked("similar:12 iso:100").one_picture == Example("12")
    assert asked("-similar:12").one_picture is None


def test_what_was_called_right_stays_in_the_answer_and_what_was_called_wrong_does_not() -> None:
    question = asked("cat more:3,4 less:5,6 -more:9")
    assert (question.more, question.less, question.photos) == ((3, 4), (5, 6, 9), (5, 6, 9))


def test_a_kept_search_is_part_of_another() -> None:
    question = asked("concept:grandma at home")
    assert phrases(question) == [["old woman at home"]]
    assert (question.more, question.words) == ((1, 2), (Words("man", -1.0),))
    assert asked("concept:GRANDMA").notices == ("No search is kept as “GRANDMA”; that part was left out.",)


def test_the_opposite_of_a_kept_search() -> None:
    question = asked("-concept:trip -concept:grandma")
    summer, folder = question.filters.conditions
    assert (summer.key, summer.negated, folder.key, folder.negated) == (Key.DATE, True, Key.FOLDER, False)
    assert question.less == (1, 2)
    assert question.words == (Words("old", -1.0), Words("woman", -1.0))
    assert phrases(question) == [["man"]]


@pytest.mark.parametrize(
    ("text", "of_words", "of_absence"),
    [
        ("a dog", True, False),
        ("a dog -cat", True, False),
        ("-cat", True, True),
        ("-similar:12 -cat", False, True),
        ("-similar:12 cat:2", False, False),
        ("less:5", False, True),
        ("less:5 more:6", False, False),
    ],
)
def test_only_what_is_not_wanted_may_be_named(text: str, of_words: bool, of_absence: bool) -> None:
    question = asked(text)
    assert (question.of_words, question.of_absence) == (of_words, of_absence)


@pytest.mark.parametrize("text", ["concept:loop", "-concept:loop"])
def test_kept_searches_that_hold_each_other_end(text: str) -> None:
    assert asked(text).has_meaning
