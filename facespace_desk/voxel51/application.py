"""The Voxel51 Platform, for an application that acts for many users (wire/voxel51.md 6)."""

from __future__ import annotations

import ssl
from types import TracebackType
from typing import Self

from facespace_desk.credentials import Secret
from facespace_desk.net.http import BaseUrl, Limits
from facespace_desk.net.storage import Storage
from facespace_desk.voxel51.access import ProbeReport
from facespace_desk.voxel51.analytics import AnalyticOperations
from facespace_desk.voxel51.client import VoxelClient
from facespace_desk.voxel51.paging import Paging
from facespace_desk.voxel51.query import Query
from facespace_desk.voxel51.records import DataItem, Job, Page, PlatformStatus


class ApplicationClient(AnalyticOperations):
    """One application. It acts for nobody: what is somebody's is done by `acting_as(name)`.

    Every method raises an `ApplicationAPIError`.
    """

    def __init__(
        self,
        base_url: BaseUrl,
        app_token: Secret | None,
        *,
        limits: Limits | None = None,
        proxy: str | None = None,
        allow_private: bool = False,
        ssl_context: ssl.SSLContext | None = None,
        storage: Storage | None = None,
    ) -> None:
        """As VoxelClient's.

        Raises:
            ApplicationTokenError: the token is missing, or cannot be one.
            ValueError: *proxy* cannot be read.
        """
        raise NotImplementedError

    @property
    def base_url(self) -> BaseUrl:
        raise NotImplementedError

    def acting_as(self, username: str) -> VoxelClient:
        """A client that does everything for this user, and for no other, for ever. No request is
        made; it ends with this one.

        Raises:
            ApplicationAPIError: this cannot be the name of a user (VX-3).
        """
        raise NotImplementedError

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Closes all connections, those of the users' clients included."""
        raise NotImplementedError

    async def probe(self) -> ProbeReport:
        """Ask once: is it there, does it take the token, is it the platform?"""
        raise NotImplementedError

    async def get_platform_status(self) -> PlatformStatus:
        raise NotImplementedError

    async def query_application_data(self, query: Query | None = None) -> Page[DataItem]:
        """One page of the data of all users."""
        raise NotImplementedError

    def find_application_data(self, query: Query | None = None) -> Paging[DataItem]:
        raise NotImplementedError

    async def query_application_jobs(self, query: Query | None = None) -> Page[Job]:
        """One page of the jobs of all users."""
        raise NotImplementedError

    def find_application_jobs(self, query: Query | None = None) -> Paging[Job]:
        raise NotImplementedError

    async def create_user(self, username: str) -> None:
        raise NotImplementedError

    async def list_users(self) -> tuple[str, ...]:
        raise NotImplementedError
