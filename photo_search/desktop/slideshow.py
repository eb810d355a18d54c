"""Tells when it is time for the next photo."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

INTERVAL_MS = 5000


class Slideshow(QObject):
    """A slideshow is off, runs, or pauses; the time of a photo begins when the photo is shown."""

    due = Signal()
    """The photo has been seen long enough."""
    changed = Signal()

    def __init__(self, parent: QObject | None = None, *, interval_ms: int = INTERVAL_MS) -> None:
        super().__init__(parent)
        self._on = False
        self._pauses = False
        self._timer = QTimer(self, singleShot=True, interval=interval_ms)
        self._timer.timeout.connect(self.due)

    @property
    def is_on(self) -> bool:
        """Whether there is a slideshow, running or pausing."""
        return self._on

    @property
    def is_running(self) -> bool:
        """Whether the next photo will come by itself."""
        return self._on and not self._pauses

    def start(self) -> None:
        """Begin, or go on."""
        self._on, self._pauses = True, False
        self._timer.start()
        self.changed.emit()

    def pause(self) -> None:
        """Stay at the photo."""
        self._pauses = True
        self._timer.stop()
        self.changed.emit()

    def end(self) -> None:
        """Be off."""
        if self._on:
            self._on = False
            self._timer.stop()
            self.changed.emit()

    def wait(self) -> None:
        """Hold the time while the next photo is being read."""
        self._timer.stop()

    def shown(self) -> None:
        """Begin the time of the photo that is now seen."""
        if self.is_running:
            self._timer.start()
