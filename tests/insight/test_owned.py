"""A picture from outside is recognised as the same file, the same picture saved anew, or another shot."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from photo_search.errors import UnreadablePhoto
from photo_search.insight.records import Verdict
from photo_search.library import Library

SHOWN = "000000037666.jpg"


def outside(shared_photos: Path, name: str = SHOWN) -> Image.Image:
    with Image.open(shared_photos / "coco-mini" / name) as image:
        return image.convert("RGB")


def test_the_same_file_is_told_with_its_place(labelled: Library, shared_photos: Path, tmp_path: Path) -> None:
    copy = tmp_path / "renamed.jpg"
    copy.write_bytes((shared_photos / "coco-mini" / SHOWN).read_bytes())
    have = labelled.insight.have(copy)
    assert have.verdict is Verdict.SAME
    assert have.same is not None
    assert [Path(file.path.decode()).name for file in have.same.files] == [SHOWN]
    assert have.same.photo_id not in {one.photo.photo_id for one in (*have.near, *have.similar)}
    assert (have.width, have.height) == outside(shared_photos).size


@pytest.mark.parametrize(
    ("name", "size", "options"),
    [
        ("half.jpg", 0.5, {"quality": 80}),
        ("messenger.jpg", 0.7, {"quality": 50}),
        ("same.webp", 1.0, {"quality": 60}),
        ("same.png", 1.0, {}),
    ],
)
def test_a_picture_saved_anew_is_the_same_picture(
    labelled: Library, shared_photos: Path, tmp_path: Path, name: str, size: float, options: dict[str, int]
) -> None:
    for shown in (SHOWN, "000000063217.jpg", "000000099053.jpg"):
        image = outside(shared_photos, shown)
        path = tmp_path / name
        image.resize((round(image.width * size), round(image.height * size))).save(path, **options)  # type: ignore[arg-type]
        have = labelled.insight.have(path)
        assert have.verdict is Verdict.NEAR, shown
        assert Path(have.near[0].photo.files[0].path.decode()).name == shown


def test_another_shot_of_the_scene_is_another_picture(labelled: Library, shared_photos: Path, tmp_path: Path) -> None:
    image = outside(shared_photos)
    moved = tmp_path / "moved.jpg"
    step = image.width // 40
    image.crop((step, 0, image.width, image.height - step)).save(moved, quality=90)
    have = labelled.insight.have(moved)
    assert have.verdict is Verdict.SIMILAR
    assert Path(have.similar[0].photo.files[0].path.decode()).name == SHOWN
    turned = tmp_path / "turned.jpg"
    image.transpose(Image.Transpose.ROTATE_90).save(turned)
    assert not labelled.insight.have(turned).near


def test_what_is_no_picture_says_so(labelled: Library, tmp_path: Path) -> None:
    (tmp_path / "bad.jpg").write_bytes(b"no picture")
    for path in (tmp_path / "bad.jpg", tmp_path / "absent.jpg", tmp_path):
        with pytest.raises(UnreadablePhoto):
            labelled.insight.have(path)


def test_a_library_without_photos_has_nothing(library: Library, shared_photos: Path) -> None:
    have = library.insight.have(shared_photos / "coco-mini" / SHOWN)
    assert have.verdict is Verdict.NEW
    assert (have.same, have.near, have.similar) == (None, (), ())
    assert (have.width, have.height) == outside(shared_photos).size
