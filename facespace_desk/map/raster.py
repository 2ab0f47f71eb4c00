"""Raster tiles of a source that the user chose, over the built-in map.

What is not there yet, or cannot be had, lets the built-in map be seen. Only what the view shows is
asked for. Pictures are decoded on a thread, only in formats of tiles, and only up to their size.
"""

from __future__ import annotations

import asyncio
import math
from collections import OrderedDict

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QImage, QImageReader, QPainter, QPixmap

from facespace_desk.language import tr
from facespace_desk.map.frame import Frame
from facespace_desk.map.sources import MOST_SIDE_PX, TileImage, TileSource, TileTrouble
from facespace_desk.modelkit.tasks import TaskScope

CACHE_BYTES = 64 << 20
_MOST_ASKED = 8  # at once; the source itself holds fewer connections
_BYTES_PER_PX = 4
_LAYERS_UP = 4  # so many zooms up a coarser picture stands in

Number = tuple[int, int, int]  # zoom, x, y

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", b"png"),
    (b"\xff\xd8\xff", b"jpeg"),
    (b"RIFF", b"webp"),
)


def decode(tile: TileImage) -> QImage | None:
    """The picture; None when it is none, or another than its header said. On any thread."""
    kind = next((kind for sign, kind in _SIGNATURES if tile.data.startswith(sign)), None)
    if kind is None:
        return None
    data = QByteArray(tile.data)
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind))
    reader.setDecideFormatFromContent(False)
    size = reader.size()
    if not (0 < size.width() <= MOST_SIDE_PX and 0 < size.height() <= MOST_SIDE_PX):
        return None
    image = reader.read()
    if image.isNull():
        return None
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


class RasterLayer(QObject):
    """Tiles of one source. Signals:

    changed(): a tile has arrived.
    trouble(str): the source does not answer as it should; told once until it does again.
    """

    changed = Signal()
    trouble = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.source: TileSource | None = None
        self._tasks = TaskScope("map tiles")
        self._pictures: OrderedDict[Number, QPixmap] = OrderedDict()
        self._bytes = 0
        self._failed: set[Number] = set()
        self._asked: set[Number] = set()
        self._is_troubled = False
        self._peace = QTimer(self)  # while it runs the source is asked for nothing
        self._peace.setSingleShot(True)
        self._peace.timeout.connect(self.try_again)

    def set_source(self, source: TileSource | None) -> None:
        """Show tiles of *source*; the caller closes the one before."""
        for number in self._asked:
            self._tasks.cancel(_name(number))
        self.source = source
        self._pictures.clear()
        self._bytes = 0
        self._failed.clear()
        self._asked = set()
        self._is_troubled = False
        self._peace.stop()
        self.changed.emit()

    def try_again(self) -> None:
        """Ask once more for what could not be had."""
        self._failed.clear()
        self.changed.emit()

    async def close(self) -> None:
        """End what is under way."""
        self.source = None
        self._peace.stop()
        await self._tasks.close()

    def paint(self, painter: QPainter, frame: Frame, zoom: float) -> None:
        """Draw what there is in device pixels, and ask for the rest."""
        source = self.source
        if source is None or zoom + 1 < source.min_zoom:
            return
        level = min(max(round(zoom), source.min_zoom), source.max_zoom)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        wanted = _tiles_in(frame, level)
        for number, area in wanted:
            self._paint_tile(painter, number, area)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        self._ask(source, [number for number, _area in wanted])

    def _paint_tile(self, painter: QPainter, number: Number, area: QRectF) -> None:
        """The tile itself, or the part of a coarser one that is there."""
        zoom, x, y = number
        for up in range(min(_LAYERS_UP, zoom) + 1):
            picture = self._pictures.get((zoom - up, x >> up, y >> up))
            if picture is not None:
                self._pictures.move_to_end((zoom - up, x >> up, y >> up))
                side = 1 / (1 << up)
                wide, high = picture.width() * side, picture.height() * side
                left, top = (x % (1 << up)) * wide, (y % (1 << up)) * high
                painter.drawPixmap(area, picture, QRectF(left, top, wide, high))
                return

    def _ask(self, source: TileSource, wanted: list[Number]) -> None:
        seen = set(wanted)
        for number in self._asked - seen:
            self._tasks.cancel(_name(number))
        self._asked &= seen
        if self._peace.isActive():
            return
        for number in wanted:
            if len(self._asked) >= _MOST_ASKED:
                return
            if number not in self._asked | self._failed and number not in self._pictures:
                self._asked.add(number)
                self._tasks.start(self._fetch(source, number), name=_name(number))

    async def _fetch(self, source: TileSource, number: Number) -> None:
        image = None
        try:
            tile = await source.tile(*number)
            if tile is not None:
                image = await asyncio.to_thread(decode, tile)
        except TileTrouble as trouble:
            self._complain(str(trouble))
            if trouble.retry_after_s > 0 and source is self.source:
                self._peace.start(math.ceil(trouble.retry_after_s * 1000))
        else:
            if tile is not None and image is None:
                self._complain(
                    tr("{source} sent something that is no picture of a tile.", source=source.name)
                )
        finally:
            if source is self.source:
                self._asked.discard(number)
        if source is not self.source:
            return
        if image is None:
            self._failed.add(number)
        else:
            self._is_troubled = False
            self._keep(number, QPixmap.fromImage(image))
        self.changed.emit()

    def _complain(self, words: str) -> None:
        if not self._is_troubled:
            self._is_troubled = True
            self.trouble.emit(words)

    def _keep(self, number: Number, picture: QPixmap) -> None:
        self._pictures[number] = picture
        self._bytes += _size(picture)
        while self._bytes > CACHE_BYTES:
            _number, dropped = self._pictures.popitem(last=False)
            self._bytes -= _size(dropped)


def _tiles_in(frame: Frame, zoom: int) -> list[tuple[Number, QRectF]]:
    """The tiles that a frame shows and where they lie in it, its middle first."""
    count = 1 << zoom
    x0, y0, x1, y1 = frame.rect
    found = []
    for y in range(max(math.floor(y0 * count), 0), min(math.ceil(y1 * count), count)):
        for x in range(math.floor(x0 * count), math.ceil(x1 * count)):
            area = frame.area(x / count, y / count, (x + 1) / count, (y + 1) / count)
            found.append(((zoom, x % count, y), area))
    middle_x, middle_y = frame.width / 2, frame.height / 2
    found.sort(
        key=lambda one: math.hypot(one[1].center().x() - middle_x, one[1].center().y() - middle_y)
    )
    return found


def _name(number: Number) -> str:
    return "tile {}/{}/{}".format(*number)


def _size(picture: QPixmap) -> int:
    return picture.width() * picture.height() * _BYTES_PER_PX
