"""What a model is, read from its folder's own json files."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from photo_search.errors import ModelUnusable
from photo_search.models.families import Family, decide_family, dimensions, image_recipe, output_names, text_recipe
from photo_search.models.model_folder import JsonFacts, ModelFolder
from photo_search.models.recipes import PREPROCESSING_VERSION, ImageRecipe, TextRecipe
from photo_search.paths import resources_dir
from photo_search.records import SpaceIdentity

_OWN = "photo_search.json"
_CONFIG = "config.json"
_PROCESSOR = "preprocessor_config.json"
_TOKENIZER = "tokenizer.json"
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
    """A model in a folder of the hub's layout, with the facts of `photo_search.json` where there is one.

    File names are relative to `folder`. `output` and `text_output` name the vectors among the outputs of the
    vision and of the text graph. `logit_scale` is already exponentiated: a pair's probability is
    sigmoid(logit_scale * cosine + logit_bias), Zhai et al. 2023, arXiv 2303.15343.
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

    @property
    def tokenizer_file(self) -> str:
        """The file that turns phrases into ids."""
        return _TOKENIZER


def read_spec(folder: Path) -> ModelSpec:
    """Read what the model in `folder` is, without opening its graphs.

    A folder without `photo_search.json` is read as the hub's exporters write it: the full-precision graphs under
    `onnx/`. Raises ModelUnusable if a file is missing, cut or leads out of the folder, if the files contradict
    each other, or if the family or a step of its preprocessing is unknown.
    """
    place = ModelFolder(folder)
    if not place.path.is_dir():
        raise place.fault("there is no such folder")
    own = place.facts(_OWN, optional=True)
    config = place.facts(_CONFIG)
    processor = place.facts(_PROCESSOR)
    tokenizer_config = place.facts("tokenizer_config.json", optional=True)
    family = decide_family(own, config, tokenizer_config)
    vision_file = own.text("vision", "onnx/vision_model.onnx")
    text_file = own.text("text", "onnx/text_model.onnx")
    files = _files(own)
    _check_presence(place, {vision_file, text_file, _TOKENIZER}, files)
    vision_output, text_output = output_names(family)
    return ModelSpec(
        folder=place.path,
        name=own.text("name", place.path.name),
        family=family,
        revision=own.text("revision") if own.has("revision") else _fingerprint(place, vision_file, text_file),
        variant=own.text("variant", "fp32"),
        dimension=_dimension(own, family, config),
        image=image_recipe(family, config, processor),
        text=text_recipe(family, config, tokenizer_config),
        vision_file=vision_file,
        text_file=text_file,
        output=own.text("output", vision_output),
        text_output=own.text("output", text_output),
        logit_scale=_scale(own),
        logit_bias=own.number("logit_bias") if own.has("logit_bias") else None,
        languages=own.texts("languages"),
        licence=own.text("licence", ""),
        files=files,
    )


def bundled_starter() -> Path:
    """Return the folder of the model that ships with the app."""
    return resources_dir() / "models" / "starter"


def models_in(folder: Path) -> tuple[list[ModelSpec], list[ModelUnusable]]:
    """Return the models in the folders directly below `folder`, by name, and what is wrong with the others.

    A folder without `config.json` and `photo_search.json` is no model, and is left out.
    """
    specs, faults = [], []
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if not any(os.path.lexists(path / name) for name in (_CONFIG, _OWN)):
            continue
        try:
            specs.append(read_spec(path))
        except ModelUnusable as fault:
            faults.append(fault)
    return specs, faults


def verify_files(spec: ModelSpec) -> None:
    """Compare size and SHA-256 of every file that `photo_search.json` lists; read all of them.

    Raises ModelUnusable, naming the file.
    """
    place = ModelFolder(spec.folder)
    _check_presence(place, {fact.name for fact in spec.files}, spec.files)
    for fact in spec.files:
        if fact.sha256 is not None and _sha256(place, fact.name) != fact.sha256:
            raise place.fault(f"its file {fact.name!r} is damaged or has been changed")


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


def _dimension(own: JsonFacts, family: Family, config: JsonFacts) -> int:
    stated = dimensions(family, config)
    if own.has("dimension") or not stated:
        stated.add(own.whole("dimension"))
    if len(stated) != 1:
        raise config.fault(f"and the others don't agree on the size of its vectors ({sorted(stated)})")
    return stated.pop()


def _scale(own: JsonFacts) -> float | None:
    if not own.has("logit_scale"):
        return None
    scale = own.number("logit_scale")
    if scale <= 0:
        raise own.fault("says something impossible for 'logit_scale'")
    return scale


def _fingerprint(place: ModelFolder, vision_file: str, text_file: str) -> str:
    """Return a stand-in for the revision of a folder that names none: other weights, another space.

    Weights are sampled, since reading a gigabyte takes seconds and training changes all of them.
    """
    digest = hashlib.sha256()
    for name in (_CONFIG, _PROCESSOR, _TOKENIZER, vision_file, text_file):
        with place.open(name) as file:
            size = file.seek(0, os.SEEK_END)
            digest.update(f"{name} {size}\n".encode())
            for offset in range(0, size, max(size // _SAMPLES, _SAMPLE_BYTES)):
                file.seek(offset)
                digest.update(file.read(_SAMPLE_BYTES))
    return f"local-{digest.hexdigest()[:16]}"


def _sha256(place: ModelFolder, name: str) -> str:
    with place.open(name) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
