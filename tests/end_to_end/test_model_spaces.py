"""From one model to another and back: searching never stops, nothing is learned twice, nothing is lost unasked."""

from __future__ import annotations

import os
import shutil
import sys
import threading
import time
import weakref
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from photo_search.cli.exit_codes import ExitCode
from photo_search.cli.main import main
from photo_search.errors import LibraryReadOnly, ModelUnusable, NoSuchModel, NothingToGoBackTo, SpaceInUse
from photo_search.examples import Examples, Vector
from photo_search.indexing.attention import Attention
from photo_search.indexing.from_thumbnail import input_from_thumbnail
from photo_search.indexing.target import Target
from photo_search.library import Library
from photo_search.models.encoder import Encoder
from photo_search.models.spec import bundled_starter, read_spec
from photo_search.records import IndexReport, Phase, SpaceRole, Stage
from tests.end_to_end.conftest import QUICK, draw_photo
from tests.models.derived_model import derive_model

KNOWN = "siglip2-base-p32-256"
"""A name of the catalogue, so that the model is known to be better than the starter."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models")
    derive_model(folder / "turned", name="turned", offset=0.5)
    derive_model(folder / KNOWN, 288, name=KNOWN, noise=0.2, offset=1.0)
    derive_model(folder / "picky", name="picky", fails_in_the_dark=True)
    return folder


@pytest.fixture
def models(made: Path, tmp_path: Path) -> Path:
    """Return a store of models that a test may spoil."""
    return Path(shutil.copytree(made, tmp_path / "models"))


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a library, known to the starter, of eight photos that no test touches."""
    root = tmp_path_factory.mktemp("indexed")
    (root / "pictures").mkdir()
    for seed in range(8):
        draw_photo(root / "pictures" / f"p{seed}.jpg", seed)
    with Library.open(root / "library", models=root) as opened:
        opened.add_folder(root / "pictures")
        run(opened)
    return root / "library"


@pytest.fixture
def library(tmp_path: Path, models: Path, indexed: Path) -> Iterator[Library]:
    shutil.copytree(indexed, tmp_path / "library")
    with Library.open(tmp_path / "library", models=models) as opened:
        yield opened


@pytest.fixture
def pictures(tmp_path: Path, library: Library) -> Path:
    """Return another folder of the library, for more photos."""
    folder = tmp_path / "pictures"
    folder.mkdir()
    library.add_folder(folder)
    return folder


def more(pictures: Path, up_to: int) -> None:
    for seed in range(8, up_to):
        draw_photo(pictures / f"p{seed}.jpg", seed)


def run(library: Library) -> IndexReport:
    return library.index(options=QUICK).result(timeout=100)


def names(library: Library, words: str = "a photo", **options: object) -> list[str]:
    hits = library.search(words, limit=1000, **options).hits  # type: ignore[arg-type]
    assert [hit.cosine for hit in hits] == sorted((hit.cosine for hit in hits), reverse=True)
    return sorted(os.fsdecode(os.path.basename(hit.path)) for hit in hits)


EIGHT = [f"p{n}.jpg" for n in range(8)]


def test_the_first_run_records_who_answers(library: Library) -> None:
    starter, *others = library.models.status()
    assert (starter.name, starter.role, starter.answers, starter.photos) == ("starter", SpaceRole.ANSWERING, True, 8)
    assert {other.name: (other.role, other.photos, other.index) for other in others} == dict.fromkeys(
        ("turned", KNOWN, "picky"), (None, 0, "none")
    )


