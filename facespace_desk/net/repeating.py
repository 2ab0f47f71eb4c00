"""Which calls may be made again, and which may have been done although they failed.

For clients that decide for each call; `patience` decides for a door that is left to it.
"""

from __future__ import annotations

from collections.abc import Container
from typing import Final, TypeVar

import httpx

from facespace_desk.net.errors import ErrorKind, ServiceError

E = TypeVar("E", bound=ServiceError)

BUSY: Final = frozenset({429, 502, 503, 504})  # a moment later it may well be well

_NOT_CONNECTED: Final = (httpx.ConnectError, httpx.ConnectTimeout)
_OURS: Final = frozenset({ErrorKind.USAGE, ErrorKind.CERTIFICATE, ErrorKind.BLOCKED})


def is_worth_another(
    error: Exception, *, retry_after_cap_s: float, statuses: Container[int] = BUSY
) -> bool | float:
    """Whether a call that only reads is made again; a number is the wait, in seconds, that the
    service asked for. One that asks for more than *retry_after_cap_s* gets no other call."""
    if not isinstance(error, ServiceError):
        return False
    if error.status is None:
        return was_never_sent(error)
    asked_s = error.retry_after_s or 0.0
    if error.status not in statuses or asked_s > retry_after_cap_s:
        return False
    return asked_s if asked_s > 0 else True


def was_never_sent(error: Exception) -> bool:
    """Whether no connection was made, so that nothing can have been done."""
    if not isinstance(error, ServiceError) or error.status is not None:
        return False
    cause: BaseException | None = error
    while isinstance(cause, ServiceError):  # a slice's is made from the door's, that from httpx's
        cause = cause.__cause__
    return error.kind is ErrorKind.HOST_NOT_FOUND or isinstance(cause, _NOT_CONNECTED)


def is_in_doubt(error: ServiceError) -> bool:
    """Whether what was to be changed may have been, for all that is known."""
    if error.status is not None:
        return error.status >= 500
    return not (error.kind in _OURS or was_never_sent(error))


def uncertain(error: E) -> E:
    """The same error, which says that it is not known whether it was done."""
    made = type(error)(
        f"{error.message.rstrip('.')}. It is not known whether it was done.",
        operation=error.operation,
        kind=error.kind,
        status=error.status,
        retry_after_s=error.retry_after_s,
    )
    made.is_uncertain = True
    return made
