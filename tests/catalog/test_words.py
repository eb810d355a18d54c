"""Photos are found by the words in their names, captions, tags and places, whoever changed what of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from photo_search.catalog.catalog import Catalog
from photo_search.catalog.changes import Batch, Move
from photo_search.catalog.connections import connect_writer
from photo_search.catalog.migrations import MIGRATIONS, migrate
from photo_search.catalog.words import NameMatches
from photo_search.conditions import Key
from photo_search.doctor import Part
from photo_search.library import Library
from photo_search.records import Suggestion
from photo_search.searching.condition_reader import read_condition
from tests.catalog.photo_shelf import MUNICH, SPACE, Shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path)
    yield made
    assert made.catalog.words.faults(repair=False) == []
    made.close()


def found(shelf: Shelf, words: str, **how: bool) -> set[str]:
    return shelf.names(np.concatenate(shelf.catalog.words.find(words, **how)))


def test_all_words_must_be_there_wherever(shelf: Shelf) -> None:
    shelf.put("Summer Party/DSC_0001.jpg", caption="Anna on a café's terrace", keywords=("dog",), place=MUNICH)
    shelf.put("other/DSC_0002.jpg")
    both = set(shelf.ids)
    first = {"Summer Party/DSC_0001.jpg"}
    assert found(shelf, "summer dog") == found(shelf, "PARTY terrace Munich") == found(shelf, "münchen cafe") == first
    assert found(shelf, "DSC_0001.jpg") == found(shelf, "dsc_0001") == found(shelf, "0001") == first
    assert found(shelf, "dsc") == found(shelf, "pictures") == both
    assert found(shelf, "summer cat") == found(shelf, "home") == set()


def test_the_last_word_may_be_a_beginning(shelf: Shelf) -> None:
    shelf.put("sun.jpg")
    shelf.put("a.jpg", caption="sunset")
    matches = shelf.catalog.words.find("sun")
    assert (shelf.names(matches.in_names), shelf.names(matches.begun)) == ({"sun.jpg"}, {"a.jpg"})
    assert found(shelf, "sun", prefix=False) == found(shelf, "sun ") == {"sun.jpg"}
    assert found(shelf, "su") == set(), "two letters begin some word of nearly every photo"
    assert found(shelf, "sun jpg") == {"sun.jpg"}, "only the last word is being typed"
    assert found(shelf, "su-ns") == set()


def test_a_phrase_stands_as_it_is(shelf: Shelf) -> None:
    shelf.put("summer_party.jpg")
    shelf.put("party summer.jpg")
    assert found(shelf, "summer party") == set(shelf.ids)
    assert found(shelf, "Summer Party", exact=True) == {"summer_party.jpg"}
    assert found(shelf, "summer par", exact=True) == set()


def test_names_and_tags_are_told_from_captions_and_places(shelf: Shelf) -> None:
    shelf.put("1", place=MUNICH)
    shelf.put("2", caption="in Munich")
    shelf.put("3", keywords=("Munich",))
    shelf.put("Munich.jpg")
    shelf.put("Munichs.jpg")
    matches = shelf.catalog.words.find("munich")
    assert [shelf.names(ids) for ids in matches] == [{"3", "Munich.jpg"}, {"1", "2"}, {"Munichs.jpg"}]
    assert all(ids.dtype == np.int64 for ids in matches)


def test_what_most_photos_have_tells_nothing(shelf: Shelf) -> None:
    for number in range(40):
        shelf.put(f"Summer/{'a' if number % 2 else 'blue'} {number}.jpg")
    assert found(shelf, "summer") == found(shelf, "sum") == set()
    assert len(found(shelf, "blue")) == len(found(shelf, "summer blue")) == 20


def test_photos_of_two_matches_stand_where_they_stand_best() -> None:
    one = NameMatches(*(np.array(ids, np.int64) for ids in ([1, 2], [3], [4, 5])))
    other = NameMatches(*(np.array(ids, np.int64) for ids in ([3], [4], [1, 6])))
    assert [ids.tolist() for ids in one.or_else(other)] == [[1, 2, 3], [4], [5, 6]]
    assert [ids.tolist() for ids in one.only(lambda ids: ids > 2)] == [[], [3], [4, 5]]


def test_words_left_out_are_whole_and_of_no_place(shelf: Shelf) -> None:
    shelf.put("people.jpg")
    shelf.put("1", caption="two people")
    shelf.put("2", caption="peoples")
    shelf.put("3", place=MUNICH, keywords=("red car",))
    excluded = shelf.catalog.words.excluded
    assert shelf.names(excluded("people")) == {"people.jpg", "1"}
    assert shelf.names(excluded("munich")) == set()
    assert shelf.names(excluded("car red")) == shelf.names(excluded("red car", exact=True)) == {"3"}
    assert excluded("car red", exact=True).size == excluded("…").size == 0


def test_words_follow_every_change(shelf: Shelf) -> None:
    shelf.put("old/a.jpg", caption="before", camera_make="Canon")
    write, space = shelf.catalog.write, shelf.catalog.embeddings.space(SPACE)
    (known,) = shelf.catalog.photos.known_files()
    moved = Move(known, shelf.folder.folder_id, shelf.found(shelf.root + b"/new/b.jpg"))
    write(Batch(space, moves=[moved])).result()
    assert found(shelf, "new b") == {"old/a.jpg"}
    assert found(shelf, "old") == set()
    (known,) = shelf.catalog.photos.known_files()
    write(Batch(space, gone=[known])).result()
    assert found(shelf, "new") == set()
    assert shelf.catalog.words.suggest("folder:new") == []
    write(Batch(space, back=[known])).result()
    assert found(shelf, "new") == {"old/a.jpg"}

    def raw(sentence: str) -> None:
        shelf.catalog._database.write(lambda connection: connection.exec_driver_sql(sentence))

    raw("UPDATE photo SET caption = 'after'")
    assert found(shelf, "after") == {"old/a.jpg"}
    assert found(shelf, "before") == set()
    shelf.catalog.folders.remove(shelf.folder.folder_id)
    assert found(shelf, "after") == set()
    assert shelf.catalog.words.suggest("camera:") == []


def test_a_place_with_new_names_is_found_by_them(shelf: Shelf) -> None:
    shelf.put("1", place=MUNICH)
    shelf.catalog._database.write(
        lambda connection: connection.exec_driver_sql("UPDATE place SET words = 'Monaco di Baviera'")
    )
    assert found(shelf, "monaco") == {"1"}
    assert found(shelf, "münchen") == set()


def test_a_folder_that_became_part_of_another_is_found_by_both_names(shelf: Shelf) -> None:
    shelf.put("inner/a.jpg")
    shelf.catalog.folders.add(shelf.root.rpartition(b"/")[0])
    assert found(shelf, "home pictures inner") == {"inner/a.jpg"}


def test_names_that_are_no_text_break_nothing(shelf: Shelf) -> None:
    shelf.put(b"caf\xe9 \xff/sunset\xfe.jpg", keywords=("a\nb", '"'))
    assert len(found(shelf, "sunset")) == 1
    assert len(found(shelf, "b")) == 1
    (offer,) = shelf.catalog.words.suggest("folder:caf")
    assert offer.photos == 1


def library_with_a_photo(path: Path) -> None:
    raw = connect_writer(path)
    migrate(raw, lambda: None, MIGRATIONS[:2])
    raw.execute("INSERT INTO folder VALUES (1, ?, '[]', NULL, 5)", (b"/home/anna/Pictures",))
    raw.execute(
        "INSERT INTO photo (id, content_hash, byte_size, format, width, height, dominant_colour, taken_guessed,"
        " orientation, added_at, caption, keywords) VALUES (7, x'07', 1, 'JPEG', 4, 3, 0, 0, 1, 5, 'kept', '[\"tag\"]')"
    )
    raw.execute("INSERT INTO file VALUES (1, 1, ?, 1, 2, 3, 4, 7, NULL)", (b"sea/a.jpg",))
    raw.close()


def test_a_library_from_before_is_found_by_its_words(tmp_path: Path) -> None:
    path = tmp_path / "catalog.sqlite"
    library_with_a_photo(path)
    catalog = Catalog.open(path)
    assert np.concatenate(catalog.words.find("pictures sea kept tag")).tolist() == [7]
    assert catalog.words.suggest("tag:t") == [Suggestion("tag", "tag", "tag:tag", 1)]
    assert catalog.words.faults(repair=False) == catalog.faults() == []
    catalog.close()


def test_what_was_left_to_do_when_a_process_ended_is_done_when_it_is_opened(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.put("a.jpg")
    shelf.close()
    raw = sqlite3.connect(tmp_path / "catalog.sqlite")
    with raw:
        raw.execute("UPDATE photo SET caption = 'unsettled'")
    raw.close()
    catalog = Catalog.open(tmp_path / "catalog.sqlite")
    assert catalog.words.find("unsettled").elsewhere.size == 1
    catalog.close()


@pytest.mark.parametrize("damage", ["DELETE FROM photo_words", "UPDATE photo_words SET name = 'x'", "data"])
def test_words_out_of_step_are_noticed_and_made_anew(tmp_path: Path, damage: str) -> None:
    Library.open(tmp_path / "library").close()
    place = tmp_path / "library" / "catalog.sqlite"
    place.unlink()
    library_with_a_photo(place)
    with Library.open(tmp_path / "library") as library:
        assert not [one for one in library.check() if one.part is Part.WORDS]
    raw = sqlite3.connect(place)
    with raw:
        if damage == "data":
            raw.execute("UPDATE photo_words_content SET c1 = 'lost' WHERE id = 7")
        else:
            raw.execute(damage)
    raw.close()
    with Library.open(tmp_path / "library") as library:
        (fault,) = (one for one in library.check() if one.part is Part.WORDS)
        assert not fault.repaired
        assert "1 photos" in fault.sentence
        (fault,) = (one for one in library.check(repair=True) if one.part is Part.WORDS)
        assert fault.repaired
        assert not [one for one in library.check() if one.part is Part.WORDS]
        assert np.concatenate(library._catalog.words.find("sea kept")).tolist() == [7]
        assert library.suggest("tag:t")[0].photos == 1


def test_suggestions_are_the_persons_own_things_first(shelf: Shelf) -> None:
    shelf.put("Holiday/1.jpg", keywords=("Summer Party", "holiday"), camera_make="Canon", camera_model="EOS R5")
    shelf.put("Old holiday/2.jpg", keywords=("holiday",), place=MUNICH, lens="50mm")
    suggest = shelf.catalog.words.suggest
    assert suggest("beach hol") == [
        Suggestion("tag", "holiday", "tag:holiday", 2),
        Suggestion("folder", "Holiday", "folder:Holiday", 1),
        Suggestion("folder", "Old holiday", 'folder:"Old holiday"', 1),
    ]
    assert suggest("part") == [Suggestion("tag", "Summer Party", 'tag:"Summer Party"', 1)]
    assert suggest("-tag:summ") == [Suggestion("tag", "Summer Party", '-tag:"Summer Party"', 1)]
    assert suggest('tag:"summer pa') == suggest("tag:summ")
    assert suggest("cam") == [Suggestion("filter", "camera:", "camera:")]
    assert suggest("can") == [Suggestion("camera", "Canon EOS R5", 'camera:"Canon EOS R5"', 1)]
    assert suggest("lens:") == [Suggestion("lens", "50mm", "lens:50mm", 1)]
    assert suggest("has:c") == [Suggestion("filter", f"has:{what}", f"has:{what}") for what in ("caption", "camera")]
    assert len(suggest("is:")) == 6
    assert suggest("") == suggest("hol ") == suggest("nonsense:hol") == suggest("olid") == []
    assert len(suggest("h", limit=2)) == 2


def test_places_are_suggested_by_the_part_that_is_meant(shelf: Shelf) -> None:
    shelf.put("1", place=MUNICH)
    suggest = shelf.catalog.words.suggest
    munich = Suggestion("place", "Munich, Bavaria, Germany", "place:Munich", 1)
    assert suggest("muni") == suggest("münc") == [munich]
    assert suggest("place:bavar") == [Suggestion("place", "Bavaria, Germany", "place:Bavaria", 1)]
    assert suggest("ger") == [Suggestion("place", "Germany", "place:Germany", 1)]


_ODD = (
    *('"', "'", "*", "(", ")", "AND", "OR", "NOT", "NEAR", "name:", "-", "+", "^", "{", "}", ":", "🎉", "\x00"),
    *("\ud800", "a", "é", "NEAR(", ",", "\u200f", "\t", "tag:", "folder:"),
)
_TYPED = st.text(max_size=60) | st.lists(st.sampled_from(_ODD), max_size=12).map(" ".join)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(typed=_TYPED, exact=st.booleans(), prefix=st.booleans())
def test_anything_typed_is_looked_for(shelf: Shelf, typed: str, *, exact: bool, prefix: bool) -> None:
    if not shelf.ids:
        shelf.put("AND/near 🎉.jpg", caption='not "a" (tag:é)', keywords=("name: x", 'to "b"'), place=MUNICH)
    words = shelf.catalog.words
    matches = words.find(typed, exact=exact, prefix=prefix)
    assert sum(map(len, matches)) <= 1
    assert len(words.excluded(typed, exact=exact)) <= 1
    for offer in words.suggest(typed):
        key, _, said = offer.insert.removeprefix("-").partition(":")
        bare = said.strip('"')
        if bare:
            assert read_condition(key, bare, date(2024, 1, 1), negated=False) is not None, (
                "what is offered can be asked"
            )
        else:
            assert key in {one.value for one in Key}


@pytest.mark.parametrize("typed", ["word " * 2000, "w" * 10_000, "a." * 5000, '"' * 10_000, "🎉" * 10_000, "* " * 5000])
def test_ten_thousand_characters_are_looked_for(shelf: Shelf, typed: str) -> None:
    shelf.put("word.jpg")
    for exact in (False, True):
        assert sum(map(len, shelf.catalog.words.find(typed, exact=exact))) <= 1
        assert shelf.catalog.words.excluded(typed, exact=exact).size <= 1
    assert len(shelf.catalog.words.suggest(typed)) <= 8
