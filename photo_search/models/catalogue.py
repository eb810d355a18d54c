"""The models that can be downloaded, from `resources/models.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from photo_search.errors import NoSuchModel
from photo_search.models.families import Family
from photo_search.paths import resources_dir


class Tier(StrEnum):
    """What a model is recommended for. The values are those of `models.toml`."""

    DEFAULT = "default"
    BETTER = "better"
    BEST = "best"
    SMALL = "small"
    COMPARISON = "comparison"


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file of a repository; `size` in bytes and `sha256` are None where only the hub knows them."""

    path: str
    size: int | None
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Quality:
    """A published figure, in percent, and who published it."""

    measure: str
    value: float
    source: str


@dataclass(frozen=True, slots=True)
class KnownModel:
    """An entry of `models.toml`, which explains the fields. `revision` is None where main's is asked for."""

    name: str
    title: str
    summary: str
    tier: Tier
    repository: str
    revision: str | None
    family: Family
    dimension: int
    image_size: int
    variant: str
    vision: str
    text: str
    files: tuple[KnownFile, ...]
    logit_scale: float | None
    logit_bias: float | None
    original: str | None
    languages: tuple[str, ...]
    licence: str
    quality: tuple[Quality, ...]
    gflop: float
    approximate_bytes: int

    @property
    def download_bytes(self) -> int | None:
        """The size of all files, or None where it is not known before the hub is asked."""
        sizes = [file.size for file in self.files]
        return None if None in sizes else sum(size for size in sizes if size is not None)


@cache
def known_models() -> tuple[KnownModel, ...]:
    """Return every model that can be downloaded, the default first."""
    with (resources_dir() / "models.toml").open("rb") as file:
        return tuple(_model(entry) for entry in tomllib.load(file)["model"])


def known_model(name: str) -> KnownModel:
    """Return the model of that name; raises NoSuchModel."""
    for model in known_models():
        if model.name == name:
            return model
    names = ", ".join(model.name for model in known_models())
    raise NoSuchModel(f"No model is called “{name}”.", f"These can be downloaded: {names}.")


def _model(entry: dict[str, Any]) -> KnownModel:
    return KnownModel(
        name=entry["name"],
        title=entry["title"],
        summary=entry["summary"],
        tier=Tier(entry["tier"]),
        repository=entry["repository"],
        revision=entry.get("revision"),
        family=Family(entry["family"]),
        dimension=entry["dimension"],
        image_size=entry["image_size"],
        variant=entry["variant"],
        vision=entry["vision"],
        text=entry["text"],
        files=tuple(KnownFile(path, facts.get("size"), facts.get("sha256")) for path, facts in entry["files"].items()),
        logit_scale=entry.get("logit_scale"),
        logit_bias=entry.get("logit_bias"),
        original=entry.get("original"),
        languages=tuple(entry["languages"]),
        licence=entry["licence"],
        quality=tuple(Quality(**figure) for figure in entry["quality"]),
        gflop=entry["gflop"],
        approximate_bytes=entry["megabytes"] * 1_000_000,
    )
