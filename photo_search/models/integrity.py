"""Makes sure that a model's files are those that were checked, without reading a gigabyte at every start.

What a file looked like when its checksum was last right - size, time stamps, inode - is kept beside the model. Where
one of these differs, the file is read again.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections.abc import Iterable
from pathlib import Path

from photo_search.models.model_folder import ModelFolder
from photo_search.models.spec import FileFact, ModelSpec

_log = logging.getLogger(__name__)
_FILE = "checked.json"
_ALWAYS_READ_BYTES = 16 << 20
"""Smaller files are read each time: it costs milliseconds, and nothing need be remembered of them."""

_Looks = dict[str, list[int]]


def ensure_intact(spec: ModelSpec, names: Iterable[str]) -> None:
    """Compare the checksums of those of `names` that `spec` gives one for; raise ModelUnusable, naming the file."""
    wanted = set(names)
    _check(spec, [fact for fact in spec.files if fact.name in wanted], _remembered(spec.folder))


def verify_files(spec: ModelSpec) -> None:
    """Compare size and SHA-256 of every file that `photo_search.json` lists; read all of them.

    Raises ModelUnusable, naming the file.
    """
    _check(spec, spec.files, {})


def _check(spec: ModelSpec, facts: Iterable[FileFact], remembered: _Looks) -> None:
    place = ModelFolder(spec.folder)
    seen = {}
    for fact in facts:
        path = place.file(fact.name)
        looks = _looks(path)
        if fact.size not in {None, looks[0]}:
            raise place.fault(f"its file {fact.name!r} is incomplete or has been changed")
        if fact.sha256 is None or remembered.get(fact.name) == looks:
            continue
        with place.open(fact.name) as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != fact.sha256:
                (spec.folder / _FILE).unlink(missing_ok=True)
                raise place.fault(f"its file {fact.name!r} is damaged or has been changed")
        if looks[0] >= _ALWAYS_READ_BYTES:
            seen[fact.name] = looks
    if seen:
        _remember(spec.folder, remembered | seen)


def _looks(path: Path) -> list[int]:
    stat = path.stat()
    return [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino]


def _remembered(folder: Path) -> _Looks:
    try:
        looks = json.loads((folder / _FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}  # nothing was remembered yet, or it is damaged: the files are read
    return looks if isinstance(looks, dict) else {}


def _remember(folder: Path, looks: _Looks) -> None:
    part = folder / f"{_FILE}.{os.getpid()}.part"
    try:
        part.write_text(json.dumps(looks), "utf-8")
        part.replace(folder / _FILE)
    except OSError:
        _log.info("the folder of a model can't be written: its files are read at every start")
