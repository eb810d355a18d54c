"""Searching, explaining and remembering on the command line: in words, in JSON, with a status to rely on."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from photo_search.cli.exit_codes import ExitCode
from photo_search.cli.main import main
from photo_search.cli.search_parser import with_words
from photo_search.library import Library
from tests.end_to_end.conftest import QUICK, draw_photo
from tests.end_to_end.test_cli import Answer, documented

Run = Callable[..., Answer]


@pytest.fixture(scope="module")
def coco(shared_photos: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a library of some labelled photos."""
    folder = tmp_path_factory.mktemp("photos")
    for path in sorted((shared_photos / "coco-mini").glob("*.jpg"))[::3]:
        (folder / path.name).write_bytes(path.read_bytes())
    place = tmp_path_factory.mktemp("home") / "library"
    with Library.open(place) as library:
        library.add_folder(folder)
        library.index(options=QUICK).result(timeout=100)
    return place


@pytest.fixture
def run(coco: Path, capfd: pytest.CaptureFixture[str]) -> Iterator[Run]:
    def command(*arguments: object) -> Answer:
        code = main(["--library", str(coco), *map(str, arguments)])
        out, err = capfd.readouterr()
        return Answer(code, out, err)

    yield command
    with Library.open(coco) as library:
        library.insight.reset()


def hits(answer: Answer) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = answer.document["hits"]
    return found


def test_only_what_matches_is_printed(run: Run) -> None:
    everything = hits(run("search", "a dog", "--json", "--limit", 100))
    assert [hit["matches"] for hit in everything] == sorted((hit["matches"] for hit in everything), reverse=True)
    matching = [hit["path"] for hit in everything if hit["matches"]]
    assert 0 < len(matching) < len(everything) == 53
    plain = run("search", "a", "dog", "--limit", 100)
    assert [line.partition("%  ")[2] for line in plain.out.splitlines()] == matching
    assert "--all shows them" in plain.err
    assert run("search", "a dog", "--limit", 100, "--paths").out.splitlines() == matching
    shown = run("search", "a dog", "--limit", 100, "--all")
    assert len(shown.out.splitlines()) == 54
    assert shown.out.splitlines()[len(matching)].strip() == "probably not:"
    assert len(run("search", "a dog", "--strictness", 0.05, "--limit", 100, "--paths").out.splitlines()) > len(matching)
    more = run("search", "a dog", "--strictness", 0.05, "--limit", 1)
    assert "photos match; --limit" in more.err


def test_nothing_matches(run: Run) -> None:
    answer = run("search", "width:<3")
    assert answer.code == ExitCode.DONE
    assert answer.out == ""
    assert "Nothing here seems to match." in answer.err
    strict = run("search", "xylophone quarks", "--strictness", 1)
    if not strict.out:
        assert "--all shows the closest" in strict.err


def test_words_may_begin_with_a_minus(run: Run) -> None:
    spelt = [
        run("search", "food", "-people", "--json"),
        run("search", "food -people", "--json"),
        run("search", "--json", "--", "food", "-people"),
    ]
    first, *others = ([hit["photo"] for hit in hits(answer)] for answer in spelt)
    assert all(other == first for other in others)
    assert spelt[0].document["understood"] == [{"kind": "words", "text": "people", "weight": -1.0, "exact": False}]
    alone = run("search", "-people", "--json")
    assert alone.code == ExitCode.DONE
    assert alone.document["understood"][0]["weight"] == -1
    assert with_words(["-0", "-h", "--all", "-people", "-rot:2", "-5", "-", "x"]) == [
        "-0", "-h", "--all", " -people", " -rot:2", "-5", "-", "x",
    ]  # fmt: skip


def test_a_number_that_no_photo_can_have_is_taken_for_a_file(run: Run) -> None:
    assert run("similar", "9" * 20).code == ExitCode.FIXABLE


