"""Puts into words why a photo is, or is not, in the answer to a question."""

from __future__ import annotations

import os
from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QLocale

from photo_search.desktop.models_wording import title_of
from photo_search.insight.records import Contribution, Explanation, NameMatch, PartKind
from photo_search.paths import display_path
from photo_search.searching.expansion import subject

translate = QCoreApplication.translate

_ADDED = {PartKind.ALSO, PartKind.PROMPT, PartKind.NARROWER}


def percent(score: float) -> str:
    """Return a score, 0..1, as a person reads it."""
    text = translate("why_words", "%1%", "a number out of a hundred")
    return text.replace("%1", QLocale().toString(round(100 * score)))


def figure(value: float) -> str:
    """Return a raw figure with three decimals."""
    return QLocale().toString(float(value), "f", 3)


def verdict(why: Explanation) -> str:
    """Return in one sentence whether the photo is in the answer, and what decided that."""
    failing = [fact.said for fact in why.facts if not fact.holds]
    if failing:
        text = translate("why_words", "It isn't part of the answer: %1 doesn't hold.", "%1: facts such as date:2019")
        return text.replace("%1", ", ".join(failing))
    seems = why.score is not None and why.line is not None and why.score >= why.line
    if why.by_name and why.matches:
        words = ", ".join(dict.fromkeys(f"“{match.words}”" for match in why.by_name))
        if seems:
            text = translate("why_words", "It matches: %1 stands with the photo, and the photo looks like it too.")
        else:
            text = translate("why_words", "It matches by name: %1 stands with the photo.")
        return text.replace("%1", words)
    if why.matches and seems:
        return translate("why_words", "It matches: the photo looks like what you asked for.")
    if why.score is not None:
        return translate("why_words", "Probably not: it looks less like what you asked for than matches do.")
    if why.matches and why.facts:
        return translate("why_words", "It matches: all that you asked for holds.")
    if any(part.kind is not PartKind.ITSELF for part in why.parts) or not why.facts:
        return translate("why_words", "The model hasn't looked at this photo yet, and your words don't stand with it.")
    return translate("why_words", "It isn't part of the answer.")


def name_match(match: NameMatch) -> tuple[str, str]:
    """Return where words stand, and what stands there."""
    where = {
        "name": translate("why_words", "Name of the file"),
        "folder": translate("why_words", "Folder"),
        "caption": translate("why_words", "Caption"),
        "tag": translate("why_words", "Keyword"),
        "place": translate("why_words", "Place"),
    }
    return where.get(match.field, match.field), match.text


def part_label(part: Contribution, names: Mapping[str, str]) -> str:
    """Return what a part of the question is; `names` has the names of photos by their number."""
    amount = abs(part.weight)
    times = "" if amount == 1 or part.kind in _ADDED else f" \u00d7\u00a0{QLocale().toString(amount, 'g', 3)}"
    match part.kind:
        case PartKind.ALSO:
            text = translate("why_words", "also: %1", "other words for the same")
        case PartKind.NARROWER:
            text = translate("why_words", "such as: %1", "narrower words")
        case PartKind.PROMPT:
            text = translate("why_words", "as “%1”", "the same words in a phrase that a model knows")
        case PartKind.EXAMPLE:
            text = (
                translate("why_words", "not like %1", "a picture")
                if part.weight < 0
                else translate("why_words", "like %1", "a picture")
            )
        case PartKind.MORE:
            text = translate("why_words", "more like %1", "a picture")
        case PartKind.LESS:
            text = translate("why_words", "less like %1", "a picture")
        case _:
            text = translate("why_words", "not: %1", "words") if part.weight < 0 else "%1"
    what = subject(part.what) if part.kind is PartKind.NARROWER else names.get(part.what, part.what)
    if part.kind in {PartKind.EXAMPLE, PartKind.MORE, PartKind.LESS} and what == part.what:
        what = display_path(os.path.basename(os.fsencode(part.what)))
    return text.replace("%1", what) + times


def as_text(why: Explanation, names: Mapping[str, str]) -> str:
    """Return all of an explanation as plain text, to be copied; with raw figures."""
    asked = translate("why_words", "Question")
    lines = [display_path(why.path), f"{asked}: {why.query}", verdict(why), ""]
    lines += [": ".join((*name_match(match), f"“{match.words}”")) for match in why.by_name]
    lines += [
        f"{part_label(part, names)}: {percent(part.score)} (cosine {part.cosine:.4f}, weight {part.weight:g})"
        for part in why.parts
    ]
    lines += [f"{'✓' if fact.holds else '✗'} {fact.said}" for fact in why.facts]
    if why.nearest:
        lines.append(", ".join(f"{near.word} {percent(near.score)}" for near in why.nearest))
    lines += ["", *(f"{label}: {value}" for label, value in details(why))]
    return "\n".join(lines) + "\n"


def details(why: Explanation) -> list[tuple[str, str]]:
    """Return the raw figures, each with what it is; here technical words are allowed."""
    rows = [(translate("why_words", "Model"), title_of(why.model))]
    if why.cosine is not None:
        rows.append((translate("why_words", "Cosine"), figure(why.cosine)))
    if why.score is not None:
        rows.append((translate("why_words", "Score"), figure(why.score)))
    if why.line is not None:
        rows.append((translate("why_words", "Line"), figure(why.line)))
    if why.photo_id is not None:
        rows.append((translate("why_words", "Photo number"), str(why.photo_id)))
    return rows
