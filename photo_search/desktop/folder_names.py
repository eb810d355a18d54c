"""Short names for folders: the last part of each path, and what tells apart those that share it."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Sequence

from photo_search.paths import display_path

_SEP = os.fsencode(os.sep)


def folder_names(paths: Sequence[bytes]) -> list[tuple[str, str]]:
    """Return for each absolute path, all different, its name and its surroundings.

    The surroundings are empty where no other path has this name, and else as many of the folders above as it takes
    to tell them apart.
    """
    parts = [[part for part in path.split(_SEP) if part] or [path] for path in paths]
    alike: dict[bytes, list[int]] = defaultdict(list)
    for place, names in enumerate(parts):
        alike[names[-1]].append(place)
    surroundings = [b""] * len(paths)
    for places in alike.values():
        for place, above in zip(places, _telling([parts[place][:-1] for place in places]), strict=True):
            surroundings[place] = _SEP.join(above)
    return [(display_path(names[-1]), display_path(above)) for names, above in zip(parts, surroundings, strict=True)]


def _telling(above: list[list[bytes]]) -> list[list[bytes]]:
    """Return the shortest ends of these lists, all of one length where they are long enough, that differ."""
    length, longest = 0, max(map(len, above))
    while length < longest and len({tuple(names[-length:] if length else ()) for names in above}) < len(above):
        length += 1
    return [names[-length:] if length else [] for names in above]
