"""Spaces that answer together: every photo by the first that has it, with scores that can be compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from photo_search.catalog.catalog import Catalog
from photo_search.catalog.changes import Batch, Holding
from photo_search.records import (
    FileStamp,
    Filters,
    FoundFile,
    Hit,
    Metadata,
    PhotoContent,
    SearchOptions,
    SpaceIdentity,
)
from photo_search.searching.calibration import Background, background, translate
from photo_search.searching.exact_index import ExactIndex
from photo_search.searching.lineup import Lineup, Member
from photo_search.searching.search import Inquiry, Search
from photo_search.searching.space_index import SpaceIndex

PHOTOS = 240


def unit(vectors: np.ndarray) -> np.ndarray:
    return (vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)).astype(np.float32)


MEANING = unit(np.random.default_rng(0).standard_normal((PHOTOS, 16)))
TURN = np.linalg.qr(np.random.default_rng(1).standard_normal((24, 24)))[0]


def turned(vectors: np.ndarray) -> np.ndarray:
    """Return vectors in another space of another dimension, where all cosines are higher and closer together."""
    return unit(vectors @ TURN[:16] + 1.5 * TURN[20])


@dataclass
class World:
    catalog: Catalog
    folder: Path
    members: dict[str, Member]
    loads: list[str]

    def member(self, name: str, leads_from: int = 0) -> Member:
        if name not in self.members:
            identity = SpaceIdentity(name, "1", "float32", 1, 16 if name == "old" else 24)
            space_id = self.catalog.embeddings.space(identity)
            index = SpaceIndex(self.catalog, space_id, identity, self.folder / "index")

            def get() -> ExactIndex:
                self.loads.append(name)
                return index.get()

            self.members[name] = Member(space_id, name, get, get, leads_from)
        return self.members[name]

    def know(self, name: str, numbers: np.ndarray) -> None:
        vectors = MEANING if name == "old" else turned(MEANING)
        batch = Batch(self.member(name).space_id)
        batch.vectors.extend((content(int(n)), vectors[n]) for n in numbers)
        self.catalog.write(batch).result()

    def search(self, *names: str, reference: str | None = None) -> Search:
        members = [self.member(name) for name in names]
        lineup = Lineup(self.catalog, members, self.member(reference or names[0]))
        return Search(self.catalog, lineup, "test")

    def ask(self, meaning: np.ndarray) -> Callable[[int], np.ndarray]:
        old = self.members["old"].space_id if "old" in self.members else None
        return lambda space_id: unit(meaning) if space_id == old else turned(unit(meaning))


def content(number: int) -> bytes:
    return (number + 1).to_bytes(20, "big")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    Catalog.create(tmp_path / "catalog.sqlite")
    catalog = Catalog.open(tmp_path / "catalog.sqlite")
    folder = catalog.folders.add(b"/p")
    made = World(catalog, tmp_path, {}, [])
    batch = Batch(made.member("old").space_id)
    for number in range(PHOTOS):
        batch.contents.append(PhotoContent(content(number), 1, "JPEG", 4, 3, 0, Metadata()))
        place = b"even" if number % 2 == 0 else b"odd/few" if number % 10 == 3 else b"odd"
        found = FoundFile(b"/p/%s/%d.jpg" % (place, number), FileStamp(1, 2, 3, number))
        batch.holdings.append(Holding(folder.folder_id, found, content(number)))
    catalog.write(batch).result()
    yield made
    catalog.close()


def questions(count: int = 12) -> list[np.ndarray]:
    return list(np.random.default_rng(7).standard_normal((count, 16)))


def nearest(
    search: Search,
    vector: Callable[[int], np.ndarray | None],
    filters: Filters | None = None,
    without: int | None = None,
    **page: int,
) -> tuple[Hit, ...]:
    def vectors(space_id: int) -> np.ndarray | None:
        one = vector(space_id)
        return None if one is None else one[None]

    excluded = np.array([] if without is None else [without], np.int64)
    asked = Inquiry("?", vectors, filters or Filters(), excluded=excluded)
    return search.answer(asked, SearchOptions(), **{"limit": 30, **page}).hits


def order(search: Search, world: World, question: np.ndarray, **options: Any) -> list[int]:
    return [hit.photo_id for hit in nearest(search, world.ask(question), **options)]


@pytest.mark.parametrize("part", [0.1, 0.25, 0.5, 0.75, 0.95])
@pytest.mark.parametrize("names", [("old", "new"), ("new", "old")])
def test_two_spaces_that_see_the_same_answer_as_one(world: World, part: float, names: tuple[str, str]) -> None:
    """The part that is known to the new space is not a random one: it holds what is near to some question."""
    world.know("old", np.arange(PHOTOS))
    alone = world.search("old")
    wanted = [order(alone, world, question) for question in questions()]
    learned = np.argsort(-(MEANING @ questions()[0]))[: int(part * PHOTOS)]
    world.know("new", learned)
    together = world.search(*names, reference="old")
    for question, expected in zip(questions(), wanted, strict=True):
        got = order(together, world, question)
        assert len(set(got)) == len(got) == 30
        assert len(set(got) & set(expected)) >= 28
        assert got[:3] == expected[:3]
    coverage = together.coverage()
    assert (coverage.embedded, coverage.photos) == (PHOTOS, PHOTOS)


def test_scores_are_those_of_the_reference_and_fall(world: World) -> None:
    world.know("old", np.arange(PHOTOS))
    world.know("new", np.arange(0, PHOTOS, 2))
    question = questions()[3]
    alone = nearest(world.search("old"), world.ask(question), limit=PHOTOS)
    mixed = nearest(world.search("new", "old", reference="old"), world.ask(question), limit=PHOTOS)
    assert len(mixed) == PHOTOS
    assert [hit.cosine for hit in mixed] == sorted((hit.cosine for hit in mixed), reverse=True)
    assert [hit.score for hit in mixed] == sorted((hit.score for hit in mixed), reverse=True)
    cosines = {hit.photo_id: hit.cosine for hit in alone}
    assert max(abs(cosines[hit.photo_id] - hit.cosine) for hit in mixed) < 0.02
    raw = turned(unit(question)) @ turned(MEANING).T
    assert raw.min() > 0.3, "without a translation the new space's photos would all come first"


@pytest.mark.parametrize("names", [("old",), ("new", "old")])
@pytest.mark.parametrize("phrases", [1, 3])
def test_a_few_photos_are_judged_by_what_all_get(world: World, names: tuple[str, ...], phrases: int) -> None:
    world.know("old", np.arange(PHOTOS))
    world.know("new", np.arange(0, PHOTOS, 3))
    search = world.search(*names, reference="old")
    for question in questions():
        meanings = question + 0.5 * np.random.default_rng(5).standard_normal((phrases, 16))
        asked = Inquiry("?", lambda space, all_of=meanings: np.stack([world.ask(one)(space) for one in all_of]))
        everything = search.answer(asked, SearchOptions(), limit=PHOTOS).hits
        inside = Filters(folders=(b"/p/odd/few",))
        few = search.answer(replace(asked, filters=inside), SearchOptions(), limit=PHOTOS)
        expected = [hit for hit in everything if b"/few/" in hit.path]
        assert len(few.hits) == len(expected) == PHOTOS // 10
        assert [hit.score for hit in few.hits] == pytest.approx([hit.score for hit in expected], abs=0.002)
        assert few.matching == sum(hit.matches for hit in few.hits)


def test_photos_that_only_the_other_space_has_are_found(world: World) -> None:
    world.know("old", np.arange(200))
    world.know("new", np.arange(150, PHOTOS))
    both = world.search("old", "new")
    for number in (5, 199, 200, 239):
        photo_id = world.catalog.photos.id_of(content(number))
        assert order(both, world, MEANING[number])[0] == photo_id
        assert photo_id not in order(both, world, MEANING[number], without=photo_id)
    assert both.coverage().embedded == PHOTOS
    evens = order(both, world, MEANING[239], filters=Filters(folders=(b"/p/even",)), limit=PHOTOS)
    assert len(evens) == PHOTOS // 2
    pages = [order(both, world, MEANING[239], limit=40, offset=offset) for offset in (0, 40, 80)]
    assert [*pages[0], *pages[1], *pages[2]] == order(both, world, MEANING[239], limit=120)


def test_spaces_that_grow_and_shrink_between_questions(world: World) -> None:
    dice = np.random.default_rng(3)
    world.know("old", np.arange(100))
    both, known = world.search("new", "old", reference="old"), {"old": set(range(100)), "new": set()}
    ids = {n: world.catalog.photos.id_of(content(n)) for n in range(PHOTOS)}
    for step in range(25):
        name = ("new", "new", "old")[step % 3]
        if step % 7 == 6:
            gone = [int(n) for n in dice.choice(sorted(known[name]), 5, replace=False)]
            world.catalog.embeddings.remove([(world.member(name).space_id, ids[n]) for n in gone])  # type: ignore[misc]
            known[name] -= set(gone)
        else:
            more = dice.choice(PHOTOS, 20, replace=False)
            world.know(name, more)
            known[name] |= {int(n) for n in more}
        found = order(both, world, dice.standard_normal(16), limit=PHOTOS)
        assert sorted(found) == sorted(ids[n] for n in known["old"] | known["new"])
        assert both.coverage().embedded == len(found)
        fresh = world.search("new", "old", reference="old")
        question = dice.standard_normal(16)
        assert order(both, world, question)[:5] == order(fresh, world, question)[:5]


def test_a_space_with_nothing_to_add_is_not_even_loaded(world: World) -> None:
    world.know("old", np.arange(PHOTOS))
    world.know("new", np.arange(0, PHOTOS, 2))
    both = world.search("old", "new")
    world.loads.clear()
    order(both, world, questions()[0])
    assert set(world.loads) == {"old"}
    world.catalog.embeddings.remove([(world.member("old").space_id, 1)])
    assert 1 in order(both, world, questions()[0], limit=PHOTOS)


def test_a_space_leads_only_from_so_many_photos_on(world: World) -> None:
    world.know("old", np.arange(PHOTOS))
    world.member("new", leads_from=64)
    world.know("new", np.arange(63))
    both = world.search("new", "old", reference="old")
    world.loads.clear()
    order(both, world, questions()[0])
    assert set(world.loads) == {"old"}
    world.know("new", np.arange(63, 70))
    order(both, world, questions()[1])
    assert set(world.loads) == {"old", "new"}


def test_a_question_that_one_space_has_no_vector_for_is_put_to_the_others(world: World) -> None:
    world.know("old", np.arange(200))
    world.know("new", np.arange(150, PHOTOS))
    both, new = world.search("old", "new"), world.member("new").space_id
    hits = nearest(both, lambda space_id: None if space_id != new else turned(MEANING[210]), limit=5)
    assert hits[0].photo_id == world.catalog.photos.id_of(content(210))
    assert nearest(both, lambda _: None, limit=5) == ()


def test_a_large_part_is_copied_and_gives_the_same(world: World) -> None:
    index = ExactIndex(16)
    index.add(np.arange(PHOTOS), MEANING)
    part = index.part(np.array([3, 7, 1000, 200]))
    assert part.photo_ids().tolist() == [3, 7, 200]
    assert np.allclose(part.vectors(np.array([7])), index.vectors(np.array([7])))
    assert index.has(np.array([0, 5000])).tolist() == [True, False]
    assert len(ExactIndex(16).part(np.array([1]))) == 0


def test_translation_keeps_the_place_above_the_mean() -> None:
    theirs, ours = background(np.array([0.4, 0.5, 0.6])), background(np.array([-0.1, 0.0, 0.1]))
    assert translate(np.array([0.5, 0.7]), theirs, ours) == pytest.approx([0.0, 0.2])
    assert translate(np.array([0.5]), Background(0.4, 0.0), Background(0.1, 0.2)) == pytest.approx([0.2])
    assert background(np.empty(0)) == Background(0.0, 0.0)
