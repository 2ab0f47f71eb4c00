"""Calls that block never block the loop nor the end of the program."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest

from facespace_desk.loop import DaemonExecutor, run_blocking
from tests.limits import AT_ONCE_S, PATIENCE_S


async def test_the_answer_comes_from_a_daemon_thread() -> None:
    thread = await run_blocking(threading.current_thread, limit_s=PATIENCE_S, name="keyring")
    assert (thread.name, thread.daemon) == ("keyring", True)


async def test_an_error_is_raised_to_the_one_who_asked() -> None:
    def fail() -> None:
        raise LookupError("nothing there")

    with pytest.raises(LookupError, match="nothing there"):
        await run_blocking(fail, limit_s=PATIENCE_S, name="keyring")


async def test_a_call_that_never_returns_is_given_up() -> None:
    release = threading.Event()
    with pytest.raises(TimeoutError):
        await run_blocking(release.wait, limit_s=0.05, name="stuck")
    release.set()


def test_an_answer_after_the_end_of_the_loop_is_dropped() -> None:
    release = threading.Event()

    async def ask() -> None:
        with pytest.raises(TimeoutError):
            await run_blocking(release.wait, limit_s=0.01, name="late")

    asyncio.run(ask())
    release.set()  # a thread exception would fail this test


def test_the_pool_reuses_its_threads_up_to_its_limit() -> None:
    pool = DaemonExecutor(workers=2)
    gate = threading.Event()

    def name() -> str:
        assert gate.wait(PATIENCE_S)
        return threading.current_thread().name

    jobs = [pool.submit(name) for _ in "abcd"]
    gate.set()
    names = {job.result(timeout=PATIENCE_S) for job in jobs}
    assert names <= {"desk-worker-0", "desk-worker-1"}
    pool.shutdown()


def test_a_pool_with_an_idle_thread_adds_no_other() -> None:
    pool = DaemonExecutor(workers=4)
    for _ in range(20):
        pool.submit(int).result(timeout=PATIENCE_S)
        assert pool._idle.acquire(timeout=PATIENCE_S)  # it is idle just after its answer
        pool._idle.release()
    assert len(pool._threads) == 1
    pool.shutdown()


def test_shutdown_does_not_wait_for_a_stuck_job_and_refuses_new_ones() -> None:
    pool = DaemonExecutor(workers=1)
    gate = threading.Event()
    stuck = pool.submit(gate.wait, 60)
    waiting = pool.submit(int)
    begun = time.monotonic()
    pool.shutdown(cancel_futures=True)
    assert time.monotonic() - begun < AT_ONCE_S
    assert waiting.cancelled()
    with pytest.raises(RuntimeError):
        pool.submit(int)
    gate.set()
    assert stuck.result(timeout=PATIENCE_S)


def test_a_failing_job_does_not_end_its_thread() -> None:
    pool = DaemonExecutor(workers=1)
    failing = pool.submit(int, "x")
    assert isinstance(failing.exception(timeout=PATIENCE_S), ValueError)
    assert pool.submit(int, "7").result(timeout=PATIENCE_S) == 7
    pool.shutdown()
