"""Moving objects as a layer of the map: marks, names, trails, and what lies under the pointer.

It is painted at every repaint, so all that grows with the number of objects is numpy's, and what is
painted one by one is bounded: in a crowd marks become dots, and in a large one a stamped picture.
"""

from __future__ import annotations

import enum
from time import monotonic
from typing import Final

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from facespace_desk.amigocloud.live.reports import ObjectKey
from facespace_desk.amigocloud.model.chosen import Chosen
from facespace_desk.amigocloud.model.fleet import FRESH
from facespace_desk.amigocloud.model.glide import Shown
from facespace_desk.amigocloud.model.movers import Movers
from facespace_desk.amigocloud.model.trails import Ints
from facespace_desk.amigocloud.view.mover_labels import MoverLabels
from facespace_desk.amigocloud.view.mover_sprites import FADES, HEADINGS, NO_HEADING, MoverSprites
from facespace_desk.amigocloud.view.trail_paths import trail_paths
from facespace_desk.map.frame import Frame
from facespace_desk.map.geo import Floats
from facespace_desk.map.index import ACTIVE, UNKNOWN
from facespace_desk.map.stamps import stamped
from facespace_desk.map.style import style_for
from facespace_desk.map.viewport import Viewport
from facespace_desk.widgets.theme import ThemeSwitch

HIT_PX: Final = 14.0  # a click may miss by so much
RING_PX: Final = 13.0
STAMPED_FROM: Final = 3_000  # marks in sight; so many are stamped as one picture
NAMES_S: Final = 0.4
_CROWD_PX: Final = 16.0  # marks nearer than that cover each other
_CROWD_SHARE: Final = 0.5  # with fewer free places than marks, arrows would be a heap
_CROWD_FROM: Final = 60
_OVER_EDGE_PX: Final = 16.0
_TRAIL_ALPHA: Final = (60, 120, 200)


class TrailsOf(enum.Enum):
    """Whose trails are shown."""

    NOBODY = "none"
    CHOSEN = "chosen object"
    ALL = "all objects"


