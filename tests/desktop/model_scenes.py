"""Libraries with models in every state, as the catalog and the store would tell of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from photo_search.desktop.models_overview import Facts
from photo_search.model_spaces import SpaceStatus
from photo_search.models.catalogue import known_models
from photo_search.models.cost import seconds_per_photo
from photo_search.models.spec import ModelSpec, bundled_starter, read_spec
from photo_search.models.transfer import DownloadProgress, Stage
from photo_search.records import Phase, Progress, SpaceRole

PHOTOS = 12_400
STARTER = "starter"
DEFAULT, FINE, BEST, SMALL = (known_models()[place].name for place in (0, 1, 3, 4))


@dataclass(frozen=True)
class Scene:
    """What the page of models is to show."""

    facts: Facts
    downloads: dict[str, DownloadProgress] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    progress: Progress | None = None


def spec(name: str) -> ModelSpec:
    starter = read_spec(bundled_starter())
    if name == STARTER:
        return starter
    known = next((model for model in known_models() if model.name == name), known_models()[0])
    other = starter.folder.with_name(name)
    return replace(starter, name=name, folder=other, languages=known.languages, licence=known.licence)


def status(name: str, role: SpaceRole | None = None, photos: int = 0, **facts: object) -> SpaceStatus:
    one = spec(name)
    made = SpaceStatus(
        name=name,
        identity=one.space,
        role=role,
        share=1.0,
        spec=one,
        answers=role is SpaceRole.ANSWERING,
        photos=photos,
        wanted=PHOTOS,
        waiting=0,
        failed=0,
        errors=(),
        disk_bytes=1600 * photos,
        index="ready",
        note="",
    )
    return replace(made, **facts)


def facts(*statuses: SpaceStatus, photos: int = PHOTOS, **more: object) -> Facts:
    pace = {model.name: seconds_per_photo(model.gflop) for model in known_models()}
    sizes = {one.name: 10_600_000 if one.name == STARTER else 1_540_000_000 for one in statuses}
    return Facts(statuses, photos, pace, sizes=sizes, **more)  # type: ignore[arg-type]


def fetching(stage: Stage, done: int = 312_000_000, rate: float = 5.2e6) -> DownloadProgress:
    total = 0 if stage is Stage.CONNECTING else 788_600_000
    left = (total - done) / rate if stage is Stage.DOWNLOADING and rate else None
    return DownloadProgress(stage, done, total, rate if stage is Stage.DOWNLOADING else 0.0, left)


_USED = status(STARTER, SpaceRole.ANSWERING, PHOTOS)
_LEARNS = Progress(Phase.CHANGING, PHOTOS, PHOTOS, 5_208, 0, 1.1, 6_530, model=DEFAULT)

SCENES: dict[str, Scene] = {
    "starter-only": Scene(facts(_USED)),
    "connecting": Scene(facts(_USED), {DEFAULT: fetching(Stage.CONNECTING, 0)}),
    "downloading": Scene(
        facts(_USED, begun={DEFAULT: 312_000_000}), {DEFAULT: fetching(Stage.DOWNLOADING), FINE: fetching(Stage.PAUSED)}
    ),
    "converting": Scene(
        facts(_USED), {DEFAULT: fetching(Stage.CONVERTING, 788_600_000), FINE: fetching(Stage.CHECKING, 788_600_000)}
    ),
    "failed": Scene(
        facts(_USED, begun={DEFAULT: 312_000_000, FINE: 120_000_000}),
        problems={DEFAULT: "The connection to huggingface.co was lost. Try again when you are connected."},
    ),
    "ready": Scene(facts(_USED, status(DEFAULT))),
    "learning": Scene(facts(_USED, status(DEFAULT, SpaceRole.COMING, 5_208)), progress=_LEARNS),
    "learning-rests": Scene(facts(_USED, status(DEFAULT, SpaceRole.COMING, 12_100, waiting=300))),
    "trial": Scene(facts(_USED, status(DEFAULT, SpaceRole.COMING, 1_240, share=0.1, wanted=1_240))),
    "changed": Scene(
        facts(status(DEFAULT, SpaceRole.ANSWERING, PHOTOS), status(STARTER, SpaceRole.PREVIOUS, PHOTOS), status(FINE))
    ),
    "troubles": Scene(
        facts(
            status(STARTER, None, PHOTOS, answers=True),
            status(SMALL, SpaceRole.ANSWERING, PHOTOS, spec=None),
            status("my-own-model@1a2b3c4d", None, 800, spec=None),
            damaged={
                BEST: "The model in /home/anna/.local/share/photo_search/models/best can't be used: its file"
                " 'onnx/vision_model.onnx' is incomplete or has been changed. Remove it, and download it again."
            },
        )
    ),
}
"""What a person may see, by name."""
