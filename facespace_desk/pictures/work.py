"""A few threads for pictures: what has not begun can be dropped, and the newest request wins.

No Qt and no libvips; the jobs bring that. The threads are daemons: a picture that takes for ever
keeps nobody from leaving.
"""

from __future__ import annotations

import asyncio
import itertools
import threading
import time
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Any, TypeVar

from facespace_desk.pictures.raster import PictureTrouble

T = TypeVar("T")

WORKERS = 2  # decoding fills a core; the window needs some of the others
WAITING = 2_000  # jobs; beyond, the oldest are dropped
CLOSE_LIMIT_S = 5.0


class WorkDropped(Exception):
    """There is no answer: a newer request took the place of this one, or the work was closed."""


class PictureWork:
    """Runs blocking jobs on at most *workers* threads, in the order in which they were asked for.

    All methods are for the thread of the loop; none blocks it.
    """

    def __init__(self, *, workers: int = WORKERS, waiting: int = WAITING) -> None:
        self.workers = workers
        self._most_waiting = waiting
        self._condition = threading.Condition()
        self._waiting: dict[int, tuple[Future[Any], Callable[[], Any]]] = {}  # oldest first
        self._latest: dict[Hashable, Future[Any]] = {}  # of each key, not yet answered
        self._numbers = itertools.count()
        self._threads: list[threading.Thread] = []
        self._idle = 0
        self._is_closed = False

    async def run(self, job: Callable[[], T], *, key: Hashable = None) -> T:
        """What *job* answers. Cancelled before it began, it never runs; after, nobody reads it.

        Of several under one *key* only the newest is answered.

        Raises:
            WorkDropped: a newer one came under the same key, too many wait, or `close()` was asked.
        """
        return await asyncio.wrap_future(self.submit(job, key=key))

    def submit(self, job: Callable[[], T], *, key: Hashable = None) -> Future[T]:
        """As `run`, for who has many at a time: `cancel()` drops what has not begun."""
        future: Future[T] = Future()
        with self._condition:
            if self._is_closed:
                future.set_exception(WorkDropped("the work was closed"))
                return future
            number = next(self._numbers)
            future.add_done_callback(lambda done: self._forget(number, key, done))
            if key is not None:
                older = self._latest.get(key)
                self._latest[key] = future
                if older is not None:
                    _drop(older, "a newer request took its place")
            self._waiting[number] = (future, job)
            if len(self._waiting) > self._most_waiting:
                oldest, _ = next(iter(self._waiting.values()))
                _drop(oldest, "too many requests were waiting")
            self._wake()
        return future

    async def close(self) -> None:
        """Drop what waits, and wait a while for what is under way. May be repeated."""
        with self._condition:
            self._is_closed = True
            for future, _ in list(self._waiting.values()):
                _drop(future, "the work was closed")
            self._condition.notify_all()
        await asyncio.to_thread(self._join)

    def _join(self) -> None:
        deadline = time.monotonic() + CLOSE_LIMIT_S
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))

    def _wake(self) -> None:
        if len(self._waiting) > self._idle and len(self._threads) < self.workers:
            name = f"desk-pictures-{len(self._threads)}"
            self._threads.append(threading.Thread(target=self._work, name=name, daemon=True))
            self._threads[-1].start()
        self._condition.notify()

    def _forget(self, number: int, key: Hashable, future: Future[Any]) -> None:
        """Answered, dropped or cancelled: nothing of it is kept."""
        with self._condition:
            self._waiting.pop(number, None)
            if self._latest.get(key) is future:
                del self._latest[key]

    def _work(self) -> None:
        while (taken := self._next()) is not None:
            future, job = taken
            try:
                value = job()
            except PictureTrouble as trouble:
                self._settle(future, error=trouble.bare())
            except BaseException as error:  # noqa: BLE001  # handed to the one who asked
                self._settle(future, error=error)
            else:
                self._settle(future, value)
                del value
            del taken, future, job  # the next may be long in coming, and these hold pictures

    def _next(self) -> tuple[Future[Any], Callable[[], Any]] | None:
        """The oldest job, now under way; None when there will be no more."""
        with self._condition:
            while True:
                while self._waiting:
                    future, job = self._waiting.pop(next(iter(self._waiting)))
                    if future.set_running_or_notify_cancel():
                        return future, job
                if self._is_closed:
                    return None
                self._idle += 1
                self._condition.wait()
                self._idle -= 1

    def _settle(
        self, future: Future[Any], value: object = None, error: BaseException | None = None
    ) -> None:
        with self._condition:  # against a newer one, which may drop it just now
            if future.done():
                return
            if error is None:
                future.set_result(value)
            else:
                future.set_exception(error)


def _drop(future: Future[Any], words: str) -> None:
    """Answer it with `WorkDropped`; what is under way goes on for nobody."""
    if not future.done():
        future.set_exception(WorkDropped(words))
