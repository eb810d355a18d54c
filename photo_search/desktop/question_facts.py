"""Which parts of a question are plain facts: photos have them or not, and nothing is more or less so."""

from __future__ import annotations

from photo_search.conditions import Condition, Key
from photo_search.searching.query import Part, Query, When

_OF_MEANING = frozenset({Key.SIMILAR, Key.MORE, Key.LESS, Key.CONCEPT})


def is_fact(part: Part) -> bool:
    """Return whether a part is a plain fact."""
    return isinstance(part, When) or (isinstance(part, Condition) and part.key not in _OF_MEANING)


def is_of_facts(query: Query) -> bool:
    """Return whether a question asks for plain facts only, so that no photo answers it better than another."""
    return all(map(is_fact, query.parts))
