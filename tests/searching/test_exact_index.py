"""The exact index against brute force in float64, under changes, filters and threads."""

from __future__ import annotations

import sys
import threading

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from photo_search.searching import exact_index, scan
from photo_search.searching.exact_index import ExactIndex
from photo_search.searching.vector_index import Matches

Vectors = NDArray[np.float16]
Floats = NDArray[np.float32]

CLOSE = 4e-5  # in few dimensions; float16 itself costs a cosine more


def unit(vectors: NDArray[np.floating]) -> Floats:
    return (vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)).astype(np.float32)


def images(n: int, dimension: int, seed: int = 0, clusters: int = 30) -> Vectors:
    """Clusters around a common mean, as image vectors lie."""
    rng = np.random.default_rng(seed)
    world = np.random.default_rng(1)
    mean = world.standard_normal(dimension)
    centres = world.standard_normal((clusters, dimension)) * np.arange(1, dimension + 1) ** -0.3
    around = (mean + centres).astype(np.float32)[rng.integers(0, clusters, n)]
    fading = (np.arange(1, dimension + 1) ** -0.5).astype(np.float32)
    return unit(around + rng.standard_normal((n, dimension), np.float32) * fading).astype(np.float16)


def texts(n: int, dimension: int) -> Floats:
    """Far from the images, as text vectors lie, and pointing a little to one of their clusters."""
    rng = np.random.default_rng(2)
    gap = np.random.default_rng(3).standard_normal(dimension)
    towards = images(n, dimension, seed=4).astype(np.float64) * np.sqrt(dimension)
    return unit(2 * gap + rng.standard_normal((n, dimension)) + 0.5 * towards)


def filled(vectors: NDArray[np.floating], first_id: int = 1) -> ExactIndex:
    index = ExactIndex(vectors.shape[1])
    index.add(np.arange(first_id, first_id + len(vectors)), vectors)
    return index


def assert_best(matches: Matches, ids: NDArray[np.int64], vectors: NDArray[np.floating], query: Floats, k: int) -> None:
    """The matches are the best k of the vectors, but for swaps of photos that are equally near."""
    # float16 may leave a vector a little too long; no cosine is above 1.
    truth = (vectors.astype(np.float64) @ query.astype(np.float64)).clip(-1, 1)
    k = min(k, len(ids))
    assert matches.photo_ids.dtype == np.int64
    assert matches.cosines.dtype == np.float32
    assert len(matches.photo_ids) == len(matches.cosines) == k
    assert len(np.unique(matches.photo_ids)) == k
    assert (np.diff(matches.cosines) <= 0).all()
    true_cosine = dict(zip(ids.tolist(), truth.tolist(), strict=True))
    assert [true_cosine[photo] for photo in matches.photo_ids.tolist()] == pytest.approx(matches.cosines, abs=CLOSE)
    assert matches.cosines == pytest.approx(np.sort(truth)[::-1][:k], abs=CLOSE)


def recall(index: ExactIndex, vectors: Vectors, queries: Floats, k: int = 50) -> float:
    right = 0
    truths = vectors.astype(np.float64) @ queries.T.astype(np.float64)
    for query, truth in zip(queries, truths.T, strict=True):
        best = np.argpartition(-truth, k)[:k] + 1
        right += len(np.intersect1d(index.search(query, k).photo_ids, best))
    return right / (k * len(queries))


@pytest.mark.parametrize("dimension", [32, 256, 768, 1152])
@pytest.mark.parametrize("n", [1, 2, 49, 1500])
def test_equals_brute_force(dimension: int, n: int) -> None:
    vectors = images(n, dimension)
    index = filled(vectors)
    ids = index.photo_ids()
    for query in (*texts(3, dimension), *images(3, dimension, seed=9).astype(np.float32)):
        for k in (1, 50, n + 10):
            assert_best(index.search(query, k), ids, vectors, query, k)


@pytest.mark.parametrize("dimension", [64, 768])
def test_equals_brute_force_without_any_structure(dimension: int) -> None:
    vectors = unit(np.random.default_rng(0).standard_normal((3000, dimension))).astype(np.float16)
    index = filled(vectors)
    for query in unit(np.random.default_rng(1).standard_normal((5, dimension))):
        assert_best(index.search(query, 50), index.photo_ids(), vectors, query, 50)


@pytest.fixture(scope="module")
def large() -> tuple[ExactIndex, Vectors]:
    """Large and long enough for the projection, and in pieces."""
    vectors = images(34_000, 512)
    index = ExactIndex(512)
    for start in range(0, len(vectors), 9_000):
        piece = vectors[start : start + 9_000]
        index.add(np.arange(start, start + len(piece)) + 1, piece)
    rows = index.rows()
    assert rows is not None
    assert rows.projection is not None
    assert len(rows.blocks) == 2
    return index, vectors


