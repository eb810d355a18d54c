"""Takes the window from place to place: asks the library, and has the grid and the bars show what comes."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog

from photo_search.desktop.background import Background
from photo_search.desktop.browser import Browser, Content
from photo_search.desktop.library_source import LibrarySource
from photo_search.desktop.navigation import EVERYTHING, History, LikeFile, LikePhoto, Place, Where, Words
from photo_search.desktop.photo_grid import GridPlace, PhotoGrid
from photo_search.desktop.question_bar import QuestionBar
from photo_search.desktop.search_bar import SearchBar
from photo_search.desktop.sidebar import Sidebar
from photo_search.indexing.formats import EXTENSIONS
from photo_search.paths import display_path
from photo_search.records import Folder

if TYPE_CHECKING:
    from photo_search.library import Library


class Navigator(QObject):
    """Knows where the window is.

    `arrived` carries the Content that is on show, also when it was only brought up to date.
    """

    arrived = Signal(object)
    moved = Signal()
    """The place is another one; what it shows may still be on its way."""

    failed = Signal(Exception)

    def __init__(
        self,
        library: Library,
        background: Background,
        source: LibrarySource,
        grid: PhotoGrid,
        search: SearchBar,
        question: QuestionBar,
        sidebar: Sidebar,
    ) -> None:
        super().__init__(grid)
        self._background = background
        self._source = source
        self._grid = grid
        self._search = search
        self._question = question
        self._sidebar = sidebar
        self._history = History()
        self._scores: dict[int, float] | None = None
        self._shows_scores = False
        self._shown: Place | None = None
        """What the grid shows: the place before, while the content of this one is on its way."""
        self._photos = 0
        self._on_arrival: Callable[[], object] | None = None
        self._pasted: tempfile.TemporaryDirectory[str] | None = None
        self._pastes = 0
        self._browser = Browser(library, background, self)
        self._browser.ready.connect(self._show)
        self._browser.failed.connect(self._fail)
        search.words_changed.connect(self.ask_words)
        search.picture_dropped.connect(self.ask_file)
        search.picture_pasted.connect(self._ask_image)
        question.closed.connect(self.up)
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
        where = Where("all") if self.place.where.kind == "problems" else self.place.where
        if words:
            self._leave()
            self._history.go(Place(where, Words(words)))
            self._arrive(typing=True)
        elif isinstance(self.place.question, Words):
            self._leave()
            self._history.go(Place(where))
            self._arrive(typing=True)

    def settle(self) -> None:
        """Take the words on show for what was meant: the next ones are another search."""
        self._history.settle()

    def ask_photo(self, photo_id: int) -> None:
        """Show what looks like a photo of the library."""
        self.go(Place(Where("all"), LikePhoto(photo_id)))
        self._grid.setFocus()

    def ask_file(self, path: bytes) -> None:
        """Show what looks like the picture in a file."""
        self.go(Place(Where("all"), LikeFile(path)))
        self._grid.setFocus()

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
        start = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        kinds = " ".join(f"*{suffix.decode()}" for suffix in sorted(EXTENSIONS))
        title, pictures = self.tr("Find photos like this picture"), self.tr("Pictures")
        dialog = QFileDialog(self._grid.window(), title, start, f"{pictures} ({kinds})")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.ask_file(os.path.realpath(os.fsencode(path))))
        dialog.open()

    def refresh(self) -> None:
        """Bring what is on show up to date, soon."""
        self._browser.library_changed()

    def show_scores(self, shown: bool) -> None:
        """Show on each hit how well it matches, or don't."""
        self._shows_scores = shown
        self._grid.set_scores(self._scores if shown else None)

    def folders_are(self, folders: list[Folder]) -> None:
        """Forget the places in folders that are no longer of the library."""
        known = {folder.folder_id for folder in folders}
        before = self.place
        self._history.forget(lambda place: place.where.kind == "folder" and place.where.folder_id not in known)
        if self.place != before:
            self._arrive()

    def close(self) -> None:
        """Remove the files that pictures from the clipboard were kept in."""
        if self._pasted is not None:
            self._pasted.cleanup()

    def _ask_image(self, image: QImage) -> None:
        """Ask for what looks like a picture from the clipboard, through a file that only we can read."""
        if self._pasted is None:
            self._pasted = tempfile.TemporaryDirectory(prefix="photo_search-")
        # Each keeps a file of its own: there is a way back to it.
        self._pastes += 1
        folder = os.path.join(self._pasted.name, str(self._pastes))
        os.mkdir(folder)
        path = os.path.join(folder, self.tr("Pasted picture") + ".png")
        image.save(path)
        self.ask_file(os.fsencode(path))

    def _leave(self) -> None:
        if self.has_arrived:
            self._history.remember(self._grid.place())

    def _arrive(self, *, typing: bool = False) -> None:
        place = self.place
        self._sidebar.select(place.where)
        if not typing:
            self._search.set_words(place.question.text if isinstance(place.question, Words) else "")
        match place.question:
            case None:
                self._question.clear()
            case Words():
                self._question.show_words(None)
            case LikePhoto(photo_id):
                self._show_example(photo_id)
            case LikeFile(path):
                self._question.show_similar(None, display_path(os.path.basename(path)), None)
        self._browser.show(place)
        self.moved.emit()

    def _show(self, content: Content) -> None:
        if content.place != self.place:
            return
        question = content.place.question
        browsing = question is None
        self._shown = content.place
        if content.is_update:
            # Photos that came in keep what is on the screen in its place; but the best matches belong on top, for
            # as long as nobody has gone on from there.
            on_top = not browsing and self._grid.verticalScrollBar().value() == 0 and not self._grid.selected_count
            self._grid.update_listing(content.listing)
            if on_top:
                self._grid.verticalScrollBar().setValue(0)
        else:
            self._grid.show_listing(content.listing, headings=browsing and content.place.where.kind != "recent")
            state = self._history.recall()
            self._grid.restore(state if isinstance(state, GridPlace) else None)
        self._grid.set_offline(content.offline)
        self._scores = content.scores
        self._grid.set_scores(self._scores if self._shows_scores else None)
        match question:
            case Words() if len(content.listing.photo_ids):
                self._question.settle(self.tr("Best matches first"))
            case Words():
                self._question.clear()
            case LikePhoto():
                self._question.settle()
            case LikeFile(path):
                self._question.show_similar(content.example, display_path(os.path.basename(path)), None)
                self._question.settle()
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

    def _show_example(self, photo_id: int) -> None:
        def read() -> tuple[QImage | None, str]:
            jpeg, photo = self._source.thumbnail(photo_id), self._source.photo(photo_id)
            name = display_path(os.path.basename(photo.files[0].path)) if photo and photo.files else ""
            return QImage.fromData(jpeg) if jpeg else None, name

        def show(found: tuple[QImage | None, str]) -> None:
            if self.place.question == LikePhoto(photo_id):
                self._question.show_similar(*found, None)
                self._question.settle()

        self._background.read(read, show, key="example", context=self)

    def _fail(self, error: Exception) -> None:
        """Say why there is no answer, and stay where one was."""
        self.failed.emit(error)
        if self.place.question is not None and not isinstance(self.place.question, Words):
            self.up()
