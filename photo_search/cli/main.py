"""Reads the command line and turns every error into words and an exit status; the one place that does."""

from __future__ import annotations

import argparse
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from photo_search import __version__
from photo_search.cli import commands, compare_commands, model_commands, quality_command, store_commands
from photo_search.cli.exit_codes import ExitCode, code_for
from photo_search.cli.search_parser import add_insight, add_kept, add_searching, amount, count, with_words
from photo_search.cli.serve_command import DEFAULT_PORT, serve
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
  7  “have” was asked for a picture that the library hasn't got
  130  stopped by Ctrl-C; everything done so far is kept
"""


_PART = "only this part of the library, as in 10%%"


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status."""
    args = parser().parse_args(with_words(arguments))
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
    root = argparse.ArgumentParser(
        prog="photo-search",
        description="Find your photos by meaning, on your own computer. Without a command it opens the window;"
        " “photo-search window FILE…” opens it with folders to add, or a picture to find others like.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[_everywhere()],
    )
    root.set_defaults(library=None, json=False)
    root.add_argument("--version", action="version", version=f"photo-search {__version__}")
    subs = root.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, command: commands.Command, under: object = subs) -> argparse.ArgumentParser:
        about = (command.__doc__ or "").strip()
        added: argparse.ArgumentParser = under.add_parser(  # type: ignore[attr-defined]
            name, help=about, description=about, parents=[_everywhere()]
        )
        added.set_defaults(command=command)
        return added

    index = add("index", commands.index)
    index.add_argument("folders", nargs="*", metavar="FOLDER", help="folders to add; none: all of the library")
    _add_exclude(index)
    index.add_argument("--jobs", type=count, metavar="N", help="decode in N processes (default: one a core)")
    index.add_argument(
        "--vectors", type=Path, metavar="FILE", help="take what “models export” wrote, instead of reading photos anew"
    )
    index.add_argument("--full-speed", action="store_true", help="don't yield to other programs")
    index.add_argument(
        "--accept-missing",
        action="store_true",
        help="believe that the named folders are empty, and no drive is missing",
    )

    add_searching(add)
    add_insight(add)
    add_kept(add)

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
    _add_comparing(add, _add_models(add))
    served = add("serve", serve)
    served.add_argument(
        "--port", type=_port, default=DEFAULT_PORT, metavar="N", help=f"0: any free one (default: {DEFAULT_PORT})"
    )
    return root


def _everywhere() -> argparse.ArgumentParser:
    """Return the options that may stand before a command and after it, anew for each parser.

    Parsers share the options of their parents: what the first sets as their defaults would undo what was given to it.
    """
    options = argparse.ArgumentParser(add_help=False)
    options.add_argument(
        "--library",
        type=commands.library_path,
        default=argparse.SUPPRESS,
        metavar="PATH",
        help=f"the library's folder (default: {default_library()})",
    )
    options.add_argument(
        "--json", action="store_true", default=argparse.SUPPRESS, help="print one JSON document instead of text"
    )
    return options


def _add_exclude(to: argparse.ArgumentParser) -> None:
    to.add_argument(
        "--exclude",
        action="append",
        default=[],
        metavar="PATTERN",
        help="leave out what fits, as in .gitignore; may be given several times",
    )


