"""Looks through the user's projects for datasets that send events."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Protocol

from PySide6.QtCore import QObject, Signal

from facespace_desk.amigocloud.cursor import Cursor
from facespace_desk.amigocloud.errors import AmigoCloudError
from facespace_desk.amigocloud.model.sources import Source, Sources
from facespace_desk.amigocloud.records import Dataset, Project
from facespace_desk.language import tr, tr_n
from facespace_desk.modelkit.tasks import Report, TaskScope

FIRST_PROJECTS: Final = 12  # looked through when nobody asked for it
MOST_PROJECTS: Final = 500
NOT_FOUND: Final = 404


class Catalogue(Protocol):
    """The part of the client that lists projects and datasets."""

    def projects(self) -> Cursor[Project]: ...

    def datasets(self, project: Project) -> Cursor[Dataset]: ...

    async def dataset(self, dataset: str) -> Dataset: ...


@dataclass(frozen=True)
class Search:
    """How far it is. `error` is what broke it off."""

    projects: int = 0
    found: int = 0
    is_running: bool = False
    is_whole: bool = False  # all projects were looked through
    error: AmigoCloudError | None = None

    @property
    def words(self) -> str:
        count = self.projects
        if self.is_running:
            if not count:
                return tr("Looking for live datasets…")
            return tr_n("Looking in {n:,} projects…", "Looking in {n:,} project…", count)
        if self.error is not None:
            return tr_n(
                "Stopped in {n:,} projects: {reason}",
                "Stopped in {n:,} project: {reason}",
                count,
                reason=self.error.message,
            )
        if not count:
            return ""
        where = tr_n("in {n:,} projects", "in {n:,} project", count)
        found = tr("No live datasets {in_projects}", in_projects=where)
        if self.found:
            found = tr_n(
                "{n:,} live datasets {in_projects}",
                "{n:,} live dataset {in_projects}",
                self.found,
                in_projects=where,
            )
        return found if self.is_whole else tr("{found} so far", found=found)


class Finder(QObject):
    """Signals:

    changed: `search` is another one.
    found(list[Source]): live datasets of one project.
    added(Source): the dataset that was asked for by its address.
    refused(str): why there is no such dataset.
    """

    changed = Signal()
    found = Signal(object)
    added = Signal(object)
    refused = Signal(str)

    def __init__(
        self,
        client: Catalogue,
        sources: Sources,
        *,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._client = client
        self._sources = sources
        self._search = Search()
        self._tasks = TaskScope("AmigoCloud live datasets", report)

    @property
    def search(self) -> Search:
        return self._search

    def look(self, most: int = MOST_PROJECTS) -> None:
        """Look through so many projects, from the first one on."""
        self._show(Search(is_running=True))
        self._tasks.start(self._look(most), name="look", replacing="look")

    def stop(self) -> None:
        self._tasks.cancel("look")
        self._show(replace(self._search, is_running=False))

    def add(self, address: str) -> None:
        """Listen to the dataset at *address*: a full URL of this service, or a path of it."""
        self._tasks.start(self._add(address.strip()), name="add", replacing="add")

    async def close(self) -> None:
        await self._tasks.close()

    async def _add(self, address: str) -> None:
        try:
            dataset = await self._client.dataset(address)
        except AmigoCloudError as error:
            is_unknown = error.status == NOT_FOUND
            words = tr("There is no dataset at this address.") if is_unknown else error.message
            self.refused.emit(words)
            return
        known = self._sources.source(dataset.id)
        source = Source.of(dataset, known.project if known is not None else "")
        self._sources.want(source)
        self.added.emit(source)

    async def _look(self, most: int) -> None:
        try:
            async for project in self._client.projects().entries():
                if self._search.projects >= most:
                    break
                await self._look_into(project)
            else:
                self._show(replace(self._search, is_whole=True))
        except AmigoCloudError as error:
            self._show(replace(self._search, is_running=False, error=error))
            return
        self._show(replace(self._search, is_running=False))

    async def _look_into(self, project: Project) -> None:
        live = [
            Source.of(dataset, project.name)
            async for dataset in self._client.datasets(project).entries()
            if dataset.is_realtime
        ]
        search = self._search
        self._show(replace(search, projects=search.projects + 1, found=search.found + len(live)))
        if live:
            self._sources.note(*live)
            self.found.emit(live)

    def _show(self, search: Search) -> None:
        self._search = search
        self.changed.emit()
