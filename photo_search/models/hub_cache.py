"""Finds files that the hub's own tools have already downloaded to this computer.

Layout: huggingface.co/docs/huggingface_hub/guides/manage-cache. A snapshot's files are links to blobs, which are
named by their checksum.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from photo_search.models.checksums import Checksum, parse_checksum


class HubCache:
    """The cache that HF_HUB_CACHE, HF_HOME or XDG_CACHE_HOME name, or the default one. It is only read."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        caches = Path(environment.get("XDG_CACHE_HOME") or "~/.cache")
        home = Path(environment.get("HF_HOME") or caches / "huggingface")
        self._folder = Path(environment.get("HF_HUB_CACHE") or home / "hub").expanduser()

    def commit(self, repository: str) -> str | None:
        """Return the commit of the main branch when it was last fetched, or None."""
        try:
            return (self._repository(repository) / "refs" / "main").read_text("ascii").strip() or None
        except (OSError, ValueError):
            return None  # there is no such cache, or it is of another kind: nothing to be used

    def find(self, repository: str, commit: str, path: str) -> Path | None:
        """Return where the file's content lies, or None."""
        place = self._repository(repository) / "snapshots" / commit / path
        try:
            found = place.resolve()
            return found if found.is_file() else None
        except (OSError, RuntimeError):
            return None  # a link that leads nowhere: the file is downloaded instead

    def checksum(self, found: Path) -> Checksum | None:
        """Return the checksum that a blob is named by; None where the cache has no links."""
        return parse_checksum(found.name) if found.parent.name == "blobs" else None

    def _repository(self, name: str) -> Path:
        return self._folder / f"models--{name.replace('/', '--')}"
