"""The pages of the middle of the window: the photos, and what stands in their place where there are none."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QStackedWidget, QWidget

from photo_search.desktop.answer_view import CLOSEST
from photo_search.desktop.browser import Content
from photo_search.desktop.nothing_matches import NothingMatches
from photo_search.desktop.photo_grid import PhotoGrid
from photo_search.desktop.start_page import EmptyResult, StartPage
from photo_search.desktop.why_nothing import reason


class Pages(QStackedWidget):
    """Shows one page at a time. The button of `empty` offers a folder to add: it has no other."""

    def __init__(
        self, grid: PhotoGrid, empty: EmptyResult, nothing: NothingMatches, start: StartPage, problems: QWidget
    ) -> None:
        super().__init__()
        self._grid, self._empty, self._nothing, self._start = grid, empty, nothing, start
        for page in (grid, empty, nothing, start, problems):
            self.addWidget(page)

    def turn_to(self, content: Content, *, has_folders: bool) -> None:
        """Turn to the page for what the grid was given to show: photos, or why there are none."""
        result = content.result
        if self._grid.count:
            self.setCurrentWidget(self._grid)
        elif result is not None and has_folders and content.coverage.embedded:
            hits, is_part = len(result.hits), content.place.where.kind == "folder"
            why = reason(content, datetime.now().astimezone().date())
            self._nothing.say(why, closest=min(hits, CLOSEST), may_relax=hits > 0, is_part=is_part)
            had_focus = self._grid.hasFocus() or self._grid.isAncestorOf(self.focusWidget())
            self.setCurrentWidget(self._nothing)
            if had_focus:
                self._nothing.setFocus()
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
        return self.tr("No photo can be found yet"), self.tr("The first ones are being read."), ""
