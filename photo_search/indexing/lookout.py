"""Looks through the folders of a library ahead of the reading, and says what there is to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from photo_search.catalog.catalog import Catalog
from photo_search.indexing import scanner
from photo_search.indexing.folder_walk import Unreadable
from photo_search.records import Folder, FoundFile


@dataclass(frozen=True, slots=True)
class ToRead:
    """A file to read. `known` says that its path was known; `anew` that even a known content is decoded again.

    One that is `counted` was seen as unchanged, and is among the files found already.
    """

    folder_id: int
    found: FoundFile
    known: bool
    anew: bool
    counted: bool = False


@dataclass(frozen=True, slots=True)
class Noted:
    """Something about a folder that needs no reading; Finished or Offline is the last of each folder."""

    folder: Folder
    event: (
        scanner.Moved | scanner.Back | scanner.Excluded | scanner.Gone | scanner.Offline | scanner.Finished | Unreadable
    )


Finding = ToRead | Noted


def look(
    catalog: Catalog, folders: Sequence[Folder], space_id: int, accept_missing: frozenset[int] = frozenset()
) -> Iterator[Finding]:
    """Yield what differs in `folders` from the catalog, then the photos that a model space lacks.

    Gone files come after all folders were seen: until then each may turn up elsewhere.
    """
    snapshot = scanner.Snapshot(catalog.photos.known_files())
    gone: list[Noted] = []
    moved: set[int] = set()
    reading: set[bytes] = set()
    for folder in folders:
        for event in scanner.scan(
            folder.path,
            snapshot,
            folder.exclusions,
            folder_id=folder.folder_id,
            accept_missing=folder.folder_id in accept_missing,
        ):
            match event:
                case scanner.New(found):
                    reading.add(found.path)
                    yield ToRead(folder.folder_id, found, known=False, anew=False)
                case scanner.Changed(known, found):
                    reading.add(found.path)
                    yield ToRead(folder.folder_id, found, known=True, anew=known.stamp.size < 0)
                case scanner.Gone():
                    gone.append(Noted(folder, event))
                case scanner.Moved(known, _):
                    moved.add(known.file_id)
                    yield Noted(folder, event)
                case _:
                    _note_presence(catalog, folder, event)
                    yield Noted(folder, event)
    for note in gone:
        if isinstance(note.event, scanner.Gone) and note.event.known.file_id not in moved:
            yield note
    photos, embedded, _, _ = catalog.photos.counts(space_id)
    if embedded < photos:
        for pending in catalog.embeddings.pending(space_id):
            if pending.found.path not in reading:
                yield ToRead(pending.folder_id, pending.found, known=True, anew=True, counted=True)


def _note_presence(catalog: Catalog, folder: Folder, event: object) -> None:
    """Write at once whether a folder can be seen: photos that lie in it may be lacking, and can be read now or not."""
    if isinstance(event, scanner.Offline):
        catalog.folders.set_offline(folder.folder_id, event.sentence)
    elif isinstance(event, scanner.Finished) and folder.offline is not None:
        catalog.folders.set_offline(folder.folder_id, None)
