"""What the page of models shows: each model that is here or can be had, its state, and what can be done about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING

from photo_search.desktop.core_sentences import translated
from photo_search.desktop.models_wording import Counts, base_of, stand_in_note, starter_summary, title_of
from photo_search.errors import UserFixable
from photo_search.models.catalogue import KnownModel, Quality, Tier, known_models
from photo_search.models.cost import seconds_per_photo
from photo_search.models.spec import bundled_starter
from photo_search.models.transfer import DownloadProgress, Stage
from photo_search.records import SpaceRole

if TYPE_CHECKING:
    from photo_search.library import Library
    from photo_search.model_spaces import SpaceStatus
    from photo_search.models.store import ModelStore

TENTH = 0.1
"""The part of the library that a model is tried on."""

_WORTH_A_TRY = 200
"""Photos from which on a tenth of them tells anything."""


class State(Enum):
    """What a model is to the person now."""

    IN_USE = auto()
    LEARNING = auto()
    TRIED = auto()
    """It knows the part of the photos that it was to be tried on."""
    PREVIOUS = auto()
    READY = auto()
    DAMAGED = auto()
    GONE = auto()
    """What it learned is here, the model itself is not, and nobody knows where to get it."""
    AVAILABLE = auto()
    DOWNLOADING = auto()
    FAILED = auto()


class Action(Enum):
    """What a person can do about a model."""

    DOWNLOAD = auto()
    PAUSE = auto()
    RESUME = auto()
    CANCEL = auto()
    USE = auto()
    TRY = auto()
    GO_ON = auto()
    STOP = auto()
    BACK = auto()
    REMOVE = auto()


HERE = frozenset({State.IN_USE, State.LEARNING, State.TRIED, State.PREVIOUS, State.READY, State.DAMAGED, State.GONE})
"""The states of what takes room on this computer."""


@dataclass(frozen=True, slots=True)
class Card:
    """One model. Sizes are bytes, 0 where unknown; `seconds` is what learning the photos that it lacks will take.

    `seconds_again` is what it took to learn those it knows. `photos` counts those it knows of the `wanted` ones.
    `problem` is a sentence of the core, `note` one of the window.
    """

    name: str
    title: str
    state: State
    summary: str = ""
    recommended: bool = False
    languages: tuple[str, ...] = ()
    licence: str = ""
    quality: tuple[Quality, ...] = ()
    download_bytes: int = 0
    begun_bytes: int = 0
    disk_bytes: int = 0
    photos: int = 0
    wanted: int = 0
    share: float = 1.0
    seconds: float | None = None
    seconds_again: float | None = None
    note: str = ""
    problem: str = ""
    progress: DownloadProgress | None = None
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What the library and the store say of their models at one moment; `damaged` holds sentences by name."""

    statuses: tuple[SpaceStatus, ...]
    photos: int
    seconds_per_photo: Mapping[str, float]
    damaged: Mapping[str, str] = field(default_factory=dict)
    begun: Mapping[str, int] = field(default_factory=dict)
    sizes: Mapping[str, int] = field(default_factory=dict)


def read_facts(library: Library) -> Facts:
    """Ask for everything; reads small files and the catalog, and never the network. Not for the GUI thread."""
    store = library.models.store
    statuses = tuple(library.models.status())
    specs = [status.spec for status in statuses if status.spec is not None]
    return Facts(
        statuses,
        library.coverage().photos,
        {known.name: seconds_per_photo(known.gflop) for known in known_models()},
        _damaged(store),
        store.unfinished(),
        {spec.name: store.size(spec.name) for spec in specs},
    )


def cards(
    facts: Facts,
    downloads: Mapping[str, DownloadProgress],
    problems: Mapping[str, str],
    *,
    running: bool = False,
) -> list[Card]:
    """Return the cards: what is on this computer first, in the order of `facts`, then what can be downloaded.

    `problems` says of models why they could not be downloaded; `running` that photos are being learned right now.
    """
    changing = any(status.role is SpaceRole.COMING for status in facts.statuses)
    known = {model.name: model for model in known_models()}
    made: dict[str, Card] = {}
    for status in facts.statuses:
        model = known.get(base_of(status.name))
        if status.installed or status.photos:
            made[status.name] = _here(status, model, facts, changing=changing, running=running)
    for name, problem in facts.damaged.items():
        if name not in made:
            again = (Action.DOWNLOAD,) if name in known else ()
            actions = (*again, Action.REMOVE)
            made[name] = Card(name, title_of(name), State.DAMAGED, problem=problem, actions=actions)
    installed = {status.name for status in facts.statuses if status.installed}
    for model in known.values():
        if model.name in installed or (model.name in facts.damaged and model.name not in downloads):
            continue
        made.pop(model.name, None)
        made[model.name] = _elsewhere(model, facts, downloads.get(model.name), problems.get(model.name, ""))
    return list(made.values())


