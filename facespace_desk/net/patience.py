"""Whether a failed request is worth another try, and after how long."""

from __future__ import annotations

import logging
import random
from typing import Protocol

from facespace_desk.net.errors import ServiceError
from facespace_desk.net.faults import Call

log = logging.getLogger("desk.net")


class Waits(Protocol):
    """What is known of waiting; see `http.Limits`."""

    @property
    def attempts(self) -> int: ...
    @property
    def first_wait_s(self) -> float: ...
    @property
    def jitter_s(self) -> float: ...
    @property
    def retry_after_cap_s(self) -> float: ...


class Patience:
    """Decides after each failure of one request whether to try again, and how long to wait."""

    def __init__(self, call: Call, limits: Waits) -> None:
        self._call = call
        self._limits = limits
        self._failures = 0

    def judge(self, error: Exception) -> bool | float:
        """False: give up. True: the usual wait. A number: the wait in seconds."""
        if not isinstance(error, ServiceError) or not error.retryable:
            return False
        asked_s = error.retry_after_s or 0.0
        if asked_s > self._limits.retry_after_cap_s:
            return False
        usual_s = self._limits.first_wait_s * 2**self._failures
        self._failures += 1
        if self._failures < self._limits.attempts:
            log.debug(
                "%s, %s: %s; again", self._call.service, self._call.operation, error.kind.value
            )
        if asked_s <= usual_s:
            return True
        return asked_s + random.uniform(0, self._limits.jitter_s)  # noqa: S311 (spreads load)
