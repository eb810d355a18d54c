"""kill -9 at any moment of indexing: nothing is lost, nothing is there twice, and the next run ends the work.

The tests kill a few times; `python -m tests.end_to_end.test_kill 30` is the long campaign.
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from photo_search.library import Library
from tests.end_to_end.conftest import QUICK, draw_photo, tree_state

PHOTOS = 300


def kill_and_check(folder: Path, library_path: Path, times: int, seed: int) -> list[int]:
    """Kill an index run `times` times; return how many photos the library had after each."""
    dice = random.Random(seed)
    before = tree_state(folder)
    had: list[int] = []
    for _ in range(times):
        victim = subprocess.Popen(
            [sys.executable, "-m", "tests.end_to_end.killed_run", str(library_path), str(folder)],
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
        )
        assert victim.stdout is not None
        victim.stdout.readline()
        time.sleep(dice.uniform(0.2, 3.0))
        victim.send_signal(signal.SIGKILL)
        victim.wait()
        victim.stdout.close()
        with Library.open(library_path, read_only=True) as library:
            assert library.check() == []
            hits = library.search("anything", limit=10_000).hits
            had.append(len(hits))
            assert len({hit.path for hit in hits}) == len(hits)
            assert all(library.thumbnail(hit.photo_id) for hit in hits)
        assert had == sorted(had), "a photo that was there is lost"
    with Library.open(library_path) as library:
        library.index(options=QUICK).result(timeout=300)
        assert len(library.search("anything", limit=10_000).hits) == PHOTOS
        assert library.check() == []
    assert tree_state(folder) == before
    return had


def make_folder(folder: Path) -> Path:
    folder.mkdir()
    for seed in range(PHOTOS):
        draw_photo(folder / f"{seed}.jpg", seed, (1200, 900))
    return folder


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_killed_runs_lose_nothing(tmp_path: Path) -> None:
    kill_and_check(make_folder(tmp_path / "photos"), tmp_path / "library", times=3, seed=1)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        photos = make_folder(root / "photos")
        rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 30
        done: list[int] = []
        for library_number in range(0, rounds, 4):
            place = root / f"library{library_number}"
            done += kill_and_check(photos, place, times=min(4, rounds - library_number), seed=library_number)
        print(f"killed {len(done)} times, nothing lost; photos there after each kill: {done}")
