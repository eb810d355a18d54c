"""Which models to compare: named on the command line, or listed in a TOML file.

[[model]]
name = "starter"            # an installed model; or
folder = "models/mine"      # a model's folder, relative to this file
title = "What I use now"    # what to call it; default: its name
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from photo_search.errors import ComparisonUnusable
from photo_search.models.spec import ModelSpec, read_spec
from photo_search.models.store import ModelStore
from photo_search.paths import display_path


@dataclass(frozen=True, slots=True)
class Candidate:
    """A model to compare, and what to call it."""

    spec: ModelSpec
    title: str


def named_candidates(store: ModelStore, names: Sequence[str]) -> list[Candidate]:
    """Return the models with these names, or in these folders; without any, all that are installed.

    Raises NoSuchModel or ModelUnusable.
    """
    specs = [_spec(store, name, Path(name)) for name in names] or store.installed()
    return _told_apart([Candidate(spec, spec.name) for spec in specs])


def listed_candidates(store: ModelStore, path: Path) -> list[Candidate]:
    """Return the models that a TOML file lists. Raises ComparisonUnusable, NoSuchModel or ModelUnusable."""
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("model")
    except (OSError, ValueError) as error:
        raise _fault(path, f"can't be read ({error})") from error
    if not isinstance(entries, list) or not entries:
        raise _fault(path, "lists no model")
    return _told_apart([_listed(store, path, entry) for entry in entries])


def _listed(store: ModelStore, path: Path, entry: object) -> Candidate:
    if not isinstance(entry, dict) or not all(isinstance(value, str) for value in entry.values()):
        raise _fault(path, "has an entry that is no model")
    if "folder" in entry:
        spec = read_spec(path.parent / entry["folder"])
    elif "name" in entry:
        spec = store.spec(entry["name"])
    else:
        raise _fault(path, "has an entry without a name or a folder")
    return Candidate(spec, entry.get("title", spec.name))


def _spec(store: ModelStore, name: str, folder: Path) -> ModelSpec:
    if any(spec.name == name for spec in store.installed()) or not folder.is_dir():
        return store.spec(name)
    return read_spec(folder)


def _told_apart(candidates: list[Candidate]) -> list[Candidate]:
    """Return the candidates with titles that differ."""
    seen: dict[str, int] = {}
    apart = []
    for candidate in candidates:
        seen[candidate.title] = number = seen.get(candidate.title, 0) + 1
        apart.append(candidate if number == 1 else Candidate(candidate.spec, f"{candidate.title} ({number})"))
    return apart


def _fault(path: Path, what: str) -> ComparisonUnusable:
    return ComparisonUnusable(
        f"“{display_path(os.fsencode(path))}” {what}.",
        'It lists models as [[model]], each with name = "…" or folder = "…", and a title if you like.',
    )
