"""The handle of an index run: how far it is, and the person's wish to pause, go on or stop."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, replace

from photo_search.records import IndexReport, Phase, Progress

_RATE_WINDOW_S = 20.0


@dataclass(slots=True)
class Tally:
    """Counts of a run under way; files, but `embedded`, which counts photos."""

    found: int = 0
    to_do: int = 0
    done: int = 0
    new: int = 0
    changed: int = 0
    moved: int = 0
    gone: int = 0
    embedded: int = 0
    failed: int = 0


class IndexRun:
    """A run in a thread of its own. Its methods may be called from any thread."""

    def __init__(self) -> None:
        self.future: Future[IndexReport] = Future()
        self._wish = threading.Condition()
        self._paused = False
        self._cancelled = False
        self._notice = ""
        self._progress = Progress(Phase.LOOKING, 0, 0, 0, 0, 0.0, None)
        self._samples: deque[tuple[float, int]] = deque()

    def result(self, timeout: float | None = None) -> IndexReport:
        """Wait for the end and return the report; raises what ended the run, or TimeoutError."""
        return self.future.result(timeout)

    def progress(self) -> Progress:
        """Return how far the run is."""
        with self._wish:
            if (self._paused or self._notice) and self._progress.phase is not Phase.FINISHED:
                return replace(self._progress, phase=Phase.PAUSED, seconds_left=None, notice=self._notice)
            return self._progress

    def watch(self, interval_s: float = 0.2) -> Iterator[Progress]:
        """Yield the progress now and then until the run has ended; the last one is the final state."""
        done = threading.Event()
        self.future.add_done_callback(lambda _: done.set())
        while not done.wait(interval_s):
            yield self.progress()
        yield self.progress()

    def pause(self) -> None:
        """Finish what is in hand, then rest until `resume` or `cancel`."""
        with self._wish:
            self._paused = True

    def resume(self) -> None:
        """Go on after a pause, or without waiting for what the run rests for."""
        with self._wish:
            self._paused, self._notice = False, ""
            self._wish.notify_all()

    def cancel(self) -> None:
        """Stop soon; what is written stays written, and the next run goes on from there."""
        with self._wish:
            self._cancelled = True
            self._wish.notify_all()

    @property
    def cancelled(self) -> bool:
        """Whether the run was asked to stop."""
        return self._cancelled

    # What follows is for the thread that does the work.

    def rest_while_paused(self) -> None:
        """Return at once, or when the pause ends or the run is cancelled."""
        if not self._paused:
            return
        with self._wish:
            self._wish.wait_for(lambda: not self._paused or self._cancelled)
            self._samples.clear()

    def rest_because(self, notice: str, at_most_s: float) -> None:
        """Rest with a sentence for the person, until they resume or cancel, or the time is over.

        The sentence stays until they resume or `end_rest` is called: what is tried in between may fail again.
        """
        with self._wish:
            self._notice = notice
            self._wish.wait_for(lambda: not self._notice or self._cancelled, timeout=at_most_s)

    def end_rest(self) -> None:
        """Take back the sentence of `rest_because`, if there is one."""
        with self._wish:
            self._notice = ""

    def report(self, phase: Phase, tally: Tally, *, all_found: bool, model: str = "") -> None:
        """Publish how far the run is; time left is judged by the last seconds, once every file was found.

        `model` is the one that learns what is known already, if any.
        """
        now = time.monotonic()
        if self._samples and self._samples[-1][1] > tally.done:
            self._samples.clear()  # Something else is counted now.
        self._samples.append((now, tally.done))
        while self._samples[0][0] < now - _RATE_WINDOW_S:
            self._samples.popleft()
        since, done_then = self._samples[0]
        rate = (tally.done - done_then) / (now - since) if now - since > 0.5 else 0.0
        left = (tally.to_do - tally.done) / rate if all_found and rate > 0 else None
        progress = Progress(phase, tally.found, tally.to_do, tally.done, tally.failed, rate, left, model=model)
        with self._wish:
            self._progress = progress

    def start(self, work: Callable[[], IndexReport]) -> None:
        """Do `work` in a thread; its result or error becomes the future's."""

        def body() -> None:
            try:
                report = work()
            except BaseException as error:  # noqa: BLE001 - whoever waits for the future gets it, whatever it is
                self.future.set_exception(error)
            else:
                self.future.set_result(report)

        self.future.set_running_or_notify_cancel()
        threading.Thread(target=body, name="index-run", daemon=True).start()
