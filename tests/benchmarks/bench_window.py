"""How soon the window is there over a library of 100,000 photos, and how smooth it stays while photos are read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

from tests.benchmarks.bench_library import fill_library, large_photo

Row = dict[str, str | float]

_READ = 48

_START = """
import gc, json, os, sys, time
gc.disable()
from pathlib import Path
begun = time.perf_counter()
from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from photo_search.desktop import translations
from photo_search.desktop.main_window import MainWindow
from photo_search.desktop.messages import Presenter
from photo_search.desktop.theme import ThemeSwitch
from photo_search.desktop.opening import Opening
from photo_search.settings import Settings
app = QApplication([])
translations.install(app)
theme = ThemeSwitch(app, "light")
presenter = Presenter(theme)
opening = Opening(Path(sys.argv[1]))
library = opening.library
window = MainWindow(library, Settings(), theme, presenter)
window.show()
while not window.isVisible():
    app.processEvents()
app.processEvents()
figures = {"shown_cpu": time.process_time(), "shown": time.perf_counter() - begun}
opening.start()
while not opening.done.done():
    app.processEvents()
    time.sleep(0.001)
figures["opened"] = time.perf_counter() - begun
gc.freeze()
gc.enable()
window.begin()
grid = window._grid
def painted():
    shown = [i for i in grid._shown]
    return shown and all(grid._loader.picture(i) is not None for i in shown)
while not painted():
    app.processEvents()
    time.sleep(0.001)
figures["painted_cpu"], figures["painted"] = time.process_time(), time.perf_counter() - begun
keyed = time.perf_counter()
window._search.type("a dog")
while window._navigator.answer._result is None:
    app.processEvents()
    time.sleep(0.0005)
app.processEvents()
first = time.perf_counter() - keyed
times = []
for words in ("a red car", "children in snow", "sunset over the sea"):
    window._navigator.answer._result = None
    keyed = time.perf_counter()
    window._search.set_words("")
    window._search.type(words)
    while window._navigator.answer._result is None:
        app.processEvents()
        time.sleep(0.0005)
    app.processEvents()
    times.append(time.perf_counter() - keyed)
figures["first_words"], figures["words"] = first, sorted(times)[1]
window.close()
opening.close()
print(json.dumps(figures))
"""

_HEARTBEAT = """
import json, os, sys, time
from pathlib import Path
def main():
    from PySide6.QtCore import QTimer, Qt
    from PySide6.QtWidgets import QApplication
    from photo_search.desktop.main_window import MainWindow
    from photo_search.desktop.messages import Presenter
    from photo_search.desktop.theme import ThemeSwitch
    from photo_search.library import Library
    from photo_search.settings import Settings
    app = QApplication([])
    theme = ThemeSwitch(app, "light")
    library = Library.open(Path(sys.argv[1]))
    window = MainWindow(library, Settings(), theme, Presenter(theme))
    window.show()
    window.begin()
    gaps, last, cpu = [], [None], [time.thread_time()]
    busy = []
    def beat():
        now, used = time.perf_counter(), time.thread_time()
        if last[0] is not None and window._upkeep.indexing.running:
            gaps.append(now - last[0] - 0.010)
            busy.append(used - cpu[0])
        last[0], cpu[0] = now, used
    timer = QTimer(interval=10)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(beat)
    timer.start()
    window.open_paths([os.fsencode(sys.argv[2])])
    window._upkeep.indexing.finished.connect(lambda report: report.embedded and app.quit())
    app.exec()
    timer.stop()
    window.close()
    library.close()
    print(json.dumps({"gaps": gaps, "busy": busy}))
if __name__ == "__main__":
    main()
"""


def rows() -> list[Row]:
    """Return one row for each thing measured; takes about two minutes."""
    with tempfile.TemporaryDirectory() as scratch:
        return [*_start(Path(scratch)), *_heartbeat(Path(scratch))]


def _start(scratch: Path) -> list[Row]:
    place = scratch / "library"
    fill_library(scratch / "many", place, thumbnail=_thumbnail())
    runs = [_run(_START, place) for _ in range(5)]
    figure = {name: float(np.median([run[name] for run in runs])) for name in runs[0]}
    return [
        _row("window shown, imports included, 100k photos", figure["shown_cpu"], 0.6, "s CPU"),
        _row("first page of thumbnails painted", figure["painted"], 1.0, "s"),
        _row("first words to first results, model loaded meanwhile", figure["first_words"] * 1000, 0, "ms"),
        _row("words typed to results painted", figure["words"] * 1000, 150, "ms"),
    ]


def _heartbeat(scratch: Path) -> list[Row]:
    photos = scratch / "photos"
    photos.mkdir()
    for seed in range(_READ):
        large_photo(photos / f"{seed}.jpg", seed)
    measured = _run(_HEARTBEAT, scratch / "other", photos)
    late, busy = np.array(measured["gaps"]) * 1000, np.array(measured["busy"]) * 1000
    return [
        _row("GUI thread's work between heartbeats while indexing, p99", float(np.percentile(busy, 99)), 50, "ms CPU"),
        _row("the same, longest", float(busy.max()), 50, "ms CPU"),
        _row("heartbeat late while indexing on all cores, p99", float(np.percentile(late, 99)), 50, "ms"),
        _row("the same, longest", float(late.max()), 50, "ms"),
    ]


def _thumbnail() -> bytes:
    dice = np.random.default_rng(0).integers(0, 256, (12, 16, 3), dtype=np.uint8)
    with tempfile.NamedTemporaryFile(suffix=".jpg") as file:
        Image.fromarray(dice).resize((512, 384)).save(file.name, quality=85)
        return Path(file.name).read_bytes()


def _run(script: str, *arguments: Path) -> dict[str, float]:
    with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
        file.write(script)
        file.flush()
        done = subprocess.run(
            [sys.executable, file.name, *map(str, arguments)],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(sys.path)},
        )
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def _row(name: str, measured: float, limit: float, unit: str) -> Row:
    return {"name": name, "measured": round(measured, 3), "limit": limit, "unit": unit}


if __name__ == "__main__":
    for row in rows():
        print(row)
