"""Takes a picture of everything about searching: python -m tests.desktop.search_screens FOLDER [--language de].

Each of light and dark, two sizes of the window, is taken by a process of its own; --only light-1280x800 takes one of
them. Run it under Xvfb, or with QT_QPA_PLATFORM=offscreen.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PIL import Image, ImageEnhance
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from photo_search.desktop.answer_wishes import Wishes
from photo_search.desktop.help_window import HelpWindow
from photo_search.desktop.navigation import EVERYTHING, Place, Where
from photo_search.desktop.save_search_dialog import SaveSearchDialog
from photo_search.indexing.indexer import IndexOptions
from photo_search.library import Library
from photo_search.searching.arranging import Grouping, Order
from photo_search.settings import Settings
from tests.desktop.screens import SHARED, Stage
from tests.desktop.tours import main

SAVED = (
    ("Pizza nights", "pizza", False),
    ("Dogs outdoors", "dog -sofa", False),
    ("Our garden", "garden flowers", True),
    ("Trains and stations", "train station", False),
)
ASKED = ("a dog in the snow", "beach -people", "camera:nikon", "sunset over the sea last summer", "pizza")


class Tour:
    """Takes each state under its name."""

    def __init__(self, out: Path, theme: str, size: tuple[int, int], language: str | None) -> None:
        self._out = out
        self._name = f"{theme}-{size[0]}x{size[1]}"
        self._size = size
        self._settings = Settings(theme=theme, model_offered=True)  # type: ignore[arg-type]
        self._language = language

    def go(self) -> None:
        with tempfile.TemporaryDirectory() as scratch:
            self._burst = self._prepare(Path(scratch))
            self._stage = stage = Stage(Path(scratch), self._settings, self._size, self._language)
            stage.wait(lambda: stage.window._grid.count > 100, 0.5)
            stage.wait(lambda: not stage.window._upkeep.indexing.running, 1.0)
            for scene in (
                self._take_words,
                self._take_line,
                self._take_arranged,
                self._take_taught,
                self._take_insight,
                self._take_kept,
                self._take_help,
            ):
                scene()
            stage.close()

    def _prepare(self, scratch: Path) -> Path:
        """Have a library read everyday photos, some with dates and places, and a burst of one of them."""
        burst = scratch / "Pictures" / "Party"
        shutil.copytree(SHARED / "cameras", scratch / "Pictures" / "Journeys", ignore=shutil.ignore_patterns("*.md"))
        burst.mkdir()
        for source in sorted((SHARED / "coco-mini").glob("*.jpg"))[20:22]:
            with Image.open(source) as opened:
                picture = opened.convert("RGB")
            for number, light in enumerate((0.94, 1.0, 1.06, 1.12)):
                ImageEnhance.Brightness(picture).enhance(light).save(burst / f"{source.stem}-{number}.jpg", quality=88)
        with Library.open(scratch / "library", models=scratch / "models") as library:
            library.add_folder(SHARED / "coco-mini")
            library.add_folder(scratch / "Pictures")
            library.index(options=IndexOptions(low_priority=False)).result()
            for name, text, concept in SAVED:
                saved = library.saved.save(name, text, concept=concept)
            library.saved.pin(saved.search_id, True)
            for number, text in enumerate(ASKED):
                library.asked.note(text, (9, 0, 8, None, 5)[number])
        return burst

    def _take(self, name: str, widget: QWidget | None = None, *, seconds: float = 0.5) -> None:
        self._stage.wait(seconds=seconds)
        self._stage.take(self._out / f"{self._name}-{name}.png", widget)

    def _ask(self, text: str) -> None:
        window = self._stage.window
        window._navigator.ask(text)
        self._stage.wait(lambda: window._navigator.has_arrived, 0.7)

    def _wish(self, **wishes: object) -> None:
        window = self._stage.window
        kept = replace(Wishes.of(window._settings), **wishes)  # type: ignore[arg-type]
        window._use(kept.kept_in(window._settings))
        self._stage.wait(lambda: window._navigator.has_arrived, 0.7)

    def _take_words(self) -> None:
        window, field = self._stage.window, self._stage.window._search.field
        self._ask('a plate of food -pizza cake:2 "birthday" -type:png')
        self._take("01-chips")
        self._ask("dog last summer has:gps folder:journeys -camera:canon iso:100..400 near:43.47,11.89,20km colour:red")
        self._take("02-many-chips")
        window._navigator.go(EVERYTHING)
        window._search.focus()
        QTest.keyClicks(field._edit, "pizza ca")
        self._take("03-suggestions", seconds=1.2)
        field.suggestions.close()
        window._navigator.go(EVERYTHING)

    def _take_line(self) -> None:
        window = self._stage.window
        self._ask("pizza")
        self._take("11-line-closed")
        window._navigator.answer.toggle_rest()
        self._take("12-line-open")
        window._navigator.answer.toggle_rest()
        window._question.answer._open_strictness()
        self._take("13-strictness")
        self._take("14-strictness-popup", window._question.answer._popup)
        window._question.answer._popup.hide()
        self._wish(strictness=0.9)
        self._ask("quantum chromodynamics lecture notes")
        self._take("15-nothing-matches")
        self._wish(strictness=0.5)
        self._ask("dog camera:leica date:1950..1960")
        self._take("16-filters-leave-nothing")

    def _take_arranged(self) -> None:
        window = self._stage.window
        self._wish(grouping=Grouping.MONTH, strictness=0.2)
        self._ask("a street with buildings")
        self._take("21-by-month")
        self._wish(grouping=Grouping.FOLDER, order=Order.RELEVANCE)
        self._take("22-by-folder")
        self._wish(grouping=Grouping.NONE, strictness=0.5)
        window._navigator.ask_file(os.fsencode(next(iter(sorted(self._burst.glob("*-1.jpg"))))))
        self._stage.wait(lambda: window._navigator.has_arrived, 1)
        self._take("23-burst")
        folded = [hit.photo_id for hit in window._navigator.answer._hits() if hit.folded]
        if folded:
            window._navigator.answer.toggle_burst(folded[0])
            self._take("24-burst-open", seconds=1)

    def _take_taught(self) -> None:
        window = self._stage.window
        self._ask("animals on a meadow")
        shown = [hit.photo_id for hit in window._navigator.answer._hits()]
        window._grid.select(shown[:1])
        window._grid.set_current(shown[0])
        window._actions.menu(window.mapToGlobal(window.rect().center()))
        self._take("31-photo-menu", self._stage.menu(), seconds=0.3)
        self._stage.menu().close()
        self._ask(f"animals on a meadow more:{shown[0]},{shown[1]} less:{shown[3]}")
        self._take("32-taught")
        self._ask(f"similar:{shown[0]} at night -people")
        self._take("33-picture-and-words")
        window._navigator.go(EVERYTHING)

    def _take_insight(self) -> None:
        window, insight, stage = self._stage.window, self._stage.window._insight, self._stage
        self._ask("a street with people")
        first = window._navigator.answer._hits()[0].photo_id
        insight.explain(first)
        why = insight._why
        assert why is not None
        stage.wait(lambda: window._background.is_idle, 0.5)
        self._take("41-why", why)
        why.heat.show_button.click()
        stage.wait(lambda: why.picture.heat is not None, 0.5)
        self._take("42-heat-map", why)
        why.close()
        window._grid.select([first])
        window._grid.set_current(first)
        window._toggle_panel()
        stage.wait(lambda: window._background.is_idle, 1)
        self._take("43-what-is-in-it")
        window._toggle_panel()
        insight.tune()
        tune = insight._tune
        assert tune is not None
        stage.wait(lambda: tune.view.histogram is not None and window._background.is_idle, 1)
        self._take("44-tune", tune)
        tune.close()
        files = [next(iter(sorted(self._burst.glob("*.jpg")))), SHARED / "free" / "CREDITS.md"]
        files += sorted((SHARED / "free").glob("*.jpg"))[:1]
        insight.look_for([os.fsencode(file) for file in files])
        have = insight._have
        assert have is not None
        stage.wait(lambda: not have.is_looking, 0.5)
        self._take("45-have-i-got-this", have)
        have.close()
        stage.wait(seconds=0.3)

    def _take_kept(self) -> None:
        window, stage = self._stage.window, self._stage
        window._split.show_sidebar(True)
        self._ask("pizza")
        stage.wait(lambda: len(window._searches.saved.counts.known) == len(SAVED), 0.5)
        self._take("51-saved")
        index = next(i for i in map(window._sidebar._rows.index, range(12)) if i.data() == "Our garden")
        place = window._sidebar._list.visualRect(index).center()
        window._sidebar._list.menu_wanted.emit(index, window._sidebar._list.viewport().mapToGlobal(place))
        self._take("52-saved-menu", stage.menu(), seconds=0.3)
        stage.menu().close()
        window._sidebar._list.move_to(index)
        window._sidebar._list.edit(index)
        self._take("53-rename")
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Escape)
        window._searches.saved.save("pizza more:3")
        dialog = next(each for each in window.findChildren(SaveSearchDialog) if each.isVisible())
        self._take("54-save", dialog)
        dialog._name.setText("Pizza nights")
        dialog._save.click()
        stage.wait(dialog._problem.isVisible)
        self._take("55-name-taken", dialog)
        dialog.reject()
        window._searches.saved.remove(2)
        self._take("56-removed")
        window._banner._action.click()
        window._navigator.go(Place(Where("history")))
        self._take("57-history")
        window._navigator.go(EVERYTHING)
        window._split.show_sidebar(window.width() >= 900)

    def _take_help(self) -> None:
        window = self._stage.window
        window._searches.show_help()
        help_ = window._searches._help
        assert isinstance(help_, HelpWindow)
        if self._size[0] < 900:
            help_.resize(*self._size)
        sections: dict[str, Callable[[], None]] = {
            "61-help": lambda: None,
            "62-help-dates": lambda: help_.contents.setCurrentRow(2),
            "63-help-facts": lambda: help_.contents.setCurrentRow(3),
            "64-help-saved": lambda: help_.contents.setCurrentRow(6),
            "65-keys": help_.turn_to_keys,
        }
        for name, turn in sections.items():
            turn()
            self._take(name, help_, seconds=0.3)
        help_.close()


if __name__ == "__main__":
    main("tests.desktop.search_screens", "everything about searching", Tour)
