"""What a person chose, and what the window remembers; kept as JSON in their configuration folder."""

from __future__ import annotations

import base64
import json
import math
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import platformdirs

from photo_search.errors import SettingsUnsaved
from photo_search.records import MIDDLE_STRICTNESS

_VERSION = 1
_FILE = "settings.json"

ThemeChoice = Literal["system", "light", "dark"]
CpuShare = Literal["all", "half", "one"]
OrderChoice = Literal["relevance", "newest", "oldest", "folder", "name"]
GroupingChoice = Literal["none", "day", "month", "year", "folder"]

TILE_HEIGHTS = (96, 360)
"""The smallest and the largest height of a row of thumbnails, in pixels."""

CACHE_MB = (64, 2048)
HISTORY_LENGTH = 30


@dataclass(frozen=True, slots=True)
class Settings:
    """Every choice, with its default. Sizes and widths are device-independent pixels.

    `cache_mb` limits the memory for thumbnails. `window_geometry` is opaque, as the window system gave it.
    `search_history` is what earlier versions noted, newest first, until the library has taken it over. `model_offered`
    says that the default model was offered once. `downloads` are the models whose download goes on at the next start,
    and whether each is to be used then. `strictness` is 0..1, see SearchOptions.
    """

    theme: ThemeChoice = "system"
    tile_height: int = 180
    square_tiles: bool = False
    show_scores: bool = False
    cpu_share: CpuShare = "all"
    low_priority: bool = True
    cache_mb: int = 64
    window_geometry: bytes = b""
    sidebar_visible: bool = True
    sidebar_width: int = 208
    panel_visible: bool = False
    panel_width: int = 280
    search_history: tuple[str, ...] = ()
    model_offered: bool = False
    downloads: tuple[tuple[str, bool], ...] = ()
    answer_order: OrderChoice = "relevance"
    answer_grouping: GroupingChoice = "none"
    fold_bursts: bool = True
    deep_search: bool = False
    strictness: float = MIDDLE_STRICTNESS

    def jobs(self) -> int | None:
        """Return how many photos may be decoded at a time: None for one a core."""
        if self.cpu_share == "all":
            return None
        return max(1, (os.cpu_count() or 2) // 2) if self.cpu_share == "half" else 1


def settings_file() -> Path:
    """Return where the settings of this user are kept."""
    return Path(platformdirs.user_config_dir("photo_search", appauthor=False)) / _FILE


def load_settings(file: Path | None = None) -> Settings:
    """Return the settings in `file` (default: the user's own), and the defaults for all that it does not hold.

    A value that makes no sense is replaced by its default; a file that is no settings file at all is renamed to
    `settings.damaged.json`. An unreadable file is left alone.
    """
    file = file or settings_file()
    try:
        stored = json.loads(file.read_bytes())
    except OSError:
        return Settings()
    except (ValueError, RecursionError):
        stored = None
    if not isinstance(stored, dict):
        _set_aside(file)
        return Settings()
    values: dict[str, Any] = {}
    for name, read in _READERS.items():
        if name in stored:
            with suppress(ValueError, TypeError):
                values[name] = read(stored[name])
    return Settings(**values)


def save_settings(settings: Settings, file: Path | None = None) -> None:
    """Write `settings` to `file` (default: the user's own), wholly or not at all. Raises SettingsUnsaved."""
    file = file or settings_file()
    stored: dict[str, Any] = {"version": _VERSION, **asdict(settings)}
    stored["window_geometry"] = base64.b64encode(settings.window_geometry).decode()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=file.name, suffix=".new")
        try:
            with open(handle, "w", encoding="utf-8") as stream:
                json.dump(stored, stream, indent=2)
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(name, file)
        except BaseException:
            os.unlink(name)
            raise
    except OSError as error:
        raise SettingsUnsaved(
            f"Your preferences could not be saved ({error.strerror}).",
            f"They hold until you quit. Make sure that the disk is not full and that you may write to “{file.parent}”.",
        ) from error


def _set_aside(file: Path) -> None:
    try:
        os.replace(file, file.with_name("settings.damaged.json"))
    except OSError:
        # It can't be moved either; the next save says so, if it fails as well.
        return


def _one_of(choices: tuple[Any, ...]) -> Callable[[object], object]:
    def read(value: object) -> object:
        return choices[choices.index(value)]

    return read


def _between(least: int, most: int) -> Callable[[object], int]:
    def read(value: object) -> int:
        if type(value) is not int:
            raise TypeError
        return min(max(value, least), most)

    return read


def _part(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError
    return min(max(float(value), 0.0), 1.0)


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(entry for entry in value if isinstance(entry, str))[:HISTORY_LENGTH]


def _downloads(value: object) -> tuple[tuple[str, bool], ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple((name, used) for name, used in value if isinstance(name, str) and isinstance(used, bool))


def _bytes(value: object) -> bytes:
    if not isinstance(value, str):
        raise TypeError
    return base64.b64decode(value, validate=True)


_flag = _one_of((False, True))

_READERS: dict[str, Callable[[object], object]] = {
    "theme": _one_of(get_args(ThemeChoice)),
    "tile_height": _between(*TILE_HEIGHTS),
    "square_tiles": _flag,
    "show_scores": _flag,
    "cpu_share": _one_of(get_args(CpuShare)),
    "low_priority": _flag,
    "cache_mb": _between(*CACHE_MB),
    "window_geometry": _bytes,
    "sidebar_visible": _flag,
    "sidebar_width": _between(120, 600),
    "panel_visible": _flag,
    "panel_width": _between(200, 800),
    "search_history": _texts,
    "model_offered": _flag,
    "downloads": _downloads,
    "answer_order": _one_of(get_args(OrderChoice)),
    "answer_grouping": _one_of(get_args(GroupingChoice)),
    "fold_bursts": _flag,
    "deep_search": _flag,
    "strictness": _part,
}
"""How each field is read from JSON; each raises ValueError or TypeError for what makes no sense there."""
