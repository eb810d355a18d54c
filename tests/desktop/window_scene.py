"""What the tests of the whole window do with it: drop, press keys, wait until nothing is under way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from photo_search.desktop.main_window import MainWindow

Open = Callable[..., MainWindow]
"""Opens a window on the test's library, after closing the one before; takes Settings."""


def drop(window: MainWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, button, key = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(400, 400), action, data, button, key))
    assert window._veil.isVisible()
    QApplication.sendEvent(window, QDropEvent(QPointF(400, 400), action, data, button, key))
    assert not window._veil.isVisible()


def idle(window: MainWindow) -> bool:
    return not window._upkeep.indexing.running and window._background.is_idle and window._navigator._browser.is_idle


def match_nearly_all(window: MainWindow) -> None:
    """Move the line where matches end to its end: pictures that are drawn have little in common."""
    window._use(replace(window._settings, strictness=0.0, fold_bursts=False))


def ranked(window: MainWindow) -> int:
    """Return how many photos the answer on show puts in order, those included that probably don't match."""
    content = window._content
    return 0 if content is None or content.result is None else len(content.result.hits)


def press(key: Qt.Key | str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key as a person does: whoever has the focus gets it."""
    target = QApplication.focusWidget()
    if target is None:  # Without a window system nobody makes another window active when one closes.
        window = next(w for w in reversed(QApplication.topLevelWidgets()) if w.isVisible())
        window.activateWindow()
        QApplication.processEvents()
        target = QApplication.focusWidget() or window
    QTest.keyClick(target, key, modifiers)


def popup() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def entry(menu: QMenu, text: str) -> QAction:
    return next(action for action in menu.actions() if action.text().replace("&", "") == text)


def choose(text: str) -> None:
    """Choose from the menu that is open, as a click does."""
    menu = popup()
    action = entry(menu, text)
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
