"""The painted map: a static picture of ground, points and names, and what moves over it.

The static picture is painted anew when the view, the data, the look or a tile has changed. Every
other repaint (a pointer that hovers, a circle in the hand, objects that move) copies it and paints
over it.
"""

from __future__ import annotations

import math
import time

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from facespace_desk.map.basemap import Basemap
from facespace_desk.map.frame import Frame
from facespace_desk.map.index import PointIndex
from facespace_desk.map.labels import Clear, LabelLayout, LabelPictures
from facespace_desk.map.layers import Layer, PointLayer
from facespace_desk.map.loading import Loading, shared_basemap
from facespace_desk.map.raster import RasterLayer
from facespace_desk.map.scene import Material, Scene, Show, build_scene
from facespace_desk.map.sprites import Sprites
from facespace_desk.map.style import style_for
from facespace_desk.map.tiles import TileStore
from facespace_desk.map.viewport import Viewport
from facespace_desk.widgets.theme import ThemeSwitch

LABEL_SLICE_S = 0.0025  # so long pictures of names are drawn in one frame
LABEL_PAUSE_MS = 30
PAN_MARGIN_PX = 256  # a scene reaches so far beyond the view while it is moved
_ZOOM_MARGIN_PX = 32
_FOCUS_PX = 2
WORLD_MIDDLE = (25.0, 5.0)  # latitude and longitude: where people live


