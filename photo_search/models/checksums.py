"""Checksums as the hub gives them: SHA-256 of large files, git's blob SHA-1 of small ones."""

from __future__ import annotations

import hashlib
import string
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import _Hash

_SHA1_DIGITS, _SHA256_DIGITS = 40, 64
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Checksum:
    """A SHA-256 (64 digits) or git blob SHA-1 (40 digits) in lower-case hexadecimal."""

    digits: str

    @property
    def is_sha256(self) -> bool:
        """Whether it is a SHA-256 of the content alone."""
        return len(self.digits) == _SHA256_DIGITS

    def hasher(self, size: int) -> _Hash:
        """Return a hash to be fed with a content of `size` bytes. Git puts a header before it (git-hash-object)."""
        if self.is_sha256:
            return hashlib.sha256()
        return hashlib.sha1(b"blob %d\0" % size, usedforsecurity=False)

    def conflicts_with(self, other: Checksum | None) -> bool:
        """Tell whether the two are of one kind, and differ."""
        return other is not None and self.is_sha256 == other.is_sha256 and self != other

    def fits(self, path: Path, checkpoint: Callable[[], None] = lambda: None) -> bool:
        """Read the file and tell whether this is its checksum; `checkpoint` may raise to stop."""
        digest = self.hasher(path.stat().st_size)
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
                checkpoint()
        return digest.hexdigest() == self.digits


def parse_checksum(text: str | None) -> Checksum | None:
    """Return the checksum in an ETag, or None where it holds none (a weak one, or another server's)."""
    digits = (text or "").strip().strip('"').lower()
    sound = len(digits) in {_SHA1_DIGITS, _SHA256_DIGITS} and not set(digits) - set(string.hexdigits)
    return Checksum(digits) if sound else None
