"""One file on the page of “have I got this already?”: its picture, the answer, and the photos that are like it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from photo_search.desktop.core_sentences import translated
from photo_search.desktop.disclosure import Disclosure
from photo_search.desktop.have_words import file_words, kind_words, name_of_file, photo_words, photos_of, verdict_words
from photo_search.desktop.icon_label import IconLabel
from photo_search.desktop.icons import icon
from photo_search.desktop.info_panel import Value
from photo_search.desktop.photo_facts import Fact, Kind, name_of
from photo_search.desktop.plain_label import PlainLabel
from photo_search.desktop.theme import BODY_PX, CAPTION_PX, S1, S2, S3, S4, ThemeSwitch
from photo_search.desktop.wording import breakable
from photo_search.insight.records import Have, Verdict
from photo_search.paths import display_path
from photo_search.records import Photo

FILE_SIDE, PHOTO_SIDE = 96, 56
_CORNER = 3
_SHOWN = 3
"""So many photos of a kind are shown at once; the others are a click away."""
_QUIET = QPalette.ColorRole.PlaceholderText


class SmallPicture(QWidget):
    """A picture fitted into a square of `side` pixels."""

    def __init__(self, image: QImage, side: int, name: str) -> None:
        super().__init__()
        self._image = image
        self.setFixedSize(side, side)
        self.setAccessibleName(name)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name
        """Paint it; in the place of none, an empty square."""
        if self._image.isNull():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.palette().alternateBase())
            painter.drawRoundedRect(self.rect(), _CORNER, _CORNER)
            painter.end()
            return
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        where = QRectF((self.width() - size.width()) / 2, 0, size.width(), size.height())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shape = QPainterPath()
        shape.addRoundedRect(where, _CORNER, _CORNER)
        painter.setClipPath(shape)
        painter.drawImage(where, self._image)
        painter.end()


class HaveCard(QWidget):
    """The answer for a file, or why there is none."""

    show_wanted = Signal(bytes)
    """The path of a file to be shown in its folder."""

    def __init__(self, theme: ThemeSwitch, picture: QImage, path: bytes) -> None:
        super().__init__()
        self._theme = theme
        name = name_of_file(path)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self._lines.addWidget(PlainLabel(breakable(name), theme.font(CAPTION_PX), role=_QUIET))
        self._facts = PlainLabel(font=theme.font(CAPTION_PX), role=_QUIET)
        self._facts.hide()
        self._lines.addWidget(self._facts)
        row = QHBoxLayout(self)
        row.setContentsMargins(S3, S3, S3, S3)
        row.setSpacing(S4)
        row.addWidget(SmallPicture(picture, FILE_SIDE, name), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._lines, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        theme.changed.connect(self.update)

    def show_answer(self, have: Have, pictures: Mapping[int, QImage]) -> None:
        """Show what was found; `pictures` are small ones by photo id."""
        self._facts.setText(file_words(have))
        self._facts.setVisible(bool(self._facts.text()))
        owned = have.verdict in {Verdict.SAME, Verdict.NEAR}
        self._head(verdict_words(have), "check" if owned else "info", owned=owned)
        photos = photos_of(have)
        # Who has the picture hardly looks for others like it.
        shown = [found for found in photos if not owned or found[0] is not Verdict.SIMILAR][:_SHOWN]
        others = photos[len(shown) :]
        for verdict, photo in shown:
            self._lines.addWidget(self._photo(verdict, photo, pictures.get(photo.photo_id, QImage())))
        if others:
            rest = QWidget()
            hidden = QVBoxLayout(rest)
            hidden.setContentsMargins(0, 0, 0, 0)
            hidden.setSpacing(S1)
            for verdict, photo in others:
                hidden.addWidget(self._photo(verdict, photo, pictures.get(photo.photo_id, QImage())))
            alike = all(verdict is Verdict.SIMILAR for verdict, _ in others)
            text = self.tr("%Ln more like it", "", len(others)) if alike else self.tr("%Ln more", "", len(others))
            self._lines.addWidget(Disclosure(text, rest, self._theme), 0, Qt.AlignmentFlag.AlignLeading)
            self._lines.addWidget(rest)
        self._lines.addStretch(1)

    def show_problem(self, sentence: str) -> None:
        """Say why there is no answer."""
        self._head(translated(sentence), "problem", owned=False)
        self._lines.addStretch(1)

    def _head(self, text: str, symbol: str, *, owned: bool) -> None:
        sign = IconLabel(
            self._theme,
            symbol,
            lambda colours: colours.done if owned else colours.warning if symbol == "problem" else colours.secondary,
            size=16,
        )
        words = PlainLabel(breakable(text), self._theme.font(BODY_PX, strong=True))
        row = QHBoxLayout()
        row.setSpacing(S2)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        self._lines.addLayout(row)

    def _photo(self, verdict: Verdict, photo: Photo, picture: QImage) -> QWidget:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, S1, 0, 0)
        row.setSpacing(S3)
        name = name_of(photo)
        row.addWidget(SmallPicture(picture, PHOTO_SIDE, name), 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        said = "  \u00b7  ".join((kind_words(verdict), photo_words(photo)))
        for file in photo.files:
            line = QHBoxLayout()
            line.setSpacing(S1)
            line.addWidget(Value(Fact(display_path(file.path), Kind.PATH)), 1)
            if not file.missing and not file.offline:
                line.addWidget(self._show_button(file.path))
            texts.addLayout(line)
        texts.addWidget(PlainLabel(said, self._theme.font(CAPTION_PX), role=_QUIET))
        texts.addStretch(1)
        row.addLayout(texts, 1)
        return whole

    def _show_button(self, path: bytes) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon("folder", self._theme.theme.secondary, 16))
        button.setIconSize(QSize(16, 16))
        says = self.tr("Show in the folder")
        button.setToolTip(says)
        button.setAccessibleName(says)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(lambda _checked=False: self.show_wanted.emit(path))
        return button

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name
        """Paint the ground of a card."""
        theme = self._theme.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.hairline, 1))
        painter.setBrush(theme.surface)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.end()
