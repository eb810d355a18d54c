"""A picture of how the whole library scores for a question, with the line where matches begin."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from photo_search.desktop.theme import CAPTION_PX, ThemeSwitch
from photo_search.desktop.why_words import figure, percent
from photo_search.insight.records import ScoreHistogram

_HEIGHT = 150
_GAP = 4


def heights(counts: npt.NDArray[np.integer]) -> npt.NDArray[np.float64]:
    """Return how high the bars of counts are, 0..1: by the root, so that the few that match are seen beside all."""
    roots = np.sqrt(np.asarray(counts, np.float64))
    most = float(roots.max(initial=0.0))
    tall: npt.NDArray[np.float64] = roots / most if most else roots
    return tall


class HistogramView(QWidget):
    """Bars of photos by score, or with `raw` by cosine; those that match have the accent's colour."""

    def __init__(self, theme: ThemeSwitch) -> None:
        super().__init__()
        self._theme = theme
        self._shown: ScoreHistogram | None = None
        self._raw = False
        self.setFont(theme.font(CAPTION_PX))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        theme.changed.connect(self.update)

    @property
    def histogram(self) -> ScoreHistogram | None:
        """What is shown."""
        return self._shown

    def show_histogram(self, histogram: ScoreHistogram | None) -> None:
        """Show another one, or none."""
        self._shown = histogram
        if histogram is None:
            self.setAccessibleName("")
        else:
            text = self.tr("How well photos match: %1 of %2 are above the line")
            text = text.replace("%1", str(histogram.matching)).replace("%2", str(histogram.photos))
            self.setAccessibleName(text)
        self.update()

    def set_raw(self, raw: bool) -> None:
        """Show cosines, or scores again."""
        self._raw = raw
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name, as are those below
        """Return a size in which the shape is seen."""
        return QSize(480, _HEIGHT)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the least size in which it is seen."""
        return QSize(240, 110)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint bars, line, and what lies on each of its sides."""
        shown = self._shown
        if shown is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        text_height = self.fontMetrics().height()
        field = QRectF(self.rect()).adjusted(0, text_height + _GAP, 0, -(text_height + _GAP))
        edges, counts = (shown.cosine_edges, shown.cosine_counts) if self._raw else (shown.edges, shown.counts)
        line = shown.cosine_line if self._raw else shown.line
        first, last = float(edges[0]), float(edges[-1])

        def across(value: float) -> float:
            part = (value - first) / ((last - first) or 1.0)
            return field.left() + field.width() * (1 - part if self._mirrored else part)

        self._paint_bars(painter, field, [across(float(edge)) for edge in edges], counts, line, edges)
        theme = self._theme.theme
        painter.fillRect(QRectF(field.left(), field.bottom(), field.width(), 1), theme.hairline)
        self._paint_scale(painter, field, (first, last))
        if line is not None:
            self._paint_line(painter, field, across(min(max(line, first), last)))
        painter.end()

    def _paint_bars(
        self,
        painter: QPainter,
        field: QRectF,
        places: list[float],
        counts: npt.NDArray[np.int64],
        line: float | None,
        edges: npt.NDArray[np.float64],
    ) -> None:
        theme = self._theme.theme
        rest = theme.tint(theme.secondary, 0.55)
        for place, height in enumerate(heights(counts).tolist()):
            if not height:
                continue
            middle = (float(edges[place]) + float(edges[place + 1])) / 2
            tall = max(2.0, height * field.height())
            left, right = sorted(places[place : place + 2])
            gap = 1.0 if right - left > 3 else 0.0
            bar = QRectF(left, field.bottom() - tall, right - left - gap, tall)
            painter.fillRect(bar, theme.accent if line is not None and middle >= line else rest)

    def _paint_scale(self, painter: QPainter, field: QRectF, ends: tuple[float, float]) -> None:
        painter.setPen(self._theme.theme.secondary)
        below = QRectF(field.left(), field.bottom() + 2, field.width(), self.fontMetrics().height() + 2)
        says = figure if self._raw else percent
        low, high = reversed(ends) if self._mirrored else ends
        align = Qt.AlignmentFlag
        for value, side in ((low, align.AlignLeft), (sum(ends) / 2, align.AlignHCenter), (high, align.AlignRight)):
            painter.drawText(below, side | align.AlignAbsolute | align.AlignTop, says(value))

    def _paint_line(self, painter: QPainter, field: QRectF, at: float) -> None:
        theme = self._theme.theme
        painter.setPen(QPen(theme.text, 2))
        painter.drawLine(round(at), 0, round(at), round(field.bottom()))
        room = QRectF(0, 0, self.width(), self.fontMetrics().height())
        sides = [(self.tr("probably not"), theme.secondary), (self.tr("matches"), theme.accent)]
        (left, left_colour), (right, right_colour) = reversed(sides) if self._mirrored else sides
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        if self.fontMetrics().horizontalAdvance(left) < at - 2 * _GAP:
            painter.setPen(left_colour)
            before = room.adjusted(0, 0, at - self.width() - 1.5 * _GAP, 0)
            painter.drawText(before, Qt.AlignmentFlag.AlignRight | align, left)
        if self.fontMetrics().horizontalAdvance(right) < self.width() - at - 2 * _GAP:
            painter.setPen(right_colour)
            after = room.adjusted(at + 1.5 * _GAP, 0, 0, 0)
            painter.drawText(after, Qt.AlignmentFlag.AlignLeft | align, right)

    @property
    def _mirrored(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft
