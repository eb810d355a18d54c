"""Shows answers in the grid: in the order that is wished, down to the line where matches end, bursts as one."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from photo_search.desktop.answer_sheet import Member, Sheet, sheet
from photo_search.desktop.answer_wishes import Wishes
from photo_search.desktop.background import Background
from photo_search.desktop.browser import Content
from photo_search.desktop.navigation import Place
from photo_search.desktop.photo_grid import PhotoGrid
from photo_search.records import Hit, Photo, SearchResult
from photo_search.searching.arranging import Grouping

if TYPE_CHECKING:
    from photo_search.library import Library

_AT_ONCE = 500
"""So many hits are arranged in some milliseconds; more are arranged on another thread."""

_REMEMBERED = 100
"""Questions of which it is known what was opened in their answers."""

CLOSEST = 24
"""Where nothing matches, so many of the best are offered."""


@dataclass(slots=True)
class _Opened:
    """What the person opened in an answer."""

    rest: bool = False
    bursts: dict[int, list[Member]] = field(default_factory=dict)


class AnswerView(QObject):
    """Has the grid show one answer, and anew whatever the person opens, closes or wishes."""

    changed = Signal()
    """The grid may have photos now and had none, or the other way round."""

    told = Signal(str)

    def __init__(self, library: Library, background: Background, grid: PhotoGrid) -> None:
        super().__init__(grid)
        self._library = library
        self._background = background
        self._grid = grid
        self._wishes = Wishes()
        self._roots: tuple[bytes, ...] = ()
        self._place: Place | None = None
        self._result: SearchResult | None = None
        self._opened: OrderedDict[Place, _Opened] = OrderedDict()
        self._scores: dict[int, float] = {}
        self._named: frozenset[int] = frozenset()
        self._scores_stay = False
        grid.rest_toggled.connect(self.toggle_rest)
        grid.burst_toggled.connect(self.toggle_burst)

    def show(self, content: Content, result: SearchResult) -> None:
        """Show the answer of a place: from its top, or, if it was only brought up to date, where it is."""
        self._place, self._result = content.place, result
        self._scores = {} if content.of_facts else {hit.photo_id: hit.score for hit in result.hits}
        self._named = frozenset(hit.photo_id for hit in result.hits if hit.by_name)
        if content.is_update:
            # The best belong on top, for as long as nobody has gone on from there.
            on_top = self._grid.verticalScrollBar().value() == 0 and not self._grid.selected_count
            self._update(to_top=on_top)
        else:
            made = self._sheet()()
            self._grid.show_listing(made.listing, headings=False, division=made.division, bursts=made.bursts)
        self._show_scores()

    def leave(self) -> None:
        """Show no answer: the grid shows something else."""
        self._place = self._result = None
        self._scores, self._named = {}, frozenset()
        self._show_scores()

    def use(self, wishes: Wishes) -> None:
        """Arrange the answer on show as wished, from the top; what is asked for otherwise is not done here."""
        before, self._wishes = self._wishes, wishes
        if self._result is not None and (before.order, before.grouping) != (wishes.order, wishes.grouping):
            self._update(to_top=True)

    def know_folders(self, roots: Sequence[bytes]) -> None:
        """Name folders from these on, the library's."""
        before, self._roots = self._roots, tuple(roots)
        if before != self._roots and self._result is not None and self._wishes.grouping is Grouping.FOLDER:
            self._update()

    def show_scores(self, stay: bool) -> None:
        """Show how well each photo matches on its tile, or only where the pointer rests."""
        self._scores_stay = stay
        self._show_scores()

    def toggle_rest(self) -> None:
        """Show what is below the line, or hide it again."""
        if self._result is not None:
            self._state().rest = not self._state().rest
            self._update()

    def toggle_burst(self, photo_id: int) -> None:
        """Show the photos that one stands for after it, or no longer."""
        bursts = self._state().bursts
        if bursts.pop(photo_id, None) is not None:
            self._update()
            return
        hit = self._hit(photo_id)
        if hit is not None and hit.folded:
            place = self._place
            self._background.read(
                lambda: self._library.photos(hit.folded),
                lambda photos: self._open(place, photo_id, photos),
                context=self,
            )

    def select_all(self) -> None:
        """Select every photo that is shown, and say what that leaves out."""
        self._grid.select_all()
        state = self._state()
        folded = sum(len(hit.folded) for hit in self._shown_hits() if hit.photo_id not in state.bursts)
        if folded:
            count = self._grid.selected_count
            self.told.emit(
                " ".join(
                    (
                        self.tr("%Ln photo(s) selected.", "", count),
                        self.tr("%Ln more in folded bursts are not; open these, or show bursts unfolded.", "", folded),
                    )
                )
            )

    def _open(self, place: Place | None, photo_id: int, photos: list[Photo]) -> None:
        if self._place != place or self._hit(photo_id) is None:
            return
        self._state().bursts[photo_id] = [
            Member(p.photo_id, p.content.width, p.content.height, p.content.metadata.taken, p.content.dominant_colour)
            for p in photos
        ]
        self._update()

    def _state(self) -> _Opened:
        if self._place is None:
            return _Opened()
        state = self._opened.setdefault(self._place, _Opened())
        self._opened.move_to_end(self._place)
        while len(self._opened) > _REMEMBERED:
            self._opened.popitem(last=False)
        return state

    def _hits(self) -> tuple[Hit, ...]:
        if self._result is None:
            return ()
        return self._result.hits if _matches(self._result) else self._result.hits[:CLOSEST]

    def _shown_hits(self) -> list[Hit]:
        rest = self._state().rest
        return [hit for hit in self._hits() if hit.matches or rest]

    def _hit(self, photo_id: int) -> Hit | None:
        return next((hit for hit in self._hits() if hit.photo_id == photo_id), None)

    def _sheet(self) -> Callable[[], Sheet]:
        """Return what makes the sheet of the answer as it is now, on any thread."""
        state, hits = self._state(), self._hits()
        heads = {hit.photo_id for hit in hits if hit.folded}
        # An answer brought up to date may fold otherwise.
        state.bursts = {head: members for head, members in state.bursts.items() if head in heads}
        return partial(
            sheet,
            hits,
            order=self._wishes.order,
            grouping=self._wishes.grouping,
            is_open=state.rest,
            opened=dict(state.bursts),
            roots=self._roots,
        )

    def _update(self, *, to_top: bool = False) -> None:
        result = self._result

        def show(made: Sheet) -> None:
            if self._result is not result:
                return
            self._grid.update_listing(made.listing, division=made.division, bursts=made.bursts)
            if to_top:
                self._grid.verticalScrollBar().setValue(0)
            self.changed.emit()

        make = self._sheet()
        if result is not None and len(result.hits) > _AT_ONCE:
            self._background.read(make, show, key="sheet", context=self)
        else:
            show(make())

    def _show_scores(self) -> None:
        self._grid.set_scores(self._scores, self._named, stay=self._scores_stay)


def _matches(result: SearchResult) -> bool:
    return bool(result.hits) and result.hits[0].matches