def _add_models(add: Callable[..., argparse.ArgumentParser]) -> object:
    models = add("models", model_commands.models_list)
    of_models = models.add_subparsers(metavar="ACTION")
    add("list", model_commands.models_list, of_models)
    add("status", model_commands.models_status, of_models)
    use = add("use", model_commands.models_use, of_models)
    use.add_argument("name", metavar="NAME")
    use.add_argument("--dry-run", action="store_true", help="only say what it would take")
    use.add_argument("--share", type=model_commands.share, default=1.0, metavar="PART", help=_PART)
    rollout = add("rollout", model_commands.models_rollout, of_models)
    rollout.set_defaults(dry_run=False)
    rollout.add_argument("share", type=model_commands.share, metavar="PART", help=_PART)
    rollout.add_argument("name", metavar="NAME")
    add("back", model_commands.models_back, of_models)
    add("stay", model_commands.models_stay, of_models)
    forgotten = add("remove-vectors", model_commands.models_remove_vectors, of_models)
    forgotten.add_argument("name", metavar="NAME")
    forgotten.add_argument("--yes", action="store_true", help="don't ask")
    add("known", store_commands.models_known, of_models)
    download = add("download", store_commands.models_download, of_models)
    download.add_argument("name", metavar="NAME")
    imported = add("import", store_commands.models_import, of_models)
    imported.add_argument("path", metavar="PATH", help="the folder of a model, or an archive of one")
    imported.add_argument("--name", dest="called", metavar="NAME", help="what to call it")
    checked = add("check", store_commands.models_check, of_models)
    checked.add_argument("names", nargs="*", metavar="NAME", help="none: every model")
    removed = add("remove", store_commands.models_remove, of_models)
    removed.add_argument("name", metavar="NAME")
    quantised = add("quantise", store_commands.models_quantise, of_models)
    quantised.add_argument("name", metavar="NAME")
    return of_models


def _add_comparing(add: Callable[..., argparse.ArgumentParser], of_models: object) -> None:
    exported = add("export", compare_commands.models_export, of_models)
    exported.add_argument("name", metavar="NAME")
    exported.add_argument("file", type=Path, metavar="FILE", help="a new file, called ….safetensors by custom")
    loaded = add("load", compare_commands.models_load, of_models)
    loaded.add_argument("file", type=Path, metavar="FILE", help="what “models export” wrote")
    compare = add("compare", compare_commands.models_compare, of_models)
    compare.add_argument("questions", nargs="*", metavar="QUESTION", help="in quotation marks; none: everyday ones")
    compare.add_argument("--with", dest="other", metavar="NAME", help="the second model (default: the next that knows)")
    compare.add_argument("--model", metavar="NAME", help="the first model (default: the one that answers)")
    compare.add_argument("--limit", type=count, default=8, metavar="N", help="how many photos (default: 8)")
    compare.add_argument("--html", type=Path, metavar="FILE", help="write a page with the photos")
    compare.add_argument("--blind", action="store_true", help="pick the better answers without knowing whose they are")
    compare.add_argument("--seed", type=amount, metavar="N", help="the same number draws the same sides")
    bench = add("bench", commands.bench)
    of_bench = bench.add_subparsers(metavar="WHAT")
    quality = add("quality", quality_command.bench_quality, of_bench)
    quality.add_argument("--photos", type=Path, metavar="FOLDER", help="a folder of described photos")
    quality.add_argument(
        "--captions", type=Path, metavar="FILE", help="their descriptions (default: captions.jsonl there)"
    )
    quality.add_argument(
        "--models", nargs="+", default=[], metavar="MODEL", help="names or folders (default: all that are installed)"
    )
    models = add("models", compare_commands.bench_models, of_bench)
    models.add_argument("photos", type=Path, metavar="PHOTOS", help="a folder of photos")
    models.add_argument(
        "--models", nargs="+", default=[], metavar="MODEL", help="names or folders (default: all that are installed)"
    )
    models.add_argument("--list", type=Path, metavar="FILE", help="a TOML file that lists the models")
    models.add_argument(
        "--captions", type=Path, metavar="FILE", help="what people wrote (default: captions.jsonl there)"
    )
    models.add_argument("--words", nargs="+", default=[], metavar="WORDS", help="questions to show the answers of")
    models.add_argument("--html", type=Path, metavar="FILE", help="write a report with the photos")


def _port(text: str) -> int:
    number = int(text)
    if not 0 <= number < 1 << 16:
        raise argparse.ArgumentTypeError("must be from 0 to 65535")
    return number
