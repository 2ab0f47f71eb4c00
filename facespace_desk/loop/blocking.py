"""Calls that block, on daemon threads: a call that never returns cannot keep the program alive.

No Qt. The interpreter joins the threads of `ThreadPoolExecutor` at its end, and qasync waits for
its own; a key store that never answers would then hang the exit. Daemon threads are left behind.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import suppress
from queue import SimpleQueue
from typing import Any, ParamSpec, TypeVar

T = TypeVar("T")
P = ParamSpec("P")

WORKERS = 8

_Job = tuple[Future[Any], Callable[[], Any]]


async def run_blocking(func: Callable[[], T], *, limit_s: float, name: str) -> T:
    """The answer of *func*, called on a daemon thread of its own.

    Raises:
        TimeoutError: no answer within *limit_s*; the thread is left behind, its answer unread.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[T] = loop.create_future()

    def settle(value: T | None, error: BaseException | None) -> None:
        if answer.done():
            return
        if error is not None:
            answer.set_exception(error)
        else:
            answer.set_result(value)  # type: ignore[arg-type]  # None only where T is None

    def work() -> None:
        value, error = None, None
        try:
            value = func()
        except BaseException as caught:  # noqa: BLE001  # handed to the one who asked
            error = caught
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(settle, value, error)

    threading.Thread(target=work, name=name, daemon=True).start()
    async with asyncio.timeout(limit_s):
        return await answer


class DaemonExecutor(Executor):
    """A pool of daemon threads for short blocking work; `shutdown` never waits for a stuck job."""

    def __init__(self, workers: int = WORKERS, name: str = "desk-worker") -> None:
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._idle = threading.Semaphore(0)
        self._lock = threading.Lock()
        self._limit = workers
        self._name = name
        self._threads: list[threading.Thread] = []
        self._is_shut = False

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        future: Future[T] = Future()
        with self._lock:
            if self._is_shut:
                raise RuntimeError("the pool was shut down")
            self._jobs.put((future, lambda: fn(*args, **kwargs)))
            if not self._idle.acquire(blocking=False) and len(self._threads) < self._limit:
                self._add_thread()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more jobs. Jobs under way go on by themselves; *wait* is not obeyed."""
        with self._lock:
            self._is_shut = True
            while cancel_futures and not self._jobs.empty():
                job = self._jobs.get()
                if job is not None:
                    job[0].cancel()
            for _ in self._threads:
                self._jobs.put(None)

    def _add_thread(self) -> None:
        number = len(self._threads)
        thread = threading.Thread(target=self._work, name=f"{self._name}-{number}", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            future, call = job
            if future.set_running_or_notify_cancel():
                try:
                    future.set_result(call())
                except BaseException as error:  # noqa: BLE001  # handed to the one who asked
                    future.set_exception(error)
            del job, future, call
            self._idle.release()
