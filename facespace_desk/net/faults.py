"""Turns what httpx and servers report into the error tree; the one place that reads httpx errors.

Texts of httpx errors are never shown: they may hold the whole URL, or bytes that a server chose.
"""

from __future__ import annotations

import math
import re
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from urllib.parse import urljoin

import httpx
import msgspec

from facespace_desk.language import tr
from facespace_desk.net.base_url import BaseUrl, origin_of
from facespace_desk.net.errors import ErrorKind, ServiceError, error_of
from facespace_desk.net.redaction import redact

# h11's and httpcore's words for a connection that ended early; other protocol errors are nonsense
_BROKE_OFF = ("Server disconnected", "peer closed connection", "peer unexpectedly closed")
_NOT_TLS = {"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "UNKNOWN_PROTOCOL", "PACKET_LENGTH_TOO_LONG"}
_MESSAGE_KEYS = ("error", "message", "detail")  # wire/facespace.md 7.1, in this order
_MARKUP = re.compile(r"<\s*[!/?a-zA-Z]")
_KIND_OF_STATUS = {
    401: ErrorKind.SIGNED_OUT,
    403: ErrorKind.SIGNED_OUT,
    404: ErrorKind.NOT_FOUND,
    407: ErrorKind.UNREACHABLE,
    410: ErrorKind.RETIRED,
    429: ErrorKind.RATE_LIMITED,
}
# The first entry with a cause in the chain decides.
_BY_CAUSE: tuple[tuple[type[BaseException], ErrorKind, str], ...] = (
    (httpx.ConnectTimeout, ErrorKind.TIMED_OUT, tr("No connection within the time limit.")),
    (httpx.TimeoutException, ErrorKind.TIMED_OUT, tr("No answer within the time limit.")),
    (httpx.ProxyError, ErrorKind.UNREACHABLE, tr("The proxy did not make the connection.")),
    (socket.gaierror, ErrorKind.HOST_NOT_FOUND, tr("The host name was not found.")),
    (ConnectionRefusedError, ErrorKind.UNREACHABLE, tr("The connection was refused.")),
    (httpx.ConnectError, ErrorKind.UNREACHABLE, tr("The connection could not be made.")),
    (httpx.UnsupportedProtocol, ErrorKind.USAGE, tr("The request could not be put into HTTP.")),
    (httpx.LocalProtocolError, ErrorKind.USAGE, tr("The request could not be put into HTTP.")),
)


@dataclass(frozen=True)
class Call:
    """Names one request in every error about it."""

    service: str
    operation: str

    def error(
        self,
        kind: ErrorKind,
        message: str,
        *,
        status: int | None = None,
        retry_after_s: float | None = None,
    ) -> ServiceError:
        """The error of *kind* about this call."""
        return error_of(
            kind,
            message,
            service=self.service,
            operation=self.operation,
            status=status,
            retry_after_s=retry_after_s,
        )


def of_httpx(error: httpx.HTTPError, call: Call) -> ServiceError:
    """What *error* means to the operator."""
    kind, message = _meaning(error)
    return call.error(kind, message)


def harmless(error: httpx.HTTPError) -> httpx.HTTPError:
    """*error* as a cause that may be printed: without its request, and without secrets."""
    text = str(error)
    if redact(text) != text:  # a server can echo the key in a malformed answer
        return httpx.HTTPError(redact(text))
    if isinstance(error, httpx.RequestError):
        error.request = httpx.Request("GET", "http://redacted.invalid")
    return error


def of_status(
    call: Call,
    status: int,
    reason: str,
    headers: Mapping[str, str],
    body: bytes,
    *,
    now_s: float,
    message_in: Callable[[bytes], str] | None = None,
) -> ServiceError:
    """The error for a status that is neither success nor redirection; *now_s* is epoch seconds.

    *message_in* is as that of `http.Door`.
    """
    default = ErrorKind.SERVER_TROUBLE if status >= 500 else ErrorKind.REFUSED
    kind = _KIND_OF_STATUS.get(status, default)
    if status == 407:
        return call.error(kind, tr("The proxy asks for a user name and password."), status=status)
    message = (message_in or find_message)(body) or _phrase(status, reason)
    wait_s = retry_after_s(headers, now_s)
    return call.error(kind, message, status=status, retry_after_s=wait_s)


def of_redirect(call: Call, status: int, base: BaseUrl, url: str, location: str) -> ServiceError:
    """The error for a redirection; it names the other origin and nothing else of the address."""
    if not location:
        return call.error(
            ErrorKind.NOT_THIS_PROTOCOL,
            tr("The answer was a redirection to nowhere."),
            status=status,
        )
    try:
        origin = origin_of(urljoin(url, location))
    except ValueError:
        origin = None
    if origin is None:
        message = tr("The answer was a redirection to an unusable address.")
    elif origin == base.origin:
        message = tr("The answer was a redirection to another path of the same server.")
    else:
        message = tr("The answer was a redirection to {origin}.", origin=origin)
    return call.error(ErrorKind.REDIRECTED, message, status=status)


def retry_after_s(headers: Mapping[str, str], now_s: float) -> float | None:
    """The wait that a server asks for, in seconds from *now_s*; None when it asks for none."""
    text = headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit() and len(text) <= 9:
        return float(text)
    moment = http_date(text)
    return None if moment is None else max(0.0, math.ceil(moment.timestamp() - now_s))


def http_date(text: str) -> datetime | None:
    """The aware moment in a Date or Retry-After header; None when it cannot be read."""
    if not text or len(text) > 64:
        return None
    try:
        moment = parsedate_to_datetime(text)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def _meaning(error: httpx.HTTPError) -> tuple[ErrorKind, str]:
    chain = list(_causes(error))
    tls = next((item for item in chain if isinstance(item, ssl.SSLError)), None)
    if tls is not None and isinstance(error, httpx.ConnectError):  # the handshake failed
        return _tls_meaning(tls)
    for cause, kind, message in _BY_CAUSE:
        if any(isinstance(item, cause) for item in chain):
            return kind, message
    if isinstance(error, httpx.RemoteProtocolError) and not str(error).startswith(_BROKE_OFF):
        return ErrorKind.NOT_THIS_PROTOCOL, tr("The answer was not HTTP.")
    return ErrorKind.UNREACHABLE, tr("The connection broke off.")


def _tls_meaning(error: ssl.SSLError) -> tuple[ErrorKind, str]:
    if isinstance(error, ssl.SSLCertVerificationError):
        reason = getattr(error, "verify_message", "") or tr("it is not trusted")
        return ErrorKind.CERTIFICATE, tr(
            "The certificate was not accepted: {reason}.", reason=reason.rstrip(".")
        )
    if error.reason in _NOT_TLS:
        return ErrorKind.NOT_THIS_PROTOCOL, tr("The server does not speak https at this address.")
    return ErrorKind.UNREACHABLE, tr("The encrypted connection could not be made.")


def _causes(error: BaseException) -> Iterator[BaseException]:
    """*error*, what it was raised from or during, and the members of groups among them."""
    waiting, seen = [error], set[int]()
    while waiting:
        item = waiting.pop()
        if id(item) in seen:
            continue
        seen.add(id(item))
        yield item
        waiting += [cause for cause in (item.__cause__, item.__context__) if cause is not None]
        if isinstance(item, BaseExceptionGroup):
            waiting += item.exceptions


def find_message(body: bytes) -> str:
    """The server's own sentence in a JSON error body; empty when there is none."""
    try:
        content = msgspec.json.decode(body.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ""
    for _ in range(2):  # some services nest: {"error": {"message": "..."}}
        if not isinstance(content, dict):
            return ""
        found = next((content[key] for key in _MESSAGE_KEYS if content.get(key)), None)
        if isinstance(found, str):
            return "" if _MARKUP.search(found) else found
        content = found
    return ""


def _phrase(status: int, reason: str) -> str:
    try:
        return f"{HTTPStatus(status).phrase}."
    except ValueError:
        return f"{reason}." if reason else tr("The answer was an unknown status.")
