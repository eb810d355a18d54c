"""Lets so many requests of one kind be worked on at a time, so many more wait, and turns away the rest."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import TypeVar

from photo_search.service.refusals import Refusal

_T = TypeVar("_T")


class Lane:
    """One kind of work, done in `threads` threads of its own.

    Of the requests, `at_once` are past the gate, which bounds what their bodies take of memory: those of the others
    are not yet read. With `most` of them inside or before the gate, the next is refused.
    """

    def __init__(self, name: str, *, threads: int, at_once: int, most: int) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix=f"service {name}")
        self._gate = asyncio.Semaphore(at_once)
        self._most = most
        self._admitted = 0

    @asynccontextmanager
    async def enter(self) -> AsyncIterator[None]:
        """Wait for a place past the gate, and give it back at the end. Raises Refusal."""
        if self._admitted >= self._most:
            raise Refusal(
                503,
                "Busy",
                f"{self._admitted:,} requests are waiting already.",
                "Ask again in a moment, with fewer at a time.",
                {"Retry-After": "1"},
            )
        self._admitted += 1
        try:
            async with self._gate:
                yield
        finally:
            self._admitted -= 1

    async def run(self, work: Callable[[], _T]) -> _T:
        """Do some work in one of the threads."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)

    def close(self) -> None:
        """Drop what is queued, and wait for what runs."""
        self._pool.shutdown(cancel_futures=True)
