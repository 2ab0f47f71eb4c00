"""A thread that owns one database connection: jobs in order, and rows committed in batches.

Queued rows are committed at most `BATCH_S` after the first of them came, whatever else is going on:
a long job gives way between its steps.
"""

import asyncio
import concurrent.futures
import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import apsw

from facespace_desk.language import tr
from facespace_desk.store.database import in_words, transaction
from facespace_desk.store.records import StoreTrouble

T = TypeVar("T")

BATCH_S = 0.1  # leaves 150 ms of the 250 ms for a slow disk
BATCH_ROWS = 5_000  # rows in one transaction
QUEUE_ROWS = 500_000  # beyond, the oldest are dropped and counted
RETRY_S = 2.0
CLOSE_LIMIT_S = 5.0

log = logging.getLogger("desk.store")


@dataclass(frozen=True)
class Batch:
    """Rows, and how to write them inside a transaction."""

    write: Callable[[apsw.Connection, Sequence[Any]], object]
    items: Sequence[Any]


class DatabaseThread:
    """Owns the connection that *connect* makes; a daemon, so it never keeps the program alive."""

    def __init__(self, name: str, connect: Callable[[], apsw.Connection]) -> None:
        self._connect = connect
        self._condition = threading.Condition()
        self._jobs: deque[Callable[[apsw.Connection], None]] = deque()
        self._pending: deque[Batch] = deque()
        self._pending_rows = 0
        self._due: float | None = None  # monotonic moment of the next commit
        self._is_closing = False
        self._opened: concurrent.futures.Future[None] = concurrent.futures.Future()
        self._ended: concurrent.futures.Future[None] = concurrent.futures.Future()
        for future in (self._opened, self._ended):
            future.set_running_or_notify_cancel()  # who stops waiting does not cancel them
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self.trouble: str | None = None  # why rows cannot be written just now
        self.dropped = 0  # rows lost because the queue was full

    async def start(self) -> None:
        """Open the connection. Raises StoreTrouble."""
        self._thread.start()
        try:
            await asyncio.wrap_future(self._opened)
        except asyncio.CancelledError:
            self._ask_to_end()
            raise

    def queue(
        self, write: Callable[[apsw.Connection, Sequence[T]], object], items: Sequence[T]
    ) -> None:
        """Write *items* soon, some at a time; returns at once. May be called from any thread."""
        with self._condition:
            if self._is_closing:
                return
            for start in range(0, len(items), BATCH_ROWS):
                batch = Batch(write, items[start : start + BATCH_ROWS])
                self._pending.append(batch)
                self._pending_rows += len(batch.items)
            while self._pending_rows > QUEUE_ROWS:
                lost = len(self._pending.popleft().items)
                self._pending_rows -= lost
                self.dropped += lost
            if self._due is None:
                self._due = time.monotonic() + BATCH_S
                self._condition.notify()

    async def run(self, job: Callable[[apsw.Connection], T]) -> T:
        """What *job* answers, on the thread. Raises StoreTrouble."""
        return await asyncio.wrap_future(self._submit(job))

    async def run_steps(self, job: Callable[[apsw.Connection], Generator[None, None, T]]) -> T:
        """As `run`, for a long job: between steps, outside transactions, due rows are written."""

        def all_steps(connection: apsw.Connection) -> T:
            steps = job(connection)
            while True:
                try:
                    next(steps)
                except StopIteration as end:
                    answer: T = end.value
                    return answer
                if self._is_due():
                    self._write_pending(connection)

        return await asyncio.wrap_future(self._submit(all_steps))

    async def flush(self) -> None:
        """Wait until what was queued before is committed. Raises StoreTrouble."""

        def write(connection: apsw.Connection) -> None:
            self._write_pending(connection)
            if self.trouble is not None:
                raise StoreTrouble(self.trouble)

        await self.run(write)

    async def close(self) -> None:
        """Write what is queued and end the thread, within `CLOSE_LIMIT_S`. May be repeated."""
        self._ask_to_end()
        try:
            async with asyncio.timeout(CLOSE_LIMIT_S):
                await asyncio.wrap_future(self._ended)
        except TimeoutError:
            log.warning("the store did not close within %s s", CLOSE_LIMIT_S)

    def _submit(self, job: Callable[[apsw.Connection], T]) -> concurrent.futures.Future[T]:
        outcome: concurrent.futures.Future[T] = concurrent.futures.Future()

        def perform(connection: apsw.Connection) -> None:
            if not outcome.set_running_or_notify_cancel():
                return
            try:
                with in_words():
                    outcome.set_result(job(connection))
            except BaseException as error:  # noqa: BLE001 - relayed: raised again in the caller
                outcome.set_exception(error)

        with self._condition:
            if self._is_closing:
                outcome.set_exception(StoreTrouble(tr("The store is closed.")))
                return outcome
            self._jobs.append(perform)
            self._condition.notify()
        return outcome

    def _ask_to_end(self) -> None:
        with self._condition:
            self._is_closing = True
            self._condition.notify()

    def _run(self) -> None:
        try:
            connection = self._connect()
        except BaseException as error:  # noqa: BLE001 - relayed: raised again in start()
            self._opened.set_exception(error)
            self._ended.set_result(None)
            return
        self._opened.set_result(None)
        try:
            self._serve(connection)
        finally:
            connection.close()
            self._ended.set_result(None)

    def _serve(self, connection: apsw.Connection) -> None:
        while True:
            with self._condition:
                while not (self._jobs or self._is_closing or self._is_due()):
                    self._condition.wait(self._patience_s())
                job = self._jobs.popleft() if self._jobs else None
            if self._pending and (self.trouble is None or self._is_due() or job is None):
                self._write_pending(connection)  # first, so that a job finds what came before it
            if job is not None:
                job(connection)
            elif self._is_closing:
                break
        if self._pending_rows:
            log.error("%d rows could not be written: %s", self._pending_rows, self.trouble)

    def _is_due(self) -> bool:
        return self._due is not None and self._due <= time.monotonic()

    def _patience_s(self) -> float | None:
        return None if self._due is None else max(0.0, self._due - time.monotonic())

    def _write_pending(self, connection: apsw.Connection) -> None:
        """Commit the queue in transactions of about `BATCH_ROWS`; in trouble keep it for later."""
        while batches := self._next_batches():
            try:
                with in_words(), transaction(connection):
                    for batch in batches:
                        batch.write(connection, batch.items)
            except StoreTrouble as trouble:
                self._note_trouble(str(trouble))
                return
            except (TypeError, ValueError, AttributeError) as error:
                # A programming error in one row must not stop all that come after it.
                log.error("rows of a wrong shape were not kept (%s)", type(error).__name__)
                self.dropped += sum(len(batch.items) for batch in batches)
            self._taken(batches)
        self._note_trouble(None)

    def _next_batches(self) -> list[Batch]:
        batches: list[Batch] = []
        rows = 0
        with self._condition:
            for batch in self._pending:
                if batches and rows + len(batch.items) > BATCH_ROWS:
                    break
                batches.append(batch)
                rows += len(batch.items)
        return batches

    def _taken(self, batches: list[Batch]) -> None:
        """Remove from the queue what was written; a full queue may have dropped some meanwhile."""
        with self._condition:
            for batch in batches:
                if self._pending and self._pending[0] is batch:
                    self._pending.popleft()
                    self._pending_rows -= len(batch.items)

    def _note_trouble(self, words: str | None) -> None:
        if words is not None and self.trouble is None:
            log.error("%s Rows wait in memory.", words)
        if words is None and self.trouble is not None:
            log.info("the store takes rows again")
        self.trouble = words
        with self._condition:
            if words is not None:
                self._due = time.monotonic() + RETRY_S
            elif self._pending:
                self._due = time.monotonic() + BATCH_S
            else:
                self._due = None
