from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photo_search.records import Expansion
from photo_search.searching.expansion import MOST_GROUPS, Thesaurus, combine, expand

THESAURUS = Thesaurus()


def texts(words: str, how: Expansion = Expansion.NORMAL) -> list[str]:
    return [phrase.text for phrase in expand(words, how, THESAURUS)[0]]


def test_the_table_has_everyday_terms_with_other_words_and_kinds() -> None:
    terms = THESAURUS.terms()
    assert len(terms) >= 150
    for term in terms:
        assert term.also, term.name
        assert term.kinds, term.name
        assert term.language == "en"
        assert all(name == " ".join(name.lower().split()) for name in (term.name, *term.also, *term.kinds))
    assert len({term.name for term in terms}) == len(terms)


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("dog", "dog"),
        ("Dogs", "dog"),
        ("child", "child"),
        ("children", "children"),
        ("kid", "child"),
        ("kids", "children"),
        ("soccer", "football"),
        ("glasses", "glasses"),
        ("bus", "bus"),
        ("buses", "bus"),
        ("butterflies", "butterfly"),
        ("churches", "church"),
        ("at night", "night"),
    ],
)
def test_a_term_is_known_by_any_of_its_names_and_in_the_plural(word: str, name: str) -> None:
    term = THESAURUS.of(word)
    assert term is not None
    assert term.name == name


@pytest.mark.parametrize("word", ["", "xyzzy", "labrador"])
def test_other_words_are_no_term(word: str) -> None:
    assert THESAURUS.of(word) is None


def test_a_name_that_two_terms_claim_is_neither(tmp_path: Path) -> None:
    (tmp_path / "en.toml").write_text(
        'language = "en"\n[terms]\nlamp = { also = ["light"], kinds = [] }\nsun = { also = ["light"], kinds = [] }\n'
    )
    own = Thesaurus(tmp_path)
    assert own.of("light") is None
    assert own.of("lights") is None
    assert own.of("lamps") == own.terms()[0]


def test_tables_of_several_languages_stand_side_by_side(tmp_path: Path) -> None:
    (tmp_path / "de.toml").write_text('language = "de"\n[terms]\nhund = { also = ["köter"], kinds = ["dackel"] }\n')
    (tmp_path / "en.toml").write_text('language = "en"\n[terms]\ndog = { also = ["hound"], kinds = ["poodle"] }\n')
    own = Thesaurus(tmp_path)
    assert [(term.name, term.language) for term in own.terms()] == [("hund", "de"), ("dog", "en")]
    assert [phrase.text for phrase in expand("köter", Expansion.NORMAL, own)[0]][:2] == ["köter", "hund"]


def test_off_asks_for_the_words_alone() -> None:
    (group,) = expand("a kid on the beach", Expansion.OFF, THESAURUS)
    assert [(phrase.text, phrase.kind) for phrase in group] == [("a kid on the beach", "itself")]


def test_other_words_are_put_in_place() -> None:
    assert texts("a kid on the beach")[:2] == ["a kid on the beach", "a child on the beach"]
    assert "kids at the beach" in texts("kids at the seaside")
    assert "children at the seaside" in texts("kids at the seaside")
    assert "an infant on a sofa" in texts("a baby on a sofa")
    assert "puppies in the snow" in texts("dogs in the snow")


@pytest.mark.parametrize("words", ["hot dog", "wine glass", "teddy bear", "stop sign", "baseball bat", "fire truck"])
def test_a_word_that_is_part_of_another_thing_is_left_alone(words: str) -> None:
    assert [text for text in texts(words) if text != f"a photo of {words}"] == [words]


def test_an_adjective_is_no_part_of_the_thing() -> None:
    assert "red automobile" in texts("red car")


def test_short_words_are_asked_for_as_in_a_caption_too() -> None:
    (group,) = expand("dog", Expansion.NORMAL, THESAURUS)
    assert {phrase.text: phrase.kind for phrase in group}["a photo of dog"] == "prompt"
    assert not any(text.startswith("a photo of") for text in texts("a dog on the beach"))


def test_a_sentence_is_asked_for_as_it_is() -> None:
    words = "a little kid and two dogs run along the beach"
    assert [len(group) for group in expand(words, Expansion.DEEP, THESAURUS)] == [1]


def test_deep_search_asks_for_narrower_terms_in_groups_of_their_own() -> None:
    first, *others = expand("animal", Expansion.DEEP, THESAURUS)
    assert first == expand("animal", Expansion.NORMAL, THESAURUS)[0]
    assert {phrase.kind for group in others for phrase in group} == {"narrower"}
    assert "a photo of horse" in {phrase.text for group in others for phrase in group}


TYPED = st.sampled_from(["a", "the", "dog", "kids", "of", "beach", "red", "-,", "Ä", "sea's"])


@given(st.text(max_size=60) | st.lists(TYPED).map(" ".join))
def test_whatever_is_typed_comes_first_and_costs_few_scans(words: str) -> None:
    for how in Expansion:
        groups = expand(words, how, THESAURUS)
        assert groups[0][0] == (words, 1.0, "itself")
        assert 1 <= len(groups) <= (MOST_GROUPS if how is Expansion.DEEP else 1)
        assert all(groups)
        assert all(phrase.weight > 0 for group in groups for phrase in group)


def test_combining_is_the_mean_of_the_words_own_and_the_best() -> None:
    cosines = np.array([[0.2, 0.1, 0.3], [0.1, 0.3, 0.1], [0.0, 0.2, 0.0]], np.float32)
    combined = combine(cosines)
    assert combined.dtype == np.float32
    assert combined == pytest.approx([0.2, 0.2, 0.3])
    assert combine(cosines[:1]) == pytest.approx(cosines[0])
