"""Small photo folders and libraries over them; and the promise that no photo is touched."""

from __future__ import annotations

import colorsys
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from photo_search.indexing.indexer import IndexOptions
from photo_search.library import Library
from photo_search.records import IndexReport

QUICK = IndexOptions(jobs=2, low_priority=False, decode_timeout_s=20)


def draw_photo(path: Path | bytes, seed: int, size: tuple[int, int] = (160, 120), **save: object) -> None:
    """Write a picture that no other seed gives."""
    hue = (seed * 0.618) % 1
    red, green, blue = (round(255 * c) for c in colorsys.hsv_to_rgb(hue, 0.7, 0.9))
    image = Image.new("RGB", size, (red, green, blue))
    pen = ImageDraw.Draw(image)
    for k in range(5):
        x, y = (seed * 37 + k * 53) % size[0], (seed * 91 + k * 29) % size[1]
        pen.ellipse((x, y, x + 30, y + 20), fill=((seed * 7) % 256, (k * 60) % 256, (seed * 13) % 256))
    pen.text((5, 5), f"photo {seed}", fill="black")
    with open(path, "wb") as file:
        image.save(file, **{"format": "JPEG", "quality": 90, **save})


def tree_state(root: Path) -> dict[bytes, tuple[bytes, int, int]]:
    """Return bytes, time and mode of every regular file below `root`."""
    state = {}
    for folder, _, names in os.walk(os.fsencode(root)):
        for name in names:
            path = os.path.join(folder, name)
            status = os.lstat(path)
            if os.path.isfile(path) and not os.path.islink(path):
                with open(path, "rb") as file:
                    state[path] = (file.read(), status.st_mtime_ns, status.st_mode)
    return state


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    folder = tmp_path / "pictures"
    (folder / "summer").mkdir(parents=True)
    for seed in range(8):
        draw_photo(folder / ("summer" if seed % 2 else ".") / f"p{seed}.jpg", seed)
    return folder


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


@pytest.fixture
def index(library: Library) -> Callable[..., IndexReport]:
    def run(*args: object, **kwargs: object) -> IndexReport:
        kwargs.setdefault("options", QUICK)
        return library.index(*args, **kwargs).result(timeout=100)  # type: ignore[arg-type]

    return run


@pytest.fixture(scope="session")
def coco_library(shared_photos: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    before = tree_state(shared_photos / "coco-mini")
    with Library.open(tmp_path_factory.mktemp("coco") / "library") as opened:
        opened.add_folder(shared_photos / "coco-mini")
        report = opened.index(options=QUICK).result(timeout=100)
        assert (report.embedded, report.failed) == (159, 0)
        yield opened
    assert tree_state(shared_photos / "coco-mini") == before
