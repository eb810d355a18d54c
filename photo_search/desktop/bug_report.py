"""Puts a fault of ours into a text that can be sent to others: without the names of files, unless asked."""

from __future__ import annotations

import logging
import os
import platform
import re
import sys
import traceback
from collections.abc import Iterator

from photo_search import __version__
from photo_search.errors import PhotoSearchError

_FRAMES = 60
"""How many of the innermost calls are told; an endless recursion has a thousand."""

_HIDDEN = "<hidden>"
_QUOTED = re.compile(r"""(?<![\w])b?(?P<quote>['"])(?:\\.|(?!(?P=quote)).)*(?P=quote)|“[^”]*”""", re.DOTALL)
_WITH_SEPARATORS = re.compile(r"\S*[/\\](?:.*[/\\])?\S*")
_PICTURE = re.compile(
    r"\S+\.(?:jpe?g|jfif|png|gif|webp|avif|hei[cf]|tiff?|bmp|jp2|jxl|dng|cr[23w]|nef|arw|orf|rw2|raf|xmp)\b",
    re.IGNORECASE,
)
_IDENTIFIER = re.compile(r"""(['"])[^\W\d]\w*\1""")
_ABOUT_CODE = (AttributeError, ImportError, NameError, TypeError)


def report(error: BaseException, *, file_names: bool = False) -> str:
    """Return what a developer needs to know of `error`: versions, system, traceback.

    Without `file_names`, everything in the messages that may be the name of a file is hidden.
    """
    from PySide6 import __version__ as pyside_version  # noqa: PLC0415 - only when there is something to report

    lines = [
        f"Photo Search {__version__}",
        f"Python {platform.python_version()}, Qt {pyside_version}",
        f"{platform.platform()}, {platform.machine()}, {os.cpu_count()} cores",
        "",
        *_traceback(error, file_names=file_names),
    ]
    return "\n".join(lines) + "\n"


def without_names(text: str, *, keep_identifiers: bool = False) -> str:
    """Return `text` with everything hidden that may be the name of a file: what is quoted, and what looks like one.

    `keep_identifiers` keeps quoted words that may be names of Python's.
    """

    def hide(match: re.Match[str]) -> str:
        return match[0] if keep_identifiers and _IDENTIFIER.fullmatch(match[0]) else _HIDDEN

    text = _QUOTED.sub(hide, text)
    text = _WITH_SEPARATORS.sub(_HIDDEN, text)
    return _PICTURE.sub(_HIDDEN, text)


class PrivateFormatter(logging.Formatter):
    """Formats log records so that no name of a file gets into the log."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Return the record's line, and its traceback; unlike logging's own, not the one another formatter made."""
        record.asctime = self.formatTime(record)
        record.message = without_names(record.getMessage())
        lines = [self.formatMessage(record)]
        if record.exc_info and record.exc_info[1]:
            lines += _traceback(record.exc_info[1], file_names=False)
        return "\n".join(lines)


def _traceback(error: BaseException, *, file_names: bool) -> Iterator[str]:
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        yield from _traceback(cause, file_names=file_names)
        yield "which led to:"
    for frame in traceback.extract_tb(error.__traceback__, limit=-_FRAMES):
        yield f"  {_module(frame.filename)}:{frame.lineno} {frame.name}"
        if frame.line:
            yield f"    {frame.line}"
    kind = type(error).__qualname__
    message = str(error) if file_names else _message(error)
    yield f"{kind}: {message}" if message else kind


def _message(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    if isinstance(error, PhotoSearchError):
        return without_names(str(error))
    return without_names(str(error), keep_identifiers=isinstance(error, _ABOUT_CODE))


def _module(file: str) -> str:
    """Return a source file's path from the place it was imported from: the part before may name a person."""
    places = [os.path.join(place, "") for place in sys.path if place and file.startswith(os.path.join(place, ""))]
    return file[len(max(places, key=len)) :] if places else os.path.basename(file)
