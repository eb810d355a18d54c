"""As switched_run.py, in a real window, in which one searches all the while.

Arguments: library, folder of models, name of the model.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from photo_search.desktop.browser import Content
from photo_search.desktop.main_window import MainWindow
from photo_search.desktop.messages import Presenter
from photo_search.desktop.theme import ThemeSwitch
from photo_search.library import Library
from photo_search.records import Phase, Progress
from photo_search.settings import Settings


class Person:
    """Has a model take over by the models page's own means, and types one question after the other meanwhile."""

    def __init__(self, window: MainWindow, model: str) -> None:
        self._window = window
        self._asked = 0
        self._timer = QTimer(window, interval=100)
        self._timer.timeout.connect(self._ask)
        self._timer.start()
        window._navigator.arrived.connect(self._look)
        window._upkeep.indexing.progressed.connect(self._tell)
        window._upkeep.indexing.finished.connect(lambda report: print(report.learned, flush=True))
        window._models.control.use(model)

    def _ask(self) -> None:
        self._asked += 1
        self._window._navigator.ask_words(f"a red circle n{self._asked}")

    def _look(self, content: Content) -> None:
        if content.result is not None:
            scores = [hit.score for hit in content.result.hits]
            if not scores or scores != sorted(scores, reverse=True):
                print("an answer was empty or out of order", flush=True)

    def _tell(self, progress: Progress) -> None:
        print(progress.done if progress.phase is Phase.CHANGING else 0, flush=True)


if __name__ == "__main__":
    app = QApplication([])
    theme = ThemeSwitch(app, "light")
    library = Library.open(Path(sys.argv[1]), models=Path(sys.argv[2]))
    window = MainWindow(library, Settings(low_priority=False, model_offered=True), theme, Presenter(theme))
    window.show()
    window.begin()
    person = Person(window, sys.argv[3])
    # Whoever started this kills it once there is enough, or all, to be lost.
    QTimer.singleShot(60_000, app.quit)
    app.exec()
