"""The table of keys: what the actions of the window listen to, and what the sheet of shortcuts shows."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence

translate = QCoreApplication.translate
_Standard = QKeySequence.StandardKey


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:  # noqa: N802 - the name by which lupdate finds such texts
    """Mark `text` as one to translate when it is shown; PySide6's own function has no type."""
    return text


class Where(Enum):
    """Where a key does something; the value is for people, in English."""

    EVERYWHERE = QT_TRANSLATE_NOOP("shortcuts", "Anywhere")
    PHOTOS = QT_TRANSLATE_NOOP("shortcuts", "Photos")
    VIEWER = QT_TRANSLATE_NOOP("shortcuts", "Viewer")

    def title(self) -> str:
        """Return the name in the person's language."""
        return translate("shortcuts", self.value)


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A key, or several that do the same; `does` is for people, in English.

    `keys` are portable key sequences, or words for what is none (the keys of _WORDS). Where the platform has keys of
    its own for `standard`, these take the place of `keys`.
    """

    name: str
    where: Where
    keys: tuple[str, ...]
    does: str
    standard: QKeySequence.StandardKey | None = None

    def sequences(self) -> list[QKeySequence]:
        """Return the keys that an action can listen to."""
        own = [] if self.standard is None else QKeySequence.keyBindings(self.standard)
        return own or [QKeySequence(key) for key in self.keys if key not in _WORDS]

    def labels(self) -> Iterator[str]:
        """Yield the keys as the platform writes them, at most two."""
        if any(key in _WORDS for key in self.keys):
            for key in self.keys:
                yield translate("shortcuts", _WORDS[key]) if key in _WORDS else _native(QKeySequence(key))
            return
        # A platform's further bindings are keys of old keyboards.
        shown = self.sequences()[: len(self.keys)]
        for sequence in shown:
            yield _native(sequence)

    def text(self) -> str:
        """Return what the key does, in the person's language."""
        return translate("shortcuts", self.does)


def _native(sequence: QKeySequence) -> str:
    if sys.platform != "darwin":
        # Keyboards and people call it Enter; Qt gives that name to the one among the digits.
        sequence = QKeySequence(sequence.toString().replace("Return", "Enter"))
    return sequence.toString(QKeySequence.SequenceFormat.NativeText)


_WORDS = {
    "letter": QT_TRANSLATE_NOOP("shortcuts", "any letter"),
    "arrows": QT_TRANSLATE_NOOP("shortcuts", "arrow keys"),
    "shift-arrows": QT_TRANSLATE_NOOP("shortcuts", "Shift + arrow keys"),
    "wheel": QT_TRANSLATE_NOOP("shortcuts", "Ctrl + wheel"),
    "pages": QT_TRANSLATE_NOOP("shortcuts", "Page up, down"),
}

_E, _P, _V = Where.EVERYWHERE, Where.PHOTOS, Where.VIEWER

