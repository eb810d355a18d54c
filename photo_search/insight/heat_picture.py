"""Lays a heat map over its photo, for a file; the window paints its own."""

from __future__ import annotations

import numpy as np
from PIL import Image

from photo_search.indexing.picture import Picture
from photo_search.insight.records import HeatMap

_COLOURS = np.array([(40, 20, 90), (200, 40, 90), (250, 140, 30), (255, 240, 150)], np.float64)
"""From where nothing is lost to where most is."""

_STRENGTH = 0.6


def heat_picture(picture: Picture, heat: HeatMap) -> Image.Image:
    """Return the photo, mode RGB, its grey levels coloured by the map; what the model doesn't see stays darker."""
    image = Image.frombytes("RGB", (picture.width, picture.height), picture.rgb)
    left, top, right, bottom = heat.box
    corner = round(left * image.width), round(top * image.height)
    size = max(1, round(right * image.width) - corner[0]), max(1, round(bottom * image.height) - corner[1])
    values = Image.fromarray((heat.values * 255).astype(np.uint8)).resize(size, Image.Resampling.BICUBIC)
    whole = np.zeros((image.height, image.width))
    whole[corner[1] : corner[1] + size[1], corner[0] : corner[0] + size[0]] = np.asarray(values) / 255
    stops = np.linspace(0, 1, len(_COLOURS))
    colours = np.stack([np.interp(whole, stops, _COLOURS[:, channel]) for channel in range(3)], axis=2)
    grey = np.asarray(image.convert("L"), np.float64)[:, :, None]
    return Image.fromarray(((1 - _STRENGTH) * grey + _STRENGTH * colours).astype(np.uint8))