def test_what_was_understood_is_said(run: Run) -> None:
    answer = run("search", 'dogs summer 2019 -people sea:2 iso:<400 "red car" smell:nice')
    (line,) = (line for line in answer.err.splitlines() if line.startswith("Understood: "))
    assert line == ("Understood: date 2019-06-01..2019-08-31; not: people; sea, weight 2; iso:<400; “red car”")
    assert "“smell:” is no filter" in answer.err
    document = run("search", "dogs summer 2019 smell:nice", "--json").document
    assert document["understood"][0] == {
        "kind": "date", "text": "summer 2019", "first": "2019-06-01", "last": "2019-08-31",
    }  # fmt: skip
    assert document["unknown"] == ["smell"]
    gone = run("search", "dog similar:/no/such/photo.jpg")
    assert "without that picture" in gone.err


def test_sorted_and_grouped(run: Run) -> None:
    by_folder = run("search", "a dog", "--group", "folder", "--limit", 3, "--all", "--json").document
    assert sum(len(group["photos"]) for group in by_folder["groups"]) == 3
    listed = run("search", "a dog", "--group", "year", "--sort", "oldest")
    assert listed.out.splitlines()[0].isdecimal()
    assert set(run("search", "a dog", "--sort", "date", "--paths").out.splitlines()) == set(
        run("search", "a dog", "--paths").out.splitlines()
    )
    assert run("search", "a dog", "--json").document["groups"] == []


