"""The one door to a service: where requests leave and errors get their names.

Follows wire/README.md, rules 1 to 7. Credentials leave for the base URL's origin only, since every
address is made by `BaseUrl.join`, or is a target at that origin, and redirections are never
followed. No httpx error passes.
"""

from __future__ import annotations

import asyncio
import logging
import re
import ssl
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Container, Mapping
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from http.cookiejar import CookieJar, DefaultCookiePolicy
from types import MappingProxyType
from urllib.parse import urlencode

import httpx
import msgspec
import stamina
import stamina.instrumentation
import truststore

from facespace_desk import __version__
from facespace_desk.net import faults
from facespace_desk.net.base_url import BaseUrl
from facespace_desk.net.body import ACCEPTED_ENCODING, Progress, pieces, read_body, read_start
from facespace_desk.net.errors import ErrorKind, ServiceError
from facespace_desk.net.faults import Call
from facespace_desk.net.patience import Patience
from facespace_desk.net.payload import json_lists, parse_json
from facespace_desk.net.proxy import ProxyChoice
from facespace_desk.net.redaction import register_secret
from facespace_desk.net.reply import Limits, Reply, Stream

__all__ = [
    "BaseUrl",
    "Door",
    "Limits",
    "Progress",
    "Reply",
    "Stream",
    "json_lists",
    "parse_json",
]

log = logging.getLogger("desk.net")

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})  # may be repeated: they change nothing
KEPT_S = 4.0  # of an idle connection; many servers close theirs after 5
ERROR_BODY_BYTES = 64 * 1024  # where a message is looked for
_PUBLIC_HEADERS = frozenset({"accept", "accept-language", "content-type", "user-agent"})
_HEADER_VALUE = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?")
_NO_PARAMS: Mapping[str, str | None] = MappingProxyType({})
_LENGTH = re.compile(r"[0-9]{1,18}")
_TARGET = re.compile(r"/[\x21\x22\x24-\x5b\x5d-\x7e]*")  # no blank, "#" or backslash

# Its own hook would write each exception into the log; the door writes one line of its own.
stamina.instrumentation.set_on_retry_hooks(())


@dataclass(frozen=True)
class _Request:
    """One request before credentials are added."""

    call: Call
    method: str
    # A traceback that shows local variables must not show a key in an address.
    url: str = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    content: bytes | httpx.AsyncByteStream | None = field(repr=False)
    body_bytes: int
    progress: Progress | None
    allow_status: Container[int]


