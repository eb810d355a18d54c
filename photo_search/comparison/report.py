"""What was measured, as an HTML page: the table of figures, then the answers of all models next to each other."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Mapping, Sequence
from html import escape
from pathlib import Path

from photo_search.comparison.answers import Answers, K
from photo_search.comparison.gallery import DEPTHS, Measures
from photo_search.comparison.measuring import Comparison, Figures
from photo_search.comparison.metrics import Share
from photo_search.comparison.page import Pictures, write_page
from photo_search.comparison.rankings import overlap, rank_changes, rank_correlation
from photo_search.paths import display_path

_COSTS: tuple[tuple[str, Callable[[Figures], float], str], ...] = (
    ("one photo, the model alone", lambda f: f.photo_ms, "ms"),
    ("one question, the model alone", lambda f: f.question_ms, "ms"),
    ("a whole answer, from words to photos", lambda f: f.answer_ms, "ms"),
    ("reading the folder", lambda f: f.photos_per_s, "photos a second"),
    ("opening the model", lambda f: f.open_ms, "ms"),
    ("most memory", lambda f: f.memory_bytes / 1e6, "MB"),
    ("on disk", lambda f: f.disk_bytes / 1e6, "MB"),
)

_NOTE = (
    '<p class="quiet lead">± is how far the true figure may be off, at 95 %, as photos are drawn. The small figures'
    " are differences to the first model over the same phrases; in colour where they are more than chance.</p>"
)

_NOTHING = 0.0005
"""A difference of shares that is shown as none: less than the last digit."""

_ABOUT_THE_SAME = 0.1


def write_report(comparison: Comparison, path: Path) -> None:
    """Write the report of a comparison in place of `path`. Raises StorageFull or ComparisonUnusable."""
    pictures = Pictures(comparison.thumbnails, comparison.names)
    titles = [figures.title for figures in comparison.figures]
    title = " and ".join([", ".join(titles[:-1]), titles[-1]] if len(titles) > 1 else titles)
    body = "\n".join(
        [
            f"<h1>{escape(title)}</h1>",
            f'<p class="quiet">{escape(_circumstances(comparison))}</p>',
            *(_verdict(comparison, figures) for figures in comparison.figures[1:]),
            _table(comparison),
            *_sections(comparison.answers, titles, pictures),
        ]
    )
    write_page(path, title, body, pictures, across=_across(comparison.answers))


def write_answers(
    path: Path,
    answers: Sequence[Answers[K]],
    titles: Sequence[str],
    *,
    thumbnails: Mapping[K, bytes],
    names: Mapping[K, bytes],
    blind: bool = False,
) -> None:
    """Write a page with nothing but answers, in place of `path`; a `blind` one doesn't say where the rows differ.

    Raises StorageFull or ComparisonUnusable.
    """
    pictures = Pictures(thumbnails, names)
    title = "Which row is better?" if blind else " and ".join(titles)
    body = "\n".join(
        [
            f"<h1>{escape(title)}</h1>",
            "" if blind else _legend(marked=False, several=True),
            *(_answer(each, titles, pictures, blind=blind) for each in answers),
        ]
    )
    write_page(path, title, body, pictures, across=_across(answers))


def _circumstances(comparison: Comparison) -> str:
    asked = []
    if comparison.captions:
        asked.append(f"{comparison.captions:,} captions")
    if comparison.labels:
        asked.append(f"{comparison.labels:,} labels")
    where = display_path(os.fsencode(comparison.folder.absolute().name))
    words = f"{comparison.photos:,} photos in “{where}”" + (f", with {' and '.join(asked)}" if asked else "")
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    return f"{words}. Measured on {machine}."


def _verdict(comparison: Comparison, figures: Figures) -> str:
    """Say what the captions show of a model against the first."""
    first, gain = comparison.figures[0].title, figures.quality.gain
    if gain is None or gain.text_to_photo is None:
        return ""
    found = gain.text_to_photo[-1]
    points = f"{abs(found.value) * 100:.1f} ± {found.margin * 100:.1f} of 100"
    depth = DEPTHS[-1]
    if abs(found.value) <= found.margin:
        return (
            f'<p class="lead"><strong>{escape(figures.title)}</strong> and {escape(first)}: with these captions no'
            f" difference is shown in how often the right photo is among the first {depth}.</p>"
        )
    word, kind = ("more", "better") if found.value > 0 else ("fewer", "worse")
    return (
        f'<p class="lead"><strong>{escape(figures.title)}</strong> finds the right photo among the first {depth} for'
        f' <span class="{kind}">{points} captions {word}</span> than {escape(first)}.</p>'
    )


def _table(comparison: Comparison) -> str:
    heads = "".join(
        f'<th scope="col">{escape(f.title)}<small>{escape(_kind(f))}</small></th>' for f in comparison.figures
    )
    rows = [
        *_recall_rows(comparison, "Words find their photo", "text_to_photo", "of all captions; its photo is"),
        *_recall_rows(comparison, "A photo finds its words", "photo_to_text", "of all photos; one of its captions is"),
    ]
    if comparison.labels:
        rows.append(_group("Labels find their photos", f"{comparison.labels:,} labels; 100 if all come first"))
        rows.append(_quality_row(comparison, "mean average precision", lambda m: m.mean_precision))
    rows.append(_group("Cost", "on this computer; times are medians"))
    rows += [_cost_row(comparison, name, value, unit) for name, value, unit in _COSTS]
    rows.append(_group("Model"))
    rows.append(_row("numbers for a photo", [f"{f.spec.dimension:,}" for f in comparison.figures]))
    rows.append(_row("looks at", [f"{f.spec.image.size} x {f.spec.image.size} px" for f in comparison.figures]))
    rows.append(_row("languages", [", ".join(f.spec.languages) or "not said" for f in comparison.figures]))
    rows.append(_row("licence", [f.spec.licence or "not said" for f in comparison.figures]))
    return (
        f'<div class="scroll"><table><thead><tr><th scope="col"></th>{heads}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>{_NOTE if comparison.captions or comparison.labels else ''}"
    )


def _kind(figures: Figures) -> str:
    spec = figures.spec
    named = "" if spec.name == figures.title else f"{spec.name}, "
    return f"{named}{spec.variant}, revision {spec.revision[:12]}"


def _recall_rows(comparison: Comparison, name: str, field: str, what: str) -> list[str]:
    if not comparison.captions:
        return []

    def at(place: int) -> Callable[[Measures], Share | None]:
        return lambda measures: getattr(measures, field)[place]

    places = ["the first (R@1)", *(f"among the first {depth} (R@{depth})" for depth in DEPTHS[1:])]
    return [
        _group(name, f"% {what} …"),
        *(_quality_row(comparison, words, at(place)) for place, words in enumerate(places)),
    ]


def _quality_row(comparison: Comparison, name: str, share_of: Callable[[Measures], Share | None]) -> str:
    cells = []
    for figures in comparison.figures:
        share = share_of(figures.quality)
        gain = None if figures.quality.gain is None else share_of(figures.quality.gain)
        cells.append("" if share is None else _share(share) + _gain(gain))
    return _row(name, cells, escaped=True)


def _share(share: Share) -> str:
    low, high = max(0.0, share.value - share.margin), min(1.0, share.value + share.margin)
    return (
        f'{share.value * 100:.1f} <span class="margin">± {share.margin * 100:.1f}</span>'
        f'<span class="bar"><i style="width:{share.value:.1%}"></i>'
        f'<b style="left:{low:.1%};width:{high - low:.1%}"></b></span>'
    )


def _gain(gain: Share | None) -> str:
    if gain is None:
        return ""
    if abs(gain.value) < _NOTHING:
        return '<span class="by quiet">no difference</span>'
    kind = "quiet" if abs(gain.value) <= gain.margin else "better" if gain.value > 0 else "worse"
    sign = "+" if gain.value > 0 else "&minus;"
    return f'<span class="by {kind}">{sign}{abs(gain.value) * 100:.1f} ± {gain.margin * 100:.1f}</span>'


def _cost_row(comparison: Comparison, name: str, value_of: Callable[[Figures], float], unit: str) -> str:
    first = value_of(comparison.figures[0])
    cells = []
    for number, figures in enumerate(comparison.figures):
        value = value_of(figures)
        times = ""
        if number and first and abs(value / first - 1) > _ABOUT_THE_SAME:
            times = f'<span class="by quiet">{value / first:.2g} times as much</span>'
        cells.append(f'{_rounded(value)} <span class="margin">{unit}</span>{times}')
    return _row(name, cells, escaped=True)


def _rounded(value: float) -> str:
    return f"{value:,.1f}" if value < 100 else f"{value:,.0f}"


def _group(name: str, what: str = "") -> str:
    small = f"<small>{escape(what)}</small>" if what else ""
    return f'<tr class="group"><th scope="rowgroup" colspan="99">{escape(name)}{small}</th></tr>'


def _row(name: str, cells: Sequence[str], *, escaped: bool = False) -> str:
    shown = cells if escaped else [escape(cell) for cell in cells]
    return f'<tr><th scope="row">{escape(name)}</th>{"".join(f"<td>{cell}</td>" for cell in shown)}</tr>'


def _sections(answers: Sequence[Answers[K]], titles: Sequence[str], pictures: Pictures[K]) -> list[str]:
    chosen = [each for each in answers if not each.drawn]
    drawn = [each for each in answers if each.drawn]
    parts = []
    if chosen:
        told = any(each.wanted for each in chosen)
        parts.append(f"<h2>{'Where they differ most' if told else 'The answers'}</h2>")
        parts.append(_legend(told, len(titles) > 1))
        parts += [_answer(each, titles, pictures) for each in chosen]
    if drawn:
        parts.append("<h2>Drawn by lot</h2>")
        parts.append(_legend(any(each.wanted for each in drawn), len(titles) > 1))
        parts += [_answer(each, titles, pictures) for each in drawn]
    return parts


def _legend(marked: bool, several: bool) -> str:
    words = "Best first."
    if marked:
        words += " A ring and a tick mark the photos that the words were written about."
    if several:
        words += " Arrows say how many places a photo moved against the first row; “new” is not among the first there."
    return f'<p class="quiet">{words}</p>'


def _answer(answers: Answers[K], titles: Sequence[str], pictures: Pictures[K], *, blind: bool = False) -> str:
    first = answers.photos[0]
    rows = []
    for number, (title, photos) in enumerate(zip(titles, answers.photos, strict=True)):
        notes = ""
        badges = None
        if number and not blind:
            common = round(overlap(first, photos) * max(len(first), len(photos)))
            notes = (
                f"<small>{common} of {len(photos)} in common</small>"
                f"<small>order agrees {rank_correlation(first, photos):+.2f}</small>"
            )
            badges = [_badge(change) for change in rank_changes(first, photos)]
        row = pictures.row(photos, wanted=answers.wanted, badges=badges)
        rows.append(f'<div class="row"><div class="who">{escape(title)}{notes}</div>{row}</div>')
    return f'<section class="answer"><h3>“{escape(answers.words)}”</h3>{"".join(rows)}</section>'


def _badge(change: int | None) -> str:
    if change is None:
        return "new"
    return "" if change == 0 else f"{'↑' if change > 0 else '↓'} {abs(change)}"


def _across(answers: Sequence[Answers[K]]) -> int:
    return max((len(photos) for each in answers for photos in each.photos), default=1)
