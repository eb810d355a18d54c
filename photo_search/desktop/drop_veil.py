"""What covers the window while folders or pictures are dragged over it, and what was dropped."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import QEvent, QMimeData, QObject, QRect, Qt, QUrl, Signal
from PySide6.QtGui import QColor, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from photo_search.desktop.theme import S3, S4, S5, S6, TITLE_PX, ThemeSwitch


def dropped_paths(data: QMimeData) -> list[bytes]:
    """Return the absolute paths of the local files and folders in a drop."""
    return [path for url in data.urls() if url.isLocalFile() and (path := _local_path(url))]


def _local_path(url: QUrl) -> bytes:
    if sys.platform == "win32":
        return os.fsencode(url.toLocalFile())
    # Qt would decode the name as UTF-8, and lose the bytes of one that isn't.
    return unquote_to_bytes(url.path(QUrl.ComponentFormattingOption.FullyEncoded))


def folders_in(paths: Sequence[bytes]) -> list[bytes]:
    """Return the folders among some paths, and for each file the folder it lies in, each once."""
    folders = (path if os.path.isdir(path) else os.path.dirname(path) for path in paths)
    return list(dict.fromkeys(folders))


class DropVeil(QWidget):
    """Takes what is dragged over a window and dropped on it; meanwhile says over it what dropping would do."""

    dropped = Signal(list)
    """The paths (bytes) of what was dropped."""

    def __init__(self, theme: ThemeSwitch, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._window = window
        self._sentence = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take the window's drags; what comes from the window itself is none of them."""
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.DragEnter:
            paths = dropped_paths(event.mimeData())
            if paths and event.source() is None:
                event.acceptProposedAction()
                self._cover(self._what_it_does(paths))
                return True
        elif isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            self.hide()
            event.acceptProposedAction()
            self.dropped.emit(dropped_paths(event.mimeData()))
            return True
        elif event.type() == QEvent.Type.DragLeave:
            self.hide()
        elif event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        return super().eventFilter(watched, event)

    def _what_it_does(self, paths: Sequence[bytes]) -> str:
        if any(os.path.isdir(path) for path in paths):
            return self.tr("Drop to add this folder to your library")
        if len(paths) == 1:
            return self.tr("Drop to find photos like this picture")
        return self.tr("Drop to add the folder of these photos")

    def _cover(self, sentence: str) -> None:
        self._sentence = sentence
        self.setGeometry(self._window.rect())
        self.raise_()
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the veil."""
        theme = self._theme.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(theme.window)
        ground.setAlphaF(0.88)
        painter.fillRect(self.rect(), ground)
        painter.setPen(QPen(theme.accent, 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(self.rect().adjusted(S3, S3, -S3, -S3), S3, S3)
        painter.setFont(self._theme.font(TITLE_PX, strong=True))
        inside: QRect = self.rect().adjusted(3 * S4, 3 * S4, -3 * S4, -3 * S4)
        flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        words = painter.boundingRect(inside, flags, self._sentence)
        # What lies under the words must not mix with them.
        painter.setPen(theme.hairline)
        painter.setBrush(theme.surface)
        painter.drawRoundedRect(words.adjusted(-S6, -S5, S6, S5), S3, S3)
        painter.setPen(theme.text)
        painter.drawText(words, flags, self._sentence)
