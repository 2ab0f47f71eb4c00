"""The loop keeps asyncio's promises on Qt: order, time, flat cost, nested loops."""

from __future__ import annotations

import asyncio
import contextvars
import operator
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import psutil
import pytest
from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop, QTimer
from PySide6.QtWidgets import QDialog, QPushButton

from facespace_desk.loop import AppLoop, finished, spawn
from tests.limits import AT_ONCE_S, PATIENCE_S

if TYPE_CHECKING:
    from tests.conftest import LoopRunner

REFERENCES = """
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLabel
class Source(QObject):
    told = Signal()
app, label, source = QApplication([]), QLabel(), Source()
for _ in range(20_000):
    label.setText("x")
for _ in range(20_000):
    source.told.emit()
"""


def test_this_qt_and_python_keep_their_references() -> None:
    """PySide6 6.12.0 on Python 3.11 aborts after some 5,000 calls that return None."""
    ended = subprocess.run(
        [sys.executable, "-c", REFERENCES], capture_output=True, timeout=2 * PATIENCE_S, check=False
    )
    assert ended.returncode == 0, ended.stderr.decode()


def test_callbacks_run_in_the_order_they_were_asked_for(app_loop: LoopRunner) -> None:
    async def scenario() -> list[int]:
        told: list[int] = []
        loop = asyncio.get_running_loop()
        for number in range(100):
            loop.call_soon(told.append, number)
        await asyncio.sleep(0.01)
        return told

    assert app_loop.run(scenario()) == list(range(100))


def test_timers_run_in_the_order_of_their_moments(app_loop: LoopRunner) -> None:
    async def scenario() -> list[int]:
        told: list[int] = []
        loop = asyncio.get_running_loop()
        now = loop.time()
        for number in (5, 3, 1, 4, 2):
            loop.call_at(now + number / 200, told.append, number)
        same = now + 0.03
        for number in (6, 7, 8):
            loop.call_at(same, told.append, number)
        await asyncio.sleep(0.06)
        return told

    assert app_loop.run(scenario()) == [1, 2, 3, 4, 5, 6, 7, 8]


@pytest.mark.parametrize("wait_s", [0.0004, 0.001, 0.0105, 0.1])
def test_sleep_is_never_early(app_loop: LoopRunner, wait_s: float) -> None:
    async def scenario() -> float:
        begun = time.monotonic()
        await asyncio.sleep(wait_s)
        return time.monotonic() - begun

    assert min(app_loop.run(scenario()) for _ in range(5)) >= wait_s


def test_a_cancelled_timer_does_not_run(app_loop: LoopRunner) -> None:
    async def scenario() -> list[str]:
        told: list[str] = []
        loop = asyncio.get_running_loop()
        loop.call_later(0.001, told.append, "cancelled").cancel()
        loop.call_later(0.002, told.append, "kept")
        await asyncio.sleep(0.01)
        return told

    assert app_loop.run(scenario()) == ["kept"]


async def _finished_waits(count: int) -> float:
    """This thread's seconds for *count* finished waits with a long limit."""
    begun = time.thread_time()
    for _ in range(count):
        await asyncio.wait_for(asyncio.sleep(0), 45)
    return time.thread_time() - begun


def _check_flat(app_loop: LoopRunner, rounds: int, count: int) -> None:
    async def scenario() -> tuple[list[float], list[int]]:
        await _finished_waits(1_000)
        memory = [psutil.Process().memory_info().rss]
        costs = [await _finished_waits(count) for _ in range(rounds)]
        memory.append(psutil.Process().memory_info().rss)
        return costs, memory

    costs, memory = app_loop.run(scenario(), timeout_s=4 * PATIENCE_S)
    print(f"{costs[0] / count * 1e6:.1f} .. {costs[-1] / count * 1e6:.1f} us a wait_for")
    assert min(costs[-2:]) < 3 * min(costs[:2])
    assert memory[1] - memory[0] < 8 * 2**20
    assert app_loop.loop._timer.pending_count() < 500


def test_finished_waits_cost_the_same_after_many(app_loop: LoopRunner) -> None:
    _check_flat(app_loop, rounds=6, count=5_000)


