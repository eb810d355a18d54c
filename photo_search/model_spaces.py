"""Models side by side: what each knows of the library, change-overs from one to another, and the way back."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from photo_search.catalog.catalog import Catalog
from photo_search.catalog.embeddings import SpaceEntry
from photo_search.change_plan import ChangePlan, Decode, index_bytes, seconds_per_photo, vector_bytes
from photo_search.embedding_file import EmbeddingFile, Loaded, export_embeddings, load_embeddings
from photo_search.errors import ModelUnusable, NoSuchModel, NothingToGoBackTo, SpaceInUse
from photo_search.indexing.attention import Attention
from photo_search.indexing.from_thumbnail import can_serve
from photo_search.indexing.indexer import IndexOptions
from photo_search.indexing.learning import Learned, Learning
from photo_search.indexing.target import Target, nothing_given
from photo_search.models.encoder import Encoder
from photo_search.models.spec import ModelSpec
from photo_search.models.store import ModelStore
from photo_search.records import SpaceRole
from photo_search.space_lineup import SpaceLineup
from photo_search.space_status import Overview, SpaceStatus

_log = logging.getLogger(__name__)

__all__ = ["ChangePlan", "Loss", "ModelSpaces", "SpaceStatus"]


@dataclass(frozen=True, slots=True)
class Loss:
    """What is lost with what a model learned; `hours` to learn it again, None where it isn't installed."""

    name: str
    photos: int
    disk_bytes: int
    hours: float | None


