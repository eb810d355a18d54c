"""Remembers the vectors of recent questions, so that asking again costs no run of the model."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float32]


class QueryCache:
    """The least recently used of `capacity` vectors makes room; safe to use from several threads."""

    def __init__(self, capacity: int = 1024) -> None:
        self._capacity = capacity
        self._vectors: OrderedDict[Hashable, Vector] = OrderedDict()
        self._guard = threading.Lock()

    def get(self, key: Hashable, compute: Callable[[], Vector]) -> Vector:
        """Return the vector kept under `key`, computing it if there is none. Errors are not kept."""
        with self._guard:
            if key in self._vectors:
                self._vectors.move_to_end(key)
                return self._vectors[key]
        vector = compute()
        vector.setflags(write=False)
        with self._guard:
            self._vectors[key] = vector
            self._vectors.move_to_end(key)
            while len(self._vectors) > self._capacity:
                self._vectors.popitem(last=False)
        return vector

    def get_many(self, keys: Sequence[str], compute: Callable[[list[str]], Vector]) -> list[Vector]:
        """Return the vectors kept under `keys`; `compute` gives those of the keys that are missing, float32 [n, D]."""
        with self._guard:
            missing = [key for key in dict.fromkeys(keys) if key not in self._vectors]
        made = dict(zip(missing, compute(missing), strict=True)) if missing else {}
        # One that makes room in between is in none of both, and is computed by itself.
        return [self.get(key, lambda k=key: made[k] if k in made else compute([k])[0]) for key in keys]  # type: ignore[misc]

    def __len__(self) -> int:
        return len(self._vectors)
