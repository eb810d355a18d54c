"""The façade: one library of photos, with everything that a front end may ask of it."""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from pathlib import Path
from types import TracebackType
from typing import Self

from photo_search import doctor
from photo_search.asking import Asking
from photo_search.catalog.folders import relative
from photo_search.catalog.listing import Listing
from photo_search.errors import (
    FolderUnusable,
    LibraryInUse,
    LibraryReadOnly,
    NoSuchPhoto,
    StorageFull,
)
from photo_search.examples import Embedded
from photo_search.indexing.attention import Attention
from photo_search.indexing.folder_rules import FolderRules
from photo_search.indexing.indexer import IndexOptions, start_indexing
from photo_search.indexing.picture import Picture
from photo_search.indexing.picture_reader import PictureReader
from photo_search.indexing.run import IndexRun
from photo_search.insight.insight import Insight
from photo_search.library_files import OpenFiles, open_files, restore_catalog
from photo_search.model_spaces import ModelSpaces
from photo_search.models.spec import ModelSpec, read_spec
from photo_search.models.store import ModelStore
from photo_search.paths import default_library, display_path, real_path
from photo_search.records import (
    Coverage,
    Filters,
    Folder,
    IndexReport,
    Photo,
    Problem,
    SearchOptions,
    SearchResult,
    Suggestion,
)
from photo_search.space_lineup import SpaceLineup

_log = logging.getLogger(__name__)


