"""`photo-search serve` says where and with which token it answers, and ends as every command does."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2
import pytest

from photo_search.cli.exit_codes import ExitCode
from photo_search.cli.main import main

Serve = Callable[..., "subprocess.Popen[str]"]
WITHOUT_EXTRA = "import sys; sys.modules['{}'] = None; from photo_search.__main__ import main; sys.exit(main())"


@pytest.fixture
def serve(indexed: Path) -> Iterator[Serve]:
    started = []

    def start(*arguments: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "photo_search", "serve", "--library", str(indexed), *arguments]
        pipe = subprocess.PIPE
        started.append(subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


def announced(process: subprocess.Popen[str]) -> dict[str, str]:
    assert process.stdout is not None
    said: dict[str, str] = json.loads("".join(iter(process.stdout.readline, "}\n")) + "}")
    return said


@pytest.mark.skipif(sys.platform == "win32", reason="a process can't be sent Ctrl-C there")
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_it_answers_until_it_is_stopped_and_ends_cleanly(serve: Serve, ending: signal.Signals) -> None:
    process = serve("--json", "--port", "0")
    said = announced(process)
    headers = {"Authorization": f"Bearer {said['token']}"}
    with httpx2.Client(base_url=said["address"], headers=headers, timeout=60, trust_env=False) as client:
        assert len(client.get("/search", params={"q": "zebra"}).json()["hits"]) == 6
        process.send_signal(ending)  # While the client still holds its connection.
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (ExitCode.INTERRUPTED, "", "")


def test_it_says_in_words_what_a_person_needs(serve: Serve) -> None:
    process = serve("--port", "0")
    assert process.stdout is not None
    said = [process.stdout.readline() for _ in range(5)]
    assert "http://127.0.0.1:" in said[0]
    token = said[2].strip()
    assert len(token) >= 43
    assert token in said[4]


def test_what_keeps_it_from_starting_is_said(indexed: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--library", str(tmp_path / "none")]) == ExitCode.FIXABLE
    assert "photo-search index FOLDER" in capfd.readouterr().err
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert main(["serve", "--library", str(indexed), "--port", port]) == ExitCode.FIXABLE
    assert f"port {port}" in capfd.readouterr().err
    with pytest.raises(SystemExit):
        main(["serve", "--port", "65536"])


@pytest.mark.parametrize("package", ["starlette", "uvicorn", "httptools"])
def test_without_its_extra_it_says_how_to_get_that(indexed: Path, package: str) -> None:
    command = [sys.executable, "-c", WITHOUT_EXTRA.format(package), "serve", "--library", str(indexed)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == ExitCode.FIXABLE
    assert "photo_search[service]" in done.stderr
    assert "Traceback" not in done.stderr
