"""Filters kept under names, per kind of table, in the encrypted store: they may name people."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from facespace_desk.modelkit.filters import Filter, FilterError, NamedFilter, from_json, to_json
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.store import Store


class FilterShelf(QObject):
    """The named filters of one kind of table in one profile.

    Signals:
        changed: a filter was kept, replaced or removed, or the shelf was read.
    """

    changed = Signal()

    def __init__(
        self,
        store: Store,
        profile: str,
        kind: str,
        *,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._views = store.views
        self._profile = profile
        self._kind = f"{kind}.filter"
        self._filters: dict[str, Filter] = {}
        self._tasks = TaskScope("filter shelf", report)

    @property
    def filters(self) -> list[NamedFilter]:
        """All of them, by name."""
        names = sorted(self._filters, key=str.casefold)
        return [NamedFilter(name=name, filter=self._filters[name]) for name in names]

    def keep(self, name: str, spec: Filter) -> None:
        """Keep *spec* under *name*, in place of an older one."""
        self._filters[name] = spec
        put = self._views.put(self._profile, self._kind, name, to_json(name, spec))
        self._tasks.start(put, name="keep a filter")
        self.changed.emit()

    def forget(self, name: str) -> None:
        """Remove the filter called *name*, if there is one."""
        if self._filters.pop(name, None) is not None:
            remove = self._views.remove(self._profile, self._kind, name)
            self._tasks.start(remove, name="forget a filter")
            self.changed.emit()

    async def load(self) -> None:
        """Read the shelf. A filter that cannot be read is left out, not the shelf.

        Raises:
            StoreTrouble: the store could not be read.
        """
        for document in await self._views.list(self._profile, self._kind):
            try:
                self._filters[document.name] = from_json(document.json).filter
            except FilterError:
                continue
        self.changed.emit()

    async def close(self) -> None:
        """Wait until everything is written."""
        await self._tasks.finish()
