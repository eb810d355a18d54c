"""Which models answer now, by the catalog's roles, and what is warm of each: towers, vectors, remembered questions."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np

from photo_search.catalog.catalog import Catalog
from photo_search.catalog.roles import Roles
from photo_search.errors import ModelUnusable
from photo_search.examples import Decoder, Examples, Vector
from photo_search.models.catalogue import known_models
from photo_search.models.encoder import Encoder
from photo_search.models.families import Family
from photo_search.models.spec import ModelSpec, bundled_starter, read_spec
from photo_search.models.store import ModelStore
from photo_search.records import SpaceIdentity
from photo_search.searching.cutoff import PROBES
from photo_search.searching.kept_vectors import keep_vectors, read_vectors
from photo_search.searching.lineup import Lineup, Member
from photo_search.searching.search import Search
from photo_search.searching.space_graph import SpaceGraph
from photo_search.searching.space_index import SpaceIndex
from photo_search.searching.vector_index import Floats

Ask = Callable[[Examples, Vector | None], Floats | None]
"""Gives a question by one model, float32 [g, D], from about the mean of its vectors of pictures; None if it can't."""

InSpace = Callable[[int], Floats | None]
"""Gives a question in a space."""

R = TypeVar("R")

_LEADS_FROM = 64
"""Photos that a coming model must know before it leads: from fewer its scores can't be compared well."""

_AT_ONCE = 4
"""Threads that share a question's work: more would wait for each other at the memory."""

_log = logging.getLogger(__name__)


class Warm(NamedTuple):
    """A model that is loaded as it is needed, and what it was asked before."""

    encoder: Encoder
    examples: Examples


class Standing(NamedTuple):
    """The model that answers; `stands_in_for` is the one that should, where that isn't installed."""

    spec: ModelSpec
    stands_in_for: SpaceIdentity | None = None


@dataclass(frozen=True, slots=True)
class _Kept:
    index: SpaceIndex
    graph: SpaceGraph


class _MemberFailed(Exception):
    """A space that only helps out can't be asked."""


