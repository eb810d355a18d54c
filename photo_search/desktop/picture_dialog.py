"""Lets a person choose picture files."""

from __future__ import annotations

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from photo_search.indexing.formats import EXTENSIONS


def picture_dialog(parent: QWidget, title: str, where: QStandardPaths.StandardLocation, pictures: str) -> QFileDialog:
    """Return a dialog that begins `where`; it calls the files that can be read `pictures`, and is gone once closed."""
    kinds = " ".join(f"*{suffix.decode()}" for suffix in sorted(EXTENSIONS))
    dialog = QFileDialog(parent, title, QStandardPaths.writableLocation(where), f"{pictures} ({kinds})")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog
