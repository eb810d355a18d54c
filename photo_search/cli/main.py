"""Reads the command line and turns every error into words and an exit status; the one place that does."""

from __future__ import annotations

import argparse
import sys
import traceback
from collections.abc import Sequence

from photo_search import __version__
from photo_search.cli import commands
from photo_search.cli.exit_codes import ExitCode, code_for
from photo_search.errors import UserFixable
from photo_search.paths import default_library

_EPILOG = """\
exit status:
  0  done
  1  a fault of photo-search itself
  2  the command line makes no sense
  3  something you can mend; the sentence says how
  4  doctor found something that is not repaired
  5  the disk is full
  6  another photo-search is writing the library
  130  stopped by Ctrl-C; everything done so far is kept
"""


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status."""
    args = parser().parse_args(arguments)
    try:
        return int(args.command(args))
    except UserFixable as error:
        commands.report_error(error, as_json=args.json)
        return int(code_for(error))
    except KeyboardInterrupt:
        return int(ExitCode.INTERRUPTED)
    except BrokenPipeError:
        # Whoever read our output has enough of it; Python must not complain about that at its end.
        sys.stdout = None
        return int(ExitCode.DONE)
    except Exception:  # noqa: BLE001 - whatever comes here is a fault of ours, and is shown as one
        traceback.print_exc()
        print("photo-search: this is a fault of photo-search; please report it with the lines above.", file=sys.stderr)
        return int(ExitCode.BUG)


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    everywhere = argparse.ArgumentParser(add_help=False)
    everywhere.add_argument(
        "--library",
        type=commands.library_path,
        default=argparse.SUPPRESS,
        metavar="PATH",
        help=f"the library's folder (default: {default_library()})",
    )
    everywhere.add_argument(
        "--json", action="store_true", default=argparse.SUPPRESS, help="print one JSON document instead of text"
    )
    root = argparse.ArgumentParser(
        prog="photo-search",
        description="Find your photos by meaning, on your own computer. Without a command it opens the window;"
        " “photo-search window FILE…” opens it with folders to add, or a picture to find others like.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[everywhere],
    )
    root.set_defaults(library=None, json=False)
    root.add_argument("--version", action="version", version=f"photo-search {__version__}")
    subs = root.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, command: commands.Command, under: object = subs) -> argparse.ArgumentParser:
        about = (command.__doc__ or "").strip()
        added: argparse.ArgumentParser = under.add_parser(  # type: ignore[attr-defined]
            name, help=about, description=about, parents=[everywhere]
        )
        added.set_defaults(command=command)
        return added

    index = add("index", commands.index)
    index.add_argument("folders", nargs="*", metavar="FOLDER", help="folders to add; none: all of the library")
    _add_exclude(index)
    index.add_argument("--jobs", type=_count, metavar="N", help="decode in N processes (default: one a core)")
    index.add_argument("--full-speed", action="store_true", help="don't yield to other programs")
    index.add_argument(
        "--accept-missing",
        action="store_true",
        help="believe that the named folders are empty, and no drive is missing",
    )

    search = add("search", commands.search)
    search.add_argument("words", nargs="+", metavar="WORD", help="what the photo shows")
    _add_search_options(search)
    similar = add("similar", commands.similar)
    similar.add_argument("photo", metavar="PHOTO", help="a picture file, or the number of a photo of the library")
    _add_search_options(similar)

    folders = add("folders", commands.folders_list)
    of_folders = folders.add_subparsers(metavar="ACTION")
    add("list", commands.folders_list, of_folders)
    added = add("add", commands.folders_add, of_folders)
    added.add_argument("folder", metavar="FOLDER")
    _add_exclude(added)
    exclude = add("exclude", commands.folders_exclude, of_folders)
    exclude.add_argument("folder", metavar="FOLDER")
    exclude.add_argument("patterns", nargs="*", metavar="PATTERN", help="as in .gitignore; none: nothing is left out")
    remove = add("remove", commands.folders_remove, of_folders)
    remove.add_argument("folder", metavar="FOLDER")
    remove.add_argument("--forget", action="store_true", help="forget what was read from its photos, too")
    forget = add("forget-missing", commands.folders_forget_missing, of_folders)
    forget.add_argument("folder", metavar="FOLDER")

    problems = add("problems", commands.problems)
    problems.add_argument("--retry", action="store_true", help="have the next index run read them again")
    doctor = add("doctor", commands.doctor)
    doctor.add_argument("--repair", action="store_true", help="mend what can be made anew or brought back")
    add("models", commands.models)
    add("bench", commands.bench)
    return root


def _add_exclude(to: argparse.ArgumentParser) -> None:
    to.add_argument(
        "--exclude",
        action="append",
        default=[],
        metavar="PATTERN",
        help="leave out what fits, as in .gitignore; may be given several times",
    )


def _add_search_options(to: argparse.ArgumentParser) -> None:
    to.add_argument("--limit", type=_count, default=20, metavar="N", help="how many photos (default: 20)")
    to.add_argument("--offset", type=_amount, default=0, metavar="N", help="leave out the first N")
    to.add_argument("--folder", action="append", default=[], metavar="FOLDER", help="only in or below this folder")
    to.add_argument("--from", dest="taken_from", type=commands.day, metavar="DATE", help="taken on YYYY-MM-DD or later")
    to.add_argument(
        "--until", dest="taken_until", type=commands.day, metavar="DATE", help="taken on YYYY-MM-DD or before"
    )
    to.add_argument("--paths", action="store_true", help="print nothing but paths, a line each")
    to.add_argument("-0", "--print0", action="store_true", help="as --paths, each ended by a NUL byte")


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def _amount(text: str) -> int:
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError("can't be negative")
    return number
