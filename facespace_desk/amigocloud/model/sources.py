"""What is listened to: the user's own events, and datasets; kept in the encrypted store."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit, urlunsplit

import msgspec
from PySide6.QtCore import QObject, Signal

from facespace_desk.amigocloud.records import Dataset
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.store.store import Store

KIND: Final = "amigocloud.sources"
NAME: Final = "wanted"
KNOWN_MOST: Final = 500  # datasets; one that is listened to is never left out
_FORMAT: Final = 1


class Source(msgspec.Struct, frozen=True):
    """A dataset that events can be had of. Addresses are without their queries, which may hold
    the token."""

    id: int
    name: str = ""
    project: str = ""
    url: str | None = None
    ticket_url: str | None = None
    is_realtime: bool = True

    @property
    def title(self) -> str:
        return self.name or f"Dataset {self.id}"

    @classmethod
    def of(cls, dataset: Dataset, project: str = "") -> Source:
        return cls(
            dataset.id,
            dataset.name,
            project,
            _plain(dataset.url),
            _plain(dataset.ticket_url),
            dataset.is_realtime,
        )

    def dataset(self) -> Dataset:
        """As the client wants it."""
        return Dataset(id=self.id, name=self.name, url=self.url, ticket_url=self.ticket_url)


class Wanted(msgspec.Struct, frozen=True):
    """What is listened to."""

    user: bool = True
    dataset_ids: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return self.user or bool(self.dataset_ids)


class _Document(msgspec.Struct, frozen=True):
    """How both lie in the store."""

    wanted: Wanted
    sources: tuple[Source, ...]
    version: int = _FORMAT


class Sources(QObject):
    """The datasets that are known to send events, and which of them are wanted.

    Signals:
        changed: another dataset is known, or wanted, or refused.
        wanted_changed(bool): something else is wanted; whether only more of it.
    """

    changed = Signal()
    wanted_changed = Signal(bool)

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
        self._known: dict[int, Source] = {}
        self._wanted = Wanted()
        self._refused: Mapping[int | None, str] = {}
        self._is_chosen = False
        self._tasks = TaskScope("AmigoCloud sources", report)

    @property
    def wanted(self) -> Wanted:
        return self._wanted

    @property
    def is_chosen(self) -> bool:
        """Whether somebody has chosen, now or at another time, what to listen to."""
        return self._is_chosen

    @property
    def refused(self) -> Mapping[int | None, str]:
        """Why there are no tickets, by dataset; None stands for the user's events."""
        return self._refused

    @property
    def known(self) -> list[Source]:
        """By project and name."""
        return sorted(
            self._known.values(), key=lambda each: (each.project.casefold(), each.title.casefold())
        )

    def source(self, dataset_id: int | None) -> Source | None:
        return None if dataset_id is None else self._known.get(dataset_id)

    def wanted_sources(self) -> tuple[Source, ...]:
        return tuple(self._known[each] for each in self._wanted.dataset_ids if each in self._known)

    def title(self, dataset_id: int | None) -> str:
        """What a dataset is called here."""
        found = self.source(dataset_id)
        if found is not None:
            return found.title
        return "" if dataset_id is None else f"Dataset {dataset_id}"

    def text(self, dataset_id: int | None) -> str:
        """What a dataset is called, or its number where nobody knows; empty for none. May be asked
        from any thread."""
        found = self.source(dataset_id)
        name = "" if found is None else found.name
        return name or ("" if dataset_id is None else str(dataset_id))

    @property
    def names(self) -> dict[int, str]:
        """Of the datasets whose names are known."""
        return {each.id: each.name for each in self._known.values() if each.name}

    def note(self, *sources: Source) -> None:
        """Know of *sources*, in place of what was known of them."""
        for source in sources:
            if source.id in self._known or len(self._known) < KNOWN_MOST:
                self._known[source.id] = source
        if sources:
            self._keep()
            self.changed.emit()

    def want_user(self, is_on: bool) -> None:
        """Listen to the user's events, or no longer."""
        self._want(Wanted(is_on, self._wanted.dataset_ids))

    def want(self, *sources: Source) -> None:
        """Listen to *sources* as well."""
        for source in sources:
            self._known[source.id] = source
        ids = dict.fromkeys((*self._wanted.dataset_ids, *(source.id for source in sources)))
        self._want(Wanted(self._wanted.user, tuple(ids)))

    def leave(self, dataset_id: int) -> None:
        """Listen to a dataset no longer."""
        rest = tuple(each for each in self._wanted.dataset_ids if each != dataset_id)
        self._want(Wanted(self._wanted.user, rest))

    def forget(self, dataset_id: int) -> None:
        """Leave a dataset, and do not offer it any more."""
        self._known.pop(dataset_id, None)
        self.leave(dataset_id)
        self._keep()
        self.changed.emit()

    def note_refused(self, refused: Mapping[int | None, str]) -> None:
        """The service gave no tickets for these, and why."""
        if refused != self._refused:
            self._refused = dict(refused)
            self.changed.emit()

    async def load(self) -> None:
        """Read what was chosen.

        Raises:
            StoreTrouble: the store could not be read.
        """
        for document in await self._documents.list(self._profile, KIND):
            if document.name == NAME and (found := _read(document.json)) is not None:
                self._known = {source.id: source for source in found.sources}
                self._wanted, self._is_chosen = found.wanted, True
        self.changed.emit()

    async def close(self) -> None:
        """Wait until everything is written."""
        await self._tasks.finish()

    def _want(self, wanted: Wanted) -> None:
        before, self._wanted = self._wanted, wanted
        if wanted == before:
            return
        self._is_chosen = True
        gone = set(before.dataset_ids) - set(wanted.dataset_ids)
        self._keep()
        self.changed.emit()
        self.wanted_changed.emit(not gone and wanted.user >= before.user)

    def _keep(self) -> None:
        if not self._is_chosen:
            return
        text = msgspec.json.encode(_Document(self._wanted, tuple(self._known.values()))).decode()
        self._tasks.start(
            self._documents.put(self._profile, KIND, NAME, text), name="keep", replacing="keep"
        )


def _plain(url: str | None) -> str | None:
    """*url* without its query."""
    if not url:
        return None
    try:
        return urlunsplit(urlsplit(url)._replace(query="", fragment=""))
    except ValueError:
        return None


def _read(text: str) -> _Document | None:
    try:
        found = msgspec.json.decode(text, type=_Document)
    except msgspec.DecodeError:
        return None
    return found if found.version == _FORMAT else None
