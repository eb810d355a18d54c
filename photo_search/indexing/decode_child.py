"""What a decoder's child process does: read a file once, hash it, decode it, and hand back the results."""

from __future__ import annotations

import contextlib
import importlib
import os
import signal
import sys
import threading
import traceback
from multiprocessing import parent_process
from multiprocessing.connection import Connection

from PIL import AvifImagePlugin, Image

from photo_search.errors import Bug, UnreadablePhoto
from photo_search.indexing.decode_pool import ChildSettings, DecodedPhoto, DecodeRequest, KnownContent
from photo_search.indexing.decoder import decode
from photo_search.indexing.file_reading import hash_content, read_file
from photo_search.indexing.formats import PILLOW_FORMATS
from photo_search.indexing.metadata import read_metadata
from photo_search.indexing.renditions import dominant_colour, encode_thumbnail, make_thumbnail
from photo_search.models.preprocessing import fit_image
from photo_search.models.recipes import Fit, ImageRecipe

if sys.platform != "win32":
    import resource

THUMBNAIL_SIDE = 512
_NICE = 10


def serve(connection: Connection, settings: ChildSettings) -> None:
    """Answer the requests that come through `connection` until it ends."""
    _settle_in(settings)
    formats = _register_formats(settings.plugins)
    connection.send(True)
    while True:
        try:
            request: DecodeRequest = connection.recv()
        except EOFError:
            return
        answer: DecodedPhoto | KnownContent | Exception
        try:
            answer = read_photo(request, settings.recipe, formats)
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
    decoded = decode(
        data, name=name, formats=formats, thumbnail_side=THUMBNAIL_SIDE, model_short_side=_model_short_side(recipe)
    )
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


def _model_short_side(recipe: ImageRecipe) -> int:
    """Return the shorter side from which a model's input comes out as from the full picture (cosine 1.00000)."""
    return 2 * (recipe.resize if recipe.fit is Fit.CENTRE_CROP else recipe.size)


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
    else:
        os.nice(_NICE)


def _register_formats(plugins: tuple[str, ...]) -> tuple[str, ...]:
    """Import the plug-ins; return all the formats that may be opened, with HEIC where its extra is installed."""
    before = set(Image.OPEN)
    with contextlib.suppress(ImportError):
        import pillow_heif  # noqa: PLC0415

        pillow_heif.register_heif_opener(decode_threads=1, thumbnails=False, depth_images=False, aux_images=False)
    for plugin in plugins:
        importlib.import_module(plugin)
    return PILLOW_FORMATS + tuple(name for name in Image.OPEN if name not in before)
