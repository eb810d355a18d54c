"""The promises of the layout: who may import whom, a core without a screen, modules of a size to be read."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "photo_search"
MODULES = sorted(PACKAGE.rglob("*.py"))
MOST_LINES = 420


def dotted(module: Path) -> str:
    parts = module.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


CORE = [dotted(m) for m in MODULES if "desktop" not in m.relative_to(PACKAGE).parts]


def test_import_contracts_hold() -> None:
    """Run by its command, since import-linter changes the logging and the warnings of the process it runs in."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    assert f"{len(contracts)} kept, 0 broken" in done.stdout


def test_every_module_of_the_core_imports_where_there_is_no_qt() -> None:
    """And none of them imports it by another's hand."""
    script = (
        "import importlib, sys\n"
        "sys.modules['PySide6'] = sys.modules['shiboken6'] = None\n"
        "for name in sys.argv[1:]: importlib.import_module(name)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, *CORE], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_core_that_is_tried_without_qt_is_all_of_it() -> None:
    assert {"photo_search.library", "photo_search.indexing.scanner", "photo_search.__main__"} <= set(CORE)


@pytest.mark.parametrize("module", MODULES, ids=lambda m: str(m.relative_to(ROOT)))
def test_a_module_says_its_responsibility_and_is_short_enough_to_be_read(module: Path) -> None:
    text = module.read_text("utf-8")
    assert ast.get_docstring(ast.parse(text))
    assert len(text.splitlines()) <= MOST_LINES


@pytest.mark.parametrize("command", ["packaging/start", "packaging/test", ".ci/run"])
def test_the_commands_of_the_repository_can_be_run_and_parse(command: str) -> None:
    assert os.access(ROOT / command, os.X_OK)
    shell = (ROOT / command).read_text("utf-8").splitlines()[0].removeprefix("#!").split()
    for script in (command, "packaging/setup.sh"):
        done = subprocess.run([*shell, "-n", script], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
