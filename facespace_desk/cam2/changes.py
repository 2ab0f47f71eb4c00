"""The change log: which camera was changed when (wire/cam2.md 4.7 and 9)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, Self

from facespace_desk.cam2 import checks
from facespace_desk.cam2.records import Change
from facespace_desk.cam2.search import PAGE_CAP, SearchEnd
from facespace_desk.language import tr

OPERATION: Final = "change log"
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class ChangePage:
    """What one answer added: new entries, oldest first; undated ones last."""

    changes: tuple[Change, ...]
    offset: int
    received: int
    repeated: int
    unread: int


class ChangeLog:
    """The entries from one moment to another, page by page: `async for page in log`.

    Neither the size of a page nor the order is known (wire 9): pages are read one after another
    until one is empty or brings nothing new, each sorted in itself. `end` is None until it is over.
    """

    def __init__(
        self,
        fetch: Callable[[int], Awaitable[tuple[tuple[Change, ...], int]]],
        *,
        page_cap: int = PAGE_CAP,
    ) -> None:
        """*fetch* answers the readable entries after an offset, and how many there were in all."""
        self.page_cap = page_cap
        self.end: SearchEnd | None = None
        self.pages = self.found = self.received = self.repeated = self.unread = 0
        self._fetch = fetch
        self._seen: set[tuple[str, str]] = set()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> ChangePage:
        """The next page.

        Raises:
            Cam2Error: one of its subclasses; iterating on asks for the same page again.
        """
        if self.end is not None:
            raise StopAsyncIteration
        offset = self.received
        changes, received = await self._fetch(offset)
        new = dict.fromkeys(
            change for change in changes if (change.camera_id, change.raw) not in self._seen
        )
        self._seen.update((change.camera_id, change.raw) for change in new)
        page = ChangePage(
            changes=tuple(sorted(new, key=_moment)),
            offset=offset,
            received=received,
            repeated=len(changes) - len(new),
            unread=received - len(changes),
        )
        self.pages += 1
        self.found += len(page.changes)
        self.received += received
        self.repeated += page.repeated
        self.unread += page.unread
        if received == 0:
            self.end = SearchEnd.COMPLETE
        elif not page.changes:
            self.end = SearchEnd.REPEATING
        elif self.pages >= self.page_cap:
            self.end = SearchEnd.CAPPED
        return page


def _moment(change: Change) -> tuple[bool, int]:
    return change.at_ms is None, change.at_ms or 0


def bounds(start_ms: int | None, end_ms: int | None) -> dict[str, str]:
    """The query parameters for the entries from one moment to another.

    Raises:
        FormatError: a moment is none, or they are in the wrong order.
    """
    if start_ms is not None and end_ms is not None and start_ms > end_ms:
        raise checks.wrong(tr("The beginning must not be later than the end."), OPERATION)
    moments = {"start": start_ms, "end": end_ms}
    return {name: _iso(at_ms) for name, at_ms in moments.items() if at_ms is not None}


def _iso(at_ms: int) -> str:
    try:
        moment = EPOCH + timedelta(milliseconds=at_ms)
    except OverflowError:
        raise checks.wrong(tr("The moment is too far away."), OPERATION) from None
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
