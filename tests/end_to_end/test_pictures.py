"""A photo's own pixels come from a process that stays ready, or with the reason why they don't."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from PIL import Image

from photo_search.errors import NoSuchPhoto, UnreadablePhoto
from photo_search.library import Library
from photo_search.records import IndexReport

Index = Callable[..., IndexReport]


def decoders() -> set[int]:
    return {child.pid for child in psutil.Process().children() if "resource_tracker" not in " ".join(child.cmdline())}


def id_of(library: Library, name: str) -> int:
    photos = library.photos(library.listing().photo_ids)
    return next(p.photo_id for p in photos if os.path.basename(p.files[0].path) == os.fsencode(name))


def test_pictures_come_whole_or_small_from_a_process_that_stays(library: Library, index: Index, pictures: Path) -> None:
    Image.new("RGB", (900, 600), (10, 200, 30)).save(pictures / "large.png")
    library.add_folder(pictures)
    index()
    before = decoders()
    photo_id = id_of(library, "large.png")
    whole = library.picture(photo_id).result(60)
    assert (whole.width, whole.height, whole.rgb[:3]) == (900, 600, bytes((10, 200, 30)))
    (child,) = decoders() - before
    small = library.picture(photo_id, 300).result(60)
    assert (small.width, small.height) == (300, 200)
    assert decoders() - before == {child}
    library.close()
    assert not psutil.pid_exists(child)


def test_the_process_can_be_started_before_it_is_needed(library: Library) -> None:
    before = decoders()
    library.expect_pictures()
    deadline = time.monotonic() + 20
    while not decoders() - before:
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_picture_that_is_away_says_why(library: Library, index: Index, pictures: Path) -> None:
    library.add_folder(pictures)
    index()
    photo_id = id_of(library, "p0.jpg")
    (pictures / "p0.jpg").unlink()
    with pytest.raises(UnreadablePhoto, match=r"p0\.jpg is no longer there"):
        library.picture(photo_id).result(60)
    shutil.move(pictures, pictures.with_name("elsewhere"))
    with pytest.raises(UnreadablePhoto, match=r"The folder .*pictures isn't there.*8 photos stay in your library"):
        library.picture(photo_id).result(60)
    index()
    with pytest.raises(UnreadablePhoto, match=r"The folder .*pictures isn't there"):
        library.picture(photo_id).result(60)
    with pytest.raises(NoSuchPhoto):
        library.picture(999).result(60)