class Door:
    """Requests to one service.

    *headers* gives the credentials while a request is built, so that they are revealed for that
    moment only; their values are masked in all logs until the door is closed. *proxy* is a text as
    in `ProxyChoice`. *ssl_context* replaces the operating system's trust store. *message_in* finds
    the service's own sentence in the body of an error, "" when there is none.
    """

    def __init__(
        self,
        service: str,
        base_url: BaseUrl,
        *,
        headers: Callable[[], Mapping[str, str]] = dict,
        limits: Limits | None = None,
        proxy: str | None = None,
        ssl_context: ssl.SSLContext | None = None,
        clock: Callable[[], float] = time.time,
        message_in: Callable[[bytes], str] = faults.find_message,
    ) -> None:
        """Raises ValueError when *proxy* cannot be read."""
        self.service = service
        self.base_url = base_url
        self.limits = limits or Limits()
        self._headers = headers
        self._proxy = ProxyChoice.parse(proxy)
        self._ssl_context = ssl_context
        self._clock = clock
        self._message_in = message_in
        self._client: httpx.AsyncClient | None = None
        self._is_closed = False
        self._unmask: dict[str, Callable[[], None]] = {}

    async def get(
        self,
        *segments: str,
        params: Mapping[str, str | None] = _NO_PARAMS,
        operation: str,
        retry: bool = True,
        body_bytes: int | None = None,
        total_s: float | None = None,
        progress: Progress | None = None,
        allow_status: Container[int] = (),
    ) -> Reply:
        """Asks for the address made of *segments*; see `send`."""
        return await self.send(
            "GET",
            *segments,
            params=params,
            operation=operation,
            retry=retry,
            body_bytes=body_bytes,
            total_s=total_s,
            progress=progress,
            allow_status=allow_status,
        )

    async def send(
        self,
        method: str,
        *segments: str,
        target: str | None = None,
        params: Mapping[str, str | None] = _NO_PARAMS,
        json: object = msgspec.UNSET,
        data: Mapping[str, str] | None = None,
        content: bytes | httpx.AsyncByteStream | None = None,
        headers: Mapping[str, str] = MappingProxyType({}),
        operation: str,
        retry: bool = True,
        body_bytes: int | None = None,
        total_s: float | None = None,
        progress: Progress | None = None,
        allow_status: Container[int] = (),
    ) -> Reply:
        """Sends one request, any method with any body, and reads the answer.

        *target*, a path and query just as they shall travel, takes the place of *segments* and
        *params*. Parameters that are None are left out. Only methods that change nothing are tried
        again. A *content* that is a stream is sent as it is made, with the length that *headers*
        say.
        *body_bytes* and *total_s* replace the door's limits. *progress* hears of bytes so far and
        the total, if known, at most ten times a second.

        Raises:
            ServiceError: anything but a success or a status in *allow_status*.
        """
        call = Call(self.service, operation)
        body, extra = _encode(call, json, data, content)
        request = _Request(
            call,
            method,
            self._url(call, segments, params) if target is None else self._at(call, target),
            {**extra, **headers},
            body,
            self.limits.body_bytes if body_bytes is None else body_bytes,
            progress,
            allow_status,
        )
        is_repeatable = retry and method in SAFE_METHODS and self.limits.attempts > 1
        limit_s = self.limits.total_s if total_s is None else total_s
        try:
            async with asyncio.timeout(limit_s):
                if is_repeatable:
                    return await self._send_repeatedly(request)
                return await self._send_once(request)
        except TimeoutError as error:
            raise call.error(ErrorKind.TIMED_OUT, "No answer within the time limit.") from error

    @asynccontextmanager
    async def stream(
        self,
        *segments: str,
        target: str | None = None,
        headers: Mapping[str, str] = MappingProxyType({}),
        operation: str,
        allow_status: Container[int] = (),
    ) -> AsyncIterator[Stream]:
        """Asks once, for *target* or what *segments* make; the body comes in pieces, and its limit
        is the reader's affair.

        Raises:
            ServiceError: as `send`; from `pieces`, too.
        """
        call = Call(self.service, operation)
        url = self._url(call, segments, _NO_PARAMS) if target is None else self._at(call, target)
        request = _Request(call, "GET", url, headers, None, 0, None, allow_status)
        response = await self._opened(request)
        try:
            status = response.status_code
            if not (200 <= status < 300 or status in allow_status):
                raise await self._error(request, response, self._clock())
            length = response.headers.get("content-length", "")
            is_plain = response.headers.get("content-encoding", "identity").lower() == "identity"
            yield Stream(
                status=status,
                headers=dict(response.headers),
                location=response.extensions["location"],
                size=int(length) if is_plain and _LENGTH.fullmatch(length) else None,
                pieces=lambda: _pieces(response, call),
            )
        finally:
            await response.aclose()

    async def close(self) -> None:
        """Closes all connections; the door cannot be used again."""
        self._is_closed = True
        client, self._client = self._client, None
        if client is not None:
            await client.aclose()
        for unmask in self._unmask.values():
            unmask()
        self._unmask.clear()

    async def _send_repeatedly(self, request: _Request) -> Reply:
        limits = self.limits
        patience = Patience(request.call, limits)
        async for attempt in stamina.retry_context(
            on=patience.judge,
            attempts=limits.attempts,
            timeout=None,
            wait_initial=limits.first_wait_s,
            wait_max=limits.first_wait_s * 2**limits.attempts,
            wait_jitter=limits.jitter_s,
        ):
            with attempt:
                return await self._send_once(request)
        raise AssertionError("the last attempt returns or raises")

    async def _send_once(self, request: _Request) -> Reply:
        call = request.call
        started = time.monotonic()
        response = await self._opened(request)
        try:
            try:
                return await self._read(request, response, started)
            finally:
                await response.aclose()
        except httpx.HTTPError as error:
            failure, cause = faults.of_httpx(error, call), faults.harmless(error)
        # Not inside the handler: the original would stay attached as the context.
        raise failure from cause

    async def _opened(self, request: _Request) -> httpx.Response:
        """Status and headers; the body is still to be read, and the answer to be closed."""
        call = request.call
        client = self._open_client(call)
        try:
            content = request.content
            outgoing = client.build_request(
                request.method,
                request.url,
                headers={**self._credentials(call), **request.headers},
                content=content if isinstance(content, bytes) else None,
            )
            if isinstance(content, httpx.AsyncByteStream):
                outgoing.stream = content  # given to httpx, it would be wrapped in a generator
            return await _sent(client, outgoing)
        except httpx.HTTPError as error:
            failure, cause = faults.of_httpx(error, call), faults.harmless(error)
        raise failure from cause

    async def _read(self, request: _Request, response: httpx.Response, started: float) -> Reply:
        call, status = request.call, response.status_code
        now_s = self._clock()
        elapsed_s = time.monotonic() - started
        if not (200 <= status < 300 or status in request.allow_status):
            raise await self._error(request, response, now_s)
        body = await read_body(
            response, call, cap_bytes=request.body_bytes, progress=request.progress
        )
        date = faults.http_date(response.headers.get("date", ""))
        reply = Reply(
            status=status,
            headers=dict(response.headers),
            body=body,
            elapsed_s=time.monotonic() - started,
            clock_skew_s=None if date is None else date.timestamp() - (now_s - elapsed_s / 2),
            service=call.service,
            operation=call.operation,
            location=response.extensions["location"],
        )
        log.debug(
            "%s, %s: %d, %d bytes, %.0f ms",
            call.service,
            call.operation,
            status,
            len(body),
            reply.elapsed_s * 1000,
        )
        return reply

    async def _error(
        self, request: _Request, response: httpx.Response, now_s: float
    ) -> ServiceError:
        call, status, headers = request.call, response.status_code, response.headers
        if 300 <= status < 400:
            return faults.of_redirect(
                call, status, self.base_url, request.url, response.extensions["location"]
            )
        try:
            body = await read_start(response, call, limit_bytes=ERROR_BODY_BYTES)
        except (httpx.HTTPError, ServiceError):
            body = b""  # the status already says what matters
        return faults.of_status(
            call,
            status,
            response.reason_phrase,
            headers,
            body,
            now_s=now_s,
            message_in=self._message_in,
        )

    def _open_client(self, call: Call) -> httpx.AsyncClient:
        if self._is_closed:
            raise RuntimeError(f"the door to {self.service} is closed")
        if self._client is None:
            limits = self.limits
            try:
                self._client = httpx.AsyncClient(
                    verify=self._ssl_context or truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
                    timeout=httpx.Timeout(limits.read_s, connect=limits.connect_s),
                    limits=httpx.Limits(
                        max_connections=limits.connections,
                        max_keepalive_connections=limits.connections,
                        keepalive_expiry=KEPT_S,
                    ),
                    proxy=self._proxy.url,
                    # A system proxy is for the network; what is on this computer stays on it.
                    trust_env=self._proxy.follows_system and not self.base_url.is_loopback,
                    follow_redirects=False,
                    event_hooks={"response": [_hide_location]},
                    cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
                    headers={
                        "User-Agent": f"FaceSpaceDesk/{__version__}",
                        "Accept": "application/json",
                        "Accept-Encoding": ACCEPTED_ENCODING,
                    },
                )
            except (ValueError, httpx.InvalidURL) as error:
                # The text of the error would show the proxy's password.
                message = "The proxy settings of this computer cannot be used."
                raise call.error(ErrorKind.UNREACHABLE, message) from type(error)("proxy settings")
        return self._client

    def _credentials(self, call: Call) -> dict[str, str]:
        headers = dict(self._headers())
        for name, value in headers.items():
            if not _HEADER_VALUE.fullmatch(value):
                # Left to httpx, the whole value would appear in an exception.
                message = f"The value for {name} has characters that a key cannot have."
                raise call.error(ErrorKind.USAGE, message)
            if name.lower() not in _PUBLIC_HEADERS and value not in self._unmask:
                self._unmask[value] = register_secret(value)
        return headers

    def _url(self, call: Call, segments: tuple[str, ...], params: Mapping[str, str | None]) -> str:
        try:
            url = self.base_url.join(*segments)
            query = urlencode({name: text for name, text in params.items() if text is not None})
        except (ValueError, TypeError):
            # The original holds what was typed, perhaps a name; it is not chained.
            message = "A value in the request cannot be used in an address."
            raise call.error(ErrorKind.USAGE, message) from None
        return f"{url}?{query}" if query else url

    def _at(self, call: Call, target: str) -> str:
        if not _TARGET.fullmatch(target):
            # It may hold what was typed; it is not repeated.
            raise call.error(ErrorKind.USAGE, "The address has characters that cannot travel.")
        return self.base_url.origin + target


