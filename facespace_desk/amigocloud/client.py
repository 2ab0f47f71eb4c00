"""The AmigoCloud service over REST, as wire/amigocloud.md has it (official Python client 1.2.5).

Live events are in `live`, and get their tickets here.
"""

from __future__ import annotations

import os
import ssl
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, Self

from facespace_desk.amigocloud import reading
from facespace_desk.amigocloud.access import ProbeReport
from facespace_desk.amigocloud.calls import LIMITS, Calls, Question, checked_token
from facespace_desk.amigocloud.catalogue import Catalogue
from facespace_desk.amigocloud.console import Console
from facespace_desk.amigocloud.errors import AmigoCloudError, lacking, wrong
from facespace_desk.amigocloud.jobs import JOB_LIMIT_S, Jobs
from facespace_desk.amigocloud.links import Downloaded, Links
from facespace_desk.amigocloud.records import (
    Dataset,
    Fields,
    JobStatus,
    Me,
    UploadReceipt,
)
from facespace_desk.amigocloud.routes import DatasetRef, ProjectRef
from facespace_desk.amigocloud.upload_answers import Point
from facespace_desk.amigocloud.uploads import Checkpoint, Uploads
from facespace_desk.amigocloud.urls import QUERY, Addresses, TokenTransport
from facespace_desk.credentials import Secret
from facespace_desk.language import tr
from facespace_desk.net.closing import Closing
from facespace_desk.net.http import BaseUrl, Limits
from facespace_desk.net.probing import probed
from facespace_desk.net.storage import Progress, Storage

DEFAULT_BASE_URL: Final = "https://app.amigocloud.com"
BASE_URL_VARIABLE: Final = "AMIGOCLOUD_BASE_URL"
TOKEN_VARIABLE: Final = "AMIGOCLOUD_TOKEN"  # noqa: S105  # its name


class AmigoCloudClient(Closing, Catalogue):
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
            project = reading.whole(reading.project(content), "probe")
            return ProbeReport(reply.elapsed_s, reply.clock_skew_s, project=project)
        self._me = reading.whole(reading.me(content), "probe")
        return ProbeReport(reply.elapsed_s, reply.clock_skew_s, me=self._me)

    async def me(self) -> Me:
        """The user of the token; a project's token belongs to nobody."""
        self._check_user_token("me")
        content = await self._object(self.addresses.below("me"), "me")
        self._me = reading.whole(reading.me(content), "me")
        return self._me

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
        """Its last state, when it has ended well; *changed* hears of each on the way.

        Raises:
            JobFailed: it has ended, but not well; the message is the service's.
            JobUnfinished: it has not ended within *limit_s*.
            AmigoCloudError: it cannot be asked for.
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
            raise lacking(tr("The answer holds no address of pictures."), "thumbnail")
        content = await self._object(
            self.addresses.resolve(me.images_url, "thumbnail"), "thumbnail"
        )
        url = content.get("thumbnail")
        if not isinstance(url, str) or not url:
            raise lacking(tr("The answer holds no thumbnail."), "thumbnail")
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
            raise lacking(tr("The answer holds no ticket for live events."), "websocket_ticket")
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

    def _check_user_token(self, operation: str) -> None:
        if self.addresses.project is not None:
            raise wrong(tr("This needs the token of a user, not that of a project."), operation)


def _job_of(content: Fields, operation: str) -> str:
    found = reading.job_id(content)
    if found is None:
        raise lacking(tr("The answer holds no job."), operation)
    return found
