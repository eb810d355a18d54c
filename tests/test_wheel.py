"""The wheel works where there is no checkout: it carries the resources, and finds them."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

PROBE = """
import sys
from pathlib import Path
import photo_search
from photo_search.paths import resources_dir
from photo_search.models.spec import bundled_starter, read_spec
from photo_search.models.encoder import Encoder

target = Path(sys.argv[1])
assert Path(photo_search.__file__).is_relative_to(target), photo_search.__file__
assert resources_dir().is_relative_to(target), resources_dir()
with Encoder(read_spec(bundled_starter())) as encoder:
    print(encoder.encode_texts(["a cat"]).shape)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    # The build backend itself, as pip calls it (PEP 517), so that nothing is fetched.
    script = "import sys, hatchling.build as backend; print(backend.build_wheel(sys.argv[1]))"
    done = subprocess.run(
        [sys.executable, "-c", script, str(out)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return out / done.stdout.splitlines()[-1]


def test_it_holds_every_module_and_resource_and_nothing_else(wheel: Path) -> None:
    held = {n for n in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in n}
    code = {str(p.relative_to(ROOT)) for p in (ROOT / "photo_search").rglob("*.py")}
    resources = {
        f"photo_search/{p.relative_to(ROOT)}"
        for p in (ROOT / "resources").rglob("*")
        if p.is_file() and "__pycache__" not in p.parts
    }
    assert held >= code | resources
    assert {n for n in held - code - resources if not n.endswith("py.typed")} == set()


def test_it_says_its_licence_and_needs_no_compiler(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    (metadata,) = [n for n in archive.namelist() if n.endswith(".dist-info/METADATA")]
    text = archive.read(metadata).decode()
    assert "License-Expression: MIT" in text
    assert any(n.endswith("licenses/LICENSE") for n in archive.namelist())
    (hnswlib,) = [line for line in text.splitlines() if line.startswith("Requires-Dist: hnswlib")]
    assert "extra == 'graph'" in hnswlib


def test_unpacked_elsewhere_it_runs_the_bundled_model(wheel: Path, tmp_path: Path) -> None:
    target = tmp_path / "installed here"
    zipfile.ZipFile(wheel).extractall(target)
    environment = os.environ | {"PYTHONPATH": str(target)}
    done = subprocess.run(
        # -S and then the environment's own packages: its link to this checkout (a .pth file) isn't read.
        [sys.executable, "-S", "-c", f"import sys; sys.path += {_packages()!r}\n{PROBE}", str(target)],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("(1, ")


def _packages() -> list[str]:
    return [p for p in sys.path if p.endswith("site-packages")]
