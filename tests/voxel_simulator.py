"""Fixture: the Voxel51 Platform simulator on free loopback ports, in a thread of its own.

`voxel` is reset before each test; after it, any fault that a client committed against the
protocol fails the test, unless the test took the faults itself with `control.take_faults()`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from facespace_desk.demo.clock import Clock
from facespace_desk.demo.voxel51.protocol import APPLICATION_TOKEN, TOKEN, Voxel51
from facespace_desk.demo.voxel51.seeding import SMALL, USERS, Scale
from facespace_desk.demo.voxel51.sketches import Sketch
from tests.simulators import SEED, Control, serving_in_thread

VIDEO_BYTES = 200_000


class VoxelControl(Control):
    """Drives the Voxel51 simulator over `/_sim/`; see `facespace_desk.demo.voxel51.controls`."""

    def finish(self, job_id: str, failure: str = "") -> dict[str, Any]:
        """End a job now, wherever it stands; the job."""
        return dict(self.call("POST", "finish", {"job_id": job_id, "failure": failure}))

    def vanish(self, *ids: str) -> None:
        """Let data and jobs disappear."""
        self.call("POST", "vanish", {"ids": ids})

    def set_outputs(self, kinds: Mapping[str, str]) -> None:
        """Let the outputs of these jobs come as another kind (switch `outputs`)."""
        self.call("POST", "outputs", dict(kinds))

    def expire_urls(self) -> None:
        """End the life of all signed addresses given so far."""
        self.call("POST", "expire")

    def run_clock(self, speed: float) -> None:
        """Let the simulated time run on, *speed* times as fast as the real one."""
        self.call("POST", "clock", {"run": speed})

    def now_s(self) -> float:
        return float(self.call("GET", "clock")["now"])

    def uploads(self) -> dict[str, dict[str, Any]]:
        """What was uploaded, by id of the data: name, size, sha256, type."""
        return dict(self.call("GET", "uploads"))


@dataclass(frozen=True)
class RunningVoxel:
    """Where the service and its storage are, its keys, and the control of it."""

    base_url: str
    storage_origin: str
    token: str
    app_token: str
    control: VoxelControl
    users: Sequence[str]


@contextmanager
def voxel_in_thread(
    seed: int = SEED, port: int = 0, scale: Scale = SMALL
) -> Iterator[RunningVoxel]:
    """A Voxel51 simulator on *port* (0: any free one)."""
    with serving_in_thread(lambda: Voxel51(seed, Clock(), scale=scale), port) as simulator:
        running = RunningVoxel(
            base_url=simulator.origin,
            storage_origin=f"http://127.0.0.1:{simulator.annex_port}",
            token=TOKEN,
            app_token=APPLICATION_TOKEN,
            control=VoxelControl(simulator.origin),
            users=USERS[: scale.users],
        )
        yield running
        running.control.close()


def video(path: Path, seed: int = 7, frames: int = 24, size: int = VIDEO_BYTES) -> Path:
    """A small video with moving things, as a user might upload it."""
    from facespace_desk.demo.voxel51.films import drawn  # loads numpy and PyAV

    path.write_bytes(drawn(Sketch(seed, frames, size)))
    return path


@pytest.fixture(scope="session")
def running_voxel() -> Iterator[RunningVoxel]:
    """The Voxel51 simulator of this test process; use `voxel` instead."""
    with voxel_in_thread() as running:
        yield running


@pytest.fixture
def voxel(running_voxel: RunningVoxel) -> Iterator[RunningVoxel]:
    """Voxel51 simulator: `.base_url`, `.token`, `.app_token`, `.control`, `.users`."""
    running_voxel.control.reset()
    yield running_voxel
    faults = running_voxel.control.take_faults()
    running_voxel.control.reset()
    assert not faults, f"a client broke the protocol: {faults}"