@pytest.mark.parametrize("name", ["turned", KNOWN])
def test_searching_goes_on_all_the_time(library: Library, pictures: Path, name: str) -> None:
    more(pictures, 90)
    run(library)
    over = threading.Event()
    answers: list[tuple[str, int]] = []
    faults: list[BaseException] = []

    def ask(number: int) -> None:
        try:
            while not over.is_set():
                result = library.search(f"a red photo {len(answers)} {number}", limit=30)
                cosines = [hit.cosine for hit in result.hits]
                assert cosines == sorted(cosines, reverse=True)
                assert len({hit.photo_id for hit in result.hits}) == len(result.hits)
                answers.append((result.model, len(result.hits)))
                result = library.similar(1, limit=30)
                answers.append((result.model, len(result.hits)))
        except BaseException as fault:  # noqa: BLE001 - the test fails by it, on its own thread
            faults.append(fault)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    try:
        assert library.models.use(name).role is SpaceRole.COMING
        report = run(library)
        assert (report.learned, report.failed, report.switched_to) == (90, 0, name)
        assert library.models.back().name == "starter"
        library.models.use(name)
        while (name, 30) not in answers and not faults:
            time.sleep(0.01)
    finally:
        over.set()
        for thread in threads:
            thread.join()
    assert faults == []
    assert {model for model, _ in answers} == {"starter", name}
    assert {count for _, count in answers} == {30}
    assert library.spec.name == name
    assert library.check() == []


def test_going_back_is_a_pointer_and_what_came_meanwhile_is_found(library: Library, pictures: Path) -> None:
    library.models.use("turned")
    assert run(library).switched_to == "turned"
    draw_photo(pictures / "late.jpg", 77)
    assert run(library).embedded == 1
    assert [(one.name, one.role, one.photos) for one in library.models.status()[:2]] == [
        ("turned", SpaceRole.ANSWERING, 9),
        ("starter", SpaceRole.PREVIOUS, 8),
    ]
    assert library.models.back().name == "starter"
    assert names(library) == sorted([*EIGHT, "late.jpg"])
    assert library.coverage().embedded == 9
    late = next(hit for hit in library.search("a photo", limit=9).hits if hit.path.endswith(b"late.jpg"))
    assert library.similar(late.photo_id).hits
    assert library.similar_to_file(pictures / "late.jpg").hits
    assert run(library).embedded == 1, "the starter learns what came meanwhile, and nothing else"
    assert library.models.back().name == "turned"
    assert run(library).embedded == 0


def test_nobody_to_go_back_to(library: Library) -> None:
    with pytest.raises(NothingToGoBackTo):
        library.models.back()
    library.models.use("turned")
    assert library.models.back().name == "starter", "a change-over that is under way is given up"
    assert run(library).learned == 0
    assert library.models.find("turned").role is None


def test_new_photos_are_found_at_once_during_a_change_over(library: Library, pictures: Path) -> None:
    library.models.use("turned")
    more(pictures, 90)
    running = library.index(options=QUICK)
    for progress in running.watch(0.01):
        if progress.phase is Phase.CHANGING and progress.done:
            running.pause()
            assert progress.model == "turned"
            assert len(names(library)) == 90
            running.cancel()
    assert running.result().cancelled
    assert library.spec.name == "starter"
    learned = library.models.find("turned").photos
    report = run(library)
    assert (report.learned, report.switched_to) == (90 - learned, "turned")


def test_what_the_person_met_last_is_learned_first(library: Library, pictures: Path) -> None:
    more(pictures, 60)
    run(library)
    met = [hit.photo_id for hit in library.search("a blue photo", limit=12).hits]
    library.models.use("turned")
    run(library)
    space_id = library._catalog.embeddings.find_space(library.spec.space)
    assert space_id is not None
    learned = library._catalog.embeddings.photos_after(space_id, 0).tolist()
    assert set(met) <= set(learned[:32]), "sixteen are taken up together, and some of the first may be slow"


def test_attention_is_bounded_and_has_the_latest_first() -> None:
    attention = Attention()
    attention.note([1, 2, 3])
    attention.note([9, 2])
    assert attention.latest_first() == [9, 2, 1, 3]
    attention.note(range(100, 5000))
    assert len(attention.latest_first()) == 2000
    assert attention.latest_first()[0] == 100


def test_a_candidate_learns_a_part_and_is_asked_by_name(library: Library, pictures: Path) -> None:
    more(pictures, 48)
    run(library)
    wished = library.models.use("turned", 0.25)
    assert 0 < wished.wanted < 30
    report = run(library)
    assert (report.learned, report.switched_to) == (wished.wanted, "")
    assert run(library).learned == 0, "a candidate doesn't go on by itself"
    assert library.search("a photo", model="turned").model == "turned"
    assert len(names(library, model="turned")) == wished.wanted
    assert len(names(library)) == 48
    assert library.search("a photo").model == "starter"
    assert library.models.use("turned").share == 1.0
    report = run(library)
    assert (report.learned, report.switched_to) == (48 - wished.wanted, "turned")
    with pytest.raises(ValueError, match="between 0 and 1"):
        library.models.use("turned", 0)
    with pytest.raises(NoSuchModel):
        library.search("a photo", model="nobody")


