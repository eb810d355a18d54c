"""The dialog in which a person tries words, sees how the library scores for them, and moves the line of matches."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QImage, QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from photo_search.desktop.background import Background
from photo_search.desktop.core_sentences import translated
from photo_search.desktop.disclosure import Disclosure
from photo_search.desktop.line_strip import PLACES, LineStrip
from photo_search.desktop.models_wording import title_of
from photo_search.desktop.picture_image import thumbnail_of
from photo_search.desktop.plain_label import PlainLabel
from photo_search.desktop.score_histogram import HistogramView
from photo_search.desktop.theme import BODY_PX, CAPTION_PX, S1, S2, S3, S4, S5, ThemeSwitch
from photo_search.desktop.why_words import figure, percent
from photo_search.desktop.window_place import fit
from photo_search.errors import UserFixable
from photo_search.insight.records import ScoreHistogram
from photo_search.records import MIDDLE_STRICTNESS, SearchOptions, Tuning

if TYPE_CHECKING:
    from photo_search.insight.insight import Insight
    from photo_search.library import Library

_SIZE_EM = QSize(78, 46)
_STEPS = 100
_REST_MS = 80
_TYPING_MS = 250
_THUMBNAIL = 160
_COOLEST, _HOTTEST = 1.0, 1000.0
"""The temperatures that can be kept, see Insight.tune."""
_USUAL = 25.0
_QUIET = QPalette.ColorRole.PlaceholderText


@dataclass(frozen=True, slots=True)
class _Seen:
    """A histogram, and small pictures of the photos next to its line."""

    histogram: ScoreHistogram
    pictures: dict[int, QImage]


class TuneDialog(QDialog):
    """Tries on `words` what it will keep for the model that answers; `tuned` says that it was kept.

    `failed` carries what only the window can tell. Once closed it is gone.
    """

    tuned = Signal()
    failed = Signal(Exception)

    def __init__(
        self,
        library: Library,
        background: Background,
        theme: ThemeSwitch,
        words: str,
        options: SearchOptions,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Tune where matches end"))
        self._library = library
        self._background = background
        self._theme = theme
        self._options = options
        self._kept = Tuning()
        self._seen: _Seen | None = None
        self._marks: dict[int, bool] = {}
        self._advice: Tuning | None = None
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._ask)

        self.words = QLineEdit(words)
        self.words.setPlaceholderText(self.tr("Type words to try, such as “dog”"))
        self.words.setAccessibleName(self.tr("Words to try"))
        self.words.textChanged.connect(self._change_words)
        self.view = HistogramView(theme)
        self.said = PlainLabel(font=theme.font(BODY_PX, strong=True))
        self.strictness = _slider(self.tr("From more photos to only the sure ones"))
        self.strictness.valueChanged.connect(lambda _: self._moved())
        self.strip = LineStrip(theme)
        self.strip.marked.connect(self._mark)
        self.advice = PlainLabel(font=theme.font(CAPTION_PX), role=_QUIET)
        self.take_button = self._button(self.tr("Use this"), self._take_advice)
        self.details = QWidget()
        self.by_hand = QCheckBox(self.tr("Set the temperature by hand"))
        self.by_hand.toggled.connect(lambda _: self._moved())
        self.temperature = _slider(self.tr("Temperature: how sharply scores part into yes and no"))
        self.temperature.setValue(_step_of(_USUAL))
        self.temperature.valueChanged.connect(lambda _: self._moved())
        self.raw = QCheckBox(self.tr("Show raw cosines"))
        self.raw.toggled.connect(self.view.set_raw)
        self.figures = PlainLabel(font=theme.font(CAPTION_PX), role=_QUIET)
        self.reset_button = self._button(self.tr("Reset"), self._reset)
        self.reset_button.setToolTip(self.tr("Forgets what was tuned for this model"))
        self.save_button = self._button(self.tr("Save"), self._save)
        self.save_button.setProperty("primary", True)
        self._lay_out()
        fit(self, _SIZE_EM * theme.font().pixelSize(), parent)
        self._show_values(self._kept)
        self._set_enabled()
        self._advise()
        background.read(library.insight.tuning, self._begin, failed=self._fail, key="tuning", context=self)

    def _lay_out(self) -> None:
        ends = QHBoxLayout()
        for text in (self.tr("More photos"), self.tr("Only sure ones")):
            ends.addWidget(PlainLabel(text, self._theme.font(CAPTION_PX), role=_QUIET, wraps=False))
        ends.insertStretch(1)
        advice = QHBoxLayout()
        advice.setSpacing(S3)
        advice.addWidget(self.advice, 1)
        advice.addWidget(self.take_button)
        grid = QGridLayout(self.details)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(S4)
        grid.setVerticalSpacing(S1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.by_hand, 0, 0)
        grid.addWidget(self.temperature, 0, 1)
        grid.addWidget(self.raw, 1, 0)
        grid.addWidget(self.figures, 1, 1)
        toggle = Disclosure(self.tr("Details"), self.details, self._theme)
        buttons = QHBoxLayout()
        buttons.setSpacing(S2)
        buttons.addWidget(self.reset_button)
        buttons.addStretch(1)
        buttons.addWidget(self._button(self.tr("Cancel"), self.close))
        buttons.addWidget(self.save_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(S5, S5, S5, S5)
        whole.setSpacing(S2)
        whole.addWidget(self.words)
        whole.addSpacing(S1)
        whole.addWidget(self.said)
        whole.addWidget(self.view, 1)
        whole.addWidget(self.strictness)
        whole.addLayout(ends)
        whole.addSpacing(S1)
        whole.addWidget(self.strip)
        whole.addLayout(advice)
        whole.addWidget(toggle, 0, Qt.AlignmentFlag.AlignLeading)
        whole.addWidget(self.details)
        whole.addSpacing(S1)
        whole.addLayout(buttons)

    @property
    def tuning(self) -> Tuning:
        """What the sliders say."""
        strictness = self.strictness.value() / _STEPS
        if self._kept.strictness is None and strictness == MIDDLE_STRICTNESS:
            return Tuning(self._temperature(), None)
        return Tuning(self._temperature(), strictness)

    def _temperature(self) -> float | None:
        return _temperature_at(self.temperature.value()) if self.by_hand.isChecked() else None

    # Asking

    def _begin(self, kept: Tuning) -> None:
        self._kept = kept
        self._show_values(kept)
        self._moved()
        self.words.selectAll()

    def _show_values(self, tuning: Tuning) -> None:
        sliders = (self.strictness, self.temperature, self.by_hand)
        for slider in sliders:
            slider.blockSignals(True)
        strictness = MIDDLE_STRICTNESS if tuning.strictness is None else tuning.strictness
        self.strictness.setValue(round(_STEPS * strictness))
        self.by_hand.setChecked(tuning.temperature is not None)
        if tuning.temperature is not None:
            self.temperature.setValue(_step_of(tuning.temperature))
        for slider in sliders:
            slider.blockSignals(False)

    def _moved(self) -> None:
        self._set_enabled()
        if not self._rest.isActive():
            self._rest.start(_REST_MS)

    def _change_words(self) -> None:
        self._marks.clear()
        self._advise()
        self._rest.start(_TYPING_MS)

    def _ask(self) -> None:
        words, tuning = " ".join(self.words.text().split()), self.tuning
        if not words:
            self._show(None)
            return
        library, known = self._library, {} if self._seen is None else self._seen.pictures
        options = replace(self._options, strictness=tuning.strictness)

        def look() -> _Seen:
            histogram = library.insight.histogram(words, options=options, tuning=tuning)
            near = [hit.photo_id for hit in (*histogram.above[:PLACES], *histogram.below[:PLACES])]
            return _Seen(histogram, {one: known[one] if one in known else _small(library, one) for one in near})

        self._background.read(look, self._show, failed=self._fail, key="tune", context=self)

    def _show(self, seen: _Seen | None) -> None:
        self._seen = seen
        if seen is None:
            self.view.show_histogram(None)
            self.strip.show_hits((), (), {}, {})
            self.said.setText("")
            self.figures.setText("")
            return
        histogram = seen.histogram
        self.view.show_histogram(histogram)
        self.strip.show_hits(histogram.above, histogram.below, seen.pictures, self._marks)
        number = QLocale().toString
        text = (
            self.tr("%1 of %Ln photo(s) match", "", histogram.photos)
            if histogram.matching
            else self.tr("Nothing matches")
        )
        self.said.setText(text.replace("%1", number(histogram.matching)))
        self._show_figures(histogram)
        if histogram.temperature is not None and not self.by_hand.isChecked():
            # Who sets it by hand begins where it is.
            self.temperature.blockSignals(True)
            self.temperature.setValue(_step_of(histogram.temperature))
            self.temperature.blockSignals(False)

    def _show_figures(self, histogram: ScoreHistogram) -> None:
        parts = [title_of(histogram.model)]
        if histogram.line is not None:
            parts.append(self.tr("line at %1").replace("%1", percent(histogram.line)))
        if histogram.cosine_line is not None:
            parts.append(self.tr("cosine %1").replace("%1", figure(histogram.cosine_line)))
        if histogram.temperature is not None:
            parts.append(self.tr("temperature %1").replace("%1", QLocale().toString(histogram.temperature, "f", 1)))
        self.figures.setText(", ".join(parts))

    # Marks and advice

    def _mark(self, photo_id: int, right: bool | None) -> None:
        if right is None:
            self._marks.pop(photo_id, None)
        else:
            self._marks[photo_id] = right
        self._advise()

    def _advise(self) -> None:
        self._advice = None
        self.take_button.setVisible(False)
        right = [photo_id for photo_id, mark in self._marks.items() if mark]
        wrong = [photo_id for photo_id, mark in self._marks.items() if not mark]
        if not (right and wrong):
            self.advice.setText(
                self.tr("Click a photo once if it is right, twice if it is wrong. One of each is enough for advice.")
            )
            return
        words, library = " ".join(self.words.text().split()), self._library
        self._background.read(
            lambda: library.insight.recommend(words, right, wrong),
            self._show_advice,
            failed=self._fail,
            key="recommend",
            context=self,
        )

    def _show_advice(self, advice: Tuning) -> None:
        if not self._marks:
            return
        self._advice = advice
        strictness = MIDDLE_STRICTNESS if advice.strictness is None else advice.strictness
        now = self.strictness.value() / _STEPS
        if abs(strictness - now) < 1 / _STEPS and advice.temperature is None:
            self.advice.setText(self.tr("The line fits what you marked."))
            return
        stricter = strictness > now
        text = (
            self.tr("Stricter fits what you marked: %1.")
            if stricter
            else self.tr("Less strict fits what you marked: %1.")
        )
        self.advice.setText(text.replace("%1", percent(strictness)))
        self.take_button.setVisible(True)

    def _take_advice(self) -> None:
        if self._advice is not None:
            self._show_values(self._advice)
            self.take_button.setVisible(False)
            self.advice.setText(self.tr("The line fits what you marked."))
            self.strictness.setFocus()
            self._moved()

    # Keeping

    def _set_enabled(self) -> None:
        self.save_button.setEnabled(self.tuning != self._kept)
        self.reset_button.setEnabled(self._kept != Tuning() or self.tuning != self._kept)
        self.temperature.setEnabled(self.by_hand.isChecked())

    def _save(self) -> None:
        tuning, insight = self.tuning, self._library.insight
        self._background.change(lambda: _keep(insight, tuning), self._end, failed=self._fail, context=self)

    def _reset(self) -> None:
        def show(kept: Tuning) -> None:
            self.tuned.emit()
            self._begin(kept)

        self._background.change(self._library.insight.reset, show, failed=self._fail, context=self)

    def _end(self, _kept: Tuning) -> None:
        self.tuned.emit()
        self.close()

    def _fail(self, error: Exception) -> None:
        """Say in the dialog what a person can mend; the rest is the window's to tell."""
        if isinstance(error, UserFixable):
            self.said.setText(translated(str(error)))
        else:
            self.failed.emit(error)

    def reject(self) -> None:
        """Close with Esc."""
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Ask nothing more, and go."""
        self._rest.stop()
        event.accept()
        self.deleteLater()

    def _button(self, text: str, do: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: do())
        return button


def _keep(insight: Insight, tuning: Tuning) -> Tuning:
    """Keep just this: what is None in it isn't to stay as it was."""
    insight.reset()
    return tuning if tuning == Tuning() else insight.tune(tuning.temperature, tuning.strictness)


def _slider(name: str) -> QSlider:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setRange(0, _STEPS)
    slider.setSingleStep(1)
    slider.setPageStep(10)
    slider.setAccessibleName(name)
    slider.setToolTip(name)
    return slider


def _temperature_at(step: int) -> float:
    """Return the temperature of a slider's step: each step multiplies it."""
    return _COOLEST * math.pow(_HOTTEST / _COOLEST, step / _STEPS)


def _step_of(temperature: float) -> int:
    bounded = min(max(temperature, _COOLEST), _HOTTEST)
    return round(_STEPS * math.log(bounded / _COOLEST) / math.log(_HOTTEST / _COOLEST))


def _small(library: Library, photo_id: int) -> QImage:
    image = thumbnail_of(library, photo_id)
    size = QSize(_THUMBNAIL, _THUMBNAIL)
    stretch = Qt.AspectRatioMode.KeepAspectRatioByExpanding
    return image if image.isNull() else image.scaled(size, stretch, Qt.TransformationMode.SmoothTransformation)