class ModelSpaces:
    """The models of one library. Its methods may be called from any thread.

    All that change something raise LibraryReadOnly where the library was opened for reading.
    """

    def __init__(
        self,
        catalog: Catalog,
        store: ModelStore,
        lineup: SpaceLineup,
        attention: Attention,
        decode: Decode,
        busy: Callable[[], bool],
    ) -> None:
        self.store = store
        self._catalog = catalog
        self._lineup = lineup
        self._attention = attention
        self._decode = decode
        self._busy = busy
        self._overview = Overview(catalog, store, lineup)
        self._given: EmbeddingFile | None = None

    # Asking

    def status(self) -> list[SpaceStatus]:
        """Return every model that is installed or knows photos: the answering one, coming, previous, then others."""
        return self._overview.all()

    def find(self, name: str) -> SpaceStatus:
        """Return the model of that name. Raises NoSuchModel."""
        for one in self.status():
            if one.name == name:
                return one
        raise NoSuchModel(f"No model called “{name}” is on this computer.", "“photo-search models” lists them.")

    def plan(self, name: str, share: float = 1.0) -> ChangePlan:
        """Return what `use` would take, without doing it; takes up to three seconds. Raises as `spec` does."""
        spec = self.store.spec(name)
        space_id = self._catalog.embeddings.find_space(spec.space)
        lacking = self._catalog.gaps.lacking(space_id or 0, share)
        each = self._seconds_per_photo(spec, space_id)
        have = 0 if space_id is None else self._catalog.embeddings.state(space_id).embeddings
        dimension, photos = spec.dimension, len(lacking)
        return ChangePlan(
            name=name,
            photos=photos,
            waiting=sum(photo.waiting for photo in lacking),
            seconds=each * photos,
            seconds_per_photo=each,
            disk_bytes=vector_bytes(photos, dimension) + index_bytes(photos, dimension),
            memory_bytes=index_bytes(have + photos, dimension) + self.store.size(name),
            from_thumbnails=can_serve(spec.image),
        )

    def encoder(self, name: str | None = None) -> Encoder:
        """Return the model that searches use too, loaded once for all; it is not the caller's to close.

        Raises NoSuchModel or ModelUnusable.
        """
        return self._lineup.warm(self.spec(name)).encoder

    def spec(self, name: str | None = None) -> ModelSpec:
        """Return the model of that name, or the one that answers now. Raises NoSuchModel or ModelUnusable."""
        standing = self._lineup.standing().spec
        if name is None or name == standing.name:
            return standing
        spec = self.find(name).spec
        if spec is None:
            raise ModelUnusable(f"The model “{name}” isn't installed.", "Download or import it again.")
        return spec

    def words(self, text: str, name: str | None = None) -> npt.NDArray[np.float32]:
        """Return the unit vector, float32 [D], of a phrase. Raises NoSuchModel or ModelUnusable."""
        return self._lineup.warm(self.spec(name)).examples.of_words(" ".join(text.split()))

    def picture(self, path: bytes, name: str | None = None) -> npt.NDArray[np.float32]:
        """Return the unit vector, float32 [D], of the picture in a file. Raises as `words`, and UnreadablePhoto."""
        return self._lineup.warm(self.spec(name)).examples.of_file(path)

    # Changing

    def use(self, name: str, share: float = 1.0) -> SpaceStatus:
        """Let a model take over: at once if it knows all photos, else once an index run has let it learn them.

        With a `share` below 1 only that part of the library is learned, always the same photos, and the model is a
        candidate that can be searched by its name; it takes over when it is asked for the whole. What was learned
        stays. Raises ValueError for a share outside 0..1, NoSuchModel or ModelUnusable.
        """
        if not 0 < share <= 1:
            raise ValueError(f"A share of the library lies between 0 and 1: {share}.")
        spec = self.spec(name)
        space_id = self._catalog.embeddings.space(spec.space)
        answering = self._catalog.embeddings.space(self._lineup.standing().spec.space)
        self._catalog.roles.answer_first(answering)
        if space_id == answering:
            self._catalog.roles.take_over(space_id)  # Where it only stood in for another.
            self._catalog.roles.stay()
        elif share >= 1 and not self._catalog.gaps.lacking(space_id):
            self._catalog.roles.take_over(space_id)
        else:
            self._catalog.roles.come(space_id, share)
        return self.find(name)

    def back(self) -> SpaceStatus:
        """Let the model answer that did before, at once; a change-over that is under way is given up instead.

        Raises NothingToGoBackTo, or ModelUnusable if that model isn't installed any more.
        """
        roles = self._lineup.roles()
        if roles.coming is not None:
            self.stay()
            return self._overview.answering()
        entry = self._entry(roles.previous)
        if entry is None:
            raise NothingToGoBackTo("No other model answered before this one.", "“photo-search models” lists them.")
        if not any(spec.space == entry.identity for spec in self.store.installed()):
            raise ModelUnusable(
                f"The model “{entry.identity.model}”, which answered before, isn't installed any more.",
                "Download or import it again; what it learned is still here.",
            )
        self._catalog.roles.take_over(entry.space_id)
        return self._overview.answering()

    def stay(self) -> None:
        """Give up a change-over or a candidate. What was learned is kept for another time."""
        self._catalog.roles.stay()

    def loss(self, name: str) -> Loss:
        """Return what `remove` would lose. Raises NoSuchModel."""
        one = self.find(name)
        hours = None
        if one.spec is not None and one.photos:
            hours = one.photos * self._seconds_per_photo(one.spec, None) / 3600
        return Loss(name, one.photos, one.disk_bytes, hours)

    def remove(self, name: str) -> None:
        """Forget what a model learned; its own files stay in the store.

        Raises SpaceInUse for the model that answers, or one that is learning now, and NoSuchModel.
        """
        one = self.find(name)
        if one.answers or one.role is SpaceRole.ANSWERING:
            raise SpaceInUse(f"“{name}” answers your searches.", "Use another model first.")
        if one.role is SpaceRole.COMING and self._busy():
            raise SpaceInUse(f"“{name}” is learning your photos now.", "Stop that first.")
        space_id = self._catalog.embeddings.find_space(one.identity)
        if space_id is not None:
            self._catalog.roles.leave(space_id)  # First, so that questions under way notice, and are put again.
            self._catalog.embeddings.remove_space(space_id)
            self._lineup.forget(space_id)

    # What other libraries know

    def export(self, name: str, path: Path) -> int:
        """Write what a model learned to a new file, for another library, and return of how many photos.

        Raises NoSuchModel, EmbeddingFileUnusable or StorageFull.
        """
        return export_embeddings(self._catalog, self.find(name).identity, path)

    def load(self, path: Path) -> Loaded:
        """Take what a file from another library knows of the photos here.

        Photos that index runs add while the library is open are looked up in it too. The file's model must be
        installed, or known to the library. Raises EmbeddingFileUnusable or StorageFull.
        """
        file = EmbeddingFile.open(path)
        try:
            loaded = load_embeddings(self._catalog, file, [one.identity for one in self.status()])
        except BaseException:
            file.close()
            raise
        self.close()
        self._given = file
        return loaded

    def close(self) -> None:
        """Close the file that was loaded last, if any."""
        if self._given is not None:
            self._given.close()
            self._given = None

    # What an index run asks

    def target(self) -> Target:
        """Return the space that new photos are read into first, adding it if need be."""
        standing = self._lineup.standing()
        space_id = self._catalog.embeddings.space(standing.spec.space)
        if self._lineup.override is None:
            self._catalog.roles.answer_first(space_id)
            if standing.stands_in_for is not None and standing.stands_in_for.model == standing.spec.name:
                # An update brought another version of the model; the old one can't be asked any more.
                self._catalog.roles.take_over(space_id)
        mine = self._given is not None and self._given.identity == standing.spec.space
        given = self._given.vector if self._given is not None and mine else nothing_given
        return Target(space_id, standing.spec.image, self._lineup.warm(standing.spec).encoder, given)

    def learning(self) -> Learning | None:
        """Return what another model is to learn once all new photos are read, if there is one."""
        if self._given is not None:
            load_embeddings(self._catalog, self._given, [self._given.identity])
        roles = self._lineup.roles()
        entry = self._entry(roles.coming)
        if entry is None or self._lineup.override is not None:
            return None
        spec = self._lineup.spec_of(entry.identity)
        if spec is None:
            _log.warning("The model %s is to learn the photos, but isn't installed.", entry.identity.model)
            return None
        space_id = entry.space_id

        def wanted() -> bool:
            return self._lineup.roles().coming == space_id

        return Learning(
            Target(space_id, spec.image, self._lineup.warm(spec).encoder),
            spec.name,
            roles.share,
            self._attention.latest_first,
            wanted,
            lambda learned: self._finish(space_id, learned),
        )

    def _finish(self, space_id: int, learned: Learned) -> bool:
        """Change over if the model knows all that can be read, and most of the library."""
        roles = self._lineup.roles()
        known = self._catalog.embeddings.state(space_id).embeddings
        if roles.coming != space_id or roles.share < 1 or not learned.whole or known < learned.waiting + learned.failed:
            return False
        self._catalog.roles.take_over(space_id)
        return True

    def _entry(self, space_id: int | None) -> SpaceEntry | None:
        return next((entry for entry in self._catalog.embeddings.spaces() if entry.space_id == space_id), None)

    def _seconds_per_photo(self, spec: ModelSpec, space_id: int | None) -> float:
        def measured(encoder: Encoder) -> float:
            return seconds_per_photo(self._catalog, encoder, space_id, self._decode, IndexOptions().job_count())

        if self._lineup.is_warm(spec):
            return measured(self._lineup.warm(spec).encoder)
        with Encoder(spec) as encoder:  # What is only weighed up need not stay in memory.
            return measured(encoder)
