"""Names of folders that can be told apart."""

from __future__ import annotations

import os

import pytest

from photo_search.desktop.folder_names import folder_names

pytestmark = pytest.mark.skipif(os.sep != "/", reason="paths as on Linux and macOS")


def test_a_folder_has_the_name_of_its_last_part() -> None:
    assert folder_names([b"/home/anna/Pictures", b"/media/Archive/"]) == [("Pictures", ""), ("Archive", "")]
    assert folder_names([]) == []


def test_folders_of_one_name_show_what_lies_above_them() -> None:
    paths = [b"/data/Anna/2023", b"/data/Ben/2023", b"/data/Ben/2024"]
    assert folder_names(paths) == [("2023", "Anna"), ("2023", "Ben"), ("2024", "")]


def test_as_much_as_it_takes() -> None:
    paths = [b"/a/trips/2023", b"/b/trips/2023", b"/2023"]
    assert folder_names(paths) == [("2023", "a/trips"), ("2023", "b/trips"), ("2023", "")]


def test_the_whole_disk_has_a_name_too() -> None:
    assert folder_names([b"/"]) == [("/", "")]


def test_hostile_names_are_made_safe() -> None:
    assert folder_names([b"/x/a\nb", "/x/\u202egpj".encode(), b"/x/caf\xe9"]) == [
        ("a\\u000ab", ""),
        ("\\u202egpj", ""),
        ("caf\ufffd", ""),
    ]
