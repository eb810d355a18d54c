"""Photos are narrowed down by plain facts, read as they are typed."""

from __future__ import annotations

import dataclasses
import math
import os
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from photo_search.catalog.changes import Batch
from photo_search.catalog.nearness import distance_km
from photo_search.conditions import HAS, IS, Circle, Condition, Key
from photo_search.indexing.decoder import decode
from photo_search.indexing.metadata import read_metadata
from photo_search.records import Filters, Metadata
from photo_search.searching.condition_reader import read_condition
from tests.catalog.photo_shelf import MUNICH, SPACE, Shelf

TODAY = date(2024, 6, 1)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path)
    yield made
    made.close()


def passing(shelf: Shelf, *typed: str) -> set[str]:
    conditions = []
    for text in typed:
        key, _, said = text.removeprefix("-").partition(":")
        condition = read_condition(key, said, TODAY, negated=text.startswith("-"))
        assert condition is not None, text
        conditions.append(condition)
    filters = Filters(conditions=tuple(conditions))
    names = shelf.names(shelf.catalog.photos.ids(filters))
    assert names == shelf.names(shelf.catalog.photos.listing(filters).photo_ids), "the grid shows what is found"
    return names


def test_folders_by_any_part_of_any_name_on_the_way(shelf: Shelf) -> None:
    for name in ("2019/Holiday Rome/a.jpg", "2020/ÖTZTAL/b.jpg", "holiday.jpg", "2019/c.jpg"):
        shelf.put(name)
    everything = set(shelf.ids)
    assert passing(shelf, "folder:holiday") == {"2019/Holiday Rome/a.jpg"}
    assert passing(shelf, "folder:day rome") == {"2019/Holiday Rome/a.jpg"}
    assert passing(shelf, "folder:2019/holiday") == {"2019/Holiday Rome/a.jpg"}
    assert passing(shelf, "folder:2019/") == {"2019/Holiday Rome/a.jpg", "2019/c.jpg"}
    assert passing(shelf, "folder:ötz") == passing(shelf, "folder:OTZTAL") == {"2020/ÖTZTAL/b.jpg"}
    assert passing(shelf, "folder:pictures") == everything
    assert passing(shelf, "folder:home") == set(), "what lies above the library's folder says nothing of the photo"
    assert passing(shelf, "-folder:2019") == {"2020/ÖTZTAL/b.jpg", "holiday.jpg"}
    assert passing(shelf, f"folder:{os.fsdecode(shelf.root)}") == everything
    assert passing(shelf, f"folder:{os.fsdecode(shelf.root)}/2019") == {"2019/Holiday Rome/a.jpg", "2019/c.jpg"}
    assert passing(shelf, "folder:/elsewhere") == set()


def test_names_with_wildcards_and_letters_of_any_case(shelf: Shelf) -> None:
    for name in ("img/DSC_0001.JPG", "ÄPFEL.jpg", "u\u0308ber.jpg", "100%[1].png", "Отпуск.jpg", "a^b.jpg"):
        shelf.put(name)
    assert passing(shelf, "name:dsc") == {"img/DSC_0001.JPG"}
    assert passing(shelf, "name:img") == set(), "a folder's name is none of the file's"
    assert passing(shelf, "name:dsc*.jpg") == {"img/DSC_0001.JPG"}
    assert passing(shelf, "name:dsc_???1.jpg") == {"img/DSC_0001.JPG"}
    assert passing(shelf, "name:sc*.jpg") == set(), "with a wildcard it is the whole name"
    assert passing(shelf, "name:äpfel") == passing(shelf, "name:ÄPF") == {"ÄPFEL.jpg"}
    assert passing(shelf, "name:über") == {"u\u0308ber.jpg"}, "however the letter is composed"
    assert passing(shelf, "name:отпуск") == {"Отпуск.jpg"}
    assert passing(shelf, "name:0%[1]") == {"100%[1].png"}
    assert passing(shelf, "name:^b") == {"a^b.jpg"}
    assert passing(shelf, "name:_") == {"img/DSC_0001.JPG"}
    assert passing(shelf, "-name:*.jpg") == {"100%[1].png"}


def test_cameras_and_lenses_by_all_words(shelf: Shelf) -> None:
    shelf.put("1", camera_make="Canon", camera_model="Canon EOS 5D Mark III", lens="EF24-70mm f/2.8L")
    shelf.put("2", camera_make="Apple", camera_model="iPhone 12")
    shelf.put("3", camera_model="EOS R5")
    shelf.put("4", camera_make="NIKON")
    shelf.put("5")
    assert passing(shelf, "camera:canon") == {"1"}
    assert passing(shelf, "camera:mark eos") == {"1"}
    assert passing(shelf, "camera:eos") == {"1", "3"}
    assert passing(shelf, "camera:apple iphone") == {"2"}
    assert passing(shelf, "camera:nikon") == {"4"}
    assert passing(shelf, "-camera:eos") == {"2", "4", "5"}
    assert passing(shelf, "lens:24-70 2.8") == {"1"}
    assert passing(shelf, "has:camera") == {"1", "2", "3", "4"}


