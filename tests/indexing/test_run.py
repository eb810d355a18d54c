"""The handle of an index run: what it says while the run rests, and who ends the rest."""

from __future__ import annotations

import threading

from photo_search.indexing.run import IndexRun
from photo_search.records import Phase

_FULL = "The disk is full."


def test_a_rest_says_the_same_over_every_new_try_until_one_succeeds() -> None:
    run = IndexRun()
    for _ in range(3):
        run.rest_because(_FULL, at_most_s=0)
        assert (run.progress().phase, run.progress().notice) == (Phase.PAUSED, _FULL)
    run.end_rest()
    assert (run.progress().phase, run.progress().notice) == (Phase.LOOKING, "")


def test_a_person_ends_a_rest_by_going_on_or_giving_up() -> None:
    for end in (IndexRun.resume, IndexRun.cancel):
        run = IndexRun()
        resting = threading.Thread(target=run.rest_because, args=(_FULL, 100))
        resting.start()
        while not run.progress().notice:
            pass
        end(run)
        resting.join(10)
        assert not resting.is_alive()


def test_a_pause_outlasts_a_rest() -> None:
    run = IndexRun()
    run.rest_because(_FULL, at_most_s=0)
    run.pause()
    run.end_rest()
    assert (run.progress().phase, run.progress().notice) == (Phase.PAUSED, "")
