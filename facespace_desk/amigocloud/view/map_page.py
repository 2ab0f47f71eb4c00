"""The page of the map: moving objects, with what is to be seen of them, and how many there are."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Final

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from facespace_desk.amigocloud.live.reports import ObjectKey
from facespace_desk.amigocloud.model.chosen import Chosen
from facespace_desk.amigocloud.model.fleet import LOST, STATE_WORDS, AgeLimits
from facespace_desk.amigocloud.model.movers import Movers
from facespace_desk.amigocloud.model.trails import Ints, TrailSpan
from facespace_desk.amigocloud.view.choices import choices
from facespace_desk.amigocloud.view.glide_tick import GlideTick
from facespace_desk.amigocloud.view.mover_layer import TrailsOf
from facespace_desk.amigocloud.view.mover_map import MoverMap
from facespace_desk.map import geo
from facespace_desk.map.tools import Tool
from facespace_desk.modelkit.display import Display
from facespace_desk.widgets.buttons import tool_button
from facespace_desk.widgets.labels import label
from facespace_desk.widgets.theme import ThemeSwitch
from facespace_desk.widgets.ticker import VisibleTick

CLOSE_ZOOM: Final = 15.0  # an object that is opened is looked at from here
INNER_SHARE: Final = 0.5  # of the view, in which a followed object may move before the map does
FIT_AGAIN: Final = 1.5  # so many times the objects, and the first view is chosen anew
GLIDE_TIP: Final = (
    "Glide between reports: objects move without jumps, and are shown late by the time that usually"
    " lies between two of their reports"
)
CARD_FIELDS: Final = 4  # of a payload
SPANS: Final = (
    ("1 minute", TrailSpan(60.0)),
    ("5 minutes", TrailSpan(300.0)),
    ("15 minutes", TrailSpan(900.0)),
    ("1 hour", TrailSpan(3600.0)),
    ("500 m", TrailSpan(None, 500.0)),
    ("2 km", TrailSpan(None, 2_000.0)),
    ("10 km", TrailSpan(None, 10_000.0)),
)
LIMITS: Final = (
    ("15 s, lost after 1 min", AgeLimits(15.0, 60.0)),
    ("1 min, lost after 10 min", AgeLimits(60.0, 600.0)),
    ("5 min, lost after 1 h", AgeLimits(300.0, 3600.0)),
    ("1 h, lost after 1 day", AgeLimits(3600.0, 86_400.0)),
)


class MapPage(QWidget):
    """Signals:

    look_changed: what `look_text` says is another.
    trouble(str): what did not work, in words.
    """

    look_changed = Signal()
    trouble = Signal(str)

    def __init__(
        self,
        movers: Movers,
        chosen: Chosen,
        display: Display,
        theme: ThemeSwitch,
        *,
        dataset_name: Callable[[int | None], str] | None = None,
    ) -> None:
        super().__init__()
        self._movers = movers
        self._chosen = chosen
        self._display = display
        self._dataset_name = dataset_name or (lambda each: "" if each is None else f"{each}")
        self._fitted = 0  # objects that were there when the map chose its view
        self._is_moving = False
        self.view = MoverMap(movers, chosen, theme, self._card)
        self.follow = tool_button(
            "locate-fixed", "Keep the chosen object in view", text="Follow", checkable=True
        )
        self.fit = tool_button("scan", "Keep all objects in view", checkable=True)
        self.names = tool_button("tag", "Names beside objects", checkable=True)
        self.names.setChecked(True)
        self.trails = tool_button("route", "Trails: whose, and how far back", text="Trails")
        self.ages = tool_button("clock", "When objects count as stale and as lost")
        self.glide = tool_button("spline", GLIDE_TIP, checkable=True)
        self.measure = tool_button("ruler", "Measure distances", checkable=True)
        self.counts = label("", "caption")
        self._give_menus()
        self._lay_out()
        self._connect()
        self._show_counts()

    @property
    def tools(self) -> tuple[QToolButton, ...]:
        """What stands in the tool bar."""
        return self.follow, self.fit, self.trails, self.names, self.glide, self.ages, self.measure

    def go_to(self, key: ObjectKey | None) -> None:
        """Look at an object from near."""
        row = self._movers.fleet.row(key)
        if row >= 0:
            zoom = max(CLOSE_ZOOM, self.view.viewport.zoom)
            self._move(*self._movers.place(row), zoom)

    def look_at(self, lat: float, lon: float, km: float) -> None:
        """Look at a circle and a little around it."""
        self._fitted = -1
        self.view.fit_bounds(*geo.circle_bounds(lat, lon, km))

    def add_tool(self, tool: QToolButton) -> None:
        """Put another tool behind the last one."""
        self._tool_row.insertWidget(self._tool_row.indexOf(self.measure) + 1, tool)

    def show_trails(self, whose: TrailsOf) -> None:
        """Show trails of nobody, of the chosen object or of all."""
        self.view.layer.trails_of = whose
        self._look()

    # -- what is remembered

    def look_text(self) -> str:
        """How the map is set, for `restore_look`."""
        span, limits = self._movers.span, self._movers.limits
        return json.dumps(
            {
                "trails": self.view.layer.trails_of.name,
                "span": [span.seconds, span.metres],
                "ages": [limits.stale_s, limits.lost_s],
                "names": self.names.isChecked(),
                "glide": self._movers.glides,
            }
        )

    def restore_look(self, text: str) -> None:
        """Take up what `look_text` said; nothing happens when it says nothing usable."""
        try:
            look = json.loads(text)
            seconds, metres = look["span"]
            stale_s, lost_s = map(float, look["ages"])
            whose, has_names = TrailsOf[look["trails"]], bool(look["names"])
            span = TrailSpan(_positive(seconds), _positive(metres))
        except (ValueError, KeyError, TypeError):
            return
        if not 0 < stale_s <= lost_s:
            return
        self._movers.set_span(span)
        self._movers.set_limits(AgeLimits(stale_s, lost_s))
        self._movers.set_glides(look.get("glide") is True)
        self.names.setChecked(has_names)
        self.view.layer.trails_of = whose
        self._look()

    # -- parts

    def _give_menus(self) -> None:
        trails, ages = QMenu(self.trails), QMenu(self.ages)
        trails.aboutToShow.connect(lambda: self._fill_trails(trails))
        ages.aboutToShow.connect(lambda: self._fill_ages(ages))
        for button, menu in ((self.trails, trails), (self.ages, ages)):
            button.setMenu(menu)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _fill_trails(self, menu: QMenu) -> None:
        menu.clear()
        now = self.view.layer.trails_of
        choices(
            menu,
            "Trails of",
            [(f"{each.value[0].upper()}{each.value[1:]}", each is now) for each in TrailsOf],
            lambda place: self.show_trails(tuple(TrailsOf)[place]),
        )
        span = self._movers.span
        choices(
            menu,
            "How far back",
            [(words, each == span) for words, each in SPANS],
            lambda place: self._movers.set_span(SPANS[place][1]),
        )

    def _fill_ages(self, menu: QMenu) -> None:
        menu.clear()
        limits = self._movers.limits
        choices(
            menu,
            "Stale after",
            [(words, each == limits) for words, each in LIMITS],
            lambda place: self._movers.set_limits(LIMITS[place][1]),
        )

    def _lay_out(self) -> None:
        bar = QFrame()
        bar.setProperty("kind", "toolbar")
        row = self._tool_row = QHBoxLayout(bar)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        for tool in self.tools:
            row.addWidget(tool)
        row.addStretch(1)
        row.addWidget(self.counts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.view, 1)
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        view, movers = self.view, self._movers
        movers.changed.connect(self._show_changes)
        movers.replaced.connect(self._show_others)
        movers.settings_changed.connect(self._look)
        self._chosen.changed.connect(self._show_chosen)
        view.mover_chosen.connect(lambda key: self._chosen.choose(key, source=self))
        view.view_changed.connect(self._view_moved)
        view.tool_changed.connect(lambda tool: self.measure.setChecked(tool is Tool.MEASURE))
        view.trouble.connect(self.trouble)
        self.names.toggled.connect(self._show_names)
        movers.settings_changed.connect(lambda: self.glide.setChecked(movers.glides))
        self.glide.toggled.connect(self._show_glide)
        self.glide_tick = GlideTick(self, movers, self._show_gliding)
        self.follow.toggled.connect(self._follow_now)
        self.follow.toggled.connect(lambda is_on: self._put_out(self.fit, is_on))
        self.fit.toggled.connect(lambda is_on: self._put_out(self.follow, is_on))
        self.fit.toggled.connect(self._fit_now)
        self.measure.toggled.connect(self._toggle_measure)
        VisibleTick(self, self._tick)

    # -- what happens

    def _show_changes(self, _rows: Ints) -> None:
        if not self.isVisible():
            return
        self._fit_at_first()
        if not self._movers.glides:  # else as they move
            self._show_gliding()

    def _show_gliding(self) -> None:
        """Objects are shown elsewhere."""
        self._follow_now()
        self.view.repaint_layers()

    def _show_others(self) -> None:
        self.view.hover_mark(-1)
        self.view.repaint_layers()
        self._show_counts()

    def _fit_at_first(self) -> None:
        """Look at where the objects are, until the operator has moved the map."""
        count = len(self._movers.fleet)
        if self._fitted >= 0 and count > FIT_AGAIN * self._fitted:
            self._fitted = count
            self._is_moving = True
            self.view.fit_most()
            self._is_moving = False

    def _fit_now(self) -> None:
        """Show all objects that are not lost, when one of them is out of sight."""
        fleet = self._movers.fleet
        rows = np.flatnonzero(fleet.state != LOST)
        if not self.fit.isChecked() or not len(rows):
            return
        viewport = self.view.viewport
        px, py = viewport.to_px(fleet.x[rows], fleet.y[rows])
        is_seen = (px >= 0) & (px < viewport.width) & (py >= 0) & (py < viewport.height)
        bounds = geo.bounds_of(fleet.lat[rows], fleet.lon[rows])
        if bounds is not None and not is_seen.all():
            self._is_moving = True
            self.view.fit_bounds(*bounds)
            self._is_moving = False

    def _put_out(self, other: QToolButton, is_on: bool) -> None:
        """One hand at the map at a time."""
        if is_on:
            other.setChecked(False)

    def _view_moved(self) -> None:
        if self._is_moving:
            return
        self.fit.setChecked(False)  # the operator looks elsewhere
        if self._fitted > 0:
            self._fitted = -1

    def _tick(self) -> None:
        """A second has gone by: everything is older."""
        self._fit_at_first()
        self._fit_now()
        if not self._movers.is_replaying:
            self._movers.grow_old()
        self._show_counts()
        self.view.repaint_layers()

    def _show_counts(self) -> None:
        fleet = self._movers.fleet
        if not len(fleet):
            self.counts.setText("No positions yet")
            return
        counts = zip(fleet.counts(), STATE_WORDS, strict=True)
        words = [f"{count:,} {word}" for count, word in counts if count]
        if self._movers.glides:
            words.append("shown one report late")
        if fleet.untaken:
            words.append(f"{fleet.untaken:,} reports of more objects than are held")
        self.counts.setText("  ·  ".join(words))

    def _show_chosen(self, key: ObjectKey | None) -> None:
        row = self._movers.fleet.row(key)
        if row >= 0 and self._chosen.chosen_by is not self:
            south, west, north, east = self.view.bounds()
            lat, lon = self._movers.place(row)
            across = (lon - west) % 360.0 <= (east - west) % 360.0 if east != west else True
            if not (south <= lat <= north and across):
                self._move(lat, lon)
        self._follow_now()
        self.view.repaint_layers()

    def _follow_now(self) -> None:
        """Move the map when the followed object leaves its middle."""
        row = self._movers.fleet.row(self._chosen.key)
        if not self.follow.isChecked() or row < 0:
            return
        viewport = self.view.viewport
        shown = self._movers.shown
        x, y = viewport.to_px(shown.x[row], shown.y[row])
        away_x = abs(float(x) - viewport.width / 2) / viewport.width
        away_y = abs(float(y) - viewport.height / 2) / viewport.height
        if max(away_x, away_y) > INNER_SHARE / 2:
            self._move(*self._movers.place(row))

    def _move(self, lat: float, lon: float, zoom: float | None = None) -> None:
        self._fitted = -1
        self.view.go_to(lat, lon, zoom)

    def _show_names(self, is_on: bool) -> None:
        self.view.layer.has_names = is_on
        self._look()

    def _show_glide(self, is_on: bool) -> None:
        self._movers.set_glides(is_on)
        self._show_counts()

    def _toggle_measure(self, is_on: bool) -> None:
        if is_on:
            self.view.set_tool(Tool.MEASURE)
        elif self.view.tool is Tool.MEASURE:
            self.view.set_tool(Tool.PAN)
        self.view.setFocus()

    def _look(self) -> None:
        self.view.repaint_layers()
        self.look_changed.emit()

    def _card(self, row: int) -> tuple[str, ...]:
        """What the map says of an object."""
        fleet, now_ms = self._movers.fleet, self._movers.now_ms
        report = fleet.latest[row]
        heard = self._display.ago_text(int(fleet.heard_ms[row]), now_ms)
        lines = [report.object_id, f"{STATE_WORDS[fleet.state[row]]}  ·  heard {heard}"]
        moving = [("speed", report.speed), ("track", report.track), ("altitude", report.altitude)]
        lines.append(
            "  ·  ".join(f"{name} {value:g}" for name, value in moving if value is not None)
        )
        dataset = self._dataset_name(report.dataset_id)
        lines.append(f"dataset {dataset}" if dataset else "")
        for name, value in list(report.extra.items())[:CARD_FIELDS]:
            if isinstance(value, str | int | float):
                lines.append(f"{name[:30]}  {str(value)[:60]}")
        return tuple(line for line in lines if line)


def _positive(value: object) -> float | None:
    """A length of a trail; None stays none."""
    if value is None:
        return None
    number = float(str(value))
    if not 0 < number < 1e9:
        raise ValueError("no length")
    return number
