"""The ground under the points: pictures of tiles, painted by one worker, kept by their bytes.

Tiles lie on the grid of the screen's pixels at the view's own scale, so a resting map is as sharp
at zoom 4.37 as at 4, and panning copies pixels. A tile that is not there yet is shown by what is:
tiles of the scale before, else a small picture of the world.

Each request carries the number of its epoch. Another theme or basemap begins a new epoch, and
pictures of an old one that still arrive are dropped.
"""

from __future__ import annotations

import math
import sys
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPixmap

from facespace_desk.map.basemap import Basemap
from facespace_desk.map.frame import Frame
from facespace_desk.map.paint import TILE_PX, Cell, Part, PathStore, paint_ground, part_of
from facespace_desk.map.style import MapStyle

CACHE_BYTES = 96 << 20  # four screens of 1200 x 800 at a scale of 2
SLICE_S = 0.003  # so long paths are built in one turn of the loop
WORLD_PICTURE_PX = 1024
WORKER_SWITCH_S = 0.0005
_BYTES_PER_PX = 4
_SCALES_TRIED = 3
_END_WITHIN_S = 2.0


@dataclass(frozen=True, slots=True)
class TileKey:
    """A tile of a scale (device pixels of the world); *x*, *y* count tiles, x in any copy."""

    scale: float
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class TileJob:
    """All that a worker needs for one picture."""

    epoch: int
    key: TileKey
    parts: tuple[Part, ...]
    style: MapStyle


class TileWorker:
    """Paints jobs on one thread, which lives only while there are jobs.

    *deliver* is called on that thread with the job and its picture.
    """

    def __init__(self, deliver: Callable[[TileJob, QImage], None]) -> None:
        self._deliver = deliver
        self._lock = threading.Lock()
        self._jobs: deque[TileJob] = deque()
        self._current: TileJob | None = None
        self._thread: threading.Thread | None = None

    def replace(self, jobs: Sequence[TileJob]) -> None:
        """Do these, in this order, instead of all that has not begun."""
        with self._lock:
            current = self._current
            busy = None if current is None else (current.epoch, current.key)
            self._jobs = deque(job for job in jobs if (job.epoch, job.key) != busy)
            if self._jobs and self._thread is None:
                self._thread = threading.Thread(target=self._work, name="map-tiles")
                self._thread.start()

    @property
    def is_busy(self) -> bool:
        return self._thread is not None

    def stop(self) -> None:
        """Drop what has not begun and wait for the rest: some milliseconds."""
        with self._lock:
            self._jobs.clear()
            thread = self._thread
        if thread is not None:
            thread.join(_END_WITHIN_S)

    def finish(self) -> None:
        """Wait until all is painted and delivered."""
        thread = self._thread
        if thread is not None:
            thread.join()

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._jobs:
                    self._current = self._thread = None
                    return
                job = self._current = self._jobs.popleft()
            self._deliver(job, paint_ground(job.parts, job.style))


class _Post(QObject):
    """Carries news from the worker to the GUI thread."""

    arrived = Signal()


