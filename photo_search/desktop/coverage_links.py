"""How much of the library a search sees, in a few words, and why not all of it; each a click away."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from photo_search.desktop.wording import number
from photo_search.records import Coverage


class CoverageLinks(QWidget):
    """Shown while something was searched, or while there is something that a search would not see."""

    unread_clicked = Signal()
    offline_clicked = Signal()
    failed_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._searched = self._link()
        self._searched.clicked.connect(self.unread_clicked)
        self._offline = self._link()
        self._offline.clicked.connect(self.offline_clicked)
        self._failed = self._link()
        self._failed.clicked.connect(self.failed_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for link in (self._searched, self._offline, self._failed):
            row.addWidget(link)
        self.show_coverage(None, asked=False)

    def show_coverage(self, coverage: Coverage | None, *, asked: bool) -> None:
        """Show how much a search sees; if nothing was `asked`, only where that is not all."""
        unread = 0 if coverage is None else coverage.photos - coverage.embedded
        self.setVisible(coverage is not None and bool(coverage.photos) and (asked or unread > 0))
        if coverage is None:
            return
        if unread:
            words = self.tr("%1 of %2 searched")
            tip = self.tr("%Ln photo(s) can't be found by words yet. Click to go on reading.", "", unread)
        else:
            words, tip = self.tr("All %2 searched"), self.tr("Click to look for new photos.")
        self._searched.setText(words.replace("%1", number(coverage.embedded)).replace("%2", number(coverage.photos)))
        self._searched.setToolTip(tip)
        self._offline.setText("· " + self.tr("%Ln offline", "", coverage.offline))
        self._offline.setToolTip(
            self.tr("%Ln lie(s) on drives that aren't connected: found, but not opened now.", "", coverage.offline)
        )
        self._offline.setVisible(coverage.offline > 0)
        self._failed.setText("· " + self.tr("%Ln unreadable", "", coverage.failed))
        self._failed.setToolTip(self.tr("%Ln file(s) could not be read.", "", coverage.failed))
        self._failed.setVisible(coverage.failed > 0)

    def set_font(self, font: QFont) -> None:
        """Write in this font."""
        for link in (self._searched, self._offline, self._failed):
            link.setFont(font)

    def _link(self) -> QPushButton:
        link = QPushButton()
        link.setProperty("link", True)
        link.setCursor(Qt.CursorShape.PointingHandCursor)
        return link
