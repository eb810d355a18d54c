"""The index of a space follows the catalog: from a snapshot or without, with a graph or without."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from photo_search.catalog.catalog import Catalog
from photo_search.catalog.changes import Batch
from photo_search.records import Metadata, PhotoContent, SpaceIdentity
from photo_search.searching import space_index
from photo_search.searching.graph_index import GraphIndex, graph_available
from photo_search.searching.space_graph import SpaceGraph
from photo_search.searching.space_index import SpaceIndex

SPACE = SpaceIdentity("test", "1", "float32", 1, 16)


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    Catalog.create(tmp_path / "catalog.sqlite")
    opened = Catalog.open(tmp_path / "catalog.sqlite")
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def small_is_worth_saving(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(space_index, "_WORTH_SAVING", 10)


def add(catalog: Catalog, first: int, count: int) -> int:
    """Add photos `first`... and return the id of their space."""
    space_id = catalog.embeddings.space(SPACE)
    batch = Batch(space_id)
    for number in range(first, first + count):
        name = number.to_bytes(20, "big")
        vector = np.random.default_rng(number).standard_normal(16).astype(np.float32)
        batch.contents.append(PhotoContent(name, 1, "JPEG", 4, 3, 0, Metadata()))
        batch.vectors.append((name, vector / np.linalg.norm(vector)))
    catalog.write(batch).result()
    return space_id


def query() -> np.ndarray:
    return np.eye(16, dtype=np.float32)[0]


def test_it_takes_in_what_comes_later_and_drops_what_goes(catalog: Catalog, tmp_path: Path) -> None:
    space_id = add(catalog, 0, 30)
    index = SpaceIndex(catalog, space_id, SPACE, tmp_path / "index")
    assert len(index.get()) == 30
    same = index.get()
    add(catalog, 30, 5)
    assert index.get() is same
    assert len(same) == 35
    catalog.embeddings.remove([(space_id, 3)])
    assert 3 not in index.get().photo_ids()
    assert len(index.get()) == 34
    assert index.faults(repair=False) == []
    index.close()


def test_a_snapshot_is_used_and_caught_up(catalog: Catalog, tmp_path: Path) -> None:
    space_id = add(catalog, 0, 30)
    first = SpaceIndex(catalog, space_id, SPACE, tmp_path / "index")
    first.save()
    (snapshot,) = (tmp_path / "index").glob("*.vectors")
    expected = first.get().search(query(), 10)
    first.close()
    add(catalog, 30, 1)
    second = SpaceIndex(catalog, space_id, SPACE, tmp_path / "index")
    assert len(second.get()) == 31
    np.testing.assert_array_equal(
        second.get().search(query(), 10, without=np.array([31])).photo_ids, expected.photo_ids
    )
    second.save()
    assert list((tmp_path / "index").glob("*.vectors")) == [snapshot]  # One photo more is not worth a new one.
    add(catalog, 31, 20)
    second.save()
    (newer,) = (tmp_path / "index").glob("*.vectors")
    assert newer != snapshot
    second.close()


@pytest.mark.parametrize("damage", ["flip", "cut", "zero", "swap"])
def test_a_damaged_snapshot_is_no_snapshot(catalog: Catalog, tmp_path: Path, damage: str) -> None:
    space_id = add(catalog, 0, 30)
    first = SpaceIndex(catalog, space_id, SPACE, tmp_path / "index")
    first.save()
    expected = first.get().search(query(), 10)
    first.close()
    (snapshot,) = (tmp_path / "index").glob("*.vectors")
    whole = bytearray(snapshot.read_bytes())
    match damage:
        case "flip":
            whole[len(whole) // 2] ^= 0x10
        case "cut":
            del whole[-100:]
        case "zero":
            whole[len(whole) // 2 :] = bytes(len(whole) - len(whole) // 2)
    snapshot.write_bytes(whole)
    identity = SPACE if damage != "swap" else SpaceIdentity("other", "1", "float32", 1, 16)
    second = SpaceIndex(catalog, space_id, identity, tmp_path / "index")
    np.testing.assert_array_equal(second.get().search(query(), 10).photo_ids, expected.photo_ids)
    assert second.faults(repair=False) == []
    second.close()


def test_an_index_that_differs_is_found_and_made_anew(catalog: Catalog, tmp_path: Path) -> None:
    space_id = add(catalog, 0, 30)
    index = SpaceIndex(catalog, space_id, SPACE, tmp_path / "index")
    index.get().remove(np.array([5]))
    index.get().add(np.array([6]), query()[None])
    assert "2 photos" in index.faults(repair=True)[0]
    assert index.faults(repair=False) == []
    index.close()


@pytest.mark.skipif(not graph_available(), reason="hnswlib is not installed")
def test_a_graph_answers_when_it_is_ready(catalog: Catalog, tmp_path: Path) -> None:
    space_id = add(catalog, 0, 300)
    index = SpaceIndex(catalog, space_id, SPACE, tmp_path / "index")
    small = SpaceGraph(index, tmp_path / "index" / "small.graph", "stamp")
    assert small.get() is index.get()
    graph = SpaceGraph(index, tmp_path / "index" / "1.graph", "stamp", worth_from=100)
    expected = index.get().search(query(), 10)
    assert graph.get() is index.get()  # Nobody waits for it.
    graph.wait()
    ready = graph.get()
    assert isinstance(ready, GraphIndex)
    np.testing.assert_array_equal(ready.search(query(), 10).photo_ids, expected.photo_ids)
    add(catalog, 300, 10)
    assert len(graph.get()) == 310
    graph.close()
    again = SpaceGraph(index, tmp_path / "index" / "1.graph", "stamp", worth_from=100)
    again.get()
    again.wait()
    assert isinstance(again.get(), GraphIndex)
    again.close()
    index.close()
