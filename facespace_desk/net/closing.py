"""What is closed when its `async with` ends."""

from __future__ import annotations

from abc import ABC, abstractmethod
from types import TracebackType
from typing import Self


class Closing(ABC):
    """Is itself in its `async with`, and closed after it, whatever happened within."""

    @abstractmethod
    async def close(self) -> None:
        """Give back what is held; afterwards it cannot be used again."""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()
