"""Turns the plain facts that photos can be asked to have into conditions of a query; values are bound, never written.

Each condition is about the row of `photo`. What many photos share, such as a folder or a tag, is looked up among the
labels first: those are few.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Text,
    and_,
    cast,
    exists,
    false,
    func,
    not_,
    or_,
    select,
    true,
)

from photo_search.catalog import tables as t
from photo_search.catalog.folders import relative
from photo_search.catalog.listing import wall_seconds
from photo_search.catalog.nearness import near
from photo_search.catalog.photo_words import LabelKind, encodable, folded
from photo_search.conditions import Circle, Condition, DateRange, Key, Span
from photo_search.records import Filters

_SEP = os.fsencode(os.sep)
_NEARLY = {Key.SIZE: 0.05, Key.RATIO: 0.02}
"""How far off a number may be that is given by itself, of quantities that nobody knows exactly."""

_FORMATS = {
    "JPEG": ("jpg", "jpeg", "jpe", "jfif"),
    "MPO": ("jpg", "jpeg", "mpo"),
    "PNG": ("png",),
    "WEBP": ("webp",),
    "TIFF": ("tif", "tiff"),
    "GIF": ("gif",),
    "BMP": ("bmp",),
    "AVIF": ("avif",),
    "HEIF": ("heic", "heif", "hif"),
    "HEIC": ("heic", "heif", "hif"),
}
"""The formats of photos, and what they are called; all others are those of cameras' RAW files."""

_FEW_PHOTOS = 10_000
"""So many are quickly gone through; of more it is quicker to ask of each photo that is left whether it is one."""

_FEW_LABELS = 4

_photo = t.photo.c
_file = t.file.c


def passing(query: Select[Any], filters: Filters, connection: Connection) -> Select[Any]:
    """Narrow a query of photos to those that can be found and pass `filters`."""
    conditions = [_photo.live_files > 0]
    if filters.taken_from is not None or filters.taken_until is not None:
        conditions.append(_taken_within(filters.taken_from, filters.taken_until))
    if filters.folders:
        conditions.append(_has_file(or_(*(_below(path, connection) for path in filters.folders))))
    return query.where(*conditions, *(condition_sql(condition, connection) for condition in filters.conditions))


def condition_sql(condition: Condition, connection: Connection) -> ColumnElement[bool]:
    """Return the condition that a photo has this fact, or if negated has not; of a fact unknown the latter is true.

    `connection` is asked for labels and folders, so it must be the one that runs the query. Raises TypeError for what
    is no fact of the catalog, such as likeness.
    """
    match condition.value:
        case Span() as span:
            held = _span(condition.key, span)
        case DateRange() as days:
            held = _dated(condition.key, days)
        case Circle() as circle:
            held = near(circle, connection)
        case str() as text if condition.key in _TEXTS:
            held = _TEXTS[condition.key](condition, encodable(text), connection)
        case _:
            raise TypeError(f"“{condition}” is no fact that the catalog knows.")
    return func.coalesce(held, false()) == false() if condition.negated else held


def wholly_offline() -> ColumnElement[bool]:
    """Return the condition that a photo can be found, but every file of it is in an offline folder."""
    offline = select(t.folder.c.id).where(t.folder.c.offline.is_not(None))
    at_hand = exists().where(_file.photo_id == _photo.id, _is_live(), _file.folder_id.not_in(offline))
    return and_(_photo.live_files > 0, ~at_hand)


def _span(key: Key, span: Span) -> ColumnElement[bool]:
    columns: dict[Key, ColumnElement[Any]] = {
        Key.SIZE: _photo.byte_size,
        Key.WIDTH: _photo.width,
        Key.HEIGHT: _photo.height,
        Key.RATIO: _ratio(),
        Key.ISO: _photo.iso,
        Key.RATING: func.coalesce(_photo.rating, 0),
    }
    column, least, most = columns[key], span.least, span.most
    if least is not None and least == most and key in _NEARLY:
        least, most = least * (1 - _NEARLY[key]), least * (1 + _NEARLY[key])
    conditions = []
    if least is not None:
        conditions.append(column > least if span.open_least else column >= least)
    if most is not None:
        conditions.append(column < most if span.open_most else column <= most)
    return and_(true(), *conditions)


