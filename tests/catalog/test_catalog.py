"""The catalog keeps what it is told, in real SQLite files."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import numpy as np
import pytest

from photo_search.catalog.catalog import Catalog
from photo_search.catalog.changes import Batch, Failure, Holding, Move
from photo_search.catalog.listing import UNDATED
from photo_search.catalog.migrations import MIGRATIONS, Migration, migrate
from photo_search.errors import FolderUnusable, LibraryReadOnly, LibraryTooNew, NotALibrary
from photo_search.records import (
    FileStamp,
    Filters,
    FoundFile,
    KnownFile,
    Metadata,
    PhotoContent,
    SpaceIdentity,
    Stage,
)

SPACE = SpaceIdentity("test", "1", "float32", 1, 4)


def content(name: bytes, **metadata: object) -> PhotoContent:
    return PhotoContent(name.ljust(20, b"."), 1000 + len(name), "JPEG", 40, 30, 0x102030, Metadata(**metadata))  # type: ignore[arg-type]


def found(path: bytes, size: int = 10) -> FoundFile:
    return FoundFile(path, FileStamp(size, 2, 3, 4))


def vector(*values: float) -> np.ndarray:
    array = np.array(values, dtype=np.float32)
    return array / np.linalg.norm(array)


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    path = tmp_path / "catalog.sqlite"
    Catalog.create(path)
    opened = Catalog.open(path)
    yield opened
    opened.close()


def add(catalog: Catalog, folder_id: int, path: bytes, what: PhotoContent, vec: np.ndarray | None = None) -> None:
    batch = Batch(catalog.embeddings.space(SPACE), contents=[what])
    batch.holdings.append(Holding(folder_id, found(path), what.content_hash))
    if vec is not None:
        batch.vectors.append((what.content_hash, vec))
    catalog.write(batch).result()


def known(catalog: Catalog) -> dict[bytes, KnownFile]:
    return {file.path: file for file in catalog.photos.known_files()}


def test_a_photo_comes_back_as_it_went_in(catalog: Catalog) -> None:
    folder = catalog.folders.add(b"/pictures")
    metadata = {
        "taken": datetime(1969, 7, 20, 20, 17, 40),
        "taken_offset": -300,
        "camera_make": "Hasselblad",
        "lens": "60mm",
        "exposure_s": 1 / 250,
        "latitude": 0.67,
        "longitude": 23.47,
        "rating": 5,
        "caption": "one small step ✨",
        "keywords": ("moon", "Mond"),
    }
    what = content(b"moon", **metadata)
    add(catalog, folder.folder_id, b"/pictures/caf\xe9/a\nb.jpg", what)
    photo_id = catalog.photos.id_of(what.content_hash)
    assert photo_id is not None
    (photo,) = catalog.photos.get([photo_id, 999])
    assert photo.content == what
    assert [f.path for f in photo.files] == [b"/pictures/caf\xe9/a\nb.jpg"]
    assert photo.files[0].stamp == FileStamp(10, 2, 3, 4)
    assert catalog.photos.id_at(b"/pictures/caf\xe9/a\nb.jpg") == photo_id
    assert catalog.photos.id_at(b"/elsewhere.jpg") is None


def test_writing_a_batch_twice_changes_nothing(catalog: Catalog) -> None:
    folder = catalog.folders.add(b"/p")
    for _ in range(2):
        add(catalog, folder.folder_id, b"/p/a.jpg", content(b"a"), vector(1, 2, 3, 4))
    assert catalog.photos.counts(catalog.embeddings.space(SPACE)) == (1, 1, 0, 0)
    assert catalog.faults() == []


def test_copies_share_a_photo_and_one_of_them_may_go(catalog: Catalog) -> None:
    folder = catalog.folders.add(b"/p")
    add(catalog, folder.folder_id, b"/p/a.jpg", content(b"same"), vector(1, 0, 0, 0))
    add(catalog, folder.folder_id, b"/p/b.jpg", content(b"same"))
    space = catalog.embeddings.space(SPACE)
    files = known(catalog)
    catalog.write(Batch(space, gone=[files[b"/p/a.jpg"]])).result()
    assert catalog.photos.hidden_ids().size == 0
    catalog.write(Batch(space, gone=[files[b"/p/b.jpg"]])).result()
    assert catalog.photos.hidden_ids().size == 1
    assert catalog.photos.counts(space) == (0, 0, 0, 0)
    assert catalog.embeddings.embedded(space, [content(b"same").content_hash])  # Gone is not forgotten.
    catalog.write(Batch(space, back=[files[b"/p/b.jpg"]])).result()
    assert catalog.photos.counts(space) == (1, 1, 0, 0)
    assert catalog.faults() == []


def test_a_move_keeps_the_photo_and_takes_the_place_of_an_old_row(catalog: Catalog) -> None:
    one, two = catalog.folders.add(b"/one"), catalog.folders.add(b"/two")
    add(catalog, one.folder_id, b"/one/a.jpg", content(b"a"))
    add(catalog, two.folder_id, b"/two/b.jpg", content(b"b"))
    files = known(catalog)
    space = catalog.embeddings.space(SPACE)
    catalog.write(Batch(space, gone=[files[b"/two/b.jpg"]])).result()
    catalog.write(Batch(space, moves=[Move(files[b"/one/a.jpg"], two.folder_id, found(b"/two/b.jpg"))])).result()
    assert set(known(catalog)) == {b"/two/b.jpg"}
    (photo,) = catalog.photos.get([catalog.photos.id_of(content(b"a").content_hash) or 0])
    assert [(f.path, f.missing) for f in photo.files] == [(b"/two/b.jpg", False)]
    assert catalog.faults() == []


def test_a_removed_folder_forgets_files_but_no_embedding(catalog: Catalog) -> None:
    folder = catalog.folders.add(b"/p")
    add(catalog, folder.folder_id, b"/p/a.jpg", content(b"a"), vector(1, 0, 0, 0))
    catalog.folders.remove(folder.folder_id)
    space = catalog.embeddings.space(SPACE)
    assert catalog.photos.counts(space) == (0, 0, 0, 0)
    again = catalog.folders.add(b"/p")
    assert catalog.embeddings.hashes_by_size(space) == {1001: {content(b"a").content_hash}}
    add(catalog, again.folder_id, b"/p/a.jpg", content(b"a"))
    assert catalog.photos.counts(space) == (1, 1, 0, 0)
    assert catalog.faults() == []


def test_what_no_file_refers_to_is_forgotten_when_asked(catalog: Catalog) -> None:
    folder = catalog.folders.add(b"/p")
    add(catalog, folder.folder_id, b"/p/a.jpg", content(b"a"), vector(1, 0, 0, 0))
    add(catalog, folder.folder_id, b"/p/b.jpg", content(b"b"), vector(1, 0, 0, 0))
    space = catalog.embeddings.space(SPACE)
    catalog.write(Batch(space, gone=[known(catalog)[b"/p/a.jpg"]])).result()
    assert catalog.forget_unused() == []
    assert catalog.folders.forget_missing(folder.folder_id) == 1
    assert catalog.forget_unused() == [content(b"a").content_hash]
    assert catalog.embeddings.state(space)[::2] == (1, 1)  # One removal, one left.


def test_nested_folders_become_one(catalog: Catalog) -> None:
    inner = catalog.folders.add(b"/p/caf\xe9")
    add(catalog, inner.folder_id, b"/p/caf\xe9/a.jpg", content(b"a"))
    space = catalog.embeddings.space(SPACE)
    failure = Failure(inner.folder_id, b"/p/caf\xe9/bad.jpg", None, Stage.DECODE, "It is broken.", settled=False)
    catalog.write(Batch(space, failures=[failure])).result()
    outer = catalog.folders.add(b"/p")
    assert [f.path for f in catalog.folders.all()] == [b"/p"]
    assert set(known(catalog)) == {b"/p/caf\xe9/a.jpg"}
    assert [p.path for p in catalog.photos.problems()] == [b"/p/caf\xe9/bad.jpg"]
    assert outer.photos == 1
    with pytest.raises(FolderUnusable, match="in the library already, as part of “/p”"):
        catalog.folders.add(b"/p/other")
    with pytest.raises(FolderUnusable, match="in the library already"):
        catalog.folders.add(b"/p")
    catalog.folders.add(b"/photos")  # A common beginning of the name is no nesting.


def test_filters_by_folder_and_date(catalog: Catalog) -> None:
    folder = catalog.folders.add(b"/p")
    days = {b"/p/a/1.jpg": 1, b"/p/a/sub/2.jpg": 2, b"/p/a.jpg": 3, b"/p/ab/4.jpg": 4, b"/p/none.jpg": None}
    for path, day in days.items():
        taken = None if day is None else datetime(2019, 8, day, 23, 59, 59)
        add(catalog, folder.folder_id, path, content(path[-9:], taken=taken))

    def names(**filters: object) -> set[bytes]:
        ids = catalog.photos.ids(Filters(**filters))  # type: ignore[arg-type]
        return {photo.files[0].path for photo in catalog.photos.get([int(i) for i in ids])}

    assert names() == set(days)
    assert names(folders=(b"/p/a",)) == {b"/p/a/1.jpg", b"/p/a/sub/2.jpg"}
    assert names(folders=(b"/p/a.jpg",)) == {b"/p/a.jpg"}
    assert names(folders=(b"/",)) == set(days)
    assert names(folders=(b"/q",)) == set()
    assert names(folders=(b"/p/ab", b"/p/a/sub")) == {b"/p/ab/4.jpg", b"/p/a/sub/2.jpg"}
    assert names(taken_from=date(2019, 8, 2), taken_until=date(2019, 8, 3)) == {
        b"/p/a/sub/2.jpg",
        b"/p/a.jpg",
    }
    assert names(taken_until=date(2019, 8, 1), folders=(b"/p/a",)) == {b"/p/a/1.jpg"}


def test_failures_are_counted_and_settle(catalog: Catalog) -> None:
    folder = catalog.folders.add(b"/p")
    space = catalog.embeddings.space(SPACE)
    file = found(b"/p/bad.jpg")
    failure = Failure(folder.folder_id, file.path, file, Stage.DECODE, "It crashed.", settled=False)
    catalog.write(Batch(space, failures=[failure])).result()
    assert known(catalog) == {}  # Nothing known, so the next run tries again.
    catalog.write(Batch(space, failures=[failure])).result()
    assert known(catalog)[file.path].stamp == file.stamp  # Quarantined until it changes.
    (problem,) = catalog.photos.problems()
    assert (problem.attempts, problem.sentence) == (2, "It crashed.")
    add(catalog, folder.folder_id, file.path, content(b"mended"))
    assert catalog.photos.problems() == []


def test_a_replaced_file_leaves_its_old_photo(catalog: Catalog) -> None:
    folder = catalog.folders.add(b"/p")
    add(catalog, folder.folder_id, b"/p/a.jpg", content(b"old"), vector(1, 0, 0, 0))
    add(catalog, folder.folder_id, b"/p/a.jpg", content(b"new"), vector(0, 1, 0, 0))
    assert catalog.photos.counts(catalog.embeddings.space(SPACE)) == (1, 1, 0, 0)
    assert catalog.photos.hidden_ids().tolist() == [catalog.photos.id_of(content(b"old").content_hash)]
    assert catalog.faults() == []


def test_offline_photos_are_counted_while_a_copy_at_hand_is_not(catalog: Catalog) -> None:
    drive, home = catalog.folders.add(b"/drive"), catalog.folders.add(b"/home")
    add(catalog, drive.folder_id, b"/drive/a.jpg", content(b"a"))
    add(catalog, drive.folder_id, b"/drive/b.jpg", content(b"b"))
    add(catalog, home.folder_id, b"/home/b.jpg", content(b"b"))
    catalog.folders.set_offline(drive.folder_id, "The drive isn't there.")
    assert catalog.photos.counts(None) == (2, 0, 1, 0)
    (photo,) = catalog.photos.get([catalog.photos.id_of(content(b"b").content_hash) or 0])
    assert photo.files[0].path == b"/home/b.jpg"  # What is at hand comes first.
    assert [p.content_hash for p in catalog.embeddings.pending(catalog.embeddings.space(SPACE))] == [
        content(b"b").content_hash
    ]


def test_a_folder_removed_while_it_is_read_takes_its_files_along(catalog: Catalog) -> None:
    folder = catalog.folders.add(b"/p")
    catalog.folders.remove(folder.folder_id)
    add(catalog, folder.folder_id, b"/p/a.jpg", content(b"a"), vector(1, 0, 0, 0))
    assert known(catalog) == {}


def test_vectors_come_in_blocks_and_damage_is_found(catalog: Catalog, tmp_path: Path) -> None:
    folder = catalog.folders.add(b"/p")
    vectors = {f"{i}".encode(): vector(1, i, 2, 3) for i in range(5)}
    for name, vec in vectors.items():
        add(catalog, folder.folder_id, b"/p/" + name, content(name), vec)
    space = catalog.embeddings.space(SPACE)
    (block,) = catalog.embeddings.blocks(space)
    np.testing.assert_allclose(block.vectors, np.stack(list(vectors.values())), atol=1e-3)
    assert [b.photo_ids.tolist() for b in catalog.embeddings.blocks(space, block.last_id - 2)] == [[4, 5]]
    state = catalog.embeddings.state(space)
    assert (state.removals, state.embeddings, state.last_id) == (0, 5, block.last_id)
    assert catalog.embeddings.damaged() == []
    with sqlite3.connect(tmp_path / "catalog.sqlite") as raw:
        raw.execute("UPDATE embedding SET vector = zeroblob(8) WHERE photo_id = 3")
    raw.close()
    assert catalog.embeddings.damaged() == [(space, 3)]
    catalog.embeddings.remove([(space, 3)])
    assert catalog.embeddings.vector(space, 3) is None
    assert catalog.embeddings.state(space).removals == 1


def test_the_version_changes_with_the_content(catalog: Catalog) -> None:
    before = catalog.version()
    assert catalog.version() == before
    catalog.folders.add(b"/p")
    assert catalog.version() != before


def test_a_failing_change_is_undone_as_a_whole(catalog: Catalog) -> None:
    folder = catalog.folders.add(b"/p")
    batch = Batch(catalog.embeddings.space(SPACE), contents=[content(b"a")])
    batch.holdings.append(Holding(folder.folder_id, found(b"/p/a.jpg"), content(b"never recorded").content_hash))
    with pytest.raises(KeyError):
        catalog.write(batch).result()
    assert catalog.photos.hashes() == {}
    add(catalog, folder.folder_id, b"/p/b.jpg", content(b"b"))  # The writer goes on.


@pytest.mark.parametrize(
    "bytes_",
    [b"", b"hello", b"SQLite format 3\0" + b"\0" * 84, os.urandom(9000)],
    ids=["empty", "text", "sqlite", "noise"],
)
def test_a_file_that_is_not_ours_is_refused_and_left_alone(tmp_path: Path, bytes_: bytes) -> None:
    path = tmp_path / "catalog.sqlite"
    path.write_bytes(bytes_)
    with pytest.raises(NotALibrary, match="isn't a photo_search library"):
        Catalog.open(path)
    assert path.read_bytes() == bytes_


def test_a_newer_catalog_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "catalog.sqlite"
    Catalog.create(path)
    with sqlite3.connect(path) as raw:
        raw.execute("INSERT INTO migration VALUES ('9999-from-the-future', 0)")
    raw.close()
    before = path.read_bytes()
    with pytest.raises(LibraryTooNew, match="9999-from-the-future"):
        Catalog.open(path)
    assert path.read_bytes()[100:] == before[100:]


def test_a_migration_is_recorded_and_backed_up_first_and_undone_when_it_fails(tmp_path: Path) -> None:
    path = tmp_path / "catalog.sqlite"
    Catalog.create(path)
    raw = sqlite3.connect(path, isolation_level=None)
    backups: list[str] = []
    bad = Migration("0999-bad", ("CREATE TABLE half (id)", "THIS IS NOT SQL"))
    with pytest.raises(sqlite3.OperationalError):
        migrate(raw, lambda: backups.append("made"), (*MIGRATIONS, bad))
    assert backups == ["made"]
    assert raw.execute("SELECT count(*) FROM sqlite_master WHERE name = 'half'").fetchone() == (0,)
    good = Migration("0999-good", ("CREATE TABLE whole (id)",))
    assert migrate(raw, lambda: None, (*MIGRATIONS, good)) == ["0999-good"]
    assert migrate(raw, lambda: backups.append("again"), (*MIGRATIONS, good)) == []
    assert backups == ["made"]
    raw.close()


def test_backups_are_whole_few_and_brought_back(tmp_path: Path) -> None:
    path = tmp_path / "catalog.sqlite"
    Catalog.create(path)
    catalog = Catalog.open(path)
    assert catalog.backups.due()
    catalog.folders.add(b"/p")
    made = catalog.backups.make()
    assert not catalog.backups.due()
    catalog.close()
    for year in (2001, 2002, 2003):
        shutil.copy(made, made.with_name(f"catalog-{year}0101T000000.sqlite"))
    catalog = Catalog.open(path)
    newest = catalog.backups.make()
    assert len(catalog.backups.newest_first()) == 2
    catalog.close()
    newest.write_bytes(newest.read_bytes()[:5000])  # The newest copy is damaged too: the one before it serves.
    path.write_bytes(b"garbage")
    restored, aside = catalog.backups.restore()
    assert restored is not None
    assert restored != newest
    assert aside.read_bytes() == b"garbage"
    reopened = Catalog.open(path)
    assert [f.path for f in reopened.folders.all()] == [b"/p"]
    reopened.close()


def test_reading_works_where_nothing_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / "catalog.sqlite"
    Catalog.create(path)
    writer = Catalog.open(path)
    writer.folders.add(b"/p")
    reader = Catalog.open(path, read_only=True)  # While another writes.
    writer.folders.add(b"/q")
    assert len(reader.folders.all()) == 2
    with pytest.raises(LibraryReadOnly):
        reader.folders.add(b"/r")
    reader.close()
    writer.close()


_IMMUTABLE = """
import os, sys
from pathlib import Path
from photo_search.catalog.catalog import Catalog
path = Path(sys.argv[1])
if os.getuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
catalog = Catalog.open(path, read_only=True)
print([f.path for f in catalog.folders.all()])
catalog.close()
"""


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="needs POSIX permissions")
def test_a_library_on_a_read_only_disk_can_be_searched(tmp_path: Path) -> None:
    path = tmp_path / "library" / "catalog.sqlite"
    path.parent.mkdir()
    Catalog.create(path)
    catalog = Catalog.open(path)
    catalog.folders.add(b"/p")
    catalog.close()
    path.chmod(0o444)
    path.parent.chmod(0o555)
    shared = Path(tempfile.gettempdir()).resolve()
    for parent in path.parent.resolve().parents:
        if shared in parent.parents:
            parent.chmod(parent.stat().st_mode | 0o055)
    try:
        done = subprocess.run(
            [sys.executable, "-c", _IMMUTABLE, str(path)], capture_output=True, text=True, check=False
        )
    finally:
        path.parent.chmod(0o755)
    assert done.stdout.strip() == "[b'/p']", done.stderr


_FULL = """
import resource, signal, sys
from pathlib import Path
from photo_search.catalog.catalog import Catalog
from photo_search.errors import StorageFull
catalog = Catalog.open(Path(sys.argv[1]))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
added = 0
try:
    for i in range(5000):
        catalog.folders.add(b"/folder-%d/" % i + b"x" * 200)
        added += 1
