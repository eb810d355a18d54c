"""Phrases that people and programs really send, and tokenizer files that are not what they should be."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from photo_search.errors import ModelUnusable
from photo_search.models.recipes import TextRecipe
from photo_search.models.spec import bundled_starter, read_spec
from photo_search.models.text import TextTokenizer, clean
from tests.models.model_folders import FAMILIES, LENGTHS, make_model_folder, read_json, write_json


@pytest.fixture(scope="module", params=FAMILIES)
def tokenizer(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> TextTokenizer:
    return TextTokenizer(read_spec(make_model_folder(tmp_path_factory.mktemp("model"), request.param)))


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(codec=None), max_size=200))
def test_any_text_fills_the_length(tokenizer: TextTokenizer, text: str) -> None:
    ids = tokenizer.encode([text])
    assert ids.dtype == np.int64
    assert ids.shape[1] in LENGTHS.values()
    assert ids.min() >= 0
    assert ids.max() < tokenizer.vocabulary_size


@pytest.mark.parametrize(
    "text",
    ["", " ", "\0", "\ud800", "a\udfffb", "\ud83d\ude00", "\x1b[31m", "\u202eabc", "\U0010ffff", "x" * 2_000_000],
)
def test_odd_texts(tokenizer: TextTokenizer, text: str) -> None:
    assert tokenizer.encode([text, "a dog"]).shape[0] == 2


def test_no_texts(tokenizer: TextTokenizer) -> None:
    assert tokenizer.encode([]).shape[0] == 0


def test_a_pair_of_surrogates_is_its_character(tokenizer: TextTokenizer) -> None:
    assert tokenizer.encode(["\ud83d\ude00"]).tolist() == tokenizer.encode(["\U0001f600"]).tolist()


@pytest.mark.parametrize(("family", "end", "pad"), [("siglip1", 1, 1), ("siglip2", 1, 0)])
def test_one_end_and_the_right_padding(tmp_path: Path, family: str, end: int, pad: int) -> None:
    tokenizer = TextTokenizer(read_spec(make_model_folder(tmp_path, family)))
    empty, short, long = tokenizer.encode(["", "dog", "a long way " * 40]).tolist()
    assert empty == [end] + [pad] * 63
    assert [short.index(end), short[short.index(end) + 1 :]] == [
        4 if family == "siglip1" else 3,
        [pad] * (63 - short.index(end)),
    ]
    assert long.index(end) == 63


def test_both_ends_of_clip(tmp_path: Path) -> None:
    tokenizer = TextTokenizer(read_spec(make_model_folder(tmp_path, "clip")))
    start, end = tokenizer.vocabulary_size - 2, tokenizer.vocabulary_size - 1
    ids = tokenizer.encode(["", "dog", "way " * 99])
    assert ids[0].tolist() == [start] + [end] * 76
    assert (ids[2, 0], ids[2, 76]) == (start, end)
    assert (ids[2] == end).sum() == 1
    assert tokenizer.attention_mask(ids).sum(axis=1).tolist() == [2, 5, 77]


def test_siglip_reads_its_padding(tmp_path: Path) -> None:
    tokenizer = TextTokenizer(read_spec(make_model_folder(tmp_path, "siglip2")))
    assert tokenizer.attention_mask(tokenizer.encode(["dog"])).tolist() == [[1] * 64]


def test_capitals(tokenizer: TextTokenizer) -> None:
    assert tokenizer.encode(["A DOG"]).tolist() == tokenizer.encode(["a dog"]).tolist()


def test_canonical_form() -> None:
    siglip1 = TextRecipe(64, lower=True, strip_punctuation=True, end="</s>", pad="</s>")
    assert clean("  Hello,\tWORLD\x1b!\n (it's) ", siglip1) == "hello world its"
    assert clean("Hello, World", TextRecipe(64, lower=True, end="<eos>", pad="<pad>")) == "hello, world"
    assert clean("Hello, World", TextRecipe(32)) == "Hello, World"


def test_the_starter_is_fed_what_its_tokenizer_gives() -> None:
    tokenizer = TextTokenizer(read_spec(bundled_starter()))
    ids = tokenizer.encode(["A dog!", "snow " * 90])
    assert ids.shape == (2, 32)
    assert ids[0].tolist() == [101, 1037, 3899, 999, 102, *[0] * 27]
    assert ids[1, -1] == 102


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b"\xff", b'{"version": "1.0", "model": {"type": "no"}}'])
def test_a_damaged_file(tmp_path: Path, content: bytes) -> None:
    folder = make_model_folder(tmp_path, "siglip1", own=False)
    (folder / "tokenizer.json").write_bytes(content)
    with pytest.raises(ModelUnusable, match=r"'tokenizer\.json' is damaged"):
        TextTokenizer(read_spec(folder))


def test_a_file_that_fails_on_some_phrases(tmp_path: Path) -> None:
    folder = make_model_folder(tmp_path, "siglip1", own=False)
    content = read_json(folder / "tokenizer.json")
    content["model"]["unk_id"] = None
    write_json(folder / "tokenizer.json", content)
    tokenizer = TextTokenizer(read_spec(folder))
    assert tokenizer.encode(["dog"]).shape == (1, 64)
    with pytest.raises(ModelUnusable, match="can't cut a phrase"):
        tokenizer.encode(["犬"])


def test_the_file_of_another_family(tmp_path: Path) -> None:
    one = make_model_folder(tmp_path / "one", "siglip1", own=False)
    two = make_model_folder(tmp_path / "two", "siglip2", own=False)
    (one / "tokenizer.json").write_bytes((two / "tokenizer.json").read_bytes())
    with pytest.raises(ModelUnusable, match="lacks the token '</s>'"):
        TextTokenizer(read_spec(one))


@pytest.mark.parametrize(
    "padding", [None, {"Fixed": 31}, {"Fixed": 10**9}, "BatchLongest"], ids=["none", "short", "huge", "longest"]
)
def test_a_starter_that_does_not_pad_to_its_length(tmp_path: Path, padding: object) -> None:
    folder = make_model_folder(tmp_path, "starter", own=False)
    content = read_json(folder / "tokenizer.json")
    content["padding"] = padding and content["padding"] | {"strategy": padding}
    write_json(folder / "tokenizer.json", content)
    with pytest.raises(ModelUnusable, match="doesn't bring phrases to the length"):
        TextTokenizer(read_spec(folder))


def test_a_starter_that_does_not_truncate(tmp_path: Path) -> None:
    folder = make_model_folder(tmp_path, "starter", own=False)
    content = read_json(folder / "tokenizer.json")
    content["truncation"] = None
    write_json(folder / "tokenizer.json", content)
    with pytest.raises(ModelUnusable, match="doesn't bring phrases to the length"):
        TextTokenizer(read_spec(folder))
