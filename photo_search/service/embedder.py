"""The texts and pictures of requests -> vectors, in turns that let small requests pass between the parts of large."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import partial
from typing import NamedTuple

import numpy as np
from starlette.responses import Response

from photo_search.errors import UnreadablePhoto
from photo_search.examples import Embedded
from photo_search.library import Library
from photo_search.service.lanes import Lane
from photo_search.service.refusals import Refusal, refusal_of

_PART = 16
"""Texts in one turn: what waits behind a large request waits for so many of it at most."""
_TOGETHER = 4
"""Texts of several requests that are embedded at once: as many as an encoder takes. With a small model, where much of
the time goes into the calls, 200 requests at once are answered 1.4 times as fast as one after the other."""
_PICTURES_AT_ONCE = 2
"""As many as the library decodes at once."""

_Answer = Callable[[Embedded], Response]


class Embedder:
    """Asks the library for vectors; `texts` and `pictures` are the lanes to enter first."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._wishes = _Wishes(library)
        self.texts = Lane("texts", threads=1, at_once=64, most=1024)
        self.pictures = Lane("pictures", threads=_PICTURES_AT_ONCE, at_once=8, most=1024)

    async def of_texts(self, texts: Sequence[str], answer: _Answer) -> Response:
        """Return the answer with the vectors of texts. Raises ModelUnusable or Refusal."""
        *others, last = [texts[first : first + _PART] for first in range(0, len(texts), _PART)]
        parts = [await self.texts.run(self._wishes.add(part)) for part in others]
        fulfil = self._wishes.add(last)
        # The answer is written in the last turn, since to change threads costs as much as to write it.
        return await self.texts.run(lambda: answer(_joined([*parts, fulfil()])))

    async def of_pictures(self, contents: Sequence[bytes], answer: _Answer) -> Response:
        """Return the answer with the vectors of pictures, given their files. Raises ModelUnusable or Refusal."""
        embed = self._library.embed_picture
        turns = (self.pictures.run(partial(embed, content)) for content in contents)
        parts = []
        for number, part in enumerate(await asyncio.gather(*turns, return_exceptions=True), 1):
            if isinstance(part, UnreadablePhoto):
                refusal = refusal_of(part)
                refusal.sentence = f"Input {number} gives no picture. {part.sentence}"
                raise refusal
            if isinstance(part, BaseException):
                raise part
            parts.append(part)
        return await self.pictures.run(lambda: answer(_joined(parts)))

    def close(self) -> None:
        """Drop what is queued, and wait for what runs."""
        self.texts.close()
        self.pictures.close()


class _Wish(NamedTuple):
    texts: Sequence[str]
    vectors: Future[Embedded]


class _Wishes:
    """Texts that wait for their vectors. Whoever's turn it is embeds the next along with its own."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._waiting: deque[_Wish] = deque()

    def add(self, texts: Sequence[str]) -> Callable[[], Embedded]:
        """Queue texts; what is returned waits for their vectors, and is to be called in one thread, in this order."""
        wish = _Wish(texts, Future())
        self._waiting.append(wish)
        return partial(self._fulfil, wish)

    def _fulfil(self, wish: _Wish) -> Embedded:
        # Those before it may be of requests that were given up, and never had their turn.
        while not wish.vectors.done():
            self._embed(self._next())
        return wish.vectors.result()

    def _next(self) -> list[_Wish]:
        wishes = [self._waiting.popleft()]
        count = len(wishes[0].texts)
        while self._waiting and (count := count + len(self._waiting[0].texts)) <= _TOGETHER:
            wishes.append(self._waiting.popleft())
        return wishes

    def _embed(self, wishes: Sequence[_Wish]) -> None:
        try:
            embedded = self._library.embed_texts([text for wish in wishes for text in wish.texts])
        except Exception as error:  # noqa: BLE001 - raised by each of the wishes
            for wish in wishes:
                wish.vectors.set_exception(error)
            return
        first = 0
        for wish in wishes:
            last = first + len(wish.texts)
            wish.vectors.set_result(Embedded(embedded.space, embedded.vectors[first:last]))
            first = last


def _joined(parts: Sequence[Embedded]) -> Embedded:
    if len({part.space for part in parts}) > 1:
        raise Refusal(503, "ModelChanged", "The model was changed in the middle of this request.", "Ask again.")
    return Embedded(parts[0].space, np.concatenate([part.vectors for part in parts]))
