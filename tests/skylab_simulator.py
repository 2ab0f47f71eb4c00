"""Fixture: the Skylab Studio simulator on free loopback ports, in a thread of its own.

`skylab` is reset before each test; after it, any fault that a client committed against the
protocol fails the test, unless the test took the faults itself with `control.take_faults()`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from facespace_desk.demo.clock import Clock
from facespace_desk.demo.skylab.protocol import API_KEY, CALLBACK_SECRET, Skylab
from tests.simulators import SEED, Control, serving_in_thread


class SkylabControl(Control):
    """Drives the Skylab simulator over `/_sim/`; see `facespace_desk.demo.skylab.protocol`."""

    def finish(self, job_id: int) -> dict[str, Any]:
        """Complete a job now, wherever it stands; the job."""
        return dict(self.call("POST", "finish", {"job_id": job_id}))

    def set_pictures(self, kinds: Mapping[int, str]) -> None:
        """Let the outputs of these photos come as another kind (`storage.PICTURES`)."""
        self.call("POST", "pictures", {str(photo): kind for photo, kind in kinds.items()})

    def expire_urls(self) -> None:
        """End the life of all signed addresses given so far."""
        self.call("POST", "expire")

    def run_clock(self, speed: float) -> None:
        """Let the simulated time run on, *speed* times as fast as the real one."""
        self.call("POST", "clock", {"run": speed})

    def callbacks(self) -> list[dict[str, Any]]:
        """What was sent: job_id, url, outcome (a status or words), headers, body."""
        return list(self.call("GET", "callbacks"))

    def send_callback(self, job_id: int, url: str) -> list[dict[str, Any]]:
        """Send a job's callback now; all that was sent."""
        return list(self.call("POST", "callbacks", {"job_id": job_id, "url": url}))

    def jobs(self) -> dict[str, int]:
        """How many jobs there are, by status."""
        return dict(self.call("GET", "state")["jobs"])


@dataclass(frozen=True)
class RunningSkylab:
    """Where the service and its storage are, its key and secret, and the control of it."""

    origin: str
    storage_origin: str
    api_key: str
    callback_secret: str
    control: SkylabControl

    @property
    def base_url(self) -> str:
        return self.origin

    @property
    def sink_url(self) -> str:
        """Takes callbacks; `control.webhook()` shows them."""
        return f"{self.origin}/_sim/webhook/skylab"


@contextmanager
def skylab_in_thread(seed: int = SEED, port: int = 0) -> Iterator[RunningSkylab]:
    """A Skylab Studio simulator on *port* (0: any free one)."""
    with serving_in_thread(lambda: Skylab(seed, Clock()), port) as simulator:
        running = RunningSkylab(
            origin=simulator.origin,
            storage_origin=f"http://127.0.0.1:{simulator.annex_port}",
            api_key=API_KEY,
            callback_secret=CALLBACK_SECRET,
            control=SkylabControl(simulator.origin),
        )
        yield running
        running.control.close()


@pytest.fixture(scope="session")
def running_skylab() -> Iterator[RunningSkylab]:
    """The Skylab simulator of this test process; use `skylab` instead."""
    with skylab_in_thread() as running:
        yield running


@pytest.fixture
def skylab(running_skylab: RunningSkylab) -> Iterator[RunningSkylab]:
    """Skylab Studio simulator: `.base_url`, `.api_key`, `.callback_secret`, `.control`."""
    running_skylab.control.reset()
    yield running_skylab
    faults = running_skylab.control.take_faults()
    running_skylab.control.reset()
    assert not faults, f"a client broke the protocol: {faults}"
