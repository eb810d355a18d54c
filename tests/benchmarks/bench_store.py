"""What it costs to open a model of the size of SigLIP 2 Base, to convert it once, and to list the models there are."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper

from photo_search.models.installing import Towers, build
from photo_search.models.integrity import verify_files
from photo_search.models.model_folder import ModelFolder
from photo_search.models.spec import OWN_FILE
from photo_search.models.store import ModelStore
from tests.models.model_folders import make_model_folder, read_json, write_json

Row = dict[str, str | float]

_WIDTH, _INNER, _LAYERS, _SIZE = 768, 3072, 13, 32

_LOAD = """
import sys, time
import psutil
from pathlib import Path
from photo_search.models.encoder import Encoder
from photo_search.models.spec import read_spec
import onnxruntime
started = time.process_time()
with Encoder(read_spec(Path(sys.argv[1])), threads=1) as encoder:
    encoder.load_vision()
    print(time.process_time() - started, psutil.Process().memory_info().rss / 1e6)
"""


def rows() -> list[Row]:
    """Return one row for each thing measured."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        source = make_model_folder(folder / "source", "siglip2", _WIDTH, _SIZE, own=False)
        found: list[Row] = []
        for half in (False, True):
            graph = "onnx/vision_model_fp16.onnx" if half else "onnx/vision_model.onnx"
            _write_tower(source / graph, half=half)
            size = (source / graph).stat().st_size / 1e6
            started = time.process_time()
            spec = build(
                ModelFolder(source),
                Towers(graph, "onnx/text_model.onnx"),
                folder / "models" / f"half-{half}",
                {"name": f"half-{half}", "family": "siglip2", "revision": "1"},
            )
            took = time.process_time() - started
            found.append(
                _row(f"tower of {size:.0f} MB, {'half' if half else 'single'} precision, converted", took, 0, "s CPU")
            )
        verify_files(spec)
        cpu_s, memory_mb = _load(spec.folder)
        found.append(_row("the same tower opened, weights in a file of their own", cpu_s, 1.0, "s CPU"))
        found.append(_row("memory of that process then", memory_mb, 0, "MB"))
        inline = make_model_folder(folder / "inline", "siglip2", _WIDTH, _SIZE, own=False)
        (source / "onnx/vision_model.onnx").replace(inline / "onnx/vision_model.onnx")
        cpu_s, memory_mb = _load(inline)
        found.append(_row("for comparison: as it was downloaded, in single precision", cpu_s, 0, "s CPU"))
        found.append(_row("memory of that process then, as downloaded", memory_mb, 0, "MB"))
        found.append(_listing(folder / "models", spec.folder))
        return found


def _listing(models: Path, template: Path) -> Row:
    """Measure a listing of ten models; their files are links, since only their sizes are looked at."""
    for number in range(10):
        copy = models / f"copy-{number}"
        (copy / "onnx").mkdir(parents=True)
        for file in (path for path in template.rglob("*") if path.is_file() and path.name != OWN_FILE):
            (copy / file.relative_to(template)).hardlink_to(file)
        write_json(copy / OWN_FILE, read_json(template / OWN_FILE) | {"name": copy.name})
    store = ModelStore(models)
    times = []
    for _ in range(9):
        started = time.perf_counter()
        store.installed()
        times.append(time.perf_counter() - started)
    return _row("a dozen models listed", statistics.median(times) * 1000, 50, "ms")


def _write_tower(path: Path, *, half: bool) -> None:
    """Write a tower of random weights, as large as ViT-B with its 94 million parameters."""
    dice = np.random.default_rng(0)
    kind, dtype = (TensorProto.FLOAT16, np.float16) if half else (TensorProto.FLOAT, np.float32)
    constants, nodes, width = [], [], 3 * _SIZE * _SIZE
    nodes += [helper.make_node("Flatten", ["pixel_values"], ["flat"])]
    nodes += [helper.make_node("Cast", ["flat"], ["x0"], to=kind)]
    shapes = [(width, _WIDTH), *([(_WIDTH, _WIDTH)] * 4 + [(_WIDTH, _INNER), (_INNER, _WIDTH)]) * _LAYERS]
    for number, shape in enumerate(shapes):
        weights = (dice.standard_normal(shape, np.float32) / np.sqrt(shape[0])).astype(dtype)
        constants.append(helper.make_tensor(f"w{number}", kind, shape, weights.tobytes(), raw=True))
        nodes.append(helper.make_node("MatMul", [f"x{number}", f"w{number}"], [f"x{number + 1}"]))
    nodes.append(helper.make_node("Cast", [f"x{len(shapes)}"], ["pooler_output"], to=TensorProto.FLOAT))
    pixels = helper.make_tensor_value_info("pixel_values", TensorProto.FLOAT, ["batch", 3, _SIZE, _SIZE])
    output = helper.make_tensor_value_info("pooler_output", TensorProto.FLOAT, ["batch", _WIDTH])
    graph = helper.make_graph(nodes, "tower", [pixels], [output], constants)
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), path)


def _load(folder: Path) -> tuple[float, float]:
    """Return the CPU time and the memory, in MB, of a process that opens the vision tower."""
    figures = []
    for _ in range(5):
        command = [sys.executable, "-c", _LOAD, str(folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        figures.append(tuple(float(figure) for figure in done.stdout.split()))
    return statistics.median(f[0] for f in figures), statistics.median(f[1] for f in figures)


def _row(name: str, measured: float, limit: float, unit: str) -> Row:
    return {"name": name, "measured": round(measured, 3), "limit": limit, "unit": unit}


if __name__ == "__main__":
    for row in rows():
        print(row)
