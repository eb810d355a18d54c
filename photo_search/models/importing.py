"""Imports a model from a folder or an archive: finds it there, converts and checks it, and leaves the source alone."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

from photo_search.errors import ModelUnusable
from photo_search.models.archives import is_archive, unpack
from photo_search.models.catalogue import KnownModel, known_models
from photo_search.models.checksums import Checksum
from photo_search.models.disk import require_room, writing_to
from photo_search.models.families import Family
from photo_search.models.installing import Towers, build
from photo_search.models.integrity import verify_files
from photo_search.models.layouts import HUB, IMMICH, Layout, layout_of
from photo_search.models.model_folder import ModelFolder
from photo_search.models.rewriting import rewritten_bytes
from photo_search.models.spec import OWN_FILE, ModelSpec, fingerprint, read_spec
from photo_search.models.verification import verify_model
from photo_search.paths import display_path

_HALF, _SMALL = "_fp16", "_quantized"
_KEPT = ("family", "dimension", "output", "logit_scale", "logit_bias", "languages", "licence")
"""What else `photo_search.json` says of a model, whatever its files are called."""


def import_into(folder: Path, path: Path, name: str | None) -> ModelSpec:
    """Build the model in `path` (a folder or an archive) below `folder`, which is empty, and check it.

    It is called `name`, or what its own files or its folder are called. Raises ModelUnusable, StorageFull.
    """
    with writing_to(folder):
        source = ModelFolder(_root(path, folder))
        layout = layout_of(source.path)
        towers = _towers(source, layout)
        size = sum(file.stat().st_size for file in source.path.rglob("*") if file.is_file())
        require_room(folder, rewritten_bytes(size, half=_HALF in towers.vision))
        if (source.path / OWN_FILE).exists():
            verify_files(read_spec(source.path))
        facts = _facts(source, layout, towers)
        facts["name"] = _name(name or str(facts.get("name") or path.name))
        spec = build(source, towers, folder / "ready", facts)
        if spec.family is Family.SIGLIP2 and _SMALL in towers.vision:
            raise source.fault("its pictures are quantised in a way that loses what SigLIP 2 sees")
        verify_model(spec)
        return spec


def _root(path: Path, folder: Path) -> Path:
    """Return the folder that holds the model's files: `path`, or the only one below it."""
    if not path.is_dir():
        if not path.is_file() or not is_archive(path):
            raise ModelUnusable(
                f"{display_path(os.fsencode(path))} is no folder and no archive.",
                "Choose the folder of a model, or a zip or tar archive of one.",
            )
        unpacked = folder / "unpacked"
        unpacked.mkdir()
        unpack(path, unpacked)
        path = unpacked
    while not (path / HUB.config).exists():
        below = [entry for entry in path.iterdir() if entry.is_dir() and not entry.name.startswith((".", "__"))]
        if len(below) != 1:
            break
        (path,) = below
    return path


def _towers(source: ModelFolder, layout: Layout) -> Towers:
    """Return the best of the graphs there are: full precision first, then half, then quantised."""
    own = source.facts(OWN_FILE, optional=True)
    if own.has("vision") or own.has("text") or layout is IMMICH:
        return Towers(own.text("vision", layout.vision), own.text("text", layout.text))
    return Towers(_best(source, layout.vision), _best(source, layout.text))


def _best(source: ModelFolder, graph: str) -> str:
    stem = graph.removesuffix(".onnx")
    names = [f"{stem}{variant}.onnx" for variant in ("", _HALF, _SMALL)]
    return next((name for name in names if os.path.lexists(source.path / name)), graph)


def _facts(source: ModelFolder, layout: Layout, towers: Towers) -> dict[str, object]:
    """Return what is known of the model: by its own file, by its checksums, or at least who it is."""
    own = source.facts(OWN_FILE, optional=True)
    if own.names():
        spec = read_spec(source.path)
        said = {key: own.raw(key) for key in _KEPT if own.has(key)}
        return said | {"name": spec.name, "revision": spec.revision, "variant": spec.variant}
    known = next((model for model in known_models() if _is(model, source)), None)
    if known is not None and (known.vision, known.text) == (towers.vision, towers.text):
        return {
            "name": known.name,
            "family": known.family.value,
            "revision": known.revision,
            "variant": known.variant,
            "dimension": known.dimension,
            "logit_scale": known.logit_scale,
            "logit_bias": known.logit_bias,
            "languages": list(known.languages),
            "licence": known.licence,
        }
    facts: dict[str, object] = {"revision": fingerprint(source, layout, towers.vision, towers.text)}
    return facts | ({"variant": "int8"} if _SMALL in towers.vision else {})


def _is(known: KnownModel, source: ModelFolder) -> bool:
    """Tell whether the graphs and the tokenizer in `source` are those of `known`, by size and checksum."""
    telling = [file for file in known.files if file.path.endswith((".onnx", "tokenizer.json"))]
    if not known.revision or not all(file.sha256 for file in telling):
        return False
    places = [source.path / file.path for file in telling]
    if not all(
        p.is_file() and p.stat().st_size == (f.size or p.stat().st_size) for p, f in zip(places, telling, strict=True)
    ):
        return False
    return all(Checksum(f.sha256 or "").fits(p) for p, f in zip(places, telling, strict=True))


def _name(wish: str) -> str:
    """Return a name that can be a folder's on every system, and typed."""
    plain = unicodedata.normalize("NFKD", wish).encode("ascii", "ignore").decode()
    for ending in (".zip", ".tar", ".tgz", ".gz", ".xz", ".bz2", ".tar"):
        plain = plain.removesuffix(ending)
    return re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip(".-_")[:80] or "model"
