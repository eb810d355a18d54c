"""Has the library do what is asked about models, keeps the downloads, and says how all of it is getting on."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError, wait
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from photo_search.desktop.background import Background
from photo_search.desktop.models_overview import Card, Facts, cards, read_facts
from photo_search.desktop.models_wording import progress_in_words, title_of
from photo_search.errors import UserFixable
from photo_search.models.transfer import Download, DownloadProgress
from photo_search.records import Phase, Progress

if TYPE_CHECKING:
    from photo_search.change_plan import ChangePlan
    from photo_search.library import Library
    from photo_search.model_spaces import SpaceStatus
    from photo_search.models.spec import ModelSpec

_LOOK_EVERY_MS = 300
_READ_EVERY_MS = 1_500
"""How often the library is asked how much a learning model knows."""

_PATIENCE_S = 5.0
"""How long the end of the program waits for downloads to stop; what they got is on the disk at any moment."""


class ModelsControl(QObject):
    """The models of one library. All methods are for the GUI thread, and ask the library away from it.

    `start_learning` has the library go on learning photos, now or as soon as what it does is over.
    """

    changed = Signal()
    """`cards` or `progress` may be others."""

    told = Signal(str)
    """A sentence about what was done."""

    downloading = Signal(str)
    """A line on the downloads under way; empty when there are none."""

    downloads_changed = Signal()
    """Others are under way than before."""

    arrived = Signal(str, bool)
    """A model was downloaded; whether the person wants it used."""

    failed = Signal(str, Exception)
    """A model could not be downloaded."""

    switched = Signal()
    """Searches may be answered by another model."""

    def __init__(
        self, library: Library, background: Background, start_learning: Callable[[], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._background = background
        self._start_learning = start_learning
        self._facts: Facts | None = None
        self._downloads: dict[str, Download] = {}
        self._used_when_here: set[str] = set()
        self._problems: dict[str, str] = {}
        self._paces: dict[str, float] = {}
        """Seconds that a photo takes with models that no catalogue knows, as measured."""
        self.importing = False
        self.progress: Progress | None = None
        """How far the run is in which a model learns, while one is under way."""
        self._running = False
        self._look = QTimer(self, interval=_LOOK_EVERY_MS)
        self._look.timeout.connect(self._tell_downloads)
        self._reading = QTimer(self, singleShot=True, interval=_READ_EVERY_MS)

    @property
    def cards(self) -> list[Card] | None:
        """What there is to show; None until it has been read."""
        if self._facts is None:
            return None
        facts = replace(self._facts, seconds_per_photo=self._paces | dict(self._facts.seconds_per_photo))
        return cards(facts, self._download_progress(), self._problems, running=self._running)

    @property
    def comparable(self) -> list[SpaceStatus]:
        """The models that can be asked about some photos, the one that answers first."""
        statuses = () if self._facts is None else self._facts.statuses
        return [status for status in statuses if status.installed and status.photos]

    @property
    def downloads(self) -> dict[str, bool]:
        """The models that are being downloaded without a pause, and whether each is to be used then."""
        running = (name for name, handle in self._downloads.items() if not handle.paused)
        return {name: name in self._used_when_here for name in running}

    def read(self) -> None:
        """Read everything anew."""
        self._background.read(lambda: read_facts(self._library), self._take_facts, key="models", context=self)

    def follow_run(self, progress: Progress | None) -> None:
        """Note how far an index run is; None when it is over."""
        was_running = self._running
        self._running = progress is not None and progress.phase not in {Phase.PAUSED, Phase.FINISHED}
        self.progress = progress if progress is not None and progress.phase is Phase.CHANGING else None
        if progress is None:
            self.read()
        elif self.progress is not None and not self._reading.isActive():
            self._reading.start()
            self.read()
        elif self._running is not was_running:
            self.changed.emit()

    def download(self, name: str, *, then_use: bool = False) -> None:
        """Get a model, going on where an earlier try ended; `then_use` has it learn the photos as soon as it is here.

        This is the only thing here that uses the network.
        """
        self._problems.pop(name, None)
        if then_use:
            self._used_when_here.add(name)
        if name not in self._downloads:
            self._background.change(
                lambda: self._library.models.store.download(name),
                lambda handle: self._keep(name, handle),
                failed=lambda error: self._end(name, error),
                context=self,
            )

    def pause(self, name: str) -> None:
        """Rest until `resume`."""
        if name in self._downloads:
            self._downloads[name].pause()
            self._tell_downloads()
            self.downloads_changed.emit()

    def resume(self, name: str) -> None:
        """Go on with a download."""
        if name in self._downloads:
            self._downloads[name].resume()
            self._tell_downloads()
            self.downloads_changed.emit()

    def cancel(self, name: str) -> None:
        """Give a download up; what was got stays until it is removed."""
        if name in self._downloads:
            self._used_when_here.discard(name)
            self._downloads[name].cancel()

    def use(self, name: str, share: float = 1.0) -> None:
        """Have a model learn the photos, or a part of them, and then answer; at once if it knows them all."""
        self._do(lambda: self._library.models.use(name, share), learn=True)

    def go_on(self) -> None:
        """Go on learning."""
        self._start_learning()

    def stop(self) -> None:
        """Keep the model that answers; what the other learned is kept."""
        self._do(self._library.models.stay)

    def back(self) -> None:
        """Let the model that answered before answer again."""

        def say(_: object) -> None:
            self.told.emit(self.tr("Searches are answered as before again."))

        self._do(self._library.models.back, say)

    def remove(self, name: str) -> None:
        """Remove what a model learned, its files, and what is left of its download."""

        def work() -> None:
            if any(status.name == name and status.photos for status in self._library.models.status()):
                self._library.models.remove(name)
            if name not in _bundled(self._library):
                self._library.models.store.remove(name)

        self._problems.pop(name, None)
        self._do(work, lambda _: self.told.emit(self.tr("%1 was removed.").replace("%1", title_of(name))))

    def import_model(self, path: Path) -> None:
        """Copy a model from a folder or an archive."""

        def done(spec: ModelSpec) -> None:
            self.importing = False
            self.told.emit(self.tr("%1 is ready to be used.").replace("%1", title_of(spec.name)))
            self.read()
            self._measure(spec.name)

        def fail(error: Exception) -> None:
            self.importing = False
            self.changed.emit()
            self._present(error)

        self.importing = True
        self.changed.emit()
        self._background.read(lambda: self._library.models.store.import_model(path), done, failed=fail, context=self)

    def close(self) -> None:
        """Stop the downloads; each goes on where it was when it is asked for again."""
        self._look.stop()
        for handle in self._downloads.values():
            handle.cancel()
        wait([handle.future for handle in self._downloads.values()], timeout=_PATIENCE_S)

    def _do(
        self, work: Callable[[], object], then: Callable[[object], None] | None = None, *, learn: bool = False
    ) -> None:
        def done(result: object) -> None:
            if then is not None:
                then(result)
            self.switched.emit()
            if learn:
                self._start_learning()
            self.read()

        def fail(error: Exception) -> None:
            self.read()
            self._present(error)

        self._background.change(work, done, failed=fail, context=self)

    def _measure(self, name: str) -> None:
        """Find out how long a model that was brought from elsewhere takes; that opens it."""

        def keep(plan: ChangePlan) -> None:
            self._paces[name] = plan.seconds_per_photo
            self.changed.emit()

        self._background.read(lambda: self._library.models.plan(name), keep, context=self)

    def _present(self, error: Exception) -> None:
        self.failed.emit("", error)

    def _take_facts(self, facts: Facts) -> None:
        self._facts = facts
        self.changed.emit()

    def _download_progress(self) -> dict[str, DownloadProgress]:
        return {name: handle.progress() for name, handle in self._downloads.items()}

    def _keep(self, name: str, handle: Download) -> None:
        if self._downloads.get(name) is handle:  # Asked for twice before it began.
            return
        self._downloads[name] = handle
        self._background.follow(
            handle.future,
            lambda _: self._end(name, None),
            failed=lambda error: self._end(name, error),
            context=self,
        )
        self._look.start()
        self.downloads_changed.emit()
        self._tell_downloads()

    def _end(self, name: str, error: Exception | None) -> None:
        self._downloads.pop(name, None)
        wanted = name in self._used_when_here
        self._used_when_here.discard(name)
        if isinstance(error, UserFixable):
            self._problems[name] = str(error)
        if not self._downloads:
            self._look.stop()
        self.downloads_changed.emit()
        self._tell_downloads()
        self.read()
        if error is None:
            self.arrived.emit(name, wanted)
            if wanted:
                self.use(name)
        elif not isinstance(error, CancelledError):
            self.failed.emit(name, error)

    def _tell_downloads(self) -> None:
        lines = [f"{title_of(name)}: {progress_in_words(one)}" for name, one in self._download_progress().items()]
        self.downloading.emit(" · ".join(lines[:1]))
        self.changed.emit()


def _bundled(library: Library) -> set[str]:
    from photo_search.models.spec import bundled_starter  # noqa: PLC0415 - loaded with the library

    return {spec.name for spec in library.models.store.installed() if spec.folder == bundled_starter()}
