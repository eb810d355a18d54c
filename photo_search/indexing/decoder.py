"""The bytes of a photo -> upright sRGB pixels, no more than are needed, and what was written beside them."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

# Each plug-in by name: Pillow would else load all of its fifty to look for one of these.
from PIL import (
    AvifImagePlugin,  # noqa: F401
    BmpImagePlugin,  # noqa: F401
    GifImagePlugin,  # noqa: F401
    Image,
    JpegImagePlugin,
    PngImagePlugin,  # noqa: F401
    TiffImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,  # noqa: F401
)
from PIL.ExifTags import Base

from photo_search.errors import UnreadablePhoto
from photo_search.indexing import camera_raw
from photo_search.indexing.colour import flatten, to_srgb
from photo_search.indexing.embedded import Embedded, orientation_of, read_exif, take_out, take_out_of_raw
from photo_search.indexing.formats import PILLOW_FORMATS, is_heic, is_raw_name, raw_format

MAX_PIXELS = 120_000_000
"""The most pixels to hold: half a gigabyte in Pillow's four bytes a pixel, and up to three times that while colours
are converted. It counts after a JPEG was scaled down, so that one of 64 times as many still passes."""

_SCALES = (8, 4, 2)  # What libjpeg can do while it decodes.
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_DAMAGED = "The picture is damaged and can't be decoded."
_GET_IT_ELSEWHERE = "If another program still shows it, save it anew from there; else bring it back from a backup."


@dataclass(frozen=True, slots=True)
class DecodedImage:
    """A photo as it is meant to be seen.

    `image` has mode RGB, in sRGB, scaled down by 2, 4 or 8 where that leaves enough pixels. `width` and `height`
    are those of the upright picture at its full size. `format` is Pillow's name of the format, or the extension
    of a RAW file, such as "NEF".
    """

    image: Image.Image
    width: int
    height: int
    format: str
    embedded: Embedded


@dataclass(frozen=True, slots=True)
class _Need:
    """The fewest pixels to keep, on the longer and on the shorter side."""

    long_side: int
    short_side: int

    def is_met(self, size: tuple[int, int], scale: int = 1) -> bool:
        return max(size) >= scale * self.long_side and min(size) >= scale * self.short_side

    def scale(self, size: tuple[int, int]) -> int:
        return next((scale for scale in _SCALES if self.is_met(size, scale)), 1)


def decode(
    data: bytes,
    *,
    name: bytes = b"",
    formats: Sequence[str] = PILLOW_FORMATS,
    thumbnail_side: int = 512,
    model_short_side: int,
) -> DecodedImage:
    """Decode the first picture in the content of a file; its `name` tells camera RAW from the TIFF it resembles.

    The image keeps at least `thumbnail_side` pixels on its longer and `model_short_side` on its shorter side, if
    the photo has them. Raises UnreadablePhoto, whatever the file does to Pillow. Not thread-safe.
    """
    need = _Need(thumbnail_side, model_short_side)
    with _own_limits():
        try:
            raw = camera_raw.open_raw(data, need.is_met) if is_raw_name(name) else None
            if raw is None:
                return _decode_with_pillow(data, formats, need)
            return _finish_raw(raw, data, name, need)
        except UnreadablePhoto:
            raise
        except UnidentifiedImageError as error:
            raise _refusal(data, formats) from error
        except MemoryError as error:
            raise UnreadablePhoto("Decoding this picture takes too much memory.", transient=True) from error
        except Exception as error:
            raise _damage(error) from error


@contextmanager
def _own_limits() -> Iterator[None]:
    """Set aside Pillow's limit of pixels, which would refuse JPEGs that are scaled down, and its warnings."""
    theirs = Image.MAX_IMAGE_PIXELS
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        Image.MAX_IMAGE_PIXELS = None
        try:
            yield
        finally:
            Image.MAX_IMAGE_PIXELS = theirs


