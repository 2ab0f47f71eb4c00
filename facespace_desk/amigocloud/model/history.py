"""What was asked before, newest first: kept in the encrypted store, since it may name people."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final, Generic, TypeVar

import msgspec
from PySide6.QtCore import QObject, Signal

from facespace_desk.language import tr
from facespace_desk.modelkit.state import wall_ms
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.store.records import StoreTrouble
from facespace_desk.store.store import Store


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """One entry. `at_ms` is its name too, and not that of another. A kept one stays."""

    at_ms: int
    is_kept: bool = False


T = TypeVar("T", bound=Asked)

MOST: Final = 200  # entries besides those that are kept


class History(QObject, Generic[T]):
    """Entries of one kind in one profile.

    Signals:
        changed: an entry came or went, or is another one.
        trouble(str): an entry could not be written.
    """

    changed = Signal()
    trouble = Signal(str)

    def __init__(
        self,
        store: Store,
        profile: str,
        kind: str,
        entry: type[T],
        *,
        most: int = MOST,
        clock: Callable[[], int] = wall_ms,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._views = store.views
        self._profile, self._kind, self._entry = profile, kind, entry
        self._most = most
        self._clock = clock
        self._tasks = TaskScope(f"history of {kind}", report)
        self._lock = asyncio.Lock()
        self._entries: dict[int, T] = {}

    @property
    def entries(self) -> tuple[T, ...]:
        """Newest first."""
        return tuple(self._entries[at_ms] for at_ms in sorted(self._entries, reverse=True))

    def entry(self, at_ms: int) -> T | None:
        return self._entries.get(at_ms)

    def moment(self) -> int:
        """Now, as no entry has it yet."""
        return max(self._clock(), max(self._entries, default=0) + 1)

    def put(self, entry: T) -> None:
        """Keep *entry*, in place of that of the same moment; the oldest ones go."""
        self._entries[entry.at_ms] = entry
        gone = [each for each in self.entries if not each.is_kept][self._most :]
        for each in gone:
            del self._entries[each.at_ms]
        text = msgspec.json.encode(entry).decode()
        self._tasks.start(self._write(entry.at_ms, text, [each.at_ms for each in gone]), name="put")
        self.changed.emit()

    def keep(self, at_ms: int, is_kept: bool) -> None:
        """Let this entry stay however many come after it, or not."""
        entry = self._entries.get(at_ms)
        if entry is not None:
            self.put(msgspec.structs.replace(entry, is_kept=is_kept))

    def forget(self) -> None:
        """Forget all that is not kept."""
        gone = [each.at_ms for each in self.entries if not each.is_kept]
        for at_ms in gone:
            del self._entries[at_ms]
        self._tasks.start(self._write(None, "", gone), name="forget")
        self.changed.emit()

    async def load(self) -> None:
        """Read what is kept; an entry that cannot be read is left out. Raises StoreTrouble."""
        for document in await self._views.list(self._profile, self._kind):
            try:
                entry = msgspec.json.decode(document.json, type=self._entry)
            except (msgspec.DecodeError, msgspec.ValidationError):
                continue
            self._entries.setdefault(entry.at_ms, entry)
        self.changed.emit()

    async def close(self) -> None:
        """What was put comes to the disk."""
        await self._tasks.finish()

    async def _write(self, at_ms: int | None, text: str, gone: list[int]) -> None:
        try:
            async with self._lock:  # an entry is written twice, and the later one stays
                if at_ms is not None:
                    await self._views.put(self._profile, self._kind, str(at_ms), text)
                for each in gone:
                    await self._views.remove(self._profile, self._kind, str(each))
        except StoreTrouble as error:
            self.trouble.emit(tr("The history could not be written. {error}", error=error))