def test_dates_include_their_first_and_last_day(shelf: Shelf) -> None:
    shelf.put("old", taken=datetime(2018, 12, 31, 23, 59, 59))
    shelf.put("first", taken=datetime(2019, 1, 1))
    shelf.put("last", taken=datetime(2019, 12, 31, 23, 59, 59))
    shelf.put("new", taken=datetime(2020, 1, 1))
    shelf.put("undated")
    assert passing(shelf, "date:2019") == {"first", "last"}
    assert passing(shelf, "-date:2019") == {"old", "new", "undated"}, "what is not known is not so"
    assert passing(shelf, "before:2019") == {"old"}
    assert passing(shelf, "after:2019") == {"new"}
    assert passing(shelf, "date:..2019") == {"old", "first", "last"}
    assert passing(shelf, "has:date") == {"old", "first", "last", "new"}


def test_kinds_of_files(shelf: Shelf) -> None:
    shelf.put("a.jpg", format="JPEG")
    shelf.put("b.jpg", format="MPO")
    shelf.put("c.heic", format="HEIF")
    shelf.put("d.nef", format="NEF")
    shelf.put("e.cr3", format="CR3")
    shelf.put("f.tif", format="TIFF")
    assert (
        passing(shelf, "type:jpg") == passing(shelf, "type:JPEG") == passing(shelf, "type:.jpg") == {"a.jpg", "b.jpg"}
    )
    assert passing(shelf, "type:heic") == passing(shelf, "type:heif") == {"c.heic"}
    assert passing(shelf, "type:raw") == {"d.nef", "e.cr3"}
    assert passing(shelf, "type:nef") == {"d.nef"}
    assert passing(shelf, "type:tiff") == {"f.tif"}
    assert passing(shelf, "type:x') OR 1=1 --") == set()
    assert passing(shelf, "-type:raw") == {"a.jpg", "b.jpg", "c.heic", "f.tif"}


def test_numbers_and_their_ends(shelf: Shelf) -> None:
    shelf.put("small", byte_size=2_040_000, width=1600, height=900, iso=100, rating=3)
    shelf.put("large", byte_size=5_000_000, width=3000, height=2000, iso=400, rating=5)
    shelf.put("plain", byte_size=3_000_000, width=900, height=1600)
    assert passing(shelf, "size:2mb") == {"small"}
    assert passing(shelf, "size:>3mb") == {"large"}
    assert passing(shelf, "size:>=3mb") == {"large", "plain"}
    assert passing(shelf, "width:1000..2000") == {"small"}
    assert passing(shelf, "height:<900") == set()
    assert passing(shelf, "height:<=900") == {"small"}
    assert passing(shelf, "ratio:16:9") == passing(shelf, "ratio:1.78") == {"small"}
    assert passing(shelf, "ratio:3:2") == passing(shelf, "ratio:1.5") == {"large"}
    assert passing(shelf, "iso:<400") == {"small"}
    assert passing(shelf, "-iso:<400") == {"large", "plain"}
    assert passing(shelf, "rating:3") == {"small"}
    assert passing(shelf, "rating:>=3") == {"small", "large"}
    assert passing(shelf, "rating:0") == {"plain"}, "without stars is no stars"
    assert passing(shelf, "rating:<=3") == {"small", "plain"}


def test_what_photos_have_and_are(shelf: Shelf) -> None:
    shelf.put("gps", latitude=1.0, longitude=2.0, width=30, height=40)
    shelf.put("caption", caption="hello", width=30, height=30)
    shelf.put("tags", keywords=("a", "b"), width=100, height=40)
    shelf.put("stars", rating=5, width=10, height=40)
    for what in ("gps", "caption", "tags"):
        assert passing(shelf, f"has:{what}") == {what}
        assert what not in passing(shelf, f"-has:{what}")
    assert passing(shelf, "has:rating") == passing(shelf, "is:favourite") == {"stars"}
    assert passing(shelf, "is:portrait") == {"gps", "stars"}
    assert passing(shelf, "is:square") == {"caption"}
    assert passing(shelf, "is:landscape") == {"tags"}
    assert passing(shelf, "is:panorama") == {"tags", "stars"}
    assert passing(shelf, "is:offline") == set()
    shelf.catalog.folders.set_offline(shelf.folder.folder_id, "It is unplugged.")
    assert len(passing(shelf, "is:offline")) == 4


