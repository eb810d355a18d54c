"""Another model learns the photos that are known already: what the person meets first, then the newest.

Nothing is scanned here, and photos that can't be read now are left for a later run. Whatever is written stays, so a
run that is stopped, however, is gone on with by the next.
"""

from __future__ import annotations

import queue
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from typing import NamedTuple

from photo_search.catalog.catalog import Catalog
from photo_search.catalog.changes import Failure
from photo_search.catalog.space_gaps import PlacedFile
from photo_search.errors import FileVanished, ModelUnusable, UnreadablePhoto
from photo_search.indexing.batch_writer import BatchWriter
from photo_search.indexing.decode_pool import DecodedPhoto, DecodePool, DecodeRequest, KnownContent
from photo_search.indexing.from_thumbnail import can_serve, input_from_thumbnail
from photo_search.indexing.run import IndexRun, Tally
from photo_search.indexing.target import MODEL_BATCH, Target
from photo_search.indexing.thumbnails import ThumbnailStore
from photo_search.records import Phase, Stage

_AT_ONCE = 16
"""Photos whose files are looked up together; what the person meets meanwhile waits for no more than these."""

_WAIT_S = 0.1

_HOPELESS = 8
"""So many failures before the first success are the model's, not the photos'."""


class Learned(NamedTuple):
    """What a pass did: photos that were learned, that failed, that wait for a drive; `whole` if none is left else."""

    photos: int
    failed: int
    waiting: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Learning:
    """A space that is to learn a `share` of the library. `model` is its name.

    `attention` gives the photos that the person met last, `wanted` says whether this is still wished for, and
    `finish` is told the outcome: it returns whether the model answers from now on.
    """

    target: Target
    model: str
    share: float
    attention: Callable[[], Sequence[int]]
    wanted: Callable[[], bool]
    finish: Callable[[Learned], bool]


class _Work(NamedTuple):
    """A photo on its way, the file it is read from, and those to try if that fails."""

    content_hash: bytes
    place: PlacedFile
    others: tuple[PlacedFile, ...]


class _Read(NamedTuple):
    work: _Work
    outcome: Future[DecodedPhoto | KnownContent]


