"""A list whose rows are painted by `TwoLineDelegate`, all so high that the longest sentence of them fits."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from photo_search.desktop.theme import ThemeSwitch
from photo_search.desktop.two_line_delegate import Row, TwoLineDelegate

_LOOKED_AT = 1000
"""Rows whose sentences are measured: in a longer list the same ones come again."""


class TwoLineList(QListView):
    """Rows of one height, since a list can be long; on a narrow list that is room for sentences that wrap."""

    def __init__(self, theme: ThemeSwitch, name: str) -> None:
        super().__init__()
        self._rows = TwoLineDelegate(theme, self)
        self.setItemDelegate(self._rows)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setWordWrap(True)  # Then another width lays the rows out anew.
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def doItemsLayout(self) -> None:  # noqa: N802 - Qt's own name
        """Lay out the rows for the sentences that they hold now, and for the width that there is."""
        model = self.model()
        rows = range(min(model.rowCount(), _LOOKED_AT)) if model is not None else range(0)
        sentences = {model.index(row, 0).data(Row.SECOND_LINE) for row in rows}
        self._rows.fit(sentences, self.viewport().width())
        super().doItemsLayout()
