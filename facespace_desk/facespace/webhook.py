"""Forwarding to a web hook of the user's choice (wire/facespace.md 5).

The body is the JSON object just received, unchanged. The request carries `Content-Type`, the user's
own headers and, if wanted, a signature; never the service's key. One worker sends one post at a
time, so a slow receiver holds nothing up but itself: the queue drops its oldest. A post that failed
for a passing reason is tried again twice, so a receiver may see one twice.

The signature is `X-FaceSpace-Desk-Signature: sha256=<hex>`, the HMAC-SHA256 with the shared secret
over `<X-FaceSpace-Desk-Timestamp>.<body>`; the timestamp is in seconds since 1970.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import re
import ssl
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass, field
from http import HTTPStatus
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Final

import httpx
import truststore

from facespace_desk.credentials import Secret
from facespace_desk.facespace.errors import InvalidUsageError
from facespace_desk.facespace.masking import Mask, masked_logs, masked_picture
from facespace_desk.facespace.outbox import ForwarderStatus, Outbox
from facespace_desk.facespace.records import LogAnswer, Picture
from facespace_desk.language import tr
from facespace_desk.net import faults
from facespace_desk.net.base_url import BaseUrl
from facespace_desk.net.body import raw_chunks
from facespace_desk.net.errors import ErrorKind, ServiceError
from facespace_desk.net.faults import Call
from facespace_desk.net.proxy import ProxyChoice
from facespace_desk.net.redaction import register_secret

TIMEOUT_S: Final = 5.0
WAITS_S: Final = (1.0, 4.0)  # before the second and the third attempt
RETRY_AFTER_CAP_S: Final = 30.0
SIGNATURE: Final = "X-FaceSpace-Desk-Signature"
TIMESTAMP: Final = "X-FaceSpace-Desk-Timestamp"
SAMPLE: Final = b'{"test-camera":[]}'  # the shape of a picture, without any name
SERVICE: Final = tr("The webhook", "begins a sentence")

_DRAIN_BYTES = 64 * 1024  # of an answer nobody reads, so that its connection can be used again
_TARGET = re.compile(r"(https?://[^/?#\\]*)([/?][\x21-\x7e]*|)", re.ASCII | re.IGNORECASE)
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", re.ASCII)
_VALUE = re.compile(r"(?:[\x21-\x7e](?:[\x20-\x7e\t]*[\x21-\x7e])?)?", re.ASCII)
_OURS = frozenset({"content-type", SIGNATURE.lower(), TIMESTAMP.lower()})
_HOP_BY_HOP = frozenset(
    {
        *(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
        ),
        *("te", "trailer", "transfer-encoding", "upgrade", "host", "content-length", "expect"),
    }
)
_RETRIED = frozenset({408, 429, 500, 502, 503, 504})


class UnusableHeader(InvalidUsageError):
    """A header that a post cannot carry."""


@dataclass(frozen=True, slots=True)
class TestResult:
    """What a sample post found out, in words for the operator."""

    __test__ = False  # for pytest, which collects by name

    is_good: bool
    words: str
    status: int | None
    elapsed_s: float


@dataclass(frozen=True)
class WebhookTarget:
    """Where posts go and what they carry, checked. No repr shows any of it but the origin.

    Raises InvalidUsageError with a sentence for the line next to the field.
    """

    url: str = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    service_key: Secret | None = field(default=None, repr=False)
    origin: str = field(init=False)

    def __post_init__(self) -> None:
        match = _TARGET.fullmatch(self.url.strip())
        if match is None or "#" in self.url:
            raise _refused(tr("The address must begin with https:// and have no blanks or “#”."))
        try:
            origin = BaseUrl.parse(match[1]).origin
        except ValueError as error:
            raise _refused(str(error)) from error
        object.__setattr__(self, "origin", origin)
        slash = "" if match[2].startswith("/") else "/"
        object.__setattr__(self, "url", origin + slash + match[2])
        object.__setattr__(self, "headers", dict(self.headers))
        key = self.service_key.reveal() if self.service_key else ""
        if key and key in self.url:
            raise _refused(tr("The address contains the FaceSpace key, which must not leave."))
        for name, value in self.headers.items():
            _check_header(name, value, key)

    @property
    def is_loopback(self) -> bool:
        return BaseUrl.parse(self.origin).is_loopback


class WebhookForwarder:
    """Posts pictures and, if wanted, range results. `run` is the worker; a task scope owns it."""

    def __init__(
        self,
        target: WebhookTarget,
        *,
        post_realtime: bool = True,
        post_logs: bool = False,
        hmac_key: Secret | None = None,
        mask: Mask | None = None,
        proxy: str | None = None,
        ssl_context: ssl.SSLContext | None = None,
        timeout_s: float = TIMEOUT_S,
        now_s: Callable[[], float] = time.time,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        on_change: Callable[[ForwarderStatus], None] | None = None,
    ) -> None:
        """*mask* rewrites each name before it leaves; then the body is no longer as received.

        Raises:
            ValueError: *proxy* cannot be read.
        """
        self.target = target
        self.post_realtime = post_realtime
        self.post_logs = post_logs
        self._hmac_key = hmac_key
        self._mask = mask
        self._proxy = ProxyChoice.parse(proxy)
        self._ssl_context = ssl_context
        self._timeout_s = timeout_s
        self._now_s = now_s
        self._sleep = sleep
        self._outbox: Outbox[tuple[bytes, bool]] = Outbox(on_change=on_change)
        self._client: httpx.AsyncClient | None = None
        private = [target.url.removeprefix(target.origin), *target.headers.values()]
        self._unmask = [register_secret(text) for text in private if len(text) > 8]

    @property
    def status(self) -> ForwarderStatus:
        return self._outbox.status

    def picture(self, picture: Picture) -> None:
        """Queue what a poll brought. Control messages are no pictures and are not forwarded."""
        if self.post_realtime and picture.body:
            self._outbox.put((picture.body, False), len(picture.body))

    def logs(self, answer: LogAnswer) -> None:
        """Queue a range result that was fetched with `keep_body`."""
        if self.post_logs and answer.body:
            self._outbox.put((answer.body, True), len(answer.body))

    async def run(self) -> None:
        """Send what is queued, until cancelled."""
        while True:
            body, is_logs = await self._outbox.take()
            try:
                await self._deliver(body, is_logs=is_logs)
            except asyncio.CancelledError:
                self._outbox.abandoned()
                raise

    async def test(self) -> TestResult:
        """Post a sample without names, once, past the queue."""
        started = time.monotonic()
        try:
            status, _wait_s = await self._post(SAMPLE)
        except ServiceError as error:
            return TestResult(False, error.message, None, time.monotonic() - started)
        elapsed_s = time.monotonic() - started
        said = tr(
            "The webhook answered {status} in {elapsed_ms:.0f} ms.",
            status=_phrase(status),
            elapsed_ms=elapsed_s * 1000,
        )
        return TestResult(status < 400, f"{said} {_advice(status)}".strip(), status, elapsed_s)

    def clear(self) -> int:
        """Forget what waits; how many posts that were."""
        return self._outbox.clear()

    async def close(self) -> None:
        """Close the connections, after `run` has ended."""
        client, self._client = self._client, None
        if client is not None:
            await client.aclose()
        while self._unmask:
            self._unmask.pop()()

    async def _deliver(self, body: bytes, *, is_logs: bool) -> None:
        try:
            outgoing = await self._masked(body, is_logs=is_logs)
        except ServiceError as error:
            self._outbox.failed(error.message)
            return
        for usual_s in (*WAITS_S, None):
            asked_s = 0.0
            try:
                status, asked_s = await self._post(outgoing)
            except ServiceError as error:
                reason, is_passing = error.message, error.retryable
            else:
                if status < 400:
                    self._outbox.sent(round(self._now_s() * 1000), remark=_advice(status))
                    return
                said = tr("The webhook answered {status}.", status=_phrase(status))
                reason = f"{said} {_advice(status)}".strip()
                is_passing = status in _RETRIED
            if usual_s is None or not is_passing:
                self._outbox.failed(reason)
                return
            self._outbox.trouble(reason)
            await self._sleep(max(usual_s, min(asked_s, RETRY_AFTER_CAP_S)))

    async def _masked(self, body: bytes, *, is_logs: bool) -> bytes:
        if self._mask is None:
            return body
        if is_logs:
            return await asyncio.to_thread(masked_logs, body, self._mask)
        return masked_picture(body, self._mask)

    async def _post(self, body: bytes) -> tuple[int, float]:
        """The status of the answer, and the wait in seconds that it asks for.

        Raises:
            ServiceError: there was no answer.
        """
        call = Call(SERVICE, "post")
        try:
            async with asyncio.timeout(self._timeout_s):
                client = self._open_client(call)
                request = client.build_request(
                    "POST", self.target.url, content=body, headers=self._headers(body)
                )
                response = await client.send(request, stream=True)
                try:
                    await _drain(response)
                finally:
                    await response.aclose()
        except TimeoutError as error:
            message = tr(
                "The webhook did not answer within {seconds:g} s.", seconds=self._timeout_s
            )
            raise call.error(ErrorKind.TIMED_OUT, message) from error
        except httpx.HTTPError as error:
            raise faults.of_httpx(error, call) from faults.harmless(error)
        asked_s = faults.retry_after_s(response.headers, self._now_s())
        return response.status_code, asked_s or 0.0

    def _headers(self, body: bytes) -> dict[str, str]:
        headers = {**self.target.headers, "Content-Type": "application/json"}
        if self._hmac_key is not None:
            stamp = str(int(self._now_s()))
            signed = hmac.new(
                self._hmac_key.reveal().encode(), f"{stamp}.".encode() + body, hashlib.sha256
            )
            headers |= {TIMESTAMP: stamp, SIGNATURE: f"sha256={signed.hexdigest()}"}
        return headers

    def _open_client(self, call: Call) -> httpx.AsyncClient:
        if self._client is None:
            try:
                self._client = httpx.AsyncClient(
                    verify=self._ssl_context or truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
                    timeout=self._timeout_s,
                    follow_redirects=False,
                    proxy=self._proxy.url,
                    trust_env=self._proxy.follows_system and not self.target.is_loopback,
                    cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
                )
            except (ValueError, httpx.InvalidURL) as error:
                # The text of the error would show the proxy's password.
                message = tr("The proxy settings of this computer cannot be used.")
                raise call.error(ErrorKind.USAGE, message) from type(error)("proxy settings")
            for name in list(self._client.headers):
                del self._client.headers[name]  # the library's own; ours are all there are
        return self._client


def _refused(message: str) -> InvalidUsageError:
    return InvalidUsageError(message, operation="webhook")


def _refused_header(message: str) -> UnusableHeader:
    return UnusableHeader(message, operation="webhook")


def _check_header(name: str, value: str, service_key: str) -> None:
    if not _TOKEN.fullmatch(name):
        raise _refused_header(tr("A header's name has letters, digits and hyphens only."))
    if name.lower() in _HOP_BY_HOP or name.lower() in _OURS:
        raise _refused_header(tr("The header {name} is set by the connection itself.", name=name))
    if not _VALUE.fullmatch(value):
        raise _refused_header(
            tr("The value of {name} has characters that a header cannot have.", name=name)
        )
    if service_key and service_key in value:
        raise _refused_header(
            tr("The value of {name} is the FaceSpace key, which must not leave.", name=name)
        )


async def _drain(response: httpx.Response) -> None:
    """Read a short answer to its end; it is judged by its status, whatever happens here."""
    count = 0
    try:
        async with asyncio.timeout(1.0), aclosing(raw_chunks(response)) as chunks:
            async for chunk in chunks:
                count += len(chunk)
                if count > _DRAIN_BYTES:
                    return
    except (httpx.HTTPError, TimeoutError):
        return


def _phrase(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _advice(status: int) -> str:
    if 300 <= status < 400:
        return tr(
            "It points to another address; posts are not sent on. Enter that address instead."
        )
    if status in (401, 403):
        return tr("It does not accept the headers it was sent.")
    if status in (404, 405, 410):
        return tr("The address is not one that takes posts.")
    return tr("It has trouble of its own.") if status >= 500 else ""
