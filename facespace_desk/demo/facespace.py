"""The FaceSpace simulator: the wire specification's section 10 over the seeded world.

Protocol: `GET /facespace/logs` and `GET /facespace/recognition`, and both under `/api/` as older
servers had them. Control calls besides those of control.py:

    POST   /_sim/script      {"steps": [...], "then": "hold"}: /recognition answers these bodies,
                             one a poll; then the last again ("hold"), all from the start
                             ("repeat") or the world ("live")
    POST   /_sim/script      {"name": ...}: one of SCRIPTS
    DELETE /_sim/script      back to the world
                             /_sim/ tells which one plays as "script": its name, "unnamed" or ""
    POST   /_sim/silence     {camera: moment}: from then on these cameras report nothing
    DELETE /_sim/silence     as at the start

Switches:

    accept_seconds           whether bounds may have seconds (false)
    bounds                   whether the end minute belongs to the answer: "inclusive", "exclusive"
    unknown_camera           what it gets: "empty" or "404"
    empty_cameras            whether cameras without entries are listed (true)
    hostile_names            names and entries of hostile.py at the first camera
    hostile_cameras          camera ids of hostile.py
    latency_s                before every answer
    gzip, chunked            how bodies travel: compressed, without a declared length
    date                     whether answers tell the simulated time: "clock", "none"
    webhook_status           what the sink answers (200), and
    webhook_delay_s          after how long
"""

from __future__ import annotations

import asyncio
import hmac
import json
import re
import string
from calendar import timegm
from collections.abc import AsyncIterator, Iterable
from datetime import UTC, datetime
from email.utils import formatdate
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from facespace_desk.demo import hostile
from facespace_desk.demo.clock import Clock
from facespace_desk.demo.control import Panel, refusal
from facespace_desk.demo.faults import faulty, zipped, zipped_small
from facespace_desk.demo.history import History, entry_text
from facespace_desk.demo.server import Annex
from facespace_desk.demo.world import CAMERAS, DAY_S

API_KEY = "demo-key-facespace-not-a-secret"
SWITCHES: dict[str, object] = {
    "accept_seconds": False,
    "bounds": "inclusive",
    "unknown_camera": "empty",
    "empty_cameras": True,
    "hostile_names": False,
    "hostile_cameras": False,
    "latency_s": 0.0,
    "gzip": False,
    "chunked": False,
    "date": "clock",
    "webhook_status": 200,
    "webhook_delay_s": 0.0,
}
CHOICES = {
    "bounds": ("inclusive", "exclusive"),
    "unknown_camera": ("empty", "404"),
    "date": ("clock", "none"),
}
_NO_CAMERAS = {"stop": "No cameras active: all streams closed"}
_TWO_PICTURES: list[object] = [
    {"north-gate": ["Mira Holt"], "loading-dock": []},
    {"north-gate": ["Mira Holt", "Unknown-12"], "loading-dock": ["Kofi Asantewood"]},
]
SCRIPTS: dict[str, dict[str, object]] = {
    "end": {"steps": [*_TWO_PICTURES, _NO_CAMERAS], "then": "hold"},
    "no cameras": {"steps": [_NO_CAMERAS], "then": "hold"},
    "maintenance": {"steps": [{"stop": "maintenance"}, *_TWO_PICTURES], "then": "repeat"},
    "numeric stop": {"steps": [*_TWO_PICTURES, {"stop": 7}], "then": "repeat"},
    "camera called stop": {"steps": [{"stop": ["Mira Holt"], "lobby": []}], "then": "repeat"},
}
_PARAMETERS = ("start_time", "end_time", "camera_id")
_MOMENT = re.compile(r"(?:(\d\d):(\d\d)(?::(\d\d))? )?(\d\d)/(\d\d)/(\d\d)", re.ASCII)
_FORM_CHARACTERS = frozenset((string.ascii_letters + string.digits + "-._~*+%&=").encode())
_BAD_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_STREAM_FROM_BYTES = 65_536


class ProtocolError(ValueError):
    """The request breaks the wire specification; the words say how."""


