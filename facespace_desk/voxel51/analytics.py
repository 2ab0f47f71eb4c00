"""Analytics: what can be done to videos (wire/voxel51.md 3.1 and 6)."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal

from facespace_desk.voxel51.calls import Calls, Progress
from facespace_desk.voxel51.document import AnalyticDocument
from facespace_desk.voxel51.paging import Paging
from facespace_desk.voxel51.query import Query
from facespace_desk.voxel51.records import Analytic, BatchResult, Page

AnalyticType = Literal["PLATFORM", "IMAGE_TO_VIDEO"]
ImageType = Literal["CPU", "GPU"]


class AnalyticOperations:
    """What a user and an application can do with analytics, each by routes of its own."""

    _calls: Calls

    async def list_analytics(self, *, all_versions: bool = False) -> Page[Analytic]:
        """All but pending ones."""
        raise NotImplementedError

    async def query_analytics(self, query: Query | None = None) -> Page[Analytic]:
        """One page of what *query* looks for; pending ones included."""
        raise NotImplementedError

    def find_analytics(self, query: Query | None = None) -> Paging[Analytic]:
        """All that *query* looks for, page by page."""
        raise NotImplementedError

    async def get_analytic_id(self, name: str, version: str | None = None) -> str:
        """The id of the analytic of exactly this name, and version if given.

        Raises:
            NotFoundError: there is none.
        """
        raise NotImplementedError

    async def get_analytic_details(self, analytic_id: str) -> Analytic:
        raise NotImplementedError

    async def get_analytic_doc(self, analytic_id: str) -> AnalyticDocument:
        raise NotImplementedError

    async def upload_analytic(
        self, path: Path, analytic_type: AnalyticType | None = None
    ) -> Analytic:
        """Upload the document in *path*; the analytic is pending until one of its images came."""
        raise NotImplementedError

    async def upload_analytic_image(
        self,
        analytic_id: str,
        path: Path,
        image_type: ImageType,
        *,
        progress: Progress | None = None,
    ) -> None:
        """Upload an image (tar, tar.gz, tar.bz) for one kind of machine."""
        raise NotImplementedError

    async def delete_analytic(self, analytic_id: str) -> None:
        """**Deletes** the analytic at the service."""
        raise NotImplementedError

    async def batch_get_analytic_details(self, ids: list[str]) -> tuple[BatchResult, ...]:
        raise NotImplementedError
