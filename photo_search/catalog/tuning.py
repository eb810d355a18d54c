"""Keeps how a person tuned the scores of each model space."""

from __future__ import annotations

import math

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from photo_search.catalog import tables as t
from photo_search.catalog.database import Database
from photo_search.records import Tuning


class ScoreTuning:
    """Reads and changes the tuning of model spaces, given by their ids."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, space_id: int) -> Tuning | None:
        """Return a space's tuning, or None if it was never tuned."""
        query = select(t.score_tuning).where(t.score_tuning.c.space_id == space_id)
        with self._database.read() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else Tuning(row.temperature, row.strictness)

    def set(self, space_id: int, tuning: Tuning) -> None:
        """Keep a space's tuning. Raises ValueError for what is none, LibraryReadOnly or StorageFull."""
        steep, strict = tuning.temperature, tuning.strictness
        if not ((steep is None or 0 < steep < math.inf) and (strict is None or 0 <= strict <= 1)):
            raise ValueError(tuning)
        values = {"temperature": tuning.temperature, "strictness": tuning.strictness}
        statement = insert(t.score_tuning).values(space_id=space_id, **values)
        statement = statement.on_conflict_do_update(index_elements=[t.score_tuning.c.space_id], set_=values)
        self._database.write(lambda connection: connection.execute(statement))

    def reset(self, space_id: int) -> None:
        """Forget a space's tuning. Raises LibraryReadOnly or StorageFull."""
        statement = delete(t.score_tuning).where(t.score_tuning.c.space_id == space_id)
        self._database.write(lambda connection: connection.execute(statement))
