"""Mouse, touchpad and keys of the map, turned into what they mean: pan, zoom, choose, draw.

left button     drag pans, click chooses; with a tool it draws; a circle's handles can be held
middle button   drag pans, whatever the tool
wheel           zooms at the pointer; two fingers on a touchpad pan, with Ctrl they zoom
pinch           zooms
double click    zooms in; ends a measured way
keys            arrows pan (Shift: further), + - zoom, 0 the world, Home the points,
                Enter chooses what is nearest to the middle, Backspace takes back a measured
                place, Esc ends a tool
"""

from __future__ import annotations

import math
from typing import Protocol

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent

from facespace_desk.map.tools import Tool
from facespace_desk.map.viewport import Viewport

DRAG_PX = 4.0  # a press that moves less is a click
KEY_PAN_PX = 80.0
WHEEL_STEP = 120.0  # Qt's units of one notch
WHEEL_ZOOM = 0.5  # zooms a notch
_STEP_FROM = 0.45  # zooms that are wanted before a whole step is made


class Hands(Protocol):
    """What the pointer may do to the map."""

    tool: Tool

    @property
    def viewport(self) -> Viewport: ...
    def set_viewport(self, viewport: Viewport) -> None: ...
    def point_at(self, at: QPointF) -> None: ...
    def click(self, at: QPointF) -> None: ...
    def finish_tool(self) -> None: ...
    def grab_circle(self, at: QPointF) -> bool: ...
    def drag_circle(self, at: QPointF) -> None: ...
    def drop_circle(self) -> None: ...
    def press_key(self, key: Qt.Key) -> bool: ...
    def show_hand(self, *, is_closed: bool) -> None: ...


class Pointer:
    """The state of the hand: what was pressed where."""

    def __init__(self, hands: Hands) -> None:
        self._hands = hands
        self._pressed: QPointF | None = None
        self._last = QPointF()
        self._is_panning = False
        self._holds_circle = False
        self._is_click = False
        self.zooms_by_steps = False  # to whole zooms only, for tiles that blur between them
        self._gathered = 0.0

    @property
    def is_dragging(self) -> bool:
        return self._is_panning or self._holds_circle

    def press(self, event: QMouseEvent) -> None:
        at = event.position()
        self._last = at
        if event.button() is Qt.MouseButton.MiddleButton:
            self._is_panning = True
            self._hands.show_hand(is_closed=True)
        elif event.button() is Qt.MouseButton.LeftButton:
            self._pressed = at
            self._is_click = True
            self._holds_circle = self._hands.grab_circle(at)

    def move(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._holds_circle:
            self._hands.drag_circle(at)
        elif self._is_panning:
            step = at - self._last
            self._hands.set_viewport(self._hands.viewport.pan(step.x(), step.y()))
        elif self._pressed is not None:
            if math.hypot(*(at - self._pressed).toTuple()) >= DRAG_PX:
                self._is_panning, self._is_click = True, False
                step = at - self._pressed
                self._hands.show_hand(is_closed=True)
                self._hands.set_viewport(self._hands.viewport.pan(step.x(), step.y()))
        else:
            self._hands.point_at(at)
        self._last = at

    def release(self, event: QMouseEvent) -> None:
        if self._holds_circle:
            self._hands.drop_circle()
        elif self._is_panning:
            self._hands.show_hand(is_closed=False)
        elif self._pressed is not None and self._is_click:
            self._hands.click(event.position())
        self._pressed = None
        self._is_panning = self._holds_circle = False

    def double_click(self, event: QMouseEvent) -> None:
        """The second press of two; its release is no click."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        if self._hands.tool is Tool.MEASURE:
            self._hands.finish_tool()
        elif self._hands.tool is Tool.PAN:
            self.zoom_by(1.0, event.position())
        self._pressed, self._is_click = None, False

    def wheel(self, event: QWheelEvent) -> None:
        pixels, angle = event.pixelDelta(), event.angleDelta()
        is_zoom = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        # Mice have notches; what scrolls by pixels and in phases is a touchpad.
        is_touchpad = not pixels.isNull() and event.phase() is not Qt.ScrollPhase.NoScrollPhase
        if is_touchpad and not is_zoom:
            self._pan(pixels)
        elif angle.y():
            self.zoom_by(angle.y() / WHEEL_STEP * WHEEL_ZOOM, event.position())
        event.accept()

    def pinch(self, event: QNativeGestureEvent) -> bool:
        """Whether the gesture was one of ours."""
        kind = event.gestureType()
        if kind is Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom_by(math.log2(max(1 + event.value(), 0.1)), event.position())
        elif kind is Qt.NativeGestureType.SmartZoomNativeGesture:
            self.zoom_by(1.0, event.position())
        else:
            return False
        return True

    def key(self, event: QKeyEvent) -> bool:
        """Whether the key means something to the map."""
        pans = {
            Qt.Key.Key_Left: (1, 0),
            Qt.Key.Key_Right: (-1, 0),
            Qt.Key.Key_Up: (0, 1),
            Qt.Key.Key_Down: (0, -1),
        }
        key = Qt.Key(event.key())
        if key in pans:
            is_far = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            px = KEY_PAN_PX * (4 if is_far else 1)
            dx, dy = pans[key]
            self._hands.set_viewport(self._hands.viewport.pan(dx * px, dy * px))
            return True
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(1.0)
            return True
        if key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self.zoom_by(-1.0)
            return True
        return self._hands.press_key(key)

    def zoom_by(self, zooms: float, at: QPointF | None = None) -> None:
        """Zoom in (or out) at a pixel, without one at the middle."""
        view = self._hands.viewport
        x, y = (view.width / 2, view.height / 2) if at is None else at.toTuple()
        zoom = view.zoom + zooms
        if self.zooms_by_steps:
            self._gathered += zooms
            if abs(self._gathered) < _STEP_FROM:  # a fine wheel turns by small parts of a notch
                return
            whole = math.floor(view.zoom) + 1 if zooms > 0 else math.ceil(view.zoom) - 1
            zoom, self._gathered = float(whole), 0.0
        self._hands.set_viewport(view.zoom_at(x, y, zoom))

    def _pan(self, pixels: QPoint) -> None:
        self._hands.set_viewport(self._hands.viewport.pan(pixels.x(), pixels.y()))
