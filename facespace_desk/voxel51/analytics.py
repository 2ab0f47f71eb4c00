"""Analytics: what can be done to videos (wire/voxel51.md 3.1 and 6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

import msgspec

from facespace_desk.voxel51 import reading
from facespace_desk.voxel51.asking import Operations
from facespace_desk.voxel51.calls import Progress, Question, Throttle
from facespace_desk.voxel51.document import AnalyticDocument, read_document
from facespace_desk.voxel51.errors import class_of
from facespace_desk.voxel51.paging import Paging
from facespace_desk.voxel51.query import Query, Subject, query_text
from facespace_desk.voxel51.records import Analytic, BatchResult, Page
from facespace_desk.voxel51.uploads import Sending, send_file

AnalyticType = Literal["PLATFORM", "IMAGE_TO_VIDEO"]
ImageType = Literal["CPU", "GPU"]


class AnalyticOperations(Operations):
    """What a user and an application can do with analytics, each by routes of its own."""

    @property
    def _analytics(self) -> tuple[str, ...]:
        return ("apps", "analytics") if self._calls.is_application else ("analytics",)

    async def list_analytics(self, *, all_versions: bool = False) -> Page[Analytic]:
        """All but pending ones."""
        flag = {"all_versions": all_versions}
        question = Question(
            "GET", (*self._analytics, "list"), "list_analytics", json=flag, again="reading"
        )
        by_address = {"all_versions": query_text(all_versions)}
        if self._calls.is_application:  # the two official clients send it one way each (wire 6)
            question = replace(question, params=by_address)
        elif self._calls.query_transport == "query":
            question = replace(question, json=msgspec.UNSET, params=by_address)
        page, _ = await self._listed(question, Subject.ANALYTICS, reading.analytic)
        return page

    async def query_analytics(self, query: Query | None = None) -> Page[Analytic]:
        """One page of what *query* looks for; pending ones included."""
        return await self._queried(
            self._analytics,
            "query_analytics",
            query or Query(subject=Subject.ANALYTICS),
            reading.analytic,
            by_address=self._calls.is_application,
        )

    def find_analytics(self, query: Query | None = None) -> Paging[Analytic]:
        """All that *query* looks for, page by page."""
        return self._found(
            self._analytics,
            "query_analytics",
            query or Query(subject=Subject.ANALYTICS),
            reading.analytic,
            by_address=self._calls.is_application,
        )

    async def get_analytic_id(self, name: str, version: str | None = None) -> str:
        """The id of the analytic of exactly this name, and version if given.

        Raises:
            NotFoundError: there is none.
        """
        query = Query(subject=Subject.ANALYTICS).with_fields("id", "name", "version")
        query = query.where("name", name)
        if version is not None:
            query = msgspec.structs.replace(query.where("version", version), all_versions=True)
        async for page in self.find_analytics(query):
            for each in page.items:  # searches find parts, too
                if each.name == name and version in (None, each.version):
                    return each.id
        words = "There is no analytic of this name" + (" and version." if version else ".")
        made_by = class_of(404, is_application=self._calls.is_application)
        raise made_by(words, operation="get_analytic_id")

    async def get_analytic_details(self, analytic_id: str) -> Analytic:
        operation = "get_analytic_details"
        segments = (*self._analytics, self._id(analytic_id, "an analytic", operation))
        return await self._got(segments, operation, "analytic", reading.analytic)

    async def get_analytic_doc(self, analytic_id: str) -> AnalyticDocument:
        operation = "get_analytic_doc"
        segments = (*self._analytics, self._id(analytic_id, "an analytic", operation), "doc")
        question = Question("GET", segments, operation, again="reading")
        return read_document(await self._calls.ask_object(question))

    async def upload_analytic(
        self, path: Path, analytic_type: AnalyticType | None = None
    ) -> Analytic:
        """Upload the document in *path*; the analytic is pending until one of its images came."""
        operation = "upload_analytic"
        fields = {} if analytic_type is None else {"analytic_type": analytic_type}
        sending = Sending(path, content_type="application/json")
        content = await send_file(self._calls, self._analytics, operation, sending, fields=fields)
        return self._record(content, operation, "analytic", reading.analytic)

    async def upload_analytic_image(
        self,
        analytic_id: str,
        path: Path,
        image_type: ImageType,
        *,
        progress: Progress | None = None,
        throttle: Throttle | None = None,
    ) -> None:
        """Upload an image (tar, tar.gz, tar.bz) for one kind of machine."""
        operation = "upload_analytic_image"
        segments = (*self._analytics, self._id(analytic_id, "an analytic", operation), "images")
        if image_type not in ("CPU", "GPU"):
            raise self._calls.wrong("An image is for CPU or for GPU.", operation)
        sending = Sending(path, progress=progress, throttle=throttle)
        await send_file(self._calls, segments, operation, sending, params={"type": image_type})

    async def delete_analytic(self, analytic_id: str) -> None:
        """**Deletes** the analytic at the service."""
        operation = "delete_analytic"
        segments = (*self._analytics, self._id(analytic_id, "an analytic", operation))
        await self._do("DELETE", segments, operation, "unsent")

    async def batch_get_analytic_details(self, ids: Sequence[str]) -> tuple[BatchResult, ...]:
        return await self._batch("analytics", "batch_get_analytic_details", "details", ids)