def _here(status: SpaceStatus, model: KnownModel | None, facts: Facts, *, changing: bool, running: bool) -> Card:
    spec = status.spec
    state = _state(status)
    lacking = max(0, status.wanted - status.photos)
    pace = facts.seconds_per_photo.get(base_of(status.name))
    bundled = spec is not None and spec.folder == bundled_starter()
    return Card(
        status.name,
        title_of(status.name),
        state,
        summary=starter_summary() if bundled else translated(model.summary) if model else "",
        languages=model.languages if model else spec.languages if spec else (),
        licence=model.licence if model else spec.licence if spec else "",
        quality=model.quality if model else (),
        disk_bytes=facts.sizes.get(status.name, 0) + status.disk_bytes,
        photos=status.photos,
        wanted=status.wanted,
        share=status.share,
        seconds=None if pace is None or not lacking else pace * lacking,
        seconds_again=None if pace is None else pace * status.photos,
        note=_note(status, facts),
        actions=_actions(status, state, bundled=bundled, changing=changing, running=running, photos=facts.photos),
    )


def _damaged(store: ModelStore) -> dict[str, str]:
    """Return what is wrong with the folders of models that can't be used, by their names."""
    sentences = {str(fault) for fault in store.damaged()}
    damaged = {}
    for path in sorted(store.folder.iterdir()) if sentences else []:
        try:
            store.spec(path.name)
        except UserFixable as fault:
            if str(fault) in sentences:
                damaged[path.name] = str(fault)
    return damaged


def _note(status: SpaceStatus, facts: Facts) -> str:
    """Return what a person should know of a model that is at work, in their language."""
    if status.answers and status.role is not SpaceRole.ANSWERING:
        missing = next((one.name for one in facts.statuses if one.role is SpaceRole.ANSWERING), "")
        if missing:
            return stand_in_note(missing)
    if status.waiting and (status.answers or status.role is SpaceRole.COMING):
        return Counts().waiting(status.waiting)
    return translated(" ".join(status.errors[-1:])) if status.role is SpaceRole.COMING else ""


def _state(status: SpaceStatus) -> State:
    match status.role:
        case _ if status.answers:
            return State.IN_USE
        case SpaceRole.COMING if status.installed:
            done = status.photos + status.waiting + status.failed >= status.wanted
            return State.TRIED if status.share < 1 and done else State.LEARNING
        case SpaceRole.PREVIOUS if status.installed:
            return State.PREVIOUS
    return State.READY if status.installed else State.GONE


def _actions(
    status: SpaceStatus, state: State, *, bundled: bool, changing: bool, running: bool, photos: int
) -> tuple[Action, ...]:
    removable = (Action.REMOVE,) if status.photos or not bundled else ()
    match state:
        case State.LEARNING:
            whole = (Action.USE,) if status.share < 1 else ()
            return (Action.STOP, *whole) if running else (Action.GO_ON, Action.STOP, *whole)
        case State.TRIED:
            return (Action.USE, Action.STOP)
        case State.PREVIOUS:
            return removable if changing else (Action.BACK, *removable)
        case State.READY:
            trying = photos >= _WORTH_A_TRY and status.photos < TENTH * photos and not changing
            return (Action.USE, *((Action.TRY,) if trying else ()), *removable)
        case State.GONE:
            return (Action.REMOVE,)
    return ()


def _elsewhere(model: KnownModel, facts: Facts, progress: DownloadProgress | None, problem: str) -> Card:
    begun = facts.begun.get(model.name, 0)
    if progress is not None:
        state = State.DOWNLOADING
        pausing = {Stage.PAUSED: (Action.RESUME,), Stage.DOWNLOADING: (Action.PAUSE,), Stage.CONNECTING: ()}
        actions = (*pausing.get(progress.stage, ()), Action.CANCEL)
    else:
        state = State.FAILED if problem else State.AVAILABLE
        actions = (Action.DOWNLOAD, Action.REMOVE) if begun else (Action.DOWNLOAD,)
    photos = next((status.photos for status in facts.statuses if status.name == model.name), 0)
    return Card(
        model.name,
        title_of(model.name),
        state,
        summary=translated(model.summary),
        recommended=model.tier is Tier.DEFAULT,
        languages=model.languages,
        licence=model.licence,
        quality=model.quality,
        download_bytes=model.download_bytes or model.approximate_bytes,
        begun_bytes=begun,
        photos=photos,
        wanted=facts.photos,
        seconds=facts.seconds_per_photo[model.name] * (facts.photos - photos) if facts.photos > photos else None,
        problem=problem,
        progress=progress,
        actions=actions,
    )
