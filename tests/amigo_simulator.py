"""Fixture: the AmigoCloud simulator on free loopback ports, in a thread of its own.

`amigo` is reset before each test; after it, any fault that a client committed against the protocol
fails the test, unless the test took the faults itself with `amigo.control.take_faults()`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

import pytest

from facespace_desk.demo.amigocloud.account import USER_ID
from facespace_desk.demo.amigocloud.protocol import AmigoCloud
from facespace_desk.demo.amigocloud.tokens import PROJECT_TOKEN, USER_TOKENS
from facespace_desk.demo.clock import Clock
from tests.limits import PATIENCE_S
from tests.simulators import SEED, Control, serving_in_thread

VEHICLES = 9  # realtime datasets of project 101
SHIPS = 10
ADDRESSES = 21  # of project 102: an address column, an empty geometry column
PIERS = 22  # of project 102: a table of many pages, and the one with a gallery
GALLERY = 7
LIVE_PROJECT = 101
PROJECT = 102


class AmigoControl(Control):
    """Drives the simulator over `/_sim/`; see `facespace_desk.demo.amigocloud.protocol`."""

    def emit(
        self, event: str, data: Any = None, *, dataset: int | None = None, user: bool = True
    ) -> int:
        """Send an event to who subscribed *dataset* (or, without one, the user's); to how many."""
        body = {"event": event, "data": data, "dataset": dataset, "user": user}
        return int(self.call("POST", "emit", body)["sent"])

    def emit_args(self, event: str, *args: Any, dataset: int | None = None) -> int:
        """The same with arguments that are not just one object."""
        body = {"event": event, "args": args, "dataset": dataset}
        return int(self.call("POST", "emit", body)["sent"])

    def script_events(self, *steps: str, every_s: float = 0.0) -> int:
        """Send the events of these names in turn (`demo.amigocloud.scripts`); how many."""
        return int(self.call("POST", "script", {"steps": steps, "every_s": every_s})["sent"])

    def packet(self, packet: str, times: int = 1) -> None:
        """Send a raw Engine.IO packet, a broken one say, to every session."""
        self.call("POST", "packet", {"packet": packet, "times": times})

    def frames(self, way: Literal[">", "<"] | None = None) -> list[dict[str, Any]]:
        """Packets in order: at_s, sid, way (">" from clients), transport, protocol, packet."""
        frames = self.call("GET", "frames")
        return [frame for frame in frames if way in (None, frame["way"])]

    def queries(self) -> list[str]:
        """The raw query strings of all requests, those of the socket included."""
        return [recorded["query"] for recorded in self.requests()]

    def authentications(self) -> list[dict[str, Any]]:
        """What came as `authenticate`: sid, verdict ("good" or why not), data."""
        return list(self.call("GET", "live")["authentications"])

    async def subscribed(self, count: int = 1, timeout_s: float = PATIENCE_S) -> None:
        """Wait until `authenticate` has come so often since the reset, good or bad."""
        await self.arrived(count, "authenticate", timeout_s)

    def live(self) -> dict[str, Any]:
        """sessions (sid, transport, protocol), subscriptions, events, reports, authentications."""
        return dict(self.call("GET", "live"))

    def drop(self, how: Literal["abrupt", "clean", "leave", "restart"] = "abrupt") -> int:
        """End all sessions so; how many there were."""
        return int(self.call("POST", "drop", {"how": how})["dropped"])

    def void_tickets(self) -> None:
        """No ticket given so far is good any more."""
        self.call("POST", "void")

    def expire_uploads(self) -> None:
        """Chunked uploads under way are gone (410)."""
        self.call("POST", "expire")

    async def until_sent(self, events: int, timeout_s: float = PATIENCE_S) -> None:
        """Wait until so many events were sent since the reset."""
        async with asyncio.timeout(timeout_s):
            while self.live()["events"] < events:  # noqa: ASYNC110  # in another process
                await asyncio.sleep(0.02)


@dataclass(frozen=True)
class RunningAmigo:
    """Where the service is, the tokens, and the control of it."""

    origin: str
    foreign_origin: str  # where foreign links lead
    tokens: Mapping[str, str]  # level ("READ", "CREATE", "EDIT", "ADMIN") -> user token
    project_token: str  # EDIT, for project 102 only
    user_id: int
    control: AmigoControl

    @property
    def base_url(self) -> str:
        return self.origin

    @property
    def token(self) -> str:
        """The user's token that may do everything."""
        return self.tokens["ADMIN"]

    @property
    def project_url(self) -> str:
        """What goes with the project token."""
        return f"users/{self.user_id}/projects/{PROJECT}"


@contextmanager
def amigo_in_thread(
    seed: int = SEED, port: int = 0, reports_per_s: float = 0.0
) -> Iterator[RunningAmigo]:
    """An AmigoCloud simulator on *port* (0: any free one)."""
    with serving_in_thread(lambda: AmigoCloud(seed, Clock(), reports_per_s), port) as simulator:
        running = RunningAmigo(
            origin=simulator.origin,
            foreign_origin=f"http://127.0.0.1:{simulator.annex_port}",
            tokens={level: token.text for level, token in USER_TOKENS.items()},
            project_token=PROJECT_TOKEN.text,
            user_id=USER_ID,
            control=AmigoControl(simulator.origin),
        )
        yield running
        running.control.close()


@pytest.fixture(scope="session")
def running_amigo() -> Iterator[RunningAmigo]:
    """The AmigoCloud simulator of this test process; use `amigo` instead."""
    with amigo_in_thread() as running:
        yield running


@pytest.fixture
def amigo(running_amigo: RunningAmigo) -> Iterator[RunningAmigo]:
    """AmigoCloud simulator: `.base_url`, `.token`, `.tokens`, `.project_token`, `.control`."""
    running_amigo.control.reset()
    yield running_amigo
    faults = running_amigo.control.take_faults()
    running_amigo.control.reset()
    assert not faults, f"a client broke the protocol: {faults}"
