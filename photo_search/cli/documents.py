"""The JSON documents that commands print with --json; README.md lists their fields, and a test compares."""

from __future__ import annotations

import base64
from collections.abc import Collection, Sequence
from dataclasses import asdict
from typing import Any

from photo_search.benchmark import Measurement
from photo_search.doctor import Finding
from photo_search.errors import UserFixable
from photo_search.model_spaces import ChangePlan, SpaceStatus
from photo_search.models.catalogue import KnownModel
from photo_search.models.spec import ModelSpec
from photo_search.records import Coverage, Folder, Hit, IndexReport, Problem, SearchResult
from photo_search.searching.arranging import Group, Grouping
from photo_search.searching.query import Part, Query, When, Words

Document = dict[str, Any]


def path_fields(path: bytes) -> Document:
    """Return `path` as text; where the bytes are no UTF-8 also `path_base64`, the bytes themselves."""
    try:
        return {"path": path.decode()}
    except UnicodeDecodeError:
        return {"path": path.decode(errors="replace"), "path_base64": base64.b64encode(path).decode()}


def coverage(seen: Coverage) -> Document:
    """Return how much of the library was searched."""
    return asdict(seen)


def hit(found: Hit) -> Document:
    """Return one hit."""
    return {
        "photo": found.photo_id,
        **path_fields(found.path),
        "cosine": round(found.cosine, 6),
        "score": round(found.score, 6),
        "taken": None if found.taken is None else found.taken.isoformat(),
        "width": found.width,
        "height": found.height,
        "place": found.place,
        "offline": found.offline,
        "matches": found.matches,
        "by_name": found.by_name,
        "folded": list(found.folded),
    }


def search_result(result: SearchResult, query: Query | None = None, groups: Sequence[Group] = ()) -> Document:
    """Return an answer, in `groups` if there are some; `query` is what was understood of the question."""
    hits = [found for group in groups for found in group.hits] if groups else result.hits
    return {
        "query": result.query,
        "model": result.model,
        "understood": [_part(part) for part in query.chips] if query else [],
        "unknown": list(query.unknown) if query else [],
        "notices": list(result.notices),
        "coverage": coverage(result.coverage),
        "took_ms": round(result.took_ms, 3),
        "matching": result.matching,
        "hits": [hit(found) for found in hits],
        "groups": [_group(one) for one in groups if one.grouping is not Grouping.NONE],
    }


def _part(part: Part) -> Document:
    if isinstance(part, When):
        first, last = (day.isoformat() if day else None for day in (part.range.first, part.range.last))
        return {"kind": "date", "text": part.text, "first": first, "last": last}
    if isinstance(part, Words):
        return {"kind": "words", "text": part.text, "weight": part.weight, "exact": part.exact}
    return {"kind": part.key.value, "text": part.said, "negated": part.negated}


def _group(group: Group) -> Document:
    return {
        "since": None if group.since is None else group.since.isoformat(),
        "folder": None if group.folder is None else path_fields(group.folder)["path"],
        "photos": [found.photo_id for found in group.hits],
    }


def index_report(report: IndexReport) -> Document:
    """Return the final document of `index`."""
    return {
        "found": report.found,
        "new": report.new,
        "changed": report.changed,
        "moved": report.moved,
        "gone": report.gone,
        "embedded": report.embedded,
        "failed": report.failed,
        "seconds": round(report.seconds, 3),
        "cancelled": report.cancelled,
        "offline": [{**path_fields(path), "sentence": sentence} for path, sentence in report.offline],
        "learned": report.learned,
        "switched_to": report.switched_to,
    }


def folders(listed: Sequence[Folder]) -> Document:
    """Return the library's folders."""
    return {
        "folders": [
            {
                "folder": folder.folder_id,
                **path_fields(folder.path),
                "photos": folder.photos,
                "exclusions": list(folder.exclusions),
                "offline": folder.offline,
            }
            for folder in listed
        ]
    }


def problems(listed: Sequence[Problem]) -> Document:
    """Return what could not be read."""
    return {
        "problems": [
            {
                **path_fields(problem.path),
                "stage": problem.stage.value,
                "sentence": problem.sentence,
                "attempts": problem.attempts,
                "last_tried": problem.last_tried.isoformat(),
            }
            for problem in listed
        ]
    }


def models(listed: Sequence[SpaceStatus]) -> Document:
    """Return the models that are installed or know photos of the library."""
    return {
        "models": [
            {
                "model": one.name,
                "revision": one.identity.revision,
                "variant": one.identity.variant,
                "dimension": one.identity.dimension,
                "installed": one.installed,
                "in_use": one.answers,
                "photos": one.photos,
                "role": None if one.role is None else one.role.value,
                "share": one.share,
                "wanted": one.wanted,
                "waiting": one.waiting,
                "failed": one.failed,
                "errors": list(one.errors),
                "disk_bytes": one.disk_bytes,
                "index": one.index,
                "note": one.note,
            }
            for one in listed
        ]
    }


def change_plan(plan: ChangePlan) -> Document:
    """Return what `models use --dry-run` says."""
    return {"plan": asdict(plan)}


def known_models(listed: Sequence[KnownModel], installed: Collection[str]) -> Document:
    """Return the models that can be downloaded; `bytes` is about what has to be fetched."""
    return {
        "known": [
            {
                "model": one.name,
                "title": one.title,
                "summary": one.summary,
                "tier": one.tier.value,
                "repository": one.repository,
                "revision": one.revision,
                "dimension": one.dimension,
                "bytes": one.download_bytes or one.approximate_bytes,
                "languages": list(one.languages),
                "licence": one.licence,
                "quality": [asdict(figure) for figure in one.quality],
                "installed": one.name in installed,
            }
            for one in listed
        ]
    }


def installed_model(spec: ModelSpec) -> Document:
    """Return a model that was downloaded or imported."""
    return {"model": spec.name, "revision": spec.revision, "variant": spec.variant, "dimension": spec.dimension}


def findings(found: Sequence[Finding]) -> Document:
    """Return what `doctor` found."""
    return {
        "findings": [
            {"part": finding.part.value, "sentence": finding.sentence, "repaired": finding.repaired}
            for finding in found
        ]
    }


def measurements(figures: Sequence[Measurement]) -> Document:
    """Return what `bench` measured."""
    return {"figures": [asdict(figure) for figure in figures]}


def error(raised: UserFixable) -> Document:
    """Return why a command could not do its work."""
    return {"error": {"kind": type(raised).__name__, "sentence": raised.sentence, "remedy": raised.remedy}}
