"""Which family a model is of, and what its json files then mean: recipes, dimension, names of outputs.

Where a key is absent, the default is that of the class in transformers that reads the file, since files are
saved without the values that equal the class's own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from photo_search.models.model_folder import JsonFacts
from photo_search.models.recipes import Fit, ImageRecipe, TextRecipe


class Family(StrEnum):
    """Models that are fed and read in the same way. The values are those of `photo_search.json`."""

    SIGLIP1 = "siglip1"
    SIGLIP2 = "siglip2"
    CLIP = "clip"
    STARTER = "starter"


_SIGLIP = frozenset({Family.SIGLIP1, Family.SIGLIP2})

# "siglip" is also what the exports of SigLIP 2 with a fixed picture size call themselves.
_MODEL_TYPES = {
    "siglip": _SIGLIP,
    "siglip2": frozenset({Family.SIGLIP2}),
    "clip": frozenset({Family.CLIP}),
    "photo-search-starter": frozenset({Family.STARTER}),
}
_TOKENIZER_CLASSES = {
    "Siglip": Family.SIGLIP1,
    "Siglip2": Family.SIGLIP2,
    "Gemma": Family.SIGLIP2,
}
# English C4 and multilingual mC4 vocabularies; Gemma's.
_VOCABULARIES = {32_000: Family.SIGLIP1, 250_000: Family.SIGLIP1, 256_000: Family.SIGLIP2}

_TEXT_RECIPES = {
    Family.SIGLIP1: TextRecipe(64, lower=True, strip_punctuation=True, end="</s>", pad="</s>"),
    Family.SIGLIP2: TextRecipe(64, lower=True, end="<eos>", pad="<pad>"),
    Family.CLIP: TextRecipe(77, start="<|startoftext|>", end="<|endoftext|>", pad="<|endoftext|>"),
}

# Image processors whose steps are all known here, and whether they crop where the file doesn't say.
_CROPS_BY_DEFAULT = {
    "SiglipImageProcessor": False,
    "CLIPImageProcessor": True,
    "CLIPFeatureExtractor": True,
}
_LARGEST_SIDE = 4096
_LAST_FILTER = 5  # Pillow numbers its filters from 0 (nearest) to 5 (Hamming)
_KNOWN_STEPS = {"do_resize", "do_rescale", "do_normalize", "do_center_crop", "do_convert_rgb"}


@dataclass(frozen=True, slots=True)
class Description:
    """What a model's json files say of it. `dimensions` is every one that they state or imply.

    `outputs` names the vectors among the outputs of the vision and of the text graph.
    """

    family: Family
    dimensions: set[int]
    image: ImageRecipe
    text: TextRecipe
    outputs: tuple[str, str]


def describe(own: JsonFacts, config: JsonFacts, processor: JsonFacts, tokenizer_config: JsonFacts) -> Description:
    """Return what the files of the hub's layout say; raises ModelUnusable as the functions below do."""
    family = decide_family(own, config, tokenizer_config)
    return Description(
        family,
        dimensions(family, config),
        image_recipe(family, config, processor),
        text_recipe(family, config, tokenizer_config),
        output_names(family),
    )


def decide_family(own: JsonFacts, config: JsonFacts, tokenizer_config: JsonFacts) -> Family:
    """Return the family that `own` (photo_search.json) declares, or that the hub's files tell.

    Raises ModelUnusable if it is unknown, can't be told, or the files contradict each other: text fed to a model
    by another family's rules gives wrong answers without any error.
    """
    model_type = config.text("model_type", "")
    possible = _MODEL_TYPES.get(model_type, frozenset())
    if possible == _SIGLIP:
        possible = _siglip_generations(config, tokenizer_config)
    declared = own_family(own, possible)
    if declared is not None:
        return declared
    if not possible:
        raise config.fault(f"names the kind {model_type!r}, which this version doesn't know")
    if len(possible) > 1:
        raise config.fault("doesn't tell whether it is a SigLIP 1 or a SigLIP 2 model")
    return next(iter(possible))


def own_family(own: JsonFacts, possible: frozenset[Family]) -> Family | None:
    """Return the family that photo_search.json declares, which must be one of those `possible`, if there are any."""
    if not own.has("family"):
        return None
    name = own.text("family")
    if name not in set(Family):
        raise own.fault(f"names the kind {name!r}, which this version doesn't know")
    if possible and name not in possible:
        raise own.fault(f"names the kind {name!r}, but the other files are of another")
    return Family(name)


def _siglip_generations(config: JsonFacts, tokenizer_config: JsonFacts) -> frozenset[Family]:
    """Return which of SigLIP 1 and 2 the tokenizer's class and the size of the vocabulary allow."""
    name = tokenizer_config.text("tokenizer_class", "").removesuffix("Fast").removesuffix("Tokenizer")
    vocabulary = config.child("text_config").whole("vocab_size", 32_000, most=1 << 24)
    told = frozenset(f for f in (_TOKENIZER_CLASSES.get(name), _VOCABULARIES.get(vocabulary)) if f)
    if len(told) > 1:
        raise config.fault("contradicts 'tokenizer_config.json': one is of SigLIP 1, the other of SigLIP 2")
    return told or _SIGLIP


def output_names(family: Family) -> tuple[str, str]:
    """Return the names of the vectors among the outputs of the vision and of the text graph."""
    return ("image_embeds", "text_embeds") if family is Family.CLIP else ("pooler_output", "pooler_output")


