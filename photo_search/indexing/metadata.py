"""What the camera and the person wrote into a photo, read tolerantly: nothing in a file may raise."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from photo_search.indexing.embedded import Embedded, IptcRecords
from photo_search.indexing.taken import Taken, guess_from_mtime, guess_from_name, parse_date
from photo_search.indexing.xmp import AUX, DC, EXIF, EXIF_EX, PHOTOSHOP, XMP, read_xmp
from photo_search.records import Metadata

_RATING = 0x4746
_XMP_DATES = (EXIF + "DateTimeOriginal", PHOTOSHOP + "DateCreated", XMP + "CreateDate")
_IPTC_KEYWORDS, _IPTC_CAPTION = (2, 25), (2, 120)  # IPTC-IIM 4.2
_LONGEST_NAME, _LONGEST_CAPTION, _MOST_KEYWORDS = 100, 2000, 200
_NO_CAPTION = frozenset(
    {"digital camera", "dcim", "default", "konica minolta digital camera", "minolta dsc", "olympus digital camera",
     "samsung camera pictures", "screenshot", "sony dsc"}
)  # fmt: skip
"""What cameras write where a person's words belong."""


def read_metadata(embedded: Embedded, *, name: bytes, mtime_ns: int, now: datetime | None = None) -> Metadata:
    """Return what is known of a photo beside its pixels.

    The date of the file's `name` (without folders) or, last, of its time of change stands in where the photo has
    none. `now`, the wall-clock time, is what dates are judged by.
    """
    camera, shot, gps = (_tags(embedded.exif, ifd) for ifd in (None, IFD.Exif, IFD.GPSInfo))
    xmp = read_xmp(embedded.xmp)
    now = now or datetime.now()  # noqa: DTZ005 - cameras' clocks have no zone either
    taken = _date(camera, shot, xmp, now) or guess_from_name(name, now) or guess_from_mtime(mtime_ns, now)
    lenses = (shot.get(Base.LensModel), *xmp.get(EXIF_EX + "LensModel", ()), *xmp.get(AUX + "Lens", ()))
    latitude, longitude = _position(gps)
    return Metadata(
        taken=taken.time if taken else None,
        taken_offset=taken.offset if taken else None,
        taken_guessed=taken.guessed if taken else False,
        camera_make=_name(camera.get(Base.Make)),
        camera_model=_name(camera.get(Base.Model)),
        lens=next(filter(None, map(_name, lenses)), None),
        exposure_s=_positive(shot.get(Base.ExposureTime)),
        f_number=_positive(shot.get(Base.FNumber)),
        iso=_iso(shot),
        focal_mm=_positive(shot.get(Base.FocalLength)),
        latitude=latitude,
        longitude=longitude,
        altitude_m=_altitude(gps),
        orientation=embedded.orientation,
        rating=_rating(camera, xmp),
        caption=_caption(camera, xmp, embedded.iptc),
        keywords=_keywords(xmp, embedded.iptc),
    )


def _tags(exif: Image.Exif, ifd: IFD | None) -> Mapping[int, Any]:
    try:
        tags = dict(exif if ifd is None else exif.get_ifd(ifd))
    except Exception:  # noqa: BLE001 - a damaged directory raises anything, and counts as empty
        return {}
    # Pillow reads text as Latin-1, as bytes that it knows nothing of.
    return {tag: value.encode("latin-1", "replace") if isinstance(value, str) else value for tag, value in tags.items()}


def _date(
    camera: Mapping[int, Any], shot: Mapping[int, Any], xmp: Mapping[str, list[str]], now: datetime
) -> Taken | None:
    """Return the first date that the photo says it was taken or, failing that, made or changed."""
    written: list[tuple[object, object]] = [
        (shot.get(Base.DateTimeOriginal), shot.get(Base.OffsetTimeOriginal)),
        (shot.get(Base.DateTimeDigitized), shot.get(Base.OffsetTimeDigitized)),
        *((date, "") for name in _XMP_DATES for date in xmp.get(name, ())),
        (camera.get(Base.DateTime), shot.get(Base.OffsetTime)),
    ]
    return next(filter(None, (parse_date(_text(date), _text(offset), now) for date, offset in written)), None)


