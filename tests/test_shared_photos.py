"""The promise that no photo is ever changed: what the fixture `shared_photos` checks when all tests are over."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import fingerprints

TESTS = Path(__file__).parent


def rewrite(file: Path) -> None:
    status = file.stat()
    file.write_bytes(b"other")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


@pytest.mark.parametrize(
    "change",
    [
        rewrite,
        os.utime,
        lambda file: file.chmod(0o600),
        lambda file: file.unlink(),
        lambda file: file.with_name("new.xmp").touch(),
    ],
    ids=["content", "time", "mode", "gone", "new file"],
)
def test_every_change_would_be_noticed(tmp_path: Path, change: Callable[[Path], None]) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    photo = folder / "a.jpg"
    photo.write_bytes(b"photo")
    photo.chmod(0o644)
    os.utime(photo, ns=(1, 1))
    before = fingerprints(tmp_path)
    assert fingerprints(tmp_path) == before
    change(photo)
    assert fingerprints(tmp_path) != before


def test_no_test_finds_the_shared_photos_but_through_the_fixture() -> None:
    apart = {Path("conftest.py"), Path("test_shared_photos.py")}
    signs = ("PHOTO_SEARCH_TEST_PHOTOS", '"shared" / "photos"', "shared/photos")
    files = [file for file in TESTS.rglob("*.py") if file.name.startswith(("test_", "conftest"))]
    finders = {
        file.relative_to(TESTS) for file in files if any(sign in file.read_text(encoding="utf-8") for sign in signs)
    }
    assert finders == apart
