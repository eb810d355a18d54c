"""The controls over a picture: they come when the pointer moves or a key looks for them, and fade by themselves."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFontMetrics,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QStyle, QWidget

from photo_search.desktop.icons import pixmap
from photo_search.desktop.plain_label import leading
from photo_search.desktop.theme import BODY_PX, DARK, S2, S3, S4, ThemeSwitch

_STAY_MS = 2000
_BUTTON = 40
_ICON = 20
_LEAST_NAME = 80
_GROUND_ALPHA = 0.74
"""So opaque is what lies behind a control: its text keeps a contrast of 4.5 even over white."""


def ground() -> QColor:
    """Return what lies behind controls and words over a picture."""
    colour = QColor(DARK.surface)
    colour.setAlphaF(_GROUND_ALPHA)
    return colour


class OverlayButton(QAbstractButton):
    """A button with an icon, or else a short text. It takes the focus from the keyboard only."""

    def __init__(self, symbol: str, name: str, key: str = "", *, font_of: ThemeSwitch | None = None) -> None:
        super().__init__()
        self._symbol = symbol
        self.opacity = 1.0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.set_name(name, key)
        if font_of is not None:
            self.setFont(font_of.font(BODY_PX))

    def set_name(self, name: str, key: str = "") -> None:
        """Say what the button does, and which key does the same."""
        self.setAccessibleName(name)
        said = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(f"{name} ({said})" if key else name)

    def set_symbol(self, symbol: str) -> None:
        """Show another icon."""
        self._symbol = symbol
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size of an icon with room to hit it, or of the widest text it is meant for."""
        width = _BUTTON if self._symbol else self.fontMetrics().horizontalAdvance("1,600%") + 2 * S2
        return QSize(width, _BUTTON)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Click on Space and Enter; leave all other keys, the arrows too, to the viewer."""
        if event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the release of a key from clicking again."""
        event.ignore()

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Light up."""
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Calm down."""
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name
        """Paint icon or text, a veil under the pointer, a ring for the keyboard."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(self.opacity)
        inside = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        round_ = inside.height() / 2
        if self.isDown() or self.isChecked() or (self.underMouse() and self.isEnabled()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(255, 255, 255, 56 if self.isDown() or self.isChecked() else 32))
            painter.drawRoundedRect(inside, round_, round_)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(DARK.accent, 2))
            painter.drawRoundedRect(inside.adjusted(1, 1, -1, -1), round_ - 1, round_ - 1)
        if not self.isEnabled():
            painter.setOpacity(self.opacity * 0.4)
        if self._symbol:
            image = pixmap(self._symbol, DARK.text, _ICON, self.devicePixelRatioF())
            painter.drawPixmap((self.width() - _ICON) // 2, (self.height() - _ICON) // 2, image)
        else:
            painter.setPen(DARK.text)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class OverlayBar(QWidget):
    """A rounded ground for a few buttons."""

    def __init__(self, parent: QWidget, *buttons: QWidget) -> None:
        super().__init__(parent)
        self.opacity = 1.0
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for button in buttons:
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            row.addWidget(button)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name
        """Paint the ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(self.opacity)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground())
        round_ = min(self.height() / 2, _BUTTON / 2)
        painter.drawRoundedRect(QRectF(self.rect()), round_, round_)
        self.paint_content(painter)
        painter.end()

    def paint_content(self, painter: QPainter) -> None:
        """Paint what lies on the ground beside the buttons."""


