"""What there is: projects, datasets and their rows (wire/amigocloud.md 3.2 to 3.4)."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any, TypeVar

from facespace_desk.amigocloud import reading
from facespace_desk.amigocloud import sql as queries
from facespace_desk.amigocloud.calls import Calls, Question
from facespace_desk.amigocloud.cursor import PAGE_LIMIT, Cursor
from facespace_desk.amigocloud.errors import lacking, wrong
from facespace_desk.amigocloud.reading import Entry
from facespace_desk.amigocloud.records import (
    Column,
    Dataset,
    Fields,
    Found,
    GalleryEntry,
    Me,
    Project,
    RelatedTable,
    ServerSettings,
    SqlChange,
    SqlPage,
)
from facespace_desk.amigocloud.routes import DatasetRef, ProjectRef, Routes
from facespace_desk.amigocloud.sql import USUAL_ROWS
from facespace_desk.amigocloud.urls import Addresses, Target
from facespace_desk.amigocloud.verbs import Verbs
from facespace_desk.language import tr

T = TypeVar("T")


class Catalogue(Verbs):
    """Reads what there is, and changes it where a name says so; a client is one of these."""

    def __init__(self, calls: Calls) -> None:
        super().__init__(calls)
        self.routes = Routes(calls.addresses)
        self._me: Me | None = None  # once it was asked for

    @property
    def addresses(self) -> Addresses:
        return self._calls.addresses

    # projects and datasets

    def projects(
        self, search: str = "", *, visible: bool = False, page_limit: int = PAGE_LIMIT
    ) -> Cursor[Project]:
        """The user's own projects, or all that are *visible*; those that have *search* in them."""
        usual = self.addresses.below("me", "visible_projects" if visible else "projects")
        url = None
        if self._me is not None:
            url = self._me.visible_projects_url if visible else self._me.projects_url
        first = self.routes.given(url, usual, "projects").with_params({"search": search or None})
        return self._cursor(first, reading.project, "projects", page_limit)

    async def project(self, project: ProjectRef) -> Project:
        content = await self._object(self.routes.project(project, "project"), "project")
        return reading.whole(reading.project(content), "project")

    async def create_project(self, name: str, description: str = "") -> Project:
        """A new project; `job` is the work that makes it."""
        if not name.strip():
            raise wrong(tr("A project needs a name."), "create_project")
        target = self.addresses.below("me", "projects")
        body = {"name": name, "description": description}
        content = await self._posted(target, "create_project", body)
        return reading.whole(reading.project(content), "create_project")

    def datasets(self, project: ProjectRef, *, page_limit: int = PAGE_LIMIT) -> Cursor[Dataset]:
        first = self.routes.datasets(project, "datasets")
        return self._cursor(first, reading.dataset, "datasets", page_limit)

    async def dataset(self, dataset: DatasetRef) -> Dataset:
        content = await self._object(self.routes.dataset(dataset, "dataset"), "dataset")
        return reading.whole(reading.dataset(content), "dataset")

    async def schema(self, dataset: DatasetRef) -> tuple[Column, ...]:
        target = self.routes.dataset(dataset, "schema", "schema", "schema_url")
        return reading.columns(await self._object(target, "schema"), "schema")

    async def master(self, dataset: DatasetRef) -> str:
        """The current state of the dataset's data."""
        target = self.routes.dataset(dataset, "master", "master", "master_url")
        found = (await self._object(target, "master")).get("master")
        if not isinstance(found, str):
            raise lacking(tr("The answer holds no state."), "master")
        return found

    def related_tables(self, dataset: DatasetRef) -> Cursor[RelatedTable]:
        first = self.routes.dataset(
            dataset, "related_tables", "related_tables", "related_tables_url"
        )
        return self._cursor(first, reading.related_table, "related_tables", PAGE_LIMIT)

    def entries(self, gallery: int, source_amigo_id: str | None = None) -> Cursor[GalleryEntry]:
        """The photos of a gallery, or those of one row."""
        first = self.addresses.below("related_tables", gallery, "entries")
        first = first.with_params({"source_amigo_id": source_amigo_id})
        return self._cursor(first, reading.gallery_entry, "entries", PAGE_LIMIT)

    async def settings(self) -> ServerSettings:
        return reading.server_settings(
            await self._object(self.addresses.below("settings"), "settings")
        )

    async def geocode(
        self,
        text: str,
        *,
        components: str | None = None,
        focus: tuple[float, float] | None = None,
    ) -> tuple[Found, ...]:
        """Places for *text*; near *focus* (latitude, longitude) first."""
        if not text.strip():
            raise wrong(tr("There is nothing to look for."), "geocode")
        latitude, longitude = focus if focus is not None else (None, None)
        target = self.addresses.below("me", "geocoder", "search").with_params(
            {
                "text": text,
                "components": components,
                "focus.point.lat": latitude,
                "focus.point.lon": longitude,
            }
        )
        return reading.places(await self._object(target, "geocode"), "geocode")

    # rows

    async def sql(
        self,
        project: ProjectRef,
        query: str,
        *,
        offset: int = 0,
        limit: int = USUAL_ROWS,
        state: str | None = None,
        dataset_id: int | None = None,
    ) -> SqlPage:
        """A page of the answer to a query that reads; any other is not sent."""
        queries.checked_page(offset, limit, "sql")
        text = queries.checked_reading(query, "sql")
        params = {"query": text, "offset": offset, "limit": limit}
        target = self.routes.sql(project, "sql").with_params(
            {**params, "state": state, "dataset_id": dataset_id}
        )
        return reading.sql_page(await self._object(target, "sql"), "sql")

    async def rows(
        self,
        project: ProjectRef,
        dataset: Dataset,
        *,
        offset: int = 0,
        limit: int = USUAL_ROWS,
    ) -> SqlPage:
        """A page of a dataset's rows."""
        if not dataset.table_name:
            raise wrong(tr("The service does not say what the dataset's table is called."), "rows")
        query = queries.select_all(dataset.table_name)
        return await self.sql(project, query, offset=offset, limit=limit)

    async def run_sql(self, project: ProjectRef, query: str) -> SqlChange:
        """**Runs** a statement that may change rows. Whoever calls this has asked the operator."""
        text = queries.checked_query(query, "run_sql")
        target = self.routes.sql(project, "run_sql")
        return reading.sql_change(await self._posted(target, "run_sql", {"query": text}))

    # calls

    def _cursor(self, first: Target, read: Entry[T], operation: str, page_limit: int) -> Cursor[T]:
        def ask(target: Target) -> Awaitable[dict[str, Any]]:
            return self._object(target, operation)

        return Cursor(ask, self.addresses, first, read, operation=operation, page_limit=page_limit)

    def _object(self, target: Target, operation: str) -> Awaitable[dict[str, Any]]:
        return self._calls.ask_object(Question("GET", target, operation))

    def _posted(self, target: Target, operation: str, body: Fields) -> Awaitable[dict[str, Any]]:
        return self._calls.ask_object(Question("POST", target, operation, json=body))
