"""Declares the commands that search and explain, with their options, and lets words begin with a minus."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from photo_search.cli import commands, insight_commands, kept_commands, search_commands
from photo_search.records import Expansion

Add = Callable[..., argparse.ArgumentParser]

_WITHOUT = re.compile(r"-[^\W\d_]\w+.*", re.DOTALL)
"""What is to be left out, as in “sunset -people”: none of our options of one dash has more than one letter."""

_LANGUAGE = """\
words:
  sunset over the sea       what the photo shows
  "summer party"            these very words in its names or caption
  -people                   not this
  sea:2                     so much more
  folder:holiday iso:<400   plain facts, as in the window; F1 there lists them
  summer 2019               a date
Put the question in '…' where your shell has its own mind about quotation marks.
"""


def with_words(arguments: Sequence[str]) -> list[str]:
    """Return the command line with words like “-people” marked as no options, by a space before them."""
    return [f" {argument}" if _WITHOUT.fullmatch(argument) else argument for argument in arguments]


def add_searching(add: Add) -> None:
    """Add `search` and `similar`."""
    search = add("search", search_commands.search)
    search.formatter_class = argparse.RawDescriptionHelpFormatter
    search.epilog = _LANGUAGE
    search.add_argument("words", nargs="+", metavar="WORD", help="what to find; see below")
    _add_expansion(search)
    _add_answer_options(search)
    similar = add("similar", search_commands.similar)
    similar.add_argument("photo", metavar="PHOTO", help="a picture file, or the number of a photo of the library")
    _add_answer_options(similar)


def add_insight(add: Add) -> None:
    """Add `explain`, `what`, `have` and `tune`."""
    explain = add("explain", insight_commands.explain)
    explain.add_argument("text", metavar="TEXT", help="the search, in quotation marks")
    explain.add_argument("photo", metavar="PHOTO", help="a picture file, or the number of a photo of the library")
    explain.add_argument("--heat-map", type=Path, metavar="OUT.png", help="write where in the photo it is seen")
    _add_expansion(explain)
    _add_strictness(explain)
    what = add("what", insight_commands.what)
    what.add_argument("photo", metavar="PHOTO", help="a picture file, or the number of a photo of the library")
    what.add_argument("--limit", type=count, default=8, metavar="N", help="how many words (default: 8)")
    have = add("have", insight_commands.have)
    have.add_argument("files", nargs="+", metavar="FILE", help="picture files, or folders of them")
    tune = add("tune", insight_commands.tune)
    tune.add_argument("words", nargs="*", metavar="WORD", help="a search to see the scores of")
    _add_strictness(tune)
    tune.add_argument("--temperature", type=_temperature, metavar="N", help="how steeply scores rise with the cosine")
    tune.add_argument("--bins", type=count, default=60, metavar="N", help="how finely scores are counted (default: 60)")
    tune.add_argument("--recommend", action="store_true", help="say what tells --right from --wrong photos best")
    tune.add_argument("--right", type=_photos, default=(), metavar="N,N…", help="numbers of photos that match")
    tune.add_argument("--wrong", type=_photos, default=(), metavar="N,N…", help="numbers of photos that don't")
    tune.add_argument("--save", action="store_true", help="keep what is recommended")
    tune.add_argument("--reset", action="store_true", help="forget what was kept")


def add_kept(add: Add) -> None:
    """Add `saved`, `history` and `suggest`."""
    saved = add("saved", kept_commands.saved_list)
    of_saved = saved.add_subparsers(metavar="ACTION")
    add("list", kept_commands.saved_list, of_saved)
    added = add("add", kept_commands.saved_add, of_saved)
    added.add_argument("name", metavar="NAME")
    added.add_argument("text", nargs="+", metavar="TEXT", help="the search")
    added.add_argument("--concept", action="store_true", help="to be part of other searches: concept:NAME")
    added.add_argument("--replace", action="store_true", help="in place of another of that name")
    removed = add("remove", kept_commands.saved_remove, of_saved)
    removed.add_argument("name", metavar="NAME")
    renamed = add("rename", kept_commands.saved_rename, of_saved)
    renamed.add_argument("name", metavar="NAME")
    renamed.add_argument("new_name", metavar="NEW")
    pinned = add("pin", kept_commands.saved_pin, of_saved)
    pinned.add_argument("name", metavar="NAME")
    pinned.add_argument("--off", action="store_true", help="no longer")
    run = add("run", kept_commands.saved_run, of_saved)
    run.add_argument("name", metavar="NAME")
    _add_expansion(run)
    _add_answer_options(run)
    history = add("history", kept_commands.history)
    history.add_argument("--limit", type=count, default=50, metavar="N", help="how many (default: 50)")
    history.add_argument("--clear", action="store_true", help="forget all of it")
    suggest = add("suggest", kept_commands.suggest)
    suggest.add_argument("words", nargs="+", metavar="TEXT", help="what is typed so far")


def count(text: str) -> int:
    """Return the number that `text` is, at least 1; raises argparse.ArgumentTypeError."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def amount(text: str) -> int:
    """Return the number that `text` is, at least 0; raises argparse.ArgumentTypeError."""
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError("can't be negative")
    return number


def _add_expansion(to: argparse.ArgumentParser) -> None:
    levels = [level.value for level in Expansion]
    to.add_argument(
        "--expand", choices=levels, default=Expansion.NORMAL.value, help="ask for related words, too (default: normal)"
    )
    to.add_argument("--deep", dest="expand", action="store_const", const=Expansion.DEEP.value, help="as --expand deep")


def _add_strictness(to: argparse.ArgumentParser) -> None:
    to.add_argument(
        "--strictness", type=_strictness, metavar="N", help="where matches end: 0, nearly everywhere, to 1, soon"
    )


def _add_answer_options(to: argparse.ArgumentParser) -> None:
    to.add_argument("--limit", type=count, default=20, metavar="N", help="how many photos (default: 20)")
    to.add_argument("--offset", type=amount, default=0, metavar="N", help="leave out the first N")
    to.add_argument("--all", action="store_true", help="also what probably doesn't match")
    _add_strictness(to)
    to.add_argument("--fold", action="store_true", help="tell near-duplicates by the best of them")
    sorts, groups = list(search_commands.SORTS), search_commands.GROUPS
    to.add_argument("--sort", choices=sorts, default=sorts[0], help="what comes first (default: relevance)")
    to.add_argument("--group", choices=groups, default="none", help="gather photos of one day, month, year or folder")
    to.add_argument("--folder", action="append", default=[], metavar="FOLDER", help="only in or below this folder")
    to.add_argument("--from", dest="taken_from", type=commands.day, metavar="DATE", help="taken on YYYY-MM-DD or later")
    to.add_argument(
        "--until", dest="taken_until", type=commands.day, metavar="DATE", help="taken on YYYY-MM-DD or before"
    )
    to.add_argument("--model", metavar="NAME", help="ask this model alone")
    to.add_argument("--paths", action="store_true", help="print nothing but paths, a line each")
    to.add_argument("-0", "--print0", action="store_true", help="as --paths, each ended by a NUL byte")


def _strictness(text: str) -> float:
    number = float(text)
    if not 0 <= number <= 1:
        raise argparse.ArgumentTypeError("must be from 0 to 1")
    return number


def _temperature(text: str) -> float:
    number = float(text)
    if not 0 < number < float("inf"):
        raise argparse.ArgumentTypeError("must be above 0")
    return number


def _photos(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in text.replace(",", " ").split())
