"""Reads what people wrote about photos: one JSON object a line, with `file`, `captions` and `labels`.

`file` is a path, relative to the file of captions; `captions` are sentences about the photo, `labels` names of what is
to be seen in it. Either list may be absent or empty. Other fields are left alone.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from photo_search.errors import ComparisonUnusable
from photo_search.paths import display_path

NAME = "captions.jsonl"
"""What the file is called where it lies beside its photos."""


@dataclass(frozen=True, slots=True)
class Captioned:
    """A photo's file (an absolute real path), with the sentences and the labels that people gave it."""

    file: bytes
    captions: tuple[str, ...]
    labels: frozenset[str]


def read_captions(path: Path) -> list[Captioned]:
    """Read a file of captions. Raises ComparisonUnusable, naming the line that makes no sense."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text"
        raise ComparisonUnusable(
            f"“{_shown(path)}” can't be read ({reason}).", "Name another with --captions."
        ) from error
    return [_entry(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]


def _entry(path: Path, number: int, line: str) -> Captioned:
    try:
        entry: Any = json.loads(line)
        file = os.path.realpath(os.fsencode(path.parent / entry["file"]))
        return Captioned(file, tuple(_texts(entry, "captions")), frozenset(_texts(entry, "labels")))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise ComparisonUnusable(
            f"Line {number} of “{_shown(path)}” doesn't say a photo's file, captions and labels.",
            'A line looks like {"file": "dog.jpg", "captions": ["a dog on a sofa"], "labels": ["dog", "sofa"]}',
        ) from error


def _texts(entry: Any, name: str) -> list[str]:
    texts = entry.get(name, [])
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise TypeError(name)
    return texts


def _shown(path: Path) -> str:
    return display_path(os.fsencode(path))
