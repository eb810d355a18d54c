"""A library that is not ours, too new, locked, on a full or a read-only disk: a sentence, and nothing is lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from photo_search.catalog.connections import connect_writer
from photo_search.catalog.migrations import MIGRATIONS, migrate
from photo_search.errors import LibraryAbsent, LibraryInUse, LibraryTooNew, ModelUnusable, NotALibrary, StorageFull
from photo_search.indexing.indexer import IndexOptions
from photo_search.library import Library
from photo_search.models.spec import bundled_starter
from photo_search.records import IndexReport, Phase
from tests.end_to_end.conftest import QUICK, draw_photo

Index = Callable[..., IndexReport]


def test_what_is_no_library_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("mine")
    with pytest.raises(NotALibrary, match="is a file"):
        Library.open(file)
    assert file.read_text() == "mine"
    other = tmp_path / "other"
    other.mkdir()
    with sqlite3.connect(other / "catalog.sqlite") as raw:
        raw.execute("CREATE TABLE recipes (id)")
    raw.close()
    before = (other / "catalog.sqlite").read_bytes()
    for read_only in (True, False):
        with pytest.raises(NotALibrary, match="isn't a photo_search library"):
            Library.open(other, read_only=read_only)
    assert (other / "catalog.sqlite").read_bytes() == before


def test_a_library_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    Library.open(tmp_path).close()
    with sqlite3.connect(tmp_path / "catalog.sqlite") as raw:
        raw.execute("INSERT INTO migration VALUES ('2027-faces', 0)")
    raw.close()
    for read_only in (True, False):
        with pytest.raises(LibraryTooNew, match="Update photo_search"):
            Library.open(tmp_path, read_only=read_only)


def test_reading_needs_a_library(tmp_path: Path) -> None:
    with pytest.raises(LibraryAbsent, match="photo-search index FOLDER"):
        Library.open(tmp_path / "none", read_only=True)
    assert not (tmp_path / "none").exists()


_HOLDER = """
import sys
from pathlib import Path
from photo_search.library import Library
library = Library.open(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.read()
"""


def test_another_process_keeps_its_lock_and_a_killed_one_does_not(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdout is not None
    assert holder.stdin is not None
    holder.stdout.readline()
    with pytest.raises(LibraryInUse, match="another photo_search"):
        Library.open(tmp_path)
    with Library.open(tmp_path, read_only=True) as reader:
        assert reader.folders() == []
    holder.kill()
    holder.wait()
    holder.stdin.close()
    holder.stdout.close()
    Library.open(tmp_path).close()


@pytest.mark.parametrize("damage", ["missing", "cut", "dimension", "family"])
def test_an_unusable_model_is_said_at_once(tmp_path: Path, pictures: Path, damage: str) -> None:
    model = tmp_path / "model"
    shutil.copytree(bundled_starter(), model)
    spec = model / "photo_search.json"
    match damage:
        case "missing":
            (model / "onnx" / "vision_model.onnx").unlink()
        case "cut":
            whole = (model / "onnx" / "vision_model.onnx").read_bytes()
            (model / "onnx" / "vision_model.onnx").write_bytes(whole[: len(whole) // 2])
        case "dimension":
            spec.write_text(spec.read_text().replace('"dimension": 256', '"dimension": 512'))
        case "family":
            spec.write_text(spec.read_text().replace('"family": "starter"', '"family": "crystal ball"'))
    with pytest.raises(ModelUnusable):
        Library.open(tmp_path / "library", model=model)


def test_a_model_that_can_not_be_run_ends_the_run_and_loses_nothing(tmp_path: Path, pictures: Path) -> None:
    model = tmp_path / "model"
    shutil.copytree(bundled_starter(), model)
    vision = model / "onnx" / "vision_model.onnx"
    vision.write_bytes(bytes(vision.stat().st_size))
    with Library.open(tmp_path / "library", model=model) as library:
        library.add_folder(pictures)
        with pytest.raises(ModelUnusable):
            library.index(options=QUICK).result(60)
    with Library.open(tmp_path / "library") as library:
        assert library.index(options=QUICK).result(60).embedded == 8
        assert library.check() == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "small"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place)]
    mounted = subprocess.run(mount, check=False, capture_output=True)
    if mounted.returncode:
        pytest.skip("mounting a small disk needs root")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a tmpfs")
def test_a_full_disk_stops_or_pauses_and_nothing_is_lost(small_disk: Path, tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    for seed in range(60):
        draw_photo(folder / f"{seed}.jpg", seed, (640, 480))
    filler = small_disk / "filler"
    with Library.open(small_disk / "library") as library:
        library.add_folder(folder)
        room = os.statvfs(small_disk)
        filler.write_bytes(bytes(room.f_bavail * room.f_frsize - 400_000))
        with pytest.raises(StorageFull, match="full"):
            library.index(options=QUICK).result(60)
        assert library.search("x").coverage.embedded < 60  # Reading goes on.
        run = library.index(options=IndexOptions(jobs=2, low_priority=False, wait_when_full=True))
        for progress in run.watch(0.02):
            if progress.phase is Phase.PAUSED:
                assert "full" in progress.notice
                break
        filler.unlink()
        run.resume()
        run.result(60)
        assert library.coverage().embedded == 60
        assert library.check() == []


def test_an_older_library_is_brought_up_to_date_also_by_a_reader(tmp_path: Path, index: Index) -> None:
    Library.open(tmp_path / "old").close()
    catalog = tmp_path / "old" / "catalog.sqlite"
    catalog.unlink()
    raw = connect_writer(catalog)
    migrate(raw, lambda: None, MIGRATIONS[:1])
    raw.close()
    with Library.open(tmp_path / "old", read_only=True) as reader:
        assert reader.folders() == []