def _decode_with_pillow(data: bytes, formats: Sequence[str], need: _Need) -> DecodedImage:
    picture = Image.open(io.BytesIO(data), formats=tuple(formats))
    full = picture.size
    scale = need.scale(full)
    stored_orientation = _orientation_before_load(picture)
    drafted = (
        scale > 1
        and isinstance(picture, JpegImagePlugin.JpegImageFile)
        and picture.draft(None, (full[0] // scale, full[1] // scale)) is not None
    )
    if picture.width * picture.height > MAX_PIXELS:
        raise UnreadablePhoto(
            f"This picture is too large to read: {full[0]:,} x {full[1]:,} pixels.",
            "Save a smaller copy of it beside it.",
        )
    picture.load()
    if not drafted:
        full = picture.size  # Where Pillow or a plug-in turns pictures upright itself, the sides may have changed.

    orientation = orientation_of(read_exif(picture))
    flat = flatten(picture)
    if scale > 1:
        flat = _fill_frame(flat if drafted else flat.reduce(scale), full, scale)
    image = to_srgb(flat, picture.info.get("icc_profile"))
    width, height = reversed(full) if orientation >= 5 else full
    return DecodedImage(
        _turn(image, orientation),
        width,
        height,
        picture.format or "",
        take_out(picture, stored_orientation or orientation),
    )


def _fill_frame(scaled: Image.Image, full: tuple[int, int], scale: int) -> Image.Image:
    """Stretch a scaled picture so that it shows what the full one shows.

    Where a side is no multiple of the scale, the last row or column stands for less than a whole one. Taken for
    whole, it would squeeze all others: the vectors of a model then agree at a cosine of 0.992 instead of 0.999.
    """
    frame = (full[0] / scale, full[1] / scale)
    return scaled if frame == scaled.size else scaled.resize(scaled.size, Image.Resampling.BICUBIC, (0, 0, *frame))


def _orientation_before_load(picture: Image.Image) -> int | None:
    """Return the file's orientation where loading forgets it because the pixels come out upright, else None.

    EXIF can't be asked for at this point: of a PNG that would load the pixels.
    """
    if isinstance(picture, TiffImagePlugin.TiffImageFile):
        value = picture.tag_v2.get(Base.Orientation)
    else:
        value = picture.info.get("original_orientation")  # pillow-heif
    return value if isinstance(value, int) and 1 <= value <= 8 else None


def _turn(image: Image.Image, orientation: int) -> Image.Image:
    return image.transpose(_UPRIGHT[orientation]) if orientation in _UPRIGHT else image


def _finish_raw(raw: camera_raw.RawPhoto, data: bytes, name: bytes, need: _Need) -> DecodedImage:
    if isinstance(raw.picture, bytes):
        preview = _decode_with_pillow(raw.picture, ("JPEG",), need)
        names_orientation = Base.Orientation in preview.embedded.exif
        image = preview.image if names_orientation else _turn(preview.image, raw.orientation)
        embedded = preview.embedded
    else:
        image, embedded = raw.picture.reduce(need.scale(raw.picture.size)), Embedded()
    return DecodedImage(image, raw.width, raw.height, raw_format(name), take_out_of_raw(data, embedded))


def _refusal(data: bytes, formats: Sequence[str]) -> UnreadablePhoto:
    """Say why Pillow could not open a file as any of `formats`."""
    if not data:
        return UnreadablePhoto("The file is empty.", _GET_IT_ELSEWHERE)
    for name in formats:
        _, recognises = Image.OPEN[name]
        if recognises is not None and recognises(data[:16]) is True:
            return UnreadablePhoto(_DAMAGED, _GET_IT_ELSEWHERE)
    if is_heic(data):
        return UnreadablePhoto(
            "This is an HEIC photo; reading it needs the HEIC extra.",
            "Install it with: pip install 'photo_search[heic]'",
        )
    return UnreadablePhoto(
        "The file is called a photo, but holds none in a format that photo_search reads.",
        "If another program shows it, save it there as JPEG.",
    )


def _damage(error: Exception) -> UnreadablePhoto:
    """Say what is wrong with a picture that was recognised, but could not be decoded."""
    if "truncated" in str(error).lower() or isinstance(error, EOFError):
        return UnreadablePhoto("The file ends too early; a part of the picture is missing.", _GET_IT_ELSEWHERE)
    return UnreadablePhoto(_DAMAGED, _GET_IT_ELSEWHERE)
