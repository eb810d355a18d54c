"""The window that answers “have I got this already?” for files from outside the library."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QPalette
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from photo_search.desktop import file_manager
from photo_search.desktop.background import Background
from photo_search.desktop.core_sentences import translated
from photo_search.desktop.drop_veil import dropped_paths
from photo_search.desktop.have_card import FILE_SIDE, HaveCard
from photo_search.desktop.have_words import as_text, photos_of, summary
from photo_search.desktop.picture_image import image_of, thumbnail_of
from photo_search.desktop.plain_label import PlainLabel
from photo_search.desktop.theme import BODY_PX, CAPTION_PX, S2, S3, S5, ThemeSwitch
from photo_search.desktop.window_place import fit
from photo_search.desktop.wording import number
from photo_search.errors import UserFixable
from photo_search.insight.records import Have

if TYPE_CHECKING:
    from photo_search.library import Library

_SIZE_EM = QSize(62, 46)
_SHARP = 2
"""Pictures are made so much larger than they are shown, for screens with small pixels."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found for a file, with small pictures of the file and of the photos, by their ids."""

    have: Have
    picture: QImage
    pictures: dict[int, QImage]


class HaveDialog(QDialog):
    """Looks for one file after the other; more can be dropped on it, or chosen. Once closed it is gone.

    `choose_wanted` asks for more files; `failed` carries what only the window can tell.
    """

    choose_wanted = Signal()
    failed = Signal(Exception)

    def __init__(self, library: Library, background: Background, theme: ThemeSwitch, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Have I got this already?"))
        self.setAcceptDrops(True)
        self._library = library
        self._background = background
        self._theme = theme
        self._waiting: deque[bytes] = deque()
        self._asked = 0
        self._found: list[Have] = []
        self._problems: list[tuple[bytes, str]] = []
        self.said = PlainLabel(font=theme.font(BODY_PX, strong=True))
        self._cards = QVBoxLayout()
        self.more_button = self._button(self.tr("Choose more…"), self.choose_wanted.emit)
        self.copy_button = self._button(self.tr("Copy"), self.copy)
        self.copy_button.setToolTip(self.tr("Copies the answers as text"))
        self._lay_out()
        fit(self, _SIZE_EM * theme.font().pixelSize(), parent)
        self._tell()

    def _lay_out(self) -> None:
        text = self.tr("Nothing is added or changed. More files can be dropped here.")
        hint = PlainLabel(text, self._theme.font(CAPTION_PX), role=QPalette.ColorRole.PlaceholderText)
        content = QWidget()
        content.setLayout(self._cards)
        self._cards.setContentsMargins(0, 0, S2, 0)
        self._cards.setSpacing(S3)
        self._cards.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(content)
        scroll.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        buttons = QHBoxLayout()
        buttons.setSpacing(S2)
        buttons.addWidget(self.more_button)
        buttons.addWidget(self.copy_button)
        buttons.addStretch(1)
        buttons.addWidget(self._button(self.tr("Close"), self.close))
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addWidget(self.said)
        head.addWidget(hint)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(S5, S5, S5, S5)
        whole.setSpacing(S3)
        whole.addLayout(head)
        whole.addWidget(scroll, 1)
        whole.addLayout(buttons)

    def _button(self, text: str, do: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: do())
        return button

    @property
    def is_looking(self) -> bool:
        """Whether files still wait for their answer."""
        return self._asked > len(self._found) + len(self._problems)

    def look_for(self, paths: Sequence[bytes]) -> None:
        """Answer for these files too, in this order."""
        idle = not self.is_looking
        self._waiting.extend(paths)
        self._asked += len(paths)
        self._tell()
        if idle:
            self._next()

    def copy(self) -> None:
        """Put all answers on the clipboard, as text."""
        QGuiApplication.clipboard().setText(as_text(self._found, self._problems))

    def _next(self) -> None:
        """Look for the next file: one at a time, so that searching beside it stays quick."""
        if self._waiting:
            path = self._waiting.popleft()
            fail = partial(self._fail, path)
            work = partial(_look, self._library, path)
            self._background.read(work, self._show, failed=fail, key="have", context=self)

    def _show(self, found: _Found) -> None:
        self._found.append(found.have)
        card = self._add_card(found.picture, found.have.path)
        card.show_answer(found.have, found.pictures)
        self._tell()
        self._next()

    def _fail(self, path: bytes, error: Exception) -> None:
        sentence = translated(str(error)) if isinstance(error, UserFixable) else self.tr("It can't be compared.")
        self._problems.append((path, sentence))
        self._add_card(QImage(), path).show_problem(sentence)
        self._tell()
        if not isinstance(error, UserFixable):
            self.failed.emit(error)
        self._next()

    def _add_card(self, picture: QImage, path: bytes) -> HaveCard:
        card = HaveCard(self._theme, picture, path)
        card.show_wanted.connect(lambda file: file_manager.show_in_folder(file, self._background, self))
        self._cards.insertWidget(self._cards.count() - 1, card)
        return card

    def _tell(self) -> None:
        done = len(self._found) + len(self._problems)
        self.copy_button.setEnabled(done > 0)
        if self.is_looking:
            text = self.tr("Looking at %1 of %2…").replace("%1", number(done + 1))
            self.said.setText(text.replace("%2", number(self._asked)))
        elif done:
            self.said.setText(summary(self._found, len(self._problems)))
        else:
            self.said.setText(self.tr("Drop photos here to see whether your library has them."))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name, as are those below
        """Take files that are dragged here."""
        if dropped_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Look for what was dropped."""
        event.acceptProposedAction()
        self.look_for(dropped_paths(event.mimeData()))

    def reject(self) -> None:
        """Close with Esc."""
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Look for nothing more, and go."""
        self._waiting.clear()
        event.accept()
        self.deleteLater()


def _look(library: Library, path: bytes) -> _Found:
    have = library.insight.have(path)
    picture = image_of(library.picture_in(path, _SHARP * FILE_SIDE).result())
    ids = [photo.photo_id for _, photo in photos_of(have)]
    return _Found(have, picture, {one: thumbnail_of(library, one) for one in ids})
