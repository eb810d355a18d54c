"""Keeps an exact index in a file, so that opening a large library needs no rebuilding: a cache with a stamp."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from photo_search.searching.array_file import ArrayFile, Source, open_arrays, write_arrays
from photo_search.searching.exact_index import ExactIndex
from photo_search.searching.projection import Projection
from photo_search.searching.row_store import Plane, Rows

_PLANES: tuple[Plane, ...] = ("ids", "high", "low", "scales")
_HEAD: tuple[Plane, ...] = ("head", "head_scales", "head_rest")
_VERIFIED_WHOLE = 300_000_000
_PIECE = 4_096


def save_snapshot(index: ExactIndex, path: Path, stamp: str) -> None:
    """Write the photos of `index` to `path`, in place of what is there. `stamp` says what they were made from.

    Raises StorageFull or LibraryReadOnly, with the old file as it was. The index can be used meanwhile, by others
    too; what is added after the start is not in the file.
    """
    rows = index.rows()
    facts = {"kind": "exact index", "stamp": stamp, "dimension": index.dimension, "rows": 0, "fitted": 0}
    arrays: dict[str, Source] = {}
    if rows is not None and rows.live:
        facts["rows"] = rows.live
        arrays = {plane: _source(rows, plane) for plane in _PLANES} | {"offset": Source.of(rows.offset)}
        if rows.projection is not None:
            facts["fitted"] = rows.projection.fitted
            arrays |= {plane: _source(rows, plane) for plane in _HEAD}
            arrays |= {"centre": Source.of(rows.projection.centre), "axes": Source.of(rows.projection.axes)}
    write_arrays(path, facts, arrays)


def open_snapshot(path: Path, stamp: str) -> ExactIndex | None:
    """Return the index in the file at `path`; None if it is absent, damaged, or was saved with another stamp.

    What every query reads is brought into memory and verified; the rest is mapped. It is verified too in a file of
    up to 300 MB (about 100,000 photos; 0.1 s). In a larger one it would delay the opening by seconds, and wrong
    bytes there can do no more than shift the cosines of the photos they belong to: let `verify_snapshot`
    look at it in the background.
    """
    file = open_arrays(path)
    if file is None or file.facts.get("kind") != "exact index" or file.facts["stamp"] != stamp:
        return None
    dimension = int(file.facts["dimension"])
    if not file.facts["rows"]:
        return ExactIndex(dimension)
    projected = "head" in file.arrays
    mapped = {"high", "low"} if projected else {"low"}
    scanned = set(file.arrays) - mapped
    if not file.intact(*(file.arrays if file.nbytes <= _VERIFIED_WHOLE else scanned)):
        return None
    return ExactIndex(dimension, _rows(file, scanned))


def verify_snapshot(path: Path) -> bool:
    """Read the whole file at `path` and tell whether it is undamaged. Takes a second for 2 GB, or as the disk can."""
    file = open_arrays(path)
    return file is not None and file.intact()


def _rows(file: ArrayFile, scanned: set[str]) -> Rows:
    arrays: dict[str, NDArray[Any]] = {
        name: np.array(array) if name in scanned else array for name, array in file.arrays.items()
    }
    projection = None
    if "head" in arrays:
        projection = Projection(arrays["centre"], arrays["axes"], int(file.facts["fitted"]))
    block = {plane: arrays[plane] for plane in (*_PLANES, *_HEAD) if plane in arrays}
    ids = arrays["ids"]
    return Rows(arrays["offset"], (block,), (0, len(ids)), None, int(ids.max()), projection)


def _source(rows: Rows, plane: Plane) -> Source:
    first = rows.blocks[0][plane]
    return Source((rows.live, *first.shape[1:]), first.dtype, _live_pieces(rows, plane))


def _live_pieces(rows: Rows, plane: Plane) -> Iterator[NDArray[Any]]:
    if rows.dead is None:
        yield from rows.parts(plane)
        return
    live = rows.live_rows()
    for start in range(0, len(live), _PIECE):
        yield rows.take([plane], live[start : start + _PIECE])[0]
