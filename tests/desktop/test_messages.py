"""The presenter: sentences for what a person can mend, a report for faults of ours, one dialog at a time."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from photo_search.desktop.messages import BugDialog, MessageDialog, Presenter
from photo_search.desktop.theme import ThemeSwitch
from photo_search.errors import Bug, FolderUnusable, StorageFull


@pytest.fixture
def presenter(qtbot: QtBot, theme: ThemeSwitch) -> Iterator[Presenter]:
    window = QWidget()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    made = Presenter(theme, window)
    yield made
    while made.dialog is not None:
        made.dialog.reject()


def texts(presenter: Presenter) -> list[str]:
    assert presenter.dialog is not None
    return [label.text().replace("\u200b", "") for label in presenter.dialog.findChildren(QLabel) if label.text()]


def press(presenter: Presenter, text: str, qtbot: QtBot) -> None:
    assert presenter.dialog is not None
    button = next(each for each in presenter.dialog.findChildren(QPushButton) if each.text() == text)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_what_can_be_mended_is_a_sentence_and_a_remedy(presenter: Presenter, qtbot: QtBot) -> None:
    name = "<img src=x>" + "a" * 255 + ".jpg"
    presenter.show(FolderUnusable(f"“{name}” isn't there.", "Plug in its drive."))
    assert isinstance(presenter.dialog, MessageDialog)
    assert texts(presenter) == [f"“{name}” isn't there.", "Plug in its drive."]
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in presenter.dialog.findChildren(QLabel)[1:])
    assert presenter.dialog.width() < 700
    press(presenter, "Copy details", qtbot)
    assert name in QGuiApplication.clipboard().text()
    press(presenter, "Close", qtbot)
    assert presenter.dialog is None


def test_escape_and_return_close_a_message(presenter: Presenter, qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
        presenter.show(StorageFull("The disk is full."))
        assert presenter.dialog is not None
        with qtbot.waitExposed(presenter.dialog):
            pass
        qtbot.keyClick(presenter.dialog, key)
        assert presenter.dialog is None


def test_messages_come_one_at_a_time_and_none_twice(presenter: Presenter) -> None:
    for _ in range(3):
        presenter.show(StorageFull("The disk is full."))
        presenter.show(FolderUnusable("The folder is gone."))
    assert texts(presenter) == ["The disk is full."]
    presenter.dialog.reject()
    assert texts(presenter) == ["The folder is gone."]
    presenter.dialog.reject()
    assert presenter.dialog is None


NAME = "/home/anna/IMG_1.jpg"


def broken_row() -> None:
    raise Bug(f"The row for {NAME!r} broke")


def fault() -> Exception:
    try:
        broken_row()
    except Bug as error:
        return error
    raise AssertionError


def test_a_fault_of_ours_owns_up_with_a_report(
    presenter: Presenter, qtbot: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    presenter.show(fault())
    dialog = presenter.dialog
    assert isinstance(dialog, BugDialog)
    assert "Bug: The row for <hidden> broke" in dialog.report()
    assert "anna" not in dialog.report()
    assert "A fault of photo_search" in caplog.text

    dialog.findChild(QCheckBox).click()
    assert NAME in dialog.report()
    dialog.findChild(QCheckBox).click()

    press(presenter, "Copy report", qtbot)
    assert QGuiApplication.clipboard().text() == dialog.report()

    dialog.save(str(tmp_path / "report.txt"))
    assert "anna" not in (tmp_path / "report.txt").read_text()
    assert presenter.dialog is None


def test_a_report_that_can_t_be_saved_stays_open_and_says_so(presenter: Presenter, tmp_path: Path) -> None:
    presenter.show(fault())
    dialog = presenter.dialog
    assert isinstance(dialog, BugDialog)
    dialog.save(str(tmp_path / "no folder" / "report.txt"))
    assert presenter.dialog is dialog
    assert "could not be saved" in " ".join(texts(presenter))


def test_saving_asks_where(presenter: Presenter, qtbot: QtBot, tmp_path: Path) -> None:
    presenter.show(fault())
    press(presenter, "Save report…", qtbot)
    chooser = presenter.dialog.findChild(QFileDialog)
    assert chooser.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    chooser.fileSelected.emit(str(tmp_path / "here.txt"))
    assert (tmp_path / "here.txt").exists()


def test_the_report_can_be_read_by_keyboard(presenter: Presenter, qtbot: QtBot) -> None:
    presenter.show(fault())
    dialog = presenter.dialog
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    assert isinstance(dialog.focusWidget(), QPushButton)
    assert dialog.focusWidget().text() == "Close"
    seen = set()
    for _ in range(6):
        seen.add(type(dialog.focusWidget()))
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert {QPlainTextEdit, QCheckBox, QPushButton} <= seen


@pytest.mark.qt_no_exception_capture
def test_what_nobody_caught_is_shown_from_any_thread(presenter: Presenter, qtbot: QtBot) -> None:
    before = sys.excepthook, threading.excepthook
    presenter.install()
    try:
        QTimer.singleShot(0, lambda: 1 / 0)
        qtbot.waitUntil(lambda: presenter.dialog is not None)
        assert "ZeroDivisionError" in presenter.dialog.report()

        thread = threading.Thread(target=lambda: int("x"))
        thread.start()
        thread.join()
        qtbot.waitUntil(lambda: len(presenter._waiting) == 1)
        presenter.dialog.reject()
        assert "ValueError" in presenter.dialog.report()
    finally:
        presenter.uninstall()
    assert (sys.excepthook, threading.excepthook) == before


def test_dialogs_are_deleted_after_use(presenter: Presenter, qtbot: QtBot) -> None:
    window = presenter.parent()
    for _ in range(3):
        presenter.show(StorageFull("The disk is full."))
        presenter.dialog.reject()
    qtbot.waitUntil(lambda: not window.findChildren(MessageDialog))
