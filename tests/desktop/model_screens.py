"""Takes a picture of the models' window in each state: python -m tests.desktop.model_screens FOLDER [--language de].

Each of light and dark, two sizes of the window, is taken by a process of its own. Run it under Xvfb, or with
QT_QPA_PLATFORM=offscreen.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from photo_search.comparison.blind import Pick
from photo_search.desktop.models_control import ModelsControl
from photo_search.desktop.models_offer import Offer
from photo_search.desktop.models_overview import cards
from photo_search.desktop.models_window import ModelsWindow
from photo_search.indexing.indexer import IndexOptions
from photo_search.library import Library
from photo_search.models.catalogue import known_models
from photo_search.records import SpaceRole
from photo_search.settings import Settings
from tests.desktop.model_scenes import DEFAULT, PHOTOS, SCENES, STARTER, Scene, facts, status
from tests.desktop.screens import SHARED, Stage
from tests.desktop.tours import main
from tests.models.derived_model import derive_model


class Showcase(ModelsControl):
    """Shows scenes instead of what the library says."""

    scene: Scene | None = None

    def read(self) -> None:
        """Leave the library alone while a scene is on."""
        if self.scene is None:
            super().read()

    def play(self, scene: Scene | None) -> None:
        """Show a scene; None shows the library again."""
        self.scene = scene
        self.progress = None if scene is None else scene.progress
        if scene is None:
            super().read()
        else:
            self._take_facts(scene.facts)

    @property
    def cards(self) -> list[object] | None:  # type: ignore[override]
        """The cards of the scene."""
        if self.scene is None:
            return super().cards  # type: ignore[return-value]
        running = self.scene.progress is not None
        return cards(self.scene.facts, self.scene.downloads, self.scene.problems, running=running)  # type: ignore[return-value]


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
            self._prepare(Path(scratch))
            stage = Stage(Path(scratch), self._settings, self._size, self._language)
            self._stage = stage
            stage.wait(lambda: stage.window._grid.count > 100, 0.5)
            stage.wait(lambda: not stage.window._upkeep.indexing.running, 0.5)
            link = stage.window._models
            control = Showcase(stage.library, stage.window._background, lambda: None, link)
            link._control = control
            link.open()
            window = link._shown
            assert window is not None
            if self._size[0] < 900:
                window.resize(*self._size)
            for number, (name, scene) in enumerate(SCENES.items(), 1):
                control.play(scene)
                self._take(f"{number:02}-{name}", window)
            self._take_removal(window, control)
            control.play(None)
            self._compare(window)
            window.close()
            self._take_main()
            stage.close()

    def _prepare(self, scratch: Path) -> None:
        derive_model(scratch / "models" / "clip-vit-b32", 64, name="clip-vit-b32")
        with Library.open(scratch / "library", models=scratch / "models") as library:
            library.add_folder(SHARED / "coco-mini")
            library.index(options=IndexOptions(low_priority=False)).result()
            library.models.use("clip-vit-b32")
            library.index(options=IndexOptions(low_priority=False)).result()
            library.models.back()

    def _take(self, name: str, widget: QWidget | None = None, *, seconds: float = 0.4) -> None:
        self._stage.wait(seconds=seconds)
        self._stage.take(self._out / f"{self._name}-{name}.png", widget)

    def _take_removal(self, window: ModelsWindow, control: Showcase) -> None:
        used = status(DEFAULT, SpaceRole.PREVIOUS, PHOTOS)
        control.play(Scene(facts(status(STARTER, SpaceRole.ANSWERING, PHOTOS), used)))
        window.page._ask_removal(DEFAULT)
        self._take("21-remove", _top(window))
        _top(window).close()

    def _compare(self, window: ModelsWindow) -> None:
        stage, page = self._stage, window.compare
        stage.wait(lambda: len(window.page._control.comparable) == 2)
        window.turn_to_compare()
        self._take("31-compare-empty", window)
        page._words.setText("a dog on the grass")
        page._ask()
        stage.wait(lambda: bool(page.rows[0].photos), 0.5)
        self._take("32-compare", window)
        page._blind.setChecked(True)
        stage.wait(lambda: bool(page.rows[0].photos), 0.5)
        self._take("33-compare-blind", window)
        for answer in (Pick.LEFT, Pick.RIGHT, Pick.LEFT, Pick.LEFT):
            page._choose(answer)
            stage.wait(lambda: bool(page.rows[0].photos), 0.3)
        self._take("34-compare-tally", window)

    def _take_main(self) -> None:
        window = self._stage.window
        known = known_models()[0]
        offer = Offer(known.name, known.approximate_bytes, 9_500, PHOTOS, known.licence)
        window._use(replace(window._settings, model_offered=False))
        window._models._offer(offer)
        self._take("41-offer")
        window._banner.take_back("model-offer")
        scene = SCENES["learning"]
        assert scene.progress is not None
        window._status.show_progress(scene.progress)
        window._navigator.ask_words("a dog on the grass")
        self._take("42-changing")
        window._status.show_progress(None)
        window._models._switched(known.name)
        self._take("43-changed")


def _top(window: QWidget) -> QWidget:
    return next(w for w in QApplication.topLevelWidgets() if w.isVisible() and w.parent() is window)


if __name__ == "__main__":
    main("tests.desktop.model_screens", "the models' window in each state", Tour)
