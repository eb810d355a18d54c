"""Takes out of an opened file, uninterpreted, what the camera and the person wrote beside the pixels."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field

from PIL import Image, IptcImagePlugin
from PIL.ExifTags import Base

IptcRecords = Mapping[tuple[int, int], bytes | list[bytes]]


@dataclass(frozen=True, slots=True)
class Embedded:
    """EXIF, the XMP packet, the IPTC records by (record, data set), and the EXIF orientation as it stands there."""

    exif: Image.Exif = field(default_factory=Image.Exif)
    xmp: bytes = b""
    iptc: IptcRecords = field(default_factory=dict)
    orientation: int = 1


def take_out(picture: Image.Image, orientation: int) -> Embedded:
    """Return what a loaded `picture` brings along. What is damaged counts as absent."""
    xmp = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
    packet = xmp.encode("utf-8", "replace") if isinstance(xmp, str) else xmp
    return Embedded(read_exif(picture), packet if isinstance(packet, bytes) else b"", _read_iptc(picture), orientation)


def take_out_of_raw(data: bytes, preview: Embedded) -> Embedded:
    """Return what a camera RAW file brings along: its own, where it is built like a TIFF, else its preview's."""
    exif = Image.Exif()
    try:
        exif.load_from_fp(io.BytesIO(data))
        xmp = exif.get(Base.XMLPacket, b"")
    except Exception:  # noqa: BLE001 - most RAW formats are no TIFF, and a damaged one raises anything
        return preview
    if not len(exif):
        return preview
    return Embedded(exif, xmp if isinstance(xmp, bytes) else b"", {}, orientation_of(exif))


def read_exif(picture: Image.Image) -> Image.Exif:
    """Return the EXIF of a loaded `picture`, empty where it is damaged."""
    try:
        return picture.getexif()
    except Exception:  # noqa: BLE001 - damaged EXIF raises anything, and must not cost the photo
        return Image.Exif()


def orientation_of(exif: Image.Exif) -> int:
    """Return the EXIF orientation, 1 where it is absent or no orientation."""
    value = exif.get(Base.Orientation)
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _read_iptc(picture: Image.Image) -> IptcRecords:
    try:
        return IptcImagePlugin.getiptcinfo(picture) or {}  # type: ignore[arg-type]
    except Exception:  # noqa: BLE001 - as for EXIF
        return {}
