"""The look: colour tokens, fonts, density, and the one switch that applies them to the whole
application.

Widgets never name a colour. Style sheets are generated from the tokens; code that paints asks
`current()` while it paints. A change of theme reaches every widget as a style change, so nothing
is rebuilt.
"""

from dataclasses import dataclass, fields
from enum import Enum

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QScrollBar

from facespace_desk.widgets import fonts
from facespace_desk.widgets.style_sheet import style_sheet


@dataclass(frozen=True)
class Theme:
    """Every colour, as `#rrggbb`. The field's name is the token."""

    name: str
    is_dark: bool
    # surfaces, from back to front
    canvas: str
    panel: str
    raised: str
    hover: str
    press: str
    selected: str
    # lines: separators, and the outline of a control (3:1)
    line: str
    edge: str
    # text
    text: str
    muted: str
    disabled: str
    on_accent: str
    on_bad: str
    # meaning
    accent: str
    accent_hover: str
    live: str
    warn: str
    bad: str
    stale: str
    live_wash: str
    warn_wash: str
    bad_wash: str
    accent_wash: str
    # profiles; their names are those that a profile may have
    grey: str
    blue: str
    green: str
    amber: str
    red: str
    violet: str
    # cameras and people in charts: Okabe and Ito's hues, told apart by colour-blind readers
    hue_1: str
    hue_2: str
    hue_3: str
    hue_4: str
    hue_5: str

    def colour(self, token: str) -> QColor:
        """The colour of *token*. Raises AttributeError for a token that does not exist."""
        return QColor(getattr(self, token))

    def tokens(self) -> dict[str, str]:
        """All colours by token."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in values.items() if str(value).startswith("#")}


DARK = Theme(
    name="dark",
    is_dark=True,
    canvas="#0f1620",
    panel="#151e29",
    raised="#1c2733",
    hover="#233040",
    press="#2b3b4e",
    selected="#1a3857",
    line="#2b3847",
    edge="#5f7288",
    text="#e4ebf2",
    muted="#9fadbc",
    disabled="#66758a",
    on_accent="#06121f",
    on_bad="#1b0503",
    accent="#5aa7f2",
    accent_hover="#7abaf7",
    live="#3dbb85",
    warn="#e2a63c",
    bad="#f0796b",
    stale="#8e9cac",
    live_wash="#14312c",
    warn_wash="#332b1d",
    bad_wash="#362327",
    accent_wash="#17304a",
    grey="#8e9cac",
    blue="#5aa7f2",
    green="#3dbb85",
    amber="#e2a63c",
    red="#f0796b",
    violet="#b39cf2",
    hue_1="#56b4e9",
    hue_2="#e69f00",
    hue_3="#26b48c",
    hue_4="#d98cb6",
    hue_5="#e8743b",
)

LIGHT = Theme(
    name="light",
    is_dark=False,
    canvas="#f4f6f9",
    panel="#ffffff",
    raised="#eef2f6",
    hover="#e3e9f0",
    press="#d6dfe8",
    selected="#cfe3f8",
    line="#d4dce5",
    edge="#7c8a99",
    text="#17212b",
    muted="#4f5d6d",
    disabled="#8f9ba8",
    on_accent="#ffffff",
    on_bad="#ffffff",
    accent="#1a63b3",
    accent_hover="#14508f",
    live="#126b44",
    warn="#845600",
    bad="#b83225",
    stale="#5c6978",
    live_wash="#e0f2e9",
    warn_wash="#faf0da",
    bad_wash="#fbe6e3",
    accent_wash="#e2eefa",
    grey="#5c6978",
    blue="#1a63b3",
    green="#126b44",
    amber="#845600",
    red="#b83225",
    violet="#6d4bc2",
    hue_1="#0072b2",
    hue_2="#a86f00",
    hue_3="#00805f",
    hue_4="#a84f80",
    hue_5="#c24a00",
)


@dataclass(frozen=True)
class Metrics:
    """Sizes in pixels that follow the density setting."""

    row: int  # height of a table row
    control: int  # height of a button or field


class Density(Enum):
    """How close things stand. The value is the one in the settings."""

    NORMAL = "normal"
    COMPACT = "compact"
    ROOMY = "roomy"

    @property
    def metrics(self) -> Metrics:
        return _METRICS[self]


_METRICS = {
    Density.NORMAL: Metrics(row=28, control=28),
    Density.COMPACT: Metrics(row=24, control=24),
    Density.ROOMY: Metrics(row=34, control=32),
}


class ThemeMode(Enum):
    """Which theme to use. The value is the one in the settings."""

    SYSTEM = "system"
    DARK = "dark"
    LIGHT = "light"


class _Look:
    """What is applied now. There is one look in a process, as there is one QPalette."""

    theme = DARK
    density = Density.NORMAL


def current() -> Theme:
    """The theme in force; ask while painting, do not keep it."""
    return _Look.theme


def metrics() -> Metrics:
    """The sizes in force."""
    return _Look.density.metrics


class ThemeSwitch(QObject):
    """Applies theme and density to the application and follows the system's scheme.

    Signals:
        changed: theme or density is another than before and already applied.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mode = ThemeMode.SYSTEM
        hints = QGuiApplication.styleHints()
        self._scheme = hints.colorScheme()
        hints.colorSchemeChanged.connect(self._follow_system)

    def apply(
        self,
        app: QApplication,
        mode: ThemeMode | str = ThemeMode.SYSTEM,
        density: Density | str = Density.NORMAL,
    ) -> None:
        """Dress *app*. A call that changes nothing costs nothing."""
        self._mode = ThemeMode(mode)
        theme, wanted = self._theme(), Density(density)
        is_first = not app.property("deskTheme")
        if not is_first and theme is _Look.theme and wanted is _Look.density:
            return
        if is_first:
            app.setStyle("Fusion")
            fonts.load()
            app.setFont(fonts.ui())
            app.setProperty("deskTheme", True)
        _Look.theme, _Look.density = theme, wanted
        bars = [] if is_first else _scroll_bars(app)
        if not is_first:
            # Qt dresses a widget anew once for each widget that it lies in when one style sheet
            # takes the place of another, and just once when there was none.
            app.setStyleSheet("")
        app.setPalette(palette(theme))
        app.setStyleSheet(style_sheet(theme.name, theme.tokens(), wanted.metrics.control))
        for bar, value in bars:  # without a style sheet there was less room, or more
            if shiboken6.isValid(bar):  # a combo box makes its list anew
                bar.setValue(value)
        self.changed.emit()

    def current(self) -> Theme:
        return _Look.theme

    @property
    def mode(self) -> ThemeMode:
        return self._mode

    @property
    def density(self) -> Density:
        return _Look.density

    def _theme(self) -> Theme:
        if self._mode is ThemeMode.SYSTEM:
            return LIGHT if self._scheme is Qt.ColorScheme.Light else DARK
        return DARK if self._mode is ThemeMode.DARK else LIGHT

    def _follow_system(self, scheme: Qt.ColorScheme) -> None:
        self._scheme = scheme
        app = QApplication.instance()
        if self._mode is ThemeMode.SYSTEM and isinstance(app, QApplication):
            self.apply(app, self._mode, _Look.density)


