"""What is not seen is not deleted: absent roots, absent drives, and things that go away during a scan."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from photo_search.indexing.scanner import Changed, Finished, Gone, Moved, New, Offline, ScanEvent, Unreadable, scan
from tests.indexing.shelf import Shelf, fill, found, names, put


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "photos"
    root.mkdir()
    return root


@pytest.fixture
def shelf(root: Path) -> Shelf:
    return Shelf(root)


def sentence(events: list[ScanEvent]) -> str:
    """The sentence of a scan that says nothing but offline."""
    (event,) = events
    assert isinstance(event, Offline)
    return event.sentence


def test_an_absent_root_is_offline_and_everything_is_as_before_when_it_returns(root: Path, shelf: Shelf) -> None:
    fill(root, 30)
    shelf.look()
    before = dict(shelf.files)
    root.rename(root.with_name("unplugged"))
    for accept_missing in (False, True):
        assert sentence(shelf.look(accept_missing=accept_missing)) == (
            f"The folder {root} isn't there. If it is on a drive, plug it in; its 30 photos stay in your library."
        )
    assert shelf.files == before
    root.with_name("unplugged").rename(root)
    assert shelf.look() == [Finished(30, 30)]


def test_the_sentence_counts_as_a_person_does(root: Path, shelf: Shelf) -> None:
    shutil.rmtree(root)
    assert sentence(shelf.look()).endswith("If it is on a drive, plug it in.")
    put(root / "a.jpg")
    shelf.look()
    shutil.rmtree(root)
    assert sentence(shelf.look()).endswith("; its photo stays in your library.")
    fill(root, 1200)
    shelf.look()
    shutil.rmtree(root)
    assert sentence(shelf.look()).endswith("; its 1,200 photos stay in your library.")


def test_the_sentence_counts_photos_and_not_files(root: Path, shelf: Shelf) -> None:
    files = fill(root, 30)
    shelf.look()
    unreadable, copy, original, *_ = (shelf.known(file.name) for file in files)
    shelf.files[unreadable.file_id] = unreadable._replace(photo_id=None)
    shelf.files[copy.file_id] = copy._replace(photo_id=original.photo_id)
    for file in (*files[:2], *files[4:]):
        file.unlink()
    assert sentence(shelf.look()) == (
        f"Only 2 of 28 photos are left in the folder {root}. If it is on a drive, plug it in;"
        " its 28 photos stay in your library."
    )
    shutil.rmtree(root)
    assert sentence(shelf.look()).endswith("; its 28 photos stay in your library.")


def test_a_name_that_is_no_text_can_be_said(tmp_path: Path) -> None:
    shelf = Shelf(Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), b"caf\xe9\n"))))
    assert "caf\ufffd\\u000a isn't there" in sentence(shelf.look())


def test_a_root_that_became_a_file_is_offline(root: Path, shelf: Shelf) -> None:
    fill(root, 2)
    shelf.look()
    shutil.rmtree(root)
    root.write_text("no folder")
    assert "is a file now" in sentence(shelf.look())


def test_a_root_that_is_suddenly_empty_is_offline(root: Path, shelf: Shelf) -> None:
    fill(root, 1)
    shelf.look()
    shutil.rmtree(root)
    root.mkdir()
    put(root / "lost+found" / "x.jpg")
    put(root / "readme.txt")
    assert sentence(shelf.look()).startswith(f"There is no photo left in the folder {root}. If it is on a drive")


def test_a_root_that_is_nearly_empty_is_offline_until_a_person_confirms(root: Path, shelf: Shelf) -> None:
    photos = fill(root, 30)
    shelf.look()
    for photo in photos[2:]:
        photo.unlink()
    assert sentence(shelf.look()).startswith(f"Only 2 of 30 photos are left in the folder {root}.")
    *events, last = shelf.look(accept_missing=True)
    assert {type(e) for e in events} == {Gone}
    assert len(events) == 28
    assert last == Finished(2, 2)
    assert shelf.look() == [Finished(2, 2)]


@pytest.mark.parametrize(("known", "left"), [(30, 3), (19, 1), (2, 1), (20, 2)])
def test_a_person_may_delete_a_lot(known: int, left: int, root: Path, shelf: Shelf) -> None:
    photos = fill(root, known)
    shelf.look()
    for photo in photos[left:]:
        photo.unlink()
    *events, last = shelf.look()
    assert len(events) == known - left
    assert last == Finished(left, left)


def test_replacing_all_photos_by_about_as_many_is_no_missing_drive(root: Path, shelf: Shelf) -> None:
    photos = fill(root, 40)
    shelf.look()
    for i in range(25):
        put(root / f"converted_{i}.webp", b"smaller")
    for photo in photos:
        photo.unlink()
    *events, last = shelf.look()
    assert sum(isinstance(e, New) for e in events) == 25
    assert sum(isinstance(e, Gone) for e in events) == 40
    assert last == Finished(25, 0)


def test_another_drive_with_a_few_photos_in_the_place_of_the_right_one_is_offline(root: Path, shelf: Shelf) -> None:
    fill(root, 60)
    shelf.look()
    root.rename(root.with_name("unplugged"))
    for i in range(5):
        put(root / "DCIM" / f"{i}.jpg", b"of another camera")
    *events, last = shelf.look()
    assert {type(e) for e in events} == {New}
    assert isinstance(last, Offline)
    shutil.rmtree(root)
    root.with_name("unplugged").rename(root)
    *events, last = shelf.look()
    assert {type(e) for e in events} == {Gone}
    assert last == Finished(60, 60)


def test_what_was_missing_before_does_not_make_a_folder_offline(root: Path, shelf: Shelf) -> None:
    photos = fill(root, 30)
    shelf.look()
    for photo in photos[:29]:
        photo.unlink()
    shelf.look(accept_missing=True)
    put(root / "b.jpg")
    shelf.look()
    photos[29].unlink()
    assert isinstance(shelf.look()[-1], Finished)


def test_emptying_a_folder_into_another_of_the_library_confirms_itself(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "a", tmp_path / "b")
    photos = fill(tmp_path / "a", 30)
    (tmp_path / "b").mkdir()
    shelf.look(folder=0)
    for photo in photos:
        photo.rename(tmp_path / "b" / photo.name)
    assert isinstance(shelf.look(folder=0)[-1], Offline)
    *events, last = shelf.look(folder=1)
    assert {type(e) for e in events} == {Moved}
    assert last == Finished(30, 0)
    assert shelf.look(folder=0) == [Finished(0, 0)]


def begun(shelf: Shelf) -> Iterator[ScanEvent]:
    """A scan that has listed the root and told of one new file in it."""
    put(shelf.roots[0] / "new.jpg")
    events = scan(os.fsencode(shelf.roots[0]), shelf.snapshot(), folder_id=0)
    assert isinstance(next(events), New)
    return events


def test_a_root_that_goes_away_during_the_scan_is_offline(root: Path, shelf: Shelf) -> None:
    fill(root / "trip", 5)
    shelf.look()
    events = begun(shelf)
    root.rename(root.with_name("unplugged"))
    assert "isn't there" in sentence(list(events))


def test_a_drive_that_is_unmounted_during_the_scan_is_offline(root: Path, shelf: Shelf) -> None:
    # What is left is an empty folder, another than the one that the scan began in.
    for i in range(30):
        put(root / f"trip{i}" / "a.jpg", b"%d" % i)
    shelf.look()
    events = begun(shelf)
    root.rename(root.with_name("unplugged"))
    root.mkdir()
    assert "went away meanwhile" in sentence(list(events))


def test_a_folder_removed_during_the_scan_is_left_to_the_next_one(root: Path, shelf: Shelf) -> None:
    fill(root, 5)
    trip = fill(root / "trip", 5)
    shelf.look()
    events = begun(shelf)
    shutil.rmtree(root / "trip")
    assert list(events) == [Finished(6, 5)]
    *gone, last = shelf.look()
    assert {e.known.path for e in gone if isinstance(e, Gone)} == {os.fsencode(p) for p in trip}
    assert isinstance(last, Finished)


def test_a_file_removed_during_the_scan_is_skipped(root: Path, shelf: Shelf) -> None:
    first = scan(os.fsencode(root), shelf.snapshot(), folder_id=0)
    fill(root, 10)
    event = next(first)
    assert isinstance(event, New)
    for photo in root.iterdir():
        if os.fsencode(photo) != event.found.path:
            photo.unlink()
    assert list(first) == [Finished(1, 0)]


def test_a_file_that_appears_in_time_to_be_missed_is_not_gone(root: Path, shelf: Shelf) -> None:
    """As programs do that save by removing and renaming."""
    (photo,) = fill(root, 1)
    shelf.look()
    saved = photo.rename(root / "IMG.tmp")
    events = begun(shelf)
    saved.rename(photo)
    assert list(events) == [Finished(1, 0)]
    assert {type(e) for e in shelf.look()} <= {New, Changed, Finished}


@pytest.fixture
def as_a_person() -> Iterator[Path]:
    """A folder of somebody who may not read everything."""
    folder = Path(tempfile.mkdtemp(prefix="photo_search_test_"))
    me = os.geteuid()
    try:
        if me == 0:
            os.chown(folder, 65534, 65534)
            os.seteuid(65534)
        yield folder
    finally:
        os.seteuid(me)
        for place, _, _ in os.walk(folder):
            Path(place).chmod(0o700)
        shutil.rmtree(folder)


def test_a_folder_without_permission_is_named_and_nothing_in_it_is_gone(as_a_person: Path) -> None:
    shelf = Shelf(as_a_person)
    fill(as_a_person, 3)
    fill(as_a_person / "locked" / "deep", 5)
    shelf.look()
    (as_a_person / "locked").chmod(0o000)
    (as_a_person / "IMG_0000.jpg").unlink()
    unreadable, gone, last = shelf.look()
    assert unreadable == Unreadable(os.fsencode(as_a_person / "locked"), "You have no permission to open this folder.")
    assert isinstance(gone, Gone)
    assert last == Finished(2, 2)
    (as_a_person / "locked").chmod(0o700)
    assert shelf.look() == [Finished(7, 7)]


def test_files_that_may_be_listed_but_not_asked_for_are_named(as_a_person: Path) -> None:
    shelf = Shelf(as_a_person)
    fill(as_a_person, 1)
    fill(as_a_person / "half", 2)
    shelf.look()
    (as_a_person / "half").chmod(0o400)
    *unreadable, last = shelf.look()
    assert [e.sentence for e in unreadable if isinstance(e, Unreadable)] == [
        "You have no permission to open this file."
    ] * 2
    assert last == Finished(1, 1)


def test_a_root_without_permission_is_offline(as_a_person: Path) -> None:
    shelf = Shelf(as_a_person / "photos")
    fill(as_a_person / "photos", 3)
    shelf.look()
    (as_a_person / "photos").chmod(0o000)
    assert sentence(shelf.look(accept_missing=True)) == (
        f"You have no permission to open the folder {as_a_person / 'photos'}."
        " Give it to yourself; its 3 photos stay in your library."
    )


def test_new_photos_are_told_although_another_folder_cannot_be_opened(as_a_person: Path) -> None:
    shelf = Shelf(as_a_person)
    (as_a_person / "locked").mkdir(mode=0o000)
    put(as_a_person / "a.jpg")
    events = shelf.look()
    assert names(events) == {"a.jpg"}
    assert New(found(as_a_person / "a.jpg")) in events
    assert sum(isinstance(e, Unreadable) for e in events) == 1