@pytest.mark.benchmark
def test_finished_waits_cost_the_same_after_200_000(app_loop: LoopRunner) -> None:
    _check_flat(app_loop, rounds=10, count=20_000)


def test_a_thread_can_wake_the_loop_with_its_context(app_loop: LoopRunner) -> None:
    asked = contextvars.ContextVar("asked", default="nobody")

    async def scenario() -> str:
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[str] = loop.create_future()
        context = contextvars.copy_context()
        context.run(asked.set, "thread")

        def work() -> None:
            loop.call_soon_threadsafe(lambda: answer.set_result(asked.get()), context=context)

        threading.Thread(target=work).start()
        return await answer

    assert app_loop.run(scenario()) == "thread"


def test_many_threads_lose_no_callback(app_loop: LoopRunner) -> None:
    async def scenario() -> int:
        loop = asyncio.get_running_loop()
        counted = 0

        def count() -> None:
            nonlocal counted
            counted += 1

        def work() -> None:
            for _ in range(2_000):
                loop.call_soon_threadsafe(count)

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        await app_loop.until(lambda: counted == 8_000)
        return counted

    assert app_loop.run(scenario()) == 8_000


def test_tasks_survive_nested_loops_in_coroutines(app_loop: LoopRunner) -> None:
    """exec() in a coroutine is forbidden here, yet a native dialog may do it behind our back."""

    async def busy(counts: list[int], number: int) -> None:
        while True:
            await asyncio.sleep(0.001)
            counts[number] += 1

    async def nest(depth: int) -> None:
        inner = QEventLoop()
        QTimer.singleShot(30, inner.quit)
        if depth:
            QTimer.singleShot(5, lambda: _spin(10))
        inner.exec()
        await asyncio.sleep(0.002)

    async def scenario() -> None:
        counts = [0] * 40
        tasks = [asyncio.create_task(busy(counts, number)) for number in range(40)]
        for depth in (0, 1, 1):
            await nest(depth)
        before = list(counts)
        await app_loop.until(lambda: all(map(operator.gt, counts, before)))
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)

    app_loop.run(scenario())


def _spin(wait_ms: int) -> None:
    inner = QEventLoop()
    QTimer.singleShot(wait_ms, inner.quit)
    inner.exec()


def test_asyncio_rests_without_burning_while_a_loop_is_nested(app_loop: LoopRunner) -> None:
    async def scenario() -> float:
        loop = asyncio.get_running_loop()
        inner = QEventLoop()
        QTimer.singleShot(600, inner.quit)
        loop.call_soon(lambda: None)  # ready, but must wait
        begun = time.thread_time()
        inner.exec()
        return time.thread_time() - begun

    assert app_loop.run(scenario()) < 0.3


def test_tasks_go_on_while_a_slot_runs_a_nested_loop(app_loop: LoopRunner) -> None:
    async def scenario() -> int:
        count = 0
        inner = QEventLoop()

        async def busy() -> None:
            nonlocal count
            while True:
                await asyncio.sleep(0.001)
                count += 1
                if count > 5:
                    inner.quit()

        task = asyncio.create_task(busy())
        done = asyncio.Event()
        seen: list[int] = []

        def slot() -> None:
            limit = QTimer(inner, interval=round(AT_ONCE_S * 1000), singleShot=True)
            limit.timeout.connect(inner.quit)
            limit.start()
            inner.exec()
            limit.stop()
            seen.append(count)
            done.set()

        QTimer.singleShot(0, slot)
        await done.wait()
        task.cancel()
        await asyncio.wait({task})
        return seen[0]

    assert app_loop.run(scenario()) > 5


def test_an_idle_loop_costs_nothing(app_loop: LoopRunner) -> None:
    async def scenario() -> int:
        app_loop._watchdog.stop()
        await asyncio.sleep(0.05)
        turns: list[None] = []
        dispatcher = QAbstractEventDispatcher.instance()
        woken = dispatcher.awake.connect(lambda: turns.append(None))
        await asyncio.sleep(0.5)
        dispatcher.awake.disconnect(woken)
        return len(turns)

    assert app_loop.run(scenario()) < 20


