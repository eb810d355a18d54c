"""What a model saw travels in one file, whole or not at all, and only to where it belongs."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from safetensors import safe_open
from safetensors.numpy import save_file

from photo_search.catalog.catalog import Catalog
from photo_search.catalog.changes import Batch
from photo_search.embedding_file import EmbeddingFile, export_embeddings, load_embeddings, write_embeddings
from photo_search.errors import EmbeddingFileUnusable
from photo_search.records import Metadata, PhotoContent, SpaceIdentity

SPACE = SpaceIdentity("some model", "r1", "fp32", 1, 8)


def content_hash(number: int) -> bytes:
    return number.to_bytes(2, "big") * 10


def unit_vectors(count: int, dimension: int = 8, seed: int = 0) -> np.ndarray:
    vectors = np.random.default_rng(seed).standard_normal((count, dimension)).astype(np.float32)
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float16)


def a_file(path: Path, count: int = 5, space: SpaceIdentity = SPACE) -> Path:
    vectors = unit_vectors(count, space.dimension)
    write_embeddings(path, space, [([content_hash(n) for n in range(count)], vectors)])
    return path


def fill(catalog: Catalog, numbers: range, vectors: np.ndarray | None = None, space: SpaceIdentity = SPACE) -> None:
    """Put photos with these content hashes into a catalog, and their vectors if any."""
    batch = Batch(catalog.embeddings.space(space))
    for row, number in enumerate(numbers):
        batch.contents.append(PhotoContent(content_hash(number), 1, "JPEG", 4, 3, 0, Metadata()))
        if vectors is not None:
            batch.vectors.append((content_hash(number), vectors[row].astype(np.float32)))
    # A batch of contents alone counts as empty for the indexer, not for the catalog.
    catalog.write(batch).result()


@pytest.fixture
def catalogs(tmp_path: Path) -> Iterator[list[Catalog]]:
    paths = [tmp_path / name for name in ("here.sqlite", "there.sqlite")]
    for path in paths:
        Catalog.create(path)
    opened = [Catalog.open(path) for path in paths]
    yield opened
    for catalog in opened:
        catalog.close()


texts = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=60)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    blocks=st.lists(st.integers(0, 9), max_size=5),
    dimension=st.integers(1, 70),
    model=texts,
    revision=texts,
    preprocessing=st.integers(1, 10**6),
)
def test_what_is_written_is_read(
    tmp_path: Path, blocks: list[int], dimension: int, model: str, revision: str, preprocessing: int
) -> None:
    path = tmp_path / "file.safetensors"
    path.unlink(missing_ok=True)
    space = SpaceIdentity(model, revision, "fp32", preprocessing, dimension)
    vectors = unit_vectors(sum(blocks), dimension)
    hashes = [content_hash(n) for n in range(sum(blocks))]
    starts = np.cumsum([0, *blocks])
    pieces = [slice(a, b) for a, b in itertools.pairwise(starts)]
    assert write_embeddings(path, space, [(hashes[p], vectors[p]) for p in pieces]) == len(hashes)
    with EmbeddingFile.open(path) as file:
        assert file.identity == space
        assert len(file) == len(hashes)
        read = list(file.blocks())
        assert [h for some, _ in read for h in some] == hashes
        if hashes:
            np.testing.assert_array_equal(np.concatenate([v for _, v in read]), vectors)
            np.testing.assert_array_equal(file.vector(hashes[-1]), vectors[-1].astype(np.float32))
        assert file.vector(b"\xff" * 20) is None


def test_hashes_that_begin_alike_are_told_apart(tmp_path: Path) -> None:
    hashes = [bytes(8) + bytes([n]) * 12 for n in (3, 1, 2)]
    vectors = unit_vectors(3)
    write_embeddings(tmp_path / "f", SPACE, [(hashes, vectors)])
    with EmbeddingFile.open(tmp_path / "f") as file:
        for known, vector in zip(hashes, vectors, strict=True):
            np.testing.assert_array_equal(file.vector(known), vector.astype(np.float32))
        assert file.vector(bytes(20)) is None


def test_the_reader_of_safetensors_reads_it(tmp_path: Path) -> None:
    path = a_file(tmp_path / "f.safetensors")
    with safe_open(path, framework="np") as file:
        meta = file.metadata()
        assert (meta["format"], meta["version"], meta["model"]) == ("photo_search embeddings", "1", "some model")
        np.testing.assert_array_equal(file.get_tensor("vectors"), unit_vectors(5))
        assert [row.tobytes() for row in file.get_tensor("hashes")] == [content_hash(n) for n in range(5)]


def test_a_file_that_the_writer_of_safetensors_wrote_is_read(tmp_path: Path) -> None:
    ours = a_file(tmp_path / "ours")
    with safe_open(ours, framework="np") as file:
        tensors = {name: file.get_tensor(name) for name in ("vectors", "hashes")}
        save_file(tensors, tmp_path / "theirs", file.metadata())
    with EmbeddingFile.open(tmp_path / "theirs") as file:
        assert len(file) == 5


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(where=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_one_flipped_bit_anywhere_is_found(tmp_path: Path, where: float, bit: int) -> None:
    path = tmp_path / "f"
    if not path.exists():
        a_file(path)
    whole = bytearray(path.read_bytes())
    whole[int(where * len(whole))] ^= 1 << bit
    (tmp_path / "flipped").write_bytes(whole)
    with pytest.raises(EmbeddingFileUnusable), EmbeddingFile.open(tmp_path / "flipped") as file:
        file.require([SPACE])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(where=st.floats(0, 1, exclude_max=True))
def test_a_cut_file_is_found(tmp_path: Path, where: float) -> None:
    path = tmp_path / "f"
    if not path.exists():
        a_file(path)
    whole = path.read_bytes()
    (tmp_path / "cut").write_bytes(whole[: int(where * len(whole))])
    with pytest.raises(EmbeddingFileUnusable):
        EmbeddingFile.open(tmp_path / "cut")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04" * 40, b"\x08" + bytes(7) + b"[[[[[[[[", bytes(200)])
def test_what_is_no_such_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "f").write_bytes(content)
    with pytest.raises(EmbeddingFileUnusable, match="is not a file of embeddings"):
        EmbeddingFile.open(tmp_path / "f")
    with pytest.raises(EmbeddingFileUnusable, match="can't be opened"):
        EmbeddingFile.open(tmp_path / "absent")


@pytest.mark.parametrize(
    ("name", "value"),
    [("version", "2"), ("dimension", "7"), ("dimension", "-8"), ("model", "\u202eevil"), ("preprocessing", "one")],
)
def test_a_header_that_contradicts_itself_is_refused(tmp_path: Path, name: str, value: str) -> None:
    whole = a_file(tmp_path / "f").read_bytes()
    length = int.from_bytes(whole[:8], "little")
    header = json.loads(whole[8 : 8 + length])
    header["__metadata__"][name] = value
    changed = json.dumps(header).encode()
    (tmp_path / "g").write_bytes(len(changed).to_bytes(8, "little") + changed + whole[8 + length :])
    with pytest.raises(EmbeddingFileUnusable, match="newer version" if name == "version" else "damaged"):
        EmbeddingFile.open(tmp_path / "g")


@pytest.mark.parametrize("wrong", [np.nan, np.inf, 0.0, 3.0])
def test_vectors_that_no_model_gives_are_refused(tmp_path: Path, wrong: float) -> None:
    vectors = unit_vectors(5000)
    vectors[4500] = wrong
    hashes = [content_hash(n) for n in range(5000)]
    write_embeddings(tmp_path / "f", SPACE, [(hashes, vectors)])
    with pytest.raises(EmbeddingFileUnusable, match="vectors that no model gives"):
        EmbeddingFile.open(tmp_path / "f")


def test_from_one_library_to_another(tmp_path: Path, catalogs: list[Catalog]) -> None:
    here, there = catalogs
    vectors = unit_vectors(30)
    fill(here, range(30), vectors)
    fill(there, range(20, 40))
    fill(there, range(28, 29), vectors[28:29])
    path = tmp_path / "f.safetensors"
    assert export_embeddings(here, SPACE, path) == 30
    with EmbeddingFile.open(path) as file:
        loaded = load_embeddings(there, file, [SPACE])
        assert (loaded.in_file, loaded.added, loaded.known, loaded.elsewhere) == (30, 9, 1, 20)
        again = load_embeddings(there, file, [SPACE])
        assert (again.added, again.known) == (0, 10)
    space_id = there.embeddings.find_space(SPACE)
    assert space_id is not None
    for number in range(20, 30):
        photo_id = there.photos.id_of(content_hash(number))
        assert photo_id is not None
        np.testing.assert_array_equal(there.embeddings.vector(space_id, photo_id), vectors[number].astype(np.float32))
    assert there.embeddings.damaged() == []
    assert there.faults() == []


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (replace(SPACE, model="another"), "doesn't use that model"),
        (replace(SPACE, revision="r2"), "revision r1 instead of r2"),
        (replace(SPACE, preprocessing=2), "preprocessing 1 instead of 2"),
        (replace(SPACE, dimension=16), "dimension 8 instead of 16"),
    ],
)
def test_a_file_of_another_space_is_refused_with_the_reason(
    tmp_path: Path, catalogs: list[Catalog], other: SpaceIdentity, reason: str
) -> None:
    there = catalogs[1]
    fill(there, range(5), space=other)
    with EmbeddingFile.open(a_file(tmp_path / "f")) as file, pytest.raises(EmbeddingFileUnusable, match=reason):
        load_embeddings(there, file, [other])
    assert there.embeddings.find_space(SPACE) is None


def test_nothing_is_overwritten_and_nothing_is_left_half_written(tmp_path: Path, catalogs: list[Catalog]) -> None:
    fill(catalogs[0], range(3), unit_vectors(3))
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"precious")
    with pytest.raises(EmbeddingFileUnusable, match="already"):
        export_embeddings(catalogs[0], SPACE, photo)
    assert photo.read_bytes() == b"precious"
    with pytest.raises(EmbeddingFileUnusable, match="can't be written"):
        export_embeddings(catalogs[0], SPACE, tmp_path / "absent" / "f")
    with pytest.raises(EmbeddingFileUnusable, match="has seen no photo"):
        export_embeddings(catalogs[0], replace(SPACE, model="other"), tmp_path / "f")

    def broken() -> Iterator[tuple[list[bytes], np.ndarray]]:
        yield [content_hash(0)], unit_vectors(1)
        raise KeyboardInterrupt

    before = sorted(tmp_path.iterdir())
    with pytest.raises(KeyboardInterrupt):
        write_embeddings(tmp_path / "f", SPACE, broken())
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.skipif(sys.platform == "win32", reason="there is no limit on the size of files to set")
def test_a_full_disk_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    script = """
import resource, signal, sys
from pathlib import Path
from photo_search.errors import StorageFull
from tests.test_embedding_file import a_file
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    a_file(Path(sys.argv[1]), 2_000)
except StorageFull as full:
    print(full.sentence)
"""
    command = [sys.executable, "-c", script, str(tmp_path / "f")]
    done = subprocess.run(command, cwd=Path(__file__).parents[1], capture_output=True, text=True, check=True)
    assert "The disk is full" in done.stdout
    assert list(tmp_path.iterdir()) == []
