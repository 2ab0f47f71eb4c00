"""Whatever escapes arrives in one report, without data and without recursion."""

from __future__ import annotations

import asyncio
import gc
import logging
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from facespace_desk.loop import ErrorReport, Reports, install_hooks, spawn
from facespace_desk.loop.reports import trace_without_data
from facespace_desk.modelkit.tasks import TaskScope
from facespace_desk.net.errors import ErrorKind, Unreachable

if TYPE_CHECKING:
    from tests.conftest import AllowLogs, LoopRunner

pytestmark = pytest.mark.qt_no_exception_capture


class Boom(RuntimeError):
    pass


class Source(QObject):
    told = Signal()


def fail() -> None:
    raise Boom("as planned")


async def fail_later() -> None:
    await asyncio.sleep(0)
    fail()


@pytest.fixture
def reports(app_loop: LoopRunner, allow_logs: AllowLogs) -> Iterator[Reports]:
    allow_logs("ERROR desk.loop: .*Boom")
    gathered = Reports()
    with install_hooks(gathered, app_loop.loop):
        yield gathered


def in_slot() -> None:
    source = Source()
    source.told.connect(fail)
    source.told.emit()


def in_timer() -> None:
    QTimer.singleShot(0, fail)


def in_paint() -> None:
    class Painted(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:
            fail()

    painted = Painted()
    painted.show()
    kept.append(painted)


def in_call_soon() -> None:
    asyncio.get_running_loop().call_soon(fail)


def in_call_later() -> None:
    asyncio.get_running_loop().call_later(0.001, fail)


def in_call_soon_threadsafe() -> None:
    asyncio.get_running_loop().call_soon_threadsafe(fail)


def in_dropped_task() -> None:
    asyncio.get_running_loop().create_task(fail_later())


kept: list[object] = []


def in_kept_task() -> None:
    kept.append(spawn(fail_later(), "kept"))


def in_scope() -> None:
    scope = TaskScope("model")
    kept.append(scope)
    scope.start(fail_later(), name="refresh")


def in_thread() -> None:
    threading.Thread(target=fail).start()


WAYS = (
    in_slot,
    in_timer,
    in_paint,
    in_call_soon,
    in_call_later,
    in_call_soon_threadsafe,
    in_dropped_task,
    in_kept_task,
    in_scope,
    in_thread,
)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_every_escaped_exception_arrives(
    app_loop: LoopRunner, reports: Reports, way: Callable[[], None]
) -> None:
    async def scenario() -> None:
        way()
        await asyncio.sleep(0.01)
        gc.collect()  # a dropped task tells when it is freed, on Python 3.13 not before this
        await app_loop.until(reports.all)

    app_loop.run(scenario())
    for thing in kept:
        if isinstance(thing, QWidget):
            thing.deleteLater()
    kept.clear()
    [report] = reports.all()
    assert report.what == "Boom: as planned"
    assert "in fail" in report.trace


def test_a_failure_in_a_finaliser_arrives(app_loop: LoopRunner, reports: Reports) -> None:
    class Fragile:
        def __del__(self) -> None:
            fail()

    Fragile()
    assert [report.what for report in reports.all()] == ["Boom: as planned"]


def test_a_thousand_of_the_same_are_one_with_a_count(
    app_loop: LoopRunner, reports: Reports, caplog: pytest.LogCaptureFixture
) -> None:
    async def scenario() -> None:
        loop = asyncio.get_running_loop()
        for _ in range(1_000):
            loop.call_soon(fail)
        await app_loop.until(lambda: sum(each.count for each in reports.all()) == 1_000)

    app_loop.run(scenario())
    [report] = reports.all()
    assert report.count == 1_000
    assert len([line for line in caplog.records if line.name == "desk.loop"]) == 4  # 1 10 100 1000


def test_different_places_are_different_reports(reports: Reports) -> None:
    for where in ("here", "there"):
        try:
            fail()
        except Boom as error:
            reports(error, where)
    assert [report.where for report in reports.all()] == ["here", "there"]


def test_the_window_is_told_until_it_no_longer_listens(reports: Reports) -> None:
    told: list[ErrorReport] = []
    stop = reports.subscribe(told.append)
    reports(Boom("one"), "here")
    stop()
    reports(Boom("two"), "there")
    assert [report.what for report in told] == ["Boom: one"]


def test_an_error_while_reporting_does_not_recurse(
    reports: Reports, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(report: ErrorReport) -> None:
        reports(Boom("inner"), "the listener")
        raise Boom("outer")

    reports.subscribe(broken)
    reports(Boom("first"), "here")
    assert [report.what for report in reports.all()] == ["Boom: first"]


def test_the_log_keeps_texts_of_code_and_withholds_texts_of_data() -> None:
    def trace(error: Exception) -> str:
        try:
            raise error
        except (KeyError, ValueError, Unreachable) as caught:
            return trace_without_data(caught)

    offline = Unreachable("no answer", service="FaceSpace", operation="logs")
    assert offline.kind is ErrorKind.UNREACHABLE
    assert "no answer" in trace(offline)
    assert "Ada Lovelace" not in trace(KeyError("Ada Lovelace"))
    assert "Ada Lovelace" not in trace(ValueError("Ada Lovelace"))
    assert "KeyError" in trace(KeyError("Ada Lovelace"))


def test_causes_are_part_of_the_trace_and_withheld_alike() -> None:
    name = "Ada Lovelace"
    try:
        try:
            raise KeyError(name)
        except KeyError as cause:
            raise Boom("folder missing") from cause
    except Boom as error:
        trace = trace_without_data(error)
    assert "folder missing" in trace
    assert "KeyError" in trace
    assert name not in trace


def test_a_flood_of_different_errors_keeps_memory_bounded(reports: Reports) -> None:
    logging.getLogger("desk.loop").setLevel(logging.CRITICAL)
    try:
        for number in range(500):
            reports(Boom("x"), f"place {number}")
    finally:
        logging.getLogger("desk.loop").setLevel(logging.NOTSET)
    assert len(reports.all()) == 100
