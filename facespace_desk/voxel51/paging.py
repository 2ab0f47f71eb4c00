"""All that a query looks for, page by page, with guards (wire/voxel51.md 9).

Neither the largest page nor a stable order is promised, so records are told apart by id, and what
the service says that there is counts more than a short page.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from enum import Enum
from typing import Final, Generic, Self, TypeVar

import msgspec

from facespace_desk.voxel51.query import PAGE_LIMIT, Query
from facespace_desk.voxel51.records import Analytic, DataItem, Job, Page

R = TypeVar("R", Analytic, DataItem, Job)

PAGE_CAP: Final = 200
ORDER: Final = "upload_date"


class PagingEnd(Enum):
    """Why no more pages come."""

    COMPLETE = "complete"
    CAPPED = "more available"
    REPEATING = "the service repeats itself"


class Paging(Generic[R]):
    """Pages in order, each with new records only: `async for page in client.find_jobs(query)`.

    `end` is None until the last page came. `total` is what the service says that there is, None
    when it does not; `warning` is as that of a Page.
    """

    def __init__(
        self,
        ask: Callable[[Query], Awaitable[Page[R]]],
        query: Query,
        *,
        page_cap: int = PAGE_CAP,
    ) -> None:
        """*query*'s own limit is that of all pages together, 0 none."""
        self._ask: Callable[[Query], Awaitable[Page[R]]] = ask
        self._query = query if query.sort else query.sorted_by(ORDER)
        self._cap = page_cap
        self._seen: set[str] = set()
        self._received = 0
        self.end: PagingEnd | None = None
        self.total: int | None = None
        self.found = 0
        self.pages = 0
        self.warning = ""

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Page[R]:
        """Raises APIError."""
        if self.end is not None:
            raise StopAsyncIteration
        wanted = self._wanted()
        page = await self._ask(self._query.part(self._query.offset + self._received, wanted))
        new = tuple({each.id: each for each in page.items if each.id not in self._seen}.values())
        self._seen.update(each.id for each in new)
        self._received += page.received
        self.pages += 1
        self.found += len(new)
        self.total = page.total if page.total is not None else self.total
        self.warning = self.warning or page.warning
        self.end = self._end(page, len(new), wanted)
        return msgspec.structs.replace(page, items=new)

    def _wanted(self) -> int:
        limit = self._query.limit
        return min(PAGE_LIMIT, limit - self._received) if limit else PAGE_LIMIT

    def _end(self, page: Page[R], new: int, wanted: int) -> PagingEnd | None:
        if page.received > wanted:  # it sends everything whatever is asked for
            return PagingEnd.COMPLETE
        if page.received and not new and not page.unread:
            return PagingEnd.REPEATING
        limit = self._query.limit
        if not page.received or (limit and self._received >= limit):
            return PagingEnd.COMPLETE
        if self.total is None:
            is_last = page.received < wanted
        else:
            is_last = self._query.offset + self._received >= self.total
        if is_last:
            return PagingEnd.COMPLETE
        return PagingEnd.CAPPED if self.pages >= self._cap else None
