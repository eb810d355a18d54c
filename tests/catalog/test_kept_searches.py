"""Saved searches, the questions of before, and tuned scores: kept, found again, and safe in older and other files."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photo_search.catalog.catalog import Catalog
from photo_search.catalog.connections import connect_writer
from photo_search.catalog.kept_searches import folded
from photo_search.catalog.migrations import MIGRATIONS, migrate
from photo_search.errors import LibraryReadOnly, NameTaken, SavedSearchUnusable
from photo_search.records import SpaceIdentity, Tuning

SPACE = SpaceIdentity("test", "1", "float32", 1, 4)


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    Catalog.create(tmp_path / "catalog.sqlite")
    opened = Catalog.open(tmp_path / "catalog.sqlite")
    yield opened
    opened.close()


def names(catalog: Catalog) -> list[str]:
    return [saved.name for saved in catalog.saved.all()]


def asked(catalog: Catalog, starting: str = "") -> list[str]:
    return [question.text for question in catalog.asked.recent(starting=starting)]


def test_a_search_is_saved_under_a_name_and_found_again(catalog: Catalog) -> None:
    saved = catalog.saved.save("  Sea   2019 ", 'sea  date:2019 -"people"')
    assert (saved.name, saved.text, saved.is_concept, saved.pinned, saved.position) == (
        "Sea 2019",
        'sea date:2019 -"people"',
        False,
        False,
        0,
    )
    assert catalog.saved.all() == [saved]


def test_a_name_that_is_taken_in_any_case_is_only_replaced_when_asked(catalog: Catalog) -> None:
    first = catalog.saved.save("Straße", "street")
    catalog.saved.save("Sea", "sea")
    with pytest.raises(NameTaken, match="“Straße” already") as raised:
        catalog.saved.save("STRASSE ", "road")
    assert raised.value.remedy
    replaced = catalog.saved.save("STRASSE", "road", concept=True, replace=True)
    assert (replaced.search_id, replaced.name, replaced.text, replaced.position) == (
        first.search_id,
        "STRASSE",
        "road",
        0,
    )
    assert names(catalog) == ["STRASSE", "Sea"]


@pytest.mark.parametrize(
    ("name", "text", "concept"),
    [
        ("", "sea", False),
        (" \n", "sea", False),
        ("x" * 201, "sea", False),
        ("Sea", " ", False),
        ('My "dog"', "dog", True),
    ],
)
def test_what_makes_no_saved_search_is_refused_with_a_sentence(
    catalog: Catalog, name: str, text: str, concept: bool
) -> None:
    with pytest.raises(SavedSearchUnusable) as raised:
        catalog.saved.save(name, text, concept=concept)
    assert raised.value.sentence
    assert raised.value.remedy
    assert catalog.saved.all() == []


def test_a_saved_search_is_renamed_and_changed(catalog: Catalog) -> None:
    sea, town = catalog.saved.save("Sea", "sea"), catalog.saved.save("Town", "town")
    assert catalog.saved.rename(sea.search_id, "SEA").name == "SEA"
    assert catalog.saved.change(sea.search_id, "ocean").text == "ocean"
    with pytest.raises(NameTaken):
        catalog.saved.rename(town.search_id, "sea")
    with pytest.raises(SavedSearchUnusable):
        catalog.saved.change(town.search_id, "")
    assert [(saved.name, saved.text) for saved in catalog.saved.all()] == [("SEA", "ocean"), ("Town", "town")]


def test_the_order_is_the_persons_own_and_pinned_ones_come_first(catalog: Catalog) -> None:
    a, b, c, d = (catalog.saved.save(name, name) for name in "abcd")
    assert catalog.saved.move(d.search_id, 1).position == 1
    assert names(catalog) == ["a", "d", "b", "c"]
    assert catalog.saved.move(a.search_id, 99).position == 3
    assert catalog.saved.move(c.search_id, -5).position == 0
    assert names(catalog) == ["c", "d", "b", "a"]
    assert catalog.saved.pin(b.search_id, True).position == 0
    assert names(catalog) == ["b", "c", "d", "a"]
    assert [saved.position for saved in catalog.saved.all()] == [0, 1, 2, 3]
    assert catalog.saved.move(b.search_id, 3).position == 0
    catalog.saved.pin(b.search_id, False)
    assert names(catalog) == ["c", "d", "a", "b"]


def test_what_was_removed_can_be_put_back_where_it_was(catalog: Catalog) -> None:
    for name in "abc":
        catalog.saved.save(name, name)
    middle = catalog.saved.all()[1]
    removed = catalog.saved.remove(middle.search_id)
    assert names(catalog) == ["a", "c"]
    back = catalog.saved.put_back(removed)
    assert back == replace(middle, search_id=back.search_id)
    assert names(catalog) == ["a", "b", "c"]
    with pytest.raises(NameTaken):
        catalog.saved.put_back(removed)


def test_what_is_gone_can_not_be_changed(catalog: Catalog) -> None:
    saved = catalog.saved.save("Sea", "sea")
    catalog.saved.remove(saved.search_id)
    for act in (
        lambda: catalog.saved.remove(saved.search_id),
        lambda: catalog.saved.rename(saved.search_id, "Ocean"),
        lambda: catalog.saved.change(saved.search_id, "ocean"),
        lambda: catalog.saved.pin(saved.search_id, True),
        lambda: catalog.saved.move(saved.search_id, 0),
    ):
        with pytest.raises(SavedSearchUnusable, match="no longer there"):
            act()


def test_concepts_are_found_by_name_and_plain_searches_are_none(catalog: Catalog) -> None:
    catalog.saved.save("Our dog", "dog more:12,15 less:18", concept=True)
    catalog.saved.save("Sea", "sea")
    assert catalog.saved.concept(" OUR  dog ") == "dog more:12,15 less:18"
    assert catalog.saved.concept("sea") is None
    assert catalog.saved.concept("cat") is None


def test_questions_come_back_newest_first_and_equal_ones_once(catalog: Catalog) -> None:
    for text, matching in (("Dog", 3), ("sea", None), ("  DOG ", 4), ("  ", 1)):
        catalog.asked.note(text, matching)
    newest, oldest = catalog.asked.recent()
    assert (newest.text, newest.times, newest.matching) == ("DOG", 2, 4)
    assert (oldest.text, oldest.times, oldest.matching) == ("sea", 1, None)
    assert newest.last_asked.tzinfo is not None
    assert [question.text for question in catalog.asked.recent(limit=1)] == ["DOG"]


def test_questions_are_suggested_by_how_they_begin(catalog: Catalog) -> None:
    for text in ("Sea at night", "seal", "the sea", "100% sea", "100 seas"):
        catalog.asked.note(text, 1)
    assert asked(catalog, "SEA") == ["seal", "Sea at night"]
    assert asked(catalog, "sea  at") == ["Sea at night"]
    assert asked(catalog, "100%") == ["100% sea"]
    assert asked(catalog, "x") == []


def test_questions_are_forgotten_one_by_one_or_all(catalog: Catalog) -> None:
    for text in ("dog", "cat", "sea"):
        catalog.asked.note(text, 1)
    catalog.asked.forget(" CAT")
    assert asked(catalog) == ["sea", "dog"]
    catalog.asked.forget_all()
    assert asked(catalog) == []


def test_the_history_is_bounded(catalog: Catalog) -> None:
    catalog.asked.take_over([f"question {number}" for number in range(1100)])
    assert len(catalog.asked.recent(limit=5000)) == 1000
    catalog.asked.note("one more", 1)
    kept = [question.text for question in catalog.asked.recent(limit=5000)]
    assert len(kept) == 1000
    assert kept[:2] == ["one more", "question 0"]
    assert kept[-1] == "question 998"


def test_questions_that_were_kept_elsewhere_are_taken_over_once(catalog: Catalog) -> None:
    catalog.asked.take_over(["dog", "Sea", "DOG", ""])
    assert asked(catalog) == ["dog", "Sea"]
    catalog.asked.take_over(["cat"])
    assert asked(catalog) == ["dog", "Sea"]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_any_text_can_be_kept_and_is_equal_to_itself(text: str) -> None:
    assert folded(text) == folded(f"  {text} ")
    assert folded(folded(text)) == folded(text)
    folded(text).encode()  # A file can hold it.


@pytest.mark.parametrize("text", ["\ud83d", "a\0b", "\u202emirror", "🏔️ peak", "x" * 10_000])
def test_whatever_was_typed_is_kept(catalog: Catalog, text: str) -> None:
    catalog.asked.note(text, 0)
    saved = catalog.saved.save("odd", text, concept=True)
    assert asked(catalog) == [saved.text] == [catalog.saved.concept("odd")]
    catalog.asked.forget(text)
    assert asked(catalog) == []


def test_tuning_is_kept_for_each_space_and_goes_with_it(catalog: Catalog) -> None:
    one, two = (catalog.embeddings.space(replace(SPACE, revision=str(number))) for number in range(2))
    assert catalog.tuning.get(one) is None
    catalog.tuning.set(one, Tuning(25.0, 0.5))
    catalog.tuning.set(one, Tuning(12.5, 0.0))
    catalog.tuning.set(two, Tuning(30.0, 1.0))
    assert (catalog.tuning.get(one), catalog.tuning.get(two)) == (Tuning(12.5, 0.0), Tuning(30.0, 1.0))
    catalog.tuning.reset(one)
    assert catalog.tuning.get(one) is None
    catalog.embeddings.remove_space(two)
    assert catalog.tuning.get(two) is None
    for wrong in (Tuning(0.0, 0.5), Tuning(float("nan"), 0.5), Tuning(25.0, 1.5)):
        with pytest.raises(ValueError, match="Tuning"):
            catalog.tuning.set(one, wrong)


def test_a_library_that_is_open_for_reading_notes_nothing_and_says_why_it_saves_nothing(catalog: Catalog) -> None:
    catalog.asked.note("sea", 1)
    saved = catalog.saved.save("Sea", "sea")
    path = catalog.backups.make()
    read_only = Catalog.open(path, read_only=True)
    try:
        read_only.asked.note("dog", 1)
        read_only.asked.take_over(["dog"])
        assert asked(read_only) == ["sea"]
        assert read_only.saved.all() == [saved]
        with pytest.raises(LibraryReadOnly):
            read_only.saved.save("Dog", "dog")
        with pytest.raises(LibraryReadOnly):
            read_only.asked.forget_all()
        with pytest.raises(LibraryReadOnly):
            read_only.tuning.set(1, Tuning(25.0, 0.5))
    finally:
        read_only.close()


def test_an_older_catalog_gets_the_tables_and_keeps_what_it_has(tmp_path: Path) -> None:
    path = tmp_path / "catalog.sqlite"
    raw = connect_writer(path)
    migrate(raw, lambda: None, MIGRATIONS[:2])
    raw.execute("INSERT INTO folder (path, added_at) VALUES (CAST('/p' AS BLOB), 0)")
    raw.close()
    catalog = Catalog.open(path)
    try:
        catalog.saved.save("Sea", "sea")
        catalog.asked.note("sea", 1)
        assert [folder.path for folder in catalog.folders.all()] == [b"/p"]
        assert catalog.faults() == []
        assert len(catalog.backups.newest_first()) == 1
    finally:
        catalog.close()
    with sqlite3.connect(path) as after:
        assert after.execute("SELECT count(*) FROM migration").fetchone() == (len(MIGRATIONS),)
    after.close()
