"""Which key asks the viewer for what."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence


class Command(Enum):
    """What a key can ask of the viewer."""

    PREVIOUS = auto()
    NEXT = auto()
    FIRST = auto()
    LAST = auto()
    FIT = auto()
    ACTUAL_SIZE = auto()
    LARGER = auto()
    SMALLER = auto()
    PAN_LEFT = auto()
    PAN_RIGHT = auto()
    PAN_UP = auto()
    PAN_DOWN = auto()
    FULL_SCREEN = auto()
    INFORMATION = auto()
    SIMILAR = auto()
    WHY = auto()
    SLIDESHOW = auto()
    PAUSE_OR_CLOSE = auto()
    CLOSE = auto()
    BACK = auto()


_Key = Qt.Key
_NONE, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier

_ZOOM = {
    _Key.Key_0: Command.FIT,
    _Key.Key_1: Command.ACTUAL_SIZE,
    _Key.Key_Plus: Command.LARGER,
    _Key.Key_Equal: Command.LARGER,
    _Key.Key_Minus: Command.SMALLER,
}
_PLAIN = {
    _Key.Key_Left: Command.PREVIOUS,
    _Key.Key_Up: Command.PREVIOUS,
    _Key.Key_PageUp: Command.PREVIOUS,
    _Key.Key_Right: Command.NEXT,
    _Key.Key_Down: Command.NEXT,
    _Key.Key_PageDown: Command.NEXT,
    _Key.Key_Home: Command.FIRST,
    _Key.Key_End: Command.LAST,
    _Key.Key_F: Command.FULL_SCREEN,
    _Key.Key_F11: Command.FULL_SCREEN,
    _Key.Key_I: Command.INFORMATION,
    _Key.Key_P: Command.SLIDESHOW,
    _Key.Key_Space: Command.PAUSE_OR_CLOSE,
    _Key.Key_Return: Command.CLOSE,
    _Key.Key_Enter: Command.CLOSE,
    _Key.Key_Escape: Command.BACK,
}
_KEYS = {
    _NONE: _PLAIN,
    _SHIFT: {
        _Key.Key_Left: Command.PAN_LEFT,
        _Key.Key_Right: Command.PAN_RIGHT,
        _Key.Key_Up: Command.PAN_UP,
        _Key.Key_Down: Command.PAN_DOWN,
    },
    _CTRL: {_Key.Key_S: Command.SIMILAR, _Key.Key_I: Command.INFORMATION},
    _ALT: {_Key.Key_Return: Command.INFORMATION, _Key.Key_Enter: Command.INFORMATION},
}
_MIRRORED = {_Key.Key_Left: _Key.Key_Right, _Key.Key_Right: _Key.Key_Left}


def command_of(event: QKeyEvent, direction: Qt.LayoutDirection) -> Command | None:
    """Return what a key asks for; where reading runs from right to left, the next photo lies to the left."""
    if event.matches(QKeySequence.StandardKey.FullScreen):
        return Command.FULL_SCREEN
    key, modifiers = _Key(event.key()), event.modifiers() & (_SHIFT | _CTRL | _ALT)
    if key in _ZOOM and not modifiers & _ALT:  # With Shift too: where "+" is depends on the keyboard.
        return _ZOOM[key]
    if modifiers == _NONE and direction is Qt.LayoutDirection.RightToLeft:
        key = _MIRRORED.get(key, key)
    return _KEYS.get(modifiers, {}).get(key)
