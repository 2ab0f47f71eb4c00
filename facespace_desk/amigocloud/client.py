"""The AmigoCloud service over REST, as wire/amigocloud.md has it (official Python client 1.2.5).

Live events are in `live`, and get their tickets here.
"""

from __future__ import annotations

import os
import ssl
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any, Final, Self, TypeVar

from facespace_desk.amigocloud import reading
from facespace_desk.amigocloud import sql as queries
from facespace_desk.amigocloud.access import ProbeReport
from facespace_desk.amigocloud.calls import LIMITS, Calls, Question, checked_token
from facespace_desk.amigocloud.console import Console
from facespace_desk.amigocloud.cursor import PAGE_LIMIT, Cursor
from facespace_desk.amigocloud.errors import AmigoCloudError, lacking, wrong
from facespace_desk.amigocloud.jobs import JOB_LIMIT_S, Jobs
from facespace_desk.amigocloud.links import Downloaded, Links
from facespace_desk.amigocloud.reading import Entry
from facespace_desk.amigocloud.records import (
    Column,
    Dataset,
    Fields,
    Found,
    GalleryEntry,
    JobStatus,
    Me,
    Project,
    RelatedTable,
    ServerSettings,
    SqlChange,
    SqlPage,
    UploadReceipt,
)
from facespace_desk.amigocloud.routes import DatasetRef, ProjectRef, Routes
from facespace_desk.amigocloud.sql import USUAL_ROWS
from facespace_desk.amigocloud.uploads import Checkpoint, Point, Uploads
from facespace_desk.amigocloud.urls import QUERY, Addresses, Target, TokenTransport
from facespace_desk.amigocloud.verbs import Verbs
from facespace_desk.credentials import Secret
from facespace_desk.net.closing import Closing
from facespace_desk.net.http import BaseUrl, Limits
from facespace_desk.net.probing import probed
from facespace_desk.net.storage import Progress, Storage

T = TypeVar("T")

DEFAULT_BASE_URL: Final = "https://app.amigocloud.com"
BASE_URL_VARIABLE: Final = "AMIGOCLOUD_BASE_URL"
TOKEN_VARIABLE: Final = "AMIGOCLOUD_TOKEN"  # noqa: S105  # its name


