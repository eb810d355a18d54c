"""What `search`, `similar` and `saved run` do: ask, and print what matches, best first, or all that was found."""

from __future__ import annotations

import argparse
import os
import sys
from typing import Any

from photo_search.cli import documents
from photo_search.cli.commands import opened, print_json
from photo_search.cli.exit_codes import ExitCode
from photo_search.conditions import Condition
from photo_search.library import Library
from photo_search.paths import display_path
from photo_search.records import Expansion, Filters, Hit, SearchOptions, SearchResult
from photo_search.searching.arranging import Group, Grouping, Order, arrange
from photo_search.searching.query import Part, Query, When, Words
from photo_search.searching.question import is_number

SORTS = {"relevance": Order.RELEVANCE, "date": Order.NEWEST, "oldest": Order.OLDEST, "folder": Order.FOLDER}
GROUPS = [grouping.value for grouping in Grouping if grouping is not Grouping.NONE]


def search(args: argparse.Namespace) -> ExitCode:
    """Find photos by what they show, by names and by plain facts."""
    with opened(args, read_only=True) as library:
        return ask(args, library, " ".join(args.words))


def similar(args: argparse.Namespace) -> ExitCode:
    """Find photos that look like one of the library, or like any picture file."""
    with opened(args, read_only=True) as library:
        filters = _filters(args)
        page = {**_page(args), "options": search_options(args)}
        if is_photo_number(args.photo):
            result = library.similar(int(args.photo), filters, **page)
        else:
            result = library.similar_to_file(args.photo, filters, **page)
        return _answer(args, result, Query())


def ask(args: argparse.Namespace, library: Library, text: str) -> ExitCode:
    """Put a question to the library and print its answer."""
    result = library.search(text, _filters(args), options=search_options(args), **_page(args))
    return _answer(args, result, library.asking.understood(text))


def is_photo_number(text: str) -> bool:
    """Say whether a photo is named by its number; a file of that name goes first."""
    return is_number(text) and not os.path.lexists(text)


def search_options(args: argparse.Namespace) -> SearchOptions:
    """Return how the command line wants a question to be answered."""
    expansion = Expansion(getattr(args, "expand", Expansion.NORMAL))
    return SearchOptions(expansion=expansion, strictness=args.strictness, fold=getattr(args, "fold", False))


def _filters(args: argparse.Namespace) -> Filters:
    folders = tuple(os.path.realpath(os.fsencode(folder)) for folder in args.folder)
    return Filters(folders, args.taken_from, args.taken_until)


def _page(args: argparse.Namespace) -> dict[str, Any]:
    return {"limit": args.limit, "offset": args.offset, "model": args.model}


def _answer(args: argparse.Namespace, result: SearchResult, query: Query) -> ExitCode:
    order, grouping = SORTS[args.sort], Grouping(args.group)
    matching = arrange([hit for hit in result.hits if hit.matches], order, grouping)
    # A reader of JSON is told of each hit whether it matches, and picks for itself.
    others = arrange([hit for hit in result.hits if not hit.matches and (args.all or args.json)], order, grouping)
    if args.json:
        print_json(documents.search_result(result, query, [*matching, *others]))
    elif args.paths or args.print0:
        end = b"\0" if args.print0 else b"\n"
        sys.stdout.flush()
        sys.stdout.buffer.write(b"".join(hit.path + end for group in (*matching, *others) for hit in group.hits))
    else:
        _print_groups(matching)
        if others:
            print("      probably not:")
        _print_groups(others)
        for line in _remarks(result, query, all_shown=args.all):
            print(line, file=sys.stderr)
    return ExitCode.DONE


def _print_groups(groups: list[Group]) -> None:
    for group in groups:
        if group.grouping is not Grouping.NONE:
            print(_heading(group))
        for hit in group.hits:
            print(_line(hit))


def _line(hit: Hit) -> str:
    words = f"{hit.score:4.0%}  {display_path(hit.path)}"
    if hit.by_name:
        words += "  (by name)"
    if hit.folded:
        words += f"  (and {len(hit.folded):,} like it)"
    return words + ("  (not connected)" if hit.offline else "")


def _heading(group: Group) -> str:
    if group.folder is not None:
        return display_path(group.folder)
    if group.since is None:
        return "without a date"
    match group.grouping:
        case Grouping.YEAR:
            return f"{group.since:%Y}"
        case Grouping.MONTH:
            return f"{group.since:%Y-%m}"
        case _:
            return f"{group.since:%Y-%m-%d}"


def _remarks(result: SearchResult, query: Query, *, all_shown: bool) -> list[str]:
    """Return what is said of an answer beside its photos."""
    lines = [f"Understood: {'; '.join(map(said, query.chips))}"] if query.chips else []
    lines += [f"“{key}:” is no filter; its words were looked for." for key in query.unknown]
    lines += result.notices
    below = sum(not hit.matches for hit in result.hits)
    if result.coverage.embedded and result.matching == 0:
        lines.append("Nothing here seems to match." + ("" if all_shown or not below else " --all shows the closest."))
    elif below and not all_shown:
        lines.append("There are more that probably don't match; --all shows them.")
    elif result.matching is not None and result.matching > sum(hit.matches for hit in result.hits):
        lines.append(f"{result.matching:,} photos match; --limit and --offset show more of them.")
    return [*lines, _coverage(result)]


def said(part: Part) -> str:
    """Return one part of a question as it was understood."""
    if isinstance(part, When):
        first, last = (day.isoformat() if day else "" for day in (part.range.first, part.range.last))
        return f"date {first}..{last}" if first != last else f"date {first}"
    if isinstance(part, Condition):
        return str(part)
    words = f"“{part.text}”" if isinstance(part, Words) and part.exact else part.text
    amount = "" if abs(part.weight) == 1 else f", weight {abs(part.weight):g}"
    return f"{'not: ' if part.weight < 0 else ''}{words}{amount}"


def _coverage(result: SearchResult) -> str:
    seen = result.coverage
    if not seen.photos:
        return "The library has no photos yet; add some with: photo-search index FOLDER"
    words = f"Searched {seen.embedded:,} of {seen.photos:,} photos in {result.took_ms:,.0f} ms."
    if seen.offline:
        words += f" {seen.offline:,} of them are on a drive or in a folder that isn't there now."
    if seen.failed:
        words += f" {seen.failed:,} files could not be read: photo-search problems"
    return words