class Library:
    """An open library. One process may have it open for writing; any number may read.

    Methods may be called from any thread. Close it when done, or use it as a context manager.
    """

    def __init__(
        self, path: Path, files: OpenFiles, store: ModelStore | None = None, model: ModelSpec | None = None
    ) -> None:
        self.path = path
        self._catalog, self._thumbnails, self._lock = files
        self.saved = self._catalog.saved
        self.asked = self._catalog.asked
        self._guard = threading.Lock()
        self._run: IndexRun | None = None
        self._reader: PictureReader | None = None
        self._attention = Attention()
        store = store or ModelStore()
        self._lineup = SpaceLineup(self._catalog, path, store, self._pictures, model)
        self.asking = Asking(self._catalog, self._lineup)
        self.insight = Insight(
            self._catalog, self._thumbnails, self._lineup, self.asking, self._pictures, path / "index"
        )
        self.models = ModelSpaces(
            self._catalog,
            store,
            self._lineup,
            self._attention,
            lambda request: self._pictures().decode(request),
            lambda: self._run is not None and not self._run.future.done(),
        )

    @classmethod
    def open(
        cls,
        path: Path | None = None,
        *,
        read_only: bool = False,
        model: Path | None = None,
        models: Path | None = None,
    ) -> Library:
        """Open the library in the folder `path` (default: the user's own), making it if it is absent.

        The model in the folder `model` answers in this session, whatever the library says; `models` is the folder of
        all others (default: the user's own). Raises LibraryAbsent (only if `read_only`), NotALibrary, LibraryTooNew,
        LibraryInUse, LibraryReadOnly, StorageFull or ModelUnusable.
        """
        path = (path or default_library()).absolute()
        spec = None if model is None else read_spec(model)
        return cls(path, open_files(path, read_only=read_only), ModelStore(models), spec)

    @property
    def spec(self) -> ModelSpec:
        """The model that answers now."""
        return self._lineup.standing().spec

    @classmethod
    def restore(cls, path: Path | None = None) -> str:
        """Put a damaged catalog aside and bring back the newest good backup; say what was done.

        Photos that came after the backup are found again by the next index run. Raises LibraryInUse or
        LibraryReadOnly.
        """
        return restore_catalog((path or default_library()).absolute())

    # Folders

    def folders(self) -> list[Folder]:
        """Return the library's folders."""
        return self._catalog.folders.all()

    def add_folder(self, path: str | bytes | Path, exclusions: Iterable[str] = ()) -> Folder:
        """Add a folder; nothing is read before the next index run.

        Raises FolderUnusable if it is absent, no folder, unreadable, or part of the library already, and for
        exclusions that are no patterns.
        """
        where = real_path(path)
        if not os.path.isdir(where):
            what = "isn't a folder" if os.path.lexists(where) else "isn't there"
            raise FolderUnusable(f"“{display_path(where)}” {what}.", "Check the name, or plug in its drive.")
        try:
            with os.scandir(where):
                pass
        except OSError as error:
            raise FolderUnusable(
                f"“{display_path(where)}” can't be opened ({error.strerror}).", "Give yourself permission to read it."
            ) from error
        patterns = tuple(exclusions)
        FolderRules(where, patterns)  # Refuses a pattern that is none now, rather than in the middle of a run.
        return self._catalog.folders.add(where, patterns)

    def folder_of(self, path: str | bytes | Path) -> Folder | None:
        """Return the library's folder that is, or holds, the place `path`."""
        where = real_path(path)
        for folder in self.folders():
            if relative(folder.path, where) is not None:
                return folder
        return None

    def set_exclusions(self, folder_id: int, patterns: Iterable[str]) -> None:
        """Replace what is left out of a folder (patterns as in .gitignore), from the next index run on.

        Raises FolderUnusable for what is no pattern.
        """
        wanted = tuple(patterns)
        FolderRules(b"", wanted)
        self._catalog.folders.set_exclusions(folder_id, wanted)

    def remove_folder(self, folder_id: int, *, forget: bool = False) -> None:
        """Take a folder out of the library; its photo files stay where they are, untouched.

        What was read from its photos is kept for its return, unless `forget`.
        """
        self._catalog.folders.remove(folder_id)
        if forget:
            self._forget_unused()

    def forget_missing(self, folder_id: int) -> int:
        """Forget the files of a folder that are gone, and what was read from photos that no file holds any more.

        Returns the number of files.
        """
        files = self._catalog.folders.forget_missing(folder_id)
        self._forget_unused()
        return files

    # Indexing

    def index(
        self,
        folder_ids: Iterable[int] | None = None,
        *,
        options: IndexOptions | None = None,
        accept_missing: Iterable[int] = (),
    ) -> IndexRun:
        """Bring the library in step with its folders, in the background; return the run's handle.

        Folders in `accept_missing` are believed when they are suddenly (nearly) empty. Raises LibraryInUse if a
        run is under way, LibraryReadOnly if opened for reading. Where a model is to take over, it learns what it lacks
        once all is read, and answers when it knows everything that can be read.
        """
        if self._lock is None:
            raise LibraryReadOnly(f"The library at {self.path} is open for reading only.")
        wanted = None if folder_ids is None else set(folder_ids)
        folders = [folder for folder in self.folders() if wanted is None or folder.folder_id in wanted]
        with self._guard:
            if self._run is not None and not self._run.future.done():
                raise LibraryInUse("The library is being indexed already.", "Wait for that to end, or cancel it.")
            self._run = start_indexing(
                self._catalog,
                self._thumbnails,
                self.models.target(),
                folders,
                options=options or IndexOptions(),
                accept_missing=frozenset(accept_missing),
                coming=self.models.learning,
                afterwards=self._keep_house,
            )
            return self._run

    def read_again(self, photo_ids: Sequence[int] = (), problems: Iterable[Problem] = ()) -> None:
        """Make the next index run read these photos, or files that failed, again."""
        self._catalog.read_again(photo_ids, [(problem.folder_id, problem.path) for problem in problems])

    # Searching

    def search(
        self,
        text: str,
        filters: Filters | None = None,
        *,
        limit: int = 50,
        offset: int = 0,
        model: str | None = None,
        options: SearchOptions | None = None,
    ) -> SearchResult:
        """Return the photos that answer `text`, best first; with `model`, as that one alone sees it.

        The text may hold everything that `searching/query.py` tells of. Raises ModelUnusable, or NoSuchModel.
        """
        result = self.asking.answer(
            text,
            filters or Filters(),
            options or SearchOptions(),
            limit=limit,
            offset=offset,
            spec=None if model is None else self.models.spec(model),
        )
        return self._noted(result)

    def similar(
        self,
        photo_id: int,
        filters: Filters | None = None,
        *,
        limit: int = 50,
        offset: int = 0,
        model: str | None = None,
        options: SearchOptions | None = None,
    ) -> SearchResult:
        """Return the photos that look like one of the library, without itself.

        Raises NoSuchPhoto; with a `model`, as `search` does.
        """
        spec = None if model is None else self.models.spec(model)
        result = self.asking.like_photo(
            photo_id, filters or Filters(), options or SearchOptions(), limit=limit, offset=offset, spec=spec
        )
        return self._noted(result)

    def similar_to_file(
        self,
        path: str | bytes | Path,
        filters: Filters | None = None,
        *,
        limit: int = 50,
        offset: int = 0,
        model: str | None = None,
        options: SearchOptions | None = None,
    ) -> SearchResult:
        """Return the photos that look like the picture in a file, in the library or not.

        A file of the library is left out of its own answer. Raises UnreadablePhoto; with a `model`, as `search` does.
        """
        spec = None if model is None else self.models.spec(model)
        result = self.asking.like_file(
            real_path(path), filters or Filters(), options or SearchOptions(), limit=limit, offset=offset, spec=spec
        )
        return self._noted(result)

    def suggest(self, text: str, limit: int = 8) -> list[Suggestion]:
        """Return how the last word of `text` may go on: the person's tags, places, folders and cameras, and filters."""
        return self._catalog.words.suggest(text, limit)

    def embed_texts(self, texts: Sequence[str]) -> Embedded:
        """Return the vectors of phrases by the model that answers now. Raises ModelUnusable."""
        spec = self.spec
        return Embedded(spec.space, self._lineup.warm(spec).examples.of_texts(texts))

    def embed_picture(self, content: bytes) -> Embedded:
        """Return the vector of a picture, given the content of its file. Raises UnreadablePhoto or ModelUnusable."""
        spec = self.spec
        return Embedded(spec.space, self._lineup.warm(spec).examples.of_content(content)[None])

    def coverage(self) -> Coverage:
        """Return how much of the library a search sees now."""
        return self._lineup.search().coverage()

    # Photos

    def listing(
        self, filters: Filters | None = None, *, by_arrival: bool = False, newest: int | None = None
    ) -> Listing:
        """Return what a grid needs of every photo, or the `newest` ones: by their date, or by when they came."""
        return self._catalog.photos.listing(filters or Filters(), by_arrival=by_arrival, newest=newest)

    def offline_photos(self) -> frozenset[int]:
        """Return the photos that can be found but not opened now, for want of a drive or folder."""
        return frozenset(self._catalog.photos.offline_ids().tolist())

    def version(self) -> int:
        """Return a number that differs whenever the library's content changed since the last call."""
        return self._catalog.version()

    def photos(self, photo_ids: Sequence[int]) -> list[Photo]:
        """Return the photos with these ids, in this order; unknown ids are left out."""
        return self._catalog.photos.get(photo_ids)

    def thumbnail(self, photo_id: int) -> bytes | None:
        """Return a photo's thumbnail, a JPEG of at most 512 px, or None if there is none."""
        content_hash = self._catalog.photos.content_hash(photo_id)
        return None if content_hash is None else self._thumbnails.get(content_hash)

    def picture(self, photo_id: int, max_side: int | None = None) -> Future[Picture]:
        """Read a photo's picture, its longer side cut down to `max_side` pixels.

        The future raises NoSuchPhoto, or UnreadablePhoto with the reason: an absent drive, a file that is gone.
        """
        self._attention.note([photo_id])
        photos = self._catalog.photos.get([photo_id])
        if photos:
            return self._pictures().read(photos[0], max_side)
        absent: Future[Picture] = Future()
        absent.set_exception(NoSuchPhoto(f"The library has no photo number {photo_id}."))
        return absent

    def expect_pictures(self) -> None:
        """Start what reads pictures, so that the first comes as quickly as those after it."""
        self._pictures().warm_up()

    def picture_in(self, path: bytes, max_side: int) -> Future[Picture]:
        """Read the picture in any file; the future raises UnreadablePhoto."""
        return self._pictures().read_file(path, max_side)

    def problems(self) -> list[Problem]:
        """Return the files and folders that could not be read, with the reasons."""
        return self._catalog.photos.problems()

    # Care

    def clear_thumbnails(self) -> None:
        """Remove the thumbnails that the next index run can make anew; those of offline photos stay."""
        photos = self._catalog.photos.hashes_at_hand()
        self._thumbnails.remove_many(photos)
        self._catalog.read_again(list(photos.values()))

    def check(self, *, repair: bool = False) -> list[doctor.Finding]:
        """Check everything against everything; with `repair`, mend what can be made anew. Empty if all is well."""
        indexes = [self._lineup.index(entry.space_id, entry.identity) for entry in self._catalog.embeddings.spaces()]
        findings = doctor.examine(self._catalog, self._thumbnails, indexes, repair=repair)
        if repair and findings:
            self._lineup.start_anew()
        return findings

    def close(self) -> None:
        """Stop a run under way, keeping what it did, and close every file."""
        if self._run is not None:
            self._run.cancel()
            # How it ended was its caller's to hear.
            self._run.future.exception()
        if self._reader is not None:
            self._reader.close()
        self.insight.close()
        self.models.close()
        self._lineup.close()
        self._thumbnails.close()
        self._catalog.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def _noted(self, result: SearchResult) -> SearchResult:
        self._attention.note(hit.photo_id for hit in result.hits)
        return result

    def _pictures(self) -> PictureReader:
        with self._guard:
            if self._reader is None:
                self._reader = PictureReader(self.spec.image, self.folders)
            return self._reader

    def _keep_house(self, report: IndexReport) -> None:
        """Leave a snapshot and now and then a backup; neither is worth failing a run for."""
        if not (report.embedded or report.learned or report.new or report.gone or report.moved):
            return
        try:
            if self._catalog.backups.due():
                self._catalog.backups.make()
            self._lineup.save_indexes()
        except (sqlite3.Error, OSError, StorageFull) as error:
            _log.warning("No backup or snapshot was made: %s", error)

    def _forget_unused(self) -> None:
        self._thumbnails.remove_many(self._catalog.forget_unused())
