"""Starts photo_search: with arguments the command line, without them the window."""

from __future__ import annotations

import multiprocessing
import sys


def main() -> int:
    """Run photo_search with the process's arguments; return the exit status."""
    multiprocessing.freeze_support()
    from photo_search.cli.main import main as command_line  # noqa: PLC0415 - children of a frozen app stop above

    arguments = sys.argv[1:]
    return command_line(arguments or ["--help"])


if __name__ == "__main__":
    sys.exit(main())
