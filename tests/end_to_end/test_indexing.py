"""Whatever happens to a folder, the library follows, and nothing is read twice or lost."""

from __future__ import annotations

import os
import shutil
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from photo_search.errors import FolderUnusable, LibraryInUse
from photo_search.library import Library
from photo_search.records import Filters, IndexReport, Phase
from tests.end_to_end.conftest import QUICK, draw_photo, tree_state

Index = Callable[..., IndexReport]


def paths_found(library: Library) -> set[bytes]:
    return {hit.path for hit in library.search("anything", limit=1000).hits}


def all_paths(folder: Path) -> set[bytes]:
    return {os.fsencode(path) for path in folder.rglob("*.jpg")}


def test_a_folder_is_indexed_searched_and_untouched(library: Library, index: Index, pictures: Path) -> None:
    before = tree_state(pictures)
    library.add_folder(pictures)
    report = index()
    assert (report.found, report.new, report.embedded, report.failed) == (8, 8, 8, 0)
    assert paths_found(library) == all_paths(pictures)
    assert tree_state(pictures) == before
    again = index()
    assert (again.found, again.new, again.changed, again.embedded) == (8, 0, 0, 0)
    assert library.check() == []


def test_a_search_is_ordered_paged_and_filtered(library: Library, index: Index, pictures: Path) -> None:
    library.add_folder(pictures)
    index()
    hits = library.search("a green photo").hits
    cosines = [hit.cosine for hit in hits]
    assert cosines == sorted(cosines, reverse=True)
    assert all(0 < hit.score < 1 for hit in hits)
    pages = [library.search("a green photo", limit=3, offset=offset).hits for offset in (0, 3, 6, 9)]
    assert tuple(hit for page in pages for hit in page) == hits
    summer = Filters(folders=(os.fsencode(pictures / "summer"),))
    assert {hit.path for hit in library.search("a green photo", summer).hits} == all_paths(pictures / "summer")


def test_a_photo_is_not_its_own_twin_but_its_copy_from_outside_is(
    library: Library, index: Index, pictures: Path, tmp_path: Path
) -> None:
    library.add_folder(pictures)
    index()
    (photo_id,) = [hit.photo_id for hit in library.search("x").hits if hit.path.endswith(b"p3.jpg")]
    by_id, by_path = library.similar(photo_id), library.similar_to_file(pictures / "summer" / "p3.jpg")
    assert [hit.photo_id for hit in by_id.hits] == [hit.photo_id for hit in by_path.hits]
    assert photo_id not in [hit.photo_id for hit in by_id.hits]
    assert len(by_id.hits) == 7
    outside = tmp_path / "outside.jpg"
    shutil.copy(pictures / "summer" / "p3.jpg", outside)
    first = library.similar_to_file(outside).hits[0]
    assert (first.photo_id, round(first.cosine, 3)) == (photo_id, 1.0)
    with Image.open(outside) as image:
        image.resize((320, 240)).save(tmp_path / "bigger.png")
    first = library.similar_to_file(tmp_path / "bigger.png").hits[0]
    assert first.photo_id == photo_id
    assert first.cosine > 0.95


def test_changes_are_followed(library: Library, index: Index, pictures: Path) -> None:
    library.add_folder(pictures)
    index()
    draw_photo(pictures / "p0.jpg", 100)
    (pictures / "p2.jpg").unlink()
    (pictures / "p4.jpg").rename(pictures / "summer" / "moved.jpg")
    draw_photo(pictures / "new.jpg", 101)
    report = index()
    assert (report.new, report.changed, report.moved, report.gone, report.embedded) == (1, 1, 1, 1, 2)
    assert paths_found(library) == all_paths(pictures)
    assert library.check() == []


def test_a_file_touched_but_not_changed_is_not_embedded_again(library: Library, index: Index, pictures: Path) -> None:
    library.add_folder(pictures)
    index()
    os.utime(pictures / "p0.jpg")
    assert index().embedded == 0
    assert index().changed == 0


def test_the_same_photo_fifty_times_is_one_photo(library: Library, index: Index, pictures: Path) -> None:
    for copy in range(50):
        shutil.copy(pictures / "p0.jpg", pictures / f"copy{copy}.jpg")
    library.add_folder(pictures)
    report = index()
    assert (report.new, report.embedded) == (58, 8)
    assert len(library.search("x", limit=100).hits) == 8
    (pictures / "p0.jpg").unlink()
    index()
    assert len(library.search("x", limit=100).hits) == 8
    assert library.check() == []


def test_a_photo_that_moves_to_another_disk_is_moved(library: Library, index: Index, pictures: Path) -> None:
    library.add_folder(pictures)
    index()
    data = (pictures / "p0.jpg").read_bytes()
    (pictures / "elsewhere.jpg").write_bytes(data)  # Another inode and time, the same content.
    (pictures / "p0.jpg").unlink()
    report = index()
    assert (report.new, report.moved, report.gone, report.embedded) == (0, 1, 0, 0)