def test_large_recall_of_text_queries(large: tuple[ExactIndex, Vectors]) -> None:
    assert recall(*large, texts(40, 512)) >= 0.999


def test_large_recall_of_image_queries(large: tuple[ExactIndex, Vectors]) -> None:
    assert recall(*large, images(40, 512, seed=8).astype(np.float32)) >= 0.999


def test_finds_what_lies_far_from_all_that_the_projection_was_fitted_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exact_index, "_PROJECTED_FROM", 4000)
    monkeypatch.setattr(scan, "_HEAD_PAYS", 1000)
    index = filled(images(5000, 512))
    odd = unit(np.random.default_rng(5).standard_normal((20, 512)))
    index.add(np.arange(90_000, 90_020), odd)
    for number, query in enumerate(odd):
        assert index.search(query, 1).photo_ids.tolist() == [90_000 + number]


def test_growing_fourfold_makes_the_projection_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exact_index, "_PROJECTED_FROM", 1000)
    monkeypatch.setattr(scan, "_HEAD_PAYS", 500)
    vectors = images(5000, 512)
    index = ExactIndex(512)
    fitted = []
    for start in range(0, 5000, 500):
        index.add(np.arange(start, start + 500), vectors[start : start + 500])
        rows = index.rows()
        assert rows is not None
        fitted.append(rows.projection.fitted if rows.projection else 0)
        query = vectors[start].astype(np.float32)
        assert_best(index.search(unit(query), 20), index.photo_ids(), vectors[: start + 500], unit(query), 20)
    assert fitted == [0, *[1000] * 6, *[4000] * 3]


@pytest.mark.parametrize("part", [0.001, 0.05, 0.5, 0.99])
def test_large_filters(large: tuple[ExactIndex, Vectors], part: float) -> None:
    index, vectors = large
    rng = np.random.default_rng(7)
    among = rng.choice(34_000, int(34_000 * part), replace=False) + 1
    without = rng.choice(34_000, 300, replace=False) + 1
    left = np.setdiff1d(among, without)
    for query in (*texts(4, 512), *vectors[:4].astype(np.float32)):
        matches = index.search(unit(query), 50, among=among, without=without)
        assert_best(matches, left, vectors[left - 1], unit(query), 50)


@pytest.mark.parametrize("part", [0.01, 0.15, 0.21, 0.25, 0.4, 0.9])
@pytest.mark.parametrize("k", [1, 50, 300])
def test_filters(part: float, k: int) -> None:
    vectors = images(2000, 64)
    index = filled(vectors)
    index.remove(np.arange(1, 2001, 41))
    among = np.random.default_rng(7).choice(2000, int(2000 * part), replace=False) + 1
    left = np.setdiff1d(among, np.arange(1, 2001, 41))
    for query in texts(5, 64):
        assert_best(index.search(query, k, among=among), left, vectors[left - 1], query, k)


def test_large_after_removals(large: tuple[ExactIndex, Vectors]) -> None:
    _, vectors = large
    index = filled(vectors)
    query = texts(1, 512)[0]
    gone = index.search(query, 100).photo_ids
    index.remove(gone)
    left = np.setdiff1d(np.arange(1, 34_001), gone)
    assert len(index) == len(left)
    assert_best(index.search(query, 50), left, vectors[left - 1], query, 50)
    index.remove(left[:20_000])
    left = left[20_000:]
    rows = index.rows()
    assert rows is not None
    assert rows.count == len(index) == len(left)  # most were dead: cleared out
    assert_best(index.search(query, 50), left, vectors[left - 1], query, 50)
    assert (index.photo_ids() == left).all()


def test_scores_cover_everything(large: tuple[ExactIndex, Vectors]) -> None:
    index, vectors = large
    query = texts(1, 512)[0]
    ids, (cosines, second) = index.scores(np.stack([query, texts(2, 512)[1]]))
    assert not np.allclose(cosines, second, atol=0.01)
    truth = vectors.astype(np.float64) @ query
    assert sorted(ids.tolist()) == list(range(1, 34_001))
    assert np.abs(cosines - truth[ids - 1]).max() < 0.005
    assert np.std(cosines - truth[ids - 1]) < 0.0005


def test_scores_leave_out_what_was_removed() -> None:
    index = filled(images(100, 64))
    index.remove(np.arange(1, 11))
    ids, (cosines,) = index.scores(texts(1, 64))
    assert sorted(ids.tolist()) == list(range(11, 101))
    assert len(cosines) == 90


def test_equal_vectors_are_ordered_by_photo() -> None:
    one, *others = images(400, 256)
    index = ExactIndex(256)
    index.add(np.arange(1000, 1400 - 1), np.array(others))
    shuffled = np.random.default_rng(0).permutation(300)
    for start in range(0, 300, 7):
        piece = shuffled[start : start + 7]
        index.add(piece, np.repeat(one[None], len(piece), axis=0))
    matches = index.search(unit(one.astype(np.float32)), 200)
    assert matches.photo_ids.tolist() == list(range(200))
    assert len(set(matches.cosines.tolist())) == 1


