"""What a query asks for, sorted by who answers it: the model, the names, or the catalog's plain facts; pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from photo_search.conditions import Condition, Example, Key
from photo_search.records import Expansion, Filters
from photo_search.searching.expansion import Phrase, Thesaurus, expand
from photo_search.searching.query import Part, Query, When, Words, parse

_FOR_THE_MODEL = frozenset({Key.SIMILAR, Key.MORE, Key.LESS, Key.CONCEPT})

_ENGLISH = "a an the of on in at by to with and or is are for from my our this that some"
_GERMAN = "der die das den dem des ein eine einen einem einer und oder im am an auf in mit von vom zu bei mein meine"
_ANY_PHOTO = {"photo", "photos", "picture", "pictures", "image", "images", "foto", "fotos", "bild", "bilder"}
"""Words that, alone, say nothing of what a photo shows: who asks for photos wants all of them."""

_LITTLE_WORDS = frozenset((*_ENGLISH.split(), *_GERMAN.split()))
"""Words that stand in every sentence, and so tell nothing of a name."""


@dataclass(frozen=True, slots=True)
class Question:
    """A query in the parts that are looked up.

    `groups` are the plain words with what they were expanded by; each group is one vector. `words` have weights of
    their own, and those below zero push away; so do `examples`. `more` and `less` are photos of an answer that were
    right and wrong. `named` are the plain words to look for in names, `phrases` stand there as they are, and what
    stands in `excluded` is left out. `notices` say what could not be understood.
    """

    groups: tuple[tuple[Phrase, ...], ...] = ()
    words: tuple[Words, ...] = ()
    examples: tuple[Example, ...] = ()
    more: tuple[int, ...] = ()
    less: tuple[int, ...] = ()
    filters: Filters = field(default_factory=Filters)
    named: str = ""
    phrases: tuple[str, ...] = ()
    excluded: tuple[Words, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def has_meaning(self) -> bool:
        """Whether there is anything for a model to look at."""
        return bool(self.groups or self.words or self.examples or self.more or self.less)

    @property
    def of_words(self) -> bool:
        """Whether nothing but words is asked for."""
        return not (self.examples or self.more or self.less)

    @property
    def of_absence(self) -> bool:
        """Whether only what is not wanted is named."""
        wanted = any(word.weight > 0 for word in self.words) or any(one.weight > 0 for one in self.examples)
        return not (self.groups or self.more or wanted)

    @property
    def one_picture(self) -> Example | None:
        """The picture that is all that is asked about, if it is."""
        alone = len(self.examples) == 1 and not (self.groups or self.words or self.more or self.less)
        return self.examples[0] if alone and self.examples[0].weight > 0 else None

    @property
    def photos(self) -> tuple[int, ...]:
        """The photos of the library that are no answers: examples are not their own, and wrong ones were called so."""
        numbers = (int(example.what) for example in self.examples if is_number(example.what))
        return tuple(dict.fromkeys((*numbers, *self.less)))


def ask(
    query: Query,
    filters: Filters,
    how: Expansion,
    *,
    thesaurus: Callable[[], Thesaurus],
    concept: Callable[[str], str | None],
    today: date,
) -> Question:
    """Return what `query` asks for within `filters`. `concept` gives the text of a search kept under a name."""
    notices: list[str] = []
    parts = list(_with_concepts(query.parts, concept, today, notices))
    plain = " ".join(part.text for part in parts if isinstance(part, Words) and part.is_plain)
    if {word.casefold() for word in plain.split()} <= _ANY_PHOTO:
        plain = ""
    words = tuple(part for part in parts if isinstance(part, Words) and not part.is_plain)
    conditions = [part for part in parts if isinstance(part, Condition)]
    facts = tuple(part for part in conditions if part.key not in _FOR_THE_MODEL)
    dates = tuple(Condition(Key.DATE, part.range, part.text) for part in parts if isinstance(part, When))
    return Question(
        groups=expand(plain, how, thesaurus()) if plain else (),
        words=words,
        examples=tuple(_signed(part) for part in conditions if part.key is Key.SIMILAR),
        more=_numbers(conditions, Key.MORE, Key.LESS),
        less=_numbers(conditions, Key.LESS, Key.MORE),
        filters=replace(filters, conditions=(*filters.conditions, *facts, *dates)),
        named=" ".join(word for word in plain.split() if word.casefold() not in _LITTLE_WORDS),
        phrases=tuple(part.text for part in words if part.exact and part.weight > 0),
        excluded=tuple(part for part in words if part.weight < 0),
        notices=tuple(notices),
    )


def is_number(what: str) -> bool:
    """Say whether an example is named by a photo's number."""
    return what.isascii() and what.isdigit() and len(what) < 16


def _with_concepts(
    parts: tuple[Part, ...], concept: Callable[[str], str | None], today: date, notices: list[str]
) -> Iterator[Part]:
    """Yield the parts, with those of kept searches in their places; a kept one inside a kept one is not followed."""
    for part in parts:
        if not isinstance(part, Condition) or part.key is not Key.CONCEPT:
            yield part
            continue
        text = concept(part.said)
        if text is None:
            notices.append(f"No search is kept as “{part.said}”; that part was left out.")
            continue
        for inner in parse(text, today).parts:
            if isinstance(inner, Condition) and inner.key is Key.CONCEPT:
                continue
            yield _turned(inner) if part.negated else inner


def _turned(part: Part) -> Part:
    """Return the opposite of a part."""
    if isinstance(part, Words):
        return replace(part, weight=-part.weight)
    if isinstance(part, When):
        return Condition(Key.DATE, part.range, part.text, negated=True)
    if part.key in {Key.MORE, Key.LESS}:
        return replace(part, key=Key.LESS if part.key is Key.MORE else Key.MORE)
    return replace(part, negated=not part.negated)


def _signed(condition: Condition) -> Example:
    example = condition.value
    if not isinstance(example, Example):
        raise TypeError(f"{condition} is no example.")
    return replace(example, weight=-example.weight) if condition.negated else example


def _numbers(conditions: list[Condition], key: Key, opposite: Key) -> tuple[int, ...]:
    """Return the photos named under a key, or not under its opposite."""
    found = [
        part.value
        for part in conditions
        if (part.key is key and not part.negated) or (part.key is opposite and part.negated)
    ]
    return tuple(dict.fromkeys(number for value in found if isinstance(value, tuple) for number in value))
