"""A catalog that photos are put into by what they are called and what is known of them."""

from __future__ import annotations

import itertools
import os
from dataclasses import fields
from pathlib import Path

from photo_search.catalog.catalog import Catalog
from photo_search.catalog.changes import Batch, Holding
from photo_search.catalog.places import write_places
from photo_search.records import FileStamp, Folder, FoundFile, Metadata, PhotoContent, Place, SpaceIdentity

SPACE = SpaceIdentity("test", "1", "float32", 1, 4)
_METADATA = {field.name for field in fields(Metadata)}

MUNICH = Place("Munich", "Bavaria", "Germany", "DE", ("München", "Muenchen", "Bayern"), 48.14, 11.58)


class Shelf:
    """Photos are known by the names of their files, below the folder “Pictures”."""

    def __init__(self, path: Path) -> None:
        self.root = os.fsencode(path / "home" / "Pictures")
        if not (path / "catalog.sqlite").exists():
            Catalog.create(path / "catalog.sqlite")
        self.catalog = Catalog.open(path / "catalog.sqlite")
        self.folder: Folder = self.catalog.folders.add(self.root)
        self._numbers = itertools.count(1)
        self.ids: dict[str, int] = {}

    def put(self, name: str | bytes, *, place: Place | None = None, **known: object) -> int:
        """Add a photo whose file lies at `name` below the folder; `known` are fields of its content and metadata."""
        path = os.path.join(self.root, os.fsencode(name))
        content_hash = next(self._numbers).to_bytes(20, "big")
        content = {"byte_size": 1000, "format": "JPEG", "width": 40, "height": 30, "dominant_colour": 0} | {
            key: value for key, value in known.items() if key not in _METADATA
        }
        metadata = Metadata(**{key: value for key, value in known.items() if key in _METADATA})  # type: ignore[arg-type]
        batch = Batch(self.catalog.embeddings.space(SPACE))
        batch.contents.append(PhotoContent(content_hash, metadata=metadata, **content))  # type: ignore[arg-type]
        batch.holdings.append(Holding(self.folder.folder_id, self.found(path), content_hash))
        self.catalog.write(batch).result()
        photo_id = self.catalog.photos.id_of(content_hash)
        assert photo_id is not None
        if place is not None:
            self.catalog._database.write(lambda connection: write_places(connection, {photo_id: place}))
        self.ids[os.fsdecode(name)] = photo_id
        return photo_id

    @staticmethod
    def found(path: bytes) -> FoundFile:
        return FoundFile(path, FileStamp(10, 2, 3, 4))

    def names(self, photo_ids: object) -> set[str]:
        """Return what the photos with these ids were put in as."""
        known = {photo_id: name for name, photo_id in self.ids.items()}
        return {known[int(photo_id)] for photo_id in photo_ids}  # type: ignore[attr-defined]

    def close(self) -> None:
        self.catalog.close()
