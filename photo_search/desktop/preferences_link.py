"""Opens the dialog of preferences over a window, and has the library do what is chosen there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileInfo, QObject, Qt
from PySide6.QtWidgets import QWidget

from photo_search.desktop import file_manager
from photo_search.desktop.preferences import PreferencesDialog
from photo_search.desktop.theme import ThemeSwitch
from photo_search.desktop.upkeep import Upkeep
from photo_search.settings import Settings

if TYPE_CHECKING:
    from photo_search.library import Library


def open_preferences(
    library: Library,
    upkeep: Upkeep,
    settings: Settings,
    use: Callable[[Settings], None],
    theme: ThemeSwitch,
    window: QWidget,
) -> None:
    """Show `settings` until the dialog is closed; `use` gets them anew with each change."""
    dialog = PreferencesDialog(settings, theme, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.changed.connect(use)
    dialog.folder_add_wanted.connect(upkeep.folders.choose)
    dialog.folder_remove_wanted.connect(upkeep.remove)
    dialog.exclusions_changed.connect(upkeep.exclude)
    dialog.open_data_wanted.connect(lambda: file_manager.open_file(bytes(library.path)))
    dialog.clear_thumbnails_wanted.connect(upkeep.clear_thumbnails)
    dialog.show_folders(upkeep.folder_list)
    upkeep.folders_read.connect(dialog.show_folders)
    gauge = _Gauge(library, dialog)
    upkeep.thumbnails_cleared.connect(gauge.measure)
    upkeep.indexing.finished.connect(gauge.measure)
    gauge.measure()
    dialog.open()


class _Gauge(QObject):
    """Shows in the dialog what the library takes on the disk, for as long as the dialog lives."""

    def __init__(self, library: Library, dialog: PreferencesDialog) -> None:
        super().__init__(dialog)
        self._library = library
        self._dialog = dialog

    def measure(self) -> None:
        """Measure, and show it."""
        path = self._library.path
        whole = sum(QFileInfo(str(file)).size() for file in path.rglob("*"))
        # What was written last is in a file beside it.
        thumbnails = sum(QFileInfo(str(file)).size() for file in path.glob("thumbnails.sqlite*"))
        self._dialog.show_storage(str(path), whole - thumbnails, thumbnails)
