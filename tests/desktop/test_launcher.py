"""The entry in the desktop's menu: one line that starts the program with all the files that it is to open."""

from __future__ import annotations

import configparser
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LAUNCHER = Path(__file__).parents[2] / "packaging" / "launcher"

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("sh"), reason="only desktops as on Linux have such entries"
)


def launcher(home: Path, *arguments: str) -> Path:
    environment = {**os.environ, "XDG_DATA_HOME": str(home)}
    subprocess.run(["sh", LAUNCHER, *arguments], env=environment, check=True)
    return home / "applications" / "photo_search.desktop"


def entry(file: Path) -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None, strict=True)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(file, encoding="utf-8")
    return parser["Desktop Entry"]


def test_several_files_and_folders_are_opened_by_one_start(tmp_path: Path) -> None:
    written = entry(launcher(tmp_path, "/opt/photo search/start"))
    assert shlex.split(written["Exec"]) == ["/opt/photo search/start", "%F"]
    assert {"image/jpeg", "inode/directory"} <= set(written["MimeType"].split(";"))
    assert (tmp_path / "icons" / "hicolor" / "scalable" / "apps" / "photo_search.svg").exists()


def test_it_is_renewed_when_the_program_moved_and_left_alone_otherwise(tmp_path: Path) -> None:
    file = launcher(tmp_path, "/old/start")
    os.utime(file, ns=(1, 1))
    assert launcher(tmp_path, "/old/start").stat().st_mtime_ns == 1
    assert "/new/start" in entry(launcher(tmp_path, "/new/start"))["Exec"]


def test_a_percent_sign_in_the_path_is_no_field_code(tmp_path: Path) -> None:
    assert entry(launcher(tmp_path, "/100% mine/start"))["Exec"] == '"/100%% mine/start" %F'


def test_it_is_taken_out_again(tmp_path: Path) -> None:
    file = launcher(tmp_path, "/opt/start")
    launcher(tmp_path, "--remove")
    assert not file.exists()
