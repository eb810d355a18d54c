"""Our own icons, drawn from SVG in any colour, sharp on every screen."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from photo_search.paths import resources_dir

_GRID = 20
_DIRECTIONAL = frozenset({"back", "forward", "previous", "next", "resume", "open"})
"""Icons that point along the reading direction, and are mirrored where that runs from right to left."""


def icon(name: str, colour: QColor, size: int = _GRID) -> QIcon:
    """Return the icon `name` (a file in resources/icons) in `colour`, `size` pixels high, for any screen.

    Raises FileNotFoundError for a name that has no icon.
    """
    renderer = _renderer(name, colour)
    made = QIcon()
    for ratio in _ratios():
        picture = _draw(renderer, name, colour, size, ratio)
        # Without a picture of its own, Qt would dye the icon of a selected item.
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
            made.addPixmap(picture, mode)
    return made


def pixmap(name: str, colour: QColor, size: int = _GRID, ratio: float = 1.0) -> QPixmap:
    """Return the icon `name` as one picture for a screen with `ratio` device pixels a pixel, to paint oneself."""
    return _draw(_renderer(name, colour), name, colour, size, ratio)


def app_icon() -> QIcon:
    """Return the icon of the application."""
    return QIcon(str(resources_dir() / "icons" / "photo-search.svg"))


def _ratios() -> tuple[float, ...]:
    """Return the ratios worth drawing for: those of the screens that are there, and the two usual ones."""
    return tuple(sorted({1.0, 2.0, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())}))


def _renderer(name: str, colour: QColor) -> QSvgRenderer:
    svg = (resources_dir() / "icons" / f"{name}.svg").read_bytes()
    return QSvgRenderer(QByteArray(svg.replace(b"currentColor", colour.name().encode())))


def _draw(renderer: QSvgRenderer, name: str, colour: QColor, size: int, ratio: float) -> QPixmap:
    side = round(size * ratio)
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setOpacity(colour.alphaF())
    if name in _DIRECTIONAL and QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft:
        painter.translate(side, 0)
        painter.scale(-1, 1)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture
