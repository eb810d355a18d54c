"""The JSON documents that the service answers with; `openapi.py` describes them, and a test compares."""

from __future__ import annotations

import base64
import json
from dataclasses import asdict
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from photo_search.examples import Embedded
from photo_search.records import Coverage, Hit, SearchResult, SpaceIdentity

Document = dict[str, Any]


def model(space: SpaceIdentity) -> Document:
    """Return what vectors must share to be comparable."""
    return {
        "name": space.model,
        "revision": space.revision,
        "variant": space.variant,
        "preprocessing": space.preprocessing,
    }


def embeddings(embedded: Embedded) -> bytes:
    """Return vectors in the order of what was asked."""
    space = embedded.space
    head = json.dumps({"model": model(space), "dimension": space.dimension}, ensure_ascii=False)
    return f'{head[:-1]}, "embeddings": [{", ".join(map(_numbers, embedded.vectors))}]}}'.encode()


def openai_embeddings(embedded: Embedded, form: Literal["float", "base64"], tokens: int) -> bytes:
    """Return vectors as OpenAI's service does (platform.openai.com/docs/api-reference/embeddings).

    In base64 each vector is its float32 numbers, little end first. `tokens` is what the model read of each text.
    """
    written = map(_base64 if form == "base64" else _numbers, embedded.vectors)
    data = ", ".join(f'{{"object": "embedding", "index": {n}, "embedding": {one}}}' for n, one in enumerate(written))
    total = tokens * len(embedded.vectors)
    usage = {"prompt_tokens": total, "total_tokens": total}
    tail = json.dumps({"model": embedded.space.model, "usage": usage}, ensure_ascii=False)
    return f'{{"object": "list", "data": [{data}], {tail[1:]}'.encode()


def openai_model(space: SpaceIdentity) -> Document:
    """Return a model as OpenAI's service lists it."""
    return {"id": space.model, "object": "model", "created": 0, "owned_by": "photo_search"}


def search_result(result: SearchResult) -> Document:
    """Return the photos found. They are named by their numbers: where they lie is told to nobody here."""
    return {
        "model": result.model,
        "coverage": asdict(result.coverage),
        "took_ms": round(result.took_ms, 3),
        "matching": result.matching,
        "notices": list(result.notices),
        "hits": [_hit(found) for found in result.hits],
    }


def health(space: SpaceIdentity, coverage: Coverage, version: str) -> Document:
    """Return how the service is, for those who may know more than that it is there."""
    return {
        "status": "ok",
        "version": version,
        "model": model(space),
        "dimension": space.dimension,
        "coverage": asdict(coverage),
    }


def _hit(found: Hit) -> Document:
    return {
        "photo": found.photo_id,
        "cosine": round(found.cosine, 6),
        "score": round(found.score, 6),
        "taken": None if found.taken is None else found.taken.isoformat(),
        "width": found.width,
        "height": found.height,
        "offline": found.offline,
        "matches": found.matches,
        "by_name": found.by_name,
    }


def _numbers(vector: npt.NDArray[np.float32]) -> str:
    """Return a vector in JSON: nine digits tell every float32 from its neighbours, in a third of json's own time."""
    return "[" + ",".join(["%.9g"] * len(vector)) % tuple(vector.tolist()) + "]"


def _base64(vector: npt.NDArray[np.float32]) -> str:
    return f'"{base64.b64encode(vector.astype("<f4").tobytes()).decode()}"'