def test_nothing_is_embedded_again_after_remove_and_add(library: Library, index: Index, pictures: Path) -> None:
    folder = library.add_folder(pictures)
    index()
    library.remove_folder(folder.folder_id)
    assert paths_found(library) == set()
    library.add_folder(pictures)
    report = index()
    assert (report.new, report.embedded) == (8, 0)
    assert paths_found(library) == all_paths(pictures)


def test_what_is_to_be_forgotten_is_forgotten(library: Library, index: Index, pictures: Path) -> None:
    folder = library.add_folder(pictures)
    index()
    photo_id = library.search("x").hits[0].photo_id
    assert library.thumbnail(photo_id) is not None
    library.remove_folder(folder.folder_id, forget=True)
    assert library.photos([photo_id]) == []
    library.add_folder(pictures)
    assert index().embedded == 8
    assert library.check() == []


def test_an_absent_drive_loses_nothing(library: Library, index: Index, pictures: Path) -> None:
    library.add_folder(pictures)
    index()
    away = pictures.with_name("unplugged")
    pictures.rename(away)
    report = index()
    assert [path for path, _ in report.offline] == [os.fsencode(pictures)]
    assert "8 photos" in report.offline[0][1]
    assert report.gone == 0
    result = library.search("x")
    assert len(result.hits) == 8
    assert all(hit.offline for hit in result.hits)
    assert result.coverage.offline == 8
    pictures.mkdir()  # The mount point without its drive.
    assert index().offline
    pictures.rmdir()
    away.rename(pictures)
    back = index()
    assert (back.offline, back.new, back.embedded, back.gone) == ((), 0, 0, 0)
    assert not any(hit.offline for hit in library.search("x").hits)
    assert library.check() == []


def test_a_folder_that_was_really_emptied_is_believed_when_confirmed(
    library: Library, index: Index, pictures: Path
) -> None:
    folder = library.add_folder(pictures)
    index()
    shutil.rmtree(pictures / "summer")
    for path in pictures.glob("*.jpg"):
        path.unlink()
    assert index().offline
    report = index(accept_missing=[folder.folder_id])
    assert (report.gone, report.offline) == (8, ())
    assert library.search("x").hits == ()
    assert library.forget_missing(folder.folder_id) == 8
    assert library.check() == []


def test_unreadable_files_are_listed_with_a_sentence_and_left_until_they_change(
    library: Library, index: Index, pictures: Path
) -> None:
    (pictures / "empty.jpg").write_bytes(b"")
    (pictures / "text.jpg").write_text("this is no picture")
    (pictures / "cut.jpg").write_bytes((pictures / "p0.jpg").read_bytes()[:900])
    library.add_folder(pictures)
    report = index()
    assert (report.failed, report.embedded) == (3, 8)
    problems = {os.path.basename(p.path): p.sentence for p in library.problems()}
    assert set(problems) == {b"empty.jpg", b"text.jpg", b"cut.jpg"}
    assert all(sentence.endswith(".") for sentence in problems.values())
    assert library.coverage().failed == 3
    assert index().failed == 0
    draw_photo(pictures / "empty.jpg", 200)
    (pictures / "text.jpg").unlink()
    report = index()
    assert (report.embedded, report.failed) == (1, 0)
    assert [os.path.basename(p.path) for p in library.problems()] == [b"cut.jpg"]
    library.read_again(problems=library.problems())
    assert index().failed == 1


def test_what_is_read_again_counts_among_the_files_found(library: Library, index: Index, pictures: Path) -> None:
    draw_photo(pictures / "ninth.jpg", 400)
    library.add_folder(pictures)
    assert index().found == 9
    library.read_again([library.search("a photo").hits[0].photo_id])
    report = index()
    assert (report.found, report.changed) == (9, 0)


def test_a_folder_that_is_away_holds_as_many_photos_as_are_listed(
    library: Library, index: Index, pictures: Path
) -> None:
    (pictures / "empty.jpg").touch()
    shutil.copy(pictures / "p0.jpg", pictures / "copy.jpg")
    library.add_folder(pictures)
    index()
    pictures.rename(pictures.with_name("unplugged"))
    ((_, sentence),) = index().offline
    (folder,) = library.folders()
    assert folder.photos == 8
    assert sentence.endswith("its 8 photos stay in your library.")


@pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="names there must be text")
def test_names_that_are_no_text_are_found_by_their_bytes(library: Library, index: Index, pictures: Path) -> None:
    names = [b"caf\xe9.jpg", b"<img src=x>.jpg", b"a\nb.jpg", "\u202egpj.exe.jpg".encode(), b"x" * 251 + b".jpg"]
    for seed, name in enumerate(names):
        draw_photo(os.path.join(os.fsencode(pictures), name), 300 + seed)
    library.add_folder(pictures)
    assert index().embedded == 13
    assert {os.path.join(os.fsencode(pictures), name) for name in names} <= paths_found(library)
    for name in names:
        assert library.similar_to_file(os.path.join(os.fsencode(pictures), name)).hits


