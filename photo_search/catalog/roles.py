"""Which model space is used for what: the one that answers, one that is to take its place, one to go back to."""

from __future__ import annotations

import time
from typing import NamedTuple

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from photo_search.catalog import tables as t
from photo_search.catalog.database import Database
from photo_search.records import SpaceRole

_SHARE_STEPS = 1 << 32


class Roles(NamedTuple):
    """The spaces (ids) with a role; `share` is the part of the library, 0..1, that the coming one is to cover."""

    answering: int | None = None
    coming: int | None = None
    share: float = 1.0
    previous: int | None = None


def in_share(content_hash: bytes, share: float) -> bool:
    """Say whether a photo belongs to a part of the library: always the same one, and a larger part holds a smaller.

    Content hashes are evenly spread, so their first 32 bits choose.
    """
    return int.from_bytes(content_hash[:4], "big") < share * _SHARE_STEPS


class SpaceRoles:
    """Reads and changes the roles. A change is one transaction: a search sees them as before or as after it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self) -> Roles:
        """Return who has which role now."""
        with self._database.read() as connection:
            return _roles(connection)

    def answer_first(self, space_id: int) -> None:
        """Let a space answer where none does yet."""
        if self.get().answering is None:
            self._database.write(lambda connection: _give(connection, SpaceRole.ANSWERING, space_id))

    def come(self, space_id: int, share: float) -> None:
        """Let a space be prepared to answer; it takes the place of another that was."""
        self._database.write(lambda connection: _give(connection, SpaceRole.COMING, space_id, share))

    def stay(self) -> None:
        """Let no space be prepared any more."""
        self._database.write(lambda connection: _take(connection, SpaceRole.COMING))

    def leave(self, space_id: int) -> None:
        """Take every role from a space."""
        self._database.write(
            lambda connection: connection.execute(delete(t.space_role).where(t.space_role.c.space_id == space_id))
        )

    def take_over(self, space_id: int) -> None:
        """Let a space answer from now on, and the one that did be the one to go back to."""

        def change(connection: Connection) -> None:
            before = _roles(connection)
            if before.answering == space_id:
                return
            _take(connection, SpaceRole.ANSWERING)
            _take(connection, SpaceRole.PREVIOUS)
            if before.coming == space_id:
                _take(connection, SpaceRole.COMING)
            _give(connection, SpaceRole.ANSWERING, space_id)
            if before.answering is not None:
                _give(connection, SpaceRole.PREVIOUS, before.answering)

        self._database.write(change)


def _roles(connection: Connection) -> Roles:
    rows = {row.role: row for row in connection.execute(select(t.space_role))}
    answering, coming, previous = (
        rows[role].space_id if role in rows else None
        for role in (SpaceRole.ANSWERING, SpaceRole.COMING, SpaceRole.PREVIOUS)
    )
    return Roles(answering, coming, rows[SpaceRole.COMING].share if coming else 1.0, previous)


def _give(connection: Connection, role: SpaceRole, space_id: int, share: float = 1.0) -> None:
    statement = insert(t.space_role).values(role=role.value, space_id=space_id, share=share, since=int(time.time()))
    updated = {name: statement.excluded[name] for name in ("space_id", "share", "since")}
    connection.execute(statement.on_conflict_do_update(index_elements=[t.space_role.c.role], set_=updated))


def _take(connection: Connection, role: SpaceRole) -> None:
    connection.execute(delete(t.space_role).where(t.space_role.c.role == role.value))
