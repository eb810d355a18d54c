"""Starts the window: one for each library, however often the program is started."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from photo_search.desktop import translations
from photo_search.desktop.icons import app_icon
from photo_search.desktop.log_file import LogFile
from photo_search.desktop.main_window import MainWindow
from photo_search.desktop.messages import Presenter
from photo_search.desktop.opening import Opening
from photo_search.desktop.single_instance import SingleInstance
from photo_search.desktop.theme import ThemeSwitch
from photo_search.errors import SettingsUnsaved, UserFixable
from photo_search.paths import default_library, log_dir
from photo_search.settings import Settings, load_settings, save_settings

_SETTLE_MS = 500


def run(arguments: Sequence[str]) -> int:
    """Open the window on a library, or hand the arguments to the one that is open; return the exit status.

    Arguments are folders to add, or a picture to find others like; `--library PATH` names another library.
    """
    parser = argparse.ArgumentParser(prog="photo-search", add_help=False)
    parser.add_argument("--library", type=Path, default=default_library())
    parser.add_argument("paths", nargs="*", type=os.fsencode)
    asked = parser.parse_args(arguments)
    library_path: Path = asked.library.absolute()
    paths = [os.path.abspath(path) for path in asked.paths]

    app = QApplication(sys.argv[:1])
    app.setApplicationName("photo_search")
    app.setDesktopFileName("photo_search")
    app.setWindowIcon(app_icon())
    translations.install(app)
    settings = load_settings()
    theme = ThemeSwitch(app, settings.theme)
    instance = SingleInstance(library_path)
    while not instance.claim():
        if instance.send(paths):
            return 0
        from photo_search.desktop.hung_instance import ask_about_hung  # noqa: PLC0415 - long to import, seldom needed

        if not ask_about_hung(instance.card, theme):
            return 1
    log = LogFile(log_dir())
    presenter = Presenter(theme)
    presenter.install()
    try:
        return _show(app, library_path, settings, theme, presenter, instance, paths)
    finally:
        presenter.uninstall()
        instance.close()
        log.close()


def _show(
    app: QApplication,
    library_path: Path,
    settings: Settings,
    theme: ThemeSwitch,
    presenter: Presenter,
    instance: SingleInstance,
    paths: list[bytes],
) -> int:
    opening = Opening(library_path)
    try:
        window = MainWindow(opening.library, settings, theme, presenter)
        keeper = _Keeper(presenter)
        window.settings_changed.connect(keeper.keep)
        instance.received.connect(window.receive)
        window.show()
        arrival = _Arrival(opening, window, presenter, paths)
        status = app.exec()
        keeper.save()
        return arrival.status or status
    finally:
        opening.close()


class _Arrival(QObject):
    """Has the window begin once its library is open; or says why it can't be, and ends the program."""

    _settled = Signal()

    def __init__(self, opening: Opening, window: MainWindow, presenter: Presenter, paths: list[bytes]) -> None:
        super().__init__(window)
        self.status = 0
        self._opening = opening
        self._window = window
        self._presenter = presenter
        self._paths = paths
        self._settled.connect(self._begin, Qt.ConnectionType.QueuedConnection)
        opening.done.add_done_callback(lambda _: self._settled.emit())
        opening.start()

    def _begin(self) -> None:
        try:
            restored = self._opening.done.result()
        except Exception as error:  # noqa: BLE001 - the presenter tells the world's faults from ours
            self._presenter.show(error)
            self._window.close()
            self.status = 3 if isinstance(error, UserFixable) else 1
            return
        # `window` in __main__ put it off.
        gc.freeze()
        gc.enable()
        self._presenter.set_window(self._window)
        self._window.begin()
        if restored:
            self._window.say(restored)
        if self._paths:
            self._window.open_paths(self._paths)


class _Keeper(QObject):
    """Saves settings a moment after the last change, not with each step of a slider."""

    def __init__(self, presenter: Presenter) -> None:
        super().__init__(presenter)
        self._presenter = presenter
        self._settings: Settings | None = None
        self._timer = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._timer.timeout.connect(self.save)

    def keep(self, settings: Settings) -> None:
        self._settings = settings
        self._timer.start()

    def save(self) -> None:
        settings, self._settings = self._settings, None
        if settings is None:
            return
        try:
            save_settings(settings)
        except SettingsUnsaved as error:
            self._presenter.show(error)
