"""Takes a picture of every screen: python -m tests.desktop.screens OUTPUT_FOLDER [--photos FOLDER] [--language de].

Each of light and dark, 1280x800 and 800x600, is taken by a process of its own. With --readme it makes the picture of
the README instead, and its credits, from photos that may be shown. Run it under Xvfb, or with
QT_QPA_PLATFORM=offscreen.
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
from pathlib import Path

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from photo_search.desktop import translations
from photo_search.desktop.main_window import MainWindow
from photo_search.desktop.messages import Presenter
from photo_search.desktop.navigation import Place, Where
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
        self.app = QApplication.instance() or QApplication([])
        translations.install(self.app, language)
        theme = ThemeSwitch(self.app, settings.theme)
        self.presenter = Presenter(theme)
        self.library = Library.open(scratch / "library")
        self.window = MainWindow(self.library, settings, theme, self.presenter)
        self.presenter.set_window(self.window)
        self.window.resize(*size)
        self.window.show()

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
        return next(w for w in self.app.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible())

    def read(self) -> None:
        self.wait(lambda: self.window._upkeep.indexing.running, 0)
        self.wait(lambda: not self.window._upkeep.indexing.running)

    def close(self) -> None:
        self.window.close()
        self.library.close()


def take_all(out: Path, photos: Path, theme: str, size: tuple[int, int], language: str | None) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "Pictures"
        shutil.copytree(photos, folder, ignore=shutil.ignore_patterns("*.jsonl"))
        first = min(folder.glob("*.jpg"))
        (folder / "damaged.jpg").write_bytes(first.read_bytes()[:3000])
        (folder / "not a photo.jpg").write_text("x")
        stage = Stage(Path(scratch), Settings(theme=theme), size, language)  # type: ignore[arg-type]
        window, name = stage.window, f"{theme}-{size[0]}x{size[1]}"
        stage.wait()
        stage.take(out / f"{name}-1-first-start.png")
        window.open_paths([os.fsencode(folder)])
        stage.wait(lambda: window._grid.count > 0, 0.6)
        stage.take(out / f"{name}-2-indexing.png")
        stage.read()
        stage.take(out / f"{name}-3-browsing.png")
        window._search.type("pizza")
        stage.wait()
        stage.take(out / f"{name}-4-results.png")
        window._enter_grid()
        (photo_id,) = window._chosen_photos()
        window._find_similar(photo_id)
        stage.wait()
        stage.take(out / f"{name}-5-similar.png")
        window._view(photo_id)
        stage.wait(seconds=2)
        stage.take(out / f"{name}-6-viewer.png")
        window._leave_viewer()
        window._toggle_panel()
        window._navigator.go(Place(Where("all")))
        window._grid.select_first()
        stage.wait()
        stage.take(out / f"{name}-7-information.png")
        window._toggle_panel()
        window._navigator.go(Place(Where("problems")))
        stage.wait()
        stage.take(out / f"{name}-8-problems.png")
        window._show_preferences()
        stage.wait()
        stage.take(out / f"{name}-9-preferences.png", stage.dialog())
        stage.dialog().close()
        window._show_keys()
        stage.wait()
        stage.take(out / f"{name}-10-keys.png", stage.dialog())
        stage.dialog().close()
        stage.wait(seconds=0.3)
        stage.presenter.show(LibraryInUse("The library is being written by another photo_search.", "Close it first."))
        stage.wait()
        stage.take(out / f"{name}-11-error.png", stage.dialog())
        stage.dialog().close()
        folder.rename(Path(scratch) / "unplugged")
        window._navigator.go(Place(Where("all")))
        window._upkeep.indexing.start()
        stage.read()
        stage.take(out / f"{name}-12-offline.png")
        stage.close()
        empty = Stage(Path(scratch) / "empty", Settings(theme=theme), size, language)  # type: ignore[arg-type]
        empty.window._navigator.ask_words("anything")
        empty.wait()
        empty.take(out / f"{name}-13-nothing-matches.png")
        empty.close()


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
        stage = Stage(Path(scratch), Settings(theme="light"), (1280, 800), "en")
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
    parser.add_argument("--readme", action="store_true", help="make the picture of the README instead")
    parser.add_argument("--one", nargs=3, metavar=("THEME", "WIDTH", "HEIGHT"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.readme:
        take_for_readme(ROOT / "resources" / "screenshot.png")
        return
    asked.out.mkdir(parents=True, exist_ok=True)
    if asked.one:
        theme, width, height = asked.one
        take_all(asked.out, asked.photos, theme, (int(width), int(height)), asked.language)
        return
    language = ["--language", asked.language] if asked.language else []
    for theme in ("light", "dark"):
        for size in (("1280", "800"), ("800", "600")):
            command = [sys.executable, "-m", "tests.desktop.screens", str(asked.out), "--photos", str(asked.photos)]
            subprocess.run([*command, *language, "--one", theme, *size], check=True)


if __name__ == "__main__":
    main()
