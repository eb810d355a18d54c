"""Thumbnails come from other threads, what is seen first, and never more of them are kept than there is room for."""

from __future__ import annotations

import io
import logging
import threading
from collections.abc import Iterator

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from photo_search.desktop.thumbnail_loader import ThumbnailLoader, Wanted, scaled_thumbnail
from photo_search.errors import UnreadablePhoto
from tests.desktop.grid_scene import Album, jpeg

SIDE = 40


def wanted(*photo_ids: int, side: int = SIDE) -> list[Wanted]:
    return [Wanted(photo_id, side, side) for photo_id in photo_ids]


@pytest.fixture
def album() -> Iterator[Album]:
    album = Album()
    yield album
    album.may_read.set()


@pytest.fixture
def loader(album: Album, qtbot: QtBot) -> Iterator[ThumbnailLoader]:
    made = ThumbnailLoader(album.thumbnail, album.caption, threads=1, cache_bytes=10 * SIDE * SIDE * 4)
    yield made
    album.may_read.set()
    made.close()


def wait_for(qtbot: QtBot, loader: ThumbnailLoader, *photo_ids: int) -> None:
    qtbot.waitUntil(lambda: all(loader.picture(i) is not None or loader.is_broken(i) for i in photo_ids))


def test_a_thumbnail_is_read_elsewhere_and_arrives_here(qtbot: QtBot, album: Album, loader: ThumbnailLoader) -> None:
    here = []
    loader.loaded.connect(lambda came: here.append((threading.get_ident(), came)))
    loader.want(wanted(7))
    assert loader.picture(7) is None
    wait_for(qtbot, loader, 7)
    picture = loader.picture(7)
    assert picture is not None
    assert (picture.width(), picture.height()) == (SIDE, SIDE)
    assert album.threads.isdisjoint({threading.get_ident()})
    assert here == [(threading.get_ident(), [(7, True)])]


def test_what_is_seen_comes_before_what_may_be(qtbot: QtBot, album: Album, loader: ThumbnailLoader) -> None:
    loader.want(wanted(3, 2, 5), wanted(9, 8))
    wait_for(qtbot, loader, 2, 3, 5, 8, 9)
    assert album.asked == [3, 2, 5, 9, 8]


def test_what_scrolled_away_is_not_read(qtbot: QtBot, album: Album, loader: ThumbnailLoader) -> None:
    album.may_read.clear()
    loader.want(wanted(1, 2, 3))
    qtbot.waitUntil(lambda: album.asked == [1])
    loader.want(wanted(4, 1))
    album.may_read.set()
    wait_for(qtbot, loader, 1, 4)
    assert album.asked == [1, 4]


def test_nothing_is_read_twice(qtbot: QtBot, album: Album, loader: ThumbnailLoader) -> None:
    loader.want(wanted(1))
    wait_for(qtbot, loader, 1)
    loader.want(wanted(1, 2))
    wait_for(qtbot, loader, 2)
    assert album.asked == [1, 2]


def test_another_size_replaces_the_one_before(qtbot: QtBot, album: Album, loader: ThumbnailLoader) -> None:
    loader.want(wanted(1))
    wait_for(qtbot, loader, 1)
    with qtbot.waitSignal(loader.loaded) as came:
        loader.want(wanted(1, side=20))
    assert came.args == [[(1, False)]]
    picture = loader.picture(1)
    assert picture is not None
    assert picture.width() == 20
    assert loader.held_bytes == 20 * 20 * 4


def test_a_size_that_was_wanted_before_replaces_nothing(qtbot: QtBot) -> None:
    slow, album = threading.Event(), Album()

    def read(photo_id: int) -> bytes | None:
        if not album.asked:
            album.asked.append(photo_id)
            slow.wait(10)
        return album.thumbnail(photo_id)

    loader = ThumbnailLoader(read, album.caption, threads=2)
    loader.want(wanted(1))
    qtbot.waitUntil(lambda: album.asked == [1])
    loader.want(wanted(1, side=20))
    wait_for(qtbot, loader, 1)
    slow.set()
    loader.want([*wanted(1, side=20), *wanted(2)])
    wait_for(qtbot, loader, 2)
    qtbot.waitUntil(lambda: not loader._workers._busy)
    loader.close()
    picture = loader.picture(1)
    assert picture is not None
    assert picture.width() == 20


def test_the_longest_unseen_go_when_room_is_short(qtbot: QtBot, loader: ThumbnailLoader) -> None:
    for photo_id in range(10):
        loader.want(wanted(photo_id))
        wait_for(qtbot, loader, photo_id)
    assert loader.picture(0) is not None  # Now the most recently seen.
    loader.want(wanted(10))
    wait_for(qtbot, loader, 10)
    assert [photo_id for photo_id in range(11) if loader.picture(photo_id) is None] == [1]
    assert loader.held_bytes == 10 * SIDE * SIDE * 4


