"""What a model is, read from its folder's own json files."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from photo_search.errors import ModelUnusable
from photo_search.models.families import Family, describe
from photo_search.models.immich import describe_immich
from photo_search.models.layouts import HUB, IMMICH, Layout, layout_of
from photo_search.models.model_folder import JsonFacts, ModelFolder
from photo_search.models.recipes import PREPROCESSING_VERSION, ImageRecipe, TextRecipe
from photo_search.paths import resources_dir
from photo_search.records import SpaceIdentity

OWN_FILE = "photo_search.json"
"""What photo_search knows of a model, beside the files it came with."""

_SHA256_DIGITS = 64
_SAMPLES = 64
_SAMPLE_BYTES = 4096


@dataclass(frozen=True, slots=True)
class FileFact:
    """What a model says of one of its files; None where it doesn't. `sha256` is in lower-case hexadecimal."""

    name: str
    size: int | None
    sha256: str | None


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """A model in a folder of a known layout, with the facts of `photo_search.json` where there is one.

    File names are relative to `folder`. `image_input` and `text_input` name the inputs, `output` and `text_output`
    the vectors among the outputs, of the vision and of the text graph. `logit_scale` is already exponentiated: a
    pair's probability is sigmoid(logit_scale * cosine + logit_bias), Zhai et al. 2023, arXiv 2303.15343.
    """

    folder: Path
    name: str
    family: Family
    revision: str
    variant: str
    dimension: int
    image: ImageRecipe
    text: TextRecipe
    vision_file: str
    text_file: str
    tokenizer_file: str
    image_input: str
    text_input: str
    output: str
    text_output: str
    logit_scale: float | None
    logit_bias: float | None
    languages: tuple[str, ...]
    licence: str
    files: tuple[FileFact, ...]

    @property
    def space(self) -> SpaceIdentity:
        """The identity that each of this model's vectors carries."""
        return SpaceIdentity(self.name, self.revision, self.variant, PREPROCESSING_VERSION, self.dimension)


def read_spec(folder: Path) -> ModelSpec:
    """Read what the model in `folder` is, without opening its graphs.

    A folder without `photo_search.json` is read as it was exported: the full-precision graphs of the hub's layout,
    or Immich's. Raises ModelUnusable if a file is missing, cut or leads out of the folder, if the files contradict
    each other, or if the family or a step of its preprocessing is unknown.
    """
    place = ModelFolder(folder)
    if not place.path.is_dir():
        raise place.fault("there is no such folder")
    layout = layout_of(place.path)
    own = place.facts(OWN_FILE, optional=True)
    config = place.facts(layout.config)
    tokenizer_config = place.facts(layout.tokenizer_config, optional=True)
    says = (describe_immich if layout is IMMICH else describe)(
        own, config, place.facts(layout.processor), tokenizer_config
    )
    vision_file, text_file = own.text("vision", layout.vision), own.text("text", layout.text)
    files = _files(own)
    _check_presence(place, {vision_file, text_file, layout.tokenizer}, files)
    return ModelSpec(
        folder=place.path,
        name=own.text("name", place.path.name),
        family=says.family,
        revision=own.text("revision") if own.has("revision") else fingerprint(place, layout, vision_file, text_file),
        variant=own.text("variant", "fp32"),
        dimension=_dimension(own, says.dimensions, config),
        image=says.image,
        text=says.text,
        vision_file=vision_file,
        text_file=text_file,
        tokenizer_file=layout.tokenizer,
        image_input=layout.image_input,
        text_input=layout.text_input,
        output=own.text("output", says.outputs[0]),
        text_output=own.text("output", says.outputs[1]),
        logit_scale=_scale(own),
        logit_bias=own.number("logit_bias") if own.has("logit_bias") else None,
        languages=own.texts("languages"),
        licence=own.text("licence", ""),
        files=files,
    )


def bundled_starter() -> Path:
    """Return the folder of the model that ships with the app."""
    return resources_dir() / "models" / "starter"


def models_in(folder: Path) -> tuple[list[ModelSpec], dict[str, ModelUnusable]]:
    """Return the models in the folders directly below `folder`, and by folder's name what is wrong with the others.

    A folder without `config.json` and `photo_search.json` is no model, and is left out.
    """
    specs, faults = [], {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if not any(os.path.lexists(path / name) for name in (HUB.config, OWN_FILE)):
            continue
        try:
            specs.append(read_spec(path))
        except ModelUnusable as fault:
            faults[path.name] = fault
    return specs, faults


def _files(own: JsonFacts) -> tuple[FileFact, ...]:
    listed = own.child("files")
    facts = []
    for name in listed.names():
        fact = listed.child(name)
        sha256 = fact.text("sha256").lower() if fact.has("sha256") else None
        if sha256 is not None and (len(sha256) != _SHA256_DIGITS or set(sha256) - set("0123456789abcdef")):
            raise own.fault(f"gives {name!r} an impossible checksum")
        facts.append(FileFact(name, fact.whole("size", least=0, most=1 << 40) if fact.has("size") else None, sha256))
    return tuple(facts)


def _check_presence(place: ModelFolder, needed: set[str], files: tuple[FileFact, ...]) -> None:
    """Raise ModelUnusable if a file is missing, or not of the size it should have."""
    sizes = {fact.name: fact.size for fact in files}
    for name in sorted(needed | sizes.keys()):
        size = place.file(name).stat().st_size
        if size != sizes.get(name, size) and sizes[name] is not None:
            raise place.fault(f"its file {name!r} is incomplete or has been changed")


def _dimension(own: JsonFacts, stated: set[int], config: JsonFacts) -> int:
    if own.has("dimension") or not stated:
        stated = stated | {own.whole("dimension")}
    if len(stated) != 1:
        raise config.fault(f"and the others don't agree on the size of its vectors ({sorted(stated)})")
    return next(iter(stated))


def _scale(own: JsonFacts) -> float | None:
    if not own.has("logit_scale"):
        return None
    scale = own.number("logit_scale")
    if scale <= 0:
        raise own.fault("says something impossible for 'logit_scale'")
    return scale


def fingerprint(place: ModelFolder, layout: Layout, vision_file: str, text_file: str) -> str:
    """Return a stand-in for the revision of a folder that names none: other weights, another space.

    Weights are sampled, since reading a gigabyte takes seconds and training changes all of them.
    """
    digest = hashlib.sha256()
    for name in (layout.config, layout.processor, layout.tokenizer, vision_file, text_file):
        with place.open(name) as file:
            size = file.seek(0, os.SEEK_END)
            digest.update(f"{name} {size}\n".encode())
            for offset in range(0, size, max(size // _SAMPLES, _SAMPLE_BYTES)):
                file.seek(offset)
                digest.update(file.read(_SAMPLE_BYTES))
    return f"local-{digest.hexdigest()[:16]}"
