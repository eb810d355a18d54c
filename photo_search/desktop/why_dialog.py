"""The window that answers “why is this here?”: the photo, where in it that is seen, and what counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QImage, QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from photo_search.desktop.background import Background
from photo_search.desktop.chip_words import text_in_words
from photo_search.desktop.core_sentences import translated
from photo_search.desktop.elided_label import ElidedLabel
from photo_search.desktop.heat_controls import HeatControls
from photo_search.desktop.heat_map_layer import HeatPicture
from photo_search.desktop.photo_facts import name_of
from photo_search.desktop.picture_image import image_of, thumbnail_of
from photo_search.desktop.theme import BODY_PX, CAPTION_PX, S1, S2, S3, S5, ThemeSwitch
from photo_search.desktop.why_panel import WhyPanel
from photo_search.desktop.why_words import as_text
from photo_search.desktop.window_place import fit
from photo_search.errors import UnreadablePhoto, UserFixable
from photo_search.insight.records import Explanation, PartKind
from photo_search.records import SearchOptions

if TYPE_CHECKING:
    from photo_search.library import Library

_SIZE_EM = QSize(76, 48)
_WIDE, _TALL = (11, 9), (8, 11)
"""How the picture and what is said of it share the width, for a picture that is wide, and one that is tall."""

_SIDE = 1024
_PICTURES = {PartKind.EXAMPLE, PartKind.MORE, PartKind.LESS}


@dataclass(frozen=True, slots=True)
class _Answer:
    """An explanation, the photo's name, and the names of photos that the question names by number."""

    why: Explanation
    name: str
    names: dict[str, str]


class WhyDialog(QDialog):
    """Stands beside the window of photos and explains one photo at a time; once closed it is gone.

    `word_wanted` tells words to search for; `failed` carries what only the window can tell.
    """

    word_wanted = Signal(str)
    failed = Signal(Exception)

    def __init__(self, library: Library, background: Background, theme: ThemeSwitch, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Why is this here?"))
        self._library = library
        self._background = background
        self._answer: _Answer | None = None
        self._asked = ("", 0)
        self._question = ElidedLabel()
        self._question.setFont(theme.font(BODY_PX, strong=True))
        self._name = ElidedLabel(role=QPalette.ColorRole.PlaceholderText)
        self._name.setFont(theme.font(CAPTION_PX))
        self.picture = HeatPicture(theme)
        self.heat = HeatControls(library, background, self.picture, theme)
        self.heat.failed.connect(self.failed)
        self.panel = WhyPanel(theme)
        self.panel.word_chosen.connect(self.word_wanted)
        self.copy_button = QPushButton(self.tr("Copy"))
        self.copy_button.setToolTip(self.tr("Copies the explanation as text"))
        self.copy_button.clicked.connect(self.copy)
        self.copy_button.setAutoDefault(False)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.close)
        close.setAutoDefault(False)
        self._lay_out(close)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Close), self).activated.connect(self.close)
        fit(self, _SIZE_EM * theme.font().pixelSize(), parent)

    def _lay_out(self, close: QPushButton) -> None:
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addWidget(self._question)
        head.addWidget(self._name)
        left = QVBoxLayout()
        left.setSpacing(S3)
        left.addWidget(self.picture, 1)
        left.addWidget(self.heat)
        left.addStretch()
        self._middle = middle = QHBoxLayout()
        middle.setSpacing(S5)
        middle.addLayout(left)
        middle.addWidget(self.panel)
        self._share(_WIDE)
        buttons = QHBoxLayout()
        buttons.setSpacing(S2)
        buttons.addWidget(self.copy_button)
        buttons.addStretch(1)
        buttons.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(S5, S5, S5, S5)
        whole.setSpacing(S3)
        whole.addLayout(head)
        whole.addLayout(middle, 1)
        whole.addSpacing(S1)
        whole.addLayout(buttons)

    def _share(self, sides: tuple[int, int]) -> None:
        for place, share in enumerate(sides):
            self._middle.setStretch(place, share)

    def _show_picture(self, image: QImage) -> None:
        self._share(_WIDE if image.width() >= image.height() else _TALL)
        self.picture.show_picture(image)

    def explain(self, text: str, photo_id: int, options: SearchOptions) -> None:
        """Explain why a photo is, or is not, in the answer to the question `text`."""
        self._answer = None
        self._asked = (text, photo_id)
        self.copy_button.setEnabled(False)
        self._question.setText(self.tr("Why is this here: %1").replace("%1", text_in_words(text)))
        self._name.setText("")
        self.picture.show_picture(QImage())
        self.heat.ask_about(text, photo_id, possible=True)
        self.panel.say(self.tr("Looking…"))
        library, background = self._library, self._background
        background.read(
            lambda: _explained(library, text, photo_id, options), self._show, failed=self._fail, key="why", context=self
        )

        def show(image: QImage) -> None:
            self._show_picture(image)
            background.read(picture, self._show_picture, failed=self._fail, key="why-picture", context=self)

        def picture() -> QImage:
            return _picture(library, photo_id)

        # The picture itself may take its time, and be none.
        thumbnail = partial(thumbnail_of, library, photo_id)
        background.read(thumbnail, show, failed=self._fail, key="why-picture", context=self)

    def copy(self) -> None:
        """Put the explanation on the clipboard, as text."""
        if self._answer is not None:
            QGuiApplication.clipboard().setText(as_text(self._answer.why, self._answer.names))

    def _show(self, answer: _Answer) -> None:
        self._answer = answer
        why = answer.why
        self._name.setText(answer.name)
        self.picture.setAccessibleName(answer.name)
        if why.cosine is None:
            self.heat.ask_about(*self._asked, possible=False)
        self.panel.explain(why, answer.names)
        self.copy_button.setEnabled(True)

    def _fail(self, error: Exception) -> None:
        if isinstance(error, UserFixable):
            self.panel.say(translated(str(error)))
        else:
            self.failed.emit(error)

    def reject(self) -> None:
        """Close with Esc, but first what is under way."""
        if self.heat.is_working:
            self.heat.stop()
        else:
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """End what is under way, and go."""
        self.heat.stop()
        event.accept()
        self.deleteLater()


def _explained(library: Library, text: str, photo_id: int, options: SearchOptions) -> _Answer:
    why = library.insight.explain(text, photo_id, options=options)
    numbers = [int(part.what) for part in why.parts if part.kind in _PICTURES and part.what.isdecimal()]
    photos = library.photos([photo_id, *numbers])
    names = {str(photo.photo_id): name_of(photo) for photo in photos}
    return _Answer(why, names.get(str(photo_id), ""), _only(names, numbers))


def _only(names: dict[str, str], numbers: Sequence[int]) -> dict[str, str]:
    return {str(number): names[str(number)] for number in numbers if names.get(str(number))}


def _picture(library: Library, photo_id: int) -> QImage:
    """Return a photo's picture; of one that can't be opened now, its thumbnail."""
    try:
        return image_of(library.picture(photo_id, _SIDE).result())
    except UnreadablePhoto:
        return thumbnail_of(library, photo_id)
