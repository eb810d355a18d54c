"""Shows one photo as large as the window, and leads on to its neighbours."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import cast

from PySide6.QtCore import QEvent, QLocale, QPoint, QRect, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import (
    QCloseEvent,
    QContextMenuEvent,
    QHideEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from photo_search.desktop.core_sentences import translated
from photo_search.desktop.neighbours import Neighbours, farthest
from photo_search.desktop.photo_facts import name_of, taken_words
from photo_search.desktop.picture_loader import PictureLoader, PictureSource, Preview, Sharp
from photo_search.desktop.slideshow import INTERVAL_MS, Slideshow
from photo_search.desktop.theme import DARK, ThemeSwitch
from photo_search.desktop.viewer_canvas import ViewerCanvas
from photo_search.desktop.viewer_keys import Command, command_of
from photo_search.desktop.viewer_message import ViewerMessage
from photo_search.desktop.viewer_overlay import ViewerOverlay
from photo_search.errors import UserFixable

_PATIENCE_MS = 400
"""How long a photo may take before the viewer says that it is being read."""
_ZOOM_STEP = 1.25
_PAN_STEP = 0.125


class Viewer(QWidget):
    """A photo, the keys and controls that move it, and the way to the photos before and after it.

    Call `shut_down` before the window goes.
    """

    closed = Signal()
    """The person has seen enough; whoever shows the viewer hides it."""
    moved = Signal(int)
    """Another photo, of this id, is being shown."""
    similar_wanted = Signal(int)
    why_wanted = Signal(int)
    information_wanted = Signal()
    menu_wanted = Signal(QPoint)
    """A menu for the photo is wanted, at this place on the screen."""

    def __init__(
        self,
        source: PictureSource,
        theme: ThemeSwitch,
        neighbours: Neighbours,
        parent: QWidget | None = None,
        *,
        interval_ms: int = INTERVAL_MS,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._neighbours = neighbours
        self._photo_id: int | None = None
        self._on_canvas: int | None = None
        self._failed = False
        self._forwards = True
        self._fades = False
        self._entered_full_screen = False
        self._pointer_at = QPoint(-1, -1)
        self._loader = PictureLoader(source, self)
        self._canvas = ViewerCanvas(DARK.viewer_background, self)
        self._message = ViewerMessage(self, theme)
        self._overlay = ViewerOverlay(self, theme)
        self._slideshow = Slideshow(self, interval_ms=interval_ms)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._obey = self._commands()
        self._connect()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Photo viewer"))

    def _connect(self) -> None:
        self._loader.preview_ready.connect(self._take_preview)
        self._loader.picture_ready.connect(self._take_picture)
        self._loader.failed.connect(self._take_failure)
        self._canvas.zoomed.connect(self._follow_zoom)
        self._slideshow.due.connect(self._show_next_slide)
        self._slideshow.changed.connect(self._follow_slideshow)
        self._patience.timeout.connect(self._lose_patience)
        overlay = self._overlay
        overlay.seen_changed.connect(lambda seen: self._canvas.set_pointer_hidden(not seen))
        for button, command in (
            (overlay.close, Command.CLOSE), (overlay.previous, Command.PREVIOUS), (overlay.next, Command.NEXT),
            (overlay.similar, Command.SIMILAR), (overlay.why, Command.WHY), (overlay.info, Command.INFORMATION),
            (overlay.play, Command.SLIDESHOW), (overlay.full_screen, Command.FULL_SCREEN),
            (overlay.zoom_out, Command.SMALLER), (overlay.actual_size, Command.ACTUAL_SIZE),
            (overlay.zoom_in, Command.LARGER), (overlay.fit, Command.FIT),
        ):  # fmt: skip
            button.clicked.connect(self._obey[command])

    # What is shown

    @property
    def photo_id(self) -> int | None:
        """The photo that is being shown."""
        return self._photo_id

    def show_photo(self, photo_id: int) -> None:
        """Show a photo: what is at hand at once, the rest when it is read."""
        self._show(photo_id, fades=False)

    def refresh(self, photo_ids: Iterable[int]) -> None:
        """Read these photos again when they are shown next: at once, if it is the one in view."""
        for photo_id in photo_ids:
            self._loader.forget(photo_id)
            if photo_id == self._photo_id and self.isVisible():
                self._show(photo_id, fades=False)

    def step(self, places: int) -> None:
        """Show the photo so many places further, if there is one."""
        if self._photo_id is not None:
            self._forwards = places > 0
            self._move_to(self._neighbours(self._photo_id, places))

    def _jump(self, direction: int) -> None:
        if self._photo_id is not None:
            self._forwards = direction < 0  # From the first photo on the way leads forwards.
            self._move_to(farthest(self._neighbours, self._photo_id, direction))

    def _move_to(self, photo_id: int | None, *, fades: bool = False) -> None:
        if photo_id is not None and photo_id != self._photo_id:
            self._show(photo_id, fades=fades)
            self.moved.emit(photo_id)

    def _show(self, photo_id: int, *, fades: bool) -> None:
        self._photo_id = photo_id
        self._fades = fades
        self._failed = False
        self._hush()
        self._slideshow.wait()
        self._patience.start()
        self._on_canvas = None
        self._overlay.previous.setEnabled(self._neighbours(photo_id, -1) is not None)
        self._overlay.next.setEnabled(self._neighbours(photo_id, 1) is not None)
        self._want(photo_id, self._screen_side())
        preview, sharp = self._loader.preview(photo_id), self._loader.picture(photo_id)
        if preview is not None:
            self._take_preview(preview)
        if sharp is not None:
            self._take_picture(sharp)

    def _want(self, photo_id: int, max_side: int | None) -> None:
        steps = (1, -1) if self._forwards else (-1, 1)
        around = (self._neighbours(photo_id, step) for step in steps)
        self._loader.want(photo_id, max_side, [neighbour for neighbour in around if neighbour is not None])

    def _screen_side(self) -> int:
        """Return how many pixels a photo can use, should the window come to fill the screen."""
        size = self.screen().size().expandedTo(self.size())
        return round(max(size.width(), size.height()) * self.devicePixelRatioF())

    def _take_preview(self, preview: Preview) -> None:
        if preview.photo_id != self._photo_id:
            return
        photo = preview.photo
        name = "" if photo is None else name_of(photo)
        date = "" if photo is None else taken_words(photo.content.metadata)
        self._overlay.set_caption(name, date)
        self.setAccessibleName(" ".join(filter(None, (name, date))) or self.tr("Photo viewer"))
        self._paint(preview.photo_id)
        if photo is None:
            self._say(self.tr("This photo is no longer in your library."))

    def _take_picture(self, sharp: Sharp) -> None:
        if sharp.photo_id != self._photo_id:
            return
        self._patience.stop()
        self._hush()
        self._failed = False
        self._paint(sharp.photo_id)
        self._slideshow.shown()

    def _paint(self, photo_id: int) -> None:
        """Paint the best that there is of the photo."""
        preview, sharp = self._loader.preview(photo_id), self._loader.picture(photo_id)
        levels: list[QImage] = []
        if sharp is not None:
            levels = list(sharp.levels)
        elif preview is not None and preview.thumbnail is not None:
            levels = [preview.thumbnail]
        if not levels:
            return
        # The file itself knows best how large it is.
        is_whole = sharp is not None and sharp.serves(None)
        size = levels[0].size() if is_whole or preview is None or preview.size.isEmpty() else preview.size
        if self._on_canvas == photo_id:
            self._canvas.refine(size, levels)
        else:
            self._on_canvas = photo_id
            self._canvas.show_picture(size, levels, fade_ms=self._theme.motion() if self._fades else 0)

    def _take_failure(self, photo_id: int, error: Exception) -> None:
        if photo_id != self._photo_id:
            return
        self._failed = True
        if not isinstance(error, UserFixable):
            self._say(self.tr("This photo can't be shown."))
            raise error
        if self._loader.picture(photo_id) is None:
            self._say(translated(error.sentence), translated(error.remedy))

    def _say(self, sentence: str, remedy: str = "") -> None:
        self._patience.stop()
        if self._on_canvas is None:
            self._canvas.clear()
        self._canvas.set_dimmed(True)
        self._message.say(sentence, remedy, symbol="problem")
        self._message.arrange(self._room())
        self.setAccessibleDescription(f"{sentence} {remedy}".strip())
        self._slideshow.shown()

    def _hush(self) -> None:
        self._message.hide()
        self._canvas.set_dimmed(False)
        self.setAccessibleDescription("")

    def _lose_patience(self) -> None:
        if self._on_canvas is None:
            self._canvas.clear()
        self._message.say(self.tr("Reading the photo…"))
        self._message.arrange(self._room())

    def _room(self) -> QRect:
        return self.rect().adjusted(72, 72, -72, -72)

    def _follow_zoom(self) -> None:
        text = self.tr("%1%").replace("%1", QLocale().toString(round(100 * self._canvas.scale)))
        self._overlay.actual_size.setText(text)
        self._overlay.actual_size.update()
        if self._photo_id is None or self._failed or not self._canvas.lacks_pixels:
            return
        sharp = self._loader.picture(self._photo_id)
        if sharp is not None and not sharp.serves(None):
            self._want(self._photo_id, None)

    def offer_why(self, asked: bool) -> None:
        """Offer to explain why the photo is here, or don't, as nothing is asked."""
        self._overlay.offer_why(asked)

    # Moving on by itself

    def toggle_slideshow(self) -> None:
        """Start the slideshow, let it pause, or let it go on."""
        if self._slideshow.is_running:
            self._slideshow.pause()
        else:
            self._slideshow.start()

    def _show_next_slide(self) -> None:
        if self._photo_id is None:
            return
        self._forwards = True
        following = self._neighbours(self._photo_id, 1)
        if following is None:
            following = farthest(self._neighbours, self._photo_id, -1)
        if following is None:  # It is the only one.
            self._slideshow.shown()
        self._move_to(following, fades=True)

    def _follow_slideshow(self) -> None:
        running = self._slideshow.is_running
        self._overlay.play.set_symbol("pause" if running else "play")
        name = self.tr("Pause the slideshow") if running else self.tr("Start the slideshow")
        self._overlay.play.set_name(name, "P")

    # The window

    def toggle_full_screen(self) -> None:
        """Fill the screen, or no longer."""
        window = self.window()
        self._entered_full_screen = not window.isFullScreen()
        window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _leave_full_screen(self) -> None:
        if self._entered_full_screen and self.window().isFullScreen():
            self.toggle_full_screen()
        self._entered_full_screen = False

    def shut_down(self) -> None:
        """Stop all that goes on by itself: timers and the thread that reads."""
        self._slideshow.end()
        self._patience.stop()
        self._overlay.dismiss()
        self._loader.close()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Listen to the keyboard."""
        super().showEvent(event)
        self.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Rest: give back the screen and the memory."""
        super().hideEvent(event)
        if event.spontaneous():
            return
        self._slideshow.end()
        self._patience.stop()
        self._overlay.dismiss()
        self._leave_full_screen()
        self._loader.clear()
        self._canvas.clear()
        self._message.hide()
        self._photo_id = self._on_canvas = None

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """End with the window, where the viewer is one."""
        self.shut_down()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fill the room."""
        super().resizeEvent(event)
        self._canvas.setGeometry(self.rect())
        self._overlay.arrange()
        self._message.arrange(self._room())

    # What the person does

    def event(self, event: QEvent) -> bool:
        """Claim the viewer's own keys before the window's actions take them: here, larger means the photo."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.setAccepted(command_of(cast(QKeyEvent, event), self.layoutDirection()) is not None)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Obey the viewer's keys; leave the others to the window."""
        command = command_of(event, self.layoutDirection())
        if command is None:
            event.ignore()
        else:
            self._obey[command]()

    def _commands(self) -> dict[Command, Callable[[], object]]:
        canvas = self._canvas
        return {
            Command.PREVIOUS: lambda: self.step(-1),
            Command.NEXT: lambda: self.step(1),
            Command.FIRST: lambda: self._jump(-1),
            Command.LAST: lambda: self._jump(1),
            Command.FIT: canvas.fit,
            Command.ACTUAL_SIZE: lambda: canvas.zoom_to(1.0),
            Command.LARGER: lambda: canvas.zoom_by(_ZOOM_STEP),
            Command.SMALLER: lambda: canvas.zoom_by(1 / _ZOOM_STEP),
            Command.PAN_LEFT: lambda: canvas.pan(-_PAN_STEP, 0),
            Command.PAN_RIGHT: lambda: canvas.pan(_PAN_STEP, 0),
            Command.PAN_UP: lambda: canvas.pan(0, -_PAN_STEP),
            Command.PAN_DOWN: lambda: canvas.pan(0, _PAN_STEP),
            Command.FULL_SCREEN: self.toggle_full_screen,
            Command.INFORMATION: self.information_wanted.emit,
            Command.SIMILAR: lambda: self._tell(self.similar_wanted),
            Command.WHY: lambda: self._tell(self.why_wanted),
            Command.SLIDESHOW: self.toggle_slideshow,
            Command.PAUSE_OR_CLOSE: self._pause_or_close,
            Command.CLOSE: self.closed.emit,
            Command.BACK: self._step_back,
        }

    def _pause_or_close(self) -> None:
        if self._slideshow.is_on:
            self.toggle_slideshow()
        else:
            self.closed.emit()

    def _step_back(self) -> None:
        if self._slideshow.is_on:
            self._slideshow.end()
        elif self._entered_full_screen and self.window().isFullScreen():
            self._leave_full_screen()
        else:
            self.closed.emit()

    def _tell(self, wanted: SignalInstance) -> None:
        if self._photo_id is not None:
            wanted.emit(self._photo_id)

    def focusNextPrevChild(self, forwards: bool) -> bool:  # noqa: N802 - Qt's name
        """Let Tab bring the controls, and go round among them: what lies behind the viewer isn't there."""
        self._overlay.wake()
        stops = [self, *(button for button in self._overlay.buttons if button.isEnabled())]
        here = next((place for place, stop in enumerate(stops) if stop.hasFocus()), 0)
        reason = Qt.FocusReason.TabFocusReason if forwards else Qt.FocusReason.BacktabFocusReason
        stops[(here + (1 if forwards else -1)) % len(stops)].setFocus(reason)
        return True

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Bring the controls when the pointer really moved."""
        place = event.globalPosition().toPoint()
        if place != self._pointer_at:
            self._pointer_at = place
            self._overlay.wake()
        super().mouseMoveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Bring the controls: fingers don't hover."""
        self._overlay.wake()
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for the photo's menu, in the middle where the keyboard asks."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        self.menu_wanted.emit(self.mapToGlobal(self.rect().center()) if by_key else event.globalPos())
        event.accept()
