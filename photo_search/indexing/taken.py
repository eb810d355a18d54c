"""When a photo was taken: what a date in it says, and guesses from the file's name and time."""

from __future__ import annotations

import os
import re
from datetime import datetime, timedelta
from typing import NamedTuple

_FIRST_PHOTOGRAPH = 1826
_LARGEST_OFFSET_MIN = 14 * 60

# EXIF (CIPA DC-008, DateTime) writes 2019:08:03 14:22:05; XMP writes ISO 8601, of which all but the year may lack.
_WRITTEN = re.compile(
    r"(?P<year>\d{4})(?:[-:/.](?P<month>\d\d?)(?:[-:/.](?P<day>\d\d?)"
    r"(?:[T ]+(?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d*)?)? *(?P<offset>Z|[-+]\d\d:?\d\d)?)?)?)?"
)
_OFFSET = re.compile(r"([-+])(\d\d):?(\d\d)")

_COMPACT = r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)"
_DASHED = r"(?<!\d)(?P<year>(?:18|19|20)\d\d)(?P<dash>[-_.])(?P<month>\d\d)(?P=dash)(?P<day>\d\d)(?!\d)"
_CLOCK = (
    r"(?P<hour>\d\d?)(?P<colon>[-_.: ]?)(?P<minute>\d\d)(?P=colon)(?P<second>\d\d)"
    r"(?:[-_.]?\d{3})?(?!\d)(?:\s?(?P<half>[AaPp])[Mm])?"
)
_NAMES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # PXL_20190803_142205123.jpg, WP_20190803_14_22_05_Pro.jpg, 20190803142205.jpg
        rf"(?<!\d){_COMPACT}[-_ T.]?{_CLOCK}",
        # signal-2019-08-03-142205.jpg, Screenshot 2019-08-03 at 2.22.05 PM.png
        rf"{_DASHED}(?:[-_ T.]|[ _]at[ _]){_CLOCK}",
        _DASHED,
        # IMG-20190803-WA0001.jpg, 20190803.jpg; elsewhere in a name, eight digits are too likely another number.
        rf"^(?:(?:IMG|VID|PXL|MVIMG|PANO|DSC|WP|P|photo|signal|Screenshot)[-_ ]?)?{_COMPACT}(?!\d)",
    )
)


class Taken(NamedTuple):
    """A wall-clock time, its distance from UTC in minutes where known, and whether a part of it is a guess."""

    time: datetime
    offset: int | None = None
    guessed: bool = False


def parse_date(text: str, offset: str, now: datetime) -> Taken | None:
    """Return the date that EXIF or XMP `text` says, or None if it is impossible, or later than tomorrow.

    `offset` is EXIF's OffsetTime of it, "" where the file has none; `now` is the wall-clock time.
    """
    match = _WRITTEN.fullmatch(text.split("\0", 1)[0].strip())
    time = _time_of(match, now) if match else None
    if match is None or time is None:
        return None
    return Taken(time, _minutes(match["offset"] or offset), guessed=match["day"] is None)


def guess_from_name(name: bytes, now: datetime) -> Taken | None:
    """Return the date in a file's name, in the manner of cameras, phones and messengers, or None."""
    stem = os.path.splitext(name)[0].decode("utf-8", "replace")
    matches = (match for pattern in _NAMES for match in pattern.finditer(stem))
    time = next(filter(None, (_time_of(match, now) for match in matches)), None)
    return Taken(time, guessed=True) if time else None


def guess_from_mtime(mtime_ns: int, now: datetime) -> Taken | None:
    """Return the time at which the file was last written, by the local clock, or None if that is no time."""
    try:
        time = datetime.fromtimestamp(mtime_ns // 1_000_000_000)  # noqa: DTZ006 - a camera's clock has no zone either
    except (OverflowError, OSError, ValueError):
        return None
    return Taken(time, guessed=True) if mtime_ns > 0 and _is_plausible(time, now) else None


def _time_of(match: re.Match[str], now: datetime) -> datetime | None:
    parts = match.groupdict()
    hour = int(parts.get("hour") or 0)
    if parts.get("half"):
        hour = hour % 12 + 12 * (parts["half"] in "pP")
    date = int(parts["year"]), int(parts["month"] or 1), int(parts["day"] or 1)
    try:
        time = datetime(*date, hour, int(parts.get("minute") or 0), int(parts.get("second") or 0))  # noqa: DTZ001
    except ValueError:
        return None
    return time if _is_plausible(time, now) else None


def _is_plausible(time: datetime, now: datetime) -> bool:
    return time.year >= _FIRST_PHOTOGRAPH and time <= now + timedelta(days=1)


def _minutes(offset: str) -> int | None:
    """Return an offset from UTC such as +05:30 or Z in minutes, or None if it is none."""
    if offset.strip() == "Z":
        return 0
    match = _OFFSET.fullmatch(offset.strip())
    if match is None:
        return None
    minutes = int(match[2]) * 60 + int(match[3])
    return (minutes if match[1] == "+" else -minutes) if minutes <= _LARGEST_OFFSET_MIN else None
