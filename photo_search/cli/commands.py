"""What each command does: asks the library, and prints the answer as text or as one JSON document."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from photo_search.cli import documents
from photo_search.cli.exit_codes import ExitCode
from photo_search.cli.progress_line import ProgressLine
from photo_search.errors import FolderUnusable, NotALibrary, UserFixable
from photo_search.indexing.indexer import IndexOptions
from photo_search.indexing.run import IndexRun
from photo_search.library import Library
from photo_search.paths import display_path
from photo_search.records import Folder, IndexReport

Command = Callable[[argparse.Namespace], ExitCode]


def index(args: argparse.Namespace) -> ExitCode:
    """Add the named folders, if they are new, and bring the library in step with them."""
    with opened(args) as library:
        chosen = [_known_or_added(library, path, tuple(args.exclude)) for path in args.folders]
        if not chosen and not library.folders():
            raise FolderUnusable("The library has no folder yet.", "Name one: photo-search index FOLDER")
        ids = {folder.folder_id for folder in chosen} or None
        if args.vectors:
            library.models.load(args.vectors)
        report = watched(
            library.index(
                ids,
                options=IndexOptions(jobs=args.jobs, low_priority=not args.full_speed),
                accept_missing=[folder.folder_id for folder in chosen] if args.accept_missing else (),
            ),
            ProgressLine(sys.stderr),
        )
    if args.json:
        print_json(documents.index_report(report))
    else:
        print_report(report)
    return ExitCode.INTERRUPTED if report.cancelled else ExitCode.DONE


def folders_list(args: argparse.Namespace) -> ExitCode:
    """List the library's folders."""
    with opened(args, read_only=True) as library:
        _print_folders(args, library.folders())
    return ExitCode.DONE


def folders_add(args: argparse.Namespace) -> ExitCode:
    """Add a folder without reading it yet."""
    with opened(args) as library:
        library.add_folder(args.folder, args.exclude)
        _print_folders(args, library.folders())
    return ExitCode.DONE


def folders_exclude(args: argparse.Namespace) -> ExitCode:
    """Replace the patterns of what is left out of a folder."""
    with opened(args) as library:
        library.set_exclusions(_folder(library, args.folder).folder_id, args.patterns)
        _print_folders(args, library.folders())
    return ExitCode.DONE


def folders_remove(args: argparse.Namespace) -> ExitCode:
    """Take a folder out of the library; its photos stay where they are."""
    with opened(args) as library:
        folder = _folder(library, args.folder)
        library.remove_folder(folder.folder_id, forget=args.forget)
        if not args.json:
            kept = (
                "What was read from its photos is forgotten."
                if args.forget
                else "What was read is kept for its return."
            )
            print(f"“{display_path(folder.path)}” is no longer in the library. Its photos were not touched. {kept}")
            return ExitCode.DONE
        _print_folders(args, library.folders())
    return ExitCode.DONE


def folders_forget_missing(args: argparse.Namespace) -> ExitCode:
    """Forget the files of a folder that are gone."""
    with opened(args) as library:
        folder = _folder(library, args.folder)
        files = library.forget_missing(folder.folder_id)
        if args.json:
            print_json({"forgotten": files})
        else:
            print(f"{files:,} files that are gone from “{display_path(folder.path)}” are forgotten.")
    return ExitCode.DONE


def problems(args: argparse.Namespace) -> ExitCode:
    """List what could not be read, and why; with --retry, have the next index run try again."""
    with opened(args, read_only=not args.retry) as library:
        listed = library.problems()
        if args.retry:
            library.read_again(problems=listed)
    if args.json:
        print_json(documents.problems(listed))
        return ExitCode.DONE
    for problem in listed:
        print(f"{display_path(problem.path)}\n    {problem.sentence}")
    if not listed:
        print("Every photo could be read.")
    elif args.retry:
        print(f"The next “photo-search index” reads these {len(listed):,} files again.")
    return ExitCode.DONE


def doctor(args: argparse.Namespace) -> ExitCode:
    """Check the library; with --repair, mend what can be made anew or brought back."""
    try:
        with opened(args, read_only=not args.repair) as library:
            found = library.check(repair=args.repair)
        lost = any(finding.part.value == "catalog" for finding in found)
    except NotALibrary:
        if not args.repair:
            raise
        found, lost = [], True
    restored = Library.restore(args.library) if lost and args.repair else None
    if args.json:
        print_json({**documents.findings(found), "restored": restored})
    else:
        for finding in found:
            print(("Repaired: " if finding.repaired else "Found: ") + finding.sentence)
        if restored:
            print(restored)
        elif not found:
            print("All is well.")
        elif not args.repair:
            print("“photo-search doctor --repair” mends what it can.")
    unsound = any(not finding.repaired for finding in found) and not restored
    return ExitCode.UNSOUND if unsound else ExitCode.DONE


