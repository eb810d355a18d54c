"""Hands files to the rest of the desktop: its file manager, and the programs that open pictures."""

from __future__ import annotations

import configparser
import os
import shlex
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote_from_bytes

from PySide6.QtCore import QObject, QProcess, QUrl
from PySide6.QtGui import QDesktopServices

from photo_search.desktop.background import Background

_PICTURE_TYPE = "image/jpeg"


@dataclass(frozen=True, slots=True)
class Program:
    """A program of this desktop that opens pictures; `command` is the Exec line of its desktop entry."""

    name: str
    icon: str
    command: str


def url_of(path: bytes) -> QUrl:
    """Return the address of a file; names that are no text keep their bytes, percent-encoded."""
    if sys.platform == "win32":
        return QUrl.fromLocalFile(os.fsdecode(path))
    return QUrl.fromEncoded(f"file://{quote_from_bytes(path)}".encode())


def open_file(path: bytes) -> bool:
    """Open a file with the program that the desktop uses for it; say whether that could be asked for."""
    return QDesktopServices.openUrl(url_of(path))


def show_in_folder(path: bytes, background: Background, context: QObject) -> None:
    """Show a file in the file manager, selected where that is possible; asking for it may take a while."""

    def then(shown: bool) -> None:
        if not shown:
            open_file(os.path.dirname(path))

    background.read(lambda: _show_selected(path), then, context=context)


def _show_selected(path: bytes) -> bool:
    if sys.platform == "win32":
        return bool(QProcess.startDetached("explorer", ["/select,", os.fsdecode(path)])[0])
    if sys.platform == "darwin":
        return bool(QProcess.startDetached("open", ["-R", os.fsdecode(path)])[0])
    return _show_over_dbus(path)


def _show_over_dbus(path: bytes) -> bool:
    """Ask whichever file manager answers.

    Source: https://www.freedesktop.org/wiki/Specifications/file-manager-interface/
    """
    uri = bytes(url_of(path).toEncoded().data()).decode()
    if "," in uri:  # dbus-send takes a comma for the next element of the list.
        return False
    command = [
        "dbus-send",
        "--session",
        "--print-reply",
        "--reply-timeout=2000",
        "--dest=org.freedesktop.FileManager1",
        "/org/freedesktop/FileManager1",
        "org.freedesktop.FileManager1.ShowItems",
        f"array:string:{uri}",
        "string:",
    ]
    try:
        return subprocess.run(command, capture_output=True, check=False, timeout=3).returncode == 0  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return False


def picture_programs() -> list[Program]:
    """Return the programs that say they open pictures, by name; none on Windows and macOS, which ask by themselves.

    Source: https://specifications.freedesktop.org/desktop-entry-spec/latest/
    """
    if sys.platform in {"win32", "darwin"}:
        return []
    home = os.environ.get("XDG_DATA_HOME") or os.path.expanduser("~/.local/share")
    shared = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    programs: dict[str, Program] = {}
    for place in (home, *shared.split(":")):
        for entry in sorted(Path(place, "applications").glob("*.desktop")):
            if entry.name not in programs and (program := _program(entry)) is not None:
                programs[entry.name] = program
    own = {"photo_search.desktop", "photo-search.desktop"}
    return sorted((p for name, p in programs.items() if name not in own), key=lambda p: p.name.casefold())


def _program(entry: Path) -> Program | None:
    parser = configparser.RawConfigParser(strict=False)
    try:
        parser.read(entry, encoding="utf-8")
        section = parser["Desktop Entry"]
    except (configparser.Error, UnicodeDecodeError, KeyError):
        return None
    hidden = section.get("Hidden") == "true" or section.get("NoDisplay") == "true"
    if hidden or _PICTURE_TYPE not in section.get("MimeType", "").split(";") or "Exec" not in section:
        return None
    return Program(section.get("Name", entry.stem), section.get("Icon", ""), section["Exec"])


def open_with(program: Program, paths: Sequence[bytes]) -> bool:
    """Start a program with files, as its entry's Exec line says."""
    arguments: list[str] = []
    names = [os.fsdecode(path) for path in paths]
    try:
        parts = shlex.split(program.command)
    except ValueError:  # Its quotes don't match: it can't be started.
        return False
    for part in parts:
        if part in {"%f", "%u"}:
            arguments += names[:1]
        elif part in {"%F", "%U"}:
            arguments += names
        elif part == "%c":
            arguments.append(program.name)
        elif not part.startswith("%"):
            arguments.append(part)
    return bool(QProcess.startDetached(arguments[0], arguments[1:])[0]) if arguments else False
