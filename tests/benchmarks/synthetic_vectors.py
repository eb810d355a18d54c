"""Unit vectors shaped like those of a dual encoder, for benchmarks and tests that need more than real photos give.

Images lie in clusters of low local dimension around a common mean, with a decaying spectrum. Texts lie apart
from them (the modality gap): a direction of their own, a part that no image has, and a small part that points
to what they mean. So an index can't be good on images and pass for good on texts.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_CLUSTERS = 2000
_LOCAL_DIRECTIONS = 1024
_LOCAL_DIMENSION = 20


def _unit(vectors: Floats) -> Floats:
    return vectors / np.linalg.norm(vectors, axis=-1, keepdims=True).astype(np.float32)


class SyntheticVectors:
    """A world of clusters from which images and texts are drawn; the same seed gives the same world."""

    def __init__(self, dimension: int, seed: int = 0) -> None:
        rng = np.random.default_rng(seed)
        self.dimension = dimension
        self._seed = seed
        # Variances falling as 1/rank: a third of the rank holds 85 % of the energy, as in real embeddings.
        spectrum = (np.arange(1, dimension + 1) ** -0.5).astype(np.float32)
        basis = np.linalg.qr(rng.standard_normal((dimension, dimension)))[0].astype(np.float32) * spectrum[:, None]
        axes = _unit(rng.standard_normal((2, dimension)).astype(np.float32))
        self._image_mean, self._text_mean = axes
        self._centres = _unit(self._gaussian(rng, _CLUSTERS) @ basis)
        self._directions = _unit(self._gaussian(rng, _LOCAL_DIRECTIONS) @ basis)
        self._local = rng.integers(0, _LOCAL_DIRECTIONS, (_CLUSTERS, _LOCAL_DIMENSION))
        weights = rng.pareto(1.5, _CLUSTERS) + 0.1
        self._weights = weights / weights.sum()

    def _gaussian(self, rng: np.random.Generator, n: int) -> Floats:
        return rng.standard_normal((n, self.dimension), dtype=np.float32)

    def images(self, n: int, stream: int = 0) -> Floats:
        """Return `n` image vectors, float32 [n, D], unit length; another stream gives other images."""
        rng = np.random.default_rng((self._seed, 1, stream))
        cluster = rng.choice(_CLUSTERS, n, p=self._weights)
        mixing = np.zeros((n, _LOCAL_DIRECTIONS), np.float32)
        place = rng.standard_normal((n, _LOCAL_DIMENSION), dtype=np.float32) / np.sqrt(_LOCAL_DIMENSION)
        np.put_along_axis(mixing, self._local[cluster], place, axis=1)
        noise = self._gaussian(rng, n) / np.float32(np.sqrt(self.dimension))
        return _unit(
            0.75 * self._image_mean + 0.45 * self._centres[cluster] + 0.45 * (mixing @ self._directions) + 0.15 * noise
        )

    def image_chunks(self, n: int, chunk: int = 20_000) -> Iterator[Floats]:
        """Yield `n` image vectors in pieces, so that no more than a piece is held as float32."""
        for stream, start in enumerate(range(0, n, chunk)):
            yield self.images(min(chunk, n - start), stream)

    def texts(self, n: int) -> Floats:
        """Return `n` text vectors, float32 [n, D], unit length, each about one cluster and a direction within."""
        rng = np.random.default_rng((self._seed, 2))
        cluster = rng.choice(_CLUSTERS, n)
        within = self._directions[self._local[cluster, 0]]
        noise = self._gaussian(rng, n) / np.float32(np.sqrt(self.dimension))
        meaning = 0.25 * self._centres[cluster] + 0.1 * within
        return _unit(0.8 * self._text_mean + 0.45 * noise + meaning)
