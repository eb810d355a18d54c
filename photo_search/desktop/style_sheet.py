"""How Qt's own controls look in a theme: flat, quiet, one radius, a visible focus."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor

from photo_search.paths import resources_dir

if TYPE_CHECKING:
    from photo_search.desktop.theme import Theme

_SHEET = Template("""
QToolTip { background: $surface; color: $text; border: 1px solid $hairline; padding: 4px 6px; }

QPushButton {
    background: $surface; color: $text; border: 1px solid $edge; border-radius: 6px;
    padding: 0 14px; min-height: 28px; min-width: 48px;
}
QPushButton:hover { background: $raised; }
QPushButton:pressed { background: $sunken; }
QPushButton:focus { border: 2px solid $accent; padding: 0 13px; min-height: 26px; }
QPushButton:disabled { color: $disabled; border-color: $hairline; background: transparent; }
QPushButton[primary="true"] { background: $accent; color: $on_accent; border: 1px solid $accent; }
QPushButton[primary="true"]:hover { background: $accent_hover; }
QPushButton[primary="true"]:focus { border: 2px solid $text; }
QPushButton[primary="true"]:disabled { background: transparent; color: $disabled; border-color: $hairline; }
QPushButton[flat="true"] { background: transparent; border-color: transparent; color: $accent; padding: 0 8px; }
QPushButton[flat="true"]:hover { background: $hover; }
QPushButton[flat="true"]:focus { border: 2px solid $accent; padding: 0 7px; }

QPushButton[link="true"] {
    background: transparent; color: $secondary; border: 2px solid transparent; border-radius: 4px;
    padding: 0 2px; min-height: 0; min-width: 0;
}
QPushButton[link="true"]:hover { color: $text; text-decoration: underline; }
QPushButton[link="true"]:focus { border-color: $accent; }

QPushButton[tag="true"] {
    background: $pill; border: 1px solid transparent; border-radius: 11px;
    padding: 0 9px; min-height: 20px; min-width: 0;
}
QPushButton[tag="true"]:hover { background: $pressed; }
QPushButton[tag="true"]:focus { border: 2px solid $accent; padding: 0 8px; min-height: 18px; }

QToolButton { background: transparent; color: $text; border: 2px solid transparent; border-radius: 6px; padding: 4px; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $pressed; }
QToolButton:focus { border-color: $accent; }
QToolButton:disabled { color: $disabled; }
QToolButton::menu-indicator { image: none; width: 0; }

QLineEdit, QPlainTextEdit {
    background: $surface; color: $text; border: 1px solid $edge; border-radius: 6px; padding: 0 8px; min-height: 28px;
    selection-background-color: $accent; selection-color: $on_accent; placeholder-text-color: $secondary;
}
QPlainTextEdit { padding: 4px; }
QLineEdit:focus, QPlainTextEdit:focus { border: 2px solid $accent; padding: 0 7px; min-height: 26px; }
QPlainTextEdit:focus { padding: 3px; }
QLineEdit:disabled, QPlainTextEdit:disabled { color: $disabled; }

QComboBox {
    background: $surface; color: $text; border: 1px solid $edge; border-radius: 6px; padding: 0 10px; min-height: 28px;
}
QComboBox:hover { background: $raised; }
QComboBox:focus { border: 2px solid $accent; padding: 0 9px; min-height: 26px; }
QComboBox:disabled { color: $disabled; border-color: $hairline; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url("$marks/down-$mode.svg"); width: 12px; height: 12px; }
QComboBox QAbstractItemView { padding: 4px; }
QComboBox QAbstractItemView::item { min-height: 26px; }

