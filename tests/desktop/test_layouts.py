"""The window as a whole: German words fit, from right to left it is mirrored, and Tab gets everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTranslator
from PySide6.QtGui import QFont, QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QRadioButton, QScrollArea, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from photo_search.desktop import translations
from photo_search.desktop.elided_label import ElidedLabel
from photo_search.desktop.help_window import HelpWindow
from photo_search.desktop.info_panel import Value
from photo_search.desktop.main_window import MainWindow
from photo_search.desktop.messages import BugDialog
from photo_search.desktop.navigation import Place, Where
from photo_search.desktop.plain_label import PlainLabel
from photo_search.desktop.preferences import PreferencesDialog
from photo_search.desktop.problems_page import ProblemsPage
from photo_search.desktop.sentence_dialog import Question
from photo_search.desktop.start_page import StartPage
from photo_search.desktop.theme import ThemeSwitch
from photo_search.desktop.viewer_overlay import Caption
from photo_search.records import Problem, Stage
from photo_search.settings import Settings
from tests.desktop.window_scene import idle, match_nearly_all

SENTENCE = (
    "The file ends too early; a part of the picture is missing. If another program still shows it, save it anew from "
    "there; else bring it back from a backup."
)
PROBLEMS = [Problem(1, b"/photos/a.jpg", Stage.DECODE, SENTENCE, 1, datetime(2024, 5, 1))]


def preferences(theme: ThemeSwitch, page: str) -> PreferencesDialog:
    dialog = PreferencesDialog(Settings(theme="dark"), theme)
    dialog.open_page(page)
    return dialog


def question(theme: ThemeSwitch) -> Question:
    return Question(theme, "?", "", answers=["Entfernen", "Entfernen und vergessen"], refusal="Abbrechen")


SCREENS: dict[str, Callable[[ThemeSwitch], QWidget]] = {
    "start": StartPage,
    "help": HelpWindow,
    "bug": lambda theme: BugDialog(ValueError("no"), theme),
    "question": question,
    **{page: partial(preferences, page=page) for page in ("appearance", "reading", "folders", "storage")},
}


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    before = set(qapp.findChildren(QTranslator))
    assert translations.install(qapp, "de") == "de"
    yield
    for translator in set(qapp.findChildren(QTranslator)) - before:
        qapp.removeTranslator(translator)
        translator.deleteLater()


@pytest.fixture
def mirrored(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def cut(root: QWidget) -> list[str]:
    """Return the texts on the screen that need more room than they have."""
    buttons = [button for button in root.findChildren(QPushButton) if button.isVisible()]
    labels = [label for label in root.findChildren(QLabel) if label.isVisible() and not isinstance(label, ElidedLabel)]
    found = [button.text() for button in buttons if button.sizeHint().width() > button.width()]
    found += [each.text() for each in labels if not each.wordWrap() and each.sizeHint().width() > each.width()]
    wrapped = (label for label in labels if label.wordWrap())
    return found + [each.text() for each in wrapped if each.heightForWidth(each.width()) > each.height()]


def place(widget: QWidget, root: QWidget) -> QRect:
    return QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())


def ink(widget: QWidget) -> QImage:
    """Return what is painted on a widget, without the empty ground around it."""
    image = widget.grab().toImage()
    ground = image.pixel(0, 0)
    inked = [(x, y) for x in range(image.width()) for y in range(image.height()) if image.pixel(x, y) != ground]
    xs, ys = [x for x, _ in inked], [y for _, y in inked]
    return image.copy(min(xs), min(ys), max(xs) - min(xs) + 1, max(ys) - min(ys) + 1)


def stops(first: QWidget) -> list[QWidget]:
    """Press Tab until the focus is back, and return where it stopped."""
    first.setFocus(Qt.FocusReason.TabFocusReason)
    seen: list[QWidget] = []
    while (now := QApplication.focusWidget()) is not None and now not in seen and len(seen) < 40:
        seen.append(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    return seen


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.usefixtures("german")
def test_german_words_fit_a_small_screen(qtbot: QtBot, theme: ThemeSwitch, screen: str) -> None:
    shown = SCREENS[screen](theme)
    qtbot.addWidget(shown)
    shown.resize(shown.size().boundedTo(QSize(760, 560)))
    shown.show()
    qtbot.waitExposed(shown)
    assert not cut(shown)


@pytest.mark.usefixtures("german")
def test_german_words_fit_a_small_window(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(800, 600)
    window._split.show_sidebar(True)
    window._navigator.ask_words("a red square")
    qtbot.waitUntil(lambda: window._navigator.has_arrived and idle(window))
    window._grid.select_first()
    window._toggle_panel()
    qtbot.waitUntil(lambda: bool(window._panel.findChildren(Value)))
    assert window.width() == 800
    assert not cut(window)


def test_a_reason_is_told_in_full_in_a_narrow_window(qtbot: QtBot, theme: ThemeSwitch) -> None:
    page = ProblemsPage(theme)
    qtbot.addWidget(page)
    page.show_problems(PROBLEMS)
    page.resize(1600, 400)
    page.show()
    rows = page._list
    line = page.fontMetrics().lineSpacing()
    qtbot.waitUntil(lambda: 2 * line < rows.sizeHintForRow(0) < 4 * line)
    page.resize(560, 400)
    qtbot.waitUntil(lambda: rows.sizeHintForRow(0) > 4 * line)


@pytest.mark.usefixtures("mirrored")
def test_from_right_to_left_the_window_is_mirrored(qtbot: QtBot, window: MainWindow) -> None:
    match_nearly_all(window)
    window._grid.select_first()
    window._toggle_panel()
    window._navigator.ask(f"-people similar:{window._chosen_photos()[0]}")
    qtbot.waitUntil(lambda: window._navigator.has_arrived and len(window._question.chips.chips) == 2)

    def at(widget: QWidget) -> int:
        return place(widget, window).center().x()

    assert at(window._panel) < at(window._grid) < at(window._sidebar)
    field = window._search.field
    assert at(field._picture) < at(field._edit) < at(field._glass) < at(window._search._menu)
    first, second = window._question.chips.chips
    assert at(window._question.answer) < at(second) < at(first)
    assert window._grid.photo_rect(0).x() > window._grid.photo_rect(1).x()
    window._grid.select_first()
    window._view(window._chosen_photos()[0])
    viewer = window._viewer
    assert abs(place(viewer, window).left() - place(window._panel, window).right()) <= 1
    viewer._overlay.wake()
    assert at(viewer._overlay.info) < at(viewer._overlay.close)
    assert at(viewer._overlay.next) < at(viewer._overlay.previous)


@pytest.mark.parametrize("name", ["000000092660.jpg", "IMG (2).JPG", "2019-05-01", "(1) a.b"])
def test_names_read_the_same_in_either_direction(qtbot: QtBot, theme: ThemeSwitch, name: str) -> None:
    label = ElidedLabel(name)
    font = theme.font()
    font.setHintingPreference(QFont.HintingPreference.PreferFullHinting)  # Places every letter on a whole pixel.
    label.setFont(font)
    qtbot.addWidget(label)
    label.resize(300, 30)
    drawn = ink(label)
    label.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert ink(label) == drawn


def test_lines_begin_at_the_side_where_the_window_does(qtbot: QtBot, theme: ThemeSwitch) -> None:
    label = PlainLabel("/photos/2019", theme.font())
    qtbot.addWidget(label)
    label.resize(300, 30)

    def middle_of_ink() -> float:
        image, ground = label.grab().toImage(), label.grab().toImage().pixel(0, 0)
        inked = [x for x in range(image.width()) for y in range(image.height()) if image.pixel(x, y) != ground]
        return sum(inked) / len(inked)

    assert middle_of_ink() < 100
    label.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert middle_of_ink() > 200


def test_above_the_information_beside_a_photo_there_is_no_rest_of_the_search_bar(window: MainWindow) -> None:
    window._grid.select_first()
    window._toggle_panel()
    assert window._search.isVisible()
    window._view(window._chosen_photos()[0])
    assert not window._search.isVisible()
    window._toggle_panel()
    assert window._search.isVisible()
    window._toggle_panel()
    window._leave_viewer()
    assert window._search.isVisible()


def test_tab_goes_through_the_whole_window(qtbot: QtBot, window: MainWindow) -> None:
    window._grid.select_first()
    window._toggle_panel()
    qtbot.waitUntil(lambda: len(window._panel.findChildren(Value)) > 2)
    seen = stops(window._grid)
    assert seen[0] is window._grid
    facts = [widget for widget in seen if isinstance(widget, Value)]
    assert facts == [value for value in window._panel.findChildren(Value) if value.isVisible()]
    assert {window._search._menu, window._search.field._edit, window._sidebar._list} <= set(seen)
    assert all(isinstance(widget, Value | QToolButton | QPushButton) or widget.accessibleName() for widget in seen)


def test_tab_goes_from_the_problems_to_what_can_be_done(qtbot: QtBot, window: MainWindow) -> None:
    window._navigator.go(Place(Where("problems")))
    qtbot.waitUntil(window._problems.isVisible)
    window._problems.show_problems(PROBLEMS)
    seen = stops(window._sidebar._list)
    at = seen.index(window._problems._list)
    assert seen[at + 1 : at + 3] == [window._problems._buttons[0], window._problems._buttons[2]]


@pytest.mark.parametrize("page", ["appearance", "reading", "storage"])
def test_tab_in_the_preferences_stops_only_where_something_can_be_done(
    qtbot: QtBot, theme: ThemeSwitch, page: str
) -> None:
    dialog = preferences(theme, page)
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    seen = stops(dialog._contents)
    assert not [widget for widget in seen if isinstance(widget, QScrollArea)]
    radios = [widget for widget in seen if isinstance(widget, QRadioButton)]
    assert all(radio.isChecked() for radio in radios)
    assert len(radios) == (page != "storage")


def test_a_caption_without_room_for_its_date_is_as_wide_as_its_name(qtbot: QtBot, theme: ThemeSwitch) -> None:
    viewer = QWidget()
    qtbot.addWidget(viewer)
    caption = Caption(viewer, theme)
    caption.set_words("a.jpg", "Saturday, May 4, 2019")
    whole = caption.sizeHint().width()
    assert caption.width_in(whole) == whole
    narrow = caption.width_in(whole - 1)
    caption.set_words("a.jpg", "")
    assert narrow == caption.sizeHint().width() < whole


def test_the_scroll_bar_of_the_photos_shows_only_what_can_be_scrolled(qtbot: QtBot, window: MainWindow) -> None:
    bar = window._grid.verticalScrollBar()
    window._grid.set_tile_height(360)
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert bar.isEnabled()
    window._grid.set_tile_height(96)
    qtbot.waitUntil(lambda: bar.maximum() == 0)
    assert not bar.isEnabled()


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_letter_chooses_one_entry_of_a_menu(request: pytest.FixtureRequest, language: str) -> None:
    if language == "de":
        request.getfixturevalue("german")
    window: MainWindow = request.getfixturevalue("window")
    menus = [action.menu() for action in window.menuBar().actions()]
    for entries in (window.menuBar().actions(), *(menu.actions() for menu in menus if isinstance(menu, QMenu))):
        texts = [entry.text() for entry in entries if not entry.isSeparator()]
        letters = [QKeySequence.mnemonic(text).toString() for text in texts]
        assert len(set(letters)) == len(letters), list(zip(letters, texts, strict=True))
