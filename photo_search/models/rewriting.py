"""Rewrites a downloaded graph once to what a CPU loads and runs well: full precision, weights in a file of their own.

The weights' file is aligned to pages, so that onnxruntime maps it into memory instead of reading and copying it.
Half-precision graphs fail to load on some releases of onnxruntime, and run a thousand times slower on others; every
half-precision number is a single-precision number too, so the model stays the same. Nothing here needs more memory
than a block of weights.
"""

from __future__ import annotations

import hashlib
import mmap
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Any

import numpy as np

from photo_search.models.model_folder import ModelFolder
from photo_search.models.onnx_file import without_weights

if TYPE_CHECKING:
    from onnx import AttributeProto, GraphProto, ModelProto, NodeProto, TensorProto, TypeProto

_ALIGN = 4096
_BLOCK = 8 << 20
_HALF, _SINGLE = 10, 1  # TensorProto.DataType
# Attributes that name the type of what a node gives (onnx/Operators.md).
_TYPE_ATTRIBUTES = {"to", "dtype", "output_dtype", "stash_type"}
_ITEM_BYTES = {1: 4, 2: 1, 3: 1, 4: 2, 5: 2, 6: 4, 7: 8, 9: 1, 10: 2, 11: 8, 12: 4, 13: 8, 16: 2}


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What was written: size and SHA-256 of each file by name, and whether numbers of half precision became single."""

    files: dict[str, tuple[int, str]]
    was_half: bool


def rewritten_bytes(size: int, *, half: bool) -> int:
    """Return about how large a graph file of `size` bytes is after it is rewritten."""
    return (2 if half else 1) * size + (1 << 20)


def rewrite_tower(
    source: ModelFolder, file: str, target: Path, name: str, checkpoint: Callable[[], None] = lambda: None
) -> Rewritten:
    """Write the graph `file` of `source` into the folder `target` as `name`, and its weights as `name`_data.

    `checkpoint` may raise to stop. Raises ModelUnusable if the graph is damaged or its weights lie elsewhere, and
    OSError as the disk does.
    """
    from google.protobuf.message import DecodeError  # type: ignore[import-untyped] # noqa: PLC0415 - only this work needs it
    from onnx import ModelProto  # noqa: PLC0415

    try:
        model = ModelProto.FromString(without_weights(source.file(file)))
    except (ValueError, DecodeError) as error:
        raise source.fault(f"its file {file!r} is damaged or incomplete") from error
    path = target / name
    path.parent.mkdir(parents=True, exist_ok=True)
    weights = f"{path.name}_data"
    with (path.parent / weights).open("wb") as out:
        work = _Rewriting(source, PurePosixPath(file).parent, _Sink(out), weights, checkpoint)
        work.model(model)
        _flush(out)
    with path.open("wb") as out:
        graph = _Sink(out)
        graph.write(model.SerializeToString())
        _flush(out)
    files = {name: graph.fact(), str(PurePosixPath(name).parent / weights): work.sink.fact()}
    if not work.sink.at:
        (path.parent / weights).unlink()
        del files[str(PurePosixPath(name).parent / weights)]
    return Rewritten(files, work.was_half)


@dataclass(slots=True)
class _Sink:
    out: IO[bytes]
    at: int = 0
    digest: Any = field(default_factory=hashlib.sha256)

    def write(self, block: bytes | memoryview) -> None:
        self.out.write(block)
        self.digest.update(block)
        self.at += len(block)

    def fact(self) -> tuple[int, str]:
        return self.at, self.digest.hexdigest()


@dataclass(slots=True)
class _Rewriting:
    source: ModelFolder
    beside: PurePosixPath
    sink: _Sink
    weights: str
    checkpoint: Callable[[], None]
    was_half: bool = False

    def model(self, model: ModelProto) -> None:
        self._graph(model.graph)
        for function in model.functions:
            for node in function.node:
                self._node(node)

    def _graph(self, graph: GraphProto) -> None:
        for tensor in graph.initializer:
            self._tensor(tensor)
        for sparse in graph.sparse_initializer:
            self._tensor(sparse.values)
        for value in (*graph.input, *graph.output, *graph.value_info):
            self._type(value.type)
        for node in graph.node:
            self._node(node)

    def _node(self, node: NodeProto) -> None:
        for attribute in node.attribute:
            self._attribute(attribute)

    def _attribute(self, attribute: AttributeProto) -> None:
        if attribute.name in _TYPE_ATTRIBUTES and attribute.i == _HALF:
            attribute.i = _SINGLE
        for graph in (*attribute.graphs, *([attribute.g] if attribute.HasField("g") else [])):
            self._graph(graph)
        for tensor in (*attribute.tensors, *([attribute.t] if attribute.HasField("t") else [])):
            self._tensor(tensor)

    def _type(self, kind: TypeProto) -> None:
        if kind.tensor_type.elem_type == _HALF:
            kind.tensor_type.elem_type = _SINGLE

    def _tensor(self, tensor: TensorProto) -> None:
        from onnx import TensorProto, numpy_helper  # noqa: PLC0415 - as above

        if tensor.data_location == TensorProto.EXTERNAL:
            self._move(tensor)
        elif tensor.data_type == _HALF:
            self.was_half = True
            tensor.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(tensor).astype(np.float32), tensor.name))

    def _move(self, tensor: TensorProto) -> None:
        """Append a tensor's numbers to the weights, and refer to them there."""
        half = tensor.data_type == _HALF
        self.was_half |= half
        self.sink.write(bytes(-self.sink.at % _ALIGN))
        start = self.sink.at
        for block in self._blocks(tensor):
            self.sink.write(np.frombuffer(block, np.float16).astype(np.float32).data.cast("B") if half else block)
            self.checkpoint()
        if half:
            tensor.data_type = _SINGLE
        del tensor.external_data[:]
        for key, value in (("location", self.weights), ("offset", start), ("length", self.sink.at - start)):
            tensor.external_data.add(key=key, value=str(value))

    def _blocks(self, tensor: TensorProto) -> Iterator[bytes]:
        where = {entry.key: entry.value for entry in tensor.external_data}
        name = str(self.beside / where.get("location", ""))
        item = _ITEM_BYTES.get(tensor.data_type)
        if item is None:
            raise self.source.fault(f"its file {name!r} holds numbers of a kind this version doesn't know")
        size = item * int(np.prod(tensor.dims, dtype=np.int64))
        with self.source.open(name) as file:
            offset, whole = _whole(where.get("offset", "0")), file.seek(0, os.SEEK_END)
            length = _whole(where.get("length", str(size)))
            if offset is None or size < 0 or length != size or offset + size > whole:
                raise self.source.fault(f"its file {name!r} is damaged or incomplete")
            if not size:
                return
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
                for at in range(offset, offset + size, _BLOCK):
                    yield content[at : min(at + _BLOCK, offset + size)]


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() else None


def _flush(out: IO[bytes]) -> None:
    out.flush()
    os.fsync(out.fileno())
