from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale

from photo_search.desktop.photo_facts import (
    camera_words,
    exposure_words,
    facts_of,
    facts_of_many,
    name_of,
    pixels_words,
    taken_words,
    whereabouts,
)
from photo_search.records import Metadata, Photo
from tests.desktop.folder_source import photo_of

pytestmark = pytest.mark.usefixtures("qapp")


def told(photo: Photo) -> dict[str, list[str]]:
    return {group.heading: [fact.text for fact in group.facts] for group in facts_of(photo)}


@pytest.mark.parametrize(
    ("metadata", "words"),
    [
        (Metadata(exposure_s=1 / 250, f_number=2.8, iso=100, focal_mm=50), "1/250 s  f/2.8  ISO 100  50 mm"),
        (Metadata(exposure_s=0.5, focal_mm=4.25), "0.5 s  4.3 mm"),
        (Metadata(exposure_s=30, f_number=8), "30 s  f/8"),
        (Metadata(exposure_s=0, f_number=0, iso=0, focal_mm=0), ""),
        (Metadata(), ""),
    ],
)
def test_exposure(metadata: Metadata, words: str) -> None:
    assert exposure_words(metadata).replace("\u00a0", " ") == words


def test_exposure_speaks_the_language_of_the_person() -> None:
    QLocale.setDefault(QLocale("de_DE"))
    assert exposure_words(Metadata(f_number=2.8)) == "f/2,8"


@pytest.mark.parametrize(
    ("make", "model", "words"),
    [
        ("Canon", "Canon EOS 5D", "Canon EOS 5D"),
        ("NIKON CORPORATION", "NIKON D70", "NIKON D70"),
        ("Apple", "iPhone 15", "Apple iPhone 15"),
        (None, "X100", "X100"),
        ("Leica", None, "Leica"),
        (" ", "", ""),
    ],
)
def test_a_maker_is_not_said_twice(make: str | None, model: str | None, words: str) -> None:
    assert camera_words(Metadata(camera_make=make, camera_model=model)) == words


def test_a_guessed_date_says_so() -> None:
    taken = datetime(2024, 3, 2, 14, 5)
    assert taken_words(Metadata(taken=taken)) == "Saturday, March 2, 2024, 2:05\u202fPM"
    assert taken_words(Metadata(taken=taken, taken_guessed=True)).endswith("PM (guessed)")
    assert taken_words(Metadata()) == ""


def test_pixels() -> None:
    assert pixels_words(4032, 3024) == "4032 \u00d7 3024, 12.2 megapixels"
    assert pixels_words(64, 48) == "64 \u00d7 48"


def test_everything_that_is_known_is_told() -> None:
    photo = photo_of(
        Path("/photos/2024/a.jpg"),
        Path("/copies/b.jpg"),
        size=(4032, 3024),
        camera_make="Canon",
        camera_model="Canon EOS 5D",
        lens="50 mm",
        iso=100,
        latitude=-43.768,
        longitude=11.25323,
        altitude_m=52.4,
        rating=4,
        caption="Sunset\nover the river",
        keywords=("Italy", "river"),
    )
    assert told(photo) == {
        "Taken": ["Saturday, March 2, 2024, 2:05\u202fPM"],
        "Picture": ["4032 \u00d7 3024, 12.2 megapixels", "JPEG, 5.4 MB"],
        "Camera": ["Canon EOS 5D", "50 mm", "ISO\u00a0100"],
        "Place": ["43.76800° S\n11.25323° E", "52 m above the sea"],
        "Rating": ["★★★★☆"],
        "Keywords": ["Italy, river"],
        "Caption": ["Sunset\nover the river"],
        "Folder": ["/photos/2024"],
        "Also stored as": ["/copies/b.jpg"],
    }
    place = next(group for group in facts_of(photo) if group.heading == "Place").facts[0]
    assert place.copied == "-43.768000, 11.253230"
    rating = next(group for group in facts_of(photo) if group.heading == "Rating").facts[0]
    assert rating.name == "4 of 5 stars"


def test_the_town_stands_before_the_degrees() -> None:
    photo = replace(photo_of(Path("/a.jpg"), latitude=48.137, longitude=11.575), place="Munich, Bavaria, Germany")
    assert told(photo)["Place"] == ["Munich, Bavaria, Germany", "48.13700° N\n11.57500° E"]


def test_nothing_is_told_of_what_is_not_known() -> None:
    assert list(told(photo_of(Path("/a.jpg"), taken=None))) == ["Picture", "Folder"]
    assert told(photo_of(Path("/a.jpg"), rating=-1))["Rating"] == ["Rejected"]
    assert "Rating" not in told(photo_of(Path("/a.jpg"), rating=0))


def test_names_that_are_no_text_are_shown_safely() -> None:
    assert name_of(photo_of(b"/a/caf\xe9\n\xe2\x80\xaegpj.exe")) == "caf\ufffd\\u000a\\u202egpj.exe"


def test_many_photos() -> None:
    photos = [
        photo_of(Path("/a.jpg"), taken=datetime(2024, 3, 2, 14, 5)),
        photo_of(Path("/b.jpg"), taken=None),
        photo_of(Path("/c.jpg"), taken=datetime(2019, 1, 1), taken_guessed=True),
    ]
    facts = {group.heading: [fact.text for fact in group.facts] for group in facts_of_many(photos)}
    assert facts == {
        "Taken": ["Tuesday, January 1, 2019 to Saturday, March 2, 2024", "1 without a date"],
        "Size": ["16 MB"],
    }
    (taken, _) = facts_of_many(photos[:1])
    assert [fact.text for fact in taken.facts] == ["Saturday, March 2, 2024"]
    assert [group.heading for group in facts_of_many([photos[1], photos[1]])] == ["Taken", "Size"]


def test_photos_that_are_away() -> None:
    here, offline = photo_of(Path("/a.jpg")), photo_of(Path("/b.jpg"), offline=True)
    missing = photo_of(Path("/c.jpg"), missing=True)
    assert whereabouts([here]) == ""
    assert whereabouts([here, here]) == ""
    assert whereabouts([offline]).startswith("Its drive or folder isn't connected.")
    assert whereabouts([missing]).startswith("Its file is no longer there.")
    assert whereabouts([here, offline, missing]).startswith("2 of them can't be opened now")
