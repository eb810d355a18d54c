"""A page of the help: text made well to read in either theme, whose examples can be clicked."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from photo_search.desktop.help_text import question_of, with_links
from photo_search.desktop.theme import BODY_PX, S1, S2, S3, S5, S6, S8, TITLE_PX, ThemeSwitch

_WIDEST_EM = 52
"""A longer line is hard to read."""
_LINE_PER_CENT = 135
_FIRST_COLUMN = 42
"""Per cent of a table's width, for what is typed."""


class HelpPage(QTextBrowser):
    """Shows one text. `section_changed` carries the number of the section that is being read, from 0."""

    asked = Signal(str)
    """An example was clicked: the question."""

    section_changed = Signal(int)

    def __init__(self, theme: ThemeSwitch, markdown: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._markdown = markdown
        self._section = 0
        self._reading = False
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("QTextBrowser { background: transparent; border: none; }")
        self.setAccessibleName(self.tr("Help"))
        self.anchorClicked.connect(self._follow)
        self.verticalScrollBar().valueChanged.connect(self._tell_section)
        theme.changed.connect(self._write)
        self._write()

    @property
    def sections(self) -> list[str]:
        """The titles of the sections, in order; what stands before the first belongs to the page's own title."""
        return [block.text() for block in self._headings()]

    @property
    def section(self) -> int:
        """The number of the section that is being read, from 0."""
        return self._section

    def read(self, section: int) -> None:
        """Scroll to the beginning of a section."""
        heading = list(self._headings())[section]
        top = self.document().documentLayout().blockBoundingRect(heading).top()
        self._reading = True  # The last sections can't be scrolled to the top: others are there then.
        self.verticalScrollBar().setValue(0 if section == 0 else round(top - S3))
        self._reading = False
        self._section = section

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Keep lines to a length that reads well."""
        self._fit()
        super().resizeEvent(event)

    def _write(self) -> None:
        place = self.verticalScrollBar().value()
        document = self.document()
        document.setDefaultFont(self._theme.font())
        document.setIndentWidth(S5)
        document.setMarkdown(with_links(self._markdown), QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        for block in _blocks(document):
            self._dress(block)
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                _dress_table(frame, self._theme.theme.hairline)
        self._fit()
        self.setTextCursor(QTextCursor(document))
        self.verticalScrollBar().setValue(place)

    def _dress(self, block: QTextBlock) -> None:
        """Give a block its space, and its words the theme's type and colours."""
        cursor = QTextCursor(block)
        space, level = block.blockFormat(), block.blockFormat().headingLevel()
        is_code = bool(space.property(QTextBlockFormat.Property.BlockCodeLanguage)) or space.hasProperty(
            QTextBlockFormat.Property.BlockCodeFence
        )
        space.setLineHeight(_LINE_PER_CENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if level:
            space.setTopMargin(0 if level == 1 else S8)
            space.setBottomMargin(S2)
        elif cursor.currentTable() is None:
            space.setTopMargin(0)
            space.setBottomMargin(0 if is_code else S1 if block.textList() is not None else S3)
        if is_code:
            space.setIndent(1)
        cursor.setBlockFormat(space)
        for start, length, form in list(_fragments(block)):
            cursor.setPosition(start)
            cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(self._form(form, level, is_code=is_code, is_head=_is_head(cursor)))

    def _form(self, given: QTextCharFormat, level: int, *, is_code: bool, is_head: bool) -> QTextCharFormat:
        colours, made = self._theme.theme, QTextCharFormat()
        made.setFont(self._theme.font({1: TITLE_PX, 2: BODY_PX + 3}.get(level, BODY_PX), strong=bool(level)))
        made.setForeground(colours.secondary if is_head else colours.text)
        if given.fontWeight() > QFont.Weight.Normal and not is_head:
            made.setFontWeight(QFont.Weight.DemiBold)
        made.setFontItalic(given.fontItalic())
        if given.anchorHref() or is_code:
            made.setFontFamilies(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).families())
        if given.anchorHref():
            made.setAnchor(True)
            made.setAnchorHref(given.anchorHref())
            made.setForeground(colours.accent)
            made.setToolTip(self.tr("Ask this"))
        return made

    def _fit(self) -> None:
        """Put what the lines don't take to their end."""
        frame = self.document().rootFrame().frameFormat()
        spare = self.viewport().width() - _WIDEST_EM * self._theme.font().pixelSize()
        frame.setLeftMargin(S6)
        frame.setRightMargin(max(S6, spare))
        frame.setTopMargin(S5)
        frame.setBottomMargin(S8)
        self.document().rootFrame().setFrameFormat(frame)

    def _headings(self) -> Iterator[QTextBlock]:
        return (block for block in _blocks(self.document()) if block.blockFormat().headingLevel() == 2)

    def _tell_section(self, place: int) -> None:
        layout = self.document().documentLayout()
        tops = [layout.blockBoundingRect(block).top() for block in self._headings()]
        section = max(0, sum(top <= place + 2 * S8 for top in tops) - 1)
        if section != self._section and not self._reading:
            self._section = section
            self.section_changed.emit(section)

    def _follow(self, link: QUrl) -> None:
        question = question_of(link.toString(QUrl.ComponentFormattingOption.FullyEncoded))
        if question is not None:
            self.asked.emit(question)


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _fragments(block: QTextBlock) -> Iterator[tuple[int, int, QTextCharFormat]]:
    at = block.begin()
    while not at.atEnd():
        fragment = at.fragment()
        yield fragment.position(), fragment.length(), fragment.charFormat()
        at += 1


def _is_head(cursor: QTextCursor) -> bool:
    table = cursor.currentTable()
    return table is not None and table.cellAt(cursor).row() == 0


def _dress_table(table: QTextTable, line: QColor) -> None:
    """Lay a table out in the width of the page, with a hairline below each row."""
    form = table.format()
    form.setBorder(0)
    form.setCellSpacing(0)
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    form.setColumnWidthConstraints(
        [QTextLength(QTextLength.Type.PercentageLength, part) for part in (_FIRST_COLUMN, 100 - _FIRST_COLUMN)]
    )
    form.setBottomMargin(S3)
    table.setFormat(form)
    for row in range(table.rows()):
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            shape = cell.format().toTableCellFormat()
            shape.setTopPadding(S1)
            shape.setBottomPadding(S1)
            shape.setLeftPadding(0)
            shape.setRightPadding(S3)
            shape.setBottomBorder(1)
            shape.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            shape.setBottomBorderBrush(line)
            cell.setFormat(shape)
