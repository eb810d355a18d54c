"""The three columns of the window: the sidebar, the photos, and the information beside them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

_NARROW = 900


class Sides(QSplitter):
    """Keeps the widths that the person gave the sides, also while a side is hidden; a narrow window has no sidebar."""

    widths_chosen = Signal(int, int)
    """The widths of the sidebar and of the information; of one that is hidden, the width it had."""

    sidebar_shown = Signal(bool)
    """The sidebar came or went."""

    sidebar_wanted = Signal(bool)
    """Whether the person wants a sidebar where there is room for one."""

    def __init__(self, sidebar: QWidget, middle: QWidget, panel: QWidget, widths: tuple[int, int]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._sidebar = sidebar
        self._widths = widths
        self._wanted = True
        self._is_narrow = False
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for number, part in enumerate((sidebar, middle, panel)):
            self.addWidget(part)
            self.setStretchFactor(number, int(part is middle))
        self.setSizes([widths[0], 10_000, widths[1]])
        self.splitterMoved.connect(self._take_widths)

    def want_sidebar(self, *, wanted: bool, width: int) -> None:
        """Show a sidebar or none, as is wanted and as far as a window of this width has room."""
        self._wanted = wanted
        self._is_narrow = width < _NARROW
        self.show_sidebar(wanted and not self._is_narrow)

    def toggle_sidebar(self) -> None:
        """Show the sidebar, or hide it; in a narrow window only for now."""
        shown = self._sidebar.isHidden()
        self.show_sidebar(shown)
        if not self._is_narrow:
            self._wanted = shown
            self.sidebar_wanted.emit(shown)

    def show_sidebar(self, shown: bool) -> None:
        """Show the sidebar or hide it for now, whatever is wanted."""
        self._sidebar.setVisible(shown)
        self.sidebar_shown.emit(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Hide the sidebar where there is no room for it, and show it again where there is."""
        super().resizeEvent(event)
        if (event.size().width() < _NARROW) != self._is_narrow:
            self.want_sidebar(wanted=self._wanted, width=event.size().width())

    def _take_widths(self) -> None:
        sidebar, _, panel = self.sizes()
        self._widths = (sidebar or self._widths[0], panel or self._widths[1])
        self.widths_chosen.emit(*self._widths)
