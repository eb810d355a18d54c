"""Ties what is kept of searches to the window: saved ones, those of before, and the help about searching."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from photo_search.desktop.answer_wishes import Wishes
from photo_search.desktop.background import Background
from photo_search.desktop.banner import Banner
from photo_search.desktop.history_link import HistoryLink
from photo_search.desktop.history_page import HistoryPage
from photo_search.desktop.navigation import Place, Where
from photo_search.desktop.navigator import Navigator
from photo_search.desktop.pages import Pages
from photo_search.desktop.question_bar import QuestionBar
from photo_search.desktop.saved_searches_link import SavedSearchesLink
from photo_search.desktop.search_bar import SearchBar
from photo_search.desktop.sidebar import Sidebar
from photo_search.desktop.theme import ThemeSwitch
from photo_search.desktop.upkeep import Upkeep
from photo_search.desktop.window_place import bring_to_front
from photo_search.settings import HISTORY_LENGTH, Settings

if TYPE_CHECKING:
    from photo_search.desktop.help_window import HelpWindow
    from photo_search.library import Library


class SearchesLink(QObject):
    """What the window knows of searches that are kept. `settings` returns the person's, `use` keeps others."""

    failed = Signal(Exception)

    def __init__(
        self,
        library: Library,
        background: Background,
        navigator: Navigator,
        search: SearchBar,
        question: QuestionBar,
        sidebar: Sidebar,
        pages: Pages,
        banner: Banner,
        upkeep: Upkeep,
        theme: ThemeSwitch,
        settings: Callable[[], Settings],
        use: Callable[[Settings], None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._navigator = navigator
        self._search = search
        self._pages = pages
        self._theme = theme
        self._settings = settings
        self._use = use
        self._window = window
        self._help: HelpWindow | None = None
        self.page = HistoryPage(theme)
        pages.addWidget(self.page)
        self.saved = SavedSearchesLink(
            library,
            background,
            navigator,
            sidebar,
            banner,
            theme,
            lambda: upkeep.indexing.running,
            lambda: Wishes.of(settings()).options,
            window,
        )
        self.history = HistoryLink(library, background, navigator, self.page, self)
        self.history.changed.connect(self._offer)
        self.page.save_wanted.connect(self.saved.save)
        question.save.clicked.connect(self.saved.save_present)
        upkeep.changed.connect(self.saved.counts.renew)
        navigator.moved.connect(self._turn_page)
        for link in (self.saved, self.history):
            link.failed.connect(self.failed)

    def start(self) -> None:
        """Read what is kept, and take over what an earlier version kept with the settings."""
        kept_before = self._settings().search_history
        self.history.start(kept_before)
        if kept_before:
            self._use(replace(self._settings(), search_history=()))
        self.saved.start()

    def close(self) -> None:
        """Stop what is still to come."""
        self.history.close()
        self.saved.close()

    def show_history(self) -> None:
        """Go to the page of the searches of before."""
        self._navigator.go(Place(Where("history")))

    def show_help(self) -> None:
        """Show the help, where it was left."""
        self._helper().turn_to_searching()

    def show_keys(self) -> None:
        """Show the table of keys in the help."""
        self._helper().turn_to_keys()

    def _helper(self) -> HelpWindow:
        from photo_search.desktop.help_window import HelpWindow  # noqa: PLC0415 - seldom wanted

        if self._help is None:
            self._help = HelpWindow(self._theme, self._window)
            self._help.asked.connect(self._ask)
        bring_to_front(self._help)
        return self._help

    def _ask(self, question: str) -> None:
        """Ask an example of the help, which makes room if its answer would not be seen."""
        self._navigator.ask(question)
        if self._help is not None and self._help.covers(self._window):
            self._help.hide()

    def _offer(self, texts: list[str]) -> None:
        self._search.set_history(tuple(texts[:HISTORY_LENGTH]))
        self.saved.show_asked(bool(texts))

    def _turn_page(self) -> None:
        if self._navigator.place.where.kind == "history":
            self._pages.setCurrentWidget(self.page)
            self.page.setFocus()
