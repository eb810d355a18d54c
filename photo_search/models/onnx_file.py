"""The few parts of an ONNX file that matter before it is opened as a model, read without its weights.

The format is protobuf: a message is a run of fields, each a number and a value whose length is known, so that
everything but the few messages on the way to a tensor is skipped unread. Field numbers: onnx/onnx.proto3;
encoding: protobuf.dev/programming-guides/encoding.
"""

from __future__ import annotations

import mmap
from collections.abc import Callable, Iterator
from pathlib import Path

# For each message, the fields that hold messages which lead to a tensor.
_WAY = {
    "model": {7: "graph", 25: "function"},
    "graph": {1: "node", 5: "tensor", 15: "sparse tensor"},
    "function": {7: "node", 11: "attribute"},
    "node": {5: "attribute"},
    "attribute": {5: "tensor", 6: "graph", 10: "tensor", 11: "graph", 22: "sparse tensor", 23: "sparse tensor"},
    "sparse tensor": {1: "tensor", 2: "tensor"},
    "tensor": {13: "external data"},
}
_KEY, _VALUE = 1, 2
_GRAPH, _TENSOR, _RAW_DATA, _EXTERNAL_DATA, _DATA_LOCATION = 7, 5, 9, 13, 14
_DEEPEST = 64
_LEAST_MOVED_BYTES = 1024


def external_files(path: Path) -> set[str]:
    """Return the names, as they stand there, of the files in which the ONNX file `path` keeps tensors.

    Raises ValueError if the file is cut or no ONNX file, OSError if it can't be read.
    """
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return set(_locations(content, 0, len(content), "model", 0))


def without_weights(path: Path) -> bytes:
    """Return the ONNX file `path` with its graph's large tensors replaced by references to where they stand in it.

    The result is a model of the same meaning whose external data is `path` itself: small, however large that is.
    Raises ValueError if the file is cut or no ONNX file, OSError if it can't be read.
    """
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return _replaced(content, 0, len(content), _GRAPH, lambda a, b: _without_tensors(content, a, b, path.name))


def _without_tensors(content: mmap.mmap, start: int, end: int, name: str) -> bytes:
    return _replaced(content, start, end, _TENSOR, lambda a, b: _referring(content, a, b, name))


def _referring(content: mmap.mmap, start: int, end: int, name: str) -> bytes:
    kept, before = [], start
    for number, first, last in _fields(content, start, end):
        if number == _RAW_DATA and last - first >= _LEAST_MOVED_BYTES:
            for key, value in (("location", name), ("offset", str(first)), ("length", str(last - first))):
                kept.append(_message(_EXTERNAL_DATA, _message(_KEY, key.encode()) + _message(_VALUE, value.encode())))
            kept.append(bytes([_DATA_LOCATION << 3, 1]))  # 1: EXTERNAL
        else:
            kept.append(content[before:last])
        before = last
    return b"".join(kept)


def _replaced(content: mmap.mmap, start: int, end: int, which: int, by: Callable[[int, int], bytes]) -> bytes:
    """Return the message in content[start:end] with each field `which` replaced by what `by` makes of its extent."""
    kept, before = [], start
    for number, first, last in _fields(content, start, end):
        kept.append(_message(which, by(first, last)) if number == which else content[before:last])
        before = last
    return b"".join(kept)


def _message(number: int, content: bytes) -> bytes:
    return _as_varint(number << 3 | 2) + _as_varint(len(content)) + content


def _as_varint(value: int) -> bytes:
    digits = []
    while value > 127:
        digits.append(value & 127 | 128)
        value >>= 7
    return bytes([*digits, value])


def _locations(content: mmap.mmap, start: int, end: int, message: str, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        raise ValueError("nested too deeply")
    way = _WAY[message]
    for number, first, last in _fields(content, start, end):
        inner = way.get(number)
        if inner == "external data":
            entry = {field: content[a:b] for field, a, b in _fields(content, first, last)}
            if entry.get(_KEY) == b"location":
                yield entry.get(_VALUE, b"").decode()
        elif inner is not None:
            yield from _locations(content, first, last, inner, depth + 1)


def _fields(content: mmap.mmap, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield number, start and end of every field of the message in content[start:end]."""
    at = start
    while at < end:
        tag, at = _varint(content, at, end)
        match tag & 7:
            case 0:  # varint
                first = at
                _, at = _varint(content, at, end)
            case 1:
                first, at = at, at + 8
            case 2:  # length-delimited
                length, first = _varint(content, at, end)
                at = first + length
            case 5:
                first, at = at, at + 4
            case kind:
                raise ValueError(f"unknown wire type {kind}")
        if at > end:
            raise ValueError("a field is cut")
        yield tag >> 3, first, at


def _varint(content: mmap.mmap, at: int, end: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        if at >= end:
            break
        byte = content[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
    raise ValueError("a number is cut")
