from __future__ import annotations

from dataclasses import replace

import pytest

from photo_search.desktop.why_words import as_text, part_label, percent, verdict
from photo_search.insight.records import ConceptWord, Contribution, Explanation, Fact, NameMatch, PartKind

SEEN = Explanation(
    query="dog",
    model="starter",
    photo_id=7,
    path=b"/pictures/rex.jpg",
    cosine=0.24,
    score=0.8,
    line=0.5,
    matches=True,
    by_name=(),
    parts=(Contribution("dog", PartKind.ITSELF, 1.0, 0.24, 0.8),),
    facts=(),
    nearest=(ConceptWord("dog", 0.7),),
)
NAME = NameMatch("rex", "name", "rex.jpg")
UNSEEN = replace(SEEN, cosine=None, score=None, line=None, parts=())


@pytest.mark.parametrize(
    ("why", "says"),
    [
        (SEEN, "It matches: the photo looks like what you asked for."),
        (
            replace(SEEN, score=0.2, matches=False),
            "Probably not: it looks less like what you asked for than matches do.",
        ),
        (replace(SEEN, by_name=(NAME,)), "It matches: “rex” stands with the photo, and the photo looks like it too."),
        (replace(SEEN, score=0.2, by_name=(NAME,)), "It matches by name: “rex” stands with the photo."),
        (
            replace(SEEN, matches=False, facts=(Fact("date:2019", holds=False), Fact("iso:100", holds=True))),
            "It isn't part of the answer: date:2019 doesn't hold.",
        ),
        (replace(UNSEEN, facts=(Fact("date:2019", holds=True),)), "It matches: all that you asked for holds."),
        (
            replace(UNSEEN, matches=False),
            "The model hasn't looked at this photo yet, and your words don't stand with it.",
        ),
    ],
)
def test_the_verdict_says_what_decided(why: Explanation, says: str) -> None:
    assert verdict(why) == says


def test_each_part_of_a_question_is_said_as_what_it_is() -> None:
    def label(what: str, kind: PartKind, weight: float = 1.0) -> str:
        return part_label(Contribution(what, kind, weight, 0.0, 0.0), {"12": "beach.jpg"})

    assert label("dog", PartKind.ITSELF) == "dog"
    assert label("puppy", PartKind.ALSO, 0.5) == "also: puppy"
    assert label("poodle", PartKind.NARROWER) == "such as: poodle"
    assert label("a photo of poodle", PartKind.NARROWER) == "such as: poodle"
    assert label("a photo of dog", PartKind.PROMPT) == "as “a photo of dog”"
    assert label("people", PartKind.WORDS, -1.0) == "not: people"
    assert label("sea", PartKind.WORDS, 2.0) == "sea \u00d7\u00a02"
    assert label("12", PartKind.EXAMPLE) == "like beach.jpg"
    assert label("/away/sunset.jpg", PartKind.EXAMPLE, -1.0) == "not like sunset.jpg"
    assert label("12", PartKind.MORE) == "more like beach.jpg"
    assert label("12", PartKind.LESS, -1.0) == "less like beach.jpg"


def test_the_text_to_copy_has_all_of_it() -> None:
    text = as_text(replace(SEEN, by_name=(NAME,), facts=(Fact("date:2019", holds=True),)), {})
    for part in ("/pictures/rex.jpg", "Question: dog", "rex.jpg", "0.2400", "✓ date:2019", "dog 70%", "Starter"):
        assert part in text


def test_a_score_is_a_number_out_of_a_hundred() -> None:
    assert [percent(score) for score in (0.0, 0.505, 1.0)] == ["0%", "50%", "100%"]
