"""The pages of the preferences that hold plain choices: appearance, reading and storage."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from photo_search.desktop.plain_label import PlainLabel
from photo_search.desktop.sentence_dialog import Question
from photo_search.desktop.theme import BODY_PX, S1, S2, S4, S5, S6, ThemeSwitch
from photo_search.desktop.wording import breakable, number, size
from photo_search.settings import CACHE_MB, TILE_HEIGHTS, Settings

_CACHE_STEP_MB = 64


class ChoicePage(QWidget):
    """A column of sections; `chosen` tells the name of a field of Settings and its new value."""

    chosen = Signal(str, object)

    def __init__(self, theme: ThemeSwitch) -> None:
        super().__init__()
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(S6, S5, S6, S5)
        self._column.setSpacing(S2)

    def show_settings(self, settings: Settings) -> None:
        """Show `settings`, without telling of a choice."""
        raise NotImplementedError

    def _section(self, title: str) -> None:
        if self._column.count():
            self._column.addSpacing(S4)
        self._column.addWidget(PlainLabel(title, self._theme.font(BODY_PX, strong=True)))

    def _note(self, text: str = "") -> QLabel:
        note = PlainLabel(text, role=QPalette.ColorRole.PlaceholderText)
        self._column.addWidget(note)
        return note

    def _radios(self, field: str, choices: dict[str, str]) -> dict[str, QRadioButton]:
        """Offer one of several values; keys are the values, in the order of `choices`."""
        group = QButtonGroup(self)
        made = {}
        for place, (value, text) in enumerate(choices.items()):
            button = QRadioButton(text)
            group.addButton(button, place)
            button.toggled.connect(partial(_stop_tab_at, button))
            _stop_tab_at(button, False)
            self._column.addWidget(button)
            made[value] = button
        values = list(choices)
        group.idClicked.connect(lambda place: self.chosen.emit(field, values[place]))
        return made

    def _checkbox(self, field: str, text: str) -> QCheckBox:
        box = QCheckBox(text)
        box.clicked.connect(lambda checked: self.chosen.emit(field, checked))
        self._column.addWidget(box)
        return box

    def _slider(self, field: str, name: str, *, least: int, most: int, step: int = 1) -> QSlider:
        """Offer a number from `least` to `most` in steps of `step`; the slider counts the steps."""
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setAccessibleName(name)
        slider.setRange(least // step, most // step)
        slider.setPageStep(max(1, (most - least) // step // 8))
        slider.valueChanged.connect(lambda steps: self.chosen.emit(field, steps * step))
        self._column.addWidget(slider)
        return slider


class AppearancePage(ChoicePage):
    """How the window and the thumbnails look."""

    def __init__(self, theme: ThemeSwitch) -> None:
        super().__init__(theme)
        self._section(self.tr("Colours"))
        self._themes = self._radios(
            "theme", {"system": self.tr("Like the system"), "light": self.tr("Light"), "dark": self.tr("Dark")}
        )
        self._section(self.tr("Size of thumbnails"))
        self._tile = self._slider(
            "tile_height", self.tr("Size of thumbnails"), least=TILE_HEIGHTS[0], most=TILE_HEIGHTS[1]
        )
        ends = QHBoxLayout()
        for text in (self.tr("Small"), self.tr("Large")):
            end = QLabel(text)
            end.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            ends.addWidget(end)
        ends.insertStretch(1)
        self._column.addLayout(ends)
        self._column.addSpacing(S2)
        self._square = self._checkbox("square_tiles", self.tr("Show thumbnails as squares"))
        self._note(self.tr("Squares cut off what doesn't fit; the photos themselves stay as they are."))
        self._column.addStretch()

    def show_settings(self, settings: Settings) -> None:
        """Show `settings`, without telling of a choice."""
        self._themes[settings.theme].setChecked(True)
        self._square.setChecked(settings.square_tiles)
        _set_silently(self._tile, settings.tile_height)


class ReadingPage(ChoicePage):
    """How much of the computer reading photos may take."""

    def __init__(self, theme: ThemeSwitch) -> None:
        super().__init__(theme)
        self._section(self.tr("While photos are read, use"))
        self._shares = self._radios(
            "cpu_share",
            {
                "all": self.tr("The whole processor: done soonest"),
                "half": self.tr("Half of the processor"),
                "one": self.tr("As little as possible: quiet, but slow"),
            },
        )
        self._section(self.tr("Other programs"))
        self._low = self._checkbox("low_priority", self.tr("Let other programs go first"))
        self._note(self.tr("Reading then slows down whenever something else needs the computer."))
        self._column.addStretch()

    def show_settings(self, settings: Settings) -> None:
        """Show `settings`, without telling of a choice."""
        self._shares[settings.cpu_share].setChecked(True)
        self._low.setChecked(settings.low_priority)


class StoragePage(ChoicePage):
    """Where the library lies, what it takes, and the memory for thumbnails."""

    open_wanted = Signal()
    clear_wanted = Signal()

    def __init__(self, theme: ThemeSwitch) -> None:
        super().__init__(theme)
        self._section(self.tr("Where your library is"))
        self._location = self._note()
        self._location.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        show = QPushButton(self.tr("Open this folder"))
        show.clicked.connect(self.open_wanted)
        self._column.addWidget(show, 0, Qt.AlignmentFlag.AlignLeading)
        self._note(
            self.tr("Your photos are not in it; they stay in their own folders, and nothing leaves this computer.")
        )

        self._section(self.tr("What it takes on the disk"))
        table = QGridLayout()
        table.setHorizontalSpacing(S6)
        table.setVerticalSpacing(S1)
        table.setColumnStretch(2, 1)
        self._sizes = [QLabel(), QLabel()]
        for row, (words, shown) in enumerate(
            zip((self.tr("What was read from your photos"), self.tr("Thumbnails")), self._sizes, strict=True)
        ):
            table.addWidget(PlainLabel(words, wraps=False), row, 0)
            table.addWidget(shown, row, 1, Qt.AlignmentFlag.AlignTrailing)
        self._column.addLayout(table)
        self._clear = QPushButton(self.tr("Clear the thumbnails…"))
        self._clear.clicked.connect(self._ask)
        self._column.addWidget(self._clear, 0, Qt.AlignmentFlag.AlignLeading)

        self._section(self.tr("Memory for thumbnails while the window is open"))
        self._cache = self._slider(
            "cache_mb",
            self.tr("Memory for thumbnails"),
            least=CACHE_MB[0],
            most=CACHE_MB[1],
            step=_CACHE_STEP_MB,
        )
        self._cache.valueChanged.connect(self._name_cache)
        self._cache_size = self._note()
        self._column.addStretch()
        self.show_storage("", 0, 0)

    def show_settings(self, settings: Settings) -> None:
        """Show `settings`, without telling of a choice."""
        _set_silently(self._cache, settings.cache_mb // _CACHE_STEP_MB)
        self._name_cache()

    def show_storage(self, location: str, library_bytes: int, thumbnail_bytes: int) -> None:
        """Show where the library lies, and how large what was read and the thumbnails in it are."""
        self._location.setText(breakable(location))
        for label, taken in zip(self._sizes, (library_bytes, thumbnail_bytes), strict=True):
            label.setText(size(taken))
        self._clear.setEnabled(thumbnail_bytes > 0)

    def _name_cache(self) -> None:
        self._cache_size.setText(
            self.tr("%1 MB. More lets you scroll back without waiting.").replace(
                "%1", number(self._cache.value() * _CACHE_STEP_MB)
            )
        )

    def _ask(self) -> None:
        question = Question(
            self._theme,
            self.tr("Clear all thumbnails?"),
            self.tr("Your photos stay as they are. The thumbnails are made again from them, which takes a while."),
            answers=[self.tr("Clear")],
            refusal=self.tr("Keep them"),
            parent=self,
        )
        question.answered.connect(self.clear_wanted)
        question.open()


def _stop_tab_at(button: QRadioButton, checked: bool) -> None:
    """Let Tab go to the one of several buttons that is chosen; the arrows go on from there."""
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if checked else Qt.FocusPolicy.ClickFocus)


def _set_silently(slider: QSlider, value: int) -> None:
    blocked = slider.blockSignals(True)
    slider.setValue(value)
    slider.blockSignals(blocked)
