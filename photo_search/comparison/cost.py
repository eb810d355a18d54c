"""Measures what a model costs on this computer, in a process of its own, so that its memory is only its own."""

from __future__ import annotations

import multiprocessing
import platform
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from photo_search.errors import ModelUnusable
from photo_search.models.encoder import Encoder
from photo_search.models.spec import ModelSpec, read_spec

_RUNS = 15
_ENOUGH_S = 5.0
_QUESTIONS = ("a dog", "children playing in the snow", "sunset over the sea", "a red car", "birthday cake")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one photo and one question take (milliseconds, medians), to open the model, and the peak of memory, bytes.

    The memory is that of a whole process that has both towers open; Python and its libraries are part of it.
    """

    photo_ms: float
    question_ms: float
    open_ms: float
    memory_bytes: int


def measure_cost(spec: ModelSpec) -> Cost:
    """Open a model in a process of its own and time it; takes some seconds. Raises ModelUnusable."""
    # Not forked: the child of a large process would start with its memory.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        try:
            return pool.submit(_measure, spec.folder).result()
        except BrokenProcessPool as error:
            raise ModelUnusable(
                f"The model “{spec.name}” ended the process that ran it.", "It may need more memory than there is."
            ) from error


def disk_bytes(spec: ModelSpec) -> int:
    """Return the size of a model's folder, in bytes."""
    return sum(file.stat().st_size for file in spec.folder.rglob("*") if file.is_file())


def _measure(folder: Path) -> Cost:
    spec = read_spec(folder)
    side = spec.image.size
    pixels = np.random.default_rng(0).integers(0, 256, (1, side, side, 3), dtype=np.uint8)
    with Encoder(spec) as encoder:
        started = time.perf_counter()
        encoder.load_vision()
        encoder.load_text()
        open_ms = (time.perf_counter() - started) * 1000
        photo_ms = _median_ms(lambda _: encoder.encode_images(pixels))
        question_ms = _median_ms(lambda run: encoder.encode_texts([_QUESTIONS[run % len(_QUESTIONS)]]))
        return Cost(photo_ms, question_ms, open_ms, _peak_memory())


def _median_ms(work: Callable[[int], object]) -> float:
    work(0)  # The first run sets up what the others use.
    times: list[float] = []
    begun = time.perf_counter()
    while not times or (len(times) < _RUNS and time.perf_counter() - begun < _ENOUGH_S):
        started = time.perf_counter()
        work(len(times))
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def _peak_memory() -> int:
    """Return the most memory that this process ever held, in bytes."""
    system = platform.system()
    if system == "Windows":
        import psutil  # noqa: PLC0415 - each system has its own way

        return int(getattr(psutil.Process().memory_info(), "peak_wset"))  # noqa: B009 - its type is only known on Windows
    if system == "Linux":
        # What getrusage says is inherited from the process that started this one.
        status = Path("/proc/self/status").read_text()
        return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:"))) * 1024
    import resource  # noqa: PLC0415

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # macOS counts bytes here, others kilobytes
