"""The window: puts its parts together and lets them answer each other. Each part does its own work."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QStyle, QVBoxLayout, QWidget

from photo_search.desktop.answer_link import AnswerLink
from photo_search.desktop.answer_wishes import Wishes
from photo_search.desktop.background import Background
from photo_search.desktop.banner import Banner
from photo_search.desktop.browser import Content
from photo_search.desktop.core_sentences import translated
from photo_search.desktop.drop_veil import DropVeil
from photo_search.desktop.given_paths import GivenPaths
from photo_search.desktop.info_panel import InfoPanel
from photo_search.desktop.insight_link import InsightLink
from photo_search.desktop.library_source import LibrarySource
from photo_search.desktop.menus import Menus
from photo_search.desktop.messages import Presenter
from photo_search.desktop.models_link import ModelsLink
from photo_search.desktop.navigation import Place, Where
from photo_search.desktop.navigator import Navigator
from photo_search.desktop.nothing_matches import NothingMatches
from photo_search.desktop.notice_line import NoticeLine
from photo_search.desktop.pages import Pages
from photo_search.desktop.photo_actions import PhotoActions
from photo_search.desktop.photo_grid import PhotoGrid
from photo_search.desktop.preferences_link import open_preferences
from photo_search.desktop.problems_page import ProblemsPage
from photo_search.desktop.question_bar import QuestionBar
from photo_search.desktop.question_control import QuestionControl
from photo_search.desktop.search_bar import SearchBar
from photo_search.desktop.searches_link import SearchesLink
from photo_search.desktop.sidebar import Sidebar
from photo_search.desktop.sides import Sides
from photo_search.desktop.start_page import EmptyResult, StartPage
from photo_search.desktop.status_line import StatusLine
from photo_search.desktop.theme import ThemeSwitch
from photo_search.desktop.upkeep import Upkeep
from photo_search.desktop.viewer import Viewer
from photo_search.desktop.window_place import bring_to_front
from photo_search.settings import TILE_HEIGHTS, Settings

if TYPE_CHECKING:
    from photo_search.library import Library

_TILE_STEP = 24


class MainWindow(QMainWindow):
    """One library in one window."""

    settings_changed = Signal(object)
    """Settings that are to be kept."""

    def __init__(self, library: Library, settings: Settings, theme: ThemeSwitch, presenter: Presenter) -> None:
        super().__init__()
        self._library = library
        self._settings = settings
        self._content: Content | None = None
        self._theme = theme
        source = LibrarySource(library)
        self._background = Background(presenter.show, self)
        self._search = SearchBar(theme)
        self._question = QuestionBar(theme)
        self._sidebar = Sidebar(theme)
        self._grid = PhotoGrid(source.thumbnail, theme, files_of=source.files_of, caption_of=source.caption)
        self._empty = EmptyResult(theme)
        self._nothing = NothingMatches(theme)
        self._notice = NoticeLine(theme)
        self._start = StartPage(theme)
        self._problems = ProblemsPage(theme)
        self._panel = InfoPanel(theme)
        self._status = StatusLine(theme)
        self._banner = Banner(theme)
        self._lay_out()
        self._viewer = Viewer(source, theme, self._grid.next_id, self._whole)
        self._viewer.hide()
        self._veil = DropVeil(theme, self)
        self._navigator = Navigator(library, self._background, self._grid, self._search, self._question, self._sidebar)
        shown = (self._sidebar, self._status, self._banner, self._problems)
        self._upkeep = Upkeep(library, settings, self._background, *shown, theme, self)
        answered = (self._question, self._nothing, self._notice, self._status, self._upkeep)
        self._answers = AnswerLink(self._navigator, *answered, lambda: self._settings, self._use)
        kept = (theme, lambda: self._settings, self._use, self)
        found = (self._navigator, self._search, self._question, self._sidebar, self._pages, self._banner, self._upkeep)
        self._searches = SearchesLink(library, self._background, *found, *kept)
        self._models = ModelsLink(library, self._background, self._upkeep, self._banner, self._status, *kept)
        self._searches.history.changed.connect(self._models.know_questions)
        self._given = GivenPaths(library, self._background, self)
        self._actions = PhotoActions(library, self._background, self._chosen_photos, self)
        asked = (self._navigator, self._search, self._question, self._chosen_photos, self)
        self._actions.ask_with(QuestionControl(library, self._background, *asked).actions)
        explained = (self._navigator, self._panel, self._viewer, self._actions)
        self._insight = InsightLink(library, self._background, *explained, *kept)
        self._searches.history.changed.connect(self._insight.know_questions)
        self._menus = self._make_menus()
        self._connect(presenter)
        self._restore()
        self.setWindowTitle("photo_search")
        self._grid.setFocus()

    def begin(self) -> None:
        """Show what the library holds, and look through its folders; until then the window waits for it."""
        self._navigator.start()
        self._upkeep.start()
        self._models.start()
        self._searches.start()

    # Putting together

    def _lay_out(self) -> None:
        self._pages = Pages(self._grid, self._empty, self._nothing, self._start, self._problems)
        middle = QWidget()
        _column(middle, self._question, self._banner, self._notice, self._pages)
        widths = (self._settings.sidebar_width, self._settings.panel_width)
        self._split = Sides(self._sidebar, middle, self._panel, widths)
        self._whole = QWidget()
        _column(self._whole, self._search, self._split, self._status)
        self.setCentralWidget(self._whole)

    def _make_menus(self) -> Menus:
        return Menus(
            self,
            self._actions,
            add_folder=self._upkeep.folders.choose,
            rescan=self._upkeep.indexing.start,
            find_by_picture=self._navigator.choose_picture,
            have=self._insight.choose_files,
            tune=self._insight.tune,
            models=self._models.open,
            preferences=self._show_preferences,
            quit=self.close,
            select_all=self._navigator.answer.select_all,
            search=self._focus_search,
            save_search=self._searches.saved.save_present,
            show_history=self._searches.show_history,
            back=self._navigator.back,
            forward=self._navigator.forward,
            larger=lambda: self._resize_tiles(self._settings.tile_height + _TILE_STEP),
            smaller=lambda: self._resize_tiles(self._settings.tile_height - _TILE_STEP),
            usual_size=lambda: self._resize_tiles(Settings().tile_height),
            toggle_square=lambda: self._use(replace(self._settings, square_tiles=not self._settings.square_tiles)),
            toggle_scores=lambda: self._use(replace(self._settings, show_scores=not self._settings.show_scores)),
            toggle_sidebar=self._split.toggle_sidebar,
            show_help=self._searches.show_help,
            show_keys=self._searches.show_keys,
        )

    def _connect(self, presenter: Presenter) -> None:
        search, grid, viewer, actions = self._search, self._grid, self._viewer, self._actions
        search.words_submitted.connect(self._navigator.settle)
        search.down_pressed.connect(self._enter_grid)
        search.escape_pressed.connect(self._step_back)
        search.picture_wanted.connect(self._navigator.choose_picture)
        search.sidebar_toggled.connect(self._split.toggle_sidebar)
        search.size_changed.connect(self._resize_tiles)
        self._start.choose_wanted.connect(self._upkeep.folders.choose)
        self._start.folder_offered.connect(lambda path: self._upkeep.folders.add([os.fsencode(path)]))
        self._empty.acted.connect(self._upkeep.folders.choose)
        self._given.folders_given.connect(self._upkeep.folders.add)
        self._given.picture_given.connect(self._navigator.ask_file)
        self._given.photos_given.connect(self._navigator.show_photos)

        grid.opened.connect(self._view)
        grid.selection_changed.connect(self._follow_selection)
        grid.current_changed.connect(self._follow_selection)
        # Whoever begins to choose photos will look at one soon.
        grid.current_changed.connect(self._expect_viewing, Qt.ConnectionType.SingleShotConnection)
        grid.menu_wanted.connect(actions.menu)
        grid.typed.connect(search.type)
        grid.tile_size_changed.connect(self._resize_tiles)
        viewer.closed.connect(self._leave_viewer)
        viewer.moved.connect(self._follow_viewer)
        viewer.similar_wanted.connect(self._navigator.ask_photo)
        viewer.menu_wanted.connect(actions.menu)
        viewer.information_wanted.connect(self._toggle_panel)

        actions.burst_words = grid.burst_words
        actions.burst_toggled.connect(self._navigator.answer.toggle_burst)
        actions.similar_wanted.connect(self._navigator.ask_photo)
        actions.view_wanted.connect(self._view)
        actions.information_toggled.connect(self._toggle_panel)
        actions.read_again_wanted.connect(self._upkeep.read_again)
        actions.exclusion_wanted.connect(self._upkeep.folders.exclude_place)
        actions.told.connect(self._status.tell)
        for action in actions.all():
            self.addAction(action)

        self._navigator.arrived.connect(self._show_page)
        self._navigator.answer.changed.connect(self._turn_page)
        self._navigator.moved.connect(self._follow_place)
        for part in (self._navigator, self._upkeep, self._searches, self._insight):
            part.failed.connect(presenter.show)
        self._upkeep.changed.connect(self._navigator.refresh)
        self._upkeep.folders_read.connect(self._navigator.folders_are)
        self._upkeep.folders_read.connect(self._turn_page)
        self._upkeep.read_anew.connect(self._show_anew)
        self._question.answer.tune_wanted.connect(self._insight.tune)
        self._veil.dropped.connect(self.open_paths)

        for key, do in (("Esc", self._step_back), ("Ctrl+V", search.paste_picture)):
            QShortcut(QKeySequence(key), self).activated.connect(do)
        self._split.widths_chosen.connect(self._keep_widths)
        self._split.sidebar_wanted.connect(lambda on: self._use(replace(self._settings, sidebar_visible=on)))
        self._split.sidebar_shown.connect(self._menus.sidebar.setChecked)
        self._split.sidebar_shown.connect(search.show_sidebar_state)
        self._panel.installEventFilter(self)

    # Photos

    def _chosen_photos(self) -> list[int]:
        """Return what an action is about: the photo in the viewer, else the selection, else the current photo."""
        if self._viewer.isVisible() and self._viewer.photo_id is not None:
            return [self._viewer.photo_id]
        if self._pages.currentWidget() is not self._grid:
            return []
        current = self._grid.current_id()
        return self._grid.selected_ids() or ([] if current is None else [current])

    def _follow_selection(self) -> None:
        self._actions.selection_changed()
        if self._panel.isVisible():
            chosen = self._chosen_photos()
            self._background.read(lambda: self._library.photos(chosen), self._panel.show_photos, key="information")

    def _show_anew(self, photo_ids: list[int], now: list[int]) -> None:
        """Show what was read again; the viewer stays with its file, even if that holds another photo now."""
        for photo_id in photo_ids:
            self._grid.refresh_thumbnail(photo_id)
        if now and self._viewer.isVisible() and self._viewer.photo_id in set(photo_ids) - set(now):
            self._viewer.show_photo(now[0])
        else:
            self._viewer.refresh(photo_ids)
        self._follow_selection()

    def _expect_viewing(self) -> None:
        self._background.read(self._library.expect_pictures, lambda _done: None, context=self)

    def _enter_grid(self) -> None:
        self._navigator.settle()
        self._grid.setFocus()
        self._navigator.when_arrived(self._grid.select_first)

    def _view(self, photo_id: int) -> None:
        self._navigator.settle()
        self._viewer.show_photo(photo_id)
        self._viewer.show()
        self._fit_viewer()
        self._viewer.raise_()
        self._viewer.setFocus()
        self._follow_selection()

    def _fit_viewer(self) -> None:
        """Cover all but the information beside it."""
        room = self._whole.rect()
        if self._panel.isVisible():
            beside = room.adjusted(0, 0, -self._panel.width(), 0)
            room = QStyle.visualRect(self.layoutDirection(), room, beside)
        self._viewer.setGeometry(room)
        # Above the information there would be a piece of the search bar.
        self._search.setVisible(self._viewer.isHidden() or self._panel.isHidden())

    def _follow_viewer(self, photo_id: int) -> None:
        self._grid.select([photo_id])
        self._grid.set_current(photo_id)

    def _leave_viewer(self) -> None:
        self._viewer.hide()
        self._fit_viewer()
        self._grid.setFocus()
        self._follow_selection()

    # Places

    def _focus_search(self) -> None:
        if self._viewer.isVisible():
            self._leave_viewer()
        self._search.focus()

    def _step_back(self) -> None:
        if not self._navigator.up():
            self._grid.clear_selection()
            if (page := self._pages.currentWidget()) is not None:
                page.setFocus()

    def _follow_place(self) -> None:
        place = self._navigator.place
        if self._viewer.isVisible():
            self._leave_viewer()
        self._menus.back.setEnabled(self._navigator.can_go_back)
        self._menus.forward.setEnabled(self._navigator.can_go_forward)
        if place == Place(Where("problems")):
            self._upkeep.show_problems()
            self._pages.setCurrentWidget(self._problems)

    def _show_page(self, content: Content) -> None:
        self._content = content
        self._turn_page()
        if not content.is_update:
            self._follow_selection()

    def _turn_page(self) -> None:
        """Turn to the page for what is on show: photos, or why there are none."""
        content, place = self._content, self._navigator.place
        if content is None or content.place != place or place.where.is_page:
            return
        self._pages.turn_to(content, has_folders=bool(self._upkeep.folder_list))

    def open_paths(self, paths: Sequence[bytes]) -> None:
        """Take files and folders that were dropped, or given to the program."""
        self._given.take(paths)

    def say(self, sentence: str) -> None:
        """Say something that happened before the window was there, until it is closed."""
        self._banner.say(translated(sentence), key="restored", mood="warning")

    def receive(self, paths: list[bytes]) -> None:
        """Come to the front and take what a second start of the program was given."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        bring_to_front(self)
        self.open_paths(paths)

    # Settings

    def _show_preferences(self) -> None:
        open_preferences(self._library, self._upkeep, self._settings, self._use, self._theme, self)

    def _use(self, settings: Settings) -> None:
        """Apply settings at once, and have them kept."""
        self._keep(settings)
        self._theme.choose(settings.theme)
        self._search.set_size(settings.tile_height)
        self._grid.set_tile_height(settings.tile_height)
        self._grid.set_square(settings.square_tiles)
        self._grid.limit_memory(settings.cache_mb)
        self._menus.square.setChecked(settings.square_tiles)
        self._menus.scores.setChecked(settings.show_scores)
        self._navigator.answer.show_scores(settings.show_scores)
        self._navigator.use(Wishes.of(settings))
        self._upkeep.indexing.use(settings)

    def _keep(self, settings: Settings) -> None:
        self._settings = settings
        self.settings_changed.emit(settings)

    def _keep_widths(self, sidebar: int, panel: int) -> None:
        self._keep(replace(self._settings, sidebar_width=sidebar, panel_width=panel))

    def _resize_tiles(self, height: int) -> None:
        smallest, largest = TILE_HEIGHTS
        height = max(smallest, min(largest, height))
        if height != self._settings.tile_height:
            self._use(replace(self._settings, tile_height=height))

    def _toggle_panel(self) -> None:
        self._panel.setVisible(not self._panel.isVisible())
        self._use(replace(self._settings, panel_visible=self._panel.isVisible()))
        self._follow_selection()

    def _restore(self) -> None:
        settings = self._settings
        if not (settings.window_geometry and self.restoreGeometry(QByteArray(settings.window_geometry))):
            self.resize(1280, 800)
        self._panel.setVisible(settings.panel_visible)
        self._use(settings)
        self._split.want_sidebar(wanted=settings.sidebar_visible, width=self.width())

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name, as are those below
        """Keep what covers the window as large as it."""
        super().resizeEvent(event)
        self._fit_viewer()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Keep the photo beside the information, however wide that is."""
        if watched is self._panel and event.type() in {QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide}:
            self._fit_viewer()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Leave the whole screen to the photo."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self.menuBar().setVisible(not self.isFullScreen())

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Remember the window, and end what runs; what was read is kept."""
        self._keep(replace(self._settings, window_geometry=bytes(self.saveGeometry().data())))
        self._models.close()
        self._searches.close()
        self._insight.close()
        self._upkeep.close()
        self._viewer.shut_down()
        self._grid.shut_down()
        self._background.close()
        super().closeEvent(event)


def _column(widget: QWidget, *parts: QWidget) -> None:
    """Stack parts in a widget, without gaps; the one that holds others takes the room."""
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part, int(isinstance(part, QSplitter | QStackedWidget)))