class MoverLayer:
    """Shows what `Movers` holds. `hovered` is the row under the pointer, or -1."""

    static = False

    def __init__(self, movers: Movers, chosen: Chosen, theme: ThemeSwitch) -> None:
        self._movers = movers
        self._chosen = chosen
        self._theme = theme
        self.has_names = True
        self.trails_of = TrailsOf.ALL
        self.hovered = -1
        self._named: set[int] = set()  # rows
        self._named_until = 0.0
        self._named_view: Viewport | None = None
        self._sprites: MoverSprites | None = None
        self._labels: MoverLabels | None = None

    def hit(self, viewport: Viewport, x: float, y: float, most_px: float = HIT_PX) -> int:
        """The row of the object nearest to a pixel, or -1."""
        fleet = self._movers.fleet
        if not len(fleet):
            return -1
        shown = self._movers.shown
        px, py = viewport.to_px(shown.x, shown.y)
        away = np.hypot(px - x, py - y)
        row = int(np.argmin(away))
        return row if away[row] <= most_px else -1

    def paint(self, painter: QPainter, viewport: Viewport) -> None:
        """See `map.layers.Layer`."""
        fleet = self._movers.fleet
        if not len(fleet):
            return
        self._dress(viewport.dpr)
        shown = self._movers.shown
        px, py = viewport.to_px(shown.x, shown.y)
        edge = _OVER_EDGE_PX
        seen = (px > -edge) & (px < viewport.width + edge)
        seen &= (py > -edge) & (py < viewport.height + edge)
        rows = np.flatnonzero(seen)
        if viewport != self._named_view:
            self._named_view, self._named_until = viewport, 0.0
        chosen = fleet.row(self._chosen.key)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_trails(painter, viewport, shown, rows, chosen)
        if len(rows) >= STAMPED_FROM:
            self._paint_stamped(painter, viewport, shown, rows)
        else:
            self._paint_marks(painter, px[rows], py[rows], rows, chosen)
        if chosen >= 0 and seen[chosen]:
            self._paint_chosen(painter, float(px[chosen]), float(py[chosen]), chosen)

    def _dress(self, dpr: float) -> None:
        style = style_for(self._theme.current())
        if self._sprites is None or self._sprites.scale != dpr or self._sprites.style is not style:
            self._sprites = MoverSprites(style, dpr)
            self._labels = MoverLabels(style, dpr)

    # -- trails

    def _paint_trails(
        self, painter: QPainter, viewport: Viewport, shown: Shown, rows: Ints, chosen: int
    ) -> None:
        assert self._sprites is not None
        fleet, now_ms = self._movers.fleet, self._movers.now_ms
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.trails_of is TrailsOf.ALL and len(rows) < STAMPED_FROM:
            others = rows[rows != chosen]
            paths = trail_paths(fleet, shown, others, viewport, now_ms)
            for path, alpha in zip(paths, _TRAIL_ALPHA, strict=False):
                painter.setPen(_pen(self._sprites.colour(FRESH), alpha, 1.0))
                painter.drawPath(path)
        if self.trails_of is not TrailsOf.NOBODY and chosen >= 0:
            one = np.array([chosen])
            paths = trail_paths(fleet, shown, one, viewport, now_ms)
            for path, alpha in zip(paths, _TRAIL_ALPHA, strict=False):
                painter.setPen(_pen(self._sprites.style.accent, min(alpha + 55, 255), 2.5))
                painter.drawPath(path)

    # -- marks

    def _paint_stamped(
        self, painter: QPainter, viewport: Viewport, shown: Shown, rows: Ints
    ) -> None:
        assert self._sprites is not None
        fleet = self._movers.fleet
        frame = Frame.of(viewport, viewport.cx)
        across = shown.x[rows] - viewport.cx
        x = viewport.cx + across - np.round(across)
        state = np.where(fleet.state[rows] == FRESH, ACTIVE, UNKNOWN).astype(np.uint8)
        picture = stamped(frame, x, shown.y[rows], state, self._sprites.style)
        picture.setDevicePixelRatio(viewport.dpr)
        painter.drawImage(QPointF(0, 0), picture)

    def _paint_marks(
        self, painter: QPainter, px: Floats, py: Floats, rows: Ints, chosen: int
    ) -> None:
        assert self._sprites is not None
        sprites = self._sprites
        is_small = _is_crowded(px, py)
        looks = self._looks(rows)
        # The oldest first, so that what is alive lies above it.
        for place in np.argsort(-looks[:, 1], kind="stable").tolist():
            heading, state, fade = looks[place].tolist()
            at = float(px[place]), float(py[place])
            sprites.paint(painter, *at, (heading, state, fade), is_small=is_small)
        if self.has_names and not is_small:
            others = rows != chosen
            self._paint_names(painter, px[others], py[others], rows[others])

    def _looks(self, rows: Ints) -> Ints:
        """Steps of heading, state, steps of fading: (n, 3)."""
        fleet = self._movers.fleet
        heading = fleet.heading[rows]
        step = np.where(np.isfinite(heading), np.round(heading * HEADINGS / 360.0), 0.0)
        step = np.where(np.isfinite(heading), step % HEADINGS, NO_HEADING)
        state = fleet.state[rows].astype(np.int64)
        age_s = (self._movers.now_ms - fleet.heard_ms[rows]) / 1000
        share = np.clip(age_s / self._movers.limits.stale_s, 0.0, 1.0)
        fade = np.where(state == FRESH, np.floor(share * (FADES - 0.01)), 0.0)
        return np.stack([step, state, fade], axis=1).astype(np.int64)

    def _paint_names(self, painter: QPainter, px: Floats, py: Floats, rows: Ints) -> None:
        """Which ones have room is looked at a few times a second: a name that comes and goes with
        every picture cannot be read."""
        assert self._labels is not None
        keys = self._movers.fleet.keys
        if monotonic() > self._named_until:
            self._named_until = monotonic() + NAMES_S
            texts = [keys[row].object_id for row in rows.tolist()]
            self._named = set(rows[self._labels.choose(px, py, texts)].tolist())
        for place, row in enumerate(rows.tolist()):
            if row in self._named:
                self._labels.paint(painter, float(px[place]), float(py[place]), keys[row].object_id)

    def _paint_chosen(self, painter: QPainter, x: float, y: float, row: int) -> None:
        assert self._sprites is not None
        assert self._labels is not None
        style = self._sprites.style
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen in (QPen(style.outline, 4.0), QPen(style.accent, 2.0)):
            painter.setPen(pen)
            painter.drawEllipse(QPointF(x, y), RING_PX, RING_PX)
        heading, state, fade = self._looks(np.array([row]))[0].tolist()
        self._sprites.paint(painter, x, y, (heading, state, fade))
        text = self._movers.fleet.keys[row].object_id
        self._labels.paint(painter, x + 4, y, text)

    def key_at(self, row: int) -> ObjectKey | None:
        """The object in a row."""
        keys = self._movers.fleet.keys
        return keys[row] if 0 <= row < len(keys) else None


def _is_crowded(px: Floats, py: Floats) -> bool:
    """Whether marks would cover each other more than they can be told apart."""
    if len(px) < _CROWD_FROM:
        return False
    cells = np.floor(px / _CROWD_PX) * 100_000 + np.floor(py / _CROWD_PX)
    return len(np.unique(cells)) < _CROWD_SHARE * len(px)


def _pen(colour: QColor, alpha: int, width: float) -> QPen:
    shade = QColor(colour)
    shade.setAlpha(alpha)
    pen = QPen(shade, width)
    pen.setCosmetic(True)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap if width > 1 else Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen
