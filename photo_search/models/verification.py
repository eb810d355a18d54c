"""A trial of a whole model before it is used, for mistakes that raise no error by themselves."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PIL import Image

from photo_search.models.encoder import Encoder
from photo_search.models.families import Family
from photo_search.models.integrity import verify_files
from photo_search.models.model_folder import ModelFolder
from photo_search.models.preprocessing import fit_image
from photo_search.models.spec import ModelSpec
from photo_search.models.text import TextTokenizer

# Ids of phrases without padding, by family and number of tokens: what the published tokenizers give.
_KNOWN_IDS: dict[tuple[Family, int], dict[str, list[int]]] = {
    (Family.SIGLIP1, 32_000): {
        "the real mountain view": [260, 638, 3293, 870, 1],
        "San Francisco": [262, 264, 452, 20563, 15949, 1],
    },
    (Family.SIGLIP2, 256_000): {
        "car": [2269, 1],
        "dog": [12240, 1],
        "a photo of a dog.": [235250, 2686, 576, 476, 5929, 235265, 1],
        "": [1],
    },
}
_WORDS = ("dog", "car", "beach", "snow", "food", "wedding", "night", "flower", "mountain", "child")
# Graphs with int8 activations choose one scale for a whole batch, so theirs agree only this closely.
_SAME = 0.99
_DIFFERENT = 0.999


def verify_model(spec: ModelSpec) -> None:
    """Check files, tokens and vectors of the model; takes about as long as loading it and a few photos.

    Raises ModelUnusable: for a checksum that differs, known phrases that give other tokens than they should,
    a graph that doesn't fit the model's json files, vectors that are zero or not finite, that depend on what
    else is in the batch, or that are the same for different photos or words.
    """
    verify_files(spec)
    folder = ModelFolder(spec.folder)
    tokenizer = TextTokenizer(spec)
    for phrase, ids in _KNOWN_IDS.get((spec.family, tokenizer.vocabulary_size), {}).items():
        if tokenizer.encode([phrase])[0, : len(ids)].tolist() != ids:
            raise folder.fault(f"it cuts the phrase {phrase!r} into other tokens than it should")
    with Encoder(spec) as encoder:
        images = _trial_images(spec)
        _check(folder, "photos", encoder.encode_images(images), encoder.encode_images(images[:1]))
        _check(folder, "words", encoder.encode_texts(_WORDS), encoder.encode_texts(_WORDS[:1]))


def _check(folder: ModelFolder, what: str, together: npt.NDArray[np.float32], alone: npt.NDArray[np.float32]) -> None:
    if float(together[0] @ alone[0]) < _SAME:
        raise folder.fault(f"its vectors of {what} depend on what else is looked at")
    cosines = together @ together.T
    np.fill_diagonal(cosines, -1.0)
    if float(cosines.max()) > _DIFFERENT:
        raise folder.fault(f"it can't tell different {what} apart")


def _trial_images(spec: ModelSpec) -> npt.NDArray[np.uint8]:
    """Return two squares that have little in common: a slow change of colour, and coarse checks."""
    ramp = Image.linear_gradient("L")
    checks = ramp.resize((8, 8)).point(lambda v: v * 37 % 256).resize((256, 256), Image.Resampling.NEAREST)
    pictures = (
        Image.merge("RGB", (ramp, ramp.rotate(90), ramp.rotate(180))),
        Image.merge("RGB", (checks, checks.rotate(90), checks)),
    )
    return np.stack([np.asarray(fit_image(picture, spec.image)) for picture in pictures])
