"""The small panel in which a person says what counts as a match."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QLabel, QPushButton, QSlider, QVBoxLayout, QWidget

from photo_search.desktop.plain_label import PlainLabel
from photo_search.desktop.theme import CAPTION_PX, S1, S2, S3, S4, ThemeSwitch
from photo_search.records import MIDDLE_STRICTNESS

_STEPS = 100
_WIDTH = 300
_BELOW = 4
_REST_MS = 60
"""As often as an answer may be asked for while the slider moves."""


class StrictnessPopup(QFrame):
    """Opens under a button, and goes at a click elsewhere; the photos follow while the slider moves."""

    strictness_changed = Signal(float)
    """0..1, as in SearchOptions."""

    deep_changed = Signal(bool)

    tune_wanted = Signal()
    """The person wants to see where matches end, and move that."""

    def __init__(self, theme: ThemeSwitch, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._theme = theme
        self._moving = QTimer(self, singleShot=True, interval=_REST_MS)
        self._moving.timeout.connect(lambda: self.strictness_changed.emit(self.strictness))
        self.setAccessibleName(self.tr("What counts as a match"))
        self.setFixedWidth(round(_WIDTH * theme.font().pixelSize() / 13))

        title = PlainLabel(self.tr("What counts as a match"), theme.font(strong=True))
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(0, _STEPS)
        self._slider.setSingleStep(5)
        self._slider.setPageStep(10)
        self._slider.setAccessibleName(self.tr("From more photos to only the sure ones"))
        self._slider.valueChanged.connect(self._moved)
        more, sure = (self._small(text) for text in (self.tr("More photos"), self.tr("Only sure ones")))
        self._usual = self._link(self.tr("Usual"))
        self._usual.clicked.connect(lambda: self._slider.setValue(round(MIDDLE_STRICTNESS * _STEPS)))
        self._deep = QCheckBox(self.tr("Deep search"))
        explained = self.tr(
            "Also looks for what your words include, such as “terrier” and “puppy” for “dog”. "
            "It finds more, and takes a little longer."
        )
        self._deep.setToolTip(explained)
        self._deep.toggled.connect(self.deep_changed)
        what = PlainLabel()
        what.setText(explained)
        what.setFont(theme.font(CAPTION_PX))
        what.setForegroundRole(QPalette.ColorRole.PlaceholderText)

        tune = self._link(self.tr("Tune…"))
        tune.setToolTip(self.tr("Try words, see how all photos score for them, and move the line"))
        tune.clicked.connect(self.hide)
        tune.clicked.connect(self.tune_wanted)

        ends = QGridLayout()
        ends.setContentsMargins(0, 0, 0, 0)
        ends.addWidget(more, 0, 0, Qt.AlignmentFlag.AlignLeading)
        ends.addWidget(self._usual, 0, 1, Qt.AlignmentFlag.AlignCenter)
        ends.addWidget(sure, 0, 2, Qt.AlignmentFlag.AlignTrailing)
        for side in (0, 2):
            ends.setColumnStretch(side, 1)

        column = QVBoxLayout(self)
        column.setContentsMargins(S4, S3, S4, S4)
        column.setSpacing(S1)
        column.addWidget(title)
        column.addSpacing(S2)
        column.addWidget(self._slider)
        column.addLayout(ends)
        column.addSpacing(S3)
        column.addWidget(self._deep)
        column.addWidget(what)
        column.addSpacing(S2)
        column.addWidget(tune, 0, Qt.AlignmentFlag.AlignTrailing)
        self.setFocusProxy(self._slider)

    @property
    def strictness(self) -> float:
        """Where the slider stands."""
        return self._slider.value() / _STEPS

    def set(self, strictness: float, *, deep: bool) -> None:
        """Show what holds now, without a signal."""
        for part in (self._slider, self._deep):
            part.blockSignals(True)
        self._slider.setValue(round(strictness * _STEPS))
        self._deep.setChecked(deep)
        for part in (self._slider, self._deep):
            part.blockSignals(False)
        self._offer_usual()

    def open_under(self, button: QWidget) -> None:
        """Open below a button, ending where it ends, on its screen."""
        self.adjustSize()
        corner = button.mapToGlobal(QPoint(0, button.height() + _BELOW))
        place = QRect(corner, self.size())
        if self.layoutDirection() is Qt.LayoutDirection.LeftToRight:
            place.moveRight(button.mapToGlobal(QPoint(button.width() - 1, 0)).x())
        room = button.screen().availableGeometry()
        place.moveLeft(max(room.left(), min(place.left(), room.right() - place.width())))
        self.move(place.topLeft())
        self.show()
        self._slider.setFocus(Qt.FocusReason.PopupFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's own name
        """Paint the ground as menus have it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.theme.surface)
        painter.setPen(self._theme.theme.hairline)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _moved(self) -> None:
        self._offer_usual()
        if not self._moving.isActive():
            self._moving.start()

    def _offer_usual(self) -> None:
        usual = self._slider.value() == round(MIDDLE_STRICTNESS * _STEPS)
        # It keeps its place, so that nothing moves.
        self._usual.setEnabled(not usual)

    def _link(self, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("link", True)
        button.setFont(self._theme.font(CAPTION_PX))
        return button

    def _small(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setFont(self._theme.font(CAPTION_PX))
        label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        return label
