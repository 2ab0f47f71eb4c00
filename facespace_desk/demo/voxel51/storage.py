"""The platform's storage, on a port of its own: gives files to signed addresses, and to no more.

`/data/USER/ID`, `/output/USER/ID` and `/log/USER/ID`, where USER is "-" for the account itself.
It wants none of the platform's headers: one that comes here is noted as a fault (VX-6).
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from facespace_desk.demo.control import Panel, Recorded
from facespace_desk.demo.faults import faulty
from facespace_desk.demo.skylab.signing import Signer, Verdict
from facespace_desk.demo.voxel51.account import ACCOUNT, Refused

HOST = "127.0.0.1"
OPERATION = "storage"
FOREIGN = (
    *("authorization", "x-voxel51-application", "x-voxel51-application-user", "cookie"),
    "referer",
)
_NOBODY = "-"
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>{code}</Code></Error>'
Fetch = Callable[[str, str, str], Awaitable[Response]]  # of a kind, a user and an id


class Storage:
    """See `facespace_desk.demo.server.Annex`."""

    def __init__(self, panel: Panel, fetch: Fetch, closed: Callable[[], None]) -> None:
        """*fetch* may raise Refused; *closed* is called at the end."""
        self._panel = panel
        self._fetch = fetch
        self._closed = closed
        self.signer = Signer()
        self._origin = ""

    def open(self, port: int) -> None:
        self._origin = f"http://{HOST}:{port}"

    def close(self) -> None:
        self._closed()

    def url(self, kind: str, user: str, item_id: str) -> str:
        """An address for a while; *kind*: data, output or log."""
        path = f"/{kind}/{quote(user or _NOBODY, safe='')}/{quote(item_id, safe='')}"
        life_s = self._panel.number("url_life_s")
        return self._origin + self.signer.signed("GET", path, {}, time.time(), life_s)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        recorded = await self._panel.record(request, OPERATION)
        await self._panel.pause(self._panel.number("latency_s"))
        response = await self._answer(request, recorded)
        await response(scope, receive, send)

    async def _answer(self, request: Request, recorded: Recorded) -> Response:
        for header in FOREIGN:
            if header in recorded.headers:
                self._panel.fault(f"the header {header} reached the storage")
                return _error(403, "AccessDenied")
        kind, user, item_id = (*recorded.path.strip("/").split("/"), "", "", "")[:3]
        if recorded.method != "GET" or kind not in ("data", "output", "log"):
            self._panel.trapped.append(recorded)
            self._panel.fault(f"storage: {recorded.method} {recorded.path}")
            return _error(404, "NoSuchBucket")
        target = request.scope["raw_path"].decode("latin-1") + "?" + recorded.query
        verdict = self.signer.verdict("GET", target, recorded.headers, time.time())
        if verdict is not Verdict.GOOD:
            return _error(403, verdict.value)
        owner = ACCOUNT if user == _NOBODY else unquote(user)

        async def right() -> Response:
            try:
                return await self._fetch(kind, owner, item_id)
            except Refused as error:
                return _error(error.status, "NoSuchKey")

        injection = self._panel.take_injection(OPERATION)
        if injection is None:
            return await right()
        return await faulty(injection, self._panel, recorded.path, right)


def _error(status: int, code: str) -> Response:
    return Response(_XML.format(code=code).encode(), status, media_type="application/xml")
