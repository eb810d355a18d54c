"""Two verbs for work away from the GUI thread: read and change; the answers come back on it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

T = TypeVar("T")

_READERS = 4


class Request:
    """A piece of work that was asked for."""

    def __init__(self, cancel: Callable[[], None]) -> None:
        self._cancel = cancel

    def cancel(self) -> None:
        """Don't want the answer any more; work that has not begun is not begun."""
        self._cancel()


class Background(QObject):
    """Runs work on threads and delivers what came of it on the GUI thread, where all its methods are called.

    `unhandled` is told of the failures that a request has no `failed` for.
    """

    _settled = Signal(int)

    def __init__(
        self, unhandled: Callable[[Exception], None], parent: QObject | None = None, *, readers: int = _READERS
    ) -> None:
        super().__init__(parent)
        self._unhandled = unhandled
        self._readers = ThreadPoolExecutor(readers, thread_name_prefix="read")
        self._changer = ThreadPoolExecutor(1, thread_name_prefix="change")
        self._pending: dict[int, _Pending] = {}
        self._newest: dict[str, int] = {}
        self._numbers = 0
        self._closed = False
        self._settled.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def read(
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        *,
        failed: Callable[[Exception], None] | None = None,
        key: str | None = None,
        context: QObject | None = None,
    ) -> Request:
        """Run `work` beside other reads, then call `then` with its result, or `failed` with its exception.

        A newer request with the same `key` makes this one's answer be dropped. Nothing is called once `context`
        (default: the object whose method `then` is) has been deleted.
        """
        return self._start(self._readers, _Pending(work, then, failed or self._unhandled, context, key))

    def change(
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        *,
        failed: Callable[[Exception], None] | None = None,
        context: QObject | None = None,
    ) -> Request:
        """Do the same as `read`, but after every earlier change has ended: changes never overlap."""
        return self._start(self._changer, _Pending(work, then, failed or self._unhandled, context))

    def follow(
        self,
        future: Future[T],
        then: Callable[[T], None],
        *,
        failed: Callable[[Exception], None] | None = None,
        context: QObject | None = None,
    ) -> Request:
        """Call `then` or `failed` when work that others run is done; that work is never cancelled from here."""
        number = self._keep(_Pending(future.result, then, failed or self._unhandled, context))
        future.add_done_callback(lambda _: self._settle(number))
        return Request(lambda: self._drop(number))

    @property
    def is_idle(self) -> bool:
        """Whether no work is under way and no answer is awaited."""
        return not self._pending

    def close(self) -> None:
        """Drop every answer that is still to come, and wait for the threads to end; work not begun is not begun."""
        self._closed = True
        for wait in (False, True):
            for pool in (self._readers, self._changer):
                pool.shutdown(wait, cancel_futures=True)
        self._pending.clear()

    def _start(self, pool: ThreadPoolExecutor, pending: _Pending) -> Request:
        number = self._keep(pending)
        if not self._closed:
            pending.future = pool.submit(self._settle, number)
        return Request(lambda: self._drop(number))

    def _keep(self, pending: _Pending) -> int:
        self._numbers += 1
        if pending.key is not None:
            self._drop(self._newest.get(pending.key, 0))
            self._newest[pending.key] = self._numbers
        if not self._closed:
            self._pending[self._numbers] = pending
        return self._numbers

    def _drop(self, number: int) -> None:
        """Forget a request, or, if its work is under way, what to do with the answer."""
        pending = self._pending.get(number)
        if pending is None:
            return
        pending.wanted = False
        if pending.future is not None and pending.future.cancel():
            del self._pending[number]

    def _settle(self, number: int) -> None:
        """Do the work of a request; on a worker thread."""
        pending = self._pending.get(number)
        if pending is None:
            return
        try:
            pending.result = pending.work()
        except Exception as error:  # noqa: BLE001 - it crosses to the thread that can show it
            pending.error = error
        # This frame lives on in the error's traceback, and would tie both into a cycle that any thread may collect.
        del pending
        if not self._closed:
            self._settled.emit(number)

    def _deliver(self, number: int) -> None:
        pending = self._pending.pop(number, None)
        if pending is None:
            return
        if pending.key is not None and self._newest.get(pending.key) == number:
            del self._newest[pending.key]
        pending.deliver()


@dataclass(slots=True, eq=False)
class _Pending:
    """A request and what came of it.

    The GUI thread keeps it until the end, with everything in it that may own a widget, down to the frames of a
    traceback: a worker must never hold the last reference to a widget, or would delete it in the wrong thread.
    """

    work: Callable[[], Any]
    then: Callable[[Any], None]
    failed: Callable[[Exception], None]
    context: QObject | None = None
    key: str | None = None
    future: Future[None] | None = None
    wanted: bool = True
    result: Any = None
    error: Exception | None = None

    def __post_init__(self) -> None:
        owner = getattr(self.then, "__self__", None)
        if self.context is None and isinstance(owner, QObject):
            self.context = owner

    def deliver(self) -> None:
        if not self.wanted or (self.context is not None and not shiboken6.isValid(self.context)):
            return
        if self.error is None:
            self.then(self.result)
        else:
            self.failed(self.error)
