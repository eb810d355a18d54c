"""The pages of the middle of the window: the photos, and what stands in their place where there are none."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from photo_search.desktop.browser import Content
from photo_search.desktop.start_page import EmptyResult, StartPage


class Pages(QStackedWidget):
    """Shows one page at a time. The button of `empty` offers a folder to add: it has no other."""

    def __init__(self, grid: QWidget, empty: EmptyResult, start: StartPage, problems: QWidget) -> None:
        super().__init__()
        self._grid, self._empty, self._start = grid, empty, start
        for page in (grid, empty, start, problems):
            self.addWidget(page)

    def turn_to(self, content: Content, *, has_folders: bool) -> None:
        """Turn to the page for what is on show: photos, or why there are none."""
        if len(content.listing.photo_ids):
            self.setCurrentWidget(self._grid)
        elif content.place.question is None and not has_folders:
            self.setCurrentWidget(self._start)
        else:
            self._empty.say(*self._reason(content, has_folders=has_folders))
            self.setCurrentWidget(self._empty)

    def _reason(self, content: Content, *, has_folders: bool) -> tuple[str, str, str]:
        if not has_folders:
            comfort = self.tr("Add a folder of photos first. They never leave this computer, and are never changed.")
            return self.tr("There are no photos to search yet"), comfort, self.tr("Choose a folder…")
        if content.place.question is None or not content.coverage.photos:
            return self.tr("No photos here yet"), "", ""
        if not content.coverage.embedded:
            return self.tr("No photo can be found yet"), self.tr("The first ones are being read."), ""
        return self.tr("Nothing here seems to match"), self.tr("Try other words, or fewer."), ""
