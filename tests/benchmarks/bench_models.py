"""What the model costs besides its own arithmetic: opening it, and turning decoded pixels into its input."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from PIL import Image

from photo_search.models.encoder import Encoder
from photo_search.models.model_input import to_input
from photo_search.models.preprocessing import fit_image
from photo_search.models.spec import bundled_starter, read_spec

Row = dict[str, str | float]

_LOAD = """
import time
started = time.process_time()
from photo_search.models.encoder import Encoder
from photo_search.models.spec import bundled_starter, read_spec
with Encoder(read_spec(bundled_starter())) as encoder:
    encoder.load_vision()
    encoder.load_text()
    print(time.process_time() - started)
"""


def rows() -> list[Row]:
    """Return one row for each thing measured."""
    spec = read_spec(bundled_starter())
    dice = np.random.default_rng(0)
    found: list[Row] = [_row("starter opened, both towers, imports included", _load_s(), 1.0, "s CPU")]
    for size, width, height in ((96, 504, 378), (224, 1008, 756), (256, 1008, 756), (384, 1008, 756)):
        recipe = replace(spec.image, size=size)
        image = Image.fromarray(dice.integers(0, 256, (height, width, 3), dtype=np.uint8))

        def prepare(image: Image.Image = image, recipe: object = recipe) -> None:
            to_input(np.asarray(fit_image(image, recipe))[None], recipe)  # type: ignore[arg-type]

        found.append(_row(f"{width}x{height} pixels to model input at {size} px", _cpu_ms(prepare), 10, "ms CPU"))
    with Encoder(spec) as encoder:
        pixels = dice.integers(0, 256, (1, spec.image.size, spec.image.size, 3), dtype=np.uint8)
        encoder.encode_images(pixels)
        encoder.encode_texts(["a dog"])
        found.append(_row("starter, one photo", _cpu_ms(lambda: encoder.encode_images(pixels)), 0, "ms CPU"))
        found.append(_row("starter, one question", _cpu_ms(lambda: encoder.encode_texts(["a dog"])), 0, "ms CPU"))
    return found


def _load_s() -> float:
    def once() -> float:
        done = subprocess.run([sys.executable, "-c", _LOAD], capture_output=True, text=True, check=True)
        return float(done.stdout)

    return statistics.median(once() for _ in range(5))


def _cpu_ms(work: Callable[[], object]) -> float:
    times = []
    for _ in range(25):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return statistics.median(times) * 1000


def _row(name: str, measured: float, limit: float, unit: str) -> Row:
    return {"name": name, "measured": round(measured, 3), "limit": limit, "unit": unit}


if __name__ == "__main__":
    for row in rows():
        print(row)
