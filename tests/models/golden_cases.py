"""The pictures and phrases whose processing by transformers is stored in `golden/`."""

from __future__ import annotations

import numpy as np
from PIL import Image

# Wide, tall, tiny, odd and exact shapes, (width, height); with each the mode that it is made in.
SHAPES = [
    (56, 56, "RGB"),
    (57, 56, "RGB"),
    (200, 131, "RGB"),
    (131, 200, "L"),
    (333, 40, "RGB"),
    (23, 640, "P"),
    (5, 3, "RGB"),
    (1, 1, "RGB"),
    (29, 31, "RGB"),
    (641, 427, "RGB"),
]

PHRASES = [
    "",
    "car",
    "A photo of a DOG.",
    "children playing in snow",
    "San Francisco",
    "  two   leading and  trailing spaces  ",
    "tabs\tand\nnew lines\r\n",
    "it's a bird's-eye view: sea, sand & sun!",
    "...!?",
    "under_score and (brackets) [too] {here}",
    "Zürich Ça Été ÉCOLE naïve",
    "2023-07-14 at 10:30, 50% off #1",
    "日本の桜 и зима",
    "family 👨‍👩‍👧 at the beach 🏖️",
    "control \x00 and \x1b and \x7f characters",
    "ﬁne ｆｕｌｌ ｗｉｄｔｈ ① №",  # noqa: RUF001 what NFKC makes plain
    "xqzjvkw",
    " ".join(["a cat and a dog on the beach in the snow"] * 12),
    "a" * 300,
    ("snow " * 63).strip(),
    ("snow " * 64).strip(),
    ("snow " * 62).strip(),
]


def picture(width: int, height: int, mode: str) -> Image.Image:
    """Return a picture with smooth and with sharp parts, the same on every machine, in `mode`."""
    y, x = np.mgrid[0:height, 0:width].astype(np.int64)
    red = (x * 255 // max(width - 1, 1) + (x // 7 + y // 5) % 2 * 40) % 256
    green = (y * 255 // max(height - 1, 1) + x * y // 11) % 256
    blue = ((x * 13 + y * 29) ^ (x * y)) % 256
    rgb = Image.fromarray(np.stack([red, green, blue], axis=-1).astype(np.uint8))
    if mode == "P":
        return rgb.quantize(64, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    return rgb.convert(mode)
