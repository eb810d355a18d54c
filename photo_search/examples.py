"""The vectors of what is asked about: words, photos of the library, pictures in any file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from photo_search.catalog.catalog import Catalog
from photo_search.errors import Bug, UnreadablePhoto
from photo_search.indexing.decode_pool import DecodedPhoto, DecodeRequest, KnownContent
from photo_search.indexing.file_reading import hash_content, read_file
from photo_search.models.encoder import Encoder
from photo_search.models.recipes import ImageRecipe
from photo_search.records import Photo, SpaceIdentity
from photo_search.searching.query_cache import QueryCache

Vector = npt.NDArray[np.float32]


class Embedded(NamedTuple):
    """Vectors, float32 [n, D], unit, and the model space in which they may be compared."""

    space: SpaceIdentity
    vectors: Vector


class Decoder(Protocol):
    """What turns a file into a model's input, away from this process."""

    def decode(self, request: DecodeRequest) -> Future[DecodedPhoto | KnownContent]:
        """Queue a file; the future raises UnreadablePhoto."""

    def decode_content(self, content: bytes, recipe: ImageRecipe) -> Future[bytes]:
        """Queue the content of a picture for the model of `recipe`; the future raises UnreadablePhoto."""


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

    def of_phrases(self, phrases: Sequence[str]) -> list[Vector]:
        """Return the vectors of phrases; those that are new are embedded together. Raises ModelUnusable."""
        return self._recent.get_many(phrases, self._encoder.encode_texts)

    def of_photo(self, photo_id: int) -> Vector | None:
        """Return the vector of a photo of the library, or None if the model has not seen it."""
        space_id = self._catalog.embeddings.find_space(self._encoder.spec.space)
        stored = None if space_id is None else self._catalog.embeddings.vector(space_id, photo_id)
        if stored is None:
            return None
        # Storing it in half precision took it off the unit sphere by a little.
        unit: Vector = stored / np.linalg.norm(stored)
        return unit

    def of_known(self, photo: Photo) -> Vector | None:
        """Return the vector of a photo of the library, from one of its files if the model has not seen it.

        None if no file can be read now. Raises ModelUnusable.
        """
        known = self.of_photo(photo.photo_id)
        if known is not None:
            return known
        for file in photo.files:
            try:
                return self.of_file(file.path)
            except UnreadablePhoto:
                continue
        return None

    def of_file(self, path: bytes) -> Vector:
        """Return the vector of the picture in a file. Raises UnreadablePhoto or ModelUnusable."""
        data, stamp = read_file(path)
        content_hash = hash_content(data)
        del data
        photo_id = self._catalog.photos.id_of(content_hash)
        known = None if photo_id is None else self.of_photo(photo_id)
        if known is not None:
            return known
        request = DecodeRequest(path, stamp, recipe=self._encoder.spec.image)
        return self._recent.get(content_hash, lambda: self._embed(request))

    def of_texts(self, texts: Sequence[str]) -> Vector:
        """Return the vectors [n, D] of phrases, none of which is remembered. Raises ModelUnusable."""
        return self._encoder.encode_texts(texts)

    def of_content(self, content: bytes) -> Vector:
        """Return the vector of a picture that lies in no file. Raises UnreadablePhoto or ModelUnusable."""
        return self._see(self._decoder().decode_content(content, self._encoder.spec.image).result())

    def _embed(self, request: DecodeRequest) -> Vector:
        decoded = self._decoder().decode(request).result()
        if not isinstance(decoded, DecodedPhoto):
            raise Bug("A file was taken for known though no content was named.")
        return self._see(decoded.model_input)

    def _see(self, model_input: bytes) -> Vector:
        side = self._encoder.spec.image.size
        pixels = np.frombuffer(model_input, np.uint8).reshape(1, side, side, 3)
        vector: Vector = self._encoder.encode_images(pixels)[0]
        return vector
