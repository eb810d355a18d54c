"""The chips of a question: what they say, and how mouse and keys use them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPixmap, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from photo_search.conditions import Example
from photo_search.desktop.chip import Chip
from photo_search.desktop.chip_row import ChipRow
from photo_search.desktop.chip_words import faces
from photo_search.desktop.theme import ThemeSwitch
from photo_search.searching.query import Query, parse

TODAY = date(2026, 11, 21)
Key = Qt.Key


def understood(text: str) -> Query:
    return parse(text, TODAY)


class Desk:
    """A row of chips on the screen, and what it said."""

    def __init__(self, theme: ThemeSwitch, qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.row = ChipRow(theme, self.depict)
        column = QVBoxLayout(self.window)
        column.addWidget(self.row)
        column.addStretch()
        self.known: dict[str, tuple[str, QPixmap | None]] = {}
        self.removed: list[str] = []
        self.edited: list[str] = []
        self.menus: list[str] = []
        self.row.removed.connect(lambda parts: self.removed.append(" ".join(map(str, parts))))
        self.row.edited.connect(lambda parts, chip: self.edited.append(f"{chip.label}: {' '.join(map(str, parts))}"))
        self.row.menu_wanted.connect(lambda parts, _: self.menus.append(" ".join(map(str, parts))))
        self.window.resize(900, 300)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()

    def depict(self, example: Example) -> tuple[str, QPixmap | None]:
        return self.known.get(example.what, ("", None))

    def show(self, text: str) -> list[Chip]:
        self.row.show_query(understood(text))
        return self.row.chips

    @property
    def labels(self) -> list[str]:
        return [chip.label for chip in self.row.chips]

    @property
    def focused(self) -> str:
        chip = QApplication.focusWidget()
        return chip.label if isinstance(chip, Chip) else ""


@pytest.fixture
def desk(theme: ThemeSwitch, qtbot: QtBot) -> Iterator[Desk]:
    return Desk(theme, qtbot)


@pytest.mark.parametrize(
    ("text", "label", "negated"),
    [
        ("summer 2019", "summer 2019", False),
        ("-people", "people", True),
        ("sea:2", "sea \u00d72", False),
        ("-sea:0.5", "sea \u00d70.5", True),
        ('"red car"', "\u201cred car\u201d", False),
        ('-"red car"', "\u201cred car\u201d", True),
        ("folder:Holiday", "Folder: Holiday", False),
        ("-tag:work", "Tag: work", True),
        ("rating:>=3", "Rating: \u2265 3", False),
        ("iso:<400", "ISO: < 400", False),
        ("date:2019..2021-06", "Date: 2019 \u2013 2021-06", False),
        ("before:2015", "Before 2015", False),
        ("is:favorite", "Favourites", False),
        ("has:gps", "With a place", False),
        ("near:48.1,11.5,20km", "Near: 48.1,11.5,20km", False),
        ("similar:12", "Like this photo", False),
        ("-similar:12*2", "Not like this photo \u00d72", True),
        ("similar:/a/b.jpg", "b.jpg", False),
        ("concept:beach", "Concept: beach", False),
        ("more:1,2,3 less:4,5", "3 more like, 2 less like", False),
        ("less:4", "1 less like", False),
    ],
)
def test_what_a_chip_says(text: str, label: str, negated: bool, qapp: QApplication) -> None:
    (face,) = faces(understood(text))
    assert (face.label, face.negated) == (label, negated)


def test_days_are_told_in_the_tip(desk: Desk) -> None:
    (chip,) = desk.show("summer 2019")
    assert "June 1, 2019" in chip.toolTip().replace("Jun 1", "June 1")
    assert "2019" in chip.toolTip()
    (face,) = faces(understood("since 2018"))
    assert face.tip.startswith("From")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["dog", "2019", "-x", "sea:2", "similar:1", "more:1", "less:2", "iso:>3", '"a b"'])))
def test_chips_stand_for_every_understood_part_once(qapp: QApplication, words: list[str]) -> None:
    query = understood(" ".join(words))
    told = [part for face in faces(query) for part in face.parts]
    assert sorted(map(str, told)) == sorted(map(str, query.chips))


def test_a_click_edits_and_a_click_on_the_cross_takes_away(desk: Desk) -> None:
    first, second = desk.show("2019 -people dog")
    QTest.mouseClick(first, Qt.MouseButton.LeftButton, pos=QPoint(20, 14))
    QTest.mouseClick(second, Qt.MouseButton.LeftButton, pos=second.rect().center() + QPoint(second.width() // 2 - 8, 0))
    assert (desk.edited, desk.removed) == (["2019: 2019"], ["-people"])


def test_a_press_that_is_dragged_off_the_cross_does_nothing(desk: Desk) -> None:
    (chip,) = desk.show("2019")
    QTest.mousePress(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 8, 14))
    QTest.mouseMove(chip, QPoint(20, 200))
    QTest.mouseRelease(chip, Qt.MouseButton.LeftButton, pos=QPoint(20, 200))
    assert (desk.edited, desk.removed) == ([], [])


@pytest.mark.parametrize("mirrored", [False, True])
def test_the_cross_is_at_the_end(desk: Desk, mirrored: bool) -> None:
    desk.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight)
    first, second = desk.show("2019 -people")
    assert (first.x() > second.x()) is mirrored
    QTest.mouseClick(first, Qt.MouseButton.LeftButton, pos=QPoint(8 if mirrored else first.width() - 8, 14))
    assert desk.removed == ["2019"]


def test_keys(desk: Desk) -> None:
    first, second, third = desk.show("2019 -people tag:x")
    first.setFocus()
    QTest.keyClick(first, Key.Key_Right)
    assert desk.focused == "people"
    QTest.keyClick(second, Key.Key_End)
    assert desk.focused == "Tag: x"
    QTest.keyClick(third, Key.Key_Right)
    assert desk.focused == "Tag: x"
    QTest.keyClick(third, Key.Key_Home)
    QTest.keyClick(first, Key.Key_Return)
    QTest.keyClick(first, Key.Key_Space)
    QTest.keyClick(first, Key.Key_Delete)
    QTest.keyClick(second, Key.Key_Backspace)
    assert desk.edited == ["2019: 2019", "2019: 2019"]
    assert desk.removed == ["2019", "-people"]


def test_left_and_right_are_where_they_are_seen(desk: Desk) -> None:
    desk.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    first, _ = desk.show("2019 -people")
    first.setFocus()
    QTest.keyClick(first, Key.Key_Left)
    assert desk.focused == "people"


def test_tab_goes_along_the_chips(desk: Desk) -> None:
    chips = desk.show("2019 -people tag:x sea:2")
    chips[0].setFocus()
    reached = []
    for _ in chips:
        reached.append(desk.focused)
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Tab)
    assert reached == desk.labels


def test_the_focus_stays_where_a_chip_was_taken_away(desk: Desk, qtbot: QtBot) -> None:
    desk.show("2019 -people tag:x")[1].setFocus()
    desk.show("2019 tag:x")
    assert desk.focused == "Tag: x"
    desk.show("2019")
    assert desk.focused == "2019"
    with qtbot.waitSignal(desk.row.left):
        desk.show("")


def test_the_menu_by_key_and_mouse(desk: Desk) -> None:
    (chip,) = desk.show("similar:12")
    chip.menu_wanted.emit(chip.below())
    assert desk.menus == ["similar:12"]
    assert chip.below().y() > chip.mapToGlobal(chip.rect().bottomLeft()).y()


def test_an_example_has_a_name_and_a_picture_once_they_are_known(desk: Desk) -> None:
    (chip,) = desk.show("similar:12*2")
    assert chip.label == "Like this photo \u00d72"
    picture = QPixmap(24, 24)
    picture.fill(QColor("#ff0000"))
    desk.known["12"] = ("<b>a</b>.jpg", picture)
    desk.row.show_examples()
    assert chip.label == "<b>a</b>.jpg \u00d72"
    assert chip.accessibleName() == "Like this photo: <b>a</b>.jpg \u00d72"
    assert "&lt;b&gt;" in chip.toolTip()
    shown = chip.grab().toImage()
    assert sum(
        shown.pixelColor(x, y) == QColor("#ff0000") for x in range(shown.width()) for y in range(shown.height())
    ) == (24 * 24)


def test_a_negated_chip_looks_and_reads_so(desk: Desk, theme: ThemeSwitch) -> None:
    plain, negated = desk.show("tag:people -tag:people")
    assert negated.accessibleName() == "not Tag: people"
    assert plain.grab().toImage().pixelColor(40, 4) != negated.grab().toImage().pixelColor(40, 4)


def test_an_unknown_filter_is_hinted_at(desk: Desk) -> None:
    desk.show("foo:bar dog")
    hints = [label.text() for label in desk.row.findChildren(QLabel) if label.isVisible()]
    assert hints == ["\u201cfoo:\u201d isn't a filter; searched as words"]
    assert not desk.row.is_empty
    desk.show("foo:bar baz:1a")
    hints = [label.text() for label in desk.row.findChildren(QLabel) if label.isVisible()]
    assert hints == ["\u201cfoo:\u201d, \u201cbaz:\u201d aren't filters; searched as words"]
    desk.show("dog")
    assert desk.row.is_empty


def test_chips_break_into_lines_and_are_cut_at_the_width(desk: Desk, qtbot: QtBot) -> None:
    chips = desk.show('"' + "long " * 60 + '" 2019 -people tag:x')
    assert chips[0].width() <= 260
    assert len({chip.y() for chip in chips}) == 1
    desk.window.resize(300, 300)
    qtbot.waitUntil(lambda: len({chip.y() for chip in chips}) > 1)
    for chip in chips:
        assert chip.geometry().right() <= desk.row.width()
    assert desk.row.height() >= chips[-1].geometry().bottom()


@pytest.mark.parametrize("mirrored", [False, True])
def test_many_chips_are_seen_in_whole_lines_and_the_hint_with_them(desk: Desk, mirrored: bool) -> None:
    desk.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight)
    desk.window.resize(420, 400)
    QApplication.processEvents()
    chips = desk.show("foo:bar " + " ".join(f"tag:number{n}" for n in range(20)))
    port, bar = desk.row.viewport(), desk.row.verticalScrollBar()

    def seen() -> set[str]:
        """The chips that are seen as a whole; none is seen in part."""
        whole = {chip.label for chip in chips if port.rect().contains(QRect(chip.mapTo(port, QPoint()), chip.size()))}
        assert whole == {chip.label for chip in chips if not chip.visibleRegion().isEmpty()}
        return whole

    (hint,) = (label for label in desk.row.findChildren(QLabel) if label.isVisible())
    assert desk.row.rect().contains(hint.geometry())
    assert not port.geometry().intersects(hint.geometry())
    assert chips[0].label in seen()
    place = QPointF(port.rect().center())
    turn = QWheelEvent(
        place, port.mapToGlobal(place), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(port, turn)
    assert bar.value() == bar.singleStep()
    assert chips[0].label not in seen()
    bar.setValue(bar.singleStep() + 9)
    seen()
    chips[0].setFocus()
    QTest.keyClick(chips[0], Key.Key_End)
    assert chips[-1].label in seen()


def test_chips_follow_the_theme(desk: Desk, theme: ThemeSwitch) -> None:
    (chip,) = desk.show("2019")
    before = chip.grab().toImage()
    theme.choose("dark")
    assert chip.grab().toImage() != before
