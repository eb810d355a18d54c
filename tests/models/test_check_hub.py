"""The script for the first machine with internet does its work, so that only the hub itself is left to be tried."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from tests.models.fake_hub import FakeHub
from tests.models.known_models import VISION, known

SCRIPT = Path(__file__).parents[2] / "packaging" / "check_hub.py"


@pytest.fixture
def script(hub: FakeHub, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("check_hub", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for key, value in hub.environment().items():
        monkeypatch.setenv(key, value)
    entry = known(hub.files, facts=True)
    monkeypatch.setattr(module, "known_models", lambda: (entry,))
    monkeypatch.setattr(module, "known_model", lambda _: entry)
    return module


def run(script: ModuleType, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr("sys.argv", ["check_hub", *arguments])
    return int(script.main())


def test_a_listing_as_expected(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(script, monkeypatch, "--listing") == 0
    assert "tiny: c0ffee012345, 5 files, 0 MB: as expected\nAll as expected.\n" in capsys.readouterr().out


def test_a_listing_that_differs(
    script: ModuleType, hub: FakeHub, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    hub.files[VISION] = hub.files[VISION][:-1] + b"x"
    del hub.files["config.json"]
    assert run(script, monkeypatch, "--listing") == 1
    said = capsys.readouterr().out
    assert f"UNEXPECTED tiny: {VISION} has the SHA-256" in said
    assert "UNEXPECTED tiny: the hub doesn't say what config.json is" in said
    hub.fail("api", "busy")
    assert run(script, monkeypatch, "--listing") == 1
    assert "can't be reached" in capsys.readouterr().out


def test_a_download(script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    entry = replace(script.known_model(""), original=None, logit_scale=110.0, logit_bias=-16.0)
    monkeypatch.setattr(script, "known_model", lambda _: entry)
    run(script, monkeypatch, "tiny")
    said = capsys.readouterr().out
    assert "tiny: downloaded in" in said
    assert "tiny: 16 numbers, scale 110.0, bias -16.0: sound" in said
    assert "red" in said  # which of the two is nearer is chance, with random weights
