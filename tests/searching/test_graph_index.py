"""The graph: as good as measured, unharmed by changes, and never made from a file that isn't what was saved."""

from __future__ import annotations

import os
import resource
import shutil
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from photo_search.errors import StorageFull
from photo_search.searching import graph_index
from photo_search.searching.exact_index import ExactIndex
from photo_search.searching.graph_index import GraphIndex, graph_available

needs_hnswlib = pytest.mark.skipif(not graph_available(), reason="hnswlib is not installed, or can't run here")

DIMENSION = 32


def images(n: int, seed: int = 0, dimension: int = DIMENSION) -> NDArray[np.float32]:
    """Clusters around a common mean, as image vectors lie; float32 numbers that float16 holds too."""
    world, rng = np.random.default_rng(1), np.random.default_rng(seed)
    centres = world.standard_normal(dimension) + world.standard_normal((40, dimension))
    vectors = (
        centres[rng.integers(0, 40, n)] + rng.standard_normal((n, dimension)) * np.arange(1, dimension + 1) ** -0.5
    )
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float16).astype(np.float32)


def filled(n: int, dimension: int = DIMENSION) -> ExactIndex:
    index = ExactIndex(dimension)
    index.add(np.arange(n) + 1, images(n, dimension=dimension))
    return index


def assert_agree(graph: GraphIndex, exact: ExactIndex, k: int = 50) -> None:
    """The graph finds 0.99 of what the exact index finds, in the same order with the same cosines."""
    found = total = 0
    for query in images(60, seed=5, dimension=exact.dimension):
        truth, near = exact.search(query, k), graph.search(query, k)
        assert len(near.photo_ids) == len(truth.photo_ids) == len(set(near.photo_ids.tolist()))
        cosines = dict(zip(*(column.tolist() for column in truth), strict=True))
        both = [photo for photo in near.photo_ids.tolist() if photo in cosines]
        assert [near.cosines[near.photo_ids == photo][0] for photo in both] == [cosines[photo] for photo in both]
        assert (np.diff(near.cosines) <= 0).all()
        found += len(both)
        total += len(cosines)
    assert found >= 0.99 * total


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a graph of 400 photos, stamped "stamp"."""
    if not graph_available():
        pytest.skip("hnswlib is not installed, or can't run here")
    folder = tmp_path_factory.mktemp("graph")
    GraphIndex.build(filled(400)).save(folder / "graph", "stamp")
    return folder


def load(folder: Path, exact: ExactIndex | None = None, stamp: str = "stamp") -> GraphIndex | None:
    return GraphIndex.load(folder / "graph", stamp, exact or filled(400))


@needs_hnswlib
def test_agrees_with_the_exact_index() -> None:
    exact = filled(5000)
    graph = GraphIndex.build(exact)
    assert graph.ef is not None
    assert (len(graph), graph.dimension) == (5000, DIMENSION)
    assert_agree(graph, exact)
    assert_agree(graph, exact, k=1)


@needs_hnswlib
def test_the_same_photos_give_the_same_graph() -> None:
    one, other = GraphIndex.build(filled(2000)), GraphIndex.build(filled(2000))
    assert one.ef == other.ef
    for query in images(50, seed=3):
        assert one.search(query, 50).photo_ids.tolist() == other.search(query, 50).photo_ids.tolist()


@needs_hnswlib
@pytest.mark.parametrize("n", [0, 1, 2, 30])
def test_more_is_asked_than_there_is(n: int) -> None:
    exact = filled(n)
    graph = GraphIndex.build(exact)
    for k in (0, 1, 50, 5000):
        for query in images(5, seed=2):
            assert graph.search(query, k).photo_ids.tolist() == exact.search(query, k).photo_ids.tolist()


@needs_hnswlib
def test_filters_are_exact() -> None:
    exact = filled(3000)
    graph = GraphIndex.build(exact)
    among, without = np.arange(1, 3000, 7), np.arange(1, 3000, 14)
    for query in images(10, seed=2):
        for filters in ({"among": among}, {"among": among, "without": without}, {"without": without}):
            assert graph.search(query, 50, **filters).photo_ids.tolist() == (
                exact.search(query, 50, **filters).photo_ids.tolist()
            )
        best = exact.search(query, 60).photo_ids
        assert not np.isin(graph.search(query, 50, without=best[:20]).photo_ids, best[:20]).any()


@needs_hnswlib
def test_adding_removing_and_replacing() -> None:
    exact = ExactIndex(DIMENSION)
    graph = GraphIndex.build(exact)
    vectors = images(6000)
    for start in range(0, 6000, 1100):  # through several resizings
        piece = slice(start, start + 1100)
        graph.add(np.arange(6000)[piece], vectors[piece])
    assert_agree(graph, exact)
    graph.remove(np.arange(0, 600))
    assert not graph.rebuild_advised
    assert len(graph) == len(exact) == 5400
    assert_agree(graph, exact)
    graph.add(np.arange(300, 1500), images(1200, seed=9))  # some removed before, some to be replaced
    assert len(graph) == 5700
    assert_agree(graph, exact)
    assert graph.rebuild_advised
    assert not GraphIndex.build(exact).rebuild_advised
    graph.remove(graph.photo_ids())
    assert len(graph.search(vectors[0], 5).photo_ids) == 0
    graph.add(np.array([3]), vectors[:1])
    assert graph.search(vectors[0], 5).photo_ids.tolist() == [3]


@needs_hnswlib
def test_equal_vectors_share_a_node_and_outlive_each_other() -> None:
    exact = filled(3000)
    one = images(1, seed=77)
    graph = GraphIndex.build(exact)
    copies = np.arange(5000, 5120)
    graph.add(copies, np.repeat(one, 120, axis=0))
    assert graph.search(one[0], 120).photo_ids.tolist() == copies.tolist()
    assert_agree(graph, exact)
    graph.remove(np.array([5000]))  # the node was named after it
    graph.add(np.array([5001]), images(1, seed=78))  # and this one became its heir
    assert graph.search(one[0], 118).photo_ids.tolist() == copies[2:].tolist()
    graph.remove(copies)
    assert not np.isin(graph.search(one[0], 50).photo_ids, copies).any()
    assert_agree(graph, exact)


@needs_hnswlib
def test_bad_vectors_are_refused() -> None:
    graph = GraphIndex.build(filled(100))
    bad = images(3)
    bad[1, 4] = np.nan
    with pytest.raises(ValueError, match="not finite"):
        graph.add(np.array([500, 501, 502]), bad)
    with pytest.raises(ValueError, match="not finite"):
        graph.search(bad[1], 5)
    assert len(graph) == 100


@needs_hnswlib
def test_catches_up_with_what_was_added_to_the_exact_index() -> None:
    exact = filled(2000)
    graph = GraphIndex.build(exact)
    exact.add(np.arange(5000, 7000), images(2000, seed=4))
    exact.remove(np.arange(1, 500))
    graph.catch_up()
    assert_agree(graph, exact)


@needs_hnswlib
def test_a_graph_that_finds_too_little_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graph_index, "_RECALL", 1.01)
    exact = filled(500)
    graph = GraphIndex.build(exact)
    assert graph.ef is None
    for query in images(20, seed=3):
        assert graph.search(query, 50).photo_ids.tolist() == exact.search(query, 50).photo_ids.tolist()


@needs_hnswlib
def test_searching_while_it_grows_and_shrinks() -> None:
    exact = filled(300)
    graph = GraphIndex.build(exact)
    finished = threading.Event()
    failures: list[str] = []
    done = [0, 0, 0]

    def search(me: int) -> None:
        queries = images(20, seed=me)
        try:
            while not finished.is_set() or done[me] < 50:
                ids, cosines = graph.search(queries[done[me] % 20], 40)
                if len(ids) != 40 or len(set(ids.tolist())) != 40 or (np.diff(cosines) > 0).any():
                    failures.append(f"{ids} {cosines}")
                    return
                done[me] += 1
        except Exception as error:  # noqa: BLE001 - a thread's error must reach the test
            failures.append(repr(error))

    threads = [threading.Thread(target=search, args=(me,)) for me in range(3)]
    for thread in threads:
        thread.start()
    for turn in range(15):
        graph.add(np.arange(1000 + 100 * turn, 1100 + 100 * turn), images(100, seed=turn))
        graph.remove(np.arange(1000 + 100 * turn, 1040 + 100 * turn))
    finished.set()
    for thread in threads:
        thread.join()
    assert not failures
    assert_agree(graph, exact)


@needs_hnswlib
def test_saved_and_loaded(saved: Path, capfd: pytest.CaptureFixture[str]) -> None:
    exact = filled(400)
    graph, again = GraphIndex.build(exact), load(saved, exact)
    assert again is not None
    assert again.ef == graph.ef
    assert sorted(os.listdir(saved)) == ["graph", "graph.notes"]
    for query in images(50, seed=3):
        first, second = graph.search(query, 50), again.search(query, 50)
        assert first.photo_ids.tolist() == second.photo_ids.tolist()
        assert first.cosines.tolist() == second.cosines.tolist()
    assert capfd.readouterr() == ("", "")


@needs_hnswlib
def test_what_changed_since_it_was_saved_is_made_good(tmp_path: Path) -> None:
    exact = filled(3000)
    exact.add(np.arange(4000, 4050), np.repeat(images(1, seed=70), 50, axis=0))
    graph = GraphIndex.build(exact)
    graph.remove(np.arange(1, 100))
    graph.save(tmp_path / "graph", "stamp")
    exact.remove(np.arange(200, 300))
    exact.remove(np.arange(4000, 4010))
    exact.add(np.arange(50, 90), images(40, seed=71))
    exact.add(np.arange(6000, 6500), images(500, seed=72))
    exact.add(np.arange(4050, 4060), np.repeat(images(1, seed=70), 10, axis=0))
    again = load(tmp_path, exact)
    assert again is not None
    assert_agree(again, exact)
    assert again.search(images(1, seed=70)[0], 50).photo_ids.tolist() == list(range(4010, 4060))
    again.add(np.arange(7000, 9000), images(2000, seed=73))
    again.save(tmp_path / "graph", "stamp")
    third = load(tmp_path, exact)
    assert third is not None
    assert_agree(third, exact)


@needs_hnswlib
def test_another_stamp_dimension_or_place_is_refused(saved: Path) -> None:
    assert load(saved, stamp="another") is None
    assert load(saved, filled(400, dimension=48)) is None
    assert GraphIndex.load(saved / "absent", "stamp", filled(400)) is None


@needs_hnswlib
def test_swapped_files_of_two_models_are_refused(saved: Path, tmp_path: Path) -> None:
    """Of one dimension, so that hnswlib would load them gladly."""
    exact = ExactIndex(DIMENSION)
    exact.add(np.arange(400), images(400, seed=50))
    GraphIndex.build(exact).save(tmp_path / "graph", "another model")
    ours = tmp_path / "ours"
    shutil.copytree(saved, ours)
    shutil.copy(tmp_path / "graph", ours / "graph")
    assert load(ours) is None
    shutil.copy(tmp_path / "graph.notes", ours / "graph.notes")
    assert load(ours) is None


def damaged(whole: bytes) -> Iterator[tuple[str, bytes]]:
    """Copies of a file, each damaged in one way."""
    rng = np.random.default_rng(0)
    for place in [*range(0, 100, 3), *rng.integers(0, len(whole), 60).tolist()]:
        yield f"bit at {place}", whole[:place] + bytes([whole[place] ^ (1 << place % 8)]) + whole[place + 1 :]
    for place in rng.integers(0, len(whole) - 256, 30).tolist():
        if any(whole[place : place + 256]):
            yield f"256 zeros at {place}", whole[:place] + bytes(256) + whole[place + 256 :]
    for length in [0, 1, 8, 95, 96, 97, *rng.integers(0, len(whole), 20).tolist(), len(whole) - 1]:
        yield f"cut to {length}", whole[:length]
    yield "a byte more", whole + b"\0"


@needs_hnswlib
@pytest.mark.parametrize("name", ["graph", "graph.notes"])
def test_every_damage_is_noticed(saved: Path, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "damaged"
    shutil.copytree(saved, folder)
    exact = filled(400)
    whole = (folder / name).read_bytes()
    for what, data in damaged(whole):
        (folder / name).write_bytes(data)
        assert load(folder, exact) is None, what
    (folder / name).unlink()
    assert load(folder, exact) is None
    (folder / name).write_bytes(whole)
    assert load(folder, exact) is not None


@needs_hnswlib
@pytest.mark.parametrize("limit", [0, 50, 5000, 60_000])
def test_a_full_disk_leaves_the_old_graph(saved: Path, tmp_path: Path, limit: int) -> None:
    folder = tmp_path / "full"
    shutil.copytree(saved, folder)
    larger = GraphIndex.build(filled(1000))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        with pytest.raises(StorageFull):
            larger.save(folder / "graph", "stamp")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert sorted(os.listdir(folder)) == ["graph", "graph.notes"]
    assert load(folder) is not None


@needs_hnswlib
def test_a_crash_between_its_two_files_leaves_no_wrong_graph(saved: Path, tmp_path: Path) -> None:
    folder = tmp_path / "crashed"
    shutil.copytree(saved, folder)
    GraphIndex.build(filled(1000)).save(folder / "graph", "stamp")
    shutil.copy(saved / "graph.notes", folder)
    assert load(folder) is None


@needs_hnswlib
def test_a_path_that_is_no_text(saved: Path, tmp_path: Path) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9"))
    try:
        folder.mkdir()
    except OSError:
        pytest.skip("this file system takes only names that are text")
    GraphIndex.build(filled(400)).save(folder / "graph", "stamp")
    assert load(folder) is not None


@needs_hnswlib
def test_closed() -> None:
    graph = GraphIndex.build(filled(100))
    graph.close()
    with pytest.raises(ValueError, match="closed"):
        graph.search(images(1)[0], 5)
    with pytest.raises(ValueError, match="closed"):
        graph.add(np.array([1]), images(1))


def test_without_hnswlib(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "hnswlib", None)  # what the import system takes for "not there"
    exact = filled(400)
    assert not graph_available()
    assert load(saved, exact) is None
    with pytest.raises(ImportError):
        GraphIndex.build(exact)
    assert len(exact.search(images(1)[0], 5).photo_ids) == 5
