"""Speaks the person's language: installs Qt's and our own translations, and the way their country writes numbers."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from photo_search.paths import resources_dir

_SOURCE_LANGUAGE = "en"
"""What the texts in the code are written in; its translation holds the plurals alone."""


def install(app: QCoreApplication, language: str | None = None) -> str:
    """Translate `app` into `language` (such as "de" or "de_AT"; default: the system's) and return what it got.

    Where there is no translation the app speaks English. Call it before the first widget is made.
    """
    locale = _system() if language is None else QLocale(language)
    QLocale.setDefault(locale)
    spoken = next((each for each in _wanted(locale) if _file(each).exists()), _SOURCE_LANGUAGE)
    qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for file in (Path(qt) / f"qtbase_{spoken}.qm", _file(spoken)):
        translator = QTranslator(app)
        if file.exists() and translator.load(str(file)):
            app.installTranslator(translator)
    return spoken


def languages() -> list[str]:
    """Return the languages that there are translations for."""
    return sorted(file.stem.removeprefix("photo_search_") for file in _folder().glob("*.qm"))


def _system() -> QLocale:
    # "C" is what a system has that was told nothing: it writes thousands without a separator.
    system = QLocale.system()
    return QLocale("en_US") if system.language() is QLocale.Language.C else system


def _wanted(locale: QLocale) -> list[str]:
    """Return the languages to try, in the person's order, each country's own before the plain language."""
    wanted = []
    for name in locale.uiLanguages(QLocale.TagSeparator.Underscore):
        wanted += [name, name.partition("_")[0]]
    return wanted


def _folder() -> Path:
    return resources_dir() / "translations"


def _file(language: str) -> Path:
    return _folder() / f"photo_search_{language}.qm"
