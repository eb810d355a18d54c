"""One self-contained HTML page with rows of photos: pictures, colours and layout inside, nothing from elsewhere."""

from __future__ import annotations

import base64
import io
import os
from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date
from html import escape
from pathlib import Path
from string import Template
from typing import Generic, TypeVar

from PIL import Image

from photo_search import __version__
from photo_search.errors import ComparisonUnusable, LibraryReadOnly, StorageFull
from photo_search.paths import display_path, resources_dir
from photo_search.searching.array_file import replacing

_TILE = 232
"""Side of a picture in pixels: sharp on screens of twice the usual density."""

_QUALITY = 80


K = TypeVar("K", bound=Hashable)


class Pictures(Generic[K]):
    """The pictures of a page; each is in it once, however often it is shown.

    `thumbnails` are JPEGs, `names` the photos' files.
    """

    def __init__(self, thumbnails: Mapping[K, bytes], names: Mapping[K, bytes]) -> None:
        self._thumbnails = thumbnails
        self._names = names
        self._numbers: dict[K, int] = {}

    def row(self, photos: Sequence[K], *, wanted: Iterable[K] = (), badges: Sequence[str] | None = None) -> str:
        """Return a list of tiles; `wanted` photos get a mark, `badges` (one for each, may be empty) a small text."""
        right = set(wanted)
        notes = badges or [""] * len(photos)
        return f"<ol>{''.join(self._tile(p, p in right, n) for p, n in zip(photos, notes, strict=True))}</ol>"

    def style(self) -> str:
        """Return the style sheet that holds the pictures that were shown."""
        return "\n".join(
            f".p{number} {{ background-image: url(data:image/jpeg;base64,{_tile_data(self._thumbnails[photo])}) }}"
            for photo, number in self._numbers.items()
            if photo in self._thumbnails
        )

    def _tile(self, photo: K, wanted: bool, badge: str) -> str:
        number = self._numbers.setdefault(photo, len(self._numbers))
        name = escape(display_path(os.path.basename(self._names.get(photo, b""))))
        label = f"{name}, a right one" if wanted else name
        note = f"<span>{escape(badge)}</span>" if badge else ""
        kind = " wanted" if wanted else ""
        return f'<li class="p{number}{kind}" role="img" aria-label="{label}" title="{name}">{note}</li>'


def write_page(path: Path, title: str, body: str, pictures: Pictures[K], *, across: int) -> None:
    """Write a page in place of `path`; `across` is how many photos stand in a row. Raises as the disk does.

    That is StorageFull, or ComparisonUnusable where `path` can't be written.
    """
    template = Template((resources_dir() / "comparison" / "page.html").read_text(encoding="utf-8"))
    page = template.substitute(
        title=escape(title),
        body=body,
        pictures=pictures.style(),
        across=across,
        version=__version__,
        day=date.today().isoformat(),  # noqa: DTZ011 - the day on the person's own calendar
    )
    shown = display_path(os.fsencode(path))
    try:
        with replacing(path) as part:
            part.write_text(page, encoding="utf-8")
    except StorageFull as error:
        raise StorageFull(
            f"The disk is full; “{shown}” was not written.", "Make room, or name another place."
        ) from error
    except (LibraryReadOnly, OSError) as error:
        raise ComparisonUnusable(f"“{shown}” can't be written.", "Name another place.") from error


def _tile_data(thumbnail: bytes) -> str:
    """Return the middle square of a picture, as base64 of a small JPEG."""
    with Image.open(io.BytesIO(thumbnail), formats=["JPEG"]) as picture:
        side = min(picture.size)
        left, top = (picture.width - side) // 2, (picture.height - side) // 2
        square = picture.convert("RGB").resize((_TILE, _TILE), box=(left, top, left + side, top + side))
    out = io.BytesIO()
    square.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return base64.b64encode(out.getvalue()).decode("ascii")
