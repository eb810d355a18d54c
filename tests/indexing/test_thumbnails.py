from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from photo_search.errors import LibraryReadOnly, StorageFull
from photo_search.indexing.thumbnails import APPLICATION_ID, ThumbnailStore


def _jpeg(body: bytes = b"", size: int = 1000) -> bytes:
    return b"\xff\xd8" + body + os.urandom(size) + b"\xff\xd9"


def _hash(number: int) -> bytes:
    return number.to_bytes(20, "big")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "thumbnails.sqlite"


@pytest.fixture
def store(path: Path) -> Iterator[ThumbnailStore]:
    store = ThumbnailStore.open(path)
    yield store
    store.close()


def _fill(path: Path, count: int = 200, size: int = 30_000) -> dict[bytes, bytes]:
    items = {_hash(number): _jpeg(size=size) for number in range(count)}
    store = ThumbnailStore.open(path)
    store.put_many(items.items())
    store.close()
    return items


def test_what_is_put_can_be_got(store: ThumbnailStore) -> None:
    first, second = _jpeg(), _jpeg(size=100_000)
    store.put_many([(_hash(1), first), (_hash(2), second)])
    assert store.get(_hash(1)) == first
    assert store.get(_hash(2)) == second
    assert store.get(_hash(3)) is None
    assert store.has(_hash(1))
    assert not store.has(_hash(3))
    assert store.hashes() == {_hash(1), _hash(2)}
    assert store.missing(map(_hash, range(4))) == {_hash(0), _hash(3)}


def test_putting_again_replaces(store: ThumbnailStore) -> None:
    second = _jpeg()
    store.put_many([(_hash(1), _jpeg())])
    store.put_many([(_hash(1), second)])
    assert store.get(_hash(1)) == second
    assert len(store.hashes()) == 1


def test_removing(store: ThumbnailStore) -> None:
    store.put_many((_hash(number), _jpeg()) for number in range(10))
    store.remove_many(map(_hash, (2, 3, 99)))
    assert store.hashes() == set(map(_hash, (0, 1, 4, 5, 6, 7, 8, 9)))


def test_a_put_that_fails_changes_nothing(store: ThumbnailStore) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        store.put_many([(_hash(1), _jpeg()), (_hash(2), None)])  # type: ignore[list-item]
    assert store.hashes() == set()
    store.put_many([(_hash(1), _jpeg())])
    assert store.has(_hash(1))


def test_store_is_kept(path: Path) -> None:
    items = _fill(path)
    store = ThumbnailStore.open(path)
    assert store.put_aside is None
    assert {key: store.get(key) for key in items} == items
    assert store.check() == []
    store.close()
    with sqlite3.connect(path) as file:
        facts = [
            file.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version", "page_size")
        ]
    file.close()
    assert facts == [APPLICATION_ID, 1, 16384]


def test_closed_store_is_no_empty_store(path: Path) -> None:
    store = ThumbnailStore.open(path)
    store.close()
    with pytest.raises(sqlite3.ProgrammingError):
        store.get(_hash(1))


def test_many_threads(store: ThumbnailStore) -> None:
    items = {_hash(number): _jpeg(size=20_000) for number in range(300)}
    faults: list[object] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            for key, jpeg in items.items():
                if store.get(key) not in {None, jpeg}:
                    faults.append(key)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    pairs = list(items.items())
    for start in range(0, len(pairs), 20):
        store.put_many(pairs[start : start + 20])
    done.set()
    for reader in readers:
        reader.join()
    assert not faults
    assert store.missing(items) == set()


# Read-only


def test_read_only_store_beside_a_writing_one(store: ThumbnailStore, path: Path) -> None:
    reading = ThumbnailStore.open(path, read_only=True)
    jpeg = _jpeg()
    store.put_many([(_hash(1), jpeg)])
    assert reading.get(_hash(1)) == jpeg
    assert reading.check() == []
    with pytest.raises(LibraryReadOnly):
        reading.put_many([(_hash(2), jpeg)])
    reading.close()


def test_read_only_store_that_is_absent_is_empty(path: Path) -> None:
    store = ThumbnailStore.open(path, read_only=True)
    assert (store.get(_hash(1)), store.hashes(), store.check()) == (None, set(), [])
    with pytest.raises(LibraryReadOnly):
        store.put_many([(_hash(1), _jpeg())])
    store.close()
    assert not path.exists()


def test_read_only_store_that_is_damaged_is_empty_and_left_alone(path: Path) -> None:
    path.write_bytes(b"no database " * 1000)
    store = ThumbnailStore.open(path, read_only=True)
    assert store.hashes() == set()
    store.close()
    assert path.read_bytes() == b"no database " * 1000
    assert [file.name for file in path.parent.iterdir()] == [path.name]


# Damage


def _foreign(path: Path) -> None:
    with sqlite3.connect(path) as file:
        file.execute("CREATE TABLE recipes (cake TEXT)")
    file.close()


