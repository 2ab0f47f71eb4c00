"""Times on the wire: aware, in UTC (wire/voxel51.md 3.2 and 5.4; VX-11)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

LONGEST: Final = 64  # characters


def as_moment(value: object) -> datetime | None:
    """The moment in an ISO 8601 text, UTC where it names no zone; None when it cannot be read."""
    if not isinstance(value, str) or not 8 <= len(value) <= LONGEST:
        return None
    try:
        moment = datetime.fromisoformat(value.strip())
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def utc_text(moment: datetime) -> str:
    """*moment* as the service takes it: UTC with `Z`, milliseconds.

    Raises:
        ValueError: it is naive, so that nobody knows which moment it is.
    """
    if moment.utcoffset() is None:
        raise ValueError("A time without a zone cannot be sent.")
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def ends_in_the_past(
    expires: datetime | None,
    now: datetime,
    *,
    days: float | None = None,
    expiration_date: datetime | None = None,
) -> bool:
    """Whether such a change of an end of life would **delete** what it is about (VX-14).

    *expires* is the present end, by which *days* count; where it is not known, they count from
    *now*. All are aware.
    """
    if expiration_date is not None:
        return expiration_date <= now
    return (expires or now) + timedelta(days=days or 0.0) <= now
