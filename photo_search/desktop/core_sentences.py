"""Says in the person's language what the core says in English: why a file gives no picture, where a drive went."""

from __future__ import annotations

import re
from functools import cache

from photo_search.desktop.wording import number, translate
from photo_search.paths import resources_dir

_BLANK = re.compile(r"%(\d)")
_JOINT = re.compile(r"(?<=[.!?]) ")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")


def translated(text: str) -> str:
    """Return `text`, one or several sentences of the core, in the language of the window; English if they are new.

    The names and numbers in them stay as they are, but for the thousands. A part may be a sentence itself.
    """
    return _whole(text) or _sentence_by_sentence(text) or _whole(text, across=True) or _with_separators(text)


def _whole(text: str, *, across: bool = False) -> str | None:
    """Return `text` in the words of the most telling template that fits; if `across`, blanks may hold sentences."""
    for template in _templates():
        match = template.fits(text, across=across)
        if match is not None:
            return template.filled([translated(part) for part in match.groups()])
    stem = text.removesuffix(".")
    # Some remedies are made without a full stop, to be gone on from.
    return None if stem == text or (whole := _whole(stem, across=across)) is None else f"{whole}."


def _sentence_by_sentence(text: str) -> str | None:
    for joint in _JOINT.finditer(text):
        beginning = text[: joint.start()]
        first = _whole(beginning) or _whole(beginning, across=True)
        if first is not None:
            return f"{first} {translated(text[joint.end() :])}"
    return None


def _with_separators(text: str) -> str:
    return number(int(text.replace(",", ""))) if _GROUPED.fullmatch(text) else text


class _Template:
    """A sentence with blanks, %1, %2 and so on in this order."""

    def __init__(self, text: str) -> None:
        self._text = text
        pieces = _BLANK.split(text)
        self._start, self._end = pieces[0], pieces[-1]
        self.telling = len(_BLANK.sub("", text))

    def fits(self, text: str, *, across: bool) -> re.Match[str] | None:
        if not (text.startswith(self._start) and text.endswith(self._end)):
            return None
        return _pattern(self._text, across).fullmatch(text)

    def filled(self, parts: list[str]) -> str:
        return _BLANK.sub(lambda blank: parts[int(blank[1]) - 1], translate("core", self._text))


@cache
def _templates() -> tuple[_Template, ...]:
    lines = (resources_dir() / "translations" / "core_sentences.txt").read_text(encoding="utf-8").splitlines()
    return tuple(sorted(map(_Template, lines), key=lambda template: -template.telling))


@cache
def _pattern(template: str, across: bool) -> re.Pattern[str]:
    blank = "(.+?)" if across else r"((?:(?![.!?] ).)+?[.!?]?)"
    return re.compile(blank.join(map(re.escape, _BLANK.sub("\0", template).split("\0"))), re.DOTALL)