def test_an_absent_drive_is_waited_for_only_if_it_holds_most(library: Library, pictures: Path, tmp_path: Path) -> None:
    drive, unplugged = tmp_path / "drive", tmp_path / "unplugged"
    drive.mkdir()
    for seed in range(20, 40):
        draw_photo(drive / f"d{seed}.jpg", seed)
    library.add_folder(drive)
    run(library)
    drive.rename(unplugged)
    library.models.use("turned")
    report = run(library)
    assert (report.learned, report.switched_to) == (8, "")
    waits = library.models.find("turned")
    assert (waits.photos, waits.wanted, waits.waiting) == (8, 28, 20)
    assert "20 photos wait for a drive" in waits.note
    assert len(names(library)) == 28
    unplugged.rename(drive)
    for path in sorted(drive.iterdir())[:15]:
        path.rename(pictures / path.name)
    drive.rename(unplugged)
    report = run(library)
    assert (report.learned, report.switched_to) == (15, "turned")
    assert len(names(library)) == 28, "the starter answers for what waits"
    unplugged.rename(drive)
    assert run(library).embedded == 5
    assert library.models.find("turned").waiting == 0


def test_what_can_not_be_learned_is_listed_and_tried_again(
    library: Library, pictures: Path, models: Path, tmp_path: Path
) -> None:
    Image.new("RGB", (160, 120)).save(pictures / "night.jpg")
    run(library)
    library.models.use("picky")
    report = run(library)
    assert (report.learned, report.failed, report.switched_to) == (8, 1, "picky")
    (problem,) = library.problems()
    assert (problem.stage, problem.path.endswith(b"night.jpg")) == (Stage.EMBED, True)
    assert names(library) == sorted([*EIGHT, "night.jpg"]), "the starter answers for it"
    assert library.coverage().embedded == 9
    status = library.models.find("picky")
    assert (status.failed, len(status.errors)) == (1, 1)
    run(library)
    assert len(library.problems()) == 1
    library.models.back()
    library.close()
    shutil.rmtree(models / "picky")
    derive_model(models / "picky", name="picky")
    with Library.open(tmp_path / "library", models=models) as reopened:
        assert reopened.models.use("picky").role is SpaceRole.COMING
        report = run(reopened)
        assert (report.learned, report.failed, report.switched_to) == (1, 0, "picky")
        assert reopened.problems() == []


def test_what_is_lost_is_said_and_only_then_removed(library: Library, tmp_path: Path) -> None:
    with pytest.raises(SpaceInUse):
        library.models.remove("starter")
    library.models.use("turned")
    run(library)
    loss = library.models.loss("starter")
    assert (loss.photos, loss.disk_bytes > 4000, loss.hours is not None) == (8, True, True)
    library.models.remove("starter")
    assert library.models.find("starter").photos == 0
    assert len(names(library)) == 8
    with pytest.raises(NothingToGoBackTo):
        library.models.back()
    assert library.check() == []


def test_a_model_that_is_gone_has_a_stand_in(library: Library, models: Path, tmp_path: Path) -> None:
    library.models.use("turned")
    run(library)
    library.close()
    (models / "turned").rename(tmp_path / "away")
    with Library.open(tmp_path / "library", models=models) as reopened:
        assert reopened.spec.name == "starter"
        assert names(reopened) == EIGHT
        gone = reopened.models.find("turned")
        assert (gone.installed, gone.answers, gone.role) == (False, False, SpaceRole.ANSWERING)
        assert "“starter” answers in its place" in gone.note
        assert run(reopened).embedded == 0
        with pytest.raises(NoSuchModel):
            reopened.models.use("nobody")
        with pytest.raises(ModelUnusable, match="isn't installed"):
            reopened.search("a photo", model="turned")
        assert reopened.models.use("starter").role is SpaceRole.ANSWERING
        with pytest.raises(ModelUnusable, match="isn't installed"):
            reopened.models.back()
        reopened._catalog.roles.take_over(reopened._catalog.embeddings.space(gone.identity))
    (tmp_path / "away").rename(models / "turned")
    with Library.open(tmp_path / "library", models=models) as reopened:
        assert reopened.spec.name == "turned"


