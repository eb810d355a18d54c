"""Which space is used for what, what each lacks, and how an older catalog gets there."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from photo_search.catalog.catalog import Catalog
from photo_search.catalog.changes import Batch, Holding
from photo_search.catalog.connections import connect_writer
from photo_search.catalog.migrations import MIGRATIONS, migrate
from photo_search.catalog.roles import Roles, in_share
from photo_search.errors import LibraryReadOnly
from photo_search.records import FileStamp, FoundFile, Metadata, PhotoContent, SpaceIdentity

SPACE = SpaceIdentity("test", "1", "float32", 1, 4)


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    Catalog.create(tmp_path / "catalog.sqlite")
    opened = Catalog.open(tmp_path / "catalog.sqlite")
    yield opened
    opened.close()


def name(number: int) -> bytes:
    return number.to_bytes(20, "big")


def add(catalog: Catalog, space_id: int, numbers: list[int], folder: bytes = b"/p") -> None:
    """Let the library hold photos, a file each in `folder`, and the space know them."""
    place = next((f for f in catalog.folders.all() if f.path == folder), None) or catalog.folders.add(folder)
    batch = Batch(space_id)
    for number in numbers:
        batch.contents.append(PhotoContent(name(number), 1, "JPEG", 4, 3, 0, Metadata()))
        found = FoundFile(folder + b"/%d.jpg" % number, FileStamp(1, 2, 3, number))
        batch.holdings.append(Holding(place.folder_id, found, name(number)))
        batch.vectors.append((name(number), np.eye(4, dtype=np.float32)[number % 4]))
    catalog.write(batch).result()


def learn(catalog: Catalog, space_id: int, numbers: list[int]) -> None:
    catalog.write(Batch(space_id, vectors=[(name(n), np.eye(4, dtype=np.float32)[0]) for n in numbers])).result()


def test_roles_change_hands(catalog: Catalog) -> None:
    one, two, three = (catalog.embeddings.space(replace(SPACE, revision=str(n))) for n in range(3))
    assert catalog.roles.get() == Roles()
    catalog.roles.answer_first(one)
    catalog.roles.answer_first(two)
    assert catalog.roles.get() == Roles(one)
    catalog.roles.come(two, 0.1)
    catalog.roles.come(two, 1.0)
    assert catalog.roles.get() == Roles(one, two, 1.0)
    catalog.roles.take_over(two)
    assert catalog.roles.get() == Roles(two, None, 1.0, one)
    catalog.roles.come(three, 0.5)
    catalog.roles.take_over(one)
    assert catalog.roles.get() == Roles(one, three, 0.5, two), "going back leaves another change-over alone"
    catalog.roles.stay()
    catalog.roles.take_over(one)
    assert catalog.roles.get() == Roles(one, None, 1.0, two)
    catalog.embeddings.remove_space(two)
    assert catalog.roles.get() == Roles(one)
    assert catalog.faults() == []


def test_a_reader_sees_a_change_and_can_make_none(catalog: Catalog, tmp_path: Path) -> None:
    space_id = catalog.embeddings.space(SPACE)
    reader = Catalog.open(tmp_path / "catalog.sqlite", read_only=True)
    before = reader.version()
    catalog.roles.answer_first(space_id)
    assert reader.version() != before
    assert reader.roles.get() == Roles(space_id)
    with pytest.raises(LibraryReadOnly):
        reader.roles.take_over(space_id)
    reader.close()


def test_a_share_is_always_the_same_and_a_larger_one_holds_it() -> None:
    hashes = [np.random.default_rng(n).bytes(20) for n in range(2000)]
    tenth = {h for h in hashes if in_share(h, 0.1)}
    assert tenth == {h for h in hashes if in_share(h, 0.1)}
    assert tenth < {h for h in hashes if in_share(h, 0.3)}
    assert 150 < len(tenth) < 250
    assert all(in_share(h, 1.0) for h in hashes)


def test_what_a_space_lacks_and_where_it_is(catalog: Catalog) -> None:
    one, two = catalog.embeddings.space(SPACE), catalog.embeddings.space(replace(SPACE, revision="2"))
    add(catalog, one, [1, 2, 3])
    add(catalog, one, [4], b"/drive")
    learn(catalog, two, [2])
    drive = next(f for f in catalog.folders.all() if f.path == b"/drive")
    catalog.folders.set_offline(drive.folder_id, "gone")
    ids = {n: catalog.photos.id_of(name(n)) for n in (1, 2, 3, 4)}
    lacking = catalog.gaps.lacking(two)
    assert [(p.photo_id, p.waiting) for p in lacking] == [(ids[4], True), (ids[3], False), (ids[1], False)]
    assert catalog.gaps.lacking(one) == []
    assert catalog.gaps.wanted(1.0) == 4
    assert set(catalog.gaps.files(list(ids.values()))) == {ids[1], ids[2], ids[3]}
    assert catalog.gaps.only_in(one, [two]).tolist() == sorted([ids[1], ids[3], ids[4]])
    assert catalog.gaps.only_in(two, [one]).tolist() == []
    last = catalog.embeddings.state(two).last_id
    learn(catalog, two, [3])
    assert catalog.embeddings.photos_after(two, last).tolist() == [ids[3]]


def test_vectors_for_a_space_that_was_removed_are_dropped(catalog: Catalog) -> None:
    one, two = catalog.embeddings.space(SPACE), catalog.embeddings.space(replace(SPACE, revision="2"))
    add(catalog, one, [1])
    catalog.embeddings.remove_space(two)
    learn(catalog, two, [1])
    assert catalog.faults() == []
    assert [entry.space_id for entry in catalog.embeddings.spaces()] == [one]


def test_a_catalog_of_the_first_step_keeps_everything(tmp_path: Path) -> None:
    path = tmp_path / "catalog.sqlite"
    raw = connect_writer(path)
    assert len(migrate(raw, lambda: None, MIGRATIONS[:1])) == 1
    vector = np.eye(4, dtype="<f2")[0].tobytes()
    raw.execute("INSERT INTO folder VALUES (1, x'2f70', '[]', NULL, 5)")
    raw.execute(
        "INSERT INTO photo (id, content_hash, byte_size, format, width, height, dominant_colour, taken_guessed,"
        " orientation, added_at, caption) VALUES (7, ?, 1, 'JPEG', 4, 3, 0, 0, 1, 5, 'kept')",
        (name(7),),
    )
    raw.execute("INSERT INTO file VALUES (1, 1, x'612e6a7067', 1, 2, 3, 4, 7, NULL)")
    raw.execute("INSERT INTO model_space VALUES (1, 'starter', '1', 'x', 1, 4, 0, 0, 0, 5)")
    raw.execute("INSERT INTO model_space VALUES (2, 'starter', '2', 'x', 1, 4, 0, 0, 0, 6)")
    raw.execute("INSERT INTO model_space VALUES (3, 'tried', '1', 'x', 1, 4, 0, 0, 0, 7)")
    for space_id in (1, 2):
        raw.execute("INSERT INTO embedding VALUES (NULL, ?, 7, ?, ?)", (space_id, vector, zlib.crc32(vector)))
    raw.execute("INSERT INTO problem VALUES (1, x'62', 'decode', 'bad', 1, 5)")
    tables = ("folder", "photo", "file", "model_space", "embedding", "problem")
    before = {table: raw.execute(f"SELECT * FROM {table}").fetchall() for table in tables}  # noqa: S608
    before["photo"] = [(*row, None) for row in before["photo"]]  # The place, not looked up yet.
    raw.close()
    assert not Catalog.is_current(path)
    catalog = Catalog.open(path)
    assert Catalog.is_current(path)
    assert catalog.roles.get() == Roles(answering=2), "the newest space that knows photos goes on answering"
    assert catalog.faults() == []
    assert len(catalog.backups.newest_first()) == 1
    catalog.close()
    after = sqlite3.connect(path)
    assert {table: after.execute(f"SELECT * FROM {table}").fetchall() for table in tables} == before  # noqa: S608
    after.close()
