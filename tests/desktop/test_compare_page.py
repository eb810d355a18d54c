"""Two models side by side: the same words, two rows, what differs; and the blind choice, which is kept."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from photo_search.comparison.preference import Preference
from photo_search.desktop.compare_page import ComparePage
from photo_search.desktop.compare_row import PLACES
from photo_search.desktop.compare_words import agreement_in_words, marks, tally_in_words
from photo_search.desktop.main_window import MainWindow
from photo_search.desktop.models_window import ModelsWindow
from photo_search.library import Library
from photo_search.settings import Settings
from tests.desktop.window_scene import Open, idle
from tests.end_to_end.conftest import QUICK, draw_photo
from tests.models.derived_model import derive_model

PHOTOS = 30


@pytest.fixture(scope="module")
def two_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library whose photos the starter and a coarser model know."""
    root = tmp_path_factory.mktemp("two")
    derive_model(root / "models" / "coarse", 32, name="coarse")
    (root / "pictures").mkdir()
    for seed in range(PHOTOS):
        draw_photo(root / "pictures" / f"{seed}.jpg", seed)
    with Library.open(root / "library", models=root / "models") as library:
        library.add_folder(root / "pictures")
        library.index(options=QUICK).result(timeout=100)
        library.models.use("coarse")
        assert library.index(options=QUICK).result(timeout=100).switched_to == "coarse"
        library.models.back()
    return root


@pytest.fixture
def window(qtbot: QtBot, open_window: Open, two_models: Path, tmp_path: Path) -> MainWindow:
    for name in ("library", "models"):
        shutil.copytree(two_models / name, tmp_path / name)
    settings = Settings(
        theme="light", model_offered=True, low_priority=False, search_history=("a red picture", "something green")
    )
    opened = open_window(settings)
    qtbot.waitUntil(lambda: opened._grid.count == PHOTOS and idle(opened), timeout=20_000)
    return opened


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> ComparePage:
    window._models.open()
    (opened,) = window.findChildren(ModelsWindow)
    qtbot.waitUntil(opened.page._compare.isEnabled, timeout=20_000)
    opened.page._compare.click()
    qtbot.waitUntil(lambda: opened.compare._models[0].count() == 2)
    return opened.compare


def ask(qtbot: QtBot, page: ComparePage, words: str) -> None:
    page._words.setText(words)
    qtbot.keyClick(page._words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(page.rows[0].photos) == PLACES)


def test_both_answers_stand_above_each_other_with_what_changed(
    qtbot: QtBot, window: MainWindow, page: ComparePage
) -> None:
    ask(qtbot, page, "a red picture")
    assert [box.currentText() for box in page._models] == ["Starter", "coarse"]
    ids = [[photo.photo_id for photo in row.photos] for row in page.rows]
    for name, shown in zip(("starter", "coarse"), ids, strict=True):
        found = window._library.search("a red picture", limit=PLACES, model=name)
        assert shown == [hit.photo_id for hit in found.hits]
    assert all(not photo.mark for photo in page.rows[0].photos)
    for place, photo in enumerate(page.rows[1].photos):
        before = ids[0].index(photo.photo_id) if photo.photo_id in ids[0] else None
        moved = {None: "new", place: "="}.get(before)
        assert photo.mark == (moved or f"{'↑' if before > place else '↓'} {abs(before - place)}")  # type: ignore[operator]
    assert page._note.text() == agreement_in_words(*ids)
    qtbot.waitUntil(lambda: all(page.rows[0]._loader.picture(photo_id) is not None for photo_id in ids[0]))
    picture = QImage(page.rows[0].size(), QImage.Format.Format_RGB32)
    page.rows[0].render(picture)
    assert len({picture.pixel(x, 20) for x in range(0, picture.width(), 7)}) > PLACES


def test_the_same_model_twice_says_so(qtbot: QtBot, page: ComparePage) -> None:
    ask(qtbot, page, "a red picture")
    page._models[1].setCurrentIndex(0)
    page._models[1].activated.emit(0)
    assert "two different models" in page._note.text()
    assert page.rows[0].photos == ()


