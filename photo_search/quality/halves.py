"""Described photos, divided into a half to tune on and a half to report on, each read into a library of its own."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import numpy as np
import numpy.typing as npt

from photo_search.comparison.captions import Captioned
from photo_search.errors import ComparisonUnusable
from photo_search.indexing.indexer import IndexOptions
from photo_search.indexing.run import IndexRun
from photo_search.library import Library
from photo_search.models.spec import ModelSpec
from photo_search.records import Expansion, IndexReport, SearchOptions

Bools = npt.NDArray[np.bool_]
Watch = Callable[[IndexRun], IndexReport]

_JPEG = b"\xff\xd8"
_XMP = b"http://ns.adobe.com/xap/1.0/\x00"
_PACKET = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description><rdf:Alt>'
    '<rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:description></rdf:Description></rdf:RDF></x:xmpmeta>'
)


@dataclass(frozen=True, slots=True)
class Answer:
    """All photos of a half by their rows, best first, int64 [n], with their cosines, and which of them match."""

    rows: npt.NDArray[np.int64]
    cosines: npt.NDArray[np.float64]
    matches: Bools

    def of(self, relevant: Bools) -> Bools:
        """Return which of the photos, in the order of the answer, are `relevant`, a mark for each row."""
        return relevant[self.rows]

    def without(self, rows: Sequence[int]) -> Answer:
        """Return the answer without some photos."""
        kept = ~np.isin(self.rows, rows)
        return Answer(self.rows[kept], self.cosines[kept], self.matches[kept])


class Half:
    """A half of the photos in a library that is open. A photo's row is its place in `photos` and in `ids`.

    `written` are the rows of those photos whose file holds the first of their captions.
    """

    def __init__(
        self, library: Library, photos: Sequence[Captioned], ids: Sequence[int], written: Sequence[int]
    ) -> None:
        self.photos = tuple(photos)
        self.ids = tuple(ids)
        self.written = tuple(written)
        self._library = library
        self._rows = {photo_id: row for row, photo_id in enumerate(ids)}

    def labels(self) -> dict[str, Bools]:
        """Return which photos have each label that some photo has."""
        names = sorted({label for photo in self.photos for label in photo.labels})
        return {name: np.array([name in photo.labels for photo in self.photos]) for name in names}

    def ask(self, text: str, expansion: Expansion = Expansion.OFF, *, names: bool = False) -> Answer:
        """Return what the library answers to `text`."""
        options = SearchOptions(expansion=expansion, names=names)
        found = self._library.search(text, limit=len(self.ids), options=options).hits
        hits = [hit for hit in found if hit.photo_id in self._rows]
        return Answer(
            np.array([self._rows[hit.photo_id] for hit in hits], np.int64),
            np.array([hit.cosine for hit in hits]),
            np.array([hit.matches for hit in hits], np.bool_),
        )


def divide(captioned: Sequence[Captioned]) -> tuple[list[Captioned], list[Captioned]]:
    """Return the half to tune on and the half to report on; the same files always fall into the same halves."""
    order = sorted(captioned, key=lambda photo: hashlib.blake2b(os.path.basename(photo.file), digest_size=8).digest())
    return order[: len(order) // 2], order[len(order) // 2 :]


@contextmanager
def opened_half(spec: ModelSpec, captioned: Sequence[Captioned], scratch: Path, watch: Watch) -> Iterator[Half]:
    """Have a model read copies of the photos into a new library in the folder `scratch`, open while the block runs.

    The copies of every other JPEG photo hold the first of its captions. Raises ModelUnusable or StorageFull, and
    ComparisonUnusable if no photo could be read.
    """
    folder = scratch / "photos"
    folder.mkdir(parents=True)
    copies: dict[bytes, tuple[Captioned, bool]] = {}
    for number, photo in enumerate(captioned):
        copy = folder / f"{number}{os.path.splitext(os.fsdecode(photo.file))[1]}"
        caption = photo.captions[0] if photo.captions and number % 2 else ""
        if os.path.isfile(photo.file):
            copies[os.path.realpath(os.fsencode(copy))] = photo, _copy(photo.file, copy, caption)
    with Library.open(scratch / "library", model=spec.folder) as library:
        library.add_folder(folder)
        watch(library.index(options=IndexOptions(low_priority=False)))
        known = library.photos(library.listing().photo_ids.tolist())
        read = [(photo.photo_id, copies[photo.files[0].path]) for photo in known if photo.files]
        if not read:
            raise ComparisonUnusable("None of the described photos can be read.", "Name their folder with --photos.")
        photos = [photo for _, (photo, _) in read]
        written = [row for row, (_, (_, holds)) in enumerate(read) if holds]
        yield Half(library, photos, [photo_id for photo_id, _ in read], written)


def _copy(source: bytes, target: Path, caption: str) -> bool:
    """Copy a photo; say whether its copy holds the caption. Format: XMP specification, part 3, section 1.1.3 (JPEG)."""
    data = Path(os.fsdecode(source)).read_bytes() if caption else b""
    if not data.startswith(_JPEG):
        shutil.copyfile(source, target)
        return False
    segment = _XMP + _PACKET.format(escape(caption)).encode()
    target.write_bytes(_JPEG + b"\xff\xe1" + (len(segment) + 2).to_bytes(2, "big") + segment + data[len(_JPEG) :])
    return True
