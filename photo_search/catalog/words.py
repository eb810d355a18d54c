"""Finds photos by the words in their file and folder names, captions, tags and places, and offers how words go on."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Callable
from typing import NamedTuple, cast

import numpy as np
import numpy.typing as npt

from photo_search.catalog.completions import completions
from photo_search.catalog.database import Database
from photo_search.catalog.photo_words import rebuild_words, words_out_of_step
from photo_search.catalog.photos import ids_of
from photo_search.records import Suggestion

_MOST_WORDS = 64
"""Who pastes more than these asks for no name, tag or place."""

_FEW, _MANY = 20, 10_000
"""What half of a library's photos have says nothing, but in a small or large one so many do."""

_SHORTEST_BEGINNING = 3
"""Letters; fewer begin some word of nearly every photo."""


class NameMatches(NamedTuple):
    """Photos that words were found in, int64 and ascending, each once.

    In `in_names` all words stand whole in their file names, folder names and tags; in `elsewhere` some only in captions
    or places; in `begun` the last word is only the beginning of one.
    """

    in_names: npt.NDArray[np.int64]
    elsewhere: npt.NDArray[np.int64]
    begun: npt.NDArray[np.int64]

    @classmethod
    def none(cls) -> NameMatches:
        """Return that of words that stand nowhere."""
        return cls(*(np.empty(0, np.int64) for _ in cls._fields))

    def only(self, keep: Callable[[npt.NDArray[np.int64]], npt.NDArray[np.bool_]]) -> NameMatches:
        """Return those of the photos that `keep` marks."""
        return NameMatches(*(ids[keep(ids)] for ids in self))

    def or_else(self, other: NameMatches) -> NameMatches:
        """Return the photos of both, each where it stands best."""
        in_names = np.union1d(self.in_names, other.in_names)
        elsewhere = np.setdiff1d(np.union1d(self.elsewhere, other.elsewhere), in_names)
        whole = np.union1d(in_names, elsewhere)
        return NameMatches(in_names, elsewhere, np.setdiff1d(np.union1d(self.begun, other.begun), whole))


class Words:
    """Looks words up, of photos with a file that is there or in an offline folder."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, words: str, *, prefix: bool = True, exact: bool = False) -> NameMatches:
        """Return the photos that all of `words` are found in, wherever in each.

        With `exact` they must follow each other as they stand. Otherwise with `prefix` the last may be a beginning, of
        three letters at least. What most photos have, such as the name of the folder that holds them all, tells
        nothing, and is not found. Any text will do.
        """
        terms = _terms(words, exact=exact)
        if not terms:
            return NameMatches.none()
        all_of_them = " AND ".join(terms)
        begins = prefix and not exact and not words[-1:].isspace() and len(terms[-1]) >= _SHORTEST_BEGINNING + 2
        with self._database.read_rows() as cursor:
            (newest,) = cursor.execute("SELECT coalesce(max(id), 0) FROM photo").fetchone()
            most = min(max(newest // 2, _FEW), _MANY)
            # Most sentences stand nowhere; without the last word that shows soonest, since all it begins are looked up.
            if len(terms) > 1 and not len(_matching(cursor, " AND ".join(terms[:-1]), 0)):
                return NameMatches.none()
            begun = _matching(cursor, f"({all_of_them} *)", most) if begins else np.empty(0, np.int64)
            whole = begun if begins and not len(begun) else _matching(cursor, f"({all_of_them})", most)
            if len(whole) > most:
                return NameMatches.none()
            in_names = whole if not len(whole) else _matching(cursor, f"{{name keywords}} : ({all_of_them})", most)
        if not len(whole) <= len(begun) <= most:
            begun = whole
        return NameMatches(in_names, _less(whole, in_names), _less(begun, whole))

    def excluded(self, words: str, *, exact: bool = False) -> npt.NDArray[np.int64]:
        """Return the photos that have all of `words`, whole, in their names, captions and tags."""
        terms = _terms(words, exact=exact)
        if not terms:
            return np.empty(0, np.int64)
        with self._database.read_rows() as cursor:
            return _matching(cursor, f"{{name keywords caption}} : ({' AND '.join(terms)})")

    def suggest(self, text: str, limit: int = 8) -> list[Suggestion]:
        """Return how the last word of `text` may go on: as tags, places, folders, cameras, and names of filters."""
        with self._database.read_rows() as cursor:
            return completions(cursor, text, limit)

    def faults(self, *, repair: bool) -> list[str]:
        """Return what is wrong with the words that photos are found by, and with `repair` make them anew."""
        with self._database.read_rows() as cursor:
            try:
                wrong = words_out_of_step(cursor)
            except sqlite3.DatabaseError as error:
                fault = f"The words in names, captions and tags can't be looked up ({error})."
            else:
                fault = f"{wrong:,} photos are not found by the words in their names, captions and tags."
                if not wrong:
                    return []
        if repair:
            self._database.write(lambda connection: rebuild_words(cast(sqlite3.Cursor, connection.connection.cursor())))
        return [fault]


def _matching(cursor: sqlite3.Cursor, sentence: str, most: int = -1) -> npt.NDArray[np.int64]:
    """Return the photos that a sentence of FTS5's language holds for, ascending; of more than `most` only some."""
    query = "SELECT group_concat(rowid) FROM (SELECT rowid FROM photo_words WHERE photo_words MATCH ? LIMIT ?)"
    (found,) = cursor.execute(query, (sentence, most if most < 0 else most + 1)).fetchone()
    return ids_of(found)


def _less(ids: npt.NDArray[np.int64], others: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return `ids` without `others`, which are some of them; both ascend."""
    if len(ids) == len(others):
        return np.empty(0, np.int64)
    marks = np.ones(len(ids), np.bool_)
    marks[np.searchsorted(ids, others)] = False
    return ids[marks]


def _terms(text: str, *, exact: bool) -> list[str]:
    """Return what was typed as strings of FTS5's language, each of which its tokenizer splits as it does names."""
    text = "".join(" " if unicodedata.category(letter) in {"Cc", "Cs"} else letter for letter in text)
    words = [word for word in text.split() if any(map(str.isalnum, word))]
    if len(words) > _MOST_WORDS:
        return []
    if exact and words:
        words = [" ".join(words)]
    return ['"' + word.replace('"', '""') + '"' for word in dict.fromkeys(words)]
