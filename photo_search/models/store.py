"""The models on this computer: find, download, import, check and remove them."""

from __future__ import annotations

import os
import re
import shutil
import threading
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from photo_search.errors import Bug, ModelBusy, ModelUnusable, NoSuchModel
from photo_search.models.catalogue import KnownModel, known_model
from photo_search.models.disk import bytes_below, discard, sync_folder, writing_to
from photo_search.models.integrity import ensure_intact
from photo_search.models.spec import ModelSpec, bundled_starter, models_in, read_spec
from photo_search.models.transfer import Download, Patience
from photo_search.paths import default_models

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from photo_search.models.quantising import Quantised

_DOWNLOADS, _IMPORTS, _REMOVED, _LOCKS = ".downloads", ".imports", ".removed", ".locks"
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DamagedModel:
    """A folder with what is left of a model, and what is wrong with it."""

    name: str
    fault: ModelUnusable

    def __str__(self) -> str:
        return str(self.fault)


class ModelStore:
    """A folder with a folder for each model. Listing reads small files only, and never the network.

    Several stores may use one folder, in one process or in several. Methods that write raise StorageFull, or
    UserFixable where the folder may not be written.
    """

    def __init__(
        self,
        folder: Path | None = None,
        *,
        environment: Mapping[str, str] = os.environ,
        patience: Patience | None = None,
    ) -> None:
        self.folder = folder or default_models()
        self._environment = environment
        self._patience = patience or Patience()
        self._downloads: dict[str, Download] = {}
        self._mutex = threading.Lock()

    def installed(self) -> list[ModelSpec]:
        """Return the models that can be used, the one that ships with the app first, then by name."""
        return [read_spec(bundled_starter()), *models_in(self.folder)[0]]

    def damaged(self) -> list[DamagedModel]:
        """Return the models that can't be used; `remove` takes their names, and so does `download`."""
        return [DamagedModel(name, fault) for name, fault in models_in(self.folder)[1].items()]

    def unfinished(self) -> dict[str, int]:
        """Return the downloads that were begun, by name of the model, and the bytes that they have got."""
        place = self.folder / _DOWNLOADS
        begun = sorted(path for path in place.iterdir() if path.is_dir()) if place.is_dir() else []
        return {path.name: bytes_below(path) for path in begun}

    def spec(self, name: str) -> ModelSpec:
        """Return the installed model of that name; raises NoSuchModel, or ModelUnusable if it is damaged."""
        starter = read_spec(bundled_starter())
        if name == starter.name:
            return starter
        if _NAME.fullmatch(name) and (self.folder / name).is_dir():
            return read_spec(self.folder / name)
        for spec in self.installed():
            if spec.name == name:
                return spec
        raise NoSuchModel(f"No model called “{name}” is on this computer.", "“photo-search models” lists them.")

    def size(self, name: str) -> int:
        """Return the bytes that the model takes on the disk; raises as `spec` does."""
        return bytes_below(self.spec(name).folder)

    def check(self, name: str) -> ModelSpec:
        """Try the whole model: every file's checksum, tokens, shapes, vectors. Takes seconds.

        Raises NoSuchModel, or ModelUnusable with what is wrong.
        """
        from photo_search.models.verification import verify_model  # noqa: PLC0415 - listing needs no numpy

        spec = self.spec(name)
        verify_model(spec)
        return spec

    def download(self, model: str | KnownModel) -> Download:
        """Fetch, convert and check a model in the background, going on where an earlier try ended.

        One that is under way in this store is returned. A model that is there and whole is not fetched again.
        Raises NoSuchModel. The result raises DownloadFailed, StorageFull, ModelUnusable, ModelBusy where another
        process does the same, or CancelledError.
        """
        known = known_model(model) if isinstance(model, str) else model
        with self._mutex:
            running = self._downloads.get(known.name)
            if running is not None and not running.future.done():
                return running
            handle = self._downloads[known.name] = Download(known.name)
            handle.start(lambda: self._download(known, handle))
            return handle

    def import_model(self, path: Path, name: str | None = None) -> ModelSpec:
        """Convert and check the model in a folder or an archive, and keep it; the source is left as it is.

        It gets `name`, or its own one; another model of that name gets a number. A model that is here already is
        returned as it is. Takes seconds. Raises ModelUnusable, StorageFull.
        """
        from photo_search.models.importing import import_into  # noqa: PLC0415 - listing needs no numpy
        from photo_search.models.installing import renamed  # noqa: PLC0415

        with self._workplace() as place:
            spec = import_into(place, path, name)
            with self._lock("import"):
                for candidate in (spec.name, *(f"{spec.name}-{number}" for number in range(2, 100))):
                    if (there := self._named(candidate)) is None:
                        return self._put(renamed(spec, candidate))
                    if there.space == replace(spec.space, model=candidate):
                        return there
                raise Bug(f"a hundred models are called {spec.name}")

    def quantise(self, name: str, pixels: npt.NDArray[np.uint8]) -> Quantised:
        """Make a smaller, faster twin of a model, called NAME-int8, if it sees the person's photos the same way.

        `pixels` are at least 64 of them, uint8 [N, S, S, 3] made by `fit_image`. Takes a minute or so. Raises
        ModelDeclined with the figures where it doesn't agree, and as `spec` and `check` do.
        """
        from photo_search.models.quantising import quantise_into  # noqa: PLC0415 - listing needs no numpy
        from photo_search.models.verification import verify_model  # noqa: PLC0415

        spec = self.spec(name)
        with self._workplace() as place, self._lock(f"{name}-int8"):
            with writing_to(self.folder):
                done = quantise_into(place, spec, pixels)
                verify_model(done.spec)
            return replace(done, spec=self._put(done.spec))

    def remove(self, name: str) -> int:
        """Remove a model, and what there is of a download of it; return the bytes that this frees.

        Raises NoSuchModel if there is neither, and ModelBusy while it is downloaded, or in use where the system
        doesn't let go of open files.
        """
        folders = [self.folder / _DOWNLOADS / name] if _NAME.fullmatch(name) else []
        if name == read_spec(bundled_starter()).name:
            raise ModelBusy(f"The model “{name}” is part of photo_search and stays.", "It takes little room.")
        try:
            folders.append(self.spec(name).folder)
        except ModelUnusable:
            folders.append(self.folder / name)
        except NoSuchModel:
            if not any(folder.is_dir() for folder in folders):
                raise
        with self._lock(name):
            freed = sum(bytes_below(folder) for folder in folders if folder.is_dir())
            for folder in folders:
                if folder.is_dir():
                    self._discard(folder)
            return freed

    def _named(self, name: str) -> ModelSpec | None:
        """Return the model of that name, or None where there is none that could be used."""
        try:
            return self.spec(name)
        except (NoSuchModel, ModelUnusable):
            return None

    def _download(self, known: KnownModel, handle: Download) -> ModelSpec:
        from photo_search.models.downloading import download_into  # noqa: PLC0415 - listing needs no network

        with self._lock(known.name):
            there = self._intact(known)
            if there is not None:
                return there
            begun = self.folder / _DOWNLOADS / known.name
            ready = download_into(begun, known, handle, self._environment, self._patience)
            spec = self._put(ready)
            shutil.rmtree(begun, ignore_errors=True)
            return spec

    def _intact(self, known: KnownModel) -> ModelSpec | None:
        """Return the installed model if it is what `known` asks for, and undamaged as far as can be told quickly."""
        try:
            spec = read_spec(self.folder / known.name)
            ensure_intact(spec, [fact.name for fact in spec.files])
        except ModelUnusable:
            return None
        return spec if (known.revision or spec.revision, known.variant) == (spec.revision, spec.variant) else None

    def _put(self, ready: ModelSpec) -> ModelSpec:
        """Move a finished model to its place, in one step for whoever looks on."""
        target = self.folder / ready.name
        if target.exists():
            self._discard(target)
        with writing_to(self.folder):
            ready.folder.rename(target)
            sync_folder(self.folder)
        return read_spec(target)

    def _discard(self, folder: Path) -> None:
        removed = self.folder / _REMOVED
        with writing_to(self.folder):
            # What could not be removed an earlier time is tried again.
            shutil.rmtree(removed, ignore_errors=True)
            removed.mkdir(parents=True, exist_ok=True)
            discard(folder, removed / uuid.uuid4().hex)
            shutil.rmtree(removed, ignore_errors=True)

    @contextmanager
    def _workplace(self) -> Iterator[Path]:
        """Yield an empty folder on the store's disk, which is removed in the end."""
        place = self.folder / _IMPORTS / uuid.uuid4().hex
        with writing_to(self.folder):
            place.mkdir(parents=True)
        try:
            yield place
        finally:
            shutil.rmtree(place, ignore_errors=True)

    @contextmanager
    def _lock(self, name: str) -> Iterator[None]:
        locks = self.folder / _LOCKS
        with writing_to(self.folder):
            locks.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(locks / f"{name}.lock", timeout=0):
                yield
        except Timeout as error:
            raise ModelBusy(
                f"The model “{name}” is being downloaded or changed already.", "Wait until that has ended."
            ) from error