class Learner:
    """One pass. All of it happens on the run's thread."""

    def __init__(
        self,
        run: IndexRun,
        catalog: Catalog,
        thumbnails: ThumbnailStore,
        learning: Learning,
        *,
        open_pool: Callable[[Target], DecodePool],
        look_ahead: int,
        wait_when_full: bool,
    ) -> None:
        self._run = run
        self._catalog = catalog
        self._thumbnails = thumbnails
        self._learning = learning
        self._target = learning.target
        self._open_pool = open_pool
        self._look_ahead = look_ahead
        self._out = BatchWriter(run, catalog, thumbnails, self._target.space_id, wait_when_full=wait_when_full)
        self._thumbnails_serve = can_serve(self._target.recipe)
        self._to_do: dict[int, bytes] = {}
        self._to_read: deque[_Work] = deque()
        self._ready: deque[tuple[_Work, bytes]] = deque()
        self._inbox: queue.SimpleQueue[_Read] = queue.SimpleQueue()
        self._in_flight = 0
        self._any_learned = catalog.embeddings.state(self._target.space_id).embeddings > 0
        self._failed_before: set[bytes] = set()
        self.tally = Tally()

    def learn(self, found: int) -> Learned:
        """Learn what is lacking and can be read; `found` is the number of files for the progress.

        Raises ModelUnusable if the model can't see any photo, StorageFull, LibraryInUse or LibraryReadOnly.
        """
        lacking = self._catalog.gaps.lacking(self._target.space_id, self._learning.share)
        self._to_do = {photo.photo_id: photo.content_hash for photo in lacking if not photo.waiting}
        waiting = len(lacking) - len(self._to_do)
        self._failed_before = {p.path for p in self._catalog.photos.problems() if p.stage is Stage.EMBED}
        self.tally = Tally(found=found, to_do=len(self._to_do))
        with ExitStack() as stack:
            pool: DecodePool | None = None
            while self._to_do or self._to_read or self._ready or self._in_flight:
                self._run.rest_while_paused()
                if self._run.cancelled:
                    break
                self._choose()
                if self._to_read and pool is None:
                    pool = stack.enter_context(self._open_pool(self._target))
                if pool is not None:
                    self._submit(pool)
                self._collect()
                self._embed()
                if self._out.is_due():
                    self.tally.embedded += self._out.write()
                    if not self._learning.wanted():
                        break
                self.report()
            self.tally.embedded += self._out.write()
        left = bool(self._to_do or self._to_read or self._ready or self._in_flight)
        return Learned(self.tally.embedded, self.tally.failed, waiting, not left)

    def report(self) -> None:
        """Publish how far the pass is."""
        self._run.report(Phase.CHANGING, self.tally, all_found=True, model=self._learning.model)

    def _choose(self) -> None:
        """Take the next photos, if few are in hand: first those that the person met last."""
        if not self._to_do or len(self._to_read) + len(self._ready) >= MODEL_BATCH:
            return
        met = islice((photo_id for photo_id in self._learning.attention() if photo_id in self._to_do), _AT_ONCE)
        chosen = list(islice(dict.fromkeys(chain(met, islice(self._to_do, _AT_ONCE))), _AT_ONCE))
        files = self._catalog.gaps.files(chosen)
        for photo_id in chosen:
            content_hash = self._to_do.pop(photo_id)
            places = files.get(photo_id)
            if not places:
                self.tally.done += 1  # Its drive went meanwhile.
                continue
            work = _Work(content_hash, places[0], tuple(places[1:]))
            pixels = self._from_thumbnail(content_hash)
            if pixels is None:
                self._to_read.append(work)
            else:
                self._ready.append((work, pixels))

    def _from_thumbnail(self, content_hash: bytes) -> bytes | None:
        jpeg = self._thumbnails.get(content_hash) if self._thumbnails_serve else None
        return None if jpeg is None else input_from_thumbnail(jpeg, self._target.recipe)

    def _submit(self, pool: DecodePool) -> None:
        while self._to_read and self._in_flight < self._look_ahead:
            work = self._to_read.popleft()
            outcome = pool.submit(DecodeRequest(work.place.found.path, work.place.found.stamp))
            self._in_flight += 1
            outcome.add_done_callback(partial(self._done, work))

    def _done(self, work: _Work, outcome: Future[DecodedPhoto | KnownContent]) -> None:
        self._inbox.put(_Read(work, outcome))

    def _collect(self) -> None:
        """Take what the decoder's processes read; wait a little if there is nothing else to do."""
        while self._in_flight and len(self._ready) < MODEL_BATCH:
            try:
                work, outcome = self._inbox.get(timeout=_WAIT_S)
            except queue.Empty:
                return
            self._in_flight -= 1
            self._take(work, outcome)

    def _take(self, work: _Work, outcome: Future[DecodedPhoto | KnownContent]) -> None:
        try:
            photo = outcome.result()
        except UnreadablePhoto as error:
            if work.others:
                self._to_read.append(_Work(work.content_hash, work.others[0], work.others[1:]))
            elif isinstance(error, FileVanished):
                self.tally.done += 1  # The next look through the folders finds out where it is.
            else:
                self._fail(work, str(error))
            return
        if isinstance(photo, DecodedPhoto) and photo.content_hash == work.content_hash:
            self._ready.append((work, photo.model_input))
        else:
            self.tally.done += 1  # The file holds another photo now; the next look through the folders finds it.

    def _embed(self) -> None:
        batch = [self._ready.popleft() for _ in range(min(MODEL_BATCH, len(self._ready)))]
        outcomes = self._target.vectors([pixels for _, pixels in batch])
        for (work, _), outcome in zip(batch, outcomes, strict=True):
            if isinstance(outcome, ModelUnusable):
                self._fail(work, f"The model “{self._learning.model}” can't take in this photo. It is tried again.")
                if not self._any_learned and self.tally.failed >= _HOPELESS:
                    raise outcome
                continue
            self._any_learned = True
            self.tally.done += 1
            self._out.batch.vectors.append((work.content_hash, outcome))
            if work.place.found.path in self._failed_before:
                self._catalog.forget_problems([(work.place.folder_id, work.place.found.path)])

    def _fail(self, work: _Work, sentence: str) -> None:
        self.tally.done += 1
        self.tally.failed += 1
        folder_id, found = work.place
        self._out.batch.failures.append(Failure(folder_id, found.path, None, Stage.EMBED, sentence, settled=False))
