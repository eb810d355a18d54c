"""The whole story in a real window: drop a folder, search while it is read, look, find similar, quit, go on."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photo_search.desktop.navigation import Place, Where, Words, like_photo
from tests.desktop.window_scene import Open, drop, idle, ranked
from tests.end_to_end.conftest import draw_photo, tree_state


def test_the_whole_story(qtbot: QtBot, open_window: Open, shared_photos: Path) -> None:
    photos = shared_photos / "coco-mini"
    before = tree_state(photos)
    window = open_window()
    qtbot.waitUntil(lambda: window._pages.currentWidget() is window._start)

    drop(window, photos)
    qtbot.waitUntil(window._status.isVisible, timeout=20_000)
    qtbot.waitUntil(lambda: window._grid.count > 3, timeout=30_000)
    assert window._upkeep.indexing.running
    qtbot.keyClicks(window._grid, "pizza")  # Letters in the grid begin a search, also while photos are being read.
    qtbot.waitUntil(lambda: window._navigator.place.question == Words("pizza"))
    qtbot.waitUntil(lambda: idle(window), timeout=60_000)
    qtbot.waitUntil(lambda: ranked(window) == 159, timeout=10_000)
    assert not window._upkeep.indexing.running

    qtbot.keyClick(window._search.focusWidget() or window._search, Qt.Key.Key_Down)
    first = window._grid.current_id()
    assert first is not None
    qtbot.keyClick(window._grid, Qt.Key.Key_Return)
    qtbot.waitUntil(window._viewer.isVisible)
    qtbot.keyClick(window._viewer, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: window._viewer.photo_id != first)
    second = window._viewer.photo_id
    qtbot.keyClick(window._viewer, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window._viewer.isVisible())
    assert window._grid.current_id() == second

    window._actions.similar.trigger()
    qtbot.waitUntil(lambda: window._navigator.place.question == like_photo(second or 0))
    qtbot.waitUntil(lambda: window._background.is_idle)
    assert ranked(window) == 158
    qtbot.keyClick(window._grid, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window._navigator.place.question == Words("pizza"))
    qtbot.keyClick(window._grid, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window._navigator.place == Place(Where("all")))
    qtbot.waitUntil(lambda: window._background.is_idle and window._grid.count == 159)

    (folder,) = window._upkeep.folder_list
    window._upkeep.folders.remove_now(folder.folder_id)
    qtbot.waitUntil(lambda: window._pages.currentWidget() is window._start, timeout=10_000)
    assert tree_state(photos) == before


def test_quitting_while_reading_goes_on_next_time(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    for seed in range(120):
        draw_photo(folder / f"{seed}.jpg", seed, (1600, 1200))
    window = open_window()
    drop(window, folder)
    qtbot.waitUntil(lambda: window._grid.count > 0, timeout=30_000)
    assert window._upkeep.indexing.running
    window = open_window()
    qtbot.waitUntil(lambda: window._upkeep.indexing.running, timeout=10_000)
    qtbot.waitUntil(lambda: idle(window) and window._grid.count == 120, timeout=60_000)


def test_changes_in_the_folder_are_noticed_while_the_window_is_open(
    qtbot: QtBot, open_window: Open, tmp_path: Path
) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    draw_photo(folder / "1.jpg", 1)
    window = open_window()
    window.open_paths([os.fsencode(folder)])
    qtbot.waitUntil(lambda: idle(window) and window._grid.count == 1, timeout=30_000)
    draw_photo(folder / "2.jpg", 2)
    qtbot.waitUntil(lambda: idle(window) and window._grid.count == 2, timeout=30_000)


def test_a_drive_that_goes_away_is_said_and_its_photos_stay(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    folder = tmp_path / "drive"
    folder.mkdir()
    for seed in range(3):
        draw_photo(folder / f"{seed}.jpg", seed)
    window = open_window()
    window.open_paths([os.fsencode(folder)])
    qtbot.waitUntil(lambda: idle(window) and window._grid.count == 3, timeout=30_000)
    folder.rename(tmp_path / "unplugged")
    window._upkeep.indexing.start()
    qtbot.waitUntil(lambda: window._banner.isVisible() and idle(window), timeout=30_000)
    assert window._grid.count == 3
    (tmp_path / "unplugged").rename(folder)
    window._upkeep.indexing.start()
    qtbot.waitUntil(lambda: not window._banner.isVisible() and idle(window), timeout=30_000)
    assert window._grid.count == 3


def test_a_picture_from_outside_finds_its_like(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    for seed in range(5):
        draw_photo(folder / f"{seed}.jpg", seed)
    shutil.copy(folder / "3.jpg", tmp_path / "outside.jpg")
    window = open_window()
    window.open_paths([os.fsencode(folder)])
    qtbot.waitUntil(lambda: idle(window) and window._grid.count == 5, timeout=30_000)
    asked = window._navigator.arrived
    with qtbot.waitSignal(asked, timeout=20_000, check_params_cb=lambda content: content.place.question is not None):
        drop(window, tmp_path / "outside.jpg")
    assert window._question.isVisible()
    assert ranked(window) == 5
    window._grid.select_first()
    ids = window._grid.selected_ids()
    assert window._library.photos(ids)[0].files[0].path.endswith(b"3.jpg")


def test_the_menu_of_a_photo_and_its_keys(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    for seed in range(5):
        draw_photo(folder / f"{seed}.jpg", seed)
    window = open_window()
    window.open_paths([os.fsencode(folder)])
    qtbot.waitUntil(lambda: idle(window) and window._grid.count == 5, timeout=30_000)
    window._grid.setFocus()
    window._grid.select_first()
    window._actions.copy_paths.trigger()
    qtbot.waitUntil(lambda: QApplication.clipboard().text().startswith(str(folder)))
    window._actions.copy.trigger()
    qtbot.waitUntil(lambda: QApplication.clipboard().mimeData().hasImage(), timeout=20_000)
    assert QApplication.clipboard().mimeData().hasUrls()
    window._actions.information.trigger()
    qtbot.waitUntil(window._panel.isVisible)
    window._actions.menu(QPoint(10, 10))
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()
    window._actions.exclude.trigger()
    qtbot.waitUntil(lambda: window._background.is_idle)


def test_nothing_matches_and_problems_are_shown(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "bad.jpg").write_bytes(b"no picture")
    window = open_window()
    window.open_paths([os.fsencode(folder)])
    qtbot.waitUntil(lambda: idle(window) and bool(window._upkeep.folder_list), timeout=30_000)
    window._navigator.ask_words("anything")
    qtbot.waitUntil(lambda: window._pages.currentWidget() is window._empty, timeout=10_000)
    window._navigator.go(Place(Where("problems")))
    qtbot.waitUntil(lambda: window._pages.currentWidget() is window._problems)