def _scroll_bars(app: QApplication) -> list[tuple[QScrollBar, int]]:
    """All scroll bars, each with where it stands."""
    tops = app.topLevelWidgets()
    return [(bar, bar.value()) for top in tops for bar in top.findChildren(QScrollBar)]


def palette(theme: Theme) -> QPalette:
    """The tokens as Qt's palette, for all that no style sheet reaches."""
    result = QPalette()
    role = QPalette.ColorRole
    for wanted, token in (
        (role.Window, theme.canvas),
        (role.WindowText, theme.text),
        (role.Base, theme.panel),
        (role.AlternateBase, theme.raised),
        (role.Text, theme.text),
        (role.PlaceholderText, theme.muted),
        (role.Button, theme.raised),
        (role.ButtonText, theme.text),
        (role.BrightText, theme.bad),
        (role.Highlight, theme.selected),
        (role.HighlightedText, theme.text),
        (role.Accent, theme.accent),
        (role.Link, theme.accent),
        (role.LinkVisited, theme.accent),
        (role.ToolTipBase, theme.raised),
        (role.ToolTipText, theme.text),
        (role.Light, theme.hover),
        (role.Midlight, theme.raised),
        (role.Mid, theme.line),
        (role.Dark, theme.line),
        (role.Shadow, theme.canvas),
    ):
        result.setColor(wanted, QColor(token))
    for dimmed in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        result.setColor(QPalette.ColorGroup.Disabled, dimmed, QColor(theme.disabled))
    return result