def _ratio() -> ColumnElement[Any]:
    return _photo.width * 1.0 / func.nullif(_photo.height, 0)


def _dated(key: Key, days: DateRange) -> ColumnElement[bool]:
    if key is Key.BEFORE and (first := days.first or days.last) is not None:
        return _photo.taken < _day(first)
    if key is Key.AFTER and (last := days.last or days.first) is not None:
        return _photo.taken >= _day_after(last)
    return _taken_within(days.first, days.last)


def _taken_within(first: date | None, last: date | None) -> ColumnElement[bool]:
    after = _photo.taken >= _day(first) if first is not None else _photo.taken.is_not(None)
    return after if last is None else after & (_photo.taken < _day_after(last))


def _day(day: date) -> int:
    return wall_seconds(datetime(day.year, day.month, day.day))  # noqa: DTZ001 - a day on the photo's own clock


def _day_after(day: date) -> int:
    return _day(day) + int(timedelta(days=1).total_seconds())


def _folder(condition: Condition, text: str, connection: Connection) -> ColumnElement[bool]:
    found = _labelled(LabelKind.FOLDER, text.replace(os.sep, "/"), connection)
    path = os.path.expanduser(condition.said)
    if not os.path.isabs(path):
        return found
    try:
        there = os.fsencode(os.path.normpath(path))
    except UnicodeEncodeError:
        return found  # No path on this system.
    return found | _has_file(_below(there, connection))


def _name(_condition: Condition, text: str, _connection: Connection) -> ColumnElement[bool]:
    """Compare with the names of files; with wildcards the whole name must be so, without a part of it is enough."""
    path = func.lower(cast(_file.path, Text))
    name = func.substr(path, func.length(func.rtrim(path, func.replace(path, os.sep, ""))) + 1)
    spelled = {unicodedata.normalize(form, text) for form in ("NFC", "NFD")}
    patterns = [_glob(one) if "*" in text or "?" in text else f"*{_glob(one)}*" for one in spelled]
    # Taking a name out of a path takes longer than comparing the path, which few will pass.
    return _has_file(or_(*(path.op("GLOB")(f"*{one}") & name.op("GLOB")(one) for one in patterns)))


def _glob(text: str) -> str:
    """Return the pattern of SQLite's GLOB for a text of any case, for comparison with one that SQLite made lower.

    It does that with ASCII only; any other letter may be either. To compare with either takes longer.
    """
    return "".join(_either(letter) for letter in text.lower())


def _either(letter: str) -> str:
    cases = {case for case in (letter, letter.upper()) if len(case) == 1}
    return f"[{''.join(sorted(cases))}]" if letter == "[" or (len(cases) > 1 and not letter.isascii()) else letter


def _type(_condition: Condition, text: str, _connection: Connection) -> ColumnElement[bool]:
    kind = text.removeprefix(".")
    if kind == "raw":
        return _photo.format.not_in([*_FORMATS, ""])
    formats = [name for name, called in _FORMATS.items() if kind in called]
    return _photo.format.in_(formats or [kind.upper()])


def _has(_condition: Condition, text: str, _connection: Connection) -> ColumnElement[bool]:
    tagged = select(t.photo_label.c.photo_id).join(t.label, t.label.c.id == t.photo_label.c.label_id)
    return {
        "gps": _photo.latitude.is_not(None) & _photo.longitude.is_not(None),
        "date": _photo.taken.is_not(None),
        "caption": func.coalesce(_photo.caption, "") != "",
        "tags": _photo.id.in_(tagged.where(t.label.c.kind == LabelKind.TAG.value)),
        "rating": func.coalesce(_photo.rating, 0) != 0,
        "camera": _photo.camera_make.is_not(None) | _photo.camera_model.is_not(None),
    }[text]


