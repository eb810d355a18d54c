"""The help: each example is understood as the page says and can be clicked, and the contents lead where they say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photo_search.conditions import Condition, Key
from photo_search.desktop.help_page import HelpPage
from photo_search.desktop.help_text import address, examples, help_file, question_of, with_links
from photo_search.desktop.help_window import HelpWindow
from photo_search.desktop.main_window import MainWindow
from photo_search.desktop.navigation import Words as Query
from photo_search.desktop.theme import ThemeSwitch
from photo_search.paths import resources_dir
from photo_search.searching.query import Part, When, Words, parse

TODAY = date(2024, 5, 15)
PAGES = sorted((resources_dir() / "help").glob("*.md"))

DATES = {
    "beach summer 2019": ("2019-06-01", "2019-08-31"),
    "last christmas": ("2023-12-24", "2023-12-26"),
    "snow since 2018": ("2018-01-01", None),
    "garden august 2021": ("2021-08-01", "2021-08-31"),
    "3 weeks ago": ("2024-04-22", "2024-04-28"),
    "cake yesterday": ("2024-05-14", "2024-05-14"),
    "between 2015 and 2018": ("2015-01-01", "2018-12-31"),
    "letzten Sommer": ("2023-06-01", "2023-08-31"),
    "Strand Sommer 2019": ("2019-06-01", "2019-08-31"),
    "letzte Weihnachten": ("2023-12-24", "2023-12-26"),
    "Schnee seit 2018": ("2018-01-01", None),
    "Garten August 2021": ("2021-08-01", "2021-08-31"),
    "vor 3 Wochen": ("2024-04-22", "2024-04-28"),
    "Kuchen gestern": ("2024-05-14", "2024-05-14"),
    "zwischen 2015 und 2018": ("2015-01-01", "2018-12-31"),
    "last summer": ("2023-06-01", "2023-08-31"),
}
"""What the page says of its dates, by example."""

PLAIN = {
    "children playing in snow",
    "pizza",
    "a red car in front of a house",
    "may flowers",
    "Kinder spielen im Schnee",
    "Pizza",
    "ein rotes Auto vor einem Haus",
    "august rodin",
    "three dogs",
}
"""Examples of what is plain words throughout."""

UNKNOWN = {"colour:red", "farbe:rot"}
"""Examples of what is not understood."""


def said(part: Part) -> str:
    match part:
        case Words(text, weight, exact):
            return f"{'exact' if exact else 'word'} {text} {weight:g}"
        case When(text, _):
            return f"date {text}"
        case Condition(key, _, value, negated):
            return f"{'no ' if negated else ''}{key.value} {value}"


UNDERSTOOD = {
    "beach -people": "word beach 1, word people -1",
    'street -"red car"': "word street 1, exact red car -1",
    "sea:2 boat": "word sea 2, word boat 1",
    "dog -cat:0.5": "word dog 1, word cat -0.5",
    '"summer party"': "exact summer party 1",
    "-folder:screenshots": "no folder screenshots",
    'folder:"Summer in Italy"': "folder Summer in Italy",
    "-has:date": "no has date",
    "similar:12*2 at night": "similar 12*2, word at 1, word night 1",
    "dog more:12,15 less:18": "word dog 1, more 12,15, less 18",
    "concept:garden summer 2019": "concept garden, date summer 2019",
    "party -concept:garden": "word party 1, no concept garden",
    'folder:"Sommer in Italien"': "folder Sommer in Italien",
    "concept:garten Sommer 2019": "concept garten, date Sommer 2019",
    "party -concept:garten": "word party 1, no concept garten",
}
"""What the page says of examples with more than one part, or that exclude."""


def all_examples() -> list[str]:
    return sorted({example for page in PAGES for example in examples(page.read_text("utf-8"))})


@pytest.mark.parametrize("example", all_examples())
def test_an_example_is_understood_as_the_page_says(example: str) -> None:
    query = parse(example, TODAY)
    parts = ", ".join(map(said, query.parts))
    assert bool(query.unknown) is (example in UNKNOWN)
    if example in UNDERSTOOD:
        assert parts == UNDERSTOOD[example]
    elif example in DATES:
        (when,) = (part for part in query.parts if isinstance(part, When))
        assert (str(when.range.first), when.range.last and str(when.range.last)) == DATES[example]
    elif example in PLAIN | UNKNOWN:
        assert query.phrase == example
    else:  # One plain fact, as it stands there.
        (fact,) = query.parts
        assert isinstance(fact, Condition)
        assert str(fact) == example


def test_what_is_told_of_the_examples_is_on_the_page() -> None:
    assert {*DATES, *PLAIN, *UNKNOWN, *UNDERSTOOD} <= set(all_examples())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_has_an_example_of_every_filter(page: Path) -> None:
    shown = {part.key for text in examples(page.read_text("utf-8")) for part in parse(text, TODAY).parts
             if isinstance(part, Condition)}  # fmt: skip
    assert shown == set(Key)


def test_links_lead_back_to_their_examples() -> None:
    text = 'Ask `a "b c" -d:2` or `ü/ö %20 (x)`.\n\n```\nphoto-search search `x`\n```\n\nand `e`'
    linked = with_links(text)
    for example in examples(text):
        assert f"[`{example}`]({address(example)})" in linked
        assert question_of(QUrl(address(example)).toString(QUrl.ComponentFormattingOption.FullyEncoded)) == example
    assert "photo-search search `x`" in linked, "a command is no question"
    assert linked.endswith("e)")
    assert question_of("https://example.org") is None


def test_a_page_comes_in_the_first_language_that_it_is_in() -> None:
    english = help_file("searching")
    assert english.exists()
    assert help_file("searching", ["xx"]) == english
    for page in PAGES:
        name, _, language = page.stem.partition(".")
        if language:
            assert help_file(name, [language]) == page


@pytest.fixture
def help_window(qtbot: QtBot, theme: ThemeSwitch) -> HelpWindow:
    made = HelpWindow(theme)
    qtbot.addWidget(made)
    made.resize(760, 560)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_every_example_can_be_clicked(help_window: HelpWindow) -> None:
    asked: list[str] = []
    help_window.asked.connect(asked.append)
    page, links = help_window.page, []
    block = page.document().begin()
    while block.isValid():
        at = block.begin()
        while not at.atEnd():
            if href := at.fragment().charFormat().anchorHref():
                links.append(href)
                page.anchorClicked.emit(QUrl(href))
            at += 1
        block = block.next()
    assert links
    assert asked == list(examples(page._markdown))


def test_an_example_is_asked_by_keyboard(qtbot: QtBot, help_window: HelpWindow) -> None:
    help_window.page.setFocus()
    with qtbot.waitSignal(help_window.asked) as asked:
        qtbot.keyClick(help_window.page, Qt.Key.Key_Tab)
        qtbot.keyClick(help_window.page, Qt.Key.Key_Return)
    assert asked.args == [next(examples(help_window.page._markdown))]


def test_the_contents_lead_to_their_sections(qtbot: QtBot, help_window: HelpWindow) -> None:
    contents, page, bar = help_window.contents, help_window.page, help_window.page.verticalScrollBar()
    titles = [contents.item(row).text() for row in range(contents.count())]
    assert titles == [*page.sections, "Keys"]
    contents.setCurrentRow(5)
    assert bar.value() > 0
    assert contents.currentRow() == 5
    bar.setValue(0)
    assert contents.currentRow() == 0, "the contents follow what is read"
    contents.setCurrentRow(contents.count() - 2)
    assert contents.currentRow() == contents.count() - 2, "also where the page can't be scrolled so far"
    contents.setCurrentRow(contents.count() - 1)
    assert help_window.keys.isVisible()
    contents.setCurrentRow(0)
    assert page.isVisible()
    assert bar.value() == 0


def test_the_page_follows_the_theme(qtbot: QtBot, theme: ThemeSwitch, qapp: QApplication) -> None:
    page = HelpPage(theme, "# A\n\n## B\n\n| a | b |\n| --- | --- |\n| `x` | y |\n")
    qtbot.addWidget(page)
    page.resize(500, 300)
    page.show()
    light = page.grab().toImage()
    theme.choose("dark")
    assert page.grab().toImage() != light
    assert page.sections == ["B"]


@pytest.mark.parametrize("width", [480, 900])
def test_nothing_lies_beyond_the_edge(qtbot: QtBot, theme: ThemeSwitch, width: int) -> None:
    page = HelpPage(theme, help_file("searching").read_text("utf-8"))
    qtbot.addWidget(page)
    page.resize(width, 400)
    page.show()
    assert page.document().size().width() <= page.viewport().width()


def test_an_example_is_asked_in_the_window_and_seen(qtbot: QtBot, window: MainWindow) -> None:
    main = window
    main._searches.show_help()
    help_ = main.findChild(HelpWindow)
    assert help_ is not None
    help_.setGeometry(main.frameGeometry())
    help_.asked.emit("iso:<400")
    assert main._navigator.place.question == Query("iso:<400")
    assert not help_.isVisible(), "it would hide the answer"
    main._searches.show_help()
    assert main.findChildren(HelpWindow) == [help_]
    help_.setGeometry(main.frameGeometry().translated(main.width() - 50, 0))
    help_.asked.emit("red")
    assert help_.isVisible()
    main._searches.show_keys()
    assert help_.keys.isVisible()
    help_.close()
