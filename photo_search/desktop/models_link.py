"""Ties models to the window: its menu opens their window, its banner offers the first one, its status line follows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QMainWindow

from photo_search.desktop.background import Background
from photo_search.desktop.banner import Banner
from photo_search.desktop.core_sentences import translated
from photo_search.desktop.models_wording import title_of
from photo_search.desktop.status_line import StatusLine
from photo_search.desktop.theme import ThemeSwitch
from photo_search.desktop.upkeep import Upkeep
from photo_search.desktop.window_place import bring_to_front
from photo_search.errors import UserFixable
from photo_search.records import IndexReport
from photo_search.settings import Settings

if TYPE_CHECKING:
    from photo_search.desktop.models_control import ModelsControl
    from photo_search.desktop.models_offer import Offer
    from photo_search.desktop.models_window import ModelsWindow
    from photo_search.library import Library

_OFFER, _SWITCHED, _FAILED = "model-offer", "model-switched", "model-failed"
_GO_ON_AFTER_MS = 5_000
"""Downloads of the last time are gone on with when the window has settled."""


class ModelsLink(QObject):
    """What the window knows of models. It loads the rest of them when they are asked for.

    `settings` returns the person's settings, `use` applies and keeps others.
    """

    def __init__(
        self,
        library: Library,
        background: Background,
        upkeep: Upkeep,
        banner: Banner,
        status: StatusLine,
        theme: ThemeSwitch,
        settings: Callable[[], Settings],
        use: Callable[[Settings], None],
        window: QMainWindow,
    ) -> None:
        super().__init__(window)
        self._library = library
        self._background = background
        self._upkeep = upkeep
        self._banner = banner
        self._status = status
        self._theme = theme
        self._settings = settings
        self._use = use
        self._window = window
        self._questions: list[str] = []
        self._control: ModelsControl | None = None
        self._shown: ModelsWindow | None = None
        self._offered = ""
        self._later = QTimer(self, singleShot=True, interval=_GO_ON_AFTER_MS)
        self._later.timeout.connect(self._go_on)
        upkeep.indexing.finished.connect(self._end_run)
        banner.acted.connect(self._act)

    def start(self) -> None:
        """Go on with the downloads that were under way when the window was closed."""
        if self._settings().downloads:
            self._later.start()

    def know_questions(self, questions: list[str]) -> None:
        """Take what was searched for lately, to be asked when models are compared."""
        self._questions = questions

    def open(self) -> None:
        """Show the window of models."""
        from photo_search.desktop.models_window import ModelsWindow  # noqa: PLC0415 - rarely wanted, and heavy

        if self._shown is None:
            self._shown = ModelsWindow(
                self._library, self._background, self.control, self._theme, self._questions, self._window
            )
            self._shown.destroyed.connect(self._forget_window)
            self.control.read()
        bring_to_front(self._shown)

    def close(self) -> None:
        """Stop the downloads; the next time goes on with them."""
        self._later.stop()
        if self._shown is not None:
            self._shown.close()
        if self._control is not None:
            self._control.close()

    @property
    def control(self) -> ModelsControl:
        """What is done about models, loaded at the first use."""
        if self._control is None:
            from photo_search.desktop.models_control import ModelsControl  # noqa: PLC0415 - rarely wanted, and heavy

            self._control = made = ModelsControl(self._library, self._background, self._learn, self)
            made.switched.connect(self._upkeep.changed)
            made.told.connect(self._status.tell)
            made.downloading.connect(self._show_download)
            made.downloads_changed.connect(self._keep_downloads)
            made.arrived.connect(self._greet)
            made.failed.connect(self._fail)
            self._upkeep.indexing.progressed.connect(made.follow_run)
        return self._control

    def _forget_window(self) -> None:
        self._shown = None

    # Runs

    def _learn(self) -> None:
        """Have the photos learned: whoever asks for that wants a run that rests to go on, too."""
        self._upkeep.indexing.resume()
        self._upkeep.indexing.start()

    def _end_run(self, report: IndexReport) -> None:
        if self._control is not None:
            self._control.follow_run(None)
        if report.switched_to:
            self._switched(report.switched_to)
        elif not report.cancelled and not self._settings().model_offered:
            self._consider_offer()

    def _switched(self, name: str) -> None:
        sentence = self.tr("%1 answers your searches now.").replace("%1", title_of(name))
        self._banner.say(sentence, key=_SWITCHED, mood="done", action=self.tr("Go back"))

    # The offer

    def _consider_offer(self) -> None:
        from photo_search.desktop.models_offer import find_offer  # noqa: PLC0415 - loaded by then, with the library

        self._background.read(lambda: find_offer(self._library), self._offer, key="model-offer", context=self)

    def _offer(self, offer: Offer | None) -> None:
        """Offer the model, once in the life of the settings; another message goes first."""
        if offer is None or self._banner.key or self._settings().model_offered:
            return
        self._offered = offer.name
        self._use(replace(self._settings(), model_offered=True))
        self._banner.say(offer.sentence(), key=_OFFER, action=self.tr("Get it"), refusal=self.tr("Not now"))

    def _act(self, key: str) -> None:
        if key not in {_OFFER, _SWITCHED, _FAILED}:
            return
        self._banner.take_back(key)
        match key:
            case "model-switched":
                self.control.back()
            case _:
                self.control.download(self._offered, then_use=True)

    # Downloads

    def _show_download(self, line: str) -> None:
        """Say how a download is getting on where the status line has nothing else to say."""
        if not self._upkeep.indexing.running:
            self._status.show_sentence(line)

    def _keep_downloads(self) -> None:
        """Note what to go on with at the next start."""
        self._use(replace(self._settings(), downloads=tuple(self.control.downloads.items())))

    def _go_on(self) -> None:
        for name, then_use in self._settings().downloads:
            self.control.download(name, then_use=then_use)

    def _greet(self, name: str, used: bool) -> None:
        if not used:
            self._status.tell(self.tr("%1 is ready to be used.").replace("%1", title_of(name)))

    def _fail(self, name: str, error: Exception) -> None:
        """Say it where the person is: on the card, in the banner for what was offered there, else over the window."""
        if not name or not isinstance(error, UserFixable):
            self._upkeep.failed.emit(error)
        elif name == self._offered:
            self._banner.say(translated(str(error)), key=_FAILED, mood="warning", action=self.tr("Try again"))
