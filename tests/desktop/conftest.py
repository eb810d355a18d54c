"""Fixtures for every test of the window: a theme, and checks that no window, timer or thread outlives its test."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QThread, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photo_search.desktop.main_window import MainWindow
from photo_search.desktop.messages import Presenter
from photo_search.desktop.theme import ThemeSwitch
from photo_search.library import Library
from photo_search.settings import Settings
from tests.desktop.window_scene import Open, idle
from tests.end_to_end.conftest import QUICK, draw_photo, tree_state


def pytest_itemcollected(item: pytest.Item) -> None:
    # The offscreen platform says this of least sizes, of raising and of grabbing the keyboard.
    item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture(autouse=True)
def english_numbers() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[ThemeSwitch]:
    font = qapp.font()
    made = ThemeSwitch(qapp, "light")
    yield made
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.setStyleSheet("")
    qapp.setFont(font)


@pytest.fixture(autouse=True)
def empty_clipboard(qapp: QApplication) -> Iterator[None]:
    """What is left on the clipboard of the offscreen platform ends the process when it ends, by a fault of Qt's."""
    yield
    qapp.clipboard().clear()


@pytest.fixture(autouse=True)
def no_leaked_windows(qapp: QApplication) -> Iterator[None]:
    """Hidden ones too; what has a parent goes with it."""
    before = set(qapp.topLevelWidgets())
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [widget for widget in qapp.topLevelWidgets() if widget not in before and widget.parent() is None]
    assert not left, f"windows left behind: {left}"


@pytest.fixture(autouse=True, scope="module")
def nothing_of_qt_left_running(qapp: QApplication) -> Iterator[None]:
    """Looked for after each window as well; more often would take longer than the tests."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert_nothing_of_qt_runs()


def assert_nothing_of_qt_runs() -> None:
    """Fail over timers that would still fire, with or without a parent, and Qt's own threads; see also ../conftest."""
    known = [each for each in gc.get_objects() if type(each) in {QTimer, QThread} and shiboken6.isValid(each)]
    timers = [each for each in known if isinstance(each, QTimer) and each.isActive()]
    assert not timers, f"timers left running: {[(timer, timer.parent(), timer.interval()) for timer in timers]}"
    threads = [each for each in known if isinstance(each, QThread) and each.isRunning()]
    assert not [each for each in threads if each is not QThread.currentThread()], f"threads left running: {threads}"


@pytest.fixture
def open_window(qtbot: QtBot, theme: ThemeSwitch, tmp_path: Path) -> Iterator[Open]:
    """Open a window on one library, again and again; closing it closes the library, as the app does."""
    opened: list[tuple[MainWindow, Library]] = []

    def close_last() -> None:
        if opened:
            window, library = opened.pop()
            window.close()
            library.close()
            window.deleteLater()

    def open_(settings: Settings = Settings(theme="light")) -> MainWindow:  # noqa: B008 - it is frozen
        close_last()
        library = Library.open(tmp_path / "library", models=tmp_path / "models")
        presenter = Presenter(theme)
        window = MainWindow(library, settings, theme, presenter)
        presenter.setParent(window)
        presenter.set_window(window)
        opened.append((window, library))
        window.show()
        window.begin()
        window.activateWindow()
        qtbot.waitActive(window)
        return window

    yield open_
    close_last()
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert_nothing_of_qt_runs()


@pytest.fixture(scope="session")
def read_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `pictures`, nine small ones of which three lie in `summer`, and a `library` that has read them."""
    root = tmp_path_factory.mktemp("window")
    (root / "pictures" / "summer").mkdir(parents=True)
    for seed in range(9):
        draw_photo(root / "pictures" / ("summer" if seed % 3 == 2 else ".") / f"p{seed}.jpg", seed)
    with Library.open(root / "library") as library:
        library.add_folder(root / "pictures")
        assert library.index(options=QUICK).result(timeout=100).embedded == 9
        library.insight.words(1)  # The vectors of the words that it chooses among are made once.
    return root


@pytest.fixture
def window(qtbot: QtBot, open_window: Open, read_library: Path, tmp_path: Path) -> Iterator[MainWindow]:
    """A window on nine photos, none of which any test changes."""
    before = tree_state(read_library / "pictures")
    shutil.copytree(read_library / "library", tmp_path / "library")
    opened = open_window()
    qtbot.waitUntil(lambda: opened._grid.count == 9 and idle(opened), timeout=20_000)
    yield opened
    assert tree_state(read_library / "pictures") == before
