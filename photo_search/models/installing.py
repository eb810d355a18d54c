"""Files as somebody exported them -> a model's folder as it is used here, checked."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from photo_search.models.layouts import layout_of
from photo_search.models.model_folder import ModelFolder
from photo_search.models.rewriting import rewrite_tower
from photo_search.models.spec import OWN_FILE, ModelSpec, read_spec


@dataclass(frozen=True, slots=True)
class Towers:
    """The files of a model's two graphs, relative to its folder."""

    vision: str
    text: str


def build(
    source: ModelFolder,
    towers: Towers,
    target: Path,
    facts: Mapping[str, object],
    checkpoint: Callable[[], None] = lambda: None,
) -> ModelSpec:
    """Write the model in `source` into the folder `target`, with `facts` in its `photo_search.json`.

    The variant is said in `facts`, or is "fp16-as-fp32" or "fp32" by the vision graph's numbers. Raises
    ModelUnusable, OSError as the disk does, or what `checkpoint` raises to stop.
    """
    if target.exists():
        shutil.rmtree(target)
    target.mkdir(parents=True)
    layout = layout_of(source.path)
    vision = rewrite_tower(source, towers.vision, target, layout.vision, checkpoint)
    text = rewrite_tower(source, towers.text, target, layout.text, checkpoint)
    files = vision.files | text.files
    for name in (layout.config, layout.processor, layout.tokenizer, layout.tokenizer_config):
        if name == layout.tokenizer_config and not (source.path / name).exists():
            continue
        with source.open(name) as file:
            content = file.read()
        (target / name).write_bytes(content)
        files[name] = (len(content), hashlib.sha256(content).hexdigest())
    own = {
        "variant": "fp16-as-fp32" if vision.was_half else "fp32",
        **facts,
        "vision": layout.vision,
        "text": layout.text,
        "files": {name: {"size": size, "sha256": sha256} for name, (size, sha256) in files.items()},
    }
    (target / OWN_FILE).write_text(json.dumps(own, indent=1), "utf-8")
    return read_spec(target)


def renamed(spec: ModelSpec, name: str) -> ModelSpec:
    """Call a built model `name`, which is part of its identity, and return it."""
    own = json.loads((spec.folder / OWN_FILE).read_text("utf-8"))
    (spec.folder / OWN_FILE).write_text(json.dumps(own | {"name": name}, indent=1), "utf-8")
    return read_spec(spec.folder)
