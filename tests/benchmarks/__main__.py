"""Prints every benchmark against its limit: `python -m tests.benchmarks [--large] [--only NAME] [--json FILE]`."""

from __future__ import annotations

import argparse
import importlib
import inspect
import json
import pkgutil
import sys
from pathlib import Path

import photo_search  # Before numpy, as the app does.
import tests.benchmarks


def main() -> int:
    """Run the benchmarks and print a table: measured, limit, and their ratio (below 1 is within)."""
    parser = argparse.ArgumentParser(description="Print every benchmark against its limit.")
    names = [m.name for m in pkgutil.iter_modules(tests.benchmarks.__path__) if m.name.startswith("bench_")]
    parser.add_argument("--only", action="append", choices=[name.removeprefix("bench_") for name in names])
    parser.add_argument("--large", action="store_true", help="also a million rows, where a benchmark has that")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there, too")
    arguments = parser.parse_args()
    figures = []
    print(f"{f'photo_search {photo_search.__version__}':<64} {'measured':>12} {'limit':>10} {'ratio':>7}")
    for name in names:
        if arguments.only and name.removeprefix("bench_") not in arguments.only:
            continue
        module = importlib.import_module(f"tests.benchmarks.{name}")
        large = arguments.large and "large" in inspect.signature(module.rows).parameters
        for row in module.rows(large=True) if large else module.rows():
            figures.append(row)
            limit = row.get("limit")
            ratio = f"{row['measured'] / limit:7.2f}" if limit else f"{'':>7}"
            shown = f"{limit:10.3f}" if limit else f"{'':>10}"
            print(f"{row['name']:<64} {row['measured']:12.3f} {shown} {ratio}  {row['unit']}", flush=True)
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
