"""What a person can do in the window with photos, folders and places, by menu."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QColor, QDesktopServices, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from photo_search.conditions import Example
from photo_search.desktop.main_window import MainWindow
from photo_search.desktop.messages import BugDialog, MessageDialog
from photo_search.desktop.navigation import EVERYTHING, Place, Where, Words, like_photo
from photo_search.desktop.preferences import PreferencesDialog
from photo_search.desktop.sentence_dialog import Question
from photo_search.searching.question_editing import examples, file_of
from tests.desktop.window_scene import Open, choose, drop, entry, idle, popup, ranked
from tests.end_to_end.conftest import draw_photo

HERE = QPoint(20, 20)


class Opened(QObject):
    """Stands in for the programs of the desktop: Qt hands it what would be opened."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[QUrl] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.urls.append(url)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[Opened]:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    receiver = Opened()
    QDesktopServices.setUrlHandler("file", receiver, "take")  # type: ignore[arg-type]
    yield receiver
    QDesktopServices.unsetUrlHandler("file")


def path_of(window: MainWindow, photo_id: int) -> str:
    return os.fsdecode(window._library.photos([photo_id])[0].files[0].path)


def choose_first(window: MainWindow) -> int:
    window._grid.setFocus()
    window._grid.select_first()
    (photo_id,) = window._grid.selected_ids()
    window._actions.menu(HERE)
    return photo_id


def scroll_down(qtbot: QtBot, window: MainWindow) -> int:
    window.resize(500, 400)
    window._resize_tiles(300)
    qtbot.waitUntil(lambda: window._grid.viewport().width() > 450)
    window._grid.verticalScrollBar().setValue(700)
    assert window._grid.verticalScrollBar().value() == 700
    return 700


def test_find_similar(qtbot: QtBot, window: MainWindow) -> None:
    photo_id = choose_first(window)
    choose("Find similar")
    qtbot.waitUntil(lambda: window._navigator.has_arrived and idle(window))
    assert window._navigator.place == Place(Where("all"), like_photo(photo_id))
    assert ranked(window) == 8
    assert window._question.isVisible()
    assert not window._actions.similar.isEnabled()  # Nothing is selected here yet.
    window._question.chips.chips[0].removed.emit()
    qtbot.waitUntil(lambda: window._navigator.place == EVERYTHING and idle(window))
    assert not window._question.isVisible()


def test_view(qtbot: QtBot, window: MainWindow) -> None:
    photo_id = choose_first(window)
    choose("View")
    qtbot.waitUntil(window._viewer.isVisible)
    assert window._viewer.photo_id == photo_id
    assert window._viewer.geometry() == window._whole.rect()


def test_open(qtbot: QtBot, window: MainWindow, opened: Opened) -> None:
    photo_id = choose_first(window)
    choose("Open")
    qtbot.waitUntil(lambda: bool(opened.urls))
    assert [url.toLocalFile() for url in opened.urls] == [path_of(window, photo_id)]


def test_show_in_folder_opens_the_folder_where_no_file_manager_answers(
    qtbot: QtBot, window: MainWindow, opened: Opened
) -> None:
    photo_id = choose_first(window)
    choose("Show in folder")
    qtbot.waitUntil(lambda: bool(opened.urls), timeout=10_000)
    assert opened.urls[0].toLocalFile() == os.path.dirname(path_of(window, photo_id))


@pytest.mark.skipif(not shutil.which("sh"), reason="needs a shell")
def test_open_with(qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "none"))
    programs, told = tmp_path / "share" / "applications", tmp_path / "told"
    programs.mkdir(parents=True)
    script = tmp_path / "script"
    script.write_text(f'printf "%s\\n" "$@" > "{told}.new"; mv "{told}.new" "{told}"\n')
    text = f"[Desktop Entry]\nType=Application\nName=Paint & Co\nExec=sh {script} --edit %F\nMimeType=image/jpeg;\n"
    (programs / "paint.desktop").write_text(text)
    (programs / "other.desktop").write_text(text.replace("Paint & Co", "Text").replace("image/jpeg", "text/plain"))
    (programs / "torn.desktop").write_text(text.replace("Paint & Co", "Torn").replace("--edit", "'"))
    window._grid.select_all()
    window._actions.menu(HERE)
    menu = popup()
    with_ = entry(menu, "Open with").menu()
    assert [action.text() for action in with_.actions()] == ["Paint && Co", "Torn"]
    with_.actions()[1].trigger()
    qtbot.waitUntil(lambda: "Torn" in window._status._sentence.text())
    with_.actions()[0].trigger()
    menu.close()
    qtbot.waitUntil(told.exists)
    assert told.read_text().splitlines() == ["--edit", *(path_of(window, i) for i in window._grid.selected_ids())]


