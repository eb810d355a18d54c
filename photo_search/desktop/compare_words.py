"""What is said about two rows of photos, and about a tally of blind choices between two models."""

from __future__ import annotations

from collections.abc import Sequence

from photo_search.comparison.preference import Preference
from photo_search.desktop.models_wording import Counts
from photo_search.desktop.wording import number, translate


def marks(changes: Sequence[int | None]) -> list[str]:
    """Return what to write on photos that stand so many places higher than in the other row; None: not there."""
    return [_mark(change) for change in changes]


def agreement_in_words(first: Sequence[int], second: Sequence[int]) -> str:
    """Return how much two rows have in common."""
    if list(first) == list(second):
        return translate("compare", "Both rows are the same.")
    common = len(set(first) & set(second))
    if not common:
        return translate("compare", "No photo is in both rows.")
    most = max(len(first), len(second))
    return Counts().common(common).replace("%1", number(most))


def tally_in_words(tally: Preference, first: str, second: str) -> str:
    """Return what the choices between the models `first` and `second` show, and what they don't."""
    if not tally.decided:
        return ""
    leader, votes = (second, tally.second) if tally.second > tally.first else (first, tally.first)
    if tally.first == tally.second:
        said = translate("compare", "Even so far: %1 choices for each.").replace("%1", number(votes))
    else:
        said = (
            translate("compare", "%1 was better in %2 of %3 choices.")
            .replace("%1", leader)
            .replace("%2", number(votes))
            .replace("%3", number(tally.decided))
        )
    sure = translate("compare", "That is more than chance.")
    unsure = translate("compare", "That may still be chance; more choices will tell.")
    return f"{said} {sure if tally.shown() else unsure}"


def everyday_questions() -> list[str]:
    """Return what many people look for, to ask where they have not asked enough themselves."""
    return [
        translate("compare", "a dog"),
        translate("compare", "a cat"),
        translate("compare", "a birthday cake"),
        translate("compare", "children playing outside"),
        translate("compare", "people at a table"),
        translate("compare", "a walk in the snow"),
        translate("compare", "sunset over the sea"),
        translate("compare", "mountains"),
        translate("compare", "flowers in a garden"),
        translate("compare", "a red car"),
        translate("compare", "a street at night"),
        translate("compare", "food on a plate"),
    ]


def _mark(change: int | None) -> str:
    match change:
        case None:
            return translate("compare", "new")
        case 0:
            return "="
        case _ if change > 0:
            return f"↑ {change}"
    return f"↓ {-change}"
