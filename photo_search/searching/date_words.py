"""Finds dates in words as people say them, in English and German, and leaves alone what only looks like one.

A date needs something that cannot mean anything else: a year, a full day, or a word such as “last” or “ago” before or
after a period. A month, a season or a feast by itself stays a word: “august rodin”, “sun and sea”, “may flowers”.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from photo_search.conditions import DateRange

FIRST_YEAR = 1826
"""When the oldest photograph that is left was taken."""

_MONTHS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar jänner",
            "february feb februar feber",
            "march mar märz maerz mrz",
            "april apr",
            "may mai",
            "june jun juni",
            "july jul juli",
            "august aug",
            "september sep sept",
            "october oct oktober okt",
            "november nov",
            "december dec dezember dez",
        ),
        start=1,
    )
    for name in names.split()
}

# Seasons of the northern half, by whole months; a winter is named by the year that it ends in.
_SEASONS: Mapping[str, int] = {
    name: first
    for first, names in (
        (3, "spring frühling frühjahr"),
        (6, "summer sommer"),
        (9, "autumn fall herbst"),
        (12, "winter"),
    )
    for name in names.split()
}


@dataclass(frozen=True, slots=True)
class Found:
    """A date that was said with the first `words` words."""

    words: int
    range: DateRange


def find_date(words: Sequence[str], today: date) -> Found | None:
    """Return the longest date that `words` (lower-case) begin with, or None if they begin with no date."""
    for length in range(min(len(words), _LONGEST), 0, -1):
        said = " ".join(word.rstrip(",") for word in words[:length])
        if _CLUE.search(said) is None:
            return None
        for pattern, meaning in _sentences():
            match = pattern.fullmatch(said)
            if match is None:
                continue
            try:
                return Found(length, meaning(match, today))
            except (ValueError, OverflowError):
                continue  # A 31st of June, or a year that no photo is of.
    return None


def parse_day(text: str, today: date) -> DateRange:
    """Return the days of a date in figures, or of one in words. Raises ValueError if it is none.

    In figures: 2021, 2021-06, 2021-06-30, 30.6.2021, 6.2021.
    """
    text = text.strip().lower()
    for pattern, meaning in _FIGURES:
        match = pattern.fullmatch(text)
        if match is not None:
            return meaning(match, today)
    words = text.split()
    found = find_date(words, today)
    if found is None or found.words != len(words):
        raise ValueError("no date")
    return found.range


def parse_days(text: str, today: date) -> DateRange:
    """Return the days of `text`: a date, or two with “..” between them, of which one may lack. Raises ValueError."""
    first, dots, last = text.partition("..")
    if not dots:
        return parse_day(text, today)
    if not first.strip() and not last.strip():
        raise ValueError("no date")
    begin = parse_day(first, today).first if first.strip() else None
    end = parse_day(last, today).last if last.strip() else None
    return DateRange(begin, end)


def _year(number: int, today: date) -> DateRange:
    if not FIRST_YEAR <= number <= today.year + 1:
        raise ValueError("no year of photos")
    return DateRange(date(number, 1, 1), date(number, 12, 31))


def _month(year: int, month: int, today: date) -> DateRange:
    _year(year, today)
    return DateRange(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _day(year: int, month: int, day: int, today: date) -> DateRange:
    _year(year, today)
    that = date(year, month, day)
    return DateRange(that, that)


def _season(name: str, year: int, today: date) -> DateRange:
    first = _SEASONS[name]
    _year(year, today)
    begin = date(year - (first == 12), first, 1)
    last = first % 12 + 2
    return DateRange(begin, date(year, last, monthrange(year, last)[1]))


def _easter(year: int) -> date:
    """Return Easter Sunday; the anonymous Gregorian computus, Nature 13 (1876), p. 487."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def _around(middle: date, before: int, after: int) -> DateRange:
    return DateRange(middle - timedelta(days=before), middle + timedelta(days=after))


_FEASTS: Mapping[str, Callable[[int], DateRange]] = {
    "christmas": lambda year: DateRange(date(year, 12, 24), date(year, 12, 26)),
    "weihnachten": lambda year: DateRange(date(year, 12, 24), date(year, 12, 26)),
    "easter": lambda year: _around(_easter(year), 2, 1),
    "ostern": lambda year: _around(_easter(year), 2, 1),
    "halloween": lambda year: DateRange(date(year, 10, 31), date(year, 10, 31)),
    "silvester": lambda year: DateRange(date(year, 12, 31), date(year + 1, 1, 1)),
    "new year's eve": lambda year: DateRange(date(year, 12, 31), date(year + 1, 1, 1)),
    "thanksgiving": lambda year: DateRange(*(2 * (_fourth_thursday(year),))),
}