class SpaceLineup:
    """The lineup of one library. With `override`, that model alone answers. For several threads; close it when done."""

    def __init__(
        self,
        catalog: Catalog,
        folder: Path,
        store: ModelStore,
        decoder: Callable[[], Decoder],
        override: ModelSpec | None = None,
    ) -> None:
        self._catalog = catalog
        self._folder = folder
        self._store = store
        self._decoder = decoder
        self._guard = threading.RLock()
        self._version: int | None = None
        self._roles = Roles()
        self._standing = None if override is None else Standing(override)
        self.override = override
        self._starter: ModelSpec | None = None
        self._found: tuple[int, list[ModelSpec]] | None = None
        self._warm: dict[SpaceIdentity, Warm] = {}
        self._kept: dict[int, _Kept] = {}
        self._specs: dict[int, ModelSpec] = {}
        self._searches: dict[tuple[object, ...], Search] = {}
        self._current: Search | None = None
        self._failed: set[int] = set()
        # No thread is started before several spaces answer together, or one that holds many photos.
        self._together = ThreadPoolExecutor(min(_AT_ONCE, os.cpu_count() or 1), thread_name_prefix="lineup")

    def standing(self) -> Standing:
        """Return the model that answers now. Raises ModelUnusable if the one that ships with the app is damaged."""
        with self._guard:
            self._look_again()
            if self._standing is None:
                self._standing = self._choose()
            return self._standing

    def roles(self) -> Roles:
        """Return the spaces' roles, as they are now."""
        with self._guard:
            self._look_again()
            return self._roles

    def spec_of(self, identity: SpaceIdentity) -> ModelSpec | None:
        """Return the installed model that makes the vectors of a space, if there is one."""
        if self.override is not None and self.override.space == identity:
            return self.override
        with self._guard:
            if self._bundled().space == identity:
                return self._starter
            return next((spec for spec in self._installed() if spec.space == identity), None)

    def warm(self, spec: ModelSpec) -> Warm:
        """Return the one encoder of a model that indexing, searching and everybody else share."""
        with self._guard:
            if spec.space not in self._warm:
                encoder = Encoder(spec)
                self._warm[spec.space] = Warm(encoder, Examples(self._catalog, encoder, self._decoder))
            return self._warm[spec.space]

    def is_warm(self, spec: ModelSpec) -> bool:
        """Say whether `warm` has been asked for a model."""
        with self._guard:
            return spec.space in self._warm

    def index(self, space_id: int, identity: SpaceIdentity) -> SpaceIndex:
        """Return the index of a space; nothing is loaded before it is asked."""
        return self._keep(space_id, identity).index

    def loaded(self, space_id: int) -> bool:
        """Say whether a space's vectors are in memory."""
        with self._guard:
            return space_id in self._kept and self._kept[space_id].index.loaded

    def forget(self, space_id: int) -> None:
        """Let go of a space that is being removed, and remove its files."""
        with self._guard:
            kept = self._kept.pop(space_id, None)
            self._searches.clear()
            self._current = None
        if kept is not None:
            kept.graph.close()  # A question under way may still look at the index; it goes with the last reference.
        for file in self.files(space_id):
            try:
                file.unlink(missing_ok=True)
            except OSError as error:
                _log.warning("A file of a removed model stays in the library: %s", error)

    def files(self, space_id: int) -> list[Path]:
        """Return what is kept of a space beside the catalog."""
        folder = self._folder / "index"
        patterns = (f"{space_id}-*.vectors", f"{space_id}.graph*", f"{space_id}.concepts", f"{space_id}.probes")
        return [file for pattern in patterns for file in folder.glob(pattern)]

    def start_anew(self) -> None:
        """Forget what is known of the catalog's content, after a repair."""
        with self._guard:
            self._searches.clear()
            self._current = None

    def search(self, spec: ModelSpec | None = None) -> Search:
        """Return what answers questions now: the lineup, or one model alone."""
        with self._guard:
            self._look_again()
            if spec is None and self._current is not None:
                return self._current
            members, reference = self._alone(spec) if spec or self.override else self._members()
            name = (spec or self.standing().spec).name
            if reference is None:  # Nothing was ever embedded; another process may begin at any moment.
                return Search(self._catalog, None, name)
            key = (spec is not None, reference.space_id, *((member.space_id, member.leads_from) for member in members))
            if key not in self._searches:
                if spec is None:
                    self._searches = {k: kept for k, kept in self._searches.items() if k[0]}
                self._searches[key] = Search(
                    self._catalog,
                    Lineup(self._catalog, members, reference),
                    name,
                    each=self._together.map,
                    tuning=self._catalog.tuning.get,
                    probes=self._probes,
                )
            if spec is None:
                self._current = self._searches[key]
            return self._searches[key]

    def answer(self, ask: Ask, put: Callable[[Search, InSpace], R], spec: ModelSpec | None = None) -> R:
        """Put a question to the search that answers now: `put` is given that, and what tells the question in a space.

        `ask` gives the question by one model. A model that fails and only helps out is left out from then on. Raises
        ModelUnusable for any other.
        """
        while True:
            search = self.search(spec)
            if search.empty:  # What is wrong with a question is said all the same.
                ask(self.warm(spec or self.standing().spec).examples, None)
            try:
                result = put(search, lambda space: self._ask(space, ask, spec))
            except _MemberFailed:
                continue
            # Whoever changed the roles meanwhile may have removed what was looked at.
            if search.empty or search is self.search(spec):
                return result

    def knowing(self, photo_id: int) -> bool:
        """Say whether any model has learned a photo."""
        return any(
            self._catalog.embeddings.vector(entry.space_id, photo_id) is not None
            for entry in self._catalog.embeddings.spaces()
        )

    def save_indexes(self) -> None:
        """Leave snapshots of what is in memory, so that the next opening is quick. Raises StorageFull or OSError."""
        with self._guard:
            kept = list(self._kept.values())
        for one in kept:
            if one.index.loaded:
                one.index.save()

    def close(self) -> None:
        """Give all memory back."""
        self._together.shutdown()
        with self._guard:
            for kept in self._kept.values():
                kept.graph.close()
                kept.index.close()
            for warm in self._warm.values():
                warm.encoder.close()

    def _probes(self, space_id: int) -> Floats:
        spec = self._specs[space_id]
        path, stamp = self._folder / "index" / f"{space_id}.probes", f"{spec.space}|{PROBES}"
        vectors = read_vectors(path, stamp)
        if vectors is None:
            vectors = np.stack(self.warm(spec).examples.of_phrases(PROBES))
            keep_vectors(path, stamp, vectors)
        return vectors

    def _ask(self, space_id: int, ask: Ask, only: ModelSpec | None) -> Floats | None:
        spec = self._specs[space_id]
        try:
            return ask(self.warm(spec).examples, self._keep(space_id, spec.space).index.get().centre())
        except ModelUnusable as error:
            if only is not None or spec == self.standing().spec:
                raise
            _log.warning("The model %s no longer helps to answer: %s", spec.name, error)
            with self._guard:
                self._failed.add(space_id)
                self._current = None
            raise _MemberFailed from error

    def _look_again(self) -> None:
        """See whether this or another process changed the roles."""
        version = self._catalog.version()
        if version != self._version:
            self._version = version
            self._current = None
            roles = self._catalog.roles.get()
            if roles != self._roles:
                self._roles = roles
                self._standing = None if self.override is None else self._standing
                self._let_go()

    def _let_go(self) -> None:
        """Keep in memory only models that the roles still have a use for.

        Whoever works with another at this moment, a question or an index run, keeps it until they are done.
        """
        if not self._warm:
            return
        roles, wanted = self._roles, {self._roles.answering, self._roles.coming}
        if roles.previous is not None and roles.answering is not None:
            helps = len(self._catalog.gaps.only_in(roles.previous, [roles.answering]))
            wanted |= {roles.previous} if helps else set()
        identities = {entry.identity for entry in self._catalog.embeddings.spaces() if entry.space_id in wanted}
        if self.override is not None:
            identities.add(self.override.space)
        self._warm = {identity: warm for identity, warm in self._warm.items() if identity in identities}

    def _choose(self) -> Standing:
        starter = self._bundled()
        entries = self._catalog.embeddings.spaces()
        wanted = next((entry.identity for entry in entries if entry.space_id == self._roles.answering), starter.space)
        spec = self.spec_of(wanted)
        if spec is not None:
            return Standing(spec)
        embeddings = {entry.identity: entry.embeddings for entry in entries}
        # The fullest space; if all are empty the same model in another version, or the one that ships with the app.
        best = max(
            self._installed(),
            key=lambda spec: (embeddings.get(spec.space, 0), spec.name == wanted.model, spec.space == starter.space),
        )
        _log.warning("The model %s isn't installed any more; %s answers in its place.", wanted.model, best.name)
        return Standing(best, wanted)

    def _installed(self) -> list[ModelSpec]:
        """Return the store's models; its folders are read again only if one came or went."""
        try:
            changed = self._store.folder.stat().st_mtime_ns
        except OSError:
            changed = 0
        if self._found is None or self._found[0] != changed:
            self._found = changed, self._store.installed()
        return self._found[1]

    def _bundled(self) -> ModelSpec:
        if self._starter is None:
            self._starter = read_spec(bundled_starter())
        return self._starter

    def _alone(self, spec: ModelSpec | None) -> tuple[list[Member], Member | None]:
        spec = spec or self.standing().spec
        space_id = self._catalog.embeddings.find_space(spec.space)
        member = None if space_id is None else self._member(space_id, spec)
        return [] if member is None else [member], member

    def _members(self) -> tuple[list[Member], Member | None]:
        """Return the members in the order in which they answer, and the one whose scores are shown."""
        answering = self.standing().spec
        roles = self._roles
        found = {answering.space: self._catalog.embeddings.find_space(answering.space)}
        helpers: list[Member] = []
        if roles.coming is not None or roles.previous is not None:
            identities = {entry.space_id: entry.identity for entry in self._catalog.embeddings.spaces()}
            # A candidate that is only tried on a part of the library is asked by its name alone.
            for space_id in (roles.coming if roles.share >= 1 else None, roles.previous):
                spec = self.spec_of(identities[space_id]) if space_id in identities else None
                if space_id is None or spec is None or spec.space in found or space_id in self._failed:
                    continue
                found[spec.space] = space_id
                leads = space_id == roles.coming and known_better(spec, answering)
                helpers.append(self._member(space_id, spec, leads_from=_LEADS_FROM if leads else 0))
        own = found[answering.space]
        if own is None:
            return helpers, helpers[0] if helpers else None
        reference = self._member(own, answering)
        first = [member for member in helpers if member.leads_from]
        return [*first, reference, *(member for member in helpers if not member.leads_from)], reference

    def _member(self, space_id: int, spec: ModelSpec, leads_from: int = 0) -> Member:
        kept = self._keep(space_id, spec.space)
        self._specs[space_id] = spec
        return Member(space_id, spec.name, kept.index.get, kept.graph.get, leads_from)

    def _keep(self, space_id: int, identity: SpaceIdentity) -> _Kept:
        with self._guard:
            if space_id not in self._kept:
                folder = self._folder / "index"
                index = SpaceIndex(self._catalog, space_id, identity, folder)
                graph = SpaceGraph(index, folder / f"{space_id}.graph", f"{space_id}|{identity}")
                self._kept[space_id] = _Kept(index, graph)
            return self._kept[space_id]


def known_better(one: ModelSpec, than: ModelSpec) -> bool:
    """Say whether every published measure that two models share, and at least one, speaks for the first.

    The model that ships with the app is coarse, and stands behind all that can be downloaded.
    """
    figures: dict[str, dict[str, float]] = {
        model.name: {quality.measure: quality.value for quality in model.quality} for model in known_models()
    }
    if one.name not in figures:
        return False
    if than.family is Family.STARTER:
        return True
    theirs = figures.get(than.name, {})
    shared: Iterable[str] = figures[one.name].keys() & theirs.keys()
    return bool(shared) and all(figures[one.name][measure] > theirs[measure] for measure in shared)
