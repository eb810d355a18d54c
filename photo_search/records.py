"""The frozen records that travel between the parts; they hold facts and know nobody."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum, StrEnum
from typing import NamedTuple

from photo_search.conditions import Condition


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
class Place:
    """A town, or a region or country where there is no town; `region` is "" where it has none of its own.

    `country_code` is ISO 3166-1's of two letters, `words` are other names that people know it by. Degrees, north and
    east positive.
    """

    name: str
    region: str
    country: str
    country_code: str
    words: tuple[str, ...]
    latitude: float
    longitude: float


def place_label(name: str, region: str, country: str) -> str:
    """Return a place as people write it, nothing said twice: "Munich, Bavaria, Germany", but "Berlin, Germany"."""
    words = {*name.casefold().split()}
    parts = [name]
    if region and not words <= {*region.casefold().split()}:
        parts.append(region)
    return ", ".join(parts if country == name else [*parts, country])


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
    """One picture, however many files hold it. `place` is where it was taken: "Munich, Bavaria, Germany"."""

    photo_id: int
    content: PhotoContent
    files: tuple[PhotoFile, ...]
    place: str | None = None


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
    `taken_until` are local dates, both included; a photo without a date passes neither. All `conditions` must hold.
    """

    folders: tuple[bytes, ...] = ()
    taken_from: date | None = None
    taken_until: date | None = None
    conditions: tuple[Condition, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.folders or self.taken_from or self.taken_until or self.conditions)


class Expansion(StrEnum):
    """Whether related words are asked for as well."""

    OFF = "off"
    NORMAL = "normal"
    """Other words for the same thing, in one question: as quick as without."""
    DEEP = "deep"
    """Narrower terms too, each a question of its own."""


MIDDLE_STRICTNESS = 0.5


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """How a question is answered.

    `strictness` moves the line where matches end, from 0, where nearly everything matches, to 1; None leaves it where
    the model's tuning has it. With `names` words
    are looked for in names, captions, tags and places, too. With `fold` near-duplicates are told by their best.
    """

    expansion: Expansion = Expansion.NORMAL
    strictness: float | None = None
    names: bool = True
    fold: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One photo that answers a search.

    `score` is 0..1, rises with the cosine, and is comparable between searches and models: 0.5 is where matches end at
    the middle strictness. `matches` says on which side of the line it is. `by_name` says that the words stand in its
    names, caption, tags or place. `folded` are near-duplicates of it that are not listed themselves. `place` is where
    it was taken, as of a Photo.
    """

    photo_id: int
    path: bytes
    cosine: float
    score: float
    taken: datetime | None
    width: int
    height: int
    dominant_colour: int
    offline: bool
    matches: bool = True
    by_name: bool = False
    folded: tuple[int, ...] = ()
    place: str | None = None


@dataclass(frozen=True, slots=True)
class SearchResult:
    """An ordered page of hits, best first, with what was asked, of which model, and over how much.

    All hits that match stand before the first that doesn't. `matching` counts the photos of the library that match,
    also those beyond the page; None for a question that has no line, such as one without words or pictures. `notices`
    are sentences about parts of the question that could not be answered.
    """

    query: str
    model: str
    hits: tuple[Hit, ...]
    coverage: Coverage
    took_ms: float
    matching: int | None = None
    notices: tuple[str, ...] = ()


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


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A question that is kept under a name. A concept can be part of others: concept:NAME.

    `position` counts from 0 among all of them, pinned ones first.
    """

    search_id: int
    name: str
    text: str
    is_concept: bool
    pinned: bool
    position: int
    added: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was asked, how often, when last, and how many photos matched then, if that is known."""

    text: str
    times: int
    matching: int | None
    last_asked: datetime


@dataclass(frozen=True, slots=True)
class Tuning:
    """How a model's cosines become scores: `temperature` is their slope, `strictness` (0..1) moves the line.

    None leaves it as the app ships.
    """

    temperature: float | None = None
    strictness: float | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """How the word being typed may go on: `insert` takes its place. `photos` is how many have it, None if unknown."""

    kind: str
    text: str
    insert: str
    photos: int | None = None
