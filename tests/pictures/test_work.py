"""Pictures are worked on by a few threads; what is no longer wanted is not begun."""

from __future__ import annotations

import asyncio
import gc
import threading
import time
import weakref
from collections.abc import AsyncIterator

import pytest

from facespace_desk.pictures.raster import PictureTrouble, TroubleKind
from facespace_desk.pictures.work import PictureWork, WorkDropped
from tests.limits import AT_ONCE_S, PATIENCE_S
from tests.pictures.waiting import Gate, until


@pytest.fixture
async def work() -> AsyncIterator[PictureWork]:
    made = PictureWork(workers=1)
    yield made
    await made.close()


@pytest.fixture
async def gate(work: PictureWork) -> AsyncIterator[Gate]:
    """The only thread is busy with it."""
    gate = Gate()
    task = asyncio.create_task(work.run(gate))
    await gate.has_begun()
    yield gate
    gate.may_end.set()
    await asyncio.gather(task, return_exceptions=True)


async def test_answer_and_error_come_back(work: PictureWork) -> None:
    assert await work.run(lambda: 42) == 42
    with pytest.raises(ZeroDivisionError):
        await work.run(lambda: 1 // 0)


async def test_work_is_done_in_the_order_in_which_it_was_asked_for(
    work: PictureWork, gate: Gate
) -> None:
    done: list[int] = []
    tasks = [
        asyncio.create_task(work.run(lambda number=number: done.append(number)))
        for number in range(20)
    ]
    await asyncio.sleep(0)
    gate.may_end.set()
    await asyncio.gather(*tasks)
    assert done == list(range(20))


async def test_no_more_threads_than_were_asked_for() -> None:
    work = PictureWork(workers=3)
    at_once, most, lock = 0, 0, threading.Lock()
    three_are = threading.Event()

    def job() -> None:
        nonlocal at_once, most
        with lock:
            at_once += 1
            most = max(most, at_once)
            if at_once == 3:
                three_are.set()
        assert three_are.wait(PATIENCE_S)
        time.sleep(0.005)  # time enough for a fourth, if it were let through
        with lock:
            at_once -= 1

    await asyncio.gather(*(work.run(job) for _ in range(40)))
    await work.close()
    assert most == 3


async def test_cancelled_work_that_has_not_begun_never_runs(work: PictureWork, gate: Gate) -> None:
    ran: list[bool] = []
    task = asyncio.create_task(work.run(lambda: ran.append(True)))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    gate.may_end.set()
    assert await work.run(lambda: "after") == "after"
    assert ran == []


async def test_cancelled_work_under_way_ends_unread(work: PictureWork) -> None:
    gate = Gate()
    task = asyncio.create_task(work.run(gate))
    await gate.has_begun()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    gate.may_end.set()
    assert await work.run(lambda: "after") == "after"


async def test_newest_request_under_a_key_wins(work: PictureWork, gate: Gate) -> None:
    ran: list[str] = []
    first = asyncio.create_task(work.run(lambda: ran.append("first"), key="preview"))
    other = asyncio.create_task(work.run(lambda: ran.append("other"), key="else"))
    await asyncio.sleep(0)
    second = asyncio.create_task(work.run(lambda: ran.append("second"), key="preview"))
    with pytest.raises(WorkDropped, match="newer"):
        await first
    gate.may_end.set()
    await asyncio.gather(second, other)
    assert ran == ["other", "second"]


async def test_newest_request_does_not_wait_for_the_answer_of_an_older_one_under_way(
    work: PictureWork,
) -> None:
    gate = Gate()
    older = asyncio.create_task(work.run(gate, key="preview"))
    await gate.has_begun()
    newer = asyncio.create_task(work.run(lambda: "newer", key="preview"))
    with pytest.raises(WorkDropped):
        await older
    gate.may_end.set()
    assert await newer == "newer"


async def test_key_can_be_used_again(work: PictureWork) -> None:
    for number in range(3):
        assert await work.run(lambda number=number: number, key="preview") == number


async def test_oldest_is_dropped_where_too_many_wait() -> None:
    work, gate = PictureWork(workers=1, waiting=3), Gate()
    busy = asyncio.create_task(work.run(gate))
    await gate.has_begun()
    tasks = [asyncio.create_task(work.run(lambda number=number: number)) for number in range(5)]
    await asyncio.sleep(0)
    gate.may_end.set()
    answers = await asyncio.gather(*tasks, return_exceptions=True)
    assert [type(answer) for answer in answers[:2]] == [WorkDropped, WorkDropped]
    assert answers[2:] == [2, 3, 4]
    assert await busy == "done"
    await work.close()


async def test_loop_goes_on_while_threads_are_busy(work: PictureWork, gate: Gate) -> None:
    waiting = [asyncio.create_task(work.run(lambda: None)) for _ in range(500)]
    async with asyncio.timeout(AT_ONCE_S):  # the thread is busy until its gate is opened
        for _ in range(20):
            await asyncio.sleep(0)
    gate.may_end.set()
    await asyncio.gather(*waiting)


async def test_close_drops_what_waits_and_ends_the_threads() -> None:
    work, gate = PictureWork(workers=1), Gate()
    busy = asyncio.create_task(work.run(gate))
    await gate.has_begun()
    waiting = asyncio.create_task(work.run(lambda: "never"))
    await asyncio.sleep(0)
    closing = asyncio.create_task(work.close())
    with pytest.raises(WorkDropped):
        await waiting
    gate.may_end.set()
    assert await busy == "done"
    await closing
    assert not [thread for thread in threading.enumerate() if "desk-pictures" in thread.name]
    with pytest.raises(WorkDropped):
        await work.run(lambda: "too late")
    await work.close()


async def test_idle_thread_holds_no_picture(work: PictureWork) -> None:
    class Pixels:
        pass

    answer = await work.run(Pixels)
    held = weakref.ref(answer)
    del answer
    await until(lambda: gc.collect() >= 0 and held() is None)


async def test_trouble_holds_no_picture(work: PictureWork) -> None:
    class Pixels:
        pass

    held: list[weakref.ref[Pixels]] = []

    def job() -> None:
        pixels = Pixels()
        held.append(weakref.ref(pixels))
        raise PictureTrouble(TroubleKind.BROKEN, "It is damaged.")

    with pytest.raises(PictureTrouble, match="damaged") as caught:
        await work.run(job)
    await until(lambda: gc.collect() >= 0 and held[0]() is None)
    assert caught.value.kind is TroubleKind.BROKEN
