"""Makes a model's vision tower smaller and faster, if it still sees a person's own photos the same way.

Weights become signed bytes, one scale for each column; activations are quantised as they come. Only matrix products
with constant weights are touched. The pattern of nodes is the one that onnxruntime fuses (onnx/Operators.md:
DynamicQuantizeLinear, MatMulInteger).
"""

from __future__ import annotations

import json
import shutil
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from photo_search.errors import ModelDeclined
from photo_search.models.encoder import Encoder
from photo_search.models.model_folder import ModelFolder
from photo_search.models.rewriting import rewrite_tower
from photo_search.models.spec import OWN_FILE, ModelSpec, read_spec

if TYPE_CHECKING:
    from onnx import GraphProto, NodeProto, TensorProto

FEWEST_PHOTOS = 64
_NEIGHBOURS = 10
_LEAST_COSINE, _LEAST_OVERLAP = 0.99, 0.95
_LARGEST = 127
_FLOAT, _LEAST_WEIGHTS = 1, 1024


@dataclass(frozen=True, slots=True)
class Agreement:
    """How a smaller model sees the same photos.

    The cosines are those between its vectors and the original's; `neighbour_overlap` is the part of each photo's ten
    nearest photos that stayed the same; `faster_by` the ratio of the times taken.
    """

    photos: int
    cosine_min: float
    cosine_median: float
    neighbour_overlap: float
    faster_by: float

    @property
    def accepted(self) -> bool:
        """Whether it sees the same photos the same way."""
        return self.cosine_min >= _LEAST_COSINE and self.neighbour_overlap >= _LEAST_OVERLAP


@dataclass(frozen=True, slots=True)
class Quantised:
    """A smaller model, and how it agrees with the one it was made from."""

    spec: ModelSpec
    agreement: Agreement


def quantise_into(folder: Path, spec: ModelSpec, pixels: npt.NDArray[np.uint8]) -> Quantised:
    """Build the int8 twin of `spec` below `folder`, which is empty; `pixels` are uint8 [N, S, S, 3] of photos.

    Raises ModelDeclined, with the figures, where it doesn't agree with the original, and ModelUnusable.
    """
    if len(pixels) < FEWEST_PHOTOS:
        raise ModelDeclined(
            f"To see whether a smaller “{spec.name}” is as good, {FEWEST_PHOTOS} of your photos are needed.",
            "Index more photos first.",
        )
    small = _build(folder, spec)
    agreement = measure(spec, small, pixels)
    if not agreement.accepted:
        raise ModelDeclined(
            f"The smaller “{spec.name}” sees your photos too differently: at worst {agreement.cosine_min:.3f} alike "
            f"(of 1), and {agreement.neighbour_overlap:.0%} of the most similar photos stayed the same.",
            "Nothing was changed; go on with the model as it is.",
        )
    own = json.loads((small.folder / OWN_FILE).read_text("utf-8"))
    (small.folder / OWN_FILE).write_text(json.dumps(own | {"agreement": asdict(agreement)}, indent=1), "utf-8")
    return Quantised(read_spec(small.folder), agreement)


def measure(original: ModelSpec, small: ModelSpec, pixels: npt.NDArray[np.uint8]) -> Agreement:
    """Compare two models on the same photos, uint8 [N, S, S, 3]."""
    (before, before_s), (after, after_s) = _vectors(original, pixels), _vectors(small, pixels)
    cosines = np.sum(before * after, axis=1)
    nearest = [_nearest(vectors) for vectors in (before, after)]
    shared = [len(set(one) & set(other)) for one, other in zip(*nearest, strict=True)]
    return Agreement(
        photos=len(pixels),
        cosine_min=float(cosines.min()),
        cosine_median=float(np.median(cosines)),
        neighbour_overlap=float(np.mean(shared)) / len(nearest[0][0]),
        faster_by=before_s / after_s,
    )


def quantise_graph(graph: GraphProto) -> int:
    """Turn the graph's products with constant float weights into products of bytes; return how many."""
    weights = {tensor.name: tensor for tensor in graph.initializer}
    nodes: list[NodeProto] = []
    made: dict[str, str] = {}
    activations: dict[str, str] = {}
    for node in graph.node:
        weight = weights.get(node.input[1]) if node.op_type == "MatMul" else None
        if (
            weight is None
            or weight.data_type != _FLOAT
            or len(weight.dims) != 2
            or np.prod(weight.dims) < _LEAST_WEIGHTS
        ):
            nodes.append(node)
            continue
        nodes += _product(graph, node, weight, made, activations)
    used = {name for node in nodes for name in node.input} | {value.name for value in graph.output}
    kept = [tensor for tensor in graph.initializer if tensor.name in used or tensor.name not in made]
    del graph.node[:], graph.initializer[:]
    graph.node.extend(nodes)
    graph.initializer.extend(kept)
    return len(made)


