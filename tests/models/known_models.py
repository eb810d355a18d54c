"""A small model as a hub would offer it, and its entry in a catalogue."""

from __future__ import annotations

import hashlib
import json
import struct
from dataclasses import replace
from pathlib import Path

from photo_search.models.catalogue import KnownFile, KnownModel, Tier
from photo_search.models.families import Family
from tests.models.fake_hub import REPOSITORY
from tests.models.half_models import halve
from tests.models.model_folders import make_model_folder

VISION, TEXT = "onnx/vision_model_fp16.onnx", "onnx/text_model_fp16.onnx"
NAMES = (VISION, TEXT, "tokenizer.json", "config.json", "preprocessor_config.json")


def published(folder: Path) -> dict[str, bytes]:
    """Return the files of a repository: a small SigLIP 2 in half precision, and more that nobody needs."""
    make_model_folder(folder, "siglip2", own=False)
    for name in ("vision_model", "text_model"):
        halve(folder / f"onnx/{name}.onnx", folder / f"onnx/{name}_fp16.onnx")
    files = {str(p.relative_to(folder).as_posix()): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    return files | {"model.safetensors": safetensors(4.0, -12.5), "onnx/vision_model_q4.onnx": bytes(5000)}


def safetensors(log_scale: float, bias: float) -> bytes:
    tensors = {
        "weights": {"dtype": "F32", "shape": [1000], "data_offsets": [0, 4000]},
        "logit_scale": {"dtype": "F32", "shape": [1], "data_offsets": [4000, 4004]},
        "logit_bias": {"dtype": "F32", "shape": [1], "data_offsets": [4004, 4008]},
    }
    header = json.dumps(tensors).encode()
    return struct.pack("<Q", len(header)) + header + bytes(4000) + struct.pack("<ff", log_scale, bias)


def known(files: dict[str, bytes], *, facts: bool = False) -> KnownModel:
    """Return the entry; with `facts`, sizes, checksums and the revision stand in it."""
    model = KnownModel(
        name="tiny",
        title="Tiny",
        summary="A small model.",
        tier=Tier.SMALL,
        repository=REPOSITORY,
        revision=None,
        family=Family.SIGLIP2,
        dimension=16,
        image_size=32,
        variant="fp16-as-fp32",
        vision=VISION,
        text=TEXT,
        files=tuple(KnownFile(name, None, None) for name in NAMES),
        logit_scale=None,
        logit_bias=None,
        original=REPOSITORY,
        languages=("en",),
        licence="none",
        quality=(),
        gflop=0.1,
        approximate_bytes=100_000,
    )
    if not facts:
        return model
    told = (KnownFile(n, len(files[n]), hashlib.sha256(files[n]).hexdigest()) for n in NAMES)
    return replace(model, files=tuple(told), revision="c0ffee0123456789c0ffee0123456789c0ffee01")
