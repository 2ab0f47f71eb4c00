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

from facespace_desk.net.http import BaseUrl, Door, Limits, parse_json

SPEEDS = (1, 10, 60, 600)
AS_IT_SHOULD: Mapping[str, object] = {  # the switches that situations turn
    "latency_s": 0.0,
    "hostile_names": False,
    "hostile_cameras": False,
}
UNTIL_CHANGED = 1_000_000  # calls
A_WHILE = 20  # calls; with retries about half a minute of a live feed
RETRY_AFTER_S = 10
_LIMITS = Limits(connect_s=2, read_s=5, total_s=8, attempts=1)


@dataclass(frozen=True)
class Situation:
    """Something to see and to practise; `words` say what comes once it is on.

    *fault* is an injection as /_sim/inject takes it, for so many calls; *script* is one of the
    FaceSpace simulator's.
    """

    title: str
    words: str
    switches: Mapping[str, object] = field(default_factory=dict)
    fault: Mapping[str, object] | None = None
    times: int = UNTIL_CHANGED
    script: str = ""

    def is_in(self, state: SimulatorState) -> bool:
        """Whether *state* is this situation, and nothing besides."""
        switches = {**AS_IT_SHOULD, **self.switches}
        faults = [] if self.fault is None else [{"operation": "*", **self.fault}]
        return (
            state.script == self.script
            and [injected.as_fault() for injected in state.injections] == faults
            and all(state.switches.get(name) == value for name, value in switches.items())
        )


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


NORMAL = Situation("Everything works", "The simulators answer as they should.")
SITUATIONS: tuple[tuple[Situation, ...], ...] = (  # one tuple per section of the menu
    (NORMAL,),
    (
        Situation(
            "Slow network (0.8 s)",
            "Every answer takes 0.8 seconds more.",
            switches={"latency_s": 0.8},
        ),
        Situation(
            "Very slow network (3 s)",
            "Every answer takes 3 seconds more.",
            switches={"latency_s": 3.0},
        ),
        Situation(
            "Broken connections",
            "Every connection breaks before an answer.",
            fault={"kind": "drop"},
        ),
    ),
    (
        Situation(
            "Server trouble for a while (503)",
            f"The next {A_WHILE} calls fail; then the server is well again.",
            fault={"kind": "status", "status": 503, "error": "overloaded"},
            times=A_WHILE,
        ),
        Situation(
            "Too many requests (429)",
            f"The server asks to wait {RETRY_AFTER_S} seconds, again and again.",
            fault={"kind": "status", "status": 429, "retry_after": str(RETRY_AFTER_S)},
        ),
        Situation(
            "Key refused (401)",
            "The server no longer accepts the key.",
            fault={"kind": "status", "status": 401, "error": "API key is not valid"},
        ),
        Situation(
            "Error page of a proxy (502)",
            "A web page with an error comes instead of data.",
            fault={"kind": "html", "status": 502},
        ),
        Situation(
            "Web page instead of data",
            "A web page comes instead of data, as from a network that wants a log-in first.",
            fault={"kind": "html", "status": 200},
        ),
        Situation(
            "Broken answers",
            "Every answer ends in the middle of its JSON.",
            fault={"kind": "truncated"},
        ),
        Situation("Empty answers", "Every answer is empty.", fault={"kind": "empty"}),
    ),
    (
        Situation(
            "No cameras active",
            "The server sends the stop signal; choose “Everything works” to go live again.",
            script="no cameras",
        ),
        Situation(
            "Maintenance notice",
            "The server sends a notice between its pictures.",
            script="maintenance",
        ),
        Situation(
            "Hostile names",
            "One camera reports names that try to break a careless program.",
            switches={"hostile_names": True},
        ),
        Situation(
            "Hostile cameras",
            "There are cameras whose ids try to break a careless program.",
            switches={"hostile_cameras": True},
        ),
    ),
)


class SimulatorControl:
    """Drives the simulator at *origin*, an address on this computer.

    All methods raise ServiceError: it does not answer, or not as a simulator does.
    """

    def __init__(self, origin: str) -> None:
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
                json={**AS_IT_SHOULD, **situation.switches},
                operation="switches",
            )
            if situation.script:
                await door.send(
                    "POST", "script", json={"name": situation.script}, operation="script"
                )
            else:
                await door.send("DELETE", "script", operation="script")
            if situation.fault is not None:
                fault = {"times": situation.times, **situation.fault}
                await door.send("POST", "inject", json=fault, operation="inject")

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
        door = Door("The simulator", self._address, limits=_LIMITS, ssl_context=nobody)
        try:
            yield door
        finally:
            await door.close()
