"""What the operator knows about cameras: alias, group, note, and when silence is worth a mark.

FaceSpace gives nothing but an id. The book lies in the encrypted store, for a note may name people.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Final

import msgspec
from PySide6.QtCore import QObject, Signal

from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.store.store import Store

SILENT_AFTER_MIN: Final = 120  # a door that is passed daily is rarely quiet for longer by day
KIND: Final = "facespace.camera"


class CameraNote(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the operator wrote about one camera. `silent_after_min` is in minutes."""

    alias: str = ""
    group: str = ""
    note: str = ""
    silent_after_min: int = SILENT_AFTER_MIN


class CameraBook(QObject):
    """Aliases, groups and notes of the cameras of one profile.

    Signals:
        changed: an entry is another one, or the book was read.
    """

    changed = Signal()

    def __init__(
        self,
        store: Store,
        profile: str,
        *,
        groups: Mapping[str, str] | None = None,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        """*groups* are the profile's own, by camera; what the operator wrote goes before them."""
        super().__init__(parent)
        self._documents = store.views
        self._profile = profile
        self._groups = dict(groups or {})
        self._entries: dict[str, CameraNote] = {}
        self._tasks = TaskScope("camera book", report)

    def entry(self, camera: str) -> CameraNote:
        """What is written about *camera*; an empty entry when nothing is."""
        found = self._entries.get(camera)
        return found or CameraNote(group=self._groups.get(camera, ""))

    def title(self, camera: str) -> str:
        """The alias, or else the id."""
        found = self._entries.get(camera)
        return (found.alias if found else "") or camera

    def set_entry(self, camera: str, entry: CameraNote) -> None:
        """Write *entry*, now in memory and soon in the store."""
        if entry == self.entry(camera):
            return
        self._entries[camera] = entry
        text = msgspec.json.encode(entry).decode()
        self._tasks.start(
            self._documents.put(self._profile, KIND, camera, text), name=f"keep {len(text)} bytes"
        )
        self.changed.emit()

    async def load(self) -> None:
        """Read the book. An entry that cannot be read is left out, not the book.

        Raises:
            StoreTrouble: the store could not be read.
        """
        for document in await self._documents.list(self._profile, KIND):
            with suppress(msgspec.DecodeError):
                self._entries[document.name] = msgspec.json.decode(document.json, type=CameraNote)
        self.changed.emit()

    async def close(self) -> None:
        """Wait until everything is written."""
        await self._tasks.finish()


def read_groups(text: str) -> dict[str, str]:
    """Groups by camera, from the profile's option: "Lisbon: lobby, canteen; Oslo: gate".

    Parts without a colon are ignored: an option that cannot be read must not lock anybody out.
    """
    groups: dict[str, str] = {}
    for part in text.split(";"):
        group, colon, cameras = part.partition(":")
        if colon:
            groups |= {camera.strip(): group.strip() for camera in cameras.split(",")}
    groups.pop("", None)
    return groups
