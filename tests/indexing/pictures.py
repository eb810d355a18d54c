"""Pictures that tests build byte by byte, because no library writes them."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

# Adobe RGB (1998), adapted to D50: the columns are the colours of red, green and blue in XYZ.
ADOBE_TO_XYZ = np.array([[0.60974, 0.20528, 0.14919], [0.31111, 0.62567, 0.06322], [0.01947, 0.06087, 0.74457]])
ADOBE_GAMMA = 2.19921875
# IEC 61966-2-1, adapted to D50.
_SRGB_TO_XYZ = np.array([[0.43607, 0.38515, 0.14307], [0.22249, 0.71687, 0.06061], [0.01392, 0.09708, 0.71410]])


def adobe_to_srgb(pixels: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """Convert Adobe RGB to sRGB by the formulas of both."""
    linear = (pixels / 255) ** ADOBE_GAMMA @ ADOBE_TO_XYZ.T @ np.linalg.inv(_SRGB_TO_XYZ).T
    linear = linear.clip(0, 1)
    encoded = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    return (encoded * 255).round().astype(np.uint8)


def adobe_profile() -> bytes:
    """Return a matrix profile (ICC.1:2004, version 2) of Adobe RGB."""

    def fixed(number: float) -> bytes:
        return struct.pack(">i", round(number * 65536))

    text = b"A test's RGB\0"
    colours = ADOBE_TO_XYZ.T
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(ADOBE_GAMMA * 256)) + b"\0\0"
    tags = {
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", len(text)) + text + bytes(78),
        b"cprt": b"text\0\0\0\0none\0",
        b"wtpt": b"XYZ \0\0\0\0" + fixed(0.9642) + fixed(1) + fixed(0.8249),
        **{
            name: b"XYZ \0\0\0\0" + b"".join(map(fixed, colour))
            for name, colour in zip((b"rXYZ", b"gXYZ", b"bXYZ"), colours, strict=True)
        },
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    offset = 128 + 4 + 12 * len(tags)
    table, body = struct.pack(">I", len(tags)), b""
    for name, value in tags.items():
        table += name + struct.pack(">II", offset + len(body), len(value))
        body += value + bytes(-len(value) % 4)
    header = struct.pack(">I4sI4s4s4s", offset + len(body), b"none", 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    header += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(28) + fixed(0.9642) + fixed(1) + fixed(0.8249)
    return header + bytes(128 - len(header)) + table + body


def png_claiming(width: int, height: int) -> bytes:
    """Return a PNG of one bit a pixel whose header claims a size that its few bytes of pixels don't have."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    pixels = zlib.compress(bytes(100_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def _directory(tags: Sequence[tuple[int, int, object]], at: int) -> bytes:
    """Return a TIFF directory to be placed at the offset `at`; each tag has its number, type and value(s)."""
    fields = {1: "B", 2: "B", 3: "H", 4: "I", 5: "II", 9: "i", 10: "ii"}
    entries, extra = b"", b""
    after = at + 2 + 12 * len(tags) + 4
    for number, kind, value in sorted(tags):
        values = list(value) if isinstance(value, bytes | tuple) else [value]
        count = len(values) // len(fields[kind])
        packed = struct.pack("<" + fields[kind] * count, *values)
        if len(packed) > 4:
            entries += struct.pack("<HHII", number, kind, count, after + len(extra))
            extra += packed + bytes(len(packed) % 2)
        else:
            entries += struct.pack("<HHI", number, kind, count) + packed.ljust(4, b"\0")
    return struct.pack("<H", len(tags)) + entries + bytes(4) + extra


def tiff(tags: Sequence[tuple[int, int, object]], pixels: bytes) -> bytes:
    """Return a little-endian TIFF of one strip."""
    at = 8 + len(pixels)
    directory = _directory([*tags, (273, 4, 8), (279, 4, len(pixels))], at)
    return struct.pack("<2sHI", b"II", 42, at) + pixels + directory


def dng(width: int, height: int, *, orientation: int = 1, preview: bytes = b"") -> bytes:
    """Return a camera RAW file: an RGGB mosaic of 16 bits, the left half of the scene red, the right half blue.

    `preview` is a JPEG of the same shape that the camera put beside the mosaic.
    """
    mosaic = np.full((height, width), 2000, np.uint16)
    mosaic[0::2, 0 : width // 2 : 2] = 40000
    mosaic[1::2, width // 2 + 1 :: 2] = 40000
    size = [(256, 4, width), (257, 4, height), (278, 4, height)]
    camera = [
        (271, 2, b"Test\0"),
        (272, 2, b"Raw One\0"),
        (274, 3, orientation),
        (306, 2, b"2021:05:06 07:08:09\0"),
        (50706, 1, (1, 4, 0, 0)),
        (50708, 2, b"Test Raw One\0"),
        (50721, 10, (1, 1, 0, 1, 0, 1, 0, 1, 1, 1, 0, 1, 0, 1, 0, 1, 1, 1)),
        (50728, 5, (1, 1, 1, 1, 1, 1)),
        (50778, 3, 21),
    ]
    sensor = [
        *size,
        *((254, 4, 0), (258, 3, 16), (259, 3, 1), (262, 3, 32803), (277, 3, 1), (284, 3, 1)),
        *((33421, 3, (2, 2)), (33422, 1, (0, 1, 1, 2)), (50714, 3, 0), (50717, 3, 65535)),
    ]
    if not preview:
        return tiff([*camera, *sensor], mosaic.tobytes())
    strips = preview + bytes(len(preview) % 2) + mosaic.tobytes()
    at = 8 + len(strips)
    behind = _directory([*sensor, (273, 4, at - mosaic.nbytes), (279, 4, mosaic.nbytes)], at)
    shown = [(254, 4, 1), (258, 3, (8, 8, 8)), (259, 3, 7), (262, 3, 6), (277, 3, 3), (330, 4, at)]
    first = at + len(behind)
    directory = _directory([*camera, *size, *shown, (273, 4, 8), (279, 4, len(preview))], first)
    return struct.pack("<2sHI", b"II", 42, first) + strips + behind + directory