class AmigoCloudClient(Closing, Verbs):
    """One token. Belongs to the event loop in which it is first used.

    Every method raises an `AmigoCloudError`; one of kind USAGE or BLOCKED means that nothing was
    sent. While `read_only`, nothing is that changes something. A full URL that leads to another
    server is refused by all but `download`, which goes there without the token.
    """

    def __init__(
        self,
        base_url: BaseUrl,
        token: Secret | None,
        *,
        project_url: str | None = None,
        read_only: bool = True,
        token_transport: TokenTransport = QUERY,
        limits: Limits = LIMITS,
        proxy: str | None = None,
        allow_private: bool = False,
        ssl_context: ssl.SSLContext | None = None,
        storage: Storage | None = None,
    ) -> None:
        """*project_url*: the token is a project's, which works below that only. *allow_private*:
        exports may lie in a private network. *storage* is for tests.

        Raises:
            AmigoCloudError: the token is missing or cannot be one, or *project_url* cannot.
            ValueError: *proxy* cannot be read.
        """
        self._secret = checked_token(token)
        calls = Calls(
            Addresses(base_url, project_url or None),
            self._secret,
            transport=token_transport,
            read_only=read_only,
            limits=limits,
            proxy=proxy,
            ssl_context=ssl_context,
        )
        super().__init__(calls)
        self._storage = storage or Storage(
            allow_loopback=base_url.is_loopback,
            allow_private=allow_private,
            proxy=proxy,
            ssl_context=ssl_context,
        )
        self._links = Links(calls, self._storage)
        self._jobs = Jobs(calls)
        self.routes = Routes(calls.addresses)
        self._me: Me | None = None
        self.uploads = Uploads(calls)
        self.console = Console(calls)

    @classmethod
    def from_environment(
        cls,
        environ: Mapping[str, str] = os.environ,
        *,
        allow_plain_http: bool = False,
        **options: Any,
    ) -> Self:
        """A client as AMIGOCLOUD_TOKEN and AMIGOCLOUD_BASE_URL say; empty is absent.

        Raises:
            AmigoCloudError: as the constructor, or the base URL cannot be used.
        """
        text = environ.get(BASE_URL_VARIABLE) or DEFAULT_BASE_URL
        try:
            base_url = BaseUrl.parse(text, allow_plain_http=allow_plain_http)
        except ValueError as error:
            raise wrong(f"{BASE_URL_VARIABLE}: {error}", "construction") from error
        token = environ.get(TOKEN_VARIABLE)
        return cls(base_url, Secret(token) if token else None, **options)

    @property
    def base_url(self) -> BaseUrl:
        return self._calls.base_url

    @property
    def addresses(self) -> Addresses:
        return self._calls.addresses

    @property
    def read_only(self) -> bool:
        return self._calls.read_only

    @read_only.setter
    def read_only(self, is_on: bool) -> None:
        self._calls.read_only = is_on

    @property
    def token_letter(self) -> str:
        """The letter before the colon, which presumably says what the token may do; or ""."""
        letter, colon, _ = self._secret.reveal().partition(":")
        return letter if colon and len(letter) == 1 else ""

    def masked(self, text: str) -> str:
        """*text* of the service, as it may be shown: addresses in it hold the token."""
        return self._calls.masked(text)

    async def close(self) -> None:
        """Closes all connections; the client cannot be used again."""
        await self._calls.close()
        await self._storage.close()

    async def probe(self) -> ProbeReport:
        """Ask once: is it there, does it take the token, is it AmigoCloud?"""
        return await probed(self._probe(), ProbeReport, AmigoCloudError)

    async def _probe(self) -> ProbeReport:
        target = self.addresses.project or self.addresses.below("me")
        reply = await self._calls.ask(Question("GET", target, "probe"))
        content = await self._calls.read(reply)
        if self.addresses.project is not None:
            project = reading.whole(reading.project(content), "project", "probe")
            return ProbeReport(reply.elapsed_s, reply.clock_skew_s, project=project)
        self._me = reading.whole(reading.me(content), "user", "probe")
        return ProbeReport(reply.elapsed_s, reply.clock_skew_s, me=self._me)

    # what there is

    async def me(self) -> Me:
        """The user of the token; a project's token belongs to nobody."""
        self._check_user_token("me")
        content = await self._object(self.addresses.below("me"), "me")
        self._me = reading.whole(reading.me(content), "user", "me")
        return self._me

    def projects(
        self, search: str = "", *, visible: bool = False, page_limit: int = PAGE_LIMIT
    ) -> Cursor[Project]:
        """The user's own projects, or all that are *visible*; those that have *search* in them."""
        first = self.addresses.below("me", "visible_projects" if visible else "projects")
        first = first.with_params({"search": search or None})
        return self._cursor(first, reading.project, "projects", page_limit)

    async def project(self, project: ProjectRef) -> Project:
        content = await self._object(self.routes.project(project, "project"), "project")
        return reading.whole(reading.project(content), "project", "project")

    async def create_project(self, name: str, description: str = "") -> Project:
        """A new project; `job` is the work that makes it."""
        if not name.strip():
            raise wrong("A project needs a name.", "create_project")
        target = self.addresses.below("me", "projects")
        body = {"name": name, "description": description}
        content = await self._posted(target, "create_project", body)
        return reading.whole(reading.project(content), "project", "create_project")

    def datasets(self, project: ProjectRef, *, page_limit: int = PAGE_LIMIT) -> Cursor[Dataset]:
        first = self.routes.datasets(project, "datasets")
        return self._cursor(first, reading.dataset, "datasets", page_limit)

    async def dataset(self, dataset: DatasetRef) -> Dataset:
        content = await self._object(self.routes.dataset(dataset, "dataset"), "dataset")
        return reading.whole(reading.dataset(content), "dataset", "dataset")

    async def schema(self, dataset: DatasetRef) -> tuple[Column, ...]:
        target = self.routes.dataset(dataset, "schema", "schema", "schema_url")
        return reading.columns(await self._object(target, "schema"), "schema")

    async def master(self, dataset: DatasetRef) -> str:
        """The current state of the dataset's data."""
        target = self.routes.dataset(dataset, "master", "master", "master_url")
        found = (await self._object(target, "master")).get("master")
        if not isinstance(found, str):
            raise lacking("state", "master")
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
            raise wrong("There is nothing to look for.", "geocode")
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
            raise wrong("The service does not say what the dataset's table is called.", "rows")
        query = queries.select_all(dataset.table_name)
        return await self.sql(project, query, offset=offset, limit=limit)

    async def run_sql(self, project: ProjectRef, query: str) -> SqlChange:
        """**Runs** a statement that may change rows. Whoever calls this has asked the operator."""
        text = queries.checked_query(query, "run_sql")
        target = self.routes.sql(project, "run_sql")
        return reading.sql_change(await self._posted(target, "run_sql", {"query": text}))

    # work in the background

    async def job(self, job_id: str) -> JobStatus:
        return await self._jobs.status(job_id)

    async def wait_job(
        self,
        job_id: str,
        *,
        changed: Callable[[JobStatus], None] = lambda _status: None,
        limit_s: float = JOB_LIMIT_S,
    ) -> JobStatus:
        """Its last state, whether good or bad; *changed* hears of each on the way.

        Raises:
            AmigoCloudError: of kind TIMED_OUT when it has not ended within *limit_s*.
        """
        return await self._jobs.ended(job_id, changed=changed, limit_s=limit_s)

    async def export(self, dataset: DatasetRef, file_format: str) -> str:
        """Have an export made; the job, whose `link` is for `download`."""
        target = self.routes.dataset(dataset, "export", "export", "export_url")
        content = await self._posted(target, "export", {"format": file_format})
        return _job_of(content, "export")

    async def download(
        self,
        link: str,
        folder: Path,
        *,
        name: str | None = None,
        progress: Progress | None = None,
    ) -> Downloaded:
        """A file that the service points to, as a new one in *folder*; one that lies elsewhere is
        fetched without the token. No file is overwritten, and no name of a server is a path."""
        return await self._links.file(link, folder, name=name, progress=progress)

    # files and pictures

    async def upload_datafile(
        self,
        project: ProjectRef,
        path: Path,
        *,
        force_chunked: bool = False,
        resume: Point | None = None,
        checkpoint: Checkpoint | None = None,
        progress: Progress | None = None,
    ) -> UploadReceipt:
        """Upload a file that becomes a dataset when its job has ended; see `Uploads.upload`."""
        return await self.uploads.upload(
            self.routes.data_place(project),
            path,
            force_chunked=force_chunked,
            resume=resume,
            checkpoint=checkpoint,
            progress=progress,
        )

    async def upload_photo(
        self,
        gallery: int,
        source_amigo_id: str,
        path: Path,
        *,
        filename: str | None = None,
        metadata: Mapping[str, str] | None = None,
        force_chunked: bool = False,
        progress: Progress | None = None,
    ) -> UploadReceipt:
        """Upload a photo that belongs to a row; see `Uploads.upload`."""
        place = self.routes.photo_place(gallery, source_amigo_id, filename or path.name, metadata)
        return await self.uploads.upload(
            place, path, force_chunked=force_chunked, progress=progress
        )

    async def thumbnail(self) -> bytes:
        """The user's picture, as bytes still to be decoded."""
        me = self._me or await self.me()
        if not me.images_url:
            raise lacking("address of pictures", "thumbnail")
        content = await self._object(
            self.addresses.resolve(me.images_url, "thumbnail"), "thumbnail"
        )
        url = content.get("thumbnail")
        if not isinstance(url, str) or not url:
            raise lacking("thumbnail", "thumbnail")
        return await self.picture(url)

    async def picture(self, url: str) -> bytes:
        """A picture of the service, of at most 8 MiB; bytes still to be decoded."""
        return await self._links.picture(self.addresses.resolve(url, "picture"))

    # live events

    async def websocket_ticket(self, dataset: DatasetRef | None = None) -> Secret:
        """A fresh ticket for the user's events, or for those of a dataset."""
        self._check_user_token("websocket_ticket")
        if dataset is None:
            url = self._me.ticket_url if self._me is not None else None
            usual = self.addresses.below("me", "start_websocket_session")
            target = self.routes.given(url, usual, "websocket_ticket")
        else:
            target = self.routes.dataset(
                dataset, "websocket_ticket", "start_websocket_session", "ticket_url"
            )
        found = (await self._object(target, "websocket_ticket")).get("websocket_session")
        if not isinstance(found, str) or not found:
            raise lacking("ticket for live events", "websocket_ticket")
        self._calls.mask_ticket(found)
        return Secret(found)

    async def authentication(self, dataset: Dataset | None = None) -> dict[str, object]:
        """What `authenticate` sends for the user's events, or for those of a dataset (wire 5.4).
        It holds a ticket, and so is a secret."""
        self._check_user_token("websocket_ticket")
        me = self._me or await self.me()
        ticket = (await self.websocket_ticket(dataset)).reveal()
        about = {} if dataset is None else {"datasetid": dataset.id}
        return {"userid": me.id, **about, "websocket_session": ticket}

    async def send_report(
        self, dataset: DatasetRef, body: str | bytes, *, content_type: str | None = None
    ) -> Any:
        """Feed positions to a realtime dataset, in the words of a tracker."""
        target = self.routes.dataset(dataset, "send_report", "realtime")
        return await self.post(
            self.addresses.url(target),
            body,
            send_as_json=False,
            content_type=content_type,
            operation="send_report",
        )

    # calls

    def _cursor(self, first: Target, read: Entry[T], operation: str, page_limit: int) -> Cursor[T]:
        def ask(target: Target) -> Awaitable[dict[str, Any]]:
            return self._object(target, operation)

        return Cursor(ask, self.addresses, first, read, operation=operation, page_limit=page_limit)

    def _object(self, target: Target, operation: str) -> Awaitable[dict[str, Any]]:
        return self._calls.ask_object(Question("GET", target, operation))

    def _posted(self, target: Target, operation: str, body: Fields) -> Awaitable[dict[str, Any]]:
        return self._calls.ask_object(Question("POST", target, operation, json=body))

    def _check_user_token(self, operation: str) -> None:
        if self.addresses.project is not None:
            raise wrong("This needs the token of a user, not that of a project.", operation)


def _job_of(content: Fields, operation: str) -> str:
    found = reading.job_id(content)
    if found is None:
        raise lacking("job", operation)
    return found
