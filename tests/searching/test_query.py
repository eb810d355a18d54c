"""What is typed is understood as people mean it, whatever it is, and shown again as it was understood."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photo_search.conditions import Circle, Condition, DateRange, Example, Key, Span
from photo_search.searching.query import Query, When, Words, parse

TODAY = date(2026, 11, 21)


def understood(text: str) -> Query:
    return parse(text, TODAY)


def range_of(text: str) -> DateRange:
    (when,) = (part for part in understood(text).parts if isinstance(part, When))
    return when.range


def test_the_sentence_of_the_readme() -> None:
    query = understood("sunset over the sea 2019 -people")
    assert query.phrase == "sunset over the sea"
    assert query.chips == (When("2019", DateRange(date(2019, 1, 1), date(2019, 12, 31))), Words("people", -1.0))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ('"summer party"', Words("summer party", exact=True)),
        ('"still typing', Words("still typing", exact=True)),
        ("-people", Words("people", -1.0)),
        ('-"red car"', Words("red car", -1.0, exact=True)),
        ("sea:2", Words("sea", 2.0)),
        ("-sea:0.5", Words("sea", -0.5)),
        ("“kitchen table”", Words("kitchen table", exact=True)),
        ("folder:Holiday", Condition(Key.FOLDER, "holiday", "Holiday")),
        ('folder:"My Photos"', Condition(Key.FOLDER, "my photos", "My Photos")),
        ("-tag:work", Condition(Key.TAG, "work", "work", negated=True)),
        ("CAMERA:Canon", Condition(Key.CAMERA, "canon", "Canon")),
        ("iso:<400", Condition(Key.ISO, Span(most=400, open_most=True), "<400")),
        ("rating:>=3", Condition(Key.RATING, Span(least=3), ">=3")),
        ("width:4000..", Condition(Key.WIDTH, Span(least=4000), "4000..")),
        ("size:1..3mb", Condition(Key.SIZE, Span(1e6, 3e6), "1..3mb")),
        ("near:48.1,11.5,20km", Condition(Key.NEAR, Circle(48.1, 11.5, 20), "48.1,11.5,20km")),
        ("has:GPS", Condition(Key.HAS, "gps", "GPS")),
        ("is:favorite", Condition(Key.IS, "favourite", "favorite")),
        ("similar:12*2", Condition(Key.SIMILAR, Example("12", 2.0), "12*2")),
        ("more:7,5,7", Condition(Key.MORE, (7, 5), "7,5,7")),
        ("similar:/a/b.jpg", Condition(Key.SIMILAR, Example("/a/b.jpg"), "/a/b.jpg")),
        (
            "date:2019..2021-06",
            Condition(Key.DATE, DateRange(date(2019, 1, 1), date(2021, 6, 30)), "2019..2021-06"),
        ),
        ("before:2015", Condition(Key.BEFORE, DateRange(date(2015, 1, 1), date(2015, 12, 31)), "2015")),
    ],
)
def test_each_form_is_understood_and_written_again(text: str, part: object) -> None:
    query = understood(text)
    assert query.parts == (part,)
    assert understood(query.text) == query


@pytest.mark.parametrize(
    "text",
    ["date:2021-02-31", "iso:fast", "near:1000,3", "has:money", "size:", "ratio:1:0", "date:..", "iso:..", "-", "--x"],
)
def test_what_makes_no_sense_stays_words(text: str) -> None:
    assert all(isinstance(part, Words) and not part.exact for part in understood(text).parts)
    assert understood(text).text == text


def test_an_unknown_filter_is_words_with_a_hint() -> None:
    query = understood("foo:bar dog")
    assert query.phrase == "foo:bar dog"
    assert query.unknown == ("foo",)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("summer 2019", (2019, 6, 1), (2019, 8, 31)),
        ("im Sommer 2019", (2019, 6, 1), (2019, 8, 31)),
        ("winter 2020", (2019, 12, 1), (2020, 2, 29)),
        ("last christmas", (2025, 12, 24), (2025, 12, 26)),
        ("letzte Weihnachten", (2025, 12, 24), (2025, 12, 26)),
        ("letzten Sommer", (2026, 6, 1), (2026, 8, 31)),
        ("last winter", (2025, 12, 1), (2026, 2, 28)),
        ("august 2021", (2021, 8, 1), (2021, 8, 31)),
        ("März 2021", (2021, 3, 1), (2021, 3, 31)),
        ("12. August 2021", (2021, 8, 12), (2021, 8, 12)),
        ("august 12, 2021", (2021, 8, 12), (2021, 8, 12)),
        ("july 4th 2020", (2020, 7, 4), (2020, 7, 4)),
        ("12.08.2021", (2021, 8, 12), (2021, 8, 12)),
        ("2021-08", (2021, 8, 1), (2021, 8, 31)),
        ("2015-2018", (2015, 1, 1), (2018, 12, 31)),
        ("between 2015 and 2018", (2015, 1, 1), (2018, 12, 31)),
        ("zwischen 2015 und 2018", (2015, 1, 1), (2018, 12, 31)),
        ("vor drei Jahren", (2023, 1, 1), (2023, 12, 31)),
        ("3 years ago", (2023, 1, 1), (2023, 12, 31)),
        ("yesterday", (2026, 11, 20), (2026, 11, 20)),
        ("last week", (2026, 11, 9), (2026, 11, 15)),
        ("letztes Jahr", (2025, 1, 1), (2025, 12, 31)),
        ("easter 2021", (2021, 4, 2), (2021, 4, 5)),
    ],
)
def test_dates_as_people_say_them(text: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    assert range_of(f"a dog {text}") == DateRange(date(*first), date(*last))
    assert understood(f"a dog {text}").phrase == "a dog"


def test_open_ends() -> None:
    assert range_of("before 2015") == DateRange(None, date(2014, 12, 31))
    assert range_of("seit 2018") == DateRange(date(2018, 1, 1), None)
    assert range_of("after august 2020") == DateRange(date(2020, 9, 1), None)
    assert range_of("bis 2012") == DateRange(None, date(2012, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "august rodin",
        "sun and sea",
        "may flowers",
        "summer dress",
        "christmas tree",
        "the last supper",
        "this dog",
        "march of the penguins",
        "before sunset",
        "a week in the alps",
        "vor dem haus",
        "9999",
        "31.6.2020",
        "101 dalmatians",
        "route 66",
    ],
)
def test_words_that_only_look_like_dates_stay_words(text: str) -> None:
    assert understood(text).phrase == text


def test_a_chip_can_be_taken_away() -> None:
    query = understood("dog 2019 -people")
    assert query.without(query.chips[0]).text == "dog -people"


def test_a_quoted_year_is_no_date() -> None:
    assert understood('"2019"').chips == (Words("2019", exact=True),)


_BITS = (
    '"',
    "-",
    ":",
    " ",
    "..",
    "2019",
    "last",
    "summer",
    "iso",
    "sea",
    "<",
    ">=",
    "\u202e",
    "\x00",
    "\U0001f642",
    ",",
    "a",
)
_bits = st.sampled_from(_BITS)


@given(st.one_of(st.text(max_size=60), st.lists(_bits, max_size=25).map("".join)))
def test_anything_typed_is_understood_and_stays_the_same(text: str) -> None:
    query = understood(text)
    assert understood(query.text) == query
    for chip in query.chips:
        assert len(query.without(chip).parts) == len(query.parts) - 1


@given(st.text(alphabet=st.characters(categories=["Ll", "Lu"]), min_size=1, max_size=30))
def test_letters_alone_are_a_word(word: str) -> None:
    assert all(isinstance(part, Words | When) for part in understood(word).parts)


def test_ten_thousand_characters() -> None:
    text = "last summer -dog folder:x sea:2 " * 313
    assert understood(understood(text).text) == understood(text)
