"""TaskScope: owns, names, replaces, cancels and awaits tasks. Plain asyncio, no Qt.

Every model has one scope. A slot that asks for something calls `start`; nobody else holds the task,
and closing the scope leaves nothing behind.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

Report = Callable[[BaseException, str], None]


class TaskScope:
    """The tasks of one owner.

    They run on the loop that the scope was made on, also when they are started between two of its
    turns, as by a timer of a window. A task that fails is told to *report* as
    `(exception, "owner: name")`; without one it goes to the loop's exception handler, as a task
    that nobody awaits should.
    """

    def __init__(self, owner: str, report: Report | None = None) -> None:
        self._owner = owner
        self._report = report
        self._loop = _running_loop()
        self._groups: dict[str, set[asyncio.Task[Any]]] = {}
        self._is_closed = False

    def start(
        self, coro: Coroutine[Any, Any, T], *, name: str, replacing: str | None = None
    ) -> asyncio.Task[T]:
        """Run *coro* as a task of this scope.

        With *replacing*, tasks of that group are cancelled first and the new one begins when they
        have ended: the latest wins and an old one never writes its result over a newer one.

        Raises:
            RuntimeError: the scope is closed.
        """
        if self._is_closed:
            coro.close()
            raise RuntimeError(f"{self._owner} is closed and cannot start {name}")
        group = name if replacing is None else replacing
        replaced = set() if replacing is None else set(self._groups.get(group, ()))
        for old in replaced:
            old.cancel()
        body = _after(replaced, coro) if replaced else coro
        loop = self._loop or asyncio.get_running_loop()
        task = loop.create_task(body, name=f"{self._owner}: {name}")
        self._groups.setdefault(group, set()).add(task)
        task.add_done_callback(lambda done: self._forget(group, done, coro))
        return task

    def cancel(self, group: str) -> None:
        """Ask the tasks of *group* (the name given as `replacing`, or else as `name`) to stop."""
        for task in tuple(self._groups.get(group, ())):
            task.cancel()

    def is_running(self, group: str) -> bool:
        return bool(self._groups.get(group))

    async def close(self) -> None:
        """Cancel every task and wait until all have ended. Closing twice is harmless."""
        self._is_closed = True
        current = asyncio.current_task()
        tasks = {task for group in self._groups.values() for task in group} - {current}
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    async def finish(self) -> None:
        """Let every task come to its own end, then close: for work that must not be lost."""
        while tasks := {task for group in self._groups.values() for task in group}:
            await asyncio.wait(tasks)
        self._is_closed = True

    def _forget(self, group: str, task: asyncio.Task[Any], coro: Coroutine[Any, Any, Any]) -> None:
        coro.close()  # cancelled before its first step, it would warn that nobody awaited it
        tasks = self._groups[group]
        tasks.discard(task)
        if not tasks:
            del self._groups[group]
        error = None if task.cancelled() else task.exception()
        if error is None:
            return
        if self._report is not None:
            self._report(error, task.get_name())
            return
        task.get_loop().call_exception_handler(
            {"message": f"{task.get_name()} failed", "exception": error, "task": task}
        )


def _running_loop() -> asyncio.AbstractEventLoop | None:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


async def _after(replaced: set[asyncio.Task[Any]], coro: Coroutine[Any, Any, T]) -> T:
    await asyncio.wait(replaced)
    return await coro
