"""The request console: any request to the own server, and copies of it without secrets (E11)."""

from __future__ import annotations

import json
import re
import shlex
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final

import msgspec

from facespace_desk.amigocloud.calls import Calls, Question
from facespace_desk.amigocloud.errors import ReadOnly, wrong
from facespace_desk.amigocloud.urls import TOKEN, Target
from facespace_desk.language import tr
from facespace_desk.net.http import SAFE_METHODS
from facespace_desk.net.redaction import MASK, redact

OPERATION: Final = "console"
METHODS: Final = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
TOKEN_VARIABLE: Final = "AMIGOCLOUD_TOKEN"  # noqa: S105  # its name
Pairs = tuple[tuple[str, str], ...]

_HEADER_NAME: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}")
_HEADER_VALUE: Final = re.compile(r"[\x20-\x7e\t]{0,8192}")
# These are the connection's own, or would bring in other credentials.
_TAKEN: Final = frozenset(
    {
        *("host", "content-length", "transfer-encoding", "connection", "upgrade", "te", "trailer"),
        *("authorization", "proxy-authorization", "cookie", "expect", "keep-alive"),
    }
)
_OVERRIDES: Final = frozenset({"x-http-method-override", "x-http-method", "x-method-override"})
_ANY_STATUS: Final = range(100, 600)


@dataclass(frozen=True)
class ConsoleRequest:
    """What an operator has typed. `address` is a full URL, or below the API root; it and what else
    may hold secrets are not in the repr."""

    method: str
    address: str = field(repr=False)
    params: Pairs = field(default=(), repr=False)
    headers: Pairs = field(default=(), repr=False)
    body: str = field(default="", repr=False)
    content_type: str = "application/json"


@dataclass(frozen=True)
class ConsoleAnswer:
    """Any answer, error statuses included. `shown_url` and `shown_headers` are without secrets;
    `body` is as it came, and may hold the token in its links: show `text`."""

    status: int
    elapsed_s: float
    shown_url: str
    shown_headers: Pairs
    body: bytes = field(repr=False)
    text: str = field(repr=False)
    is_json: bool

    @property
    def reason(self) -> str:
        try:
            return HTTPStatus(self.status).phrase
        except ValueError:
            return ""


class Console:
    """Sends requests with the client's token, to its own server only."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def send(self, request: ConsoleRequest) -> ConsoleAnswer:
        """Send *request*; once, but for a GET that could not be sent.

        Raises:
            ForeignAddress: it leads to another server; nothing was sent.
            ReadOnly: it would change something; nothing was sent.
            AmigoCloudError: it cannot be sent, or there is no answer.
        """
        method, target = self._checked(request)
        body = request.body.encode("utf-8", "replace") or None
        headers = dict(request.headers)
        if body is not None and request.content_type:
            headers = {"Content-Type": request.content_type, **headers}
        reply = await self._calls.ask(
            Question(
                method,
                target,
                OPERATION,
                content=body,
                headers=headers,
                allow_status=_ANY_STATUS,
            )
        )
        text = self._calls.masked(reply.body.decode("utf-8", "replace"))
        return ConsoleAnswer(
            status=reply.status,
            elapsed_s=reply.elapsed_s,
            shown_url=self._calls.masked(self._calls.addresses.url(target)),
            shown_headers=tuple((name, _shown(name, text)) for name, text in reply.headers.items()),
            body=reply.body,
            text=text,
            is_json=_is_json(reply.body),
        )

    def as_curl(self, request: ConsoleRequest) -> str:
        """*request* for a shell; the token is `$AMIGOCLOUD_TOKEN`. Raises AmigoCloudError."""
        method, target = self._checked(request, to_copy=True)
        url, headers, body = self._copied(request, target)
        parts = [f"curl --request {method}"]
        if self._calls.is_token_in_query:
            join = "&" if "?" in url else "?"
            parts.append(f'{shlex.quote(f"{url}{join}{TOKEN}=")}"${TOKEN_VARIABLE}"')
        else:
            parts.append(shlex.quote(url))
            parts.append(f'--header "Authorization: Bearer ${TOKEN_VARIABLE}"')
        parts += [f"--header {shlex.quote(f'{name}: {text}')}" for name, text in headers]
        if body:
            parts.append(f"--data-raw {shlex.quote(body)}")
        return " \\\n  ".join(parts)

    def as_python(self, request: ConsoleRequest) -> str:
        """*request* for Python with requests; the token is read from the environment. Raises
        AmigoCloudError."""
        method, target = self._checked(request, to_copy=True)
        url, headers, body = self._copied(request, target)
        token = f'os.environ["{TOKEN_VARIABLE}"]'
        shown = [f"    {json.dumps(name)}: {json.dumps(text)}," for name, text in headers]
        if not self._calls.is_token_in_query:
            shown.append(f'    "Authorization": "Bearer " + {token},')
        lines = ["import os", "", "import requests", "", "answer = requests.request("]
        lines.append(f"    {json.dumps(method)},")
        lines.append(f"    {json.dumps(url)},")
        if self._calls.is_token_in_query:
            lines.append(f'    params={{"{TOKEN}": {token}}},')
        if shown:
            lines += ["    headers={", *(f"    {line}" for line in shown), "    },"]
        if body:
            lines.append(f"    data={json.dumps(body)}.encode(),")
        lines += ["    timeout=60,", "    allow_redirects=False,", ")"]
        lines += ["print(answer.status_code, answer.text)", ""]
        return "\n".join(lines)

    def _checked(self, request: ConsoleRequest, *, to_copy: bool = False) -> tuple[str, Target]:
        method = request.method.strip().upper()
        if method not in METHODS:
            raise wrong(
                tr("The method must be one of {methods}.", methods=", ".join(METHODS)), OPERATION
            )
        for name, text in (*request.headers, ("Content-Type", request.content_type)):
            if not _HEADER_NAME.fullmatch(name) or not _HEADER_VALUE.fullmatch(text):
                raise wrong(tr("A header has characters that a header cannot have."), OPERATION)
            if name.lower() in _TAKEN:
                raise wrong(
                    tr("The header {name} is set by the console itself.", name=name), OPERATION
                )
        target = self._calls.addresses.resolve(request.address, OPERATION)
        for name, text in request.params:
            target = target.with_params({name: text})
        if not to_copy:
            self._calls.check_change(method, OPERATION)
            is_override = any(name.lower() in _OVERRIDES for name, _ in request.headers)
            if self._calls.read_only and is_override and method in SAFE_METHODS:
                words = tr("This profile is read-only, and a header would make it another method.")
                raise ReadOnly(words, operation=OPERATION)
        return method, target

    def _copied(self, request: ConsoleRequest, target: Target) -> tuple[str, Pairs, str]:
        """Address, headers and body without secrets."""
        headers = request.headers
        if request.body and request.content_type:
            headers = (("Content-Type", request.content_type), *headers)
        url = self._calls.masked(self._calls.addresses.url(target))
        body = redact(self._calls.masked(request.body))
        return (
            url,
            tuple((name, _shown(name, self._calls.masked(text))) for name, text in headers),
            body,
        )


def _shown(name: str, text: str) -> str:
    """The value of a header for eyes."""
    shown = redact(f"{name}: {text}")
    head, colon, rest = shown.partition(": ")
    return rest if colon and head == name else MASK


def _is_json(body: bytes) -> bool:
    try:
        msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return True
