"""Takes the window from place to place: asks the library, and has the grid and the bars show what comes."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog

from photo_search.desktop import pasted_pictures
from photo_search.desktop.answer_view import AnswerView
from photo_search.desktop.answer_wishes import Wishes
from photo_search.desktop.background import Background
from photo_search.desktop.browser import Browser, Content
from photo_search.desktop.navigation import EVERYTHING, History, Place, Where, Words, like_file, like_photo
from photo_search.desktop.photo_grid import GridPlace, PhotoGrid
from photo_search.desktop.picture_dialog import picture_dialog
from photo_search.desktop.question_bar import QuestionBar
from photo_search.desktop.search_bar import SearchBar
from photo_search.desktop.sidebar import Sidebar
from photo_search.errors import StorageFull
from photo_search.records import Folder
from photo_search.searching.query import Query
from photo_search.searching.question_editing import file_name_of, with_example

if TYPE_CHECKING:
    from photo_search.library import Library


class Navigator(QObject):
    """Knows where the window is.

    `arrived` carries the Content that is on show, also when it was only brought up to date.
    """

    arrived = Signal(object)
    moved = Signal()
    """The place is another one; what it shows may still be on its way."""

    settled = Signal()
    """What is asked was meant, and is not only on the way to another question."""

    failed = Signal(Exception)

    def __init__(
        self,
        library: Library,
        background: Background,
        grid: PhotoGrid,
        search: SearchBar,
        question: QuestionBar,
        sidebar: Sidebar,
    ) -> None:
        super().__init__(grid)
        self._library = library
        self._grid = grid
        self._search = search
        self._question = question
        self._sidebar = sidebar
        self._history = History()
        self.answer = AnswerView(library, background, grid)
        self._shown: Place | None = None
        """What the grid shows: the place before, while the content of this one is on its way."""
        self._photos = 0
        self._on_arrival: Callable[[], object] | None = None
        self._browser = Browser(library, background, self)
        self._browser.ready.connect(self._show)
        self._browser.failed.connect(self._fail)
        search.words_changed.connect(self.ask_words)
        search.question_changed.connect(question.show_query)
        search.pictures_dropped.connect(self.add_files)
        search.picture_pasted.connect(self._ask_image)
        sidebar.chosen.connect(lambda where: self.go(Place(where)))

    @property
    def place(self) -> Place:
        """Where the window is."""
        return self._history.current

    @property
    def can_go_back(self) -> bool:
        """Whether there is an earlier place."""
        return self._history.can_go_back

    @property
    def can_go_forward(self) -> bool:
        """Whether a place was gone back from."""
        return self._history.can_go_forward

    @property
    def has_arrived(self) -> bool:
        """Whether the grid shows what the place is about, not still what was shown before."""
        return self._shown == self.place

    def start(self) -> None:
        """Show the first place."""
        self._arrive()

    def go(self, place: Place) -> None:
        """Go to a place, unless the window is there."""
        if place != self.place:
            self._leave()
            self._history.go(place)
            self._arrive()

    def back(self) -> None:
        """Go to the place before, as it was left."""
        self._leave()
        self._history.back()
        self._arrive()

    def forward(self) -> None:
        """Go again where `back` came from."""
        self._leave()
        self._history.forward()
        self._arrive()

    def up(self) -> bool:
        """Leave similar photos or a search, as Esc does; say whether there was anything to leave."""
        above = self._history.up()
        if above is None:
            return False
        self.go(above)
        self._grid.setFocus()
        return True

    def ask_words(self, words: str) -> None:
        """Search for what words say while they are being typed; no words lead back to browsing."""
        words = " ".join(words.split())
        where = Where("all") if self.place.where.is_page else self.place.where
        if words:
            self._leave()
            self._history.go(Place(where, Words(words)))
            self._arrive(typing=True)
        elif self.place.question is not None:
            self._leave()
            self._history.go(Place(where))
            self._arrive(typing=True)

    def ask(self, text: str) -> None:
        """Ask a whole question of all photos."""
        self.go(Place(Where("all"), Words(" ".join(text.split()))))
        self.settle()
        self._grid.setFocus()

    def grid_selection(self) -> tuple[list[int], int | None]:
        """Return the photos that are selected, and the current one."""
        return self._grid.selected_ids(), self._grid.current_id()

    def select_again(self, chosen: tuple[list[int], int | None]) -> None:
        """Select what `grid_selection` returned, as far as it is still there."""
        selected, current = chosen
        self._grid.select(selected)
        if current is not None:
            self._grid.set_current(current)

    def settle(self) -> None:
        """Take the words on show for what was meant: the next ones are another search."""
        self._history.settle()
        self.settled.emit()

    def ask_photo(self, photo_id: int) -> None:
        """Show what looks like a photo of the library."""
        self.ask(like_photo(photo_id).text)

    def ask_file(self, path: bytes) -> None:
        """Show what looks like the picture in a file."""
        self.ask(like_file(path).text)

    def add_files(self, paths: Sequence[bytes]) -> None:
        """Ask for what looks like these pictures as well, or for nothing else if nothing is asked."""
        query = self._search.field.query
        for path in paths:
            query = with_example(query, file_name_of(path))
        if self._search.field.query:
            self.refine(query)
        else:
            self.ask(query.text)

    def refine(self, query: Query) -> None:
        """Ask another question in the place of the one on show, as a step of its own; nothing left is browsing."""
        self._search.field.tell()
        self.settle()
        where = Where("all") if self.place.where.is_page else self.place.where
        self.go(Place(where, Words(query.text) if query else None))
        self.settle()

    def show_photos(self, photo_ids: list[int]) -> None:
        """Show these among all photos, selected."""
        self.go(EVERYTHING)
        self.when_arrived(lambda: self._select(photo_ids))

    def when_arrived(self, do: Callable[[], object]) -> None:
        """Do something with what the place shows: now, or as soon as it does."""
        if self.has_arrived:
            do()
        else:
            self._on_arrival = do

    def choose_picture(self) -> None:
        """Let the person choose a picture file to find others like it."""
        title, where = self.tr("Find photos like this picture"), QStandardPaths.StandardLocation.PicturesLocation
        dialog = picture_dialog(self._grid.window(), title, where, self.tr("Pictures"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.add_files([os.path.realpath(os.fsencode(path))]))
        dialog.open()

    def refresh(self) -> None:
        """Bring what is on show up to date, soon."""
        self._browser.library_changed()

    def ask_anew(self) -> None:
        """Ask the question on show again at once, since it is answered in another way now."""
        self._browser.ask_anew()

    def use(self, wishes: Wishes) -> None:
        """Show answers in this order, and ask for them in this way."""
        self._question.answer.show_wishes(wishes)
        self.answer.use(wishes)
        self._browser.use(wishes.options)

    def folders_are(self, folders: list[Folder]) -> None:
        """Forget the places in folders that are no longer of the library, and name folders from these on."""
        self.answer.know_folders([folder.path for folder in folders])
        known = {folder.folder_id for folder in folders}
        before = self.place
        self._history.forget(lambda place: place.where.kind == "folder" and place.where.folder_id not in known)
        if self.place != before:
            self._arrive()

    def _ask_image(self, image: QImage) -> None:
        """Ask for what looks like a picture from the clipboard."""
        try:
            path = pasted_pictures.keep(image, self._library.path, self.tr("Pasted picture"))
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            sentence = self.tr("The disk with your library is full, so the picture can't be used.")
            self.failed.emit(StorageFull(sentence, self.tr("Free some space.")))
        else:
            self.add_files([path])

    def _leave(self) -> None:
        if self.has_arrived:
            self._history.remember(self._grid.place())

    def _arrive(self, *, typing: bool = False) -> None:
        place = self.place
        self._sidebar.select(place.where)
        if not typing:
            self._search.set_words(place.text)
        if place.question is None:
            self._question.clear()
        else:
            self._question.show_words(None)
        self._browser.show(place)
        self.moved.emit()

    def _show(self, content: Content) -> None:
        if content.place != self.place:
            return
        self._shown = content.place
        if content.result is not None:
            self.answer.show(content, content.result)
        elif content.listing is not None:
            self.answer.leave()
            if content.is_update:
                self._grid.update_listing(content.listing)
            else:
                self._grid.show_listing(content.listing, headings=content.place.where.kind != "recent")
        if not content.is_update:
            state = self._history.recall()
            self._grid.restore(state if isinstance(state, GridPlace) else None)
        self._grid.set_offline(content.offline)
        if content.result is not None:
            self._question.settle()
            self._question.answer.show_count(content)
        self._photos = content.coverage.photos
        self.arrived.emit(content)
        do, self._on_arrival = self._on_arrival, None
        if do is not None:
            do()

    def _select(self, photo_ids: list[int]) -> None:
        if self.place != EVERYTHING:
            return
        self._grid.select(photo_ids)
        if chosen := self._grid.selected_ids():
            self._grid.set_current(chosen[0])
        if self._grid.count < self._photos:  # So far it is the first page alone.
            self._on_arrival = lambda: self._select(photo_ids)

    def _fail(self, error: Exception) -> None:
        """Say why there is no answer, and stay where one was."""
        self.failed.emit(error)
        if self.place.question is not None and self.place.question.has_pictures:
            self.up()
