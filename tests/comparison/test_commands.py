"""The commands that compare models, and carry what one learned from library to library."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from photo_search.catalog.catalog import Catalog
from photo_search.cli.exit_codes import ExitCode
from photo_search.cli.main import main
from photo_search.embedding_file import EmbeddingFile, write_embeddings
from photo_search.library import Library
from photo_search.models.spec import bundled_starter, read_spec
from tests.comparison.conftest import PHOTOS
from tests.end_to_end.conftest import QUICK

README = Path(__file__).parents[2] / "README.md"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    def command(library: Path, *arguments: object) -> tuple[int, str, str]:
        code = main([*map(str, arguments), "--library", str(library)])
        out, err = capfd.readouterr()
        return code, out, err

    return command


@pytest.fixture
def two_models(learned_library: Path, coarse_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a library that the starter and the coarse model know; the latter answers."""
    monkeypatch.setattr("photo_search.models.store.default_models", lambda: coarse_model.parent)
    return Path(shutil.copytree(learned_library, tmp_path / "two"))


@pytest.fixture(scope="module")
def learned_library(captioned_photos: Path, coarse_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("learned") / "library"
    with Library.open(path, models=coarse_model.parent) as library:
        library.add_folder(captioned_photos)
        library.index(options=QUICK).result(timeout=100)
        library.models.use("coarse")
        assert library.index(options=QUICK).result(timeout=100).switched_to == "coarse"
    return path


def documented(heading: str) -> set[str]:
    section = README.read_text(encoding="utf-8").split(f"#### `{heading}`", 1)[1].split("\n#", 1)[0]
    return set(re.findall(r"^\| `([a-z_0-9]+)`", section, re.MULTILINE))


def as_json(answer: tuple[int, str, str]) -> Any:
    assert answer[0] == ExitCode.DONE, answer[2]
    return json.loads(answer[1])


def test_models_are_compared_over_a_folder(
    run: Run, captioned_photos: Path, coarse_model: Path, tmp_path: Path
) -> None:
    command = ("bench", "models", captioned_photos, "--models", "starter", coarse_model, "--words", "a dog", "food")
    html = tmp_path / "report.html"
    document = as_json(run(tmp_path / "none", *command, "--html", html, "--json"))
    assert set(document) == documented("bench models")
    assert document["photos"] == PHOTOS
    starter, coarse = document["models"]
    assert set(starter) == documented("bench models: models")
    assert starter["gain"] is None
    assert coarse["quality"]["text_to_photo"]["R@10"]["value"] < starter["quality"]["text_to_photo"]["R@10"]["value"]
    assert "“a dog”" in html.read_text(encoding="utf-8")
    assert not (tmp_path / "none").exists()


def test_two_models_answer_next_to_each_other(run: Run, two_models: Path, tmp_path: Path) -> None:
    code, out, _ = run(two_models, "models", "compare", "a dog", "food", "--with", "starter", "--limit", 3)
    assert code == ExitCode.DONE
    assert re.search(r"“a dog”: \d of 3 in common, order agrees [+-]\d\.\d\d\n +coarse +starter\n +1  \d+\.jpg", out)
    html = tmp_path / "page.html"
    document = as_json(run(two_models, "models", "compare", "a dog", "--html", html, "--json"))
    (asked,) = document["questions"]
    assert set(asked) == documented("models compare")
    assert [answer["model"] for answer in asked["answers"]] == ["coarse", "starter"]
    assert "data:image/jpeg" in html.read_text(encoding="utf-8")


def test_a_comparison_needs_two_models(run: Run, captioned_photos: Path, tmp_path: Path) -> None:
    run(tmp_path / "one", "index", captioned_photos)
    code, _, err = run(tmp_path / "one", "models", "compare", "a dog")
    assert code == ExitCode.FIXABLE
    assert "no two models" in err


def test_blind_choices_are_kept(run: Run, two_models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    html = tmp_path / "blind.html"
    command = ("models", "compare", "a dog", "food", "a tree", "--blind", "--seed", 1, "--html", html)
    monkeypatch.setattr("sys.stdin", io.StringIO("a\nwhat?\nE\nb\n"))
    code, out, err = run(two_models, *command)
    assert code == ExitCode.DONE
    assert err.count("or even?") == 4
    assert "of 2 choices" in out
    assert "coarse" not in html.read_text(encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO("a\nq\n"))
    document = as_json(run(two_models, *command, "--json"))
    assert set(document) == documented("models compare --blind")
    assert (document["first_preferred"] + document["second_preferred"], document["even"]) == (3, 1)


def test_what_was_learned_moves_to_another_library(run: Run, captioned_photos: Path, tmp_path: Path) -> None:
    here, there, file = tmp_path / "here", tmp_path / "there", tmp_path / "learned.safetensors"
    run(here, "index", captioned_photos)
    assert as_json(run(here, "models", "export", "starter", file, "--json")) == {"photos": PHOTOS}
    # The same photos with other vectors: so one sees where a vector came from.
    space = read_spec(bundled_starter()).space
    with EmbeddingFile.open(file) as opened:
        hashes = [content_hash for some, _ in opened.blocks() for content_hash in some]
    vectors = np.random.default_rng(0).standard_normal((PHOTOS, space.dimension))
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float16)
    other = tmp_path / "other.safetensors"
    write_embeddings(other, space, [(hashes, vectors)])
    code, out, _ = run(there, "index", captioned_photos, "--vectors", other)
    assert code == ExitCode.DONE
    assert f"{PHOTOS} read" in out
    catalog = Catalog.open(there / "catalog.sqlite", read_only=True)
    space_id = catalog.embeddings.find_space(space)
    assert space_id is not None
    for content_hash, vector in zip(hashes, vectors, strict=True):
        photo_id = catalog.photos.id_of(content_hash)
        assert photo_id is not None
        np.testing.assert_array_equal(catalog.embeddings.vector(space_id, photo_id), vector.astype(np.float32))
    catalog.close()
    loaded = as_json(run(there, "models", "load", file, "--json"))
    assert set(loaded) == documented("models load")
    assert (loaded["in_file"], loaded["added"], loaded["known"], loaded["elsewhere"]) == (PHOTOS, 0, PHOTOS, 0)


def test_photos_of_a_file_that_come_later_are_taken_from_it_for_any_model(
    run: Run, two_models: Path, captioned_photos: Path, tmp_path: Path
) -> None:
    file = tmp_path / "learned.safetensors"
    run(two_models, "models", "export", "coarse", file)
    there = tmp_path / "there"
    code, _, _ = run(there, "models", "load", file)
    assert code == ExitCode.DONE
    run(there, "index", captioned_photos, "--vectors", file)
    with Library.open(there, read_only=True) as library:
        known = {one.name: one.photos for one in library.models.status()}
    assert known == {"starter": PHOTOS, "coarse": PHOTOS}
    code, out, _ = run(there, "models", "use", "coarse")
    assert "answers your searches" in out


def test_a_file_of_a_model_that_is_not_here_is_refused(run: Run, two_models: Path, tmp_path: Path) -> None:
    file = tmp_path / "learned.safetensors"
    write_embeddings(file, read_spec(bundled_starter()).space, [])
    assert run(two_models, "models", "export", "starter", file)[0] == ExitCode.FIXABLE
    file.write_bytes(file.read_bytes().replace(b'"starter"', b'"strange"'))
    code, _, err = run(two_models, "models", "load", file)
    assert code == ExitCode.FIXABLE
    assert "“strange”" in err