def bench(args: argparse.Namespace) -> ExitCode:
    """Measure what the model, decoding and searching cost on this computer."""
    from photo_search.benchmark import measure  # noqa: PLC0415 - no other command needs it

    with opened(args, read_only=True) as library:
        figures = measure(library)
    if args.json:
        print_json(documents.measurements(figures))
        return ExitCode.DONE
    width = max(len(figure.name) for figure in figures)
    for figure in figures:
        print(f"{figure.name:<{width}}  {figure.value:10,.2f} {figure.unit}")
    return ExitCode.DONE


@contextmanager
def opened(args: argparse.Namespace, *, read_only: bool = False) -> Iterator[Library]:
    """Open the library that the command line names, for as long as the block runs."""
    with Library.open(args.library, read_only=read_only) as library:
        yield library


def _known_or_added(library: Library, path: str, exclusions: tuple[str, ...]) -> Folder:
    folder = library.folder_of(path)
    if folder is None:
        return library.add_folder(path, exclusions)
    if exclusions:
        library.set_exclusions(folder.folder_id, exclusions)
        return next(f for f in library.folders() if f.folder_id == folder.folder_id)
    return folder


def _folder(library: Library, path: str) -> Folder:
    folder = library.folder_of(path)
    if folder is None or folder.path != os.path.realpath(os.fsencode(path)):
        raise FolderUnusable(
            f"“{display_path(os.fsencode(path))}” is not a folder of the library.",
            "“photo-search folders” lists them.",
        )
    return folder


def watched(run: IndexRun, line: ProgressLine) -> IndexReport:
    """Show a run's progress until its end; Ctrl-C asks it to stop, and it keeps what it has."""
    before = signal.signal(signal.SIGINT, lambda *_: run.cancel())
    try:
        for progress in run.watch():
            line.show(progress)
    finally:
        signal.signal(signal.SIGINT, before)
        line.clear()
    return run.result()


def print_report(report: IndexReport) -> None:
    """Say what an index run did."""
    words = f"{report.found:,} photos found: {report.new:,} new, {report.changed:,} changed, {report.moved:,} moved"
    print(f"{words}, {report.gone:,} gone. {report.embedded:,} read in {report.seconds:,.1f} s.")
    if report.gone:
        print("Gone photos stay remembered; “photo-search folders forget-missing FOLDER” forgets them.")
    if report.failed:
        print(f"{report.failed:,} could not be read; see why with: photo-search problems")
    for _, sentence in report.offline:
        print(sentence)
    if report.learned or report.switched_to:
        print(f"{report.learned:,} photos were learned by another model.")
    if report.switched_to:
        print(
            f"“{report.switched_to}” answers your searches from now on; “photo-search models back” undoes it at once."
        )
    if report.cancelled:
        print("Stopped. What was read is kept; the next run goes on from here.")


def _print_folders(args: argparse.Namespace, listed: list[Folder]) -> None:
    if args.json:
        print_json(documents.folders(listed))
        return
    for folder in listed:
        print(f"{folder.photos:>9,}  {display_path(folder.path)}{'  (offline)' if folder.offline else ''}")
        for note in (folder.offline, *(f"leaves out {pattern}" for pattern in folder.exclusions)):
            if note:
                print(f"           {note}")
    if not listed:
        print("The library has no folder yet; add one with: photo-search index FOLDER")


def print_json(document: documents.Document) -> None:
    """Print the one JSON document of a command."""
    print(json.dumps(document, ensure_ascii=False, indent=2))


def report_error(error: UserFixable, *, as_json: bool) -> None:
    """Print why a command could not do its work."""
    if as_json:
        print_json(documents.error(error))
    print(f"photo-search: {error}", file=sys.stderr)


def day(text: str) -> date:
    """Return the day that `text` names as YYYY-MM-DD; raises ValueError."""
    return date.fromisoformat(text)


def library_path(text: str) -> Path:
    """Return the library's folder as typed."""
    return Path(text).expanduser()
