"""TaskScope owns its tasks from start to end."""

from __future__ import annotations

import asyncio
import gc
import warnings
from typing import Any

import pytest

from facespace_desk.modelkit.tasks import TaskScope


class Reports(list[tuple[BaseException, str]]):
    def __call__(self, error: BaseException, where: str) -> None:
        self.append((error, where))


async def test_a_failing_task_is_reported_with_its_owner_and_name() -> None:
    reports = Reports()
    scope = TaskScope("sightings", reports)

    async def fail() -> None:
        raise ValueError("no")

    task = scope.start(fail(), name="refresh")
    await asyncio.wait({task})
    assert [(type(error), where) for error, where in reports] == [
        (ValueError, "sightings: refresh")
    ]


async def test_without_a_report_a_failure_reaches_the_loop_handler() -> None:
    contexts: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(
        lambda _loop, context: contexts.append(context)
    )
    scope = TaskScope("sightings")

    async def fail() -> None:
        raise ValueError("no")

    await asyncio.wait({scope.start(fail(), name="refresh")})
    assert [str(context["exception"]) for context in contexts] == ["no"]


async def test_the_latest_wins_and_begins_after_the_old_one_has_ended() -> None:
    scope = TaskScope("search")
    told: list[str] = []
    started = asyncio.Event()

    async def old() -> None:
        started.set()
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            told.append("old put back")

    async def new() -> None:
        told.append("new")

    first = scope.start(old(), name="a", replacing="search")
    await started.wait()
    second = scope.start(new(), name="b", replacing="search")
    await second
    assert first.cancelled()
    assert told == ["old put back", "new"]
    await scope.close()


async def test_many_replacements_run_only_the_last() -> None:
    scope = TaskScope("search")
    ran: list[int] = []

    async def search(number: int) -> None:
        await asyncio.sleep(0)
        ran.append(number)

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for number in range(20):
            last = scope.start(search(number), name="search", replacing="search")
        await last
        gc.collect()
    assert ran == [19]


async def test_close_cancels_and_waits() -> None:
    scope = TaskScope("model")
    ended: list[int] = []

    async def work(number: int) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0.01)
            ended.append(number)

    for number in range(3):
        scope.start(work(number), name=f"work {number}")
    await asyncio.sleep(0)
    await scope.close()
    await scope.close()
    assert sorted(ended) == [0, 1, 2]
    assert len(asyncio.all_tasks()) == 1


async def test_a_scope_may_be_closed_by_one_of_its_tasks() -> None:
    scope = TaskScope("model")

    async def leave() -> str:
        await scope.close()
        return "left"

    assert await scope.start(leave(), name="leave") == "left"


async def test_a_closed_scope_starts_nothing() -> None:
    scope = TaskScope("model")
    await scope.close()

    async def work() -> None:
        raise AssertionError

    with pytest.raises(RuntimeError, match="model is closed"):
        scope.start(work(), name="work")


async def test_cancel_stops_one_group_only() -> None:
    scope = TaskScope("model")
    one = scope.start(asyncio.sleep(10), name="one")
    two = scope.start(asyncio.sleep(10), name="two")
    scope.cancel("one")
    await asyncio.wait({one})
    assert one.cancelled()
    assert scope.is_running("two")
    assert not scope.is_running("one")
    await scope.close()
    assert two.cancelled()


def test_a_scope_starts_on_its_loop_between_two_turns() -> None:
    """As when a timer of the window fires while nothing runs the loop."""
    came = []

    async def make() -> TaskScope:
        return TaskScope("models")

    async def come() -> None:
        came.append(asyncio.get_running_loop())

    with asyncio.Runner() as runner:
        scope = runner.run(make())
        scope.start(come(), name="come")
        runner.run(scope.finish())
        assert came == [runner.get_loop()]
