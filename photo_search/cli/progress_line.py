"""Shows how far an index run or a download is: one line that moves on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import shutil
import time
from typing import TextIO

from photo_search.records import Phase, Progress

_BAR = 24
_PLAIN_EVERY_S = 10.0


def about(seconds: float) -> str:
    """Return a length of time as a person would say it."""
    if seconds < 50:
        return "less than a minute"
    minutes = round(seconds / 60)
    if minutes < 100:
        return f"about {minutes} min"
    return f"about {round(minutes / 60)} h"


def sentence(progress: Progress) -> str:
    """Return the progress in words."""
    if progress.notice:
        return progress.notice
    if progress.phase is Phase.LOOKING:
        return f"Looking for photos: {progress.found:,} found"
    verb = f"{progress.model} learns" if progress.model else "Reading"
    words = f"{verb} {progress.done:,} of {progress.to_do:,}"
    if progress.phase is Phase.PAUSED:
        return f"{words} - paused"
    if progress.photos_per_s:
        words += f" - {progress.photos_per_s:,.{0 if progress.photos_per_s >= 10 else 1}f} photos/s"
    if progress.seconds_left is not None:
        words += f" - {about(progress.seconds_left)}"
    if progress.failed:
        words += f" - {progress.failed:,} unreadable"
    return words


class ProgressLine:
    """Writes progress to a stream, which may be a terminal."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._moving = stream.isatty()
        self._last = time.monotonic()

    def show(self, progress: Progress) -> None:
        """Show the progress of a run, if it is time to."""
        self.write(sentence(progress), progress.done / progress.to_do if progress.to_do else 0.0)

    def write(self, words: str, part: float) -> None:
        """Show how far something is, in words and as a part from 0 to 1, if it is time to."""
        if self._moving:
            bar = "#" * round(part * _BAR)
            line = f"[{bar:<{_BAR}}] {words}"
            self._stream.write(f"\r{line[: shutil.get_terminal_size().columns - 1]}\x1b[K")
        elif time.monotonic() - self._last >= _PLAIN_EVERY_S:
            self._last = time.monotonic()
            self._stream.write(words + "\n")
        self._stream.flush()

    def clear(self) -> None:
        """Leave an empty line for what comes next."""
        if self._moving:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
