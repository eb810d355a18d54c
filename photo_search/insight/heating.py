"""Makes heat maps of a library's photos, from a file, or from the thumbnail where no file is at hand."""

from __future__ import annotations

import io
from collections.abc import Callable
from concurrent.futures import CancelledError

import numpy as np

from photo_search.errors import Bug, UnreadablePhoto
from photo_search.examples import Decoder
from photo_search.indexing.decode_pool import DecodedPhoto, DecodeRequest
from photo_search.indexing.thumbnails import ThumbnailStore
from photo_search.insight.heat import Occlusion, Pixels, grey_of, seen_part
from photo_search.insight.records import HeatMap
from photo_search.models.encoder import Encoder
from photo_search.models.recipes import ImageRecipe
from photo_search.records import Photo
from photo_search.searching.expansion import combine
from photo_search.searching.vector_index import Floats

_AT_ONCE = 7
"""Pictures in one call of the encoder: more gain nothing on a CPU, and make a cancelled map linger."""


class Heating:
    """Makes heat maps, each in the thread that asks."""

    def __init__(self, thumbnails: ThumbnailStore, decoder: Callable[[], Decoder]) -> None:
        self._thumbnails = thumbnails
        self._decoder = decoder

    def heat_map(
        self,
        text: str,
        photo: Photo,
        asked: Floats,
        encoder: Encoder,
        *,
        cancel: Callable[[], bool],
        progress: Callable[[float], None],
    ) -> HeatMap:
        """Return the map of a photo for a question, given as float32 [g, D] in the encoder's space.

        Raises CancelledError, UnreadablePhoto or ModelUnusable.
        """
        recipe = encoder.spec.image
        pixels = self._pixels(photo, recipe)
        occlusion = Occlusion(recipe.size)
        patches = len(occlusion.corners)
        cosines: list[float] = []
        for pictures in (pixels[None], *occlusion.hidden(pixels, grey_of(recipe), _AT_ONCE)):
            if cancel():
                raise CancelledError
            cosines += combine(asked @ encoder.encode_images(pictures).T).tolist()
            progress(len(cosines) / (1 + patches))
        whole, *hidden = cosines
        drops = whole - np.array(hidden)
        return HeatMap(
            query=text,
            photo_id=photo.photo_id,
            values=occlusion.spread(drops),
            box=seen_part(photo.content.width, photo.content.height, recipe),
            cosine=whole,
            drop=max(0.0, float(drops.max())),
            calls=len(cosines),
        )

    def _pixels(self, photo: Photo, recipe: ImageRecipe) -> Pixels:
        """Return what the model sees of a photo, uint8 [S, S, 3]."""
        reason = UnreadablePhoto("No file in your folders holds this photo any more.")
        for file in photo.files:
            try:
                decoded = self._decoder().decode(DecodeRequest(file.path, file.stamp, recipe=recipe)).result()
            except UnreadablePhoto as error:
                reason = error
                continue
            if not isinstance(decoded, DecodedPhoto):
                raise Bug("A file was taken for known though no content was named.")
            if decoded.content_hash == photo.content.content_hash:
                return np.frombuffer(decoded.model_input, np.uint8).reshape(recipe.size, recipe.size, 3)
        thumbnail = self._from_thumbnail(photo, recipe)
        if thumbnail is None:
            raise reason
        return thumbnail

    def _from_thumbnail(self, photo: Photo, recipe: ImageRecipe) -> Pixels | None:
        """Return about the same from the thumbnail: its drive may be away."""
        # Not above: who opens a library to search it needs no Pillow.
        from PIL import Image  # noqa: PLC0415

        from photo_search.models.preprocessing import fit_image  # noqa: PLC0415

        jpeg = self._thumbnails.get(photo.content.content_hash)
        if jpeg is None:
            return None
        try:
            with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as image:
                return np.asarray(fit_image(image.convert("RGB"), recipe))
        except (OSError, ValueError, SyntaxError):
            return None  # A thumbnail is only a cache.