def dimensions(family: Family, config: JsonFacts) -> set[int]:
    """Return every dimension of the vectors that config.json states or implies: one, in a sound file."""
    match family:
        case Family.CLIP:
            return {config.whole("projection_dim", 512)}
        case Family.STARTER:
            return {config.whole("projection_dim")} if config.has("projection_dim") else set()
        case Family.SIGLIP1 | Family.SIGLIP2:
            text = config.child("text_config")
            width = text.whole("hidden_size", 768)
            return {config.child("vision_config").whole("hidden_size", 768), text.whole("projection_size", width)}


def text_recipe(family: Family, config: JsonFacts, tokenizer_config: JsonFacts) -> TextRecipe:
    """Return how phrases become ids; the length is the number of positions that config.json gives the tower."""
    text = config.child("text_config")
    if family is Family.STARTER:
        return TextRecipe(text.whole("max_position_embeddings", most=4096))
    length = text.whole("max_position_embeddings", _TEXT_RECIPES[family].length, least=4, most=4096)
    return text_recipe_of(family, length, tokenizer_config)


def text_recipe_of(family: Family, length: int, tokenizer_config: JsonFacts) -> TextRecipe:
    """Return how phrases become `length` ids; CLIP's padding is what the tokenizer's file says."""
    recipe = _TEXT_RECIPES[family]
    pad = recipe.pad
    if family is Family.CLIP and tokenizer_config.has("pad_token"):
        # The file gives a token as its text, or as an object that holds it.
        token = tokenizer_config.raw("pad_token")
        pad = (
            tokenizer_config.child("pad_token").text("content")
            if isinstance(token, dict)
            else tokenizer_config.text("pad_token")
        )
    return replace(recipe, length=length, pad=pad)


def image_recipe(family: Family, config: JsonFacts, processor: JsonFacts) -> ImageRecipe:
    """Return how pixels become input, from `preprocessor_config.json`.

    Raises ModelUnusable for every step, filter or shape that is not known here, and where the size differs from
    the one that config.json gives the vision tower.
    """
    crop = _crops(family, processor)
    if not processor.flag("do_resize", default=True):
        raise processor.fault("asks for pictures that are not resized")
    size, resize = _sizes(processor, crop=crop)
    vision = config.child("vision_config")
    if size != vision.whole("image_size", size if family is Family.STARTER else 224):
        raise processor.fault("gives pictures another size than 'config.json'")
    resample = processor.whole("resample", least=0)
    if resample > _LAST_FILTER:
        raise processor.fault(f"asks for the unknown filter {resample}")
    normalize = processor.flag("do_normalize", default=True)
    std = processor.triple("image_std") if normalize else (1.0, 1.0, 1.0)
    scale = processor.number("rescale_factor", 1 / 255) if processor.flag("do_rescale", default=True) else 1.0
    if scale <= 0 or min(std) <= 0:
        raise processor.fault("says something impossible for 'rescale_factor' or 'image_std'")
    return ImageRecipe(
        size=size,
        fit=Fit.CENTRE_CROP if crop else Fit.SQUASH,
        resize=resize,
        resample=resample,
        scale=scale,
        mean=processor.triple("image_mean") if normalize else (0.0, 0.0, 0.0),
        std=std,
    )


def _crops(family: Family, processor: JsonFacts) -> bool:
    """Tell whether a square is cut from the middle; refuse processors that do anything unknown."""
    kind = processor.text("image_processor_type", processor.text("feature_extractor_type", ""))
    kind = kind.removesuffix("Fast").removesuffix("Pil")
    if kind and kind not in _CROPS_BY_DEFAULT:
        raise processor.fault(f"asks for the way {kind!r} of preparing pictures, which this version doesn't know")
    for step in processor.names():
        if step.startswith("do_") and step not in _KNOWN_STEPS and processor.raw(step):
            raise processor.fault(f"asks for the step {step!r}, which this version doesn't know")
    return processor.flag("do_center_crop", _CROPS_BY_DEFAULT.get(kind, family is Family.CLIP))


def _sizes(processor: JsonFacts, *, crop: bool) -> tuple[int, int]:
    """Return the side of the square, and what the shorter side is resized to before it is cut."""
    shortest = _shortest_edge(processor)
    if shortest is None:
        side = _square(processor, "size")
        if crop and _square(processor, "crop_size") != side:
            raise processor.fault("asks for a cut from a picture whose shape was not kept")
        return side, side
    if not crop:
        raise processor.fault("asks for pictures that are not square")
    side = _square(processor, "crop_size")
    if side > shortest:
        raise processor.fault("asks for a cut that is larger than the picture")
    return side, shortest


def _shortest_edge(processor: JsonFacts) -> int | None:
    """Return what the shorter side is resized to, or None where the shape is not kept."""
    if isinstance(processor.raw("size"), int):
        return processor.whole("size", most=_LARGEST_SIDE)
    size = processor.child("size")
    if not size.has("shortest_edge"):
        return None
    if size.has("longest_edge"):
        raise processor.fault("asks for pictures of varying shape")
    return size.whole("shortest_edge", most=_LARGEST_SIDE)


def _square(processor: JsonFacts, key: str) -> int:
    if isinstance(processor.raw(key), int):
        return processor.whole(key, most=_LARGEST_SIDE)
    sides = processor.child(key)
    height = sides.whole("height", most=_LARGEST_SIDE)
    if height != sides.whole("width", most=_LARGEST_SIDE):
        raise processor.fault("asks for pictures that are not square")
    return height