def _fourth_thursday(year: int) -> date:
    """Return Thanksgiving of the United States."""
    first = date(year, 11, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 21)


def _period(name: str, year: int, today: date) -> DateRange:
    if name in _MONTHS:
        return _month(year, _MONTHS[name], today)
    if name in _SEASONS:
        return _season(name, year, today)
    _year(year, today)
    return _FEASTS[name](year)


def _last(name: str, today: date) -> DateRange:
    """Return the newest period of that name that is over."""
    return next(
        range_
        for year in range(today.year + 1, today.year - 3, -1)
        if (range_ := _period(name, year, today)).last is not None and range_.last < today
    )


def _this(name: str, today: date) -> DateRange:
    return _period(name, today.year, today)


def _unit(name: str) -> str:
    return _UNITS[name]


def _back(count: int, unit: str, today: date) -> DateRange:
    """Return the day, week, month or year that many of them before today's."""
    match unit:
        case "day":
            that = today - timedelta(days=count)
            return DateRange(that, that)
        case "week":
            monday = today - timedelta(days=today.weekday() + 7 * count)
            return DateRange(monday, monday + timedelta(days=6))
        case "weekend":
            saturday = today - timedelta(days=today.weekday() + 7 * count - 5)
            return DateRange(saturday, saturday + timedelta(days=1))
        case "month":
            months = today.year * 12 + today.month - 1 - count
            return _month(months // 12, months % 12 + 1, today)
        case _:
            return _year(today.year - count, today)


_UNITS: Mapping[str, str] = {
    name: unit
    for unit, names in (
        ("day", "day days tag tage tagen"),
        ("week", "week weeks woche wochen"),
        ("weekend", "weekend weekends wochenende wochenenden"),
        ("month", "month months monat monate monaten monats"),
        ("year", "year years jahr jahre jahren"),
    )
    for name in names.split()
}
_NUMBERS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        ("", "a an one ein eine einem einer", "two zwei", "three drei", "four vier", "five fünf", "six sechs",
         "seven sieben", "eight acht", "nine neun", "ten zehn")
    )
    for name in names.split()
}  # fmt: skip


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else _NUMBERS[text]


