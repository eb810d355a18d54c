from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from concurrent.futures import CancelledError
from pathlib import Path

import numpy as np
import psutil
import pytest
from PIL import Image

from photo_search.errors import UnreadablePhoto
from photo_search.indexing.decode_pool import DecodePool
from photo_search.indexing.picture import MOST_PIXELS, Picture, PictureRequest, longest_side
from photo_search.indexing.picture_reader import PictureReader
from photo_search.models.recipes import Fit, ImageRecipe
from photo_search.records import FileStamp, Folder, Metadata, Photo, PhotoContent, PhotoFile

_HALF = (0.5, 0.5, 0.5)
RECIPE = ImageRecipe(64, Fit.SQUASH, 64, 3, 1 / 255, _HALF, _HALF)


def _draw(path: Path, size: tuple[int, int] = (640, 480), **options: object) -> Image.Image:
    gradient = Image.linear_gradient("L").resize(size)
    image = Image.merge("RGB", [gradient, Image.new("L", size, 90), gradient.rotate(180)])
    image.save(path, **options)
    return image


def _photo(*paths: Path, size: tuple[int, int] = (640, 480), missing: bool = False) -> Photo:
    content = PhotoContent(b"x" * 20, 1, "JPEG", *size, 0, Metadata())
    files = (PhotoFile(os.fsencode(path), 1, FileStamp(0, 0, 0, 0), missing, False) for path in paths)
    return Photo(1, content, tuple(files))


def _pixels(picture: Picture) -> np.ndarray:
    return np.frombuffer(picture.rgb, np.uint8).reshape(picture.height, picture.width, 3)


@pytest.fixture
def folders(tmp_path: Path) -> list[Folder]:
    return [Folder(1, os.fsencode(tmp_path / "Archive"), (), None, 8310)]


@pytest.fixture
def reader(folders: list[Folder]) -> Iterator[PictureReader]:
    made = PictureReader(RECIPE, lambda: folders)
    yield made
    made.close()


def test_a_picture_comes_whole_upright_or_as_large_as_asked_from_one_process(
    reader: PictureReader, tmp_path: Path
) -> None:
    image = _draw(tmp_path / "a.png")
    before = set(psutil.Process().children())
    whole = reader.read(_photo(tmp_path / "a.png")).result(60)
    assert (whole.width, whole.height) == (640, 480)
    assert (_pixels(whole) == np.asarray(image)).all()

    exif = Image.Exif()
    exif[0x0112] = 6
    _draw(tmp_path / "b.jpg", exif=exif)
    small = reader.read(_photo(tmp_path / "b.jpg"), 200).result(60)
    assert (small.width, small.height) == (150, 200)
    assert len(small.rgb) == 150 * 200 * 3

    started = set(psutil.Process().children()) - before
    (child,) = [p for p in started if "resource_tracker" not in " ".join(p.cmdline())]
    assert child.is_running()
    reader.close()
    assert not child.is_running()


def test_any_of_the_files_that_hold_a_photo_will_do(reader: PictureReader, tmp_path: Path) -> None:
    _draw(tmp_path / "good.jpg")
    (tmp_path / "damaged.jpg").write_bytes((tmp_path / "good.jpg").read_bytes()[:200])
    photo = _photo(tmp_path / "gone.jpg", tmp_path / "damaged.jpg", tmp_path / "good.jpg")
    assert reader.read(photo).result(60).width == 640


def test_a_photo_that_is_away_says_where_it_is(reader: PictureReader, tmp_path: Path, folders: list[Folder]) -> None:
    photo = _photo(tmp_path / "Archive" / "a.jpg")
    with pytest.raises(UnreadablePhoto) as away:
        reader.read(photo).result(60)
    assert away.value.sentence == f"The folder {tmp_path / 'Archive'} isn't there."
    assert away.value.remedy == "If it is on a drive, plug it in; its 8,310 photos stay in your library."
    assert away.value.transient

    (tmp_path / "Archive").mkdir()
    with pytest.raises(UnreadablePhoto, match=r"The file .*a\.jpg is no longer there"):
        reader.read(photo).result(60)

    folders[0] = Folder(1, folders[0].path, (), "The drive sleeps.", 8310)
    with pytest.raises(UnreadablePhoto, match="The drive sleeps"):
        reader.read(photo).result(60)

    with pytest.raises(UnreadablePhoto, match="No file in your folders"):
        reader.read(_photo()).result(60)


def test_a_damaged_file_says_so_and_costs_only_itself(reader: PictureReader, tmp_path: Path) -> None:
    _draw(tmp_path / "good.jpg")
    (tmp_path / "damaged.jpg").write_bytes((tmp_path / "good.jpg").read_bytes()[:200])
    with pytest.raises(UnreadablePhoto, match="ends too early"):
        reader.read(_photo(tmp_path / "damaged.jpg")).result(60)
    assert reader.read(_photo(tmp_path / "good.jpg")).result(60).width == 640


def test_a_file_that_kills_its_decoder_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "crash.jpg").write_text("HOSTILE crash")
    _draw(tmp_path / "good.jpg")
    with DecodePool(1, RECIPE, plugins=("tests.indexing.hostile_formats",)) as pool:
        crash = pool.submit(PictureRequest(os.fsencode(tmp_path / "crash.jpg"), 100))
        good = pool.submit(PictureRequest(os.fsencode(tmp_path / "good.jpg"), 100))
        with pytest.raises(UnreadablePhoto, match="crash"):
            crash.result(60)
        assert good.result(60).width == 100


def test_closing_ends_what_is_being_read(reader: PictureReader, tmp_path: Path) -> None:
    _draw(tmp_path / "a.png", (2000, 1500))
    shutil.copy(tmp_path / "a.png", tmp_path / "b.png")
    futures = [reader.read(_photo(tmp_path / name, size=(2000, 1500))) for name in ("a.png", "b.png") * 4]
    reader.close()
    assert any(future.cancelled() or isinstance(future.exception(), CancelledError) for future in futures)
    assert all(future.done() for future in futures)


@pytest.mark.parametrize(
    ("size", "max_side", "side"),
    [
        ((4000, 3000), None, 4000),
        ((3000, 4000), 1920, 1920),
        ((640, 480), 1920, 640),
        ((16384, 12288), None, 8192),
        ((16384, 12288), 1920, 1920),
        ((100_000, 800), None, 100_000),
        ((100_000, 100_000), None, 6250),
    ],
)
def test_no_more_is_asked_for_than_memory_bears(size: tuple[int, int], max_side: int | None, side: int) -> None:
    assert longest_side(*size, max_side) == side
    assert side * side * min(size) / max(size) <= MOST_PIXELS
