"""What a person does with the folders of the library: add, look again, leave out, show, remove."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QMenu,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from photo_search.desktop import file_manager
from photo_search.desktop.background import Background
from photo_search.desktop.plain_label import PlainLabel
from photo_search.desktop.sentence_dialog import Question
from photo_search.desktop.theme import S2, S4, ThemeSwitch
from photo_search.desktop.wording import number
from photo_search.errors import FolderUnusable
from photo_search.indexing.folder_rules import exclusion_of
from photo_search.paths import display_path
from photo_search.records import Folder

if TYPE_CHECKING:
    from photo_search.library import Library


class FolderActions(QObject):
    """Changes the folders, in the background, and says what came of it."""

    changed = Signal()
    """The folders, or what is in them, are no longer as they were."""

    rescan_wanted = Signal(object)
    """Ids of the folders (frozenset) that must be looked through."""

    missing_accepted = Signal(int)
    """The folder really is empty: its photos are gone."""

    failed = Signal(Exception)
    told = Signal(str)

    def __init__(self, library: Library, background: Background, theme: ThemeSwitch, window: QWidget) -> None:
        super().__init__(window)
        self._library = library
        self._theme = theme
        self._background = background
        self._window = window

    def choose(self) -> None:
        """Let the person choose a folder to add."""
        dialog = QFileDialog(_front(self._window), self.tr("Add a folder of photos"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.add([os.fsencode(path)]))
        dialog.open()

    def add(self, paths: Sequence[bytes]) -> None:
        """Add folders; those that are in the library already are looked through again."""

        def work() -> tuple[frozenset[int], FolderUnusable | None]:
            ids, fault = set(), None
            for path in paths:
                known = self._library.folder_of(path)
                try:
                    ids.add(known.folder_id if known is not None else self._library.add_folder(path).folder_id)
                except FolderUnusable as error:
                    fault = error
            return frozenset(ids), fault

        def then(added: tuple[frozenset[int], FolderUnusable | None]) -> None:
            ids, fault = added
            if ids:
                self.changed.emit()
                self.rescan_wanted.emit(ids)
            if fault is not None:
                self.failed.emit(fault)

        self._background.change(work, then, failed=self.failed.emit, context=self)

    def remove(self, folder: Folder) -> None:
        """Ask, then take a folder out of the library."""
        explanation = self.tr(
            "Its %1 photos will no longer be found here. The files stay where they are, untouched. What was read from"
            " them is kept, so that adding the folder again is quick; or it is forgotten."
        ).replace("%1", number(folder.photos))
        question = Question(
            self._theme,
            self.tr("Remove “%1” from the library?").replace("%1", display_path(folder.path)),
            explanation,
            answers=[self.tr("Remove"), self.tr("Remove and forget")],
            refusal=self.tr("Cancel"),
            parent=_front(self._window),
        )
        question.answered.connect(lambda answer: self.remove_now(folder.folder_id, forget=answer == 1))
        question.open()

    def remove_now(self, folder_id: int, *, forget: bool = False) -> None:
        """Take a folder out of the library."""
        self._change(lambda: self._library.remove_folder(folder_id, forget=forget))

    def exclude(self, folder: Folder, patterns: Iterable[str]) -> None:
        """Replace what is left out of a folder, and look through it."""
        wanted = tuple(patterns)
        self._change(lambda: self._library.set_exclusions(folder.folder_id, wanted), rescan=folder.folder_id)

    def exclude_place(self, place: bytes) -> None:
        """Leave a folder inside one of the library's out of it."""

        def work() -> tuple[Folder, bytes] | None:
            from photo_search.catalog.folders import relative  # noqa: PLC0415 - long to import; loaded by then

            folder = self._library.folder_of(place)
            below = None if folder is None else relative(folder.path, place)
            if folder is None or below is None:
                return None
            if below:
                patterns = (*folder.exclusions, exclusion_of(below))
                self._library.set_exclusions(folder.folder_id, patterns)
            return folder, below

        def then(found: tuple[Folder, bytes] | None) -> None:
            match found:
                case folder, b"":
                    self.remove(folder)
                case folder, below:
                    self.told.emit(self.tr("“%1” is left out from now on.").replace("%1", display_path(below)))
                    self._tell_change(folder.folder_id)

        self._background.change(work, then, failed=self.failed.emit, context=self)

    def edit_exclusions(self, folder: Folder) -> None:
        """Let the person edit what is left out of a folder."""
        dialog = QDialog(self._window)
        dialog.setWindowTitle(self.tr("Leave out of “%1”").replace("%1", display_path(folder.path)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        hint = PlainLabel(self.tr("One pattern a line, such as *.png or Screenshots/ (as in .gitignore)."))
        text = QPlainTextEdit("\n".join(folder.exclusions))
        text.setAccessibleName(hint.text())
        text.setTabChangesFocus(True)
        hint.setBuddy(text)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        layout = QVBoxLayout(dialog)
        layout.setContentsMargins(S4, S4, S4, S4)
        layout.setSpacing(S2)
        for part in (hint, text, buttons):
            layout.addWidget(part)
        buttons.rejected.connect(dialog.reject)
        buttons.accepted.connect(dialog.accept)
        dialog.accepted.connect(
            lambda: self.exclude(folder, [line.strip() for line in text.toPlainText().splitlines() if line.strip()])
        )
        dialog.resize(440, 280)
        dialog.open()

    def menu(self, folder: Folder, at: QPoint) -> None:
        """Show what can be done with a folder, at a place of the screen."""
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        again = partial(self.rescan_wanted.emit, frozenset({folder.folder_id}))
        menu.addAction(self.tr("Look for changes"), again)
        menu.addAction(self.tr("Show in file manager"), partial(file_manager.open_file, folder.path))
        menu.addAction(self.tr("Leave out…"), partial(self.edit_exclusions, folder))
        if folder.offline is not None and os.path.isdir(folder.path):
            menu.addSeparator()
            menu.addAction(
                self.tr("Its photos were really deleted"), partial(self.missing_accepted.emit, folder.folder_id)
            )
        menu.addSeparator()
        menu.addAction(self.tr("Remove from the library…"), partial(self.remove, folder))
        menu.popup(at)

    def _change(self, work: Callable[[], None], rescan: int | None = None) -> None:
        self._background.change(work, lambda _done: self._tell_change(rescan), failed=self.failed.emit, context=self)

    def _tell_change(self, rescan: int | None) -> None:
        self.changed.emit()
        if rescan is not None:
            self.rescan_wanted.emit(frozenset({rescan}))


def _front(window: QWidget) -> QWidget:
    """Return what a dialog belongs to: the dialog that is open over the window, or the window itself."""
    return QApplication.activeModalWidget() or window
