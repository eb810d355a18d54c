"""Looks up where photos of the library were taken that today's table of places was not asked about yet."""

from __future__ import annotations

from photo_search.catalog.catalog import Catalog
from photo_search.indexing.places import Places
from photo_search.indexing.run import IndexRun


def look_up_places(run: IndexRun, catalog: Catalog, places: Places) -> None:
    """Give places to the photos that came before there was a table, or with another one; no file is read.

    A run that is cancelled keeps what it did, and the next goes on from there. Raises StorageFull or LibraryInUse.
    """
    version = places.version
    for part in catalog.places.to_look_up(version):
        run.rest_while_paused()
        if run.cancelled:
            return
        found = places.at_many([photo.latitude for photo in part], [photo.longitude for photo in part])
        catalog.places.write(version, dict(zip(part, found, strict=True)))