def test_tasks_left_by_one_run_go_on_in_the_next(app_loop: LoopRunner) -> None:
    async def begin() -> asyncio.Task[str]:
        async def work() -> str:
            for _ in range(3):
                await asyncio.sleep(0.001)
            return "done"

        return asyncio.create_task(work())

    async def end(task: asyncio.Task[str]) -> str:
        return await task

    task = app_loop.run(begin())
    app_loop.app.processEvents()
    assert app_loop.run(end(task)) == "done"


def test_an_abandoned_async_iterator_is_closed(app_loop: LoopRunner) -> None:
    async def scenario() -> bool:
        closed = asyncio.Event()

        async def pictures() -> AsyncIterator[int]:
            try:
                yield 1
                yield 2
            finally:
                closed.set()

        async for _picture in pictures():
            break
        await asyncio.wait_for(closed.wait(), PATIENCE_S)
        return True

    assert app_loop.run(scenario())


def test_system_exit_in_a_callback_leaves_the_loop(qapp: object) -> None:
    loop = AppLoop(qapp)  # type: ignore[arg-type]  # the fixture gives a QApplication

    def leave() -> None:
        raise SystemExit(7)

    loop.call_soon(leave)
    with pytest.raises(SystemExit) as caught:
        loop.run_forever()
    loop.close()
    assert caught.value.code == 7


def test_a_closed_loop_refuses_callbacks(qapp: object) -> None:
    loop = AppLoop(qapp)  # type: ignore[arg-type]  # the fixture gives a QApplication
    loop.close()
    for ask in (loop.call_soon, loop.call_soon_threadsafe):
        with pytest.raises(RuntimeError, match="closed"):
            ask(lambda: None)


def test_loopback_and_processes_work(app_loop: LoopRunner) -> None:
    async def scenario() -> tuple[bytes, bytes]:
        async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.write(await reader.readline())
            writer.close()
            await writer.wait_closed()

        server = await asyncio.start_server(echo, "127.0.0.1", 0)
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        writer.write(b"line\n")
        line = await reader.read()
        writer.close()
        await writer.wait_closed()
        server.close()
        await server.wait_closed()
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", "print('child')", stdout=asyncio.subprocess.PIPE
        )
        printed, _errors = await process.communicate()
        return line, printed.strip()

    assert app_loop.run(scenario()) == (b"line\n", b"child")


def test_a_dialog_is_awaited_while_tasks_go_on(app_loop: LoopRunner) -> None:
    async def scenario() -> tuple[int, int]:
        dialog = QDialog()
        task = spawn(finished(dialog), "ask")
        ticks = 0
        await app_loop.until(dialog.isVisible)
        for _ in range(5):
            await asyncio.sleep(0.001)
            ticks += 1
        dialog.accept()
        return await task, ticks

    assert app_loop.run(scenario()) == (QDialog.DialogCode.Accepted.value, 5)


def test_a_dialog_that_is_destroyed_counts_as_rejected(app_loop: LoopRunner) -> None:
    async def scenario() -> int:
        dialog = QDialog()
        task = spawn(finished(dialog), "ask")
        await app_loop.until(dialog.isVisible)
        dialog.deleteLater()
        del dialog
        return await task

    assert app_loop.run(scenario()) == QDialog.DialogCode.Rejected.value


def test_a_cancelled_question_closes_its_dialog(app_loop: LoopRunner) -> None:
    async def scenario() -> bool:
        dialog = QDialog()
        task = spawn(finished(dialog), "ask")
        await app_loop.until(dialog.isVisible)
        task.cancel()
        await asyncio.wait({task})
        return dialog.isVisible()

    assert app_loop.run(scenario()) is False


def test_a_double_click_starts_the_action_once_more_and_both_are_held(
    app_loop: LoopRunner,
) -> None:
    async def scenario() -> int:
        ran = 0
        both = asyncio.Event()

        async def work() -> None:
            nonlocal ran
            await asyncio.sleep(0.005)
            ran += 1
            if ran == 2:
                both.set()

        button = QPushButton()
        button.clicked.connect(lambda: spawn(work(), "work"))
        button.click()
        button.click()
        await asyncio.wait_for(both.wait(), PATIENCE_S)
        return ran

    assert app_loop.run(scenario()) == 2
