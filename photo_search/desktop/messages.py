"""Turns every error into words on the screen; the one place of the desktop that does."""

from __future__ import annotations

import logging
import sys
import threading
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QPlainTextEdit, QPushButton, QWidget

from photo_search.desktop import bug_report
from photo_search.desktop.core_sentences import translated
from photo_search.desktop.plain_label import PlainLabel
from photo_search.desktop.sentence_dialog import SentenceDialog
from photo_search.desktop.theme import ThemeSwitch
from photo_search.errors import UserFixable

translate = QCoreApplication.translate

_log = logging.getLogger(__name__)


_MOST_WAITING = 5
"""More messages than that nobody reads; the log has them all."""

_REPORT_HEIGHT = 160


class Presenter(QObject):
    """Shows errors over `window`: a sentence and a remedy for what a person can mend, a report for our own faults.

    It shows one dialog at a time; what comes meanwhile waits, and what is being shown is not shown twice.
    """

    _raised_elsewhere = Signal(object)

    def __init__(self, theme: ThemeSwitch, window: QWidget | None = None) -> None:
        super().__init__(window)
        self._theme = theme
        self._window = window
        self._waiting: list[BaseException] = []
        self._shown: tuple[BaseException, QDialog] | None = None
        self._hooks = (sys.excepthook, threading.excepthook)
        self._raised_elsewhere.connect(self.show, Qt.ConnectionType.QueuedConnection)

    def show(self, error: BaseException) -> None:
        """Show `error`, now or after the one that is on the screen. For the GUI thread only."""
        if not isinstance(error, UserFixable):
            _log.error("A fault of photo_search", exc_info=error)
        others = [*self._waiting, *([self._shown[0]] if self._shown else [])]
        if len(self._waiting) >= _MOST_WAITING or any(_alike(error, other) for other in others):
            return
        self._waiting.append(error)
        self._show_next()

    def set_window(self, window: QWidget) -> None:
        """Show what comes from now on over `window`."""
        self._window = window

    def install(self) -> None:
        """Show from now on what nobody caught, in whichever thread."""
        self._hooks = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread

    def uninstall(self) -> None:
        """Leave uncaught exceptions to whoever had them before."""
        sys.excepthook, threading.excepthook = self._hooks

    @property
    def dialog(self) -> QDialog | None:
        """The dialog on the screen."""
        return self._shown[1] if self._shown else None

    def _show_next(self) -> None:
        if self._shown or not self._waiting:
            return
        error = self._waiting.pop(0)
        dialog = (
            MessageDialog(error, self._theme, self._window)
            if isinstance(error, UserFixable)
            else BugDialog(error, self._theme, self._window)
        )
        self._shown = (error, dialog)
        dialog.finished.connect(self._dismissed)
        dialog.open()

    def _dismissed(self) -> None:
        if self._shown:
            self._shown[1].deleteLater()
        self._shown = None
        self._show_next()

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
            return
        self._raised_elsewhere.emit(error.with_traceback(trace))

    def _uncaught_in_thread(self, hook: threading.ExceptHookArgs) -> None:
        if hook.exc_value is not None and not issubclass(hook.exc_type, SystemExit):
            self._raised_elsewhere.emit(hook.exc_value)


class MessageDialog(SentenceDialog):
    """Says what happened and what to do."""

    def __init__(self, error: UserFixable, theme: ThemeSwitch, parent: QWidget | None = None) -> None:
        super().__init__(theme, translated(error.sentence), translated(error.remedy), parent=parent)
        copy = QPushButton(self.tr("Copy details"))
        copy.setProperty("flat", True)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(_details(error)))
        self.add_buttons([copy])


class BugDialog(SentenceDialog):
    """Owns up to a fault of ours, and offers a report that the person may read, copy and save."""

    def __init__(self, error: BaseException, theme: ThemeSwitch, parent: QWidget | None = None) -> None:
        super().__init__(
            theme,
            translate("BugDialog", "Something went wrong inside Photo Search."),
            translate(
                "BugDialog",
                "This is our fault, not yours. Your photos are untouched and what was read of them is kept. "
                "A report helps us to mend it; nothing is sent unless you send it yourself.",
            ),
            icon="problem",
            colour=lambda colours: colours.warning,
            parent=parent,
        )
        self._error = error
        self._report = QPlainTextEdit()
        self._report.setReadOnly(True)
        self._report.setTabChangesFocus(True)
        self._report.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._report.setAccessibleName(self.tr("Report"))
        self._report.setMinimumHeight(_REPORT_HEIGHT)
        # It is code and English, whatever the window speaks.
        self._report.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._names = QCheckBox(self.tr("Include the names of files and folders"))
        self._names.toggled.connect(self._write)
        # The palette's role for what must not be overlooked.
        self._failure = PlainLabel(role=QPalette.ColorRole.BrightText)
        self._failure.hide()
        self.add_part(self._report, 1)
        self.add_part(self._names)
        self.add_part(self._failure)

        copy = QPushButton(self.tr("Copy report"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.report()))
        save = QPushButton(self.tr("Save report…"))
        save.clicked.connect(self._ask_where)
        self.add_buttons([copy, save])
        self._write()

    def report(self) -> str:
        """Return the report as it is shown."""
        return self._report.toPlainText()

    def save(self, file: str) -> None:
        """Write the report to `file`."""
        try:
            Path(file).write_text(self.report(), encoding="utf-8")
        except OSError as error:
            self._failure.setText(self.tr("The report could not be saved: %1").replace("%1", error.strerror or ""))
            self._failure.show()
            return
        self.accept()

    def _write(self) -> None:
        self._report.setPlainText(bug_report.report(self._error, file_names=self._names.isChecked()))

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, self.tr("Save report"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("txt")
        dialog.selectFile("photo-search-report.txt")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.save)
        dialog.open()


def _alike(error: BaseException, other: BaseException) -> bool:
    return type(error) is type(other) and str(error) == str(other)


def _details(error: UserFixable) -> str:
    cause = error.__cause__
    reason = "" if cause is None else f"\n({type(cause).__name__}: {cause})"
    return f"{translated(str(error))}{reason}\n"
