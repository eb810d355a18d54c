from __future__ import annotations

import os
import socket
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from photo_search.indexing.scanner import (
    Back,
    Changed,
    Excluded,
    Finished,
    Gone,
    Moved,
    New,
    Snapshot,
    Unreadable,
    scan,
)
from photo_search.records import FileStamp, FoundFile, KnownFile
from tests.indexing.shelf import Shelf, fill, found, names, put


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "photos"
    root.mkdir()
    return root


@pytest.fixture
def shelf(root: Path) -> Shelf:
    return Shelf(root)


def test_everything_in_a_new_folder_is_new_with_its_size_and_times(root: Path, shelf: Shelf) -> None:
    a, b = put(root / "a.jpg", b"12345"), put(root / "summer" / "lake" / "b.PNG")
    *events, last = shelf.look()
    assert sorted(events, key=repr) == sorted([New(found(a)), New(found(b))], key=repr)
    assert last == Finished(found=2, unchanged=0)
    status = a.stat()
    assert found(a).stamp == FileStamp(5, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def test_an_unchanged_folder_gives_nothing_but_a_count(root: Path, shelf: Shelf) -> None:
    fill(root, 30)
    shelf.look()
    assert shelf.look() == [Finished(found=30, unchanged=30)]


def test_an_empty_folder_is_finished_at_once(shelf: Shelf) -> None:
    assert shelf.look() == [Finished(found=0, unchanged=0)]


def test_new_files_come_before_the_walk_is_over(root: Path, shelf: Shelf) -> None:
    fill(root, 3)
    events = scan(os.fsencode(root), shelf.snapshot(), folder_id=0)
    assert isinstance(next(events), New)
    put(root / "later" / "c.jpg")
    events.close()


def test_only_regular_files_are_found_and_links_are_not_followed(root: Path, shelf: Shelf, tmp_path: Path) -> None:
    a = put(root / "a.jpg")
    put(tmp_path / "elsewhere" / "b.jpg")
    (root / "link.jpg").symlink_to(a)
    (root / "dangling.jpg").symlink_to(root / "nothing.jpg")
    (root / "loop").symlink_to(root, target_is_directory=True)
    (root / "self.jpg").symlink_to(root / "self.jpg")
    (root / "elsewhere").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    os.mkfifo(root / "pipe.jpg")
    here = Path.cwd()
    with socket.socket(socket.AF_UNIX) as server:
        os.chdir(root)  # a socket's address may hold only some 100 bytes
        try:
            server.bind("socket.jpg")
        finally:
            os.chdir(here)
        assert shelf.look() == [New(found(a)), Finished(found=1, unchanged=0)]


def test_a_folder_named_like_a_photo_is_walked(root: Path, shelf: Shelf) -> None:
    put(root / "best.jpg" / "a.jpg")
    assert names(shelf.look()) == {"a.jpg"}


def test_a_root_that_is_a_link_is_walked(root: Path, tmp_path: Path) -> None:
    put(root / "a.jpg")
    link = tmp_path / "link"
    link.symlink_to(root, target_is_directory=True)
    assert Shelf(link).look() == [New(found(link / "a.jpg")), Finished(1, 0)]


@pytest.fixture
def deep(root: Path) -> Iterator[Path]:
    """A tree of 2,100 levels, with a photo above and a photo below the 4,096 bytes that Linux allows for a path."""
    here = Path.cwd()
    os.chdir(root)
    for level in range(2100):
        os.mkdir("d")
        os.chdir("d")
        if level in {1200, 2099}:
            put(Path("a.jpg"))
    bottom = os.open(os.curdir, os.O_RDONLY)
    os.chdir(here)
    yield root
    os.fchdir(bottom)
    os.close(bottom)
    for _ in range(2100):  # shutil.rmtree would need a stack frame for each level, and so fail
        Path("a.jpg").unlink(missing_ok=True)
        os.chdir("..")
        os.rmdir("d")
    os.chdir(here)


def test_very_deep_trees_are_walked_until_the_systems_limit(deep: Path) -> None:
    first, second, last = Shelf(deep).look()
    assert isinstance(first, New)
    assert first.found.path.split(b"/").count(b"d") == 1201
    assert isinstance(second, Unreadable)
    assert second.sentence == "The path of this folder is longer than the system can handle."
    assert last == Finished(found=1, unchanged=0)


@pytest.mark.parametrize(
    "name",
    [
        b"caf\xe9.jpg",
        b"a\nb.jpg",
        b"\xe2\x80\xaegpj.exe.jpg",
        b"<img src=x>.jpg",
        b"x" * 251 + b".jpg",
        unicodedata.normalize("NFD", "Ärger.jpg").encode(),
        b" .jpg",
        b"-rf *.jpg",
        b"\xff\xfe.jpg",
    ],
)
def test_hostile_names_are_bytes_like_any_other(name: bytes, root: Path, shelf: Shelf) -> None:
    path = os.path.join(os.fsencode(root), b"caf\xe9\n", name)
    put(Path(os.fsdecode(path)))
    assert names(shelf.look()) == {os.fsdecode(name)}
    assert shelf.look("nothing*") == [Finished(1, 1)]
    assert shelf.look("*.jpg") == [Excluded(shelf.known(b"caf\xe9\n/" + name)._replace(missing=False)), Finished(0, 0)]


def test_a_file_written_to_is_changed(root: Path, shelf: Shelf) -> None:
    a = put(root / "a.jpg")
    shelf.look()
    before = shelf.known("a.jpg")
    put(a, b"another picture")
    assert shelf.look() == [Changed(before, found(a)), Finished(1, 0)]


def test_another_file_with_the_same_size_and_time_is_changed(root: Path, shelf: Shelf) -> None:
    a = put(root / "a.jpg", b"11111")
    status = a.stat()
    shelf.look()
    before = shelf.known("a.jpg")
    other = put(root / "other.tmp", b"22222")
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.replace(a)
    assert a.stat().st_mtime_ns == status.st_mtime_ns
    assert shelf.look() == [Changed(before, found(a)), Finished(1, 0)]


def test_content_written_in_place_with_the_time_set_back_is_changed(root: Path, shelf: Shelf) -> None:
    a = put(root / "a.jpg", b"11111")
    status = a.stat()
    shelf.look()
    before = shelf.known("a.jpg")
    a.write_bytes(b"22222")
    os.utime(a, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert shelf.look() == [Changed(before, found(a)), Finished(1, 0)]


def test_an_inode_alone_that_differs_is_no_change(root: Path, shelf: Shelf) -> None:
    # As after each mount of a FAT or exFAT card, and of many network drives.
    fill(root, 3)
    shelf.look()
    for file in list(shelf.files.values()):
        shelf.files[file.file_id] = file._replace(stamp=file.stamp._replace(inode=file.stamp.inode + 10_000_000))
    assert shelf.look() == [Finished(3, 3)]


def test_a_renamed_file_is_moved_and_not_gone(root: Path, shelf: Shelf) -> None:
    a = put(root / "a.jpg")
    fill(root, 3)
    shelf.look()
    before = shelf.known("a.jpg")
    new = root / "z" / "b.jpg"
    new.parent.mkdir()
    a.rename(new)
    assert shelf.look() == [Moved(before, found(new)), Finished(4, 3)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("img.JPG", "IMG.jpg"),
        (unicodedata.normalize("NFC", "Ärger.jpg"), unicodedata.normalize("NFD", "Ärger.jpg")),
    ],
)
def test_a_new_spelling_of_the_name_is_a_move(old: str, new: str, root: Path, shelf: Shelf) -> None:
    a = put(root / old)
    shelf.look()
    before = shelf.known(old)
    a.rename(root / new)
    assert shelf.look() == [Moved(before, found(root / new)), Finished(1, 0)]


def test_a_renamed_folder_moves_every_file_in_it(root: Path, shelf: Shelf) -> None:
    fill(root / "old", 25)
    shelf.look()
    (root / "old").rename(root / "new")
    *moves, last = shelf.look()
    assert len(moves) == 25
    assert all(isinstance(m, Moved) and m.known.stamp[:2] == m.found.stamp[:2] for m in moves)
    assert last == Finished(25, 0)
    assert shelf.look() == [Finished(25, 25)]


def test_a_hard_link_is_new_and_its_twin_unchanged(root: Path, shelf: Shelf) -> None:
    a = put(root / "m.jpg")
    shelf.look()
    os.link(a, root / "a.jpg")
    os.link(a, root / "z.jpg")
    # Making a link touches the ctime, so the known name counts as changed; what matters is that it isn't moved.
    *events, last = shelf.look()
    assert {type(e) for e in events} == {New, Changed}
    assert names(events) == {"a.jpg", "z.jpg"}
    assert last == Finished(3, 0)


def test_a_thousand_hard_links(root: Path, shelf: Shelf) -> None:
    first = put(root / "0.jpg")
    for i in range(1, 1000):
        os.link(first, root / f"{i}.jpg")
    assert len(names(shelf.look())) == 1000
    assert shelf.look() == [Finished(1000, 1000)]
    (root / "new").mkdir()
    for i in range(500):
        (root / f"{i}.jpg").rename(root / "new" / f"{i}.jpg")
    *events, last = shelf.look()
    moves = [e for e in events if isinstance(e, Moved)]
    assert len({m.known.file_id for m in moves}) == 500
    assert len({m.found.path for m in moves}) == 500
    assert not [e for e in events if isinstance(e, New | Gone)]
    assert isinstance(last, Finished)
    assert last.found == 1000
    assert shelf.look() == [Finished(1000, 1000)]


def test_a_copy_with_the_same_time_is_new(root: Path, shelf: Shelf) -> None:
    a = put(root / "a.jpg")
    shelf.look()
    copy = put(root / "b.jpg")
    os.utime(copy, ns=(a.stat().st_atime_ns, a.stat().st_mtime_ns))
    assert shelf.look() == [New(found(copy)), Finished(2, 1)]


def test_one_known_file_is_claimed_by_one_move_only(root: Path, shelf: Shelf) -> None:
    a = put(root / "a.jpg")
    shelf.look()
    os.link(a, root / "b.jpg")
    a.rename(root / "c.jpg")
    *events, last = shelf.look()
    assert sorted(type(e).__name__ for e in events) == ["Moved", "New"]
    assert last == Finished(2, 0)


def test_a_file_told_as_changed_does_not_move_as_well(root: Path, shelf: Shelf) -> None:
    a = put(root / "a.jpg")
    shelf.look()
    before = shelf.known("a.jpg")
    (root / "later").mkdir()
    os.link(a, root / "later" / "z.jpg")
    put(root / "a.tmp", b"another picture").replace(a)
    assert shelf.look() == [Changed(before, found(a)), New(found(root / "later" / "z.jpg")), Finished(2, 0)]


def test_two_files_that_swap_names_keep_both_paths_known(root: Path, shelf: Shelf) -> None:
    a, b = put(root / "a.jpg", b"1"), put(root / "b.jpg", b"22")
    shelf.look()
    a.rename(root / "t.jpg")
    b.rename(a)
    (root / "t.jpg").rename(b)
    *events, last = shelf.look()
    assert [type(e) for e in events] == [Changed, Changed]
    assert last == Finished(2, 0)


def test_a_file_that_moves_to_another_folder_of_the_library(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "a", tmp_path / "b")
    a = put(tmp_path / "a" / "1.jpg")
    put(tmp_path / "a" / "2.jpg", b"stays")
    put(tmp_path / "b" / "3.jpg", b"was there")
    shelf.look(folder=0)
    shelf.look(folder=1)
    before = shelf.known("1.jpg")
    new = tmp_path / "b" / "1.jpg"
    a.rename(new)
    snapshot = shelf.snapshot()
    assert shelf.look(folder=1, snapshot=snapshot) == [Moved(before, found(new)), Finished(2, 1)]
    assert shelf.look(folder=0, snapshot=snapshot) == [Finished(1, 1)]
    assert shelf.look(folder=0) == [Finished(1, 1)]


def test_a_deleted_file_is_gone_and_is_told_only_once(root: Path, shelf: Shelf) -> None:
    photos = fill(root, 5)
    shelf.look()
    before = shelf.known(photos[2].name)
    photos[2].unlink()
    assert shelf.look() == [Gone(before), Finished(4, 4)]
    assert shelf.look() == [Finished(4, 4)]


def test_a_path_that_holds_no_file_any_more_is_gone(root: Path, shelf: Shelf) -> None:
    fill(root, 3)
    put(root / "folder" / "x.jpg")
    shelf.look()
    (root / "IMG_0000.jpg").unlink()
    (root / "IMG_0000.jpg").mkdir()
    (root / "folder" / "x.jpg").unlink()
    (root / "folder").rmdir()
    put(root / "folder")
    *events, last = shelf.look()
    assert {type(e) for e in events} == {Gone}
    assert len(events) == 2
    assert last == Finished(2, 2)


def test_a_missing_file_that_is_there_again_is_back_or_changed_or_moved(root: Path, shelf: Shelf) -> None:
    fill(root, 1)
    for name in ("a.jpg", "b.jpg", "c.jpg"):
        put(root / "trip" / name)
    shelf.look()
    a, b, c = (shelf.known(f"trip/{name}.jpg") for name in "abc")
    (root / "trip").rename(root / ".trip")
    assert {type(e) for e in shelf.look()} == {Gone, Finished}
    (root / ".trip").rename(root / "trip")
    put(root / "trip" / "b.jpg", b"another picture altogether")
    (root / "trip" / "c.jpg").rename(root / "new.jpg")
    *events, last = shelf.look()
    a, b, c = (known._replace(missing=True) for known in (a, b, c))
    assert sorted(events, key=repr) == [
        Back(a),
        Changed(b, found(root / "trip" / "b.jpg")),
        Moved(c, found(root / "new.jpg")),
    ]
    assert last == Finished(4, 1)
    assert shelf.look() == [Finished(4, 4)]


def test_files_without_an_inode_are_new_when_renamed() -> None:
    # Windows gives no inode with a listing.
    snapshot = Snapshot([KnownFile(1, 0, b"/x/a.jpg", FileStamp(1, 2, 3, 0), missing=False, photo_id=1)])
    status = os.stat_result((stat.S_IFREG, 0, 0, 1, 0, 0, 1, 0, 0, 0), {"st_mtime_ns": 2, "st_ctime_ns": 3})
    event = snapshot.compare(b"/x/b.jpg", status)
    assert event == New(FoundFile(b"/x/b.jpg", FileStamp(1, 2, 3, 0)))


def test_a_known_file_behind_a_link_made_later_is_left_as_it_is(root: Path, shelf: Shelf, tmp_path: Path) -> None:
    # As when photos moved to a bigger disk and a link took their place.
    fill(root / "trip", 5)
    fill(root, 3)
    shelf.look()
    (root / "trip").rename(tmp_path / "bigger")
    (root / "trip").symlink_to(tmp_path / "bigger", target_is_directory=True)
    assert shelf.look() == [Finished(3, 3)]
