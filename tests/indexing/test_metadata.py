from __future__ import annotations

import io
import math
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from photo_search.indexing.decoder import decode
from photo_search.indexing.embedded import Embedded, IptcRecords
from photo_search.indexing.metadata import read_metadata
from photo_search.records import Metadata

_NOW = datetime(2026, 11, 21, 12, 0)
_DESCRIPTION, _MAKE, _MODEL, _ORIENTATION, _DATE, _RATING = 0x010E, 0x010F, 0x0110, 0x0112, 0x0132, 0x4746
_ORIGINAL, _DIGITISED, _OFFSET, _OFFSET_ORIGINAL = 0x9003, 0x9004, 0x9010, 0x9011
_EXPOSURE, _F_NUMBER, _ISO, _RECOMMENDED, _FOCAL, _LENS = 0x829A, 0x829D, 0x8827, 0x8832, 0x920A, 0xA434


def _exif(
    camera: dict[int, Any] | None = None, shot: dict[int, Any] | None = None, gps: dict[int, Any] | None = None
) -> Image.Exif:
    exif = Image.Exif()
    exif.update(camera or {})
    exif.get_ifd(0x8769).update(shot or {})
    exif.get_ifd(0x8825).update(gps or {})
    return exif


def _read(
    exif: Image.Exif | None = None,
    *,
    xmp: bytes = b"",
    iptc: IptcRecords | None = None,
    name: bytes = b"photo.jpg",
    mtime_ns: int = 0,
) -> Metadata:
    embedded = Embedded(Image.Exif() if exif is None else exif, xmp, iptc or {})
    return read_metadata(embedded, name=name, mtime_ns=mtime_ns, now=_NOW)


