"""How long a model would take for a photo on this computer, before it is here to be measured.

A matrix product of a vision transformer's shape is timed with numpy; onnxruntime spends nearly all of its time in
such products, and comes about as close to the processor's peak.
"""

from __future__ import annotations

import time
from functools import cache

import numpy as np

_TRIALS_S = 0.15
_ROWS, _INNER, _COLUMNS = 256, 768, 3072  # a feed-forward layer of ViT-B for 256 patches


def seconds_per_photo(gflop: float) -> float:
    """Return the expected time for one photo, decoding not included; `gflop` is its arithmetic in 1e9 operations.

    The first call measures this computer, which takes a fifth of a second.
    """
    return gflop / gflops()


@cache
def gflops() -> float:
    """Return this computer's speed in 1e9 single-precision operations per second, on all its cores."""
    left = np.full((_ROWS, _INNER), 0.5, np.float32)
    right = np.full((_INNER, _COLUMNS), 0.5, np.float32)
    left @ right  # starts the threads
    fastest = np.inf
    end = time.perf_counter() + _TRIALS_S
    while (started := time.perf_counter()) < end:
        left @ right
        fastest = min(fastest, time.perf_counter() - started)
    return float(2e-9 * _ROWS * _INNER * _COLUMNS / fastest)
