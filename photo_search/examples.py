"""The vectors of what is asked about: words, photos of the library, pictures in any file."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Protocol

import numpy as np
import numpy.typing as npt

from photo_search.catalog.catalog import Catalog
from photo_search.errors import Bug
from photo_search.indexing.decode_pool import DecodedPhoto, DecodeRequest, KnownContent
from photo_search.indexing.file_reading import hash_content, read_file
from photo_search.models.encoder import Encoder
from photo_search.searching.query_cache import QueryCache

Vector = npt.NDArray[np.float32]


class Decoder(Protocol):
    """What turns a file into a model's input, away from this process."""

    def decode(self, request: DecodeRequest) -> Future[DecodedPhoto | KnownContent]:
        """Queue a file; the future raises UnreadablePhoto."""


class Examples:
    """Turns questions into vectors (float32 [D], unit); what was embedded before is never embedded again."""

    def __init__(self, catalog: Catalog, encoder: Encoder, decoder: Callable[[], Decoder]) -> None:
        self._catalog = catalog
        self._encoder = encoder
        self._decoder = decoder
        self._recent = QueryCache()

    def of_words(self, words: str) -> Vector:
        """Return the vector of a phrase. Raises ModelUnusable."""
        return self._recent.get(words, lambda: self._encoder.encode_texts([words])[0])

    def of_photo(self, photo_id: int) -> Vector | None:
        """Return the vector of a photo of the library, or None if the model has not seen it."""
        space_id = self._catalog.embeddings.find_space(self._encoder.spec.space)
        stored = None if space_id is None else self._catalog.embeddings.vector(space_id, photo_id)
        if stored is None:
            return None
        # Storing it in half precision took it off the unit sphere by a little.
        unit: Vector = stored / np.linalg.norm(stored)
        return unit

    def of_file(self, path: bytes) -> tuple[Vector, int | None]:
        """Return the vector of the picture in a file, and the photo of the library that is this very file, if any.

        Raises UnreadablePhoto or ModelUnusable.
        """
        data, stamp = read_file(path)
        content_hash = hash_content(data)
        del data
        photo_id = self._catalog.photos.id_of(content_hash)
        known = None if photo_id is None else self.of_photo(photo_id)
        itself = photo_id if photo_id is not None and self._catalog.photos.id_at(path) == photo_id else None
        if known is not None:
            return known, itself
        return self._recent.get(content_hash, lambda: self._embed(DecodeRequest(path, stamp))), itself

    def _embed(self, request: DecodeRequest) -> Vector:
        decoded = self._decoder().decode(request).result()
        if not isinstance(decoded, DecodedPhoto):
            raise Bug("A file was taken for known though no content was named.")
        side = self._encoder.spec.image.size
        pixels = np.frombuffer(decoded.model_input, np.uint8).reshape(1, side, side, 3)
        vector: Vector = self._encoder.encode_images(pixels)[0]
        return vector
