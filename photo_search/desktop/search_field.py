"""The field for what to search: words as they are typed, earlier words, and pictures dropped or pasted into it."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import (
    QEvent,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    QStringListModel,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QIcon,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLabel, QLineEdit, QListView, QSizePolicy, QToolButton, QWidget

from photo_search.desktop.drop_veil import dropped_paths
from photo_search.desktop.elided_label import ElidedLabel
from photo_search.desktop.icons import icon, pixmap
from photo_search.desktop.theme import RADIUS, S1, S2, ThemeSwitch
from photo_search.indexing.formats import is_photo_name

_DEBOUNCE_MS = 60
_HEIGHT = 36
_ICON = 18
_HISTORY_SHOWN = 8
_TEXT_MARGIN = 2
"""What QLineEdit leaves free beside its text."""

# The frame around the field is drawn by the field, since it holds more than the line of text.
_BARE = "QLineEdit, QLineEdit:focus { background: transparent; border: none; padding: 0; min-height: 0; }"
_ROOMY = "QListView { padding: 0 3px; } QListView::item { min-height: 28px; padding: 0 4px; }"

_OWN_KEYS = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape})


class SearchField(QWidget):
    """Says what is searched for. Words are told with single spaces, and only when they changed."""

    words_changed = Signal(str)
    """A moment after the last key; at once when the field became empty."""

    words_submitted = Signal(str)
    """Enter was pressed, or earlier words were chosen: they are meant, and worth remembering."""

    down_pressed = Signal()
    escape_pressed = Signal()
    picture_wanted = Signal()
    """The button for choosing a picture from a file was pressed."""

    picture_dropped = Signal(object)
    """A picture file was dropped or pasted: its absolute path as bytes."""

    picture_pasted = Signal(QImage)
    """A picture that is no file was dropped or pasted."""

    def __init__(self, theme: ThemeSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._told = ""
        self._is_target = False
        self._debounce = QTimer(self, singleShot=True, interval=_DEBOUNCE_MS)
        self._debounce.timeout.connect(self._tell)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAcceptDrops(True)

        self._glass = QLabel()
        self._edit = self._made_edit()
        self._hint = ElidedLabel(self.tr("Drop a picture to find similar ones"), self._edit)
        self._hint.setAutoFillBackground(True)
        self._hint.setBackgroundRole(QPalette.ColorRole.Base)
        self._hint.setContentsMargins(_TEXT_MARGIN, 0, _TEXT_MARGIN, 0)
        self._hint.hide()
        self._clear = self._made_button(self.tr("Clear the search"))
        self._clear.clicked.connect(self._clear_words)
        self._clear.hide()
        self._picture = self._made_button(self.tr("Find photos similar to a picture…"))
        self._picture.clicked.connect(self.picture_wanted)
        self._earlier = _Earlier(self)
        self._completer = self._made_completer()

        row = QHBoxLayout(self)
        row.setContentsMargins(S1, 0, S1, 0)
        row.setSpacing(0)
        row.addSpacing(S2)
        row.addWidget(self._glass)
        row.addSpacing(S2)
        row.addWidget(self._edit, 1)
        row.addWidget(self._clear)
        row.addWidget(self._picture)
        self.setFixedHeight(max(_HEIGHT, self.fontMetrics().height() + 2 * S2))
        self.setFocusProxy(self._edit)

        theme.changed.connect(self._colour)
        self._colour()

    @property
    def words(self) -> str:
        """What the field says now, with single spaces."""
        return " ".join(self._edit.text().split())

    def set_words(self, words: str) -> None:
        """Show `words`, which the window knows already."""
        self._debounce.stop()
        self._told = " ".join(words.split())
        if self.words != self._told:
            self._edit.setText(words)

    def set_history(self, searches: tuple[str, ...]) -> None:
        """Offer these earlier searches, newest first."""
        self._earlier.setStringList(list(searches))

    def type(self, text: str) -> None:
        """Take the focus and add `text` at the end, as if typed here."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._edit.end(False)
        self._edit.insert(text)

    def take_focus(self) -> None:
        """Take the focus, ready for other words."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._edit.selectAll()

    def paste_picture(self) -> bool:
        """Search for what is similar to the picture on the clipboard; say whether there is one."""
        data: QMimeData | None = QGuiApplication.clipboard().mimeData()
        return data is not None and self._take_picture(data)

    def show_as_target(self, shown: bool) -> None:
        """Say that a picture may be dropped here, while one is being dragged."""
        self._is_target = shown
        self._hint.setGeometry(self._edit.rect())
        self._hint.setVisible(shown)
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Handle what concerns the whole field and not its line of text."""
        match event.type():
            case QEvent.Type.ShortcutOverride if cast(QKeyEvent, event).key() in _OWN_KEYS:
                event.accept()
            case QEvent.Type.KeyPress if watched is self._edit:
                return self._handle_key(cast(QKeyEvent, event))
            case QEvent.Type.KeyPress:
                # The earlier searches pass keys on to the line of text, but past this filter.
                return self._paste(cast(QKeyEvent, event))
            case QEvent.Type.FocusIn | QEvent.Type.FocusOut:
                self.update()
            case QEvent.Type.MouseButtonRelease if not self._edit.text():
                self._offer_history()
        return super().eventFilter(watched, event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's own name
        """Take pictures and words; folders are for the window."""
        if _has_picture(event.mimeData()):
            self.show_as_target(True)
        elif event.mimeData().hasUrls() or not event.mimeData().hasText():
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: ARG002, N802 - Qt's own name
        """Be a field for words again."""
        self.show_as_target(False)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's own name
        """Take the picture, or add the words."""
        self.show_as_target(False)
        if not self._take_picture(event.mimeData()):
            self.type(event.mimeData().text())
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's own name
        """Paint the ground and the frame, which shows the focus."""
        colours = self._theme.theme
        strong = self._edit.hasFocus() or self._is_target
        width = 2 if strong else 1
        inset = width / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours.accent if strong else colours.tint(colours.secondary, 0.45), width))
        painter.setBrush(colours.surface)
        frame = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(frame, RADIUS + S1, RADIUS + S1)
        painter.end()

    def _made_edit(self) -> QLineEdit:
        edit = QLineEdit()
        edit.setStyleSheet(_BARE)
        edit.setPlaceholderText(self.tr("Search your photos"))
        edit.setAccessibleName(self.tr("Search your photos"))
        edit.setAcceptDrops(False)  # They are for the whole field.
        edit.installEventFilter(self)
        edit.textChanged.connect(self._listen)
        return edit

    def _made_button(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setIconSize(QSize(_ICON, _ICON))
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setCursor(Qt.CursorShape.ArrowCursor)
        return button

    def _made_completer(self) -> QCompleter:
        completer = QCompleter(self._earlier, self)
        completer.setWidget(self._edit)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(_HISTORY_SHOWN)
        completer.activated.connect(self._use_earlier)
        popup = QListView()
        popup.setStyleSheet(_ROOMY)
        popup.setIconSize(QSize(_ICON, _ICON))
        completer.setPopup(popup)
        popup.installEventFilter(self)
        return completer

    def _listen(self) -> None:
        self._clear.setVisible(bool(self._edit.text()))
        self._close_history()
        if self.words:
            self._debounce.start()
        else:
            self._tell()

    def _tell(self) -> None:
        self._debounce.stop()
        if self.words != self._told:
            self._told = self.words
            self.words_changed.emit(self._told)

    def _clear_words(self) -> None:
        self._edit.clear()
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _handle_key(self, event: QKeyEvent) -> bool:
        """Do what a key asks of the field; say whether it was one."""
        if self._paste(event):
            return True
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key not in _OWN_KEYS:
            return False
        self._tell()
        if key == Qt.Key.Key_Down:
            if alt:
                self._offer_history()
            else:
                self.down_pressed.emit()
        elif key == Qt.Key.Key_Escape:
            self.escape_pressed.emit()
        elif self.words:
            self.words_submitted.emit(self.words)
        return True

    def _paste(self, event: QKeyEvent) -> bool:
        if not (event.matches(QKeySequence.StandardKey.Paste) and self.paste_picture()):
            return False
        self._close_history()
        return True

    def _offer_history(self) -> None:
        """Show the earlier searches that contain what the field says.

        Only when asked for: a list that came up by itself would hide the photos that come up while typing.
        """
        self._completer.setCompletionPrefix(self.words)
        if self._completer.completionCount():
            # Below the whole field, which is more than its line of text.
            edit = self._edit.geometry()
            self._completer.complete(QRect(-edit.x(), 0, self.width(), self.height() - edit.y() + S1))

    def _close_history(self) -> None:
        if (popup := self._completer.popup()) is not None:
            popup.hide()

    def _use_earlier(self, words: str) -> None:
        self._edit.setText(words)
        self._tell()
        self.words_submitted.emit(self.words)

    def _take_picture(self, data: QMimeData) -> bool:
        files = _picture_files(data)
        picture = data.imageData() if not files and _has_picture(data) else None
        if files:
            self.picture_dropped.emit(files[0])
        elif isinstance(picture, QImage) and not picture.isNull():
            self.picture_pasted.emit(picture)
        else:
            return False
        return True

    def _colour(self) -> None:
        colours = self._theme.theme
        self._glass.setPixmap(pixmap("search", colours.secondary, _ICON, self.devicePixelRatioF()))
        self._clear.setIcon(icon("clear", colours.secondary, _ICON))
        self._picture.setIcon(icon("find-picture", colours.secondary, _ICON))
        self._earlier.sign = icon("recent", colours.secondary, _ICON)
        self.update()


class _Earlier(QStringListModel):
    """Earlier searches, each with the same sign."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.sign = QIcon()

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words or the sign."""
        return self.sign if role == Qt.ItemDataRole.DecorationRole else super().data(index, role)


def _picture_files(data: QMimeData) -> list[bytes]:
    return [path for path in dropped_paths(data) if is_photo_name(path)]


def _has_picture(data: QMimeData) -> bool:
    """Return whether there is a picture.

    Office programs add one of how their text looks, which is not meant; browsers add the address of theirs.
    """
    return bool(_picture_files(data)) or (data.hasImage() and (data.hasUrls() or not data.hasText()))