def test_two_opposite_vectors_and_a_cosine_never_above_one() -> None:
    vector = unit(np.random.default_rng(0).standard_normal(300))
    index = filled(np.array([vector, -vector]))
    matches = index.search(vector, 2)
    assert matches.photo_ids.tolist() == [1, 2]
    assert matches.cosines == pytest.approx([1, -1], abs=1e-5)
    assert np.abs(matches.cosines).max() <= 1


def test_float16_and_float32_are_the_same_to_it() -> None:
    vectors = images(300, 256)
    query = texts(1, 256)[0]
    half, single = filled(vectors).search(query, 20), filled(vectors.astype(np.float32)).search(query, 20)
    assert half.photo_ids.tolist() == single.photo_ids.tolist()
    assert half.cosines.tolist() == single.cosines.tolist()


def test_vectors_come_back() -> None:
    vectors = images(500, 768)
    index = filled(vectors)
    asked = np.array([400, 1, 400, 37])
    assert index.vectors(asked) == pytest.approx(vectors[asked - 1].astype(np.float32), abs=CLOSE)
    assert index.vectors(np.array([], np.int64)).shape == (0, 768)
    with pytest.raises(KeyError, match="777"):
        index.vectors(np.array([1, 777]))
    with pytest.raises(KeyError, match="3"):
        ExactIndex(768).vectors(np.array([3]))


def test_empty() -> None:
    index = ExactIndex(8)
    query = unit(np.ones(8))
    assert len(index) == 0
    assert len(index.search(query, 5).photo_ids) == 0
    assert len(index.search(query, 5, among=np.array([1])).photo_ids) == 0
    assert len(index.scores(query[None])[0]) == 0
    assert index.photo_ids().tolist() == []
    index.remove(np.array([1, 2]))
    index.add(np.array([], np.int64), np.empty((0, 8), np.float32))
    assert len(index) == 0


def test_nothing_is_left_after_removing_all() -> None:
    index = filled(images(20, 16))
    index.remove(np.arange(0, 50))
    query = texts(1, 16)[0]
    assert len(index) == 0
    assert len(index.search(query, 5).photo_ids) == 0
    assert len(index.scores(query[None])[0]) == 0
    index.add(np.array([7]), query[None])
    assert index.search(query, 5).photo_ids.tolist() == [7]


def test_k_of_zero_and_less() -> None:
    index = filled(images(20, 16))
    for k in (0, -1):
        assert len(index.search(texts(1, 16)[0], k).photo_ids) == 0


def test_filters_ignore_what_is_unknown_or_named_twice() -> None:
    vectors = images(100, 64)
    index = filled(vectors)
    query = texts(1, 64)[0]
    among = np.array([5, 5, 6, 999, -3])
    assert sorted(index.search(query, 50, among=among).photo_ids.tolist()) == [5, 6]
    assert index.search(query, 50, among=among, without=np.array([5, 1234])).photo_ids.tolist() == [6]
    assert len(index.search(query, 50, among=np.array([], np.int64)).photo_ids) == 0
    assert len(index.search(query, 200, without=np.array([], np.int64)).photo_ids) == 100


def bad_vectors() -> dict[str, NDArray[np.floating]]:
    good = images(5, 32).astype(np.float32)
    cases: dict[str, NDArray[np.floating]] = {}
    for name, value in {"nan": np.nan, "infinite": np.inf, "minus infinite": -np.inf}.items():
        cases[name] = good.copy()
        cases[name][4, 31] = value
    cases["zero"] = good * np.array([1, 1, 1, 1, 0], np.float32)[:, None]
    cases["too long"] = good * np.float32(1.1)
    cases["too short"] = good * np.float32(0.9)
    cases["wrong dimension"] = images(5, 31)
    cases["too few"] = good[:4]
    cases["one dimension"] = good[0]
    cases["float64"] = good.astype(np.float64)
    cases["nan in float16"] = cases["nan"].astype(np.float16)
    return cases


@pytest.mark.parametrize("case", bad_vectors())
def test_bad_vectors_are_never_stored(case: str) -> None:
    index = filled(images(10, 32))
    with pytest.raises(ValueError, match=r"vector|Vector"):
        index.add(np.arange(5), bad_vectors()[case])
    assert index.photo_ids().tolist() == list(range(1, 11))


def test_ids_below_zero_are_refused() -> None:
    index = ExactIndex(32)
    with pytest.raises(ValueError, match="below zero"):
        index.add(np.array([3, -1]), images(2, 32))
    assert len(index) == 0


