"""`photo-search models download, import, check, remove, known`: what they say, and their exit status."""

from __future__ import annotations

import json
import os
import re
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from photo_search.cli.exit_codes import ExitCode
from photo_search.cli.main import main
from photo_search.cli.store_commands import sentence
from photo_search.models import store as store_module
from photo_search.models.catalogue import known_models
from photo_search.models.store import ModelStore
from photo_search.models.transfer import DownloadProgress, Stage
from tests.end_to_end.conftest import draw_photo
from tests.models.fake_hub import FakeHub
from tests.models.known_models import VISION, known
from tests.models.model_folders import make_model_folder

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, hub: FakeHub, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr(store_module, "default_models", lambda: tmp_path / "models")
    monkeypatch.setattr(store_module, "known_model", lambda _: known(hub.files))
    for key, value in hub.environment().items():
        monkeypatch.setenv(key, value)

    def command(*arguments: str) -> tuple[int, str, str]:
        code = main(["models", *arguments, "--library", str(tmp_path / "library")])
        out, err = capfd.readouterr()
        return code, out, err

    return command


def document(answer: tuple[int, str, str]) -> Any:
    return json.loads(answer[1])


def test_the_story(run: Run) -> None:
    code, out, _ = run("download", "tiny")
    assert (code, "“tiny” is ready" in out) == (ExitCode.DONE, True)
    code, out, _ = run("check")
    assert (code, out) == (ExitCode.DONE, "“starter” is sound.\n“tiny” is sound.\n")
    code, out, _ = run("remove", "tiny")
    assert (code, "“tiny” is removed" in out) == (ExitCode.DONE, True)
    code, _, err = run("remove", "tiny")
    assert (code, "No model called “tiny”" in err) == (ExitCode.FIXABLE, True)


def test_in_json(run: Run, tmp_path: Path) -> None:
    downloaded = document(run("download", "tiny", "--json"))
    assert downloaded["model"] == "tiny"
    assert downloaded["dimension"] == 16
    source = make_model_folder(tmp_path / "source", "clip")
    assert document(run("import", str(source), "--name", "mine", "--json"))["model"] == "mine"
    checked = document(run("check", "--json"))["models"]
    assert [(one["model"], one["sound"]) for one in checked] == [("starter", True), ("mine", True), ("tiny", True)]
    assert document(run("remove", "mine", "--json"))["bytes"] > 1000
    listed = document(run("known", "--json"))["known"]
    assert [one["model"] for one in listed] == [model.name for model in known_models()]


def test_what_can_be_downloaded(run: Run) -> None:
    _, out, _ = run("known")
    assert out.splitlines()[0] == "siglip2-base-p32-256: SigLIP 2 Base, 789 MB, Apache-2.0"


def test_a_damaged_model(run: Run, tmp_path: Path) -> None:
    run("download", "tiny")
    weights = tmp_path / "models/tiny/onnx/text_model.onnx_data"
    weights.write_bytes(bytes(weights.stat().st_size))
    code, out, _ = run("check", "tiny")
    assert code == ExitCode.UNSOUND
    assert "is damaged or has been changed" in out
    (tmp_path / "models/tiny/config.json").unlink()
    code, out, _ = run("check")
    assert code == ExitCode.UNSOUND
    assert run("remove", "tiny")[0] == ExitCode.DONE


def test_what_can_t_be_downloaded(run: Run, hub: FakeHub) -> None:
    hub.fail(VISION, "other")
    code, _, err = run("download", "tiny")
    assert code == ExitCode.FIXABLE
    assert re.search(r"photo-search: The file .* was damaged on its way\. Start the download again", err)


def test_ctrl_c_keeps_what_was_got(run: Run, hub: FakeHub, tmp_path: Path) -> None:
    hub.fail(VISION, "slow")
    hub.hold = threading.Event()

    def press() -> None:
        while not hub.asked(VISION):
            hub.stalled.wait(0.01)
        os.kill(os.getpid(), signal.SIGINT)
        assert hub.hold is not None
        hub.hold.set()

    pressing = threading.Thread(target=press)
    pressing.start()
    code, out, err = run("download", "tiny")
    pressing.join()
    assert (code, out) == (ExitCode.INTERRUPTED, "")
    assert "What was downloaded is kept" in err
    assert ModelStore(tmp_path / "models").unfinished()["tiny"] > 0
    assert run("download", "tiny")[0] == ExitCode.DONE


def test_the_starter_stays(run: Run) -> None:
    code, _, err = run("remove", "starter")
    assert code == ExitCode.FIXABLE
    assert "part of photo_search" in err


@pytest.mark.parametrize(
    ("progress", "says"),
    [
        (DownloadProgress(Stage.CONNECTING, 0, 0, 0.0, None), "Asking the hub for tiny"),
        (
            DownloadProgress(Stage.DOWNLOADING, 120_000_000, 789_000_000, 5e6, 133.8),
            "Downloading tiny: 120 of 789 MB - 5.0 MB/s - about 2 min",
        ),
        (DownloadProgress(Stage.PAUSED, 1_000_000, 789_000_000, 0.0, None), "Paused tiny: 1 of 789 MB"),
        (DownloadProgress(Stage.CONVERTING, 9, 9, 0.0, None), "Converting tiny"),
        (
            DownloadProgress(Stage.DOWNLOADING, 1, 9, 0.0, None, "Trying again: it is busy."),
            "Trying again: it is busy.",
        ),
    ],
)
def test_progress_in_words(progress: DownloadProgress, says: str) -> None:
    assert sentence("tiny", progress) == says


def test_too_few_photos_to_judge_a_smaller_twin(run: Run, tmp_path: Path) -> None:
    run("import", str(make_model_folder(tmp_path / "source", "clip")), "--name", "mine")
    (tmp_path / "photos").mkdir()
    draw_photo(tmp_path / "photos/one.jpg", 1)
    assert main(["index", str(tmp_path / "photos"), "--library", str(tmp_path / "library")]) == ExitCode.DONE
    code, _, err = run("quantise", "mine")
    assert code == ExitCode.FIXABLE
    assert "64 of your photos are needed" in err


def test_the_model_that_answers_is_not_removed(run: Run, tmp_path: Path) -> None:
    run("import", str(make_model_folder(tmp_path / "source", "clip")), "--name", "mine")
    (tmp_path / "photos").mkdir()
    draw_photo(tmp_path / "photos/one.jpg", 1)
    main(["index", str(tmp_path / "photos"), "--library", str(tmp_path / "library")])
    assert run("use", "mine")[0] == ExitCode.DONE
    code, _, err = run("remove", "mine")
    assert code == ExitCode.FIXABLE
    assert "answers your searches" in err
    assert run("back")[0] == ExitCode.DONE
    assert run("remove", "mine")[0] == ExitCode.DONE
