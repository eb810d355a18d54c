"""Asks the window why photos are here, where, what is in them, whether it has them, and where matches end."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from photo_search.desktop.disclosure import Disclosure
from photo_search.desktop.have_card import HaveCard
from photo_search.desktop.have_dialog import HaveDialog
from photo_search.desktop.info_panel import Value
from photo_search.desktop.main_window import MainWindow
from photo_search.desktop.plain_label import PlainLabel
from photo_search.desktop.tune_dialog import TuneDialog
from photo_search.desktop.why_dialog import WhyDialog
from photo_search.insight.records import Verdict
from photo_search.records import Tuning
from tests.desktop.window_scene import idle

Key = Qt.Key
_CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def asked(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """A window whose first photo is chosen among the answers to a question."""
    window._library.search("anything")  # Loads the model: how long that takes says how often the window looks anew.
    window._navigator.ask("a red circle")
    qtbot.waitUntil(lambda: window._navigator.has_arrived and idle(window), timeout=20_000)
    window._navigator.answer.select_all()
    first = window._grid.selected_ids()[0] if window._grid.selected_ids() else 1
    window._grid.select([first])
    window._grid.set_current(first)
    qtbot.waitUntil(lambda: idle(window), timeout=20_000)
    return window


@pytest.fixture
def why(asked: MainWindow, qtbot: QtBot) -> Iterator[WhyDialog]:
    (photo_id,) = asked._chosen_photos()
    asked._insight.explain(photo_id)
    dialog = asked._insight._why
    assert dialog is not None
    qtbot.waitUntil(lambda: idle(asked), timeout=20_000)
    yield dialog
    asked._insight.close()


@pytest.fixture
def tune(asked: MainWindow, qtbot: QtBot) -> Iterator[TuneDialog]:
    asked._insight.tune()
    dialog = asked._insight._tune
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.view.histogram is not None and settled(asked, dialog), timeout=20_000)
    yield dialog
    asked._insight.close()


def settled(window: MainWindow, dialog: TuneDialog) -> bool:
    return idle(window) and not dialog._rest.isActive()


def have_of(window: MainWindow, qtbot: QtBot, *paths: Path) -> HaveDialog:
    window._insight.look_for([os.fsencode(path) for path in paths])
    dialog = window._insight._have
    assert dialog is not None
    qtbot.waitUntil(lambda: not dialog.is_looking and idle(window), timeout=20_000)
    return dialog


def texts(widget: WhyDialog | HaveCard) -> list[str]:
    labels = [label.text() for label in widget.findChildren(PlainLabel)]
    return labels + [value.fact.text for value in widget.findChildren(Value)]


def test_there_is_nothing_to_explain_without_a_question(window: MainWindow) -> None:
    assert not window._actions.why.isVisible()
    window._insight.explain(1)
    assert window._insight._why is None


def test_the_key_explains_the_chosen_photo(asked: MainWindow, qtbot: QtBot) -> None:
    assert asked._actions.why.isVisible()
    QTest.keyClick(asked._grid, Key.Key_I, _CTRL_SHIFT)
    qtbot.waitUntil(lambda: asked._insight._why is not None and idle(asked), timeout=20_000)
    dialog = asked._insight._why
    assert dialog is not None
    (photo_id,) = asked._chosen_photos()
    expected = asked._library.insight.explain("a red circle", photo_id, options=asked._insight._options)
    assert f"Matches begin at {round(100 * (expected.line or 0))}%." in texts(dialog)
    assert "a red circle" in texts(dialog)
    assert not dialog.picture._image.isNull()
    QTest.keyClick(dialog, Key.Key_Escape)
    qtbot.waitUntil(lambda: asked._insight._why is None)


def test_raw_figures_are_a_click_away_and_stay(why: WhyDialog, asked: MainWindow, qtbot: QtBot) -> None:
    def toggle() -> Disclosure:
        return next(iter(why.panel.findChildren(Disclosure)))

    (cosine,) = [label for label in why.panel.findChildren(PlainLabel) if label.text() == "Cosine"]
    assert not cosine.isVisible()
    QTest.keyClick(toggle(), Key.Key_Space)
    assert cosine.isVisible()
    why.explain("a blue square", asked._chosen_photos()[0], asked._insight._options)
    qtbot.waitUntil(lambda: idle(asked), timeout=20_000)
    assert toggle().isChecked()


def test_an_explanation_is_copied_as_text(why: WhyDialog) -> None:
    QTest.mouseClick(why.copy_button, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert "Question: a red circle" in copied
    assert "cosine" in copied


def test_where_it_is_seen_lies_over_the_photo(why: WhyDialog, qtbot: QtBot) -> None:
    QTest.keyClick(why.heat.show_button, Key.Key_Space)
    assert why.heat.is_working
    qtbot.waitUntil(lambda: why.picture.heat is not None, timeout=60_000)
    assert QApplication.focusWidget() is why.heat.compare
    with_map = why.picture.grab().toImage()
    QTest.keyPress(why.heat.compare, Key.Key_Space)
    assert why.picture.grab().toImage() != with_map
    QTest.keyRelease(why.heat.compare, Key.Key_Space)
    assert why.picture.grab().toImage() == with_map
    why.heat.opacity.setValue(10)
    assert why.picture.grab().toImage() != with_map
    why.heat.hide_button.click()
    assert why.picture.heat is None


def test_making_the_map_can_be_stopped(why: WhyDialog, asked: MainWindow, qtbot: QtBot) -> None:
    why.heat.show_button.click()
    QTest.keyClick(why, Key.Key_Escape)
    assert why.isVisible()
    assert not why.heat.is_working
    qtbot.waitUntil(lambda: idle(asked), timeout=60_000)
    assert why.picture.heat is None


def test_plain_facts_have_no_map(asked: MainWindow, qtbot: QtBot) -> None:
    asked._navigator.ask("type:jpg")
    qtbot.waitUntil(lambda: asked._navigator.has_arrived and idle(asked), timeout=20_000)
    asked._insight.explain(asked._grid.selected_ids()[0] if asked._grid.selected_ids() else 1)
    qtbot.waitUntil(lambda: idle(asked), timeout=20_000)
    dialog = asked._insight._why
    assert dialog is not None
    assert not dialog.heat.show_button.isEnabled()
    assert "type:jpg" in texts(dialog)


def test_the_window_closes_while_a_map_is_made(why: WhyDialog, asked: MainWindow) -> None:
    why.heat.show_button.click()
    asked.close()
    assert not why.heat.is_working


def test_the_panel_offers_to_explain_while_there_is_a_question(asked: MainWindow, qtbot: QtBot) -> None:
    asked._toggle_panel()
    qtbot.waitUntil(lambda: idle(asked), timeout=60_000)
    button = next(b for b in asked._panel.findChildren(QPushButton) if b.text() == "Why is this here?")
    button.click()
    assert asked._insight._why is not None
    asked._navigator.up()
    qtbot.waitUntil(lambda: idle(asked), timeout=20_000)
    assert "Why is this here?" not in [b.text() for b in asked._panel.findChildren(QPushButton)]


def test_the_viewer_offers_to_explain_while_there_is_a_question(asked: MainWindow, qtbot: QtBot) -> None:
    asked._view(asked._chosen_photos()[0])
    asked._viewer._overlay.wake()
    assert asked._viewer._overlay.why.isVisible()
    asked._viewer._overlay.why.click()
    assert asked._insight._why is not None
    qtbot.waitUntil(lambda: idle(asked), timeout=20_000)


def test_the_line_moves_with_live_results(tune: TuneDialog, asked: MainWindow, qtbot: QtBot) -> None:
    histogram = tune.view.histogram
    assert histogram is not None
    assert int(histogram.counts.sum()) == histogram.photos == 9
    shown = {tile.hit.photo_id for tile in tune.strip.tiles if tile.hit is not None}
    assert shown
    matching = []
    for strictness in (0, 100):
        tune.strictness.setValue(strictness)
        qtbot.waitUntil(lambda: settled(asked, tune), timeout=20_000)
        assert tune.view.histogram is not None
        matching.append(tune.view.histogram.matching)
    assert matching[0] > matching[1]


def test_what_was_tuned_is_kept_for_the_model_and_forgotten_again(
    tune: TuneDialog, asked: MainWindow, qtbot: QtBot
) -> None:
    insight = asked._library.insight
    assert not tune.save_button.isEnabled()
    tune.strictness.setValue(80)
    tune.by_hand.setChecked(True)
    tune.save_button.click()
    qtbot.waitUntil(lambda: asked._insight._tune is None and idle(asked), timeout=20_000)
    kept = insight.tuning()
    assert kept.strictness == 0.8
    assert kept.temperature is not None
    asked._insight.tune()
    again = asked._insight._tune
    assert again is not None
    qtbot.waitUntil(lambda: again.strictness.value() == 80 and settled(asked, again), timeout=20_000)
    again.by_hand.setChecked(False)
    again.save_button.click()
    qtbot.waitUntil(lambda: asked._insight._tune is None and idle(asked), timeout=20_000)
    assert insight.tuning() == Tuning(None, 0.8)
    asked._insight.tune()
    last = asked._insight._tune
    assert last is not None
    qtbot.waitUntil(lambda: last.strictness.value() == 80 and settled(asked, last), timeout=20_000)
    last.reset_button.click()
    qtbot.waitUntil(lambda: last.strictness.value() == 50 and settled(asked, last), timeout=20_000)
    assert insight.tuning() == Tuning()
    assert not last.save_button.isEnabled()


def test_the_answer_on_show_follows_what_was_tuned(tune: TuneDialog, asked: MainWindow, qtbot: QtBot) -> None:
    def matching() -> int | None:
        content = asked._content
        assert content is not None
        assert content.result is not None
        return content.result.matching

    tune.strictness.setValue(0)
    tune.save_button.click()
    qtbot.waitUntil(lambda: idle(asked) and matching() == 9, timeout=20_000)


def test_marked_photos_give_advice_that_a_click_takes(tune: TuneDialog, asked: MainWindow, qtbot: QtBot) -> None:
    tune.strictness.setValue(100)
    qtbot.waitUntil(lambda: settled(asked, tune), timeout=20_000)
    near = [tile for tile in tune.strip.tiles if tile.hit is not None]
    worst, best = near[0], near[-1]
    QTest.keyClick(best, Key.Key_Space)
    assert best.mark is True
    worst.click()
    worst.click()
    assert worst.mark is False
    assert "wrong" in worst.accessibleName()
    qtbot.waitUntil(lambda: idle(asked) and tune.take_button.isVisible(), timeout=20_000)
    tune.take_button.click()
    assert tune.strictness.value() < 100
    assert not tune.take_button.isVisible()
    qtbot.waitUntil(lambda: settled(asked, tune), timeout=20_000)


def test_other_words_are_tried_and_none_show_nothing(tune: TuneDialog, asked: MainWindow, qtbot: QtBot) -> None:
    tune.words.setText("a boat")
    qtbot.waitUntil(lambda: settled(asked, tune), timeout=20_000)
    qtbot.waitUntil(lambda: tune.view.histogram is not None and tune.view.histogram.query == "a boat", timeout=20_000)
    tune.words.clear()
    qtbot.waitUntil(lambda: tune.view.histogram is None, timeout=20_000)
    tune.raw.setChecked(True)
    tune.view.grab()


def test_files_from_outside_are_told_apart(
    window: MainWindow, read_library: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    same, small, broken = tmp_path / "same.jpg", tmp_path / "small.webp", tmp_path / "broken.jpg"
    shutil.copy(read_library / "pictures" / "p0.jpg", same)
    with Image.open(read_library / "pictures" / "p1.jpg") as image:
        image.save(small, quality=80)
    broken.write_bytes(b"nothing")
    dialog = have_of(window, qtbot, same, small, broken)
    assert [have.verdict for have in dialog._found] == [Verdict.SAME, Verdict.NEAR]
    assert dialog.said.text().startswith("You have 2 of 3.")
    first, second, third = dialog.findChildren(HaveCard)
    assert str(read_library / "pictures" / "p0.jpg") in texts(first)
    assert str(read_library / "pictures" / "p1.jpg") in texts(second)
    assert not third.findChildren(QToolButton)
    assert first.findChildren(QToolButton)[0].accessibleName() == "Show in the folder"
    dialog.copy_button.click()
    copied = QGuiApplication.clipboard().text()
    assert "same.jpg" in copied
    assert "p1.jpg" in copied
    assert "broken.jpg" in copied


def test_more_files_can_be_dropped_on_the_answers(
    window: MainWindow, read_library: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    copy = tmp_path / "copy.jpg"
    shutil.copy(read_library / "pictures" / "p0.jpg", copy)
    dialog = have_of(window, qtbot)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(copy))])
    action, button, key = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(dialog, QDragEnterEvent(QPoint(40, 40), action, data, button, key))
    QApplication.sendEvent(dialog, QDropEvent(QPointF(40, 40), action, data, button, key))
    qtbot.waitUntil(lambda: not dialog.is_looking and idle(window), timeout=20_000)
    assert [have.verdict for have in dialog._found] == [Verdict.SAME]
    QTest.keyClick(dialog, Key.Key_Escape)
    qtbot.waitUntil(lambda: window._insight._have is None)
