"""Photos and phrases -> unit vectors; the only door to onnxruntime."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

import numpy as np
import numpy.typing as npt
import psutil

from photo_search.errors import Bug, ModelUnusable
from photo_search.models.integrity import ensure_intact
from photo_search.models.model_folder import ModelFolder
from photo_search.models.model_input import to_input
from photo_search.models.onnx_file import external_files
from photo_search.models.spec import ModelSpec

if TYPE_CHECKING:
    import onnxruntime  # type: ignore[import-untyped]

    from photo_search.models.text import TextTokenizer

_T = TypeVar("_T")
_Rows = npt.NDArray[np.intp]
_Feed = Mapping[str, npt.NDArray[Any]]

_LARGEST_BATCH = 4  # larger ones take more memory and gain nothing on a CPU
_FATAL = 4  # onnxruntime's severity; what goes wrong is raised, so nothing need be printed

_MASK = "attention_mask"
# What can be fed: types of a graph's inputs, as onnxruntime calls them.
_FLOATS: dict[str, type[np.generic]] = {"tensor(float)": np.float32}
_INTEGERS: dict[str, type[np.generic]] = {"tensor(int64)": np.int64, "tensor(int32)": np.int32}


class Encoder:
    """The two towers of a model, each opened when first needed. Safe to use from several threads.

    A tower's `threads` workers (default: one for each core of the processor) are started by the thread that
    opens it and inherit its priority, so it matters who encodes first, or calls `load_vision` and `load_text`.

    Everything raises ModelUnusable if a file is missing, damaged, of another shape than `spec` says, or gives
    vectors that are zero or not finite; and Bug after `close`.
    """

    def __init__(self, spec: ModelSpec, *, threads: int | None = None) -> None:
        self.spec = spec
        workers = threads or _cores()
        self._vision = _Lazy(lambda: _vision_tower(spec, workers))
        self._text = _Lazy(lambda: _text_tower(spec, workers))
        self._tokenizer = _Lazy(lambda: _tokenizer(spec))

    def load_vision(self) -> None:
        """Open the vision tower now."""
        self._vision.get()

    def load_text(self) -> None:
        """Open the text tower and its tokenizer now."""
        self._tokenizer.get()
        self._text.get()

    def encode_images(self, pixels: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
        """Return the vectors [B, D], L2-normalised, of uint8 RGB squares [B, S, S, 3] made by `fit_image`."""
        tower = self._vision.get()
        name, recipe = self.spec.image_input, self.spec.image
        return tower.vectors(len(pixels), lambda rows: {name: to_input(pixels[rows], recipe)})

    def encode_texts(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return the vectors [B, D], L2-normalised, of phrases."""
        tokenizer, tower = self._tokenizer.get(), self._text.get()
        ids = tokenizer.encode(texts)
        mask = tokenizer.attention_mask(ids)
        return tower.vectors(len(ids), lambda rows: {self.spec.text_input: ids[rows], _MASK: mask[rows]})

    def close(self) -> None:
        """Give the memory back. A call that is running in another thread still ends well."""
        self._vision.close()
        self._text.close()
        self._tokenizer.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _Lazy(Generic[_T]):
    """A thing that is made when first needed, once, however many threads ask for it."""

    def __init__(self, make: Callable[[], _T]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._thing: _T | None = None
        self._closed = False

    def get(self) -> _T:
        with self._lock:
            if self._closed:
                raise Bug("the encoder was used after it was closed")
            if self._thing is None:
                self._thing = self._make()
            return self._thing

    def close(self) -> None:
        with self._lock:
            self._closed = True
            self._thing = None


class _Tower:
    """One graph of a model: checked when it is opened; then batches in, unit vectors out.

    `shapes` gives the inputs that can be fed, the required one first, with the shape of one row; `kinds` the types
    that they may have.
    """

    def __init__(
        self,
        spec: ModelSpec,
        file: str,
        output: str,
        shapes: Mapping[str, tuple[int, ...]],
        kinds: Mapping[str, type[np.generic]],
        threads: int,
    ) -> None:
        self._folder = ModelFolder(spec.folder)
        self._file = file
        self._output = output
        self._dimension = spec.dimension
        self._session = _open_session(spec, file, threads)
        self._types: dict[str, type[np.generic]] = {}
        self._fixed_batch: int | None = None
        self._check_inputs(shapes, kinds)
        self._check_output()

    def vectors(self, count: int, feed: Callable[[_Rows], _Feed]) -> npt.NDArray[np.float32]:
        """Return unit vectors [count, D]; `feed` gives the inputs for some of the rows 0..count-1."""
        result = np.empty((count, self._dimension), np.float32)
        step = self._fixed_batch or _LARGEST_BATCH
        for first in range(0, count, step):
            last = min(first + step, count)
            # A graph for batches of one size only is fed its last row again and again.
            rows = np.arange(first, first + self._fixed_batch if self._fixed_batch else last).clip(max=last - 1)
            result[first:last] = self._run(feed(rows), len(rows))[: last - first]
        return result

    def _run(self, feed: _Feed, count: int) -> npt.NDArray[np.float32]:
        typed = {name: feed[name].astype(type_, copy=False) for name, type_ in self._types.items()}
        try:
            (raw,) = self._session.run([self._output], typed)
        except Exception as error:  # onnxruntime's errors have no class in common but this one
            raise self._fault("stops with an error while it works") from error
        if raw.shape != (count, self._dimension):
            raise self._fault(f"gives vectors of another shape than {self._dimension} numbers each")
        wide = raw.astype(np.float64)
        norms = np.linalg.norm(wide, axis=1, keepdims=True)
        if not (np.isfinite(norms).all() and norms.all()):
            raise self._fault("gives unusable vectors (zero, or not finite)")
        unit: npt.NDArray[np.float32] = (wide / norms).astype(np.float32)
        return unit

    def _check_inputs(self, shapes: Mapping[str, tuple[int, ...]], kinds: Mapping[str, type[np.generic]]) -> None:
        inputs = {node.name: node for node in self._session.get_inputs()}
        required = next(iter(shapes))
        if required not in inputs:
            raise self._fault(f"has no input {required!r}")
        for name, node in inputs.items():
            type_ = kinds.get(node.type)
            if name not in shapes or type_ is None:
                raise self._fault(f"has the input {name!r} ({node.type}), which this version can't fill")
            row = node.shape[1:]
            if len(row) != len(shapes[name]) or any(
                isinstance(side, int) and side != ours for side, ours in zip(row, shapes[name], strict=True)
            ):
                raise self._fault(f"wants {name!r} in the shape {row}, but its other files say {list(shapes[name])}")
            self._types[name] = type_
        batch = inputs[required].shape[0]
        self._fixed_batch = batch if isinstance(batch, int) else None

    def _check_output(self) -> None:
        outputs = {node.name: node for node in self._session.get_outputs()}
        if self._output not in outputs:
            raise self._fault(f"has no output {self._output!r}")
        size = outputs[self._output].shape[-1:]
        if size and isinstance(size[0], int) and size[0] != self._dimension:
            raise self._fault(f"gives vectors of {size[0]} numbers, but its other files say {self._dimension}")

    def _fault(self, what: str) -> ModelUnusable:
        return self._folder.fault(f"its file {self._file!r} {what}")


def _vision_tower(spec: ModelSpec, threads: int) -> _Tower:
    shapes = {spec.image_input: (3, spec.image.size, spec.image.size)}
    return _Tower(spec, spec.vision_file, spec.output, shapes, _FLOATS, threads)


def _text_tower(spec: ModelSpec, threads: int) -> _Tower:
    row = (spec.text.length,)
    return _Tower(spec, spec.text_file, spec.text_output, {spec.text_input: row, _MASK: row}, _INTEGERS, threads)


def _tokenizer(spec: ModelSpec) -> TextTokenizer:
    from photo_search.models.text import TextTokenizer  # noqa: PLC0415 a vision tower alone needs no tokenizers

    return TextTokenizer(spec)


def _open_session(spec: ModelSpec, file: str, threads: int) -> onnxruntime.InferenceSession:
    """Open the graph `file`, after making sure that its tensors come from inside the folder and are undamaged.

    onnxruntime before 1.24 reads them from wherever the file says.
    """
    import onnxruntime as ort  # noqa: PLC0415 costs 0.1 s that no one should wait for before a model is used

    folder = ModelFolder(spec.folder)
    path = folder.file(file)
    try:
        elsewhere = external_files(path)
    except (OSError, ValueError) as error:
        raise folder.fault(f"its file {file!r} is damaged or incomplete") from error
    weights = [str(PurePosixPath(file).parent / name) for name in elsewhere]
    for name in weights:
        folder.file(name)
    descriptions = [fact.name for fact in spec.files if fact.name.endswith(".json")]
    ensure_intact(spec, [file, *weights, *descriptions])
    ort.disable_telemetry_events()
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    # Waiting threads that spin take the processor from everything else that the person does.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.add_session_config_entry("session.load_model_format", "ONNX")
    # The arena keeps the memory of the largest batch for ever, and was no faster.
    options.enable_cpu_mem_arena = False
    options.log_severity_level = _FATAL
    try:
        return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's errors have no class in common but this one
        raise folder.fault(f"its file {file!r} is damaged, or of a kind this version can't run") from error


def _cores() -> int:
    """Return the number of cores that this process may use; a second thread on a core gains nothing.

    onnxruntime's own default pins each thread to a core, which a container may forbid.
    """
    physical = psutil.cpu_count(logical=False) or os.cpu_count() or 1
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else physical
    return max(1, min(physical, allowed))
