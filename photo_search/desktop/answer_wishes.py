"""How a person wants to see answers: what the window keeps of it, and what it asks of the library."""

from __future__ import annotations

from dataclasses import dataclass, replace

from photo_search.records import MIDDLE_STRICTNESS, Expansion, SearchOptions
from photo_search.searching.arranging import Grouping, Order
from photo_search.settings import Settings


@dataclass(frozen=True, slots=True)
class Wishes:
    """The order and the groups that answers are shown in, and how they are asked for; see SearchOptions."""

    order: Order = Order.RELEVANCE
    grouping: Grouping = Grouping.NONE
    fold: bool = True
    deep: bool = False
    strictness: float = MIDDLE_STRICTNESS

    @classmethod
    def of(cls, settings: Settings) -> Wishes:
        """Return what was kept."""
        return cls(
            Order(settings.answer_order),
            Grouping(settings.answer_grouping),
            settings.fold_bursts,
            settings.deep_search,
            settings.strictness,
        )

    def kept_in(self, settings: Settings) -> Settings:
        """Return settings that keep them."""
        return replace(
            settings,
            answer_order=self.order.value,
            answer_grouping=self.grouping.value,
            fold_bursts=self.fold,
            deep_search=self.deep,
            strictness=self.strictness,
        )

    @property
    def options(self) -> SearchOptions:
        """What the library is asked with."""
        usual = SearchOptions()
        expansion = Expansion.DEEP if self.deep else usual.expansion
        # What is usual for a model, the person may have tuned.
        strictness = None if self.strictness == MIDDLE_STRICTNESS else self.strictness
        return replace(usual, expansion=expansion, strictness=strictness, fold=self.fold)
