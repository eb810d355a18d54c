"""Answers what a person asks: reads the text, has a model see what is meant, and has the spaces and names searched."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cached_property, reduce

import numpy as np

from photo_search.catalog.catalog import Catalog
from photo_search.catalog.words import NameMatches
from photo_search.conditions import Example
from photo_search.errors import NoSuchPhoto, UnreadablePhoto
from photo_search.examples import Examples, Vector
from photo_search.models.spec import ModelSpec
from photo_search.paths import display_path
from photo_search.records import Filters, SearchOptions, SearchResult, Tuning
from photo_search.searching.composing import compose
from photo_search.searching.expansion import Thesaurus
from photo_search.searching.query import Query, parse
from photo_search.searching.question import Question, ask, is_number
from photo_search.searching.question_editing import path_of
from photo_search.searching.search import Inquiry, Standing
from photo_search.searching.vector_index import Floats, Ids
from photo_search.space_lineup import SpaceLineup


class Asking:
    """Answers over the spaces of one library. For several threads."""

    def __init__(self, catalog: Catalog, lineup: SpaceLineup, today: Callable[[], date] = date.today) -> None:
        self._catalog = catalog
        self._lineup = lineup
        self._today = today

    @cached_property
    def thesaurus(self) -> Thesaurus:
        """The everyday terms that questions are expanded by."""
        return Thesaurus()

    def understood(self, text: str) -> Query:
        """Return what is understood of a text."""
        return parse(text, self._today())

    def question(self, text: str, filters: Filters, options: SearchOptions) -> Question:
        """Return what a text asks for, with its examples checked: those that can't be seen are told in the notices."""
        question = ask(
            self.understood(text),
            filters,
            options.expansion,
            thesaurus=lambda: self.thesaurus,
            concept=self._catalog.saved.concept,
            today=self._today(),
        )
        return self._with_examples_that_are_there(question)

    def answer(
        self,
        text: str,
        filters: Filters,
        options: SearchOptions,
        *,
        limit: int,
        offset: int = 0,
        spec: ModelSpec | None = None,
    ) -> SearchResult:
        """Return the photos that answer a text, best first; with `spec`, as that model alone sees it.

        Raises ModelUnusable.
        """
        started = time.perf_counter()
        question = self.question(text, filters, options)
        result = self.put(text, question, options, limit=limit, offset=offset, spec=spec)
        return replace(result, took_ms=(time.perf_counter() - started) * 1000)

    def put(
        self,
        text: str,
        question: Question,
        options: SearchOptions,
        *,
        limit: int,
        offset: int = 0,
        spec: ModelSpec | None = None,
    ) -> SearchResult:
        """Return the photos that answer a question. Raises ModelUnusable or, for a file, UnreadablePhoto."""
        if question.has_meaning:
            asked = self.asked(text, question, options)
            result = self._lineup.answer(
                lambda examples, centre: self.vectors(question, examples, centre),
                lambda search, vectors: search.answer(
                    replace(asked, vectors=vectors), options, limit=limit, offset=offset
                ),
                spec,
            )
        elif question.notices and not question.filters:
            result = self._lineup.search(spec).nothing(text)
        else:
            result = self._lineup.search(spec).listed(text, question.filters, limit=limit, offset=offset)
        return replace(result, notices=question.notices)

    def like_photo(
        self,
        photo_id: int,
        filters: Filters,
        options: SearchOptions,
        *,
        limit: int,
        offset: int,
        spec: ModelSpec | None,
    ) -> SearchResult:
        """Return the photos that look like one of the library, without itself. Raises NoSuchPhoto or ModelUnusable."""
        photos = self._catalog.photos.get([photo_id])
        if not photos or not self._lineup.knowing(photo_id):
            raise NoSuchPhoto(
                f"The library has no photo number {photo_id}, or hasn't read it yet.", "Index its folder first."
            )
        name = display_path(photos[0].files[0].path) if photos[0].files else str(photo_id)
        return self._like(name, str(photo_id), filters, options, limit=limit, offset=offset, spec=spec)

    def like_file(
        self, path: bytes, filters: Filters, options: SearchOptions, *, limit: int, offset: int, spec: ModelSpec | None
    ) -> SearchResult:
        """Return the photos that look like the picture in a file, without itself.

        Raises UnreadablePhoto or ModelUnusable.
        """
        what = os.fsdecode(path)
        return self._like(display_path(path), what, filters, options, limit=limit, offset=offset, spec=spec)

    def _like(
        self,
        name: str,
        what: str,
        filters: Filters,
        options: SearchOptions,
        *,
        limit: int,
        offset: int,
        spec: ModelSpec | None,
    ) -> SearchResult:
        started = time.perf_counter()
        question = Question(examples=(Example(what),), filters=filters)
        result = self.put(name, question, options, limit=limit, offset=offset, spec=spec)
        return replace(result, took_ms=(time.perf_counter() - started) * 1000)

    def standing(
        self, question: Question, spec: ModelSpec | None = None, *, tuning: Tuning | None = None
    ) -> Standing | None:
        """Return how a question's meaning sees the whole library, whatever its facts; with `tuning`, as if kept.

        None if it has no meaning, or nothing is known yet. Raises ModelUnusable or, for a file, UnreadablePhoto.
        """
        if not question.has_meaning:
            return None
        asked = self.asked("", question, SearchOptions(names=False))
        return self._lineup.answer(
            lambda examples, centre: self.vectors(question, examples, centre),
            lambda search, vectors: search.standing(replace(asked, vectors=vectors), tuning),
            spec,
        )

    def vectors(self, question: Question, examples: Examples, centre: Vector | None) -> Floats | None:
        """Return a question in one model's space, float32 [g, D], unit; None if it sees nothing of it.

        `centre` is about the mean of the space's pictures. Raises ModelUnusable.
        """
        phrases = [phrase.text for group in question.groups for phrase in group]
        texts = [*phrases, *(part.text for part in question.words)]
        known = dict(zip(texts, examples.of_phrases(texts), strict=True))
        words = [(known[part.text], part.weight) for part in question.words]
        pictures = [
            (vector, example.weight)
            for example in question.examples
            if (vector := self._seen(example, examples)) is not None
        ]
        feedback = tuple(
            np.array([v for number in numbers if (v := examples.of_photo(number)) is not None], np.float32)
            for numbers in (question.more, question.less)
        )
        composed = (
            [
                compose(
                    [*([(compose([(known[p.text], p.weight) for p in group]), 1.0)] if group else []), *words],
                    pictures,
                    feedback=(feedback[0], feedback[1]),
                    picture_mean=centre,
                )
                for group in question.groups or ((),)
            ]
            if words or pictures or question.groups or any(len(some) for some in feedback)
            else []
        )
        return np.stack(composed) if composed else None

    def asked(self, text: str, question: Question, options: SearchOptions) -> Inquiry:
        """Return what is known of a question before a model sees it: photos named by it, and photos left out."""
        named = NameMatches.none()
        if options.names and not (question.examples or question.more or question.less):
            named = self._named(question)
        left_out: list[Ids] = [np.array(question.photos, np.int64)]
        if options.names:
            left_out += [self._catalog.words.excluded(part.text, exact=part.exact) for part in question.excluded]
        picture = question.one_picture
        itself = (
            self._catalog.photos.id_at(_absolute(example.what))
            for example in question.examples
            if not is_number(example.what)
        )
        left_out.append(np.array([photo_id for photo_id in itself if photo_id is not None], np.int64))
        return Inquiry(
            text,
            lambda _: None,
            question.filters,
            named,
            np.unique(np.concatenate(left_out)),
            by_picture=picture is not None,
            of_words=question.of_words,
            of_absence=question.of_absence,
        )

    def _named(self, question: Question) -> NameMatches:
        found = [self._catalog.words.find(phrase, exact=True) for phrase in question.phrases]
        if question.named:
            found.append(self._catalog.words.find(question.named))
        return reduce(NameMatches.or_else, found) if found else NameMatches.none()

    def _seen(self, example: Example, examples: Examples) -> Vector | None:
        if not is_number(example.what):
            return examples.of_file(_absolute(example.what))
        photos = self._catalog.photos.get([int(example.what)])
        return examples.of_known(photos[0]) if photos else None

    def _with_examples_that_are_there(self, question: Question) -> Question:
        notices = list(question.notices)
        kept: list[Example] = []
        for example in question.examples:
            if is_number(example.what):
                there = self._lineup.knowing(int(example.what))
                reason = f"The library has no photo number {example.what}."
            else:
                there, reason = self._readable(_absolute(example.what))
            if there:
                kept.append(example)
            else:
                notices.append(f"{reason} The rest of the search goes without that picture.")
        return replace(question, examples=tuple(kept), notices=tuple(notices))

    def _readable(self, path: bytes) -> tuple[bool, str]:
        try:
            self._lineup.warm(self._lineup.standing().spec).examples.of_file(path)
        except UnreadablePhoto as error:
            return False, error.sentence
        return True, ""


def _absolute(path: str) -> bytes:
    return os.path.realpath(path_of(path))
