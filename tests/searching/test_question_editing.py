"""A question changed by clicks stays what its text says."""

from __future__ import annotations

import os
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photo_search.conditions import Condition, Example, Key
from photo_search.searching.query import Query, Words, parse
from photo_search.searching.question_editing import (
    asks_with_pictures,
    example,
    examples,
    file_name_of,
    file_of,
    joined,
    marked,
    photo_of,
    place_of,
    split,
    turned,
    weighed,
    with_example,
    with_marks,
    without,
    word_before,
)

TODAY = date(2026, 11, 21)


def understood(text: str) -> Query:
    return parse(text, TODAY)


def test_pictures_are_told_from_what_is_typed_and_joined_again() -> None:
    query = understood("dog similar:12 2019 more:3 -people")
    typed, pictures = split(query)
    assert typed.text == "dog 2019 -people"
    assert [str(part) for part in pictures] == ["similar:12", "more:3"]
    assert joined(" dog  2019 -people ", pictures) == "dog 2019 -people similar:12 more:3"
    assert joined("", pictures) == "similar:12 more:3"
    assert joined("dog", ()) == "dog"


def test_a_quote_that_is_still_being_typed_does_not_swallow_the_pictures() -> None:
    _, pictures = split(understood("similar:12"))
    assert understood(joined('"red c', pictures)).parts == (Words("red c", exact=True), *pictures)
    assert joined('"red c', ()) == '"red c'


@given(st.text(max_size=60), st.lists(st.integers(0, 10**6), max_size=3))
def test_whatever_is_typed_the_pictures_stay(typed: str, numbers: list[int]) -> None:
    pictures = tuple(example(str(number)) for number in numbers)
    _, found = split(understood(joined(typed, pictures)))
    assert found[len(found) - len(pictures) :] == pictures


def test_adding_a_picture() -> None:
    query = with_example(understood("at night"), "12")
    assert query.text == "at night similar:12"
    assert with_example(query, "12") == query
    assert with_example(query, "12", negated=True).text == "at night -similar:12"
    assert with_example(query, "13").text == "at night similar:12 similar:13"
    assert [part.value for part in examples(query)] == [Example("12")]


def test_weights() -> None:
    query = understood("similar:12 -similar:14")
    first, second = examples(query)
    assert weighed(query, first, 2.0).text == "similar:12*2 -similar:14"
    assert weighed(query, second, 0.5).text == "similar:12 -similar:14*0.5"
    double = weighed(query, first, 2.0)
    assert weighed(double, examples(double)[0], 1.0) == query
    assert with_example(double, "12", negated=True).text == "-similar:12*2 -similar:14"
    with pytest.raises(TypeError):
        weighed(understood("tag:x"), Condition(Key.TAG, "x", "x"), 2.0)


@pytest.mark.parametrize(
    ("text", "opposite"),
    [("dog", "-dog"), ("-dog:2", "dog:2"), ("similar:3", "-similar:3"), ("-tag:work", "tag:work"), ("2019", "2019")],
)
def test_the_opposite(text: str, opposite: str) -> None:
    query = understood(text)
    assert turned(query, query.parts[0]).text == opposite


def test_marked_answers() -> None:
    query = with_marks(understood("dog"), [3, 5], Key.MORE)
    assert query.text == "dog more:3,5"
    query = with_marks(query, [5, 9], Key.LESS)
    assert query.text == "dog more:3 less:5,9"
    assert (marked(query, Key.MORE), marked(query, Key.LESS)) == ((3,), (5, 9))
    assert with_marks(query, [3, 5], None).text == "dog less:9"
    assert with_marks(query, [3, 5, 9], None).text == "dog"
    assert with_marks(understood("more:1 dog more:2"), [3], Key.MORE).text == "dog more:1,2,3"


def test_leaving_parts_out() -> None:
    query = understood("dog more:1 less:2")
    assert without(query, query.chips).text == "dog"


def test_where_a_part_stands() -> None:
    query = understood('the "red sea"  2019 -people tag:"my dog"')
    for part in query.parts:
        first, last = place_of(query, part)
        assert query.text[first:last] == str(part)
    with pytest.raises(ValueError, match="not in tuple"):
        place_of(query, Words("cat"))


@pytest.mark.parametrize(
    "path",
    [
        b"/a/b.jpg",
        b"/my photos/b.jpg",
        b'/a  b/"x"*2.jpg',
        b"/\xff.jpg",
        "/e\u0301.jpg".encode(),
        b"/a\nb.jpg",
        b"/a*3",
    ],
)
def test_any_path_is_an_example(path: bytes) -> None:
    query = with_example(Query(), file_name_of(path))
    (part,) = examples(understood(query.text))
    assert isinstance(part.value, Example)
    assert part.value.weight == 1.0
    assert file_of(part.value) == path
    assert photo_of(part.value) is None


def test_usual_paths_are_written_as_they_are() -> None:
    assert file_name_of(b"/home/me/My photos/IMG_12 (1).jpg") == "/home/me/My photos/IMG_12 (1).jpg"
    assert file_of(Example("~/a.jpg")) == os.fsencode(os.path.expanduser("~/a.jpg"))
    assert (photo_of(Example("12")), file_of(Example("12"))) == (12, None)


@pytest.mark.parametrize("text", ["similar:3", "dog -similar:3", "more:1", "dog less:1,2"])
def test_questions_with_pictures(text: str) -> None:
    assert asks_with_pictures(text)


@pytest.mark.parametrize("text", ["", "dog", "similar:", "more:x", "yesterday", "3 years ago", "last winter"])
def test_questions_of_words_alone(text: str) -> None:
    assert not asks_with_pictures(text)


@pytest.mark.parametrize(
    ("typed", "caret", "found"),
    [
        ("red dog", 7, (4, "dog")),
        ("red dog", 5, (4, "d")),
        ("red ", 4, (4, "")),
        ("", 0, (0, "")),
        ('a folder:"my ho', 15, (2, 'folder:"my ho')),
        ("tag:", 4, (0, "tag:")),
    ],
)
def test_the_word_at_the_caret(typed: str, caret: int, found: tuple[int, str]) -> None:
    assert word_before(typed, caret) == found
