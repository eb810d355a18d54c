"""Reads the plain facts that a question can name, such as “camera:canon” or “iso:<400”."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from photo_search.conditions import HAS, IS, Circle, Condition, Example, Key, Span, Value
from photo_search.searching.date_words import parse_days

_SYNONYMS: Mapping[str, str] = {"favorite": "favourite", "keywords": "tags", "place": "gps", "location": "gps"}
_NEAR_KM = 10.0
_UNITS: Mapping[str, float] = {"": 1.0, "b": 1.0, "k": 1e3, "kb": 1e3, "m": 1e6, "mb": 1e6, "g": 1e9, "gb": 1e9}
_AMOUNT = r"\d{1,12}(?:\.\d{1,6})?"
_COMPARED = re.compile(rf"(?P<sign>>=|<=|>|<|=)?(?P<first>{_AMOUNT})(?P<unit>[a-z]*)")
_BETWEEN = re.compile(rf"(?P<first>{_AMOUNT})?(?P<unit>[a-z]*)\.\.(?P<last>{_AMOUNT})?(?P<unit2>[a-z]*)")
_WEIGHTED = re.compile(r"(.+)\*(\d{1,3}(?:\.\d{1,3})?)")
_MOST_WEIGHT = 10.0
_PHOTO_NUMBERS = re.compile(r"\d{1,15}(?:,\d{1,15})*", re.ASCII)
_RATIO = re.compile(r"(\d{1,5}(?:\.\d+)?)[:/x](\d{1,5}(?:\.\d+)?)")


def read_condition(key: str, said: str, today: date, *, negated: bool) -> Condition | None:
    """Return the condition that “key:said” is, or None if it is none that makes sense; both without quotes."""
    reader = _READERS.get(key)
    if reader is None:
        return None
    try:
        return Condition(Key(key), reader(said, today), said, negated)
    except (ValueError, OverflowError):
        return None


def _text(said: str, _today: date) -> Value:
    return said.casefold()


def _example(said: str, _today: date) -> Value:
    """Read a photo's number or a path, and after a star how much it counts for."""
    weighted = _WEIGHTED.fullmatch(said)
    if weighted is None:
        return Example(said)
    return Example(weighted[1], min(float(weighted[2]), _MOST_WEIGHT) or 1.0)


def _numbers(said: str, _today: date) -> Value:
    if not _PHOTO_NUMBERS.fullmatch(said):
        raise ValueError("no photos")
    return tuple(dict.fromkeys(int(number) for number in said.split(",")))


def _days(said: str, today: date) -> Value:
    return parse_days(said, today)


def _one_of(choices: tuple[str, ...]) -> Callable[[str, date], Value]:
    def read(said: str, _today: date) -> Value:
        word = said.casefold()
        return choices[choices.index(_SYNONYMS.get(word, word))]

    return read


def _span(units: Mapping[str, float]) -> Callable[[str, date], Value]:
    def read(said: str, _today: date) -> Value:
        said = said.casefold().replace(" ", "")
        between = _BETWEEN.fullmatch(said)
        if between is not None and (between["first"] or between["last"]):
            last_unit = between["unit2"] or between["unit"]
            first = _amount(between["first"], units[between["unit"] or last_unit])
            return Span(first, _amount(between["last"], units[last_unit]))
        compared = _COMPARED.fullmatch(said)
        if compared is None or compared["unit"] not in units:
            raise ValueError("no number")
        amount = _amount(compared["first"], units[compared["unit"]])
        match compared["sign"]:
            case ">=":
                return Span(amount, None)
            case ">":
                return Span(amount, None, open_least=True)
            case "<=":
                return Span(None, amount)
            case "<":
                return Span(None, amount, open_most=True)
            case _:
                return Span(amount, amount)

    return read


def _amount(text: str | None, unit: float) -> float | None:
    return None if text is None else float(text) * unit


_plain_span = _span({"": 1.0})


def _ratio(said: str, today: date) -> Value:
    """Read the width divided by the height, also as “16:9”, within two per cent."""
    sides = _RATIO.fullmatch(said.replace(" ", ""))
    if sides is None:
        return _plain_span(said, today)
    if float(sides[2]) == 0:
        raise ValueError("no ratio")
    ratio = float(sides[1]) / float(sides[2])
    return Span(ratio * 0.98, ratio * 1.02)


def _circle(said: str, _today: date) -> Value:
    """Read “latitude,longitude” and, if it is said, how many km around it."""
    parts = said.casefold().replace(" ", "").split(",")
    if len(parts) not in {2, 3}:
        raise ValueError("no place")
    latitude, longitude = float(parts[0]), float(parts[1])
    km = float(parts[2].removesuffix("km")) if len(parts) == 3 else _NEAR_KM
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180 and 0 < km <= 20_040):
        raise ValueError("no place on earth")
    return Circle(latitude, longitude, km)


_READERS: Mapping[str, Callable[[str, date], Value]] = {
    "folder": _text,
    "name": _text,
    "camera": _text,
    "lens": _text,
    "date": _days,
    "before": _days,
    "after": _days,
    "type": _text,
    "size": _span(_UNITS),
    "width": _plain_span,
    "height": _plain_span,
    "ratio": _ratio,
    "iso": _plain_span,
    "has": _one_of(HAS),
    "near": _circle,
    "place": _text,
    "rating": _plain_span,
    "tag": _text,
    "is": _one_of(IS),
    "similar": _example,
    "more": _numbers,
    "less": _numbers,
    "concept": _text,
}
