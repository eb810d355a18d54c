"""The rows of the sidebar, as a list model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from photo_search.desktop.core_sentences import translated
from photo_search.desktop.folder_names import folder_names
from photo_search.desktop.navigation import Where
from photo_search.desktop.wording import number, tip, translate
from photo_search.paths import display_path
from photo_search.records import Folder, SavedSearch

Index = QModelIndex | QPersistentModelIndex

ROW = Qt.ItemDataRole.UserRole
"""The role under which the model gives the whole `Row`."""


class Control(Enum):
    """Rows that are no place to go to."""

    HEADING = auto()
    ADD = auto()


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved search, by its number."""

    search_id: int


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a place, a saved search or a control, its words, and how many photos or problems are there.

    `aside` stands after the text in a quieter colour. `detail` is a line each of what there is to say about it.
    """

    leads_to: Where | Saved | Control
    text: str
    icon: str = ""
    aside: str = ""
    count: int | None = None
    is_absent: bool = False
    detail: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Searches:
    """What the sidebar tells of searches: the saved ones, how many photos match each, whether any was ever asked."""

    saved: tuple[SavedSearch, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    """By the text of a search; some may not be known yet."""
    any_asked: bool = False


def sidebar_rows(
    folders: Sequence[Folder],
    photos: int | None,
    problems: int,
    searches: Searches = Searches(),
) -> list[Row]:
    """Return the rows for a library with these folders and searches, so many photos and so many problems."""
    names = folder_names([folder.path for folder in folders])
    rows = [
        Row(Where("all"), translate("sidebar", "Photos"), "photos", count=photos),
        Row(Where("recent"), translate("sidebar", "Recently added"), "recent"),
        *_search_rows(searches),
        Row(Control.HEADING, translate("sidebar", "Folders")),
        *(_folder_row(folder, *name) for folder, name in zip(folders, names, strict=True)),
        Row(Control.ADD, translate("sidebar", "Add folder…"), "folder-add"),
    ]
    if problems:
        rows.append(Row(Where("problems"), translate("sidebar", "Problems"), "problem", count=problems))
    return rows


def _search_rows(searches: Searches) -> list[Row]:
    if not (searches.saved or searches.any_asked):
        return []
    rows = [Row(Control.HEADING, translate("sidebar", "Searches"))]
    for saved in searches.saved:
        icon = "pin" if saved.pinned else "concept" if saved.is_concept else "search"
        detail = (translate("sidebar", "A concept, for use in other searches"),) if saved.is_concept else ()
        row = Row(Saved(saved.search_id), saved.name, icon, count=searches.counts.get(saved.text))
        rows.append(replace(row, detail=(saved.text, *detail)))
    if searches.any_asked:
        rows.append(Row(Where("history"), translate("sidebar", "Recent searches"), "history"))
    return rows


def _folder_row(folder: Folder, name: str, surroundings: str) -> Row:
    return Row(
        Where("folder", folder.folder_id, folder.path),
        name,
        "folder" if folder.offline is None else "folder-offline",
        aside=surroundings,
        count=folder.photos,
        is_absent=folder.offline is not None,
        detail=tuple(line for line in (display_path(folder.path), translated(folder.offline or "")) if line),
    )


class SidebarRows(QAbstractListModel):
    """Holds the rows; new counts change rows in place, so that the keyboard stays where it is."""

    renamed = Signal(int, str)
    """A person typed another name for a saved search: its number and the name."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def show(self, rows: list[Row]) -> None:
        """Hold these rows from now on."""
        if [row.leads_to for row in rows] == [row.leads_to for row in self._rows]:
            changed = [at for at, (old, new) in enumerate(zip(self._rows, rows, strict=True)) if old != new]
            self._rows = rows
            for at in changed:
                self.dataChanged.emit(self.index(at), self.index(at))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, index: Index) -> Row | None:
        """Return the row at an index of this model, if there is one."""
        return self._rows[index.row()] if index.isValid() else None

    def find(self, leads_to: Where | Saved | Control) -> QModelIndex:
        """Return the index of the row that leads there, or an invalid one."""
        for at, row in enumerate(self._rows):
            if row.leads_to == leads_to:
                return self.index(at)
        return QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's own signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the keyboard pass by headings."""
        row = self.row(index)
        if row is None or row.leads_to is Control.HEADING:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsEditable if isinstance(row.leads_to, Saved) else flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        """Ask for another name; the row has it when the library has."""
        row = self.row(index)
        name = " ".join(str(value).split())
        if row is None or not isinstance(row.leads_to, Saved) or role != Qt.ItemDataRole.EditRole:
            return False
        if name and name != row.text:
            self.renamed.emit(row.leads_to.search_id, name)
        return True

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a row says, to the eye or to a screen reader."""
        row = self.row(index)
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return row.text
            case Qt.ItemDataRole.ToolTipRole:
                return "<br>".join(map(tip, row.detail))
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(filter(None, (row.text, row.aside, "" if row.count is None else number(row.count))))
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return "\n".join(row.detail)
            case _ if role == ROW:
                return row
        return None
