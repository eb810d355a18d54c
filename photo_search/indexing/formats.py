"""Which files count as photos, by their names, and which formats may be opened, by their content."""

from __future__ import annotations

PILLOW_FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "GIF", "BMP", "AVIF")
"""The formats that Pillow may open. MPO is a JPEG with more pictures behind it, and comes with JPEG."""

_PILLOW_EXTENSIONS = frozenset(
    {b".jpg", b".jpeg", b".jpe", b".jfif", b".mpo", b".png", b".webp", b".tif", b".tiff", b".gif", b".bmp", b".avif"}
)
_HEIC_EXTENSIONS = frozenset({b".heic", b".heif", b".hif"})
_RAW_EXTENSIONS = frozenset(
    {
        b".3fr", b".arw", b".cr2", b".cr3", b".crw", b".dcr", b".dng", b".erf", b".iiq", b".kdc", b".mos", b".mrw",
        b".nef", b".nrw", b".orf", b".pef", b".raf", b".raw", b".rw2", b".rwl", b".sr2", b".srf", b".srw", b".x3f",
    }
)  # fmt: skip
EXTENSIONS = _PILLOW_EXTENSIONS | _HEIC_EXTENSIONS | _RAW_EXTENSIONS
"""Ends of the names of photos, lower-case, with the dot. HEIC and camera RAW are found even where the extra that
reads them is not installed, so that a person learns what is missing."""

# The brands of HEIF files whose pictures are coded as HEVC (ISO/IEC 23008-12, annex B), or may be.
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})


def is_photo_name(name: bytes) -> bool:
    """Return whether a file of this name may be a photo."""
    return _extension(name) in EXTENSIONS


def is_raw_name(name: bytes) -> bool:
    """Return whether a file of this name may hold what a camera's sensor saw, undeveloped."""
    return _extension(name) in _RAW_EXTENSIONS


def raw_format(name: bytes) -> str:
    """Return the name of a RAW file's format, such as "NEF"."""
    return _extension(name)[1:].decode("ascii").upper()


def is_heic(data: bytes) -> bool:
    """Return whether the content of a file is an HEIC photo, by the brand in its first box (ISO/IEC 14496-12)."""
    return data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS


def _extension(name: bytes) -> bytes:
    dot = name.rfind(b".")
    return name[dot:].lower() if dot > 0 else b""