class FaceSpace:
    """One simulated FaceSpace server, which takes one key."""

    annex: Annex | None = None

    def __init__(self, seed: int, clock: Clock, api_key: str = API_KEY) -> None:
        self._clock = clock
        self._api_key = api_key
        self.panel = Panel(clock, SWITCHES, CHOICES)
        self.panel.on_reset = self._reset
        self.panel.on_show = lambda: {"script": self._playing()}
        self._history = History(seed, clock.now_s())
        self._steps: list[object] = []
        self._then = "live"
        self._next_step = 0
        self._script_name = ""

    def routes(self) -> list[Route]:
        methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
        return [
            *(
                Route(f"/{prefix}/{name}", endpoint, methods=methods)
                for prefix in ("facespace", "api")
                for name, endpoint in (("logs", self._logs), ("recognition", self._recognition))
            ),
            Route("/_sim/script", self._script, methods=["POST", "DELETE"]),
            Route("/_sim/silence", self._silence, methods=["POST", "DELETE"]),
            *self.panel.routes(),
        ]

    # protocol

    async def _logs(self, request: Request) -> Response:
        return await self._answer(request, "logs")

    async def _recognition(self, request: Request) -> Response:
        return await self._answer(request, "recognition")

    async def _answer(self, request: Request, operation: str) -> Response:
        """Record, delay, let an injected fault speak, else check and answer."""
        recorded = await self.panel.record(request, operation)
        await self.panel.pause(self.panel.number("latency_s"))

        async def right() -> Response:
            try:
                check_request(request.method, recorded.query, recorded.body, operation)
            except ProtocolError as error:
                self.panel.fault(f"{operation}: {error}")
                status = 405 if request.method != "GET" else 400
                return refusal(str(error), status)
            denial = self._denial(request.headers.getlist("x-api-key"))
            if denial is not None:
                return denial
            if operation == "recognition":
                return self._packed(_encode(self._picture()), request)
            return await self._log_answer(dict(parse_qsl(recorded.query)), request)

        injection = self.panel.take_injection(operation)
        if injection is None:
            response = await right()
        else:
            response = await faulty(injection, self.panel, request.url.path, right)
        if self.panel.switches["date"] == "clock":
            response.headers["Date"] = formatdate(self._clock.now_s(), usegmt=True)
        return response

    def _denial(self, keys: list[str]) -> Response | None:
        if not keys or not keys[0]:
            return refusal("API key is missing", 401)
        if len(keys) > 1 or not hmac.compare_digest(keys[0].encode(), self._api_key.encode()):
            return refusal("API key is not valid", 403)
        return None

    def _picture(self) -> object:
        if self._next_step >= len(self._steps) and self._then == "repeat":
            self._next_step = 0
        if self._next_step < len(self._steps):
            self._next_step += 1
            return self._steps[self._next_step - 1]
        if self._steps and self._then == "hold":
            return self._steps[-1]
        picture = self._history.picture(self._clock.now_s())
        if not self.panel.is_on("empty_cameras"):
            picture = {camera: labels for camera, labels in picture.items() if labels}
        if self.panel.is_on("hostile_names"):
            picture[CAMERAS[0]] = [*picture.get(CAMERAS[0], []), *hostile.NAMES]
        if self.panel.is_on("hostile_cameras"):
            picture |= {camera: ["Mira Holt"] for camera in hostile.CAMERAS}
        return picture

    async def _log_answer(self, parameters: dict[str, str], request: Request) -> Response:
        now_s = int(self._clock.now_s())
        try:
            first_s, last_s = self._bounds(parameters, now_s)
        except ProtocolError as error:
            return refusal(str(error))
        wanted = parameters.get("camera_id")
        if wanted is not None and wanted not in CAMERAS:
            if self.panel.switches["unknown_camera"] == "404":
                return refusal("unknown camera", 404)
            return JSONResponse({})
        for _ in self._history.prepare(first_s, last_s):
            await asyncio.sleep(0)  # others are served between two days
        pieces = self._log_pieces((wanted,) if wanted else CAMERAS, first_s, last_s)
        size = sum(map(len, pieces))
        if size < _STREAM_FROM_BYTES:
            return self._packed(b"".join(pieces), request)
        return self._streamed(pieces, size, request)

    def _bounds(self, parameters: dict[str, str], now_s: int) -> tuple[int, int]:
        accepts_seconds = self.panel.is_on("accept_seconds")
        first_s, last_s = self._history.oldest_s(now_s), now_s
        if start := parameters.get("start_time"):
            first_s = max(first_s, read_moment(start, accepts_seconds)[0])
        if end := parameters.get("end_time"):
            moment_s, span_s = read_moment(end, accepts_seconds)
            keeps_end = span_s == DAY_S or self.panel.switches["bounds"] == "inclusive"
            last_s = min(last_s, moment_s + (span_s if keeps_end else 0) - 1)
        return first_s, last_s

    def _log_pieces(self, cameras: Iterable[str], first_s: int, last_s: int) -> list[bytes]:
        pieces: list[bytes] = []
        for camera in cameras:
            entries = self._history.entries(camera, first_s, last_s) if first_s <= last_s else []
            if self.panel.is_on("hostile_names") and camera == CAMERAS[0]:
                entries.append(_hostile_entries(last_s))
            if not entries and not self.panel.is_on("empty_cameras"):
                continue
            pieces.append((b"," if pieces else b"{") + _encode(camera) + b":[")
            for number, entry in enumerate(entries):
                pieces += [b",", entry] if number else [entry]
            pieces.append(b"]")
        if self.panel.is_on("hostile_cameras"):
            for camera in hostile.CAMERAS:
                entry = _encode([entry_text("Mira Holt", last_s)])
                pieces.append((b"," if pieces else b"{") + _encode(camera) + b":" + entry)
        return [*pieces, b"}"] if pieces else [b"{}"]

    def _packed(self, body: bytes, request: Request) -> Response:
        if not self._zips(request):
            return Response(body, media_type="application/json")
        headers = {"Content-Encoding": "gzip"}
        return Response(zipped_small(body), headers=headers, media_type="application/json")

    def _streamed(self, pieces: list[bytes], size: int, request: Request) -> Response:
        async def sent() -> AsyncIterator[bytes]:
            gathered: list[bytes] = []
            for piece in pieces:
                gathered.append(piece)
                if sum(map(len, gathered)) >= _STREAM_FROM_BYTES:
                    yield b"".join(gathered)
                    gathered.clear()
                    await asyncio.sleep(0)
            yield b"".join(gathered)

        if self._zips(request):
            headers = {"Content-Encoding": "gzip"}
            return StreamingResponse(zipped(sent()), headers=headers, media_type="application/json")
        headers = {} if self.panel.is_on("chunked") else {"Content-Length": str(size)}
        return StreamingResponse(sent(), headers=headers, media_type="application/json")

    def _zips(self, request: Request) -> bool:
        return self.panel.is_on("gzip") and "gzip" in request.headers.get("accept-encoding", "")

    # control

    async def _script(self, request: Request) -> Response:
        script: dict[str, object] = {"steps": [], "then": "live"}
        name = ""
        if request.method == "POST":
            script = await request.json()
            name = str(script.get("name", "unnamed"))
            if "name" in script:
                if name not in SCRIPTS:
                    return refusal(f"there is no such script; there are {', '.join(SCRIPTS)}")
                script = SCRIPTS[name]
        steps, then = script.get("steps"), str(script.get("then", "hold"))
        if not isinstance(steps, list) or then not in ("hold", "repeat", "live"):
            return refusal("a script has a list of steps, and then hold, repeat or live")
        self._steps, self._then, self._next_step = steps, then, 0
        self._script_name = name
        return JSONResponse({"steps": len(steps), "then": then})

    def _playing(self) -> str:
        is_over = self._then == "live" and self._next_step >= len(self._steps)
        return "" if is_over else self._script_name

    async def _silence(self, request: Request) -> Response:
        self._history.silence(await request.json() if request.method == "POST" else None)
        return JSONResponse(self._history.silent_since_s)

    def _reset(self) -> None:
        self._steps, self._then, self._next_step = [], "live", 0
        self._script_name = ""
        self._history.silence(None)


