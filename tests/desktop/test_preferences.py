"""The preferences: every choice holds at once, and nothing is told that was not chosen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QLineEdit,
    QListView,
    QSlider,
)
from pytestqt.qtbot import QtBot

from photo_search.desktop.preferences import PreferencesDialog
from photo_search.desktop.preferences_folders import FolderModel
from photo_search.desktop.sentence_dialog import Question
from photo_search.desktop.theme import ThemeSwitch
from photo_search.records import Folder
from photo_search.settings import Settings

PICTURES = Folder(1, b"/home/anna/Pictures", ("Screenshots", "*.png"), None, 12_345)
ARCHIVE = Folder(2, b"/media/<b>Archive", (), "The drive isn't connected.", 8_310)


@pytest.fixture
def dialog(qtbot: QtBot, theme: ThemeSwitch) -> PreferencesDialog:
    made = PreferencesDialog(Settings(search_history=("sea",)), theme)
    qtbot.addWidget(made)
    made.show_folders([ARCHIVE, PICTURES])
    made.show_storage("/home/anna/.local/share/photo_search/library", 412_000_000, 1_380_000_000)
    with qtbot.waitExposed(made):
        made.open()
    return made


def button(dialog: PreferencesDialog, text: str) -> QAbstractButton:
    return next(each for each in dialog.findChildren(QAbstractButton) if each.text() == text and each.isVisible())


def views(dialog: PreferencesDialog) -> tuple[QListView, QListView]:
    page = dialog._folders
    return page._list, page._exclusions


@pytest.mark.parametrize(
    ("page", "text", "changes"),
    [
        ("appearance", "Light", {"theme": "light"}),
        ("appearance", "Dark", {"theme": "dark"}),
        ("appearance", "Show thumbnails as squares", {"square_tiles": True}),
        ("reading", "Half of the processor", {"cpu_share": "half"}),
        ("reading", "As little as possible: quiet, but slow", {"cpu_share": "one"}),
        ("reading", "Let other programs go first", {"low_priority": False}),
    ],
)
def test_a_click_holds_at_once(
    dialog: PreferencesDialog, qtbot: QtBot, page: str, text: str, changes: dict[str, object]
) -> None:
    dialog.open_page(page)
    with qtbot.waitSignal(dialog.changed) as changed:
        button(dialog, text).click()
    assert changed.args == [replace(Settings(search_history=("sea",)), **changes)]


def test_arrows_choose_among_several(dialog: PreferencesDialog, qtbot: QtBot) -> None:
    button(dialog, "Like the system").setFocus()
    with qtbot.waitSignal(dialog.changed) as changed:
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Down)
    assert changed.args[0].theme == "light"


def test_sliders_tell_sizes(dialog: PreferencesDialog, qtbot: QtBot) -> None:
    tile, cache = dialog._appearance.findChild(QSlider), dialog._storage.findChild(QSlider)
    with qtbot.waitSignal(dialog.changed) as changed:
        tile.setValue(240)
    assert changed.args[0].tile_height == 240
    dialog.open_page("storage")
    with qtbot.waitSignal(dialog.changed) as changed:
        qtbot.keyClick(cache, Qt.Key.Key_Right)
    assert changed.args[0] == Settings(search_history=("sea",), tile_height=240, cache_mb=128)
    assert (cache.minimum() * 64, cache.maximum() * 64) == (64, 2048)


def test_changes_from_elsewhere_are_shown_and_not_told_again(dialog: PreferencesDialog, qtbot: QtBot) -> None:
    elsewhere = Settings(theme="dark", tile_height=300, square_tiles=True, cpu_share="one", low_priority=False)
    with qtbot.assertNotEmitted(dialog.changed):
        dialog.show_settings(elsewhere)
    assert button(dialog, "Dark").isChecked()
    with qtbot.waitSignal(dialog.changed) as changed:
        button(dialog, "Light").click()
    assert changed.args == [replace(elsewhere, theme="light")]


def test_the_folder_model_keeps_qt_s_rules(qtbot: QtBot) -> None:
    model = FolderModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.replace([PICTURES, ARCHIVE])
    model.replace([])
    tester.deleteLater()


def test_folders_are_added_and_removed_by_the_window(dialog: PreferencesDialog, qtbot: QtBot) -> None:
    dialog.open_page("folders")
    with qtbot.waitSignal(dialog.folder_add_wanted):
        button(dialog, "Add a folder…").click()
    folders, _ = views(dialog)
    folders.setCurrentIndex(folders.model().index(1, 0))
    with qtbot.waitSignal(dialog.folder_remove_wanted) as removed:
        button(dialog, "Remove").click()
    assert removed.args == [ARCHIVE.folder_id]
    dialog.show_folders([])
    assert not button(dialog, "Remove").isEnabled()
    assert not button(dialog, "Leave something out").isEnabled()


def test_an_exclusion_is_written_in_place(dialog: PreferencesDialog, qtbot: QtBot) -> None:
    dialog.open_page("folders")
    _, exclusions = views(dialog)
    button(dialog, "Leave something out").click()
    editor = exclusions.findChild(QLineEdit)
    qtbot.keyClicks(editor, " 2019/Work ")
    with qtbot.waitSignal(dialog.exclusions_changed) as changed:
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert changed.args == [PICTURES.folder_id, ["Screenshots", "*.png", "2019/Work"]]


def test_an_exclusion_that_is_given_up_leaves_nothing(dialog: PreferencesDialog, qtbot: QtBot) -> None:
    dialog.open_page("folders")
    _, exclusions = views(dialog)
    with qtbot.assertNotEmitted(dialog.exclusions_changed):
        button(dialog, "Leave something out").click()
        qtbot.keyClick(exclusions.findChild(QLineEdit), Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: exclusions.model().rowCount() == 2)
    assert dialog.isVisible()


def test_exclusions_are_removed_by_button_and_by_key(dialog: PreferencesDialog, qtbot: QtBot) -> None:
    dialog.open_page("folders")
    _, exclusions = views(dialog)
    exclusions.setCurrentIndex(exclusions.model().index(0, 0))
    exclusions.setFocus()
    with qtbot.waitSignal(dialog.exclusions_changed) as changed:
        qtbot.keyClick(exclusions, Qt.Key.Key_Delete)
    assert changed.args == [PICTURES.folder_id, ["*.png"]]
    exclusions.setCurrentIndex(exclusions.model().index(0, 0))
    with qtbot.waitSignal(dialog.exclusions_changed) as changed:
        dialog._folders._drop_pattern.click()
    assert changed.args == [PICTURES.folder_id, []]


def test_each_folder_has_its_own_exclusions(dialog: PreferencesDialog, qtbot: QtBot) -> None:
    dialog.open_page("folders")
    folders, exclusions = views(dialog)
    assert exclusions.model().rowCount() == 2
    with qtbot.assertNotEmitted(dialog.exclusions_changed):
        folders.setCurrentIndex(folders.model().index(1, 0))
    assert exclusions.model().rowCount() == 0
    texts = [label.text().replace("\u200b", "") for label in dialog.findChildren(QLabel)]
    assert "Nothing is left out of “<b>Archive”" in texts
    dialog.show_folders([replace(ARCHIVE, offline=None), PICTURES])
    assert folders.currentIndex().row() == 1


def test_storage_tells_where_and_how_much(dialog: PreferencesDialog, qtbot: QtBot) -> None:
    dialog.open_page("storage")
    texts = [label.text().replace("\u200b", "") for label in dialog.findChildren(QLabel) if label.isVisible()]
    assert "/home/anna/.local/share/photo_search/library" in texts
    assert "412 MB" in texts
    assert "1.4 GB" in texts
    with qtbot.waitSignal(dialog.open_data_wanted):
        button(dialog, "Open this folder").click()


@pytest.mark.parametrize(("answer", "cleared"), [("Clear", True), ("Keep them", False)])
def test_thumbnails_are_cleared_only_after_a_question(
    dialog: PreferencesDialog, qtbot: QtBot, answer: str, cleared: bool
) -> None:
    dialog.open_page("storage")
    told: list[bool] = []
    dialog.clear_thumbnails_wanted.connect(lambda: told.append(True))
    button(dialog, "Clear the thumbnails…").click()
    question = dialog.findChild(Question)
    next(each for each in question.findChildren(QAbstractButton) if each.text() == answer).click()
    assert bool(told) is cleared
    qtbot.waitUntil(lambda: dialog.findChild(Question) is None)
    dialog.show_storage("/library", 1, 0)
    assert not button(dialog, "Clear the thumbnails…").isEnabled()


def test_the_keyboard_walks_through_the_pages(dialog: PreferencesDialog, qtbot: QtBot) -> None:
    dialog._contents.setFocus()
    for _ in range(3):
        qtbot.keyClick(dialog._contents, Qt.Key.Key_Down)
    assert dialog._stack.currentIndex() == 3
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_it_fits_a_small_screen(dialog: PreferencesDialog) -> None:
    assert dialog.minimumSizeHint().width() <= 640
    assert dialog.minimumSizeHint().height() <= 480
