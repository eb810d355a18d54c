"""Takes a picture of every screen: python -m tests.desktop.screens OUTPUT_FOLDER [--photos FOLDER] [--language de].

Each of light and dark, 1280x800 and 800x600, is taken by a process of its own; --rtl lays them out from right to left,
--scale 2 draws them as a screen with four times the pixels does. With --readme it makes the picture of the README
instead, and its credits, from photos that may be shown. Run it under Xvfb, or with QT_QPA_PLATFORM=offscreen.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from photo_search.desktop import translations
from photo_search.desktop.main_window import MainWindow
from photo_search.desktop.messages import Presenter
from photo_search.desktop.navigation import Place, Where
from photo_search.desktop.preferences import PreferencesDialog
from photo_search.desktop.theme import ThemeSwitch
from photo_search.errors import LibraryInUse
from photo_search.library import Library
from photo_search.settings import Settings

SHARED = Path(os.environ.get("PHOTO_SEARCH_TEST_PHOTOS", Path(__file__).parents[3] / "shared" / "photos"))
ROOT = Path(__file__).parents[2]
_SHOWABLE = ("licenses/by/2.0", "licenses/by-sa/2.0")


class Stage:
    """A window on a library in a scratch folder, and a camera."""

    def __init__(self, scratch: Path, settings: Settings, size: tuple[int, int], language: str | None) -> None:
        self.app = cast(QApplication, QApplication.instance() or QApplication([]))
        translations.install(self.app, language)
        theme = ThemeSwitch(self.app, settings.theme)
        self.presenter = Presenter(theme)
        self.library = Library.open(scratch / "library", models=scratch / "models")
        self.window = MainWindow(self.library, settings, theme, self.presenter)
        self.presenter.set_window(self.window)
        self.window.resize(*size)
        self.window.show()
        self.window.activateWindow()
        self.window.begin()

    def wait(self, done: Callable[[], bool] | None = None, seconds: float = 1.0) -> None:
        """Wait until something is done, at most a minute, and then some seconds for the window to settle."""
        end = time.monotonic() + 60
        while done is not None and not done() and time.monotonic() < end:
            self.app.processEvents()
            time.sleep(0.005)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.app.processEvents()
            time.sleep(0.005)

    def take(self, path: Path, widget: QWidget | None = None) -> None:
        (widget or self.window).grab().save(str(path))

    def dialog(self) -> QDialog:
        return next(w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible())

    def press(self, key: str) -> None:
        """Do what a key of the window does."""
        next(action for action in self.window.actions() if QKeySequence(key) in action.shortcuts()).trigger()

    def menu(self) -> QMenu:
        return next(w for w in QApplication.topLevelWidgets() if isinstance(w, QMenu) and w.isVisible())

    def read(self) -> None:
        self.wait(lambda: self.window._upkeep.indexing.running, 0)
        self.wait(lambda: not self.window._upkeep.indexing.running)

    def close(self) -> None:
        self.window.close()
        self.library.close()


class Tour:
    """Leads a stage through the screens, and takes each under its name."""

    def __init__(self, out: Path, photos: Path, theme: str, size: tuple[int, int], language: str | None) -> None:
        self._out = out
        self._photos = photos
        self._name = f"{theme}-{size[0]}x{size[1]}"
        self._settings = Settings(theme=theme)  # type: ignore[arg-type]
        self._size = size
        self._language = language

    def go(self) -> None:
        with tempfile.TemporaryDirectory() as scratch:
            folder = self._make_folder(Path(scratch))
            self._stage = stage = Stage(Path(scratch), self._settings, self._size, self._language)
            self._begin(folder)
            photo_id = self._search()
            self._look_at(photo_id)
            self._take_places()
            self._take_menus()
            self._take_preferences()
            self._take_messages()
            self._unplug(folder)
            stage.close()
            self._stage = empty = Stage(Path(scratch) / "empty", self._settings, self._size, self._language)
            empty.window._navigator.ask_words("anything")
            self._take("31-nothing-matches")
            empty.close()

    def _make_folder(self, scratch: Path) -> Path:
        """Copy the photos into a folder, which has a name of the direction of writing, and some that are none."""
        mirrored = QApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
        folder = scratch / ("\u05ea\u05de\u05d5\u05e0\u05d5\u05ea" if mirrored else "Pictures")
        shutil.copytree(self._photos, folder, ignore=shutil.ignore_patterns("*.jsonl"))
        first = min(folder.glob("*.jpg"))
        (folder / "damaged.jpg").write_bytes(first.read_bytes()[:3000])
        (folder / "not a photo.jpg").write_text("x")
        return folder

    def _take(self, name: str, widget: QWidget | None = None, *, seconds: float = 1.0) -> None:
        self._stage.wait(seconds=seconds)
        self._stage.take(self._out / f"{self._name}-{name}.png", widget)

    def _begin(self, folder: Path) -> None:
        stage, window = self._stage, self._stage.window
        self._take("01-first-start")
        window._veil._cover(window._veil._what_it_does([os.fsencode(folder)]))
        self._take("02-dragging", seconds=0.1)
        window._veil.hide()
        window.open_paths([os.fsencode(folder)])
        stage.wait(lambda: window._grid.count > 0, 0.6)
        self._take("03-indexing", seconds=0)
        stage.read()
        self._take("04-browsing")

    def _search(self) -> int:
        stage, window = self._stage, self._stage.window
        window._search.type("pizza")
        stage.wait()
        stage.wait(lambda: window._navigator.has_arrived)
        self._take("05-results")
        window._enter_grid()
        window._use(replace(self._settings, show_scores=True, square_tiles=True))
        QTest.keyClick(window._grid, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
        self._take("06-squares")
        window._use(self._settings)
        window._grid.select_first()
        (photo_id,) = window._chosen_photos()
        window._navigator.ask_photo(photo_id)
        self._take("07-similar")
        window._grid.select_first()
        QTest.mouseMove(window._grid.viewport(), window._grid.photo_rect(1).center())
        self._take("08-hover")
        stage.wait(seconds=0.1)
        return window._chosen_photos()[0]

    def _look_at(self, photo_id: int) -> None:
        window = self._stage.window
        window._view(photo_id)
        self._stage.wait(lambda: not window._viewer._message.text)
        window._viewer._overlay.wake()
        self._take("09-viewer", seconds=0.2)
        window._toggle_panel()
        self._stage.wait(seconds=0.5)
        window._viewer._overlay.wake()
        window._viewer._overlay.similar.setFocus(Qt.FocusReason.TabFocusReason)
        self._take("10-viewer-information", seconds=0.2)
        window._leave_viewer()
        window._navigator.go(Place(Where("all")))
        self._stage.wait()
        window._grid.select_first()
        self._take("11-information")
        window._grid.select_all()
        self._take("12-information-of-many")
        window._grid.clear_selection()
        window._toggle_panel()

    def _take_places(self) -> None:
        window = self._stage.window
        window._split.show_sidebar(True)
        window._navigator.go(Place(Where("recent")))
        window._sidebar.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(window._sidebar._list, Qt.Key.Key_Down)
        self._take("13-recent-sidebar")
        window._navigator.go(Place(Where("problems")))
        self._take("14-problems")
        window._problems._list.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(window._problems._list, Qt.Key.Key_Down)
        self._take("15-problem-chosen")
        window._split.show_sidebar(window.width() >= 900)
        window._search.set_history(("mountains and sky", "a dog in the snow", "pizza"))
        window._search.focus()
        QTest.keyClick(window._search.field._edit, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        self._take("16-suggestions", seconds=0.3)
        window._search.field.suggestions.close()
        window._navigator.go(Place(Where("all")))

    def _take_menus(self) -> None:
        window = self._stage.window
        self._stage.wait(seconds=0.5)
        window._grid.select_first()
        window._actions.menu(window.mapToGlobal(window.rect().center()))
        self._take("17-photo-menu", self._stage.menu(), seconds=0.2)
        self._stage.menu().close()
        for action in window.menuBar().actions()[2:4]:
            menu = cast(QMenu, action.menu())
            menu.popup(window.mapToGlobal(window.rect().topLeft()))
            QTest.keyClick(menu, Qt.Key.Key_Down)
            self._take(f"18-menu-{window.menuBar().actions().index(action)}", menu, seconds=0.2)
            menu.close()
        folder = window._upkeep.folder_list[0]
        window._upkeep.folders.menu(folder, window.mapToGlobal(window.rect().center()))
        self._take("19-folder-menu", self._stage.menu(), seconds=0.2)
        self._stage.menu().close()

    def _take_preferences(self) -> None:
        window, stage = self._stage.window, self._stage
        stage.press("Ctrl+,")
        dialog = stage.dialog()
        assert isinstance(dialog, PreferencesDialog)
        for number, page in enumerate(("appearance", "reading", "folders", "storage")):
            dialog.open_page(page)
            self._take(f"2{number}-preferences-{page}", dialog)
        dialog.close()
        stage.wait(seconds=0.3)
        window._searches.show_keys()
        self._take("24-keys", stage.dialog())
        stage.dialog().close()
        stage.wait(seconds=0.3)

    def _take_messages(self) -> None:
        window, stage = self._stage.window, self._stage
        folder = window._upkeep.folder_list[0]
        folders, show = window._upkeep.folders, stage.presenter.show
        messages: dict[str, Callable[[], None]] = {
            "25-remove-folder": lambda: folders.remove(folder),
            "26-leave-out": lambda: folders.edit_exclusions(folder),
            "27-error": lambda: show(LibraryInUse("Another photo_search is writing.", "Close it.")),
            "28-bug": lambda: show(ZeroDivisionError("division by zero")),
        }
        for name, say in messages.items():
            say()
            self._take(name, stage.dialog())
            stage.dialog().close()
            stage.wait(seconds=0.3)

    def _unplug(self, folder: Path) -> None:
        window, stage = self._stage.window, self._stage
        folder.rename(folder.with_name("unplugged"))
        window._navigator.go(Place(Where("all")))
        window._upkeep.indexing.start()
        stage.read()
        window._split.show_sidebar(True)
        self._take("29-offline")
        window._view(window._chosen_photos()[0])
        self._take("30-offline-viewer")
        window._leave_viewer()


def take_for_readme(target: Path) -> None:
    """Write the README's picture and, beside it, whose photos it shows."""
    credits_ = ["The photos in `screenshot.png`:", ""]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "Pictures"
        shutil.copytree(SHARED / "free", folder, ignore=shutil.ignore_patterns("*.md"))
        for line in (SHARED / "coco-mini" / "captions.jsonl").read_text("utf-8").splitlines():
            entry = json.loads(line)
            if any(licence in entry["licence"] for licence in _SHOWABLE):
                shutil.copy(SHARED / "coco-mini" / entry["file"], folder)
                credits_.append(f"- {entry['file']}: {entry['source']}, {entry['licence']}")
        credits_.append("- " + "; ".join(sorted(p.name for p in (SHARED / "free").glob("*.jpg"))))
        credits_ += ["", (SHARED / "free" / "CREDITS.md").read_text("utf-8")]
        stage = Stage(Path(scratch), Settings(theme="light", model_offered=True), (1280, 800), "en")
        stage.window.open_paths([os.fsencode(folder)])
        stage.read()
        stage.window._search.type("mountains and sky")
        stage.wait()
        stage.take(target)
        stage.close()
    target.with_name("screenshot-credits.md").write_text("\n".join(credits_), "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description="Take a picture of every screen.")
    parser.add_argument("out", type=Path, nargs="?", default=Path("screens"))
    parser.add_argument("--photos", type=Path, default=SHARED / "coco-mini")
    parser.add_argument("--language")
    parser.add_argument("--rtl", action="store_true", help="lay the window out from right to left")
    parser.add_argument("--scale", default="1", help="how many pixels of the screen one of ours is, such as 2")
    parser.add_argument("--readme", action="store_true", help="make the picture of the README instead")
    parser.add_argument("--one", nargs=3, metavar=("THEME", "WIDTH", "HEIGHT"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.readme:
        take_for_readme(ROOT / "resources" / "screenshot.png")
        return
    asked.out.mkdir(parents=True, exist_ok=True)
    if asked.one:
        os.environ["QT_SCALE_FACTOR"] = asked.scale
        theme, width, height = asked.one
        app = QApplication([])
        if asked.rtl:
            app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        Tour(asked.out, asked.photos, theme, (int(width), int(height)), asked.language).go()
        return
    for theme in ("light", "dark"):
        for size in (("1280", "800"), ("800", "600")):
            command = [sys.executable, "-m", "tests.desktop.screens", *sys.argv[1:], "--one", theme, *size]
            subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