def test_an_updated_model_takes_its_own_place(library: Library, models: Path, tmp_path: Path) -> None:
    library.models.use("turned")
    run(library)
    library.close()
    shutil.rmtree(models / "turned")
    derive_model(models / "turned", name="turned", revision="2")
    with Library.open(tmp_path / "library", models=models) as reopened:
        assert reopened.spec.name == "starter", "what knows the photos answers until the new one does"
        reopened.models.use("turned")
        assert run(reopened).switched_to == "turned"
        listed = {one.name: one.installed for one in reopened.models.status()}
        assert (listed["turned"], listed["turned@1"]) == (True, False)
        reopened.models.remove("turned@1")


def test_a_model_that_only_helps_may_fail(library: Library, models: Path, pictures: Path, tmp_path: Path) -> None:
    more(pictures, 90)
    run(library)
    library.models.use(KNOWN, 0.9)
    assert run(library).learned > 64
    library.models.use(KNOWN)
    library.close()
    (models / KNOWN / "onnx" / "text_model.onnx").write_bytes(b"damaged")
    with Library.open(tmp_path / "library", models=models) as reopened:
        assert len(names(reopened)) == 90
        assert reopened.search("a photo").model == "starter"


def test_another_process_sees_the_change_and_makes_none(library: Library, models: Path, tmp_path: Path) -> None:
    with Library.open(tmp_path / "library", read_only=True, models=models) as reader:
        assert (reader.search("a photo").model, reader.spec.name) == ("starter", "starter")
        library.models.use("turned")
        run(library)
        assert reader.search("a photo").model == "turned"
        library.models.back()
        assert reader.spec.name == "starter"
        assert reader.models.find("turned").photos == 8
        for change in (reader.models.back, reader.models.stay, lambda: reader.models.use("turned")):
            with pytest.raises(LibraryReadOnly):
                change()


