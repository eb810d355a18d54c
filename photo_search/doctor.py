"""Checks a library's parts against themselves and each other, and mends what can be made anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from photo_search.catalog.catalog import Catalog
from photo_search.indexing.thumbnails import ThumbnailStore
from photo_search.searching.space_index import SpaceIndex


class Part(Enum):
    """The part of a library that something is wrong with."""

    CATALOG = "catalog"
    WORDS = "words"
    EMBEDDINGS = "embeddings"
    THUMBNAILS = "thumbnails"
    INDEX = "index"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong, in a sentence; `repaired` says that it no longer is, or won't be after an index run."""

    part: Part
    sentence: str
    repaired: bool


def examine(
    catalog: Catalog, thumbnails: ThumbnailStore, indexes: Sequence[SpaceIndex], *, repair: bool
) -> list[Finding]:
    """Check everything, which reads every embedding and thumbnail; return what is wrong."""
    findings = [Finding(Part.CATALOG, f"{fault}.", repaired=False) for fault in catalog.faults()]
    if findings:
        return findings  # Nothing can be compared with a damaged catalog.
    findings += [Finding(Part.WORDS, fault, repaired=repair) for fault in catalog.words.faults(repair=repair)]
    findings += _embeddings(catalog, repair=repair)
    findings += _thumbnails(catalog, thumbnails, repair=repair)
    for index in indexes:
        findings += [Finding(Part.INDEX, fault, repaired=repair) for fault in index.faults(repair=repair)]
    return findings


def _embeddings(catalog: Catalog, *, repair: bool) -> list[Finding]:
    damaged = catalog.embeddings.damaged()
    if not damaged:
        return []
    if repair:
        catalog.embeddings.remove(damaged)
    return [
        Finding(
            Part.EMBEDDINGS,
            f"What was read from {len(damaged):,} photos is damaged; the next index run reads them again.",
            repaired=repair,
        )
    ]


def _thumbnails(catalog: Catalog, thumbnails: ThumbnailStore, *, repair: bool) -> list[Finding]:
    findings = [Finding(Part.THUMBNAILS, fault, repaired=repair) for fault in thumbnails.check()]
    if findings and repair:
        thumbnails.start_anew()  # All of them are lacking then, and are made from the photos below.
    photos = catalog.photos.hashes()
    kept = set(thumbnails.hashes())
    hidden = set(catalog.photos.hidden_ids().tolist())
    lacking = [photo_id for content_hash, photo_id in photos.items() if content_hash not in kept]
    lacking = [photo_id for photo_id in lacking if photo_id not in hidden]
    if lacking:
        if repair:
            catalog.read_again(lacking)
        sentence = f"{len(lacking):,} photos have no thumbnail; the next index run makes them."
        findings.append(Finding(Part.THUMBNAILS, sentence, repaired=repair))
    if repair and (unused := kept - photos.keys()):
        thumbnails.remove_many(unused)  # Left over from a run that was killed; nothing is wrong with having them.
    return findings
