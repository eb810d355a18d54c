"""An explanation says what the search itself does: the same score, the same side of the line, for the same reasons."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from photo_search.errors import NoSuchPhoto, UnreadablePhoto
from photo_search.insight.naming import name_matches
from photo_search.insight.records import PartKind
from photo_search.library import Library
from photo_search.records import Expansion, FileStamp, Metadata, Photo, PhotoContent, PhotoFile, SearchOptions

DEEP = SearchOptions(expansion=Expansion.DEEP)


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("a dog", SearchOptions()),
        ("a dog", SearchOptions(expansion=Expansion.OFF, strictness=0.8)),
        ("a dog", DEEP),
        ("food:2 -people", SearchOptions()),
        ("similar:7", SearchOptions()),
        ("a street at night similar:12*2 -similar:3", DEEP),
        ("kitchen more:5,6 less:9", SearchOptions()),
    ],
)
def test_every_photo_is_explained_as_it_was_found(labelled: Library, text: str, options: SearchOptions) -> None:
    result = labelled.search(text, limit=200, options=options)
    assert not result.hits[-1].matches
    for hit in (*result.hits[:5], result.hits[60]):
        why = labelled.insight.explain(text, hit.photo_id, options=options)
        assert why.cosine is not None
        assert why.score is not None
        assert why.line is not None
        assert why.cosine == pytest.approx(hit.cosine, abs=1e-5)
        assert why.score == pytest.approx(hit.score, abs=1e-4)
        assert why.matches == hit.matches
        assert (why.score >= why.line) == hit.matches
        assert (why.photo_id, why.path, why.model) == (hit.photo_id, hit.path, result.model)


def test_the_parts_are_those_of_the_question(labelled: Library) -> None:
    why = labelled.insight.explain("dog -people similar:7 more:5 less:9", 20, options=DEEP)
    parts = {part.what: part for part in why.parts}
    assert (parts["dog"].kind, parts["dog"].weight) == (PartKind.ITSELF, 1)
    assert (parts["people"].kind, parts["people"].weight) == (PartKind.WORDS, -1)
    assert (parts["7"].kind, parts["7"].weight) == (PartKind.EXAMPLE, 1)
    assert (parts["5"].kind, parts["9"].kind) == (PartKind.MORE, PartKind.LESS)
    assert parts["9"].weight < 0
    assert {PartKind.ALSO, PartKind.NARROWER} <= {part.kind for part in why.parts}
    assert all(-1 <= part.cosine <= 1 and 0 <= part.score <= 1 for part in why.parts)
    (itself,) = labelled.insight.explain("dog", 20, options=SearchOptions(expansion=Expansion.OFF)).parts
    assert itself.cosine == pytest.approx(parts["dog"].cosine, abs=1e-6)
    assert itself.score == pytest.approx(parts["dog"].score, abs=1e-6)


def test_facts_that_fail_are_named(labelled: Library) -> None:
    (hit,) = labelled.search("a dog", limit=1).hits
    why = labelled.insight.explain("a dog width:<10000 iso:<50", hit.photo_id)
    assert [(fact.said, fact.holds) for fact in why.facts] == [("width:<10000", True), ("iso:<50", False)]
    assert not why.matches
    assert why.score is not None
    assert why.score > 0.5
    assert labelled.insight.explain("width:<10000", hit.photo_id).matches
    assert not labelled.insight.explain("width:<10", hit.photo_id).matches


def test_a_name_is_reason_enough_and_one_that_was_not_wanted_is_too(labelled: Library) -> None:
    photo_id = next(p.photo_id for p in labelled.photos(range(1, 160)) if p.files[0].path.endswith(b"37666.jpg"))
    why = labelled.insight.explain("000000037666", photo_id)
    assert why.matches
    assert [(match.field, match.text) for match in why.by_name] == [("name", "000000037666.jpg")]
    against = labelled.insight.explain("food -000000037666", photo_id)
    assert not against.matches
    assert [(fact.said, fact.holds) for fact in against.facts] == [("-000000037666", False)]


def test_the_questions_own_pictures_are_no_answers(labelled: Library) -> None:
    why = labelled.insight.explain("similar:7", 7)
    assert not why.matches
    assert "own pictures" in why.notices[0]


def test_a_file_from_outside_is_explained_as_a_copy_in_the_library(labelled: Library, shared_photos: Path) -> None:
    (hit,) = labelled.search("a dog", limit=1).hits
    copy = Path(os.fsdecode(hit.path))
    assert labelled.insight.explain_file("a dog", copy).photo_id == hit.photo_id
    outside = shared_photos / "free"
    why = labelled.insight.explain_file("a bridge", next(outside.glob("Bridge*.jpg")))
    assert why.photo_id is None
    assert why.matches
    assert why.facts == ()
    with pytest.raises(UnreadablePhoto):
        labelled.insight.explain_file("a dog", outside / "CREDITS.md")


@pytest.mark.parametrize("text", ["", "   ", "similar:/no/such/file.jpg", "concept:nothing", "🙂" * 50, "-" * 9, '"'])
def test_any_question_can_be_asked_about(labelled: Library, text: str) -> None:
    why = labelled.insight.explain(text, 1)
    assert why.query == text
    assert why.matches in {True, False}


def test_a_photo_that_is_not_there(labelled: Library) -> None:
    with pytest.raises(NoSuchPhoto):
        labelled.insight.explain("a dog", 999_999)


def photo(path: bytes, **written: object) -> Photo:
    stamp = FileStamp(1, 1, 1, 1)
    metadata = Metadata(**written)  # type: ignore[arg-type]
    content = PhotoContent(b"", 1, "JPEG", 1, 1, 0, metadata)
    return Photo(1, content, (PhotoFile(path, 1, stamp, missing=False, offline=False),), "Zürich, Switzerland")


def test_words_are_found_where_they_stand() -> None:
    one = photo(b"/home/me/Pictures/2019 Sylt/IMG_7.jpg", caption="Anna am Strand", keywords=("Café", "sea view"))
    found = name_matches(one, [b"/home/me/Pictures"], "cafe stra sylt zurich me", ["sea view", "am strand", "sea"])
    assert [(match.words, match.field, match.text) for match in found] == [
        ("cafe", "tag", "Café"),
        ("stra", "caption", "Anna am Strand"),
        ("sylt", "folder", os.path.join("Pictures", "2019 Sylt")),
        ("zurich", "place", "Zürich, Switzerland"),
        ("sea view", "tag", "sea view"),
        ("am strand", "caption", "Anna am Strand"),
        ("sea", "tag", "sea view"),
    ]
