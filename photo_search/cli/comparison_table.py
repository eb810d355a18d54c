"""Comparisons of models as tables of text."""

from __future__ import annotations

import os
import shutil
import textwrap
from collections.abc import Callable, Sequence

from photo_search.comparison.gallery import DEPTHS
from photo_search.comparison.measuring import Comparison, Figures
from photo_search.comparison.metrics import Share
from photo_search.comparison.side_by_side import SideBySide
from photo_search.paths import display_path
from photo_search.records import Hit

_NAMES = 30
_COSTS: tuple[tuple[str, Callable[[Figures], str]], ...] = (
    ("one photo, the model alone", lambda f: f"{f.photo_ms:,.1f} ms"),
    ("one question, the model alone", lambda f: f"{f.question_ms:,.1f} ms"),
    ("a whole answer", lambda f: f"{f.answer_ms:,.1f} ms"),
    ("reading the folder", lambda f: f"{f.photos_per_s:,.1f} photos/s"),
    ("opening the model", lambda f: f"{f.open_ms:,.0f} ms"),
    ("most memory", lambda f: f"{f.memory_bytes / 1e6:,.0f} MB"),
    ("on disk", lambda f: f"{f.disk_bytes / 1e6:,.1f} MB"),
    ("numbers for a photo", lambda f: f"{f.spec.dimension:,}"),
)


def print_table(measured: Comparison) -> None:
    """Print the figures of each model in a column of its own; recalls and precision in percent, with their margins."""
    print(f"{measured.photos:,} photos, {measured.captions:,} captions, {measured.labels:,} labels\n")
    rows = [("", [figures.title for figures in measured.figures])]
    qualities = [figures.quality for figures in measured.figures]
    for place, depth in enumerate(DEPTHS):
        rows.append((f"words to photo, R@{depth}", [_share(q.text_to_photo, place) for q in qualities]))
    for place, depth in enumerate(DEPTHS):
        rows.append((f"photo to words, R@{depth}", [_share(q.photo_to_text, place) for q in qualities]))
    precisions = [None if q.mean_precision is None else [q.mean_precision] for q in qualities]
    rows.append(("labels, mean average precision", [_share(precision) for precision in precisions]))
    rows = [(name, cells) for name, cells in rows if any(cells)]
    rows += [(name, [shown(figures) for figures in measured.figures]) for name, shown in _COSTS]
    widths = [max(len(cells[column]) for _, cells in rows) for column in range(len(measured.figures))]
    for name, cells in rows:
        print(f"{name:<{_NAMES}}" + "".join(f"  {cell:>{width}}" for cell, width in zip(cells, widths, strict=True)))


def print_side_by_side(asked: SideBySide) -> None:
    """Print two answers next to each other, with how many places each photo moved."""
    first, second = asked.first, asked.second
    most = max(len(first.hits), len(second.hits))
    common = round(asked.overlap * most)
    print(f"“{asked.words}”: {common} of {most} in common, order agrees {asked.correlation:+.2f}")
    width = max(16, (shutil.get_terminal_size().columns - 16) // 2)
    print(f"     {first.model:<{width}} {second.model}")
    changes = asked.changes
    for place in range(most):
        moved = "" if place >= len(changes) else _moved(changes[place])
        left, right = (_name(result.hits, place, width) for result in (first, second))
        print(f"{place + 1:3}  {left:<{width}} {right:<{width}} {moved}".rstrip())
    print()


def _share(shares: Sequence[Share] | None, place: int = 0) -> str:
    return "" if shares is None else f"{shares[place].value * 100:.1f} ± {shares[place].margin * 100:.1f}"


def _name(hits: Sequence[Hit], place: int, width: int) -> str:
    if place >= len(hits):
        return ""
    return textwrap.shorten(display_path(os.path.basename(hits[place].path)), width, placeholder="…")


def _moved(change: int | None) -> str:
    if change is None:
        return "new"
    return "" if change == 0 else f"{change:+d}"
