"""What the tests of the scanner share: a catalog in its least form, and photos to put into folders."""

from __future__ import annotations

import os
from pathlib import Path

from photo_search.indexing.folder_walk import stamp_of
from photo_search.indexing.scanner import (
    Back,
    Changed,
    Excluded,
    Finished,
    Gone,
    Moved,
    New,
    Offline,
    ScanEvent,
    Snapshot,
    scan,
)
from photo_search.records import FoundFile, KnownFile


class Shelf:
    """The least that a catalog does with a scan: it believes every event, and takes each file for a photo."""

    def __init__(self, *roots: Path) -> None:
        self.roots = roots
        self.files: dict[int, KnownFile] = {}
        self._next_id = 1

    def look(
        self, *exclusions: str, folder: int = 0, accept_missing: bool = False, snapshot: Snapshot | None = None
    ) -> list[ScanEvent]:
        events = []
        snapshot = snapshot or self.snapshot()
        root = os.fsencode(self.roots[folder])
        for event in scan(root, snapshot, exclusions, folder_id=folder, accept_missing=accept_missing):
            self._believe(event, folder)
            events.append(event)
        assert [isinstance(e, Finished | Offline) for e in events] == [False] * (len(events) - 1) + [True]
        return events

    def snapshot(self) -> Snapshot:
        return Snapshot(self.files.values())

    def known(self, name: str | bytes, folder: int = 0) -> KnownFile:
        path = os.path.join(os.fsencode(self.roots[folder]), os.fsencode(name))
        return next(f for f in self.files.values() if f.path == path)

    def _believe(self, event: ScanEvent, folder: int) -> None:
        match event:
            case New(found):
                self.files[self._next_id] = KnownFile(
                    self._next_id, folder, found.path, found.stamp, missing=False, photo_id=self._next_id
                )
                self._next_id += 1
            case Changed(known, found) | Moved(known, found):
                self.files[known.file_id] = known._replace(
                    folder_id=folder, path=found.path, stamp=found.stamp, missing=False
                )
            case Back(known):
                self.files[known.file_id] = known._replace(missing=False)
            case Gone(known) | Excluded(known):
                self.files[known.file_id] = known._replace(missing=True)


def put(path: Path, content: bytes = b"a picture") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def fill(root: Path, count: int) -> list[Path]:
    return [put(root / f"IMG_{i:04}.jpg", b"photo %d" % i) for i in range(count)]


def found(path: Path) -> FoundFile:
    return FoundFile(os.fsencode(path), stamp_of(path.lstat()))


def names(events: list[ScanEvent]) -> set[str]:
    return {os.path.basename(os.fsdecode(e.found.path)) for e in events if isinstance(e, New)}
