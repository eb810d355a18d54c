"""The end of the question bar: how many photos match, what counts as a match, and in which order they stand."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from photo_search.desktop.answer_wishes import Wishes
from photo_search.desktop.browser import Content
from photo_search.desktop.icons import icon
from photo_search.desktop.strictness_popup import StrictnessPopup
from photo_search.desktop.theme import S1, ThemeSwitch
from photo_search.desktop.wording import number
from photo_search.searching.arranging import Grouping, Order

_CHEVRON = 12

Choice = TypeVar("Choice", Order, Grouping)


class AnswerControls(QWidget):
    """Shows what is wished, and says what the person wishes instead."""

    wished = Signal(object)
    """Wishes."""

    tune_wanted = Signal()
    """Where matches end is to be tuned with care."""

    def __init__(self, theme: ThemeSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._wishes = Wishes()
        self._of_facts = False
        self._said = QLabel()
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._count = self._drop_button(self.tr("What counts as a match: more photos, or only the sure ones"))
        self._count.clicked.connect(self._open_strictness)
        self._order = self._drop_button(self.tr("Sort and group"))
        self._order.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self)
        self._orders = self._choices(self._order_names())
        self._menu.addSeparator()
        self._groupings = self._choices(self._grouping_names())
        self._menu.addSeparator()
        self._fold = QAction(self.tr("Fold bursts"), self._menu, checkable=True)
        self._fold.setToolTip(self.tr("Show photos that are nearly the same as one, which opens"))
        self._menu.addAction(self._fold)
        self._menu.setToolTipsVisible(True)
        self._menu.triggered.connect(self._read_menu)
        self._order.setMenu(self._menu)
        self._popup = StrictnessPopup(theme, self)
        self._popup.strictness_changed.connect(lambda value: self._wish(replace(self._wishes, strictness=value)))
        self._popup.tune_wanted.connect(self.tune_wanted)
        self._popup.deep_changed.connect(lambda on: self._wish(replace(self._wishes, deep=on)))

        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S1)
        for part in (self._said, self._count, self._order):
            row.addWidget(part)
        theme.changed.connect(self._colour)
        self._colour()
        self.show_wishes(self._wishes)
        self.show_nothing()

    def show_wishes(self, wishes: Wishes) -> None:
        """Show what holds now, without a signal."""
        self._wishes = wishes
        self._name_order(self._of_facts)
        self._orders[wishes.order].setChecked(True)
        self._groupings[wishes.grouping].setChecked(True)
        self._fold.setChecked(wishes.fold)
        self._popup.set(wishes.strictness, deep=wishes.deep)

    def show_count(self, content: Content) -> None:
        """Say how many photos answer a question."""
        result = content.result
        if result is None or not content.coverage.photos:
            self.show_nothing()
        elif result.matching is None or content.of_facts:
            count = len(result.hits) if result.matching is None else result.matching
            self.show_photos(count, at_least=result.matching is None and content.is_cut)
            self._name_order(content.of_facts)
        else:
            self.show_matches(result.matching)
            self._name_order(False)

    def show_matches(self, count: int) -> None:
        """Say how many photos match, and let the person say what counts as a match."""
        text = self.tr("%Ln match(es)", "", count) if count else self.tr("No matches")
        self._show(said="", count=text, order=True)

    def show_photos(self, count: int, *, at_least: bool = False) -> None:
        """Say how many photos there are, where each of them is what was asked for."""
        text = self.tr("%1+ photos").replace("%1", number(count)) if at_least else self.tr("%Ln photo(s)", "", count)
        self._show(said=text, count="", order=True)

    def show_order(self) -> None:
        """Say no number, where it would mean nothing; offer the orders."""
        self._show(said="", count="", order=True)

    def show_searching(self) -> None:
        """Say that the answer takes its time."""
        self._show(said=self.tr("Searching…"), count="", order=not self._order.isHidden())

    def show_nothing(self) -> None:
        """Say and offer nothing: there is no answer."""
        self._show(said="", count="", order=False)

    def _show(self, *, said: str, count: str, order: bool) -> None:
        self._said.setText(said)
        self._said.setVisible(bool(said))
        self._count.setText(count)
        self._count.setVisible(bool(count))
        self._order.setVisible(order)

    def _wish(self, wishes: Wishes) -> None:
        if wishes != self._wishes:
            self.show_wishes(wishes)
            self.wished.emit(wishes)

    def _name_order(self, of_facts: bool) -> None:
        """Say which order and groups hold; where no photo is better than another, the newest come first."""
        self._of_facts = of_facts
        order, grouping = self._wishes.order, self._wishes.grouping
        name = self._order_names()[Order.NEWEST if of_facts and order is Order.RELEVANCE else order]
        if grouping is Grouping.NONE or (order is Order.FOLDER and grouping is Grouping.FOLDER):
            self._order.setText(name)
        else:
            self._order.setText(f"{name} \u00b7 {self._grouped_names()[grouping]}")

    def _read_menu(self) -> None:
        order = next(order for order, action in self._orders.items() if action.isChecked())
        grouping = next(grouping for grouping, action in self._groupings.items() if action.isChecked())
        self._wish(replace(self._wishes, order=order, grouping=grouping, fold=self._fold.isChecked()))

    def _open_strictness(self) -> None:
        self._popup.open_under(self._count)

    def _choices(self, names: dict[Choice, str]) -> dict[Choice, QAction]:
        group = QActionGroup(self._menu)
        made = {}
        for choice, name in names.items():
            made[choice] = group.addAction(QAction(name, self._menu, checkable=True))
        self._menu.addActions(list(made.values()))
        return made

    def _order_names(self) -> dict[Order, str]:
        return {
            Order.RELEVANCE: self.tr("Best first"),
            Order.NEWEST: self.tr("Newest first"),
            Order.OLDEST: self.tr("Oldest first"),
            Order.FOLDER: self.tr("By folder"),
            Order.NAME: self.tr("By name"),
        }

    def _grouping_names(self) -> dict[Grouping, str]:
        return {
            Grouping.NONE: self.tr("No groups"),
            Grouping.DAY: self.tr("Group by day"),
            Grouping.MONTH: self.tr("Group by month"),
            Grouping.YEAR: self.tr("Group by year"),
            Grouping.FOLDER: self.tr("Group by folder"),
        }

    def _grouped_names(self) -> dict[Grouping, str]:
        return {
            Grouping.DAY: self.tr("by day"),
            Grouping.MONTH: self.tr("by month"),
            Grouping.YEAR: self.tr("by year"),
            Grouping.FOLDER: self.tr("by folder", "in groups"),
        }

    def _drop_button(self, tip: str) -> QToolButton:
        button = QToolButton()
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(QSize(_CHEVRON, _CHEVRON))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolTip(tip)
        # Reversed, the arrow stands after the text.
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        button.setLayoutDirection(Qt.LayoutDirection.LeftToRight if mirrored else Qt.LayoutDirection.RightToLeft)
        return button

    def _colour(self) -> None:
        for button in (self._count, self._order):
            button.setIcon(icon("down", self._theme.theme.secondary, _CHEVRON))
        palette = self._said.palette()
        palette.setColor(palette.ColorRole.WindowText, self._theme.theme.secondary)
        self._said.setPalette(palette)
