"""Keeps vectors that cost a model's time in a file with a stamp: a cache that can be made anew at any time."""

from __future__ import annotations

import logging
from pathlib import Path

import numpy as np

from photo_search.errors import LibraryReadOnly, StorageFull
from photo_search.searching.array_file import Source, open_arrays, write_arrays
from photo_search.searching.vector_index import Floats

_log = logging.getLogger(__name__)


def read_vectors(path: Path, stamp: str) -> Floats | None:
    """Return the vectors that were kept at `path` under `stamp`; None if there are none, or the file isn't whole."""
    file = open_arrays(path)
    if file is None or file.facts.get("stamp") != stamp or not file.intact():
        return None
    return np.array(file.arrays["vectors"])


def keep_vectors(path: Path, stamp: str, vectors: Floats) -> None:
    """Keep vectors at `path`; where that can't be done they are made anew the next time, and the log says so."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_arrays(path, {"stamp": stamp}, {"vectors": Source.of(vectors)})
    except (OSError, StorageFull, LibraryReadOnly) as error:
        _log.info("%s is not kept: %s", path.name, error)
