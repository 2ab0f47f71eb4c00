"""The tokens keep their contrast; a change of theme reaches all and rebuilds nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from facespace_desk import assets
from facespace_desk.profiles import COLOURS
from facespace_desk.widgets import fonts, theme
from facespace_desk.widgets.style_sheet import style_sheet
from facespace_desk.widgets.theme import DARK, LIGHT, Density, Theme, ThemeSwitch
from tests.widgets.conftest import Show

THEMES = pytest.mark.parametrize("look_of", [DARK, LIGHT], ids=lambda look: look.name)
SURFACES = ("canvas", "panel", "raised", "hover")
TEXTS = ("text", "muted", "accent", "live", "warn", "bad", "stale")
WASHES = {"bad_wash": "bad", "warn_wash": "warn", "live_wash": "live", "accent_wash": "accent"}
HUES = ("hue_1", "hue_2", "hue_3", "hue_4", "hue_5")


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of WCAG 2.1, from 1 to 21."""

    def luminance(colour: QColor) -> float:
        def linear(value: float) -> float:
            return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

        red, green, blue = (
            linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF())
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lights = sorted((luminance(one), luminance(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def ratio(look: Theme, one: str, other: str) -> float:
    return contrast(look.colour(one), look.colour(other))


@THEMES
@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("token", TEXTS)
def test_text_can_be_read_on_every_surface(look_of: Theme, surface: str, token: str) -> None:
    # Only text and muted stand on a row under the pointer; the others may be a little fainter
    # there.
    least = 4.5 if surface != "hover" or token in ("text", "muted") else 4.0
    assert ratio(look_of, token, surface) >= least


@THEMES
def test_text_can_be_read_where_it_is_selected_pressed_or_on_a_wash(look_of: Theme) -> None:
    for surface in ("selected", "press", *WASHES):
        assert ratio(look_of, "text", surface) >= 4.5, surface
        assert ratio(look_of, "muted", surface) >= 4.5, surface
    for wash, token in WASHES.items():
        assert ratio(look_of, token, wash) >= 4.5, wash
    assert ratio(look_of, "on_accent", "accent") >= 4.5
    assert ratio(look_of, "on_accent", "accent_hover") >= 4.5
    assert ratio(look_of, "on_bad", "bad") >= 4.5


@THEMES
def test_outlines_and_charts_can_be_seen(look_of: Theme) -> None:
    for surface in ("canvas", "panel"):
        assert ratio(look_of, "edge", surface) >= 3.0
        for token in (*HUES, *COLOURS):
            assert ratio(look_of, token, surface) >= 3.0, (token, surface)
    for token in TEXTS:
        assert ratio(look_of, token, "selected") >= 3.0, token


@THEMES
def test_every_profile_colour_is_a_token(look_of: Theme) -> None:
    assert set(COLOURS) <= look_of.tokens().keys()


@THEMES
def test_the_style_sheet_leaves_no_hole_and_its_drawings_exist(look_of: Theme) -> None:
    sheet = style_sheet(look_of.name, look_of.tokens(), Density.NORMAL.metrics.control)
    assert "$" not in sheet
    drawings = set(re.findall(r'url\("([^"]+)"\)', sheet))
    assert drawings
    assert not [path for path in drawings if not Path(path).is_file()]


@THEMES
@pytest.mark.parametrize(
    ("drawing", "token"),
    [
        ("check", "on_accent"),
        ("minus", "on_accent"),
        ("tick", "accent"),
        ("chevron-down", "muted"),
        ("chevron-up", "muted"),
        ("chevron-right", "muted"),
        ("x", "muted"),
    ],
)
def test_drawings_of_the_style_sheet_have_the_theme_s_colours(
    look_of: Theme, drawing: str, token: str
) -> None:
    text = assets.read_text("icons", "style", f"{look_of.name}-{drawing}.svg")
    assert f'stroke="{look_of.tokens()[token]}"' in text


def test_a_change_of_theme_reaches_widgets_that_are_there(
    look: ThemeSwitch, show: Show, qapp: QApplication
) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    field = QLineEdit("kept")
    column.addWidget(field)
    show(page)
    changes: list[None] = []
    look.changed.connect(lambda: changes.append(None))
    look.apply(qapp, "light", "normal")
    assert theme.current() is LIGHT
    assert look.current() is LIGHT
    assert page.palette().color(QPalette.ColorRole.Window) == QColor(LIGHT.canvas)
    middle = field.grab().toImage().pixelColor(field.width() - 12, field.height() // 2)
    assert middle == QColor(LIGHT.panel)
    assert field.text() == "kept"
    assert len(changes) == 1


class _Counter(QObject):
    """Counts how often a widget is told of another style."""

    count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.StyleChange
        return False


def test_what_lies_deep_is_dressed_no_more_often_than_what_lies_above(
    look: ThemeSwitch, show: Show, qapp: QApplication
) -> None:
    top = QWidget()
    widgets = [top]
    for _ in range(12):
        widgets.append(QWidget(widgets[-1]))
    show(top)
    counters = [_Counter(top), _Counter(top)]
    for widget, counter in zip((top, widgets[-1]), counters, strict=True):
        widget.installEventFilter(counter)
    look.apply(qapp, "light", "normal")
    assert 0 < counters[1].count <= counters[0].count + 2


@pytest.mark.parametrize("part", [0.5, 1.0])
def test_another_theme_leaves_a_list_where_it_was(
    look: ThemeSwitch, show: Show, qapp: QApplication, part: float
) -> None:
    rows = QListWidget()
    rows.addItems([f"row {number}" for number in range(400)])
    show(rows)
    bar = rows.verticalScrollBar()
    bar.setValue(round(bar.maximum() * part))
    before = bar.value()
    for name in ("light", "dark"):
        look.apply(qapp, name, "normal")
        QApplication.processEvents()
        assert bar.value() == before > 0


def test_applying_the_same_look_again_changes_nothing(
    look: ThemeSwitch, qapp: QApplication
) -> None:
    changes: list[None] = []
    look.changed.connect(lambda: changes.append(None))
    look.apply(qapp, "dark", "normal")
    assert not changes


def test_density_changes_rows_and_controls(
    look: ThemeSwitch, show: Show, qapp: QApplication
) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    control = QPushButton("Save")
    column.addWidget(control)
    show(page)
    heights = {}
    for density in Density:
        look.apply(qapp, "dark", density)
        QApplication.processEvents()
        heights[density] = control.sizeHint().height()
        assert heights[density] == density.metrics.control == theme.metrics().control
        assert density.metrics.control >= 24
    assert heights[Density.COMPACT] < heights[Density.NORMAL] < heights[Density.ROOMY]


def test_the_system_s_scheme_is_followed_while_nothing_else_is_chosen(
    look: ThemeSwitch, qapp: QApplication
) -> None:
    hints = QGuiApplication.styleHints()
    look.apply(qapp, "system", "normal")
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert theme.current() is LIGHT
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.current() is DARK
    look.apply(qapp, "light", "normal")
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.current() is LIGHT


def test_both_families_are_our_own(look: ThemeSwitch) -> None:
    assert QFontInfo(fonts.ui()).family() == fonts.UI_FAMILY
    assert QFontInfo(fonts.ui(weight=QFont.Weight.DemiBold)).weight() >= 600
    assert QFontInfo(fonts.mono()).family() == fonts.MONO_FAMILY
    assert QFontInfo(fonts.mono()).fixedPitch()


def test_digits_of_the_text_font_are_of_one_width(look: ThemeSwitch, show: Show) -> None:
    label = QLabel()
    show(label)
    advance = label.fontMetrics().horizontalAdvance
    assert {advance(digit * 10) for digit in "0123456789"} == {advance("0" * 10)}


def test_licences_stand_beside_fonts_and_icons() -> None:
    for parts in (
        ("fonts", "Inter-LICENSE.txt"),
        ("fonts", "JetBrainsMono-LICENSE.txt"),
        ("icons", "LICENSE.txt"),
    ):
        assert len(assets.read_text(*parts)) > 500
