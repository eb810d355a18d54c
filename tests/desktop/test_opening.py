"""The window is there before its library is, and nothing that it asks meanwhile is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from photo_search.desktop import pasted_pictures
from photo_search.desktop.opening import Opening
from photo_search.errors import LibraryInUse
from photo_search.library import Library
from photo_search.searching.question_editing import example, file_name_of


def test_what_is_asked_before_the_library_is_open_waits_for_it(tmp_path: Path) -> None:
    opening = Opening(tmp_path / "library")
    library = opening.library
    assert library.path == tmp_path / "library"
    opening.start()
    assert library.folders() == []
    assert opening.done.result() == ""
    opening.close()


def test_a_library_that_can_not_be_opened_says_so_to_everyone(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library"):
        opening = Opening(tmp_path / "library")
        opening.start()
        with pytest.raises(LibraryInUse):
            opening.done.result()
        with pytest.raises(LibraryInUse):
            opening.library.folders()
        opening.close()


def test_a_damaged_catalog_is_put_aside_on_the_way(tmp_path: Path) -> None:
    Library.open(tmp_path / "library").close()
    (tmp_path / "library" / "catalog.sqlite").write_bytes(b"no catalog" * 1000)
    opening = Opening(tmp_path / "library")
    opening.start()
    assert "put aside" in opening.done.result()
    assert opening.library.folders() == []
    opening.close()


def test_one_that_was_never_begun_is_closed_as_well(tmp_path: Path) -> None:
    Opening(tmp_path / "library").close()
    assert not (tmp_path / "library").exists()


def test_the_window_needs_nothing_that_only_the_catalog_does() -> None:
    """They take longer to load than Qt does, and the person would wait for them."""
    script = (
        "import sys, photo_search.desktop.app\n"
        "print(*({'sqlalchemy', 'onnxruntime', 'PIL', 'multiprocessing', 'psutil'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_a_pasted_picture_stays_while_a_saved_search_asks_with_it(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        kept, gone = (
            pasted_pictures.keep(QImage(side, side, QImage.Format.Format_RGB32), library.path, "Pasted")
            for side in (8, 9)
        )
        library.saved.save("Reds", str(example(file_name_of(kept))))
    opening = Opening(tmp_path / "library")
    opening.start()
    opening.wait()
    opening.close()
    assert (os.path.exists(kept), os.path.exists(gone)) == (True, False)
