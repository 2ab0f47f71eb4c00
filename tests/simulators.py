"""Fixtures: the simulators on free loopback ports, in a thread of their own.

`simulators` is reset before each test; after it, any protocol fault that a client committed fails
the test, unless the test took the faults itself with `control.take_faults()`.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest

from facespace_desk.demo.clock import Clock
from facespace_desk.demo.facespace import API_KEY, FaceSpace
from facespace_desk.demo.server import Simulator
from facespace_desk.demo.services import Simulated
from tests.limits import PATIENCE_S

SEED = 1


class Control:
    """Drives a simulator over `/_sim/`; calls take a millisecond, also fine in a coroutine."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self._http = httpx.Client(base_url=origin, timeout=4 * PATIENCE_S, trust_env=False)

    def call(self, method: str, path: str, json: Any = None, **params: Any) -> Any:
        """One control call; a refusal fails the test with the simulator's words."""
        reply = self._http.request(method, f"/_sim/{path}", json=json, params=params)
        assert reply.is_success, f"/_sim/{path}: {reply.status_code} {reply.text}"
        return reply.json()

    def set_switch(self, **switches: Any) -> None:
        self.call("POST", "switches", switches)

    def fault(self, kind: str, *, operation: str = "*", times: int = 1, **options: Any) -> None:
        """Make the next *times* calls fail; kinds and options: `facespace_desk.demo.faults`."""
        self.call(
            "POST", "inject", {"kind": kind, "operation": operation, "times": times} | options
        )

    def clear_faults(self) -> None:
        self.call("DELETE", "inject")

    def release(self) -> None:
        """Let calls go on that `fault("hold")` keeps waiting."""
        self.call("POST", "release")

    def script(self, *steps: Any, then: str = "hold") -> None:
        """`/recognition` answers these bodies, then: "hold" the last, "repeat" all, or "live"."""
        self.call("POST", "script", {"steps": steps, "then": then})

    def play(self, name: str) -> None:
        """A script by name; see `facespace_desk.demo.facespace.SCRIPTS`."""
        self.call("POST", "script", {"name": name})

    def fix_clock(self, moment_s: float) -> None:
        """Hold the simulated time still at *moment_s* (seconds since 1970 UTC)."""
        self.call("POST", "clock", {"fix": moment_s})

    def requests(self, operation: str | None = None) -> list[dict[str, Any]]:
        """Recorded requests: at_s, method, path, query (raw), headers, body, operation."""
        params = {} if operation is None else {"operation": operation}
        return list(self.call("GET", "requests", **params))

    async def arrived(
        self, count: int = 1, operation: str = "", timeout_s: float = PATIENCE_S
    ) -> None:
        """Wait until *count* requests (operation "webhook": posts) came since the reset."""
        wanted = {"count": count, "operation": operation, "timeout_s": timeout_s}
        await asyncio.to_thread(self.call, "GET", "wait", **wanted)

    def trapped(self) -> list[dict[str, Any]]:
        """Requests that followed a redirect to the other port."""
        return list(self.call("GET", "trap"))

    def webhook(self) -> list[dict[str, Any]]:
        """Posts that reached the sink."""
        return list(self.call("GET", "webhook"))

    def take_faults(self) -> list[str]:
        """What clients did against the protocol, forgotten by this call."""
        return list(self.call("DELETE", "faults"))

    def reset(self) -> None:
        self.call("POST", "reset")

    def close(self) -> None:
        self._http.close()


class RunningSimulators:
    """What the fixture gives: where FaceSpace is, its key, and the control of it."""

    def __init__(self, origin: str, api_key: str = API_KEY) -> None:
        self.origin = origin
        self.base_url = f"{origin}/facespace"
        self.api_key = api_key
        self.webhook_url = f"{origin}/_sim/webhook"
        self.control = Control(origin)


@contextmanager
def serving_in_thread(make: Callable[[], Simulated], port: int = 0) -> Iterator[Simulator]:
    """What *make* makes, on *port* (0: any free one), in a thread and loop of its own."""
    started: dict[str, Any] = {}
    is_up = threading.Event()

    async def serve() -> None:
        service = make()
        simulator = await _listening(service, port)
        started.update(simulator=simulator, loop=asyncio.get_running_loop())
        serving = asyncio.create_task(simulator.serve())
        await simulator.ready()
        is_up.set()
        await serving

    thread = threading.Thread(target=asyncio.run, args=(serve(),), name="simulators")
    thread.start()
    assert is_up.wait(PATIENCE_S), "the simulators did not start"
    yield started["simulator"]
    started["loop"].call_soon_threadsafe(started["simulator"].close)
    thread.join(PATIENCE_S)
    assert not thread.is_alive(), "the simulators did not stop"


async def _listening(service: Simulated, port: int) -> Simulator:
    """A port that was given up a moment ago may meanwhile be another program's for a moment."""
    deadline_s = time.monotonic() + PATIENCE_S / 2
    while True:
        try:
            return Simulator(service.panel, service.routes(), port, service.annex)
        except OSError:
            if not port or time.monotonic() > deadline_s:
                raise
        await asyncio.sleep(0.1)


@contextmanager
def simulator_in_thread(api_key: str = API_KEY, port: int = 0) -> Iterator[RunningSimulators]:
    """A FaceSpace simulator that takes *api_key*, on *port* (0: any free one)."""
    with serving_in_thread(lambda: FaceSpace(SEED, Clock(), api_key), port) as simulator:
        running = RunningSimulators(simulator.origin, api_key)
        yield running
        running.control.close()


@pytest.fixture(scope="session")
def running_simulators() -> Iterator[RunningSimulators]:
    """The simulators of this test process; use `simulators` instead."""
    with simulator_in_thread() as running:
        yield running


@pytest.fixture
def simulators(running_simulators: RunningSimulators) -> Iterator[RunningSimulators]:
    """FaceSpace simulator: `.base_url`, `.api_key`, `.webhook_url`, `.control`."""
    running_simulators.control.reset()
    yield running_simulators
    faults = running_simulators.control.take_faults()
    running_simulators.control.reset()
    assert not faults, f"a client broke the protocol: {faults}"
