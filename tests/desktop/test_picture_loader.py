from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from photo_search.desktop.picture_loader import PictureLoader, Preview, Sharp
from photo_search.errors import FileVanished, NoSuchPhoto
from photo_search.indexing.picture import Picture
from tests.desktop.folder_source import FolderSource

Load = Callable[..., PictureLoader]


@pytest.fixture
def source(tmp_path: Path) -> Iterator[FolderSource]:
    paths = []
    for k in range(5):
        paths.append(tmp_path / f"{k}.png")
        Image.new("RGB", (300, 200), (40 * k, 100, 100)).save(paths[-1])
    made = FolderSource(*paths)
    yield made
    made.close()


@pytest.fixture
def load(source: FolderSource) -> Iterator[Load]:
    loaders = []

    def make(**options: int) -> PictureLoader:
        loaders.append(PictureLoader(source, **options))
        return loaders[-1]

    yield make
    for loader in loaders:
        loader.close()


def listen(loader: PictureLoader) -> list[object]:
    heard: list[object] = []
    loader.preview_ready.connect(lambda preview: heard.append(("preview", preview.photo_id)))
    loader.picture_ready.connect(lambda sharp: heard.append(("picture", sharp.photo_id)))
    loader.failed.connect(lambda photo_id, error: heard.append((type(error), photo_id)))
    return heard


def test_a_photo_comes_before_its_neighbours_and_nothing_comes_on_the_gui_thread(
    qtbot: QtBot, source: FolderSource, load: Load
) -> None:
    loader = load()
    heard = listen(loader)
    loader.want(2, None, [3, 1])
    qtbot.waitUntil(lambda: len(heard) == 6)
    assert heard[0] == ("preview", 2)
    pictures = [photo_id for kind, photo_id in heard if kind == "picture"]
    assert pictures == [2, 3, 1]
    preview, sharp = loader.preview(2), loader.picture(2)
    assert isinstance(preview, Preview)
    assert preview.size.toTuple() == (300, 200)
    assert preview.thumbnail is not None
    assert isinstance(sharp, Sharp)
    assert sharp.levels[0].pixelColor(5, 5).getRgb()[:3] == (40, 100, 100)
    assert threading.main_thread().name not in source.threads


def test_what_was_fetched_is_not_fetched_again(qtbot: QtBot, source: FolderSource, load: Load) -> None:
    loader = load()
    heard = listen(loader)
    loader.want(2, None, [3, 1])
    qtbot.waitUntil(lambda: len(heard) == 6)
    loader.want(3, None, [4, 2])
    assert loader.picture(3) is not None
    qtbot.waitUntil(lambda: ("picture", 4) in heard)
    assert sorted(photo_id for photo_id, _ in source.asked) == [1, 2, 3, 4]
    loader.forget(3)
    loader.want(3, None)
    qtbot.waitUntil(lambda: heard.count(("picture", 3)) == 2)


def test_a_photo_that_takes_long_does_not_keep_the_next_waiting(qtbot: QtBot, source: FolderSource, load: Load) -> None:
    loader = load()
    heard = listen(loader)
    source.hold(1)
    loader.want(1, None, [2])
    qtbot.waitUntil(lambda: ("preview", 2) in heard)
    loader.want(3, None, [4])
    qtbot.waitUntil(lambda: ("picture", 3) in heard)
    assert ("picture", 1) not in heard
    source.release(1)
    qtbot.waitUntil(lambda: ("picture", 4) in heard)


def test_no_more_is_asked_for_than_the_screen_shows_but_where_that_saves_nothing(
    qtbot: QtBot, source: FolderSource, load: Load
) -> None:
    loader = load()
    loader.want(1, 100)
    qtbot.waitUntil(lambda: loader.picture(1) is not None)
    loader.want(2, 250)
    qtbot.waitUntil(lambda: loader.picture(2) is not None)
    assert source.asked == [(1, 100), (2, None)]
    small = loader.picture(1)
    assert small is not None
    assert small.levels[0].width() == 100
    assert not small.serves(None)
    loader.want(1, None)
    qtbot.waitUntil(lambda: loader.picture(1) is not small)
    whole = loader.picture(1)
    assert whole is not None
    assert whole.serves(None)
    assert whole.serves(10_000)


