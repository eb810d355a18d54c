"""The handle of a download: how far it is, and the person's wish to pause, go on or stop."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, replace
from enum import Enum

from photo_search.models.spec import ModelSpec

_RATE_WINDOW_S = 20.0


class Stage(Enum):
    """What a download does at the moment."""

    CONNECTING = "connecting"
    DOWNLOADING = "downloading"
    PAUSED = "paused"
    CONVERTING = "converting"
    CHECKING = "checking"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class DownloadProgress:
    """How far a download is. `total_bytes` is 0 until it is known; `notice` says what it is waiting for."""

    stage: Stage
    done_bytes: int
    total_bytes: int
    bytes_per_s: float
    seconds_left: float | None
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Patience:
    """How often a connection is tried again without a byte in between, and how long is waited before each time."""

    waits_s: tuple[float, ...] = (1.0, 2.0, 5.0, 10.0, 20.0)
    waits_without_answer_s: tuple[float, ...] = (1.0,)
    """Where there never was an answer, there most likely is no connection at all, and a person is waiting."""
    answer_s: float = 30.0
    """How long a server may be silent."""


class Download:
    """A download in a thread of its own. Its methods may be called from any thread."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.future: Future[ModelSpec] = Future()
        self._wish = threading.Condition()
        self._paused = False
        self._cancelled = False
        self._progress = DownloadProgress(Stage.CONNECTING, 0, 0, 0.0, None)
        self._samples: deque[tuple[float, int]] = deque()

    def result(self, timeout: float | None = None) -> ModelSpec:
        """Wait for the end and return the installed model.

        Raises what ended the download, CancelledError after `cancel`, or TimeoutError.
        """
        return self.future.result(timeout)

    def progress(self) -> DownloadProgress:
        """Return how far the download is."""
        with self._wish:
            if self._paused and self._progress.stage is not Stage.FINISHED:
                return replace(self._progress, stage=Stage.PAUSED, bytes_per_s=0.0, seconds_left=None)
            return self._progress

    def watch(self, interval_s: float = 0.2) -> Iterator[DownloadProgress]:
        """Yield the progress now and then until the download has ended; the last one is the final state."""
        done = threading.Event()
        self.future.add_done_callback(lambda _: done.set())
        while not done.wait(interval_s):
            yield self.progress()
        yield self.progress()

    def pause(self) -> None:
        """Stop fetching until `resume` or `cancel`; what was got is kept."""
        with self._wish:
            self._paused = True

    def resume(self) -> None:
        """Go on after a pause."""
        with self._wish:
            self._paused = False
            self._wish.notify_all()

    def cancel(self) -> None:
        """Stop soon; what was got is kept, and the next download of the model goes on from there."""
        with self._wish:
            self._cancelled = True
            self._wish.notify_all()

    # What follows is for the thread that does the work.

    def start(self, work: Callable[[], ModelSpec]) -> None:
        """Do `work` in a thread; its result or error becomes the future's."""

        def body() -> None:
            try:
                spec = work()
            except BaseException as error:  # noqa: BLE001 - whoever waits for the future gets it, whatever it is
                self.future.set_exception(error)
            else:
                with self._wish:
                    done = self._progress.total_bytes
                    self._progress = DownloadProgress(Stage.FINISHED, done, done, 0.0, None)
                self.future.set_result(spec)

        self.future.set_running_or_notify_cancel()
        threading.Thread(target=body, name=f"download-{self.name}", daemon=True).start()

    @property
    def paused(self) -> bool:
        """Whether the download was asked to rest."""
        return self._paused

    def checkpoint(self) -> None:
        """Return at once, or when the pause ends; raise CancelledError if the download was cancelled."""
        if self._paused:
            with self._wish:
                self._wish.wait_for(lambda: not self._paused or self._cancelled)
                self._samples.clear()
        if self._cancelled:
            raise CancelledError

    def wait(self, seconds: float, notice: str) -> None:
        """Wait, saying why; raise CancelledError if the download is cancelled meanwhile."""
        with self._wish:
            self._progress = replace(self._progress, bytes_per_s=0.0, seconds_left=None, notice=notice)
            self._samples.clear()
            self._wish.wait_for(lambda: self._cancelled, timeout=seconds)
        self.checkpoint()

    def report(self, stage: Stage, done_bytes: int, total_bytes: int) -> None:
        """Publish how far the download is; speed and time left are those of the last seconds."""
        now = time.monotonic()
        self._samples.append((now, done_bytes))
        while self._samples[0][0] < now - _RATE_WINDOW_S:
            self._samples.popleft()
        since, done_then = self._samples[0]
        fetching = stage is Stage.DOWNLOADING and now - since > 0.5
        rate = max(0, done_bytes - done_then) / (now - since) if fetching else 0.0
        left = (total_bytes - done_bytes) / rate if rate else None
        with self._wish:
            self._progress = DownloadProgress(stage, done_bytes, total_bytes, rate, left)
