"""Keeps how the read-only switch is set (E12), until the profile itself says something else."""

from __future__ import annotations

from typing import Final

import msgspec

from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.store.store import Store

KIND: Final = "amigocloud.access"
NAME: Final = "read_only"


class _Kept(msgspec.Struct, frozen=True):
    """How the switch is set, and what the profile said then."""

    is_on: bool
    profile_says: bool


class KeptAccess:
    """One profile's switch. *profile_says* is the option `read_only` of the profile."""

    def __init__(
        self, store: Store, profile: str, *, profile_says: bool, report: Report | None = None
    ) -> None:
        self._documents = store.views
        self._profile = profile
        self._profile_says = profile_says
        self._tasks = TaskScope("AmigoCloud access", report)

    async def load(self) -> bool:
        """Whether to begin read-only. Raises StoreTrouble."""
        for document in await self._documents.list(self._profile, KIND):
            kept = _read(document.json) if document.name == NAME else None
            if kept is not None and kept.profile_says == self._profile_says:
                return kept.is_on
        return self._profile_says

    def keep(self, is_on: bool) -> None:
        """The switch was pressed."""
        text = msgspec.json.encode(_Kept(is_on, self._profile_says)).decode()
        putting = self._documents.put(self._profile, KIND, NAME, text)
        self._tasks.start(putting, name="keep", replacing="keep")

    async def close(self) -> None:
        """Wait until everything is written."""
        await self._tasks.finish()


def _read(text: str) -> _Kept | None:
    try:
        return msgspec.json.decode(text, type=_Kept)
    except msgspec.DecodeError:
        return None