def _newer(path: Path) -> None:
    _fill(path)
    with sqlite3.connect(path) as file:
        file.execute("PRAGMA user_version = 99")
    file.close()


@pytest.mark.parametrize("spoil", [lambda path: path.write_bytes(b"no database " * 1000), _foreign, _newer])
def test_unusable_file_is_put_aside(path: Path, spoil: Callable[[Path], object]) -> None:
    spoil(path)
    before = path.read_bytes()
    store = ThumbnailStore.open(path)
    assert store.put_aside is not None
    assert store.put_aside.read_bytes() == before
    store.put_many([(_hash(1), _jpeg())])
    assert store.hashes() == {_hash(1)}
    store.close()


@pytest.mark.parametrize("kept", [0.0, 0.001, 0.3, 0.9])
def test_cut_file_is_found_out_and_never_ends_the_process(path: Path, kept: float) -> None:
    items = _fill(path)
    os.truncate(path, int(path.stat().st_size * kept))
    store = ThumbnailStore.open(path)
    for key, jpeg in items.items():
        assert store.get(key) in {None, jpeg}
    store.check()
    store.put_many(items.items())
    assert {key: store.get(key) for key in items} == items
    assert store.check() == []
    store.close()


def test_zeroed_page_is_named_by_check_and_mended_by_starting_anew(path: Path) -> None:
    items = _fill(path)
    with path.open("r+b") as file:
        file.seek(16384 * 1)
        file.write(bytes(16384 * 3))
    store = ThumbnailStore.open(path)
    faults = store.check()
    assert faults
    assert "damaged" in faults[0]
    store.start_anew()
    assert store.check() == []
    assert store.missing(items) == set(items)
    assert store.put_aside is not None
    assert store.put_aside.exists()
    store.close()


def test_thumbnail_that_is_no_jpeg_is_named_by_check(store: ThumbnailStore) -> None:
    store.put_many([(_hash(1), _jpeg()), (_hash(2), b"\xff\xd8 cut off"), (b"short", _jpeg())])
    assert store.check() == ["2 thumbnails are damaged."]


# The disk

_FULL_DISK = """
    import os, resource, sys
    from pathlib import Path
    from photo_search.errors import StorageFull
    from photo_search.indexing.thumbnails import ThumbnailStore

    jpeg = b"\\xff\\xd8" + bytes(50_000) + b"\\xff\\xd9"
    store = ThumbnailStore.open(Path(sys.argv[1]))
    store.put_many([(b"first", jpeg)])
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))
    try:
        store.put_many((bytes([number]), jpeg) for number in range(100))
    except StorageFull as error:
        print(error)
    assert store.get(b"first") == jpeg, "reading goes on"
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    store.put_many([(b"later", jpeg)])
    assert store.hashes() == {b"first", b"later"}
    store.close()
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit of file sizes")
def test_full_disk_is_said_and_survived(path: Path) -> None:
    code = [sys.executable, "-c", textwrap.dedent(_FULL_DISK), str(path)]
    done = subprocess.run(code, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "full" in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit of file sizes")
def test_no_room_for_a_new_store(tmp_path: Path) -> None:
    code = """
        import resource, sys
        from pathlib import Path
        from photo_search.errors import UserFixable
        from photo_search.indexing.thumbnails import ThumbnailStore
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        try:
            ThumbnailStore.open(Path(sys.argv[1]))
        except UserFixable as error:
            print(type(error).__name__)
    """
    command = [sys.executable, "-c", textwrap.dedent(code), str(tmp_path / "t.sqlite")]
    assert subprocess.run(command, capture_output=True, text=True, check=False).stdout == f"{StorageFull.__name__}\n"


def test_kill_at_any_moment_leaves_whole_thumbnails(path: Path) -> None:
    code = """
        import sys
        from pathlib import Path
        from photo_search.indexing.thumbnails import ThumbnailStore
        store = ThumbnailStore.open(Path(sys.argv[1]))
        print("open", flush=True)
        for batch in range(10_000):
            keys = [(batch * 10 + number).to_bytes(20, "big") for number in range(10)]
            store.put_many((key, b"\\xff\\xd8" + key * 1000 + b"\\xff\\xd9") for key in keys)
    """
    for pause in (0.0, 0.05, 0.2):
        command = [sys.executable, "-c", textwrap.dedent(code), str(path)]
        writer = subprocess.Popen(command, stdout=subprocess.PIPE)
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"open\n"
        threading.Event().wait(pause)
        writer.kill()
        writer.communicate()
        store = ThumbnailStore.open(path)
        assert store.put_aside is None
        keys = store.hashes()
        assert len(keys) % 10 == 0
        assert all(store.get(key) == b"\xff\xd8" + key * 1000 + b"\xff\xd9" for key in keys)
        assert store.check() == []
        store.close()
    assert keys
