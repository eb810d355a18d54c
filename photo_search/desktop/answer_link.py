"""Has the window do what a person wants of an answer: the closest photos, another strictness, what was not searched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from photo_search.desktop.answer_wishes import Wishes
from photo_search.desktop.browser import MOST_HITS, Content
from photo_search.desktop.core_sentences import translated
from photo_search.desktop.navigation import Place, Where, Words
from photo_search.desktop.navigator import Navigator
from photo_search.desktop.nothing_matches import NothingMatches
from photo_search.desktop.notice_line import NoticeLine
from photo_search.desktop.question_bar import QuestionBar
from photo_search.desktop.status_line import StatusLine
from photo_search.desktop.upkeep import Upkeep
from photo_search.settings import Settings

_LESS_STRICT = 0.2
_OFFLINE = "is:offline"


class AnswerLink(QObject):
    """Connects what shows answers and what tells of them; `settings` gives those that hold, `use` takes others."""

    def __init__(
        self,
        navigator: Navigator,
        question: QuestionBar,
        nothing: NothingMatches,
        notice: NoticeLine,
        status: StatusLine,
        upkeep: Upkeep,
        settings: Callable[[], Settings],
        use: Callable[[Settings], None],
    ) -> None:
        super().__init__(navigator)
        self._navigator = navigator
        self._notice = notice
        self._status = status
        self._upkeep = upkeep
        self._settings = settings
        self._use = use
        question.answer.wished.connect(self._wish)
        nothing.closest_wanted.connect(navigator.answer.toggle_rest)
        nothing.less_strict_wanted.connect(self._be_less_strict)
        nothing.question_wanted.connect(self._ask)
        nothing.everywhere_wanted.connect(lambda: navigator.go(Place(Where("all"), navigator.place.question)))
        navigator.answer.told.connect(status.tell)
        navigator.arrived.connect(self._tell)
        navigator.moved.connect(self._forget_notices)
        status.coverage_clicked.connect(upkeep.indexing.start)
        status.failed_clicked.connect(lambda: navigator.go(Place(Where("problems"))))
        status.offline_clicked.connect(self._show_offline)

    def _wish(self, wishes: Wishes) -> None:
        self._use(wishes.kept_in(self._settings()))

    def _be_less_strict(self) -> None:
        wishes = Wishes.of(self._settings())
        self._wish(replace(wishes, strictness=max(0.0, wishes.strictness - _LESS_STRICT)))

    def _ask(self, text: str) -> None:
        self._navigator.go(Place(self._navigator.place.where, Words(text) if text else None))

    def _show_offline(self) -> None:
        """Show the folder that can't be seen now, or the photos of all of them."""
        offline = [folder for folder in self._upkeep.folder_list if folder.offline is not None]
        if len(offline) == 1:
            self._navigator.go(Place(Where("folder", offline[0].folder_id, offline[0].path)))
        else:
            self._navigator.go(Place(Where("all"), Words(_OFFLINE)))

    def _tell(self, content: Content) -> None:
        self._status.show_coverage(content.coverage, asked=content.result is not None)
        notices = [] if content.result is None else [translated(notice) for notice in content.result.notices]
        if content.is_cut and content.result is not None and len(content.result.hits) == MOST_HITS:
            notices.append(self.tr("The first %Ln are shown; more words narrow it down.", "", MOST_HITS))
        self._notice.say(notices)

    def _forget_notices(self) -> None:
        if self._navigator.place.question is None:
            self._notice.say(())
