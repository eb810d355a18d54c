"""The menu bar: every action of the window, by name and with its key."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from photo_search.desktop.photo_actions import PhotoActions
from photo_search.desktop.shortcuts import keys_for

Key = QKeySequence.StandardKey
translate = QCoreApplication.translate


class Menus:
    """Fills the menu bar of `window`; what its entries do is told by the keyword arguments."""

    def __init__(self, window: QMainWindow, photos: PhotoActions, **do: Callable[[], object]) -> None:
        self._window = window
        self._do = do
        bar = window.menuBar()

        file = bar.addMenu(translate("Menus", "&File"))
        self._add(file, translate("Menus", "Add a &folder…"), "add_folder", keys_for("add_folder"))
        self._add(file, translate("Menus", "&Look for changes"), "rescan", keys_for("rescan"))
        self._add(file, translate("Menus", "Find &by picture…"), "find_by_picture")
        self._add(file, translate("Menus", "&Have I got this already?…"), "have")
        file.addSeparator()
        self._add(file, translate("Menus", "&Models…"), "models")
        preferences = self._add(file, translate("Menus", "&Preferences…"), "preferences", keys_for("preferences"))
        preferences.setMenuRole(QAction.MenuRole.PreferencesRole)
        file.addSeparator()
        leave = self._add(file, translate("Menus", "&Quit"), "quit", [QKeySequence(Key.Quit)])
        leave.setMenuRole(QAction.MenuRole.QuitRole)

        edit = bar.addMenu(translate("Menus", "&Edit"))
        edit.addActions([photos.copy, photos.copy_paths])
        edit.addSeparator()
        self._add(edit, translate("Menus", "Select &all"), "select_all", [QKeySequence(Key.SelectAll)])

        search = bar.addMenu(translate("Menus", "&Search"))
        self._add(search, translate("Menus", "&Search"), "search", keys_for("find"))
        self.save_search = self._add(
            search, translate("Menus", "Sa&ve this search…"), "save_search", keys_for("save_search")
        )
        self._add(search, translate("Menus", "&Recent searches"), "show_history", keys_for("history"))
        search.addSeparator()
        self._add(search, translate("Menus", "&Tune where matches end…"), "tune")

        photo = bar.addMenu(translate("Menus", "&Photo"))
        photo.addActions([photos.similar, *photos.to_ask_with])
        photo.addSeparator()
        photo.addActions([photos.why, photos.view, photos.open, photos.show])
        photo.addSeparator()
        photo.addActions([photos.information, photos.read_again, photos.exclude])

        view = bar.addMenu(translate("Menus", "&View"))
        self.back = self._add(view, translate("Menus", "&Back"), "back", keys_for("back"))
        self.forward = self._add(view, translate("Menus", "&Forward"), "forward", keys_for("forward"))
        view.addSeparator()
        self._add(view, translate("Menus", "&Larger"), "larger", [*keys_for("larger"), QKeySequence("Ctrl+=")])
        self._add(view, translate("Menus", "&Smaller"), "smaller", keys_for("smaller"))
        self._add(view, translate("Menus", "&Usual size"), "usual_size", keys_for("usual_size"))
        self.square = self._add(view, translate("Menus", "S&quare tiles"), "toggle_square")
        self.square.setCheckable(True)
        self.scores = self._add(view, translate("Menus", "Show how &well photos match"), "toggle_scores")
        self.scores.setCheckable(True)
        view.addSeparator()
        self.sidebar = self._add(view, translate("Menus", "Si&debar"), "toggle_sidebar", [QKeySequence("Ctrl+B")])
        self.sidebar.setCheckable(True)

        help_ = bar.addMenu(translate("Menus", "&Help"))
        self._add(help_, translate("Menus", "&Searching"), "show_help", keys_for("help"))
        self._add(help_, translate("Menus", "&Keys"), "show_keys", keys_for("shortcuts"))

    def _add(self, menu: QMenu, text: str, name: str, keys: Sequence[QKeySequence] = ()) -> QAction:
        action = QAction(text, self._window)
        action.setShortcuts(keys)
        # The window listens too: a hidden menu bar, as in full screen, hears nothing.
        self._window.addAction(action)
        do = self._do[name]
        action.triggered.connect(lambda _checked=False: do())
        menu.addAction(action)
        return action
