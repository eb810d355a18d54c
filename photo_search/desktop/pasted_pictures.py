"""Keeps pictures from the clipboard as files of the library, for as long as a saved search asks with them."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage

from photo_search.conditions import Example
from photo_search.searching.query import parse
from photo_search.searching.question_editing import examples, file_of

_FOLDER = "examples"
_DIGITS = 16


def keep(image: QImage, library: Path, name: str) -> bytes:
    """Return the path of a PNG of `image`, named `name`, which only its person can read; a picture is kept once.

    Raises OSError if it can't be written.
    """
    png = _png(image)
    folder = library / _FOLDER / hashlib.sha256(png).hexdigest()[:_DIGITS]
    for part in (folder.parent, folder):
        part.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"{name}.png"
    if not path.exists():
        # A picture of which a part was written must not be taken for it later.
        begun = path.with_suffix(".part")
        begun.write_bytes(png)
        begun.replace(path)
    return os.fsencode(path)


def sweep(library: Path, texts: Iterable[str]) -> None:
    """Remove the pictures that none of these questions asks with. What can't be removed now, is another time."""
    folder = library / _FOLDER
    if not folder.is_dir():
        return
    asked = {os.path.dirname(path) for text in texts for path in _files(text)}
    for each in folder.iterdir():
        if os.fsencode(each) not in asked:
            shutil.rmtree(each, ignore_errors=True)


def _files(text: str) -> Iterable[bytes]:
    for part in examples(parse(text, date.min)):
        path = file_of(part.value) if isinstance(part.value, Example) else None
        if path is not None:
            yield path


def _png(image: QImage) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(content.data())