class TileStore(QObject):
    """Tiles of one view. Signals:

    changed: a picture has arrived that the last frame lacked.
    """

    changed = Signal()

    def __init__(self, style: MapStyle, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._epoch = 0
        self._store: PathStore | None = None
        self._tiles: OrderedDict[TileKey, QPixmap] = OrderedDict()
        self._bytes = 0
        self._world: QPixmap | None = None
        self._wanted: list[TileKey] = []
        self._zoom = 0.0
        self._arrived: deque[tuple[TileJob, QImage]] = deque()
        self._post = _Post()
        self._post.arrived.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._worker = TileWorker(self._deliver)
        self._slices = QTimer(self)
        self._slices.setInterval(0)
        self._slices.timeout.connect(self._build_slice)
        self.destroyed.connect(self._worker.stop)

    @property
    def bytes_held(self) -> int:
        return self._bytes

    @property
    def epoch(self) -> int:
        return self._epoch

    @property
    def is_complete(self) -> bool:
        """Whether the last frame had all of its tiles."""
        return self._store is not None and not self._missing()

    def set_basemap(self, basemap: Basemap) -> None:
        """Draw this from now on."""
        self._store = PathStore(basemap)
        self._begin_epoch()

    def set_style(self, style: MapStyle) -> None:
        """Draw so from now on; every picture of before is dropped."""
        self._style = style
        self._begin_epoch()

    def close(self) -> None:
        """Paint no more, and end the worker."""
        self._slices.stop()
        self._wanted = []
        self._worker.stop()

    def paint(self, painter: QPainter, frame: Frame, zoom: float) -> None:
        """Draw the ground of *frame* in device pixels, and ask for what is missing."""
        painter.fillRect(0, 0, frame.width, frame.height, self._style.water)
        self._zoom = zoom
        self._wanted = _tiles_of(frame)
        missing = self._missing()
        if missing:
            self._paint_instead(painter, frame, missing)
        for key in self._wanted:
            picture = self._tiles.get(key)
            if picture is not None:
                self._tiles.move_to_end(key)
                left, top = key.x * TILE_PX - frame.left, key.y * TILE_PX - frame.top
                painter.drawPixmap(left, top, picture)
        self._request()

    def finish(self) -> bool:
        """Paint all tiles of the last frame now; whether there were any to paint."""
        self._slices.stop()
        if self._store is None or not self._missing():
            return False
        for key in self._missing():
            for cell, _copy in self._cells(key):
                self._store.paths(cell)
        self._request()
        self._worker.finish()
        self._take()
        return True

    def _begin_epoch(self) -> None:
        self._epoch += 1
        self._tiles.clear()
        self._bytes = 0
        self._world = None
        self.changed.emit()

    def _missing(self) -> list[TileKey]:
        return [key for key in self._wanted if key not in self._tiles]

    def _cells(self, key: TileKey) -> list[tuple[Cell, int]]:
        assert self._store is not None
        return self._store.cells(_rect_of(key), self._zoom)

    # -- asking

    def _request(self) -> None:
        """Give the worker every missing tile whose paths are ready; build the others' in turns."""
        store = self._store
        if store is None:
            return
        jobs = []
        is_waiting = False
        for key in self._missing():
            cells = self._cells(key)
            if all(store.is_ready(cell) for cell, _copy in cells):
                jobs.append(self._job(store, key, cells))
            else:
                is_waiting = True
        if is_waiting and not self._slices.isActive():
            self._slices.start()
        if jobs:
            # At the usual 5 ms a worker that comes back from Qt would hold up frame after frame.
            sys.setswitchinterval(min(sys.getswitchinterval(), WORKER_SWITCH_S))
        self._worker.replace(jobs)

    def _job(self, store: PathStore, key: TileKey, cells: list[tuple[Cell, int]]) -> TileJob:
        left, top = key.x * TILE_PX, key.y * TILE_PX
        parts = tuple(
            part_of((cell, copy), paths, key.scale, left, top)
            for cell, copy in cells
            if (paths := store.paths(cell))
        )
        return TileJob(self._epoch, key, parts, self._style)

    def _build_slice(self) -> None:
        """Build paths for at most SLICE_S, then let the loop have its turn."""
        store = self._store
        until = time.perf_counter() + SLICE_S
        for cell in self._unready() if store is not None else ():
            assert store is not None
            store.paths(cell)
            if time.perf_counter() >= until:
                break
        else:
            self._slices.stop()
        self._request()

    def _unready(self) -> Iterator[Cell]:
        assert self._store is not None
        for key in self._missing():
            for cell, _copy in self._cells(key):
                if not self._store.is_ready(cell):
                    yield cell

    # -- arriving

    def _deliver(self, job: TileJob, image: QImage) -> None:
        """On the worker's thread."""
        self._arrived.append((job, image))
        self._post.arrived.emit()

    def _take(self) -> None:
        is_seen = False
        while self._arrived:
            job, image = self._arrived.popleft()
            if job.epoch == self._epoch:
                self._keep(job.key, QPixmap.fromImage(image))
                is_seen = is_seen or job.key in self._wanted
        if is_seen:
            self.changed.emit()

    def _keep(self, key: TileKey, picture: QPixmap) -> None:
        if key not in self._tiles:
            self._bytes += _size(picture)
        self._tiles[key] = picture
        while self._bytes > CACHE_BYTES and len(self._tiles) > len(self._wanted):
            _key, dropped = self._tiles.popitem(last=False)
            self._bytes -= _size(dropped)

    # -- meanwhile

    def _paint_instead(self, painter: QPainter, frame: Frame, missing: list[TileKey]) -> None:
        """What there is, stretched: quick and coarse, for the moments until the tiles come."""
        for key in missing:
            target = QRect(key.x * TILE_PX - frame.left, key.y * TILE_PX - frame.top, 512, 512)
            target &= QRect(0, 0, frame.width, frame.height)
            if not self._paint_other_scale(painter, frame, target):
                self._paint_world(painter, frame, target)

    def _paint_other_scale(self, painter: QPainter, frame: Frame, target: QRect) -> bool:
        """Fill *target* (pixels of the frame) from one other scale, if that has all of it."""
        for scale in self._other_scales(frame.scale):
            ratio = scale / frame.scale
            left, top = (target.left() + frame.left) * ratio, (target.top() + frame.top) * ratio
            area = QRectF(left, top, target.width() * ratio, target.height() * ratio)
            keys = _tiles_in(scale, area)
            if len(keys) > 16 or not all(key in self._tiles for key in keys):
                continue
            for key in keys:
                tile = QRectF(key.x * TILE_PX, key.y * TILE_PX, TILE_PX, TILE_PX)
                seen = tile & area
                to = QRectF(
                    seen.left() / ratio - frame.left,
                    seen.top() / ratio - frame.top,
                    seen.width() / ratio,
                    seen.height() / ratio,
                )
                painter.drawPixmap(to, self._tiles[key], seen.translated(-tile.topLeft()))
            return True
        return False

    def _other_scales(self, scale: float) -> list[float]:
        known = {key.scale for key in self._tiles} - {scale}
        return sorted(known, key=lambda other: abs(math.log2(other / scale)))[:_SCALES_TRIED]

    def _paint_world(self, painter: QPainter, frame: Frame, target: QRect) -> None:
        if self._store is None:
            return
        if self._world is None:
            self._world = self._draw_world(self._store)
        ratio = WORLD_PICTURE_PX / frame.scale
        copy = math.floor(frame.middle_x)
        for shift in (copy - 1, copy, copy + 1):
            world = frame.area(shift, 0, shift + 1, 1)
            seen = world & QRectF(target)
            if seen.isEmpty():
                continue
            from_left = (seen.left() - world.left()) * ratio
            from_top = (seen.top() - world.top()) * ratio
            source = QRectF(from_left, from_top, seen.width() * ratio, seen.height() * ratio)
            painter.drawPixmap(seen, self._world, source)

    def _draw_world(self, store: PathStore) -> QPixmap:
        """The whole world from the coarsest shapes."""
        parts = [
            part_of((cell, copy), store.paths(cell), WORLD_PICTURE_PX, 0, 0)
            for cell, copy in store.cells((0.0, 0.0, 1.0, 1.0), 0.0)
        ]
        side = WORLD_PICTURE_PX
        return QPixmap.fromImage(paint_ground(parts, self._style, side, side))


def _tiles_of(frame: Frame) -> list[TileKey]:
    """The tiles that a frame shows, those in its middle first."""
    area = QRectF(frame.left, frame.top, frame.width, frame.height)
    x, y = area.center().x() / TILE_PX - 0.5, area.center().y() / TILE_PX - 0.5
    return sorted(_tiles_in(frame.scale, area), key=lambda key: abs(key.x - x) + abs(key.y - y))


def _tiles_in(scale: float, area: QRectF) -> list[TileKey]:
    """The tiles that touch *area* (device pixels of the world); none above or below the world."""
    first, last = math.floor(area.left() / TILE_PX), math.ceil(area.right() / TILE_PX)
    top, bottom = math.floor(area.top() / TILE_PX), math.ceil(area.bottom() / TILE_PX)
    top, bottom = max(top, 0), min(bottom, math.ceil(scale / TILE_PX))
    return [TileKey(scale, x, y) for y in range(top, bottom) for x in range(first, last)]


def _rect_of(key: TileKey) -> tuple[float, float, float, float]:
    side = TILE_PX / key.scale
    return key.x * side, key.y * side, (key.x + 1) * side, (key.y + 1) * side


def _size(picture: QPixmap) -> int:
    return picture.width() * picture.height() * _BYTES_PER_PX