QCheckBox, QRadioButton {
    spacing: 8px; padding: 2px; border: 2px solid transparent; border-radius: 6px; margin: 0 -4px;
}
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
QCheckBox:disabled, QRadioButton:disabled { color: $disabled; }
QCheckBox::indicator, QRadioButton::indicator {
    width: 14px; height: 14px; background: $surface; border: 1px solid $secondary;
}
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { background: $raised; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$marks/check-$mode.svg"); }
QRadioButton::indicator:checked { width: 6px; height: 6px; background: $on_accent; border: 5px solid $accent; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $hairline; background: transparent; }
QCheckBox::indicator:checked:disabled { background: $disabled; }
QRadioButton::indicator:checked:disabled { border-color: $disabled; }

QMenu { background: $surface; color: $text; border: 1px solid $hairline; padding: 4px 0; }
QMenu::item { padding: 5px 24px; border-radius: 4px; margin: 0 4px; }
QMenu::item:selected { background: $pressed; }
QMenu::item:disabled { color: $disabled; }
QMenu::indicator { width: 14px; height: 14px; left: 6px; }
QMenu::indicator:checked { image: url("$marks/tick-$mode.svg"); }
QMenu::separator { height: 1px; background: $hairline; margin: 4px 0; }
QMenuBar { background: $window; color: $text; }
QMenuBar::item { background: transparent; padding: 4px 8px; border-radius: 4px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $pressed; }

QAbstractItemView { background: $surface; border: 1px solid $hairline; border-radius: 6px; outline: none; }
QAbstractItemView::item { border-radius: 4px; }
QAbstractItemView::item:hover { background: $hover; }
QAbstractItemView::item:selected { background: $selected; color: $text; }

QListWidget#contents { background: $sidebar; border: none; border-radius: 0; padding: 8px; }
QListWidget#contents::item { padding: 0 8px; border-radius: 6px; }
QListWidget#contents::item:selected { background: $pressed; color: $text; }

QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $handle; border-radius: 4px; margin: 2px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $handle_hover; }
QScrollBar::handle:disabled { background: transparent; }
QScrollBar::handle:vertical { min-height: 36px; }
QScrollBar::handle:horizontal { min-width: 36px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $track; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: $secondary; }
QSlider::handle:horizontal {
    width: 12px; height: 12px; margin: -5px 0; border-radius: 7px; background: $surface; border: 1px solid $secondary;
}
QSlider::handle:horizontal:hover { background: $raised; }
QSlider::handle:horizontal:focus { border: 2px solid $accent; width: 10px; height: 10px; }

QProgressBar { background: $track; border: none; border-radius: 2px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }

QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }

QLabel[keycap="true"] { background: $surface; border: 1px solid $edge; border-radius: 4px; padding: 1px 6px; }

QSplitter::handle { background: $hairline; }
QScrollArea { background: transparent; border: none; }
""")


def style_sheet(theme: Theme) -> str:
    """Return the style sheet of the application in `theme`.

    A style sheet can't colour a picture, so its marks come in the colours of each theme: `on_accent` for the check,
    `secondary` for the arrow, `text` for the tick of a menu.
    """
    return _SHEET.substitute(
        marks=(resources_dir() / "icons" / "marks").as_posix(),
        mode="dark" if theme.is_dark else "light",
        window=_css(theme.window),
        surface=_css(theme.surface),
        sidebar=_css(theme.sidebar),
        text=_css(theme.text),
        secondary=_css(theme.secondary),
        hairline=_css(theme.hairline),
        accent=_css(theme.accent),
        on_accent=_css(theme.on_accent),
        disabled=_css(theme.disabled),
        hover=_css(theme.hover),
        pressed=_css(theme.pressed),
        pill=_css(theme.tint(theme.text, 0.07)),
        edge=_css(theme.tint(theme.secondary, 0.45)),
        raised=_css(theme.tint(theme.text, 0.05, theme.surface)),
        sunken=_css(theme.tint(theme.text, 0.11, theme.surface)),
        accent_hover=_css(theme.tint(theme.on_accent, 0.12, theme.accent)),
        selected=_css(theme.tint(theme.accent, 0.18, theme.surface)),
        track=_css(theme.tint(theme.text, 0.14)),
        handle=_css(theme.tint(theme.text, 0.26)),
        handle_hover=_css(theme.tint(theme.text, 0.42)),
    )


def _css(colour: QColor) -> str:
    return f"rgba({colour.red()}, {colour.green()}, {colour.blue()}, {colour.alpha()})"
