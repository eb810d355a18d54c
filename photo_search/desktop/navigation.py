"""Where in the library the window is, what is asked there, and the way back and forward."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from photo_search.searching.question_editing import asks_with_pictures, example, file_name_of

_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Where:
    """A part of the library to look at. `folder_id` and `folder` (its absolute path) belong to the kind "folder"."""

    kind: Literal["all", "recent", "folder", "problems", "history"]
    folder_id: int | None = None
    folder: bytes = b""

    @property
    def is_page(self) -> bool:
        """Whether there is a page of its own, without photos."""
        return self.kind in {"problems", "history"}


@dataclass(frozen=True, slots=True)
class Words:
    """A question: words, and what else `searching/query.py` understands, pictures included."""

    text: str

    @property
    def has_pictures(self) -> bool:
        """Whether photos, and not words alone, say what is asked for."""
        return asks_with_pictures(self.text)


def like_photo(photo_id: int) -> Words:
    """Return the question for what looks like a photo of the library."""
    return Words(str(example(str(photo_id))))


def like_file(path: bytes) -> Words:
    """Return the question for what looks like the picture in a file, in the library or not."""
    return Words(str(example(file_name_of(path))))


@dataclass(frozen=True, slots=True)
class Place:
    """What the window shows: a part of the library, or what answers a question there."""

    where: Where
    question: Words | None = None

    @property
    def text(self) -> str:
        """What is asked; empty while browsing."""
        return "" if self.question is None else self.question.text


EVERYTHING = Place(Where("all"))


@dataclass(slots=True, eq=False)
class _Entry:
    """A place that was visited, with whatever the window wants to find again there.

    `settled` says that its words are no longer being typed; `above` is where a question with pictures was asked.
    """

    place: Place
    state: object = None
    above: _Entry | None = None
    settled: bool = False


class History:
    """The places visited, as in a web browser, but words being typed are one place, not one for each letter.

    `remember` before each step; `recall` after it.
    """

    def __init__(self, start: Place = EVERYTHING) -> None:
        self._entries = [_Entry(start)]
        self._at = 0

    @property
    def current(self) -> Place:
        """The place on show."""
        return self._entries[self._at].place

    def go(self, place: Place) -> None:
        """Show `place`; what lay forward is forgotten.

        Words that go on from unsettled ones take their place. A place that is come back to has its state of then,
        but typed words begin anew.
        """
        now = self._entries[self._at]
        if place == now.place:
            return
        if self._goes_on(now, place):
            self._entries[self._at :] = [_Entry(place, above=now.above)]
            return
        now.settled = True
        self._entries[self._at + 1 :] = [self._entered(now, place)]
        del self._entries[:-_LONGEST]
        self._at = len(self._entries) - 1

    def replace(self, place: Place) -> None:
        """Show `place` instead of the current one, which can't be gone back to."""
        self._entries[self._at :] = [_Entry(place)]

    def settle(self) -> None:
        """Take the words on show for meant, since their photos were looked at: others are then a place of their own."""
        self._entries[self._at].settled = True

    @property
    def can_go_back(self) -> bool:
        """Whether there is an earlier place."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a place that was gone back from."""
        return self._at + 1 < len(self._entries)

    def back(self) -> Place:
        """Show the earlier place, if there is one, and return what is on show."""
        return self._step(-1)

    def forward(self) -> Place:
        """Show the place that was gone back from, if there is one, and return what is on show."""
        return self._step(1)

    def up(self) -> Place | None:
        """Return where Esc leads: from a question with pictures to where it was asked, from words to browsing."""
        now = self._entries[self._at]
        if now.place.question is None:
            return None
        return Place(now.place.where) if now.above is None else now.above.place

    def remember(self, state: object) -> None:
        """Keep `state`, such as how far the grid is scrolled, with the current place."""
        self._entries[self._at].state = state

    def recall(self) -> object:
        """Return what was remembered of the current place, or None."""
        return self._entries[self._at].state

    def forget(self, gone: Callable[[Place], bool]) -> None:
        """Forget the places that are gone, such as those in a removed folder; from such a one, show everything."""
        if gone(self.current):
            self._entries[self._at] = _Entry(EVERYTHING)
        now = self._entries[self._at]
        kept: list[_Entry] = []
        for entry in self._entries:
            twice = bool(kept) and kept[-1].place == entry.place
            if entry is now and twice:
                kept.pop()
            elif entry is not now and (twice or gone(entry.place)):
                continue
            kept.append(entry)
        self._entries, self._at = kept, kept.index(now)

    def _step(self, by: int) -> Place:
        self._entries[self._at].settled = True
        self._at = min(max(self._at + by, 0), len(self._entries) - 1)
        return self.current

    def _entered(self, now: _Entry, place: Place) -> _Entry:
        if now.above is not None and now.above.place == place:
            return _Entry(place, now.above.state, now.above.above)
        if place.question is not None and not place.question.has_pictures:
            return _Entry(place)
        visited = reversed(self._entries[: self._at + 1])
        state = next((entry.state for entry in visited if entry.place == place), None)
        asked_here = place.question is not None and not now.place.where.is_page
        return _Entry(place, state, now if asked_here else None)

    def _goes_on(self, now: _Entry, place: Place) -> bool:
        before, after = now.place.question, place.question
        return (
            not now.settled
            and before is not None
            and after is not None
            and now.place.where == place.where
            and not (now.above is not None and now.above.place == place)
            and _is_edit(before.text, after.text)
        )


def _is_edit(before: str, after: str) -> bool:
    """Return whether letters were only added or only removed, in one place: "dog" to "red dog", not to "cat"."""
    short, long = sorted((before, after), key=len)
    same = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return long.endswith(short[same:])