async def _pieces(response: httpx.Response, call: Call) -> AsyncGenerator[bytes, None]:
    """The body, decompressed; a connection that breaks is the call's error."""
    try:
        async with aclosing(pieces(response, call)) as arriving:
            async for piece in arriving:
                yield piece
        return
    except httpx.HTTPError as error:
        failure, cause = faults.of_httpx(error, call), faults.harmless(error)
    raise failure from cause


async def _sent(client: httpx.AsyncClient, outgoing: httpx.Request) -> httpx.Response:
    """The answer to *outgoing*, its body unread.

    A server may close a kept connection at the moment when we use it. What changes nothing is sent
    again then, until a connection has been made for it (RFC 9112, section 9.3.1).
    """
    is_made = False

    async def note(event: str, _details: Mapping[str, object]) -> None:
        nonlocal is_made
        is_made = is_made or event.endswith("connect_tcp.started")

    outgoing.extensions["trace"] = note
    while True:
        try:
            return await client.send(outgoing, stream=True)
        except (httpx.ReadError, httpx.WriteError, httpx.RemoteProtocolError):
            if is_made or outgoing.method not in SAFE_METHODS:
                raise


async def _hide_location(response: httpx.Response) -> None:
    """Keeps httpx from reading a Location: it prepares the next request even when told not to
    follow, and raises on an address that it cannot read."""
    response.extensions["location"] = response.headers.pop("location", "")


def _encode(
    call: Call,
    json: object,
    data: Mapping[str, str] | None,
    content: bytes | httpx.AsyncByteStream | None,
) -> tuple[bytes | httpx.AsyncByteStream | None, dict[str, str]]:
    if json is not msgspec.UNSET:
        try:
            return msgspec.json.encode(json), {"Content-Type": "application/json"}
        except (TypeError, ValueError, RecursionError):
            message = "A value in the request cannot be written as JSON."
            raise call.error(ErrorKind.USAGE, message) from None
    if data is not None:
        form = urlencode(data).encode("ascii")
        return form, {"Content-Type": "application/x-www-form-urlencoded"}
    return content, {}
