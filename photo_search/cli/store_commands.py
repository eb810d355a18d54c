"""What `models …` does with the models on this computer: downloads, imports, checks and removes them."""

from __future__ import annotations

import argparse
import signal
import sys
from concurrent.futures import CancelledError
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from photo_search.cli import documents
from photo_search.cli.commands import opened, print_json
from photo_search.cli.exit_codes import ExitCode
from photo_search.cli.progress_line import ProgressLine, about
from photo_search.errors import LibraryAbsent, ModelUnusable, SpaceInUse, UnreadablePhoto
from photo_search.library import Library
from photo_search.models.catalogue import KnownModel, known_models
from photo_search.models.recipes import ImageRecipe
from photo_search.models.spec import ModelSpec
from photo_search.models.store import ModelStore
from photo_search.models.transfer import Download, DownloadProgress, Stage

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_PHOTOS, _MOST_TRIED = 64, 256
_IN_WORDS = {
    Stage.CONNECTING: "Asking the hub for",
    Stage.DOWNLOADING: "Downloading",
    Stage.PAUSED: "Paused",
    Stage.CONVERTING: "Converting",
    Stage.CHECKING: "Checking",
    Stage.FINISHED: "Done",
}


def models_known(args: argparse.Namespace) -> ExitCode:
    """List the models that can be downloaded, the recommended one first."""
    store = ModelStore()
    here = {spec.name for spec in store.installed()}
    begun = store.unfinished()
    if args.json:
        print_json(documents.known_models(known_models(), here))
        return ExitCode.DONE
    for model in known_models():
        state = ""
        if model.name in here:
            state = " (installed)"
        elif model.name in begun:
            state = f" ({_megabytes(begun[model.name])} of it are here)"
        print(f"{model.name}: {model.title}, {_megabytes(_size(model))}, {model.licence}{state}")
        print(f"    {model.summary}")
        for figure in model.quality:
            print(f"    {figure.measure}: {figure.value:.1f} % ({figure.source})")
    return ExitCode.DONE


def models_download(args: argparse.Namespace) -> ExitCode:
    """Download a model; an interrupted download goes on where it was."""
    handle = ModelStore().download(args.name)
    try:
        spec = _watched(handle, ProgressLine(sys.stderr))
    except CancelledError:
        print("Stopped. What was downloaded is kept; the same command goes on from here.", file=sys.stderr)
        return ExitCode.INTERRUPTED
    return _tell(args, spec, f"“{spec.name}” is ready. Use it with: photo-search models use {spec.name}")


def models_import(args: argparse.Namespace) -> ExitCode:
    """Import a model from a folder or an archive, which stays as it is."""
    spec = ModelStore().import_model(Path(args.path).expanduser(), args.called)
    return _tell(args, spec, f"“{spec.name}” is ready. Use it with: photo-search models use {spec.name}")


def models_check(args: argparse.Namespace) -> ExitCode:
    """Try models: every file's checksum, known words, shapes and vectors."""
    store = ModelStore()
    damaged = {one.name: one.fault for one in store.damaged()}
    found: dict[str, str | None] = {}
    for name in args.names or [*damaged, *(spec.name for spec in store.installed())]:
        try:
            store.check(name)
        except ModelUnusable as error:
            found[name] = str(error)
        else:
            found[name] = None
        if not args.json:
            print(found[name] or f"“{name}” is sound.")
    if args.json:
        print_json({"models": [{"model": name, "sound": not fault, "fault": fault} for name, fault in found.items()]})
    return ExitCode.UNSOUND if any(found.values()) else ExitCode.DONE


def models_remove(args: argparse.Namespace) -> ExitCode:
    """Remove a model from this computer; what it learned of a library is kept for its return."""
    try:
        with opened(args, read_only=True) as library:
            if library.spec.name == args.name:
                raise SpaceInUse(f"“{args.name}” answers your searches.", "Use another model first.")
    except LibraryAbsent:
        pass  # no library, nothing that is in use
    freed = ModelStore().remove(args.name)
    if args.json:
        print_json({"model": args.name, "bytes": freed})
    else:
        print(f"“{args.name}” is removed; {_megabytes(freed)} are free.")
    return ExitCode.DONE


def models_quantise(args: argparse.Namespace) -> ExitCode:
    """Make a smaller, faster twin of a model, if it sees your photos the same way; tried on some of them."""
    with opened(args, read_only=True) as library:
        pixels = _some_photos(library, library.models.spec(args.name).image)
    done = ModelStore().quantise(args.name, pixels)
    found = done.agreement
    if args.json:
        print_json({**documents.installed_model(done.spec), "agreement": asdict(found)})
    else:
        print(f"“{done.spec.name}” is ready, {found.faster_by:.1f} times as fast on {found.photos} of your photos:")
        print(f"    cosine to the original: {found.cosine_min:.4f} at worst, {found.cosine_median:.4f} in the middle")
        print(f"    the same among the ten nearest photos: {found.neighbour_overlap:.1%}")
    return ExitCode.DONE


def sentence(name: str, progress: DownloadProgress) -> str:
    """Return the progress of a download in words."""
    if progress.notice:
        return progress.notice
    words = f"{_IN_WORDS[progress.stage]} {name}"
    if progress.stage in {Stage.DOWNLOADING, Stage.PAUSED} and progress.total_bytes:
        words += f": {progress.done_bytes / 1e6:,.0f} of {_megabytes(progress.total_bytes)}"
    if progress.bytes_per_s:
        words += f" - {progress.bytes_per_s / 1e6:,.1f} MB/s"
    if progress.seconds_left is not None:
        words += f" - {about(progress.seconds_left)}"
    return words


def _watched(handle: Download, line: ProgressLine) -> ModelSpec:
    """Show a download's progress until its end; Ctrl-C asks it to stop, and it keeps what it has."""
    before = signal.signal(signal.SIGINT, lambda *_: handle.cancel())
    try:
        for progress in handle.watch():
            part = progress.done_bytes / progress.total_bytes if progress.total_bytes else 0.0
            line.write(sentence(handle.name, progress), part)
    finally:
        signal.signal(signal.SIGINT, before)
        line.clear()
    return handle.result()


def _some_photos(library: Library, recipe: ImageRecipe) -> npt.NDArray[np.uint8]:
    """Return up to 64 photos from all of the library as the model sees them, uint8 [N, S, S, 3]."""
    import numpy as np  # noqa: PLC0415 - no other command here needs these
    from PIL import Image  # noqa: PLC0415

    from photo_search.models.preprocessing import fit_image  # noqa: PLC0415

    ids = library.listing().photo_ids
    squares: list[npt.NDArray[np.uint8]] = []
    for photo_id in np.random.default_rng(0).permutation(ids)[:_MOST_TRIED].tolist():
        if len(squares) == _PHOTOS:
            break
        try:
            picture = library.picture(photo_id, 4 * recipe.size).result()
        except UnreadablePhoto:
            continue  # its drive may be away; others will do
        image = Image.frombytes("RGB", (picture.width, picture.height), picture.rgb)
        squares.append(np.asarray(fit_image(image, recipe)))
    return np.stack(squares) if squares else np.empty((0, recipe.size, recipe.size, 3), np.uint8)


def _tell(args: argparse.Namespace, spec: ModelSpec, words: str) -> ExitCode:
    if args.json:
        print_json(documents.installed_model(spec))
    else:
        print(words)
    return ExitCode.DONE


def _size(model: KnownModel) -> int:
    return model.download_bytes or model.approximate_bytes


def _megabytes(count: int) -> str:
    return f"{count / 1e6:,.0f} MB"
