"""Walk a folder and say what is new, changed, moved or gone since the library last saw it."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from photo_search.indexing.folder_rules import FolderRules
from photo_search.indexing.folder_walk import ABSENT, PLUG_IN, FolderWalk, RootLost, Unreadable, stamp_of
from photo_search.paths import display_path
from photo_search.records import FileStamp, FoundFile, KnownFile

_ENOUGH_TO_JUDGE = 20
_NEARLY_EMPTY = 0.1


@dataclass(frozen=True, slots=True)
class New:
    """A file that the library has never seen."""

    found: FoundFile


@dataclass(frozen=True, slots=True)
class Changed:
    """A known path whose file is another one now, or was written to."""

    known: KnownFile
    found: FoundFile


@dataclass(frozen=True, slots=True)
class Moved:
    """A known file at another path. Its content is the one we knew."""

    known: KnownFile
    found: FoundFile


@dataclass(frozen=True, slots=True)
class Back:
    """A known file that was missing and is there again, unchanged."""

    known: KnownFile


@dataclass(frozen=True, slots=True)
class Excluded:
    """A known file that the folder's rules leave out now; whether it is still there was not asked."""

    known: KnownFile


@dataclass(frozen=True, slots=True)
class Gone:
    """A known file that is no longer there, in a folder that is."""

    known: KnownFile


@dataclass(frozen=True, slots=True)
class Offline:
    """The last event where the folder can't be seen as a whole: nothing that was not seen is gone."""

    root: bytes
    sentence: str


@dataclass(frozen=True, slots=True)
class Finished:
    """The last event where the folder was seen. `found` counts photo files, `unchanged` those as known."""

    found: int
    unchanged: int


ScanEvent: TypeAlias = New | Changed | Moved | Back | Excluded | Gone | Unreadable | Offline | Finished


def scan(
    root: bytes,
    known: Snapshot,
    exclusions: tuple[str, ...] = (),
    *,
    folder_id: int,
    accept_missing: bool = False,
) -> Iterator[ScanEvent]:
    """Yield what differs between the folder at the absolute path `root` and what the library knows of it.

    New, Changed, Moved and Back come while the walk goes on; Excluded and Gone at its end; last of all one
    Finished or Offline. `exclusions` are patterns as in .gitignore, relative to the root. Links are not
    followed below the root. Files in a folder that could not be listed are neither seen nor gone.

    The folder counts as offline if it is absent or unreadable, if it goes away during the scan, or if so many
    of its photos are absent that a missing drive is the likelier reason; `accept_missing` says that a person
    confirmed the last, so that they are Gone.

    Raises FolderUnusable, before the first event, for an exclusion that is no pattern.
    """
    rules = FolderRules(root, exclusions)
    walk = FolderWalk(root, rules)
    before = known.present_in(folder_id)
    found = unchanged = fresh = 0
    try:
        for seen in walk:
            if isinstance(seen, Unreadable):
                known.leave_open(seen.path)
                yield seen
                continue
            found += 1
            event = known.compare(*seen)
            if event is None:
                unchanged += 1
                continue
            fresh += isinstance(event, New | Moved)
            yield event
        excluded, gone = _sort_unseen(known.present_in(folder_id), rules, tuple(walk.unlisted))
        walk.check_root()
    except RootLost as lost:
        yield Offline(root, f"{lost} {lost.remedy}{_what_stays(_photos(before))}")
        return
    expected = len(before) - len(excluded)
    if not accept_missing and _too_few(expected, found, fresh, len(gone)):
        yield Offline(root, _few_left(root, _photos(before), _photos({*before}.difference(excluded, gone))))
        return
    yield from map(Excluded, excluded)
    yield from map(Gone, gone)
    yield Finished(found, unchanged)


