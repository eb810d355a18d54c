"""The bar on top of the window: the sidebar's button, the search field, and the size of the tiles."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QSlider, QToolButton, QWidget

from photo_search.desktop.icons import icon, pixmap
from photo_search.desktop.search_field import SearchField
from photo_search.desktop.theme import S1, S2, S3, ThemeSwitch
from photo_search.settings import TILE_HEIGHTS

_HEIGHT = 48
_FIELD_WIDEST = 720
_NARROW = 900
_SLIDER = 112
_SIZES = {"smaller": 14, "larger": 20}

# A size is no amount, so no part of the line is filled.
_PLAIN_LINE = "QSlider::sub-page:horizontal { background: transparent; }"


class SearchBar(QWidget):
    """Passes on what its field and buttons are asked; `SearchField` says what each signal means."""

    words_changed = Signal(str)
    words_submitted = Signal(str)
    question_changed = Signal(object)
    down_pressed = Signal()
    escape_pressed = Signal()
    picture_wanted = Signal()
    pictures_dropped = Signal(list)
    picture_pasted = Signal(QImage)
    sidebar_toggled = Signal()
    size_changed = Signal(int)
    """The person moved the slider: the height of a row of tiles, in pixels."""

    def __init__(self, theme: ThemeSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._menu = QToolButton()
        self._menu.setIconSize(QSize(20, 20))
        self._menu.clicked.connect(self.sidebar_toggled)
        self.field = SearchField(theme)
        self.field.setMaximumWidth(_FIELD_WIDEST)
        self._relay()
        self._size = self._made_slider()
        self._sizes = QWidget()
        self._marks = {name: QLabel() for name in _SIZES}

        sizes = QHBoxLayout(self._sizes)
        sizes.setContentsMargins(0, 0, S1, 0)
        sizes.setSpacing(S2)
        sizes.addWidget(self._marks["smaller"])
        sizes.addWidget(self._size)
        sizes.addWidget(self._marks["larger"])

        # The ends share what the field leaves, so that it stands in the middle of a wide window.
        row = QHBoxLayout(self)
        row.setContentsMargins(S2, 0, S3, 0)
        row.setSpacing(S3)
        row.addWidget(_end(self._menu, Qt.AlignmentFlag.AlignLeading), 1)
        row.addWidget(self.field, 1000)
        row.addWidget(_end(self._sizes, Qt.AlignmentFlag.AlignTrailing), 1)
        self.setFixedHeight(max(_HEIGHT, self.field.height() + S3))

        self.show_sidebar_state(True)
        theme.changed.connect(self._colour)
        self._colour()

    @property
    def words(self) -> str:
        """What the field says now, with single spaces."""
        return self.field.words

    def set_words(self, words: str) -> None:
        """Show `words`, without a signal."""
        self.field.set_words(words)

    def set_history(self, searches: tuple[str, ...]) -> None:
        """Offer these earlier searches, newest first."""
        self.field.set_history(searches)

    def type(self, text: str) -> None:
        """Take the focus and add `text` at the end, as if typed into the field."""
        self.field.type(text)

    def focus(self) -> None:
        """Take the focus, ready for other words."""
        self.field.take_focus()

    def paste_picture(self) -> bool:
        """Search for what is similar to the picture on the clipboard; say whether there is one."""
        return self.field.paste_picture()

    def set_size(self, height: int) -> None:
        """Show the height of a row of tiles, in pixels, without a signal."""
        self._size.blockSignals(True)
        self._size.setValue(height)
        self._size.blockSignals(False)

    def show_sidebar_state(self, is_open: bool) -> None:
        """Say what the sidebar's button will do."""
        words = self.tr("Hide the sidebar") if is_open else self.tr("Show the sidebar")
        self._menu.setToolTip(words)
        self._menu.setAccessibleName(words)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Leave a narrow window to the field."""
        super().resizeEvent(event)
        self._sizes.setVisible(event.size().width() >= _NARROW)

    def _relay(self) -> None:
        field = self.field
        field.words_changed.connect(self.words_changed)
        field.words_submitted.connect(self.words_submitted)
        field.question_changed.connect(self.question_changed)
        field.down_pressed.connect(self.down_pressed)
        field.escape_pressed.connect(self.escape_pressed)
        field.picture_wanted.connect(self.picture_wanted)
        field.pictures_dropped.connect(self.pictures_dropped)
        field.picture_pasted.connect(self.picture_pasted)

    def _made_slider(self) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setStyleSheet(_PLAIN_LINE)
        slider.setRange(*TILE_HEIGHTS)
        slider.setSingleStep(12)
        slider.setPageStep(36)
        slider.setFixedWidth(_SLIDER)
        slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        slider.setToolTip(self.tr("Size of the photos"))
        slider.setAccessibleName(self.tr("Size of the photos"))
        slider.valueChanged.connect(self.size_changed)
        return slider

    def _colour(self) -> None:
        colours = self._theme.theme
        self._menu.setIcon(icon("menu", colours.text))
        for name, side in _SIZES.items():
            self._marks[name].setPixmap(pixmap("photos", colours.secondary, side, self.devicePixelRatioF()))


def _end(content: QWidget, side: Qt.AlignmentFlag) -> QWidget:
    """Return a widget that may be wider than its content, which stands at that side of it."""
    end = QWidget()
    end.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Preferred)
    row = QHBoxLayout(end)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(content, 0, side)
    return end
