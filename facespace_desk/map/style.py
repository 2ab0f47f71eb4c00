"""How the map looks under each theme: ground, lines, names, discs, marks.

What has a meaning (states, accent, text, panels) comes from the theme's tokens. The ground does
not: water, land and borders exist nowhere else in the console, and stand back behind the data.
"""

from dataclasses import dataclass
from functools import cache

from PySide6.QtGui import QColor, QFont

from facespace_desk.map.index import UNKNOWN
from facespace_desk.widgets import fonts
from facespace_desk.widgets.theme import Theme

# A disc's colour tells how many stand behind it: below the first number, below the second, ...
DISC_STEPS = (10, 100, 1_000)
DISC_MARGIN_PX = 5.0  # ring and gap around a disc


@dataclass(frozen=True)
class MapStyle:
    """Colours of the map under one theme."""

    name: str
    # ground, from back to front
    water: QColor
    land: QColor
    river: QColor
    admin: QColor
    border: QColor
    coast: QColor
    # names
    country: QColor
    place: QColor
    town: QColor
    halo: QColor
    # points
    discs: tuple[QColor, ...]
    digits: QColor
    ring: QColor  # the share that is inactive
    track: QColor  # the rest of the ring
    states: tuple[QColor, QColor, QColor]
    outline: QColor  # around a mark, so that it stands off any ground
    # tools and read-outs
    accent: QColor
    wash: QColor
    panel: QColor
    edge: QColor
    text: QColor
    muted: QColor
    # heat, from nothing to most: (share of the most, colour)
    heat: tuple[tuple[float, QColor], ...]

    def state(self, number: int) -> QColor:
        """The colour of a point's state; a number that nobody knows counts as unknown."""
        return self.states[number if 0 <= number < len(self.states) else UNKNOWN]

    def disc_colour(self, count: int) -> int:
        """Which of `discs` stands for *count* points."""
        return sum(count >= step for step in DISC_STEPS)


def _with_alpha(colour: str | QColor, alpha: int) -> QColor:
    result = QColor(colour)
    result.setAlpha(alpha)
    return result


@cache
def style_for(theme: Theme) -> MapStyle:
    """The map's look under *theme*."""
    ground = _DARK_GROUND if theme.is_dark else _LIGHT_GROUND
    discs = _DARK_DISCS if theme.is_dark else _LIGHT_DISCS
    heat = _DARK_HEAT if theme.is_dark else _LIGHT_HEAT
    return MapStyle(
        name=theme.name,
        **{name: QColor(value) for name, value in ground.items()},
        discs=tuple(QColor(value) for value in discs),
        digits=QColor("#ffffff"),
        ring=theme.colour("bad"),
        track=_with_alpha(theme.colour("text"), 46 if theme.is_dark else 40),
        states=(theme.colour("live"), theme.colour("bad"), theme.colour("stale")),
        outline=QColor("#0b1118" if theme.is_dark else "#ffffff"),
        accent=theme.colour("accent"),
        wash=_with_alpha(theme.colour("accent"), 40 if theme.is_dark else 34),
        panel=_with_alpha(theme.colour("panel"), 240),
        edge=theme.colour("line"),
        text=theme.colour("text"),
        muted=theme.colour("muted"),
        heat=tuple((share, QColor(value)) for share, value in heat),
    )


_DARK_GROUND = {
    "water": "#0e151e",
    "land": "#1d2731",
    "river": "#172534",
    "admin": "#26323e",
    "border": "#3b4b5c",
    "coast": "#2c3a49",
    "country": "#8b9aaa",
    "place": "#c3cdd8",
    "town": "#a3b0be",
    "halo": "#121a24",
}
_LIGHT_GROUND = {
    "water": "#cfdfea",
    "land": "#f6f5f0",
    "river": "#bfd5e4",
    "admin": "#e0ddd4",
    "border": "#aab0bd",
    "coast": "#b3c6d4",
    "country": "#66717f",
    "place": "#333f4d",
    "town": "#4a5766",
    "halo": "#fbfaf7",
}
# Blue, teal, amber, vermilion: Okabe and Ito's order of hues, dark enough for white figures.
_DARK_DISCS = ("#2f6690", "#237a6b", "#96702a", "#ad4a2c")
_LIGHT_DISCS = ("#3a79b4", "#1b8272", "#a8741a", "#bd4e2e")

_DARK_HEAT = (
    (0.0, "#00303b66"),
    (0.08, "#70364a86"),
    (0.3, "#a8686f8f"),
    (0.6, "#d8c9a24f"),
    (1.0, "#f4ffe45c"),
)
_LIGHT_HEAT = (
    (0.0, "#00f0c48a"),
    (0.08, "#78e9b872"),
    (0.3, "#b0d9843f"),
    (0.6, "#d8b8452c"),
    (1.0, "#f07a1a2a"),
)


@cache
def country_font() -> QFont:
    """Names of countries: capitals, spaced, quiet."""
    font = fonts.ui(11)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 1.4)
    return font


@cache
def place_font(rank: int) -> QFont:
    """Names of places: rank 0 a large city, 1 a city, 2 a town."""
    return fonts.ui((13, 12, 11)[min(rank, 2)])


@cache
def digit_font(size_px: int) -> QFont:
    """Figures on discs."""
    return fonts.ui(size_px, QFont.Weight.DemiBold)


@cache
def hud_font() -> QFont:
    """Read-outs at the edges."""
    return fonts.ui(11)


@cache
def card_font(*, is_title: bool = False) -> QFont:
    """The card beside the pointer."""
    return fonts.ui(12, QFont.Weight.DemiBold if is_title else QFont.Weight.Normal)