class Snapshot:
    """What the library knew of all its files before a round of scans, less what the scans have come upon since.

    One Snapshot serves the folders of a library one after the other, so that a file that moved from one to another is
    claimed once. The folders don't overlap. The next round needs a new one.
    """

    def __init__(self, files: Iterable[KnownFile]) -> None:
        self._unseen = {file.path: file for file in files}
        self._by_identity: dict[tuple[int, int, int], list[KnownFile]] | None = None

    def present_in(self, folder_id: int) -> list[KnownFile]:
        """Return the files of a folder that were there when it was last seen, and that no scan has come upon yet."""
        return [file for file in self._unseen.values() if file.folder_id == folder_id and not file.missing]

    def leave_open(self, path: bytes) -> None:
        """Make nothing of the file at `path` in this round."""
        self._unseen.pop(path, None)

    def compare(self, path: bytes, status: os.stat_result) -> New | Changed | Moved | Back | None:
        """Say what the file at `path` is to the library; None is a known file as it was.

        An inode that differs alone is no change: many file systems of memory cards and network drives number their
        files anew each time they are mounted, and putting another file in place changes the ctime.
        """
        known = self._unseen.pop(path, None)
        if known is None:
            found = FoundFile(path, stamp_of(status))
            moved = self._claim(found)
            return New(found) if moved is None else Moved(moved, found)
        size, mtime_ns, ctime_ns, _ = known.stamp
        if size != status.st_size or mtime_ns != status.st_mtime_ns or ctime_ns != status.st_ctime_ns:
            return Changed(known, FoundFile(path, stamp_of(status)))
        return Back(known) if known.missing else None

    def _claim(self, found: FoundFile) -> KnownFile | None:
        """Return the known file that now lies at a path unknown so far, and count it as come upon."""
        if not found.stamp.inode:
            return None
        if self._by_identity is None:
            self._by_identity = {}
            for file in self._unseen.values():
                self._by_identity.setdefault(_identity(file.stamp), []).append(file)
        candidates = self._by_identity.get(_identity(found.stamp), [])
        while candidates:
            # Each is judged once a round: one that still lies where it was won't move any more.
            known = candidates.pop()
            if known.path in self._unseen and not _still_there(known, found):
                return self._unseen.pop(known.path)
        return None


def _identity(stamp: FileStamp) -> tuple[int, int, int]:
    return stamp.inode, stamp.size, stamp.mtime_ns


def _still_there(known: KnownFile, found: FoundFile) -> bool:
    """Return whether the known path is a second name of the file that was found (a hard link)."""
    try:
        status = os.lstat(known.path)
    except ABSENT:
        return False
    except OSError:
        return True
    if _identity(stamp_of(status)) != _identity(known.stamp):
        return False
    # Where case or Unicode form don't matter in names, a renamed file still answers to its old name.
    return not (status.st_nlink == 1 and _folded(known.path) == _folded(found.path))


def _folded(path: bytes) -> str:
    return unicodedata.normalize("NFC", os.fsdecode(path)).casefold()


def _sort_unseen(
    unseen: Iterable[KnownFile], rules: FolderRules, unlisted: tuple[bytes, ...]
) -> tuple[list[KnownFile], list[KnownFile]]:
    """Return the files that the rules leave out, and those that are really gone.

    A file may be there and yet unseen: it was being replaced when its folder was listed, or a link leads to
    it now. It is neither.
    """
    excluded, gone = [], []
    for file in unseen:
        if rules.leave_out(file.path):
            excluded.append(file)
        elif not file.path.startswith(unlisted) and _is_absent(file.path):
            gone.append(file)
    return excluded, gone


def _is_absent(path: bytes) -> bool:
    try:
        return not stat.S_ISREG(os.lstat(path).st_mode)
    except ABSENT:
        return True
    except OSError:
        return False


def _too_few(expected: int, found: int, fresh: int, gone: int) -> bool:
    """Return whether a missing drive is a likelier reason for what is gone than a person who tidies up.

    A person who replaces nearly all photos leaves new ones in their place; an unmounted drive leaves nothing,
    and another drive at the same place has other photos on it, but seldom as many.
    """
    if not gone or not found:
        return bool(gone)
    nearly_empty = expected - gone < _NEARLY_EMPTY * expected
    return expected >= _ENOUGH_TO_JUDGE and nearly_empty and fresh * 2 < gone


def _photos(files: Iterable[KnownFile]) -> int:
    """Return how many photos lie in files, as people see them: each once, and none in a file that can't be read."""
    return len({file.photo_id for file in files} - {None})


def _few_left(root: bytes, photos: int, left: int) -> str:
    left_are = f"Only {left:,} of {photos:,} photos are" if left else "There is no photo"
    return f"{left_are} left in the folder {display_path(root)}. {PLUG_IN}{_what_stays(photos)}"


def _what_stays(photos: int) -> str:
    if not photos:
        return "."
    stay = "its photo stays" if photos == 1 else f"its {photos:,} photos stay"
    return f"; {stay} in your library."
