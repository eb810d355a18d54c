"""`bench quality`: what each feature of searching is worth, as a table or a document."""

from __future__ import annotations

import argparse
import itertools
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from photo_search.cli.commands import print_json
from photo_search.cli.compare_commands import reading_watched
from photo_search.cli.exit_codes import ExitCode
from photo_search.comparison import captions
from photo_search.comparison.candidates import named_candidates
from photo_search.errors import ComparisonUnusable
from photo_search.models.store import ModelStore
from photo_search.quality.measuring import ModelQuality, measure_quality


def bench_quality(args: argparse.Namespace) -> ExitCode:
    """Measure what each feature of searching is worth on photos that somebody described, half of them tuned on."""
    written: Path | None = args.captions or (args.photos / captions.NAME if args.photos else None)
    if written is None:
        raise ComparisonUnusable(
            "No described photos are named.", "Name their folder with --photos, or the descriptions with --captions."
        )
    described = captions.read_captions(written)
    if args.photos:
        folder = os.path.join(os.path.realpath(os.fsencode(args.photos)), b"")
        described = [photo for photo in described if photo.file.startswith(folder)]
    measured = measure_quality(named_candidates(ModelStore(), args.models), described, watch=reading_watched)
    if args.json:
        print_json({"models": [_document(model) for model in measured]})
    else:
        for model in measured:
            print_table(model)
    return ExitCode.DONE


def _document(model: ModelQuality) -> dict[str, Any]:
    return {
        "model": model.title,
        "tuned_on": model.tuned_on,
        "photos": model.photos,
        "figures": [figure._asdict() | {"value": round(figure.value, 4)} for figure in model.figures],
    }


def print_table(model: ModelQuality) -> None:
    """Print a table of each feature: its settings in rows, its measures in columns."""
    print(f"{model.title}: {model.photos:,} photos; thresholds chosen on {model.tuned_on:,} others")
    for feature, of_feature in itertools.groupby(model.figures, key=lambda figure: figure.feature):
        figures = list(of_feature)
        measures = list(dict.fromkeys(figure.measure for figure in figures))
        settings = list(dict.fromkeys(figure.setting for figure in figures))
        cells = {(figure.setting, figure.measure): figure.value for figure in figures}
        asked = next(figure.questions for figure in figures)
        print(f"\n{feature} ({asked:,} questions)")
        _print_rows(
            [
                ("", measures),
                *((setting, [f"{cells[setting, measure]:.3f}" for measure in measures]) for setting in settings),
            ]
        )
    print()


def _print_rows(rows: Sequence[tuple[str, Sequence[str]]]) -> None:
    first = max(len(name) for name, _ in rows)
    widths = [max(map(len, column)) for column in zip(*(cells for _, cells in rows), strict=True)]
    for name, cells in rows:
        print(f"  {name:<{first}}" + "".join(f"  {cell:>{width}}" for cell, width in zip(cells, widths, strict=True)))
