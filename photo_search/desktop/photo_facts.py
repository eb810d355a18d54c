"""Puts what is known of photos into words: a person's units, their language, nothing about what is not known."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QObject, QTime

from photo_search.desktop import wording
from photo_search.paths import display_path
from photo_search.records import Metadata, Photo, PhotoFile

translate = QCoreApplication.translate

_STARS = 5
_TIMES = "\u00d7"
_SLOWEST_FRACTION_S = 0.3
"""Exposures from this on are said in seconds, shorter ones as a fraction, as cameras do."""


class Kind(Enum):
    """How a fact is to be shown."""

    TEXT = auto()
    PATH = auto()
    PLACE = auto()


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is known; `copied` is what to put on the clipboard for it, if that differs from `text`."""

    text: str
    kind: Kind = Kind.TEXT
    name: str = ""
    copied: str = ""
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Facts that belong together, under a heading."""

    heading: str
    facts: tuple[Fact, ...]


def name_of(photo: Photo) -> str:
    """Return the name of the photo's file, or of the first of several; empty if no file holds it."""
    return display_path(os.path.basename(photo.files[0].path)) if photo.files else ""


def moment(taken: datetime, *, guessed: bool = False) -> str:
    """Return a date and time in words."""
    locale = QLocale()
    text = translate("photo_facts", "%1, %2", "a date, and a time of day")
    text = text.replace("%1", _day(taken)).replace(
        "%2", locale.toString(QTime(taken.hour, taken.minute), QLocale.FormatType.ShortFormat)
    )
    return _maybe(text, guessed)


def taken_words(metadata: Metadata) -> str:
    """Return when a photo was taken, in words; empty if nobody knows."""
    return "" if metadata.taken is None else moment(metadata.taken, guessed=metadata.taken_guessed)


def day_words(metadata: Metadata) -> str:
    """Return the day on which a photo was taken, shortly; empty if nobody knows."""
    return "" if metadata.taken is None else _maybe(wording.short_day(metadata.taken), metadata.taken_guessed)


def _maybe(text: str, guessed: bool) -> str:
    return translate("photo_facts", "%1 (guessed)").replace("%1", text) if guessed else text


def exposure_words(metadata: Metadata) -> str:
    """Return shutter, aperture, sensitivity and focal length, as far as known."""
    locale = QLocale()
    parts = []
    if metadata.exposure_s:
        seconds = metadata.exposure_s
        if seconds < _SLOWEST_FRACTION_S:
            parts.append(translate("photo_facts", "1/%1 s").replace("%1", str(round(1 / seconds))))
        else:
            parts.append(translate("photo_facts", "%1 s").replace("%1", _plain(locale, seconds)))
    if metadata.f_number:
        parts.append(f"f/{_plain(locale, metadata.f_number)}")
    if metadata.iso:
        parts.append(f"ISO {metadata.iso}")
    if metadata.focal_mm:
        parts.append(translate("photo_facts", "%1 mm").replace("%1", _plain(locale, metadata.focal_mm)))
    return "  ".join(part.replace(" ", "\u00a0") for part in parts)


def camera_words(metadata: Metadata) -> str:
    """Return the camera's name, its maker not said twice."""
    make, model = (metadata.camera_make or "").strip(), (metadata.camera_model or "").strip()
    if not make or model.casefold().startswith(make.split()[0].casefold()):
        return model
    return f"{make} {model}".strip()


def pixels_words(width: int, height: int) -> str:
    """Return a picture's size in pixels and megapixels."""
    megapixels = width * height / 1e6
    size = f"{width} {_TIMES} {height}"
    if megapixels < 0.1:
        return size
    text = translate("photo_facts", "%1, %2 megapixels", "width and height, then millions of pixels")
    return text.replace("%1", size).replace("%2", _plain(QLocale(), megapixels))


def facts_of(photo: Photo) -> list[Group]:
    """Return all that is known of one photo; groups without facts are left out."""
    known = photo.content.metadata
    content = photo.content
    groups = [
        Group(
            translate("photo_facts", "Taken"),
            _facts(Fact(taken_words(known))),
        ),
        Group(
            translate("photo_facts", "Picture"),
            _facts(
                Fact(pixels_words(content.width, content.height)),
                Fact(f"{content.format}, {wording.size(content.byte_size)}"),
            ),
        ),
        Group(
            translate("photo_facts", "Camera"),
            _facts(Fact(camera_words(known)), Fact((known.lens or "").strip()), Fact(exposure_words(known))),
        ),
        Group(translate("photo_facts", "Place"), _place(known, photo.place)),
        Group(translate("photo_facts", "Rating"), _facts(_rating(known.rating))),
        Group(translate("photo_facts", "Keywords"), _facts(Fact(", ".join(known.keywords)))),
        Group(translate("photo_facts", "Caption"), _facts(Fact((known.caption or "").strip()))),
        Group(translate("photo_facts", "Folder"), _facts(*map(_folder, photo.files[:1]))),
        Group(translate("photo_facts", "Also stored as"), _facts(*map(_copy, photo.files[1:]))),
    ]
    return [group for group in groups if group.facts]


