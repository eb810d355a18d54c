"""From folders to the catalog: looks ahead, decodes in children, embeds, and writes in batches.

Three parties talk through one inbox. The lookout's thread puts in what needs doing, so that the total is known
early. The decoder's children put in what they read, never more than a bounded look-ahead. The run's own thread
takes both out, feeds the model, and writes. Whatever is not written when the run ends, however it ends, is found
again by the next one: a file counts as known only in the transaction that records its photo.
"""

from __future__ import annotations

import os
import queue
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from contextlib import ExitStack
from dataclasses import dataclass, replace

from photo_search.catalog.catalog import Catalog
from photo_search.catalog.changes import Failure, Holding, Move
from photo_search.errors import FileVanished, ModelUnusable, UnreadablePhoto
from photo_search.indexing import scanner
from photo_search.indexing.batch_writer import BatchWriter
from photo_search.indexing.decode_pool import DecodedPhoto, DecodePool, DecodeRequest, KnownContent
from photo_search.indexing.folder_walk import Unreadable
from photo_search.indexing.learning import Learner, Learning
from photo_search.indexing.locating import look_up_places
from photo_search.indexing.lookout import Finding, Noted, ToRead, look
from photo_search.indexing.places import Places
from photo_search.indexing.priority import yield_to_others
from photo_search.indexing.run import IndexRun, Tally
from photo_search.indexing.target import MODEL_BATCH, Target
from photo_search.indexing.thumbnails import ThumbnailStore
from photo_search.records import Folder, IndexReport, Phase, PhotoContent, Stage

_REPORT_EVERY_S = 0.1


@dataclass(frozen=True, slots=True)
class IndexOptions:
    """How an index run may use the computer.

    `jobs` is the number of decoder processes, None for one a core. `wait_when_full` makes a full disk a pause
    instead of the run's end. `decoder_plugins` are modules that teach the decoder's processes further formats.
    """

    jobs: int | None = None
    low_priority: bool = True
    wait_when_full: bool = False
    decode_timeout_s: float = 60.0
    decode_memory_mb: int = 2048
    decoder_plugins: tuple[str, ...] = ()

    def job_count(self) -> int:
        """Return how many decoder processes to run."""
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        return max(1, self.jobs or cores)


@dataclass(frozen=True, slots=True)
class _AllFound:
    """Nothing more will come from the lookout; `error` is what ended it, if it did not end well."""

    error: BaseException | None = None


@dataclass(frozen=True, slots=True)
class _Read:
    """The decoder is done with a file."""

    work: ToRead
    outcome: Future[DecodedPhoto | KnownContent]


def start_indexing(
    catalog: Catalog,
    thumbnails: ThumbnailStore,
    target: Target,
    folders: Sequence[Folder],
    *,
    options: IndexOptions,
    accept_missing: frozenset[int] = frozenset(),
    coming: Callable[[], Learning | None] = lambda: None,
    afterwards: Callable[[IndexReport], None] | None = None,
) -> IndexRun:
    """Start a run over `folders` and return its handle.

    The folders whose id is in `accept_missing` may turn out nearly empty and are believed. When all is read,
    `coming` is asked whether another model is to learn the photos too. `afterwards` is called with the report on the
    run's thread, before the run counts as done. The run's future raises StorageFull, ModelUnusable, LibraryInUse or
    LibraryReadOnly.
    """
    run = IndexRun()
    places = Places()
    indexer = _Indexer(run, catalog, thumbnails, target, options, places)

    def work() -> IndexReport:
        report = indexer.index(lambda: look(catalog, folders, target.space_id, accept_missing))
        look_up_places(run, catalog, places)
        learning = None if run.cancelled else coming()
        if learning is not None:
            report = indexer.let_learn(learning, report)
        indexer.report_end()
        if afterwards is not None:
            afterwards(report)
        return report

    run.start(work)
    return run