def _is(_condition: Condition, text: str, _connection: Connection) -> ColumnElement[bool]:
    return {
        "favourite": _photo.rating == 5,
        "portrait": _photo.height > _photo.width,
        "landscape": _photo.width > _photo.height,
        "square": _photo.width == _photo.height,
        "panorama": (_ratio() >= 2) | (_ratio() <= 0.5),
        "offline": wholly_offline(),
    }[text]


def _tag(_condition: Condition, text: str, connection: Connection) -> ColumnElement[bool]:
    begun, wanted = text.endswith("*"), folded(text.removesuffix("*"))
    return _labelled(
        LabelKind.TAG,
        wanted,
        connection,
        lambda tag: tag.startswith(wanted) if begun else tag == wanted,
    )


def _place(_condition: Condition, text: str, connection: Connection) -> ColumnElement[bool]:
    words = re.findall(r"\w+", folded(text))
    begun = re.compile(r"\b" + r"\W+".join(words))
    return _labelled(LabelKind.PLACE, words[0] if words else text, connection, lambda at: bool(begun.search(at)))


def _camera(_condition: Condition, text: str, connection: Connection) -> ColumnElement[bool]:
    return _equipment(LabelKind.CAMERA, text, connection)


def _lens(_condition: Condition, text: str, connection: Connection) -> ColumnElement[bool]:
    return _equipment(LabelKind.LENS, text, connection)


def _equipment(kind: LabelKind, text: str, connection: Connection) -> ColumnElement[bool]:
    first, *others = folded(text).split() or [text]
    return _labelled(kind, first, connection, lambda called: all(word in called for word in others))


_TEXTS: dict[Key, Callable[[Condition, str, Connection], ColumnElement[bool]]] = {
    Key.FOLDER: _folder,
    Key.NAME: _name,
    Key.CAMERA: _camera,
    Key.LENS: _lens,
    Key.TYPE: _type,
    Key.HAS: _has,
    Key.IS: _is,
    Key.TAG: _tag,
    Key.PLACE: _place,
}


def _labelled(
    kind: LabelKind, part: str, connection: Connection, is_meant: Callable[[str], bool] = lambda _: True
) -> ColumnElement[bool]:
    """Return the condition that a photo has a label that contains `part`, and `is_meant` as it is compared."""
    label, has = t.label.c, t.photo_label.c
    query = select(label.id, label.folded, label.photos)
    found = connection.execute(query.where(label.kind == kind.value, func.instr(label.folded, folded(part)) > 0))
    meant = [row for row in found if is_meant(row.folded)]
    labels = has.label_id.in_(t.among(row.id for row in meant))
    if sum(row.photos for row in meant) <= _FEW_PHOTOS:
        return _photo.id.in_(select(has.photo_id).where(labels))
    if len(meant) <= _FEW_LABELS:
        return exists().where(has.photo_id == _photo.id, labels)
    # The sum keeps SQLite from going through all of these photos instead of those that the other conditions leave.
    return (_photo.id + 0).in_(select(has.photo_id).where(labels))


def _has_file(of_file: ColumnElement[bool]) -> ColumnElement[bool]:
    return _photo.id.in_(select(_file.photo_id).where(_is_live(), _file.photo_id.is_not(None), of_file))


def _is_live() -> ColumnElement[bool]:
    return _file.missing_since.is_(None)


def _below(path: bytes, connection: Connection) -> ColumnElement[bool]:
    """Return the condition that a file lies in or below the absolute `path`."""
    places: list[ColumnElement[bool]] = []
    for folder in connection.execute(select(t.folder.c.id, t.folder.c.path)):
        here = _file.folder_id == folder.id
        below = relative(folder.path, path)
        if relative(path, folder.path) is not None:
            places.append(here)
        elif below is not None:
            # What starts with "below/" sorts between that and the same with the next byte.
            first = below + _SEP
            after = below + bytes([_SEP[0] + 1])
            places.append(here & ((_file.path == below) | _file.path.between(first, after)))
    return or_(*places) if places else not_(true())
