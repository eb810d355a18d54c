"""Retrieval over coco-mini by the starter's README alone: python retrieval_reference.py MODEL_FOLDER PHOTO_FOLDER."""

import io
import json
import sys
from pathlib import Path

import numpy as np
import onnxruntime
from PIL import Image, ImageCms, ImageOps
from tokenizers import Tokenizer

model, photos = map(Path, sys.argv[1:])
side = json.loads((model / "preprocessor_config.json").read_text())["size"]["width"]
entries = [json.loads(line) for line in (photos / "captions.jsonl").read_text(encoding="utf-8").splitlines()]
tokenizer = Tokenizer.from_file(str(model / "tokenizer.json"))
options = onnxruntime.SessionOptions()
options.intra_op_num_threads = 1  # Its threads spin, and other tests are running.
towers = (model / "onnx" / f"{tower}_model.onnx" for tower in ("vision", "text"))
vision, text = (onnxruntime.InferenceSession(tower, options) for tower in towers)


def srgb(photo: Image.Image) -> Image.Image:
    if icc := photo.info.get("icc_profile"):
        return ImageCms.profileToProfile(photo, io.BytesIO(icc), ImageCms.createProfile("sRGB"), outputMode="RGB")
    return photo.convert("RGB")


upright = [srgb(ImageOps.exif_transpose(Image.open(photos / entry["file"]))) for entry in entries]
squares = [np.asarray(photo.resize((side, side), Image.Resampling.BICUBIC), np.float32) for photo in upright]
pixels = [((square / 255 - 0.5) / 0.5).transpose(2, 0, 1)[None] for square in squares]
phrases = [np.array([tokenizer.encode(caption).ids]) for entry in entries for caption in entry["captions"]]
images = np.concatenate([vision.run(["pooler_output"], {"pixel_values": one})[0] for one in pixels])
texts = np.concatenate([text.run(["pooler_output"], {"input_ids": one})[0] for one in phrases])
images, texts = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True) for vectors in (images, texts))
owner, scores = np.repeat(np.arange(len(entries)), [len(entry["captions"]) for entry in entries]), images @ texts.T
ranks = {"t2i": (scores > scores[owner, np.arange(len(owner))]).sum(axis=0)}
ranks["i2t"] = np.array([(row > row[owner == number].max()).sum() for number, row in enumerate(scores)])
print(json.dumps({way: [float((rank < k).mean()) for k in (1, 5, 10)] for way, rank in ranks.items()}))
