"""Says numbers, sizes and lengths of time as a person would, in their language."""

from __future__ import annotations

import html
import re
from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale

translate = QCoreApplication.translate

_LONGEST_WORD = 24
_SEPARATORS = re.compile(r"[/\\_.,-]+(?=\w)")
_WEEKDAY = re.compile(r"dddd('[^']*'|[\s,.،])*|[\s,،]*dddd$")
_LONG_RUN = re.compile(r"[^\s\u200b]{24}(?=[^\s\u200b]{4})")


def number(count: int) -> str:
    """Return `count` with its thousands separated."""
    return QLocale().toString(count)


def size(count_of_bytes: int) -> str:
    """Return a number of bytes in MB or GB (powers of ten, as file managers count)."""
    megabytes = count_of_bytes / 1e6
    if megabytes >= 1000:
        return translate("wording", "%1 GB").replace("%1", QLocale().toString(megabytes / 1000, "f", 1))
    digits = 0 if megabytes >= 9.95 else 1
    return translate("wording", "%1 MB").replace("%1", QLocale().toString(megabytes, "f", digits))


def short_day(day: date) -> str:
    """Return a day for where there is little room: in the language's long form, less the weekday, the month cut."""
    form = _WEEKDAY.sub("", QLocale().dateFormat(QLocale.FormatType.LongFormat)).replace("MMMM", "MMM")
    return QLocale().toString(QDate(day.year, day.month, day.day), form)


def month_name(month: int) -> str:
    """Return the name of a month, 1 to 12, as a heading begins."""
    name = QLocale().standaloneMonthName(month)
    return name[:1].upper() + name[1:]


def weekday(day: date) -> str:
    """Return the name of a day's weekday."""
    return QLocale().dayName(QDate(day.year, day.month, day.day).dayOfWeek())


def about(seconds: float) -> str:
    """Return roughly how long `seconds` are."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return translate("wording", "less than a minute")
    if minutes < 100:
        return translate("wording", "about %1 min").replace("%1", number(minutes))
    return translate("wording", "about %1 h").replace("%1", number(round(minutes / 60)))


def breakable(text: str) -> str:
    """Return `text` with invisible places to break a line in words that would burst a narrow label."""
    return " ".join(_broken(word) if len(word) > _LONGEST_WORD else word for word in text.split(" "))


def _broken(word: str) -> str:
    word = _SEPARATORS.sub("\\g<0>\u200b", word)
    return _LONG_RUN.sub("\\g<0>\u200b", word)


def tip(text: str) -> str:
    """Return `text` for a tool tip, which has no plain mode: Qt would take a name like `<b>.jpg` for HTML."""
    return f"<span>{html.escape(text)}</span>"
