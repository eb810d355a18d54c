"""Keeps the log: what the app, Qt and crashes have to say, in a folder of the user's, without names of files."""

from __future__ import annotations

import faulthandler
import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TextIO

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from photo_search.desktop.bug_report import PrivateFormatter, without_names

_LARGEST = 1 << 20
_OLDER = 2

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class LogFile:
    """The log in `folder`: `photo_search.log` and two older ones, and the stacks of a crash in `crash.log`.

    Where the folder can't be written there is no log; that is no reason not to start.
    """

    def __init__(self, folder: Path) -> None:
        self._handler: logging.Handler = logging.NullHandler()
        self._crash: TextIO | None = None
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._handler = RotatingFileHandler(
                folder / "photo_search.log", maxBytes=_LARGEST, backupCount=_OLDER, encoding="utf-8"
            )
            # Open for as long as the app runs: a crash leaves no time to open it.
            self._crash = open(folder / "crash.log", "a", encoding="utf-8")  # noqa: SIM115
            faulthandler.enable(self._crash)
        except OSError as error:
            logging.getLogger(__name__).warning("No log is kept: %s", error.strerror)
        self._handler.setFormatter(PrivateFormatter())
        logging.getLogger().addHandler(self._handler)
        logging.getLogger("photo_search").setLevel(logging.INFO)
        self._previous = qInstallMessageHandler(_log_qt_message)

    def close(self) -> None:
        """End the log."""
        qInstallMessageHandler(self._previous)
        logging.getLogger().removeHandler(self._handler)
        self._handler.close()
        if self._crash is not None:
            faulthandler.disable()
            self._crash.close()


def _log_qt_message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    logging.getLogger(f"qt.{context.category or 'default'}").log(_LEVELS[kind], "%s", without_names(text))
