"""What each model knows of the library, what it takes, and what went wrong."""

from __future__ import annotations

from dataclasses import dataclass

from photo_search.catalog.catalog import Catalog
from photo_search.catalog.embeddings import SpaceEntry
from photo_search.catalog.roles import Roles
from photo_search.change_plan import vector_bytes
from photo_search.models.spec import ModelSpec
from photo_search.models.store import ModelStore
from photo_search.records import SpaceIdentity, SpaceRole, Stage
from photo_search.space_lineup import SpaceLineup

_ERRORS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class SpaceStatus:
    """A model and what it knows of the library.

    `name` is what `use` and searches take. `share` is the part of the library that is asked of a coming space, 1 for
    any other. `answers` says that searches use it now: the answering one, or its stand-in. `photos` counts those that
    it has learned, `wanted` those that it is to have, `waiting` those it lacks whose drive isn't there, `failed` those
    that it could not learn, with the last reasons in `errors`. `disk_bytes` counts what it learned, not the model's own
    files. `index` is "ready" (in memory), "kept" (in a file), "made when asked" or "none". `note` is a sentence for
    the person, or empty.
    """

    name: str
    identity: SpaceIdentity
    role: SpaceRole | None
    share: float
    spec: ModelSpec | None
    answers: bool
    photos: int
    wanted: int
    waiting: int
    failed: int
    errors: tuple[str, ...]
    disk_bytes: int
    index: str
    note: str

    @property
    def installed(self) -> bool:
        """Whether the model is here, so that it can be asked and can go on learning."""
        return self.spec is not None


class Overview:
    """Looks at the spaces of one library."""

    def __init__(self, catalog: Catalog, store: ModelStore, lineup: SpaceLineup) -> None:
        self._catalog = catalog
        self._store = store
        self._lineup = lineup

    def all(self) -> list[SpaceStatus]:
        """Return every model that is installed or knows photos: the answering one, coming, previous, then others."""
        roles, standing = self._lineup.roles(), self._lineup.standing()
        specs = {spec.space: spec for spec in self._store.installed()}
        specs.setdefault(standing.spec.space, standing.spec)
        entries = {entry.identity: entry for entry in self._catalog.embeddings.spaces()}
        listed = [self._status(identity, entries.get(identity), specs, roles) for identity in {**entries, **specs}]
        places = [SpaceRole.ANSWERING, SpaceRole.COMING, SpaceRole.PREVIOUS, None]
        return sorted(listed, key=lambda one: (not one.answers, places.index(one.role), not one.photos))

    def answering(self) -> SpaceStatus:
        """Return the model that answers now; in no time, whatever else there is."""
        spec = self._lineup.standing().spec
        entry = next((entry for entry in self._catalog.embeddings.spaces() if entry.identity == spec.space), None)
        return self._status(spec.space, entry, {spec.space: spec}, self._lineup.roles())

    def _status(
        self, identity: SpaceIdentity, entry: SpaceEntry | None, specs: dict[SpaceIdentity, ModelSpec], roles: Roles
    ) -> SpaceStatus:
        space_id = entry.space_id if entry else None
        role = _role(space_id, roles)
        standing = self._lineup.standing()
        answers = standing.spec.space == identity
        share = roles.share if role is SpaceRole.COMING else 1.0
        active = answers or role is SpaceRole.COMING
        live, known, _, _ = self._catalog.photos.counts(space_id)
        wanted = live if share >= 1 else self._catalog.gaps.wanted(share)
        lacking = self._catalog.gaps.lacking(space_id or 0, share) if active and known < wanted else []
        waiting = sum(photo.waiting for photo in lacking)
        problems = [p.sentence for p in self._catalog.photos.problems() if p.stage is Stage.EMBED] if active else []
        return SpaceStatus(
            name=_name(identity, specs),
            identity=identity,
            role=role,
            share=share,
            spec=specs.get(identity),
            answers=answers,
            photos=known,
            wanted=wanted,
            waiting=waiting,
            failed=len(problems),
            errors=tuple(dict.fromkeys(problems))[:_ERRORS_SHOWN],
            disk_bytes=self._disk_bytes(entry),
            index=self._index_state(entry),
            note=self._note(identity, role, len(lacking) - waiting, waiting, installed=identity in specs),
        )

    def _disk_bytes(self, entry: SpaceEntry | None) -> int:
        if entry is None:
            return 0
        files = sum(file.stat().st_size for file in self._lineup.files(entry.space_id) if file.exists())
        return vector_bytes(entry.embeddings, entry.identity.dimension) + files

    def _index_state(self, entry: SpaceEntry | None) -> str:
        if entry is None or not entry.embeddings:
            return "none"
        if self._lineup.loaded(entry.space_id):
            return "ready"
        return "kept" if self._lineup.files(entry.space_id) else "made when asked"

    def _note(
        self, identity: SpaceIdentity, role: SpaceRole | None, to_learn: int, waiting: int, *, installed: bool
    ) -> str:
        standing = self._lineup.standing()
        if standing.stands_in_for == identity:
            return f"This model isn't installed any more; “{standing.spec.name}” answers in its place."
        if role is SpaceRole.COMING and not installed:
            return "This model isn't installed any more, so it can't go on learning."
        if role is SpaceRole.COMING and to_learn:
            return f"{to_learn:,} photos are still to be learned."
        if waiting and role in {SpaceRole.COMING, SpaceRole.ANSWERING}:
            return f"{waiting:,} photos wait for a drive or folder that isn't there now."
        return ""


def _role(space_id: int | None, roles: Roles) -> SpaceRole | None:
    if space_id is None:
        return None
    holders = {
        roles.previous: SpaceRole.PREVIOUS,
        roles.coming: SpaceRole.COMING,
        roles.answering: SpaceRole.ANSWERING,
    }
    return holders.get(space_id)


def _name(identity: SpaceIdentity, specs: dict[SpaceIdentity, ModelSpec]) -> str:
    """Return the model's name, with its revision where an installed model of that name makes other vectors."""
    if identity not in specs and any(spec.name == identity.model for spec in specs.values()):
        return f"{identity.model}@{identity.revision[:8]}"
    return identity.model
