"""Ties what explains to the window: why a photo is here, what is in it, whether it is there, where matches end."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QMainWindow

from photo_search.desktop.answer_wishes import Wishes
from photo_search.desktop.background import Background
from photo_search.desktop.info_panel import InfoPanel
from photo_search.desktop.navigator import Navigator
from photo_search.desktop.photo_actions import PhotoActions
from photo_search.desktop.picture_dialog import picture_dialog
from photo_search.desktop.theme import ThemeSwitch
from photo_search.desktop.viewer import Viewer
from photo_search.desktop.window_place import bring_to_front
from photo_search.errors import UserFixable
from photo_search.records import MIDDLE_STRICTNESS, SearchOptions
from photo_search.settings import Settings

if TYPE_CHECKING:
    from photo_search.desktop.have_dialog import HaveDialog
    from photo_search.desktop.tune_dialog import TuneDialog
    from photo_search.desktop.why_dialog import WhyDialog
    from photo_search.insight.records import ConceptWord
    from photo_search.library import Library


class InsightLink(QObject):
    """Opens the windows that explain, each loaded when it is first wanted, and finds words for the photo in the panel.

    `settings` returns the person's settings, `use` applies and keeps others.
    """

    failed = Signal(Exception)

    def __init__(
        self,
        library: Library,
        background: Background,
        navigator: Navigator,
        panel: InfoPanel,
        viewer: Viewer,
        actions: PhotoActions,
        theme: ThemeSwitch,
        settings: Callable[[], Settings],
        use: Callable[[Settings], None],
        window: QMainWindow,
    ) -> None:
        super().__init__(window)
        self._library = library
        self._background = background
        self._navigator = navigator
        self._panel = panel
        self._actions = actions
        self._theme = theme
        self._settings = settings
        self._use = use
        self._window = window
        self._why: WhyDialog | None = None
        self._tune: TuneDialog | None = None
        self._have: HaveDialog | None = None
        actions.why_wanted.connect(self.explain)
        viewer.why_wanted.connect(self.explain)
        panel.why_wanted.connect(self.explain)
        panel.word_chosen.connect(navigator.ask)
        panel.turned.connect(self._find_words)
        navigator.moved.connect(self._follow)
        self._viewer = viewer
        self._lately: list[str] = []
        self._follow()

    def know_questions(self, questions: list[str]) -> None:
        """Take what was searched for lately, newest first."""
        self._lately = questions

    def explain(self, photo_id: int) -> None:
        """Show why a photo is in the answer on show."""
        from photo_search.desktop.why_dialog import WhyDialog  # noqa: PLC0415 - loaded when first wanted

        if not self._question:
            return
        if self._why is None:
            self._why = dialog = WhyDialog(self._library, self._background, self._theme, self._window)
            dialog.word_wanted.connect(self._navigator.ask)
            dialog.failed.connect(self.failed)
            dialog.destroyed.connect(partial(setattr, self, "_why", None))
        self._why.explain(self._question, photo_id, self._options)
        bring_to_front(self._why)

    def tune(self) -> None:
        """Show where matches end, and let it be moved."""
        from photo_search.desktop.tune_dialog import TuneDialog  # noqa: PLC0415 - loaded when first wanted

        if self._tune is None:
            words = self._question or next(iter(self._lately), "")
            args = (self._library, self._background, self._theme, words, self._options)
            self._tune = dialog = TuneDialog(*args, self._window)
            dialog.tuned.connect(self._ask_anew)
            dialog.failed.connect(self.failed)
            dialog.destroyed.connect(partial(setattr, self, "_tune", None))
        bring_to_front(self._tune)

    def _ask_anew(self) -> None:
        """Answer with what was tuned, even where the strictness of all models had been moved."""
        self._use(replace(self._settings(), strictness=MIDDLE_STRICTNESS))
        self._navigator.ask_anew()

    def choose_files(self) -> None:
        """Let the person choose pictures from outside, and say whether the library has them."""
        title, where = self.tr("Have I got this already?"), QStandardPaths.StandardLocation.DownloadLocation
        dialog = picture_dialog(self._have or self._window, title, where, self.tr("Pictures"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda paths: self.look_for([os.fsencode(path) for path in paths]))
        dialog.open()

    def look_for(self, paths: Sequence[bytes]) -> None:
        """Say whether the library has the pictures in these files."""
        from photo_search.desktop.have_dialog import HaveDialog  # noqa: PLC0415 - loaded when first wanted

        if self._have is None:
            self._have = dialog = HaveDialog(self._library, self._background, self._theme, self._window)
            dialog.choose_wanted.connect(self.choose_files)
            dialog.failed.connect(self.failed)
            dialog.destroyed.connect(partial(setattr, self, "_have", None))
        self._have.look_for(paths)
        bring_to_front(self._have)

    def close(self) -> None:
        """Close what was opened, and so end what is under way there."""
        for dialog in (self._why, self._tune, self._have):
            if dialog is not None:
                dialog.close()

    @property
    def _question(self) -> str:
        return self._navigator.place.text

    @property
    def _options(self) -> SearchOptions:
        return Wishes.of(self._settings()).options

    def _follow(self) -> None:
        """Offer to explain while there is a question."""
        asked = bool(self._question)
        self._actions.offer_why(asked)
        self._panel.offer_why(asked)
        self._viewer.offer_why(asked)

    def _find_words(self, photo_id: int) -> None:
        """Find words for the photo that the panel has turned to; without any, the panel says nothing of it."""

        def show(words: list[ConceptWord]) -> None:
            self._panel.show_words(photo_id, words)

        def fail(error: Exception) -> None:
            # What can be mended is told by the search, and a photo may go, or the library close, meanwhile.
            if not isinstance(error, UserFixable | CancelledError):
                self.failed.emit(error)

        self._background.read(
            lambda: self._library.insight.words(photo_id), show, failed=fail, key="concept-words", context=self
        )
