"""A sign-in: one question, and a report of what it found out."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Final, TypeVar

from facespace_desk.language import tr
from facespace_desk.net.errors import ErrorKind, Explanation, ServiceError, explain

PROBE_LIMIT_S: Final = 15.0


@dataclass(frozen=True, slots=True)
class Probe:
    """What a sign-in found out. `clock_skew_s` is the server's clock minus ours, to a second."""

    elapsed_s: float
    clock_skew_s: float | None = None
    error: ServiceError | None = None

    @property
    def is_good(self) -> bool:
        """Whether the service is there, speaks its protocol and takes the credentials."""
        return self.error is None

    @property
    def explanation(self) -> Explanation | None:
        """What happened, why, and what to do; None when all is well."""
        return None if self.error is None else self.explain(self.error)

    def explain(self, error: ServiceError) -> Explanation:
        """Words for *error*, which a service may know better."""
        return explain(error)


ProbeT = TypeVar("ProbeT", bound=Probe)


async def probed(look: Awaitable[ProbeT], report: type[ProbeT], late: type[ServiceError]) -> ProbeT:
    """What *look* finds out; a *report* of its error when it fails, of *late* when it does not
    end."""
    started = time.monotonic()
    try:
        async with asyncio.timeout(PROBE_LIMIT_S):
            return await look
    except TimeoutError:
        words = tr("No answer within the time limit.")
        error = late(words, operation="probe", kind=ErrorKind.TIMED_OUT)
    except ServiceError as failure:
        error = failure
    return report(time.monotonic() - started, error=error)
