"""A heat map is hot where the thing is, costs few looks, and can be stopped."""

from __future__ import annotations

from concurrent.futures import CancelledError
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from photo_search.errors import NoSuchPhoto, NothingToSee
from photo_search.indexing.picture import Picture
from photo_search.insight.heat import FINENESS, STEPS, Occlusion, grey_of, seen_part
from photo_search.insight.heat_picture import heat_picture
from photo_search.insight.records import HeatMap
from photo_search.library import Library
from photo_search.models.recipes import Fit
from photo_search.models.spec import bundled_starter, read_spec
from tests.end_to_end.conftest import QUICK

RECIPE = read_spec(bundled_starter()).image


@pytest.mark.parametrize("side", [96, 224, 384, 5])
def test_patches_cover_the_picture_in_few_looks(side: int) -> None:
    occlusion = Occlusion(side)
    white = np.full((side, side, 3), 255, np.uint8)
    hidden = np.concatenate(list(occlusion.hidden(white, (0, 0, 0), 7)))
    assert len(hidden) == STEPS * STEPS < 63
    assert (hidden.min(axis=0) == 0).all()
    assert (white == 255).all()
    assert all((one == 0).any() for one in hidden)


def test_the_map_is_hot_where_hiding_hurts() -> None:
    occlusion = Occlusion(96)
    drops = np.array([0.2 if top < 20 and left > 60 else -0.05 for top, left in occlusion.corners])
    heat = occlusion.spread(drops)
    assert heat.shape == (FINENESS, FINENESS)
    assert heat.max() == pytest.approx(1)
    assert heat.min() == 0
    row, column = np.unravel_index(heat.argmax(), heat.shape)
    assert row < FINENESS / 2 < column
    assert occlusion.spread(np.full(STEPS * STEPS, -0.1)).max() == 0
    assert occlusion.spread(np.full(STEPS * STEPS, 0.002)).max() < 0.2


def test_what_is_grey_says_nothing_to_the_model() -> None:
    assert grey_of(RECIPE) == (128, 128, 128)
    assert seen_part(600, 400, RECIPE) == (0, 0, 1, 1)
    cropped = replace(RECIPE, fit=Fit.CENTRE_CROP, size=224, resize=256)
    left, top, right, bottom = seen_part(800, 400, cropped)
    assert (right - left) * 800 == pytest.approx((bottom - top) * 400) == pytest.approx(350)
    assert left + right == pytest.approx(1) == pytest.approx(top + bottom)


def test_a_thing_in_a_corner_is_found_there(shared_photos: Path, tmp_path: Path) -> None:
    """The sheep of a photo, put into each corner of a grey one."""
    folder = tmp_path / "photos"
    folder.mkdir()
    with Image.open(shared_photos / "coco-mini" / "000000063217.jpg") as image:
        thing = image.convert("RGB").resize((240, 240))
    corners = [(0, 0), (360, 0), (0, 360), (360, 360)]
    for corner in corners:
        canvas = Image.new("RGB", (600, 600), (120, 125, 130))
        canvas.paste(thing, corner)
        canvas.save(folder / f"{corner[0]}-{corner[1]}.jpg")
    with Library.open(tmp_path / "library") as library:
        library.add_folder(folder)
        library.index(options=QUICK).result(timeout=100)
        for corner in corners:
            photo_id = library.insight.photo_at(folder / f"{corner[0]}-{corner[1]}.jpg")
            assert photo_id is not None
            heat = library.insight.heat_map(f"similar:{photo_id}", photo_id)
            assert heat.calls < 64
            assert heat.drop > 0.02
            half = FINENESS // 2
            quarters = {
                (360 * column, 360 * row): float(heat.values[row * half :, column * half :][:half, :half].mean())
                for row in (0, 1)
                for column in (0, 1)
            }
            assert max(quarters, key=quarters.__getitem__) == corner, quarters


def test_a_map_can_be_stopped_and_tells_how_far_it_is(labelled: Library) -> None:
    (hit,) = labelled.search("a giraffe", limit=1).hits
    told: list[float] = []
    heat = labelled.insight.heat_map("a giraffe", hit.photo_id, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1
    assert heat.values.dtype == np.float32
    assert 0 <= heat.values.min() <= heat.values.max() <= 1
    seen: list[float] = []
    with pytest.raises(CancelledError):
        labelled.insight.heat_map("a giraffe", hit.photo_id, cancel=lambda: len(seen) >= 2, progress=seen.append)
    assert len(seen) == 2


def test_a_photo_whose_file_is_away_is_mapped_from_its_thumbnail(library: Library, index, pictures: Path) -> None:  # type: ignore[no-untyped-def]
    library.add_folder(pictures)
    index()
    photo_id = library.insight.photo_at(pictures / "p0.jpg")
    assert photo_id is not None
    near = library.insight.heat_map("a circle", photo_id)
    (pictures / "p0.jpg").unlink()
    away = library.insight.heat_map("a circle", photo_id)
    assert away.cosine == pytest.approx(near.cosine, abs=0.05)


def test_what_has_no_map(labelled: Library) -> None:
    with pytest.raises(NoSuchPhoto):
        labelled.insight.heat_map("a dog", 999_999)
    for nothing in ("", "date:2019", "   "):
        with pytest.raises(NothingToSee):
            labelled.insight.heat_map(nothing, 1)


def test_a_map_is_laid_over_its_photo() -> None:
    values = np.zeros((4, 4), np.float32)
    values[0, 3] = 1
    heat = HeatMap("x", 1, values, (0.25, 0.0, 0.75, 1.0), 0.2, 0.1, 50)
    picture = heat_picture(Picture(80, 40, bytes([128] * 80 * 40 * 3)), heat)
    assert picture.size == (80, 40)
    pixels = np.asarray(picture).astype(int).sum(axis=2)
    row, column = np.unravel_index(pixels.argmax(), pixels.shape)
    assert row < 20
    assert 40 < column < 60
    assert (pixels[:, :15] == pixels[0, 0]).all()
