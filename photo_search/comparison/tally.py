"""Keeps what a person chose in blind comparisons: a file in the library's folder, a line of JSON for each choice."""

from __future__ import annotations

import errno
import json
import logging
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from photo_search.comparison.preference import Preference
from photo_search.errors import ComparisonUnusable, StorageFull
from photo_search.records import SpaceIdentity

NAME = "comparisons.jsonl"
"""What the file is called in a library's folder. It may be deleted: then the count begins anew."""

_FULL = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}
_log = logging.getLogger(__name__)


class Choice(StrEnum):
    """Which of two models' answers a person found better."""

    FIRST = "first"
    SECOND = "second"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Chosen:
    """One choice between the answers of two models to the same words."""

    words: str
    first: SpaceIdentity
    second: SpaceIdentity
    choice: Choice


class Tally:
    """All choices that were made in a library. They are only ever added to; a line cut by a crash is left out."""

    def __init__(self, library: Path) -> None:
        self._path = library / NAME

    def add(self, chosen: Chosen) -> None:
        """Keep a choice, durably. Raises StorageFull, or ComparisonUnusable where the folder can't be written."""
        entry = {"when": datetime.now().astimezone().isoformat(timespec="seconds"), **asdict(chosen)}
        line = json.dumps(entry, ensure_ascii=False).encode(errors="replace") + b"\n"
        try:
            with self._path.open("ab+") as file:
                if file.tell():
                    file.seek(-1, os.SEEK_END)
                    if file.read(1) != b"\n":
                        line = b"\n" + line
                file.write(line)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            if error.errno in _FULL:
                raise StorageFull("The disk that holds the library is full.", "Make some room, then go on.") from error
            raise ComparisonUnusable(
                f"The choice can't be kept ({error.strerror}).", "Give yourself permission to write to the library."
            ) from error

    def choices(self) -> Iterator[Chosen]:
        """Yield the choices, oldest first. Raises ComparisonUnusable if the file is there and can't be read."""
        try:
            lines = self._path.read_bytes().splitlines() if self._path.exists() else []
        except OSError as error:
            raise ComparisonUnusable(
                f"The choices made so far can't be read ({error.strerror}).", f"Look at {self._path}."
            ) from error
        for number, line in enumerate(lines, 1):
            try:
                entry: Any = json.loads(line)
                yield Chosen(
                    entry["words"],
                    SpaceIdentity(**entry["first"]),
                    SpaceIdentity(**entry["second"]),
                    Choice(entry["choice"]),
                )
            except (ValueError, TypeError, KeyError):
                _log.warning("Line %d of %s is no choice and is left out.", number, NAME)

    def preference(self, first: SpaceIdentity, second: SpaceIdentity) -> Preference:
        """Return how often each of two models was preferred to the other, whichever was called the first then."""
        counts: Counter[SpaceIdentity | None] = Counter()
        for chosen in self.choices():
            if {chosen.first, chosen.second} == {first, second}:
                by = {Choice.FIRST: chosen.first, Choice.SECOND: chosen.second, Choice.NEITHER: None}
                counts[by[chosen.choice]] += 1
        return Preference(counts[first], counts[second], counts[None])