def test_copy_one_as_file_and_picture_and_many_as_files(qtbot: QtBot, window: MainWindow) -> None:
    photo_id = choose_first(window)
    choose("Copy")
    clipboard = QGuiApplication.clipboard()
    qtbot.waitUntil(lambda: not clipboard.image().isNull(), timeout=20_000)
    assert [url.toLocalFile() for url in clipboard.mimeData().urls()] == [path_of(window, photo_id)]
    assert clipboard.image().size().toTuple() == (160, 120)

    window._grid.select_all()
    window._actions.copy.trigger()
    qtbot.waitUntil(lambda: len(clipboard.mimeData().urls()) == 9)
    assert not clipboard.mimeData().hasImage()
    window._actions.copy_paths.trigger()
    qtbot.waitUntil(lambda: clipboard.mimeData().hasText() and not clipboard.mimeData().hasUrls())
    assert clipboard.text().splitlines() == [path_of(window, i) for i in window._grid.selected_ids()]


def test_a_photo_that_cannot_be_read_any_more_is_copied_as_a_file(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    draw_photo(folder / "torn.jpg", 77)
    window.open_paths([os.fsencode(folder)])
    qtbot.waitUntil(lambda: window._grid.count == 10 and idle(window), timeout=20_000)
    window._upkeep._watch.close()
    (folder / "torn.jpg").write_bytes(b"no picture")
    (photo_id,) = (i for i in range(1, 11) if path_of(window, i).endswith("torn.jpg"))
    window._grid.select([photo_id])
    window._actions.copy.trigger()
    qtbot.waitUntil(lambda: "copied" in window._status._sentence.text(), timeout=20_000)
    assert QGuiApplication.clipboard().mimeData().hasUrls()


def test_information_beside_the_photo(qtbot: QtBot, window: MainWindow) -> None:
    choose_first(window)
    choose("Information")
    qtbot.waitUntil(lambda: window._panel.isVisible() and idle(window))
    window._actions.view.trigger()
    window._viewer.information_wanted.emit()
    qtbot.waitUntil(lambda: window._viewer.width() == window._whole.width())
    window._viewer.information_wanted.emit()
    qtbot.waitUntil(lambda: window._viewer.width() == window._whole.width() - window._panel.width())
    window._split.setSizes([208, 700, 400])
    qtbot.waitUntil(lambda: window._viewer.width() == window._whole.width() - window._panel.width())


def test_reading_a_photo_again(qtbot: QtBot, window: MainWindow) -> None:
    photo_id = choose_first(window)
    stamp = window._library.photos([photo_id])[0].files[0]
    with qtbot.waitSignal(window._upkeep.indexing.finished, timeout=20_000) as run:
        choose("Read again")
    assert run.args is not None
    assert (run.args[0].failed, run.args[0].gone) == (0, 0)
    assert window._library.photos([photo_id])[0].files[0] == stamp


def tile_colour(window: MainWindow, photo_id: int) -> QColor:
    picture = window._grid._loader.picture(photo_id)
    return QColor() if picture is None else picture.toImage().pixelColor(picture.rect().center())


def one_colour(path: Path, colour: tuple[int, int, int]) -> bytes:
    Image.new("RGB", (400, 300), colour).save(path, "JPEG", quality=95)
    return path.read_bytes()


def test_a_photo_that_was_read_again_has_its_new_picture_on_its_tile_and_in_the_viewer(
    qtbot: QtBot, open_window: Open, tmp_path: Path
) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    one_colour(folder / "a.jpg", (200, 30, 30))
    wrong = one_colour(tmp_path / "wrong.jpg", (30, 30, 200))
    window = open_window()
    window.open_paths([os.fsencode(folder)])
    qtbot.waitUntil(lambda: window._grid.count == 1 and idle(window), timeout=20_000)
    window._upkeep._watch.close()
    (photo_id,) = window._grid._content.listing.photo_ids.tolist()
    window._library._thumbnails.put_many([(window._library.photos([photo_id])[0].content.content_hash, wrong)])
    window._grid.refresh_thumbnail(photo_id)
    qtbot.waitUntil(lambda: tile_colour(window, photo_id).blue() > 150)

    window._grid.select([photo_id])
    window._actions.read_again.trigger()
    qtbot.waitUntil(lambda: tile_colour(window, photo_id).red() > 150, timeout=20_000)

    one_colour(folder / "a.jpg", (30, 200, 30))
    window._view(photo_id)
    window._actions.read_again.trigger()
    qtbot.waitUntil(lambda: window._viewer.photo_id != photo_id, timeout=20_000)
    another = window._viewer.photo_id or 0
    window._viewer.closed.emit()
    qtbot.waitUntil(lambda: window._grid._content.listing.photo_ids.tolist() == [another], timeout=20_000)
    qtbot.waitUntil(lambda: tile_colour(window, another).green() > 150, timeout=20_000)


def test_leaving_out_the_folder_of_a_photo(qtbot: QtBot, window: MainWindow) -> None:
    window._navigator.go(EVERYTHING)
    photo_id = next(i for i in range(1, 10) if "summer" in path_of(window, i))
    window._grid.select([photo_id])
    window._actions.exclude.trigger()
    qtbot.waitUntil(lambda: window._grid.count == 6 and idle(window), timeout=20_000)
    (folder,) = window._upkeep.folder_list
    assert folder.exclusions == ("/summer/",)
    window._grid.select_all()
    assert not window._actions.exclude.isEnabled()  # “This folder” would be unclear.
    # The folder itself can only be removed, which asks first.
    window._upkeep.folders.exclude_place(folder.path)
    qtbot.waitUntil(lambda: window.findChild(Question) is not None)
    window.findChild(Question).reject()
    window._upkeep.folders.exclude_place(b"/nowhere/of/the/library")
    qtbot.waitUntil(lambda: idle(window) and window.findChild(Question) is None)
    assert [f.exclusions for f in window._upkeep.folder_list] == [("/summer/",)]


def test_the_menu_of_a_folder(qtbot: QtBot, window: MainWindow, opened: Opened) -> None:
    (folder,) = window._upkeep.folder_list
    window._sidebar.folder_menu_wanted.emit(folder.folder_id, HERE)
    choose("Show in file manager")
    assert [url.toLocalFile() for url in opened.urls] == [os.fsdecode(folder.path)]

    window._sidebar.folder_menu_wanted.emit(folder.folder_id, HERE)
    with qtbot.waitSignal(window._upkeep.indexing.finished, timeout=20_000):
        choose("Look for changes")

    window._sidebar.folder_menu_wanted.emit(folder.folder_id, HERE)
    choose("Leave out…")
    editor = window.findChild(QPlainTextEdit)
    editor.setPlainText("summer/\n\n  p0*  ")
    editor.window().accept()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: window._grid.count == 5 and idle(window), timeout=20_000)
    assert window._upkeep.folder_list[0].exclusions == ("summer/", "p0*")


