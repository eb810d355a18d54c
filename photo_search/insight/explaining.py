"""Takes an answer apart: what each part of a question says of one photo, by the very plan that the search follows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from photo_search.asking import Asking
from photo_search.catalog.catalog import Catalog
from photo_search.conditions import Example
from photo_search.examples import Vector
from photo_search.insight.naming import name_matches
from photo_search.insight.records import Contribution, Explanation, Fact, NameMatch, PartKind
from photo_search.models.spec import ModelSpec
from photo_search.records import Filters, Photo, SearchOptions
from photo_search.searching.cutoff import Line, least_score
from photo_search.searching.expansion import combine
from photo_search.searching.query import Words
from photo_search.searching.question import Question
from photo_search.space_lineup import SpaceLineup


class Seen(NamedTuple):
    """How near one picture is to a question, and where that question's matches end."""

    cosine: float
    line: Line

    @property
    def score(self) -> float:
        """The score of the picture, 0..1."""
        return float(self.line.scores(np.array([self.cosine]))[0])


Look = Callable[[Question], Seen | None]


class Explaining:
    """Explains the answers of one library."""

    def __init__(self, catalog: Catalog, lineup: SpaceLineup, asking: Asking) -> None:
        self._catalog = catalog
        self._lineup = lineup
        self._asking = asking

    def photo(self, text: str, photo: Photo, options: SearchOptions, strictness: float) -> Explanation:
        """Return why a photo of the library is, or is not, in an answer. Raises ModelUnusable."""
        question = self._asking.question(text, Filters(), options)

        def look(part: Question) -> Seen | None:
            standing = self._asking.standing(part)
            if standing is None:
                return None
            cosines = standing.survey.cosines[standing.survey.marked(np.array([photo.photo_id], np.int64))]
            return Seen(float(cosines[0]), standing.line) if len(cosines) else None

        facts, left_out = self._facts(question, photo.photo_id, options)
        named = self._names(text, question, photo, options)
        path = photo.files[0].path if photo.files else b""
        why = self._explained(text, question, look, strictness, path)
        holds = all(fact.holds for fact in facts) and not left_out
        meant = why.matches or bool(named) or not question.has_meaning
        return replace(
            why,
            photo_id=photo.photo_id,
            by_name=named,
            facts=facts,
            matches=holds and meant and bool(facts or named or why.matches),
            notices=(*why.notices, *left_out),
        )

    def picture(
        self, text: str, path: bytes, vector: Vector, spec: ModelSpec, options: SearchOptions, strictness: float
    ) -> Explanation:
        """Return whether the picture in a file would be in an answer; `vector` [D] is its own by the model of `spec`.

        Raises ModelUnusable.
        """
        question = self._asking.question(text, Filters(), options)

        def look(part: Question) -> Seen | None:
            standing = self._asking.standing(part)
            vectors = self.vectors(part, spec)
            if standing is None or vectors is None:
                return None
            return Seen(float(combine(vectors @ vector[:, None])[0]), standing.line)

        return self._explained(text, question, look, strictness, path)

    def vectors(self, question: Question, spec: ModelSpec) -> Vector | None:
        """Return a question as one model sees it, float32 [g, D]; None if that sees nothing of it.

        Raises ModelUnusable or, for a file, UnreadablePhoto.
        """
        space_id = self._catalog.embeddings.find_space(spec.space)
        centre = None if space_id is None else self._lineup.index(space_id, spec.space).get().centre()
        return self._asking.vectors(question, self._lineup.warm(spec).examples, centre)

    def _explained(self, text: str, question: Question, look: Look, strictness: float, path: bytes) -> Explanation:
        seen = look(question) if question.has_meaning else None
        least = least_score(strictness)
        return Explanation(
            query=text,
            model=self._lineup.standing().spec.name,
            photo_id=None,
            path=path,
            cosine=None if seen is None else seen.cosine,
            score=None if seen is None else seen.score,
            line=None if seen is None else least,
            matches=seen is not None and seen.score >= least,
            by_name=(),
            parts=tuple(_contributions(question, look)) if seen is not None else (),
            facts=(),
            nearest=(),
            notices=question.notices,
        )

    def _facts(
        self, question: Question, photo_id: int, options: SearchOptions
    ) -> tuple[tuple[Fact, ...], tuple[str, ...]]:
        """Return each condition and whether the photo fulfils it, and sentences about what else leaves it out."""
        facts = [
            Fact(str(condition), photo_id in self._catalog.photos.ids(Filters(conditions=(condition,))))
            for condition in question.filters.conditions
        ]
        if options.names:
            for part in question.excluded:
                excluded = self._catalog.words.excluded(part.text, exact=part.exact)
                if photo_id in excluded:
                    facts.append(Fact(str(part), holds=False))
        is_example = photo_id in question.photos
        sentence = "It is one of the question's own pictures, and so no answer to it."
        return tuple(facts), (sentence,) if is_example else ()

    def _names(self, text: str, question: Question, photo: Photo, options: SearchOptions) -> tuple[NameMatch, ...]:
        named = self._asking.asked(text, question, options).named
        if not any(photo.photo_id in ids for ids in named):
            return ()
        roots = [folder.path for folder in self._catalog.folders.all()]
        return name_matches(photo, roots, question.named, question.phrases)


def _contributions(question: Question, look: Look) -> Iterator[Contribution]:
    """Yield what each part says, looked up as a question of its own."""
    for part, alone in _parts(question):
        seen = look(alone)
        if seen is not None:
            yield replace(part, cosine=seen.cosine, score=seen.score)


def _parts(question: Question) -> Iterator[tuple[Contribution, Question]]:
    for phrase in dict.fromkeys(phrase for group in question.groups for phrase in group):
        yield Contribution(phrase.text, PartKind(phrase.kind), phrase.weight, 0.0, 0.0), Question(groups=((phrase,),))
    for words in question.words:
        alone = Question(words=(Words(words.text, exact=words.exact),))
        yield Contribution(words.text, PartKind.WORDS, words.weight, 0.0, 0.0), alone
    for example in question.examples:
        alone = Question(examples=(Example(example.what),))
        yield Contribution(example.what, PartKind.EXAMPLE, example.weight, 0.0, 0.0), alone
    for kind, weight, numbers in ((PartKind.MORE, 1.0, question.more), (PartKind.LESS, -1.0, question.less)):
        for number in numbers:
            alone = Question(examples=(Example(str(number)),))
            yield Contribution(str(number), kind, weight, 0.0, 0.0), alone