def _product(
    graph: GraphProto, node: NodeProto, weight: TensorProto, made: dict[str, str], activations: dict[str, str]
) -> list[NodeProto]:
    from onnx import TensorProto, helper, numpy_helper  # noqa: PLC0415 - costs time that only this work should take

    source, nodes = node.input[0], []
    if source not in activations:
        name = activations[source] = f"{source}_int8"
        outputs = [f"{name}_values", f"{name}_scale", f"{name}_zero"]
        nodes.append(helper.make_node("DynamicQuantizeLinear", [source], outputs))
    if weight.name not in made:
        numbers = numpy_helper.to_array(weight)
        # A column of nothing but zeros stays one, whatever its scale.
        scale = np.maximum(np.abs(numbers).max(axis=0), np.finfo(np.float32).tiny * _LARGEST) / _LARGEST
        name = made[weight.name] = f"{weight.name}_int8"
        graph.initializer.append(numpy_helper.from_array(np.rint(numbers / scale).astype(np.int8), name))
        graph.initializer.append(numpy_helper.from_array(scale.astype(np.float32), f"{name}_scale"))
    left, right, out = activations[source], made[weight.name], node.output[0]
    return [
        *nodes,
        helper.make_node("MatMulInteger", [f"{left}_values", right, f"{left}_zero"], [f"{out}_sum"]),
        helper.make_node("Cast", [f"{out}_sum"], [f"{out}_float"], to=TensorProto.FLOAT),
        helper.make_node("Mul", [f"{left}_scale", f"{right}_scale"], [f"{out}_scale"]),
        helper.make_node("Mul", [f"{out}_float", f"{out}_scale"], [out]),
    ]


def _build(folder: Path, spec: ModelSpec) -> ModelSpec:
    """Write the twin: a new vision tower, and links to the files that are the same."""
    import onnx  # noqa: PLC0415 - as above

    if not (spec.folder / OWN_FILE).exists():
        raise ModelDeclined(f"“{spec.name}” was not imported.", "Import its folder first: photo-search models import")
    place, work, target = ModelFolder(spec.folder), folder / "work", folder / "ready"
    model = onnx.load(place.file(spec.vision_file))
    if not quantise_graph(model.graph):
        raise ModelDeclined(f"There is nothing in “{spec.name}” that could be made smaller.", "Use it as it is.")
    work.mkdir()
    onnx.save(model, work / "vision.onnx")
    del model
    vision = rewrite_tower(ModelFolder(work), "vision.onnx", target, spec.vision_file)
    own = json.loads((spec.folder / OWN_FILE).read_text("utf-8"))
    files = {fact.name: {"size": fact.size, "sha256": fact.sha256} for fact in spec.files}
    for name in [name for name in files if not name.startswith(spec.vision_file)]:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        try:
            (target / name).hardlink_to(place.file(name))
        except OSError:  # a disk without links
            shutil.copyfile(place.file(name), target / name)
    files = {name: fact for name, fact in files.items() if not name.startswith(spec.vision_file)}
    files |= {name: {"size": size, "sha256": sha256} for name, (size, sha256) in vision.files.items()}
    own |= {"name": f"{spec.name}-int8", "variant": f"{spec.variant}, vision int8", "files": files}
    (target / OWN_FILE).write_text(json.dumps(own, indent=1), "utf-8")
    return read_spec(target)


def _vectors(spec: ModelSpec, pixels: npt.NDArray[np.uint8]) -> tuple[npt.NDArray[np.float32], float]:
    with Encoder(spec) as encoder:
        encoder.encode_images(pixels[:1])  # opens the model, which is not to be timed
        started = time.perf_counter()
        return encoder.encode_images(pixels), time.perf_counter() - started


def _nearest(vectors: npt.NDArray[np.float32]) -> list[list[int]]:
    cosines = vectors @ vectors.T
    np.fill_diagonal(cosines, -np.inf)
    nearest: list[list[int]] = np.argsort(-cosines, axis=1)[:, :_NEIGHBOURS].tolist()
    return nearest
