"""The photos next to the line where matches begin, on both of its sides, to be marked as right or wrong."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QImage, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from photo_search.desktop.icons import pixmap
from photo_search.desktop.plain_label import PlainLabel
from photo_search.desktop.theme import CAPTION_PX, S1, S2, S3, ThemeSwitch
from photo_search.desktop.why_words import percent
from photo_search.desktop.wording import tip
from photo_search.paths import display_path
from photo_search.records import Hit

PLACES = 6
"""How many photos stand on each side of the line."""

_SIDE, _LEAST = 76, 36
_DISC = 20
_RADIUS = 4


class MarkTile(QAbstractButton):
    """A photo that says whether it is right; a click goes from unmarked to right, to wrong, and back."""

    marked = Signal(int, object)
    """The photo's id, and True, False or None."""

    def __init__(self, theme: ThemeSwitch) -> None:
        super().__init__()
        self._theme = theme
        self._hit: Hit | None = None
        self._image = QImage()
        self._mark: bool | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMaximumWidth(_SIDE)
        self.clicked.connect(self._go_round)
        theme.changed.connect(self.update)

    @property
    def hit(self) -> Hit | None:
        """The photo on show."""
        return self._hit

    @property
    def mark(self) -> bool | None:
        """Whether the photo is right; None if nothing was said."""
        return self._mark

    def show_hit(self, hit: Hit | None, image: QImage, mark: bool | None) -> None:
        """Show another photo, or keep the place empty."""
        self._hit, self._image, self._mark = hit, image, mark
        self.setEnabled(hit is not None)
        self._describe()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name, as are those below
        """Return that it is a square."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return the height of a square."""
        return width

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the usual size."""
        return QSize(_SIDE, _SIDE)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the least size at which a photo is recognised."""
        return QSize(_LEAST, _LEAST)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Mark with + and -, unmark with Delete; Enter does what a click does."""
        match event.key():
            case Qt.Key.Key_Plus:
                self._set(True)
            case Qt.Key.Key_Minus:
                self._set(False)
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self._set(None)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._go_round()
            case _:
                super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        """Lighten up."""
        super().enterEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint the middle of the picture, and what was said of it."""
        theme = self._theme.theme
        side = min(self.width(), self.height())
        square = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side).adjusted(3, 3, -3, -3)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shape = QPainterPath()
        shape.addRoundedRect(square, _RADIUS, _RADIUS)
        if self._hit is not None and self._image.isNull():
            painter.fillPath(shape, theme.tint(theme.text, 0.1))
        elif not self._image.isNull():
            painter.save()
            painter.setClipPath(shape)
            part = min(self._image.width(), self._image.height())
            middle = QRectF((self._image.width() - part) / 2, (self._image.height() - part) / 2, part, part)
            painter.setOpacity(0.55 if self._mark is False else 1.0)
            painter.drawImage(square, self._image, middle)
            painter.restore()
            if self.underMouse():
                painter.fillPath(shape, theme.hover)
        if self._mark is not None:
            self._paint_mark(painter, square)
        if self.hasFocus():
            painter.setPen(QPen(theme.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(square.adjusted(-2, -2, 2, 2), _RADIUS + 2, _RADIUS + 2)
        painter.end()

    def _paint_mark(self, painter: QPainter, square: QRectF) -> None:
        theme = self._theme.theme
        colour = theme.done if self._mark else theme.error
        painter.setPen(QPen(colour, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(square.adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        disc = QRectF(square.right() - _DISC - 3, square.bottom() - _DISC - 3, _DISC, _DISC)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(disc)
        # The two colours are dark in the light theme and light in the dark one, as the text on the accent needs it.
        sign = pixmap("check" if self._mark else "close", theme.on_accent, 12, self.devicePixelRatioF())
        painter.drawPixmap(round(disc.left() + 4), round(disc.top() + 4), sign)

    def _go_round(self) -> None:
        self._set({None: True, True: False, False: None}[self._mark])

    def _set(self, mark: bool | None) -> None:
        if self._hit is not None and mark is not self._mark:
            self._mark = mark
            self._describe()
            self.marked.emit(self._hit.photo_id, mark)

    def _describe(self) -> None:
        if self._hit is None:
            self.setAccessibleName("")
            self.setToolTip("")
        else:
            said = {None: "", True: self.tr("right"), False: self.tr("wrong")}[self._mark]
            name = display_path(os.path.basename(self._hit.path))
            self.setAccessibleName(", ".join(filter(None, (name, percent(self._hit.score), said))))
            self.setToolTip(tip(f"{name}, {percent(self._hit.score)}"))
        self.update()


class LineStrip(QWidget):
    """The first photos that probably don't match | the last that do: rising with the score, as a scale does."""

    marked = Signal(int, object)

    def __init__(self, theme: ThemeSwitch) -> None:
        super().__init__()
        self.tiles = [MarkTile(theme) for _ in range(2 * PLACES)]
        self._divider = QFrame()
        self._divider.setFixedWidth(2)
        self._divider.setAutoFillBackground(True)
        self._divider.setBackgroundRole(QPalette.ColorRole.WindowText)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S3)
        captions = (self.tr("First that probably don't match"), self.tr("Last that match"))
        before = Qt.AlignmentFlag.AlignTrailing
        sides = ((self.tiles[:PLACES], before), (self.tiles[PLACES:], Qt.AlignmentFlag.AlignLeading))
        for caption, (tiles, align) in zip(captions, sides, strict=True):
            label = PlainLabel(caption, theme.font(CAPTION_PX), role=QPalette.ColorRole.PlaceholderText, wraps=False)
            photos = QHBoxLayout()
            photos.setSpacing(S1 // 2)
            for tile in tiles:
                tile.marked.connect(self.marked)
                photos.addWidget(tile)
            side = QVBoxLayout()
            side.setSpacing(S2)
            side.addWidget(label, 0, align)
            photos.insertStretch(0 if align is before else -1, 1)
            side.addLayout(photos)
            if align is not before:
                row.addWidget(self._divider)
            row.addLayout(side, 1)

    def show_hits(
        self,
        above: Sequence[Hit],
        below: Sequence[Hit],
        pictures: Mapping[int, QImage],
        marks: Mapping[int, bool],
    ) -> None:
        """Show the photos next to the line, nearest first in each; the best of all stands last."""
        before: list[Hit | None] = list(reversed(below[:PLACES]))
        after: list[Hit | None] = list(above[:PLACES])
        before[:0] = [None] * (PLACES - len(before))
        after += [None] * (PLACES - len(after))
        for tile, hit in zip(self.tiles, before + after, strict=True):
            if hit is None:
                tile.show_hit(None, QImage(), None)
            else:
                tile.show_hit(hit, pictures.get(hit.photo_id, QImage()), marks.get(hit.photo_id))
