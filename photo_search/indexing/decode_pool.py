"""Child processes that read and decode photos: whatever a file does to its decoder, it costs only itself."""

from __future__ import annotations

import multiprocessing
import signal
import threading
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any, Self, overload

from photo_search.errors import Bug, UnreadablePhoto
from photo_search.indexing.picture import Picture, PictureRequest
from photo_search.models.recipes import ImageRecipe
from photo_search.records import FileStamp, Metadata

_START_S = 60.0
_BURIAL_S = 5.0
_KILLED = -9
_SEE_ELSEWHERE = "If other programs show it, save it anew from one of them."


@dataclass(frozen=True, slots=True)
class DecodeRequest:
    """A file to read. One whose content hash is in `known_hashes` is not decoded.

    `recipe` is that of the model that asks, where it is not the pool's.
    """

    path: bytes
    stamp: FileStamp
    known_hashes: frozenset[bytes] = frozenset()
    recipe: ImageRecipe | None = None


@dataclass(frozen=True, slots=True)
class ContentRequest:
    """The content of a picture that lies in no file; wanted is a model's input, as in DecodedPhoto.

    `recipe` is that of the model that asks, where it is not the pool's.
    """

    data: bytes
    recipe: ImageRecipe | None = None


@dataclass(frozen=True, slots=True)
class DecodedPhoto:
    """All that indexing needs of a photo, from one reading of its file.

    `content_hash` is 20 bytes of BLAKE3. `width` and `height` are those of the upright picture at its full size.
    `dominant_colour` is 0xRRGGBB. `thumbnail` is a JPEG, its longer side 512 pixels or the photo's own, if that is
    less. `model_input` is uint8 [S, S, 3] in RGB, row by row, S being the recipe's size.
    """

    content_hash: bytes
    stamp: FileStamp
    byte_size: int
    format: str
    width: int
    height: int
    dominant_colour: int
    metadata: Metadata
    thumbnail: bytes
    model_input: bytes


@dataclass(frozen=True, slots=True)
class KnownContent:
    """A file whose content was known."""

    content_hash: bytes
    stamp: FileStamp


Request = DecodeRequest | ContentRequest | PictureRequest
Answer = DecodedPhoto | KnownContent | Picture | bytes


@dataclass(frozen=True, slots=True)
class ChildSettings:
    """What a child process is told when it starts."""

    recipe: ImageRecipe
    memory_limit_mb: int
    low_priority: bool
    plugins: tuple[str, ...]


class DecodePool:
    """Up to `jobs` child processes, started when there is work, each with a pipe of its own.

    A child that crashes, or takes longer than `timeout_s` over one file, is replaced. `memory_limit_mb` limits its
    address space, where the system can do that. `plugins` are modules that register further formats with Pillow.
    """

    def __init__(
        self,
        jobs: int,
        recipe: ImageRecipe,
        *,
        timeout_s: float = 60.0,
        memory_limit_mb: int = 2048,
        low_priority: bool = True,
        plugins: tuple[str, ...] = (),
    ) -> None:
        self._settings = ChildSettings(recipe, memory_limit_mb, low_priority, plugins)
        self._timeout_s = timeout_s
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="decode", initializer=_leave_interrupts)
        self._lock = threading.Lock()
        self._children: set[_Child] = set()
        self._idle: list[_Child] = []
        self._closed = False

    @overload
    def submit(self, request: DecodeRequest) -> Future[DecodedPhoto | KnownContent]: ...

    @overload
    def submit(self, request: ContentRequest) -> Future[bytes]: ...

    @overload
    def submit(self, request: PictureRequest) -> Future[Picture]: ...

    def submit(self, request: Request) -> Future[DecodedPhoto | KnownContent] | Future[bytes] | Future[Picture]:
        """Queue a file. The future raises UnreadablePhoto, or CancelledError if the pool is closed first.

        Raises RuntimeError if the pool is closed already.
        """
        return self._threads.submit(self._decode, request)

    def close(self) -> None:
        """Drop what is queued, and stop the children, whatever they are doing."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        with self._lock:
            self._closed = True
            for child in self._children:
                child.kill()
        self._threads.shutdown()
        for child in self._children:
            child.bury()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _decode(self, request: Request) -> Any:
        child = self._take_child()
        try:
            answer = child.ask(request, self._timeout_s)
        except (UnreadablePhoto, Bug) as lost:
            with self._lock:
                self._children.discard(child)
                if self._closed:
                    raise CancelledError from lost
            raise
        with self._lock:
            self._idle.append(child)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _take_child(self) -> _Child:
        with self._lock:
            while self._idle:
                child = self._idle.pop()
                if child.is_alive():
                    return child
                self._children.discard(child)  # It died between two files: neither is to blame.
                child.bury()
            if self._closed:
                raise CancelledError
            child = _Child(self._settings)
            self._children.add(child)
            return child


class _Child:
    """One process and the pipe to it. All but `kill` is for one thread at a time."""

    def __init__(self, settings: ChildSettings) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, settings), name="photo decoder", daemon=True)
        self._process.start()
        theirs.close()
        self._started = False

    def is_alive(self) -> bool:
        return self._process.is_alive()

    def ask(self, request: Request, timeout_s: float) -> Answer | Exception:
        """Return the process's answer. If this raises UnreadablePhoto or Bug, the process is no more."""
        try:
            if not self._started:
                self._await_start()
            self._pipe.send(request)
            if self._pipe.poll(timeout_s):
                answer: Answer | Exception = self._pipe.recv()
                return answer
        except (EOFError, OSError) as error:
            self.bury()
            raise self._obituary() from error
        self.kill()
        self.bury()
        raise UnreadablePhoto(
            f"Decoding this file was given up after {timeout_s:.0f} seconds.", _SEE_ELSEWHERE, transient=True
        )

    def kill(self) -> None:
        """Stop the process without asking it."""
        self._process.kill()

    def bury(self) -> None:
        """Release what is left of a process that has ended, or is about to."""
        self._pipe.close()
        self._process.join(_BURIAL_S)

    def _await_start(self) -> None:
        if not self._pipe.poll(_START_S):
            self.kill()
        self._started = self._pipe.recv()

    def _obituary(self) -> Exception:
        if self._process.exitcode == _KILLED:
            return UnreadablePhoto(
                "The system stopped the decoder over this file, most likely because memory ran out.",
                "Close other programs, then index again.",
                transient=True,
            )
        if not self._started:
            return Bug(f"A decoder process did not start (exit code {self._process.exitcode}).")
        return UnreadablePhoto("This file made the decoder crash.", _SEE_ELSEWHERE, transient=True)


def _leave_interrupts() -> None:
    """Keep Ctrl-C from the calling thread and from the processes it starts, which inherit what is blocked."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def _serve(connection: Connection, settings: ChildSettings) -> None:
    # Not above: Pillow and all the decoders are for the child, and this module is for its parent too.
    from photo_search.indexing.decode_child import serve  # noqa: PLC0415

    serve(connection, settings)
