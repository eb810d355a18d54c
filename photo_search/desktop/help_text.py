"""The help's pages of text: which there are, and the examples in them, each of which is a question to be asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote, unquote

from photo_search.paths import resources_dir

_SCHEME = "ask:"
_CODE = re.compile(r"`([^`\n]+)`")
_FENCE = "```"


def help_file(page: str, languages: Iterable[str] = ()) -> Path:
    """Return the file of a page (such as “searching”) in the first of `languages` that it is in, else in English."""
    folder = resources_dir() / "help"
    for language in languages:
        file = folder / f"{page}.{language}.md"
        if file.exists():
            return file
    return folder / f"{page}.md"


def examples(markdown: str) -> Iterator[str]:
    """Yield every example of a page: what stands between backquotes on one line."""
    for piece in _pieces(markdown):
        yield from _CODE.findall(piece)


def with_links(markdown: str) -> str:
    """Return a page in which each example is a link that `question_of` reads."""
    pieces = [_CODE.sub(lambda found: f"[`{found[1]}`]({address(found[1])})", piece) for piece in _pieces(markdown)]
    fenced = markdown.split(_FENCE)[1::2]
    return "".join(
        piece + (f"{_FENCE}{fenced[at]}{_FENCE}" if at < len(fenced) else "") for at, piece in enumerate(pieces)
    )


def address(question: str) -> str:
    """Return the address of the link that asks a question."""
    return _SCHEME + quote(question, safe="")


def question_of(link: str) -> str | None:
    """Return the question that a link asks; None for any other link."""
    return unquote(link.removeprefix(_SCHEME)) if link.startswith(_SCHEME) else None


def _pieces(markdown: str) -> list[str]:
    """Return what stands outside the blocks of commands."""
    return markdown.split(_FENCE)[::2]
