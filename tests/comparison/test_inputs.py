"""What to compare, and with which words, is read from files that people wrote."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from photo_search.comparison.candidates import listed_candidates, named_candidates
from photo_search.comparison.captions import read_captions
from photo_search.comparison.phrases import EVERYDAY, phrases_of
from photo_search.errors import ComparisonUnusable, ModelUnusable, NoSuchModel
from photo_search.models.store import ModelStore
from tests.models.model_folders import make_model_folder


def test_captions_and_labels(tmp_path: Path) -> None:
    file = tmp_path / "captions.jsonl"
    file.write_text(
        '{"file": "a.jpg", "captions": ["one\u2028line", "two"], "labels": ["dog"], "licence": "x"}\r\n\n'
        '{"file": "below/b.jpg"}\n',
        encoding="utf-8",
    )
    first, second = read_captions(file)
    assert first.file == os.path.realpath(os.fsencode(tmp_path / "a.jpg"))
    assert (first.captions, first.labels) == (("one\u2028line", "two"), {"dog"})
    assert (second.captions, second.labels) == ((), frozenset())
    phrases = phrases_of([first, second], [])
    assert phrases.caption_files == (first.file, first.file)
    assert phrases.labelled == (frozenset({first.file}),)
    assert phrases.described == {first.file, second.file}
    assert phrases.words == ()
    assert set(phrases_of([], []).words) < set(EVERYDAY)
    assert phrases_of([first], ["mine"]).words == ("mine",)


@pytest.mark.parametrize(
    "line", ["{", "[]", "{}", '{"file": 1}', '{"file": "a", "captions": "a dog"}', '{"file": "a", "labels": [1]}']
)
def test_a_line_that_makes_no_sense_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "captions.jsonl"
    file.write_text(f'{{"file": "a.jpg"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(ComparisonUnusable, match="Line 2"):
        read_captions(file)


def test_captions_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ComparisonUnusable, match="can't be read"):
        read_captions(tmp_path / "absent")
    (tmp_path / "latin").write_bytes(b"\xff")
    with pytest.raises(ComparisonUnusable, match="no text"):
        read_captions(tmp_path / "latin")


def test_models_are_named_or_in_folders(tmp_path: Path) -> None:
    store = ModelStore(tmp_path / "models")
    folder = make_model_folder(tmp_path / "mine")
    assert [one.title for one in named_candidates(store, [])] == ["starter"]
    named = named_candidates(store, ["starter", str(folder), str(folder)])
    assert [one.title for one in named] == ["starter", "tiny-siglip1", "tiny-siglip1 (2)"]
    with pytest.raises(NoSuchModel, match="absent"):
        named_candidates(store, ["absent"])


def test_models_are_listed_in_a_file(tmp_path: Path) -> None:
    store = ModelStore(tmp_path / "models")
    make_model_folder(tmp_path / "mine")
    listed = tmp_path / "list.toml"
    listed.write_text(
        '[[model]]\nname = "starter"\n[[model]]\nfolder = "mine"\ntitle = "What I made"\n', encoding="utf-8"
    )
    assert [one.title for one in listed_candidates(store, listed)] == ["starter", "What I made"]
    listed.write_text('[[model]]\nfolder = "absent"\n', encoding="utf-8")
    with pytest.raises(ModelUnusable):
        listed_candidates(store, listed)


@pytest.mark.parametrize("content", ["", "[[model", "model = 1", "[[model]]\nname = 1", '[[model]]\ntitle = "x"'])
def test_a_list_that_makes_no_sense(tmp_path: Path, content: str) -> None:
    (tmp_path / "list.toml").write_text(content, encoding="utf-8")
    with pytest.raises(ComparisonUnusable, match=r"list\.toml"):
        listed_candidates(ModelStore(tmp_path), tmp_path / "list.toml")
