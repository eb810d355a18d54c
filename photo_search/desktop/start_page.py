"""What the window says before there is any photo to show: how to begin, or why a place is empty."""

from __future__ import annotations

import os

from PySide6.QtCore import QRectF, QStandardPaths, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from photo_search.desktop.icons import pixmap
from photo_search.desktop.theme import BODY_PX, S2, S3, S4, S5, S6, TITLE_PX, ThemeSwitch
from photo_search.desktop.wording import breakable
from photo_search.paths import display_path

_WIDEST = 560
_ICON = 40
_CORNER = 12


class StartPage(QWidget):
    """The first start: one sentence, one button, and the person's own pictures folder, if they have one.

    The whole area is for dropping folders; the window takes the drop and says when one hovers.
    """

    choose_wanted = Signal()
    folder_offered = Signal(str)
    """The person wants this folder, the one for pictures, to be read: its absolute path."""

    def __init__(self, theme: ThemeSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._hovered = False
        pictures = pictures_folder()

        self._icon = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._title = centred_words(TITLE_PX, theme)
        self._promise = centred_words(BODY_PX, theme, role=QPalette.ColorRole.PlaceholderText)
        self._promise.setText(self.tr("They never leave this computer, and your files are never changed."))
        self._choose = QPushButton(self.tr("Choose a folder…"))
        self._choose.setProperty("primary", True)
        self._choose.clicked.connect(self.choose_wanted)
        self._offer = QPushButton()
        self._offer.setProperty("flat", True)
        self._offer.setCursor(Qt.CursorShape.PointingHandCursor)
        self._offer.setVisible(bool(pictures))
        if pictures:
            name = display_path(os.fsencode(os.path.basename(pictures)))
            self._offer.setText(self.tr("Use “%1”").replace("%1", name.replace("&", "&&")))
            self._offer.setToolTip(display_path(os.fsencode(pictures)))
            self._offer.clicked.connect(lambda: self.folder_offered.emit(pictures))
        self.setFocusProxy(self._choose)

        column = _middle_of(self)
        column.addWidget(self._icon)
        column.addSpacing(S4)
        column.addWidget(self._title)
        column.addSpacing(S2)
        column.addWidget(self._promise)
        column.addSpacing(S5)
        column.addWidget(self._choose, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(S3)
        column.addWidget(self._offer, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

        theme.changed.connect(self._colour)
        self.set_drag_hover(False)

    def set_drag_hover(self, hovered: bool) -> None:
        """Say that folders being dragged over the window may be let go."""
        self._hovered = hovered
        self._title.setText(
            self.tr("Let go to find your photos") if hovered else self.tr("Drop a folder of photos here, or choose one")
        )
        self._colour()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's own name
        """Paint the ground, and a frame around it while a drag hovers."""
        colours = self._theme.theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours.window)
        if self._hovered:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colours.accent, 2))
            painter.setBrush(colours.tint(colours.accent, 0.08))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(S3, S3, -S3, -S3), _CORNER, _CORNER)
        painter.end()

    def _colour(self) -> None:
        colours = self._theme.theme
        colour = colours.accent if self._hovered else colours.secondary
        self._icon.setPixmap(pixmap("folder-add", colour, _ICON, self.devicePixelRatioF()))
        self.update()


class EmptyResult(QWidget):
    """A sentence in the place of photos, and a button for what can be done about it."""

    acted = Signal()

    def __init__(self, theme: ThemeSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sentence = centred_words(TITLE_PX, theme)
        self._detail = centred_words(BODY_PX, theme, role=QPalette.ColorRole.PlaceholderText)
        self._action = QPushButton()
        self._action.clicked.connect(self.acted)

        column = _middle_of(self)
        column.addWidget(self._sentence)
        column.addSpacing(S2)
        column.addWidget(self._detail)
        column.addSpacing(S5)
        column.addWidget(self._action, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def say(self, sentence: str, detail: str = "", action: str = "") -> None:
        """Say `sentence`, a quieter `detail` below it, and offer `action` as a button, if there is one."""
        self._sentence.setText(breakable(sentence))
        self._detail.setText(breakable(detail))
        self._detail.setVisible(bool(detail))
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(f"{sentence} {detail}".strip())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's own name
        """Paint the ground: what was there before doesn't shine through."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.theme.window)
        painter.end()


def pictures_folder() -> str:
    """Return the path of the person's folder for pictures, or nothing if there is none."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    # Without a folder of its own, a desktop names the home folder instead: too much to offer.
    is_home = place and os.path.realpath(place) == os.path.realpath(os.path.expanduser("~"))
    return place if place and not is_home and os.path.isdir(place) else ""


def _middle_of(page: QWidget) -> QVBoxLayout:
    """Return a column in the middle of a page, a little above the centre, as wide as is easy to read."""
    content = QWidget()
    content.setMaximumWidth(_WIDEST)
    column = QVBoxLayout(content)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addStretch(2)
    row = QHBoxLayout(page)
    row.setContentsMargins(S6, S6, S6, S6)
    row.addStretch(1)
    row.addWidget(content, 1000)
    row.addStretch(1)
    return column


def centred_words(px: int, theme: ThemeSwitch, role: QPalette.ColorRole = QPalette.ColorRole.WindowText) -> QLabel:
    """Return a label for words in the middle of a page; those of a title are strong."""
    label = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setFont(theme.font(px, strong=px == TITLE_PX))
    label.setForegroundRole(role)
    return label
