"""Takes pictures of many states of the window, in light and dark and two sizes, each set by a process of its own."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QApplication


class Tour(Protocol):
    """Takes one set of pictures."""

    def go(self) -> None:
        """Take them."""


def main(module: str, what: str, tour: Callable[[Path, str, tuple[int, int], str | None], Tour]) -> None:
    """Run the command of `module`, whose pictures are of `what`; `tour` takes a set: folder, theme, size, language."""
    parser = argparse.ArgumentParser(description=f"Take a picture of {what}.")
    parser.add_argument("out", type=Path, nargs="?", default=Path("screens"))
    parser.add_argument("--language")
    parser.add_argument("--only", help="such as light-1280x800")
    parser.add_argument("--one", nargs=3, metavar=("THEME", "WIDTH", "HEIGHT"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    if asked.one:
        theme, width, height = asked.one
        app = QApplication([])
        assert app is not None
        tour(asked.out, theme, (int(width), int(height)), asked.language).go()
        return
    for theme in ("light", "dark"):
        for size in (("1280", "800"), ("800", "600")):
            if asked.only in {None, f"{theme}-{'x'.join(size)}"}:
                subprocess.run([sys.executable, "-m", module, *sys.argv[1:], "--one", theme, *size], check=True)
