"""Reading the basemap and making large indexes on threads, so that the window goes on."""

from __future__ import annotations

import logging
import threading
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from facespace_desk.language import tr
from facespace_desk.map.basemap import Basemap
from facespace_desk.map.index import PointIndex
from facespace_desk.map.layers import PointLayer

log = logging.getLogger("desk.map")

THREADED_FROM = 50_000  # points; fewer are indexed in some 10 ms


class _Shared:
    """The basemap is read once in a process: it never changes, and takes megabytes."""

    lock = threading.Lock()
    basemap: Basemap | None = None


def shared_basemap() -> Basemap:
    """The embedded basemap, read now if nobody did yet.

    Raises:
        OSError: it cannot be read.
        ValueError: it is damaged.
    """
    with _Shared.lock:
        if _Shared.basemap is None:
            _Shared.basemap = Basemap.load()
        return _Shared.basemap


def index_of(layer: PointLayer) -> PointIndex:
    return PointIndex.of_places(layer.lon, layer.lat, layer.state)


class Loading(QObject):
    """Work for one map on threads of their own. Signals:

    basemap_read(object): the Basemap.
    basemap_failed(str): why there is none, in words.
    index_made(object, object): the PointLayer and its PointIndex, the latest asked for only.
    """

    basemap_read = Signal(object)
    basemap_failed = Signal(str)
    index_made = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threads: list[threading.Thread] = []
        self._layer: PointLayer | None = None
        self._post = _Post()
        self._post.done.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self.destroyed.connect(_Join(self._threads))

    def read_basemap(self) -> None:
        """Answers by a signal; at once when the basemap was read before."""
        if _Shared.basemap is not None:
            self.basemap_read.emit(_Shared.basemap)
            return
        post = self._post

        def read() -> None:
            try:
                post.done.emit((None, shared_basemap()))
            except (OSError, ValueError) as error:
                log.warning("the basemap cannot be read: %s", error)
                post.done.emit(
                    (None, tr("The built-in map cannot be read: {reason}", reason=error))
                )

        self._start(read, "map-basemap")

    def make_index(self, layer: PointLayer) -> None:
        """Answers by a signal, at once for few points. Forgets what was asked for before."""
        self._layer = layer
        if len(layer) < THREADED_FROM:
            self.index_made.emit(layer, index_of(layer))
            return
        post = self._post
        self._start(lambda: post.done.emit((layer, index_of(layer))), "map-index")

    def forget_index(self) -> None:
        """What is being made is not wanted any more."""
        self._layer = None

    def finish(self) -> None:
        """Wait for the threads; their answers come with the next turn of the loop."""
        for thread in self._threads:
            thread.join()

    def _start(self, work: Any, name: str) -> None:
        self._threads[:] = [thread for thread in self._threads if thread.is_alive()]
        thread = threading.Thread(target=work, name=name)
        self._threads.append(thread)
        thread.start()

    def _tell(self, news: tuple[PointLayer | None, object]) -> None:
        layer, result = news
        if layer is not None:
            if layer is self._layer:
                self.index_made.emit(layer, result)
        elif isinstance(result, Basemap):
            self.basemap_read.emit(result)
        else:
            self.basemap_failed.emit(str(result))


class _Post(QObject):
    """Carries results to the GUI thread; it outlives the map while a thread works."""

    done = Signal(object)


class _Join:
    """Waits for threads when their map is destroyed."""

    def __init__(self, threads: list[threading.Thread]) -> None:
        self._threads = threads

    def __call__(self) -> None:
        for thread in self._threads:
            thread.join()
