"""Reports and logs: enough to mend a fault, nothing that names a file."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import qWarning

from photo_search import __version__
from photo_search.desktop.bug_report import report, without_names
from photo_search.desktop.log_file import LogFile
from photo_search.errors import Bug, FolderUnusable

SECRETS = ("anna", "Italien", "IMG", "Urlaub", ".jpg")


def caught(work: Callable[[], object]) -> Exception:
    try:
        work()
    except Exception as error:  # noqa: BLE001 - whichever it is
        return error
    raise AssertionError("nothing was raised")


def looks_up() -> None:
    {}[b"/home/anna/Urlaub.jpg"]


def opens() -> None:
    with open("/home/anna/Italien 2019/IMG 1.jpg"):
        pass


def chains() -> None:
    try:
        opens()
    except OSError as error:
        raise Bug("No photo at /home/anna/Italien 2019/IMG 1.jpg or 'Urlaub'") from error


@pytest.mark.parametrize("work", [looks_up, opens, chains])
def test_a_report_names_files_only_when_asked(work: Callable[[], object]) -> None:
    error = caught(work)
    told = report(error)
    messages = [line for line in told.splitlines() if line.startswith(type(error).__name__)]
    assert len(messages) == 1
    assert not any(secret in line for line in messages for secret in SECRETS)
    assert "anna" in report(error, file_names=True)


def test_a_report_tells_version_system_and_where(tmp_path: Path) -> None:
    told = report(caught(chains))
    assert f"Photo Search {__version__}" in told
    assert "Python 3." in told
    assert "FileNotFoundError: No such file or directory" in told
    assert "which led to:" in told
    assert " opens\n" in told
    assert str(Path.home()) not in told


def test_what_python_says_of_code_stays_readable() -> None:
    told = report(caught(lambda: None.foo))  # type: ignore[attr-defined]
    assert "'NoneType' object has no attribute 'foo'" in told
    assert "KeyError" in report(caught(lambda: {}[3]))


def test_an_endless_recursion_is_told_shortly() -> None:
    def again() -> None:
        again()

    assert len(report(caught(again)).splitlines()) < 200


@pytest.mark.parametrize(
    "text",
    [
        "can't open '/home/anna/Italien/IMG 1.jpg'",
        'can\'t open "IMG 1.jpg"',
        "can't open b'caf\\xe9 Italien'",
        "cannot identify IMG_0001.JPG",
        "The folder “Urlaub in Italien” isn't there",
        "C:\\Users\\anna\\My Pictures\\IMG 1.jpg is busy",
        "read file:///home/anna/Italien%202019/IMG.jpg",
        "/home/anna/Best of Italien/2019/IMG 0001.jpg: cut off",
        r"\\server\share\anna\Italien",
        "'one' and '/home/anna' and 'Urlaub'",
    ],
)
def test_names_of_files_are_hidden(text: str) -> None:
    told = without_names(text)
    assert not any(secret in told for secret in SECRETS), told


def test_other_words_stay() -> None:
    text = "Reading 1,240 of 8,310: isn't done, can't be; took 3.5 s"
    assert without_names(text) == text


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    file = LogFile(tmp_path / "log")
    yield tmp_path / "log" / "photo_search.log"
    file.close()


def test_the_log_keeps_what_happened_without_names(log: Path) -> None:
    logger = logging.getLogger("photo_search.test")
    logger.warning("No backup of %s: %s", "/home/anna/Italien", FolderUnusable("“Urlaub” is gone."))
    logger.error("A fault", exc_info=caught(opens))
    logger.info("Read %d photos", 12)
    logger.debug("too much")
    written = log.read_text(encoding="utf-8")
    assert "Read 12 photos" in written
    assert "FileNotFoundError" in written
    assert "too much" not in written
    for line in written.splitlines():
        assert line.startswith("    ") or not any(secret in line for secret in SECRETS), line


@pytest.mark.qt_no_exception_capture
def test_what_qt_says_is_in_the_log(log: Path) -> None:
    qWarning("QThing: can't open '/home/anna/IMG.jpg'")
    written = log.read_text(encoding="utf-8")
    assert "QThing: can't open" in written
    assert "anna" not in written


def test_where_no_log_can_be_kept_the_app_still_starts(tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.touch()
    LogFile(blocked / "log").close()


def test_the_log_leaves_everything_as_it_was(tmp_path: Path) -> None:
    before = list(logging.getLogger().handlers)
    LogFile(tmp_path).close()
    assert logging.getLogger().handlers == before