def test_a_small_picture_that_comes_late_does_not_replace_the_whole_one(
    qtbot: QtBot, source: FolderSource, load: Load
) -> None:
    loader = load()
    came: list[int] = []
    loader.picture_ready.connect(lambda sharp: came.append(sharp.levels[0].width()))
    gate = source.hold(1)
    loader.want(1, 100)
    qtbot.waitUntil(lambda: source.asked == [(1, 100)])
    source.let_pass(1)
    loader.want(1, None)
    qtbot.waitUntil(lambda: came == [300])
    gate.set()
    qtbot.waitUntil(lambda: len(came) == 2)
    assert came == [300, 300]


def test_only_so_much_is_remembered(qtbot: QtBot, load: Load) -> None:
    one = 300 * 200 * 4
    loader = load(cache_bytes=2 * one)
    for photo_id in (1, 2, 3):
        loader.want(photo_id, None)
        qtbot.waitUntil(lambda photo_id=photo_id: loader.picture(photo_id) is not None)
    assert loader.cached_bytes == 2 * one
    assert loader.picture(1) is None
    tiny = load(cache_bytes=1)
    tiny.want(1, None)
    qtbot.waitUntil(lambda: tiny.picture(1) is not None)


def test_large_pictures_come_at_several_sizes(qtbot: QtBot, tmp_path: Path, load: Load, source: FolderSource) -> None:
    Image.new("RGB", (5000, 3000)).save(tmp_path / "large.png")
    large = FolderSource(tmp_path / "large.png")
    loader = PictureLoader(large)
    try:
        loader.want(1, None)
        qtbot.waitUntil(lambda: loader.picture(1) is not None, timeout=20_000)
        sharp = loader.picture(1)
        assert sharp is not None
        assert [level.width() for level in sharp.levels] == [5000, 2500, 1250]
    finally:
        loader.close()
        large.close()


def test_a_failure_is_told_and_tried_anew(qtbot: QtBot, source: FolderSource, load: Load, tmp_path: Path) -> None:
    loader = load()
    heard = listen(loader)
    (tmp_path / "0.png").rename(tmp_path / "away.png")
    loader.want(1, None, [2])
    qtbot.waitUntil(lambda: (FileVanished, 1) in heard and ("picture", 2) in heard)
    (tmp_path / "away.png").rename(tmp_path / "0.png")
    loader.want(1, None)
    qtbot.waitUntil(lambda: ("picture", 1) in heard)
    del source.photos[3]
    loader.want(3, None)
    qtbot.waitUntil(lambda: (NoSuchPhoto, 3) in heard)
    preview = loader.preview(3)
    assert preview is not None
    assert preview.photo is None


class ClosingSource(FolderSource):
    """A library that is closed while it reads."""

    def picture(self, photo_id: int, max_side: int | None) -> Future[Picture]:
        future: Future[Picture] = Future()
        future.set_exception(CancelledError())
        self.asked.append((photo_id, max_side))
        return future


def test_a_library_that_closes_is_no_failure(qtbot: QtBot, tmp_path: Path) -> None:
    Image.new("RGB", (30, 20)).save(tmp_path / "a.png")
    source = ClosingSource(tmp_path / "a.png")
    loader = PictureLoader(source)
    heard = listen(loader)
    loader.want(1, None)
    qtbot.waitUntil(lambda: bool(source.asked))
    loader.close()
    source.close()
    qtbot.wait(20)
    assert not [kind for kind, _ in heard if kind not in {"preview", "picture"}]


def test_closing_ends_the_thread_and_all_signals(qtbot: QtBot, source: FolderSource, load: Load) -> None:
    loader = load()
    heard = listen(loader)
    source.hold(1)
    loader.want(1, None)
    qtbot.waitUntil(lambda: bool(source.asked))
    loader.close()
    assert "viewer pictures" not in {thread.name for thread in threading.enumerate()}
    heard.clear()
    source.release(1)
    qtbot.wait(50)
    assert not heard


def test_clearing_forgets_everything(qtbot: QtBot, load: Load) -> None:
    loader = load()
    loader.want(1, None)
    qtbot.waitUntil(lambda: loader.picture(1) is not None)
    loader.clear()
    assert loader.cached_bytes == 0
    assert loader.preview(1) is None
