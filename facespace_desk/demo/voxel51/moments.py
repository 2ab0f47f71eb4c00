"""Moments on the wire: ISO 8601 texts and days (wire section 3.2)."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta, timezone

from facespace_desk.demo.voxel51.account import DAY_S, Refused

_ELSEWHERE = timezone(timedelta(hours=2))
_MOST_DAYS = 100_000.0


def text(moment_s: float, *, has_offset: bool = False) -> str:
    """With milliseconds, in UTC; or in another zone, with its offset."""
    zone = _ELSEWHERE if has_offset else UTC
    written = datetime.fromtimestamp(moment_s, zone).isoformat(timespec="milliseconds")
    return written.replace("+00:00", "Z")


def bare_text(moment_s: float) -> str:
    """Without a zone, as the status of a job has it (wire section 5.4)."""
    return datetime.fromtimestamp(moment_s, UTC).replace(tzinfo=None).isoformat("T", "microseconds")


def moment_s(written: object) -> float:
    """
    Raises:
        Refused: it is no such text.
    """
    if not isinstance(written, str):
        raise Refused(400, "A date must be ISO 8601 text")
    try:
        found = datetime.fromisoformat(written)
        aware = found if found.tzinfo else found.replace(tzinfo=UTC)
        return aware.timestamp()
    except (ValueError, OverflowError) as error:
        raise Refused(400, f"{written!r} is no ISO 8601 date") from error


def later_s(values: dict[str, object], expiration_s: float) -> float:
    """The new expiry: exactly one of `days`, which extend the present one, and `expiration_date`.

    Raises:
        Refused: there are none or both, or it cannot be read.
    """
    days, date = values.get("days"), values.get("expiration_date")
    if (days is None) == (date is None):
        raise Refused(400, "Either days or expiration_date must be provided")
    if date is not None:
        return moment_s(date)
    try:
        count = float(str(days))
    except ValueError as error:
        raise Refused(400, "days must be a number") from error
    if not math.isfinite(count) or abs(count) > _MOST_DAYS:
        raise Refused(400, "days must be a number of days")
    return expiration_s + count * DAY_S
