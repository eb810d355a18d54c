"""What a folder leaves out: hidden and system things, other kinds of files, and a person's exclusions."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from types import SimpleNamespace

import pytest

from photo_search.errors import FolderUnusable
from photo_search.indexing.folder_rules import FolderRules, exclusion_of
from photo_search.indexing.folder_walk import _passed_by_on_windows
from photo_search.indexing.scanner import Back, Excluded, Finished, New
from tests.indexing.shelf import Shelf, fill, names, put


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "photos"
    root.mkdir()
    return root


@pytest.fixture
def shelf(root: Path) -> Shelf:
    return Shelf(root)


def test_other_kinds_hidden_things_and_system_folders_are_left_out(root: Path, shelf: Shelf) -> None:
    put(root / "a.jpg")
    left_out = """notes.txt movie.mp4 jpg .hidden.jpg ._a.jpg .thumbnails/b.jpg @eaDir/c.jpg $RECYCLE.BIN/d.jpg
        lost+found/f.jpg deep/__MACOSX/g.jpg deep/@EADIR/h.jpg Thumbs/i.jpg Thumbs.db #recycle/j.jpg"""
    for name in left_out.split():
        put(root / name)
    put(root / "System Volume Information" / "k.jpg")
    assert names(shelf.look()) == {"a.jpg"}


def test_exclusions_are_patterns_as_in_gitignore(root: Path, shelf: Shelf) -> None:
    kept = ["a.jpg", "private.jpg", "sub/private/x.jpg", "keep/1.png"]
    dropped = ["private/a.jpg", "private/deep/b.jpg", "b.png", "sub/c.png", "x/cache/d.jpg", "cache/e.jpg", "IMG_1.jpg"]
    for name in (*kept, *dropped):
        put(root / name)
    events = shelf.look("*.png", "/private/", "cache/", "# a remark", "", "IMG_?.jpg", "!keep/*.png")
    assert {os.path.relpath(os.fsdecode(e.found.path), root) for e in events if isinstance(e, New)} == set(kept)


def test_a_file_excluded_later_leaves_but_is_not_gone_and_comes_back(root: Path, shelf: Shelf) -> None:
    put(root / "private" / "a.jpg")
    fill(root, 30)
    shelf.look()
    before = shelf.known("private/a.jpg")
    assert shelf.look("private/") == [Excluded(before), Finished(30, 30)]
    assert shelf.look("private/") == [Finished(30, 30)]
    assert shelf.look() == [Back(before._replace(missing=True)), Finished(31, 30)]


def test_excluding_nearly_everything_is_no_missing_drive(root: Path, shelf: Shelf) -> None:
    fill(root, 100)
    shelf.look()
    *events, last = shelf.look("*.jpg")
    assert {type(e) for e in events} == {Excluded}
    assert len(events) == 100
    assert last == Finished(0, 0)


def test_a_known_file_in_a_folder_that_became_hidden_by_rule_is_excluded(root: Path) -> None:
    rules = FolderRules(os.fsencode(root), ("/private/*.jpg",))
    inside = {b"a.jpg": False, b".x/a.jpg": True, b"@eaDir/a.jpg": True, b"a.txt": True, b"private/a.jpg": True}
    for name, expected in inside.items():
        assert rules.leave_out(os.path.join(os.fsencode(root), name)) is expected
    assert not rules.leave_out(b"/elsewhere/.x/a.txt")


@pytest.mark.parametrize("pattern", ["!", "\\"])
def test_an_exclusion_that_is_no_pattern_is_said_before_anything_is_done(pattern: str, shelf: Shelf) -> None:
    with pytest.raises(FolderUnusable, match="no pattern") as raised:
        shelf.look("*.png", pattern)
    assert pattern in raised.value.sentence
    assert ".gitignore" in raised.value.remedy


def test_what_windows_hides_and_its_junctions_are_passed_by() -> None:
    def status(attributes: int, tag: int = 0) -> os.stat_result:
        return SimpleNamespace(st_file_attributes=attributes, st_reparse_tag=tag)  # type: ignore[return-value]

    assert _passed_by_on_windows(status(stat.FILE_ATTRIBUTE_HIDDEN | stat.FILE_ATTRIBUTE_ARCHIVE))
    assert _passed_by_on_windows(status(stat.FILE_ATTRIBUTE_REPARSE_POINT, 0xA0000003))
    assert not _passed_by_on_windows(status(stat.FILE_ATTRIBUTE_ARCHIVE))
    assert not _passed_by_on_windows(status(stat.FILE_ATTRIBUTE_REPARSE_POINT, 0x9000001A))  # OneDrive
    assert not _passed_by_on_windows(os.stat(os.curdir))


@pytest.mark.parametrize("name", ["summer", "a b ", "#tag", "!no", "wild*[x]?", "back\\slash", "line\nbreak", "ünï"])
def test_the_exclusion_of_a_folder_names_that_folder_alone(tmp_path: Path, name: str) -> None:
    root, below = os.fsencode(tmp_path), os.path.join(b"trips", os.fsencode(name))
    rules = FolderRules(root, (exclusion_of(below),))
    assert rules.exclude(os.path.join(root, below, b""))
    assert rules.leave_out(os.path.join(root, below, b"deeper", b"a.jpg"))
    for other in (b"trips", os.fsencode(name), os.path.join(b"trips", b"wildcard x"), below + b"x", b"x" + below):
        assert not rules.exclude(os.path.join(root, other, b""))
