"""What the operator knows about cameras, on this computer only: favourites, tags, notes, which were
looked at, and how the last look at their picture ended.

One document of the encrypted store for each camera that has anything of this. CAM2 never hears of
it. How a look ended is kept in words; the picture is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Final

import msgspec
from PySide6.QtCore import QObject, Signal

from facespace_desk.cam2.model.columns import place_words
from facespace_desk.cam2.records import Camera
from facespace_desk.modelkit.state import wall_ms
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.store.store import Store

KIND: Final = "cam2.camera"
RECENT_MOST: Final = 50
TAGS_MOST: Final = 20
TAG_LENGTH: Final = 40  # characters
NOTE_LENGTH: Final = 4_000


class LocalNote(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is known here of one camera.

    `title` says what it was called when it was last looked at, for lists of cameras that are not
    held at the moment. Moments are epoch ms UTC. `checked_result` is empty when a picture came,
    else the failure in words.
    """

    title: str = ""
    is_favourite: bool = False
    tags: tuple[str, ...] = ()
    note: str = ""
    looked_ms: int | None = None
    checked_ms: int | None = None
    checked_result: str = ""

    @property
    def is_worth_keeping(self) -> bool:
        """Whether it says anything."""
        return (
            self.is_favourite
            or bool(self.tags or self.note)
            or self.looked_ms is not None
            or self.checked_ms is not None
        )

    @property
    def is_good(self) -> bool | None:
        """Whether its picture came at the last check; None: it was never checked."""
        return None if self.checked_ms is None else not self.checked_result


class LocalNotes(QObject):
    """Favourites, tags, notes and looks of one profile.

    Signals:
        changed(str): what is known of this camera is another; empty: everything was read anew.
    """

    changed = Signal(str)

    def __init__(
        self,
        store: Store,
        profile: str,
        *,
        clock_ms: Callable[[], int] = wall_ms,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._documents = store.views
        self._profile = profile
        self._clock_ms = clock_ms
        self._notes: dict[str, LocalNote] = {}
        self._is_closed = False
        self._tasks = TaskScope("camera notes", report)

    def note(self, camera_id: str) -> LocalNote:
        """What is known of a camera; an empty note when nothing is."""
        return self._notes.get(camera_id, _NOTHING)

    @property
    def favourites(self) -> tuple[str, ...]:
        """Ids of the favourites, by title."""
        found = [key for key, note in self._notes.items() if note.is_favourite]
        return tuple(sorted(found, key=lambda key: (self._notes[key].title.casefold(), key)))

    @property
    def recent(self) -> tuple[str, ...]:
        """Ids of the cameras looked at, the last first."""
        looked = {
            key: note.looked_ms for key, note in self._notes.items() if note.looked_ms is not None
        }
        return tuple(sorted(looked, key=lambda key: looked[key], reverse=True))

    def set_favourite(self, camera: Camera, is_favourite: bool) -> None:
        """Take a camera among the favourites, or out of them."""
        self._change(camera.camera_id, is_favourite=is_favourite, title=camera_title(camera))

    def set_tags(self, camera: Camera, tags: Iterable[str]) -> None:
        """Give a camera these tags; see `clean_tags`."""
        self._change(camera.camera_id, tags=clean_tags(tags), title=camera_title(camera))

    def set_note(self, camera: Camera, note: str) -> None:
        """Write a note on a camera; an empty one takes it away."""
        self._change(camera.camera_id, note=note.strip()[:NOTE_LENGTH], title=camera_title(camera))

    def looked(self, camera: Camera) -> None:
        """The operator looks at *camera* now. After the end it is not noted any more."""
        if self._is_closed:
            return
        self._change(camera.camera_id, looked_ms=self._clock_ms(), title=camera_title(camera))
        for key in self.recent[RECENT_MOST:]:
            self._change(key, looked_ms=None)

    def checked(self, camera: Camera, at_ms: int, result: str = "") -> None:
        """Its picture was asked for at *at_ms*; *result* says why none came, empty: one did."""
        self._change(
            camera.camera_id, checked_ms=at_ms, checked_result=result, title=camera_title(camera)
        )

    def forget_looks(self) -> None:
        """Forget which cameras were looked at and checked; favourites, tags and notes stay."""
        for key in tuple(self._notes):
            self._change(key, looked_ms=None, checked_ms=None, checked_result="")

    async def load(self) -> None:
        """Read everything. A note that cannot be read is left out, not the others.

        Raises:
            StoreTrouble: the store could not be read.
        """
        for document in await self._documents.list(self._profile, KIND):
            with suppress(msgspec.DecodeError):
                self._notes[document.name] = msgspec.json.decode(document.json, type=LocalNote)
        self.changed.emit("")

    async def close(self) -> None:
        """Wait until everything is written."""
        self._is_closed = True
        await self._tasks.finish()

    def _change(self, camera_id: str, **changes: object) -> None:
        before = self.note(camera_id)
        after = msgspec.structs.replace(before, **changes)
        if after == before:
            return
        if after.is_worth_keeping:
            self._notes[camera_id] = after
            text = msgspec.json.encode(after).decode()
            keeping = self._documents.put(self._profile, KIND, camera_id, text)
        else:
            if self._notes.pop(camera_id, None) is None:
                return
            keeping = self._documents.remove(self._profile, KIND, camera_id)
        # In the order of the changes: the store has one writer.
        self._tasks.start(keeping, name="keep a note")
        self.changed.emit(camera_id)


_NOTHING: Final = LocalNote()


def clean_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """*tags* trimmed, in lower case, each once, in order; what is too long is cut."""
    cleaned = (" ".join(tag.split()).casefold()[:TAG_LENGTH] for tag in tags)
    return tuple(dict.fromkeys(tag for tag in cleaned if tag))[:TAGS_MOST]


def read_tags(text: str) -> tuple[str, ...]:
    """The tags in what somebody typed, with commas between them."""
    return clean_tags(text.split(","))


def camera_title(camera: Camera) -> str:
    """What to call a camera: where it is, else where it comes from, else its id."""
    return place_words(camera) or camera.source or camera.camera_id
