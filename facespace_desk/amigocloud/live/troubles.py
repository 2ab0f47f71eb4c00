"""Names what goes wrong on a live line; no text of aiohttp, which may hold addresses, passes."""

from __future__ import annotations

import socket
import ssl
from http import HTTPStatus

import aiohttp

from facespace_desk.language import tr
from facespace_desk.net.errors import ErrorKind, ServiceError, error_of

SERVICE = "AmigoCloud"
OPERATION = "live events"

_KIND_OF_STATUS = {
    # 401 and 403 are refusals like others: no credentials that could be wrong go with a socket.
    404: ErrorKind.NOT_FOUND,
    407: ErrorKind.UNREACHABLE,
    429: ErrorKind.RATE_LIMITED,
}


class TooLarge(aiohttp.ClientPayloadError):
    """More than we take."""


# The first entry whose class is in the chain of causes decides.
_BY_CAUSE: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], ErrorKind, str], ...]
_BY_CAUSE = (
    (TooLarge, ErrorKind.TOO_LARGE, tr("The server sent a packet too large.")),
    (TimeoutError, ErrorKind.TIMED_OUT, tr("No answer within the time limit.")),
    (
        (aiohttp.ClientProxyConnectionError, aiohttp.ClientHttpProxyError),
        ErrorKind.UNREACHABLE,
        tr("The proxy did not make the connection."),
    ),
    (socket.gaierror, ErrorKind.HOST_NOT_FOUND, tr("The host name was not found.")),
    (aiohttp.ClientConnectorDNSError, ErrorKind.HOST_NOT_FOUND, tr("The host name was not found.")),
    (
        (ssl.SSLCertVerificationError, aiohttp.ClientConnectorCertificateError),
        ErrorKind.CERTIFICATE,
        tr("The certificate was not accepted."),
    ),
    (ssl.SSLError, ErrorKind.UNREACHABLE, tr("The encrypted connection could not be made.")),
    (ConnectionRefusedError, ErrorKind.UNREACHABLE, tr("The connection was refused.")),
    (
        (aiohttp.ServerDisconnectedError, aiohttp.ClientPayloadError, ConnectionError),
        ErrorKind.BROKE_OFF,
        tr("The connection broke off."),
    ),
    (aiohttp.ClientConnectionError, ErrorKind.UNREACHABLE, tr("The connection could not be made.")),
    (aiohttp.ClientResponseError, ErrorKind.NOT_THIS_PROTOCOL, tr("The answer was not HTTP.")),
)


def trouble(kind: ErrorKind, message: str, *, status: int | None = None) -> ServiceError:
    """The error of *kind* about the live line."""
    return error_of(kind, message, service=SERVICE, operation=OPERATION, status=status)


def of_status(status: int) -> ServiceError:
    """What the refusal of a handshake means."""
    if 300 <= status < 400:
        message = tr("The server sent the live line elsewhere; it was not followed.")
        return trouble(ErrorKind.REDIRECTED, message, status=status)
    default = ErrorKind.SERVER_TROUBLE if status >= 500 else ErrorKind.REFUSED
    try:
        phrase = HTTPStatus(status).phrase
    except ValueError:
        phrase = tr("status {status}", status=status)
    message = tr("The server refused the live line: {phrase}.", phrase=phrase)
    return trouble(_KIND_OF_STATUS.get(status, default), message, status=status)


def of_lost_session(status: int) -> ServiceError:
    """What the refusal of a poll or a post means, once a session was opened."""
    if status in (400, 404):  # "Session ID unknown"
        return trouble(ErrorKind.BROKE_OFF, tr("The server does not know this session any more."))
    return of_status(status)


def of_failure(error: BaseException) -> ServiceError:
    """What *error*, from aiohttp or the system, means to the operator."""
    chain = _chain(error)
    for classes, kind, message in _BY_CAUSE:
        if any(isinstance(item, classes) for item in chain):
            return trouble(kind, message)
    return trouble(ErrorKind.UNREACHABLE, tr("The connection broke off."))


def _chain(error: BaseException) -> list[BaseException]:
    chain: list[BaseException] = []
    item: BaseException | None = error
    while item is not None and item not in chain:
        chain.append(item)
        item = item.__cause__ or item.__context__
    return chain
