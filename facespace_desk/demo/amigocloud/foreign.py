"""The other port, where foreign links lead: it answers, and notes when a token arrives."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from facespace_desk.demo.amigocloud.pictures import thumbnail
from facespace_desk.demo.amigocloud.state import State
from facespace_desk.demo.control import Recorded

HOST = "127.0.0.1"


class Foreign:
    """See `facespace_desk.demo.server.Annex`."""

    def __init__(self, state: State) -> None:
        self._state = state

    def open(self, port: int) -> None:
        self._state.foreign_origin = f"http://{HOST}:{port}"

    def close(self) -> None:
        self._state.close()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        request = Request(scope, receive)
        panel = self._state.panel
        recorded = Recorded(
            at_s=panel.clock.now_s(),
            method=request.method,
            path=request.url.path,
            query=scope["query_string"].decode("latin-1"),
            headers={name.lower(): value for name, value in request.headers.items()},
            body="",
            operation="foreign",
        )
        panel.trapped.append(recorded)
        panel.note_secrets(recorded, "another port")
        names = {name for name, _value in parse_qsl(recorded.query, keep_blank_values=True)}
        if "token" in names:
            panel.fault("a token reached another port")
        await self._answer(recorded.path)(scope, receive, send)

    def _answer(self, path: str) -> Response:
        if path.endswith("/images"):
            return JSONResponse({"thumbnail": f"{self._state.foreign_origin}/thumbnail.png"})
        if path.endswith(".png"):
            return Response(thumbnail(), media_type="image/png")
        if "/exports/" in path:
            return Response(b"amigo_id,name\n1,From elsewhere\n", media_type="text/csv")
        return JSONResponse({"count": 0, "next": None, "previous": None, "results": []})