SHORTCUTS: tuple[Shortcut, ...] = (
    Shortcut("find", _E, ("Ctrl+F", "/"), QT_TRANSLATE_NOOP("shortcuts", "Go to the search box")),
    Shortcut("step_back", _E, ("Esc",), QT_TRANSLATE_NOOP("shortcuts", "One step back: close, leave, clear")),
    Shortcut("back", _E, ("Alt+Left",), QT_TRANSLATE_NOOP("shortcuts", "Back through the searches"), _Standard.Back),
    Shortcut(
        "forward", _E, ("Alt+Right",), QT_TRANSLATE_NOOP("shortcuts", "Forward through the searches"), _Standard.Forward
    ),
    Shortcut("add_folder", _E, ("Ctrl+O",), QT_TRANSLATE_NOOP("shortcuts", "Add a folder"), _Standard.Open),
    Shortcut("rescan", _E, ("F5",), QT_TRANSLATE_NOOP("shortcuts", "Look for new photos"), _Standard.Refresh),
    Shortcut("preferences", _E, ("Ctrl+,",), QT_TRANSLATE_NOOP("shortcuts", "Preferences"), _Standard.Preferences),
    Shortcut("save_search", _E, ("Ctrl+D",), QT_TRANSLATE_NOOP("shortcuts", "Save this search")),
    Shortcut("history", _E, ("Ctrl+Shift+H",), QT_TRANSLATE_NOOP("shortcuts", "Recent searches")),
    Shortcut("help", _E, ("F1",), QT_TRANSLATE_NOOP("shortcuts", "Help on searching")),
    Shortcut("shortcuts", _E, ("?",), QT_TRANSLATE_NOOP("shortcuts", "These shortcuts")),
    Shortcut("type", _P, ("letter",), QT_TRANSLATE_NOOP("shortcuts", "Start a search")),
    Shortcut("move", _P, ("arrows", "pages"), QT_TRANSLATE_NOOP("shortcuts", "Move")),
    Shortcut("extend", _P, ("shift-arrows",), QT_TRANSLATE_NOOP("shortcuts", "Select as you move")),
    Shortcut("view", _P, ("Return", "Space"), QT_TRANSLATE_NOOP("shortcuts", "Open in the viewer")),
    Shortcut("similar", _P, ("Ctrl+S",), QT_TRANSLATE_NOOP("shortcuts", "Find similar photos")),
    Shortcut("why", _P, ("Ctrl+Shift+I",), QT_TRANSLATE_NOOP("shortcuts", "Why is this here?")),
    Shortcut("add_to_search", _P, ("Ctrl+Shift+S",), QT_TRANSLATE_NOOP("shortcuts", "Add to the search")),
    Shortcut("more_like", _P, ("Alt+Up",), QT_TRANSLATE_NOOP("shortcuts", "More like this")),
    Shortcut("less_like", _P, ("Alt+Down",), QT_TRANSLATE_NOOP("shortcuts", "Less like this")),
    Shortcut("burst", _P, ("Ctrl+E",), QT_TRANSLATE_NOOP("shortcuts", "Show all of a burst, or one")),
    Shortcut("information", _P, ("Ctrl+I", "Alt+Return"), QT_TRANSLATE_NOOP("shortcuts", "Information")),
    Shortcut("copy", _P, ("Ctrl+C",), QT_TRANSLATE_NOOP("shortcuts", "Copy the photos"), _Standard.Copy),
    Shortcut("copy_paths", _P, ("Ctrl+Shift+C",), QT_TRANSLATE_NOOP("shortcuts", "Copy the paths")),
    Shortcut("show_in_folder", _P, ("Ctrl+Shift+O",), QT_TRANSLATE_NOOP("shortcuts", "Show in the folder")),
    Shortcut("larger", _P, ("Ctrl++", "wheel"), QT_TRANSLATE_NOOP("shortcuts", "Larger")),
    Shortcut("smaller", _P, ("Ctrl+-",), QT_TRANSLATE_NOOP("shortcuts", "Smaller")),
    Shortcut("usual_size", _P, ("Ctrl+0",), QT_TRANSLATE_NOOP("shortcuts", "Usual size")),
    Shortcut("neighbours", _V, ("arrows",), QT_TRANSLATE_NOOP("shortcuts", "Previous and next photo")),
    Shortcut("full_screen", _V, ("F", "F11"), QT_TRANSLATE_NOOP("shortcuts", "Full screen")),
    Shortcut("fit", _V, ("0",), QT_TRANSLATE_NOOP("shortcuts", "Fit the window")),
    Shortcut("actual_size", _V, ("1",), QT_TRANSLATE_NOOP("shortcuts", "Actual size")),
    Shortcut("viewer_information", _V, ("I",), QT_TRANSLATE_NOOP("shortcuts", "Information")),
    Shortcut("slideshow", _V, ("P",), QT_TRANSLATE_NOOP("shortcuts", "Slideshow")),
)

_BY_NAME = {shortcut.name: shortcut for shortcut in SHORTCUTS}


def action_for(parent: QObject, text: str, name: str | None, do: Callable[[], object]) -> QAction:
    """Return an action that does something, by the keys of the shortcut `name` too if it has one."""
    action = QAction(text, parent)
    if name is not None:
        action.setShortcuts(keys_for(name))
    action.triggered.connect(lambda _checked=False: do())
    return action


def keys_for(name: str) -> list[QKeySequence]:
    """Return the keys of the shortcut `name`, for QAction.setShortcuts. Raises KeyError for an unknown name."""
    return _BY_NAME[name].sequences()
