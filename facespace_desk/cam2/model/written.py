"""What was written from this desk, with what stood there before, so that it can be put back."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextlib import suppress
from typing import Final

import msgspec
from PySide6.QtCore import QObject, Signal

from facespace_desk.cam2.writing import WritePlan
from facespace_desk.modelkit.state import wall_ms
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.store.store import Store

KIND: Final = "cam2.written"
KEPT: Final = 200  # entries; older ones are forgotten


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """One write. `undone_ms` is when it was put back; `undoes` the id of the one that this did."""

    id: str
    at_ms: int
    camera_id: str
    plan: WritePlan
    note: str = ""
    undone_ms: int | None = None
    undoes: str | None = None

    @property
    def can_be_undone(self) -> bool:
        """Whether there is something to put back: the service cannot delete what was added."""
        return self.plan.before is not None and self.undone_ms is None


class WriteHistory(QObject):
    """The writes of one profile, newest first, kept in the encrypted store.

    Signals:
        changed: an entry came or was undone.
    """

    changed = Signal()

    def __init__(
        self,
        store: Store,
        profile: str,
        *,
        clock: Callable[[], int] = wall_ms,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._documents = store.views
        self._profile = profile
        self._clock = clock
        self._tasks = TaskScope("write history", report)
        self._entries: dict[str, Written] = {}

    @property
    def entries(self) -> list[Written]:
        """Newest first."""
        return sorted(self._entries.values(), key=lambda entry: entry.at_ms, reverse=True)

    def add(
        self, camera_id: str, plan: WritePlan, note: str, *, undoes: Written | None = None
    ) -> Written:
        """Keep a write that was done; *undoes* is the one that it put back."""
        entry = Written(
            id=uuid.uuid4().hex,
            at_ms=self._clock(),
            camera_id=camera_id,
            plan=plan,
            note=note,
            undoes=undoes.id if undoes else None,
        )
        self._keep(entry)
        if undoes is not None and undoes.id in self._entries:
            self._keep(msgspec.structs.replace(undoes, undone_ms=entry.at_ms))
        for old in self.entries[KEPT:]:
            del self._entries[old.id]
            self._tasks.start(self._documents.remove(self._profile, KIND, old.id), name="forget")
        self.changed.emit()
        return entry

    async def load(self) -> None:
        """Read what was kept; an entry that cannot be read is left out.

        Raises:
            StoreTrouble: the store could not be read.
        """
        for document in await self._documents.list(self._profile, KIND):
            with suppress(msgspec.DecodeError):
                entry = msgspec.json.decode(document.json, type=Written)
                self._entries[entry.id] = entry
        self.changed.emit()

    async def close(self) -> None:
        """Wait until everything is written."""
        await self._tasks.finish()

    def _keep(self, entry: Written) -> None:
        self._entries[entry.id] = entry
        text = msgspec.json.encode(entry).decode()
        self._tasks.start(self._documents.put(self._profile, KIND, entry.id, text), name="keep")
