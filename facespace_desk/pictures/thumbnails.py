"""Thumbnails of files: of those on screen, in their order, kept in memory and on disk.

No Qt; libvips is loaded on a thread of the work, with the first picture. A picture with alpha
keeps it: the view paints what lies behind.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from facespace_desk.language import tr
from facespace_desk.pictures.raster import PictureLimits, PictureTrouble, Raster, TroubleKind
from facespace_desk.pictures.thumbnail_cache import ThumbnailCache, cache_key
from facespace_desk.pictures.work import PictureWork, WorkDropped

Thumbnail = Raster | PictureTrouble

BOX = (256, 256)
MEMORY_BYTES = 64 * 1024 * 1024
NEWS_S = 0.03  # thumbnails made within this time are told of together
AHEAD = 2  # jobs per thread that are handed out: one under way, one so that it need not wait
TROUBLE_BYTES = 500  # of memory, about


@dataclass(frozen=True)
class Stamp:
    """What a file was when it was looked at; another stamp is another picture."""

    size: int
    modified_ns: int

    @classmethod
    def of(cls, path: Path) -> Stamp | None:
        """None when there is no such file, or none that can be asked."""
        try:
            found = path.stat()
        except OSError:
            return None
        return cls(found.st_size, found.st_mtime_ns)


@dataclass(frozen=True)
class _Held:
    stamp: Stamp | None
    thumbnail: Thumbnail

    @property
    def bytes(self) -> int:
        return len(self.thumbnail.data) if isinstance(self.thumbnail, Raster) else TROUBLE_BYTES


class Thumbnails:
    """Makes what is wanted; tells of what has come. All methods are for the thread of the loop."""

    def __init__(
        self,
        work: PictureWork,
        on_news: Callable[[list[Path]], None],
        *,
        box: tuple[int, int] = BOX,
        cache: ThumbnailCache | None = None,
        memory_bytes: int = MEMORY_BYTES,
        limits: PictureLimits | None = None,
    ) -> None:
        self._work = work
        self._on_news = on_news
        self._box = box
        self._cache = cache
        self._most_bytes = memory_bytes
        self._limits = limits or PictureLimits()
        self._held: OrderedDict[Path, _Held] = OrderedDict()  # longest unseen first
        self._held_bytes = 0
        self._wanted: dict[Path, None] = {}
        self._open: dict[Path, None] = {}  # wanted and not yet looked at, in the order wanted
        self._under_way: dict[Path, Future[_Held | None]] = {}
        self._news: dict[Path, None] = {}
        self._telling: asyncio.TimerHandle | None = None
        self._is_closed = False

    def want(self, paths: Iterable[Path]) -> None:
        """*paths* are on screen now, to be made in this order; what else has not begun is dropped.

        What is held is shown meanwhile, and looked at again when it comes into view: a file may
        have changed.
        """
        before, self._wanted = self._wanted, dict.fromkeys(paths)
        for path, future in list(self._under_way.items()):
            if path not in self._wanted and future.cancel():
                del self._under_way[path]
        due = [path for path in self._wanted if path in self._open or path not in before]
        due.sort(key=lambda path: path in self._held)
        self._open = dict.fromkeys(due)
        self._feed()

    def get(self, path: Path) -> Thumbnail | None:
        """What is held of *path*: pixels, or why there are none; None while it is not known."""
        held = self._held.get(path)
        if held is None:
            return None
        self._held.move_to_end(path)
        return held.thumbnail

    def forget(self, paths: Iterable[Path]) -> None:
        """*paths* have changed or are gone: what is held of them is wrong."""
        for path in paths:
            self._let_go(path)
            if path in self._wanted:
                self._open[path] = None
        self._feed()

    def close(self) -> None:
        """Drop what has not begun, and tell of nothing any more."""
        self._is_closed = True
        self.want(())
        if self._telling is not None:
            self._telling.cancel()

    def _feed(self) -> None:
        """Hand out as much as keeps the threads busy; the order of the rest can still change."""
        while not self._is_closed and len(self._under_way) < self._work.workers * AHEAD:
            path = next((path for path in self._open if path not in self._under_way), None)
            if path is None:
                return
            del self._open[path]
            self._begin(path)

    def _begin(self, path: Path) -> None:
        loop = asyncio.get_running_loop()
        held = self._held.get(path)

        def job() -> _Held | None:
            return self._look(path, held)

        def done(future: Future[_Held | None]) -> None:
            with suppress(RuntimeError):  # the loop is closed: nobody waits any more
                loop.call_soon_threadsafe(self._arrived, path, future)

        future = self._work.submit(job)
        self._under_way[path] = future
        future.add_done_callback(done)

    def _look(self, path: Path, held: _Held | None) -> _Held | None:
        """On a thread of the work: the thumbnail, or None when what is held is still right."""
        stamp = Stamp.of(path)
        if held is not None and stamp is not None and stamp == held.stamp:
            return None
        try:
            return _Held(stamp, self._made(path, stamp))
        except PictureTrouble as trouble:
            return _Held(stamp, trouble.bare())

    def _made(self, path: Path, stamp: Stamp | None) -> Raster:
        from facespace_desk.pictures.decode import decode  # here, for a thread to wait for

        if self._cache is None or stamp is None:
            return decode(path, box=self._box, limits=self._limits)
        key = cache_key(path, stamp.size, stamp.modified_ns, self._box)
        kept = self._cache.load(key)
        if kept is not None:
            return kept
        made = decode(path, box=self._box, limits=self._limits)
        self._cache.save(key, made)
        return made

    def _arrived(self, path: Path, future: Future[_Held | None]) -> None:
        if self._under_way.get(path) is not future:  # dropped, and perhaps begun again
            return
        del self._under_way[path]
        if self._is_closed:
            return
        error = future.exception()
        if error is None:
            held = future.result()
        elif isinstance(error, WorkDropped):
            held = None
        else:  # a defect of ours: told as such, and not tried for ever
            held = _Held(None, PictureTrouble(TroubleKind.BROKEN, tr("It could not be shown.")))
            context = {"message": "A thumbnail failed", "exception": error}
            asyncio.get_running_loop().call_exception_handler(context)
        if held is not None:
            self._hold(path, held)
        self._feed()

    def _hold(self, path: Path, held: _Held) -> None:
        self._let_go(path)
        self._held[path] = held
        self._held_bytes += held.bytes
        excess = self._held_bytes - self._most_bytes
        for other in list(self._held) if excess > 0 else ():
            if excess > 0 and other not in self._wanted:
                excess -= self._held[other].bytes
                self._let_go(other)
        self._news[path] = None
        if self._telling is None:
            self._telling = asyncio.get_running_loop().call_later(NEWS_S, self._tell)

    def _let_go(self, path: Path) -> None:
        held = self._held.pop(path, None)
        if held is not None:
            self._held_bytes -= held.bytes

    def _tell(self) -> None:
        self._telling = None
        news, self._news = list(self._news), {}
        self._on_news(news)
