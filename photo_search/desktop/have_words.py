"""Puts into words whether the library has a picture already."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject

from photo_search.desktop.photo_facts import day_words, moment, pixels_words
from photo_search.desktop.wording import number, size
from photo_search.insight.records import Have, Verdict
from photo_search.paths import display_path
from photo_search.records import Photo

translate = QCoreApplication.translate


def verdict_words(have: Have) -> str:
    """Return the answer for one file in a sentence."""
    match have.verdict:
        case Verdict.SAME:
            return translate("have_words", "You have this very file already.")
        case Verdict.NEAR:
            return translate("have_words", "You have this picture already, in another size or format.")
        case Verdict.SIMILAR:
            return translate("have_words", "You don't have this picture, but some that look like it.")
        case _:
            return translate("have_words", "You don't have this picture, or any like it.")


def kind_words(verdict: Verdict) -> str:
    """Return what a photo of the library is to the file."""
    return {
        Verdict.SAME: translate("have_words", "the same file"),
        Verdict.NEAR: translate("have_words", "the same picture"),
        Verdict.SIMILAR: translate("have_words", "looks like it"),
    }.get(verdict, "")


def file_words(have: Have) -> str:
    """Return when the file says that its picture was taken, and its size, on one line."""
    taken = "" if have.taken is None else moment(have.taken)
    return "  \u00b7  ".join(filter(None, (taken, pixels_words(have.width, have.height))))


def photo_words(photo: Photo) -> str:
    """Return when a photo was taken, and its size, on one line."""
    content = photo.content
    facts = (
        day_words(content.metadata),
        pixels_words(content.width, content.height),
        f"{content.format} {size(content.byte_size)}",
    )
    return "  \u00b7  ".join(filter(None, facts))


def summary(found: Sequence[Have], failed: int) -> str:
    """Return the answer for several files in a line."""
    counts = Counter(have.verdict for have in found)
    owned = counts[Verdict.SAME] + counts[Verdict.NEAR]
    text = translate("have_words", "You have %1 of %2.", "two numbers of pictures")
    text = text.replace("%1", number(owned)).replace("%2", number(len(found) + failed))
    if failed:
        text += " " + HaveCounts().unreadable(failed)
    return text


class HaveCounts(QObject):
    """What is said with a number: lupdate knows plurals only of a class's own texts."""

    def unreadable(self, files: int) -> str:
        """Return how many files can't be read."""
        return self.tr("%Ln can't be read.", "", files)


def as_text(found: Sequence[Have], problems: Sequence[tuple[bytes, str]]) -> str:
    """Return the answers for all files as plain text, to be copied."""
    lines: list[str] = []
    for have in found:
        lines += [display_path(have.path), f"  {verdict_words(have)}"]
        for verdict, photo in photos_of(have):
            lines += [
                f"  - {display_path(file.path)} ({kind_words(verdict)}; {photo_words(photo)})" for file in photo.files
            ]
    for path, sentence in problems:
        lines += [display_path(path), f"  {sentence}"]
    return "\n".join(lines) + "\n"


def photos_of(have: Have) -> list[tuple[Verdict, Photo]]:
    """Return the photos that were found and what each is to the file, the nearest first."""
    found = [] if have.same is None else [(Verdict.SAME, have.same)]
    found += [(Verdict.NEAR, likeness.photo) for likeness in have.near]
    return found + [(Verdict.SIMILAR, likeness.photo) for likeness in have.similar]


def name_of_file(path: bytes) -> str:
    """Return the name of a file."""
    return display_path(os.path.basename(path))
