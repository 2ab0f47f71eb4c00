"""Looking cameras up by what is known of them: ids, legacy ids, pasted lists, retrieval data.

Each id is asked for by itself and reported by itself: one that is missing costs the others nothing.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from typing import Final, Literal, Protocol

import msgspec
from PySide6.QtCore import QObject, Signal

from facespace_desk.cam2.errors import Cam2Error, FormatError, ResourceNotFoundError
from facespace_desk.cam2.model.cameras import CameraList
from facespace_desk.cam2.model.columns import place_words
from facespace_desk.cam2.records import Camera, Lookup
from facespace_desk.language import tr
from facespace_desk.modelkit.columns import Column
from facespace_desk.modelkit.table import RecordTableModel
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.net.errors import ErrorKind

Kind = Literal["auto", "camera", "legacy"]

IDS_AT_MOST: Final = 5_000  # each costs a request
_SEPARATORS: Final = re.compile(r"[\s,;|]+")
_WRAPPERS: Final = "\"'`[](){}<>“”‘’"
_LONGEST_LEGACY: Final = 18  # digits


@dataclass(frozen=True)
class Ids:
    """What to look up, each once, in the order in which it was written."""

    camera_ids: tuple[str, ...] = ()
    legacy_ids: tuple[str, ...] = ()
    left_out: int = 0  # beyond IDS_AT_MOST

    def __len__(self) -> int:
        return len(self.camera_ids) + len(self.legacy_ids)


def read_ids(text: str, kind: Kind = "auto") -> Ids:
    """The ids in a pasted text: separated by blanks, lines, commas or semicolons, quoted or not.

    With "auto", up to 18 digits are a legacy id and anything else is a camera id.
    """
    tokens = (token.strip(_WRAPPERS) for token in _SEPARATORS.split(text))
    unique = list(dict.fromkeys(token for token in tokens if token))
    taken = unique[:IDS_AT_MOST]
    legacy = [
        token for token in taken if kind == "legacy" or (kind == "auto" and _is_legacy(token))
    ]
    known = set(legacy)
    return Ids(
        tuple(token for token in taken if token not in known),
        tuple(legacy),
        len(unique) - len(taken),
    )


def _is_legacy(token: str) -> bool:
    return token.isascii() and token.isdigit() and len(token) <= _LONGEST_LEGACY


class Found(msgspec.Struct, frozen=True, gc=False):
    """What became of one id. `camera_id` is empty when no camera was found."""

    asked: str
    is_legacy: bool
    camera_id: str = ""
    place: str = ""
    trouble: str = ""
    is_missing: bool = False  # the service says that there is none


def found_columns() -> tuple[Column[Found], ...]:
    """What the table of answers shows."""
    return (
        Column("asked", tr("Asked for"), text=lambda row: row.asked, mono=True, width=210),
        Column(
            "kind",
            tr("As", "what an ID was taken for"),
            text=lambda row: tr("legacy ID") if row.is_legacy else tr("camera ID"),
            width=86,
        ),
        Column(
            "answer",
            tr("Answer"),
            text=_answer,
            icon=lambda row: "circle-check" if row.camera_id else "circle-alert",
            tone=lambda row: "live" if row.camera_id else "warn" if row.is_missing else "bad",
            width=260,
        ),
        Column("camera_id", tr("Camera ID"), text=lambda row: row.camera_id, mono=True, width=210),
    )


def _answer(row: Found) -> str:
    if row.camera_id:
        return row.place or tr("found")
    return tr("not in the database") if row.is_missing else row.trouble


@dataclass(frozen=True)
class LookupProgress:
    """How far a lookup has come; `trouble` ends it early."""

    asked: int
    done: int = 0
    found: int = 0
    missing: int = 0
    failed: int = 0
    is_running: bool = False
    was_cancelled: bool = False
    trouble: str = ""

    @property
    def words(self) -> str:
        """For the operator."""
        if self.trouble:
            return self.trouble
        parts = [tr("{found:,} of {asked:,} found", found=self.found, asked=self.asked)]
        if self.missing:
            parts.append(tr("{count:,} not in the database", count=self.missing))
        if self.failed:
            parts.append(tr("{count:,} could not be looked up", count=self.failed))
        left = self.asked - self.done
        if self.is_running:
            parts.append(tr("{count:,} to go", count=left))
        elif self.was_cancelled:
            parts.append(tr("stopped, {count:,} not asked for", count=left))
        return "  ·  ".join(parts)


class LooksUp(Protocol):
    """What a lookup needs of a client."""

    def cameras_by_ids(
        self, ids: Iterable[str] | None = None, legacy_ids: Iterable[int | str] | None = None
    ) -> AsyncIterator[Lookup]: ...

    async def exists(
        self, camera_type: str, **retrieval: str | int | None
    ) -> tuple[Camera, ...]: ...


class LookupModel(QObject):
    """One lookup at a time; cameras that are found come into the list and are selected.

    Signals:
        progress_changed(LookupProgress)
        finished(tuple[str, ...]): ids of the cameras found, for the map to show.
        matched(tuple[Camera, ...]): what the check by retrieval data found.
        refused(str): what the check cannot be made with, or why it failed, in words.
    """

    progress_changed = Signal(object)
    finished = Signal(object)
    matched = Signal(object)
    refused = Signal(str)

    def __init__(
        self,
        client: LooksUp,
        cameras: CameraList,
        *,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._client = client
        self._cameras = cameras
        self._tasks = TaskScope("CAM2 lookup", report)
        self.progress = LookupProgress(0)
        self.table: RecordTableModel[Found] = RecordTableModel(
            found_columns(), newest_first=False, parent=self
        )

    @property
    def is_running(self) -> bool:
        return self._tasks.is_running("lookup")

    def look_up(self, ids: Ids) -> None:
        """Look for *ids*, in the place of a lookup under way."""
        self._tasks.start(self._look_up(ids), name="lookup", replacing="lookup")

    def check(self, camera_type: str, **retrieval: str | int | None) -> None:
        """Ask whether a camera with this retrieval data exists; empty values are left out."""
        self._tasks.start(self._check(camera_type, retrieval), name="check", replacing="lookup")

    def cancel(self) -> None:
        """Stop; what was found stays."""
        self._tasks.cancel("lookup")

    def missing(self) -> list[str]:
        """What no camera was found for, in the order asked."""
        return [row.asked for row in self.table.shown() if not row.camera_id]

    def show(self, camera_ids: Iterable[str]) -> None:
        """Select these cameras of the list."""
        self._cameras.select(tuple(camera_ids), source=self)

    def keep(self, cameras: Iterable[Camera]) -> None:
        """Take cameras that a check found into the list, and select them."""
        taken = tuple(cameras)
        self._cameras.put(taken)
        self.show(camera.camera_id for camera in taken)
        self.finished.emit(tuple(camera.camera_id for camera in taken))

    async def close(self) -> None:
        """End what is under way."""
        await self._tasks.close()
        await self.table.close()

    async def _look_up(self, ids: Ids) -> None:
        self.table.clear()
        self._tell(LookupProgress(len(ids), is_running=True))
        found: list[str] = []
        try:
            async for answer in self._client.cameras_by_ids(ids.camera_ids, ids.legacy_ids):
                row = self._take(answer)
                if row.camera_id:
                    found.append(row.camera_id)
        except asyncio.CancelledError:
            self._finish(found, was_cancelled=True)
            raise
        self._finish(found)

    def _take(self, answer: Lookup) -> Found:
        camera, before = answer.camera, self.progress
        is_missing = isinstance(answer.error, ResourceNotFoundError)
        if camera is not None:
            self._cameras.put((camera,))
        row = Found(
            answer.asked,
            answer.is_legacy,
            camera_id="" if camera is None else camera.camera_id,
            place="" if camera is None else place_words(camera),
            trouble="" if answer.error is None else answer.error.message,
            is_missing=is_missing,
        )
        self.table.append((row,))
        has_failed = camera is None and not is_missing
        self._tell(
            LookupProgress(
                before.asked,
                before.done + 1,
                before.found + (camera is not None),
                before.missing + is_missing,
                before.failed + has_failed,
                is_running=True,
            )
        )
        return row

    def _finish(self, found: list[str], *, was_cancelled: bool = False) -> None:
        before = self.progress
        self._tell(
            LookupProgress(
                before.asked,
                before.done,
                before.found,
                before.missing,
                before.failed,
                was_cancelled=was_cancelled,
            )
        )
        unique = tuple(dict.fromkeys(found))
        if unique:
            self.show(unique)
            self.finished.emit(unique)

    async def _check(self, camera_type: str, retrieval: dict[str, str | int | None]) -> None:
        given = {name: value for name, value in retrieval.items() if value not in (None, "")}
        try:
            cameras = await self._client.exists(camera_type, **given)
        except FormatError as error:
            self.refused.emit(error.message)
        except Cam2Error as error:
            if error.kind is ErrorKind.USAGE:
                self.refused.emit(error.message)
            else:
                self.refused.emit(tr("The check failed: {reason}", reason=error.message))
        else:
            self.matched.emit(cameras)

    def _tell(self, progress: LookupProgress) -> None:
        self.progress = progress
        self.progress_changed.emit(progress)