class _Indexer:
    """One run; everything but `_look` happens on the run's thread."""

    def __init__(
        self,
        run: IndexRun,
        catalog: Catalog,
        thumbnails: ThumbnailStore,
        target: Target,
        options: IndexOptions,
        places: Places,
    ) -> None:
        self._run = run
        self._catalog = catalog
        self._thumbnails = thumbnails
        self._target = target
        self._options = options
        self._places = places

        self._inbox: queue.SimpleQueue[Finding | _AllFound | _Read] = queue.SimpleQueue()
        self._over = threading.Event()
        self._all_found = False
        self._waiting: deque[ToRead] = deque()
        self._in_flight = 0

        self._tally = Tally()
        self._offline: list[tuple[bytes, str]] = []
        self._unreadable: set[bytes] = set()
        self._copies: Counter[bytes] = Counter()
        """Contents of new files that were known before: copies, or files that moved from another disk."""

        self._embedded: dict[int, set[bytes]] = {}
        """Contents that the space has, or is about to have, by the size of their file; known once there is work."""

        self._any_encoded = catalog.embeddings.state(target.space_id).embeddings > 0
        self._out = BatchWriter(run, catalog, thumbnails, target.space_id, wait_when_full=options.wait_when_full)
        self._last_report = time.monotonic()

    def index(self, findings: Callable[[], Iterable[Finding]]) -> IndexReport:
        started = time.monotonic()
        if self._options.low_priority:
            yield_to_others()
        with ExitStack() as stack:
            lookout = threading.Thread(target=self._look, args=(findings,), name="lookout", daemon=True)
            lookout.start()
            stack.callback(lookout.join)
            stack.callback(self._over.set)
            pool: DecodePool | None = None
            while not (self._all_found and not self._waiting and not self._in_flight):
                self._run.rest_while_paused()
                if self._run.cancelled:
                    break
                if self._waiting:
                    if pool is None:
                        self._embedded = self._catalog.embeddings.hashes_by_size(self._target.space_id)
                        pool = stack.enter_context(self._open_pool(self._target))
                    self._submit(pool)
                self._digest()
                if self._out.is_due():
                    self._write()
                self._report(Phase.READING if self._tally.to_do else Phase.LOOKING)
            self._write()
        return self._summary(time.monotonic() - started)

    def let_learn(self, learning: Learning, report: IndexReport) -> IndexReport:
        """Let another model learn the photos; return the whole run's report."""
        started = time.monotonic()
        learner = Learner(
            self._run,
            self._catalog,
            self._thumbnails,
            learning,
            open_pool=self._open_pool,
            look_ahead=self._look_ahead(),
            wait_when_full=self._options.wait_when_full,
        )
        learned = learner.learn(report.found)
        return replace(
            report,
            learned=learned.photos,
            failed=report.failed + learned.failed,
            seconds=report.seconds + time.monotonic() - started,
            cancelled=self._run.cancelled,
            switched_to=learning.model if learning.finish(learned) else "",
        )

    def report_end(self) -> None:
        """Publish that nothing more is done."""
        self._run.report(Phase.FINISHED, self._tally, all_found=self._all_found)

    def _look(self, findings: Callable[[], Iterable[Finding]]) -> None:
        try:
            for finding in findings():
                if self._over.is_set():
                    return
                self._inbox.put(finding)
        except BaseException as error:  # noqa: BLE001 - it ends the run, on the run's thread
            self._inbox.put(_AllFound(error))
        else:
            self._inbox.put(_AllFound())

    def _open_pool(self, target: Target) -> DecodePool:
        return DecodePool(
            self._options.job_count(),
            target.recipe,
            timeout_s=self._options.decode_timeout_s,
            memory_limit_mb=self._options.decode_memory_mb,
            low_priority=self._options.low_priority,
            plugins=self._options.decoder_plugins,
        )

    def _look_ahead(self) -> int:
        return 3 * self._options.job_count() + MODEL_BATCH

    def _submit(self, pool: DecodePool) -> None:
        while self._waiting and self._in_flight < self._look_ahead():
            work = self._waiting.popleft()
            known = frozenset() if work.anew else frozenset(self._embedded.get(work.found.stamp.size, ()))
            outcome = pool.submit(DecodeRequest(work.found.path, work.found.stamp, known))
            self._in_flight += 1
            outcome.add_done_callback(lambda done, work=work: self._inbox.put(_Read(work, done)))  # type: ignore[misc]

    def _digest(self) -> None:
        """Take what is in the inbox; wait a little if it is empty. Feed the model once it has a batch."""
        decoded: list[tuple[ToRead, DecodedPhoto]] = []
        wait = True
        while len(decoded) < MODEL_BATCH:
            try:
                message = self._inbox.get(timeout=_REPORT_EVERY_S) if wait else self._inbox.get_nowait()
            except queue.Empty:
                break
            wait = False
            match message:
                case ToRead():
                    self._waiting.append(message)
                    self._tally.to_do += 1
                    self._tally.found += not message.counted
                case Noted():
                    self._note(message)
                case _AllFound(error):
                    if error is not None:
                        raise error
                    self._all_found = True
                case _Read(work, outcome):
                    self._in_flight -= 1
                    self._tally.done += 1
                    photo = self._take(work, outcome)
                    if photo is not None:
                        decoded.append((work, photo))
            if len(self._waiting) % 1000 == 999:
                break  # A flood of findings must not keep the decoder idle.
        self._embed(decoded)

    def _note(self, note: Noted) -> None:
        folder, batch, tally = note.folder, self._out.batch, self._tally
        match note.event:
            case scanner.Moved(known, found):
                batch.moves.append(Move(known, folder.folder_id, found))
                tally.moved += 1
                tally.found += 1
            case scanner.Back(known):
                batch.back.append(known)
                tally.found += 1
            case scanner.Excluded(known):
                batch.excluded.append(known)
            case scanner.Gone(known):
                batch.gone.append(known)
                tally.gone += 1
            case Unreadable(path, sentence):
                batch.failures.append(Failure(folder.folder_id, path, None, Stage.SCAN, sentence, settled=False))
                self._unreadable.add(path)
                tally.failed += 1
            case scanner.Offline(root, sentence):
                self._offline.append((root, sentence))
            case scanner.Finished(_, unchanged):
                tally.found += unchanged
                self._drop_settled_problems(folder)

    def _drop_settled_problems(self, folder: Folder) -> None:
        """Forget what was wrong with files that are no longer there, and with places that can be seen again."""
        settled = [
            (folder.folder_id, problem.path)
            for problem in self._catalog.photos.problems()
            if problem.folder_id == folder.folder_id
            and (
                problem.path not in self._unreadable
                if problem.stage is Stage.SCAN
                else not os.path.lexists(problem.path)
            )
        ]
        if settled:
            self._catalog.forget_problems(settled)

    def _take(self, work: ToRead, outcome: Future[DecodedPhoto | KnownContent]) -> DecodedPhoto | None:
        """Record what the decoder says of a file; return its photo if the model is to see it."""
        try:
            result = outcome.result()
        except FileVanished:
            return None  # The next run finds it gone, or wherever it is then.
        except UnreadablePhoto as error:
            settled = not error.transient
            failure = Failure(work.folder_id, work.found.path, work.found, Stage.DECODE, str(error), settled)
            self._out.batch.failures.append(failure)
            self._tally.failed += 1
            return None
        if work.known:
            self._tally.changed += not work.anew
        else:
            self._tally.new += 1
        found = work.found._replace(stamp=result.stamp)
        self._out.batch.holdings.append(Holding(work.folder_id, found, result.content_hash))
        if isinstance(result, KnownContent):
            self._copies[result.content_hash] += not work.known
            return None
        self._out.batch.contents.append(
            PhotoContent(
                result.content_hash,
                result.byte_size,
                result.format,
                result.width,
                result.height,
                result.dominant_colour,
                result.metadata,
            )
        )
        latitude, longitude = result.metadata.latitude, result.metadata.longitude
        if latitude is not None and longitude is not None:
            self._out.batch.places[result.content_hash] = self._places.at(latitude, longitude)
        self._out.thumbnails[result.content_hash] = result.thumbnail
        known = self._embedded.setdefault(result.byte_size, set())
        if result.content_hash in known:
            return None
        known.add(result.content_hash)
        given = self._target.given(result.content_hash)
        if given is not None:
            self._out.batch.vectors.append((result.content_hash, given))
            return None
        return result

    def _embed(self, decoded: Sequence[tuple[ToRead, DecodedPhoto]]) -> None:
        outcomes = self._target.vectors([photo.model_input for _, photo in decoded])
        for (work, photo), outcome in zip(decoded, outcomes, strict=True):
            if not isinstance(outcome, ModelUnusable):
                self._any_encoded = True
                self._out.batch.vectors.append((photo.content_hash, outcome))
                continue
            if not self._any_encoded:
                raise outcome
            failure = Failure(work.folder_id, work.found.path, None, Stage.EMBED, str(outcome), settled=False)
            self._out.batch.failures.append(failure)
            self._tally.failed += 1

    def _write(self) -> None:
        self._tally.embedded += self._out.write()

    def _report(self, phase: Phase) -> None:
        now = time.monotonic()
        if now - self._last_report >= _REPORT_EVERY_S:
            self._last_report = now
            self._run.report(phase, self._tally, all_found=self._all_found)

    def _summary(self, seconds: float) -> IndexReport:
        tally = self._tally
        # What is gone here and new there with the same content moved between disks.
        moved = 0
        if self._copies and tally.gone:
            gone = Counter(self._catalog.photos.hashes_gone_since(time.time() - seconds))
            moved = (gone & self._copies).total()
        return IndexReport(
            found=tally.found,
            new=tally.new - moved,
            changed=tally.changed,
            moved=tally.moved + moved,
            gone=tally.gone - moved,
            embedded=tally.embedded,
            failed=tally.failed,
            seconds=seconds,
            cancelled=self._run.cancelled,
            offline=tuple(self._offline),
        )
