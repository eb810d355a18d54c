"""kill -9 in the middle of change-overs, with searches running all the time: every answer is whole, nothing is lost.

The tests kill a few times; `python -m tests.end_to_end.test_switch_kill 10` is the long campaign, and with `window`
after it what is killed is the window.
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

import pytest

from photo_search.library import Library
from tests.end_to_end.conftest import QUICK, draw_photo, tree_state
from tests.models.derived_model import derive_model

MODEL = "siglip2-base-p32-256"
"""A name of the catalogue: known to be better than the starter, it leads as soon as it can."""


class Asker:
    """Asks a library, open for reading, until it is told to stop; what it notices first ends it."""

    def __init__(self, library: Path, models: Path, photos: int) -> None:
        self.answers: Counter[str] = Counter()
        self.fault: BaseException | None = None
        self._over = threading.Event()
        self._photos = photos
        self._library = Library.open(library, models=models, read_only=True)
        self._thread = threading.Thread(target=self._ask)
        self._thread.start()

    def _ask(self) -> None:
        try:
            while not self._over.is_set():
                number = self.answers.total()
                # Never the same twice, and never a year, which would be a filter.
                result = self._library.search(f"a red circle n{number}", limit=1000)
                self.answers[result.model] += 1
                cosines = [hit.cosine for hit in result.hits]
                assert cosines == sorted(cosines, reverse=True)
                different = {hit.photo_id for hit in result.hits}
                assert (len(different), len(cosines)) == (self._photos, self._photos), f"an answer of {result.model}"
                assert result.model in {"starter", MODEL}
                assert self._library.similar(number % self._photos + 1, limit=20).hits
        except BaseException as fault:  # noqa: BLE001 - `stop` raises it on the test's own thread
            self.fault = fault

    def stop(self) -> None:
        self._over.set()
        self._thread.join()
        self._library.close()
        if self.fault is not None:
            raise self.fault


def kill_and_check(
    root: Path, photos: int, times: int, seed: int, victims: str = "switched_run"
) -> tuple[list[int], Counter[str]]:
    """Kill change-overs `times` times; return how many photos the model knew after each, and the answers meanwhile."""
    dice = random.Random(seed)
    place, models, folder = root / "library", root / "models", root / "photos"
    derive_model(models / MODEL, name=MODEL, noise=0.2, offset=0.5)
    folder.mkdir()
    for number in range(photos):
        draw_photo(folder / f"{number}.jpg", number, (1200, 1200 if number % 2 else 500))
    before = tree_state(folder)
    with Library.open(place, models=models) as library:
        library.add_folder(folder)
        library.index(options=QUICK).result(timeout=300)
    asker = Asker(place, models, photos)
    knew: list[int] = []
    try:
        while len(knew) < times and asker.fault is None:
            victim = subprocess.Popen(
                [sys.executable, "-m", f"tests.end_to_end.{victims}", str(place), str(models), MODEL],
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=Path(__file__).parents[2],
            )
            assert victim.stdout is not None
            enough = dice.randrange(photos // 3)
            while (line := victim.stdout.readline()) and int(line) < enough:
                pass
            time.sleep(dice.uniform(0, 0.5))
            victim.send_signal(signal.SIGKILL)
            victim.wait()
            victim.stdout.close()
            with Library.open(place, models=models) as library:
                assert library.check() == []
                one = library.models.find(MODEL)
                knew.append(one.photos)
                if one.answers:
                    assert one.photos == photos
                    assert library.models.back().name == "starter"
                    library.models.remove(MODEL)
                else:
                    assert len(knew) < 2 or one.photos >= knew[-2] % photos, "what was learned is lost"
    finally:
        asker.stop()
    with Library.open(place, models=models) as library:
        library.models.use(MODEL)
        library.index(options=QUICK).result(timeout=300)
        assert library.spec.name == MODEL
        assert library.models.find(MODEL).photos == photos
        assert library.models.back().name == "starter"
        assert library.check() == []
    assert tree_state(folder) == before
    return knew, asker.answers


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_killed_change_overs_lose_nothing(tmp_path: Path) -> None:
    kill_and_check(tmp_path, photos=80, times=2, seed=1)


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_killed_windows_lose_nothing(tmp_path: Path) -> None:
    kill_and_check(tmp_path, photos=60, times=2, seed=2, victims="switched_window_run")


if __name__ == "__main__":
    amount = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    kind = "switched_window_run" if sys.argv[2:] == ["window"] else "switched_run"
    with tempfile.TemporaryDirectory() as scratch:
        done, answered = kill_and_check(Path(scratch), 300, amount, seed=5, victims=kind)
        print(f"killed {len(done)} times; the model knew {done} photos after each; answers meanwhile: {dict(answered)}")
