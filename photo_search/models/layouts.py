"""Where the files of a model lie in its folder, and what its graphs call their inputs."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Layout:
    """Names of files, relative to the model's folder, and of the graphs' inputs."""

    config: str
    processor: str
    tokenizer: str
    tokenizer_config: str
    vision: str
    text: str
    image_input: str
    text_input: str


HUB = Layout(
    config="config.json",
    processor="preprocessor_config.json",
    tokenizer="tokenizer.json",
    tokenizer_config="tokenizer_config.json",
    vision="onnx/vision_model.onnx",
    text="onnx/text_model.onnx",
    image_input="pixel_values",
    text_input="input_ids",
)
"""As exporters for transformers.js write it."""

IMMICH = Layout(
    config="config.json",
    processor="visual/preprocess_cfg.json",
    tokenizer="textual/tokenizer.json",
    tokenizer_config="textual/tokenizer_config.json",
    vision="visual/model.onnx",
    text="textual/model.onnx",
    image_input="image",
    text_input="text",
)
"""As Immich exports models of open_clip."""


def layout_of(folder: Path) -> Layout:
    """Return the layout of the model in `folder`."""
    return IMMICH if os.path.lexists(folder / IMMICH.processor) else HUB
