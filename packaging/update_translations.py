#!/usr/bin/env python3
"""Brings the translations in step with the texts in the window's code: collects the texts, and compiles.

New texts come out marked as unfinished; Qt Linguist, or any editor, is the place to translate them. A second run
compiles what was translated.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import PySide6

_ROOT = Path(__file__).resolve().parents[1]
_TRANSLATIONS = _ROOT / "resources" / "translations"
_TOOLS = Path(PySide6.__file__).parent


def update(folder: Path) -> None:
    """Update every photo_search_<language>.ts in `folder`, and the .qm file compiled from it."""
    sources = sorted(str(file) for file in (_ROOT / "photo_search" / "desktop").rglob("*.py"))
    for texts in sorted(folder.glob("photo_search_*.ts")):
        language = texts.stem.removeprefix("photo_search_")
        # The texts are English already; only their plurals need a translation.
        only = ["-pluralonly"] if language == "en" else []
        _run("lupdate", *only, "-no-obsolete", "-locations", "none", "-source-language", "en",
             "-target-language", language, *sources, "-ts", str(texts))  # fmt: skip
        _run("lrelease", "-nounfinished", str(texts), "-qm", str(texts.with_suffix(".qm")))


def _run(tool: str, *arguments: str) -> None:
    program = shutil.which(tool, path=str(_TOOLS)) or tool
    done = subprocess.run([program, "-silent", *arguments], capture_output=True, text=True, check=False)
    if done.returncode or done.stderr:
        sys.exit(f"{tool} failed:\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    update(Path(sys.argv[1]) if len(sys.argv) > 1 else _TRANSLATIONS)
