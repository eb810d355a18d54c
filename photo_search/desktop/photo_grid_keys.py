"""Where the keys lead in the grid."""

from __future__ import annotations

from PySide6.QtCore import Qt

from photo_search.desktop.grid_layout import GridLayout

_Key = Qt.Key

ENDS = frozenset({_Key.Key_Home, _Key.Key_End})
PAGES = frozenset({_Key.Key_PageUp, _Key.Key_PageDown})
UP_AND_DOWN = PAGES | {_Key.Key_Up, _Key.Key_Down}
MOVES = UP_AND_DOWN | ENDS | {_Key.Key_Left, _Key.Key_Right}


def destination(layout: GridLayout, position: int, key: int, page: int, x: float) -> int:
    """Return the photo that `key` (of MOVES) leads to from the one at `position`.

    `page` is the height that is seen at once; up and down lead to the photo nearest to `x`.
    """
    last = layout.count - 1
    forward = -1 if layout.frame.mirrored else 1
    match key:
        case _Key.Key_Left:
            return max(0, min(position - forward, last))
        case _Key.Key_Right:
            return max(0, min(position + forward, last))
        case _Key.Key_Home:
            return 0
        case _Key.Key_End:
            return last
        case _Key.Key_Up:
            return layout.beside(position, -1, x)
        case _Key.Key_Down:
            return layout.beside(position, 1, x)
    down = 1 if key == _Key.Key_PageDown else -1
    tile = layout.tile(position)
    found = layout.nearest(x, tile.y + tile.height / 2 + down * (page - tile.height))
    one_row_on = layout.beside(position, down, x)
    # Rows higher than the page must not hold it up.
    ahead = max if down > 0 else min
    return one_row_on if found is None else ahead(found, one_row_on)