def test_removing_a_folder_asks_first(qtbot: QtBot, window: MainWindow) -> None:
    (folder,) = window._upkeep.folder_list
    for answer, left in (("Cancel", 9), ("Remove", 0)):
        window._sidebar.folder_menu_wanted.emit(folder.folder_id, HERE)
        choose("Remove from the library…")
        question = window.findChild(Question)
        button = next(b for b in question.findChildren(QPushButton) if b.text() == answer)
        button.click()
        qtbot.waitUntil(lambda: window.findChild(Question) is None)
        qtbot.waitUntil(lambda left=left: idle(window) and window._grid.count == left, timeout=10_000)
    assert window._pages.currentWidget() is window._start
    assert window.focusWidget() is window._start._choose  # Enter leads on from here.


def test_photos_that_were_really_deleted(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    for seed in range(3):
        draw_photo(folder / f"{seed}.jpg", 50 + seed)
    window.open_paths([os.fsencode(folder)])
    qtbot.waitUntil(lambda: window._grid.count == 12 and idle(window), timeout=20_000)
    for file in folder.iterdir():
        file.unlink()
    window._upkeep.indexing.start()
    qtbot.waitUntil(lambda: window._banner.isVisible() and idle(window), timeout=20_000)
    assert window._grid.count == 12
    folder_id = next(f.folder_id for f in window._upkeep.folder_list if f.path == os.fsencode(folder))
    window._sidebar.folder_menu_wanted.emit(folder_id, HERE)
    choose("Its photos were really deleted")
    qtbot.waitUntil(lambda: window._grid.count == 9 and idle(window), timeout=20_000)
    assert not window._banner.isVisible()


def test_adding_a_folder_by_its_dialog(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    draw_photo(folder / "one.jpg", 60)
    window._upkeep.folders.choose()
    dialog = window.findChild(QFileDialog)
    dialog.fileSelected.emit(str(folder))
    dialog.close()
    qtbot.waitUntil(lambda: window._grid.count == 10 and idle(window), timeout=20_000)
    window._sidebar.chosen.emit(Where("folder", 2, os.fsencode(folder)))
    qtbot.waitUntil(lambda: window._grid.count == 1)
    window._sidebar.chosen.emit(Where("recent"))
    qtbot.waitUntil(lambda: window._grid.count == 10)


def test_what_is_neither_folder_nor_photo_is_answered(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x")
    with qtbot.waitSignal(window._upkeep.failed) as told:
        drop(window, tmp_path / "notes.txt")
    assert told.args is not None
    assert "notes.txt" in str(told.args[0])
    dialog = window.findChild(MessageDialog)
    assert dialog is not None
    dialog.reject()
    qtbot.waitUntil(lambda: window.findChild(MessageDialog) is None)


def test_back_and_forward_find_each_place_as_it_was_left(qtbot: QtBot, window: MainWindow) -> None:
    seen = scroll_down(qtbot, window)
    window._navigator.ask_words("green")
    window._navigator.settle()
    qtbot.waitUntil(lambda: window._navigator.has_arrived)
    assert window._grid.verticalScrollBar().value() == 0
    window._navigator.ask_words("night")
    window._navigator.settle()
    # Nobody waits for the answer: what is left behind is no place to come back to.
    window._menus.back.trigger()
    window._menus.back.trigger()
    qtbot.waitUntil(lambda: window._navigator.has_arrived and idle(window))
    assert window._navigator.place == EVERYTHING
    assert not window._menus.back.isEnabled()
    assert abs(window._grid.verticalScrollBar().value() - seen) <= 2
    window._menus.forward.trigger()
    qtbot.waitUntil(lambda: window._navigator.has_arrived and idle(window))
    assert window._navigator.place.question == Words("green")
    assert window._search.words == "green"
    assert window._grid.verticalScrollBar().value() == 0


def test_clearing_the_box_brings_the_former_place_back(qtbot: QtBot, window: MainWindow) -> None:
    seen = scroll_down(qtbot, window)
    window._search.type("night")
    qtbot.waitUntil(lambda: window._navigator.place.question == Words("night") and window._navigator.has_arrived)
    window._search.field._clear_words()
    qtbot.waitUntil(lambda: window._navigator.place == EVERYTHING and window._navigator.has_arrived)
    assert abs(window._grid.verticalScrollBar().value() - seen) <= 2


def test_a_place_is_shown_although_the_library_is_looked_at_anew_meanwhile(qtbot: QtBot, window: MainWindow) -> None:
    """An update must not take the place of the first content, or of a version seen before say there is none."""
    window._navigator.ask_words("night")
    window._navigator._browser._update()
    qtbot.waitUntil(lambda: window._navigator.has_arrived, timeout=5000)
    assert window._grid._content.months is None


def test_pasted_pictures_are_found_again_on_the_way_back(qtbot: QtBot, window: MainWindow) -> None:
    for colour in (Qt.GlobalColor.red, Qt.GlobalColor.blue):
        image = QImage(64, 64, QImage.Format.Format_RGB32)
        image.fill(colour)
        QGuiApplication.clipboard().setImage(image)
        assert window._search.paste_picture()
        qtbot.waitUntil(lambda: window._navigator.has_arrived and idle(window), timeout=60_000)
    window._menus.back.trigger()
    qtbot.waitUntil(lambda: window._navigator.has_arrived and idle(window), timeout=60_000)
    question = window._navigator.place.question
    assert question is not None
    (part,) = examples(window._library.asking.understood(question.text))
    assert isinstance(part.value, Example)
    path = file_of(part.value)
    assert path is not None
    assert os.path.exists(path)


def test_problems_leave_the_photos_behind_them_alone(qtbot: QtBot, window: MainWindow) -> None:
    window._grid.select_all()
    window._sidebar.chosen.emit(Where("problems"))
    qtbot.waitUntil(lambda: window._pages.currentWidget() is window._problems and idle(window))
    assert not window._actions.copy.isEnabled()
    assert not window._actions.read_again.isEnabled()


def test_preferences_hold_at_once(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window._show_preferences()
    dialog = window.findChild(PreferencesDialog)
    kept: list[object] = []
    window.settings_changed.connect(kept.append)
    dialog._change("theme", "dark")
    assert window._theme.theme.is_dark
    dialog._change("square_tiles", True)
    assert window._menus.square.isChecked()
    assert kept[-1] == window._settings
    # A folder that came while the dialog is open can be removed in it.
    folder = tmp_path / "more"
    folder.mkdir()
    draw_photo(folder / "one.jpg", 60)
    window._upkeep.folders.add([os.fsencode(folder)])
    qtbot.waitUntil(lambda: window._grid.count == 10 and idle(window), timeout=20_000)
    dialog.folder_remove_wanted.emit(2)
    question = dialog.findChild(Question)
    question._answer(0)
    qtbot.waitUntil(lambda: window._grid.count == 9 and idle(window), timeout=20_000)
    dialog.exclusions_changed.emit(1, ["summer/"])
    qtbot.waitUntil(lambda: window._grid.count == 6 and idle(window), timeout=20_000)
    shown = dialog._storage._sizes[1]
    dialog.show_storage("", 0, 0)
    nothing = shown.text()
    with qtbot.waitSignal(window._upkeep.thumbnails_cleared, timeout=20_000):
        dialog.clear_thumbnails_wanted.emit()
    assert shown.text() != nothing, "measured anew"
    dialog.show_storage("", 0, 0)
    qtbot.waitSignal(window._upkeep.indexing.finished, timeout=20_000).wait()
    assert shown.text() != nothing, "and again with the new ones"
    (first, *_) = window._grid._content.listing.photo_ids.tolist()
    assert window._library.thumbnail(first)
    dialog._change("theme", "light")
    dialog.close()
    qtbot.waitUntil(lambda: window.findChild(PreferencesDialog) is None)


def test_a_fault_of_ours_is_owned_up_to(qtbot: QtBot, window: MainWindow) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    window._background.read(fail, lambda _done: None, context=window)
    qtbot.waitUntil(lambda: window.findChild(BugDialog) is not None)
    window.findChild(BugDialog).reject()
    qtbot.waitUntil(lambda: window.findChild(BugDialog) is None)


def test_closing_in_the_middle_of_a_search_with_a_dialog_open(qtbot: QtBot, window: MainWindow) -> None:
    window._show_preferences()
    window._upkeep.indexing.start()
    window._navigator.ask_words("night")
    window.close()
    assert not window._upkeep.indexing.running


def test_pictures_of_the_library_that_are_opened_with_it_are_shown(
    qtbot: QtBot, window: MainWindow, read_library: Path
) -> None:
    window._navigator.ask_words("night")
    qtbot.waitUntil(lambda: window._navigator.has_arrived and idle(window))
    given = [read_library / "pictures" / "p0.jpg", read_library / "pictures" / "summer" / "p2.jpg"]
    window.receive([os.fsencode(path) for path in given])
    qtbot.waitUntil(lambda: len(window._grid.selected_ids()) == 2)
    assert window._navigator.place == EVERYTHING
    assert {path_of(window, photo_id) for photo_id in window._grid.selected_ids()} == set(map(str, given))
    assert window._grid.current_id() in window._grid.selected_ids()


def test_several_folders_and_pictures_from_elsewhere_are_added_at_once(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    folders = [tmp_path / name for name in ("one", "two", "three")]
    for seed, folder in enumerate(folders):
        folder.mkdir()
        draw_photo(folder / "a.jpg", 60 + 2 * seed)
        draw_photo(folder / "b.jpg", 61 + 2 * seed)
    window.open_paths([os.fsencode(folder) for folder in folders[:2]])
    qtbot.waitUntil(lambda: window._grid.count == 13 and idle(window), timeout=20_000)
    window.open_paths([os.fsencode(folders[2] / name) for name in ("a.jpg", "b.jpg")])
    qtbot.waitUntil(lambda: window._grid.count == 15 and idle(window), timeout=20_000)
    assert {folder.path for folder in window._upkeep.folder_list} >= set(map(os.fsencode, folders))


def test_a_search_in_an_empty_library_offers_a_folder_to_add(qtbot: QtBot, open_window: Open) -> None:
    window = open_window()
    qtbot.waitUntil(lambda: window._pages.currentWidget() is window._start)
    qtbot.keyClicks(window._search.focusWidget() or window._grid, "dog")
    qtbot.waitUntil(lambda: window._pages.currentWidget() is window._empty)
    assert window._empty.accessibleName().startswith("There are no photos to search yet")
    assert window._empty._action.text() == "Choose a folder…"
    qtbot.mouseClick(window._empty._action, Qt.MouseButton.LeftButton)
    dialog = window.findChild(QFileDialog)
    assert dialog.fileMode() is QFileDialog.FileMode.Directory
    dialog.close()
