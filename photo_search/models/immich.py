"""What the json files of a model exported for Immich mean; they are those of open_clip.

Format: open_clip's model_configs and preprocess_cfg, and immich_ml/models/clip of Immich, which reads them.
"""

from __future__ import annotations

from dataclasses import replace

from photo_search.models.families import Description, Family, own_family, text_recipe_of
from photo_search.models.model_folder import JsonFacts
from photo_search.models.recipes import Fit, ImageRecipe, TextRecipe

_OUTPUT = "embedding"
_LARGEST_SIDE = 4096
# Vocabularies of English C4 and multilingual mC4; Gemma; CLIP's own byte pairs.
_VOCABULARIES = {32_000: Family.SIGLIP1, 250_000: Family.SIGLIP1, 256_000: Family.SIGLIP2, 49_408: Family.CLIP}
_FILTERS = {"nearest": 0, "lanczos": 1, "bilinear": 2, "bicubic": 3, "box": 4, "hamming": 5}


def describe_immich(
    own: JsonFacts, config: JsonFacts, processor: JsonFacts, tokenizer_config: JsonFacts
) -> Description:
    """Return what `config.json`, `visual/preprocess_cfg.json` and `textual/tokenizer_config.json` say.

    Raises ModelUnusable if the family is unknown, or a step of the preprocessing is.
    """
    family = _family(own, config)
    return Description(
        family,
        {config.whole("embed_dim")},
        _image_recipe(config, processor),
        _text_recipe(family, config, tokenizer_config),
        (_OUTPUT, _OUTPUT),
    )


def _family(own: JsonFacts, config: JsonFacts) -> Family:
    text = config.child("text_cfg")
    told = _VOCABULARIES.get(text.whole("vocab_size", 49_408, most=1 << 24))
    if told is None:
        raise config.fault("is of a kind of model that this version doesn't know")
    return own_family(own, frozenset({told})) or told


def _image_recipe(config: JsonFacts, processor: JsonFacts) -> ImageRecipe:
    size = _side(processor, "size")
    vision = config.child("vision_cfg")
    if vision.has("image_size") and _side(vision, "image_size") != size:
        raise processor.fault("gives pictures another size than 'config.json'")
    if processor.text("mode", "RGB") != "RGB":
        raise processor.fault("asks for pictures in other colours than red, green and blue")
    fits = {"squash": Fit.SQUASH, "shortest": Fit.CENTRE_CROP}
    mode, filter_ = processor.text("resize_mode", "shortest"), processor.text("interpolation", "bicubic")
    if mode not in fits or filter_ not in _FILTERS:
        raise processor.fault(f"asks for the step {mode!r} with {filter_!r}, which this version doesn't know")
    mean, std = processor.triple("mean"), processor.triple("std")
    if min(std) <= 0:
        raise processor.fault("says something impossible for 'std'")
    return ImageRecipe(size, fits[mode], size, _FILTERS[filter_], 1 / 255, mean, std)


def _side(facts: JsonFacts, key: str) -> int:
    """Return the side of a square that is given as one number or as two."""
    sides = facts.raw(key)
    if not isinstance(sides, list):
        return facts.whole(key, most=_LARGEST_SIDE)
    side = facts.only(key, sides[0] if sides else None).whole(key, most=_LARGEST_SIDE)
    if sides != [side, side]:
        raise facts.fault("asks for pictures that are not square")
    return side


def _text_recipe(family: Family, config: JsonFacts, tokenizer_config: JsonFacts) -> TextRecipe:
    text = config.child("text_cfg")
    recipe = text_recipe_of(family, text.whole("context_length", 77, least=4, most=4096), tokenizer_config)
    clean = text.child("tokenizer_kwargs").text("clean", "whitespace")
    if clean not in {"canonicalize", "lower", "whitespace"}:
        raise config.fault(f"asks for the step {clean!r}, which this version doesn't know")
    return replace(recipe, lower=clean != "whitespace", strip_punctuation=clean == "canonicalize")
