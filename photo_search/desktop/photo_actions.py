"""What can be done with the photos that are selected: the actions, their keys, and the menu of a right click."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QImage
from PySide6.QtWidgets import QMenu, QWidget

from photo_search.desktop import file_manager
from photo_search.desktop.background import Background
from photo_search.desktop.picture_image import image_of
from photo_search.desktop.search_actions import SearchActions
from photo_search.desktop.shortcuts import action_for
from photo_search.errors import UnreadablePhoto
from photo_search.records import Photo

if TYPE_CHECKING:
    from photo_search.library import Library

_MANY = 12
"""Opening more windows than that at once is hardly what anyone wants."""


class PhotoActions(QObject):
    """Actions on the photos that `selected` names when they are triggered.

    Those that change where the window is, or what the library holds, are signals for the window.
    """

    similar_wanted = Signal(int)
    view_wanted = Signal(int)
    why_wanted = Signal(int)
    """Why a photo is in the answer on show is to be explained."""

    burst_toggled = Signal(object)
    """The photos that one stands for are to be shown, or no longer: its number."""

    information_toggled = Signal()
    read_again_wanted = Signal(list)
    exclusion_wanted = Signal(object)
    """The folder (bytes) that a photo lies in."""

    told = Signal(str)
    """A sentence about what was done."""

    def __init__(
        self, library: Library, background: Background, selected: Callable[[], list[int]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._background = background
        self._selected = selected
        self._window = parent
        self.asking: SearchActions | None = None
        find = partial(self._for_one, self.similar_wanted.emit)
        self.similar = action_for(self, self.tr("Find &similar"), "similar", find)
        self.why = action_for(self, self.tr("&Why is this here?"), "why", lambda: self._for_one(self.why_wanted.emit))
        self.why.setVisible(False)
        self.view = action_for(self, self.tr("&View"), None, lambda: self._for_one(self.view_wanted.emit))
        self.burst_words: Callable[[int], str] = lambda _: ""
        """What `burst_toggled` does to a photo; nothing where it stands for itself."""
        self.burst = action_for(self, "", "burst", lambda: self._for_one(self.burst_toggled.emit))
        self.open = action_for(self, self.tr("&Open"), None, lambda: self._with_paths(self._open))
        self.show = action_for(
            self, self.tr("Show in &folder"), "show_in_folder", lambda: self._with_paths(self._show_in_folder)
        )
        self.copy = action_for(self, self.tr("&Copy"), "copy", self._copy)
        self.copy_paths = action_for(
            self, self.tr("Copy &path"), "copy_paths", lambda: self._with_paths(self._copy_paths)
        )
        self.information = action_for(self, self.tr("&Information"), "information", self.information_toggled.emit)
        self.read_again = action_for(
            self, self.tr("&Read again"), None, lambda: self.read_again_wanted.emit(self._selected())
        )
        self.exclude = action_for(
            self, self.tr("&Leave out this folder"), None, lambda: self._with_photos(self._exclude_folder)
        )
        self._needs_one = (self.similar, self.why, self.view, self.exclude)
        self._needs_some = (self.open, self.show, self.copy, self.copy_paths, self.read_again)
        self.selection_changed()

    def all(self) -> tuple[QAction, ...]:
        """Return every action, for the window to take its shortcuts from."""
        return (*self._needs_one, self.burst, *self._needs_some, self.information, *self.to_ask_with)

    @property
    def to_ask_with(self) -> tuple[QAction, ...]:
        """The actions that change the question by the photos."""
        return () if self.asking is None else self.asking.all

    def ask_with(self, asking: SearchActions) -> None:
        """Offer these actions among the others."""
        self.asking = asking
        asking.follow()

    def selection_changed(self) -> None:
        """Enable what fits the photos that are selected now."""
        selected = self._selected()
        count = len(selected)
        self.burst.setText(self.burst_words(selected[0]) if count == 1 else "")
        self.burst.setVisible(bool(self.burst.text()))
        for action in self._needs_one:
            action.setEnabled(count == 1)
        for action in self._needs_some:
            action.setEnabled(count > 0)
        if self.asking is not None:
            self.asking.follow()

    def offer_why(self, asked: bool) -> None:
        """Offer to explain why a photo is here, or don't, as nothing is asked."""
        self.why.setVisible(asked)

    def menu(self, at: QPoint) -> None:
        """Show the menu of the selected photos at a place of the screen."""
        self.selection_changed()
        if not self._selected():
            return
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([self.similar, *self.to_ask_with])
        menu.addSeparator()
        menu.addActions([self.burst, self.why, self.view, self.open])
        programs = file_manager.picture_programs()
        if programs:
            with_ = menu.addMenu(self.tr("Open &with"))
            for program in programs:
                action = with_.addAction(QIcon.fromTheme(program.icon), program.name.replace("&", "&&"))
                action.triggered.connect(partial(self._open_with, program))
        menu.addAction(self.show)
        menu.addSeparator()
        menu.addActions([self.copy, self.copy_paths, self.information])
        menu.addSeparator()
        menu.addActions([self.read_again, self.exclude])
        menu.popup(at)

    def _for_one(self, do: Callable[[int], object]) -> None:
        selected = self._selected()
        if len(selected) == 1:
            do(selected[0])

    def _with_photos(self, then: Callable[[list[Photo]], None]) -> None:
        selected = self._selected()
        self._background.read(lambda: self._library.photos(selected), then, context=self)

    def _with_paths(self, then: Callable[[list[bytes]], None]) -> None:
        """Call `then` with a file of each photo that is there; say so if there is none."""

        def present(photos: list[Photo]) -> None:
            paths = [path for photo in photos if (path := file_at_hand(photo)) is not None]
            if paths:
                then(paths)
            elif photos:
                self.told.emit(self.tr("Its drive or folder isn't there now; plug it in first."))

        self._with_photos(present)

    def _open(self, paths: list[bytes]) -> None:
        for path in paths[:_MANY]:
            if not file_manager.open_file(path):
                self.told.emit(self.tr("No program on this computer opens that photo."))
                return

    def _open_with(self, program: file_manager.Program) -> None:
        def start(paths: list[bytes]) -> None:
            if not file_manager.open_with(program, paths):
                self.told.emit(self.tr("%1 couldn't be started.").replace("%1", program.name))

        self._with_paths(start)

    def _show_in_folder(self, paths: list[bytes]) -> None:
        file_manager.show_in_folder(paths[0], self._background, self)

    def _copy(self) -> None:
        """Copy the files, and the picture itself if it is one."""
        selected = self._selected()

        def gather() -> tuple[list[bytes], QImage | None]:
            paths = [path for p in self._library.photos(selected) if (path := file_at_hand(p)) is not None]
            image = None
            if len(selected) == 1 and paths:
                image = self._image(selected[0])
            return paths, image

        def put(gathered: tuple[list[bytes], QImage | None]) -> None:
            paths, image = gathered
            if not paths:
                self.told.emit(self.tr("Its drive or folder isn't there now; plug it in first."))
                return
            data = QMimeData()
            data.setUrls([file_manager.url_of(path) for path in paths])
            if image is not None:
                data.setImageData(image)
            QGuiApplication.clipboard().setMimeData(data)
            self.told.emit(self.tr("%n photo(s) copied", "", len(paths)))

        self._background.read(gather, put, context=self)

    def _image(self, photo_id: int) -> QImage | None:
        """Return the picture itself; of one that can't be read now, the file alone is copied."""
        try:
            return image_of(self._library.picture(photo_id, max_side=None).result())
        except UnreadablePhoto:
            return None

    def _copy_paths(self, paths: list[bytes]) -> None:
        QGuiApplication.clipboard().setText("\n".join(os.fsdecode(p).encode(errors="replace").decode() for p in paths))
        self.told.emit(self.tr("%n path(s) copied", "", len(paths)))

    def _exclude_folder(self, photos: Sequence[Photo]) -> None:
        if photos and photos[0].files:
            self.exclusion_wanted.emit(os.path.dirname(photos[0].files[0].path))


def file_at_hand(photo: Photo) -> bytes | None:
    """Return a file of the photo that is there now, or None."""
    return next((file.path for file in photo.files if not file.missing and not file.offline), None)