def _any(names: Mapping[str, object]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


_Y = r"(?P<year>\d{4})"
_M = rf"(?P<month>{_any(_MONTHS)})\.?"
_D = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"
_PERIOD = rf"(?P<period>{_any(_MONTHS)}|{_any(_SEASONS)}|{_any(_FEASTS)})"
_PERIOD_UNIT = rf"(?P<unit>{_any(_UNITS)})"
_COUNT = rf"(?P<count>\d{{1,3}}|{_any(_NUMBERS)})"
_IN = r"(?:(?:in|im|in the|from|of|on|am|um|an|at|vom|von|aus|aus dem|seit dem jahr|im jahr|in the year)\s+)?"
_LAST = r"(?:last|past|letzte[rnsm]?|vergangene[rnsm]?|vorige[rnsm]?)"
_THIS = r"(?:this|diese[rnsm]?)"

_Meaning = Callable[[re.Match[str], date], DateRange]

_FIGURES: tuple[tuple[re.Pattern[str], _Meaning], ...] = tuple(
    (re.compile(pattern, re.ASCII), meaning)
    for pattern, meaning in (
        (r"(\d{4})", lambda m, t: _year(int(m[1]), t)),
        (r"(\d{4})-(\d{1,2})", lambda m, t: _month(int(m[1]), int(m[2]), t)),
        (r"(\d{1,2})\.(\d{4})", lambda m, t: _month(int(m[2]), int(m[1]), t)),
        (r"(\d{4})-(\d{1,2})-(\d{1,2})", lambda m, t: _day(int(m[1]), int(m[2]), int(m[3]), t)),
        (r"(\d{1,2})\.(\d{1,2})\.(\d{4})", lambda m, t: _day(int(m[3]), int(m[2]), int(m[1]), t)),
    )
)


def _figures(match: re.Match[str], today: date) -> DateRange:
    return parse_day(match["figures"], today)


def _since(range_: DateRange) -> DateRange:
    return DateRange(range_.first, None)


def _until(range_: DateRange) -> DateRange:
    return DateRange(None, range_.last)


def _before(range_: DateRange) -> DateRange:
    return DateRange(None, None if range_.first is None else range_.first - timedelta(days=1))


def _after(range_: DateRange) -> DateRange:
    return DateRange(None if range_.last is None else range_.last + timedelta(days=1), None)


_PLAIN: tuple[tuple[str, _Meaning], ...] = (
    (r"(?P<figures>\d{4}|\d{4}-\d{1,2}(?:-\d{1,2})?|\d{1,2}\.\d{1,2}\.\d{4})", _figures),
    (rf"{_M}\s+{_Y}", lambda m, t: _month(int(m["year"]), _MONTHS[m["month"]], t)),
    (rf"{_M}\s+{_D}\s+{_Y}", lambda m, t: _day(int(m["year"]), _MONTHS[m["month"]], int(m["day"]), t)),
    (rf"{_D}\s+(?:of\s+)?{_M}\s+{_Y}", lambda m, t: _day(int(m["year"]), _MONTHS[m["month"]], int(m["day"]), t)),
    (rf"{_PERIOD}\s+(?:of\s+)?{_Y}", lambda m, t: _period(m["period"], int(m["year"]), t)),
    (rf"{_LAST}\s+{_PERIOD}", lambda m, t: _last(m["period"], t)),
    (rf"{_THIS}\s+{_PERIOD}", lambda m, t: _this(m["period"], t)),
    (rf"{_LAST}\s+{_PERIOD_UNIT}", lambda m, t: _back(1, _unit(m["unit"]), t)),
    (rf"{_THIS}\s+{_PERIOD_UNIT}", lambda m, t: _back(0, _unit(m["unit"]), t)),
    (rf"{_COUNT}\s+{_PERIOD_UNIT}\s+ago", lambda m, t: _back(_number(m["count"]), _unit(m["unit"]), t)),
    (rf"vor\s+{_COUNT}\s+{_PERIOD_UNIT}", lambda m, t: _back(_number(m["count"]), _unit(m["unit"]), t)),
    (r"today|heute", lambda _m, t: _back(0, "day", t)),
    (r"yesterday|gestern", lambda _m, t: _back(1, "day", t)),
    (r"the day before yesterday|vorgestern", lambda _m, t: _back(2, "day", t)),
)

_TWO_YEARS = (
    r"(?:between\s+|zwischen\s+|from\s+|von\s+)?(?P<from>\d{4})\s*(?:-|\u2013|\bto\b|\bbis\b|\band\b|\bund\b|\buntil\b)"
    r"\s*(?P<to>\d{4})"
)
_EDGES: tuple[tuple[str, Callable[[DateRange], DateRange]], ...] = (
    (r"(?:since|seit)", _since),
    (r"(?:until|till|up to|bis)", _until),
    (r"(?:before|vor)", _before),
    (r"(?:after|nach)", _after),
)


def _edged(edge: Callable[[DateRange], DateRange], meaning: _Meaning) -> _Meaning:
    return lambda match, today: edge(meaning(match, today))


@cache
def _sentences() -> tuple[tuple[re.Pattern[str], _Meaning], ...]:
    """Return what can be said, as patterns; a later one is tried only where those before it don't fit.

    To compile them takes 40 ms, which is nothing to wait for when the program starts.
    """
    patterns = (
        (_TWO_YEARS, lambda m, t: DateRange(_year(int(m["from"]), t).first, _year(int(m["to"]), t).last)),
        *((_IN + f"(?:{pattern})", meaning) for pattern, meaning in _PLAIN),
        *(
            (rf"{word}\s+{_IN}(?:{pattern})", _edged(edge, meaning))
            for word, edge in _EDGES
            for pattern, meaning in _PLAIN
        ),
    )
    return tuple((re.compile(text, re.ASCII if text == _TWO_YEARS else 0), meaning) for text, meaning in patterns)


_CLUE = re.compile(rf"\d|\b(?:{_LAST}|{_THIS}|ago|vor|today|yesterday|heute|gestern|vorgestern)\b")
"""What every date has something of, which most words have nothing of."""

_LONGEST = 7
"""Words of the longest date: “since the 12th of august 2021” has six."""
