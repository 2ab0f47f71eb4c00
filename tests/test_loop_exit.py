"""Every way out runs every `finally`, says nothing, and does not take long."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import time
from dataclasses import dataclass

import pytest

from tests.limits import LIMITS, PATIENCE_S

PREAMBLE = """
import asyncio, logging, os, signal, sys, threading
from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QWidget
from facespace_desk.loop import Closing, Reports, run, run_blocking, spawn

logging.basicConfig(format="LOG %(levelname)s %(message)s")

class Window(QWidget):
    def __init__(self, leave):
        super().__init__()
        self.leave, self.may_close = leave, False
    def closeEvent(self, event: QCloseEvent) -> None:
        event.setAccepted(self.may_close)
        if not self.may_close:
            self.leave()

async def background():
    try:
        await asyncio.Event().wait()
    finally:
        await asyncio.sleep(0.01)
        print("background ended")

async def serve(reader, writer):
    try:
        await reader.read()
    finally:
        writer.close()

async def closed(name):
    await asyncio.sleep(0.01)
    print("closed", name)

app, reports = QApplication([]), Reports()

async def desk(leave, act):
    async with Closing(reports) as closing:
        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        closing.add_call("server", server.close)
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        closing.add_call("connection", writer.close)
        closing.add("client", lambda: closed("client"))
        window = Window(leave)
        closing.add("model", lambda: closed("model"))
        spawn(background(), "background")
        window.show()
        await asyncio.sleep(0.02)
        print("ready", flush=True)
        await act(window)
        await asyncio.Event().wait()
    return 0
"""

ENDING = """
sys.exit(run(lambda leave: desk(leave, act), app, reports=reports))
"""


@dataclass
class Ended:
    code: int
    out: list[str]
    errors: str
    took_s: float


def end(body: str, *, ending: str = ENDING, send: int | None = None) -> Ended:
    """What a program with that action did, from the moment it was ready."""
    source = PREAMBLE + textwrap.dedent(body) + ending
    command = [sys.executable, "-X", "dev", "-W", "error", "-c", source]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        begun = time.monotonic()
        if send is not None:
            process.send_signal(send)
        out, errors = process.communicate(timeout=2 * PATIENCE_S)
    took_s = time.monotonic() - begun
    return Ended(process.returncode, [first.strip(), *out.split("\n")[:-1]], errors, took_s)


CLEAN = ["ready", "closed model", "closed client", "background ended"]

QUIET_WAYS = {
    "window": "async def act(window): window.close()",
    "quit": "async def act(window): app.quit()",
    "quit from a timer": "async def act(window): QTimer.singleShot(0, app.quit)",
    "exit": "async def act(window): app.exit(3)",
    "exit twice": "async def act(window): app.exit(); QTimer.singleShot(15, app.exit)",
    "closing twice": "async def act(window): window.close(); QTimer.singleShot(5, window.close)",
    "terminate oneself": "async def act(window): os.kill(os.getpid(), signal.SIGTERM)",
}


@pytest.mark.parametrize("way", QUIET_WAYS)
def test_every_way_out_closes_everything(way: str) -> None:
    ended = end(QUIET_WAYS[way])
    assert ended.out == CLEAN, ended
    assert (ended.code, ended.errors) == (0, "")
    assert ended.took_s < LIMITS.quit_s


@pytest.mark.skipif(sys.platform == "win32", reason="signals end a Windows process at once")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_a_signal_from_outside_is_a_way_out(name: str) -> None:
    import signal

    ended = end("async def act(window): pass", send=getattr(signal, name))
    assert ended.out == CLEAN, ended
    assert (ended.code, ended.errors) == (0, "")
    assert ended.took_s < LIMITS.quit_s


def test_an_exception_in_main_closes_everything_and_is_reported() -> None:
    ended = end("async def act(window): raise RuntimeError('as planned')")
    assert ended.out == CLEAN, ended
    assert ended.code == 1
    assert "LOG ERROR the main coroutine: RuntimeError" in ended.errors
    assert "Task was destroyed" not in ended.errors


def test_system_exit_in_main_sets_the_code() -> None:
    ended = end("async def act(window): raise SystemExit(4)")
    assert ended.out == CLEAN, ended
    assert ended.code == 4


def test_leaving_while_something_is_still_being_opened() -> None:
    ended = end(
        """
        async def act(window):
            async def sign_in():
                try: await asyncio.sleep(30)
                finally: print("sign-in stopped")
            QTimer.singleShot(10, window.close)
            await sign_in()
        """
    )
    assert ended.out == ["ready", "sign-in stopped", *CLEAN[1:]]
    assert ended.code == 0


STUCK_WAYS = {
    "keyring": """
        async def act(window):
            QTimer.singleShot(20, window.close)
            await run_blocking(threading.Event().wait, limit_s=60, name="keyring")
        """,
    "executor job": """
        async def act(window):
            QTimer.singleShot(20, window.close)
            await asyncio.to_thread(threading.Event().wait)
        """,
    "queued executor jobs": """
        async def act(window):
            for number in range(40):
                spawn(asyncio.to_thread(threading.Event().wait), "stuck")
            QTimer.singleShot(20, window.close)
        """,
}


@pytest.mark.parametrize("way", STUCK_WAYS)
def test_a_stuck_call_does_not_hold_up_the_exit(way: str) -> None:
    ended = end(STUCK_WAYS[way])
    assert sorted(ended.out) == sorted(CLEAN), ended
    assert (ended.code, ended.errors) == (0, "")
    assert ended.took_s < LIMITS.quit_s


def test_a_step_that_never_closes_is_left_behind_and_said() -> None:
    ended = end(
        """
        async def act(window):
            async with Closing(reports) as closing:
                closing.add("first", lambda: closed("first"))
                closing.add("stuck", asyncio.Event().wait, limit_s=0.2)
                closing.add("failing", lambda: 1 / 0)
                window.close()
                await asyncio.Event().wait()
        """
    )
    assert ended.out == ["ready", "closed first", *CLEAN[1:]], ended
    assert "LOG WARNING stuck did not close within 0.2 s and was left behind" in ended.errors
    assert "LOG ERROR closing failing: ZeroDivisionError" in ended.errors
    assert ended.code == 0
    assert ended.took_s < LIMITS.quit_s


def test_a_main_that_swallows_its_cancellation_is_abandoned() -> None:
    ended = end(
        """
        async def act(window):
            window.close()
            while True:
                try: await asyncio.sleep(60)
                except asyncio.CancelledError: pass
        """,
        ending="sys.exit(run(lambda leave: desk(leave, act), app, exit_limit_s=0.5))",
    )
    assert ended.code == 1
    assert "the main coroutine did not end in time" in ended.errors
    assert ended.took_s < LIMITS.quit_s


def test_a_program_may_run_twice_in_one_process() -> None:
    ended = end(
        "async def act(window): window.close()",
        ending="""
for _ in range(2):
    code = run(lambda leave: desk(leave, act), app, reports=reports)
sys.exit(code)
""",
    )
    assert ended.out == CLEAN * 2
    assert (ended.code, ended.errors) == (0, "")