def _packet(properties: str) -> bytes:
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
    <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
    <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
     xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
     xmlns:aux="http://ns.adobe.com/exif/1.0/aux/" {properties}
    </rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>""".encode()


# Files of real cameras


def test_camera_with_gps(shared_photos: Path) -> None:
    decoded = decode((shared_photos / "cameras" / "DSCN0010.jpg").read_bytes(), model_short_side=192)
    found = read_metadata(decoded.embedded, name=b"DSCN0010.jpg", mtime_ns=0, now=_NOW)
    assert (found.camera_make, found.camera_model) == ("NIKON", "COOLPIX P6000")
    assert (found.taken, found.taken_guessed) == (datetime(2008, 10, 22, 16, 28, 39), False)
    assert (found.f_number, found.iso, found.focal_mm) == (5.9, 64, 24.0)
    assert found.exposure_s == pytest.approx(1 / 75)
    assert found.latitude == pytest.approx(43.467448, abs=1e-6)
    assert found.longitude == pytest.approx(11.885127, abs=1e-6)
    assert found.caption is None


def test_every_camera_has_a_date_and_a_model(shared_photos: Path) -> None:
    for path in sorted((shared_photos / "cameras").glob("*.jpg")):
        decoded = decode(path.read_bytes(), model_short_side=192)
        found = read_metadata(decoded.embedded, name=b"x.jpg", mtime_ns=0, now=_NOW)
        assert found.taken is not None, path.name
        assert found.taken.year == 2008, path.name
        assert found.camera_model, path.name


@pytest.mark.parametrize(
    ("name", "lens", "taken"),
    [
        ("xmp_test.jpg", "EF-S18-55mm f/3.5-5.6 III", datetime(2018, 10, 27, 13, 27, 23)),
        ("invalid-exif.jpg", None, datetime(2017, 3, 13, 23, 3, 9)),
        ("exif_gps_typeerror.jpg", "70.0-300.0 mm f/4.5-5.6", datetime(2010, 7, 11, 13, 53)),
        ("exif_gps.jpg", None, None),
    ],
)
def test_odd_files(shared_photos: Path, name: str, lens: str | None, taken: datetime | None) -> None:
    decoded = decode((shared_photos / "odd" / name).read_bytes(), model_short_side=192)
    found = read_metadata(decoded.embedded, name=name.encode(), mtime_ns=0, now=_NOW)
    assert (found.lens, found.taken) == (lens, taken)


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
def test_every_format_that_can_carries_exif_and_xmp(file_format: str) -> None:
    file = io.BytesIO()
    exif = _exif({_MAKE: "Leica", _ORIENTATION: 6}, {_ORIGINAL: "2019:08:03 14:22:05"})
    Image.new("RGB", (30, 20)).save(file, file_format, exif=exif.tobytes(), xmp=_packet('xmp:Rating="4">'))
    found = read_metadata(decode(file.getvalue(), model_short_side=96).embedded, name=b"x", mtime_ns=0, now=_NOW)
    assert (found.camera_make, found.taken) == ("Leica", datetime(2019, 8, 3, 14, 22, 5))
    assert found.orientation == 6
    if file_format not in {"PNG", "TIFF"}:  # Not every Pillow writes XMP into these.
        assert found.rating == 4


# Dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019:08:03 14:22:05", datetime(2019, 8, 3, 14, 22, 5)),
        ("2019-08-03 14:22:05", datetime(2019, 8, 3, 14, 22, 5)),
        ("2019/08/03 14:22", datetime(2019, 8, 3, 14, 22)),
        ("2019-08-03T14:22:05.123", datetime(2019, 8, 3, 14, 22, 5)),
        ("2019:08:03 14:22:05\0garbage", datetime(2019, 8, 3, 14, 22, 5)),
        ("  2019:08:03 14:22:05  ", datetime(2019, 8, 3, 14, 22, 5)),
        ("1826:01:01 00:00:00", datetime(1826, 1, 1)),
        ("2026:11:22 11:59:59", datetime(2026, 11, 22, 11, 59, 59)),
        ("1825:12:31 23:59:59", None),
        ("2026:11:22 12:00:01", None),
        ("0000:00:00 00:00:00", None),
        ("2019:08:03 25:61:61", None),
        ("2019:02:30 10:00:00", None),
        ("    :  :     :  :  ", None),
        ("\0\0\0\0", None),
        ("yesterday", None),
        ("", None),
        (b"2019:08:03 14:22:05", datetime(2019, 8, 3, 14, 22, 5)),
        (20190803, None),
        ((2019, 8, 3), None),
    ],
)
def test_date_of_exif(text: Any, expected: datetime | None) -> None:
    found = _read(_exif(shot={_ORIGINAL: text}))
    assert (found.taken, found.taken_guessed) == (expected, False)


@pytest.mark.parametrize(
    ("offset", "minutes"),
    [("+02:00", 120), ("-0330", -210), ("Z", 0), ("+14:00", 840), ("+15:00", None), ("   :  ", None), (7, None)],
)
def test_offset(offset: Any, minutes: int | None) -> None:
    found = _read(_exif(shot={_ORIGINAL: "2019:08:03 14:22:05", _OFFSET_ORIGINAL: offset, _OFFSET: "+09:00"}))
    assert found.taken_offset == minutes


def test_order_of_dates() -> None:
    camera, shot = {_DATE: "2020:01:01 00:00:00"}, {_ORIGINAL: "2018:01:01 00:00:00", _DIGITISED: "2019:01:01 00:00:00"}
    xmp = _packet('xmp:CreateDate="2017-01-01T00:00:00+01:00" photoshop:DateCreated="2016-01-01">')
    years = []
    for _ in range(5):
        found = _read(_exif(camera, shot), xmp=xmp, name=b"IMG_20150101_000000.jpg")
        years.append((found.taken.year if found.taken else None, found.taken_offset, found.taken_guessed))
        for tag in (_ORIGINAL, _DIGITISED):
            if tag in shot:
                del shot[tag]
                break
        else:
            xmp, camera = b"", camera if xmp else {}
    assert years == [
        (2018, None, False),
        (2019, None, False),
        (2016, None, False),
        (2020, None, False),
        (2015, None, True),
    ]


def test_date_of_xmp_with_offset() -> None:
    found = _read(xmp=_packet("><exif:DateTimeOriginal>2009-03-06T22:15:00+01:00</exif:DateTimeOriginal>"))
    assert (found.taken, found.taken_offset, found.taken_guessed) == (datetime(2009, 3, 6, 22, 15), 60, False)


@pytest.mark.parametrize(("text", "month"), [("1962", 1), ("1962-05", 5)])
def test_date_of_which_only_a_part_is_known_is_marked_as_a_guess(text: str, month: int) -> None:
    found = _read(xmp=_packet(f'photoshop:DateCreated="{text}">'))
    assert (found.taken, found.taken_guessed) == (datetime(1962, month, 1), True)


@pytest.mark.parametrize(
    "name",
    [
        "IMG_20190803_142205.jpg",
        "IMG_20190803_142205_1.jpg",
        "VID_20190803_142205.jpg",
        "MVIMG_20190803_142205.jpg",
        "P_20190803_142205.jpg",
        "PXL_20190803_142205123.jpg",
        "PXL_20190803_142205123.NIGHT.jpg",
        "20190803_142205.jpg",
        "20190803_142205(0).jpg",
        "20190803142205.jpg",
        "00000IMG_00000_BURST20190803142205123_COVER.jpg",
        "WP_20190803_14_22_05_Pro.jpg",
        "2019-08-03 14.22.05.jpg",
        "2019-08-03_14-22-05.png",
        "signal-2019-08-03-142205.jpg",
        "signal-2019-08-03-14-22-05-123.jpg",
        "Screenshot_2019-08-03-14-22-05-123_com.app.png",
        "Screenshot_20190803-142205.png",
        "Screenshot 2019-08-03 at 14.22.05.png",
        "Screenshot 2019-08-03 at 2.22.05\u202fPM.png",
        "WhatsApp Image 2019-08-03 at 14.22.05.jpeg",
        "WhatsApp Image 2019-08-03 at 2.22.05 PM (1).jpeg",
    ],
)
def test_time_in_a_name(name: str) -> None:
    found = _read(name=name.encode(), mtime_ns=10**18)
    assert (found.taken, found.taken_guessed) == (datetime(2019, 8, 3, 14, 22, 5), True)


@pytest.mark.parametrize(
    "name",
    [
        b"IMG-20190803-WA0001.jpg",
        b"20190803.jpg",
        b"2019-08-03.jpg",
        b"2019.08.03 beach.jpg",
        b"beach 2019-08-03 (2).jpg",
        b"2019-08-03-0001.jpg",
        b"Photo 2019-08-03 99 99 99.jpg",
        b"caf\xe9 2019_08_03.jpg",
    ],
)
def test_day_in_a_name(name: bytes) -> None:
    found = _read(name=name)
    assert (found.taken, found.taken_guessed) == (datetime(2019, 8, 3), True)


@pytest.mark.parametrize(
    "name",
    [
        b"IMG_2019.jpg",
        b"DSC_2019.jpg",
        b"IMG_4917612345678.jpg",
        b"+49 176 20190803.jpg",
        b"+4917620190803.jpg",
        b"tel 0176-2019-08-031.jpg",
        b"5551234567.jpg",
        b"id_20190803999.jpg",
        b"order-20190803-77.jpg",
        b"20190803991234.jpg",
        b"20191332.jpg",
        b"20190230_101010.jpg",
        b"2019-13-45.jpg",
        b"20481024.jpg",
        b"2048-10-24.jpg",
        b"1999-2000.jpg",
        b"FB_IMG_1564841234567.jpg",
        b"received_2019080312345678901.jpg",
        b"12345678901234567890.jpg",
        b"\xff\xfe\x00.jpg",
        b"",
    ],
)
def test_numbers_in_a_name_that_are_no_date(name: bytes) -> None:
    assert _read(name=name).taken is None


def test_time_of_the_file_comes_last() -> None:
    moment = datetime(2020, 2, 3, 4, 5, 6)
    found = _read(mtime_ns=int(moment.timestamp()) * 10**9 + 789)
    assert (found.taken, found.taken_guessed, found.taken_offset) == (moment, True, None)


@pytest.mark.parametrize("mtime_ns", [0, -(10**18), 2**62, -(2**63), 2**63])
def test_time_of_the_file_that_is_none(mtime_ns: int) -> None:
    assert _read(mtime_ns=mtime_ns).taken is None


def test_now_is_the_clock_of_this_computer() -> None:
    hours_ahead = datetime.now() + timedelta(hours=20)  # noqa: DTZ005 - a file's time has no zone
    found = read_metadata(Embedded(), name=b"", mtime_ns=int(hours_ahead.timestamp() * 1e9))
    assert found.taken is not None


# Place


def _dms(degrees: float) -> tuple[IFDRational, IFDRational, IFDRational]:
    minutes, seconds = divmod(abs(degrees) * 3600, 60)
    whole, minutes = divmod(minutes, 60)
    return IFDRational(int(whole), 1), IFDRational(int(minutes), 1), IFDRational(round(seconds * 1000), 1000)


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(52.52, 13.405), (-33.8568, 151.2153), (-54.8, -68.3), (0.0, 32.5), (90.0, 180.0)]
)
def test_place(latitude: float, longitude: float) -> None:
    gps = {1: "S" if latitude < 0 else "N", 2: _dms(latitude), 3: "W" if longitude < 0 else "E", 4: _dms(longitude)}
    found = _read(_exif(gps=gps | {5: b"\1", 6: IFDRational(417, 10)}))
    assert found.latitude == pytest.approx(latitude, abs=1e-6)
    assert found.longitude == pytest.approx(longitude, abs=1e-6)
    assert found.altitude_m == pytest.approx(-41.7)


def test_place_in_decimals_of_minutes() -> None:
    gps = {1: "N", 2: (43.0, IFDRational(28051, 1000), IFDRational(0, 0)), 3: "E", 4: (11.0, 53.1)}
    found = _read(_exif(gps=gps))
    assert found.latitude == pytest.approx(43 + 28.051 / 60)
    assert found.longitude == pytest.approx(11 + 53.1 / 60)


@pytest.mark.parametrize(
    "gps",
    [
        {1: "N", 2: (0.0, 0.0, 0.0), 3: "E", 4: (0.0, 0.0, 0.0)},
        {1: "N", 2: (91.0, 0.0, 0.0), 3: "E", 4: (1.0, 0.0, 0.0)},
        {1: "N", 2: (50.0, 0.0, 0.0), 3: "E", 4: (181.0, 0.0, 0.0)},
        {1: "N", 2: (50.0, 0.0, 0.0)},
        {1: "N", 2: (IFDRational(1, 0), 0.0, 0.0), 3: "E", 4: (1.0, 0.0, 0.0)},
        {1: "N", 2: (math.nan, 0.0, 0.0), 3: "E", 4: (1.0, 0.0, 0.0)},
        {1: "N", 2: ("x", None, b""), 3: "E", 4: (1.0, 0.0, 0.0)},
        {1: 5, 2: (1.0, 2.0, 3.0, 4.0), 3: b"\xff", 4: (1.0,)},
        {1: "N", 2: (), 3: "E", 4: ()},
    ],
)
def test_place_that_is_none(gps: dict[int, Any]) -> None:
    found = _read(_exif(gps=gps))
    assert (found.latitude, found.longitude, found.altitude_m) == (None, None, None)


# Camera


def test_exposure() -> None:
    shot = {_EXPOSURE: IFDRational(1, 250), _F_NUMBER: 2.8, _ISO: 400, _FOCAL: IFDRational(50, 1), _LENS: "50mm"}
    found = _read(_exif({_MAKE: "Canon\0\0x", _MODEL: "  EOS   R5\n"}, shot))
    assert (found.exposure_s, found.f_number, found.iso, found.focal_mm, found.lens) == (0.004, 2.8, 400, 50.0, "50mm")
    assert (found.camera_make, found.camera_model) == ("Canon", "EOS R5")


@pytest.mark.parametrize(
    ("shot", "iso"),
    [({_ISO: (200, 0)}, 200), ({_ISO: 65535, _RECOMMENDED: 102400}, 102400), ({_ISO: 0}, None), ({_ISO: "x"}, None)],
)
def test_iso(shot: dict[int, Any], iso: int | None) -> None:
    assert _read(_exif(shot=shot)).iso == iso


@pytest.mark.parametrize("value", [0, -1, math.inf, math.nan, IFDRational(1, 0), "text", b"\0", (1, 2), None, 1e30])
def test_numbers_that_say_nothing(value: Any) -> None:
    found = _read(_exif(shot={_EXPOSURE: value, _F_NUMBER: value, _FOCAL: value}))
    assert (found.exposure_s, found.f_number, found.focal_mm) == (None, None, None)


# Words


def test_words_of_xmp() -> None:
    found = _read(
        xmp=_packet(
            """xmp:Rating="5" aux:Lens="Old Lens">
            <dc:subject><rdf:Bag>
              <rdf:li>sea</rdf:li><rdf:li> Zürich </rdf:li><rdf:li>sea</rdf:li><rdf:li/>
            </rdf:Bag></dc:subject>
            <dc:description><rdf:Alt>
              <rdf:li xml:lang="x-default">Waves &amp; wind</rdf:li>
            </rdf:Alt></dc:description>"""
        )
    )
    assert (found.rating, found.keywords, found.caption) == (5, ("sea", "Zürich"), "Waves & wind")
    assert found.lens == "Old Lens"


def test_words_of_iptc_come_behind_those_of_xmp() -> None:
    iptc = {(2, 25): [b"beach", b"caf\xc3\xa9", b"sea"], (2, 120): "Übersicht".encode("latin-1")}
    subject = "><dc:subject><rdf:Bag><rdf:li>sea</rdf:li></rdf:Bag></dc:subject>"
    found = _read(_exif({_DESCRIPTION: "of EXIF"}), iptc=iptc, xmp=_packet(subject))
    assert (found.keywords, found.caption) == (("sea", "beach", "café"), "Übersicht")
    assert _read(iptc={(2, 25): b"one"}).keywords == ("one",)


def test_iptc_of_a_jpeg() -> None:
    def record(number: int, value: bytes) -> bytes:
        return b"\x1c\x02" + bytes([number]) + len(value).to_bytes(2, "big") + value

    records = record(25, b"sea") + record(25, b"sun") + record(120, b"On the beach")
    block = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + len(records).to_bytes(4, "big") + records + bytes(len(records) % 2)
    file = io.BytesIO()
    Image.new("RGB", (16, 16)).save(file, "JPEG")
    segment = b"\xff\xed" + (len(block) + 2).to_bytes(2, "big") + block
    jpeg = file.getvalue()[:2] + segment + file.getvalue()[2:]
    found = read_metadata(decode(jpeg, model_short_side=96).embedded, name=b"", mtime_ns=0, now=_NOW)
    assert (found.keywords, found.caption) == (("sea", "sun"), "On the beach")


@pytest.mark.parametrize("text", ["OLYMPUS DIGITAL CAMERA         ", "SONY DSC", "\0\0\0", "", "   "])
def test_what_cameras_write_is_no_caption(text: str) -> None:
    assert _read(_exif({_DESCRIPTION: text})).caption is None


def test_captions_of_exif() -> None:
    assert _read(_exif({_DESCRIPTION: "Caf\xc3\xa9 au lait"})).caption == "Café au lait"
    assert _read(_exif({_DESCRIPTION: "Caf\xe9"})).caption == "Café"
    assert _read(_exif({_DESCRIPTION: "a\x07b\tc\r\nd\x7f\0hidden"})).caption == "a b c d"
    assert len(_read(_exif({_DESCRIPTION: "x" * 100_000})).caption or "") == 2000


def test_flood_of_keywords_is_cut() -> None:
    items = "".join(f"<rdf:li>{number}{'x' * 500}</rdf:li>" for number in range(1000))
    keywords = _read(xmp=_packet(f"><dc:subject><rdf:Bag>{items}</rdf:Bag></dc:subject>")).keywords
    assert len(keywords) == 200
    assert {len(keyword) for keyword in keywords} == {100}


@pytest.mark.parametrize(
    ("exif", "xmp", "rating"),
    [
        (3, None, 3),
        (3, "4", 4),
        (None, "-1", -1),
        (2, "0", 2),
        (0, None, None),
        (None, "6", None),
        (None, "-7", None),
        (None, "five", None),
        (b"\x05", None, None),
        (None, "3.0", 3),
        (None, "nan", None),
    ],
)
def test_rating(exif: Any, xmp: str | None, rating: int | None) -> None:
    packet = b"" if xmp is None else _packet(f'xmp:Rating="{xmp}">')
    assert _read(_exif({} if exif is None else {_RATING: exif}), xmp=packet).rating == rating


# Hostile


def test_entities_are_not_expanded() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "' + b"A" * 1000 + b'">]>' + _packet("><dc:description>&a;</dc:description>")
    assert _read(xmp=bomb).caption is None
    assert _read(xmp=_packet('xmp:Rating="3">').decode().encode("utf-16")).rating is None


@pytest.mark.parametrize("packet", [b"", b"<", b"\xff\xfe", b"<a>" * 100_000, _packet(">")[:200], b"x" * 3_000_000])
def test_damaged_packet(packet: bytes) -> None:
    assert _read(xmp=packet) == Metadata()


_ANYTHING = st.one_of(
    st.none(),
    st.integers(),
    st.floats(),
    st.text(max_size=40),
    st.binary(max_size=40),
    st.builds(IFDRational, st.integers(-(2**31), 2**31), st.integers(-3, 3)),
    st.lists(st.one_of(st.integers(), st.floats(), st.text(max_size=3)), max_size=5).map(tuple),
)
_TAGS = st.sampled_from([_DESCRIPTION, _MAKE, _MODEL, _DATE, _RATING, _ORIENTATION])
_SHOT_TAGS = st.sampled_from(
    [_ORIGINAL, _DIGITISED, _OFFSET_ORIGINAL, _EXPOSURE, _F_NUMBER, _ISO, _RECOMMENDED, _FOCAL, _LENS]
)


@st.composite
def _anything_written(draw: st.DrawFn) -> Embedded:
    exif = _exif(
        draw(st.dictionaries(_TAGS, _ANYTHING)),
        draw(st.dictionaries(_SHOT_TAGS, _ANYTHING)),
        draw(st.dictionaries(st.integers(0, 7), _ANYTHING)),
    )
    xmp = draw(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: _packet(f'xmp:Rating="{text}">')))
    iptc = draw(st.dictionaries(st.sampled_from([(2, 25), (2, 120)]), st.binary() | st.lists(st.binary())))
    return Embedded(exif, xmp, iptc)


@settings(max_examples=200, deadline=None)
@given(embedded=_anything_written(), name=st.binary(max_size=40), mtime_ns=st.integers(-(2**63), 2**63))
def test_nothing_in_a_file_raises(embedded: Embedded, name: bytes, mtime_ns: int) -> None:
    found = read_metadata(embedded, name=name, mtime_ns=mtime_ns)
    for number in (found.exposure_s, found.f_number, found.focal_mm, found.latitude, found.longitude, found.altitude_m):
        assert number is None or math.isfinite(number)
    for text in (found.caption, found.camera_make, found.lens, *found.keywords):
        assert text is None or text.encode()
        assert "\0" not in (text or "")


@settings(max_examples=100, deadline=None)
@given(damage=st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=8))
def test_damaged_exif_costs_only_itself(damage: list[tuple[int, int]]) -> None:
    exif = bytearray(_exif({_MAKE: "Canon"}, {_ORIGINAL: "2019:08:03 14:22:05"}, {1: "N", 2: _dms(1.5)}).tobytes())
    for position, value in damage:
        exif[6 + position % (len(exif) - 6)] = value
    file = io.BytesIO()
    Image.new("RGB", (16, 16)).save(file, "JPEG", exif=bytes(exif))
    decoded = decode(file.getvalue(), model_short_side=96)
    read_metadata(decoded.embedded, name=b"", mtime_ns=0)
    assert {decoded.width, decoded.height} == {16}
