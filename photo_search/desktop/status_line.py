"""The line at the bottom: what is being read, how long that will take, and how much of the library a search sees."""

from __future__ import annotations

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QToolButton, QWidget

from photo_search.desktop.core_sentences import translated
from photo_search.desktop.coverage_links import CoverageLinks
from photo_search.desktop.elided_label import ElidedLabel
from photo_search.desktop.icons import icon
from photo_search.desktop.models_wording import title_of
from photo_search.desktop.theme import CAPTION_PX, S2, S3, ThemeSwitch
from photo_search.desktop.wording import about, number
from photo_search.records import Coverage, Phase, Progress

_BAR = QSize(160, 4)
_STEPS = 1000
_TOLD_MS = 4000


class StatusLine(QWidget):
    """Hides itself while there is nothing to say: no run under way, no sentence, and nothing to tell of a search."""

    pause_clicked = Signal()
    resume_clicked = Signal()
    coverage_clicked = Signal()
    offline_clicked = Signal()
    failed_clicked = Signal()

    def __init__(self, theme: ThemeSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._running = False
        self._paused = False

        self._bar = QProgressBar()
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(_BAR)
        self._bar.setAccessibleName(self.tr("Reading photos"))
        self._sentence = ElidedLabel(role=QPalette.ColorRole.PlaceholderText)
        self._sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._pause = QToolButton()
        self._pause.setIconSize(QSize(16, 16))
        self._pause.clicked.connect(self._toggle)
        self._coverage = CoverageLinks()
        self._coverage.unread_clicked.connect(self.coverage_clicked)
        self._coverage.offline_clicked.connect(self.offline_clicked)
        self._coverage.failed_clicked.connect(self.failed_clicked)

        row = QHBoxLayout(self)
        row.setContentsMargins(S3, 0, S2, 0)
        row.setSpacing(S2)
        row.addWidget(self._bar)
        row.addWidget(self._pause)
        row.addWidget(self._sentence, 1)
        row.addWidget(self._coverage)
        self.setFixedHeight(max(24, self.fontMetrics().height() + S2))

        self._lasting = ""
        self._told = QTimer(self)
        self._told.setSingleShot(True)
        self._told.setInterval(_TOLD_MS)
        self._told.timeout.connect(lambda: self._write(self._lasting))

        for part in (self._bar, self._pause, self._coverage):
            part.hide()
        theme.changed.connect(self._colour)
        self._colour()
        self.hide()

    def show_progress(self, progress: Progress | None) -> None:
        """Show how far a run is; None, or a finished one, shows that there is none."""
        self._running = progress is not None and progress.phase is not Phase.FINISHED
        self._bar.setVisible(self._running)
        self._pause.setVisible(self._running)
        if progress is None or not self._running:
            self.show_sentence("")
            return
        self._bar.setValue(round(_STEPS * progress.done / progress.to_do) if progress.to_do else 0)
        paused = progress.phase is Phase.PAUSED
        if paused != self._paused:
            self._paused = paused
            self._colour()
        self.show_sentence(self._words(progress))

    def show_coverage(self, coverage: Coverage | None, *, asked: bool = False) -> None:
        """Show how much of the library a search sees: after each that was `asked`, else as long as it is not all."""
        self._coverage.show_coverage(coverage, asked=asked)
        self._show_if_needed()

    def show_sentence(self, sentence: str) -> None:
        """Show any other sentence in the place of the progress; nothing, to clear it."""
        self._lasting = sentence
        if not self._told.isActive():
            self._write(sentence)

    def tell(self, sentence: str) -> None:
        """Show a sentence for some seconds, whatever else there is to say."""
        self._write(sentence)
        self._told.start()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's own name
        """Paint a hairline above."""
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, self._theme.theme.hairline)
        painter.end()

    def _words(self, progress: Progress) -> str:
        if progress.notice:
            return translated(progress.notice)
        if progress.phase is Phase.LOOKING:
            return self.tr("Looking for photos: %Ln found", "", progress.found)
        doing = self.tr("Reading %1 of %2")
        if progress.phase is Phase.CHANGING:
            doing = self.tr("{model} is learning your photos: %1 of %2").format(model=title_of(progress.model))
        parts = [
            doing.replace("%1", number(min(progress.done + 1, progress.to_do))).replace("%2", number(progress.to_do))
        ]
        if progress.phase is Phase.PAUSED:
            parts = [
                self.tr("Paused at %1 of %2").replace("%1", number(progress.done)).replace("%2", number(progress.to_do))
            ]
        elif progress.photos_per_s >= 1:
            parts.append(self.tr("%Ln photo(s)/s", "", round(progress.photos_per_s)))
        if progress.seconds_left is not None:
            parts.append(about(progress.seconds_left))
        if progress.failed:
            parts.append(self.tr("%Ln unreadable", "", progress.failed))
        return " · ".join(parts)

    def _toggle(self) -> None:
        (self.resume_clicked if self._paused else self.pause_clicked).emit()

    def _write(self, sentence: str) -> None:
        if sentence != self._sentence.text():
            self._sentence.setText(sentence)
        self._show_if_needed()

    def _show_if_needed(self) -> None:
        self.setVisible(self._running or bool(self._sentence.text()) or not self._coverage.isHidden())

    def _colour(self) -> None:
        words = self.tr("Go on reading") if self._paused else self.tr("Pause reading")
        self._pause.setToolTip(words)
        self._pause.setAccessibleName(words)
        self._pause.setIcon(icon("resume" if self._paused else "pause", self._theme.theme.text, 16))
        caption = self._theme.font(CAPTION_PX)
        self._sentence.setFont(caption)
        self._coverage.set_font(caption)