def test_tags_are_whole_unless_a_star_ends_them(shelf: Shelf) -> None:
    shelf.put("1", keywords=("Summer Party", "Café"))
    shelf.put("2", keywords=("summer",))
    shelf.put("3", keywords=('"quoted", [or] not\n', "100%"))
    assert passing(shelf, "tag:summer") == {"2"}
    assert passing(shelf, "tag:SUMMER PARTY") == {"1"}
    assert passing(shelf, "tag:summ*") == {"1", "2"}
    assert passing(shelf, "tag:café") == passing(shelf, "tag:cafe") == {"1"}
    assert passing(shelf, "tag:100%") == {"3"}
    assert passing(shelf, "tag:%") == passing(shelf, "tag:umm") == set()
    assert passing(shelf, "-tag:summer") == {"1", "3"}


def test_places_by_any_of_their_names(shelf: Shelf) -> None:
    shelf.put("1", latitude=48.1, longitude=11.5, place=MUNICH)
    shelf.put("2")
    for said in ("munich", "Muni", "bavaria", "germany", "münchen", "munchen", "bayern", "bavaria germany"):
        assert passing(shelf, f"place:{said}") == {"1"}, said
    assert passing(shelf, "place:unich") == set(), "words are looked for from their beginnings"
    assert passing(shelf, "place:berlin") == set()
    assert passing(shelf, "-place:munich") == {"2"}


def test_a_read_again_photo_keeps_its_place_unless_it_moved(shelf: Shelf) -> None:
    photo_id = shelf.put("1", latitude=48.1, longitude=11.5, place=MUNICH)
    (photo,) = shelf.catalog.photos.get([photo_id])
    batch = Batch(shelf.catalog.embeddings.space(SPACE), contents=[photo.content])
    shelf.catalog.write(batch).result()
    assert passing(shelf, "place:munich") == {"1"}
    with shelf.catalog._database.read_rows() as cursor:
        assert cursor.execute("SELECT count(*) FROM words_due").fetchone() == (0,)
    shelf.catalog._database.write(
        lambda connection: connection.exec_driver_sql("UPDATE photo SET latitude = 10 WHERE id = ?", (photo_id,))
    )
    assert passing(shelf, "place:munich") == set()


CIRCLES = [
    Circle(48.1, 11.5, 20),
    Circle(0, 179.9, 100),
    Circle(0, -179.9, 2500),
    Circle(89.9, 0, 500),
    Circle(-90, 0, 3000),
    Circle(60, 10, 9000),
    Circle(0, 0, 20_040),
]


@pytest.mark.parametrize("circle", CIRCLES)
def test_circles_hold_what_is_measured_to_lie_in_them(shelf: Shelf, circle: Circle) -> None:
    dice = np.random.default_rng(7)
    spots = {}
    for number in range(60):
        # Spread around the middle: on a sphere a direction and a distance, here only roughly.
        north = float(np.clip(circle.latitude + dice.normal() * circle.km / 111, -90, 90))
        east = circle.longitude + float(dice.normal()) * circle.km / 111 / max(0.05, math.cos(math.radians(north)))
        spots[f"{number}"] = (north, (east + 180) % 360 - 180)
    spots["middle"] = (circle.latitude, circle.longitude)
    for name, (north, east) in spots.items():
        shelf.put(name, latitude=north, longitude=east)
    shelf.put("nowhere")
    distances = {
        name: distance_km(circle.latitude, circle.longitude, np.array([north]), np.array([east]))[0]
        for name, (north, east) in spots.items()
    }
    filters = Filters(conditions=(Condition(Key.NEAR, circle, ""),))
    found = shelf.names(shelf.catalog.photos.ids(filters))
    assert found == {name for name, far in distances.items() if far <= circle.km}
    away = Filters(conditions=(Condition(Key.NEAR, circle, "", negated=True),))
    assert shelf.names(shelf.catalog.photos.ids(away)) == set(shelf.ids) - found


def test_distances_on_earth() -> None:
    assert distance_km(48.1372, 11.5755, np.array([52.5200]), np.array([13.4050]))[0] == pytest.approx(504, abs=1)
    assert distance_km(0, 179.5, np.array([0.0]), np.array([-179.5]))[0] == pytest.approx(111.2, abs=0.1)
    assert distance_km(90, 0, np.array([-90.0]), np.array([77.0]))[0] == pytest.approx(20_015, abs=1)


