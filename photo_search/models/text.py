"""Phrases -> the token ids that a model reads."""

from __future__ import annotations

import string
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from photo_search.models.model_folder import ModelFolder
from photo_search.models.recipes import TextRecipe
from photo_search.models.spec import ModelSpec

# SigLIP 1's SentencePiece also drops control characters, all but NUL, before it collapses white space.
_CONTROLS = "".join(c for c in map(chr, [*range(1, 32), 127]) if not c.isspace())
_STRIPPED = str.maketrans("", "", string.punctuation + _CONTROLS)
# No vocabulary has tokens that are longer on average; it bounds the work on a pasted novel.
_MOST_CHARACTERS_PER_TOKEN = 256


class TextTokenizer:
    """A model's own `tokenizer.json`, fed by its family's rules. Safe to use from several threads.

    Special tokens, truncation and padding follow the recipe, whatever that file sets for them, except where the
    recipe leaves all of it to the file. Raises ModelUnusable if the file is damaged or of another family.
    """

    def __init__(self, spec: ModelSpec) -> None:
        self._folder = ModelFolder(spec.folder)
        self._file = spec.tokenizer_file
        self._recipe = spec.text
        path = self._folder.file(self._file)
        try:
            self._tokenizer = Tokenizer.from_file(str(path))
        except Exception as error:  # tokenizers raises the bare class for whatever is wrong with the file
            raise self._folder.fault(f"its file {self._file!r} is damaged or incomplete") from error
        if self._recipe.end is None:
            self._check_own_length()
        else:
            self._tokenizer.no_truncation()
            self._tokenizer.no_padding()
        self._start = self._ids_of(self._recipe.start)
        self._end = self._ids_of(self._recipe.end)
        self._pad = self._ids_of(self._recipe.pad)

    @property
    def vocabulary_size(self) -> int:
        """The number of tokens, added ones included."""
        return self._tokenizer.get_vocab_size()

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.int64]:
        """Return the ids of `texts` as int64 [B, L], always at the model's full length L."""
        rows = [self._encode(clean(text, self._recipe)) for text in texts]
        return np.array(rows, dtype=np.int64).reshape(len(rows), self._recipe.length)

    def attention_mask(self, ids: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Return, for ids [B, L], 1 for every token up to the end token and 0 for the padding behind it.

        Families without a start token were trained without a mask, their padding is attended to: all 1.
        """
        if not self._start:
            return np.ones_like(ids)
        is_end = ids == self._end[0]
        ends_before = np.cumsum(is_end, axis=1) - is_end
        return np.where(ends_before == 0, np.int64(1), np.int64(0))

    def _encode(self, text: str) -> list[int]:
        own = self._recipe.end is None
        try:
            ids: list[int] = self._tokenizer.encode(text, add_special_tokens=own).ids
        except Exception as error:  # as in __init__: the file lacks what this text needs
            raise self._folder.fault(f"its file {self._file!r} can't cut a phrase into tokens") from error
        if own:
            return ids
        room = self._recipe.length - len(self._start) - len(self._end)
        ids = self._start + ids[:room] + self._end
        return ids + self._pad * (self._recipe.length - len(ids))

    def _check_own_length(self) -> None:
        padding, truncation = self._tokenizer.padding or {}, self._tokenizer.truncation or {}
        lengths = {padding.get("length"), truncation.get("max_length")}
        if lengths != {self._recipe.length} or padding.get("pad_to_multiple_of"):
            raise self._folder.fault(f"its file {self._file!r} doesn't bring phrases to the length of the model")

    def _ids_of(self, token: str | None) -> list[int]:
        if token is None:
            return []
        number = self._tokenizer.token_to_id(token)
        if number is None:
            raise self._folder.fault(f"its file {self._file!r} lacks the token {token!r} of its kind of model")
        return [number]


def clean(text: str, recipe: TextRecipe) -> str:
    """Return `text` as `recipe` wants it before it is cut into tokens.

    Halves of surrogate pairs, which can't be encoded, are joined, or become U+FFFD.
    """
    text = text[: recipe.length * _MOST_CHARACTERS_PER_TOKEN]
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if recipe.lower:
        text = text.lower()
    if recipe.strip_punctuation:
        text = " ".join(text.translate(_STRIPPED).split())
    return text
