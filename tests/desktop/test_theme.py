"""One palette, light and dark, readable, following what was chosen."""

from __future__ import annotations

from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from photo_search.desktop.theme import BODY_PX, CAPTION_PX, DARK, LIGHT, Theme, ThemeSwitch
from photo_search.paths import resources_dir


def _luminance(colour: QColor) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _contrast(one: QColor, other: QColor) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme_used", [LIGHT, DARK], ids=["light", "dark"])
def test_words_can_be_read_on_every_ground(theme_used: Theme) -> None:
    grounds = (theme_used.window, theme_used.surface, theme_used.sidebar)
    for ground in grounds:
        assert _contrast(theme_used.text, ground) >= 13
        assert _contrast(theme_used.secondary, ground) >= 5.4
        for colour in (theme_used.accent, theme_used.error, theme_used.warning, theme_used.done):
            assert _contrast(colour, ground) >= 4.5
    assert _contrast(theme_used.on_accent, theme_used.accent) >= 4.5


def test_a_choice_reaches_palette_style_sheet_and_listeners(
    qapp: QApplication, qtbot: QtBot, theme: ThemeSwitch
) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    assert theme.theme is LIGHT
    light_sheet = qapp.styleSheet()
    with qtbot.waitSignal(theme.changed):
        theme.choose("dark")
    assert theme.theme is DARK
    assert theme.choice == "dark"
    assert widget.palette().color(QPalette.ColorRole.Window) == DARK.window
    assert qapp.styleSheet() != light_sheet
    with qtbot.assertNotEmitted(theme.changed):
        theme.choose("dark")


def test_the_system_s_scheme_is_followed(qapp: QApplication, qtbot: QtBot, theme: ThemeSwitch) -> None:
    theme.choose("system")
    scheme = qapp.styleHints().colorScheme()
    assert theme.theme is (DARK if scheme is Qt.ColorScheme.Dark else LIGHT)
    theme.choose("dark")
    with qtbot.waitSignal(theme.changed):
        theme.choose("system")
    assert theme.theme is (DARK if scheme is Qt.ColorScheme.Dark else LIGHT)


def test_type_has_our_sizes_and_weights(theme: ThemeSwitch) -> None:
    assert theme.font().pixelSize() >= BODY_PX
    assert theme.font(CAPTION_PX).pixelSize() < theme.font().pixelSize()
    assert theme.font(strong=True).weight() > theme.font().weight()


def test_a_tint_lies_between_its_colours() -> None:
    assert LIGHT.tint(LIGHT.accent, 0.0) == LIGHT.window
    assert LIGHT.tint(LIGHT.accent, 1.0) == LIGHT.accent
    assert 0 < LIGHT.hover.alphaF() < LIGHT.pressed.alphaF() < 0.2


def test_the_style_sheet_s_marks_have_the_theme_s_colours() -> None:
    marks = resources_dir() / "icons" / "marks"
    colours = {("check", "light"): LIGHT.on_accent, ("check", "dark"): DARK.on_accent}
    colours |= {("down", "light"): LIGHT.secondary, ("down", "dark"): DARK.secondary}
    colours |= {("tick", "light"): LIGHT.text, ("tick", "dark"): DARK.text}
    for what, mode in product(("check", "down", "tick"), ("light", "dark")):
        svg = (marks / f"{what}-{mode}.svg").read_text()
        assert f'stroke="{colours[what, mode].name().upper()}"' in svg
