"""Snapshots of an index: the same answers after opening, and never an answer from a damaged file."""

from __future__ import annotations

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from photo_search.errors import LibraryReadOnly, StorageFull
from photo_search.searching import exact_index, index_files, scan
from photo_search.searching.array_file import Source, open_arrays, write_arrays
from photo_search.searching.exact_index import ExactIndex
from photo_search.searching.index_files import open_snapshot, save_snapshot, verify_snapshot

DIMENSION = 48


def random_units(n: int, dimension: int = DIMENSION, seed: int = 0) -> NDArray[np.float16]:
    vectors = np.random.default_rng(seed).standard_normal((n, dimension), np.float32)
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float16)


def filled(n: int, dimension: int = DIMENSION) -> ExactIndex:
    index = ExactIndex(dimension)
    index.add(np.arange(10, 10 + n), random_units(n, dimension))
    return index


def answers(index: ExactIndex) -> list[tuple[list[int], list[float]]]:
    """What the index says to some questions, to the last bit."""
    queries = random_units(5, index.dimension, seed=7).astype(np.float32)
    found = [index.search(query, 30) for query in queries]
    found += [index.search(query, 30, among=np.arange(0, 200, 3), without=np.arange(20)) for query in queries]
    return [(matches.photo_ids.tolist(), matches.cosines.tolist()) for matches in found]


def reopened(index: ExactIndex, path: Path) -> ExactIndex:
    save_snapshot(index, path, "stamp")
    again = open_snapshot(path, "stamp")
    assert again is not None
    return again


