"""Data: files at the platform, each with an end of its life (wire/voxel51.md 3.2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from facespace_desk.voxel51.calls import Calls, Progress, Throttle
from facespace_desk.voxel51.downloads import Downloaded
from facespace_desk.voxel51.paging import Paging
from facespace_desk.voxel51.query import Query
from facespace_desk.voxel51.records import BatchResult, DataItem, Page, SignedUrl


class DataOperations:
    """What a user can do with data; an application does it for one of its users."""

    _calls: Calls

    async def list_data(self) -> Page[DataItem]:
        raise NotImplementedError

    async def query_data(self, query: Query | None = None) -> Page[DataItem]:
        """One page of what *query* looks for."""
        raise NotImplementedError

    def find_data(self, query: Query | None = None) -> Paging[DataItem]:
        """All that *query* looks for, page by page."""
        raise NotImplementedError

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
        raise NotImplementedError

    async def post_data_as_url(
        self,
        signed_url: SignedUrl,
        filename: str,
        mimetype: str,
        size: int,
        data_ttl: datetime,
        encoding: str | None = None,
    ) -> DataItem:
        """Have the service use a file that lies elsewhere; the end of its life cannot be changed
        later."""
        raise NotImplementedError

    async def get_data_details(self, data_id: str) -> DataItem:
        raise NotImplementedError

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
        raise NotImplementedError

    async def get_data_download_url(self, data_id: str) -> SignedUrl:
        raise NotImplementedError

    async def update_data_ttl(
        self, data_id: str, *, days: float | None = None, expiration_date: datetime | None = None
    ) -> None:
        """Let it live *days* longer, or until *expiration_date* (aware); exactly one of them.

        Negative days, or a date that is past, **delete it**.
        """
        raise NotImplementedError

    async def delete_data(self, data_id: str) -> None:
        """**Deletes** the file at the service."""
        raise NotImplementedError

    async def batch_get_data_details(self, ids: Sequence[str]) -> tuple[BatchResult, ...]:
        raise NotImplementedError

    async def batch_update_data_ttl(
        self,
        ids: Sequence[str],
        *,
        days: float | None = None,
        expiration_date: datetime | None = None,
    ) -> tuple[BatchResult, ...]:
        """As `update_data_ttl`."""
        raise NotImplementedError

    async def batch_delete_data(self, ids: Sequence[str]) -> tuple[BatchResult, ...]:
        """**Deletes** the files at the service."""
        raise NotImplementedError
