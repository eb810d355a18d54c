"""What the core says in English is said in the person's language: found in its sources, and known again."""

from __future__ import annotations

import importlib.util
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from photo_search.desktop import translations
from photo_search.desktop.core_sentences import translated
from photo_search.desktop.main_window import MainWindow
from photo_search.desktop.messages import MessageDialog
from photo_search.desktop.navigation import Place, Where
from photo_search.desktop.theme import ThemeSwitch
from photo_search.desktop.two_line_delegate import Row
from photo_search.errors import FolderUnusable, ModelUnusable, UnreadablePhoto, UserFixable
from photo_search.indexing.decoder import decode
from photo_search.library import Library
from photo_search.models.spec import read_spec
from photo_search.paths import resources_dir
from tests.desktop.window_scene import Open, idle
from tests.end_to_end.conftest import QUICK, draw_photo

ROOT = Path(__file__).parents[2]
FOLDER = resources_dir() / "translations"


@pytest.fixture
def german(qapp: QApplication) -> Iterator[QApplication]:
    locale = QLocale()
    assert translations.install(qapp, "de") == "de"
    yield qapp
    QLocale.setDefault(locale)
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()


@pytest.fixture(scope="module")
def finder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("core_sentences_finder", ROOT / "packaging" / "core_sentences.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def fault(do: Callable[[], object]) -> UserFixable:
    with pytest.raises(UserFixable) as raised:
        do()
    return raised.value


def test_the_finder_reads_sentences_out_of_sources(finder: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "errors.py").write_text("class UserFixable(Exception): pass\nclass Full(UserFixable): pass\n")
    (tmp_path / "cli").mkdir()
    (tmp_path / "cli" / "main.py").write_text("raise Full('Only on the command line.')")
    (tmp_path / "core.py").write_text(
        """
_REMEDY = "Make room."
class Disk:
    def fault(self, what: str, remedy: str = _REMEDY):
        return Full(f"The disk {self.name!r} {what}.", remedy)
def check(disk, path, left, photos):
    if left:
        raise disk.fault("is full")
    stay = "one photo stays" if photos == 1 else f"{photos:,} photos stay"
    raise Full(f"“{path}” has {left:.1f} GB" + ("." if left else ", and none on {path}."), f"Go on; {stay}.")
def why(kind: str, error):
    return f"This {kind} can't be read."
def report(error, progress):
    progress(notice=why("folder", error))
    return f"There is nothing at {error}."
def code():
    return "no sentence"
""",
        encoding="utf-8",
    )
    assert finder.core_sentences(tmp_path) == [
        "Go on; %1 photos stay.",
        "Go on; one photo stays.",
        "Make room.",
        "The disk '%1' %2.",
        "There is nothing at %1.",
        "This folder can't be read.",
        "is full",
        "“%1” has %2 GB, and none on {path}.",
        "“%1” has %2 GB.",
    ]


def test_every_sentence_of_the_core_has_a_german_one(finder: ModuleType) -> None:
    """Where this fails: run packaging/translate, translate what is unfinished in the context “core”, run it again."""
    contexts = ET.parse(FOLDER / "photo_search_de.ts").iter("context")  # noqa: S314 - our own file
    (core,) = (context for context in contexts if context.findtext("name") == "core")
    german = {message.findtext("source"): message.find("translation") for message in core.iter("message")}
    missing = [
        sentence
        for sentence in finder.core_sentences(ROOT / "photo_search")
        if (translation := german.get(sentence)) is None or translation.get("type") or not translation.text
    ]
    assert missing == []


def test_what_no_one_knows_and_the_english_stay_as_they_are(german: QApplication) -> None:
    assert translated("") == ""
    assert translated("Nobody knows this. Nor that.") == "Nobody knows this. Nor that."
    assert translated("Ein deutscher Satz.") == "Ein deutscher Satz."


def test_in_english_nothing_changes() -> None:
    text = "The folder /Mt. Fuji isn't there. If it is on a drive, plug it in; its 3,100 photos stay in your library."
    assert translated(text) == text


@pytest.mark.parametrize(
    ("english", "german_text"),
    [
        (
            "The folder /Mt. Fuji isn't there. If it is on a drive, plug it in; its 3,100 photos stay in your library.",
            (
                "Der Ordner /Mt. Fuji ist nicht da. Falls er auf einem Laufwerk liegt, schließen Sie es an;"
                " seine 3.100 Fotos bleiben in Ihrer Bibliothek."
            ),
        ),
        (
            "The folder /a isn't there. If it is on a drive, plug it in.",
            "Der Ordner /a ist nicht da. Falls er auf einem Laufwerk liegt, schließen Sie es an.",
        ),
        (
            "You have no permission to open the folder /a. Give it to yourself; its photo stays in your library.",
            (
                "Sie haben nicht die Berechtigung, den Ordner /a zu öffnen. Erteilen Sie sie sich;"
                " sein Foto bleibt in Ihrer Bibliothek."
            ),
        ),
        (
            (
                "The model in /m can't be used: its file 'a b.json' doesn't say 'k.b'."
                " Download the model again, or choose another one."
            ),
            (
                "Das Modell in /m lässt sich nicht verwenden: seine Datei „a b.json“ sagt nichts zu „k.b“."
                " Laden Sie das Modell neu herunter, oder wählen Sie ein anderes."
            ),
        ),
        (
            (
                "Only 3 of 1,240 photos are left in the folder /a. If it is on a drive, plug it in;"
                " its 1,240 photos stay in your library."
            ),
            (
                "Nur 3 von 1.240 Fotos sind noch im Ordner /a. Falls er auf einem Laufwerk liegt, schließen Sie es an;"
                " seine 1.240 Fotos bleiben in Ihrer Bibliothek."
            ),
        ),
        ("“%1 {x} \\1” isn't there.", "„%1 {x} \\1“ ist nicht da."),
    ],
)
def test_sentences_are_known_again_whatever_stands_in_them(
    german: QApplication, english: str, german_text: str
) -> None:
    assert translated(english) == german_text


def test_what_the_core_really_says_is_understood(german: QApplication, tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        missing = fault(lambda: library.add_folder(tmp_path / "nowhere"))
        pattern = fault(lambda: library.add_folder(tmp_path, ["a\\"]))
        model = fault(lambda: read_spec(tmp_path / "no model"))
        empty = fault(lambda: decode(b"", model_short_side=192))
        in_use = fault(lambda: Library.open(tmp_path / "library"))
    assert isinstance(missing, FolderUnusable)
    assert isinstance(model, ModelUnusable)
    assert isinstance(empty, UnreadablePhoto)
    assert translated(missing.sentence) == f"„{tmp_path}/nowhere“ ist nicht da."
    assert translated(missing.remedy) == "Prüfen Sie den Namen, oder schließen Sie das Laufwerk an."
    assert translated(pattern.sentence) == "Die Ausnahme „a\\“ ist kein Muster."
    assert translated(model.sentence).startswith("Das Modell in ")
    assert translated(str(empty)).startswith("Die Datei ist leer. Wenn ")
    assert translated(in_use.sentence).startswith("In die Bibliothek in ")


def test_a_german_window_speaks_german_of_problems_and_absent_drives(
    german: QApplication, qtbot: QtBot, open_window: Open, tmp_path: Path
) -> None:
    folder = tmp_path / "drive"
    folder.mkdir()
    draw_photo(folder / "a.jpg", 1)
    (folder / "empty.jpg").touch()
    with Library.open(tmp_path / "library") as library:
        library.add_folder(folder)
        library.index(options=QUICK).result(timeout=100)
    folder.rename(tmp_path / "unplugged")

    window = open_window()
    qtbot.waitUntil(lambda: window._banner.isVisible() and idle(window), timeout=20_000)
    away = (
        f"Der Ordner {folder} ist nicht da. Falls er auf einem Laufwerk liegt, schließen Sie es an;"
        " sein Foto bleibt in Ihrer Bibliothek."
    )
    assert window._banner.accessibleName() == away
    assert away in "".join(texts_of_sidebar(window))
    window._navigator.go(Place(Where("problems")))
    qtbot.waitUntil(lambda: window._problems._model.rowCount() == 1)
    (problem,) = window._problems._model.problems()
    assert problem.sentence.startswith("The file is empty.")
    assert str(window._problems._model.index(0).data(Row.SECOND_LINE)).startswith("Die Datei ist leer.")


def texts_of_sidebar(window: MainWindow) -> Iterator[str]:
    rows = window._sidebar._rows
    for row in range(rows.rowCount()):
        found = rows.row(rows.index(row))
        if found is not None:
            yield from found.detail


def test_a_dialog_of_a_german_window_speaks_german(german: QApplication, qtbot: QtBot, theme: ThemeSwitch) -> None:
    dialog = MessageDialog(FolderUnusable("“/a” isn't there.", "Check the name, or plug in its drive."), theme)
    qtbot.addWidget(dialog)
    said = [label.text().replace("\u200b", "") for label in dialog.findChildren(QLabel) if label.text()]
    assert said == ["„/a“ ist nicht da.", "Prüfen Sie den Namen, oder schließen Sie das Laufwerk an."]
