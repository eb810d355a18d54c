"""Whatever is typed gets an answer: words, names, facts, pictures, and all of them together."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from photo_search.library import Library
from photo_search.records import Expansion, Filters, IndexReport, SearchOptions
from tests.end_to_end.conftest import draw_photo

Index = Callable[..., IndexReport]

PIECES = [
    *("-x", "sea:2", "summer", "2019", '"exact', "words", "similar:1", "-similar:2*3", "more:1,2", "less:3"),
    *("similar:/x", "is:square", "has:gps", "near:48,11,5", "place:munich", "tag:a*", "rating:>=3", "concept:c"),
    *("-camera:x", "ratio:3:2", "size:<2mb", "folder:summer", "before:2015", "iso:100..400"),
]


def numbers(library: Library, text: str, **options: object) -> list[int]:
    made = SearchOptions(**options)  # type: ignore[arg-type]
    return [hit.photo_id for hit in library.search(text, limit=500, options=made).hits]


def names(library: Library, text: str) -> list[str]:
    return [os.path.basename(os.fsdecode(hit.path)) for hit in library.search(text).hits]


@pytest.fixture
def small(library: Library, index: Index, pictures: Path) -> Library:
    library.add_folder(pictures)
    index()
    return library


def test_all_that_match_stand_before_the_first_that_does_not(coco_library: Library) -> None:
    result = coco_library.search("a cat lying on a bed", limit=500)
    marks = [hit.matches for hit in result.hits]
    assert len(marks) == 159
    assert marks == sorted(marks, reverse=True)
    assert result.matching == sum(marks)
    assert 0 < result.matching < 40
    assert all((hit.score >= 0.5) is hit.matches for hit in result.hits)


def test_the_line_moves_with_the_strictness(coco_library: Library) -> None:
    counts = [
        coco_library.search("a dog", options=SearchOptions(strictness=strictness)).matching
        for strictness in (0, 0.25, 0.5, 0.75, 1)
    ]
    assert counts == sorted(counts, reverse=True)  # type: ignore[type-var]
    assert counts[0] > counts[-1]  # type: ignore[operator]


def test_each_way_of_expanding_answers(coco_library: Library) -> None:
    answers = [numbers(coco_library, "dog", expansion=how) for how in Expansion]
    assert all(sorted(answer) == sorted(answers[0]) for answer in answers)
    assert answers[0] != answers[2]


def test_what_is_pushed_away_falls(coco_library: Library) -> None:
    alone = numbers(coco_library, "people on a street")
    without = numbers(coco_library, "people on a street -car")
    cars = numbers(coco_library, "car")[:10]
    assert sum(map(without.index, cars)) > sum(map(alone.index, cars))


def test_a_name_comes_first_and_meaning_fills_in(library: Library, index: Index, pictures: Path) -> None:
    draw_photo(pictures / "Grandma's 80th birthday.jpg", 20)
    library.add_folder(pictures)
    index()
    result = library.search("birthday grandma's")
    assert os.path.basename(result.hits[0].path) == b"Grandma's 80th birthday.jpg"
    assert (result.hits[0].by_name, result.hits[0].matches) == (True, True)
    assert len(result.hits) == 9
    assert not any(hit.by_name for hit in result.hits[1:])
    assert names(library, '"80th birthday"')[0] == "Grandma's 80th birthday.jpg"
    assert not library.search("birthday", options=SearchOptions(names=False)).hits[0].by_name
    assert "Grandma's 80th birthday.jpg" not in names(library, "a picture -grandma's")


def test_facts_narrow_and_alone_list_the_newest_first(small: Library, pictures: Path) -> None:
    assert len(numbers(small, "photo folder:summer")) == 4
    assert len(numbers(small, "photo -folder:summer")) == 4
    listed = small.search("folder:summer type:jpg")
    assert (len(listed.hits), listed.matching, all(hit.matches for hit in listed.hits)) == (4, 4, True)
    assert small.search("folder:winter photo").matching == 0
    inside = Filters(folders=(os.fsencode(pictures / "summer"),))
    assert small.search("name:p1*", inside).matching == 1


def test_pictures_and_words_together(coco_library: Library) -> None:
    similar = numbers(coco_library, "similar:5")
    assert similar == [hit.photo_id for hit in coco_library.similar(5, limit=500).hits]
    both = numbers(coco_library, "similar:5 a dog")
    assert 5 not in both
    assert both != similar
    assert sorted(both) == sorted(similar)


def test_a_file_from_outside_may_be_an_example(small: Library, pictures: Path, tmp_path: Path) -> None:
    outside = tmp_path / "my picture.png"
    with Image.open(pictures / "summer" / "p3.jpg") as image:
        image.resize((320, 240)).save(outside)
    assert names(small, f'similar:"{outside}"')[0] == "p3.jpg"


def test_an_example_that_is_gone_is_told_and_the_rest_goes_on(small: Library, tmp_path: Path) -> None:
    result = small.search("a blue picture similar:99 similar:/no/such/file.jpg")
    assert len(result.hits) == 8
    assert len(result.notices) == 2
    assert all(notice.endswith("The rest of the search goes without that picture.") for notice in result.notices)
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"no picture")
    assert small.search(f"similar:{broken}").hits == ()
    assert len(small.search(f"similar:{broken}").notices) == 1


def test_what_was_right_and_wrong_turns_the_answer(coco_library: Library) -> None:
    before = numbers(coco_library, "animal")
    wrong, right = before[:2], before[20:22]
    after = numbers(coco_library, f"animal more:{right[0]},{right[1]} less:{wrong[0]},{wrong[1]}")
    assert not set(wrong) & set(after)
    assert all(after.index(number) < before.index(number) for number in right)


def test_a_kept_search_is_part_of_another(small: Library) -> None:
    small.saved.save("holiday", "folder:summer", concept=True)
    assert len(numbers(small, "concept:holiday")) == 4
    assert len(numbers(small, "photo concept:Holiday")) == 4
    assert small.search("concept:nothing").notices


def test_near_duplicates_are_told_by_the_best(library: Library, index: Index, pictures: Path) -> None:
    with Image.open(pictures / "p2.jpg") as image:
        image.save(pictures / "p2 smaller.jpg", quality=70)
    shutil.copy(pictures / "p4.jpg", pictures / "copy.jpg")  # The same content is one photo anyway.
    library.add_folder(pictures)
    index()
    plain = numbers(library, "circles")
    folded = library.search("circles", options=SearchOptions(fold=True, strictness=0))
    assert (len(plain), len(folded.hits)) == (9, 8)
    (burst,) = [hit for hit in folded.hits if hit.folded]
    assert plain.index(burst.photo_id) < plain.index(burst.folded[0])


def test_a_question_before_anything_is_known(library: Library, pictures: Path) -> None:
    for text in ("dog", "similar:1", "iso:100", "-x", ""):
        result = library.search(text)
        assert (result.hits, result.matching) == ((), 0)
    library.add_folder(pictures)
    assert library.search("dog").coverage.embedded == 0


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.one_of(
            st.text(max_size=12),
            st.sampled_from(PIECES),
        ),
        max_size=6,
    )
)
def test_anything_typed_gets_an_answer(small: Library, words: list[str]) -> None:
    text = " ".join(words)
    found = numbers(small, text)
    assert len(found) == len(set(found)) <= 8
    assert numbers(small, small.asking.understood(text).text) == found


@pytest.mark.parametrize("text", ["dog " * 2500, "🐶" * 50, "كلب على الشاطئ", "\x00\x07 a \u202e b", "-" * 50])
def test_odd_texts(small: Library, text: str) -> None:
    assert len(numbers(small, text)) == 8
