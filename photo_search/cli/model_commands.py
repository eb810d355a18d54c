"""What `models …` does with the models of a library: shows them, changes over, goes back, forgets."""

from __future__ import annotations

import argparse
import sys

from photo_search.cli import documents
from photo_search.cli.commands import opened, print_json, print_report, watched
from photo_search.cli.exit_codes import ExitCode
from photo_search.cli.progress_line import ProgressLine, about
from photo_search.library import Library
from photo_search.model_spaces import SpaceStatus
from photo_search.records import SpaceRole


def models_list(args: argparse.Namespace) -> ExitCode:
    """List the models that are installed or know the library."""
    with opened(args, read_only=True) as library:
        listed = library.models.status()
    if args.json:
        print_json(documents.models(listed))
        return ExitCode.DONE
    for one in listed:
        print(f"{one.name} ({one.identity.variant}): {_state(one)}, {one.photos:,} photos")
    return ExitCode.DONE


def models_status(args: argparse.Namespace) -> ExitCode:
    """Show what each model knows of the library, what it takes, and what went wrong."""
    with opened(args, read_only=True) as library:
        listed = library.models.status()
    if args.json:
        print_json(documents.models(listed))
        return ExitCode.DONE
    for one in listed:
        print(f"{one.name}: {_state(one)}")
        print(f"    photos     {one.photos:,} of {one.wanted:,}{f' ({one.share:.0%} of all)' if one.share < 1 else ''}")
        print(f"    vectors    {one.identity.dimension} numbers each, {_megabytes(one.disk_bytes)}, index {one.index}")
        print(f"    model      revision {one.identity.revision}, {one.identity.variant}")
        if one.waiting:
            print(f"    waiting    {one.waiting:,} photos, for a drive or folder that isn't there now")
        for sentence in one.errors:
            print(f"    failed     {sentence}")
        if one.note:
            print(f"    {one.note}")
    return ExitCode.DONE


def models_use(args: argparse.Namespace) -> ExitCode:
    """Let a model take over once it knows the library; the one that answers now does so until then."""
    if args.dry_run:
        return _show_plan(args)
    with opened(args) as library:
        wished = library.models.use(args.name, args.share)
        if wished.role is not SpaceRole.COMING:
            return _say(args, library, f"“{wished.name}” answers your searches.")
        if not args.json:
            print(f"“{wished.name}” learns {wished.wanted - wished.photos:,} photos; searching goes on meanwhile.")
        report = watched(library.index(), ProgressLine(sys.stderr))
        if args.json:
            print_json({**documents.models(library.models.status()), "index": documents.index_report(report)})
        else:
            print_report(report)
    return ExitCode.INTERRUPTED if report.cancelled else ExitCode.DONE


def models_rollout(args: argparse.Namespace) -> ExitCode:
    """Let a model learn a part of the library, always the same photos, to be searched with --model."""
    return models_use(args)


def models_back(args: argparse.Namespace) -> ExitCode:
    """Let the model answer that did before; a change-over that is under way is given up instead."""
    with opened(args) as library:
        now = library.models.back()
        return _say(args, library, f"“{now.name}” answers your searches.")


def models_stay(args: argparse.Namespace) -> ExitCode:
    """Give up a change-over; what was learned is kept for another time."""
    with opened(args) as library:
        library.models.stay()
        return _say(args, library, f"“{library.spec.name}” goes on answering your searches.")


def models_remove_vectors(args: argparse.Namespace) -> ExitCode:
    """Forget what a model learned of the library; the model itself stays installed."""
    with opened(args) as library:
        loss = library.models.loss(args.name)
        again = "" if loss.hours is None else f" Learning it again takes {about(loss.hours * 3600)}."
        print(
            f"What “{loss.name}” learned of {loss.photos:,} photos would be lost, and {_megabytes(loss.disk_bytes)}"
            f" become free for other photos.{again}",
            file=sys.stderr,
        )
        if not args.yes and not _confirmed():
            return _say(args, library, "Nothing was removed.")
        library.models.remove(args.name)
        return _say(args, library, f"What “{loss.name}” learned is forgotten.")


def share(text: str) -> float:
    """Return a part of the library, given as “10%” or “0.1”; raises ValueError."""
    number = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    if not 0 < number <= 1:
        raise argparse.ArgumentTypeError("must be above 0% and at most 100%")
    return number


def _show_plan(args: argparse.Namespace) -> ExitCode:
    with opened(args, read_only=True) as library:
        plan = library.models.plan(args.name, args.share)
    if args.json:
        print_json(documents.change_plan(plan))
        return ExitCode.DONE
    print(f"“{plan.name}” would learn {plan.photos:,} photos: {about(plan.seconds)} on this computer")
    print(f"({plan.seconds_per_photo * 1000:,.0f} ms a photo), {_megabytes(plan.disk_bytes)} on the disk,")
    print(f"and up to {_megabytes(plan.memory_bytes)} of memory while it answers. Searching goes on meanwhile.")
    if plan.waiting:
        print(f"{plan.waiting:,} of the photos can't be read now, for want of their drive or folder.")
    return ExitCode.DONE


def _say(args: argparse.Namespace, library: Library, sentence: str) -> ExitCode:
    if args.json:
        print_json(documents.models(library.models.status()))
    else:
        print(sentence)
    return ExitCode.DONE


def _confirmed() -> bool:
    if not sys.stdin.isatty():
        print("Say so with --yes.", file=sys.stderr)
        return False
    print("Remove it? [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in {"y", "yes"}


def _state(one: SpaceStatus) -> str:
    if one.answers:
        return "in use"
    if one.role is SpaceRole.COMING:
        return "being tried on a part" if one.share < 1 else "to take over"
    if not one.installed:
        return "not installed"
    return "in use before" if one.role is SpaceRole.PREVIOUS else "installed"


def _megabytes(count: int) -> str:
    return f"{count / 1e6:,.1f} MB"
