"""The few directions in which a collection's vectors differ most, so that a scan reads a quarter of the bytes.

Principal component analysis, then a fixed rotation among the components: their energy falls steeply, and an
int8 code with one step for a whole row is best where all numbers are about equally large.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from photo_search.searching.quantisation import Floats, Int8s, quantise

_WORTHWHILE = 512  # dimensions; the plane that ranks shorter vectors is small enough to be read whole
_LEAST_LOSS = 1e-4  # squared; the rounding to int8 loses about this much of a row that the axes hold entirely


class Head(NamedTuple):
    """Projected rows: int8 [n, d], the step of each, [n], and the length of what each has lost by it, [n]."""

    codes: Int8s
    scales: Floats
    rest: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Projection:
    """A centre, float32 [D], and orthonormal axes, float32 [d, D]; `fitted` is the number of rows it was made for."""

    centre: Floats
    axes: Floats
    fitted: int

    @classmethod
    def of(cls, sample: Floats, fitted: int) -> Projection:
        """Return the projection for a collection of `fitted` rows from a `sample` of them, float32 [m, D]."""
        dimension = sample.shape[1]
        kept = dimension // 4 // 32 * 32
        centre = sample.mean(axis=0)
        away = sample - centre
        principal = np.linalg.eigh(away.T @ away)[1][:, dimension - kept :]
        rotation = np.linalg.qr(np.random.default_rng(0).standard_normal((kept, kept)))[0]
        return cls(centre, np.ascontiguousarray((principal @ rotation).T, np.float32), fitted)

    @staticmethod
    def pays_for(dimension: int) -> bool:
        """Tell whether vectors of `dimension` numbers are long enough to be worth shortening."""
        return dimension >= _WORTHWHILE

    def head(self, high: Int8s, scales: Floats) -> Head:
        """Return rows, given as a first plane int8 [n, D] and its steps [n], projected and quantised."""
        steps = high.astype(np.float32)
        squares = np.einsum("ij,ij->i", steps, steps) * scales**2
        along = (steps @ np.vstack([self.axes, self.centre]).T) * scales[:, None]
        away = along[:, :-1] - self.axes @ self.centre
        distance = squares - 2 * along[:, -1] + np.dot(self.centre, self.centre)
        lost = np.maximum(distance - np.einsum("ij,ij->i", away, away), _LEAST_LOSS)
        return Head(*quantise(away), np.sqrt(lost))

    def question(self, query: Floats) -> tuple[Int8s, np.float32]:
        """Return a query, float32 [D], projected: int8 [d] and its step. A query is a direction: nothing to centre."""
        # Not `@`: that would set all cores to work on under a megabyte.
        codes, scales = quantise(np.vecdot(self.axes, query)[None])
        return codes[0], scales[0]
