"""Camera RAW -> the picture that the camera put beside the sensor's data, or else a developed one."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image

from photo_search.errors import UnreadablePhoto

_EXIF_ORIENTATION = {0: 1, 3: 3, 5: 8, 6: 6}  # of LibRaw's flip


@dataclass(frozen=True, slots=True)
class RawPhoto:
    """`picture` is a JPEG's bytes, to be turned by the EXIF `orientation` if it names none, or upright pixels.

    `width` and `height` are those of the upright picture at its full size.
    """

    picture: bytes | Image.Image
    width: int
    height: int
    orientation: int


def open_raw(data: bytes, is_enough: Callable[[tuple[int, int]], bool]) -> RawPhoto | None:
    """Open a RAW file, or return None if it is none. A preview is taken if `is_enough` says so of its size.

    This is the only door to rawpy.
    Raises UnreadablePhoto if the extra is not installed, and what LibRaw raises on damaged files.
    """
    try:
        # It brings numpy along, and few libraries hold RAW files.
        import rawpy  # noqa: PLC0415
    except ImportError as error:
        raise UnreadablePhoto(
            "This is a camera RAW photo; reading it needs the RAW extra.",
            "Install it with: pip install 'photo_search[raw]'",
        ) from error
    try:
        raw = rawpy.imread(io.BytesIO(data))
    except rawpy.LibRawFileUnsupportedError:
        return None
    with raw:
        sizes = raw.sizes
        upright = (sizes.height, sizes.width) if sizes.flip in {5, 6} else (sizes.width, sizes.height)
        try:
            preview = raw.extract_thumb()
        except rawpy.LibRawError:
            preview = None
        if preview is not None and preview.format is rawpy.ThumbFormat.JPEG:
            jpeg = bytes(preview.data)
            with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as picture:
                if is_enough(picture.size):
                    return RawPhoto(jpeg, *upright, _EXIF_ORIENTATION.get(sizes.flip, 1))
        pixels = raw.postprocess(half_size=is_enough((sizes.width // 2, sizes.height // 2)), use_camera_wb=True)
        return RawPhoto(Image.fromarray(pixels), *upright, 1)
