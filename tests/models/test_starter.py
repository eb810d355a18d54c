"""The bundled model, against a reference computed here from its files alone; and mistakes that raise no error."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
from PIL import Image
from tokenizers import Tokenizer

from photo_search.models.encoder import Encoder
from photo_search.models.preprocessing import fit_image
from photo_search.models.spec import bundled_starter, read_spec
from tests.models.golden_cases import SHAPES, picture

WORDS = ["a dog", "children playing in snow", "PIZZA", "a train station", "", "two people on a red bicycle " * 9]


@pytest.fixture(scope="module")
def encoder() -> Iterator[Encoder]:
    with Encoder(read_spec(bundled_starter()), threads=1) as opened:
        yield opened


@pytest.fixture(scope="module")
def photos() -> list[Image.Image]:
    return [picture(*shape).convert("RGB") for shape in SHAPES if min(shape[:2]) > 20]


def ours(encoder: Encoder, photos: list[Image.Image]) -> np.ndarray:
    squares = [np.asarray(fit_image(photo, encoder.spec.image)) for photo in photos]
    return encoder.encode_images(np.stack(squares))


def run(file: str, inputs: dict[str, np.ndarray]) -> np.ndarray:
    session = onnxruntime.InferenceSession(bundled_starter() / "onnx" / file, providers=["CPUExecutionProvider"])
    vectors = session.run(["pooler_output"], inputs)[0]
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def reference(photos: list[Image.Image], **mistake: object) -> np.ndarray:
    """Return the vectors by the README's recipe, or with one step done wrong."""
    side = json.loads((bundled_starter() / "preprocessor_config.json").read_text())["size"]["width"]
    if mistake.get("crop"):
        squares = []
        for photo in photos:
            short = min(photo.size)
            left, top = (photo.width - short) // 2, (photo.height - short) // 2
            squares.append(photo.crop((left, top, left + short, top + short)))
        photos = squares
    filter_ = Image.Resampling.NEAREST if mistake.get("nearest") else Image.Resampling.BICUBIC
    pixels = np.stack([np.asarray(photo.resize((side, side), filter_), np.float32) for photo in photos])
    if mistake.get("bgr"):
        pixels = pixels[..., ::-1]
    scaled = pixels / 255 if mistake.get("unscaled") else (pixels / 255 - 0.5) / 0.5
    return run("vision_model.onnx", {"pixel_values": np.ascontiguousarray(scaled.transpose(0, 3, 1, 2), np.float32)})


def cosines(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    return (one * other).sum(axis=1)


def test_photos_equal_the_reference(encoder: Encoder, photos: list[Image.Image]) -> None:
    np.testing.assert_allclose(ours(encoder, photos), reference(photos), atol=1e-5)


@pytest.mark.parametrize("mistake", ["bgr", "unscaled", "crop", "nearest"])
def test_the_reference_tells_a_mistake(encoder: Encoder, photos: list[Image.Image], mistake: str) -> None:
    assert cosines(ours(encoder, photos), reference(photos, **{mistake: True})).min() < 0.98


def test_words_equal_the_reference(encoder: Encoder) -> None:
    tokenizer = Tokenizer.from_file(str(bundled_starter() / "tokenizer.json"))
    ids = np.array([tokenizer.encode(text).ids for text in WORDS], np.int64)
    np.testing.assert_allclose(encoder.encode_texts(WORDS), run("text_model.onnx", {"input_ids": ids}), atol=1e-5)


def test_unpadded_text_would_be_another_vector(encoder: Encoder, tmp_path: Path) -> None:
    """The mistake that a peer shipped: text of its own length runs without an error where the graph allows it."""
    tokenizer = Tokenizer.from_file(str(bundled_starter() / "tokenizer.json"))
    padded = tokenizer.encode("a dog").ids
    tokenizer.no_padding()
    assert len(tokenizer.encode("a dog").ids) < len(padded)
    wrong = np.array([[*tokenizer.encode("a dog").ids, *[1] * 99][: len(padded)]], np.int64)
    assert cosines(encoder.encode_texts(["a dog"]), run("text_model.onnx", {"input_ids": wrong}))[0] < 0.95


def test_vectors_are_units_and_differ(encoder: Encoder, photos: list[Image.Image]) -> None:
    for vectors in (ours(encoder, photos), encoder.encode_texts(WORDS)):
        assert np.isfinite(vectors).all()
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
        among = vectors @ vectors.T
        np.fill_diagonal(among, -1)
        assert among.max() < 0.999


def test_a_batch_gives_what_each_gives_alone(encoder: Encoder, photos: list[Image.Image]) -> None:
    each = [ours(encoder, [photo]) for photo in photos]
    np.testing.assert_allclose(ours(encoder, photos), np.concatenate(each), atol=1e-5)
    words = [encoder.encode_texts([text]) for text in WORDS]
    np.testing.assert_allclose(encoder.encode_texts(WORDS), np.concatenate(words), atol=1e-5)


def test_it_knows_what_it_sees(encoder: Encoder, shared_photos: Path) -> None:
    """Words match the photos whose captions contain them better than the others."""
    lines = (shared_photos / "coco-mini" / "captions.jsonl").read_text(encoding="utf-8").splitlines()
    entries = [json.loads(line) for line in lines][:60]
    files = [shared_photos / "coco-mini" / entry["file"] for entry in entries]
    photos = []
    for file in files:
        with Image.open(file) as photo:
            photos.append(photo.convert("RGB"))
    scores = ours(encoder, photos) @ encoder.encode_texts([entry["captions"][0] for entry in entries]).T
    right = np.diag(scores).mean()
    wrong = (scores.sum() - np.trace(scores)) / (scores.size - len(scores))
    assert right > wrong + 0.1