def test_frequent_labels_are_looked_up_as_rare_ones(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(12):
        shelf.put(f"{number % 6}/{number}.jpg", camera_make="Canon" if number % 2 else "NIKON", keywords=("t",))
    expected = passing(shelf, "camera:canon", "tag:t", "-folder:3"), passing(shelf, "folder:pictures")
    assert len(expected[0]) == 4
    monkeypatch.setattr("photo_search.catalog.facts._FEW_PHOTOS", 0)
    assert (passing(shelf, "camera:canon", "tag:t", "-folder:3"), passing(shelf, "folder:pictures")) == expected


def test_all_conditions_must_hold_and_hidden_photos_never_do(shelf: Shelf) -> None:
    shelf.put("a/1.jpg", rating=5, keywords=("x",))
    shelf.put("a/2.jpg", rating=5)
    shelf.put("b/3.jpg", rating=5, keywords=("x",))
    assert passing(shelf, "tag:x", "rating:5", "folder:a") == {"a/1.jpg"}
    (gone,) = [file for file in shelf.catalog.photos.known_files() if file.path.endswith(b"1.jpg")]
    shelf.catalog.write(Batch(shelf.catalog.embeddings.space(SPACE), gone=[gone])).result()
    assert passing(shelf, "tag:x") == {"b/3.jpg"}
    assert passing(shelf, "-tag:y") == {"a/2.jpg", "b/3.jpg"}


def test_what_cameras_wrote_is_found_by_it(shelf: Shelf, shared_photos: Path) -> None:
    known = {}
    for path in sorted((shared_photos / "cameras").rglob("*.jp*g")):
        decoded = decode(path.read_bytes(), name=os.fsencode(path.name), model_short_side=16, thumbnail_side=16)
        metadata = read_metadata(decoded.embedded, name=os.fsencode(path.name), mtime_ns=0)
        known[path.name] = metadata
        fields = {field.name: getattr(metadata, field.name) for field in dataclasses.fields(metadata)}
        shelf.put(path.name, **fields, width=decoded.width, height=decoded.height)
    assert len(known) > 5

    def those(holds: Callable[[Metadata], object]) -> set[str]:
        return {name for name, metadata in known.items() if holds(metadata)}

    assert passing(shelf, "has:gps") == those(lambda one: one.latitude is not None)
    assert passing(shelf, "iso:<=200") == those(lambda one: one.iso is not None and one.iso <= 200)
    for metadata in known.values():
        if metadata.camera_model:
            model = metadata.camera_model
            assert passing(shelf, f"camera:{model}") >= those(lambda one, model=model: one.camera_model == model)  # type: ignore[misc]
        if metadata.taken:
            day = metadata.taken.date()
            found = passing(shelf, f"date:{day.isoformat()}")
            assert found == those(lambda one, day=day: one.taken and one.taken.date() == day)  # type: ignore[misc]
        if metadata.latitude is not None:
            spot = (metadata.latitude, metadata.longitude)
            assert those(lambda one, spot=spot: (one.latitude, one.longitude) == spot) <= passing(  # type: ignore[misc]
                shelf, f"near:{metadata.latitude:.6f},{metadata.longitude:.6f},1km"
            )


def test_likeness_is_no_fact_of_the_catalog(shelf: Shelf) -> None:
    condition = read_condition("similar", "12", TODAY, negated=False)
    assert condition is not None
    with pytest.raises(TypeError, match="similar:12"):
        shelf.catalog.photos.ids(Filters(conditions=(condition,)))


_KEYS = ("folder", "name", "camera", "lens", "type", "place", "tag", "size", "ratio", "near", "date", "rating")


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    key=st.sampled_from(_KEYS),
    said=st.text(min_size=1, max_size=40) | st.sampled_from(["*", "[", "]", "[^a]*", "'", "%", "/", "\\", "\ud800"]),
    negated=st.booleans(),
)
def test_anything_typed_is_a_condition_or_none(shelf: Shelf, key: str, said: str, *, negated: bool) -> None:
    if not shelf.ids:
        shelf.put(b"caf\xe9/x\xff.jpg", keywords=("a",), camera_make="b", caption="c", place=MUNICH)
    condition = read_condition(key, said, TODAY, negated=negated)
    if condition is not None:
        held = Filters(conditions=(condition,))
        opposite = Filters(conditions=(Condition(condition.key, condition.value, condition.said, not negated),))
        assert len(shelf.catalog.photos.ids(held)) + len(shelf.catalog.photos.ids(opposite)) == 1


def test_every_choice_of_has_and_is_is_known(shelf: Shelf) -> None:
    shelf.put("1")
    for key, choices in (("has", HAS), ("is", IS)):
        for choice in choices:
            assert passing(shelf, f"{key}:{choice}") | passing(shelf, f"-{key}:{choice}") == {"1"}
