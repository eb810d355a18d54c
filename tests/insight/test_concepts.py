"""The words for a photo are those that stand out, and what they are made from is kept."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest

from photo_search.errors import NoSuchPhoto
from photo_search.insight.concepts import ConceptVectors, best_words, standing_out
from photo_search.library import Library
from photo_search.searching.expansion import Term, Thesaurus

TERMS = tuple(Term(name, (), (), "en") for name in ("cat", "dog", "sea", "red car"))


def unit(*rows: list[float]) -> np.ndarray:  # type: ignore[type-arg]
    vectors = np.array(rows, np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


class Embedding:
    """Counts what is asked of it."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def __call__(self, texts: object) -> np.ndarray:  # type: ignore[type-arg]
        rows = list(texts)  # type: ignore[call-overload]
        self.texts += rows
        return unit(*([float(len(text)), 1.0, float(sum(map(ord, text)) % 7)] for text in rows))


def test_vectors_are_made_once_and_kept(tmp_path: Path) -> None:
    embed = Embedding()
    first = ConceptVectors(tmp_path / "index", lambda: TERMS).get(3, "a model", embed, lambda: False)
    assert first is not None
    assert first.shape == (4, 3)
    assert np.allclose(np.linalg.norm(first, axis=1), 1)
    asked = len(embed.texts)
    again = ConceptVectors(tmp_path / "index", lambda: TERMS)
    assert np.array_equal(again.get(3, "a model", embed, lambda: False), first)
    assert len(embed.texts) == asked
    again.get(3, "another model", embed, lambda: False)
    assert len(embed.texts) == 2 * asked
    ConceptVectors(tmp_path / "index", lambda: TERMS[:3]).get(3, "another model", embed, lambda: False)
    assert len(embed.texts) > 2 * asked


def test_a_damaged_cache_is_made_anew(tmp_path: Path) -> None:
    embed = Embedding()
    first = ConceptVectors(tmp_path, lambda: TERMS).get(3, "a model", embed, lambda: False)
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:70] + b"x" + file.read_bytes()[71:])
    assert np.array_equal(ConceptVectors(tmp_path, lambda: TERMS).get(3, "a model", embed, lambda: False), first)


def test_making_vectors_can_be_stopped_and_a_folder_that_is_no_folder_does_no_harm(tmp_path: Path) -> None:
    embed = Embedding()
    assert ConceptVectors(tmp_path, lambda: TERMS).get(1, "m", embed, lambda: True) is None
    assert not embed.texts
    (tmp_path / "file").write_bytes(b"")
    assert ConceptVectors(tmp_path / "file", lambda: TERMS).get(1, "m", embed, lambda: False) is not None


def test_only_what_stands_out_is_named() -> None:
    rng = np.random.default_rng(0)
    terms = unit(*rng.normal(size=(200, 64)).tolist())
    sample = unit(*rng.normal(size=(100, 64)).tolist())
    names = [Term(str(number), (), (), "en") for number in range(200)]
    shown = unit((terms[17] + 0.3 * sample[0]).tolist())[0]
    found = best_words(names, standing_out(shown, terms, sample), 8)
    assert found[0].word == "17"
    assert found[0].score > 0.9
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    nothing = unit(rng.normal(size=64).tolist())[0]
    assert len(best_words(names, standing_out(nothing, terms, sample), 8)) <= 3
    alone = standing_out(shown, terms, np.empty((0, 64), np.float32))
    assert int(alone.argmax()) == 17


def test_a_word_that_is_near_to_every_photo_counts_for_less() -> None:
    rng = np.random.default_rng(1)
    common = rng.normal(size=64)
    terms = unit(*(rng.normal(size=(50, 64)) * 0.7).tolist())
    terms[7] = unit((common * 0.9).tolist())[0]
    sample = unit(*(common + 2 * rng.normal(size=(300, 64))).tolist())
    photo = unit((common + 2 * rng.normal(size=64)).tolist())[0]
    without = standing_out(photo, terms, np.empty((0, 64), np.float32))
    assert standing_out(photo, terms, sample)[7] < without[7]


def test_words_for_labelled_photos_are_mostly_theirs(labelled: Library, shared_photos: Path) -> None:
    """Far above chance, which is 3 %; a right word that nobody wrote down counts as wrong here."""
    written: dict[str, str] = {}
    for line in (shared_photos / "coco-mini" / "captions.jsonl").read_text().splitlines():
        entry = json.loads(line)
        written[entry["file"]] = " ".join(entry["captions"] + entry["labels"]).lower()
    terms = {term.name: term for term in Thesaurus().terms()}
    right = shown = 0
    for photo in labelled.photos(range(1, 60)):
        text = written[Path(photo.files[0].path.decode()).name]
        for word, score in labelled.insight.words(photo.photo_id):
            assert 0.5 <= score <= 1
            others = (word, *terms[word].also, *terms[word].kinds)
            shown += 1
            right += any(re.search(rf"\b{re.escape(other)}", text) for other in others)
    assert shown > 40
    assert right / shown > 0.25


def test_a_photo_from_outside_has_words_too(labelled: Library, shared_photos: Path) -> None:
    path = shared_photos / "coco-mini" / "000000037666.jpg"
    known = labelled.insight.photo_at(path)
    assert known is not None
    assert labelled.insight.words_in_file(path) == labelled.insight.words(known)
    with pytest.raises(NoSuchPhoto):
        labelled.insight.words(999_999)
