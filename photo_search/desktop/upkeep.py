"""Keeps the library in step with its folders while the window is open, and says how that goes."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtWidgets import QWidget

from photo_search.desktop import file_manager
from photo_search.desktop.background import Background
from photo_search.desktop.banner import Banner
from photo_search.desktop.core_sentences import translated
from photo_search.desktop.folder_actions import FolderActions
from photo_search.desktop.folder_watch import FolderWatch
from photo_search.desktop.index_control import IndexControl
from photo_search.desktop.problems_page import ProblemsPage
from photo_search.desktop.sidebar import Sidebar
from photo_search.desktop.status_line import StatusLine
from photo_search.desktop.theme import ThemeSwitch
from photo_search.errors import StorageFull
from photo_search.records import Filters, Folder, IndexReport, Problem, Progress
from photo_search.settings import Settings

if TYPE_CHECKING:
    from photo_search.library import Library

_FIRST_LOOK_AFTER_MS = 1_500
_COUNT_EVERY_MS = 2_000
"""How often the photos are counted while they are being read."""
_FOLLOWED = 100
"""Of so many files that were read again it is asked what they hold now; more are hardly looked at one by one."""


class Upkeep(QObject):
    """Folders, index runs and the watch over both; the sidebar, the status line and the banner show them."""

    changed = Signal()
    """The library's content may be another than before."""

    folders_read = Signal(list)
    thumbnails_cleared = Signal()
    read_anew = Signal(list, list)
    """Ids of the photos whose files were read again, as was wanted; ids of those that some of these files hold now."""

    failed = Signal(Exception)

    def __init__(
        self,
        library: Library,
        settings: Settings,
        background: Background,
        sidebar: Sidebar,
        status: StatusLine,
        banner: Banner,
        problems: ProblemsPage,
        theme: ThemeSwitch,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._library = library
        self._background = background
        self._sidebar = sidebar
        self._status = status
        self._banner = banner
        self._problems = problems
        self.folder_list: list[Folder] = []
        self._notice = ""
        self._reading_anew: dict[int, list[bytes]] = {}
        self.folders = FolderActions(library, background, theme, window)
        self.indexing = IndexControl(library, settings, self)
        self._watch = FolderWatch(self, ignored=(bytes(library.path),))
        self._counting = QTimer(self, singleShot=True, interval=_COUNT_EVERY_MS)
        self._first_look = QTimer(self, singleShot=True, interval=_FIRST_LOOK_AFTER_MS)
        self._connect()

    def _connect(self) -> None:
        self.folders.changed.connect(self._folders_changed)
        self.folders.rescan_wanted.connect(self.indexing.start)
        self.folders.missing_accepted.connect(lambda i: self.indexing.start({i}, accept_missing={i}))
        self.folders.failed.connect(self.failed)
        self.folders.told.connect(self._status.tell)
        self._first_look.timeout.connect(self.indexing.start)
        self.indexing.progressed.connect(self._show_progress)
        self.indexing.finished.connect(self._end_run)
        self.indexing.failed.connect(self._fail_run)
        self._watch.changed.connect(self.indexing.start)
        self._sidebar.add_wanted.connect(self.folders.choose)
        self._sidebar.folder_menu_wanted.connect(self._show_folder_menu)
        self._status.pause_clicked.connect(self.indexing.pause)
        self._status.resume_clicked.connect(self.indexing.resume)
        self._banner.acted.connect(self._act)
        self._problems.retry_wanted.connect(self._retry)
        self._problems.show_in_folder_wanted.connect(self._show_file)

    def start(self) -> None:
        """Read the folders, and look through them once: whatever happened while no window was open."""
        self._read_folders(then_look=True)

    def remove(self, folder_id: int) -> None:
        """Ask, then take a folder out of the library."""
        if (folder := self._folder(folder_id)) is not None:
            self.folders.remove(folder)

    def exclude(self, folder_id: int, patterns: list[str]) -> None:
        """Replace what is left out of a folder."""
        if (folder := self._folder(folder_id)) is not None:
            self.folders.exclude(folder, patterns)

    def read_again(self, photo_ids: list[int]) -> None:
        """Read photos again from their files."""

        def work() -> dict[int, list[bytes]]:
            photos = self._library.photos(photo_ids)
            self._library.read_again(photo_ids)
            return {photo.photo_id: [file.path for file in photo.files] for photo in photos}

        def then(files: dict[int, list[bytes]]) -> None:
            self._reading_anew |= files
            self.indexing.start()

        self._background.change(work, then, context=self)

    def clear_thumbnails(self) -> None:
        """Remove the thumbnails and make them anew from the photos."""

        def then(_done: None) -> None:
            self.thumbnails_cleared.emit()
            self.indexing.start()

        self._background.change(self._library.clear_thumbnails, then, failed=self.failed.emit, context=self)

    def show_problems(self) -> None:
        """Read what could not be read into its page."""
        self._background.read(self._library.problems, self._problems.show_problems, key="problems")

    def close(self) -> None:
        """Stop the watch and the run; what was read is kept."""
        self._first_look.stop()
        self._watch.close()
        self.indexing.close()

    def _read_folders(self, *, then_look: bool = False) -> None:
        def read() -> tuple[list[Folder], int, int]:
            coverage = self._library.coverage()
            return self._library.folders(), coverage.photos, coverage.failed

        def show(found: tuple[list[Folder], int, int]) -> None:
            self.folder_list, photos, failed = found
            self._sidebar.show_folders(self.folder_list)
            self._sidebar.show_photo_count(photos)
            self._sidebar.show_problem_count(failed)
            self._watch.watch({folder.folder_id: folder.path for folder in self.folder_list})
            self.folders_read.emit(self.folder_list)
            if then_look and self.folder_list:
                # The first photos are painted sooner if nothing else is read meanwhile.
                self._first_look.start()

        self._background.read(read, show, key="look" if then_look else "folders", context=self)

    def _folders_changed(self) -> None:
        self._read_folders()
        self.show_problems()
        self.changed.emit()

    def _show_folder_menu(self, folder_id: int, at: QPoint) -> None:
        if (folder := self._folder(folder_id)) is not None:
            self.folders.menu(folder, at)

    def _folder(self, folder_id: int) -> Folder | None:
        return next((folder for folder in self.folder_list if folder.folder_id == folder_id), None)

    def _show_file(self, path: bytes) -> None:
        file_manager.show_in_folder(path, self._background, self)

    def _show_progress(self, progress: Progress) -> None:
        self._status.show_progress(progress)
        if not self._counting.isActive():
            self._counting.start()
            self._read_folders()
        if progress.notice != self._notice:  # Said once, so that it stays closed when it was closed.
            self._notice = progress.notice
            self._banner.take_back("pause")
            if progress.notice:
                self._banner.say(translated(progress.notice), key="pause", mood="warning", action=self.tr("Try again"))
        self.changed.emit()

    def _end_run(self, report: IndexReport) -> None:
        self._status.show_progress(None)
        self._banner.take_back("full")
        self._say_offline(report.offline)
        self._folders_changed()
        if self._reading_anew and not self.indexing.has_more:
            self._tell_anew()

    def _tell_anew(self) -> None:
        files, self._reading_anew = self._reading_anew, {}
        some = tuple(itertools.islice(itertools.chain.from_iterable(files.values()), _FOLLOWED))
        self._background.read(
            lambda: self._library.listing(Filters(folders=some)).photo_ids.tolist() if some else [],
            lambda now: self.read_anew.emit(list(files), now),
            context=self,
        )

    def _say_offline(self, offline: Iterable[tuple[bytes, str]]) -> None:
        sentences = [sentence for _, sentence in offline]
        match sentences:
            case []:
                self._banner.take_back("offline")
            case [sentence]:
                self._banner.say(translated(sentence), key="offline")
            case _:
                text = self.tr("%n folder(s) can't be seen now; their photos stay in your library.", "", len(sentences))
                self._banner.say(text, key="offline")

    def _fail_run(self, error: Exception) -> None:
        self._status.show_progress(None)
        if isinstance(error, StorageFull):
            self._banner.say(translated(str(error)), key="full", mood="error", action=self.tr("Try again"))
        else:
            self.failed.emit(error)

    def _act(self, key: str) -> None:
        if key not in {"pause", "full"}:
            return
        self._banner.take_back(key)
        if self.indexing.running:
            self.indexing.resume()
        else:
            self.indexing.start()

    def _retry(self, problems: list[Problem]) -> None:
        self._background.change(
            lambda: self._library.read_again(problems=problems), lambda _done: self.indexing.start(), context=self
        )
        self._status.tell(self.tr("Reading %n file(s) again", "", len(problems)))
