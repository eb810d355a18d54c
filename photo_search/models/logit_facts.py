"""Reads the two numbers that turn a cosine into a probability from the model that a graph was exported from.

The exported graphs lack them. Format: huggingface.co/docs/safetensors, whose header says where each tensor stands.
"""

from __future__ import annotations

import json
import logging
import math
import struct
from typing import Any

from photo_search.errors import DownloadFailed
from photo_search.models.hub import Hub, Interrupted

_log = logging.getLogger(__name__)
_FILE = "model.safetensors"
_LENGTH_BYTES = 8
_MOST_HEADER_BYTES = 4 << 20


def read_logit_facts(hub: Hub, repository: str) -> tuple[float | None, float | None]:
    """Return scale (already exponentiated) and bias of the model in `repository`, or None twice: both are optional."""
    if hub.offline:
        return None, None
    try:
        return _read(hub, repository)
    except (DownloadFailed, Interrupted, ValueError, LookupError, TypeError, OverflowError, struct.error) as error:
        _log.info("the scale of %s's scores stays unknown: %s", repository, error)
        return None, None


def _read(hub: Hub, repository: str) -> tuple[float, float]:
    (length,) = struct.unpack("<Q", hub.read(repository, "main", _FILE, 0, _LENGTH_BYTES))
    if length > _MOST_HEADER_BYTES:
        raise ValueError(length)
    header = json.loads(hub.read(repository, "main", _FILE, _LENGTH_BYTES, length))
    start = _LENGTH_BYTES + length
    scale, bias = (_scalar(hub, repository, header[name], start) for name in ("logit_scale", "logit_bias"))
    scale = math.exp(scale)
    if not (math.isfinite(scale) and math.isfinite(bias)):
        raise ValueError(scale, bias)
    return scale, bias


def _scalar(hub: Hub, repository: str, entry: dict[str, Any], start: int) -> float:
    first, last = entry["data_offsets"]
    if entry["dtype"] != "F32" or last - first != 4:
        raise ValueError(entry)
    value: float = struct.unpack("<f", hub.read(repository, "main", _FILE, start + first, 4))[0]
    return value
