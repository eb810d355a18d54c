"""Which parts of a question are plain facts: photos have them or not, and nothing is more or less so."""

from __future__ import annotations

from functools import reduce

from photo_search.conditions import Condition, Key
from photo_search.searching.query import Part, Query, When

_OF_MEANING = frozenset({Key.SIMILAR, Key.MORE, Key.LESS, Key.CONCEPT})


def is_fact(part: Part) -> bool:
    """Return whether a part is a plain fact."""
    return isinstance(part, When) or (isinstance(part, Condition) and part.key not in _OF_MEANING)


def is_of_facts(query: Query) -> bool:
    """Return whether a question asks for plain facts only, so that no photo answers it better than another."""
    return all(map(is_fact, query.parts))


def with_less_facts(query: Query) -> list[str]:
    """Return the questions that ask for one plain fact less, or for none of several, but for something."""
    facts = [part for part in query.parts if is_fact(part)]
    fewer = [query.without(part) for part in facts]
    if len(facts) > 1:
        fewer.append(reduce(Query.without, facts, query))
    return [one.text for one in fewer if one]
