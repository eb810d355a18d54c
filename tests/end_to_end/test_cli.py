"""The command line says what it did, in words and in JSON, and its exit status can be relied on."""

from __future__ import annotations

import base64
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from photo_search.cli.exit_codes import ExitCode
from photo_search.cli.main import main
from photo_search.cli.main import parser as make_parser
from photo_search.cli.progress_line import about, sentence
from photo_search.library import Library
from photo_search.records import Phase, Progress
from tests.end_to_end.conftest import draw_photo

README = Path(__file__).parents[2] / "README.md"


class Answer:
    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def document(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def run(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    def command(*arguments: object) -> Answer:
        code = main([*map(os.fspath, map(str, arguments)), "--library", str(tmp_path / "library")])
        out, err = capfd.readouterr()
        return Answer(code, out, err)

    return command


Run = Callable[..., Answer]


def documented(heading: str) -> set[str]:
    """Return the field names that the README's JSON section lists under `heading`."""
    section = README.read_text().split(f"#### `{heading}`", 1)[1].split("\n#", 1)[0]
    return set(re.findall(r"^\| `([a-z_0-9]+)`", section, re.MULTILINE))


@pytest.mark.parametrize("command", [["folders"], ["folders", "list"], ["models", "status"], ["problems"]])
def test_the_library_may_be_named_before_the_command_and_after_it(
    command: list[str], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Named before, it was not listened to: another library than the person meant was read and written."""
    place = ["--library", str(tmp_path / "absent")]
    for arguments in (place + command, command + place, [command[0], *place, *command[1:]]):
        assert main([*arguments, "--json"]) == ExitCode.FIXABLE
        assert "absent" in capfd.readouterr().out
    assert main(["--json", *command, *place]) == ExitCode.FIXABLE
    assert json.loads(capfd.readouterr().out)["error"]


def test_the_story_in_words(run: Run, pictures: Path) -> None:
    indexed = run("index", pictures)
    assert indexed.code == ExitCode.DONE
    assert "8 photos found: 8 new" in indexed.out
    found = run("search", "a", "photo", "--limit", "3", "--all")
    lines = [line for line in found.out.splitlines() if line != "      probably not:"]
    assert len(lines) == 3
    assert all(re.fullmatch(r" *\d+%  /.*\.jpg", line) for line in lines)
    assert "Searched 8 of 8 photos" in found.err
    twin = run("similar", pictures / "p0.jpg", "--paths", "--all")
    assert len(twin.out.splitlines()) == 7
    assert "p0.jpg" not in twin.out
    zero = run("similar", pictures / "p0.jpg", "-0", "--all")
    assert zero.out.count("\0") == 7
    assert str(pictures) in run("folders").out
    assert "Every photo could be read" in run("problems").out
    assert "All is well" in run("doctor").out
    assert "in use, 8 photos" in run("models").out
    removed = run("folders", "remove", pictures)
    assert "photos were not touched" in removed.out
    assert "no photos yet" in run("search", "x").err


def test_json_documents_have_the_fields_that_are_documented(run: Run, pictures: Path) -> None:
    (pictures / "bad.jpg").write_bytes(b"bad")
    indexed = run("index", pictures, "--json").document
    assert set(indexed) == documented("index")
    assert (indexed["found"], indexed["new"], indexed["embedded"], indexed["failed"]) == (9, 8, 8, 1)
    for command in (("search", "a photo"), ("similar", pictures / "p0.jpg")):
        answer = run(*command, "--json").document
        assert set(answer) == documented("search` and `similar")
        assert set(answer["hits"][0]) | {"path_base64"} == documented("hits")
        assert answer["coverage"] == {"embedded": 8, "photos": 8, "offline": 0, "failed": 1}
        assert answer["model"] == "starter"
    (folder,) = run("folders", "--json").document["folders"]
    assert set(folder) | {"path_base64"} == documented("folders")
    (problem,) = run("problems", "--json").document["problems"]
    assert set(problem) | {"path_base64"} == documented("problems")
    (model,) = run("models", "--json").document["models"]
    assert set(model) == documented("models")
    assert run("doctor", "--json").document == {"findings": [], "restored": None}


def test_an_error_is_a_document_too(run: Run, tmp_path: Path) -> None:
    answer = run("search", "x", "--json")
    assert answer.code == ExitCode.FIXABLE
    assert set(answer.document["error"]) == documented("error")
    assert answer.document["error"]["kind"] == "LibraryAbsent"
    assert "photo-search index FOLDER" in answer.err
    assert run("index", tmp_path / "absent").code == ExitCode.FIXABLE
    assert run("index").code == ExitCode.FIXABLE
    assert run("similar", tmp_path / "absent.jpg").code == ExitCode.FIXABLE


@pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="names there must be text")
def test_a_path_that_is_no_text_can_be_told_exactly(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    path = os.path.join(os.fsencode(folder), b"caf\xe9.jpg")
    draw_photo(path, 1)
    run("index", folder)
    (hit,) = run("search", "x", "--json").document["hits"]
    assert hit["path"].endswith("caf\ufffd.jpg")
    assert base64.b64decode(hit["path_base64"]) == path


def test_filters_and_pages(run: Run, pictures: Path) -> None:
    run("index", pictures)
    every = run("search", "x", "--json").document["hits"]
    assert run("search", "x", "--json", "--offset", "2", "--limit", "3").document["hits"] == every[2:5]
    summer = run("search", "x", "--json", "--folder", pictures / "summer").document["hits"]
    assert {Path(hit["path"]).parent.name for hit in summer} == {"summer"}
    assert run("search", "x", "--json", "--until", "1990-01-01").document["hits"] == []
    assert len(run("search", "x", "--json", "--from", "1990-01-01").document["hits"]) == 8


@pytest.mark.parametrize(
    "arguments",
    [
        ["search"],
        ["search", "x", "--limit", "0"],
        ["search", "x", "--offset", "-1"],
        ["search", "x", "--from", "soon"],
        ["dance"],
    ],
)
def test_nonsense_is_a_usage_error(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == ExitCode.USAGE
    assert "usage:" in capsys.readouterr().err


def test_folders_can_be_managed(run: Run, pictures: Path) -> None:
    run("folders", "add", pictures, "--exclude", "*.png")
    (folder,) = run("folders", "--json").document["folders"]
    assert (folder["exclusions"], folder["photos"]) == (["*.png"], 0)
    run("folders", "exclude", pictures, "summer/")
    assert "leaves out summer/" in run("folders", "list").out
    assert run("index").code == ExitCode.DONE
    assert run("folders", "--json").document["folders"][0]["photos"] == 4
    (pictures / "p0.jpg").unlink()
    run("index")
    assert run("folders", "forget-missing", pictures, "--json").document == {"forgotten": 1}
    assert run("folders", "remove", pictures / "summer").code == ExitCode.FIXABLE
    assert run("folders", "remove", pictures, "--forget").code == ExitCode.DONE
    assert run("folders", "--json").document == {"folders": []}


def test_doctor_brings_back_a_backup(run: Run, pictures: Path, tmp_path: Path) -> None:
    run("index", pictures)
    catalog = tmp_path / "library" / "catalog.sqlite"
    catalog.write_bytes(b"SQLite format 3\0" + catalog.read_bytes()[16:60] + bytes(9000))
    broken = run("search", "x")
    assert broken.code == ExitCode.FIXABLE
    assert "doctor --repair" in broken.err
    repaired = run("doctor", "--repair")
    assert repaired.code == ExitCode.DONE
    assert "brought back" in repaired.out
    assert run("index", pictures).code == ExitCode.DONE
    assert len(run("search", "x", "--json").document["hits"]) == 8
    assert "All is well" in run("doctor").out


def test_doctor_finds_and_mends_what_is_derived(run: Run, pictures: Path, tmp_path: Path) -> None:
    run("index", pictures)
    with sqlite3.connect(tmp_path / "library" / "catalog.sqlite") as raw:
        raw.execute("UPDATE embedding SET vector = zeroblob(length(vector)) WHERE id = 2")
    raw.close()
    found = run("doctor")
    assert found.code == ExitCode.UNSOUND
    assert "1 photos is damaged" in found.out or "1 photos" in found.out
    assert run("doctor", "--repair").code == ExitCode.DONE
    assert run("index", "--json").document["embedded"] == 1
    assert "All is well" in run("doctor").out
    for name in ("thumbnails.sqlite", "thumbnails.sqlite-wal", "thumbnails.sqlite-shm"):
        (tmp_path / "library" / name).unlink(missing_ok=True)
    assert "8 photos have no thumbnail" in run("doctor", "--repair").out
    run("index")
    assert "All is well" in run("doctor").out


def test_doctor_makes_damaged_thumbnails_anew(run: Run, pictures: Path, tmp_path: Path) -> None:
    run("index", pictures)
    store = tmp_path / "library" / "thumbnails.sqlite"
    whole = bytearray(store.read_bytes())
    middle = len(whole) // 2
    whole[middle : middle + 20_000] = bytes(20_000)
    store.write_bytes(whole)
    assert run("doctor").code == ExitCode.UNSOUND
    assert run("doctor", "--repair").code == ExitCode.DONE
    assert run("index").code == ExitCode.DONE
    assert "All is well" in run("doctor").out


def test_ctrl_c_stops_cleanly_and_keeps_what_is_done(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for seed in range(150):
        draw_photo(folder / f"{seed}.jpg", seed, (1600, 1200))
    place = tmp_path / "library"
    process = subprocess.Popen(
        [sys.executable, "-m", "photo_search", "index", str(folder), "--json", "--library", str(place)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    deadline = time.monotonic() + 60
    done = 0
    while not done and time.monotonic() < deadline:
        time.sleep(0.05)
        if (place / "catalog.sqlite").exists():
            with Library.open(place, read_only=True) as library:
                done = library.coverage().embedded
    os.killpg(process.pid, signal.SIGINT)  # As a terminal does: the children hear it too.
    out, err = process.communicate(timeout=60)
    assert process.returncode == ExitCode.INTERRUPTED, err
    report = json.loads(out)
    assert report["cancelled"]
    assert 0 < report["embedded"] < 150
    assert "Traceback" not in err


def test_a_bug_shows_its_traceback(monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("this is our fault")

    monkeypatch.setattr(Library, "open", broken)
    answer = run("folders")
    assert answer.code == ExitCode.BUG
    assert "this is our fault" in answer.err
    assert "please report it" in answer.err


def test_progress_is_said_as_people_say_it() -> None:
    reading = Progress(Phase.READING, 8310, 8310, 1240, 3, 9.04, 782.0)
    assert sentence(reading) == "Reading 1,240 of 8,310 - 9.0 photos/s - about 13 min - 3 unreadable"
    assert sentence(Progress(Phase.LOOKING, 1200, 0, 0, 0, 0.0, None)) == "Looking for photos: 1,200 found"
    assert [about(s) for s in (3, 60, 5400, 7200, 36000)] == [
        "less than a minute",
        "about 1 min",
        "about 90 min",
        "about 2 h",
        "about 10 h",
    ]


def test_the_table_of_exit_codes_is_in_the_help() -> None:
    text = make_parser().format_help()
    for code in ExitCode:
        assert re.search(rf"^  {code.value} +\S", text, re.MULTILINE), code