def test_without_names_each_choice_is_counted_for_whoever_stood_there(
    qtbot: QtBot, window: MainWindow, page: ComparePage
) -> None:
    page._blind.click()
    qtbot.waitUntil(lambda: page._question is not None, timeout=20_000)
    assert page._words.text() == "a red picture"  # What the person looked for lately comes first.
    assert not page._models[0].isVisible()
    counts = {"starter": 0, "coarse": 0, "": 0}
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_0, Qt.Key.Key_1, Qt.Key.Key_1):
        qtbot.waitUntil(lambda: page._question is not None, timeout=20_000)
        rows = [[photo.photo_id for photo in row.photos] for row in page.rows]
        assert all(not photo.mark for row in page.rows for photo in row.photos)
        starter = [hit.photo_id for hit in window._library.search(page._words.text(), limit=8, model="starter").hits]
        upper, lower = ("starter", "coarse") if rows[0] == starter else ("coarse", "starter")
        counts[{Qt.Key.Key_1: upper, Qt.Key.Key_2: lower, Qt.Key.Key_0: ""}[key]] += 1
        asked = page._question
        page.setFocus()
        qtbot.keyClick(page, key)
        qtbot.waitUntil(lambda asked=asked: page._question not in {None, asked}, timeout=20_000)
    said = tally_in_words(Preference(counts["starter"], counts["coarse"], counts[""]), "Starter", "coarse")
    assert page._choice._tally.text() == said
    window._models._shown.close()  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: not window.findChildren(ModelsWindow))
    window._models.open()
    (again,) = window.findChildren(ModelsWindow)
    qtbot.waitUntil(again.page._compare.isEnabled, timeout=20_000)
    again.turn_to_compare()
    again.compare._blind.click()
    qtbot.waitUntil(lambda: again.compare._choice._tally.text() == said, timeout=20_000)


def test_digits_can_be_typed_in_words(qtbot: QtBot, page: ComparePage) -> None:
    page._blind.click()
    qtbot.waitUntil(lambda: page._question is not None, timeout=20_000)
    asked = page._question
    page._words.setFocus()
    page._words.clear()
    qtbot.keyClicks(page._words, "120")
    assert page._words.text() == "120"
    assert page._question is asked


def test_a_click_on_a_row_is_a_choice_only_without_names(qtbot: QtBot, page: ComparePage) -> None:
    ask(qtbot, page, "a red picture")
    qtbot.mouseClick(page.rows[0], Qt.MouseButton.LeftButton)
    assert page._question is None
    page._blind.click()
    qtbot.waitUntil(lambda: page._question is not None, timeout=20_000)
    asked = page._question
    qtbot.mouseClick(page.rows[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page._question not in {None, asked}, timeout=20_000)
    assert page._choice._tally.text()


def test_esc_goes_back_to_the_cards_and_then_closes(qtbot: QtBot, window: MainWindow, page: ComparePage) -> None:
    opened = page.window()
    assert isinstance(opened, ModelsWindow)
    qtbot.keyClick(opened, Qt.Key.Key_Escape)
    assert opened._pages.currentWidget() is opened.page
    qtbot.keyClick(opened, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(ModelsWindow))


def test_marks_and_sentences() -> None:
    assert marks([2, -1, 0, None]) == ["↑ 2", "↓ 1", "=", "new"]
    assert agreement_in_words([1, 2], [1, 2]) == "Both rows are the same."
    assert agreement_in_words([1, 2], [3]) == "No photo is in both rows."
    assert "of 3" in agreement_in_words([1, 2, 3], [2, 9, 1])


@pytest.mark.parametrize(
    ("tally", "said", "sure"),
    [
        (Preference(3, 1, 0), "Starter was better in 3 of 4 choices.", False),
        (Preference(2, 2, 5), "Even so far: 2 choices for each.", False),
        (Preference(0, 12, 1), "Other was better in 12 of 12 choices.", True),
    ],
)
def test_a_tally_says_no_more_than_it_shows(tally: Preference, said: str, sure: bool) -> None:
    sentence = tally_in_words(tally, "Starter", "Other")
    assert sentence.startswith(said)
    assert ("That is more than chance." in sentence) is sure


def test_no_choice_says_nothing() -> None:
    assert tally_in_words(Preference(0, 0, 3), "Starter", "Other") == ""