class MapCanvas(QWidget):
    """Paints a viewport of the world; knows no pointer and no keys.

    Signals:
        view_changed(): the viewport is another one.
        trouble(str): something cannot be shown; words for the user.
    """

    view_changed = Signal()
    trouble = Signal(str)

    def __init__(self, theme: ThemeSwitch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.style_now = style_for(theme.current())
        self._viewport = Viewport(width=640, height=480).go_to(*WORLD_MIDDLE, zoom=0.0)
        self._near_x = 0.5
        self._static = QPixmap()
        self._is_stale = True
        self._scene: Scene | None = None
        self._sprites = Sprites(self.style_now, 1.0)
        self._pictures = LabelPictures(self.style_now, 1.0)
        self._layout: LabelLayout | None = None
        self._points: PointLayer | None = None
        self._index: PointIndex | None = None
        self._show = Show()
        self._layers: list[Layer] = []
        self._tiles = TileStore(self.style_now, self)
        self._tiles.changed.connect(self.repaint_map)
        self._raster = RasterLayer(self)
        self._raster.changed.connect(self.repaint_map)
        self._raster.trouble.connect(self.trouble)
        self._loading = Loading(self)
        self._loading.basemap_read.connect(self._take_basemap)
        self._loading.basemap_failed.connect(self.trouble)
        self._loading.index_made.connect(self.take_index)
        self._more_labels = QTimer(self)
        self._more_labels.setSingleShot(True)
        self._more_labels.setInterval(LABEL_PAUSE_MS)
        self._more_labels.timeout.connect(self.repaint_map)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        theme.changed.connect(self._restyle)

    # -- the view

    @property
    def viewport(self) -> Viewport:
        return self._viewport

    def set_viewport(self, viewport: Viewport) -> None:
        """Show another part of the world."""
        if viewport == self._viewport:
            return
        self._viewport = viewport
        self.repaint_map()
        self.view_changed.emit()

    def bounds(self) -> tuple[float, float, float, float]:
        """South, west, north, east of what is shown; west > east across 180°."""
        return self._viewport.bounds()

    def go_to(self, lat: float, lon: float, zoom: float | None = None) -> None:
        """Put a place into the middle."""
        self.set_viewport(self._viewport.go_to(lat, lon, zoom))

    def fit_bounds(self, south: float, west: float, north: float, east: float) -> None:
        """Show all of a box; west > east crosses 180°."""
        self.set_viewport(self._viewport.fit(south, west, north, east))

    def sizeHint(self) -> QSize:
        return QSize(800, 560)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 180)

    # -- what is shown

    def set_points(self, layer: PointLayer | None) -> None:
        """Show these points instead of the ones before."""
        if layer is None:
            self._loading.forget_index()
            self.take_index(None, None)
        else:
            self._loading.make_index(layer)

    def set_heat(self, is_on: bool) -> None:
        """Show how densely points lie instead of the points, except from close by."""
        self._show_now(Show(self._show.clusters, is_on, self._show.names))

    def set_clusters(self, is_on: bool) -> None:
        """Gather near points into discs, or show every single one."""
        self._show_now(Show(is_on, self._show.heat, self._show.names))

    @property
    def has_heat(self) -> bool:
        return self._show.heat

    @property
    def has_clusters(self) -> bool:
        return self._show.clusters

    def add_layer(self, layer: Layer) -> None:
        """Paint a layer of the caller's too, above those before."""
        self._layers.append(layer)
        self.repaint_layers(static=layer.static)

    def remove_layer(self, layer: Layer) -> None:
        self._layers.remove(layer)
        self.repaint_layers(static=layer.static)

    def repaint_layers(self, *, static: bool = False) -> None:
        """A layer has changed: paint soon, everything if it is a static one."""
        if static:
            self.repaint_map()
        else:
            self.update()

    def repaint_map(self) -> None:
        """Paint everything anew, soon and once."""
        self._is_stale = True
        self.update()

    def settle(self) -> None:
        """Have everything drawn that the view shows: for pictures and for tests.

        Afterwards the picture depends on what is shown only, not on what was shown before. Tiles
        of a raster source are not waited for.
        """
        if self._layout is None:
            try:
                self._take_basemap(shared_basemap())
            except (OSError, ValueError) as error:
                self.trouble.emit(str(error))
        self._loading.finish()
        self._scene = None
        self._paint_static(settled=True)
        if self._tiles.finish():
            self._paint_static(settled=True)
        self._more_labels.stop()
        self.repaint()

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        with self._tiles.turn:
            if self._is_stale:
                self._paint_static()
            painter = QPainter(self)
            # "39.5, 176.9" is not turned where words run from the right.
            painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
            painter.drawPixmap(0, 0, self._static)
            self.paint_over(painter)
            if self.hasFocus():
                self._paint_focus(painter)
            painter.end()

    def paint_over(self, painter: QPainter) -> None:
        """What moves over the static picture."""
        for layer in self._layers:
            if not layer.static:
                painter.save()
                layer.paint(painter, self._viewport)
                painter.restore()

    def plates(self) -> list[QRectF]:
        """Where names would be covered, in logical pixels of the view."""
        return []

    def paint_under(self, painter: QPainter) -> None:
        """What lies between the ground and the points."""

    def _paint_static(self, *, settled: bool = False) -> None:
        viewport = self._viewport
        frame = Frame.of(viewport, self._near_x)
        self._near_x = frame.middle_x
        if self._static.width() != frame.width or self._static.height() != frame.height:
            self._static = QPixmap(frame.width, frame.height)
        self._static.setDevicePixelRatio(1.0)
        painter = QPainter(self._static)
        self._tiles.paint(painter, frame, viewport.zoom)
        self._raster.paint(painter, frame, viewport.zoom)
        painter.end()
        self._static.setDevicePixelRatio(frame.dpr)
        painter = QPainter(self._static)
        painter.save()
        self.paint_under(painter)
        painter.restore()
        self._paint_scene(painter, frame, settled=settled)
        for layer in self._layers:
            if layer.static:
                painter.save()
                layer.paint(painter, viewport)
                painter.restore()
        painter.end()
        self._is_stale = False

    def _paint_scene(self, painter: QPainter, frame: Frame, *, settled: bool) -> None:
        scene = self._scene_for(frame, settled=settled)
        offset = scene.frame.offset(frame)
        painter.translate(offset)
        scene.paint_heat(painter)
        if scene.stamp is not None:  # it would cover the names
            scene.paint_marks(painter, self._sprites)
        view = QRectF(self.rect()).translated(-offset)
        clear = Clear(view, tuple(plate.translated(-offset) for plate in self.plates()))
        deadline = math.inf if settled else time.perf_counter() + LABEL_SLICE_S
        if not self._pictures.paint(painter, scene.labels, clear, deadline):
            self._more_labels.start()
        if scene.stamp is None:
            scene.paint_marks(painter, self._sprites)
        painter.translate(-offset)

    def _scene_for(self, frame: Frame, *, settled: bool) -> Scene:
        before = self._scene
        if before is not None and before.frame.holds(frame):
            return before
        is_moved = before is not None and before.frame.scale == frame.scale
        margin = 0 if settled else PAN_MARGIN_PX if is_moved else _ZOOM_MARGIN_PX
        stood = None
        if before is not None and is_moved:
            stood = {label.number: label.choice for label in before.labels}
        if self._sprites.scale != frame.dpr:
            self._make_sprites(frame.dpr)
        layout = None if self._raster.source is not None else self._layout
        states = np.zeros(0, np.uint8) if self._points is None else self._points.state
        material = Material(self._index, states, self._sprites, layout)
        grown = frame.grown(round(margin * frame.dpr))
        self._scene = build_scene(grown, self._viewport.zoom, self._show, material, stood)
        return self._scene

    def mark_at(self, at: QPointF) -> int:
        """Number of the disc or point in the scene under a pixel; -1 when there is none."""
        if self._scene is None or self._is_stale:
            return -1
        offset = self.scene_offset()
        return self._scene.hit(at.x() - offset.x(), at.y() - offset.y())

    def scene_offset(self) -> QPointF:
        """Where the scene's corner lies in the view, in logical pixels."""
        assert self._scene is not None
        return self._scene.frame.offset(Frame.of(self._viewport, self._near_x))

    def _paint_focus(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QPen(self.style_now.accent, _FOCUS_PX))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    # -- what arrives

    def _show_now(self, show: Show) -> None:
        if show != self._show:
            self._show = show
            self.forget_scene()

    def forget_scene(self) -> None:
        """Place discs and names anew."""
        self._scene = None
        self.repaint_map()

    def _take_basemap(self, basemap: Basemap) -> None:
        self._layout = LabelLayout(basemap)
        self._tiles.set_basemap(basemap)
        self.forget_scene()

    def take_index(self, layer: PointLayer | None, index: PointIndex | None) -> None:
        """Points and their index are there."""
        self._points, self._index = layer, index
        self.forget_scene()

    def _restyle(self) -> None:
        self.style_now = style_for(self._theme.current())
        self._make_sprites(self._sprites.scale)
        self._tiles.set_style(self.style_now)
        self.forget_scene()

    def _make_sprites(self, scale: float) -> None:
        self._sprites = Sprites(self.style_now, scale)
        self._pictures = LabelPictures(self.style_now, scale)

    def _fit_viewport(self) -> None:
        self.set_viewport(
            self._viewport.resized(
                max(self.width(), 1), max(self.height(), 1), self.devicePixelRatioF()
            )
        )

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._fit_viewport()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_viewport()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit_viewport()
        if self._layout is None:
            self._loading.read_basemap()