def facts_of_many(photos: Sequence[Photo]) -> list[Group]:
    """Return what can be said of several photos together."""
    taken = sorted(photo.content.metadata.taken for photo in photos if photo.content.metadata.taken is not None)
    span = ""
    if taken:
        first, last = _day(taken[0]), _day(taken[-1])
        text = translate("photo_facts", "%1 to %2", "two dates")
        span = first if first == last else text.replace("%1", first).replace("%2", last)
    undated = len(photos) - len(taken)
    groups = [
        Group(
            translate("photo_facts", "Taken"),
            _facts(
                Fact(span),
                Fact(FactCounts().undated(undated) if undated else "", quiet=True),
            ),
        ),
        Group(
            translate("photo_facts", "Size"),
            _facts(Fact(wording.size(sum(photo.content.byte_size for photo in photos)))),
        ),
    ]
    return [group for group in groups if group.facts]


def whereabouts(photos: Sequence[Photo]) -> str:
    """Return a sentence where photos can't be opened now, as their files are away; else nothing."""
    away = [photo for photo in photos if all(file.offline or file.missing for file in photo.files)]
    count = len(away)
    if not away:
        return ""
    if len(photos) > 1:
        return FactCounts().away(count)
    if any(file.offline for file in away[0].files):
        return translate(
            "photo_facts",
            "Its drive or folder isn't connected. The photo stays in your library; plug the drive in to open it.",
        )
    return translate("photo_facts", "Its file is no longer there. What was read from it is kept for its return.")


class FactCounts(QObject):
    """What is said with a number: lupdate knows plurals only of a class's own texts."""

    def undated(self, photos: int) -> str:
        """Return how many photos have no date."""
        return self.tr("%Ln without a date", "", photos)

    def away(self, photos: int) -> str:
        """Return how many of several photos can't be opened."""
        return self.tr("%Ln of them can't be opened now: their files are away.", "", photos)

    def stars(self, rating: int) -> str:
        """Return a rating of 1 to 5."""
        return self.tr("%Ln of 5 stars", "", rating)


def _facts(*facts: Fact) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if fact.text)


def _day(day: datetime) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)


def _plain(locale: QLocale, value: float) -> str:
    """Return a number with one decimal, unless that is a zero."""
    return locale.toString(float(value), "f", 0 if abs(value - round(value)) < 0.05 else 1)


def _place(known: Metadata, place: str | None) -> tuple[Fact, ...]:
    if known.latitude is None or known.longitude is None:
        return ()
    locale = QLocale()
    north = translate("photo_facts", "%1° N") if known.latitude >= 0 else translate("photo_facts", "%1° S")
    east = translate("photo_facts", "%1° E") if known.longitude >= 0 else translate("photo_facts", "%1° W")
    latitude, longitude = (locale.toString(abs(angle), "f", 5) for angle in (known.latitude, known.longitude))
    text = f"{north.replace('%1', latitude)}\n{east.replace('%1', longitude)}"
    height = ""
    if known.altitude_m is not None:
        metres = locale.toString(round(known.altitude_m))
        height = translate("photo_facts", "%1 m above the sea").replace("%1", metres)
    # What maps on the web understand, in every language.
    copied = f"{known.latitude:.6f}, {known.longitude:.6f}"
    return _facts(Fact(place or ""), Fact(text, Kind.PLACE, copied=copied), Fact(height, quiet=True))


def _rating(rating: int | None) -> Fact:
    if rating is None or rating == 0:
        return Fact("")
    if rating < 0:
        return Fact(translate("photo_facts", "Rejected"))
    name = FactCounts().stars(rating)
    return Fact("★" * rating + "☆" * (_STARS - rating), name=name, copied=str(rating))


def _folder(file: PhotoFile) -> Fact:
    return Fact(display_path(os.path.dirname(file.path)), Kind.PATH)


def _copy(file: PhotoFile) -> Fact:
    return Fact(display_path(file.path), Kind.PATH, quiet=file.missing or file.offline)
