"""The way of every request to its operation: recorded, delayed, spoilt on demand, authorised, and
read (wire sections 2, 3, 8 and 11.2)."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from facespace_desk.demo.control import Panel, Recorded
from facespace_desk.demo.faults import Broken, Injection, faulty
from facespace_desk.demo.voxel51.account import (
    ACCOUNT,
    OF_APPLICATION,
    OF_USER,
    Refused,
)
from facespace_desk.demo.voxel51.forms import Form
from facespace_desk.demo.voxel51.platform import Platform
from facespace_desk.demo.voxel51.switches import chosen

APPLICATION = "x-voxel51-application"
ACTING = "x-voxel51-application-user"
_JSON = "application/json"
_URLENCODED = "application/x-www-form-urlencoded"

Area = Literal["user", "both", "application", "applications"]
# user: the account itself, where an application is answered, but that is a fault; both: either;
# application: that alone; applications: data and jobs, for which it has to name one of its users
Endpoint = Callable[["Call"], object]  # what it returns becomes JSON, None an empty answer


@dataclass(frozen=True)
class Operation:
    """*streams*: it reads the body itself, piece by piece."""

    name: str
    method: str
    path: str
    area: Area
    endpoint: Endpoint
    streams: bool = False


class Call:
    """One authorised request, as its operation sees it."""

    def __init__(self, request: Request, owner: str, user: str) -> None:
        self.request = request
        self.owner = owner  # OF_USER or OF_APPLICATION
        self.user = user  # whose data and jobs: ACCOUNT, or the name of one of the application's
        self.values: dict[str, object] = {}

    @property
    def id(self) -> str:
        return str(self.request.path_params.get("id", ""))

    @property
    def form(self) -> Form:
        """
        Raises:
            Refused: the body is none.
        """
        return Form(self.request.headers.get("content-type", ""), self.request.stream())

    def is_on(self, name: str) -> bool:
        return str(self.values.get(name, "")).lower() == "true"


class Gate:
    """Lets requests in that carry a key of *platform*."""

    def __init__(self, panel: Panel, key: str, application_key: str, platform: Platform) -> None:
        self._panel = panel
        self._keys = {
            OF_USER: ("authorization", f"Bearer {key}"),
            OF_APPLICATION: (APPLICATION, application_key),
        }
        self._platform = platform

    def route(self, operation: Operation) -> Route:
        async def answer(request: Request) -> Response:
            try:
                return await self._answer(request, operation)
            except ClientDisconnect:
                return Broken(None)

        return Route(f"/v1/{operation.path}", answer, methods=[operation.method])

    async def _answer(self, request: Request, operation: Operation) -> Response:
        recorded = await self._record(request, operation)
        await self._panel.pause(self._panel.number("latency_s"))

        async def right() -> Response:
            return await self._checked(request, recorded, operation)

        injection = self._panel.take_injection(operation.name)
        if injection is None:
            return await right()
        if injection.kind == "status":
            return _status(injection)
        if injection.kind == "drop" and operation.streams:
            async for _piece in request.stream():
                break
        return await faulty(injection, self._panel, request.url.path, right)

    async def _record(self, request: Request, operation: Operation) -> Recorded:
        if not operation.streams:
            return await self._panel.record(request, operation.name)
        recorded = Recorded(
            at_s=self._panel.clock.now_s(),
            method=request.method,
            path=request.url.path,
            query=request.scope["query_string"].decode("latin-1"),
            headers={name.lower(): value for name, value in request.headers.items()},
            body="",
            operation=operation.name,
        )
        await self._panel.keep(recorded)
        return recorded

    async def _checked(
        self, request: Request, recorded: Recorded, operation: Operation
    ) -> Response:
        self._note_breaches(recorded, operation)
        try:
            owner = self._owner(recorded, operation.area)
            call = Call(request, owner, self._user(recorded, operation.area, owner))
            if not operation.streams:
                call.values = self._values(recorded)
            answer = operation.endpoint(call)
            if inspect.isawaitable(answer):
                answer = await answer
            if operation.method != "GET":
                self._platform.changed()
        except Refused as error:
            return message(error.status, error.words)
        if isinstance(answer, Response):
            return answer
        return Response(status_code=204) if answer is None else JSONResponse(answer)

    def _owner(self, recorded: Recorded, area: Area) -> str:
        """
        Raises:
            Refused: the key is missing or wrong.
        """
        owner = OF_APPLICATION if APPLICATION in recorded.headers else OF_USER
        if area == "application":
            owner = OF_APPLICATION
        header, key = self._keys[owner]
        if recorded.headers.get(header) != key:
            raise Refused(401, "Unauthorized")
        if area == "user" and owner == OF_APPLICATION:
            self._panel.fault(f"{recorded.operation}: an application has a route of its own")
        return owner

    def _user(self, recorded: Recorded, area: Area, owner: str) -> str:
        """
        Raises:
            Refused: an application names no user of its own.
        """
        if area != "applications" or owner == OF_USER:
            return ACCOUNT
        user = recorded.headers.get(ACTING, "")
        if user == ACCOUNT or user not in self._platform.account.holdings:
            raise Refused(400, "The application must name one of its users")
        return user

    def _values(self, recorded: Recorded) -> dict[str, object]:
        """Parameters from body and query; the query wins.

        Raises:
            Refused: the body cannot be read.
        """
        values: dict[str, object] = {}
        sort = recorded.headers.get("content-type", "").partition(";")[0].lower()
        is_ignored = recorded.method == "GET" and chosen(self._panel, "get_bodies") == "ignored"
        if recorded.body and not is_ignored:
            if sort == _URLENCODED:
                values.update(parse_qsl(recorded.body, keep_blank_values=True))
            elif sort == _JSON:
                values.update(_json(recorded.body))
        values.update(parse_qsl(recorded.query, keep_blank_values=True))
        return values

    def _note_breaches(self, recorded: Recorded, operation: Operation) -> None:
        fault = self._panel.fault
        if "authorization" in recorded.headers and APPLICATION in recorded.headers:
            fault(f"{recorded.operation}: the keys of a user and of an application")
        if ACTING in recorded.headers and APPLICATION not in recorded.headers:
            fault(f"{recorded.operation}: acts for a user without an application")
        if recorded.query and recorded.method != "GET" and recorded.operation != "upload_image":
            fault(f"{recorded.operation}: a query on a {recorded.method} request")
        if operation.path.endswith("/ttl") and not recorded.headers.get(
            "content-type", ""
        ).startswith(_URLENCODED):
            fault(f"{recorded.operation}: no form")
        for header in ("cookie", "referer"):
            if header in recorded.headers:
                fault(f"{recorded.operation}: the header {header}")


def message(status: int, words: str, headers: dict[str, str] | None = None) -> Response:
    """An error as the platform writes it (wire section 8)."""
    return JSONResponse({"error": {"code": status, "message": words}}, status, headers)


def _status(injection: Injection) -> Response:
    status = int(injection.number("status", 503))
    headers = {}
    if "retry_after" in injection.options:
        headers["Retry-After"] = injection.text("retry_after", "")
    return message(status, injection.text("error", f"simulated status {status}"), headers)


def _json(body: str) -> dict[str, object]:
    try:
        found = json.loads(body)
    except ValueError as error:
        raise Refused(400, "The body is no JSON") from error
    if not isinstance(found, dict):
        raise Refused(400, "The body is no JSON object")
    return found
