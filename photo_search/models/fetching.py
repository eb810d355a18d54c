"""Fetches one file of a hub into a folder: resumed, counted and checked before it has its name."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from photo_search.errors import DownloadFailed
from photo_search.models.disk import writing_to
from photo_search.models.download_plan import DownloadPlan, PlannedFile
from photo_search.models.hub import Body, Hub, Interrupted, unreachable
from photo_search.models.hub_cache import HubCache
from photo_search.models.transfer import Download, Patience, Stage

if TYPE_CHECKING:
    from hashlib import _Hash

_log = logging.getLogger(__name__)
_BLOCK = 1 << 20
_T = TypeVar("_T")
_WRONG = "Start the download again; if it happens again, try another network or another model."


@dataclass(slots=True)
class Persistence:
    """Tries again what a bad connection interrupts; `answered` tells whether there ever was one."""

    handle: Download
    patience: Patience
    answered: bool = False

    def repeat(self, work: Callable[[], _T | None], here: Callable[[], int] = lambda: 0) -> _T:
        """Call `work` until it returns something, and return that; where it is interrupted, wait and go on.

        `here` measures what was got: the patience starts anew whenever that has grown. Raises DownloadFailed when it
        ends, or CancelledError.
        """
        failures, before = 0, here()
        while True:
            self.handle.checkpoint()
            try:
                done = work()
            except Interrupted as error:
                self.answered |= error.answered
                failures = 1 if here() > before else failures + 1
                waits = self.patience.waits_s if self.answered else self.patience.waits_without_answer_s
                if failures > len(waits):
                    raise unreachable(error) from error
                wait_s = waits[failures - 1] if error.wait_s is None else error.wait_s
                self.handle.wait(wait_s, f"Trying again: {error}.")
            else:
                if done is not None:
                    return done
            before = here()


@dataclass(slots=True)
class Fetcher:
    """Fetches the files of `plan` into `folder`, and tells `handle` how far it is."""

    plan: DownloadPlan
    folder: Path
    hub: Hub
    cache: HubCache
    handle: Download
    persistence: Persistence
    _done_bytes: int = 0

    def fetch_all(self) -> None:
        """Fetch what is missing.

        Raises DownloadFailed, StorageFull or CancelledError; what was got stays, as `.part` where it is not whole.
        """
        for file in self.plan.files:
            target = self.folder / file.path
            if not target.is_file() or target.stat().st_size != file.size:
                target.parent.mkdir(parents=True, exist_ok=True)
                with writing_to(self.folder):
                    if not self._take_from_cache(file, target):
                        self._download(file, target)
            self._done_bytes += file.size
            self._report(0)

    def missing_bytes(self) -> int:
        """Return how much is still to be written."""
        missing = 0
        for file in self.plan.files:
            target = self.folder / file.path
            if not target.is_file():
                part = part_of(target)
                missing += max(0, file.size - (part.stat().st_size if part.is_file() else 0))
        return missing

    def _take_from_cache(self, file: PlannedFile, target: Path) -> bool:
        """Link or copy the file from the hub's cache, if it is there and whole."""
        found = self.cache.find(self.plan.repository, self.plan.commit, file.path)
        try:
            if not found or found.stat().st_size != file.size:
                return False
            if not file.checksum.fits(found, self.handle.checkpoint):
                _log.warning("a file of the hub's cache is damaged and is downloaded instead")
                return False
        except OSError:
            return False  # it can't be read: downloading it is what helps
        part = part_of(target)
        part.unlink(missing_ok=True)
        try:
            part.hardlink_to(found)
        except OSError:  # another disk, or one without links
            shutil.copyfile(found, part)
            if not file.checksum.fits(part, self.handle.checkpoint):
                part.unlink()
                return False
        part.replace(target)
        return True

    def _download(self, file: PlannedFile, target: Path) -> None:
        part = part_of(target)
        self.persistence.repeat(lambda: self._try(file, part), lambda: part.stat().st_size if part.is_file() else 0)
        part.replace(target)

    def _try(self, file: PlannedFile, part: Path) -> bool | None:
        """Fetch the rest of a file. Return True when it is whole; None: to be tried again at once."""
        have = part.stat().st_size if part.is_file() else 0
        if have > file.size:
            part.unlink()
            return None
        if have == file.size and have:
            digest, _ = self._digest_of(file, part, have)
        else:
            with self.hub.fetch(self.plan.repository, self.plan.commit, file.path, have) as body:
                self.persistence.answered = True
                self._check_promise(file, body)
                if body.offset is None:
                    part.unlink(missing_ok=True)
                    if not have:
                        raise Interrupted("the server sent something else than was asked for")
                    return None
                written = self._write(file, part, body, body.offset)
                if written is None:
                    return None
                digest = written
        if digest.hexdigest() != file.checksum.digits:
            part.unlink()
            if have:
                raise Interrupted("what was kept of an earlier try is damaged", wait_s=0.0)
            raise DownloadFailed(f"The file {file.path} was damaged on its way.", _WRONG)
        return True

    def _check_promise(self, file: PlannedFile, body: Body) -> None:
        if body.says.size not in {None, file.size} or file.checksum.conflicts_with(body.says.checksum):
            raise DownloadFailed(f"The server offers another file {file.path} than the model consists of.", _WRONG)

    def _write(self, file: PlannedFile, part: Path, body: Body, offset: int) -> _Hash | None:
        """Write what comes from `offset` on; return the hash of the whole, or None when a pause began."""
        digest, at = self._digest_of(file, part, offset)
        with part.open("r+b" if part.is_file() else "wb") as out:
            out.truncate(offset)
            out.seek(offset)
            for block in body.blocks:
                at += len(block)
                if at > file.size:
                    raise DownloadFailed(f"The server sent more than the file {file.path} has.", _WRONG)
                out.write(block)
                digest.update(block)
                self._report(at)
                if self.handle.paused:
                    return None  # the connection would not last; the rest is asked for when the pause ends
                self.handle.checkpoint()
            out.flush()
            os.fsync(out.fileno())
        if at < file.size:
            raise Interrupted("the connection broke off")
        return digest

    def _digest_of(self, file: PlannedFile, part: Path, count: int) -> tuple[_Hash, int]:
        """Return the hash of the first `count` bytes, which are already there, and their number."""
        digest, at = file.checksum.hasher(file.size), 0
        if count:
            with part.open("rb") as kept:
                while at < count and (block := kept.read(min(_BLOCK, count - at))):
                    digest.update(block)
                    at += len(block)
                    self.handle.checkpoint()
        return digest, at

    def _report(self, at: int) -> None:
        self.handle.report(Stage.DOWNLOADING, self._done_bytes + at, self.plan.total_bytes)


def part_of(target: Path) -> Path:
    """Return where a file grows until it is whole."""
    return target.with_name(f"{target.name}.part")
