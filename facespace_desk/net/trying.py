"""One call of a service: another try or none, and what nobody knows after a failure.

The services differ in what may be sent twice, not in how: their clients decide, this does it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final, Protocol, TypeVar

import httpx
import stamina

from facespace_desk.language import tr
from facespace_desk.net.errors import ErrorKind, ServiceError

T = TypeVar("T")
E = TypeVar("E", bound=ServiceError)

PASSING_STATUS: Final = frozenset({429, 502, 503, 504})  # the same in all services' pages

_NOT_CONNECTED: Final = (httpx.ConnectError, httpx.ConnectTimeout)
_NEVER_LEAVES: Final = frozenset({ErrorKind.USAGE, ErrorKind.CERTIFICATE, ErrorKind.BLOCKED})


class Limits(Protocol):
    """How often and how long; see `http.Limits`."""

    @property
    def attempts(self) -> int: ...
    @property
    def first_wait_s(self) -> float: ...
    @property
    def jitter_s(self) -> float: ...
    @property
    def retry_after_cap_s(self) -> float: ...


async def patiently(
    send: Callable[[], Awaitable[T]],
    limits: Limits,
    *,
    attempts: int,
    judge: Callable[[Exception], bool | float],
) -> T:
    """The result of *send*, tried so often while *judge* finds it worth it; a number that it gives
    is the wait in seconds. The usual waits double."""
    async for attempt in stamina.retry_context(
        on=judge,
        attempts=attempts,
        timeout=None,
        wait_initial=limits.first_wait_s,
        wait_max=limits.first_wait_s * 2**limits.attempts,
        wait_jitter=limits.jitter_s,
    ):
        with attempt:
            return await send()
    raise AssertionError("the last attempt returns or raises")


def is_worth_another(error: Exception, limits: Limits) -> bool | float:
    """Whether a call that changes nothing is repeated; a number is the wait that was asked for."""
    if not isinstance(error, ServiceError):
        return False
    if error.status is None:
        return was_never_sent(error)
    asked_s = error.retry_after_s or 0.0
    if error.status not in PASSING_STATUS or asked_s > limits.retry_after_cap_s:
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


def uncertain(failure: E, cause: ServiceError) -> E:
    """*failure* of a change, which says so if nobody knows whether it was done; *cause* is what
    the door said."""
    if not _is_uncertain(cause):
        return failure
    made = type(failure)(
        tr("{failure}. It is not known whether it was done.", failure=failure.message.rstrip(".")),
        service=failure.service,
        operation=failure.operation,
        kind=failure.kind,
        status=failure.status,
        retry_after_s=failure.retry_after_s,
    )
    made.is_uncertain = True
    return made


def _is_uncertain(error: ServiceError) -> bool:
    if error.status is not None:
        return error.status >= 500 or error.status < 300  # done, and the answer was unreadable
    return not (error.kind in _NEVER_LEAVES or was_never_sent(error))
