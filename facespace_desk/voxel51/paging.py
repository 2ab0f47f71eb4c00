"""All that a query looks for, page by page, with guards (wire/voxel51.md 9)."""

from __future__ import annotations

from enum import Enum
from typing import Final, Generic, Self, TypeVar

from facespace_desk.voxel51.records import Page

T = TypeVar("T")

PAGE_CAP: Final = 200


class PagingEnd(Enum):
    """Why no more pages come."""

    COMPLETE = "complete"
    CAPPED = "more available"
    REPEATING = "the service repeats itself"


class Paging(Generic[T]):
    """Pages in order, each with new records only: `async for page in client.find_jobs(query)`.

    `end` is None until the last page came. `total` is what the service says that there is, `warning`
    as that of a Page.
    """

    end: PagingEnd | None
    total: int | None
    found: int
    pages: int
    warning: str

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Page[T]:
        raise NotImplementedError
