"""Names of analytics by id: a job says only the id of its own."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from facespace_desk.voxel51.errors import APIError
from facespace_desk.voxel51.query import Query, Subject

if TYPE_CHECKING:
    from facespace_desk.voxel51.client import VoxelClient

_ALL: Final = Query(subject=Subject.ANALYTICS, fields=("name", "version"), all_versions=True)


class AnalyticNames:
    """Learns them as they are needed; an id that nobody knows is asked for once."""

    def __init__(self, client: VoxelClient) -> None:
        self._client = client
        self._names: dict[str, str] = {}

    def of(self, analytic_id: str | None) -> str:
        """Name and version; "" when it is not known."""
        return self._names.get(analytic_id or "", "")

    async def learn(self, analytic_ids: Iterable[str | None]) -> bool:
        """Ask when one of these is new; whether anything was learnt. Without an answer the names
        stay unknown, for there are more important questions."""
        new = {each for each in analytic_ids if each} - self._names.keys()
        if not new:
            return False
        found: dict[str, str] = {}
        with suppress(APIError):
            async for page in self._client.find_analytics(_ALL):
                found |= {each.id: f"{each.name} {each.version or ''}" for each in page.items}
            self._names |= dict.fromkeys(new, "")
        self._names |= {number: name.strip() for number, name in found.items()}
        return bool(found)
