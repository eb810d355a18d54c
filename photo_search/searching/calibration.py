"""Turns a cosine into a score from 0 to 1 that a person can read."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt


def calibrate(
    cosine: npt.NDArray[np.floating], temperature: float = 25.0, pivot: float = 0.0
) -> npt.NDArray[np.float64]:
    """Return sigmoid(temperature * (cosine - pivot)): 0.5 at the pivot, rising with the cosine."""
    return sigmoid(temperature * (np.asarray(cosine, dtype=np.float64) - pivot))


def match_probability(
    cosine: npt.NDArray[np.floating], logit_scale: float, logit_bias: float
) -> npt.NDArray[np.float64]:
    """Return what a model trained with the sigmoid loss takes for the chance that words and photo belong together.

    sigmoid(scale * cosine + bias), the scale already exponentiated. Source: Zhai et al., "Sigmoid Loss for
    Language Image Pre-Training", arXiv:2303.15343, section 3.2.
    """
    return sigmoid(logit_scale * np.asarray(cosine, dtype=np.float64) + logit_bias)


def sigmoid(value: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return 1 / (1 + exp(-value)) without overflow."""
    return np.exp(-np.logaddexp(0.0, -value))