@pytest.mark.parametrize(
    "query", [np.ones(8), np.zeros(8), np.full(8, np.nan), unit(np.ones(7)), unit(np.ones((1, 8)))]
)
def test_bad_queries_are_refused(query: Floats) -> None:
    index = filled(images(10, 8))
    with pytest.raises(ValueError, match=r"vector|shape"):
        index.search(query.astype(np.float32), 3)
    with pytest.raises(ValueError, match=r"vector|shape"):
        index.scores(query.astype(np.float32)[None])


def test_the_last_of_equal_ids_in_one_call_counts() -> None:
    vectors = images(3, 64)
    index = ExactIndex(64)
    index.add(np.array([8, 3, 8]), vectors)
    assert index.photo_ids().tolist() == [3, 8]
    assert index.vectors(np.array([8]))[0] == pytest.approx(vectors[2].astype(np.float32), abs=CLOSE)


def test_replacing_again_and_again_takes_no_more_memory() -> None:
    vectors = images(3000, 16)
    index = filled(vectors)
    for _ in range(20):
        index.add(np.arange(1, 3001), vectors)
    rows = index.rows()
    assert rows is not None
    assert len(index) == 3000
    assert rows.count < 20_000


def test_closed() -> None:
    index = filled(images(10, 8))
    index.close()
    index.close()
    for call in (index.photo_ids, lambda: index.search(unit(np.ones(8)), 1), lambda: index.remove(np.array([1]))):
        with pytest.raises(ValueError, match="closed"):
            call()


def test_searching_keeps_the_reference_count_of_none() -> None:
    """simsimd's `out=` loses one at each call; Python below 3.12 dies of it after some thousands."""
    index = filled(images(100, 64))
    query = texts(1, 64)[0]
    before = sys.getrefcount(None)
    for _ in range(300):
        index.search(query, 5)
    assert sys.getrefcount(None) > before - 200


WORLD = images(60, 24, clusters=4)
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["add", "remove"]),
        st.lists(st.tuples(st.integers(0, 12), st.integers(0, 59)), min_size=1, max_size=8),
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(changes=CHANGES, k=st.integers(1, 15), among=st.sets(st.integers(0, 14)), without=st.sets(st.integers(0, 14)))
def test_behaves_like_a_dictionary(
    changes: list[tuple[str, list[tuple[int, int]]]], k: int, among: set[int], without: set[int]
) -> None:
    index = ExactIndex(24)
    model: dict[int, int] = {}
    for action, pairs in changes:
        ids = np.array([photo for photo, _ in pairs])
        if action == "add":
            index.add(ids, WORLD[[which for _, which in pairs]])
            model.update(pairs)
        else:
            index.remove(ids)
            for photo, _ in pairs:
                model.pop(photo, None)
    assert index.photo_ids().tolist() == sorted(model)
    assert len(index) == len(model)
    query = texts(1, 24)[0]
    left = np.array([photo for photo in sorted(model) if photo in among and photo not in without], np.int64)
    matches = index.search(query, k, among=np.array(list(among), np.int64), without=np.array(list(without), np.int64))
    assert_best(matches, left, WORLD[[model[photo] for photo in left.tolist()]], query, k)


def test_searching_while_others_change_it() -> None:
    """Each photo only ever has one of two vectors; every answer is right for one or the other."""
    dimension, n = 96, 3000
    versions = np.stack([images(n, dimension, seed=s) for s in (0, 1)])
    queries = texts(8, dimension)
    truth = np.einsum("vnd,qd->qvn", versions.astype(np.float64), queries.astype(np.float64))
    index = ExactIndex(dimension)
    index.add(np.arange(500), versions[0, :500])
    finished = threading.Event()
    failures: list[str] = []
    searches = [0, 0, 0]

    def search(me: int) -> None:
        try:
            while not finished.is_set() or searches[me] < 20:
                q = searches[me] % len(queries)
                among = np.arange(n) if searches[me] % 2 else None
                ids, cosines = index.search(queries[q], 40, among=among)
                off = np.abs(truth[q][:, ids] - cosines).min(axis=0)
                if len(ids) != 40 or len(set(ids.tolist())) != 40 or off.max() > CLOSE or (np.diff(cosines) > 0).any():
                    failures.append(f"{ids} {cosines} {off}")
                    return
                searches[me] += 1
        except Exception as error:  # noqa: BLE001 - a thread's error must reach the test
            failures.append(repr(error))

    threads = [threading.Thread(target=search, args=(me,)) for me in range(3)]
    for thread in threads:
        thread.start()
    rng = np.random.default_rng(0)
    for turn in range(250):
        ids = np.unique(rng.integers(0, n, 60))
        index.add(ids, versions[turn % 2, ids])
        index.remove(rng.integers(500, n, 20))
    finished.set()
    for thread in threads:
        thread.join()
    assert not failures
    assert min(searches) >= 20
