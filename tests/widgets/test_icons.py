from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QApplication

import facespace_desk
from facespace_desk import assets
from facespace_desk.modelkit.state import SHAPES, Phase
from facespace_desk.widgets.icons import icon, pixmap
from facespace_desk.widgets.shapes import TOKENS
from facespace_desk.widgets.theme import DARK, LIGHT, ThemeSwitch


def strongest(image: QImage) -> QColor:
    """The colour of the most opaque pixel."""
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return max(pixels, key=QColor.alpha)


def near(one: QColor, other: QColor) -> bool:
    pairs = zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)
    return all(abs(a - b) <= 6 for a, b in pairs)


def test_an_icon_takes_the_colour_of_the_theme_at_the_moment_it_is_painted(
    look: ThemeSwitch, qapp: QApplication
) -> None:
    made = icon("pause", "accent")
    dark = strongest(made.pixmap(16, 16).toImage())
    look.apply(qapp, "light", "normal")
    light = strongest(made.pixmap(16, 16).toImage())
    assert near(dark, QColor(DARK.accent))
    assert near(light, QColor(LIGHT.accent))


def test_a_disabled_icon_is_dimmed(look: ThemeSwitch) -> None:
    image = icon("pause").pixmap(16, 16, QIcon.Mode.Disabled).toImage()
    assert near(strongest(image), QColor(DARK.disabled))


def test_icons_are_sharp_on_dense_screens(look: ThemeSwitch) -> None:
    dense = icon("pause").pixmap(QSize(16, 16), 2.0)
    assert (dense.width(), dense.height(), dense.devicePixelRatio()) == (32, 32, 2.0)


def test_a_copied_icon_outlives_its_changes(look: ThemeSwitch) -> None:
    copy = QIcon(icon("play"))
    copy.addPixmap(pixmap("pause", "text", 16))
    assert not copy.pixmap(16, 16).isNull()


@pytest.mark.parametrize(
    ("name", "tone"), [("no-such", "text"), ("pause", "no-such"), ("state-no", "text")]
)
def test_a_wrong_name_is_said_at_once(name: str, tone: str) -> None:
    with pytest.raises(KeyError):
        icon(name, tone)


def test_no_two_states_have_the_same_shape(look: ThemeSwitch) -> None:
    assert TOKENS.keys() == SHAPES.keys() == set(Phase)
    pictures = [
        bytes(icon(f"state-{shape}", "text").pixmap(32, 32).toImage().constBits())
        for shape in SHAPES.values()
    ]
    assert len(set(pictures)) == len(pictures)
    assert all(any(picture) for picture in pictures)


def test_every_shipped_drawing_is_used_and_none_is_missing() -> None:
    package = Path(facespace_desk.__file__).parent
    source = "\n".join(path.read_text(encoding="utf-8") for path in package.rglob("*.py"))
    shipped = {path.stem for path in assets.path("icons").glob("*.svg")}
    unused = {name for name in shipped if not re.search(rf'"{re.escape(name)}"', source)}
    assert not unused