class Caption(OverlayBar):
    """The photo's name, and when it was taken, on one line."""

    def __init__(self, parent: QWidget, theme: ThemeSwitch) -> None:
        super().__init__(parent)
        self._name = self._date = ""
        self._bold = theme.font(BODY_PX, strong=True)
        self._plain = theme.font(BODY_PX)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_words(self, name: str, date: str) -> None:
        """Show a name and a date, either of which may be empty."""
        self._name, self._date = name, date
        self.setAccessibleName(" ".join(filter(None, (name, date))))
        self.update()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self._name or self._date)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size that shows both in full."""
        return QSize(self._name_width() + self._gap() + self._date_width() + 2 * S4, 32)

    def width_in(self, room: int) -> int:
        """Return the width that it takes where there is so much."""
        return min(room, self._name_width() + self._date_room(room - 2 * S4) + 2 * S4)

    def _date_room(self, room: int) -> int:
        """Return the width of the date with what is before it; 0 where too little would be left for the name."""
        wanted = self._date_width() + self._gap()
        return wanted if wanted <= room - min(self._name_width(), _LEAST_NAME) else 0

    def _name_width(self) -> int:
        return ceil(QFontMetricsF(self._bold).horizontalAdvance(self._name))

    def _date_width(self) -> int:
        return ceil(QFontMetricsF(self._plain).horizontalAdvance(self._date))

    def _gap(self) -> int:
        return S3 if self._name and self._date else 0

    def paint_content(self, painter: QPainter) -> None:
        """Paint the name, its middle left out where there is no room, and the date in full, or not at all."""
        room = self.rect().adjusted(S4, 0, -S4, 0)
        date_width = self._date_room(room.width())
        name_width = min(self._name_width(), room.width() - date_width)
        # Each reads in its own direction, wherever it stands.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        align = leading(self.layoutDirection()) | Qt.AlignmentFlag.AlignVCenter
        name = QFontMetrics(self._bold).elidedText(self._name, Qt.TextElideMode.ElideMiddle, name_width)
        for text, font, colour, start, width in (
            (name, self._bold, DARK.text, 0, name_width),
            (self._date if date_width else "", self._plain, DARK.text, name_width + self._gap(), date_width),
        ):
            place = QRect(room.left() + start, room.top(), width, room.height())
            painter.setFont(font)
            painter.setPen(colour)
            painter.drawText(QStyle.visualRect(self.layoutDirection(), room, place), align, text)


class ViewerOverlay(QObject):
    """All controls of a viewer: where they lie, and when they are seen."""

    seen_changed = Signal(bool)

    def __init__(self, viewer: QWidget, theme: ThemeSwitch) -> None:
        super().__init__(viewer)
        self._viewer = viewer
        self._theme = theme
        self.close = OverlayButton("close", self.tr("Close"), "Esc")
        self.previous = OverlayButton("previous", self.tr("Previous photo"))
        self.next = OverlayButton("next", self.tr("Next photo"))
        self.similar = OverlayButton("similar", self.tr("Find similar photos"), "Ctrl+S")
        self.why = OverlayButton("help", self.tr("Why is this here?"), "Ctrl+Shift+I")
        self.info = OverlayButton("info", self.tr("Information"), "I")
        self.play = OverlayButton("play", self.tr("Start the slideshow"), "P")
        self.full_screen = OverlayButton("full-screen", self.tr("Full screen"), "F")
        self.zoom_out = OverlayButton("zoom-out", self.tr("Smaller"), "-")
        self.actual_size = OverlayButton("", self.tr("Actual size"), "1", font_of=theme)
        self.zoom_in = OverlayButton("zoom-in", self.tr("Larger"), "+")
        self.fit = OverlayButton("fit", self.tr("Fit the window"), "0")
        self.caption = Caption(viewer, theme)
        self._corner = OverlayBar(viewer, self.close)
        self._before = OverlayBar(viewer, self.previous)
        self._after = OverlayBar(viewer, self.next)
        self._tools = OverlayBar(viewer, self.similar, self.why, self.info, self.play, self.full_screen)
        self._zoom = OverlayBar(viewer, self.zoom_out, self.actual_size, self.zoom_in, self.fit)
        self._bars = (self._corner, self._before, self._after, self._tools, self._zoom, self.caption)
        self._stay = QTimer(self, singleShot=True, interval=_STAY_MS)
        self._stay.timeout.connect(self._consider_leaving)
        self._fade = QVariantAnimation(self)
        self._fade.setStartValue(1.0)
        self._fade.setEndValue(0.0)
        self._fade.valueChanged.connect(self._set_opacity)
        self._fade.finished.connect(self._end_fade)
        self._seen = False
        for bar in self._bars:
            bar.hide()
        self.offer_why(False)

    @property
    def buttons(self) -> tuple[OverlayButton, ...]:
        """Every button that is offered, in the order in which the keyboard goes through them."""
        explaining = (self.why,) if self.why.isEnabled() else ()
        return (
            self.close, self.previous, self.next, self.similar, *explaining, self.info, self.play, self.full_screen,
            self.zoom_out, self.actual_size, self.zoom_in, self.fit,
        )  # fmt: skip

    @property
    def is_seen(self) -> bool:
        """Whether the controls are there, and are not fading."""
        return self._seen

    def wake(self) -> None:
        """Show the controls, and let them fade in a while."""
        self._stay.start()
        if self._seen:
            return
        self._seen = True
        self._fade.stop()
        self._set_opacity(1.0)
        self._show_bars()
        self.seen_changed.emit(True)

    def dismiss(self) -> None:
        """Hide the controls at once."""
        self._stay.stop()
        self._fade.stop()
        self._hide_bars()

    def set_caption(self, name: str, date: str) -> None:
        """Show a photo's name and date with the controls."""
        self.caption.set_words(name, date)
        self.caption.setVisible(not self._corner.isHidden() and not self.caption.is_empty)
        self.arrange()

    def offer_why(self, asked: bool) -> None:
        """Offer to explain why the photo is here, or don't, as nothing is asked."""
        self.why.setEnabled(asked)
        self.why.setVisible(asked)
        self.arrange()

    def arrange(self) -> None:
        """Give every bar its place in the viewer."""
        area = self._viewer.rect().adjusted(S4, S4, -S4, -S4)
        direction = self._viewer.layoutDirection()
        places = {
            self._corner: Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft,
            self._tools: Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight,
            self._before: Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            self._after: Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
            self._zoom: Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight,
        }
        for bar, place in places.items():
            bar.setGeometry(QStyle.alignedRect(direction, place, bar.sizeHint(), area))
        room = area.width() - self._zoom.width() - S3
        size = QSize(self.caption.width_in(room), self.caption.sizeHint().height())
        # On the middle line of the zoom controls.
        beside = area.adjusted(0, 0, 0, -(self._zoom.height() - size.height()) // 2)
        place = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
        self.caption.setGeometry(QStyle.alignedRect(direction, place, size, beside))

    def _consider_leaving(self) -> None:
        used = any(button.underMouse() or button.hasFocus() for button in self.buttons)
        if used:
            self._stay.start()
            return
        self._seen = False
        duration = self._theme.motion()
        if duration:
            self._fade.setDuration(duration)
            self._fade.start()
        else:
            self._end_fade()

    def _set_opacity(self, opacity: float) -> None:
        for bar in self._bars:
            bar.opacity = opacity
            bar.update()
        for button in self.buttons:
            button.opacity = opacity

    def _show_bars(self) -> None:
        for bar in self._bars:
            bar.setVisible(bar is not self.caption or not self.caption.is_empty)

    def _end_fade(self) -> None:
        if not self._seen:
            self._hide_bars()

    def _hide_bars(self) -> None:
        self._seen = False
        if any(button.hasFocus() for button in self.buttons):
            self._viewer.setFocus()  # Qt would look for the next control, and so bring them all back.
        for bar in self._bars:
            bar.hide()
        self.seen_changed.emit(False)