@contextmanager
def file_size_limit(limit: int) -> Iterator[None]:
    """Files can't grow beyond `limit` bytes, which fails like a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_answers_are_the_same(tmp_path: Path) -> None:
    index = filled(300)
    again = reopened(index, tmp_path / "index")
    assert answers(again) == answers(index)
    assert (again.photo_ids() == index.photo_ids()).all()
    assert (again.vectors(index.photo_ids()) == index.vectors(index.photo_ids())).all()
    assert (len(again), again.dimension) == (300, DIMENSION)
    assert verify_snapshot(tmp_path / "index")
    assert os.listdir(tmp_path) == ["index"]


def test_answers_are_the_same_with_a_projection_and_removals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exact_index, "_PROJECTED_FROM", 4000)
    monkeypatch.setattr(scan, "_HEAD_PAYS", 1000)
    index = filled(5000, 512)
    index.remove(np.arange(100, 2000, 2))
    again = reopened(index, tmp_path / "index")
    first, second = index.rows(), again.rows()
    assert first is not None
    assert second is not None
    assert first.projection is not None
    assert second.projection is not None
    assert second.count == len(again) == len(index)
    assert answers(again) == answers(index)


def test_an_opened_snapshot_can_be_changed(tmp_path: Path) -> None:
    index = filled(300)
    again = reopened(index, tmp_path / "index")
    for one in (index, again):
        one.remove(np.arange(50, 120))
        one.add(np.arange(200, 600), random_units(400, seed=3))
    assert answers(again) == answers(index)
    third = reopened(again, tmp_path / "index")  # over the file that is mapped
    assert answers(third) == answers(again) == answers(index)


def test_empty(tmp_path: Path) -> None:
    emptied = filled(20)
    emptied.remove(np.arange(100))
    for number, index in enumerate((ExactIndex(DIMENSION), emptied)):
        again = reopened(index, tmp_path / str(number))
        assert len(again) == 0
        again.add(np.array([1]), random_units(1))
        assert again.search(random_units(1)[0].astype(np.float32), 3).photo_ids.tolist() == [1]


def test_another_stamp_is_refused(tmp_path: Path) -> None:
    save_snapshot(filled(10), tmp_path / "index", "siglip 7")
    assert open_snapshot(tmp_path / "index", "siglip 8") is None
    assert open_snapshot(tmp_path / "index", "siglip 7") is not None


def test_swapped_files_of_two_models_are_refused(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    save_snapshot(filled(30, 48), one, "model one")
    save_snapshot(filled(30, 64), other, "model two")
    one.rename(tmp_path / "aside")
    other.rename(one)
    (tmp_path / "aside").rename(other)
    assert open_snapshot(one, "model one") is None
    assert open_snapshot(other, "model two") is None


def test_what_is_no_snapshot_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    (tmp_path / "text").write_text("photos " * 1000)
    (tmp_path / "folder").mkdir()
    write_arrays(tmp_path / "other kind", {"kind": "letters"}, {"ids": Source.of(np.arange(3))})
    for name in ("absent", "empty", "text", "folder", "other kind"):
        assert open_snapshot(tmp_path / name, "stamp") is None
    assert not verify_snapshot(tmp_path / "text")


def damaged(whole: bytes) -> Iterator[tuple[str, bytes]]:
    """Copies of a file, each damaged in one way: flipped, zeroed, cut, grown, shifted."""
    rng = np.random.default_rng(0)
    ends = [*range(80), *range(len(whole) - 120, len(whole))]
    for place in [*ends, *rng.integers(0, len(whole), 300).tolist()]:
        bit = 1 << int(rng.integers(0, 8))
        yield f"bit {bit} at {place}", whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :]
    for place in rng.integers(0, len(whole) - 512, 60).tolist():
        zeroed = whole[:place] + bytes(512) + whole[place + 512 :]
        if zeroed != whole:
            yield f"512 zeros at {place}", zeroed
    for length in [*range(70), *rng.integers(0, len(whole), 60).tolist(), len(whole) - 1]:
        yield f"cut to {length}", whole[:length]
    for extra in (b"\0", whole[-64:], whole):
        yield f"{len(extra)} more bytes", whole + extra
    yield "shifted", whole[64:] + whole[:64]


def test_every_damage_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "index"
    save_snapshot(filled(60), path, "stamp")
    whole = path.read_bytes()
    for what, data in damaged(whole):
        path.write_bytes(data)
        assert open_snapshot(path, "stamp") is None, what
        assert not verify_snapshot(path), what
    path.write_bytes(whole)
    assert open_snapshot(path, "stamp") is not None


def test_in_a_large_file_what_every_query_reads_is_verified_at_once_and_the_rest_on_demand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "index"
    save_snapshot(filled(200), path, "stamp")
    monkeypatch.setattr(index_files, "_VERIFIED_WHOLE", 0)
    whole = path.read_bytes()
    file = open_arrays(path)
    assert file is not None
    for name, array in file.arrays.items():
        damage = bytearray(whole)
        damage[whole.index(array.tobytes()) + array.nbytes // 2] ^= 0x40
        path.write_bytes(damage)
        assert (open_snapshot(path, "stamp") is None) == (name != "low")
        assert not verify_snapshot(path)
        path.write_bytes(whole)
    assert open_snapshot(path, "stamp") is not None


def test_a_full_disk_leaves_the_old_snapshot(tmp_path: Path) -> None:
    path = tmp_path / "index"
    small, large = filled(50), filled(5000)
    save_snapshot(small, path, "stamp")
    for limit in (0, 100, 10_000, 200_000):
        with file_size_limit(limit), pytest.raises(StorageFull):
            save_snapshot(large, path, "stamp")
        assert os.listdir(tmp_path) == ["index"]
        again = open_snapshot(path, "stamp")
        assert again is not None
        assert answers(again) == answers(small)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(LibraryReadOnly):
            save_snapshot(filled(50), tmp_path / "index", "stamp")
    finally:
        tmp_path.chmod(0o700)


def test_what_an_earlier_crash_left_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "index.part").write_bytes(b"half a file")
    assert answers(reopened(filled(50), tmp_path / "index")) == answers(filled(50))
    assert os.listdir(tmp_path) == ["index"]


def test_arrays_and_facts_come_back(tmp_path: Path) -> None:
    arrays = {
        "bytes": np.arange(7, dtype=np.int8),
        "none": np.empty((0, 3), np.float32),
        "table": np.arange(12, dtype=np.float64).reshape(3, 4),
    }
    facts = {"name": "é", "n": 3, "list": [1, None]}
    write_arrays(tmp_path / "file", facts, {name: Source.of(array) for name, array in arrays.items()})
    file = open_arrays(tmp_path / "file")
    assert file is not None
    assert file.facts == facts
    assert file.intact()
    assert file.nbytes == 7 + 96
    for name, array in arrays.items():
        assert file.arrays[name].dtype == array.dtype
        assert file.arrays[name].tolist() == array.tolist()
        assert not file.arrays[name].flags.writeable
