"""The figures of `bench quality`, over some described photos."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from photo_search.cli.exit_codes import ExitCode
from photo_search.cli.main import main
from photo_search.cli.quality_command import print_table
from photo_search.comparison.captions import NAME, Captioned, read_captions
from photo_search.comparison.metrics import ranked_precision
from photo_search.models.spec import bundled_starter
from photo_search.quality.features import Figure
from photo_search.quality.halves import divide
from photo_search.quality.measures import best_threshold, judged, ndcg
from photo_search.quality.measuring import ModelQuality

PHOTOS = 16
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def described(shared_photos: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("described")
    lines = (shared_photos / "coco-mini" / NAME).read_text(encoding="utf-8").splitlines()[:PHOTOS]
    for line in lines:
        shutil.copy(shared_photos / "coco-mini" / json.loads(line)["file"], folder)
    absent = json.dumps({"file": "absent.jpg", "captions": ["a photo that is not there"], "labels": ["unicorn"]})
    (folder / NAME).write_text("\n".join([*lines, absent]), encoding="utf-8")
    return folder


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    def command(*arguments: object) -> tuple[int, str, str]:
        code = main(["bench", "quality", *map(str, arguments)])
        out, err = capfd.readouterr()
        return code, out, err

    return command


def marks(pattern: str) -> np.ndarray:  # type: ignore[type-arg]
    return np.array([mark == "x" for mark in pattern])


def test_every_feature_is_measured_on_and_off(described: Path, run: Run) -> None:
    code, out, err = run("--photos", described, "--models", bundled_starter(), "--json")
    assert code == ExitCode.DONE, err
    (model,) = json.loads(out)["models"]
    assert model["tuned_on"] + model["photos"] == PHOTOS
    figures = {(f["feature"], f["setting"], f["measure"]): f for f in model["figures"]}
    assert len(figures) == len(model["figures"])
    assert all(f["questions"] > 0 for f in figures.values())
    assert all(0 <= f["value"] <= 1 for f in figures.values() if not f["measure"].startswith("shown"))
    for feature, settings in {
        "expansion, captions as questions": {"off", "normal", "deep"},
        "expansion, labels as questions": {"as a phrase", "off", "normal", "deep"},
        "expansion, labels by other names": {"off", "normal", "deep"},
        "where matches end": {
            "the best fixed threshold",
            "the model's own probability of 0.5",
            "the line",
            "the line, with normal expansion",
        },
        "fusion, another caption": {"off", "on"},
        "fusion, words of the file's caption": {"off", "on"},
        "minus words": {"off", "on"},
        "words and a picture": {"words", "picture", "both"},
        "feedback": {"off", "on"},
    }.items():
        assert {setting for of, setting, _ in figures if of == feature} == settings
    # Who types the words of a photo's caption gets the photo.
    assert figures["fusion, words of the file's caption", "on", "R@1"]["value"] == 1


def test_a_table_has_a_row_for_each_setting(capsys: pytest.CaptureFixture[str]) -> None:
    figures = [
        Figure("feedback", setting, measure, value, 9)
        for setting, value in (("off", 0.25), ("on", 0.5))
        for measure in ("nDCG@10", "mAP")
    ]
    print_table(ModelQuality("mine", 10, 12, tuple(figures)))
    assert capsys.readouterr().out.splitlines() == [
        "mine: 12 photos; thresholds chosen on 10 others",
        "",
        "feedback (9 questions)",
        "       nDCG@10    mAP",
        "  off    0.250  0.250",
        "  on     0.500  0.500",
        "",
    ]


def test_what_can_not_be_measured_is_told(described: Path, run: Run, tmp_path: Path) -> None:
    code, _, err = run()
    assert code == ExitCode.FIXABLE
    assert "--photos" in err
    (tmp_path / NAME).write_text('{"file": "absent.jpg", "captions": ["a dog"], "labels": ["dog"]}')
    assert "too few" in run("--photos", tmp_path, "--models", bundled_starter())[2]
    (tmp_path / NAME).write_text("\n".join(f'{{"file": "{n}.jpg", "captions": ["a dog"]}}' for n in range(9)))
    assert "None of the described photos" in run("--photos", tmp_path, "--models", bundled_starter())[2]
    # Descriptions of photos elsewhere don't count.
    assert "0 described photos" in run("--photos", tmp_path, "--captions", described / NAME)[2]


def test_the_same_photos_always_fall_into_the_same_halves(described: Path) -> None:
    photos = read_captions(described / NAME)
    first, second = divide(photos)
    assert divide(photos[::-1]) == (first, second)
    assert abs(len(first) - len(second)) <= 1
    assert sorted(first + second, key=lambda p: p.file) == sorted(photos, key=lambda p: p.file)
    assert divide([Captioned(b"/elsewhere/" + p.file.rpartition(b"/")[2], p.captions, p.labels) for p in first])


def test_measures_are_those_of_the_books() -> None:
    assert ndcg(marks("xx-")) == 1
    assert ndcg(marks("-x-")) == pytest.approx(1 / np.log2(3))
    assert ndcg(marks("-" * 10 + "x")) == 0
    assert ranked_precision(marks("x-x")) == pytest.approx((1 + 2 / 3) / 2)
    assert judged(marks("xx--"), marks("x-xx")) == pytest.approx((0.5, 1 / 3, 0.4))
    assert judged(marks("----"), marks("x---")) == (1, 0, 0)


def test_the_best_threshold_divides_what_can_be_divided() -> None:
    cosines = [np.array([0.3, 0.25, 0.1, 0.0]), np.array([0.4, 0.2, 0.15, 0.1])]
    least = best_threshold(cosines, [marks("xx--"), marks("xx--")])
    assert 0.15 < least <= 0.2
