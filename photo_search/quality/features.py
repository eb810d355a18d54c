"""What each feature of searching is worth: the same questions, asked with it and without."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

import numpy as np

from photo_search.comparison.metrics import ranked_precision
from photo_search.models.spec import ModelSpec
from photo_search.quality.halves import Answer, Bools, Half
from photo_search.quality.measures import Shown, best_threshold, judged, ndcg
from photo_search.records import Expansion
from photo_search.searching.expansion import Thesaurus
from photo_search.searching.query import parse

T = TypeVar("T")

_FIRST_PAGE = 10
_MOST_MARKS = 3
_MOST_QUESTIONS = 150
_MOST_ABSENT = 50
_FEWEST = 2
_DEPTHS = (1, 5, 10)
_WORD = re.compile(r"\w+")


class Figure(NamedTuple):
    """What was measured of a feature in one of its settings, as the mean over so many questions."""

    feature: str
    setting: str
    measure: str
    value: float
    questions: int


def measure_features(tuning: Half, reporting: Half, spec: ModelSpec) -> Iterator[Figure]:
    """Yield the figures of all features that the descriptions allow to measure, all of them on the reporting half."""
    yield from _sentences(reporting)
    yield from _labels(reporting)
    yield from _other_names(reporting)
    yield from _line(tuning, reporting, spec)
    yield from _fusion(reporting)
    yield from _without(reporting)
    yield from _examples(reporting)
    yield from _feedback(reporting)


def _sentences(half: Half) -> Iterator[Figure]:
    asked = [(text, row) for row, photo in enumerate(half.photos) for text in photo.captions[1:] if _is_plain(text)]
    for how in Expansion:
        ranks = [_rank(half.ask(text, how), row) for text, row in asked]
        yield from _recalls("expansion, captions as questions", how.value, ranks)


def _labels(half: Half) -> Iterator[Figure]:
    asked = list(_some(half.labels()))
    yield from _orders("expansion, labels as questions", "as a phrase", half, [(_phrase(n), r) for n, r in asked])
    for how in Expansion:
        yield from _orders("expansion, labels as questions", how.value, half, asked, how)


def _other_names(half: Half) -> Iterator[Figure]:
    """Ask for labels as somebody might who calls them something else."""
    thesaurus, labels = Thesaurus(), half.labels()
    terms = {label: thesaurus.of(label) for label in labels}
    asked = [
        (other, labels[label])
        for label, term in terms.items()
        if term is not None
        for other in (term.name, *term.also)
        if other not in labels and thesaurus.of(other) is term
    ]
    for how in Expansion:
        yield from _orders("expansion, labels by other names", how.value, half, asked, how)


def _line(tuning: Half, reporting: Half, spec: ModelSpec) -> Iterator[Figure]:
    """Judge what is shown as matching, and against it what one threshold for all questions would show."""
    feature = "where matches end"
    tuned = [(tuning.ask(text), marks) for text, marks in _both_ways(tuning)]
    asked = list(_both_ways(reporting))
    if not tuned or not asked:
        return
    fixed = best_threshold([a.cosines for a, _ in tuned], [a.of(marks) for a, marks in tuned])
    thresholds = {"the best fixed threshold": fixed}
    if spec.logit_scale is not None and spec.logit_bias is not None:
        thresholds["the model's own probability of 0.5"] = -spec.logit_bias / spec.logit_scale
    absent = _spread(_absent(tuning, reporting), _MOST_ABSENT)

    def judge(setting: str, shown: Callable[[Answer], Bools], how: Expansion = Expansion.OFF) -> Iterator[Figure]:
        answers = [(reporting.ask(text, how), marks) for text, marks in asked]
        results = [judged(shown(answer), answer.of(marks)) for answer, marks in answers]
        for place, measure in enumerate(Shown._fields):
            yield Figure(feature, setting, measure, _mean(result[place] for result in results), len(results))
        wrong = [int(shown(reporting.ask(word, how)).sum()) for word in absent]
        if wrong:
            yield Figure(feature, setting, "shown of what is in no photo", _mean(wrong), len(wrong))
            yield Figure(feature, setting, "nothing shown of it", _mean(n == 0 for n in wrong), len(wrong))

    for name, least in thresholds.items():
        yield from judge(name, lambda answer, at=least: answer.cosines >= at)  # type: ignore[misc]
    yield from judge("the line", lambda answer: answer.matches)
    yield from judge("the line, with normal expansion", lambda answer: answer.matches, Expansion.NORMAL)


def _fusion(half: Half) -> Iterator[Figure]:
    """Ask for photos whose files say what they show."""
    described = [(half.photos[row].captions, row) for row in half.written]
    for feature, asked in (
        ("fusion, another caption", [(captions[1], row) for captions, row in described if len(captions) > 1]),
        ("fusion, words of the file's caption", [(_telling(captions[0]), row) for captions, row in described]),
    ):
        for setting, names in (("off", False), ("on", True)):
            ranks = [_rank(half.ask(text, names=names), row) for text, row in asked if _is_plain(text)]
            yield from _recalls(feature, setting, ranks)


def _without(half: Half) -> Iterator[Figure]:
    """Ask for what has one label and not another, where both are often together."""
    labels = half.labels()
    asked = _spread(
        (wanted, unwanted)
        for wanted, has in labels.items()
        for unwanted, bad in labels.items()
        if wanted != unwanted and (has & bad).sum() >= _FEWEST and (has & ~bad).sum() >= _FEWEST
    )
    for setting in ("off", "on"):
        orders, unwanted_share = [], []
        for wanted, unwanted in asked:
            answer = half.ask(f'{wanted} -"{unwanted}"' if setting == "on" else wanted)
            orders.append(ndcg(answer.of(labels[wanted] & ~labels[unwanted])))
            unwanted_share.append(answer.of(labels[unwanted])[:_FIRST_PAGE].mean())
        if asked:
            yield Figure("minus words", setting, "nDCG@10", _mean(orders), len(asked))
            yield Figure("minus words", setting, "unwanted in 10", _mean(unwanted_share), len(asked))


def _examples(half: Half) -> Iterator[Figure]:
    """Ask for a label together with a photo that has another one."""
    labels = half.labels()
    asked = _spread(
        (word, int(np.flatnonzero(shown & ~has)[0]), has & shown)
        for word, has in labels.items()
        for shown in labels.values()
        if (has & shown).sum() >= _FEWEST and (shown & ~has).any()
    )
    for setting, text in (("words", "{0}"), ("picture", "similar:{1}"), ("both", "{0} similar:{1}")):
        answers = [
            (half.ask(text.format(word, half.ids[row])).without([row]), marks, row) for word, row, marks in asked
        ]
        yield from _figures("words and a picture", setting, [answer.of(marks) for answer, marks, _ in answers])


def _feedback(half: Half) -> Iterator[Figure]:
    """Ask for labels, mark some of the first page as right and wrong, and ask again; the marked ones don't count."""
    before, after = [], []
    for label, marks in half.labels().items():
        first = half.ask(label)
        page = first.rows[:_FIRST_PAGE]
        right, wrong = page[marks[page]][:_MOST_MARKS].tolist(), page[~marks[page]][:_MOST_MARKS].tolist()
        rest = marks.copy()
        rest[[*right, *wrong]] = False
        if not right or not rest.any():
            continue
        more, less = (",".join(str(half.ids[row]) for row in rows) for rows in (right, wrong))
        again = half.ask(f"{label} more:{more}" + (f" less:{less}" if less else ""))
        before.append(first.without([*right, *wrong]).of(rest))
        after.append(again.without([*right, *wrong]).of(rest))
    yield from _figures("feedback", "off", before)
    yield from _figures("feedback", "on", after)