def check_request(method: str, query: str, body: str, operation: str) -> None:
    """Hold a request against the wire specification, sections 3 and 3.1.

    Raises:
        ProtocolError: wrong method, a body, an unknown, repeated or empty parameter, or a query
            that is not form-encoded.
    """
    if method != "GET":
        raise ProtocolError(f"{method} instead of GET")
    if body:
        raise ProtocolError("a body on a GET request")
    raw = query.encode("latin-1")
    if _BAD_ESCAPE.search(raw) or not _FORM_CHARACTERS.issuperset(raw):
        raise ProtocolError("the query is not form-encoded")
    try:
        pairs = parse_qsl(
            query, keep_blank_values=True, strict_parsing=bool(query), errors="strict"
        )
    except ValueError as error:
        raise ProtocolError("the query is not form-encoded") from error
    names = [name for name, _value in pairs]
    allowed = _PARAMETERS if operation == "logs" else ()
    for name, value in pairs:
        if name not in allowed:
            raise ProtocolError(f"unknown parameter {name!r}")
        if names.count(name) > 1:
            raise ProtocolError(f"parameter {name!r} came twice")
        if not value:
            raise ProtocolError(f"parameter {name!r} is empty instead of absent")


def read_moment(text: str, accepts_seconds: bool) -> tuple[int, int]:
    """A bound as its first second since 1970 UTC and its length in seconds (wire section 3.1).

    Raises:
        ProtocolError: any other form, an impossible date, or seconds that are not accepted.
    """
    match = _MOMENT.fullmatch(text)
    if match is None:
        raise ProtocolError("expected HH:MM DD/MM/YY or DD/MM/YY")
    hour, minute, second, day, month, year = match.groups()
    if second is not None and not accepts_seconds:
        raise ProtocolError("seconds are not accepted; expected HH:MM DD/MM/YY or DD/MM/YY")
    try:
        moment = datetime(
            *(2000 + int(year), int(month), int(day)),
            *(int(hour or 0), int(minute or 0), int(second or 0)),
            tzinfo=UTC,
        )
    except ValueError as error:
        raise ProtocolError("no such date; expected day before month") from error
    span_s = DAY_S if hour is None else 60 if second is None else 1
    return timegm(moment.timetuple()), span_s


def _hostile_entries(moment_s: int) -> bytes:
    entries = [entry_text(name, moment_s) for name in hostile.NAMES]
    return _encode([*entries, entries[0], *hostile.UNREADABLE_ENTRIES])[1:-1]


def _encode(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
