"""What a demo can be made to go through, and how its simulators are told (demo/control.py).

A situation is complete: whatever it does not name works as it should, so that choosing one ends the
one before. What the simulators say decides which one is on, not what was last chosen here.
"""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import msgspec

from facespace_desk.language import tr
from facespace_desk.net.http import BaseUrl, Door, Limits, parse_json

SPEEDS = (1, 10, 60, 600)
UNTIL_CHANGED = 1_000_000  # calls
_LIMITS = Limits(connect_s=2, read_s=5, total_s=8, attempts=1)


@dataclass(frozen=True)
class Situation:
    """Something to see and to practise; `words` say what comes once it is on.

    *fault* is an injection as /_sim/inject takes it, for so many calls; *script* is one of the
    simulator's, which not all have.
    """

    title: str
    words: str
    switches: Mapping[str, object] = field(default_factory=dict)
    fault: Mapping[str, object] | None = None
    times: int = UNTIL_CHANGED
    script: str = ""

    def is_in(self, state: SimulatorState, usual: Mapping[str, object]) -> bool:
        """Whether *state* is this situation, and nothing besides; *usual* are the switches that
        situations of the service turn, as they should be."""
        switches = {**usual, **self.switches}
        faults = [] if self.fault is None else [{"operation": "*", **self.fault}]
        return (
            state.script == self.script
            and [injected.as_fault() for injected in state.injections] == faults
            and all(state.switches.get(name) == value for name, value in switches.items())
        )


@dataclass(frozen=True)
class Incident:
    """Something that happens once and leaves the situation as it is; *call* is a control call."""

    title: str
    words: str
    call: str


@dataclass(frozen=True)
class ServiceDemo:
    """What the simulator of one service can be made to go through."""

    id: str
    title: str
    sections: tuple[tuple[Situation, ...], ...]  # one tuple per section of its menu
    usual: Mapping[str, object]  # the switches that its situations turn, as they should be
    incidents: tuple[Incident, ...] = ()
    has_scripts: bool = False


class Injected(msgspec.Struct, frozen=True):
    """A fault that calls will meet."""

    kind: str
    operation: str
    options: dict[str, object]

    def as_fault(self) -> dict[str, object]:
        return {"kind": self.kind, "operation": self.operation, **self.options}


class SimulatorState(msgspec.Struct, frozen=True):
    """What a simulator says of itself. `speed` is in simulated seconds per second."""

    switches: dict[str, object]
    injections: list[Injected]
    speed: float
    is_fixed: bool
    script: str = ""


class SimulatorControl:
    """Drives the simulator of *demo* at *origin*, an address on this computer.

    All methods raise ServiceError: it does not answer, or not as a simulator does.
    """

    def __init__(self, demo: ServiceDemo, origin: str) -> None:
        self._demo = demo
        self._address = BaseUrl.parse(f"{origin}/_sim")

    async def state(self) -> SimulatorState:
        async with self._door() as door:
            reply = await door.get("state", operation="state")
        return await parse_json(
            reply.body, SimulatorState, service=reply.service, operation=reply.operation
        )

    async def bring_about(self, situation: Situation) -> None:
        """Put *situation* in the place of the one that is on."""
        async with self._door() as door:
            await door.send("DELETE", "inject", operation="inject")
            await door.send(
                "POST",
                "switches",
                json={**self._demo.usual, **situation.switches},
                operation="switches",
            )
            if situation.script:
                await door.send(
                    "POST", "script", json={"name": situation.script}, operation="script"
                )
            elif self._demo.has_scripts:
                await door.send("DELETE", "script", operation="script")
            if situation.fault is not None:
                fault = {"times": situation.times, **situation.fault}
                await door.send("POST", "inject", json=fault, operation="inject")

    async def let_happen(self, incident: Incident) -> None:
        """Bring *incident* about."""
        async with self._door() as door:
            await door.send("POST", incident.call, operation=incident.call)

    async def run_clock(self, speed: float) -> None:
        """Let the simulated time run on at *speed* simulated seconds per second."""
        async with self._door() as door:
            await door.send("POST", "clock", json={"run": speed}, operation="clock")

    async def reset(self) -> None:
        """Back to how everything was at the start, clock included."""
        async with self._door() as door:
            await door.send("POST", "reset", operation="reset")

    @asynccontextmanager
    async def _door(self) -> AsyncIterator[Door]:
        # Plain http on this computer: a context that trusts nobody reads no certificates.
        nobody = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        door = Door(
            tr("The simulator", "begins a sentence"),
            self._address,
            limits=_LIMITS,
            ssl_context=nobody,
        )
        try:
            yield door
        finally:
            await door.close()
