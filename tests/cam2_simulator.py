"""Fixture: the CAM2 simulator with a small world, on free loopback ports, in a thread of its own.

`cam2` is reset before each test; after it, any fault that a client committed against the protocol
fails the test, unless the test took the faults itself with `cam2.control.take_faults()`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from facespace_desk.demo.cam2.clients import seeded_clients
from facespace_desk.demo.cam2.protocol import Cam2
from facespace_desk.demo.clock import Clock
from tests.simulators import SEED, Control, serving_in_thread

SMALL_WORLD = 450


class Cam2Control(Control):
    """Drives the CAM2 simulator over `/_sim/`; see `facespace_desk.demo.cam2.protocol`."""

    def cameras_of_kind(self, kind: str, count: int = 1) -> list[dict[str, Any]]:
        """Cameras, as the wire has them, whose picture behaves like *kind* (demo/cam2/kinds.py)."""
        return list(self.call("GET", "cameras", kind=kind, count=count))

    def set_pictures(self, kinds: Mapping[str, str]) -> None:
        """Let the pictures of these cameras (by id) behave like another kind."""
        self.call("POST", "pictures", dict(kinds))

    def expire_tokens(self) -> int:
        """End the life of all tokens; how many there were."""
        return int(self.call("POST", "expire")["tokens"])


@dataclass(frozen=True)
class RunningCam2:
    """Where the service and the cameras' pictures are, who may ask, and the control of it."""

    origin: str
    camera_origin: str
    clients: Mapping[str, tuple[str, str]]  # level ("user", "webUI", "admin") -> (id, secret)
    control: Cam2Control

    @property
    def base_url(self) -> str:
        return self.origin


@contextmanager
def cam2_in_thread(
    cameras: int = SMALL_WORLD, seed: int = SEED, port: int = 0
) -> Iterator[RunningCam2]:
    """A CAM2 simulator with so many cameras (at least 350), on *port* (0: any free one)."""
    with serving_in_thread(lambda: Cam2(seed, Clock(), cameras), port) as simulator:
        running = RunningCam2(
            origin=simulator.origin,
            camera_origin=f"http://127.0.0.1:{simulator.annex_port}",
            clients={client.level: (client.id, client.secret) for client in seeded_clients()},
            control=Cam2Control(simulator.origin),
        )
        yield running
        running.control.close()


@pytest.fixture(scope="session")
def running_cam2() -> Iterator[RunningCam2]:
    """The CAM2 simulator of this test process; use `cam2` instead."""
    with cam2_in_thread() as running:
        yield running


@pytest.fixture
def cam2(running_cam2: RunningCam2) -> Iterator[RunningCam2]:
    """CAM2 simulator: `.base_url`, `.camera_origin`, `.clients`, `.control`."""
    running_cam2.control.reset()
    yield running_cam2
    faults = running_cam2.control.take_faults()
    running_cam2.control.reset()
    assert not faults, f"a client broke the protocol: {faults}"
