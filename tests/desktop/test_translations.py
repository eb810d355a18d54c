"""Every text of the window can be translated, is in German, and is compiled."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photo_search.desktop import translations
from photo_search.desktop.status_line import StatusLine
from photo_search.desktop.theme import ThemeSwitch
from photo_search.desktop.wording import about, number, size
from photo_search.paths import resources_dir
from photo_search.records import Phase, Progress

ROOT = Path(__file__).parents[2]
FOLDER = resources_dir() / "translations"
MARKED = {"tr", "translate", "QT_TRANSLATE_NOOP"}
LANGUAGES = ["de", "en"]


@pytest.fixture(scope="module")
def updated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The translations as `packaging/translate` would leave them."""
    folder = tmp_path_factory.mktemp("translations")
    for file in FOLDER.glob("*.ts"):
        shutil.copy(file, folder)
    subprocess.run([sys.executable, ROOT / "packaging" / "update_translations.py", folder], check=True)
    return folder


def messages(file: Path) -> Iterator[tuple[str, ET.Element]]:
    for context in ET.parse(file).iter("context"):  # noqa: S314 - our own file
        for message in context.iter("message"):
            yield context.findtext("name", ""), message


def marked_texts(file: Path) -> Iterator[tuple[str, str]]:
    """Yield what a reader of the source takes for a text to translate: its context and the text."""

    def walk(node: ast.AST, owner: str) -> Iterator[tuple[str, str]]:
        if isinstance(node, ast.ClassDef):
            owner = node.name
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            texts = [arg.value if isinstance(arg, ast.Constant) else None for arg in node.args]
            if name == "tr" and isinstance(texts[0], str):
                yield owner, texts[0]
            elif name in MARKED and all(isinstance(text, str) for text in texts[:2]):
                yield str(texts[0]), str(texts[1])
        for child in ast.iter_child_nodes(node):
            yield from walk(child, owner)

    yield from walk(ast.parse(file.read_text(encoding="utf-8")), "")


def test_no_text_of_the_source_escapes_the_collector(updated: Path) -> None:
    known = {(context, message.findtext("source")) for context, message in messages(updated / "photo_search_de.ts")}
    in_code = {
        marked for file in sorted((ROOT / "photo_search" / "desktop").rglob("*.py")) for marked in marked_texts(file)
    }
    assert in_code - known == set(), (
        "lupdate sees only self.tr('…') and translate('context', '…') with simple arguments"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(updated: Path, language: str) -> None:
    missing = [
        (context, message.findtext("source"))
        for context, message in messages(updated / f"photo_search_{language}.ts")
        if (translation := message.find("translation")) is None
        or translation.get("type") == "unfinished"
        or not all(part.strip() for part in translation.itertext() if part.strip() or len(translation) == 0)
        or any(not (form.text or "").strip() for form in translation.iter("numerusform"))
    ]
    assert missing == [], "run packaging/translate, translate these in Qt Linguist, and run it again"


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_survive_the_translation(language: str) -> None:
    for context, message in messages(FOLDER / f"photo_search_{language}.ts"):
        source = message.findtext("source", "")
        translation = message.find("translation")
        assert translation is not None
        forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
        for form in forms:
            for mark in ("%1", "%2", "%3", "%4", "%5", "{", "…", "&"):
                assert form.count(mark) == source.count(mark), (context, source, form)


def test_every_text_with_a_number_has_its_plurals(updated: Path) -> None:
    flat = [
        (context, message.findtext("source"))
        for context, message in messages(updated / "photo_search_de.ts")
        if re.search("%L?n(?![a-z])", message.findtext("source", "")) and message.get("numerus") != "yes"
    ]
    assert flat == [], "lupdate knows plurals only of self.tr('…', '', count)"


@pytest.mark.parametrize("file", [f"photo_search_{each}.{kind}" for each in LANGUAGES for kind in ("ts", "qm")])
def test_the_files_in_the_repository_are_up_to_date(updated: Path, file: str) -> None:
    assert (updated / file).read_bytes() == (FOLDER / file).read_bytes(), "run packaging/translate"


@pytest.fixture
def speaking(qapp: QApplication) -> Iterator[QApplication]:
    locale = QLocale()
    yield qapp
    QLocale.setDefault(locale)
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()


def test_german_speaks_german_numbers_included(speaking: QApplication, qtbot: QtBot, theme: ThemeSwitch) -> None:
    assert translations.install(speaking, "de") == "de"
    assert QCoreApplication.translate("PreferencesDialog", "Preferences") == "Einstellungen"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"
    assert number(1240) == "1.240"
    assert size(1_380_000_000) == "1,4 GB"
    assert about(780) == "etwa 13 min"

    line = StatusLine(theme)
    qtbot.addWidget(line)
    line.show_progress(Progress(Phase.READING, 8400, 8310, 1239, 1, 9.2, 780))
    assert line._sentence.text() == "Lese 1.240 von 8.310 · 9 Fotos/s · etwa 13 min · 1 unlesbar"


def test_english_knows_its_plurals(speaking: QApplication) -> None:
    assert translations.install(speaking, "en_GB") == "en"
    words = [QCoreApplication.translate("FolderModel", "%Ln photo(s)", "", count) for count in (0, 1, 1240)]
    assert words == ["0 photos", "1 photo", "1,240 photos"]


def test_a_country_gets_its_language_and_its_own_numbers(speaking: QApplication) -> None:
    assert translations.install(speaking, "de_CH") == "de"
    assert number(1240) not in {"1.240", "1,240", "1240"}


def test_what_nobody_translated_is_english(speaking: QApplication) -> None:
    assert translations.install(speaking, "fi") == "en"


def test_the_languages_are_known() -> None:
    assert translations.languages() == LANGUAGES
