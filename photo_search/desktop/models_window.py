"""The window of models: the page with their cards, and the page that compares two of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from photo_search.desktop.background import Background
from photo_search.desktop.compare_page import ComparePage
from photo_search.desktop.models_control import ModelsControl
from photo_search.desktop.models_page import ModelsPage
from photo_search.desktop.theme import ThemeSwitch

if TYPE_CHECKING:
    from photo_search.library import Library

_SIZE_EM = QSize(66, 54)


class ModelsWindow(QDialog):
    """Stands beside the window of photos, where searching goes on; once closed it is gone.

    `questions` are what the person searched for lately, to be asked when models are compared.
    """

    def __init__(
        self,
        library: Library,
        background: Background,
        control: ModelsControl,
        theme: ThemeSwitch,
        questions: Sequence[str],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Models"))
        self.page = ModelsPage(control, theme)
        self.compare = ComparePage(library, background, control, theme, questions)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.page)
        self._pages.addWidget(self.compare)
        close = QPushButton(self.tr("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        self.page.buttons.addWidget(close)
        self.page.compare_wanted.connect(self.turn_to_compare)
        self.compare.left.connect(self.turn_to_models)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Close), self).activated.connect(self.close)
        self.resize((_SIZE_EM * theme.font().pixelSize()).boundedTo(self.screen().availableSize() * 0.95))

    def turn_to_compare(self) -> None:
        """Show the page that compares."""
        self._pages.setCurrentWidget(self.compare)
        self.compare.begin()

    def turn_to_models(self) -> None:
        """Show the cards."""
        self._pages.setCurrentWidget(self.page)
        self.page.setFocus()

    def reject(self) -> None:
        """Go one step back, as Esc does everywhere: from comparing to the cards, from these out of the window."""
        if self._pages.currentWidget() is self.compare:
            self.turn_to_models()
        else:
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's own name
        """End the threads that bring the photos. A dialog would take closing for Esc, and only go one step back."""
        self.compare.shut_down()
        event.accept()
