"""What `explain`, `what`, `have` and `tune` do: why a photo was found, what it shows, whether it is there, the line."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from photo_search.cli import insight_documents as documents
from photo_search.cli.commands import opened, print_json
from photo_search.cli.exit_codes import ExitCode
from photo_search.cli.progress_line import ProgressLine
from photo_search.cli.search_commands import is_photo_number, search_options
from photo_search.errors import NoSuchPhoto, NothingToSee, NotWritten, UnreadablePhoto
from photo_search.indexing.formats import is_photo_name
from photo_search.insight.records import Contribution, Explanation, Have, HeatMap, Likeness, ScoreHistogram, Verdict
from photo_search.library import Library
from photo_search.paths import display_path
from photo_search.records import Photo, Tuning

_BAR = 50
_ROWS = 20
_PICTURE = 1024


def explain(args: argparse.Namespace) -> ExitCode:
    """Say why a photo is, or is not, in the answer to a search."""
    with opened(args, read_only=True) as library:
        photo_id, options = _photo_of(library, args.photo), search_options(args)
        if photo_id is None:
            why = library.insight.explain_file(args.text, args.photo, options=options)
        else:
            why = library.insight.explain(args.text, photo_id, options=options)
        heat = None
        if args.heat_map is not None:
            if photo_id is None:
                raise NoSuchPhoto("A heat map needs a photo of the library.", "Index its folder first.")
            heat = _heat_map(library, args.text, photo_id, args.heat_map)
    if args.json:
        print_json(documents.explanation(why, heat))
    else:
        _print_explanation(why)
        if heat is not None:
            print(
                f"The heat map is in {args.heat_map}: hiding its brightest part takes {heat.drop:.3f} off the cosine."
            )
    return ExitCode.DONE


def what(args: argparse.Namespace) -> ExitCode:
    """Say in everyday words what a photo shows: those that stand out, so perhaps none."""
    with opened(args, read_only=True) as library:
        photo_id = _photo_of(library, args.photo)
        if photo_id is None:
            found = library.insight.words_in_file(args.photo, args.limit)
        else:
            found = library.insight.words(photo_id, args.limit)
    if args.json:
        print_json(documents.what(args.photo, found))
        return ExitCode.DONE
    for one in found:
        print(f"{one.score:4.0%}  {one.word}")
    if not found:
        print("No word stands out.")
    return ExitCode.DONE


def have(args: argparse.Namespace) -> ExitCode:
    """Say whether the library has pictures already: the same files, or the same pictures saved anew."""
    found: list[Have] = []
    unreadable = False
    with opened(args, read_only=True) as library:
        for path in _pictures(args.files):
            try:
                one = library.insight.have(path)
            except UnreadablePhoto as error:
                unreadable = True
                print(f"{display_path(path)}: {error}", file=sys.stderr)
                continue
            found.append(one)
            if not args.json:
                _print_have(one)
    if args.json:
        print_json(documents.had(found))
    all_there = not unreadable and all(one.verdict in {Verdict.SAME, Verdict.NEAR} for one in found)
    return ExitCode.DONE if all_there else ExitCode.NOT_THERE


def tune(args: argparse.Namespace) -> ExitCode:
    """Show how the library scores for a search, and where its matches end; with figures, keep them for the model."""
    text = " ".join(args.words)
    changes = args.reset or args.temperature is not None or args.strictness is not None or args.save
    with opened(args, read_only=not changes) as library:
        kept = library.insight.reset() if args.reset else library.insight.tuning()
        if args.temperature is not None or args.strictness is not None:
            kept = library.insight.tune(args.temperature, args.strictness)
        if args.recommend:
            if not (args.right and args.wrong):
                raise NothingToSee(
                    "A recommendation needs photos of both kinds.", "Name some with --right and --wrong."
                )
            kept = library.insight.recommend(text, args.right, args.wrong)
            if args.save:
                library.insight.tune(kept.temperature, kept.strictness)
        histogram = library.insight.histogram(text, args.bins, tuning=kept) if text else None
    if args.json:
        print_json(documents.tuning(kept, histogram))
        return ExitCode.DONE
    if histogram is not None:
        _print_histogram(histogram)
    _print_tuning(kept, recommended=args.recommend and not args.save)
    return ExitCode.DONE


def _photo_of(library: Library, name: str) -> int | None:
    """Return the number of a photo of the library, named by it or by a file; None for a file from outside."""
    return int(name) if is_photo_number(name) else library.insight.photo_at(name)


def _heat_map(library: Library, text: str, photo_id: int, to: Path) -> HeatMap:
    from photo_search.insight.heat_picture import heat_picture  # noqa: PLC0415 - no other command needs Pillow

    line = ProgressLine(sys.stderr)
    try:
        heat = library.insight.heat_map(text, photo_id, progress=lambda part: line.write("Looking", part))
    finally:
        line.clear()
    picture = heat_picture(library.picture(photo_id, _PICTURE).result(), heat)
    try:
        picture.save(to, "PNG")
    except OSError as error:
        raise NotWritten(f"“{to}” can't be written ({error.strerror}).", "Name another place.") from error
    return heat


def _print_explanation(why: Explanation) -> None:
    print(display_path(why.path))
    verdict = "It matches" if why.matches else "It probably doesn't match"
    if why.score is None or why.line is None or why.cosine is None:
        print(f"{verdict}.")
    else:
        print(
            f"{verdict}: {why.score:.0%}; matches have {why.line:.0%} or more (cosine {why.cosine:.3f}, {why.model})."
        )
    for match in why.by_name:
        print(f"  by name   “{match.words}” in its {match.field}: {match.text}")
    for part in why.parts:
        print(f"  {_label(part):<9} {part.score:4.0%}  {part.what}{_weight(part)}  (cosine {part.cosine:.3f})")
    for fact in why.facts:
        print(f"  {'holds' if fact.holds else 'fails':<9} {fact.said}")
    if why.nearest:
        print(f"  shows     {', '.join(f'{one.word} {one.score:.0%}' for one in why.nearest)}")
    for notice in why.notices:
        print(notice)


def _label(part: Contribution) -> str:
    return "not" if part.weight < 0 and part.kind.value in {"words", "example"} else part.kind.value


def _weight(part: Contribution) -> str:
    return "" if abs(part.weight) == 1 else f" (weight {abs(part.weight):g})"


def _print_have(one: Have) -> None:
    name = display_path(one.path)
    match one.verdict:
        case Verdict.SAME:
            print(f"{name}: you have this file already")
        case Verdict.NEAR:
            print(f"{name}: you have this picture already, saved differently")
        case Verdict.SIMILAR:
            print(f"{name}: you haven't got it; these look like it")
        case Verdict.NEW:
            print(f"{name}: you haven't got it")
    if one.same is not None:
        for line in _files(one.same):
            print(f"    {line}")
    for near in one.near:
        for line in _files(near.photo):
            print(f"    {'also ' if one.same else ''}{line}")
    if one.verdict is Verdict.SIMILAR:
        for similar in one.similar:
            print(f"    {_similar(similar)}")


def _files(photo: Photo) -> Iterator[str]:
    content = photo.content
    taken = "" if content.metadata.taken is None else f", {content.metadata.taken:%Y-%m-%d %H:%M}"
    for file in photo.files:
        if not file.missing:
            away = ", not connected" if file.offline else ""
            print_path = display_path(file.path)
            yield f"{print_path}  ({content.width} x {content.height}, {content.byte_size:,} bytes{taken}{away})"


def _similar(one: Likeness) -> str:
    return f"cosine {one.cosine:.3f}  {next(_files(one.photo), f'photo {one.photo.photo_id}')}"


def _pictures(names: list[str]) -> Iterator[bytes]:
    """Yield the files named, and the pictures in and below the folders named, in the order of their names."""
    for name in names:
        path = os.path.expanduser(os.fsencode(name))
        if not os.path.isdir(path):
            yield path
            continue
        for folder, below, files in os.walk(path):
            below.sort()
            yield from (os.path.join(folder, file) for file in sorted(files) if is_photo_name(file))


def _print_histogram(histogram: ScoreHistogram) -> None:
    """Print how many photos have which scores as bars, the best on top."""
    step = max(1, len(histogram.counts) // _ROWS)
    rows = [int(histogram.counts[at : at + step].sum()) for at in range(0, len(histogram.counts), step)]
    # Most photos answer no question: on the scale of their bar nothing else could be seen.
    longest = max(1, *sorted(rows)[:-1])
    at_line = (
        -1 if histogram.line is None else int(np.searchsorted(histogram.edges, histogram.line, "right") - 1) // step
    )
    for at, count in reversed(list(enumerate(rows))):
        bar = "#" * min(_BAR, -(-count * _BAR // longest)) + ("…" if count > longest else "")
        words = (f"{histogram.edges[at * step]:5.0%}", bar, f"{count:,}" if count else "")
        print("  ".join((*filter(None, words), *(("<- the line",) if at == at_line else ()))))
    if histogram.line is not None:
        print(f"Matches have {histogram.line:.0%} or more, a cosine of {histogram.cosine_line:.3f}.")
    for title, hits in (("The last that match:", histogram.above), ("The first that don't:", histogram.below)):
        if hits:
            print(title)
        for hit in hits:
            print(f"{hit.score:6.1%}  {hit.photo_id:>7}  {display_path(hit.path)}")
    print(f"{histogram.matching:,} of {histogram.photos:,} photos match.")


def _print_tuning(kept: Tuning, *, recommended: bool) -> None:
    temperature = "as the model ships" if kept.temperature is None else f"{kept.temperature:g}"
    strictness = "in the middle" if kept.strictness is None else f"{kept.strictness:g}"
    print(f"{'Recommended: t' if recommended else 'T'}emperature {temperature}, strictness {strictness}.")
    if recommended:
        print("Keep it with the same command and --save.")