def _orders(
    feature: str, setting: str, half: Half, asked: Sequence[tuple[str, Bools]], how: Expansion = Expansion.OFF
) -> Iterator[Figure]:
    yield from _figures(feature, setting, [half.ask(text, how).of(marks) for text, marks in asked])


def _figures(feature: str, setting: str, ordered: Sequence[Bools]) -> Iterator[Figure]:
    if ordered:
        yield Figure(feature, setting, "nDCG@10", _mean(map(ndcg, ordered)), len(ordered))
        yield Figure(feature, setting, "mAP", _mean(map(ranked_precision, ordered)), len(ordered))


def _recalls(feature: str, setting: str, ranks: Sequence[int]) -> Iterator[Figure]:
    for depth in _DEPTHS if ranks else ():
        yield Figure(feature, setting, f"R@{depth}", _mean(rank < depth for rank in ranks), len(ranks))


def _rank(answer: Answer, row: int) -> int:
    return int(np.flatnonzero(answer.rows == row)[0]) if row in answer.rows else len(answer.rows)


def _both_ways(half: Half) -> Iterator[tuple[str, Bools]]:
    for name, marks in _some(half.labels()):
        yield name, marks
        yield _phrase(name), marks


def _some(labels: Mapping[str, Bools]) -> Iterator[tuple[str, Bools]]:
    """Yield the labels that not every photo has, and that a person could type."""
    return ((name, marks) for name, marks in labels.items() if not marks.all() and _is_plain(name))


def _absent(*halves: Half) -> Iterator[str]:
    """Yield everyday terms that nobody says of any photo, by any of their names or those of their kinds."""
    said = " ".join(text for half in halves for photo in half.photos for text in (*photo.captions, *photo.labels))
    words = " ".join(["", *_WORD.findall(said.casefold()), ""])
    for term in Thesaurus().terms():
        if not any(f" {name} " in words or f" {name}s " in words for name in (term.name, *term.also, *term.kinds)):
            yield term.name


def _phrase(label: str) -> str:
    return f"a photo of {'an' if label[0] in 'aeiou' else 'a'} {label}"


def _telling(caption: str) -> str:
    """Return the three longest words of a caption, as they follow each other."""
    words = list(dict.fromkeys(_WORD.findall(caption)))
    kept = sorted(words, key=len, reverse=True)[:3]
    return " ".join(word for word in words if word in kept)


def _is_plain(text: str) -> bool:
    """Say whether all of a text is words to a search, and none a date or a filter."""
    query = parse(text, date.today())  # noqa: DTZ011 - as the person who asks counts
    return bool(query) and query.phrase == " ".join(text.split())


def _spread(things: Iterable[T], most: int = _MOST_QUESTIONS) -> list[T]:
    """Return at most so many of the things, from all over."""
    listed = list(things)
    return listed[:: math.ceil(len(listed) / most) or 1]


def _mean(values: Iterable[float]) -> float:
    return float(np.mean(list(values)))
