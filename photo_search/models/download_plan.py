"""What a download fetches: one commit, and the size and checksum of each file; kept on disk while it goes on."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from photo_search.errors import DownloadFailed
from photo_search.models.catalogue import KnownFile, KnownModel
from photo_search.models.checksums import Checksum
from photo_search.models.hub import Hub, Repository
from photo_search.models.hub_cache import HubCache

_FILE = "plan.json"


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file to fetch. `size` in bytes."""

    path: str
    size: int
    checksum: Checksum


@dataclass(frozen=True, slots=True)
class DownloadPlan:
    """What makes up a model; two downloads of the same plan can go on where the other ended."""

    repository: str
    commit: str
    files: tuple[PlannedFile, ...]

    @property
    def total_bytes(self) -> int:
        """The size of all files."""
        return sum(file.size for file in self.files)


def make_plan(known: KnownModel, hub: Hub, cache: HubCache) -> DownloadPlan:
    """Return what to fetch for `known`; asks the hub only for what is not known already.

    Raises DownloadFailed, or Interrupted as `hub` does.
    """
    if known.revision and all(file.size is not None and file.sha256 for file in known.files):
        files = {file.path: (file.size, Checksum(file.sha256 or "")) for file in known.files}
        return _plan(known, known.revision, files)
    if hub.offline:
        return _plan_from_cache(known, hub, cache)
    repository = hub.repository(known.repository, known.revision)
    if known.revision and repository.commit != known.revision:
        raise DownloadFailed(
            f"The hub has no version {known.revision} of the model “{known.title}”.", "Try again later."
        )
    return _plan(known, repository.commit, _facts(known, repository))


def save_plan(plan: DownloadPlan, folder: Path) -> None:
    """Write the plan into `folder`."""
    files = {file.path: {"size": file.size, "checksum": file.checksum.digits} for file in plan.files}
    content = {"repository": plan.repository, "commit": plan.commit, "files": files}
    part = folder / f"{_FILE}.part"
    part.write_text(json.dumps(content, indent=1), "utf-8")
    part.replace(folder / _FILE)


def kept_plan(known: KnownModel, folder: Path) -> DownloadPlan | None:
    """Return the plan in `folder`, if there is one and it still is what `known` asks for."""
    try:
        content = json.loads((folder / _FILE).read_text("utf-8"))
        plan = DownloadPlan(
            content["repository"],
            content["commit"],
            tuple(PlannedFile(path, f["size"], Checksum(f["checksum"])) for path, f in content["files"].items()),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None  # none was written yet, or its writing was interrupted: a new one is made
    return plan if _still_wanted(plan, known) else None


def _still_wanted(plan: DownloadPlan, known: KnownModel) -> bool:
    planned = {file.path: file for file in plan.files}
    return (
        plan.repository == known.repository
        and plan.commit == (known.revision or plan.commit)
        and all(
            (mine := planned.get(file.path)) is not None
            and mine.size == (file.size or mine.size)
            and not mine.checksum.conflicts_with(_known_checksum(file))
            for file in known.files
        )
    )


def _facts(known: KnownModel, repository: Repository) -> dict[str, tuple[int | None, Checksum | None]]:
    found: dict[str, tuple[int | None, Checksum | None]] = {}
    for file in known.files:
        remote = repository.files.get(file.path)
        if remote is None:
            raise DownloadFailed(
                f"The hub no longer has the file {file.path} of the model “{known.title}”.", "Choose another model."
            )
        found[file.path] = (file.size or remote.size, _known_checksum(file) or remote.checksum)
    # Graphs beyond the 2 GB of a protobuf message keep their weights in files of these names.
    for path, remote in repository.files.items():
        if any(path.startswith(f"{graph}_data") for graph in (known.vision, known.text)):
            found[path] = (remote.size, remote.checksum)
    return found


def _plan_from_cache(known: KnownModel, hub: Hub, cache: HubCache) -> DownloadPlan:
    commit = known.revision or cache.commit(known.repository)
    found = {file.path: commit and cache.find(known.repository, commit, file.path) for file in known.files}
    if not commit or not all(found.values()):
        hub.repository(known.repository, known.revision)  # says that downloads are switched off
    facts: dict[str, tuple[int | None, Checksum | None]] = {}
    for file in known.files:
        blob = found[file.path]
        assert blob  # noqa: S101 - for the type checker: the call above has raised otherwise
        facts[file.path] = (os.stat(blob).st_size, _known_checksum(file) or cache.checksum(Path(blob)))
    return _plan(known, str(commit), facts)


def _plan(known: KnownModel, commit: str, facts: Mapping[str, tuple[int | None, Checksum | None]]) -> DownloadPlan:
    files = []
    for path, (size, checksum) in facts.items():
        if size is None or checksum is None:
            raise DownloadFailed(
                f"The hub doesn't say how the file {path} of “{known.title}” can be checked.",
                "Set HF_ENDPOINT to another server, or remove that setting.",
            )
        if ".." in PurePosixPath(path).parts:
            raise DownloadFailed(f"The hub names the file {path}, which no model has.", "Choose another model.")
        files.append(PlannedFile(path, size, checksum))
    return DownloadPlan(known.repository, commit, tuple(files))


def _known_checksum(file: KnownFile) -> Checksum | None:
    return Checksum(file.sha256) if file.sha256 else None
