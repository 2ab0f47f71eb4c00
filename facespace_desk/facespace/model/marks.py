"""Bookmarks and notes on sightings, kept across sessions.

A mark belongs to a camera, a label and the moment at which the sighting begins, so it is found
again whichever source the row comes from. It is purged with its sighting.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from facespace_desk.modelkit.state import wall_ms
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.store.records import Mark
from facespace_desk.store.store import Store

MarkKey = tuple[str, str, int]


class MarkBook(QObject):
    """The marks of one profile, in memory and in the store.

    Signals:
        changed(MarkKey): the mark on one sighting is another one.
    """

    changed = Signal(object)

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
        self._store = store
        self._profile = profile
        self._clock = clock
        self._marks: dict[MarkKey, Mark] = {}
        self._tasks = TaskScope("marks", report)

    def get(self, camera: str, label: str, at_ms: int) -> Mark:
        """The mark on a sighting; an empty one when there is none."""
        found = self._marks.get((camera, label, at_ms))
        return found or Mark(camera, label, at_ms, is_bookmarked=False)

    def snapshot(self) -> dict[MarkKey, tuple[bool, str]]:
        """All marks as they are now: bookmarked or not, and the note."""
        return {key: (mark.is_bookmarked, mark.note) for key, mark in self._marks.items()}

    def toggle(self, camera: str, label: str, at_ms: int) -> None:
        """Set or take away the bookmark."""
        mark = self.get(camera, label, at_ms)
        self._put(mark, is_bookmarked=not mark.is_bookmarked, note=mark.note)

    def set_note(self, camera: str, label: str, at_ms: int, note: str) -> None:
        """Write or, when empty, remove the note."""
        mark = self.get(camera, label, at_ms)
        if note != mark.note:
            self._put(mark, is_bookmarked=mark.is_bookmarked, note=note)

    async def load(self) -> None:
        """Read the marks of the profile.

        Raises:
            StoreTrouble: they cannot be read, in words.
        """
        kept = await self._store.marks.all(self._profile)
        self._marks = {(mark.camera, mark.label, mark.at_ms): mark for mark in kept}

    async def close(self) -> None:
        """Wait until everything is written."""
        await self._tasks.finish()

    def _put(self, mark: Mark, *, is_bookmarked: bool, note: str) -> None:
        key = (mark.camera, mark.label, mark.at_ms)
        fresh = Mark(*key, is_bookmarked=is_bookmarked, note=note, changed_ms=self._clock())
        if is_bookmarked or note:
            self._marks[key] = fresh
            self._tasks.start(self._store.marks.put(self._profile, fresh), name="keep a mark")
        else:
            self._marks.pop(key, None)
            self._tasks.start(self._store.marks.remove(self._profile, *key), name="remove a mark")
        self.changed.emit(key)
