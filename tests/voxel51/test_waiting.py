"""Waiting for jobs, and functions over many things: within limits, in order, stopped in time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from facespace_desk.voxel51.errors import (
    APIError,
    AuthenticationError,
    JobExecutionError,
    JobGoneError,
    JobTimeoutError,
    NotFoundError,
)
from facespace_desk.voxel51.mapping import bounded_map
from facespace_desk.voxel51.records import Job, JobState
from facespace_desk.voxel51.waiting import wait_until_complete
from tests.limits import AT_ONCE_S
from tests.voxel51.platform_bench import entered
from tests.voxel_simulator import RunningVoxel

DOWN = APIError("down", operation="look")


class Watch:
    """A clock that goes on while somebody sleeps, and what the job says each time."""

    def __init__(self, *answers: str | APIError) -> None:
        self.now_s = 0.0
        self.answers = list(answers)
        self.looks = 0

    async def look(self, job_id: str) -> Job:
        self.looks += 1
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, APIError):
            raise answer
        return Job(id=job_id, state=answer)

    async def sleep(self, seconds: float) -> None:
        self.now_s += seconds

    async def wait(self, *, max_wait_time: float = 600.0) -> tuple[Job, list[str]]:
        states: list[str] = []
        job = await wait_until_complete(
            self.look,
            "job-7",
            max_wait_time=max_wait_time,
            changed=lambda each: states.append(each.state),
            clock=lambda: self.now_s,
            sleep=self.sleep,
        )
        return job, states


async def test_it_hears_of_each_state_once() -> None:
    watch = Watch("QUEUED", "QUEUED", "RUNNING", DOWN, "RUNNING", "COMPLETE")
    job, states = await watch.wait()
    assert job.is_complete
    assert states == ["QUEUED", "RUNNING", "COMPLETE"]
    assert watch.now_s == 25.0  # five seconds between


async def test_a_job_that_failed_or_has_gone_ends_the_waiting() -> None:
    with pytest.raises(JobExecutionError, match="job-7 has failed") as failure:
        await Watch("RUNNING", JobState.FAILED).wait()
    assert type(failure.value) is JobExecutionError
    watch = Watch("RUNNING", NotFoundError("gone", operation="look", status=404))
    with pytest.raises(JobGoneError, match="job-7"):
        await watch.wait()
    assert watch.looks == 2


async def test_a_job_that_does_not_end_has_a_limit_of_its_own() -> None:
    watch = Watch("RUNNING")
    with pytest.raises(JobTimeoutError, match="12 s"):
        await watch.wait(max_wait_time=12.0)
    assert watch.now_s == 12.0
    assert watch.looks == 4  # the last at the very end


async def test_five_failed_looks_in_a_row_are_borne_and_a_sixth_is_not() -> None:
    watch = Watch(*[DOWN] * 5, "RUNNING", *[DOWN] * 5, "COMPLETE")
    await watch.wait()
    watch = Watch(DOWN)
    with pytest.raises(APIError, match="down"):
        await watch.wait()
    assert watch.looks == 6
    watch = Watch(AuthenticationError("no", operation="look", status=401))
    with pytest.raises(AuthenticationError):
        await watch.wait()
    assert watch.looks == 1


async def test_waiting_at_a_real_service_is_cancelled_at_once(voxel: RunningVoxel) -> None:
    async with entered(voxel) as client:
        job = next(each for each in (await client.list_jobs()).items if each.state == "READY")
        waiting = asyncio.create_task(client.wait_until_job_completes(job, sleep_time=60))
        await voxel.control.arrived(1, "job_details")
        waiting.cancel()
        async with asyncio.timeout(AT_ONCE_S):
            await asyncio.gather(waiting, return_exceptions=True)
        voxel.control.vanish(job.id)
        with pytest.raises(JobGoneError):
            await client.wait_until_job_completes(job)


def doubling(most: list[int]) -> Callable[[int], Awaitable[int]]:
    open_now = 0

    async def double(number: int) -> int:
        nonlocal open_now
        open_now += 1
        most.append(open_now)
        await asyncio.sleep(0.001 * (number % 3))
        open_now -= 1
        return 2 * number

    return double


async def test_a_map_keeps_the_order_and_its_bound() -> None:
    most: list[int] = []
    results = await bounded_map(doubling(most), range(50))
    assert results == [2 * number for number in range(50)]
    assert max(most) == 8
    assert await bounded_map(doubling([]), [], at_once=0) == []


async def test_the_first_failure_of_a_map_ends_it() -> None:
    begun: list[int] = []
    cancelled: list[int] = []

    async def work(number: int) -> int:
        begun.append(number)
        if number == 2:
            raise DOWN
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.append(number)
        return number

    with pytest.raises(APIError, match="down"):
        await bounded_map(work, range(100), at_once=4)
    assert sorted(begun) == [0, 1, 2, 3]
    assert sorted(cancelled) == [0, 1, 3]