def test_a_question_under_way_is_put_again_when_what_it_asks_goes_away(
    library: Library, models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.models.use("turned")
    run(library)
    with Library.open(tmp_path / "library", read_only=True, models=models) as reader:
        assert reader.search("a photo").model == "turned"
        of_phrases = Examples.of_phrases

        def late(examples: Examples, phrases: Sequence[str]) -> list[Vector]:
            if library.spec.name == "turned":
                library.models.back()
                library.models.remove("turned")
            return of_phrases(examples, phrases)

        monkeypatch.setattr(Examples, "of_phrases", late)
        result = reader.search("a painting")
        assert (result.model, len(result.hits)) == ("starter", 8)


def test_a_model_named_for_the_session_changes_no_roles(library: Library, models: Path, tmp_path: Path) -> None:
    library.close()
    with Library.open(tmp_path / "library", model=models / "turned", models=models) as opened:
        assert run(opened).embedded == 8
        assert opened.search("a photo").model == "turned"
    with Library.open(tmp_path / "library", models=models) as opened:
        assert opened.spec.name == "starter"
        assert opened.models.use("turned").role is SpaceRole.ANSWERING, "it knows everything already"


def test_a_plan_says_what_it_would_take_and_does_nothing(library: Library) -> None:
    plan = library.models.plan("turned")
    assert (plan.name, plan.photos, plan.waiting, plan.from_thumbnails) == ("turned", 8, 0, True)
    assert 0 < plan.seconds_per_photo < 30
    assert plan.seconds == pytest.approx(8 * plan.seconds_per_photo)
    assert plan.disk_bytes > 8 * 320 * 2
    assert plan.memory_bytes > plan.disk_bytes / 2
    assert library.models.plan("turned", 0.25).photos < 8
    assert library.models.find("turned").role is None


def test_one_model_is_loaded_once_for_all(library: Library, indexed: Path) -> None:
    library.models.use("turned")
    run(library)
    assert library.models.encoder() is library.models.encoder("turned")
    words = library.models.words("a  red photo")
    assert words.shape == (320,)
    assert np.array_equal(words, library.models.words("a red photo"))
    assert library.models.picture(os.fsencode(indexed.parent / "pictures" / "p0.jpg"), "starter").shape == (256,)


def test_a_model_that_no_longer_answers_leaves_the_memory(library: Library) -> None:
    library.search("a photo")
    starter = weakref.ref(library.models.encoder())
    library.models.use("turned")
    run(library)
    assert library.search("a photo").model == "turned"
    assert starter() is None


def test_a_model_that_helps_out_stays_in_memory(library: Library, indexed: Path, pictures: Path) -> None:
    more(pictures, 12)
    run(library)
    starter = library.models.encoder("starter")
    library.models.use("turned", 0.5)
    run(library)
    space_id = library._catalog.embeddings.find_space(library.models.spec("turned").space)
    assert space_id is not None
    library._catalog.roles.take_over(space_id)
    assert (library.search("a photo").model, len(names(library))) == ("turned", 12)
    assert library.models.encoder("starter") is starter


def test_who_works_with_a_model_keeps_it_to_the_end(library: Library) -> None:
    starter = library._lineup.warm(library.models.spec("starter")).examples
    library.models.use("turned")
    run(library)
    assert library.search("a photo").model == "turned"
    assert not library._lineup.is_warm(library.models.spec("starter"))
    assert starter.of_words("words that were never asked before").shape == (256,)


def test_a_thumbnail_serves_where_it_gives_the_same_vector(shared_photos: Path, coco_library: Library) -> None:
    spec = read_spec(bundled_starter())
    photos = coco_library.photos([hit.photo_id for hit in coco_library.search("people", limit=40).hits])
    with Encoder(spec) as encoder:
        target = Target(1, spec.image, encoder)
        inputs = {
            photo.photo_id: input_from_thumbnail(coco_library.thumbnail(photo.photo_id) or b"", spec.image)
            for photo in photos
        }
        from_thumbnails = target.vectors([pixels for pixels in inputs.values() if pixels is not None])
    stored = [coco_library._lineup.warm(coco_library.spec).examples.of_photo(i) for i, p in inputs.items() if p]
    assert len(stored) > 30
    assert min(float(a @ b) for a, b in zip(stored, from_thumbnails, strict=True)) > 0.995  # type: ignore[operator]
    assert input_from_thumbnail(b"no picture", spec.image) is None
    with_small = shared_photos / "cameras" / "Canon_40D.jpg"
    assert input_from_thumbnail(with_small.read_bytes(), spec.image) is None, "100 pixels are too few"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="sets the user's data folder by XDG_DATA_HOME")
def test_the_command_line(
    indexed: Path, made: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    shutil.copytree(made / "turned", tmp_path / "data" / "photo_search" / "models" / "turned")
    shutil.copytree(indexed, tmp_path / "library")

    def command(*arguments: object) -> str:
        code = main([*map(str, arguments), "--library", str(tmp_path / "library")])
        assert code == ExitCode.DONE
        out, err = capfd.readouterr()
        return out + err

    assert "would learn 8 photos" in command("models", "use", "turned", "--dry-run")
    assert "starter (int8-weights): in use, 8 photos" in command("models")
    assert '"seconds_per_photo"' in command("models", "use", "turned", "--dry-run", "--json")
    assert "learns" in command("models", "rollout", "50%", "turned")
    assert "being tried on a part" in command("models", "status")
    assert "p" in command("search", "photo", "--model", "turned")
    assert "“turned” answers your searches from now on" in command("models", "use", "turned")
    assert "turned (derived): in use, 8 photos" in command("models", "list")
    assert "“starter” answers" in command("models", "back")
    assert "“turned” answers" in command("models", "use", "turned")
    assert "goes on answering" in command("models", "stay")
    assert "would be lost" in command("models", "remove-vectors", "starter")
    assert "8 photos" in command("models", "list").split("starter")[1]
    assert "forgotten" in command("models", "remove-vectors", "starter", "--yes")
    assert "0 photos" in command("models", "list").split("starter")[1]
    assert main(["models", "back", "--library", str(tmp_path / "library")]) == ExitCode.FIXABLE
