"""Where photo_search keeps its things, and how a path of bytes is shown to a person."""

from __future__ import annotations

import os
import sys
import unicodedata
from pathlib import Path

import platformdirs

_APP = "photo_search"


def default_library() -> Path:
    """Return the folder of the library that is used where none is named."""
    return Path(platformdirs.user_data_dir(_APP, appauthor=False)) / "library"


def default_models() -> Path:
    """Return the folder of the models that this person downloaded or imported; every library shares it."""
    return Path(platformdirs.user_data_dir(_APP, appauthor=False)) / "models"


def log_dir() -> Path:
    """Return the folder for log files."""
    return Path(platformdirs.user_log_dir(_APP, appauthor=False))


def resources_dir() -> Path:
    """Return the folder of the files that ship with the app: in a wheel, a checkout or a frozen app.

    Raises FileNotFoundError if the installation lacks it.
    """
    package = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    places = [package / "resources", package.parent / "resources"]
    if frozen:
        places.insert(0, Path(frozen) / "resources")
    for place in places:
        if (place / "models").is_dir():
            return place
    raise FileNotFoundError(f"This installation lacks its resources; looked in {[str(p) for p in places]}")


def real_path(path: str | bytes | Path) -> bytes:
    """Return the absolute path that a person means, with `~` and links resolved."""
    return os.path.realpath(os.path.expanduser(os.fsencode(path)))


def display_path(path: bytes) -> str:
    """Return `path` as text that is safe to show on one line.

    Bytes that are no text become U+FFFD; control characters, line breaks and the marks that turn the writing
    direction (a known way to disguise a name) become visible escapes. The result may not name the file:
    identity is the bytes.
    """
    text = os.fsencode(path).decode(sys.getfilesystemencoding(), "replace")
    return "".join(
        f"\\u{ord(c):04x}" if unicodedata.category(c) in {"Cc", "Cf", "Zl", "Zp"} and c not in "\u200c\u200d" else c
        for c in text
    )
