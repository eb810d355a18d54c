"""What a decoder's child process does: read a file once, hash it, decode it, and hand back the results."""

from __future__ import annotations

import contextlib
import importlib
import math
import os
import signal
import sys
import threading
import traceback
from multiprocessing import parent_process
from multiprocessing.connection import Connection

from PIL import AvifImagePlugin, Image

from photo_search.errors import Bug, UnreadablePhoto
from photo_search.indexing.decode_pool import (
    Answer,
    ChildSettings,
    ContentRequest,
    DecodedPhoto,
    DecodeRequest,
    KnownContent,
    Request,
)
from photo_search.indexing.decoder import DecodedImage, decode
from photo_search.indexing.file_reading import hash_content, read_file
from photo_search.indexing.formats import PILLOW_FORMATS
from photo_search.indexing.metadata import read_metadata
from photo_search.indexing.picture import Picture, PictureRequest
from photo_search.indexing.renditions import dominant_colour, encode_thumbnail, make_thumbnail
from photo_search.models.preprocessing import fit_image
from photo_search.models.recipes import Fit, ImageRecipe

if sys.platform != "win32":
    import resource

THUMBNAIL_SIDE = 512
_ENOUGH_FOR_THUMBNAIL = 500
"""The photos of most phones, 4032 or 4000 pixels wide, are 504 or 500 at an eighth: a third cheaper than a quarter."""

_ENOUGH_FOR_MODEL = 1.95
"""Times the side of a model's input: from there on its vectors agree with those of the full picture, at a cosine of
0.9996 on average. Not 2, so that 12 and 24 megapixels will do at a quarter and an eighth for 384 and 256 pixels."""

_NICE = 10


def serve(connection: Connection, settings: ChildSettings) -> None:
    """Answer the requests that come through `connection` until it ends."""
    _settle_in(settings)
    formats = _register_formats(settings.plugins)
    connection.send(True)
    while True:
        try:
            request: Request = connection.recv()
        except EOFError:
            return
        answer: Answer | Exception
        try:
            if isinstance(request, PictureRequest):
                answer = read_picture(request, formats)
            elif isinstance(request, ContentRequest):
                answer = read_content(request, request.recipe or settings.recipe, formats)
            else:
                answer = read_photo(request, request.recipe or settings.recipe, formats)
        except UnreadablePhoto as error:
            answer = error.with_traceback(None)
        except MemoryError:
            answer = UnreadablePhoto("Reading this photo takes too much memory.", transient=True)
        except Exception:  # noqa: BLE001 - the parent raises it
            answer = Bug(f"A decoder failed:\n{traceback.format_exc()}")
        connection.send(answer)


def read_photo(
    request: DecodeRequest, recipe: ImageRecipe, formats: tuple[str, ...] = PILLOW_FORMATS
) -> DecodedPhoto | KnownContent:
    """Read, hash and decode one file. Raises UnreadablePhoto, of which FileVanished is one."""
    data, stamp = read_file(request.path)
    content_hash = hash_content(data)
    if content_hash in request.known_hashes:
        return KnownContent(content_hash, stamp)
    name = os.path.basename(request.path)
    decoded = _decode(data, name, recipe, formats)
    thumbnail = make_thumbnail(decoded.image, THUMBNAIL_SIDE)
    return DecodedPhoto(
        content_hash=content_hash,
        stamp=stamp,
        byte_size=len(data),
        format=decoded.format,
        width=decoded.width,
        height=decoded.height,
        dominant_colour=dominant_colour(thumbnail),
        metadata=read_metadata(decoded.embedded, name=name, mtime_ns=stamp.mtime_ns),
        thumbnail=encode_thumbnail(thumbnail),
        model_input=fit_image(decoded.image, recipe).tobytes(),
    )


def read_picture(request: PictureRequest, formats: tuple[str, ...] = PILLOW_FORMATS) -> Picture:
    """Read and decode one file for showing it large. Raises UnreadablePhoto, of which FileVanished is one."""
    data, _ = read_file(request.path)
    name = os.path.basename(request.path)
    decoded = decode(data, name=name, formats=formats, thumbnail_side=request.max_side, model_short_side=0)
    image = make_thumbnail(decoded.image, request.max_side)
    return Picture(image.width, image.height, image.tobytes())


def read_content(request: ContentRequest, recipe: ImageRecipe, formats: tuple[str, ...] = PILLOW_FORMATS) -> bytes:
    """Decode a picture that lies in no file into a model's input. Raises UnreadablePhoto."""
    return fit_image(_decode(request.data, b"", recipe, formats).image, recipe).tobytes()


def _decode(data: bytes, name: bytes, recipe: ImageRecipe, formats: tuple[str, ...]) -> DecodedImage:
    """Decode in one way for all that a model sees, so that the same photo always has the same vector."""
    return decode(
        data,
        name=name,
        formats=formats,
        thumbnail_side=_ENOUGH_FOR_THUMBNAIL,
        model_short_side=_model_short_side(recipe),
    )


def _model_short_side(recipe: ImageRecipe) -> int:
    """Return the shorter side that a picture needs, for a model's input to come out as from the full one."""
    return math.ceil(_ENOUGH_FOR_MODEL * (recipe.resize if recipe.fit is Fit.CENTRE_CROP else recipe.size))


def _settle_in(settings: ChildSettings) -> None:
    """Make this process small, quiet, patient, and short-lived."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes; what it means, the parent decides.
    threading.Thread(target=_die_with_parent, daemon=True).start()
    if settings.low_priority:
        _yield_to_others()
    if sys.platform != "win32":
        memory = settings.memory_limit_mb << 20
        with contextlib.suppress(ValueError, OSError):  # macOS refuses what it finds too low for address space.
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # `jobs` is the number of threads that the person allows.
    os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1
    # libtiff and LibRaw write there whatever they dislike about a file, amid the JSON of a command.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def _die_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _yield_to_others() -> None:
    if sys.platform == "win32":
        import psutil  # noqa: PLC0415 - needed nowhere else

        psutil.Process().nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
    elif os.getpriority(os.PRIO_PROCESS, 0) < _NICE:
        os.setpriority(os.PRIO_PROCESS, 0, _NICE)


def _register_formats(plugins: tuple[str, ...]) -> tuple[str, ...]:
    """Import the plug-ins; return all the formats that may be opened, with HEIC where its extra is installed."""
    before = set(Image.OPEN)
    with contextlib.suppress(ImportError):
        import pillow_heif  # noqa: PLC0415

        pillow_heif.register_heif_opener(decode_threads=1, thumbnails=False, depth_images=False, aux_images=False)
    for plugin in plugins:
        importlib.import_module(plugin)
    return PILLOW_FORMATS + tuple(name for name in Image.OPEN if name not in before)
