"""Random trees, changed at random: what the scanner tells, believed, must always be the truth."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from photo_search.indexing.folder_walk import stamp_of
from photo_search.indexing.scanner import Back, Changed, Finished, Gone, Moved, New
from photo_search.records import FileStamp, KnownFile
from tests.indexing.shelf import Shelf

PLACES = [f"{folder}{name}" for folder in ("", "a/", "b/", "b/c/") for name in ("1.jpg", "2.jpg", "3.png")]


def write(one: Path, other: Path) -> None:
    one.write_bytes(os.fsencode(other)[-5:])


def remove(one: Path, other: Path) -> None:
    one.unlink(missing_ok=True)


def rename(one: Path, other: Path) -> None:
    if one.exists():
        one.replace(other)


def link(one: Path, other: Path) -> None:
    if one.exists() and not other.exists():
        os.link(one, other)


def copy(one: Path, other: Path) -> None:
    if one.exists() and (not other.exists() or not one.samefile(other)):
        shutil.copy2(one, other)


steps = st.lists(
    st.tuples(st.sampled_from([write, write, remove, rename, rename, link, copy]), *[st.sampled_from(PLACES)] * 2),
    min_size=1,
    max_size=12,
)


def truth(root: Path) -> dict[bytes, FileStamp]:
    return {os.fsencode(p): stamp_of(p.stat()) for p in root.rglob("*") if p.is_file()}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rounds=st.lists(steps, min_size=1, max_size=4))
def test_what_the_scanner_tells_is_the_truth(
    rounds: list[list[tuple[Callable[[Path, Path], None], str, str]]],
) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        (root / "a").mkdir()
        (root / "b" / "c").mkdir(parents=True)
        shelf = Shelf(root)
        for mutations in rounds:
            for change, one, other in mutations:
                change(root / one, root / other)
            before = {file.path: file for file in shelf.files.values()}
            now = truth(root)
            events = shelf.look(accept_missing=True)

            present = [file for file in shelf.files.values() if not file.missing]
            assert {f.path: f.stamp[:3] for f in present} == {p: s[:3] for p, s in now.items()}
            assert len(present) == len(now)
            check_each_event(events, before, now)
            check_no_move_is_missed(events, before, now)


def check_each_event(events: list[object], before: dict[bytes, KnownFile], now: dict[bytes, FileStamp]) -> None:
    moved_away = {e.known.path for e in events if isinstance(e, Moved)}
    unchanged = 0
    for path in before.keys() & now.keys() - moved_away:
        same = before[path].stamp[:3] == now[path][:3]
        unchanged += same and not before[path].missing
        told = [e for e in events if isinstance(e, Changed | Back) and e.known.path == path]
        assert [type(e) for e in told] == ([Back] if before[path].missing else []) if same else [Changed]
    assert events[-1] == Finished(len(now), unchanged)
    gone = {e.known.path for e in events if isinstance(e, Gone)}
    assert gone == {p for p, f in before.items() if p not in now and p not in moved_away and not f.missing}
    counts = Counter(e.known.file_id for e in events if isinstance(e, Moved | Gone | Changed | Back))
    assert set(counts.values()) <= {1}
    for e in events:
        if isinstance(e, Moved):
            assert identity(e.known.stamp) == identity(e.found.stamp)
            assert identity(e.known.stamp) != identity(now.get(e.known.path))


def check_no_move_is_missed(events: list[object], before: dict[bytes, KnownFile], now: dict[bytes, FileStamp]) -> None:
    """A file whose old path is empty and whose identity lies at a new path has moved."""
    moved = Counter(identity(e.found.stamp) for e in events if isinstance(e, Moved))
    could_leave = Counter(identity(f.stamp) for p, f in before.items() if p not in now)
    could_arrive = Counter(identity(s) for p, s in now.items() if p not in before)
    for which in could_leave:
        assert moved[which] >= min(could_leave[which], could_arrive[which])


def identity(stamp: FileStamp | None) -> tuple[int, int, int] | None:
    return None if stamp is None else (stamp.inode, stamp.size, stamp.mtime_ns)


def test_two_folders_that_swap_their_names(tmp_path: Path) -> None:
    for place in PLACES:
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_text(place)
    shelf = Shelf(tmp_path)
    shelf.look()
    before = {file.path: file for file in shelf.files.values()}
    (tmp_path / "a").rename(tmp_path / "t")
    (tmp_path / "b").rename(tmp_path / "a")
    (tmp_path / "t").rename(tmp_path / "b")
    events = shelf.look()
    now = truth(tmp_path)
    check_each_event(events, before, now)
    check_no_move_is_missed(events, before, now)
    assert any(isinstance(e, New | Moved) for e in events)
