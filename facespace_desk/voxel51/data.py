"""Data: files at the platform, each with an end of its life (wire/voxel51.md 3.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from facespace_desk.voxel51 import reading
from facespace_desk.voxel51.asking import Operations
from facespace_desk.voxel51.calls import Progress, Question, Throttle
from facespace_desk.voxel51.downloads import Downloaded, Files, Wanted
from facespace_desk.voxel51.paging import Paging
from facespace_desk.voxel51.query import Query, Subject
from facespace_desk.voxel51.records import BatchResult, DataItem, Page, SignedUrl
from facespace_desk.voxel51.uploads import Sending, send_file


class DataOperations(Operations):
    """What a user can do with data; an application does it for one of its users."""

    async def list_data(self) -> Page[DataItem]:
        question = Question("GET", ("data", "list"), "list_data", again="reading")
        page, _ = await self._listed(question, Subject.DATA, reading.data_item)
        return page

    async def query_data(self, query: Query | None = None) -> Page[DataItem]:
        """One page of what *query* looks for."""
        query = query or Query(subject=Subject.DATA)
        return await self._queried(("data",), "query_data", query, reading.data_item)

    def find_data(self, query: Query | None = None) -> Paging[DataItem]:
        """All that *query* looks for, page by page."""
        query = query or Query(subject=Subject.DATA)
        return self._found(("data",), "query_data", query, reading.data_item)

    async def upload_data(
        self,
        path: Path,
        *,
        data_ttl: datetime | None = None,
        filename: str | None = None,
        progress: Progress | None = None,
        throttle: Throttle | None = None,
    ) -> DataItem:
        """Upload *path*, of any size, as *filename*; kept until *data_ttl* (aware)."""
        operation = "upload_data"
        fields = {} if data_ttl is None else {"data_ttl": self._moment(data_ttl, operation)}
        sending = Sending(path, filename, progress=progress, throttle=throttle)
        content = await send_file(self._calls, ("data",), operation, sending, fields=fields)
        return self._record(content, operation, "data", reading.data_item)

    async def post_data_as_url(
        self,
        signed_url: SignedUrl,
        *,
        filename: str,
        mimetype: str,
        size: int,
        data_ttl: datetime,
        encoding: str | None = None,
    ) -> DataItem:
        """Have the service use a file that lies elsewhere; the end of its life cannot be changed
        later."""
        operation = "post_data_as_url"
        body = {
            "signed_url": self._https(signed_url, operation),
            "filename": filename,
            "mimetype": mimetype,
            "size": size,
            "data_ttl": self._moment(data_ttl, operation),
        }
        if encoding is not None:
            body["encoding"] = encoding
        question = Question("POST", ("data", "url"), operation, json=body)
        content = await self._calls.ask_object(question)
        return self._record(content, operation, "data", reading.data_item)

    async def get_data_details(self, data_id: str) -> DataItem:
        operation = "get_data_details"
        segments = ("data", self._id(data_id, "data", operation))
        return await self._got(segments, operation, "data", reading.data_item)

    async def download_data(
        self,
        data_id: str,
        folder: Path,
        *,
        filename: str | None = None,
        progress: Progress | None = None,
        throttle: Throttle | None = None,
    ) -> Downloaded:
        """Write it into *folder* under *filename*, else the service's name for it, made harmless;
        a file that is there is never overwritten."""
        wanted = Wanted("data", self._id(data_id, "data", "download_data"))
        if filename is None:
            details = await self.get_data_details(data_id)
            wanted, filename = replace(wanted, size=details.size), details.name
        return await Files(self._calls).download(
            wanted, folder, filename, progress=progress, throttle=throttle
        )

    async def get_data_download_url(self, data_id: str) -> SignedUrl:
        operation = "get_data_download_url"
        return await self._signed_url(
            ("data", self._id(data_id, "data", operation), "download-url"), operation
        )

    async def update_data_ttl(
        self, data_id: str, *, days: float | None = None, expiration_date: datetime | None = None
    ) -> None:
        """Let it live *days* longer, or until *expiration_date* (aware); exactly one of them.

        Negative days, or a date that is past, **delete it**.
        """
        operation = "update_data_ttl"
        segments = ("data", self._id(data_id, "data", operation))
        await self._put_ttl(segments, operation, days, expiration_date)

    async def delete_data(self, data_id: str) -> None:
        """**Deletes** the file at the service."""
        operation = "delete_data"
        await self._do(
            "DELETE", ("data", self._id(data_id, "data", operation)), operation, "unsent"
        )

    async def batch_get_data_details(self, ids: Sequence[str]) -> tuple[BatchResult, ...]:
        return await self._batch("data", "batch_get_data_details", "details", ids)

    async def batch_update_data_ttl(
        self,
        ids: Sequence[str],
        *,
        days: float | None = None,
        expiration_date: datetime | None = None,
    ) -> tuple[BatchResult, ...]:
        """As `update_data_ttl`."""
        operation = "batch_update_data_ttl"
        ttl = self._ttl(days, expiration_date, operation)
        return await self._batch("data", operation, "ttl", ids, ttl)

    async def batch_delete_data(self, ids: Sequence[str]) -> tuple[BatchResult, ...]:
        """**Deletes** the files at the service."""
        return await self._batch("data", "batch_delete_data", "delete", ids)
