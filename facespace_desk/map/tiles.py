"""The ground under the points: pictures of tiles, painted by one worker, kept by their bytes.

Tiles lie on the grid of the screen's pixels at the view's own scale, so a resting map is as sharp
at zoom 4.37 as at 4, and panning copies pixels. A tile that is not there yet is shown by what is:
tiles of the scale before, else a small picture of the world.

PySide's QPainter does not let go of the interpreter while it draws. The worker therefore works in
short steps between the window's frames, never in one; a shorter switch interval would not help.

Each request carries the number of its epoch. Another theme or basemap begins a new epoch, and
pictures of an old one that still arrive are dropped.
"""

from __future__ import annotations

import math
import threading
from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPixmap

from facespace_desk.map.basemap import Basemap
from facespace_desk.map.frame import Frame
from facespace_desk.map.paint import TILE_PX, Ground, PathStore, painted, painting
from facespace_desk.map.style import MapStyle

LEAST_CACHE_BYTES, MOST_CACHE_BYTES = 32 << 20, 128 << 20
KEPT_VIEWS = 8  # so many views of tiles are kept, between those limits
WORLD_PICTURE_PX = 1024
PAUSE_S = 0.0002  # between two steps of the worker, for whoever waits for the interpreter
_BYTES_PER_PX = 4
_SCALES_TRIED = 3
_MOST_COPIED = 16  # tiles of another scale that may stand in for one


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
    ground: Ground
    style: MapStyle
    store: PathStore


class TileWorker:
    """Paints jobs on one thread, which lives only while there are jobs.

    `turn` is held for each step of the work; the window holds it while it paints, and is never held
    up for longer than a step. *deliver* is called on the thread with a job and its picture.
    """

    def __init__(self, deliver: Callable[[TileJob, QImage], None]) -> None:
        self.turn = threading.Lock()
        self._deliver = deliver
        self._lock = threading.Lock()
        self._jobs: deque[TileJob] = deque()
        self._current: TileJob | None = None
        self._thread: threading.Thread | None = None
        self._is_dropped = threading.Event()  # what is being painted is not wanted any more

    def replace(self, jobs: Sequence[TileJob]) -> None:
        """Do these, in this order, instead of all others; the one under way goes on if it is one
        of them."""
        with self._lock:
            current = self._current
            if current is not None and current not in jobs:
                self._is_dropped.set()
            self._jobs = deque(job for job in jobs if job != current)
            if self._jobs and self._thread is None:
                self._thread = threading.Thread(target=self._work, name="map-tiles")
                self._thread.start()

    def stop(self) -> None:
        """Drop everything, and wait until the thread has ended: some milliseconds."""
        thread = self._thread
        self.replace([])
        if thread is not None:
            thread.join()

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
                self._is_dropped.clear()
            image = self._painted(job)
            if image is not None:
                self._deliver(job, image)

    def _painted(self, job: TileJob) -> QImage | None:
        """The picture; None when it is not wanted any more."""
        steps = painting(job.store, job.ground, job.style)
        while True:
            try:
                with self.turn:
                    next(steps)
            except StopIteration as done:
                image: QImage = done.value
                return image
            if self._is_dropped.wait(PAUSE_S):
                steps.close()
                return None


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
        self._basemap: Basemap | None = None
        self._store: PathStore | None = None  # the worker's
        self._tiles: OrderedDict[TileKey, QPixmap] = OrderedDict()
        self._bytes = 0
        self._limit = LEAST_CACHE_BYTES
        self._world: QPixmap | None = None
        self._wanted: list[TileKey] = []
        self._zoom = 0.0
        self._arrived: deque[tuple[TileJob, QImage]] = deque()
        self._post = _Post()
        self._post.arrived.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._worker = TileWorker(self._deliver)
        self.destroyed.connect(self._worker.stop)

    @property
    def turn(self) -> threading.Lock:
        """To be held while the window paints, so that the worker does not come between."""
        return self._worker.turn

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
        self._basemap, self._store = basemap, PathStore(basemap)
        self._begin_epoch()

    def set_style(self, style: MapStyle) -> None:
        """Draw so from now on; every picture of before is dropped."""
        self._style = style
        self._begin_epoch()

    def close(self) -> None:
        """Paint no more, and end the worker."""
        self._wanted = []
        self._worker.stop()

    def paint(self, painter: QPainter, frame: Frame, zoom: float) -> None:
        """Draw the ground of *frame* in device pixels, and ask for what is missing."""
        painter.fillRect(0, 0, frame.width, frame.height, self._style.water)
        self._zoom = zoom
        self._wanted = _tiles_of(frame)
        views = KEPT_VIEWS * frame.width * frame.height * _BYTES_PER_PX
        self._limit = min(max(views, LEAST_CACHE_BYTES), MOST_CACHE_BYTES)
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
        """Have all tiles of the last frame now; whether one had been missing."""
        if self._store is None or not self._missing():
            return False
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

    def _request(self) -> None:
        """Ask for what the last frame lacks, and for nothing else."""
        if self._store is not None:
            jobs = [self._job(self._store, key) for key in self._missing()]
            self._worker.replace(jobs)

    def _job(self, store: PathStore, key: TileKey) -> TileJob:
        ground = Ground(key.scale, key.x * TILE_PX, key.y * TILE_PX, self._zoom)
        return TileJob(self._epoch, key, ground, self._style, store)

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
        while self._bytes > self._limit and len(self._tiles) > len(self._wanted):
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
            if max(area.width(), area.height()) > _MOST_COPIED * TILE_PX:
                continue  # a far finer scale: millions of tiles, which to list takes seconds
            keys = _tiles_in(scale, area)
            if len(keys) > _MOST_COPIED or not all(key in self._tiles for key in keys):
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
        if self._basemap is None:
            return
        if self._world is None:
            self._world = self._draw_world(self._basemap)
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

    def _draw_world(self, basemap: Basemap) -> QPixmap:
        """The whole world from the coarsest shapes: some milliseconds, once for each style."""
        ground = Ground(WORLD_PICTURE_PX, 0, 0, 0.0, WORLD_PICTURE_PX)
        return QPixmap.fromImage(painted(PathStore(basemap), ground, self._style))


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


def _size(picture: QPixmap) -> int:
    return picture.width() * picture.height() * _BYTES_PER_PX
