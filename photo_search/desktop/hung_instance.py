"""Asks what to do about a window that is open already, but doesn't answer."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path

import psutil
from PySide6.QtCore import QCoreApplication

from photo_search.desktop.sentence_dialog import Question
from photo_search.desktop.theme import ThemeSwitch

translate = QCoreApplication.translate

_log = logging.getLogger(__name__)

_END = 1
_BURIAL_S = 3.0


def ask_about_hung(card: Path, theme: ThemeSwitch) -> bool:
    """Say that the first instance doesn't answer, and end it if that is wanted; return whether to try again.

    `card` holds the number of its process. Blocks until the person has answered.
    """
    other = _process(card)
    answers = [translate("hung_instance", "Try again")]
    if other is not None:
        answers.append(translate("hung_instance", "End it and start anew"))
    question = Question(
        theme,
        translate("hung_instance", "Photo Search is open already, but doesn't answer."),
        translate(
            "hung_instance",
            "It may be busy for a moment: then try again. If that doesn't help, it can be ended; your photos are"
            " untouched, and what was read of them is kept.",
        ),
        answers=answers,
        refusal=translate("hung_instance", "Cancel"),
    )
    chosen: list[int] = []
    question.answered.connect(chosen.append)
    question.exec()
    if other is not None and chosen == [_END]:
        _end(other)
    return bool(chosen)


def _process(card: Path) -> psutil.Process | None:
    """Return the process that left its number, if all speaks for it: the number may be another's by now."""
    try:
        process = psutil.Process(int(card.read_text(encoding="ascii")))
        began_before = process.create_time() <= card.stat().st_mtime + 1
        is_alike = os.path.realpath(process.exe()) == os.path.realpath(sys.executable)
    except (OSError, ValueError, psutil.Error):
        return None
    return process if began_before and is_alike else None


def _end(process: psutil.Process) -> None:
    """End a process, whatever it is doing: what it was writing is whole or not there."""
    try:
        process.terminate()
        if psutil.wait_procs([process], _BURIAL_S)[1]:
            process.kill()
            psutil.wait_procs([process], _BURIAL_S)
    except psutil.Error as error:
        _log.warning("The window that doesn't answer can't be ended: %s", error)
