from __future__ import annotations

import subprocess
import sys

import pytest

from photo_search.indexing import formats


@pytest.mark.parametrize(
    "name",
    [
        *(b"a.jpg", b"A.JPG", b"a.JpEg", b"a.jpe", b"a.jfif", b"a.mpo", b"a.png", b"a.webp", b"a.tif", b"a.tiff"),
        *(b"a.gif", b"a.bmp", b"a.avif", b"a.heic", b"a.HEIF", b"a.hif"),
        *(b"a.CR2", b"a.cr3", b"a.nef", b"a.arw", b"a.dng", b"a.raf", b"a.orf", b"a.rw2", b"a.pef"),
        *(b"a.b.jpg", b"caf\xe9.jpg", b"a\nb.jpg", b"." + b"x" * 240 + b".jpg"),
    ],
)
def test_photo_names(name: bytes) -> None:
    assert formats.is_photo_name(name)


@pytest.mark.parametrize(
    "name", [b"", b".jpg", b"jpg", b"a.jpg.txt", b"a.jpg~", b"a.mp4", b"a.svg", b"a.eps", b"a.psd", b"a.pdf", b"a.xmp"]
)
def test_other_names(name: bytes) -> None:
    assert not formats.is_photo_name(name)


def test_camera_raw_is_told_by_its_name() -> None:
    assert formats.is_raw_name(b"IMG_1.NEF")
    assert not formats.is_raw_name(b"IMG_1.tif")
    assert formats.raw_format(b"IMG_1.nef") == "NEF"


def test_heic_is_told_by_its_content() -> None:
    assert formats.is_heic(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic")
    assert not formats.is_heic(b"\0\0\0\x18ftypavif\0\0\0\0mif1avif")
    assert not formats.is_heic(b"\xff\xd8\xff\xe0")


def test_walking_a_folder_needs_no_pillow() -> None:
    code = "import sys, photo_search.indexing.formats; sys.exit('PIL' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
