"""Keeps questions: those saved under a name, and those that were asked before."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from photo_search.catalog import tables as t
from photo_search.catalog.database import Database
from photo_search.errors import NameTaken, SavedSearchUnusable
from photo_search.records import Asked, SavedSearch

_MOST_ASKED = 1000
_LONGEST_NAME = 200


class SavedSearches:
    """Reads and changes saved searches. Every change raises LibraryReadOnly, StorageFull or LibraryInUse."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[SavedSearch]:
        """Return all of them, pinned ones first, each kind in the person's own order."""
        with self._database.read() as connection:
            return _all(connection)

    def save(self, name: str, text: str, *, concept: bool = False, replace: bool = False) -> SavedSearch:
        """Keep `text` under `name`, last of all; with `replace`, in the place of another of that name.

        Names are the same if only their case or spaces differ. Raises NameTaken, or SavedSearchUnusable for a name or
        text that is empty, or a name that can't be asked for.
        """
        name, text = _usable_name(name, concept=concept), _usable_text(text)

        def change(connection: Connection) -> SavedSearch:
            taken = connection.execute(select(t.saved_search).where(_has(name))).one_or_none()
            if taken is None:
                return _add(connection, name, text, concept=concept)
            if not replace:
                raise _taken(taken.name)
            values = {"name": name, "text": text, "is_concept": int(concept)}
            connection.execute(update(t.saved_search).where(_is(taken.id)).values(**values))
            return _one(connection, taken.id)

        return self._database.write(change)

    def rename(self, search_id: int, name: str) -> SavedSearch:
        """Give a saved search another name. Raises as `save` does, and SavedSearchUnusable if it is gone."""

        def change(connection: Connection) -> SavedSearch:
            known = _one(connection, search_id)
            usable = _usable_name(name, concept=known.is_concept)
            taken = connection.execute(select(t.saved_search).where(_has(usable))).one_or_none()
            if taken is not None and taken.id != search_id:
                raise _taken(taken.name)
            values = {"name": usable, "folded": folded(usable)}
            connection.execute(update(t.saved_search).where(_is(search_id)).values(**values))
            return _one(connection, search_id)

        return self._database.write(change)

    def change(self, search_id: int, text: str) -> SavedSearch:
        """Let a saved search ask something else. Raises SavedSearchUnusable if that is empty, or it is gone."""
        return self._set(search_id, text=_usable_text(text))

    def pin(self, search_id: int, pinned: bool) -> SavedSearch:
        """Let a saved search stand before those that are not pinned, or no longer. Raises SavedSearchUnusable."""
        return self._set(search_id, pinned=int(pinned))

    def move(self, search_id: int, position: int) -> SavedSearch:
        """Put a saved search where `position` says in the list of all; pinned ones stay first.

        Positions beyond an end are that end. Raises SavedSearchUnusable if it is gone.
        """

        def change(connection: Connection) -> SavedSearch:
            _one(connection, search_id)
            _place(connection, search_id, position)
            return _one(connection, search_id)

        return self._database.write(change)

    def remove(self, search_id: int) -> SavedSearch:
        """Forget a saved search and return it, so that it can be put back. Raises SavedSearchUnusable if it is gone."""

        def change(connection: Connection) -> SavedSearch:
            known = _one(connection, search_id)
            connection.execute(delete(t.saved_search).where(_is(search_id)))
            return known

        return self._database.write(change)

    def put_back(self, removed: SavedSearch) -> SavedSearch:
        """Undo `remove`: keep it again as and where it was. Raises NameTaken."""

        def change(connection: Connection) -> SavedSearch:
            taken = connection.execute(select(t.saved_search).where(_has(removed.name))).one_or_none()
            if taken is not None:
                raise _taken(taken.name)
            added = _add(connection, removed.name, removed.text, concept=removed.is_concept)
            values = {"pinned": int(removed.pinned), "added_at": int(removed.added.timestamp())}
            connection.execute(update(t.saved_search).where(_is(added.search_id)).values(**values))
            _place(connection, added.search_id, removed.position)
            return _one(connection, added.search_id)

        return self._database.write(change)

    def concept(self, name: str) -> str | None:
        """Return the text of the concept with this name, or None if there is none."""
        query = select(t.saved_search.c.text).where(_has(name), t.saved_search.c.is_concept == 1)
        with self._database.read() as connection:
            return connection.execute(query).scalar_one_or_none()

    def _set(self, search_id: int, **values: Any) -> SavedSearch:
        def change(connection: Connection) -> SavedSearch:
            connection.execute(update(t.saved_search).where(_is(search_id)).values(**values))
            return _one(connection, search_id)

        return self._database.write(change)


