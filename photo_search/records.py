"""The frozen records that travel between the parts; they hold facts and know nobody."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum, StrEnum
from typing import NamedTuple


class FileStamp(NamedTuple):
    """What tells that a file is still the one we knew, without reading it.

    Times are nanoseconds since 1970; `inode` is 0 where the system has none to give cheaply.
    """

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int


class KnownFile(NamedTuple):
    """A file as the catalog remembers it. `path` is absolute, in the bytes the system gave.

    `photo_id` is None for a file that could not be read.
    """

    file_id: int
    folder_id: int
    path: bytes
    stamp: FileStamp
    missing: bool
    photo_id: int | None


class FoundFile(NamedTuple):
    """A file as the scanner sees it now. `path` is absolute, in the bytes the system gave."""

    path: bytes
    stamp: FileStamp


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the camera and the person wrote into a photo.

    `taken` is the wall-clock time where the photo was taken, without a zone; `taken_offset` is that
    clock's distance from UTC in minutes, where the file says it. A date that comes from the file's name
    or time is marked by `taken_guessed`. Latitude and longitude are degrees, north and east positive.
    `orientation` is the EXIF value 1..8. `rating` runs from -1 (rejected) to 5.
    """

    taken: datetime | None = None
    taken_offset: int | None = None
    taken_guessed: bool = False
    camera_make: str | None = None
    camera_model: str | None = None
    lens: str | None = None
    exposure_s: float | None = None
    f_number: float | None = None
    iso: int | None = None
    focal_mm: float | None = None
    latitude: float | None = None
    longitude: float | None = None
    altitude_m: float | None = None
    orientation: int = 1
    rating: int | None = None
    caption: str | None = None
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PhotoContent:
    """What one decoding tells of a picture, whichever file holds it; `content_hash` is the identity.

    Width and height are those of the upright picture, in pixels; `dominant_colour` is 0xRRGGBB.
    """

    content_hash: bytes
    byte_size: int
    format: str
    width: int
    height: int
    dominant_colour: int
    metadata: Metadata


@dataclass(frozen=True, slots=True)
class SpaceIdentity:
    """What vectors must share to be comparable: the same weights, fed in the same way.

    `preprocessing` is the version of our own steps from pixels and words to a model's input.
    """

    model: str
    revision: str
    variant: str
    preprocessing: int
    dimension: int


class SpaceRole(StrEnum):
    """What a model space is used for. Any other is kept for the day when it is asked for."""

    ANSWERING = "answering"
    COMING = "coming"
    """Being prepared to answer."""
    PREVIOUS = "previous"
    """Answered before; the one to go back to."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of the library. `path` is absolute; `exclusions` are patterns as in .gitignore.

    `offline` holds the sentence that says why the folder can't be seen now, or is None. `photos` counts
    the photos that have a file in it, absent files of an offline folder included.
    """

    folder_id: int
    path: bytes
    exclusions: tuple[str, ...]
    offline: str | None
    photos: int


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """One file that holds a photo. `missing` says that it was not there when its folder was last seen."""

    path: bytes
    folder_id: int
    stamp: FileStamp
    missing: bool
    offline: bool


@dataclass(frozen=True, slots=True)
class Photo:
    """One picture, however many files hold it."""

    photo_id: int
    content: PhotoContent
    files: tuple[PhotoFile, ...]


class Stage(Enum):
    """Where on its way a file failed."""

    SCAN = "scan"
    DECODE = "decode"
    EMBED = "embed"


@dataclass(frozen=True, slots=True)
class Problem:
    """A file or folder that could not be read, with a sentence that says why."""

    folder_id: int
    path: bytes
    stage: Stage
    sentence: str
    attempts: int
    last_tried: datetime


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the library a search can see.

    `photos` counts the photos with a file that is there or in an offline folder; `embedded` those of them
    that the current model has read; `offline` those whose every file lies in an offline folder; `failed`
    the files that gave no picture.
    """

    embedded: int
    photos: int
    offline: int
    failed: int


@dataclass(frozen=True, slots=True)
class Filters:
    """Plain facts that narrow a search.

    `folders` are absolute paths; a photo passes if one of its files lies in or below one of them. `taken_from` and
    `taken_until` are local dates, both included; a photo without a date passes neither.
    """

    folders: tuple[bytes, ...] = ()
    taken_from: date | None = None
    taken_until: date | None = None

    def __bool__(self) -> bool:
        return bool(self.folders or self.taken_from or self.taken_until)


@dataclass(frozen=True, slots=True)
class Hit:
    """One photo that answers a search. `score` is 0..1 and comparable between searches with one model."""

    photo_id: int
    path: bytes
    cosine: float
    score: float
    taken: datetime | None
    width: int
    height: int
    dominant_colour: int
    offline: bool


@dataclass(frozen=True, slots=True)
class SearchResult:
    """An ordered page of hits, best first, with what was asked, of which model, and over how much."""

    query: str
    model: str
    hits: tuple[Hit, ...]
    coverage: Coverage
    took_ms: float


class Phase(Enum):
    """What an index run is doing."""

    LOOKING = "looking"
    READING = "reading"
    CHANGING = "changing"
    """Another model learns the photos that are known already."""
    PAUSED = "paused"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an index run is.

    `found` counts the files seen so far, `to_do` those of them that need reading, `done` those read, `failed`
    those that gave no picture. `seconds_left` is None until there is something to judge it by. While another
    `model` learns the photos (CHANGING), `to_do` and `done` count photos.
    """

    phase: Phase
    found: int
    to_do: int
    done: int
    failed: int
    photos_per_s: float
    seconds_left: float | None
    notice: str = ""
    model: str = ""


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What an index run did. Counts are files, but `embedded`, which counts photos.

    `offline` pairs each folder that could not be seen with the sentence that says why. `cancelled` says that
    the run was stopped before its end; what it did is kept. `learned` counts the photos that a coming model
    learned; `switched_to` is its name if it answers from now on.
    """

    found: int = 0
    new: int = 0
    changed: int = 0
    moved: int = 0
    gone: int = 0
    embedded: int = 0
    failed: int = 0
    seconds: float = 0.0
    cancelled: bool = False
    offline: tuple[tuple[bytes, str], ...] = field(default=())
    learned: int = 0
    switched_to: str = ""
