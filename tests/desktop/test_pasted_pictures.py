"""Pictures from the clipboard, kept for as long as a saved search asks with them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from photo_search.desktop.pasted_pictures import keep, sweep
from photo_search.searching.question_editing import example, file_name_of

RED, BLUE = Qt.GlobalColor.red, Qt.GlobalColor.blue


def picture(colour: Qt.GlobalColor) -> QImage:
    made = QImage(40, 30, QImage.Format.Format_RGB32)
    made.fill(colour)
    return made


def test_a_picture_is_kept_once_and_for_its_person_alone(tmp_path: Path) -> None:
    red, again, blue = (keep(picture(c), tmp_path, "Pasted") for c in (RED, RED, BLUE))
    assert red == again != blue
    assert QImage(os.fsdecode(red)) == picture(Qt.GlobalColor.red)
    assert os.path.basename(red) == b"Pasted.png"
    if os.name == "posix":
        assert os.stat(os.path.dirname(red)).st_mode & 0o077 == 0


def test_what_no_saved_search_asks_with_is_removed(tmp_path: Path) -> None:
    sweep(tmp_path, [])
    library = tmp_path / "my library"
    library.mkdir()
    kept, weighed, gone = (
        keep(picture(colour), library, "Eingefügtes Bild")
        for colour in (Qt.GlobalColor.red, Qt.GlobalColor.green, Qt.GlobalColor.blue)
    )
    sweep(
        library, [f"dog {example(file_name_of(kept))}", f"-{example(file_name_of(weighed), 2.0)}", "similar:7", "dog"]
    )
    assert [os.path.exists(path) for path in (kept, weighed, gone)] == [True, True, False]


def test_a_disk_that_takes_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "examples").write_bytes(b"in the way")
    with pytest.raises(OSError, match="exists"):
        keep(picture(Qt.GlobalColor.red), tmp_path, "Pasted")
