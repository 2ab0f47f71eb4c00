"""Searches kept under names, and the last ones asked, in the encrypted store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec
from PySide6.QtCore import QObject, Signal

from facespace_desk.cam2.model.search import SearchRequest
from facespace_desk.language import tr
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.store.store import Store

KIND: Final = "cam2.search"
RECENT_KIND: Final = "cam2.recent"
RECENT_NAME: Final = "searches"
RECENT_MOST: Final = 12
NAME_LENGTH: Final = 80
_FORMAT: Final = 1


class SavedSearch(msgspec.Struct, frozen=True, kw_only=True):
    """A search under a name."""

    name: str
    request: SearchRequest


class _Document(msgspec.Struct, frozen=True):
    """How a search lies in the store."""

    request: SearchRequest
    version: int = _FORMAT


class _Recent(msgspec.Struct, frozen=True):
    requests: tuple[SearchRequest, ...] = ()
    version: int = _FORMAT


class SearchShelf(QObject):
    """The named and the recent searches of one profile.

    Signals:
        changed: a search was kept, forgotten or asked, or all were read.
    """

    changed = Signal()

    def __init__(
        self,
        store: Store,
        profile: str,
        *,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._documents = store.views
        self._profile = profile
        self._saved: dict[str, SearchRequest] = {}
        self._recent: tuple[SearchRequest, ...] = ()
        self._tasks = TaskScope("CAM2 searches", report)

    @property
    def saved(self) -> Sequence[SavedSearch]:
        """By name."""
        names = sorted(self._saved, key=str.casefold)
        return [SavedSearch(name=name, request=self._saved[name]) for name in names]

    @property
    def recent(self) -> Sequence[SearchRequest]:
        """The last ones asked, the newest first."""
        return self._recent

    def keep(self, name: str, request: SearchRequest) -> None:
        """Keep *request* under *name*, in place of an older one."""
        name = " ".join(name.split())[:NAME_LENGTH]
        if not name:
            return
        self._saved[name] = _plain(request)
        text = msgspec.json.encode(_Document(self._saved[name])).decode()
        self._tasks.start(self._documents.put(self._profile, KIND, name, text), name="keep")
        self.changed.emit()

    def forget(self, name: str) -> None:
        """Remove the search called *name*, if there is one."""
        if self._saved.pop(name, None) is not None:
            self._tasks.start(self._documents.remove(self._profile, KIND, name), name="forget")
            self.changed.emit()

    def note_asked(self, request: SearchRequest) -> None:
        """*request* was asked just now."""
        asked = _plain(request)
        others = (each for each in self._recent if each != asked)
        self._recent = (asked, *others)[:RECENT_MOST]
        self._write_recent()

    def forget_recent(self) -> None:
        """Forget what was asked; what has a name stays."""
        self._recent = ()
        self._write_recent()

    async def load(self) -> None:
        """Read everything. A search that cannot be read is left out, not the others.

        Raises:
            StoreTrouble: the store could not be read.
        """
        for document in await self._documents.list(self._profile, KIND):
            found = _read(document.json)
            if found is not None:
                self._saved[document.name] = found.request
        for document in await self._documents.list(self._profile, RECENT_KIND):
            if document.name == RECENT_NAME:
                self._recent = _read_recent(document.json)
        self.changed.emit()

    async def close(self) -> None:
        """Wait until everything is written."""
        await self._tasks.finish()

    def _write_recent(self) -> None:
        text = msgspec.json.encode(_Recent(self._recent)).decode()
        putting = self._documents.put(self._profile, RECENT_KIND, RECENT_NAME, text)
        self._tasks.start(putting, name="keep what was asked")
        self.changed.emit()


def request_words(request: SearchRequest) -> str:
    """A search in a few words: "Napier, NZ · stream · 25 km around 39.49° S, 176.92° E"."""
    query = request.query
    place = ", ".join(part for part in (query.city, query.state, query.country) if part)
    parts = [place, query.source or "", query.camera_type or ""]
    if query.width or query.height:
        parts.append(f"{query.width or '?'}×{query.height or '?'}")
    if query.has_image is not None:
        parts.append(tr("picture active") if query.has_image else tr("picture not active"))
    if query.has_video is not None:
        parts.append(tr("video active") if query.has_video else tr("video not active"))
    if request.box is not None:
        parts.append(tr("area {area}", area=request.box.words))
    elif query.radius_km is not None:
        lat, lon = query.latitude or 0.0, query.longitude or 0.0
        parts.append(
            tr(
                "{radius:,.4g} km around {place}",
                radius=query.radius_km,
                place=f"{lat:.2f}, {lon:.2f}",
            )
        )
    return "  ·  ".join(part for part in parts if part) or tr("The whole world")


def _plain(request: SearchRequest) -> SearchRequest:
    """What is searched for, without how it meets the list."""
    return msgspec.structs.replace(request, adds=False)


def _read(text: str) -> _Document | None:
    try:
        found = msgspec.json.decode(text, type=_Document)
    except msgspec.DecodeError:
        return None
    return found if found.version == _FORMAT else None


def _read_recent(text: str) -> tuple[SearchRequest, ...]:
    try:
        found = msgspec.json.decode(text, type=_Recent)
    except msgspec.DecodeError:
        return ()
    return found.requests[:RECENT_MOST] if found.version == _FORMAT else ()