def test_near_duplicates_are_folded(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    for number, quality in enumerate((95, 90, 85)):
        draw_photo(folder / f"{number}.jpg", 1, (640, 480), quality=quality)
    place = ["--library", str(tmp_path / "library")]
    main(["index", str(folder), *place])
    capfd.readouterr()
    main(["search", "a photo", "--fold", "--all", *place])
    assert "(and 2 like it)" in capfd.readouterr().out


def test_expansion_is_a_choice(run: Run) -> None:
    parts = [
        {part["kind"] for part in run("explain", "a dog", 1, *how, "--json").document["parts"]}
        for how in (["--expand", "off"], [], ["--deep"])
    ]
    assert parts[0] == {"itself"}
    assert parts[1] == {"itself", "also", "prompt"}
    assert "narrower" in parts[2]


def test_why(run: Run, tmp_path: Path) -> None:
    (hit, *_) = hits(run("search", "a dog", "--json"))
    why = run("explain", "a dog -people width:>1", hit["photo"])
    assert why.code == ExitCode.DONE
    assert hit["path"] in why.out
    assert "itself" in why.out
    assert "not " in why.out
    assert "holds     width:>1" in why.out
    out = tmp_path / "heat.png"
    document = run("explain", "a dog", hit["path"], "--heat-map", out, "--json").document
    assert set(document) | {"path_base64"} == documented("explain")
    assert document["photo"] == hit["photo"]
    assert document["score"] == pytest.approx(hit["score"], abs=1e-4)
    assert document["heat_map"]["calls"] < 64
    assert len(document["heat_map"]["values"]) == len(document["heat_map"]["values"][0]) > 0
    with Image.open(out) as picture:
        assert picture.format == "PNG"
        assert picture.size == (hit["width"], hit["height"])
    assert run("explain", "a dog", hit["photo"], "--heat-map", tmp_path / "no" / "x.png").code == ExitCode.FIXABLE
    assert run("explain", "date:2019", hit["photo"], "--heat-map", out).code == ExitCode.FIXABLE
    assert run("explain", "a dog", 999_999).code == ExitCode.FIXABLE


def test_what_is_in_it(run: Run, shared_photos: Path) -> None:
    for photo in (1, shared_photos / "coco-mini" / "000000037666.jpg"):
        found = run("what", photo, "--json").document["words"]
        said = run("what", photo).out
        assert all(one["word"] in said for one in found)
        assert found or "No word stands out" in said


def test_have_says_by_its_status_whether_all_are_there(
    run: Run, coco: Path, shared_photos: Path, tmp_path: Path
) -> None:
    (hit, *_) = hits(run("search", "a dog", "--json"))
    mine = tmp_path / "card"
    (mine / "below").mkdir(parents=True)
    (mine / "same.jpg").write_bytes(Path(hit["path"]).read_bytes())
    with Image.open(hit["path"]) as image:
        image.resize((image.width // 2, image.height // 2)).save(mine / "below" / "small.jpg")
    (mine / "notes.txt").write_text("no picture")
    there = run("have", mine)
    assert there.code == ExitCode.DONE
    assert "you have this file already" in there.out
    assert "saved differently" in there.out
    assert there.out.count(hit["path"]) == 2
    new = next((shared_photos / "free").glob("*.jpg"))
    document = run("have", mine / "same.jpg", new, "--json").document
    assert document["files"][0]["verdict"] == "same"
    assert all(set(one) | {"path_base64"} == documented("have") for one in document["files"])
    assert run("have", new).code == ExitCode.NOT_THERE
    absent = run("have", tmp_path / "absent.jpg")
    assert absent.code == ExitCode.NOT_THERE
    assert "no longer there" in absent.err


def test_tune(run: Run) -> None:
    shown = run("tune", "a", "dog")
    assert "of 53 photos match" in shown.out
    assert shown.out.count("<- the line") == 1
    assert "as the model ships" in shown.out
    before = run("tune", "a dog", "--json").document
    assert set(before) == documented("tune")
    assert sum(before["histogram"]["counts"]) == 53
    found = [hit["photo"] for hit in hits(run("search", "a dog", "--limit", 100, "--json"))]
    right, wrong = (",".join(map(str, side)) for side in (found[:12], found[12:]))
    recommended = run("tune", "a dog", "--recommend", "--right", right, "--wrong", wrong, "--json").document
    assert recommended["histogram"]["matching"] == pytest.approx(12, abs=1)
    assert run("tune", "--json").document["strictness"] is None
    run("tune", "a dog", "--recommend", "--right", right, "--wrong", wrong, "--save")
    assert run("tune", "--json").document["strictness"] == recommended["strictness"]
    assert run("tune", "--strictness", 0.7).out.strip().endswith("strictness 0.7.")
    assert run("tune", "--reset", "--json").document == {"temperature": None, "strictness": None, "histogram": None}
    assert run("tune", "a dog", "--recommend").code == ExitCode.FIXABLE


def test_saved_searches(run: Run) -> None:
    assert "photo-search saved add" in run("saved").out
    run("saved", "add", "Dogs", "a", "dog", "-people")
    run("saved", "add", "Pets", "cat", "--concept")
    assert run("saved", "add", "dogs", "x").code == ExitCode.FIXABLE
    assert run("saved", "list").out.splitlines() == ["Dogs: a dog -people", "Pets: cat  (concept)"]
    assert run("saved", "pin", "pets").out.splitlines()[0] == "Pets: cat  (pinned, concept)"
    direct = [hit["photo"] for hit in hits(run("search", "a dog -people", "--json"))]
    assert [hit["photo"] for hit in hits(run("saved", "run", "DOGS", "--json"))] == direct
    run("saved", "add", "Café", "cake")
    assert run("saved", "remove", unicodedata.normalize("NFD", "CAFÉ")).code == ExitCode.DONE
    run("saved", "rename", "Dogs", "Hounds")
    assert {one["name"] for one in run("saved", "--json").document["saved"]} == {"Hounds", "Pets"}
    missing = run("saved", "run", "Dogs")
    assert missing.code == ExitCode.FIXABLE
    assert "photo-search saved" in missing.err
    for name in ("Hounds", "Pets"):
        run("saved", "remove", name)
    assert run("saved", "--json").document == {"saved": []}


def test_history_and_suggestions(run: Run, coco: Path) -> None:
    assert "No search is remembered" in run("history").out
    with Library.open(coco) as library:
        library.asked.note("a dog", 7)
    assert run("history").out.rstrip().endswith("a dog  (7 matched)")
    (entry,) = run("history", "--json").document["history"]
    assert (entry["text"], entry["matching"], entry["times"]) == ("a dog", 7, 1)
    assert run("history", "--clear", "--json").document == {"history": []}
    assert "suggestions" in run("suggest", "fold", "--json").document


@pytest.mark.parametrize(
    "arguments",
    [
        ["search", "x", "--strictness", "2"],
        ["search", "x", "--expand", "more"],
        ["search", "x", "--sort", "size"],
        ["tune", "--temperature", "0"],
        ["tune", "x", "--right", "one"],
        ["have"],
        ["explain", "x"],
        ["saved", "add", "x"],
    ],
)
def test_nonsense_is_a_usage_error(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == ExitCode.USAGE
    assert json.dumps(capsys.readouterr().err).count("usage:") == 1
