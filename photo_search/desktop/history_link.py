"""Notes the searches that were meant, and shows them again: on a page of their own and to the search box."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from photo_search.desktop.background import Background
from photo_search.desktop.browser import Content
from photo_search.desktop.history_page import HistoryPage
from photo_search.desktop.navigator import Navigator
from photo_search.errors import UserFixable
from photo_search.records import Asked

if TYPE_CHECKING:
    from photo_search.library import Library

_log = logging.getLogger(__name__)

_STAY_MS = 4_000
"""Whoever looks at an answer for so long has asked for it."""
_SHOWN = 1_000


class HistoryLink(QObject):
    """Notes a search when it is settled, or was on show for some seconds; once for each time that it is gone to."""

    changed = Signal(list)
    """The texts of the searches of before, newest first."""

    failed = Signal(Exception)

    def __init__(
        self, library: Library, background: Background, navigator: Navigator, page: HistoryPage, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._background = background
        self._navigator = navigator
        self._page = page
        self._answer: tuple[str, int | None] | None = None
        """What is on show and was not noted yet."""
        self._awaited = ""
        """What was meant, while its answer is on its way."""
        self._noted = ""
        self._stay = QTimer(self, singleShot=True, interval=_STAY_MS)
        self._stay.timeout.connect(self._note)
        navigator.moved.connect(self._leave)
        navigator.arrived.connect(self._arrive)
        navigator.settled.connect(self._settle)
        page.asked.connect(navigator.ask)
        page.forget_wanted.connect(lambda text: self._change(lambda: self._library.asked.forget(text)))
        page.forget_all_wanted.connect(lambda: self._change(self._library.asked.forget_all))

    def start(self, kept_before: tuple[str, ...] = ()) -> None:
        """Read the searches of before, with those that an earlier version kept elsewhere."""
        if kept_before:
            self._change(lambda: self._library.asked.take_over(kept_before))
        else:
            self._read()

    def close(self) -> None:
        """Note no more."""
        self._stay.stop()

    def _leave(self) -> None:
        """Forget what was on show, unless it was meant and only its answer did not come in time."""
        self._stay.stop()
        if self._awaited:
            self._write(self._awaited, None)
        self._answer = None
        if self._question() != self._noted:
            self._noted = ""

    def _arrive(self, content: Content) -> None:
        question = content.place.question
        if question is None or question.text == self._noted:
            return
        self._answer = (question.text, None if content.result is None else content.result.matching)
        if self._awaited:
            self._note()
        elif not self._stay.isActive():
            self._stay.start()

    def _settle(self) -> None:
        question = self._question()
        if self._answer is not None:
            self._note()
        elif question != self._noted:
            self._awaited = question

    def _question(self) -> str:
        return self._navigator.place.text

    def _note(self) -> None:
        if self._answer is not None:
            self._write(*self._answer)

    def _write(self, text: str, matching: int | None) -> None:
        self._stay.stop()
        self._answer, self._awaited, self._noted = None, "", text
        # A search is not worth a message of its own: whoever fills the disk is told by what reads photos.
        self._change(lambda: self._library.asked.note(text, matching), failed=_overlook)

    def _change(self, work: Callable[[], Any], failed: Callable[[Exception], None] | None = None) -> None:
        self._background.change(work, lambda _done: self._read(), failed=failed or self.failed.emit, context=self)

    def _read(self) -> None:
        self._background.read(lambda: self._library.asked.recent(_SHOWN), self._show, key="asked")

    def _show(self, asked: list[Asked]) -> None:
        self._page.show_asked(asked)
        self.changed.emit([each.text for each in asked])


def _overlook(error: Exception) -> None:
    if not isinstance(error, UserFixable):
        raise error
    _log.info("A search was not noted: %s", error)
