"""A thin bar that tells how well something matches, with a mark where matches begin."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from photo_search.desktop.theme import ThemeSwitch

_MARK = 2


class ScoreBar(QWidget):
    """Shows a score, 0..1; `line` is where the mark stands. A score that `pushes` away has another colour."""

    def __init__(self, theme: ThemeSwitch, *, height: int = 6) -> None:
        super().__init__()
        self._theme = theme
        self._height = height
        self._score = 0.0
        self._line: float | None = None
        self._pushes = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_score(self, score: float, line: float | None = None, *, pushes: bool = False) -> None:
        """Show another score."""
        self._score = min(max(score, 0.0), 1.0)
        self._line = line
        self._pushes = pushes
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name, as are those below
        """Return the bar's height, and room for the mark to stand out."""
        return QSize(80, self._height + 8)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the least size at which it tells something."""
        return QSize(40, self._height + 8)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint the bar from where lines of text begin."""
        theme = self._theme.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        round_ = self._height / 2
        track = QRectF(0, (self.height() - self._height) / 2, self.width(), self._height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.tint(theme.text, 0.1))
        painter.drawRoundedRect(track, round_, round_)
        below = self._line is not None and self._score < self._line
        painter.setBrush(theme.warning if self._pushes else theme.secondary if below else theme.accent)
        if self._score > 0:
            filled = QRectF(track)
            filled.setWidth(max(self._height, self._score * track.width()))
            painter.drawRoundedRect(filled, round_, round_)
        if self._line is not None:
            at = min(max(self._line * track.width(), _MARK), track.width() - _MARK)
            # A gap around the mark keeps it visible over the filled part.
            painter.fillRect(QRectF(at - 2 * _MARK, track.top(), 4 * _MARK, track.height()), theme.window)
            painter.fillRect(QRectF(at - _MARK / 2, 0, _MARK, self.height()), theme.text)
        painter.end()