def _position(gps: Mapping[int, Any]) -> tuple[float, float] | tuple[None, None]:
    """Return latitude and longitude; none where either lacks or is impossible, or both are 0, which means no fix."""
    latitude = _degrees(gps.get(GPS.GPSLatitude), _text(gps.get(GPS.GPSLatitudeRef)), "S", 90)
    longitude = _degrees(gps.get(GPS.GPSLongitude), _text(gps.get(GPS.GPSLongitudeRef)), "W", 180)
    if latitude is None or longitude is None or latitude == longitude == 0:
        return None, None
    return latitude, longitude


def _degrees(value: object, reference: str, negative: str, limit: int) -> float | None:
    """Return an angle of degrees, minutes and seconds as degrees."""
    parts = value if isinstance(value, tuple) else (value,)
    numbers = [_number(part) for part in parts]
    if numbers[1:] and numbers[-1] is None:
        numbers.pop()  # Some write 0/0 for the seconds that they give as decimals of the minutes.
    known = [number for number in numbers if number is not None]
    if not known or len(known) != len(numbers) or len(known) > 3:
        return None
    degrees = sum(number / 60**power for power, number in enumerate(known))
    return (-degrees if reference.upper().startswith(negative) else degrees) if abs(degrees) <= limit else None


def _altitude(gps: Mapping[int, Any]) -> float | None:
    metres = _number(gps.get(GPS.GPSAltitude))
    below_sea = gps.get(GPS.GPSAltitudeRef) in {1, b"\x01"}
    return None if metres is None or abs(metres) > 100_000 else -metres if below_sea else metres


def _iso(shot: Mapping[int, Any]) -> int | None:
    """Return the sensitivity. EXIF 2.3 keeps what exceeds 16 bits in a tag of its own."""
    values = [shot.get(Base.ISOSpeedRatings), shot.get(Base.RecommendedExposureIndex)]
    numbers = (_positive(value[0] if isinstance(value, tuple) and value else value) for value in values)
    number = next((number for number in numbers if number and number < 65535), None) or _positive(values[1])
    return round(number) if number else None


def _rating(camera: Mapping[int, Any], xmp: Mapping[str, list[str]]) -> int | None:
    """Return the rating; 0 is XMP's way to say that there is none."""
    for value in (*xmp.get(XMP + "Rating", ()), camera.get(_RATING)):
        number = _number(value)
        if number is not None and number != 0 and -1 <= number <= 5:
            return round(number)
    return None


def _caption(camera: Mapping[int, Any], xmp: Mapping[str, list[str]], iptc: IptcRecords) -> str | None:
    values = (*xmp.get(DC + "description", ()), *_records(iptc, _IPTC_CAPTION), camera.get(Base.ImageDescription))
    captions = (_clean(_text(value), _LONGEST_CAPTION) for value in values)
    return next((caption for caption in captions if caption and caption.lower() not in _NO_CAPTION), None)


def _keywords(xmp: Mapping[str, list[str]], iptc: IptcRecords) -> tuple[str, ...]:
    """Return the keywords of XMP and IPTC, each once, in the order in which they stand there."""
    keywords = map(_name, (*xmp.get(DC + "subject", ()), *_records(iptc, _IPTC_KEYWORDS)))
    return tuple(dict.fromkeys(keyword for keyword in keywords if keyword))[:_MOST_KEYWORDS]


def _records(iptc: IptcRecords, key: tuple[int, int]) -> Iterator[bytes]:
    value = iptc.get(key, [])
    yield from value if isinstance(value, list) else [value]


def _name(value: object) -> str | None:
    return _clean(_text(value), _LONGEST_NAME) or None


def _text(value: object) -> str:
    """Return text, from UTF-8 or else Latin-1 where it is bytes; "" for anything else."""
    if isinstance(value, bytes):
        try:
            return value.decode("utf-8")
        except UnicodeDecodeError:
            return value.decode("latin-1")
    return value if isinstance(value, str) else ""


def _clean(text: str, longest: int) -> str:
    """Return the part before the first NUL, without control characters, white space collapsed, cut to `longest`."""
    printable = (" " if unicodedata.category(c) == "Cc" else c for c in text.split("\0", 1)[0][: 4 * longest])
    return " ".join("".join(printable).split())[:longest]


def _number(value: Any) -> float | None:
    """Return a finite number, or None for anything else; a fraction over 0 is none."""
    try:
        number = float(value)
    except (TypeError, ValueError, ArithmeticError):
        return None
    return number if math.isfinite(number) else None


def _positive(value: object) -> float | None:
    number = _number(value)
    return number if number is not None and 0 < number < 1e7 else None
