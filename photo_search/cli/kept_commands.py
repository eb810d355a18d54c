"""What `saved`, `history` and `suggest` do: searches that are kept, those asked before, and how one may go on."""

from __future__ import annotations

import argparse

from photo_search.catalog.kept_searches import folded
from photo_search.cli import insight_documents as documents
from photo_search.cli.commands import opened, print_json
from photo_search.cli.exit_codes import ExitCode
from photo_search.cli.search_commands import ask
from photo_search.errors import SavedSearchUnusable
from photo_search.library import Library
from photo_search.records import SavedSearch


def saved_list(args: argparse.Namespace) -> ExitCode:
    """List the saved searches, pinned ones first."""
    with opened(args, read_only=True) as library:
        return _tell(args, library)


def saved_add(args: argparse.Namespace) -> ExitCode:
    """Save a search under a name; as a concept it can be part of others: concept:NAME."""
    with opened(args) as library:
        library.saved.save(args.name, " ".join(args.text), concept=args.concept, replace=args.replace)
        return _tell(args, library)


def saved_remove(args: argparse.Namespace) -> ExitCode:
    """Forget a saved search; no photo is touched."""
    with opened(args) as library:
        library.saved.remove(_named(library, args.name).search_id)
        return _tell(args, library)


def saved_rename(args: argparse.Namespace) -> ExitCode:
    """Give a saved search another name."""
    with opened(args) as library:
        library.saved.rename(_named(library, args.name).search_id, args.new_name)
        return _tell(args, library)


def saved_pin(args: argparse.Namespace) -> ExitCode:
    """Let a saved search stand first; with --off no longer."""
    with opened(args) as library:
        library.saved.pin(_named(library, args.name).search_id, not args.off)
        return _tell(args, library)


def saved_run(args: argparse.Namespace) -> ExitCode:
    """Ask a saved search."""
    with opened(args, read_only=True) as library:
        return ask(args, library, _named(library, args.name).text)


def history(args: argparse.Namespace) -> ExitCode:
    """List what was searched for in the window, the last first; with --clear, forget it."""
    with opened(args, read_only=not args.clear) as library:
        if args.clear:
            library.asked.forget_all()
        asked = library.asked.recent(args.limit)
    if args.json:
        print_json(documents.history(asked))
        return ExitCode.DONE
    for one in asked:
        found = "" if one.matching is None else f"  ({one.matching:,} matched)"
        print(f"{one.last_asked:%Y-%m-%d %H:%M}  {one.text}{found}")
    if not asked:
        print("No search is remembered.")
    return ExitCode.DONE


def suggest(args: argparse.Namespace) -> ExitCode:
    """Say how the last word of a search may go on."""
    with opened(args, read_only=True) as library:
        found = library.suggest(" ".join(args.words))
    if args.json:
        print_json(documents.suggestions(found))
        return ExitCode.DONE
    for one in found:
        print(f"{one.text}  ({one.kind}{'' if one.photos is None else f', {one.photos:,} photos'})")
    return ExitCode.DONE


def _named(library: Library, name: str) -> SavedSearch:
    wanted = folded(name)
    for saved in library.saved.all():
        if folded(saved.name) == wanted:
            return saved
    raise SavedSearchUnusable(f"There is no saved search named “{name}”.", "“photo-search saved” lists them.")


def _tell(args: argparse.Namespace, library: Library) -> ExitCode:
    listed = library.saved.all()
    if args.json:
        print_json(documents.saved_searches(listed))
        return ExitCode.DONE
    for saved in listed:
        marks = ", ".join(word for word, holds in (("pinned", saved.pinned), ("concept", saved.is_concept)) if holds)
        print(f"{saved.name}: {saved.text}{f'  ({marks})' if marks else ''}")
    if not listed:
        print("No search is saved yet; save one with: photo-search saved add NAME TEXT")
    return ExitCode.DONE
