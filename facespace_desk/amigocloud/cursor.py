"""Lists, page by page, with guards against servers that lead astray (wire/amigocloud.md 3.3).

Of `next` only path and query are taken, and only when it leads to the own origin; its token is
left out, no other parameters are added. A list ends when `next` repeats, or after so many pages.
"""

from __future__ import annotations

import enum
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Any, Final, Generic, TypeVar

from facespace_desk.amigocloud.errors import AmigoCloudError
from facespace_desk.amigocloud.reading import Entry, as_count, entries
from facespace_desk.amigocloud.records import Fields, Page
from facespace_desk.amigocloud.urls import Addresses, Target

T = TypeVar("T")

PAGE_LIMIT: Final = 500
LISTS: Final = ("results", "data")  # in this order


class CursorEnd(enum.Enum):
    """Why a list has ended."""

    COMPLETE = "complete"
    CAPPED = "more available"
    REPEATING = "the server repeats itself"
    LED_AWAY = "the next page is on another server"


class Cursor(Generic[T]):
    """Pages in order; `async for page in cursor`. To be read once.

    `end` is None while there may be more. An answer that is no list is a page with that one entry.
    After an error the next step asks for the same page again, unless the list led away.
    """

    def __init__(
        self,
        ask: Callable[[Target], Awaitable[dict[str, Any]]],
        addresses: Addresses,
        first: Target,
        read: Entry[T],
        *,
        operation: str,
        page_limit: int = PAGE_LIMIT,
    ) -> None:
        self._ask = ask
        self._addresses = addresses
        self._next: Target | None = first
        self._read = read
        self._operation = operation
        self._page_limit = max(1, page_limit)
        self._seen = {first.text}
        self._members: Fields = {}
        self._pages = 0
        self._found = 0
        self._trouble: AmigoCloudError | None = None
        self.end: CursorEnd | None = None

    @property
    def pages(self) -> int:
        return self._pages

    @property
    def found(self) -> int:
        """How many entries the pages so far have."""
        return self._found

    def get(self, name: str) -> object:
        """A further member of the newest page. Raises ValueError when there is none."""
        if name not in self._members:
            raise ValueError(f"The answer has no {name!r}.")
        return self._members[name]

    def __aiter__(self) -> AsyncIterator[Page[T]]:
        return self

    async def __anext__(self) -> Page[T]:
        """Raises AmigoCloudError: the page cannot be had, or is on another server."""
        if self._trouble is not None:
            raise self._trouble
        if self.end is not None or self._next is None:
            raise StopAsyncIteration
        content = await self._ask(self._next)
        page = self._page(content)
        following = content.get("next")
        self._pages, self._members = page.number, page.members
        self._found += len(page.entries)
        self._turn_to(following if isinstance(following, str) and following.strip() else None)
        return page

    async def entries(self) -> AsyncIterator[T]:
        """All entries, one after the other. Raises as `__anext__`."""
        async for page in self:
            for entry in page.entries:
                yield entry

    def _page(self, content: Mapping[str, Any]) -> Page[T]:
        name = next((each for each in LISTS if isinstance(content.get(each), list)), None)
        items = [content] if name is None else content[name]
        read, unread = entries(items, self._read)
        members = {key: value for key, value in content.items() if key not in (name, "next")}
        count = as_count(content.get("count")) if name is not None else 1
        return Page(read, self._pages + 1, count, unread, members)

    def _turn_to(self, following: str | None) -> None:
        if following is None:
            self.end = CursorEnd.COMPLETE
            return
        try:
            target = self._addresses.resolve(following, self._operation)
        except AmigoCloudError as error:
            self.end, self._trouble = CursorEnd.LED_AWAY, error  # this page is none the worse
            return
        if target.text in self._seen:
            self.end = CursorEnd.REPEATING
        elif self._pages >= self._page_limit:
            self.end = CursorEnd.CAPPED
        else:
            self._seen.add(target.text)
            self._next = target
