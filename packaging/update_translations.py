#!/usr/bin/env python3
"""Brings the translations in step with the texts in the code: collects the texts, and compiles.

The window's texts are marked in its code. What the core says is found by core_sentences.py, what the catalogue of
models says stands in it; both are listed in core_sentences.txt for the window to know them by.
New texts come out marked as unfinished; Qt Linguist, or any editor, is the place to translate them. A second run
compiles what was translated.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

import PySide6
from core_sentences import core_sentences

_ROOT = Path(__file__).resolve().parents[1]
_TRANSLATIONS = _ROOT / "resources" / "translations"
_TOOLS = Path(PySide6.__file__).parent


def update(folder: Path) -> None:
    """Update every photo_search_<language>.ts in `folder`, the .qm file compiled from it, and the core's sentences."""
    sentences = sorted({*core_sentences(_ROOT / "photo_search"), *_words_about_models()})
    (folder / "core_sentences.txt").write_text("\n".join([*sentences, ""]), encoding="utf-8", newline="\n")
    with tempfile.TemporaryDirectory() as scratch:
        marked = Path(scratch) / "core_sentences.py"
        calls = (f'translate("core", {json.dumps(each, ensure_ascii=False)})\n' for each in sentences)
        marked.write_text("".join(calls), encoding="utf-8")
        _collect(folder, [*sorted((_ROOT / "photo_search" / "desktop").rglob("*.py")), marked])


def _words_about_models() -> Iterator[str]:
    """Yield what the catalogue of models says to people."""
    for model in tomllib.loads((_ROOT / "resources" / "models.toml").read_text(encoding="utf-8"))["model"]:
        yield from (model["title"], model["summary"], *(figure["measure"] for figure in model["quality"]))


def _collect(folder: Path, sources: list[Path]) -> None:
    for texts in sorted(folder.glob("photo_search_*.ts")):
        language = texts.stem.removeprefix("photo_search_")
        # The texts are English already; only their plurals need a translation.
        only = ["-pluralonly"] if language == "en" else []
        _run("lupdate", *only, "-no-obsolete", "-locations", "none", "-source-language", "en",
             "-target-language", language, *map(str, sources), "-ts", str(texts))  # fmt: skip
        _run("lrelease", "-nounfinished", str(texts), "-qm", str(texts.with_suffix(".qm")))


def _run(tool: str, *arguments: str) -> None:
    program = shutil.which(tool, path=str(_TOOLS)) or tool
    done = subprocess.run([program, "-silent", *arguments], capture_output=True, text=True, check=False)
    if done.returncode or done.stderr:
        sys.exit(f"{tool} failed:\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    update(Path(sys.argv[1]) if len(sys.argv) > 1 else _TRANSLATIONS)
