"""Timeline: activity of several lanes over time, with the times in which nobody looked hatched.

One picture holds all lanes (a row of pixels each), so a day of a hundred cameras is drawn as fast
as an hour of one. Dragging along the time axis chooses a range. It knows no service: lanes are
names and colours.
"""

from __future__ import annotations

import math
from datetime import UTC, datetime

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QPen, QResizeEvent
from PySide6.QtWidgets import QGraphicsRectItem, QVBoxLayout, QWidget

from facespace_desk.language import tr, tr_n
from facespace_desk.modelkit.activity import Activity
from facespace_desk.modelkit.display import Display
from facespace_desk.widgets.labels import plain_tip
from facespace_desk.widgets.theme import ThemeSwitch

LANE_NAME_LENGTH = 18  # characters; longer names are cut, the whole name is in the tool-tip
HUES = 5
NAME_HEIGHT_PX = 12
FAINTEST = 70  # opacity (0..255) of a bin in which one person was seen; 0 stays empty


class _TimeAxis(pg.DateAxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """Times in the zone that the operator chose."""

    def __init__(self, display: Display) -> None:
        super().__init__(orientation="bottom")
        self._display = display

    def tickValues(self, minimum: float, maximum: float, size: float) -> object:
        zone = self._display.tzinfo_for(self._display.zone)
        offset = datetime.fromtimestamp(maximum, UTC).astimezone(zone).utcoffset()
        self.utcOffset = -int(offset.total_seconds()) if offset is not None else 0
        return super().tickValues(minimum, maximum, size)


class _RangeBox(pg.ViewBox):  # type: ignore[misc]
    """A view box in which dragging chooses a range instead of moving the picture."""

    dragged = Signal(float, float, bool)

    def __init__(self) -> None:
        super().__init__(enableMenu=False)
        self.setMouseEnabled(x=False, y=False)

    def mouseDragEvent(self, event: object, axis: int | None = None) -> None:
        if event.button() != Qt.MouseButton.LeftButton:  # type: ignore[attr-defined]
            return
        event.accept()  # type: ignore[attr-defined]
        begin = self.mapToView(event.buttonDownPos())  # type: ignore[attr-defined]
        now = self.mapToView(event.pos())  # type: ignore[attr-defined]
        low, high = sorted((begin.x(), now.x()))
        self.dragged.emit(low, high, event.isFinish())  # type: ignore[attr-defined]

    def wheelEvent(self, event: object, axis: int | None = None) -> None:
        event.ignore()  # type: ignore[attr-defined]


class Timeline(QWidget):
    """Activity per lane. Signals:

    range_chosen(int, int): the operator dragged from one moment to another, epoch milliseconds.
    """

    range_chosen = Signal(object, object)

    def __init__(self, display: Display, theme: ThemeSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._activity: Activity | None = None
        self._hatches: list[QGraphicsRectItem] = []
        self._box = _RangeBox()
        self._axis = _TimeAxis(display)
        self._plot = pg.PlotWidget(viewBox=self._box, axisItems={"bottom": self._axis})
        self._plot.setFrameShape(self._plot.Shape.NoFrame)
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # keys do nothing here
        self._plot.hideButtons()
        self._plot.getPlotItem().ctrlMenu.setParent(self)  # a window without a parent outlives us
        self._plot.getPlotItem().layout.setContentsMargins(0, 4, 0, 0)  # the first lane's name
        self._plot.invertY(True)
        self._image = pg.ImageItem(axisOrder="row-major")
        self._plot.addItem(self._image)
        self._region = pg.LinearRegionItem(movable=False)
        self._region.setZValue(20)
        self._region.hide()
        self._plot.addItem(self._region)
        self._cursor = pg.InfiniteLine(angle=90, movable=False)
        self._cursor.hide()
        self._plot.addItem(self._cursor)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._plot)
        self.setMinimumHeight(96)
        self.setAccessibleName(tr("Activity over time"))
        self._box.dragged.connect(self._drag)
        self._plot.scene().sigMouseMoved.connect(self._point)
        theme.changed.connect(self._restyle)
        display.changed.connect(self._redraw_axis)
        self._restyle()

    def show_activity(self, activity: Activity) -> None:
        """Draw *activity* in place of what was drawn before."""
        self._activity = activity
        start, end = activity.start_ms / 1000, activity.end_ms / 1000
        lanes = max(1, len(activity.lanes))
        self._image.setImage(self._pixels(activity), autoLevels=False)
        self._image.setRect(QRectF(start, 0, end - start, lanes))
        self._box.setRange(QRectF(start, 0, end - start, lanes), padding=0)
        self._name_lanes()
        self._hatch(activity, lanes)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was drawn yet."""
        return self._activity is None

    def choose(self, from_ms: int, to_ms: int) -> None:
        """Mark a range that was chosen elsewhere."""
        self._region.setRegion((from_ms / 1000, to_ms / 1000))
        self._region.show()

    def choose_nothing(self) -> None:
        self._region.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name_lanes()

    def _name_lanes(self) -> None:
        """Names where there is room for them: every lane, or every second, third ..."""
        lanes = self._activity.lanes if self._activity else ()
        room_px = max(1.0, self._box.height() or self.height() - 28)
        step = max(1, math.ceil(NAME_HEIGHT_PX * len(lanes) / room_px))
        names = [(row + 0.5, _cut(lane.title, LANE_NAME_LENGTH)) for row, lane in enumerate(lanes)]
        self._plot.getAxis("left").setTicks([names[::step]])

    def _drag(self, low: float, high: float, is_finished: bool) -> None:
        self._region.setRegion((low, high))
        self._region.show()
        if is_finished:
            self.range_chosen.emit(int(low * 1000), int(high * 1000))

    def _pixels(self, activity: Activity) -> NDArray[np.uint8]:
        """One pixel a bin, the more opaque the more people. Shape (lanes, bins, 4), RGBA."""
        lanes, bins = activity.counts.shape
        pixels = np.zeros((max(1, lanes), max(1, bins), 4), np.uint8)
        if lanes and bins:
            theme = self._theme.current()
            hues = [theme.colour(hue_token(lane.hue)) for lane in activity.lanes]
            colours = [(hue.red(), hue.green(), hue.blue()) for hue in hues]
            pixels[:, :, :3] = np.array(colours, np.uint8)[:, None, :]
            most = max(1.0, float(np.percentile(activity.counts, 99.5)))
            strength = np.clip(activity.counts / most, 0, 1) ** 0.6
            opaque = FAINTEST + (255 - FAINTEST) * strength
            pixels[:, :, 3] = np.where(activity.counts > 0, opaque, 0).astype(np.uint8)
        return pixels

    def _hatch(self, activity: Activity, lanes: int) -> None:
        for item in self._hatches:
            self._plot.removeItem(item)
        tokens = self._theme.current()
        brush = QBrush(tokens.colour("stale"), Qt.BrushStyle.BDiagPattern)
        wash = tokens.colour("raised")
        self._hatches = []
        for blind in activity.blind:
            left = max(blind.from_ms, activity.start_ms) / 1000
            right = min(blind.to_ms, activity.end_ms) / 1000
            if right <= left:
                continue
            for fill, level in ((QBrush(wash), 4), (brush, 5)):
                item = QGraphicsRectItem(QRectF(left, 0, right - left, lanes))
                item.setBrush(fill)
                item.setPen(QPen(Qt.PenStyle.NoPen))
                item.setZValue(level)
                self._plot.addItem(item)
                self._hatches.append(item)

    def _point(self, position: QPointF) -> None:
        activity = self._activity
        if activity is None or not self._box.sceneBoundingRect().contains(position):
            self._cursor.hide()
            return
        at = self._box.mapSceneToView(position)
        self._cursor.setPos(at.x())
        self._cursor.show()
        self.setToolTip(plain_tip(self._tell(activity, int(at.x() * 1000), int(at.y()))))

    def _tell(self, activity: Activity, at_ms: int, row: int) -> str:
        lanes, bins = activity.counts.shape
        if not (0 <= row < lanes and activity.start_ms <= at_ms < activity.end_ms):
            return ""
        column = (at_ms - activity.start_ms) * bins // (activity.end_ms - activity.start_ms)
        lane, when = activity.lanes[row].title, self._axis._display.time_text(at_ms)
        for blind in activity.blind:
            if blind.from_ms <= at_ms < blind.to_ms:
                return tr(
                    "{lane}, {time}: no data ({cause})", lane=lane, time=when, cause=blind.cause
                )
        return tr_n(
            "{lane}, {time}: {n} people",
            "{lane}, {time}: {n} person",
            int(activity.counts[row, column]),
            lane=lane,
            time=when,
        )

    def _redraw_axis(self) -> None:
        self._axis.picture = None
        self._axis.update()

    def _restyle(self) -> None:
        tokens = self._theme.current()
        self._plot.setBackground(tokens.colour("panel"))
        for name in ("left", "bottom"):
            axis = self._plot.getAxis(name)
            axis.setPen(tokens.colour("line"))
            axis.setTextPen(tokens.colour("muted"))
            axis.setStyle(tickLength=0 if name == "left" else 4)
        accent = tokens.colour("accent")
        accent.setAlpha(48)
        self._region.setBrush(accent)
        for line in self._region.lines:
            line.setPen(tokens.colour("accent"))
        self._cursor.setPen(tokens.colour("muted"))
        if self._activity is not None:
            self.show_activity(self._activity)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def hue_token(number: int) -> str:
    """The colour token of a chart hue; there are five, in turn."""
    return f"hue_{number % HUES + 1}"
