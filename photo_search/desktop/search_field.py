"""The field for what to search: a question as it is typed, suggestions, and pictures dropped or pasted into it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import cast

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QToolButton, QWidget

from photo_search.conditions import Condition
from photo_search.desktop.drop_veil import dropped_paths
from photo_search.desktop.elided_label import ElidedLabel
from photo_search.desktop.icons import icon, pixmap
from photo_search.desktop.suggestion_list import Offer
from photo_search.desktop.suggestions import Suggestions
from photo_search.desktop.theme import RADIUS, S1, S2, ThemeSwitch
from photo_search.indexing.formats import is_photo_name
from photo_search.searching.query import Part, Query, parse
from photo_search.searching.question_editing import joined, place_of, split

_DEBOUNCE_MS = 60
_HEIGHT = 36
_ICON = 18
_TEXT_MARGIN = 2
"""What QLineEdit leaves free beside its text."""

# The frame around the field is drawn by the field, since it holds more than the line of text.
_BARE = "QLineEdit, QLineEdit:focus { background: transparent; border: none; padding: 0; min-height: 0; }"

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_OWN_KEYS = _ENTER | {Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Escape}


class SearchField(QWidget):
    """Says what is searched for. Words are told with single spaces, and only when they changed.

    The line shows what is typed of a question; parts that name photos by number or path stand in chips alone, but
    belong to its words as all others do.
    """

    words_changed = Signal(str)
    """A moment after the last key; at once when the field became empty."""

    words_submitted = Signal(str)
    """Enter was pressed, or earlier words were chosen: they are meant, and worth remembering."""

    question_changed = Signal(object)
    """The Query that is understood of the words, at once with each letter."""

    chips_wanted = Signal()
    """A key leads to the last of the chips."""

    down_pressed = Signal()
    escape_pressed = Signal()
    picture_wanted = Signal()
    """The button for choosing a picture from a file was pressed."""

    pictures_dropped = Signal(list)
    """Picture files were dropped or pasted: their absolute paths as bytes."""

    picture_pasted = Signal(QImage)
    """A picture that is no file was dropped or pasted."""

    def __init__(
        self, theme: ThemeSwitch, parent: QWidget | None = None, *, today: Callable[[], date] = date.today
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._today = today
        self._told = ""
        self._query = Query()
        self._pictures: tuple[Condition, ...] = ()
        self._is_target = False
        self._debounce = QTimer(self, singleShot=True, interval=_DEBOUNCE_MS)
        self._debounce.timeout.connect(self.tell)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAcceptDrops(True)

        self._glass = QLabel()
        self._edit = self._made_edit()
        self._hint = ElidedLabel(parent=self._edit)
        self._hint.setAutoFillBackground(True)
        self._hint.setBackgroundRole(QPalette.ColorRole.Base)
        self._hint.setContentsMargins(_TEXT_MARGIN, 0, _TEXT_MARGIN, 0)
        self._hint.hide()
        self._clear = self._made_button(self.tr("Clear the search"))
        self._clear.clicked.connect(self._clear_words)
        self._clear.hide()
        self._picture = self._made_button(self.tr("Find photos similar to a picture…"))
        self._picture.clicked.connect(self.picture_wanted)
        self.suggestions = Suggestions(theme, self, self._edit)
        self.suggestions.chosen.connect(self._use)

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
        """The text of the question as it stands now, with single spaces."""
        return joined(self._edit.text(), self._pictures)

    @property
    def query(self) -> Query:
        """What is understood of the words."""
        return self._query

    def set_words(self, words: str) -> None:
        """Show the question that `words` are, which the window knows already."""
        self._debounce.stop()
        self.suggestions.close()
        words = " ".join(words.split())
        if self.words != words or split(self._read(self._edit.text()))[1]:
            self._put(words)
        if not self._edit.hasFocus():
            self._edit.home(False)  # Of a long question, its beginning tells more than its end.
        self._told = self.words

    def select(self, part: Part) -> None:
        """Take the focus, with a typed part of the question selected to be written over."""
        typed, _ = split(self._query)
        first, last = place_of(typed, part)
        if self._edit.text() != typed.text:
            self._edit.setText(typed.text)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._edit.setSelection(first, last - first)

    def set_history(self, searches: tuple[str, ...]) -> None:
        """Offer these earlier searches, newest first."""
        self.suggestions.history = searches

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
        adds, finds = self.tr("Drop a picture to add it to the search"), self.tr("Drop a picture to find similar ones")
        self._hint.setText(adds if self._query else finds)
        self._hint.setGeometry(self._edit.rect())
        self._hint.setVisible(shown)
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Handle what concerns the whole field and not its line of text."""
        match event.type():
            case QEvent.Type.ShortcutOverride if cast(QKeyEvent, event).key() in _OWN_KEYS:
                event.accept()
            case QEvent.Type.KeyPress:
                return self._handle_key(cast(QKeyEvent, event))
            case QEvent.Type.FocusIn:
                self.update()
            case QEvent.Type.FocusOut:
                self.suggestions.close()
                self.update()
            case QEvent.Type.MouseButtonRelease if not self._edit.text():
                self.suggestions.show_earlier()
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

    def _listen(self) -> None:
        self._understand()
        self.suggestions.close()
        if self._edit.text().strip():
            self._debounce.start()
        else:
            self.tell()

    def _read(self, words: str) -> Query:
        return parse(words, self._today())

    def _put(self, words: str) -> None:
        """Show a question: what is typed of it in the line, the rest in chips alone."""
        typed, pictures = split(self._read(words))
        self._pictures = pictures
        with QSignalBlocker(self._edit):
            self._edit.setText(typed.text if pictures else words)
        self._debounce.stop()
        self._understand()

    def _understand(self) -> None:
        self._query = self._read(self.words)
        self._clear.setVisible(bool(self._query))
        self._edit.setPlaceholderText(self.tr("Add words") if self._pictures else self.tr("Search your photos"))
        self.question_changed.emit(self._query)

    def tell(self) -> None:
        """Tell the words now, if they changed."""
        self._debounce.stop()
        if self.words != self._told:
            self._told = self.words
            self.words_changed.emit(self._told)
            self.suggestions.ask()

    def _clear_words(self) -> None:
        self._pictures = ()
        self._edit.clear()
        self._understand()
        self.tell()
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _handle_key(self, event: QKeyEvent) -> bool:
        """Do what a key asks of the field; say whether it was one."""
        if self._paste(event) or self._copy(event) or self.suggestions.handle_key(event):
            return True
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key == Qt.Key.Key_Backspace and not self._edit.text() and self._pictures and not event.isAutoRepeat():
            self.chips_wanted.emit()
            return True
        if key not in _OWN_KEYS:
            return False
        self.tell()
        self.suggestions.close()
        if key == Qt.Key.Key_Down:
            if alt:
                self.suggestions.show_earlier()
            else:
                self.down_pressed.emit()
        elif key == Qt.Key.Key_Escape:
            self.escape_pressed.emit()
        elif key in _ENTER:
            self._submit()
        return True

    def _submit(self) -> None:
        self.suggestions.close()
        if words := self.words:
            self.set_words(words)
            self.words_submitted.emit(words)

    def _paste(self, event: QKeyEvent) -> bool:
        if not (event.matches(QKeySequence.StandardKey.Paste) and self.paste_picture()):
            return False
        self.suggestions.close()
        return True

    def _copy(self, event: QKeyEvent) -> bool:
        """Copy the pictures along with the words, if these are copied as a whole."""
        whole = self._pictures and self._edit.selectedText() == self._edit.text()
        if not (whole and event.matches(QKeySequence.StandardKey.Copy)):
            return False
        QGuiApplication.clipboard().setText(self.words)
        return True

    def _use(self, offer: Offer) -> None:
        """Type what was offered: earlier words are meant as they are, others may go on."""
        self.suggestions.close()
        if offer.whole:
            self._put(offer.insert)
            self.tell()
            self._submit()
        else:
            self.suggestions.type(offer)
            self.tell()

    def _take_picture(self, data: QMimeData) -> bool:
        files = _picture_files(data)
        picture = data.imageData() if not files and _has_picture(data) else None
        if files:
            self.pictures_dropped.emit(files)
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
        self.update()


def _picture_files(data: QMimeData) -> list[bytes]:
    return [path for path in dropped_paths(data) if is_photo_name(path)]


def _has_picture(data: QMimeData) -> bool:
    """Return whether there is a picture.

    Office programs add one of how their text looks, which is not meant; browsers add the address of theirs.
    """
    return bool(_picture_files(data)) or (data.hasImage() and (data.hasUrls() or not data.hasText()))
