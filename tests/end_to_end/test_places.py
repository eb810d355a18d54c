"""Photos with a position get their place when they are read, or with the next run, and are told by it."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from photo_search.catalog.catalog import Catalog
from photo_search.indexing.locating import look_up_places
from photo_search.indexing.places import Places
from photo_search.indexing.run import IndexRun
from photo_search.library import Library
from photo_search.records import IndexReport
from tests.end_to_end.conftest import draw_photo

Index = Callable[..., IndexReport]

MUNICH, FLORENCE, AT_SEA = (48.137, 11.575), (43.773, 11.256), (0.0, -140.0)


def draw_photo_at(path: Path, seed: int, position: tuple[float, float]) -> None:
    exif = Image.Exif()
    latitude, longitude = position
    exif.get_ifd(0x8825).update(
        {
            1: "S" if latitude < 0 else "N",
            2: (IFDRational(round(abs(latitude) * 10000), 10000), 0, 0),
            3: "W" if longitude < 0 else "E",
            4: (IFDRational(round(abs(longitude) * 10000), 10000), 0, 0),
        }
    )
    draw_photo(path, seed, exif=exif.tobytes())


@pytest.fixture
def travels(tmp_path: Path) -> Path:
    folder = tmp_path / "travels"
    folder.mkdir()
    for seed, (name, position) in enumerate((("munich", MUNICH), ("florence", FLORENCE), ("sea", AT_SEA))):
        draw_photo_at(folder / f"{name}.jpg", seed, position)
    draw_photo(folder / "nowhere.jpg", 9)
    return folder


def places_of(library: Library) -> dict[str, str | None]:
    ids = library.listing().photo_ids.tolist()
    return {os.path.basename(photo.files[0].path).decode(): photo.place for photo in library.photos(ids)}


EXPECTED = {
    "munich.jpg": "Munich, Bavaria, Germany",
    "florence.jpg": "Florence, Tuscany, Italy",
    "sea.jpg": None,
    "nowhere.jpg": None,
}


def test_photos_are_told_by_their_place(library: Library, index: Index, travels: Path) -> None:
    library.add_folder(travels)
    index()
    assert places_of(library) == EXPECTED
    assert {os.path.basename(hit.path).decode(): hit.place for hit in library.search("a photo").hits} == EXPECTED
    assert library.check() == []


def test_a_photo_that_is_elsewhere_now_gets_another_place(library: Library, index: Index, travels: Path) -> None:
    library.add_folder(travels)
    index()
    draw_photo_at(travels / "munich.jpg", 0, FLORENCE)
    index()
    assert places_of(library)["munich.jpg"] == "Florence, Tuscany, Italy"
    draw_photo_at(travels / "munich.jpg", 0, AT_SEA)
    index()
    assert places_of(library)["munich.jpg"] is None


def test_photos_of_before_get_their_places_with_the_next_run_and_once(
    tmp_path: Path, index: Index, library: Library, travels: Path
) -> None:
    library.add_folder(travels)
    index()
    _forget_places(tmp_path / "library" / "catalog.sqlite", "DELETE FROM place_lookup")
    assert set(places_of(library).values()) == {None}
    report = index()
    assert report.new == report.changed == report.embedded == 0
    assert places_of(library) == EXPECTED
    _forget_places(tmp_path / "library" / "catalog.sqlite")
    index()
    assert set(places_of(library).values()) == {None}  # It was all looked up before.


def test_another_table_of_places_is_asked_anew(tmp_path: Path, index: Index, library: Library, travels: Path) -> None:
    library.add_folder(travels)
    index()
    _forget_places(tmp_path / "library" / "catalog.sqlite", "UPDATE place_lookup SET version = 'of old'")
    index()
    assert places_of(library) == EXPECTED


def test_a_look_up_that_is_cancelled_is_gone_on_with(
    tmp_path: Path, library: Library, index: Index, travels: Path
) -> None:
    library.add_folder(travels)
    index()
    library.close()
    path, places = tmp_path / "library" / "catalog.sqlite", Places()
    _forget_places(path, "DELETE FROM place_lookup")
    catalog = Catalog.open(path)
    try:
        first, *others = next(catalog.places.to_look_up(places.version))
        assert len(others) == 2
        catalog.places.write(places.version, {first: places.at(first.latitude, first.longitude)})
        assert next(catalog.places.to_look_up("another table")) == [first, *others]
        cancelled = IndexRun()
        cancelled.cancel()
        look_up_places(cancelled, catalog, places)
        assert next(catalog.places.to_look_up(places.version)) == others
        look_up_places(IndexRun(), catalog, places)
        ids = [photo.photo_id for photo in (first, *others)]
        assert {photo.place for photo in catalog.photos.get(ids)} == set(EXPECTED.values())
        assert list(catalog.places.to_look_up(places.version)) == []
    finally:
        catalog.close()


def test_places_of_forgotten_photos_are_forgotten(
    tmp_path: Path, index: Index, library: Library, travels: Path
) -> None:
    folder = library.add_folder(travels)
    index()
    library.remove_folder(folder.folder_id, forget=True)
    with closing(sqlite3.connect(tmp_path / "library" / "catalog.sqlite")) as raw:
        assert raw.execute("SELECT count(*) FROM place").fetchone() == (0,)


def test_photos_of_a_camera_with_gps(library: Library, index: Index, shared_photos: Path, tmp_path: Path) -> None:
    folder = tmp_path / "camera"
    folder.mkdir()
    for name in ("DSCN0010.jpg", "Canon_40D.jpg"):
        shutil.copy(shared_photos / "cameras" / name, folder)
    library.add_folder(folder)
    index()
    assert places_of(library) == {"DSCN0010.jpg": "Arezzo, Tuscany, Italy", "Canon_40D.jpg": None}


def _forget_places(catalog: Path, statement: str = "SELECT 1") -> None:
    """Put a catalog back to where no photo has a place, as one of an older version is."""
    with closing(sqlite3.connect(catalog)) as raw, raw:
        raw.execute("UPDATE photo SET place_id = NULL")
        raw.execute(statement)
