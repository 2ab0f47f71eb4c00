"""What is tried again, what nobody knows after a failure, and what a sign-in reports."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from facespace_desk.net import probing
from facespace_desk.net.closing import Closing
from facespace_desk.net.errors import ErrorKind, Refused, ServerTrouble, ServiceError, Unreachable
from facespace_desk.net.http import Limits
from facespace_desk.net.probing import Probe, probed
from facespace_desk.net.trying import is_worth_another, patiently, uncertain, was_never_sent

QUICK = Limits(attempts=3, first_wait_s=0.001, jitter_s=0.0)


def failure(
    status: int | None = None,
    kind: ErrorKind | None = None,
    cause: Exception | None = None,
    retry_after_s: float | None = None,
) -> ServiceError:
    made = ServiceError(
        "It failed.",
        service="Test",
        operation="test",
        status=status,
        kind=kind,
        retry_after_s=retry_after_s,
    )
    made.__cause__ = cause
    return made


@pytest.mark.parametrize(
    ("error", "is_known"),
    [
        (failure(404), True),
        (failure(429), True),
        (failure(500), False),
        (failure(200, ErrorKind.NOT_THIS_PROTOCOL), False),
        (failure(kind=ErrorKind.TIMED_OUT), False),
        (failure(kind=ErrorKind.HOST_NOT_FOUND), True),
        (failure(kind=ErrorKind.CERTIFICATE), True),
        (failure(kind=ErrorKind.BLOCKED), True),
        (failure(kind=ErrorKind.UNREACHABLE, cause=httpx.ConnectError("no")), True),
        (failure(kind=ErrorKind.UNREACHABLE, cause=httpx.ReadError("no")), False),
        (failure(kind=ErrorKind.UNREACHABLE, cause=failure(cause=httpx.ConnectError("no"))), True),
    ],
)
def test_a_change_says_so_when_nobody_knows_whether_it_was_done(
    error: ServiceError, is_known: bool
) -> None:
    told = uncertain(Refused.of(error), error)
    assert isinstance(told, Refused)
    assert (told.service, told.operation, told.status) == ("Test", "test", error.status)
    assert told.is_uncertain is not is_known
    assert ("not known whether it was done" in told.message) is not is_known


@pytest.mark.parametrize(
    ("error", "verdict"),
    [
        (failure(503), True),
        (failure(503, retry_after_s=2.0), 2.0),
        (failure(503, retry_after_s=3_600.0), False),
        (failure(500), False),
        (failure(404), False),
        (failure(kind=ErrorKind.HOST_NOT_FOUND), True),
        (failure(kind=ErrorKind.TIMED_OUT), False),
        (ValueError("a fault of ours"), False),
    ],
)
def test_what_will_pass_is_worth_another_try(error: Exception, verdict: bool | float) -> None:
    assert is_worth_another(error, QUICK) == verdict


@pytest.mark.parametrize(("attempts", "is_reached"), [(1, False), (2, False), (3, True)])
async def test_so_many_tries_are_made(attempts: int, is_reached: bool) -> None:
    tries = 0

    async def send() -> int:
        nonlocal tries
        tries += 1
        if tries < 3:
            raise failure(kind=ErrorKind.HOST_NOT_FOUND)
        return tries

    call = patiently(send, QUICK, attempts=attempts, judge=was_never_sent)
    if is_reached:
        assert await call == 3
    else:
        with pytest.raises(ServiceError):
            await call
    assert tries == attempts


async def test_a_sign_in_reports_what_went_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    async def good() -> Probe:
        return Probe(0.1)

    async def bad() -> Probe:
        raise ServerTrouble("Broken.", service="Test", operation="probe", status=500)

    async def endless() -> Probe:
        await asyncio.Event().wait()
        raise AssertionError

    assert (await probed(good(), Probe, Unreachable)).is_good
    report = await probed(bad(), Probe, Unreachable)
    assert isinstance(report.error, ServerTrouble)
    assert report.explanation is not None
    monkeypatch.setattr(probing, "PROBE_LIMIT_S", 0.01)
    report = await probed(endless(), Probe, Unreachable)
    assert report.error is not None
    assert report.error.kind is ErrorKind.TIMED_OUT


async def test_what_is_entered_is_closed_whatever_happens() -> None:
    class Room(Closing):
        is_closed = False

        async def close(self) -> None:
            self.is_closed = True

    async def use(room: Room) -> None:
        async with room as entered:
            assert entered is room
            raise ValueError("within")

    room = Room()
    with pytest.raises(ValueError, match="within"):
        await use(room)
    assert room.is_closed
