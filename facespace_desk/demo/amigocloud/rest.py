"""What all REST calls have in common: paths, tokens, levels, errors, paging (wire 1 to 3.3, 6)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from facespace_desk.demo.amigocloud.account import USER_ID
from facespace_desk.demo.amigocloud.state import State
from facespace_desk.demo.amigocloud.switches import chosen
from facespace_desk.demo.amigocloud.tokens import TOKENS, Token
from facespace_desk.demo.control import Panel, Recorded
from facespace_desk.demo.faults import faulty

PREFIX = "/api/v1"
PAGE = 20
MOST = 1_000
_KEPT_BYTES = 65_536  # of a body, in the records
FORM = "application/x-www-form-urlencoded"


class Refused(Exception):
    """An error answer (wire section 6)."""

    def __init__(self, status: int, detail: str, **more: object) -> None:
        super().__init__(detail)
        self.status = status
        self.body = {"detail": detail, "error_code": 1, **more}


@dataclass(frozen=True)
class Call:
    """One authorised request, as its operation sees it."""

    method: str
    origin: str
    path: str
    params: Mapping[str, str]
    groups: Mapping[str, str | None]
    headers: Mapping[str, str]
    body: bytes
    token: Token

    def url(self, path: str) -> str:
        return f"{self.origin}{PREFIX}/{path}"

    def number(self, group: str) -> int:
        """A number of the path.

        Raises:
            Refused: 404, it is too long to be one.
        """
        text = self.groups[group] or ""
        if not 0 < len(text) < 12:
            raise Refused(404, "Not found.")
        return int(text)

    def fields(self) -> dict[str, object]:
        """The body, a JSON object or a form.

        Raises:
            Refused: 400, it is neither.
        """
        sort = self.headers.get("content-type", "").partition(";")[0].strip()
        if sort == FORM:
            return dict(parse_qsl(self.body.decode("utf-8", "replace"), keep_blank_values=True))
        try:
            found = json.loads(self.body or b"{}")
        except ValueError as error:
            raise Refused(400, f"JSON parse error - {error}") from error
        if not isinstance(found, dict):
            raise Refused(400, "The body is no object.")
        return found

    def text(self, name: str) -> str:
        """A member of the body that has to be there.

        Raises:
            Refused: 400, as a field error.
        """
        value = self.fields().get(name)
        if not isinstance(value, str) or not value:
            raise Refused(400, f"{name}: this field is required.", **{name: ["Required."]})
        return value


Answer = Response | Mapping[str, object]
Endpoint = Callable[[Call], Answer]


@dataclass(frozen=True)
class Operation:
    """*path*: a pattern below the API root, without slashes at its ends."""

    name: str
    methods: Sequence[str]
    path: str
    endpoint: Endpoint
    level: str = "READ"

    def match(self, path: str) -> re.Match[str] | None:
        return re.fullmatch(self.path, path)


class Rest:
    """Answers everything under `/api/v1`."""

    def __init__(self, state: State, operations: Sequence[Operation]) -> None:
        self._state = state
        self._panel: Panel = state.panel
        self._operations = operations

    async def answer(self, request: Request) -> Response:
        path = request.path_params["path"].strip("/")
        found = [(one, match) for one in self._operations if (match := one.match(path))]
        right = [(one, match) for one, match in found if request.method in one.methods]
        name = (right or found)[0][0].name if found else "unknown"
        recorded, body = await self._recorded(request, name)
        await self._panel.keep(recorded)
        await self._panel.pause(self._panel.number("latency_s"))

        async def answered() -> Response:
            try:
                return self._answered(request, recorded, body, right[0] if right else None)
            except Refused as error:
                return JSONResponse(error.body, error.status)

        if not right:
            self._panel.fault(f"{name}: {request.method} {path}")
        injection = self._panel.take_injection(name)
        if injection is None:
            return await answered()
        return await faulty(injection, self._panel, request.url.path, answered)

    async def _recorded(self, request: Request, operation: str) -> tuple[Recorded, bytes]:
        body = await request.body()
        is_kept = len(body) <= _KEPT_BYTES
        recorded = Recorded(
            at_s=self._panel.clock.now_s(),
            method=request.method,
            path=request.url.path,
            query=request.scope["query_string"].decode("latin-1"),
            headers={name.lower(): value for name, value in request.headers.items()},
            body=body.decode("utf-8", "replace") if is_kept else f"<{len(body)} bytes>",
            operation=operation,
        )
        return recorded, body

    def _answered(
        self,
        request: Request,
        recorded: Recorded,
        body: bytes,
        right: tuple[Operation, re.Match[str]] | None,
    ) -> Response:
        pairs = parse_qsl(recorded.query, keep_blank_values=True)
        token = self._token(recorded, pairs)
        if right is None:
            raise Refused(404, "Not found.")
        operation, match = right
        self._check_scope(token, match.groupdict())
        if not token.may(operation.level):
            raise Refused(403, f"This needs a token of the level {operation.level}.")
        answer = operation.endpoint(
            Call(
                method=recorded.method,
                origin=f"http://{request.headers.get('host', '')}",
                path=recorded.path,
                params={name: value for name, value in pairs if name != "token"},
                groups=match.groupdict(),
                headers=recorded.headers,
                body=body,
                token=token,
            )
        )
        return answer if isinstance(answer, Response) else JSONResponse(answer)

    def _token(self, recorded: Recorded, pairs: Sequence[tuple[str, str]]) -> Token:
        where = chosen(self._panel, "token_transport")
        given = [value for name, value in pairs if name == "token"]
        if len(given) > 1:
            self._panel.fault(f"{recorded.operation}: {len(given)} tokens in the query")
        scheme, _, bearer = recorded.headers.get("authorization", "").partition(" ")
        texts = given if where in ("query", "both") else []
        if where in ("header", "both") and scheme == "Bearer":
            texts = [*texts, bearer]
        if not texts:
            raise Refused(401, "Authentication credentials were not provided.")
        token = TOKENS.get(texts[0])
        if token is None:
            raise Refused(401, "Invalid token.")
        return token

    def _check_scope(self, token: Token, groups: Mapping[str, str | None]) -> None:
        """A project's token sees that project only; nobody sees another user's.

        Raises:
            Refused: 404.
        """
        if groups.get("user") not in (None, str(USER_ID)):
            raise Refused(404, "Not found.")
        if token.project_id is None:
            return
        project = groups.get("project")
        if groups.get("gallery") is not None:
            gallery = self._state.account.galleries.get(int(groups["gallery"] or 0))
            if gallery is not None:
                project = str(self._state.account.datasets[gallery.dataset_id].project_id)
        if project != str(token.project_id):
            raise Refused(404, "Not found.")


def whole(call: Call, name: str, default: int, least: int) -> int:
    """A number of the query.

    Raises:
        Refused: 400, it is none.
    """
    text = call.params.get(name, "")
    if not text:
        return default
    if not (text.isascii() and text.isdecimal() and len(text) < 12):
        raise Refused(400, f"{name}: a whole number is required.")
    return max(least, int(text))


def paged(
    state: State, call: Call, count: int, offset: int, limit: int
) -> tuple[str | None, str | None]:
    """The addresses of the pages after and before this one; the token is in them (wire 3.3)."""
    panel = state.panel
    origin = state.foreign_origin if panel.is_on("foreign_links") else call.origin

    def address(to: int) -> str:
        rest = {name: value for name, value in call.params.items() if name != "offset"}
        rest |= {"limit": str(limit), "offset": str(to)}
        query = urlencode(rest, quote_via=quote)
        return f"{origin}{call.path}?token={quote(call.token.text)}&{query}"

    following = address(offset + limit) if offset + limit < count else None
    if panel.is_on("loop_next"):
        following = address(offset)
    return following, address(max(0, offset - limit)) if offset else None


def listing(
    state: State, call: Call, items: Sequence[object], document: Callable[[object], object]
) -> Answer:
    """A page of *items* (wire section 3.3)."""
    offset = whole(call, "offset", 0, 0)
    limit = min(MOST, whole(call, "limit", PAGE, 1))
    following, before = paged(state, call, len(items), offset, limit)
    page = [document(item) for item in items[offset : offset + limit]]
    return {"count": len(items), "next": following, "previous": before, "results": page}
