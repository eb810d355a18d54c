"""Starts photo_search: with a command the command line, without one the window."""

from __future__ import annotations

import gc
import multiprocessing
import sys


def main() -> int:
    """Run photo_search with the process's arguments; return the exit status."""
    multiprocessing.freeze_support()
    arguments = sys.argv[1:]
    # Both are imported here, and not above: children of a frozen app stop at the line before, and neither face
    # should wait for the other's packages.
    if not arguments or arguments[0] == "window":
        return window(arguments[1:])
    from photo_search.cli.main import main as command_line  # noqa: PLC0415

    return command_line(arguments)


def window(arguments: list[str] | None = None) -> int:
    """Open the window; without arguments given, with the process's own. The entry point that needs no console."""
    multiprocessing.freeze_support()
    # What is imported stays: to look for garbage in it takes a tenth of the start. It begins once all is there.
    gc.disable()
    try:
        from photo_search.desktop.app import run  # noqa: PLC0415
    except ImportError as error:
        # Qt names the library of the system that it lacks.
        print(
            f"photo-search: the window can't be opened: {error}.\n"
            "Install what is missing (packaging/start names the packages); the commands work without:"
            " photo-search --help",
            file=sys.stderr,
        )
        return 3
    return run(sys.argv[1:] if arguments is None else arguments)


if __name__ == "__main__":
    sys.exit(main())
