"""What another end of life would do (VX-14). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Protocol, TypeVar


class Ending(Protocol):
    """Something that is kept until a moment, in epoch milliseconds."""

    @property
    def title(self) -> str: ...

    @property
    def expires_ms(self) -> int | None: ...


E = TypeVar("E", bound=Ending)


def deletes(
    rows: Sequence[E], *, days: float | None, until: datetime | None, now: datetime
) -> list[E]:
    """Which of these would be deleted by such an end. One whose end is not known counts when days
    are taken away. Moments are aware."""
    if until is not None:
        return list(rows) if until <= now else []
    assert days is not None
    return [row for row in rows if _ends_by(row, days, now)]


def _ends_by(row: Ending, days: float, now: datetime) -> bool:
    if row.expires_ms is None:
        return days < 0
    ends = datetime.fromtimestamp(row.expires_ms / 1000, UTC)
    return ends + timedelta(days=days) <= now