def test_what_is_on_the_screen_is_kept_even_if_it_is_too_much(
    qtbot: QtBot, album: Album, loader: ThumbnailLoader
) -> None:
    many = range(30)
    loader.want(wanted(*many))
    wait_for(qtbot, loader, *many)
    assert len(album.asked) == 30


def test_what_was_read_before_a_change_is_never_shown(qtbot: QtBot, album: Album, loader: ThumbnailLoader) -> None:
    album.may_read.clear()
    loader.want(wanted(1))
    qtbot.waitUntil(lambda: album.asked == [1])
    loader.forget(1)
    loader.want(wanted(1))
    shown = []
    loader.loaded.connect(shown.extend)
    album.may_read.set()
    wait_for(qtbot, loader, 1)
    assert album.asked == [1, 1]
    assert shown == [(1, True)]


def test_a_photo_without_a_thumbnail_is_known_as_such(qtbot: QtBot, album: Album, loader: ThumbnailLoader) -> None:
    album.missing.add(1)
    loader.want(wanted(1))
    qtbot.waitUntil(lambda: loader.is_broken(1))
    loader.want(wanted(1, 2))
    wait_for(qtbot, loader, 2)
    assert album.asked == [1, 2]
    album.missing.clear()
    loader.try_again()
    assert loader.is_broken(1)  # Until it is known better.
    loader.want(wanted(1))
    qtbot.waitUntil(lambda: loader.picture(1) is not None)
    assert not loader.is_broken(1)


def test_one_that_fails_costs_only_itself(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    def read(photo_id: int) -> bytes:
        if photo_id == 1:
            raise UnreadablePhoto("/home/anna/secret.jpg can't be read.")
        if photo_id == 2:
            raise ZeroDivisionError
        return jpeg(photo_id)

    loader = ThumbnailLoader(read, lambda _: None)
    with caplog.at_level(logging.WARNING):
        loader.want(wanted(1, 2, 3))
        wait_for(qtbot, loader, 1, 2, 3)
    loader.close()
    assert loader.is_broken(1)
    assert loader.is_broken(2)
    assert loader.picture(3) is not None
    assert "secret" not in caplog.text
    assert "ZeroDivisionError" in caplog.text


def test_photos_are_described_before_thumbnails_are_read(qtbot: QtBot, album: Album, loader: ThumbnailLoader) -> None:
    order: list[object] = []
    loader.loaded.connect(lambda came: order.extend(photo_id for photo_id, _ in came))
    loader.described.connect(lambda _, caption: order.append(caption.name))
    album.may_read.clear()
    loader.want(wanted(1, 2))
    qtbot.waitUntil(lambda: album.asked == [1])
    loader.want_described(9)
    album.may_read.set()
    qtbot.waitUntil(lambda: len(order) == 3)
    assert album.asked == [1, 2]
    assert order.index("IMG_0009.jpg") < order.index(2)


def test_closing_ends_the_threads_and_drops_what_waits(qtbot: QtBot, album: Album) -> None:
    before = threading.active_count()
    loader = ThumbnailLoader(album.thumbnail, album.caption, threads=2)
    assert threading.active_count() == before + 2
    loader.want(wanted(*range(200)))
    loader.close()
    assert threading.active_count() == before
    assert len(album.asked) < 200


def _two_halves(width: int, height: int) -> bytes:
    picture = Image.new("RGB", (width, height), "red")
    picture.paste("blue", (width // 2, 0, width, height))
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=95, subsampling=0)
    return file.getvalue()


@pytest.mark.parametrize("size", [(400, 100), (100, 400), (30, 20), (512, 512)])
def test_a_thumbnail_fills_its_tile_around_the_middle(size: tuple[int, int]) -> None:
    image = scaled_thumbnail(_two_halves(*size), 90, 60)
    assert image is not None
    assert (image.width(), image.height()) == (90, 60)
    assert image.pixelColor(10, 30).red() > 200
    assert image.pixelColor(80, 30).blue() > 200
    assert {image.pixelColor(x, y).alpha() for x in (0, 89) for y in (0, 59)} == {255}


def test_corners_are_rounded() -> None:
    image = scaled_thumbnail(_two_halves(90, 60), 90, 60, radius=6)
    assert image is not None
    assert {image.pixelColor(x, y).alpha() for x in (0, 89) for y in (0, 59)} == {0}
    assert {image.pixelColor(x, y).alpha() for x in (8, 80) for y in (0, 59)} == {255}


@pytest.mark.qt_log_ignore("JPEG", extend=True)  # What Qt's decoder says of them.
@pytest.mark.parametrize("damaged", [b"", b"no picture", _two_halves(90, 60)[:40]])
def test_what_is_no_picture_gives_none(damaged: bytes) -> None:
    assert scaled_thumbnail(damaged, 90, 60) is None
