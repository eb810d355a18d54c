"""What compares models: `bench models` over a folder, `models compare` in the library; and files of embeddings."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from photo_search.cli import comparison_documents as documents
from photo_search.cli.commands import opened, print_json, watched
from photo_search.cli.comparison_table import print_side_by_side, print_table
from photo_search.cli.exit_codes import ExitCode
from photo_search.cli.progress_line import ProgressLine
from photo_search.comparison import captions
from photo_search.comparison.answers import Answers
from photo_search.comparison.blind import BlindTrial, Pick, Round
from photo_search.comparison.candidates import Candidate, listed_candidates, named_candidates
from photo_search.comparison.measuring import compare_models
from photo_search.comparison.phrases import EVERYDAY
from photo_search.comparison.report import write_answers, write_report
from photo_search.comparison.side_by_side import ask_both, pair
from photo_search.comparison.tally import Tally
from photo_search.indexing.run import IndexRun
from photo_search.library import Library
from photo_search.models.store import ModelStore
from photo_search.records import IndexReport, SpaceIdentity

_PICKS = {"a": Pick.LEFT, "b": Pick.RIGHT, "e": Pick.NEITHER}


def bench_models(args: argparse.Namespace) -> ExitCode:
    """Compare models over a folder of photos: how well each finds what people wrote, and what it costs here."""
    store = ModelStore()
    candidates = listed_candidates(store, args.list) if args.list else named_candidates(store, args.models)
    beside = args.photos / captions.NAME
    written = args.captions or (beside if beside.exists() else None)
    comparison = compare_models(
        args.photos,
        candidates,
        captioned=captions.read_captions(written) if written else (),
        words=args.words,
        watch=reading_watched,
    )
    if args.html:
        write_report(comparison, args.html)
    if args.json:
        print_json(documents.comparison(comparison))
    else:
        print_table(comparison)
        if args.html:
            print(f"\nThe report is in {args.html}.")
    return ExitCode.DONE


def models_export(args: argparse.Namespace) -> ExitCode:
    """Write what a model learned of the library's photos to a file, for another library."""
    with opened(args, read_only=True) as library:
        photos = library.models.export(args.name, args.file)
    if args.json:
        print_json({"photos": photos})
    else:
        print(f"What “{args.name}” learned of {photos:,} photos is in {args.file}.")
    return ExitCode.DONE


def models_load(args: argparse.Namespace) -> ExitCode:
    """Take what a model learned of the library's photos from a file that another library wrote."""
    with opened(args) as library:
        loaded = library.models.load(args.file)
    if args.json:
        print_json(documents.loaded(loaded))
        return ExitCode.DONE
    print(f"“{loaded.space.model}” now knows {loaded.added:,} photos more; {loaded.known:,} it knew.")
    if loaded.elsewhere:
        print(
            f"{loaded.elsewhere:,} photos of the file aren't in this library. To have them taken from it when you add"
            " their folder: photo-search index FOLDER --vectors FILE"
        )
    return ExitCode.DONE


def models_compare(args: argparse.Namespace) -> ExitCode:
    """Ask two models of the library the same questions; with --blind, pick the better answers without knowing whose."""
    with opened(args, read_only=True) as library:
        if args.blind:
            return _blind(args, library)
        first, second = pair(library, args.model, args.other)
        asked = [
            ask_both(library, words, first.name, second.name, limit=args.limit) for words in args.questions or EVERYDAY
        ]
        if args.html:
            answers = [
                Answers(
                    one.words,
                    frozenset[int](),
                    tuple(tuple(hit.photo_id for hit in result.hits) for result in (one.first, one.second)),
                )
                for one in asked
            ]
            _write_answers(library, args.html, answers, [first.name, second.name])
    if args.json:
        print_json(documents.side_by_side(asked))
    else:
        for one in asked:
            print_side_by_side(one)
    return ExitCode.DONE


def _blind(args: argparse.Namespace, library: Library) -> ExitCode:
    first, second = pair(library, args.model, args.other)
    names = {first.identity: first.name, second.identity: second.name}

    def answer(model: SpaceIdentity, words: str) -> list[int]:
        return [hit.photo_id for hit in library.search(words, limit=args.limit, model=names[model]).hits]

    seed = random.randrange(1 << 32) if args.seed is None else args.seed  # noqa: S311 - a lot, not a secret
    tally = Tally(library.path)
    trial = BlindTrial(first.identity, second.identity, args.questions or EVERYDAY, answer, tally, seed=seed)
    rounds = list(trial.rounds())
    with _page(args.html) as page:
        answers = [Answers(one.words, frozenset[int](), (one.left, one.right)) for one in rounds]
        _write_answers(library, page, answers, ["A", "B"], blind=True)
        print(f"The answers are in {page}.", file=sys.stderr)
        if args.html is None:
            webbrowser.open(page.as_uri())
        for place, one in enumerate(rounds, 1):
            picked = _ask(one, f"{place} of {len(rounds)}")
            if picked is None:
                break
            trial.pick(one, picked)
    preference = trial.preference()
    if args.json:
        print_json(documents.preference(preference, first.name, second.name))
    else:
        if not rounds:
            print("Both models answer all these questions alike.")
        print(preference.sentence(first.name, second.name))
    return ExitCode.DONE


def _ask(one: Round, place: str) -> Pick | None:
    """Ask which row is better; None if the person has enough."""
    while True:
        print(f"{place}  “{one.words}”: A, B, or even? [a/b/e, q to stop] ", end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        picked = line.strip().lower()[:1]
        if not line or picked == "q":
            return None
        if picked in _PICKS:
            return _PICKS[picked]


@contextmanager
def _page(named: Path | None) -> Iterator[Path]:
    """Give a place for a page: the one that was named, else one that goes when it is no longer looked at."""
    if named is not None:
        yield named
        return
    with tempfile.TemporaryDirectory(prefix="photo_search-", ignore_cleanup_errors=True) as scratch:
        yield Path(scratch) / "comparison.html"


def _write_answers(
    library: Library, path: Path, answers: list[Answers[int]], titles: list[str], *, blind: bool = False
) -> None:
    shown = sorted({photo for each in answers for some in each.photos for photo in some})
    thumbnails = {photo: library.thumbnail(photo) for photo in shown}
    names = {photo.photo_id: photo.files[0].path for photo in library.photos(shown) if photo.files}
    there = {photo: data for photo, data in thumbnails.items() if data is not None}
    write_answers(path, answers, titles, thumbnails=there, names=names, blind=blind)


def reading_watched(candidate: Candidate, run: IndexRun) -> IndexReport:
    """Show how far a model has read the photos, until its end."""
    print(f"{candidate.title} reads the photos", file=sys.stderr)
    return watched(run, ProgressLine(sys.stderr))