def test_an_empty_folder_and_strange_entries(library: Library, index: Index, tmp_path: Path) -> None:
    folder = tmp_path / "strange"
    folder.mkdir()
    library.add_folder(folder)
    assert (index().found, index().offline) == (0, ())
    os.mkfifo(folder / "pipe.jpg")
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / ".hidden.jpg").write_bytes(b"x")
    (folder / "folder.jpg").mkdir()
    assert index().found == 0
    assert library.problems() == []


def test_a_folder_that_can_not_be_added_says_why(library: Library, pictures: Path, tmp_path: Path) -> None:
    with pytest.raises(FolderUnusable, match="isn't there"):
        library.add_folder(tmp_path / "absent")
    with pytest.raises(FolderUnusable, match="isn't a folder"):
        library.add_folder(pictures / "p0.jpg")
    library.add_folder(pictures)
    with pytest.raises(FolderUnusable, match="as part of"):
        library.add_folder(pictures / "summer")


def test_exclusions_take_photos_out_and_bring_them_back(library: Library, index: Index, pictures: Path) -> None:
    folder = library.add_folder(pictures, ["summer/"])
    assert index().embedded == 4
    library.set_exclusions(folder.folder_id, [])
    assert index().embedded == 4
    library.set_exclusions(folder.folder_id, ["p0*"])
    report = index()
    assert (report.gone, report.offline) == (0, ())
    assert paths_found(library) == all_paths(pictures) - {os.fsencode(pictures / "p0.jpg")}
    library.set_exclusions(folder.folder_id, [])
    assert index().embedded == 0
    assert paths_found(library) == all_paths(pictures)


def test_a_cancelled_run_keeps_what_it_has_and_the_next_goes_on(library: Library, index: Index, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for seed in range(60):
        draw_photo(folder / f"{seed}.jpg", seed, (900, 700))
    library.add_folder(folder)
    run = library.index(options=QUICK)
    while run.progress().done < 5 and not run.future.done():
        time.sleep(0.005)
    run.cancel()
    first = run.result(timeout=60)
    assert first.cancelled
    assert 0 < first.embedded < 60
    assert len(paths_found(library)) == first.embedded
    assert library.check() == []
    second = index()
    assert (first.embedded + second.embedded, second.new) == (60, 60 - first.new)
    assert library.check() == []


def test_a_paused_run_rests_and_goes_on(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for seed in range(40):
        draw_photo(folder / f"{seed}.jpg", seed, (900, 700))
    library.add_folder(folder)
    run = library.index(options=QUICK)
    while run.progress().done < 3:
        time.sleep(0.005)
    run.pause()
    time.sleep(0.5)
    at_rest = run.progress()
    assert at_rest.phase is Phase.PAUSED
    time.sleep(0.5)
    assert run.progress().done == at_rest.done < 40
    with pytest.raises(LibraryInUse):
        library.index()
    run.resume()
    assert run.result(timeout=60).embedded == 40


def test_a_search_during_indexing_says_what_it_covers(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for seed in range(60):
        draw_photo(folder / f"{seed}.jpg", seed, (1200, 900))
    library.add_folder(folder)
    run = library.index(options=QUICK)
    seen = []
    while not run.future.done():
        result = library.search("a photo", limit=100)
        assert len(result.hits) <= result.coverage.photos
        seen.append(len(result.hits))
    assert seen == sorted(seen)
    assert len(library.search("a photo", limit=100).hits) == run.result().embedded == 60


def test_files_that_change_under_the_reader_cost_only_themselves(
    library: Library, index: Index, tmp_path: Path
) -> None:
    folder = tmp_path / "busy"
    folder.mkdir()
    for seed in range(60):
        draw_photo(folder / f"{seed}.jpg", seed, (600, 400))
    library.add_folder(folder)
    over = threading.Event()

    def disturb() -> None:
        step = 0
        while not over.is_set():
            at = folder / f"{step % 40}.jpg"
            match step % 4:
                case 0:
                    at.unlink(missing_ok=True)
                case 1 if at.exists():
                    at.rename(folder / f"renamed{step}.jpg")
                case 2 if at.exists():
                    at.write_bytes(at.read_bytes()[:200])
                case 3:
                    draw_photo(at, 1000 + step, (600, 400))
            step += 1
            time.sleep(0.002)

    thread = threading.Thread(target=disturb)
    thread.start()
    try:
        index()
    finally:
        over.set()
        thread.join()
    index()
    index()
    assert {os.fsencode(folder / f"{seed}.jpg") for seed in range(40, 60)} <= paths_found(library)
    bad = {problem.path for problem in library.problems()}
    assert paths_found(library) | bad == all_paths(folder)
    assert library.check() == []


def test_two_can_not_write_but_one_may_read(library: Library, index: Index, pictures: Path) -> None:
    library.add_folder(pictures)
    index()
    with pytest.raises(LibraryInUse):
        Library.open(library.path)
    with Library.open(library.path, read_only=True) as reader:
        assert len(reader.search("x").hits) == 8
        draw_photo(pictures / "later.jpg", 77)
        index()
        assert len(reader.search("x").hits) == 9
