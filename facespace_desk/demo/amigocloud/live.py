"""Who listens on the socket, and what they hear (wire sections 5.2 to 5.6)."""

from __future__ import annotations

import asyncio
import json
import random
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp

from facespace_desk.demo.amigocloud.account import USER_ID
from facespace_desk.demo.amigocloud.gate import ROOT, Gate
from facespace_desk.demo.amigocloud.scripts import STEPS
from facespace_desk.demo.amigocloud.state import State
from facespace_desk.demo.amigocloud.switches import chosen
from facespace_desk.demo.control import Recorded, refusal

NAMESPACE = "/amigosocket"
_TICK_S = 0.05
_MOST_DUE_S = 1.0  # what could not be sent in time is not made up for beyond that
_KEPT = 2_000
_PING_S = 25.0  # python-socketio's own; the sessions watch their clients themselves
_NO_LIMIT = 10**9
_USER_EVENTS = (
    "project:metadata_updated",
    "project:process_file_started",
    "project:process_file_finished",
    "dataset:style_updated",
    "dataset:creation_succeeded",
    "harbour:tide_turned",  # nobody has heard of this one
)


class _Json:
    """JSON as servers of this kind write it: short, and with all signs as they are."""

    loads = staticmethod(json.loads)

    @staticmethod
    def dumps(value: object, **_how: object) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class Live:
    """Subscriptions of sessions, and the events for them."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._panel = state.panel
        self.gate = Gate(self._panel, self._app)
        self._server: Any = None
        self._asgi: ASGIApp | None = None
        self._making = asyncio.Lock()
        # By sid of the namespace: ids of datasets, None for the user's events.
        self._subscribed: dict[str, set[int | None]] = {}
        self._authentications: deque[dict[str, object]] = deque(maxlen=_KEPT)
        self._events = 0
        self._reports = 0
        self._turn = 0
        self._feeding: asyncio.Task[None] | None = None
        self._telling: set[asyncio.Task[None]] = set()
        state.tell_user = lambda event, data: self._tell("user", event, data)
        state.tell_dataset = lambda id_, event, data: self._tell(_room(id_), event, data)

    def routes(self) -> list[BaseRoute]:
        return [
            Mount(ROOT, self.gate),
            Route("/_sim/emit", self._emit_asked, methods=["POST"]),
            Route("/_sim/script", self._script, methods=["POST"]),
            Route("/_sim/packet", self._packet, methods=["POST"]),
            Route("/_sim/frames", self._frames),
            Route("/_sim/drop", self._drop, methods=["POST"]),
            Route("/_sim/live", self._show),
        ]

    def clear(self) -> None:
        self.gate.clear()
        self._subscribed.clear()
        self._authentications.clear()
        self._events = self._reports = 0
        if self._feeding is not None:
            self._feeding.cancel()
            self._feeding = None

    # python-socketio

    async def _app(self) -> ASGIApp:
        """Made for the first client: importing it takes longer than all else at the start."""
        async with self._making:
            if self._asgi is None:
                socketio = await asyncio.to_thread(_library)
                server = socketio.AsyncServer(
                    async_mode="asgi",
                    async_handlers=False,  # in the order in which they come
                    monitor_clients=False,
                    ping_interval=_PING_S,
                    ping_timeout=_NO_LIMIT,
                    max_http_buffer_size=_NO_LIMIT,
                    json=_Json,
                )
                server.on("authenticate", self._authenticate, namespace=NAMESPACE)
                server.on("disconnect", self._left, namespace=NAMESPACE)
                self._server = server
                self._asgi = socketio.ASGIApp(server)
        assert self._asgi is not None
        return self._asgi

    async def _left(self, sid: str, _reason: str = "") -> None:
        self._subscribed.pop(sid, None)

    async def _authenticate(self, sid: str, *args: object) -> None:
        data = args[0] if len(args) == 1 and isinstance(args[0], dict) else {}
        verdict, dataset = self._verdict(data)
        noted: dict[str, object] = {"sid": sid, "verdict": verdict, "data": list(args)}
        if verdict == "good":
            await self._subscribe(sid, dataset)
        reply = chosen(self._panel, "ticket_reply")
        if verdict != "good" and reply != "silent":
            await self._emit("unauthorized", ({"detail": verdict},), sid)
        elif verdict == "good" and reply == "both":
            await self._emit("authenticated", (dict(data),), sid)
        self._authentications.append(noted)
        await self._panel.keep(
            Recorded(
                at_s=self._panel.clock.now_s(),
                method="EVENT",
                path=NAMESPACE,
                query="",
                headers={},
                body=json.dumps(noted),
                operation="authenticate",
            )
        )

    def _verdict(self, data: dict[str, object]) -> tuple[str, int | None]:
        """ "good", or why not; and the dataset, None for the user's events."""
        dataset = data.get("datasetid")
        if str(data.get("userid")) != str(USER_ID):
            return "another user", None
        if dataset is not None and not str(dataset).isdecimal():
            return "no such dataset", None
        wanted = None if dataset is None else int(str(dataset))
        return self._state.tickets.verdict(data.get("websocket_session"), wanted), wanted

    async def _subscribe(self, sid: str, dataset: int | None) -> None:
        mine = self._subscribed.setdefault(sid, set())
        if dataset is not None and self._panel.is_on("single_subscription"):
            for other in [one for one in mine if one is not None]:
                mine.discard(other)
                await self._server.leave_room(sid, _room(other), namespace=NAMESPACE)
        mine.add(dataset)
        await self._server.enter_room(sid, _room(dataset), namespace=NAMESPACE)
        if self._feeding is None or self._feeding.done():
            self._feeding = asyncio.create_task(self._feed())

    # events

    async def _emit(self, event: str, args: Sequence[object], room: str | None) -> None:
        if self._server is not None:
            self._events += 1
            await self._server.emit(event, tuple(args), room=room, namespace=NAMESPACE)

    def _tell(self, room: str, event: str, data: object) -> None:
        task = asyncio.get_running_loop().create_task(self._emit(event, (data,), room))
        self._telling.add(task)
        task.add_done_callback(self._telling.discard)

    def _listeners(self, dataset: int | None) -> int:
        return sum(dataset in mine for mine in self._subscribed.values())

    async def _feed(self) -> None:
        """Positions and user events, as long as somebody listens."""
        loop = asyncio.get_running_loop()
        chance = random.Random()
        reports_due = events_due = 0.0
        before_s = loop.time()
        while self._subscribed:
            await asyncio.sleep(_TICK_S)
            passed_s = min(_MOST_DUE_S, loop.time() - before_s)
            before_s = loop.time()
            reports_due += passed_s * self._panel.number("reports_per_s")
            events_due += passed_s * self._panel.number("user_events_per_min") / 60
            if reports_due >= 1:
                await self._send_reports(int(reports_due))
                reports_due %= 1
            if events_due >= 1:
                events_due %= 1
                await self._send_user_event(chance)

    async def _send_reports(self, count: int) -> None:
        """The next *count* reports in turn of all that moves in subscribed datasets."""
        wanted = set().union(*self._subscribed.values())
        datasets = [self._state.account.datasets.get(id_) for id_ in wanted if id_ is not None]
        movers = [(one, mover) for one in datasets if one is not None for mover in one.movers]
        if not movers:
            return
        now_s, values = self._panel.clock.now_s(), chosen(self._panel, "report_values")
        due: dict[int, list[dict[str, object]]] = {}
        for number in range(self._turn, self._turn + count):
            dataset, mover = movers[number % len(movers)]
            due.setdefault(dataset.id, []).append(mover.report(now_s, values))
        self._turn = (self._turn + count) % len(movers)
        most = int(self._panel.number("reports_per_event")) or count
        for id_, reports in due.items():
            for part in _parts(reports, most):
                self._reports += len(part)
                await self._emit("realtime", ({"dataset_id": id_, "data": part},), _room(id_))

    async def _send_user_event(self, chance: random.Random) -> None:
        projects = list(self._state.account.projects.values())
        project = chance.choice(projects[:8])
        event = chance.choice(_USER_EVENTS)
        about: dict[str, object] = {"user_id": USER_ID, "project_id": project.id}
        if ":process_file" in event:
            about |= {
                "filename": f"{project.name.lower()}.csv",
                "job": f"{chance.getrandbits(128):032x}",
            }
        elif event.startswith("dataset:"):
            about["dataset_id"] = chance.choice(list(self._state.account.datasets))
        await self._emit(event, (about,), "user")

    # control

    async def _emit_asked(self, request: Request) -> Response:
        asked = await request.json()
        args = asked.get("args", [asked.get("data")])
        dataset = asked.get("dataset")
        everyone = dataset is None and asked.get("user", True) is False
        await self._emit(asked["event"], args, None if everyone else _room(dataset))
        sent = len(self.gate.sessions) if everyone else self._listeners(dataset)
        return JSONResponse({"sent": sent})

    async def _script(self, request: Request) -> Response:
        asked = await request.json()
        dataset = int(asked.get("dataset", 9))
        unknown = [name for name in asked["steps"] if name not in STEPS]
        if unknown:
            return refusal(f"there is no {unknown[0]!r}; there are {', '.join(STEPS)}")
        for name in asked["steps"]:
            step = STEPS[name](dataset)
            if step.packet:
                self._push(step.packet)
            else:
                room = _room(dataset) if step.event == "realtime" else "user"
                await self._emit(step.event, step.args, room)
            await self._panel.pause(float(asked.get("every_s", 0)))
        return JSONResponse({"sent": len(asked["steps"])})

    def _push(self, packet: str, times: int = 1) -> None:
        for session in list(self.gate.sessions.values()):
            for _time in range(times):
                session.push(packet)

    async def _packet(self, request: Request) -> Response:
        asked = await request.json()
        self._push(asked["packet"], int(asked.get("times", 1)))
        return JSONResponse({})

    async def _frames(self, _request: Request) -> Response:
        return JSONResponse([asdict(frame) for frame in self.gate.frames])

    async def _drop(self, request: Request) -> Response:
        how = (await request.json()).get("how") if await request.body() else "abrupt"
        if how not in ("abrupt", "clean", "leave", "restart"):
            return refusal(f"there is no way {how!r}")
        if how == "leave":
            sids = list(self._subscribed)
            for sid in sids:
                await self._server.disconnect(sid, namespace=NAMESPACE)
            return JSONResponse({"dropped": len(sids)})
        dropped = self.gate.drop(is_abrupt=how != "clean")
        if how == "restart":
            self._state.tickets.void()
        return JSONResponse({"dropped": dropped})

    async def _show(self, _request: Request) -> Response:
        sessions = [
            {"sid": one.sid, "transport": one.transport, "protocol": one.manner.protocol}
            for one in self.gate.sessions.values()
            if not one.ended.is_set()
        ]
        subscriptions = [
            {"sid": sid, "to": sorted(_room(one) for one in mine)}
            for sid, mine in self._subscribed.items()
        ]
        return JSONResponse(
            {
                "sessions": sessions,
                "subscriptions": subscriptions,
                "events": self._events,
                "reports": self._reports,
                "authentications": list(self._authentications),
            }
        )


def _library() -> Any:
    # Imported in a thread, and for the first client only. Its driver is found by name at run time,
    # so a frozen build has to hear of it here.
    import engineio.async_drivers.asgi
    import socketio

    assert engineio.async_drivers.asgi
    return socketio


def _room(dataset: int | None) -> str:
    return "user" if dataset is None else f"dataset {dataset}"


def _parts(
    reports: Sequence[dict[str, object]], most: int
) -> Iterator[Sequence[dict[str, object]]]:
    for start in range(0, len(reports), most):
        yield reports[start : start + most]