except StorageFull as error:
    print(error)
assert len(catalog.folders.all()) == added
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
catalog.folders.add(b"/there is room again")
assert len(catalog.folders.all()) == added + 1
assert catalog.faults() == []
catalog.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs RLIMIT_FSIZE")
def test_a_full_disk_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "catalog.sqlite"
    Catalog.create(path)
    done = subprocess.run([sys.executable, "-c", _FULL, str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "what was read so far is kept" in done.stdout or "nothing that was read so far is lost" in done.stdout


def test_space_identities_are_kept_apart(catalog: Catalog) -> None:
    one = catalog.embeddings.space(SPACE)
    assert catalog.embeddings.space(SPACE) == one
    other = catalog.embeddings.space(replace(SPACE, revision="2"))
    assert other != one
    assert catalog.embeddings.spaces() == [(one, SPACE, 0), (other, replace(SPACE, revision="2"), 0)]


def test_a_listing_is_newest_first_and_lays_out_without_the_photos(catalog: Catalog) -> None:
    folder = catalog.folders.add(b"/p")
    add(catalog, folder.folder_id, b"/p/old.jpg", content(b"old", taken=datetime(1999, 1, 1)))
    add(catalog, folder.folder_id, b"/p/undated.jpg", content(b"undated"))
    add(catalog, folder.folder_id, b"/p/sub/new.jpg", content(b"new", taken=datetime(2020, 1, 1)))
    listing = catalog.photos.listing(Filters())
    assert listing.photo_ids.tolist() == [3, 1, 2]
    assert (listing.widths[0], listing.heights[0], listing.colours[0]) == (40, 30, 0x102030)
    assert listing.taken.tolist() == [1577836800, 915148800, UNDATED]
    assert catalog.photos.listing(Filters(), by_arrival=True).photo_ids.tolist() == [3, 2, 1]
    assert catalog.photos.listing(Filters(folders=(b"/p/sub",))).photo_ids.tolist() == [3]
    assert catalog.photos.listing(Filters(taken_from=date(2000, 1, 1))).photo_ids.tolist() == [3]
    assert catalog.photos.listing(Filters(folders=(b"/q",))).photo_ids.tolist() == []


def test_a_listing_of_the_newest_is_the_beginning_of_the_whole(catalog: Catalog) -> None:
    folder = catalog.folders.add(b"/p")
    for number, day in enumerate((3, 1, 4, 1, 4, 2)):
        name = b"%d" % number
        add(catalog, folder.folder_id, b"/p/" + name, content(name, taken=datetime(2020, 1, day)))
    add(catalog, folder.folder_id, b"/p/undated.jpg", content(b"undated"))
    for by_arrival in (False, True):
        whole = catalog.photos.listing(Filters(), by_arrival=by_arrival).photo_ids.tolist()
        for newest in (0, 2, 5, 9):
            first = catalog.photos.listing(Filters(), by_arrival=by_arrival, newest=newest).photo_ids.tolist()
            assert first == whole[:newest]
