"""The control interface of a simulator, under `/_sim/`; no part of any service's protocol.

All bodies are JSON; moments are seconds since 1970 UTC.

    GET    /_sim/            the switches with their values, and what is going on
    GET    /_sim/state       the same, for those who build addresses without a slash at the end
    POST   /_sim/switches    {name: value}: sets them; unknown names and wrong types are refused
    POST   /_sim/inject      {"kind": ..., "operation": "logs", "times": 2, ...}: the next calls
                             of that operation ("*": any) go wrong; the kinds are in faults.py
    DELETE /_sim/inject      takes all injections back
    POST   /_sim/release     lets calls go on that a "hold" injection keeps waiting
    GET    /_sim/requests    the last 2,000 requests, oldest first; ?operation=logs for some
    GET    /_sim/wait        ?count=3&operation=logs&timeout_s=5: answers when so many requests
                             have arrived since the reset, 408 when they have not
    GET    /_sim/faults      what clients did against the protocol; DELETE: and forget it
    GET    /_sim/trap        requests that reached the second port, where "redirect" leads
    GET    /_sim/webhook     what arrived at the sink: any POST or PATCH to /_sim/webhook or below
    GET    /_sim/clock       the simulated time; POST {"fix": moment}, {"set": moment} or
                             {"run": speed}: hold it, move it, let it run
    POST   /_sim/reset       everything as it was at the start, clock included

Services add their own calls; see their modules. A request that carries an `Origin` or a foreign
`Host` is refused, so that no web page can drive a simulator.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine, Iterable, Mapping
from dataclasses import asdict, dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from facespace_desk.demo.clock import Clock
from facespace_desk.demo.faults import FACESPACE, KINDS, Injection, Manner

RECORDED = 2_000
SECRET_HEADERS = ("x-api-key", "x-slt-api-key", "x-voxel51-application", "authorization")
_LOOPBACK_NAMES = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True)
class Recorded:
    """One request as it arrived; *query* is the raw query string, header names are lower case."""

    at_s: float
    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: str
    operation: str = ""


class Panel:
    """Switches, injections and records of one simulator; its protocol asks it at every call."""

    def __init__(
        self,
        clock: Clock,
        switches: Mapping[str, object],
        choices: Mapping[str, tuple[str, ...]],
        manner: Manner = FACESPACE,
    ) -> None:
        self.clock = clock
        self.manner = manner
        self._choices = choices
        self._first_switches = dict(switches)
        self.switches = dict(switches)
        self.requests: deque[Recorded] = deque(maxlen=RECORDED)
        self.trapped: deque[Recorded] = deque(maxlen=RECORDED)
        self.webhook: deque[Recorded] = deque(maxlen=RECORDED)
        self.faults: deque[str] = deque(maxlen=RECORDED)
        self.trap_url = ""
        self.on_reset: Callable[[], None] = lambda: None
        self.on_show: Callable[[], Mapping[str, object]] = dict  # what else is going on
        self._counts: dict[str, int] = {}
        self._injections: list[Injection] = []
        self._arrived = asyncio.Condition()
        self._released = asyncio.Event()
        self.stopping = asyncio.Event()

    # what protocols ask

    def number(self, switch: str) -> float:
        value = self.switches[switch]
        assert isinstance(value, int | float)
        return float(value)

    def is_on(self, switch: str) -> bool:
        return self.switches[switch] is True

    async def record(self, request: Request, operation: str) -> Recorded:
        """Keep a request, and wake those who wait for it."""
        recorded = await _recorded(self.clock, request, operation)
        await self.keep(recorded)
        return recorded

    async def keep(self, recorded: Recorded) -> None:
        """Keep what the caller recorded itself, a request without its large body say."""
        self.requests.append(recorded)
        for name in ("", recorded.operation):
            self._counts[name] = self._counts.get(name, 0) + 1
        async with self._arrived:
            self._arrived.notify_all()

    def fault(self, words: str) -> None:
        """Note that a client broke the protocol."""
        self.faults.append(words)

    def take_injection(self, operation: str) -> Injection | None:
        for injection in self._injections:
            if injection.operation in ("*", operation):
                injection.times -= 1
                if injection.times <= 0:
                    self._injections.remove(injection)
                return injection
        return None

    async def pause(self, seconds: float) -> None:
        """Wait, but not beyond the end of the simulator."""
        if seconds > 0:
            await first_of(self.stopping.wait(), asyncio.sleep(seconds))

    async def until_released(self) -> None:
        await first_of(self.stopping.wait(), self._released.wait())

    # what the control interface does

    def routes(self) -> list[Route]:
        return [
            Route("/_sim/", self._show),
            Route("/_sim/state", self._show),
            Route("/_sim/switches", self._set_switches, methods=["POST"]),
            Route("/_sim/inject", self._inject, methods=["POST", "DELETE"]),
            Route("/_sim/release", self._release, methods=["POST"]),
            Route("/_sim/requests", self._requests),
            Route("/_sim/wait", self._wait),
            Route("/_sim/faults", self._faults, methods=["GET", "DELETE"]),
            Route("/_sim/trap", self._trapped),
            Route("/_sim/webhook", self._webhook, methods=["GET", "POST", "PATCH"]),
            Route("/_sim/webhook/{rest:path}", self._webhook, methods=["POST", "PATCH"]),
            Route("/_sim/clock", self._clock, methods=["GET", "POST"]),
            Route("/_sim/reset", self._reset, methods=["POST"]),
        ]

    async def _show(self, _request: Request) -> Response:
        return JSONResponse(
            {
                "switches": self.switches,
                "injections": [asdict(injection) for injection in self._injections],
                "requests": self._counts.get("", 0),
                "faults": len(self.faults),
                "now": self.clock.now_s(),
                "speed": self.clock.speed,
                "is_fixed": self.clock.is_fixed,
                "trap_url": self.trap_url,
                **self.on_show(),
            }
        )

    async def _set_switches(self, request: Request) -> Response:
        wanted = await request.json()
        for name, value in wanted.items():
            if name not in self.switches:
                return refusal(f"there is no switch {name!r}")
            choices = self._choices.get(name, (value,))
            if value not in choices or not _same_sort(value, self._first_switches[name]):
                return refusal(f"switch {name!r} cannot be {value!r}")
        self.switches.update(wanted)
        return JSONResponse(self.switches)

    async def _inject(self, request: Request) -> Response:
        if request.method == "DELETE":
            self._injections.clear()
            return JSONResponse({})
        options = await request.json()
        injection = Injection(
            kind=options.pop("kind", ""),
            operation=options.pop("operation", "*"),
            times=options.pop("times", 1),
            options=options,
        )
        if injection.kind not in KINDS:
            return refusal(f"there is no kind {injection.kind!r}; there are {', '.join(KINDS)}")
        if injection.kind == "hold":
            self._released.clear()
        self._injections.append(injection)
        return JSONResponse(asdict(injection))

    async def _release(self, _request: Request) -> Response:
        self._released.set()
        return JSONResponse({})

    async def _requests(self, request: Request) -> Response:
        operation = request.query_params.get("operation")
        return _listing(
            recorded for recorded in self.requests if operation in (None, recorded.operation)
        )

    async def _wait(self, request: Request) -> Response:
        count = int(request.query_params.get("count", "1"))
        operation = request.query_params.get("operation", "")
        time_limit_s = float(request.query_params.get("timeout_s", "5"))
        try:
            async with asyncio.timeout(time_limit_s):
                await first_of(self.stopping.wait(), self._until_counted(operation, count))
        except TimeoutError:
            seen = self._counts.get(operation, 0)
            return refusal(f"{seen} of {count} requests came in {time_limit_s} s", status=408)
        return JSONResponse({"count": self._counts.get(operation, 0)})

    async def _until_counted(self, operation: str, count: int) -> None:
        async with self._arrived:
            await self._arrived.wait_for(lambda: self._counts.get(operation, 0) >= count)

    async def _faults(self, request: Request) -> Response:
        faults = list(self.faults)
        if request.method == "DELETE":
            self.faults.clear()
        return JSONResponse(faults)

    async def _trapped(self, _request: Request) -> Response:
        return _listing(self.trapped)

    async def _webhook(self, request: Request) -> Response:
        if request.method == "GET":
            return _listing(self.webhook)
        recorded = await _recorded(self.clock, request, "webhook")
        self.webhook.append(recorded)
        self.note_secrets(recorded, "the webhook")
        self._counts["webhook"] = self._counts.get("webhook", 0) + 1
        async with self._arrived:
            self._arrived.notify_all()
        await self.pause(self.number("webhook_delay_s"))
        status = int(self.number("webhook_status"))
        return Response(status_code=204) if status == 204 else JSONResponse({}, status)

    async def trap(self, request: Request) -> Response:
        """Answer a request that was lured to the second port."""
        recorded = await _recorded(self.clock, request, "trap")
        self.trapped.append(recorded)
        self.note_secrets(recorded, "another port")
        return JSONResponse({})

    def note_secrets(self, recorded: Recorded, place: str) -> None:
        """Note as a fault that a request carried to *place* what is meant for the service."""
        for header in SECRET_HEADERS:
            if header in recorded.headers:
                self.fault(f"the header {header} reached {place}")

    async def _clock(self, request: Request) -> Response:
        clock = self.clock
        if request.method == "POST":
            wanted = await request.json()
            if "fix" in wanted:
                clock.fix(float(wanted["fix"]))
            elif "set" in wanted:
                clock.set(float(wanted["set"]))
            elif "run" in wanted:
                clock.run(float(wanted["run"]))
            else:
                return refusal("expected fix, set or run")
        return JSONResponse(
            {"now": clock.now_s(), "speed": clock.speed, "is_fixed": clock.is_fixed}
        )

    async def _reset(self, _request: Request) -> Response:
        self.switches = dict(self._first_switches)
        self._injections.clear()
        self._counts.clear()
        for records in (self.requests, self.trapped, self.webhook):
            records.clear()
        self.faults.clear()
        self.clock.reset()
        self.on_reset()
        released, self._released = self._released, asyncio.Event()
        released.set()
        return JSONResponse({})


def refusal(words: str, status: int = 400) -> Response:
    """An error answer as the services write it (wire section 7.1)."""
    return JSONResponse({"error": words}, status)


def is_foreign(request: Request) -> bool:
    """Whether a web page, not a tool on this machine, asks."""
    host = request.headers.get("host", "").rpartition(":")[0] or request.headers.get("host", "")
    return "origin" in request.headers or host not in _LOOPBACK_NAMES


def _same_sort(value: object, example: object) -> bool:
    if isinstance(value, bool) or isinstance(example, bool):
        return isinstance(value, bool) and isinstance(example, bool)
    if isinstance(example, int | float):
        return isinstance(value, int | float)
    return isinstance(value, type(example))


def _listing(records: Iterable[Recorded]) -> Response:
    return JSONResponse([asdict(recorded) for recorded in records])


async def _recorded(clock: Clock, request: Request, operation: str) -> Recorded:
    body = await request.body()
    return Recorded(
        at_s=clock.now_s(),
        method=request.method,
        path=request.url.path,
        query=request.scope["query_string"].decode("latin-1"),
        headers={name.lower(): value for name, value in request.headers.items()},
        body=body.decode("utf-8", "replace"),
        operation=operation,
    )


async def first_of(*waits: Coroutine[object, object, object]) -> None:
    """Wait until one of them is done; the others are cancelled."""
    tasks = [asyncio.ensure_future(wait) for wait in waits]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