class AskedSearches:
    """The questions of before, the newest 1,000. In a library that is open for reading none is noted."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, text: str, matching: int | None) -> None:
        """Note that `text` was asked and how many photos matched; nothing is noted for an empty one.

        Questions are the same if only their case or spaces differ; the last spelling stays. Waits for the writer's
        thread. Raises StorageFull or LibraryInUse.
        """
        text = _single_spaced(text)
        if not text or self._database.read_only:
            return

        def change(connection: Connection) -> None:
            before = connection.execute(
                delete(t.asked_search).where(t.asked_search.c.folded == folded(text)).returning(t.asked_search.c.times)
            ).scalar_one_or_none()
            _note(connection, text, (before or 0) + 1, matching)
            _drop_oldest(connection)

        self._database.write(change)

    def recent(self, limit: int = 50, starting: str = "") -> list[Asked]:
        """Return the questions asked last, newest first; only those that begin with `starting`, in any case."""
        query = select(t.asked_search).order_by(t.asked_search.c.id.desc()).limit(limit)
        if starting.strip():
            beginning = folded(starting)
            query = query.where(func.substr(t.asked_search.c.folded, 1, len(beginning)) == beginning)
        with self._database.read() as connection:
            return [
                Asked(row.text, row.times, row.matching, datetime.fromtimestamp(row.last_asked).astimezone())
                for row in connection.execute(query)
            ]

    def forget(self, text: str) -> None:
        """Forget a question. Raises LibraryReadOnly, StorageFull or LibraryInUse."""
        statement = delete(t.asked_search).where(t.asked_search.c.folded == folded(text))
        self._database.write(lambda connection: connection.execute(statement))

    def forget_all(self) -> None:
        """Forget every question. Raises LibraryReadOnly, StorageFull or LibraryInUse."""
        self._database.write(lambda connection: connection.execute(delete(t.asked_search)))

    def take_over(self, texts: Sequence[str]) -> None:
        """Take questions that were kept elsewhere, newest first; only where none was noted here yet."""
        if self._database.read_only:
            return

        def change(connection: Connection) -> None:
            if connection.execute(select(func.count()).select_from(t.asked_search)).scalar_one():
                return
            newest = {folded(text): _single_spaced(text) for text in reversed(texts) if text.strip()}
            for same in reversed(list(dict.fromkeys(map(folded, texts)))):
                if same in newest:
                    _note(connection, newest[same], 1, None)
            _drop_oldest(connection)

        self._database.write(change)


def folded(text: str) -> str:
    """Return what is equal for texts that differ only in case, spaces, or the way that accents are written."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return _single_spaced(unicodedata.normalize("NFKC", text))


def _single_spaced(text: str) -> str:
    # Half of a surrogate pair, which some keyboards send, is no text that a file can hold.
    return " ".join(text.encode("utf-8", "replace").decode().split())


def _usable_name(name: str, *, concept: bool) -> str:
    name = _single_spaced(name)
    if not name:
        raise SavedSearchUnusable("A saved search needs a name.", "Type one.")
    if len(name) > _LONGEST_NAME:
        raise SavedSearchUnusable("That name is too long.", f"Use at most {_LONGEST_NAME} characters.")
    if concept and '"' in name:
        raise SavedSearchUnusable("The name of a concept can't hold quotation marks.", "Leave them out.")
    return name


def _usable_text(text: str) -> str:
    text = _single_spaced(text)
    if not text:
        raise SavedSearchUnusable("There is no search to save yet.", "Search for something first.")
    return text


def _taken(name: str) -> NameTaken:
    return NameTaken(f"There is a saved search named “{name}” already.", "Use another name, or replace it.")


def _is(search_id: int) -> Any:
    return t.saved_search.c.id == search_id


def _has(name: str) -> Any:
    return t.saved_search.c.folded == folded(name)


def _all(connection: Connection) -> list[SavedSearch]:
    c = t.saved_search.c
    rows = connection.execute(select(t.saved_search).order_by(c.pinned.desc(), c.position, c.id))
    return [_record(row, position) for position, row in enumerate(rows)]


def _record(row: Row[Any], position: int) -> SavedSearch:
    return SavedSearch(
        row.id,
        row.name,
        row.text,
        row.is_concept == 1,
        row.pinned == 1,
        position,
        datetime.fromtimestamp(row.added_at).astimezone(),
    )


def _one(connection: Connection, search_id: int) -> SavedSearch:
    known = next((saved for saved in _all(connection) if saved.search_id == search_id), None)
    if known is None:
        raise SavedSearchUnusable("That saved search is no longer there.")
    return known


def _add(connection: Connection, name: str, text: str, *, concept: bool) -> SavedSearch:
    last = connection.execute(select(func.max(t.saved_search.c.position))).scalar_one()
    added = connection.execute(
        insert(t.saved_search)
        .values(
            name=name,
            folded=folded(name),
            text=text,
            is_concept=int(concept),
            pinned=0,
            position=0 if last is None else last + 1,
            added_at=int(time.time()),
        )
        .returning(t.saved_search.c.id)
    ).scalar_one()
    return _one(connection, added)


def _place(connection: Connection, search_id: int, position: int) -> None:
    """Give every saved search its position anew, with one of them at `position`."""
    order = [saved.search_id for saved in _all(connection) if saved.search_id != search_id]
    order.insert(max(0, position), search_id)
    for number, each in enumerate(order):
        connection.execute(update(t.saved_search).where(_is(each)).values(position=number))


def _note(connection: Connection, text: str, times: int, matching: int | None) -> None:
    connection.execute(
        insert(t.asked_search).values(
            folded=folded(text), text=text, times=times, matching=matching, last_asked=int(time.time())
        )
    )


def _drop_oldest(connection: Connection) -> None:
    newest = select(t.asked_search.c.id).order_by(t.asked_search.c.id.desc()).limit(_MOST_ASKED)
    connection.execute(delete(t.asked_search).where(t.asked_search.c.id.not_in(newest)))
